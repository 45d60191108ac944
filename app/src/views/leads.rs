use std::sync::Arc;

use crate::domain::{GroupCode, UnitCode};

/// A unit or a group of units, with its name.
pub type NamedUnit = (UnitCode, Arc<str>);
pub type NamedGroup = (GroupCode, Arc<str>);

/// Who leads a workstream, of those that the reader may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leads {
    pub first: NamedUnit,
    /// Who leads with it.
    pub others: Vec<NamedUnit>,
    /// The groups by which they do.
    pub groups: Vec<NamedGroup>,
}

impl Leads {
    pub fn units(&self) -> impl Iterator<Item = &NamedUnit> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// All names, as a cell of a file has them.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.units().map(|(_, name)| &**name).collect();
        names.join("; ")
    }

    pub fn include(&self, unit: &UnitCode) -> bool {
        self.units().any(|(code, _)| code == unit)
    }
}
