//! Rule 4: what was promised first changes by a decision only.
use app::domain::{Asks, Kept, Promised};

use super::{
    campaign_file::CampaignFile, decision::Decision, preview::Difference, problem::Problem,
};
use crate::ledger::RedefinitionRow;

/// What stands in the way of a change of a row the ledger has, or whether it is recorded
/// with its decision.
pub enum Judged {
    /// It promises nothing, or is the first promise.
    Free,
    Recorded,
    Refused(Problem),
}

/// Judges one change. `settles`: it judges what is done already, so that a first promise needs a
/// decision too; `kept`: why its column can no longer change.
pub fn judge<F: CampaignFile>(
    change: &Difference,
    decision: Option<&Decision>,
    settles: bool,
    kept: Option<Kept>,
) -> Judged {
    let promised = F::PROMISED.iter().find(|it| it.column == change.column);
    let Some(promised) = promised.filter(|_| !F::says_the_same(change)) else {
        return Judged::Free;
    };
    let (was, now) = (change.was.clone(), change.now.clone());
    let how = if settles {
        Promised::ALWAYS
    } else {
        promised.how
    };
    match how.change(&was, &now, kept) {
        Ok(Asks::Nothing) => Judged::Free,
        Ok(Asks::Decision) if decision.is_some() => Judged::Recorded,
        Ok(Asks::Decision) => Judged::Refused(Problem::NeedsDecision { was, now }),
        Err(Kept::Emptied) => Judged::Refused(Problem::Emptied { was }),
        Err(kept) => Judged::Refused(Problem::Kept(kept)),
    }
}

impl Decision {
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
