//! `/matrix`: kinds of unit by databases.
use std::{collections::BTreeSet, sync::Arc};

use super::MaybeShare;
use crate::domain::{
    Bloc, Figures, GroupCode, Judgement, PartnerCode, Status, Tier, Unit, UnitCode, UnitKind,
    WorkstreamCode,
};

/// Units by databases, worst first within a kind.
#[derive(Debug, Clone)]
pub struct Matrix {
    pub filter: MatrixFilter,
    /// Companies to filter by; none for a company's own people.
    pub partners: Vec<(PartnerCode, Arc<str>)>,
    /// Groups of units to filter by.
    pub unit_groups: Vec<(GroupCode, Arc<str>)>,
    /// The kinds that have units here, whichever of them is open.
    pub kinds: Vec<(UnitKind, usize)>,
    /// The databases with a duty in what is shown: national ones, then sector.
    pub columns: Vec<MatrixColumn>,
    /// The sector databases stand in one column.
    pub folded: bool,
    /// No sector database is left out, as those are that an open kind has no part in.
    pub all_sectors: bool,
    pub over: MatrixOver,
    pub total: MatrixSums,
    /// The sums of the groups shown: what the opening sentence speaks of.
    pub shown: MatrixSums,
    pub groups: Vec<MatrixGroup>,
}

/// What `/matrix` is asked for.
#[derive(Debug, Clone, Default)]
pub struct MatrixFilter {
    pub text: String,
    pub bloc: Option<Bloc>,
    pub tier: Option<Tier>,
    /// Units of a group.
    pub unit_group: Option<GroupCode>,
    /// A company, with the units it is assigned to today.
    pub partner: Option<(PartnerCode, BTreeSet<UnitCode>)>,
    /// Units with a cell of this status, which is then brought out.
    pub status: Option<Status>,
    /// Only this kind, unit by unit.
    pub group: Option<UnitKind>,
    /// Everything unit by unit, for print.
    pub all: bool,
    /// Each sector database in a column of its own; by the room there is when
    /// not said.
    pub sectors: Option<bool>,
}

impl MatrixFilter {
    /// Whether it leaves out units of a kind.
    pub fn selects(&self) -> bool {
        !self.text.is_empty()
            || self.bloc.is_some()
            || self.tier.is_some()
            || self.unit_group.is_some()
            || self.partner.is_some()
            || self.status.is_some()
    }
}

/// What the row of totals is the sum of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatrixOver {
    City,
    /// The units a company is assigned to.
    Assigned,
    /// The units the filter leaves.
    Selection,
}

#[derive(Debug, Clone)]
pub struct MatrixColumn {
    pub code: WorkstreamCode,
    pub name: Arc<str>,
    pub national: bool,
    pub database: bool,
    pub provisional: bool,
}

/// Figures of several units: over all databases, over the sector databases, and
/// for each column.
#[derive(Debug, Clone, Default)]
pub struct MatrixSums {
    pub all: Figures,
    pub sectors: Figures,
    pub columns: Vec<Figures>,
}

impl MatrixSums {
    /// Nothing yet, over these columns.
    pub fn over(columns: &[MatrixColumn]) -> Self {
        Self {
            columns: vec![Figures::default(); columns.len()],
            ..Self::default()
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.all.add(&other.all);
        self.sectors.add(&other.sectors);
        for (mine, theirs) in self.columns.iter_mut().zip(&other.columns) {
            mine.add(theirs);
        }
    }
}

#[derive(Debug, Clone)]
pub struct MatrixGroup {
    pub kind: UnitKind,
    /// Shown unit by unit.
    pub open: bool,
    pub sums: MatrixSums,
    pub rows: Vec<MatrixRow>,
}

#[derive(Debug, Clone)]
pub struct MatrixRow {
    pub unit: Arc<Unit>,
    /// Its name as it is searched for.
    pub key: String,
    pub all: Figures,
    pub sectors: Figures,
    /// Its duties, in the order of the columns.
    pub cells: Vec<MatrixCell>,
}

/// One duty.
#[derive(Debug, Clone)]
pub struct MatrixCell {
    /// Its place among the columns.
    pub column: usize,
    /// `None`: it only supports others.
    pub judgement: Option<Judgement>,
    pub accepted: MaybeShare,
}
