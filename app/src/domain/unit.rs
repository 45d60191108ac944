use std::sync::Arc;

use super::{Day, UnitCode, words};

words! {
    /// What sort of organisation a unit is.
    UnitKind {
        Department = "department",
        Agency = "agency",
        Party = "party",
        Front = "front",
        Ward = "ward",
        Commune = "commune",
        SpecialZone = "special_zone",
    }
}

words! {
    /// The three blocs of the political system, in protocol order.
    Bloc {
        Party = "party",
        Government = "government",
        Front = "front",
    }
}

words! {
    Tier {
        City = "city",
        Commune = "commune",
    }
}

/// An organisation that carries duties.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    pub code: UnitCode,
    pub name: Arc<str>,
    pub short_name: Arc<str>,
    pub kind: UnitKind,
    pub bloc: Bloc,
    pub tier: Tier,
    pub parent: Option<UnitCode>,
    pub former_area: Arc<str>,
    /// Protocol order among all units.
    pub order: i64,
    /// From this day the unit is closed: out of numerator and denominator.
    pub ends_on: Option<Day>,
    pub provisional: bool,
    pub source: Arc<str>,
}

impl Unit {
    /// Rule 6: a closed unit leaves numerator and denominator from its end date.
    pub fn open_on(&self, day: Day) -> bool {
        self.ends_on.is_none_or(|end| day < end)
    }
}
