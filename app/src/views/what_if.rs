use std::sync::Arc;

use super::{MaybeShare, MilestoneRow};
use crate::domain::{Figures, Outlook, Share, Tried, Workstream, WorkstreamCode};

/// `/what-if`: what would have to come for the campaign to be in time, and back at its plan.
#[derive(Debug, Clone)]
pub struct WhatIf {
    pub figures: Figures,
    pub outlook: Outlook,
    /// How good past forecasts were.
    pub tried: Option<Tried>,
    /// The campaign's deadline is over.
    pub over: bool,
    /// Those the campaign's figures count.
    pub databases: Faster,
    /// How far acceptance is behind the plan by original deadlines.
    pub gap: MaybeShare,
    /// How many milestones bring it to nothing, and what they bring together.
    pub fewest: usize,
    pub brings: MaybeShare,
    /// A page of them, or all for a file.
    pub rows: Vec<CatchUpRow>,
    pub page: usize,
    pub pages: usize,
}

/// Which databases must go faster.
#[derive(Debug, Clone, Default)]
pub struct Faster {
    pub all: usize,
    /// Foretold after the campaign's deadline or never, of those that have a pace: what holds the
    /// most back first.
    pub late: Vec<FasterRow>,
    /// In time at the pace they have, or done.
    pub in_time: usize,
    /// Of which there is too little to tell a pace.
    pub unknown: Vec<(WorkstreamCode, Arc<str>)>,
}

#[derive(Debug, Clone)]
pub struct FasterRow {
    pub workstream: Arc<Workstream>,
    pub figures: Figures,
    pub outlook: Outlook,
}

/// A milestone whose acceptance brings the campaign nearer to its plan.
#[derive(Debug, Clone)]
pub struct CatchUpRow {
    /// Its place among all of them, from 1.
    pub place: usize,
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// What it brings, and what it brings with those before it.
    pub brings: Share,
    pub up_to: Share,
}
