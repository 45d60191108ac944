use std::sync::Arc;

use super::{HistoryRow, Mistake, ReviewItem};
use crate::domain::{Day, MilestoneId, Share};

/// `/review/{milestone}`: one decision.
#[derive(Debug, Clone)]
pub struct DecisionPage {
    pub item: ReviewItem,
    /// The submission that waits.
    pub current: Option<Submission>,
    /// The one before, and why it was returned.
    pub previous: Option<Submission>,
    pub history: Vec<HistoryRow>,
    pub form: DecisionForm,
    pub errors: DecisionErrors,
    /// Accepted share of the unit now and after accepting.
    pub unit_now: Option<Share>,
    pub unit_then: Option<Share>,
    /// Accepted share of the city now and after accepting; `None` for readers without city figures.
    pub city_now: Option<Share>,
    pub city_then: Option<Share>,
    /// The next one that waits.
    pub next: Option<MilestoneId>,
    pub left: usize,
    pub may_accept: bool,
    pub may_return: bool,
    /// Accepted work may be revoked by the office.
    pub may_revoke: bool,
}

#[derive(Debug, Clone)]
pub struct Submission {
    pub day: Day,
    pub time: String,
    pub person: String,
    pub by: Arc<str>,
    pub produced: String,
    pub document_number: String,
    pub document_day: Option<Day>,
    pub link: String,
    /// What the other side answered, when it was returned.
    pub returned: Option<(Day, String)>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecisionForm {
    /// `accepted`, `returned` or `revoked`; empty before choosing.
    pub decision: String,
    pub reason: String,
    /// The three checks before accepting.
    pub checked_product: bool,
    pub checked_evidence: bool,
    pub checked_document: bool,
    /// One id for each form opened.
    pub submission: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecisionErrors {
    pub decision: Option<Mistake>,
    pub reason: Option<Mistake>,
    pub checks: Option<Mistake>,
    pub form: Option<Mistake>,
}

impl DecisionErrors {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}
