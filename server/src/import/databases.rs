//! databases.csv: the national and the sector databases.
use super::{
    fields::{Entry, entries},
    problem::Report,
    table::{Columns, Table},
};
use crate::ledger::WorkstreamRow;

pub const FILE: &str = "databases.csv";
pub const COLUMNS: Columns = Columns {
    required: &["code", "name", "kind"],
    optional: &[
        "ministry",
        "owner_unit",
        "feeds",
        "count_unit",
        "legal_basis",
        "provisional",
        "source",
    ],
};

pub fn read(table: &Table, report: &mut Report) -> Vec<Entry<WorkstreamRow>> {
    entries(table, report, |f| WorkstreamRow {
        code: f.code("code"),
        name: f.required("name"),
        kind: f.word("kind", &["national", "sector"]),
        ministry: f.text("ministry"),
        owner_unit: f.code_if("owner_unit"),
        feeds: f.code_if("feeds"),
        count_unit: f.text("count_unit"),
        legal_basis: f.text("legal_basis"),
        heading: String::new(),
        partner: None,
        due: None,
        provisional: f.flag("provisional"),
        source: f.text("source"),
        seq: 0,
        recorded_at: 0,
    })
}
