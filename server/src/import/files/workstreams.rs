//! Workstreams, which two files list: databases.csv and programme.csv.
use app::{
    domain::{Group, WorkstreamKind},
    text::{only_typed_otherwise, typed_alike},
};

use crate::{
    db::{Db, DbError},
    import::{
        campaign_file::{Named, Names},
        compare::{Latest, comparable, latest},
        fields::LISTED_BY,
        preview::Difference,
    },
    ledger::{WorkstreamRow, one_after_another},
};

comparable! {
    WorkstreamRow by (code) {
        "name" => name, "name_en" => name_en, "kind" => kind, "ministry" => ministry, "owner_unit" => owner_unit,
        "owner_unit" => joint_leads,
        "feeds" => feeds, "count_unit" => count_unit, "legal_basis" => legal_basis,
        "group" => heading, "partner" => partner, "due" => due, "due" => due_text,
        "provisional" => provisional,
        "source" => source,
    } beside (seq, recorded_at)
}

pub const NAMES: Option<Names<WorkstreamRow>> = Some(Names {
    of: Named::Workstream,
    code: |w| &w.code,
    name: |w| &w.name,
});

/// Remarks behind a ministry that tell nothing of whom work waits on.
const REMARKS: [&str; 1] = ["(chưa xác minh)"];

/// Typing is put right freely, and so is a known remark at the end of a ministry; another name is
/// another thing to be built.
pub fn says_the_same(change: &Difference) -> bool {
    let body = |cell: &str| {
        let typed = typed_alike(cell);
        let named = REMARKS
            .iter()
            .find_map(|remark| typed.strip_suffix(typed_alike(remark).trim()));
        named.unwrap_or(&typed).trim().to_owned()
    };
    match change.column {
        "name" => only_typed_otherwise(&change.was, &change.now),
        "ministry" => body(&change.was) == body(&change.now),
        _ => false,
    }
}

/// Who leads, as a cell lists it: one, or several together.
pub fn leads(cell: Option<String>) -> (Option<String>, Option<String>) {
    match cell {
        Some(cell) if cell.contains(LISTED_BY) => (None, Some(cell)),
        one => (one, None),
    }
}

/// The codes of those who lead a workstream, of units and of groups.
pub fn leading(row: &WorkstreamRow) -> Vec<&str> {
    let together = row.joint_leads.as_deref().map(one_after_another);
    let owner = row.owner_unit.as_deref();
    owner
        .into_iter()
        .chain(together.unwrap_or_default())
        .collect()
}

/// The workstreams of both files.
pub async fn load(db: &Db) -> Result<Latest<WorkstreamRow>, DbError> {
    Ok(latest(WorkstreamRow::between(db, 0, i64::MAX).await?))
}

pub fn label(row: &WorkstreamRow) -> String {
    format!("{} {}", row.code, row.name)
}

/// Whether a row is one of databases.csv.
pub fn is_database(row: &WorkstreamRow) -> bool {
    let group = WorkstreamKind::from_code(&row.kind).map(WorkstreamKind::group);
    group == Some(Group::Databases)
}
