//! What recurs, as pages show it: one line with a strip of its slots.
use std::sync::Arc;

use super::MilestoneRow;
use crate::domain::{Cadence, Day, MilestoneId, RhythmCode, SlotsClosed};

/// One thing that a duty is asked for again and again.
#[derive(Debug, Clone)]
pub struct RhythmLine {
    pub code: RhythmCode,
    pub title: Arc<str>,
    pub cadence: Arc<Cadence>,
    pub ends_on: Option<Day>,
    pub closed: SlotsClosed,
    /// The periods that were missed, the last first.
    pub missed: Vec<Arc<str>>,
    /// The next that is to be answered, and by which day.
    pub next: Option<(Arc<str>, Day)>,
    /// In the order of their periods, as far as the reader sees them.
    pub slots: Vec<SlotLine>,
}

/// One slot of a strip.
#[derive(Debug, Clone)]
pub struct SlotLine {
    pub id: MilestoneId,
    pub name: Arc<str>,
    pub row: MilestoneRow,
}
