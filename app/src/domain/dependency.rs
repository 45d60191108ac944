//! Which workstreams wait for which: what nobody can finish before another is done. It is told, and
//! moves no figure.
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{Day, WorkstreamCode};

/// One workstream waits for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependency {
    pub workstream: WorkstreamCode,
    pub waits_for: WorkstreamCode,
    /// From this day on it does not.
    pub ends_on: Option<Day>,
    pub provisional: bool,
    pub source: Arc<str>,
}

impl Dependency {
    pub fn stands_on(&self, day: Day) -> bool {
        self.ends_on.is_none_or(|end| day < end)
    }
}

/// All of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Dependencies(BTreeMap<(WorkstreamCode, WorkstreamCode), Dependency>);

impl Dependencies {
    /// Takes one in; a later word of the same two replaces an earlier one.
    pub fn set(&mut self, it: Dependency) {
        let key = (it.workstream.clone(), it.waits_for.clone());
        self.0.insert(key, it);
    }

    /// How many there are, also those that ended.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    fn on(&self, day: Day) -> impl Iterator<Item = &Dependency> {
        self.0.values().filter(move |it| it.stands_on(day))
    }

    /// What a workstream waits for on a day.
    pub fn of<'a>(
        &'a self,
        workstream: &'a WorkstreamCode,
        day: Day,
    ) -> impl Iterator<Item = &'a Dependency> {
        self.on(day).filter(move |it| it.workstream == *workstream)
    }

    /// What waits for a workstream on a day.
    pub fn on_it<'a>(
        &'a self,
        workstream: &'a WorkstreamCode,
        day: Day,
    ) -> impl Iterator<Item = &'a Dependency> {
        self.on(day).filter(move |it| it.waits_for == *workstream)
    }

    /// The shortest way on which a workstream waits for itself through one of these: it begins and
    /// ends with the workstream.
    pub fn circle(&self, through: &Dependency, day: Day) -> Option<Vec<WorkstreamCode>> {
        let mut next: BTreeMap<&WorkstreamCode, Vec<&WorkstreamCode>> = BTreeMap::new();
        for it in self.on(day) {
            next.entry(&it.workstream).or_default().push(&it.waits_for);
        }
        let (first, second) = (&through.workstream, &through.waits_for);
        let mut seen = BTreeSet::from([second]);
        let mut ways = vec![vec![first, second]];
        while !ways.is_empty() {
            let mut longer = Vec::new();
            for way in ways {
                let Some(last) = way.last().copied() else {
                    continue;
                };
                if last == first {
                    return Some(way.into_iter().cloned().collect());
                }
                for to in next.get(last).into_iter().flatten().copied() {
                    if seen.insert(to) {
                        longer.push(way.iter().copied().chain([to]).collect());
                    }
                }
            }
            ways = longer;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_day;

    fn d(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn waits(workstream: &str, waits_for: &str, ends_on: &str) -> Dependency {
        let code = |code| WorkstreamCode::parse(code).unwrap();
        Dependency {
            workstream: code(workstream),
            waits_for: code(waits_for),
            ends_on: parse_day(ends_on),
            provisional: false,
            source: "".into(),
        }
    }

    fn all(some: &[(&str, &str, &str)]) -> Dependencies {
        let mut all = Dependencies::default();
        for (workstream, waits_for, ends_on) in some {
            all.set(waits(workstream, waits_for, ends_on));
        }
        all
    }

    #[test]
    fn a_workstream_waits_until_the_day_it_ends() {
        let mut all = all(&[("B", "A", "2026-06-01"), ("C", "A", "")]);
        let a = WorkstreamCode::parse("A").unwrap();
        let b = WorkstreamCode::parse("B").unwrap();
        assert_eq!(all.on_it(&a, d("2026-05-31")).count(), 2);
        assert_eq!(all.on_it(&a, d("2026-06-01")).count(), 1);
        assert_eq!(all.of(&b, d("2026-05-31")).count(), 1);
        assert_eq!(all.of(&b, d("2026-06-01")).count(), 0);
        all.set(waits("B", "A", ""));
        assert_eq!(all.of(&b, d("2026-06-01")).count(), 1);
    }

    #[test]
    fn nothing_waits_for_itself_however_long_the_way() {
        let today = d("2026-06-01");
        let told = |all: &Dependencies, through: &Dependency| {
            let circle = all.circle(through, today)?;
            Some(
                circle
                    .iter()
                    .map(WorkstreamCode::to_string)
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        let round = all(&[("B", "A", ""), ("C", "B", ""), ("A", "C", "")]);
        let last = waits("A", "C", "");
        assert_eq!(told(&round, &last).as_deref(), Some("A C B A"));
        assert_eq!(told(&round, &waits("A", "A", "")).as_deref(), Some("A A"));
        assert_eq!(told(&round, &waits("D", "A", "")), None);
        // What has ended closes no circle.
        let ended = all(&[("B", "A", ""), ("C", "B", "2026-06-01"), ("A", "C", "")]);
        assert_eq!(told(&ended, &last), None);
    }
}
