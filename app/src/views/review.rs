use std::sync::Arc;

use super::MilestoneRow;

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
