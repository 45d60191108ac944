use super::UnitCode;

/// An officer who is active today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Id of the account.
    pub person: String,
    /// The unit the officer is at home in.
    pub home: Option<UnitCode>,
}

/// The active officers: who they are decides what the committee does in their place (rule 8).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Officers(Vec<Officer>);

impl Officers {
    pub fn of(active: Vec<Officer>) -> Self {
        Self(active)
    }

    pub fn stand_in(&self) -> StandIn {
        StandIn::of(self.0.iter().map(|officer| officer.home.clone()))
    }

    /// There are not two of them.
    pub fn few(&self) -> bool {
        self.0.len() < 2
    }

    pub fn iter(&self) -> impl Iterator<Item = &Officer> {
        self.0.iter()
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
            let officer = |home: &Option<UnitCode>| Officer {
                person: String::new(),
                home: home.clone(),
            };
            let officers = Officers::of(homes.iter().map(officer).collect());
            assert_eq!(officers.few(), few, "{homes:?}");
            let stand_in = officers.stand_in();
            assert_eq!(stand_in.covers(&home), of_home, "{homes:?}");
            assert_eq!(stand_in.covers(&other), of_other, "{homes:?}");
        }
    }
}
