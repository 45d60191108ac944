//! What a reader may see, by today's assignments.
use std::collections::BTreeSet;
use std::sync::Arc;

use app::{
    access::{Role, Viewer},
    domain::{Assignment, Day, Days, MilestoneId, PartnerCode, Responsible, UnitCode},
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

/// Milestones a reader learns nothing of.
pub type Hidden = BTreeSet<MilestoneId>;

impl Scope {
    /// Whether a reader may know since when and by which decision a company is
    /// assigned: of the other companies a company reads name and role only.
    pub fn assignment_of(&self, company: &PartnerCode) -> bool {
        match self {
            Self::Campaign => true,
            Self::Units { partner, .. } => partner == company,
            Self::Nothing => false,
        }
    }

    /// Which days of a milestone's clock it reads: what another party had before is not a
    /// company's to know.
    pub const fn clock_days(&self) -> Days<'static> {
        match self {
            Self::Campaign => Days::All,
            Self::Units { .. } | Self::Nothing => Days::InThisHand,
        }
    }

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
    pub(in crate::board) fn scope(&self, viewer: &Viewer) -> Scope {
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
    pub(in crate::board) fn units_of(&self, partner: &PartnerCode) -> BTreeSet<UnitCode> {
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
    pub(in crate::board) fn assigned(&self, unit: &UnitCode, partner: &PartnerCode) -> bool {
        let day = self.day();
        self.assignments_of(unit)
            .iter()
            .any(|a| a.partner == *partner && a.holds_on(day))
    }

    /// Milestones of a unit that this reader learns nothing of: for a company,
    /// those another company is responsible for on the board's day. Companies
    /// compete; they see of each other names and roles.
    pub(in crate::board) fn others_milestones(&self, scope: &Scope, unit: &UnitCode) -> Hidden {
        let Scope::Units { partner, .. } = scope else {
            return Hidden::new();
        };
        self.duties_of(unit)
            .flat_map(|entry| &entry.duty.milestones)
            .filter(|m| match &m.responsible {
                Responsible::Partner(company) => company != partner,
                Responsible::Unit => false,
            })
            .map(|m| m.terms.id.clone())
            .collect()
    }

    /// Whether an organisation's acts may be told to this reader: to a company
    /// no other company's.
    pub(in crate::board) fn tells_of(&self, scope: &Scope, organisation: &str) -> bool {
        let Scope::Units { partner, .. } = scope else {
            return true;
        };
        let company = PartnerCode::parse(organisation).ok();
        company.is_none_or(|code| code == *partner || !self.partners.contains_key(&code))
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
    /// The units and companies that an account may be of, by code.
    pub fn scopes(&self) -> Vec<app::views::Scope> {
        let scope = |code: &str, name, company| app::views::Scope {
            code: code.to_owned(),
            name,
            company,
        };
        let units = self.units.values();
        let units = units.map(|unit| scope(unit.code.as_str(), unit.name.clone(), false));
        let companies = self.partners.values();
        let companies = companies.map(|it| scope(it.code.as_str(), it.short_name.clone(), true));
        companies.chain(units).collect()
    }

    pub fn has_unit(&self, code: &UnitCode) -> bool {
        self.units.contains_key(code)
    }

    pub fn has_partner(&self, code: &PartnerCode) -> bool {
        self.partners.contains_key(code)
    }
}
