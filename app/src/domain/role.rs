//! Roles, and what each reads and does. Router, menu, command line and import ask here;
//! pages only hide what would be refused.
use super::words;

words! {
    /// What an account is. One role and one scope each.
    Role {
        Committee = "committee",
        /// thường trực
        Office = "office",
        Head = "head",
        Member = "member",
        Partner = "partner",
        Administrator = "administrator",
        /// A screen on a wall: overview, matrix and databases, companies where its account says so.
        Display = "display",
    }
}

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

    /// Reads the pages that a screen on a wall shows: overview, matrix, databases, and companies where
    /// its account says so.
    pub const fn on_wall(self) -> bool {
        self.reads() || matches!(self, Self::Display)
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

    /// Tells what was found of what is checked again: the office, and the committee where no
    /// officer may.
    pub const fn rechecks(self) -> bool {
        match self {
            Self::Committee | Self::Office => true,
            Self::Head | Self::Member | Self::Partner | Self::Administrator | Self::Display => {
                false
            }
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

    /// Changes the plan: what is to be done, by whom, until when.
    pub const fn plans(self) -> bool {
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

    /// Keeps the accounts, and reads the audit.
    pub const fn administers(self) -> bool {
        match self {
            Self::Administrator => true,
            Self::Committee
            | Self::Office
            | Self::Head
            | Self::Member
            | Self::Partner
            | Self::Display => false,
        }
    }

    /// Must have a second factor where the server asks for it.
    pub const fn must_have_factor(self) -> bool {
        match self {
            Self::Committee | Self::Office | Self::Administrator => true,
            Self::Head | Self::Member | Self::Partner | Self::Display => false,
        }
    }

    /// Starts at work of the campaign that waits, with the campaign's own page beside it.
    pub const fn has_work_first(self) -> bool {
        match self {
            Self::Office | Self::Head | Self::Member => true,
            Self::Committee | Self::Partner | Self::Administrator | Self::Display => false,
        }
    }

    /// Comes to the first page: to the campaign, or on to a page of its own.
    pub const fn arrives(self) -> bool {
        self.on_wall() || self.administers()
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
