use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Effect, Elsewhere, FileRow, HistoryRow, Marks, Mistake, Needed, Progress, Remeasured,
    Repromised, RestsOn, ReviewFilter, ReviewItem, ReviewPlace, ToldRechecks, Volume,
};
use crate::domain::{Day, words};

/// `/review/{milestone}`: one decision.
#[derive(Debug, Clone)]
pub struct DecisionPage {
    pub item: ReviewItem,
    /// What was found when it was re-checked.
    pub rechecks: ToldRechecks,
    /// The submission that waits.
    pub current: Option<Submission>,
    /// The one before, and why it was returned.
    pub previous: Option<Submission>,
    /// The report changed while the form was open: the one that was read.
    pub overtaken: Option<Overtaken>,
    /// What it promises changed while the form was open.
    pub repromised: Option<Repromised>,
    /// The values it is accepted by changed while the form was open.
    pub remeasured: Option<Remeasured>,
    /// Of an outcome the value that it is accepted by.
    pub rests_on: Option<RestsOn>,
    pub history: Vec<HistoryRow>,
    pub signs: Signs,
    pub form: DecisionForm,
    pub errors: DecisionErrors,
    /// What accepting changes of what is accepted, or revoking where it is.
    pub effect: Option<Effect>,
    /// Without it nobody accepts.
    pub needed: Option<Needed>,
    /// What the duty counts.
    pub volume: Option<Volume>,
    /// The list it was opened from, and where it stands there.
    pub filter: ReviewFilter,
    pub place: ReviewPlace,
    pub may_accept: bool,
    pub may_return: bool,
    /// Accepted work may be revoked by the office.
    pub may_revoke: bool,
    /// Its terms, party or clock may be changed.
    pub may_adjust: bool,
    /// Something of it may be written anew.
    pub may_restate: bool,
    /// It may be asked about.
    pub may_ask: bool,
}

/// What a reviewer should look at; it changes no number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signs {
    /// Other reports with the same link, or of the same unit with the same document.
    pub document: Elsewhere,
    /// How many reports of other units have a document of the same number and day.
    pub alike: usize,
    /// The document was signed on a day before the campaign began, or before the report came
    /// back the last time.
    pub before_start: Option<(Day, Day)>,
    pub before_return: Option<(Day, Day)>,
    /// "Không phát sinh" so many times running, where that is often.
    pub nothing_running: usize,
    /// It was accepted within a minute of being handed over.
    pub accepted_at_once: bool,
}

impl Signs {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

/// A decision that came too late: nothing was recorded of it.
#[derive(Debug, Clone)]
pub struct Overtaken {
    /// The report the decision was on, if there was one.
    pub read: Option<Submission>,
    /// The one that waits now, or was handed over last.
    pub now: Option<Submission>,
    /// What happened to the report that was read, where no other came after it.
    pub acted: Option<HistoryRow>,
}

#[derive(Debug, Clone)]
pub struct Submission {
    pub day: Day,
    pub time: String,
    pub person: String,
    pub by: Arc<str>,
    pub produced: String,
    pub progress: Progress,
    pub document_number: String,
    pub document_day: Option<Day>,
    pub link: String,
    pub files: Vec<FileRow>,
    /// What the other side answered, when it was returned.
    pub returned: Option<(Day, String)>,
    /// Its party took it back before anybody answered.
    pub withdrawn: bool,
    /// On which day its document was put right last.
    pub corrected_on: Option<Day>,
}

words! {
    /// Why reports usually come back. The words name no other unit: company and unit read
    /// them.
    UsualReason {
        UsedElsewhere = "used-elsewhere",
        NotSigned = "not-signed",
        VolumeDiffers = "volume-differs",
        OtherProduct = "other-product",
        NoEvidence = "no-evidence",
        DocumentOld = "document-old",
        NothingUnclear = "nothing-unclear",
        SomethingArose = "something-arose",
    }
}

impl UsualReason {
    /// Those of a report, or of "không phát sinh", which has no document.
    pub fn of(nothing: bool) -> impl Iterator<Item = Self> {
        let of_nothing = |it: &Self| matches!(it, Self::NothingUnclear | Self::SomethingArose);
        let all = Self::ALL.iter().copied();
        all.filter(move |it| of_nothing(it) == nothing)
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionForm {
    /// `accepted`, `returned` or `revoked`; empty before choosing.
    pub decision: String,
    pub reason: String,
    /// One of the usual reasons, by its word: what is written where `reason` is left empty.
    pub usual: String,
    /// The day by which a returned report is expected again, as typed. It is no deadline.
    pub resend: String,
    /// Product, evidence and document were opened and compared.
    pub checked: bool,
    pub marks: Marks,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecisionErrors {
    pub decision: Option<Mistake>,
    pub reason: Option<Mistake>,
    pub resend: Option<Mistake>,
    pub checked: Option<Mistake>,
    pub form: Option<Mistake>,
}

impl DecisionErrors {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}
