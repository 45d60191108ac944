use std::sync::Arc;

use super::{HistoryRow, MilestoneRow, Mistake};
use crate::domain::{Day, Share};

/// `/review`: what waits for my decision, the longest first.
#[derive(Debug, Clone)]
pub struct ReviewList {
    pub items: Vec<ReviewItem>,
    /// All that wait for this reader, when `items` is only a page of them.
    pub total: usize,
    pub page: usize,
    pub pages: usize,
}

#[derive(Debug, Clone)]
pub struct ReviewItem {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    pub waiting_days: i64,
    /// A company's work held longer than a unit has to answer.
    pub held_too_long: bool,
    /// Which submission this is, from 1.
    pub attempt: u32,
    /// The reader's own unit: another officer decides.
    pub own_unit: bool,
}

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
    /// The same of the city; `None` for readers without city figures.
    pub city_now: Option<Share>,
    pub city_then: Option<Share>,
    /// The next one that waits.
    pub next: Option<crate::domain::MilestoneId>,
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

/// What is wrong with each field.
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
