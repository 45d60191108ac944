use std::sync::Arc;

use super::{
    CriterionRow, DatabaseRow, GapShares, Leads, MaybeShare, OutcomeRow, RedefinitionRow, WeekPoint,
};
use crate::domain::{
    Contact, CountsLater, Due, Figures, Judgement, Outlook, PartnerCode, Trust, Unit, UnitCode,
    UnitKind, Workstream, WorkstreamCode,
};

/// One workstream with all its duties: `/databases/{code}`,
/// `/programme/{code}`, `/agreements/{code}`.
#[derive(Debug, Clone)]
pub struct DatabasePage {
    /// How often what is behind its figures was re-checked, and confirmed.
    pub trust: Trust,
    /// Counted milestones that were late when they were cancelled.
    pub cancelled_late: u32,
    pub workstream: Arc<Workstream>,
    /// Until when a task is to be done.
    pub due: Due,
    pub leads: Option<Leads>,
    /// The company an agreement was made with.
    pub partner: Option<(PartnerCode, Arc<str>)>,
    pub figures: Figures,
    /// What of it counts later only.
    pub later: Option<CountsLater>,
    pub gap: GapShares,
    /// `None` where only a part of the group is shown.
    pub outlook: Option<Outlook>,
    pub weeks: Vec<WeekPoint>,
    /// Records that satisfy, of those there are, where several duties count them.
    pub records: Option<(i64, i64)>,
    /// Units that hold up the most, first.
    pub holders: Vec<HolderRow>,
    /// How many hold it up, when `holders` is only the first of them.
    pub holding: usize,
    /// Worst first within a kind.
    pub groups: Vec<(UnitKind, Vec<MemberRow>)>,
    /// Whether the reader sees the unit that leads.
    pub lead_seen: bool,
    /// The six criteria at the unit that leads.
    pub criteria: Vec<CriterionRow>,
    /// Outcome indicators of the unit that leads.
    pub outcomes: Vec<OutcomeRow>,
    /// Sector databases that feed it.
    pub feeders: Vec<DatabaseRow>,
    /// The national database it feeds.
    pub feeds: Option<(WorkstreamCode, Arc<str>)>,
    /// Bodies outside the campaign that help, each with what it does.
    pub helpers: Vec<(Arc<str>, Arc<str>)>,
    /// What it waits for, and what waits for it.
    pub waits_for: Vec<WaitsFor>,
    pub unlocks: Unlocks,
    /// Promises that a decision changed, newest first.
    pub redefinitions: Vec<RedefinitionRow>,
}

/// A unit that holds a workstream back.
#[derive(Debug, Clone)]
pub struct HolderRow {
    pub unit: UnitCode,
    pub unit_name: Arc<str>,
    pub lead: bool,
    /// Of the workstream's whole.
    pub gap: GapShares,
    pub missing: MaybeShare,
}

/// One unit's duty in a workstream.
#[derive(Debug, Clone)]
pub struct MemberRow {
    pub unit: Arc<Unit>,
    pub lead: bool,
    /// `None`: it only supports others.
    pub judgement: Option<Judgement>,
    pub figures: Figures,
    pub measured: MaybeShare,
    pub contact: Contact,
    /// The lead company of the unit.
    pub company: Option<(PartnerCode, Arc<str>)>,
}

/// What a workstream waits for, or what waits for it.
#[derive(Debug, Clone)]
pub struct WaitsFor {
    /// The other one.
    pub workstream: Arc<Workstream>,
    /// No document confirms that one waits for the other.
    pub provisional: bool,
    pub source: Arc<str>,
    /// How far what is waited for is, for readers of the whole: nobody else can tell whether it is
    /// done.
    pub waited: Option<Figures>,
    /// Units whose duty of what waits is not done, by kind, while what it waits for is not.
    pub units: Vec<(UnitKind, usize)>,
}

/// What waits for a workstream.
#[derive(Debug, Clone, Default)]
pub struct Unlocks {
    pub waiting: Vec<WaitsFor>,
    /// The units that wait with any of it, by kind, each once.
    pub units: Vec<(UnitKind, usize)>,
}
