use std::sync::Arc;

use super::{NamedGroup, NamedUnit, RedefinitionRow};
use crate::domain::{Day, Figures, GroupCode, GroupRule, Unit, Workstream};

/// `/groups`: the named sets of units.
#[derive(Debug, Clone)]
pub struct GroupList {
    /// By name.
    pub rows: Vec<GroupRow>,
}

#[derive(Debug, Clone)]
pub struct GroupRow {
    pub code: GroupCode,
    pub name: Arc<str>,
    pub provisional: bool,
    /// Its open units that the reader sees.
    pub units: usize,
    /// The workstreams that it leads, alone or with others, and those that it helps with.
    pub leads: usize,
    pub helps: usize,
    /// Of the duties that its units have there in its role.
    pub figures: Figures,
}

/// `/groups/{code}`: who belongs to it by the day shown, and what it has a part in.
#[derive(Debug, Clone)]
pub struct GroupPage {
    pub row: GroupRow,
    pub rule: GroupRule,
    pub source: Arc<str>,
    /// What it leads first.
    pub works: Vec<GroupWork>,
    /// By protocol.
    pub units: Vec<GroupUnit>,
    /// What is said of single units, by name.
    pub said: Vec<MemberSaid>,
    /// Promises that a decision changed, newest first.
    pub redefinitions: Vec<RedefinitionRow>,
}

/// A workstream that a group has a part in.
#[derive(Debug, Clone)]
pub struct GroupWork {
    pub workstream: Arc<Workstream>,
    pub lead: bool,
    /// The units of the group that have a duty there in the group's role.
    pub units: usize,
    /// Those with a duty in the other role, which are in no figure of this row.
    pub others: usize,
    pub figures: Figures,
}

#[derive(Debug, Clone)]
pub struct GroupUnit {
    pub unit: Arc<Unit>,
    /// Of all its duties.
    pub figures: Figures,
}

/// From when until when a unit belongs, where it is said of that unit.
#[derive(Debug, Clone)]
pub struct MemberSaid {
    pub unit: NamedUnit,
    pub begins_on: Option<Day>,
    pub ends_on: Option<Day>,
    /// It belongs on the day shown.
    pub belongs: bool,
    /// Duties that it is to be given, or that are over, and that nobody has recorded yet.
    pub not_recorded: usize,
}

/// A unit that the clock alone put into a group or out of it: what it is given, or what is over,
/// begins when the office saves the word.
#[derive(Debug, Clone)]
pub struct MemberDue {
    pub group: NamedGroup,
    pub unit: NamedUnit,
    /// It belongs now.
    pub joins: bool,
    /// How many of them.
    pub duties: usize,
}
