use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Deadline, PartnerCode, UnitCode, WorkstreamCode, unit::former_names, words};

words! {
    WorkstreamKind {
        National = "national",
        Sector = "sector",
        Platform = "platform",
        Regulation = "regulation",
        Data = "data",
        Resource = "resource",
        Security = "security",
        Agreement = "agreement",
    }
}

words! {
    /// Which figures a workstream belongs to.
    Group {
        Databases = "databases",
        Programme = "programme",
        Agreements = "agreements",
    }
}

words! {
    /// What the figures of city, bloc, tier and unit count. Each group has
    /// figures of its own beside them.
    Headline {
        Databases = "databases",
        Programme = "programme",
        All = "all",
    }
}

impl Headline {
    /// What is counted where the campaign does not say: the databases where
    /// there are any.
    pub const fn default_for(any_database: bool) -> Self {
        if any_database {
            Self::Databases
        } else {
            Self::All
        }
    }

    pub const fn counts(self, group: Group) -> bool {
        match group {
            Group::Databases => matches!(self, Self::Databases | Self::All),
            Group::Programme => matches!(self, Self::Programme | Self::All),
            Group::Agreements => false,
        }
    }
}

impl WorkstreamKind {
    pub const fn group(self) -> Group {
        match self {
            Self::National | Self::Sector => Group::Databases,
            Self::Agreement => Group::Agreements,
            _ => Group::Programme,
        }
    }

    /// What a whole workstream weighs in the roll-up. The 12 national and the
    /// 48 sector databases weigh the same; beside the databases each
    /// workstream weighs as much as a sector database.
    pub const fn weight(self) -> u64 {
        match self {
            Self::National => 4_000_000,
            _ => 1_000_000,
        }
    }
}

/// How names begin that say only what they are the name of.
const GENERIC: [&str; 5] = [
    "Cơ sở dữ liệu quốc gia về ",
    "Cơ sở dữ liệu ",
    "National database on ",
    "National database of ",
    "Database of ",
];

/// Something to be built.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workstream {
    pub code: WorkstreamCode,
    pub name: Arc<str>,
    /// What English pages call it; by its name where nobody gave one.
    pub name_en: Option<Arc<str>>,
    /// Names it had before, the last one first: people go on looking for them.
    pub former_names: Vec<Arc<str>>,
    pub kind: WorkstreamKind,
    pub ministry: Arc<str>,
    /// The unit that leads it; a workstream without one has no duty until the
    /// office names it.
    pub owner: Option<UnitCode>,
    /// Who leads it together, as the plan says it: codes of units and of groups of units. It has no
    /// owner then.
    pub joint_leads: Vec<UnitCode>,
    /// The national database a sector database feeds.
    pub feeds: Option<WorkstreamCode>,
    /// What its records are: hồ sơ, thửa đất ...
    pub count_unit: Arc<str>,
    pub legal_basis: Arc<str>,
    /// Heading of the programme it stands under.
    pub heading: Arc<str>,
    pub partner: Option<PartnerCode>,
    pub due: Deadline,
    pub provisional: bool,
    pub source: Arc<str>,
}

impl Workstream {
    /// The name of today, that in the other language, and those before.
    pub fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        [&self.name]
            .into_iter()
            .chain(&self.name_en)
            .chain(&self.former_names)
    }

    /// A later row of the same workstream: the names it had stay known.
    pub fn restates(&mut self, before: &Self) {
        let names = std::iter::once(&before.name).chain(&before.former_names);
        self.former_names = former_names(&self.name, names);
    }

    /// The same, called as on English pages: the two names change places.
    pub fn in_english(&self) -> Option<Self> {
        let name = self.name_en.clone()?;
        Some(Self {
            name,
            name_en: Some(self.name.clone()),
            ..self.clone()
        })
    }

    /// The name without its generic beginning, for narrow places.
    pub fn short_name(&self) -> String {
        let name = self.name.as_ref();
        for generic in GENERIC {
            if let Some(rest) = name.strip_prefix(generic) {
                let mut letters = rest.chars();
                return letters.next().map_or_else(String::new, |first| {
                    first.to_uppercase().chain(letters).collect()
                });
            }
        }
        name.to_owned()
    }
}
