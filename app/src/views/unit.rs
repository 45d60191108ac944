use std::sync::Arc;

use super::{EventRow, MaybeShare, MilestoneRow, OutcomeRow};
use crate::domain::{
    AssignmentRole, Bloc, Contact, Day, Figures, Forecast, Judgement, PartnerCode, Tier, Unit,
    UnitKind, WorkstreamCode,
};

/// `/units`: every unit with its figures, to find one and to see who is behind.
#[derive(Debug, Clone)]
pub struct UnitList {
    pub filter: UnitFilter,
    /// Worst first within a kind.
    pub groups: Vec<UnitGroup>,
    pub total: usize,
}

/// The filters of `/units`, as typed.
#[derive(Debug, Clone, Default)]
pub struct UnitFilter {
    pub text: String,
    pub bloc: Option<Bloc>,
    pub tier: Option<Tier>,
    /// Only those nobody has heard of for a while.
    pub silent: bool,
    /// In Vietnamese order of names instead of worst first.
    pub by_name: bool,
}

#[derive(Debug, Clone)]
pub struct UnitGroup {
    pub kind: UnitKind,
    pub figures: Figures,
    pub units: Vec<UnitRow>,
}

#[derive(Debug, Clone)]
pub struct UnitRow {
    pub unit: Arc<Unit>,
    pub figures: Figures,
    /// The lead company, and how many support.
    pub lead: Option<(PartnerCode, Arc<str>)>,
    pub supports: usize,
    /// When it was last heard of.
    pub contact: Contact,
}

/// `/units/{code}`
#[derive(Debug, Clone)]
pub struct UnitPage {
    pub unit: Arc<Unit>,
    /// Closed on or before the page's day.
    pub closed: bool,
    pub figures: Figures,
    pub forecast: Forecast,
    pub heads: Vec<HeadRow>,
    pub partners: Vec<UnitPartner>,
    /// Database duties, worst first.
    pub duties: Vec<UnitDuty>,
    /// Duties of the programme and agreements.
    pub beside: Vec<UnitDuty>,
    pub outcomes: Vec<OutcomeRow>,
    pub events: Vec<EventRow>,
    /// Accepted share week by week, oldest first; the last is the page's day.
    pub weeks: Vec<(Day, MaybeShare)>,
}

/// A head of the unit, or a deputy by delegation.
#[derive(Debug, Clone)]
pub struct HeadRow {
    pub name: String,
    pub title: String,
}

#[derive(Debug, Clone)]
pub struct UnitPartner {
    pub code: PartnerCode,
    pub name: Arc<str>,
    pub role: AssignmentRole,
    pub from: Day,
    pub to: Option<Day>,
    /// Empty: provisional.
    pub decision: Arc<str>,
}

#[derive(Debug, Clone)]
pub struct UnitDuty {
    pub workstream: WorkstreamCode,
    pub name: Arc<str>,
    /// National, sector ... in the reader's words by the page.
    pub kind: crate::domain::WorkstreamKind,
    pub provisional: bool,
    pub lead: bool,
    pub judgement: Judgement,
    pub figures: Figures,
    /// The measured share of the duty itself.
    pub measured: MaybeShare,
    pub milestones: Vec<MilestoneRow>,
}
