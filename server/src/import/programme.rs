//! programme.csv: tasks and commitments beside the databases.
use app::domain::{Group, WorkstreamKind};

use super::{
    fields::{Entry, entries},
    problem::Report,
    table::{Columns, Table},
};
use crate::ledger::WorkstreamRow;

pub const FILE: &str = "programme.csv";
pub const COLUMNS: Columns = Columns {
    required: &["code", "kind", "title", "lead_unit"],
    optional: &["group", "partner", "due", "provisional", "source"],
};

/// A task, and whether `*` makes it everybody's. A task of one unit names it as
/// the workstream's owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    pub workstream: WorkstreamRow,
    pub every_unit: bool,
}

pub fn read(table: &Table, report: &mut Report) -> Vec<Entry<Task>> {
    let kinds: Vec<&str> = WorkstreamKind::ALL
        .iter()
        .filter(|kind| kind.group() != Group::Databases)
        .map(|kind| kind.code())
        .collect();
    entries(table, report, |f| {
        let every_unit = f.text("lead_unit") == "*";
        Task {
            every_unit,
            workstream: WorkstreamRow {
                code: f.code("code"),
                name: f.required("title"),
                kind: f.word("kind", &kinds),
                ministry: String::new(),
                owner_unit: if every_unit {
                    None
                } else {
                    f.code_if("lead_unit")
                },
                feeds: None,
                count_unit: String::new(),
                legal_basis: String::new(),
                heading: f.text("group"),
                partner: f.code_if("partner"),
                due: f.day_if("due"),
                provisional: f.flag("provisional"),
                source: f.text("source"),
                seq: 0,
                recorded_at: 0,
            },
        }
    })
}
