//! The templates' example rows, left in a file by mistake.
use std::collections::HashSet;

use super::{
    layout::Columns,
    problem::{Problem, Report},
    table::{self, Table},
};

/// The templates as they are handed out.
/// Those of cadences.csv are a decree's, to be kept.
pub const TEMPLATES: [(&str, &str); 5] = [
    (
        "dependencies.csv",
        include_str!("../../campaigns/templates/dependencies.csv"),
    ),
    (
        "duties.csv",
        include_str!("../../campaigns/templates/duties.csv"),
    ),
    (
        "rhythms.csv",
        include_str!("../../campaigns/templates/rhythms.csv"),
    ),
    (
        "milestones.csv",
        include_str!("../../campaigns/templates/milestones.csv"),
    ),
    (
        "people.csv",
        include_str!("../../campaigns/templates/people.csv"),
    ),
];

/// Takes the rows out that say what a row of the template says, an error for each.
pub fn take_out(table: &mut Table, known: Columns, report: &mut Report) {
    let Some((_, text)) = TEMPLATES.iter().find(|(file, _)| *file == table.file) else {
        return;
    };
    let read = table::read(table.file, text.as_bytes(), known, &mut Report::default());
    let Some(template) = read else {
        return;
    };
    // Empty cells and columns left out are the same.
    let said = |table: &Table, record: &table::Record| -> Vec<String> {
        let cell = |column| table.cell(record, column).to_lowercase();
        known.all().map(cell).collect()
    };
    let examples: HashSet<Vec<String>> = template
        .records
        .iter()
        .map(|record| said(&template, record))
        .collect();
    let (left, own) = std::mem::take(&mut table.records)
        .into_iter()
        .partition(|record| examples.contains(&said(table, record)));
    table.records = own;
    let left: Vec<table::Record> = left;
    for record in left {
        report.error(table.file, Some(record.line), None, Problem::Example);
    }
}
