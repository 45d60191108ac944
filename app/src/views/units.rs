use std::sync::Arc;

use super::WeekPoint;
use crate::domain::{Bloc, Contact, Figures, PartnerCode, Tier, Unit, UnitKind};

/// `/units`: every unit with its figures, to find one and to see who is behind.
#[derive(Debug, Clone)]
pub struct UnitList {
    pub filter: UnitFilter,
    /// Worst first within a kind.
    pub groups: Vec<UnitGroup>,
    pub total: usize,
    /// The blocs week by week; nothing with a filter, or for who does not read them all.
    pub blocs: Vec<(Bloc, Vec<WeekPoint>)>,
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

impl UnitFilter {
    /// Whether it shows fewer units than there are.
    pub fn chosen(&self) -> bool {
        !self.text.is_empty() || self.bloc.is_some() || self.tier.is_some() || self.silent
    }
}

#[derive(Debug, Clone)]
pub struct UnitGroup {
    pub kind: UnitKind,
    pub figures: Figures,
    /// Of all their duties, whatever the headline counts.
    pub all: Figures,
    pub units: Vec<UnitRow>,
}

#[derive(Debug, Clone)]
pub struct UnitRow {
    pub unit: Arc<Unit>,
    pub figures: Figures,
    /// Of all its duties, whatever the headline counts.
    pub all: Figures,
    /// The lead company, and how many support.
    pub lead: Option<(PartnerCode, Arc<str>)>,
    pub supports: usize,
    /// When it was last heard of.
    pub contact: Contact,
}
