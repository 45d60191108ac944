//! partners.csv: the partner companies.
use super::{
    fields::{Entry, entries},
    problem::Report,
    table::{Columns, Table},
};
use crate::ledger::PartnerRow;

pub const FILE: &str = "partners.csv";
pub const COLUMNS: Columns = Columns {
    required: &["code", "name"],
    optional: &["short_name", "source"],
};

pub fn read(table: &Table, report: &mut Report) -> Vec<Entry<PartnerRow>> {
    entries(table, report, |f| {
        let name = f.required("name");
        let short_name = f.text("short_name");
        PartnerRow {
            code: f.code("code"),
            short_name: if short_name.is_empty() {
                name.clone()
            } else {
                short_name
            },
            name,
            source: f.text("source"),
            seq: 0,
            recorded_at: 0,
        }
    })
}
