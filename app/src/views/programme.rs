use std::sync::Arc;

use super::{Leads, Sorted, TaskColumn};
use crate::domain::{
    Bloc, Due, Figures, Group, Judgement, PartnerCode, Status, UnitCode, Workstream,
};

/// `/programme` and `/agreements`: what stands beside the databases.
#[derive(Debug, Clone)]
pub struct Programme {
    pub group: Group,
    /// Whether the campaign's own figures count the group.
    pub in_headline: bool,
    /// All together, filtered or not; empty for readers whose sums run over a part.
    pub figures: Figures,
    /// Tasks a reader sees, and those of them without a unit, filtered or not.
    pub total: usize,
    pub without_unit: usize,
    pub filter: ProgrammeFilter,
    pub sorted: Sorted<TaskColumn>,
    /// Those that match, by the heading of the document they come from, in its order.
    pub headings: Vec<ProgrammeHeading>,
    /// Headings and lead units to choose from.
    pub names: Vec<Arc<str>>,
    pub owners: Vec<(UnitCode, Arc<str>)>,
}

/// The filters of `/programme`, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProgrammeFilter {
    pub text: String,
    pub heading: String,
    pub owner: Option<UnitCode>,
    /// Of a unit that has a part in it.
    pub bloc: Option<Bloc>,
    pub state: Option<TaskState>,
}

impl ProgrammeFilter {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

/// What a list of tasks may be narrowed to: a duty in a status, all duties done, or no unit yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    Status(Status),
    NoUnit,
}

/// The tasks under one heading, with their sums.
#[derive(Debug, Clone)]
pub struct ProgrammeHeading {
    pub name: Arc<str>,
    pub figures: Figures,
    /// Tasks of which every duty is done.
    pub done: usize,
    pub rows: Vec<ProgrammeRow>,
}

#[derive(Debug, Clone)]
pub struct ProgrammeRow {
    pub workstream: Arc<Workstream>,
    pub leads: Option<Leads>,
    pub partner: Option<(PartnerCode, Arc<str>)>,
    /// Units with a duty in it; 0 until the office names one.
    pub units: usize,
    pub figures: Figures,
    /// Of the only duty that has one; a task of several units has counts.
    pub judgement: Option<Judgement>,
    pub due: Due,
}
