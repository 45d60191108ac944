use std::sync::Arc;

use crate::domain::{
    AssignmentRole, Day, Deliveries, DueWeek, Figures, PartnerCode, UnitCode, UnitKind,
};

/// `/partners`: the companies side by side on like measures, and who
/// accompanies whom.
#[derive(Debug, Clone)]
pub struct PartnerList {
    /// In the order of their codes: compared, never ranked.
    pub rows: Vec<PartnerRow>,
    /// What each had to hand over by week for half a year, in the same order.
    pub due: Vec<Vec<DueWeek>>,
    pub kinds: Vec<AssignedKind>,
    /// Open units without a company.
    pub unassigned: usize,
}

/// One company, both sides.
#[derive(Debug, Clone)]
pub struct PartnerRow {
    pub code: PartnerCode,
    pub name: Arc<str>,
    /// Units it leads and supports on the page's day.
    pub leads: u32,
    pub supports: u32,
    /// The milestones it is responsible for, each with W·w/Σw.
    pub figures: Figures,
    pub deliveries: Deliveries,
}

/// The units of one kind with their companies.
#[derive(Debug, Clone)]
pub struct AssignedKind {
    pub kind: UnitKind,
    pub units: Vec<AssignedUnit>,
}

#[derive(Debug, Clone)]
pub struct AssignedUnit {
    pub code: UnitCode,
    pub name: Arc<str>,
    /// The lead first.
    pub companies: Vec<AssignedCompany>,
}

#[derive(Debug, Clone)]
pub struct AssignedCompany {
    pub code: PartnerCode,
    pub name: Arc<str>,
    pub role: AssignmentRole,
    pub from: Day,
    pub to: Option<Day>,
    /// Empty: provisional.
    pub decision: Arc<str>,
}
