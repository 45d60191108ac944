use std::sync::Arc;

use super::MilestoneRow;
use crate::domain::Day;

/// A milestone that was given more time: what was promised first, what stands, and by which
/// decisions.
#[derive(Debug, Clone)]
pub struct DeadlineRow {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    pub original: Day,
    pub current: Day,
    /// Those the reader may be told of, the oldest first; with those of the milestones whose place
    /// it took.
    pub extensions: Vec<Extension>,
}

impl DeadlineRow {
    /// Days it was given in all.
    pub fn granted(&self) -> i64 {
        (self.current - self.original).num_days()
    }
}

/// More time, by one decision.
#[derive(Debug, Clone)]
pub struct Extension {
    pub day: Day,
    pub from: Day,
    pub to: Day,
    /// The decision's number and its reason, where they are the reader's to read.
    pub decision: Option<(String, String)>,
}
