//! The period that a milestone is of, where what it asks for recurs.
use std::sync::Arc;

use crate::domain::{Day, Period};

/// The period of a milestone that is a slot, and what became of it.
#[derive(Debug, Clone)]
pub struct SlotTold {
    pub period: Period,
    /// "tháng 11/2026"
    pub name: Arc<str>,
    /// The last day on which it is taken.
    pub closes: Day,
    /// The day from which it counts: that after its close, the original one.
    pub counts_from: Day,
    /// The period is over: "không phát sinh" can be said.
    pub over: bool,
    pub missed: bool,
    pub nothing: bool,
    /// The mail of the morning names it from this day on.
    pub reminded_from: Option<Day>,
}
