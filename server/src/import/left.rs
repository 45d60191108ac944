//! What a unit has from a group that it left, in duties that go on or go on again.
use std::collections::BTreeSet;

use app::domain::{Event, Milestone, Unit};

use super::{
    decision::Decision, files::milestones::Milestones, parts::Parts, problem::Problem,
    slots::event, sources::Sources,
};
use crate::ledger::{DutyRow, MilestoneEventRow, MilestoneRow};

/// What of a group that a unit left ends, or goes on as another group's.
#[derive(Default)]
pub(super) struct Left<'a> {
    /// Its milestones that end.
    pub ends: Vec<&'a MilestoneRow>,
    /// Those that another group of the unit has too: they go on as that one's.
    pub others: Vec<MilestoneRow>,
    /// Its reports that wait for acceptance and end with what it left before.
    over: Vec<&'a MilestoneRow>,
    /// What is told of its reports that wait for acceptance.
    pub waits: Vec<Problem>,
}

impl<'a> Left<'a> {
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty() && self.over.is_empty() && self.others.is_empty()
    }

    /// What a unit has from a group it left in a duty that goes on as another's. What came to it with
    /// the duty of another unit is its own.
    pub fn take(
        &mut self,
        from: Sources<'a>,
        parts: &Parts<'a>,
        (group, other): (&str, &'a str),
        duty: &'a DutyRow,
    ) {
        let Milestones {
            latest,
            lives,
            first_titles,
            first_units,
            ..
        } = &from.current.milestones;
        let of_other = parts.milestones.get(&(duty.workstream.as_str(), other));
        let mut stay = Vec::new();
        for row in latest.values() {
            let of_duty = (&row.unit, &row.workstream) == (&duty.unit, &duty.workstream);
            let own = first_units.get(&row.id) == Some(&row.unit);
            if !of_duty || !own || row.of_group.as_deref() != Some(group) {
                continue;
            }
            let first = first_titles.get(&row.id).map(String::as_str);
            let shared = |first| of_other.is_some_and(|it| it.contains_key(first));
            let life = lives.get(&row.id);
            if first.is_some_and(shared) {
                self.others.push(MilestoneRow {
                    of_group: Some(other.to_owned()),
                    ..row.clone()
                });
            } else if life.is_some_and(Milestone::ends_with_its_group) {
                self.ends.push(row);
            } else if duty.ended_on.is_some() && life.is_some_and(Milestone::ends_unanswered) {
                self.over.push(row);
            } else {
                stay.push(row.id.as_str());
            }
        }
        let waits = from.waiting(duty, Some(&stay), false);
        self.waits.extend(waits);
    }

    /// What of a duty that was over and goes on, by a group or a row of its own, came from groups that
    /// the unit left since.
    pub fn take_over(
        &mut self,
        from: Sources<'a>,
        parts: &Parts<'a>,
        (group, workstream): (&'a str, &str),
        unit: &Unit,
    ) {
        let key = format!("{}/{workstream}", unit.code);
        let before = from.current.duties.latest.get(&key);
        let Some(duty) = before.filter(|it| it.ended_on.is_some()) else {
            return;
        };
        let rows = from.current.milestones.latest.values();
        let rows = rows.filter_map(|it| it.of_group.as_deref());
        let groups: BTreeSet<&str> = rows.filter(|it| from.groups.left(it, unit)).collect();
        for left in groups {
            self.take(from, parts, (left, group), duty);
        }
    }

    /// What is told of a duty that goes on again without it.
    pub fn stays_over(&self, unit: &str) -> Problem {
        let rows = self.ends.iter().chain(&self.over);
        let titles = rows.map(|it| it.title.clone()).collect();
        let unit = unit.to_owned();
        Problem::StaysOver { unit, titles }
    }

    /// What happens to it by a decision: a report that waits is taken back before it ends.
    pub fn events(&self, by: &Decision) -> Vec<MilestoneEventRow> {
        let reports = self.over.iter().map(|row| (*row, Event::Withdrawn));
        let ends = self.over.iter().chain(&self.ends);
        let all = reports.chain(ends.map(|row| (*row, Event::Cancelled)));
        all.map(|(row, what)| event(row, what, None, by)).collect()
    }
}
