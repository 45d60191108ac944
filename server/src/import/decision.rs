//! Rule 4: what was promised first changes by a decision only.
use app::domain::{says_something, secrecy_mark_in_name};

use super::{
    campaign_file::{CampaignFile, Promised},
    fields::Fields,
    preview::Difference,
    problem::Problem,
};
use crate::{import::files::DEMO_NUMBER, ledger::RedefinitionRow};

/// The columns in which a row carries the decision behind its changes.
pub const COLUMNS: [&str; 3] = ["decision", "reason", "approver"];

/// The decision behind the changes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub number: String,
    pub reason: String,
    pub approver: String,
}

impl Decision {
    /// Reads it from a row: whole, each part with something to read in it, or not there.
    pub fn read(f: &mut Fields<'_>) -> Option<Self> {
        let cells = COLUMNS.map(|column| f.text(column));
        if cells.iter().all(String::is_empty) {
            return None;
        }
        for (column, cell) in COLUMNS.iter().zip(&cells) {
            if !says_something(cell) {
                f.error(column, Problem::DecisionPart);
            }
        }
        let [number, reason, approver] = cells;
        if number.starts_with(DEMO_NUMBER) {
            f.error("decision", Problem::DemoRow);
        }
        if secrecy_mark_in_name(&number).is_some() {
            f.error("decision", Problem::Secrecy);
        }
        Some(Self {
            number,
            reason,
            approver,
        })
    }

    /// The row that keeps it beside what it changed.
    pub fn redefines<F: CampaignFile>(&self, code: &str, change: &Difference) -> RedefinitionRow {
        RedefinitionRow {
            subject: F::SUBJECT.to_owned(),
            code: code.to_owned(),
            term: change.column.to_owned(),
            was: change.was.clone(),
            now: change.now.clone(),
            decision: self.number.clone(),
            reason: self.reason.clone(),
            approver: self.approver.clone(),
            seq: 0,
            recorded_at: 0,
        }
    }
}

/// What stands in the way of a change of a row the ledger has, or whether it is recorded
/// with its decision.
pub enum Judged {
    /// It promises nothing, or is the first promise.
    Free,
    Recorded,
    Refused(Problem),
}

/// Judges one change.
pub fn judge<F: CampaignFile>(
    change: &Difference,
    decision: Option<&Decision>,
    settled: Option<Problem>,
) -> Judged {
    let promised = F::PROMISED.iter().find(|it| it.column == change.column);
    match promised {
        None => Judged::Free,
        Some(_) if F::says_the_same(change) => Judged::Free,
        Some(Promised {
            empty_is_none: true,
            ..
        }) if change.was.is_empty() && settled.is_none() => Judged::Free,
        Some(Promised {
            may_empty: false, ..
        }) if change.now.is_empty() => Judged::Refused(Problem::Emptied {
            was: change.was.clone(),
        }),
        Some(_) => match (settled, decision) {
            (Some(problem), _) => Judged::Refused(problem),
            (None, None) => Judged::Refused(Problem::NeedsDecision {
                was: change.was.clone(),
                now: change.now.clone(),
            }),
            (None, Some(_)) => Judged::Recorded,
        },
    }
}
