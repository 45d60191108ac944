//! Days the office gave a name: "phiên họp 18/11".
use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::Day;

/// Letters of such a name.
pub const LONGEST_DAY_NAME: usize = 60;

/// Days by their names as they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NamedDays(BTreeMap<Day, Arc<str>>);

impl NamedDays {
    /// Takes a name in; a later one of the same day replaces it, and an empty one takes it away.
    pub fn set(&mut self, day: Day, name: Arc<str>) {
        if name.is_empty() {
            self.0.remove(&day);
        } else {
            self.0.insert(day, name);
        }
    }

    pub fn get(&self, day: Day) -> Option<&Arc<str>> {
        self.0.get(&day)
    }

    /// The latest day first.
    pub fn iter(&self) -> impl Iterator<Item = (Day, &Arc<str>)> {
        self.0.iter().rev().map(|(day, name)| (*day, name))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_day;

    #[test]
    fn the_last_name_of_a_day_stands() {
        let [a, b] = ["2026-11-18", "2026-11-25"].map(|day| parse_day(day).unwrap());
        let mut days = NamedDays::default();
        for (day, name) in [(a, "phiên họp"), (b, "giao ban"), (a, "phiên họp 18/11")] {
            days.set(day, name.into());
        }
        let told: Vec<_> = days.iter().map(|(day, name)| (day, &**name)).collect();
        assert_eq!(told, [(b, "giao ban"), (a, "phiên họp 18/11")]);
        days.set(b, "".into());
        assert_eq!((days.get(b), days.iter().count()), (None, 1));
    }
}
