//! assignments.csv: which company accompanies which unit, from day to day.
use app::domain::AssignmentRole;

use super::{
    fields::{Entry, entries},
    problem::{Problem, Report},
    table::{Columns, Table},
    units::codes,
};
use crate::ledger::AssignmentRow;

pub const FILE: &str = "assignments.csv";
pub const COLUMNS: Columns = Columns {
    required: &["unit", "partner", "role", "valid_from"],
    optional: &["valid_to", "decision", "source"],
};

pub fn read(table: &Table, report: &mut Report) -> Vec<Entry<AssignmentRow>> {
    entries(table, report, |f| {
        let decision = f.text("decision");
        if decision.starts_with("MẪU") {
            f.error("decision", Problem::DemoRow);
        }
        AssignmentRow {
            unit: f.code("unit"),
            partner: f.code("partner"),
            role: f.word("role", &codes(AssignmentRole::ALL, AssignmentRole::code)),
            valid_from: f.day("valid_from"),
            valid_to: f.day_if("valid_to"),
            // Empty: provisional.
            decision,
            source: f.text("source"),
            seq: 0,
            recorded_at: 0,
        }
    })
}
