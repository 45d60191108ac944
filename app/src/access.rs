//! Roles, and what each reads. Router, menu, command line and import ask here;
//! pages only hide what would be refused.
pub use crate::domain::Role;
use crate::domain::{Actor, Measurer, PartnerCode, Responsible, UnitCode, Writer};
use crate::lang::Lang;

/// Where an account of a role is at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// A unit, always.
    Unit,
    /// The unit an officer is seconded from, if there is one.
    UnitIfAny,
    /// A company, always.
    Partner,
    Nowhere,
}

impl Role {
    /// Reads the pages of figures: everybody who works for the campaign.
    /// Administrators keep accounts and the audit.
    pub const fn reads(self) -> bool {
        match self {
            Self::Committee | Self::Office | Self::Head | Self::Member | Self::Partner => true,
            Self::Administrator | Self::Display => false,
        }
    }

    /// Reads what is told of the campaign as a whole: a company reads its own part only.
    pub const fn reads_whole(self) -> bool {
        self.reads() && !matches!(self, Self::Partner)
    }

    /// Reads the pages that a screen on a wall shows: overview and matrix.
    pub const fn on_wall(self) -> bool {
        self.reads() || matches!(self, Self::Display)
    }

    /// The page that who signs in comes to, where no other was asked for: one's own work, or the
    /// campaign.
    pub const fn lands_on(self) -> &'static str {
        match self {
            Self::Head | Self::Member | Self::Partner => "/work",
            Self::Committee | Self::Office | Self::Display => "/",
            Self::Administrator => "/account",
        }
    }

    /// Reports on milestones: a unit's people and a company's.
    pub const fn reports(self) -> bool {
        match self {
            Self::Head | Self::Member | Self::Partner => true,
            Self::Committee | Self::Office | Self::Administrator | Self::Display => false,
        }
    }

    /// Decides on what was handed over; the committee only where it stands in for the office.
    pub const fn decides(self) -> bool {
        match self {
            Self::Committee | Self::Office | Self::Head => true,
            Self::Member | Self::Partner | Self::Administrator | Self::Display => false,
        }
    }

    /// Enters measurements: a unit's people of the own unit, the office of what the campaign
    /// measures.
    pub const fn measures(self) -> bool {
        match self {
            Self::Office | Self::Head | Self::Member => true,
            Self::Committee | Self::Partner | Self::Administrator | Self::Display => false,
        }
    }

    /// Decides on measurements; the committee only where it stands in for the office.
    pub const fn decides_on_measurements(self) -> bool {
        match self {
            Self::Committee | Self::Office => true,
            Self::Head | Self::Member | Self::Partner | Self::Administrator | Self::Display => {
                false
            }
        }
    }

    /// Oversees what is asked of everybody.
    pub const fn oversees(self) -> bool {
        match self {
            Self::Committee | Self::Office => true,
            Self::Head | Self::Member | Self::Partner | Self::Administrator | Self::Display => {
                false
            }
        }
    }

    /// Tells what was found of what is checked again.
    pub const fn rechecks(self) -> bool {
        match self {
            Self::Office => true,
            Self::Committee
            | Self::Head
            | Self::Member
            | Self::Partner
            | Self::Administrator
            | Self::Display => false,
        }
    }

    /// Asks about what is late, and reads what all explain.
    pub const fn asks(self) -> bool {
        match self {
            Self::Committee | Self::Office => true,
            Self::Head | Self::Member | Self::Partner | Self::Administrator | Self::Display => {
                false
            }
        }
    }

    /// Explains: a head for the unit, a company's people for what it is responsible for.
    pub const fn explains(self) -> bool {
        match self {
            Self::Head | Self::Partner => true,
            Self::Committee | Self::Office | Self::Member | Self::Administrator | Self::Display => {
                false
            }
        }
    }

    /// Looks after the own account; at a wall nobody types.
    pub const fn has_own_account(self) -> bool {
        !matches!(self, Self::Display)
    }

    pub const fn home(self) -> Home {
        match self {
            Self::Head | Self::Member => Home::Unit,
            Self::Office => Home::UnitIfAny,
            Self::Partner => Home::Partner,
            Self::Committee | Self::Administrator | Self::Display => Home::Nowhere,
        }
    }
}

/// What the committee decides because of who the active officers are (rule 8).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Officers {
    pub stand_in: StandIn,
    /// There are not two of them.
    pub few: bool,
}

impl Officers {
    /// From the home units of the officers who are active today.
    pub fn of(homes: &[Option<UnitCode>]) -> Self {
        Self {
            stand_in: StandIn::of(homes.iter().cloned()),
            few: homes.len() < 2,
        }
    }
}

/// At which units a committee member decides in the place of the office (rule 8).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum StandIn {
    #[default]
    Nowhere,
    /// At the unit that every active officer is at home in.
    For(UnitCode),
    /// There is no active officer.
    Everywhere,
}

impl StandIn {
    /// From the home units of the officers who are active today.
    pub fn of(homes: impl IntoIterator<Item = Option<UnitCode>>) -> Self {
        let mut homes = homes.into_iter();
        match homes.next() {
            None => Self::Everywhere,
            Some(Some(unit)) if homes.all(|home| home.as_ref() == Some(&unit)) => Self::For(unit),
            Some(_) => Self::Nowhere,
        }
    }

    pub fn covers(&self, unit: &UnitCode) -> bool {
        match self {
            Self::Nowhere => false,
            Self::For(only) => only == unit,
            Self::Everywhere => true,
        }
    }
}

/// The person who reads or acts, with the scope of the account. Permissions are
/// always today's, whatever day a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// Id of the account.
    pub person: String,
    pub username: String,
    pub name: String,
    pub title: String,
    pub role: Role,
    /// The unit of a head or member; the home unit of an officer.
    pub unit: Option<UnitCode>,
    pub partner: Option<PartnerCode>,
    /// Where a committee member decides; nowhere for any other role.
    pub stands_in: StandIn,
    /// Whether a committee member decides on what the office measures: there are not two
    /// officers, and nobody decides on what he or she entered.
    pub confirms: bool,
    /// The language the account reads in.
    pub lang: Lang,
}

impl Viewer {
    /// City, bloc, tier and campaign figures, and every unit.
    pub const fn reads_campaign(&self) -> bool {
        matches!(
            self.role,
            Role::Committee | Role::Office | Role::Head | Role::Member | Role::Display
        )
    }

    /// Evidence, reasons and explanations of a milestone. A unit's people read
    /// their own unit's, a company only what it is responsible for.
    pub fn reads_in_full(&self, unit: &UnitCode, responsible: &Responsible) -> bool {
        match self.role {
            Role::Committee | Role::Office => true,
            Role::Head | Role::Member => self.unit.as_ref() == Some(unit),
            Role::Partner => match responsible {
                Responsible::Partner(company) => self.partner.as_ref() == Some(company),
                Responsible::Unit => false,
            },
            Role::Administrator | Role::Display => false,
        }
    }

    /// Evidence of a measurement, who entered it and why it was returned: a
    /// unit's people read their own unit's, only the committee and the office
    /// the campaign's.
    pub fn reads_measurements_in_full(&self, unit: Option<&UnitCode>) -> bool {
        match unit {
            Some(unit) => self.reads_in_full(unit, &Responsible::Unit),
            None => matches!(self.role, Role::Committee | Role::Office),
        }
    }

    /// The actor this person is, for a milestone of a unit that the own company is or is
    /// not assigned to today. `left_undecided`: a head lets it wait so long that the office may
    /// decide.
    pub fn actor(
        &self,
        unit: &UnitCode,
        assigned: bool,
        closed: bool,
        left_undecided: bool,
        writer: Writer,
    ) -> Actor<'_> {
        Actor {
            role: self.role,
            unit: self.unit.as_ref(),
            partner: self.partner.as_ref(),
            assigned,
            closed,
            stands_in: match self.role {
                Role::Office => left_undecided,
                _ => self.stands_in.covers(unit),
            },
            writer,
        }
    }

    /// The person before the values of an indicator; `unit`: of which, where it is not the
    /// campaign's.
    pub fn measurer(&self, unit: Option<&UnitCode>, closed: bool) -> Measurer<'_> {
        Measurer {
            role: self.role,
            unit: self.unit.as_ref(),
            person: &self.person,
            closed,
            stands_in: match unit {
                Some(unit) => self.stands_in.covers(unit),
                None => self.confirms,
            },
        }
    }

    /// Whether something may wait for a committee member's decision.
    pub fn stands_in_anywhere(&self) -> bool {
        self.confirms || self.stands_in != StandIn::Nowhere
    }

    /// The organisation the person's acts are recorded under.
    pub fn organisation(&self) -> &str {
        match self.role {
            Role::Head | Role::Member => self.unit.as_ref().map_or("", UnitCode::as_str),
            Role::Partner => self.partner.as_ref().map_or("", PartnerCode::as_str),
            role => role.code(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committee_stands_in_where_no_officer_may_decide() {
        let unit = |code: &str| UnitCode::parse(code).unwrap();
        let (home, other) = (unit("VPUB"), unit("SYT"));
        let at = |home: &UnitCode| Some(home.clone());
        for (homes, of_home, of_other, few) in [
            (vec![], true, true, true),
            (vec![at(&home)], true, false, true),
            (vec![at(&home), at(&home)], true, false, false),
            (vec![at(&home), at(&other)], false, false, false),
            (vec![at(&home), None], false, false, false),
            (vec![None], false, false, true),
        ] {
            let officers = Officers::of(&homes);
            assert_eq!(officers.few, few, "{homes:?}");
            let stand_in = officers.stand_in;
            assert_eq!(stand_in.covers(&home), of_home, "{homes:?}");
            assert_eq!(stand_in.covers(&other), of_other, "{homes:?}");
        }
    }
}
