use serde::{Deserialize, Serialize};

use super::{
    AdjustmentForm, AnnounceForm, DecisionForm, DeskForm, ExplanationForm, MeasureForm,
    ProposalsForm, RecheckForm, ReportForm, RestatementForm, UnsentForm, ValueRevocation,
};
use crate::domain::Day;

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
}

/// 404: a form about what is not, or not any more, its sender's. The same is answered where there
/// is nothing of that name.
#[derive(Debug, Clone)]
pub struct NotTheirs {
    /// What it would have done.
    pub form: UnsentForm,
    pub typed: Typed,
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
