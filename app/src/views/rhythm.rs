//! What recurs, as pages show it: one line with a strip of its slots.
use std::sync::Arc;

use super::MilestoneRow;
use crate::domain::{Cadence, Day, MilestoneId, Period, RhythmCode, SlotsClosed, State};

/// The period of a milestone that is a slot, and what became of it.
#[derive(Debug, Clone)]
pub struct SlotTold {
    pub period: Period,
    /// "tháng 11/2026"
    pub name: Arc<str>,
    /// The last day on which it is taken.
    pub closes: Day,
    /// The period is over: "không phát sinh" can be said.
    pub over: bool,
    pub missed: bool,
    pub nothing: bool,
    /// The mail of the morning names it from this day on.
    pub reminded_from: Option<Day>,
}

impl MilestoneRow {
    pub fn missed(&self) -> bool {
        self.slot.as_ref().is_some_and(|slot| slot.missed)
    }

    /// Whether it asks for something on a day: a slot that waits for a decision, came back, is late
    /// or due soon, or can be answered. What is no slot stands where it stood.
    pub fn asks_now(&self, day: Day) -> bool {
        let Some(slot) = self.slot.as_ref() else {
            return true;
        };
        match self.state {
            State::Accepted | State::Cancelled => false,
            State::Submitted => true,
            State::Open if slot.missed => false,
            State::Open => self.late || self.soon || day >= slot.period.to,
        }
    }

    /// What was handed over is that nothing came up.
    pub fn nothing(&self) -> bool {
        self.slot.as_ref().is_some_and(|slot| slot.nothing)
    }
}

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
