use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Effect, FileRow, HistoryRow, Marks, MilestoneRow, Mistake, Needed, RefusedFile, Repromised,
    RestsOn, Volume, WorkItem,
};
use crate::domain::{Day, MilestoneId};

/// `/work/{milestone}`: the report form.
#[derive(Debug, Clone)]
pub struct ReportPage {
    pub item: WorkItem,
    pub form: ReportForm,
    /// The files the form names, in its order.
    pub files: Vec<FileRow>,
    pub errors: ReportErrors,
    /// Somebody else was quicker: theirs beside what was typed.
    pub conflict: Option<ReportConflict>,
    /// What it promises changed while the form was open.
    pub repromised: Option<Repromised>,
    /// Newest first.
    pub history: Vec<HistoryRow>,
    /// What handing over changes of what is claimed.
    pub effect: Option<Effect>,
    /// Without it nobody accepts.
    pub needed: Option<Needed>,
    /// What an outcome is judged by now, where that is enough.
    pub rests_on: Option<RestsOn>,
    /// What the duty counts; without it a report tells no volume.
    pub volume: Option<Volume>,
    /// The document of the duty that the party handed over last, elsewhere than here.
    pub last_document: Option<LastDocument>,
    /// The deadline is over: withdrawing is asked for once more.
    pub asked_to_withdraw: bool,
    /// Who decides.
    pub decider: Arc<str>,
    /// What was handed over last time.
    pub last: Option<ReportForm>,
    /// May it be handed over now; else it is shown only.
    pub may_submit: bool,
    pub may_withdraw: bool,
    /// The next milestone to be reported, by the order of `/work`.
    pub next: Option<MilestoneId>,
    /// More time may be asked for.
    pub may_ask: bool,
    /// The draft that stands in the form.
    pub draft: Option<DraftNote>,
    /// It is asked once more whether the draft goes.
    pub asked_to_discard: bool,
    /// Seconds after which the session ends, in any case.
    pub session_lasts: Option<u32>,
    /// Seconds after which it ends where nothing is done.
    pub session_idles: u32,
    /// Other milestones of the same party that are open: how many could take this report too.
    pub others: usize,
    /// They, to be chosen from, once that was asked for.
    pub together: Option<Together>,
    /// What holds it up may be explained.
    pub may_explain: bool,
    /// The document may be put right, by who wrote the report.
    pub may_correct: bool,
}

/// A document to be used again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastDocument {
    pub number: String,
    pub day: Option<Day>,
    pub link: String,
}

/// Who saved a draft, and when.
#[derive(Debug, Clone)]
pub struct DraftNote {
    pub version: i64,
    pub person: String,
    pub day: Day,
    pub time: String,
}

/// Other open milestones of the party that reports: what is handed over for one may be handed
/// over for them too, each as a report of its own, all or none.
#[derive(Debug, Clone, Default)]
pub struct Together {
    /// Of the same name, of the same work at other units.
    pub same: Vec<TogetherRow>,
    /// Of the same work.
    pub near: Vec<TogetherRow>,
    pub others: Vec<TogetherRow>,
}

impl Together {
    pub fn rows(&self) -> impl Iterator<Item = &TogetherRow> {
        self.same.iter().chain(&self.near).chain(&self.others)
    }

    pub fn rows_mut(&mut self) -> impl Iterator<Item = &mut TogetherRow> {
        let (same, near) = (self.same.iter_mut(), self.near.iter_mut());
        same.chain(near).chain(&mut self.others)
    }
}

/// A milestone that may take the same report.
#[derive(Debug, Clone)]
pub struct TogetherRow {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// Who saved a draft of it: its text would be lost, so it is reported by itself.
    pub draft: Option<(String, Day)>,
    /// What its box carries.
    pub mark: String,
    pub ticked: bool,
    /// Why it kept the others from being sent.
    pub why: Option<Mistake>,
}

/// The fields of a report as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportForm {
    /// What was produced.
    pub produced: String,
    /// How much of the duty's volume is done, as typed.
    #[serde(default)]
    pub volume: String,
    /// What holds the work up: the code of a cause.
    #[serde(default)]
    pub obstacle: String,
    pub document_number: String,
    /// As typed, `dd/mm/yyyy`.
    pub document_day: String,
    pub link: String,
    /// The ids of the files that are up.
    #[serde(default)]
    pub files: Vec<String>,
    /// Files were sent with it that could not be kept.
    #[serde(default)]
    pub files_lost: bool,
    /// The boxes of other milestones it is handed over for too, as they were ticked.
    #[serde(default)]
    /// Nothing came up in the period.
    pub nothing: bool,
    pub together: Vec<String>,
    /// "không chứa bí mật nhà nước"
    pub no_secrets: bool,
    /// The version of the draft the form was opened with.
    pub version: i64,
    pub marks: Marks,
}

/// A sentence beside each field that needs one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportErrors {
    pub produced: Option<Mistake>,
    pub volume: Option<Mistake>,
    pub document_number: Option<Mistake>,
    pub document_day: Option<Mistake>,
    pub link: Option<Mistake>,
    /// Files that were not kept.
    pub files: Vec<RefusedFile>,
    pub no_secrets: Option<Mistake>,
    /// The whole form: refused, or the state changed meanwhile.
    pub form: Option<Mistake>,
}

impl ReportErrors {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }

    /// The first of them.
    pub fn first(&self) -> Option<Mistake> {
        let fields = [
            self.form,
            self.produced,
            self.volume,
            self.document_number,
            self.document_day,
            self.link,
            self.no_secrets,
        ];
        let files = self.files.first().map(|file| Mistake::File(file.why));
        fields.into_iter().flatten().next().or(files)
    }
}

#[derive(Debug, Clone)]
pub struct ReportConflict {
    pub theirs: ReportForm,
    pub their_files: Vec<FileRow>,
    /// Handed over, and not only saved as a draft.
    pub handed_over: bool,
    pub person: String,
    pub day: Day,
    pub time: String,
}
