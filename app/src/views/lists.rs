//! `/duties`, `/milestones` and `/actions`: one row a thing, whatever counts it.
use std::sync::Arc;

use super::{
    ActionColumn, Actor, Choices, DutyColumn, DutyFilter, MaybeShare, MilestoneColumn,
    MilestoneFilter, MilestoneRow, MilestonesThat, Paged, Sorted, Within,
};
use crate::domain::{
    DutyKey, Figures, Judgement, MilestoneId, MilestoneKind, PartnerCode, UnitCode, UnitKind, words,
};

/// `/duties`.
#[derive(Debug, Clone)]
pub struct DutyList {
    pub filter: DutyFilter,
    pub sorted: Sorted<DutyColumn>,
    pub choices: Choices,
    /// Of all that match, on whatever page; a company's are of its part.
    pub figures: Figures,
    /// The same, whatever their status: what there is to choose from.
    pub whole: Figures,
    pub list: Paged<ListedDuty>,
    /// Of them those at units the reader does not open any more: a number only.
    pub unseen: u32,
}

#[derive(Debug, Clone)]
pub struct ListedDuty {
    pub key: DutyKey,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    pub kind: UnitKind,
    pub lead: bool,
    pub provisional: bool,
    pub judgement: Option<Judgement>,
    /// Days since the earliest deadline that it misses closed; 0 where it misses none.
    pub late: i64,
    /// Of the duty, or of a company's part of it.
    pub figures: Figures,
}

/// `/milestones`.
#[derive(Debug, Clone)]
pub struct MilestoneList {
    pub filter: MilestoneFilter,
    pub sorted: Sorted<MilestoneColumn>,
    pub choices: Choices,
    /// Everything that matches but for where it stands, by that; one may be counted twice.
    pub by_state: Vec<(MilestonesThat, usize)>,
    pub list: Paged<ListedMilestone>,
}

#[derive(Debug, Clone)]
pub struct ListedMilestone {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// Days since its deadline closed; until it was handed over late.
    pub late: i64,
}

words! {
    /// What somebody has to do about a milestone.
    Doing {
        /// Hand over: its deadline has closed.
        Late = "late",
        /// Decide: it waits longer than a decision should take.
        Overdue = "overdue",
        /// The office: give it to another, as its company is not assigned there.
        Reassign = "reassign",
        /// Hand over within days.
        Soon = "soon",
        /// Decide: it waits, or counts nothing.
        Decide = "decide",
        /// The office, in the place of a head who let it wait.
        Instead = "instead",
        /// Nothing for now: late, and with a body above the city.
        Above = "above",
    }
}

words! {
    /// What sort of organisation acts.
    ActorKind {
        Unit = "unit",
        Company = "company",
        Office = "office",
    }
}

/// The filters of `/actions`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionFilter {
    /// Of the milestone: where it lies, not who acts.
    pub within: Within,
    pub doing: Option<Doing>,
    pub actor: Option<ActorKind>,
    /// One organisation that acts.
    pub who: Option<ActorIs>,
}

/// One organisation, by its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActorIs {
    Unit(UnitCode),
    Company(PartnerCode),
    Office,
}

impl ActorIs {
    pub fn is(&self, actor: &Actor) -> bool {
        match (self, actor) {
            (Self::Unit(code), Actor::Unit(own, _)) => code == own,
            (Self::Company(code), Actor::Partner(own, _)) => code == own,
            (Self::Office, Actor::Office) => true,
            _ => false,
        }
    }
}

impl ActionFilter {
    /// Reads it from the values of an address: `who=office`, `who=unit:SYT`, `who=company:VNPT`.
    pub fn read<'a>(value: impl Fn(&str) -> &'a str) -> Self {
        let who = match value("who").split_once(':') {
            Some(("unit", code)) => UnitCode::parse(code).ok().map(ActorIs::Unit),
            Some(("company", code)) => PartnerCode::parse(code).ok().map(ActorIs::Company),
            _ => (value("who") == "office").then_some(ActorIs::Office),
        };
        Self {
            within: Within {
                among: super::WorkGroup::from_code(value("group")).or(Some(super::WorkGroup::All)),
                ..Within::read(&value)
            },
            doing: Doing::from_code(value("do")),
            actor: ActorKind::from_code(value("actor")),
            who,
        }
    }
}

/// `/actions`: who must act, each thing a row.
#[derive(Debug, Clone)]
pub struct ActionList {
    pub filter: ActionFilter,
    pub sorted: Sorted<ActionColumn>,
    pub choices: Choices,
    /// Everything that matches but for what is to be done, by that.
    pub by_doing: Vec<(Doing, usize)>,
    /// What all that match would bring together.
    pub gain: MaybeShare,
    /// Organisations among them.
    pub actors: usize,
    /// Those of them that are named as who must act on the overview.
    pub pressing: usize,
    /// Only what the reader's own unit has to do is told.
    pub own: Option<Arc<str>>,
    pub list: Paged<ListedAction>,
}

#[derive(Debug, Clone)]
pub struct ListedAction {
    pub who: Actor,
    /// The kind of a unit.
    pub kind: Option<UnitKind>,
    pub doing: Doing,
    pub milestone: MilestoneId,
    pub milestone_kind: MilestoneKind,
    pub title: Arc<str>,
    pub duty: DutyKey,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// Since when it is late or waits; until when it is due.
    pub day: Option<crate::domain::Day>,
    /// Days it is late or waits; below 0 until it is due.
    pub days: i64,
    /// Points of the city's accepted share it would bring.
    pub gain: MaybeShare,
}
