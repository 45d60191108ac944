use std::sync::Arc;

use super::{MilestoneRow, Unanswered};
use crate::domain::{Day, Event, PartnerCode};

/// `/work`: what I must do, by deadline.
#[derive(Debug, Clone)]
pub struct WorkList {
    /// The organisation the reader works for.
    pub organisation: Arc<str>,
    /// What committee and office ask, the most urgent first.
    pub asked: Vec<Unanswered>,
    /// Returned, or open and due within a month; by deadline.
    pub todo: Vec<WorkItem>,
    /// Open, due later than that or on no day.
    pub later: Vec<WorkItem>,
    /// Handed over, waiting for a decision.
    pub waiting: Vec<WorkItem>,
    /// A company's deliveries that wait at units it is no longer assigned to: its own page lists
    /// them.
    pub waiting_elsewhere: Option<(PartnerCode, usize)>,
    /// Accepted in the last 30 days.
    pub accepted: Vec<WorkItem>,
    pub next_week: usize,
    pub late: usize,
    /// How many are new since the visit before this one.
    pub new: usize,
}

impl WorkList {
    pub fn items_mut(&mut self) -> impl Iterator<Item = &mut WorkItem> {
        let open = self.todo.iter_mut().chain(&mut self.later);
        open.chain(&mut self.waiting).chain(&mut self.accepted)
    }
}

#[derive(Debug, Clone)]
pub struct WorkItem {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// Something was done to it by others since the visit before this one.
    pub new: bool,
    /// It came back, and was not handed over again.
    pub came_back: bool,
    /// What the other side said of it since it was handed over last: the event, its reason.
    pub told: Vec<(Event, String)>,
    /// A draft of this organisation: who saved it, when.
    pub draft: Option<(String, Day)>,
    /// Working days it waits for the other side, as the reader's first page says them.
    pub waits: Option<i64>,
    /// How many of the same name are open at other units too, where it is the first of them on
    /// the list.
    pub same: usize,
}
