//! milestones.csv: the dated steps of duties.
use app::domain::{Kind, MAX_WEIGHT};
use sha2::{Digest, Sha256};

use super::{
    fields::{Entry, Fields, entries},
    problem::{Problem, Report},
    table::{Columns, Table},
    units::codes,
};
use crate::{db::audit::hex, ledger::MilestoneRow};

pub const FILE: &str = "milestones.csv";
pub const COLUMNS: Columns = Columns {
    required: &["unit", "workstream", "kind", "title", "deadline"],
    optional: &["product", "responsible", "weight", "reach"],
};

/// `position` is left 0: it is given within the duty when the row is new.
pub fn read(table: &Table, report: &mut Report) -> Vec<Entry<MilestoneRow>> {
    entries(table, report, row)
}

fn row(f: &mut Fields<'_>) -> MilestoneRow {
    let most = i64::try_from(MAX_WEIGHT).unwrap_or(i64::MAX);
    let (unit, workstream) = (f.code("unit"), f.code("workstream"));
    let title = f.required("title");
    let kind = f.word("kind", &codes(Kind::ALL, Kind::code));
    let counts = Kind::from_code(&kind).is_some_and(Kind::counts);
    let (deadline, deadline_text) = deadline(f);
    MilestoneRow {
        id: id(&unit, &workstream, &title),
        unit,
        workstream,
        position: 0,
        kind,
        product: f.text("product"),
        title,
        deadline,
        deadline_text,
        responsible: f.code_if("responsible"),
        weight: f.integer_if("weight", 0, most).unwrap_or(i64::from(counts)),
        reach: f.decimal_if("reach"),
        seq: 0,
        recorded_at: 0,
    }
}

/// A day, or words such as "thường xuyên"; anything with a digit must be a day,
/// because a slip in a date must not turn into words.
fn deadline(f: &mut Fields<'_>) -> (Option<String>, Option<String>) {
    let text = f.text("deadline");
    if text.is_empty() {
        (None, None)
    } else if text.chars().any(char::is_numeric) {
        (f.day_if("deadline"), None)
    } else if text.chars().any(char::is_alphabetic) {
        (None, Some(text))
    } else {
        f.error("deadline", Problem::Date(super::fields::short(&text)));
        (None, None)
    }
}

/// The same duty and title give the same id, so that a second import finds
/// what the first one made.
pub fn id(unit: &str, workstream: &str, title: &str) -> String {
    let mut sha = Sha256::new();
    for field in [unit, workstream, &title.to_lowercase()] {
        sha.update((field.len() as u64).to_be_bytes());
        sha.update(field);
    }
    format!("m-{}", &hex(&sha.finalize())[..24])
}
