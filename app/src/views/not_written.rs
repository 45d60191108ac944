use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::DutyEnd;
use super::{
    AdjustmentForm, AnnounceForm, DayNameForm, DecisionForm, DeskForm, ExplanationForm,
    FigureNoteForm, ManyForm, MeasureForm, PersonForm, PlanSent, ProposalsForm, RecheckForm,
    ReportForm, RestatementForm, UnsentForm, ValueRevocation,
};
use crate::domain::{Day, DutyKey};

/// What was typed into a form, cleaned and without secrets (rule 12), with its marks.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Typed {
    Report(ReportForm),
    Decision(DecisionForm),
    Adjustment(AdjustmentForm),
    Explanation(ExplanationForm),
    Restatement(RestatementForm),
    Measurements(MeasureForm),
    Announcement(AnnounceForm),
    Proposals(ProposalsForm),
    Recheck(RecheckForm),
    Together(DeskForm),
    Revocation(ValueRevocation),
    FigureNote(FigureNoteForm),
    Plan(PlanSent),
    DayName(DayNameForm),
    Person(PersonForm),
    People(ManyForm),
}

/// 404: a form about what is not, or not any more, its sender's. The same is answered where there
/// is nothing of that name.
#[derive(Debug, Clone)]
pub struct NotTheirs {
    /// What it would have done.
    pub form: UnsentForm,
    pub typed: Typed,
}

/// 409: a milestone whose duty is over, of which nothing is decided any more; or a duty that has no
/// page of any day.
#[derive(Debug, Clone)]
pub struct DutyOver {
    pub duty: DutyKey,
    /// `None`: the duty itself was asked for, which began and ended on one day.
    pub milestone: Option<Arc<str>>,
    pub workstream: Arc<str>,
    pub unit: Arc<str>,
    pub end: DutyEnd,
    /// Its report waits for acceptance since this day.
    pub waited_since: Option<Day>,
    /// The form that came after it.
    pub sent: Option<(UnsentForm, Typed)>,
}

/// 503: a form that could not be written, to be sent again as it stands there.
#[derive(Debug, Clone)]
pub struct NotWritten {
    /// Where it was sent.
    pub action: String,
    /// What it would have done.
    pub form: UnsentForm,
    pub typed: Typed,
}

/// 409: the campaign is over.
#[derive(Debug, Clone)]
pub struct CampaignOver {
    /// Its last day.
    pub last: Day,
    /// The form that came after it.
    pub sent: Option<NotWritten>,
}
