//! Documents that the plan comes from.
use std::collections::{BTreeMap, BTreeSet};

use app::domain::DocumentNumber;

use crate::import::{
    campaign_file::CampaignFile, compare::Comparable, current::Current, files::DocumentsCsv,
    input::Input, problem::Problem,
};

/// A document stands once, however its number is typed, and none takes the place of one that takes
/// its own.
pub fn documents(input: &mut Input, current: &Current) {
    let mut rows = current.documents.clone();
    rows.extend(
        input
            .documents
            .iter()
            .map(|it| (it.row.key(), it.row.clone())),
    );
    let mut written: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    let mut replaces: BTreeMap<DocumentNumber, BTreeSet<DocumentNumber>> = BTreeMap::new();
    for row in rows.values() {
        let Some(number) = DocumentNumber::of(&row.number) else {
            continue;
        };
        let same = written.entry((number.clone(), row.day.as_str()));
        same.or_default().insert(&row.number);
        if let Some(before) = DocumentNumber::of(&row.replaces) {
            replaces.entry(number).or_default().insert(before);
        }
    }
    let mut found = Vec::new();
    for entry in &input.documents {
        let row = &entry.row;
        let Some(number) = DocumentNumber::of(&row.number) else {
            continue;
        };
        let same = written.get(&(number.clone(), row.day.as_str()));
        let other = same.into_iter().flatten().find(|it| **it != row.number);
        if let Some(other) = other {
            found.push((
                entry.line,
                "number",
                Problem::DocumentTwice((*other).to_owned()),
            ));
        }
        if !row.replaces.is_empty() && comes_back(&number, &replaces) {
            found.push((entry.line, "replaces", Problem::ReplacesInCircle));
        }
    }
    for (line, column, problem) in found {
        let file = DocumentsCsv::NAME;
        input.report.error(file, Some(line), Some(column), problem);
    }
}

/// Whether a document takes the place, however many are in between, of itself.
fn comes_back(
    number: &DocumentNumber,
    replaces: &BTreeMap<DocumentNumber, BTreeSet<DocumentNumber>>,
) -> bool {
    let before = |it: &DocumentNumber| replaces.get(it).cloned().unwrap_or_default();
    let (mut seen, mut next) = (BTreeSet::new(), before(number));
    while let Some(it) = next.pop_first() {
        if it == *number {
            return true;
        }
        if seen.insert(it.clone()) {
            next.extend(before(&it));
        }
    }
    false
}
