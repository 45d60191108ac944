//! What a board says will come, kept to be tried against what came.
use std::collections::BTreeMap;

use app::domain::{Day, Group, IndicatorCode, Said, WorkstreamCode};

use super::{Board, GroupKey};

/// What a forecast is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    City,
    Database(WorkstreamCode),
    Indicator(IndicatorCode),
}

/// What was said on a day of all that has a forecast.
#[derive(Debug)]
pub struct Foretold {
    pub day: Day,
    pub said: BTreeMap<Subject, Said>,
}

impl AsRef<Self> for Foretold {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl Board {
    pub fn foretold_all(&self) -> Foretold {
        let database = |group| matches!(group, Group::Databases);
        let databases = self.workstreams.values();
        let databases = databases.filter(|it| database(it.kind.group()));
        let groups = databases.map(|it| {
            let group = GroupKey::Database(it.code.clone());
            (Subject::Database(it.code.clone()), group)
        });
        let groups = groups.chain([(Subject::City, GroupKey::City)]);
        let groups = groups.filter_map(|(subject, group)| {
            let said = Said {
                on: self.day(),
                value: self.sum(&group).accepted()?.to_f64(),
                forecast: self.outlook(&group).forecast,
            };
            Some((subject, said))
        });
        let of_duties = self.duties.values().flat_map(|entry| {
            let duty = &entry.duty;
            duty.outcome.iter().chain(&duty.criteria)
        });
        let own = self.indicators.values().map(AsRef::as_ref);
        let indicators = of_duties.chain(own).filter_map(|outcome| {
            let said = Said::of(outcome, self.day())?;
            Some((Subject::Indicator(outcome.indicator.code.clone()), said))
        });
        Foretold {
            day: self.day(),
            said: groups.chain(indicators).collect(),
        }
    }
}
