use std::sync::Arc;

use super::{CriterionRow, MaybeShare, OutcomeRow};
use crate::domain::{
    Contact, Figures, Forecast, Gap, Judgement, PartnerCode, Share, Unit, UnitCode, UnitKind,
    Workstream, WorkstreamCode,
};

/// `/databases`: which are behind, and why.
#[derive(Debug, Clone)]
pub struct DatabaseList {
    pub filter: DatabaseFilter,
    /// Worst first.
    pub national: Vec<DatabaseRow>,
    pub sector: Vec<DatabaseRow>,
    /// How many there are without a filter.
    pub total: usize,
    /// Units that lead a sector database, in Vietnamese order.
    pub owners: Vec<(UnitCode, Arc<str>)>,
}

/// The filters of `/databases`, as typed.
#[derive(Debug, Clone, Default)]
pub struct DatabaseFilter {
    pub text: String,
    pub owner: Option<UnitCode>,
}

#[derive(Debug, Clone)]
pub struct DatabaseRow {
    pub workstream: Arc<Workstream>,
    pub owner: Option<(UnitCode, Arc<str>)>,
    pub units: usize,
    pub figures: Figures,
    pub gap: GapShares,
    pub forecast: Forecast,
    /// Accepted share of the last eight weeks, oldest first; empty for readers
    /// whose sums run over a part of the units.
    pub weeks: Vec<MaybeShare>,
}

/// The parts of a gap as shares of the group's whole.
#[derive(Debug, Clone, Copy, Default)]
pub struct GapShares {
    pub unit: MaybeShare,
    pub company: MaybeShare,
    pub waiting: MaybeShare,
    pub ahead: MaybeShare,
    pub unit_milestones: u32,
    pub company_milestones: u32,
    pub waiting_milestones: u32,
}

impl GapShares {
    pub fn of(gap: &Gap, figures: &Figures) -> Self {
        let share = |mass| Share::new(mass, figures.mass);
        Self {
            unit: share(gap.unit),
            company: share(gap.company),
            waiting: share(gap.waiting),
            ahead: share(gap.ahead),
            unit_milestones: gap.unit_milestones,
            company_milestones: gap.company_milestones,
            waiting_milestones: gap.waiting_milestones,
        }
    }
}

/// One workstream with all its duties: `/databases/{code}`,
/// `/programme/{code}`, `/agreements/{code}`.
#[derive(Debug, Clone)]
pub struct DatabasePage {
    pub workstream: Arc<Workstream>,
    pub owner: Option<(UnitCode, Arc<str>)>,
    /// The company an agreement was made with.
    pub partner: Option<(PartnerCode, Arc<str>)>,
    pub figures: Figures,
    pub gap: GapShares,
    pub forecast: Forecast,
    pub weeks: Vec<MaybeShare>,
    /// Units that hold up the most, first.
    pub holders: Vec<HolderRow>,
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
    pub judgement: Judgement,
    pub figures: Figures,
    pub measured: MaybeShare,
    pub contact: Contact,
    /// The lead company of the unit.
    pub company: Option<(PartnerCode, Arc<str>)>,
}
