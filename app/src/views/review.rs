use std::sync::Arc;

use super::{AskedItem, MilestoneRow};
use crate::domain::{DutyKey, InPlaceOf};

/// `/review`: what waits for my decision, the longest first.
#[derive(Debug, Clone)]
pub struct ReviewList {
    pub items: Vec<ReviewItem>,
    /// All that wait for this reader, when `items` is only a page of them.
    pub total: usize,
    pub page: usize,
    pub pages: usize,
    /// Of all waiting, products and outcomes that the campaign's figures count and that wait
    /// for too long: what the overview tells of the office.
    pub overdue: u32,
    /// Requests for more time that nobody has answered, the oldest first; the office's.
    pub asked: Vec<AskedItem>,
    pub to_arrange: ToArrange,
}

/// What only the office can arrange: work that lies with nobody.
#[derive(Debug, Clone, Default)]
pub struct ToArrange {
    /// Companies' work at units they are not assigned to.
    pub to_reassign: Vec<UnownedMilestone>,
    /// What closed units owed, also what waits for a head who is gone.
    pub of_closed_units: Vec<UnownedMilestone>,
    /// Contributing duties with nothing of their own to hand over.
    pub without_product: Vec<SupportingDuty>,
}

#[derive(Debug, Clone)]
pub struct UnownedMilestone {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
}

#[derive(Debug, Clone)]
pub struct SupportingDuty {
    pub duty: DutyKey,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
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
    /// A company's work that a head left undecided: the office may decide too.
    pub left_undecided: bool,
    /// In whose place the reader would decide on it.
    pub in_place_of: Option<InPlaceOf>,
}
