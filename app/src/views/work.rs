use std::sync::Arc;

use super::{HistoryRow, MilestoneRow, Mistake};
use crate::domain::{Day, Share};

/// `/work`: what I must do, by deadline.
#[derive(Debug, Clone)]
pub struct WorkList {
    /// The organisation the reader works for.
    pub organisation: Arc<str>,
    /// Returned, or open and due within a month; by deadline.
    pub todo: Vec<WorkItem>,
    /// Open, due later than that or on no day.
    pub later: Vec<WorkItem>,
    /// Handed over, waiting for a decision.
    pub waiting: Vec<WorkItem>,
    /// Accepted in the last 30 days.
    pub accepted: Vec<WorkItem>,
    pub next_week: usize,
    pub late: usize,
}

#[derive(Debug, Clone)]
pub struct WorkItem {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// Why it came back, when the last event returned it.
    pub returned: Option<String>,
    /// A draft of this organisation: who saved it, when.
    pub draft: Option<(String, Day)>,
    /// Days it waits for the other side.
    pub waiting_days: i64,
}

/// `/work/{milestone}`: the report form.
#[derive(Debug, Clone)]
pub struct ReportPage {
    pub item: WorkItem,
    pub form: ReportForm,
    pub errors: ReportErrors,
    /// Someone else saved the draft meanwhile: theirs beside what was typed.
    pub conflict: Option<ReportConflict>,
    /// Newest first.
    pub history: Vec<HistoryRow>,
    /// The unit's claimed share now and after handing over; the accepted share
    /// stays until the other side accepts.
    pub claimed_now: Option<Share>,
    pub claimed_then: Option<Share>,
    pub accepted_now: Option<Share>,
    /// Who decides.
    pub decider: Arc<str>,
    /// What was handed over last time.
    pub last: Option<ReportForm>,
    /// May it be handed over now; else it is shown only.
    pub may_submit: bool,
    pub may_withdraw: bool,
}

/// The fields of a report as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportForm {
    /// What was produced.
    pub produced: String,
    pub document_number: String,
    /// As typed, `dd/mm/yyyy`.
    pub document_day: String,
    pub link: String,
    /// "không chứa bí mật nhà nước"
    pub no_secrets: bool,
    /// The version of the draft the form was opened with.
    pub version: i64,
    /// One id for each form opened: sent twice, it is one event.
    pub submission: String,
}

/// What is wrong with each field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportErrors {
    pub produced: Option<Mistake>,
    pub document_number: Option<Mistake>,
    pub document_day: Option<Mistake>,
    pub link: Option<Mistake>,
    pub no_secrets: Option<Mistake>,
    /// The whole form: refused, or the state changed meanwhile.
    pub form: Option<Mistake>,
}

impl ReportErrors {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

#[derive(Debug, Clone)]
pub struct ReportConflict {
    pub theirs: ReportForm,
    pub person: String,
    pub day: Day,
    pub time: String,
}
