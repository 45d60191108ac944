use std::sync::Arc;

use serde::{Deserialize, Serialize};

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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    pub code: UnitCode,
    pub name: Arc<str>,
    /// Names it had before, the last one first: people go on looking for them.
    pub former_names: Vec<Arc<str>>,
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
    /// Who goes on with what it had, once it ended.
    pub successors: Vec<UnitCode>,
    pub provisional: bool,
    pub source: Arc<str>,
}

impl Unit {
    /// A later row of the same unit: the names it had stay known.
    pub fn restates(&mut self, before: &Self) {
        self.former_names = former_names(&self.name, before.names());
    }

    /// The name of today, and those before.
    pub fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        std::iter::once(&self.name).chain(&self.former_names)
    }

    /// Rule 6: a closed unit leaves numerator and denominator from its end date.
    pub fn open_on(&self, day: Day) -> bool {
        self.ends_on.is_none_or(|end| day < end)
    }
}

/// Of the names something had, those that are not its name now, each once.
pub(super) fn former_names<'a>(
    now: &Arc<str>,
    before: impl Iterator<Item = &'a Arc<str>>,
) -> Vec<Arc<str>> {
    let mut former: Vec<Arc<str>> = Vec::new();
    for name in before {
        if name != now && !former.contains(name) {
            former.push(name.clone());
        }
    }
    former
}
