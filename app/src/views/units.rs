use std::sync::Arc;

use super::{Choices, Paged, Sorted, UnitColumn, WeekPoint, Within};
use crate::domain::{Bloc, Contact, Figures, PartnerCode, Status, Unit, UnitKind};

/// `/units`: every unit with its figures, to find one and to see who is behind.
#[derive(Debug, Clone)]
pub struct UnitList {
    pub filter: UnitFilter,
    pub sorted: Sorted<UnitColumn>,
    pub choices: Choices,
    /// Those that match, whatever their kind, by kind.
    pub kinds: Vec<UnitsOfKind>,
    /// Of all that match: those with duties of which none is late.
    pub without_late: usize,
    /// Of all that match: those of which less is accepted than was planned.
    pub behind: usize,
    pub list: Paged<UnitRow>,
    /// The blocs week by week; nothing with a filter, or for who does not read them all.
    pub blocs: Vec<(Bloc, Vec<WeekPoint>)>,
}

/// The filters of `/units`, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitFilter {
    /// Of the unit itself: a workstream it has a duty in, a company that is assigned to it.
    pub within: Within,
    /// Only those with a duty of this status.
    pub status: Option<Status>,
    /// Only those nobody has heard of for a while.
    pub silent: bool,
}

impl UnitFilter {
    /// Reads it from the values of an address; a company is one that is assigned.
    pub fn read<'a>(value: impl Fn(&str) -> &'a str) -> Self {
        let within = Within::read(&value);
        Self {
            within: Within {
                assigned: within.assigned.or(within.partner),
                partner: None,
                heading: String::new(),
                called: String::new(),
                ..within
            },
            status: Status::from_code(value("status")),
            silent: value("silent") == "1",
        }
    }

    /// Whether it shows fewer units than there are.
    pub fn chosen(&self) -> bool {
        *self != Self::default()
    }
}

/// The units of a kind together.
#[derive(Debug, Clone)]
pub struct UnitsOfKind {
    pub kind: UnitKind,
    pub units: usize,
    pub figures: Figures,
    /// Of all their duties, whatever the headline counts.
    pub all: Figures,
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
