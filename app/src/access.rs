//! Who reads or acts: an account with its scope.
use crate::domain::{Actor, Measurer, PartnerCode, Responsible, UnitCode, Wall, WallPage, Writer};
pub use crate::domain::{Home, Officer, Officers, Role, StandIn};
use crate::lang::{Lang, Theme};

/// The page that who signs in comes to, where no other was asked for: the first, which is one's
/// own, but for a company, whose work stands apart from its figures.
pub const fn lands_on(role: Role) -> &'static str {
    match role {
        Role::Partner => "/work",
        Role::Committee | Role::Office | Role::Head | Role::Member | Role::Display => "/",
        Role::Administrator => "/people",
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
    /// The active officers, of a committee member, who re-checks where none of them may.
    pub officers: Officers,
    /// The language the account reads in.
    pub lang: Lang,
    /// How pages look for the account.
    pub theme: Theme,
    /// What the screen of the account shows in turn.
    pub wall: Wall,
}

impl Viewer {
    /// City, bloc, tier and campaign figures, and every unit.
    pub const fn reads_campaign(&self) -> bool {
        matches!(
            self.role,
            Role::Committee | Role::Office | Role::Head | Role::Member | Role::Display
        )
    }

    /// Whether the person may see a page that screens show.
    pub fn reads_wall(&self, page: WallPage) -> bool {
        self.wall.shows(self.role, page)
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

    /// The telephone numbers of a unit's heads: who oversees it, its own people, and a company that
    /// reads its page, as it is assigned there today.
    pub fn reads_contact(&self, unit: &UnitCode) -> bool {
        match self.role {
            Role::Committee | Role::Office | Role::Partner => true,
            Role::Head | Role::Member => self.unit.as_ref() == Some(unit),
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
