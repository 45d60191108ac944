use std::sync::Arc;

use super::{GroupRow, MilestoneRow, OutcomeRow};
use crate::domain::{
    Day, DocumentNumber, Figures, PartnerCode, TriggerCode, UnitCode, UnitKind, Workstream, words,
};

words! {
    /// What can be found, in the order of the page.
    SearchKind {
        Units = "units",
        Groups = "groups",
        Databases = "databases",
        Partners = "partners",
        Programme = "programme",
        Agreements = "agreements",
        Milestones = "milestones",
        Directives = "directives",
        Documents = "documents",
        Outcomes = "outcomes",
        Bodies = "bodies",
        Events = "events",
        People = "people",
    }
}

/// `/search`: what fits a text, kind by kind, within the reader's scope.
#[derive(Debug, Clone, Default)]
pub struct SearchPage {
    pub text: String,
    /// The kinds in which something was found.
    pub kinds: Vec<FoundKind>,
    /// The one kind that was asked for, and which of its pages stands here, from 1.
    pub only: Option<(SearchKind, usize)>,
}

/// What was found of one kind.
#[derive(Debug, Clone)]
pub struct FoundKind {
    pub kind: SearchKind,
    /// How many there are.
    pub all: usize,
    /// The first of them, or those of the page.
    pub rows: Vec<Found>,
}

/// One thing that was found, with what its page says of it.
#[derive(Debug, Clone)]
pub enum Found {
    Unit(FoundUnit),
    Group(GroupRow),
    Workstream(FoundWorkstream),
    Partner {
        code: PartnerCode,
        name: Arc<str>,
        figures: Figures,
    },
    /// A document that the plan comes from.
    Directive {
        number: DocumentNumber,
        written: Arc<str>,
        title: Arc<str>,
    },
    Milestone(Box<FoundMilestone>),
    Outcome(Box<OutcomeRow>),
    Document {
        number: String,
        /// It tells what a re-check found.
        of_recheck: bool,
        /// What it is evidence of: a milestone or what is measured.
        behind: Box<Self>,
    },
    /// A body outside the campaign: where it helps, and the events that it brings about.
    Body {
        name: Arc<str>,
        at: Vec<FoundAt>,
    },
    /// What deadlines run from.
    Event {
        code: TriggerCode,
        name: Arc<str>,
        happened_on: Option<Day>,
    },
    /// Who heads a unit.
    Person {
        unit: UnitCode,
        unit_name: Arc<str>,
        name: String,
        title: String,
    },
}

/// Where the page tells of a body.
#[derive(Debug, Clone)]
pub enum FoundAt {
    Workstream(Arc<Workstream>),
    Event(TriggerCode, Arc<str>),
}

#[derive(Debug, Clone)]
pub struct FoundUnit {
    pub code: UnitCode,
    pub name: Arc<str>,
    pub kind: UnitKind,
    /// Where it was before July 2025, to tell communes of one name apart.
    pub former_area: Arc<str>,
    /// The name it had before, where it was found by that.
    pub former_name: Option<Arc<str>>,
    /// What the headline counts of it.
    pub figures: Figures,
    /// Late ones of all its duties.
    pub late: u32,
}

#[derive(Debug, Clone)]
pub struct FoundWorkstream {
    pub workstream: Arc<Workstream>,
    /// The name it had before, where it was found by that.
    pub former_name: Option<Arc<str>>,
    pub figures: Figures,
}

#[derive(Debug, Clone)]
pub struct FoundMilestone {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
}
