//! Documents that the plan comes from.
use std::collections::{BTreeMap, BTreeSet};

use app::domain::{DocumentNumber, same_issuer};

use crate::import::{
    campaign_file::CampaignFile, compare::Comparable, current::Current, files::DocumentsCsv,
    input::Input, problem::Problem,
};
use crate::ledger::DocumentRow;

/// A row without an issuer is of the document that there is of its number and day, and one with an
/// issuer of that issuer's, as it is written there. Which of several is meant, nobody can tell.
pub fn settle_documents(input: &mut Input, current: &Current) {
    let mut found = Vec::new();
    for entry in &mut input.documents {
        let row = &mut entry.row;
        let number = DocumentNumber::of(&row.number);
        let known = current.documents.values();
        let known =
            known.filter(|it| it.day == row.day && DocumentNumber::of(&it.number) == number);
        let of = known.filter(|it| row.issuer.is_empty() || same_issuer(&it.issuer, &row.issuer));
        let issuers: Vec<&String> = of.map(|it| &it.issuer).collect();
        match issuers[..] {
            [] => {}
            [issuer] => row.issuer.clone_from(issuer),
            _ => {
                let all = issuers.iter().map(|it| (**it).clone()).collect();
                found.push((entry.line, Problem::DocumentOfSeveral(all)));
            }
        }
    }
    let (file, column) = (DocumentsCsv::NAME, Some("issuer"));
    for (line, problem) in found {
        input.report.error(file, Some(line), column, problem);
    }
}

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
    let mut written: BTreeMap<_, Vec<&DocumentRow>> = BTreeMap::new();
    let mut replaces: BTreeMap<DocumentNumber, BTreeSet<DocumentNumber>> = BTreeMap::new();
    for row in rows.values() {
        let Some(number) = DocumentNumber::of(&row.number) else {
            continue;
        };
        let same = written.entry((number.clone(), row.day.as_str()));
        same.or_default().push(row);
        if let Some(before) = DocumentNumber::of(&row.replaces) {
            replaces.entry(number).or_default().insert(before);
        }
    }
    let (mut found, mut later) = (Vec::new(), Vec::new());
    for entry in &input.documents {
        let row = &entry.row;
        let before = DocumentNumber::of(&row.replaces);
        let before = rows
            .values()
            .filter(|it| before.is_some() && DocumentNumber::of(&it.number) == before);
        // Of several of one number it may be any.
        if let Some(first) = before.min_by_key(|it| &it.day)
            && first.day > row.day
        {
            let (number, day) = (first.number.clone(), first.day.clone());
            later.push((entry.line, Problem::LaterDocumentReplaced { number, day }));
        }
        let Some(number) = DocumentNumber::of(&row.number) else {
            continue;
        };
        let same = written.get(&(number.clone(), row.day.as_str()));
        let mut others = same
            .into_iter()
            .flatten()
            .filter(|it| it.key() != row.key());
        let one = |it: &&&DocumentRow| {
            let unsaid = it.issuer.is_empty() != row.issuer.is_empty();
            same_issuer(&it.issuer, &row.issuer) || unsaid && !said_later(it, row)
        };
        if let Some(other) = others.find(one).map(|it| &it.number) {
            found.push((entry.line, "number", Problem::DocumentTwice(other.clone())));
        }
        if !row.replaces.is_empty() && comes_back(&number, &replaces) {
            found.push((entry.line, "replaces", Problem::ReplacesInCircle));
        }
    }
    for (line, column, problem) in found {
        let file = DocumentsCsv::NAME;
        input.report.error(file, Some(line), Some(column), problem);
    }
    for (line, problem) in later {
        let (file, column) = (DocumentsCsv::NAME, Some("replaces"));
        input.report.note(file, Some(line), column, problem);
    }
}

/// Whether one row says who issued what the other tells of by the same number.
fn said_later(before: &DocumentRow, row: &DocumentRow) -> bool {
    before.number == row.number && before.seq > 0 && before.issuer.is_empty()
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
