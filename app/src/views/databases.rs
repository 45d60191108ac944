use std::sync::Arc;

use super::{DatabaseColumn, Leads, MaybeShare, Sorted, WeekPoint};
use crate::domain::{Figures, Gap, Outlook, Share, UnitCode, Workstream};

/// `/databases`: which are behind, and why.
#[derive(Debug, Clone)]
pub struct DatabaseList {
    pub filter: DatabaseFilter,
    pub sorted: Sorted<DatabaseColumn>,
    /// The furthest behind its plan first, or as asked for.
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
    pub leads: Option<Leads>,
    pub units: usize,
    pub figures: Figures,
    pub gap: GapShares,
    /// `None` where only a part of the group is shown.
    pub outlook: Option<Outlook>,
    /// The last half year week by week, oldest first; empty for readers
    /// whose sums run over a part of the units.
    pub weeks: Vec<WeekPoint>,
}

/// The parts of a gap as shares of the group's whole.
#[derive(Debug, Clone, Copy, Default)]
pub struct GapShares {
    pub unit: MaybeShare,
    pub company: MaybeShare,
    pub unowned: MaybeShare,
    pub missed: MaybeShare,
    pub waiting: MaybeShare,
    pub ahead: MaybeShare,
    pub unit_milestones: u32,
    pub company_milestones: u32,
    pub unowned_milestones: u32,
    pub missed_milestones: u32,
    pub waiting_milestones: u32,
}

impl GapShares {
    pub fn of(gap: &Gap, figures: &Figures) -> Self {
        let share = |mass| Share::new(mass, figures.mass);
        Self {
            unit: share(gap.unit),
            company: share(gap.company),
            unowned: share(gap.unowned),
            missed: share(gap.missed),
            waiting: share(gap.waiting),
            ahead: share(gap.ahead),
            unit_milestones: gap.unit_milestones,
            company_milestones: gap.company_milestones,
            unowned_milestones: gap.unowned_milestones,
            missed_milestones: gap.missed_milestones,
            waiting_milestones: gap.waiting_milestones,
        }
    }
}
