//! What a reader may see, by today's assignments.
use std::collections::BTreeSet;
use std::sync::Arc;

use app::{
    access::{Role, Viewer},
    domain::{Assignment, Day, PartnerCode, UnitCode},
};

use crate::board::Board;

/// The units a reader may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Every unit, and the campaign's figures.
    Campaign,
    /// A company: the units it is assigned to today, and nothing above them.
    Units {
        partner: PartnerCode,
        units: BTreeSet<UnitCode>,
    },
    Nothing,
}

impl Scope {
    pub fn unit(&self, code: &UnitCode) -> bool {
        match self {
            Self::Campaign => true,
            Self::Units { units, .. } => units.contains(code),
            Self::Nothing => false,
        }
    }
}

impl Board {
    /// The scope of a reader; asked of today's board, whatever day is shown.
    pub fn scope(&self, viewer: &Viewer) -> Scope {
        match (viewer.role, &viewer.partner) {
            (Role::Partner, Some(partner)) => Scope::Units {
                partner: partner.clone(),
                units: self.units_of(partner),
            },
            _ if viewer.reads_campaign() => Scope::Campaign,
            _ => Scope::Nothing,
        }
    }

    /// The units a company is assigned to on the board's day.
    pub fn units_of(&self, partner: &PartnerCode) -> BTreeSet<UnitCode> {
        let day = self.day();
        self.assignments
            .iter()
            .filter(|(_, of_unit)| {
                of_unit
                    .iter()
                    .any(|a| a.partner == *partner && a.holds_on(day))
            })
            .map(|(unit, _)| unit.clone())
            .collect()
    }

    /// Whether a company is assigned to a unit on the board's day.
    pub fn assigned(&self, unit: &UnitCode, partner: &PartnerCode) -> bool {
        let day = self.day();
        self.assignments_of(unit)
            .iter()
            .any(|a| a.partner == *partner && a.holds_on(day))
    }

    pub(super) fn assignments_of(&self, unit: &UnitCode) -> &[Assignment] {
        self.assignments.get(unit).map_or(&[], |a| a.as_slice())
    }

    /// Assignments that hold on a day, the lead first.
    pub(super) fn assignments_on(&self, unit: &UnitCode, day: Day) -> Vec<&Assignment> {
        let mut all: Vec<&Assignment> = self
            .assignments_of(unit)
            .iter()
            .filter(|a| a.holds_on(day))
            .collect();
        all.sort_by(|a, b| (a.role, &a.partner).cmp(&(b.role, &b.partner)));
        all
    }

    pub fn unit_name(&self, code: &UnitCode) -> Arc<str> {
        self.units
            .get(code)
            .map_or_else(|| code.as_str().into(), |u| u.name.clone())
    }

    pub fn partner_name(&self, code: &PartnerCode) -> Arc<str> {
        self.partners
            .get(code)
            .map_or_else(|| code.as_str().into(), |p| p.short_name.clone())
    }
}

impl Board {
    pub fn has_unit(&self, code: &UnitCode) -> bool {
        self.units.contains_key(code)
    }

    pub fn has_partner(&self, code: &PartnerCode) -> bool {
        self.partners.contains_key(code)
    }
}
