//! What the groups of the ledger have a part in.
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use app::domain::{DutyRole, GroupPart, MilestoneKind, State, Unit, other_with_a_part};

use super::{
    compare::Comparable,
    current::Current,
    files::{milestones::Milestones, *},
    groups::Groups,
    sources::{Sources, base},
};
use crate::ledger::{DutyRow, IndicatorRow, MilestoneRow, WeightRow};

/// What the groups of the ledger have a part in.
pub(super) struct Parts<'a> {
    /// By group, the workstreams and the role.
    pub duties: BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>,
    /// The duties of each workstream that go on, by unit.
    pub of: HashMap<&'a str, HashMap<&'a str, &'a DutyRow>>,
    /// By workstream and group, each milestone as its first unit has it, by what it was called first.
    pub milestones: BTreeMap<(&'a str, &'a str), BTreeMap<&'a str, &'a MilestoneRow>>,
    /// By workstream and group, each indicator as its first unit has it, by the group's code of it.
    pub indicators: BTreeMap<(&'a str, &'a str), BTreeMap<&'a str, &'a IndicatorRow>>,
    /// Workstreams in which a product or an outcome is promised.
    pub promised: HashSet<&'a str>,
}

impl<'a> Parts<'a> {
    pub fn of(from: Sources<'a>) -> Self {
        let Sources {
            input,
            current,
            groups,
            ..
        } = from;
        let mut parts = Self {
            duties: BTreeMap::new(),
            of: HashMap::new(),
            milestones: BTreeMap::new(),
            indicators: BTreeMap::new(),
            promised: HashSet::new(),
        };
        for duty in current.duties.going_on() {
            let (unit, workstream) = (duty.unit.as_str(), duty.workstream.as_str());
            parts.of.entry(workstream).or_default().insert(unit, duty);
            if let Some(group) = duty.of_group.as_deref().filter(|it| groups.knows(it)) {
                let of_group = parts.duties.entry(group).or_default();
                of_group.insert(workstream, &duty.role);
            }
        }
        let listed: HashMap<&str, Vec<&str>> = input
            .workstreams()
            .map(|it| (it.row.code.as_str(), leading(it.row)))
            .collect();
        for row in current.workstreams().values() {
            let code = row.code.as_str();
            let leads = listed.get(code).cloned();
            for group in leads.unwrap_or_else(|| leading(row)) {
                if groups.knows(group) {
                    let of_group = parts.duties.entry(group).or_default();
                    of_group.insert(code, DutyRole::Lead.code());
                }
            }
        }
        // Who no longer leads by the files' rows leads by no group of before.
        for (group, of_group) in &mut parts.duties {
            of_group.retain(|workstream, role| {
                let leads = listed.get(workstream);
                *role != DutyRole::Lead.code() || leads.is_none_or(|it| it.contains(group))
            });
        }
        parts.learn_promises(current);
        parts
    }

    fn learn_promises(&mut self, current: &'a Current) {
        let goes_on = |of: &HashMap<&str, HashMap<&str, &DutyRow>>, unit, workstream| {
            of.get(workstream).is_some_and(|it| it.contains_key(unit))
        };
        let Milestones {
            latest,
            lives,
            first_titles,
            ..
        } = &current.milestones;
        for row in latest.values() {
            if MilestoneKind::from_code(&row.kind).is_some_and(MilestoneKind::counts) {
                self.promised.insert(&row.workstream);
            }
            let cancelled = lives
                .get(&row.id)
                .is_some_and(|life| life.state == State::Cancelled);
            let Some(group) = row.of_group.as_deref().filter(|_| !cancelled) else {
                continue;
            };
            let (unit, workstream) = (row.unit.as_str(), row.workstream.as_str());
            if let Some(first) = first_titles.get(&row.id)
                && goes_on(&self.of, unit, workstream)
            {
                let of_group = self.milestones.entry((workstream, group)).or_default();
                keep_first(of_group, first, row, |it| &it.unit);
            }
        }
        for row in current.indicators.latest.values() {
            let (Some(group), Some(unit), Some(workstream)) =
                (&row.of_group, &row.unit, &row.workstream)
            else {
                continue;
            };
            if goes_on(&self.of, unit, workstream) {
                let key = (workstream.as_str(), group.as_str());
                let of_group = self.indicators.entry(key).or_default();
                let unit = |it: &IndicatorRow| it.unit.clone().unwrap_or_default();
                let base = base(&row.code, &unit(row));
                keep_first(of_group, base, row, unit);
            }
        }
    }

    pub fn has(&self, unit: &str, workstream: &str) -> Option<&'a DutyRow> {
        self.of.get(workstream)?.get(unit).copied()
    }

    /// The first of a unit's other groups that has a part in a workstream: before others one that
    /// leads.
    pub fn other(
        &self,
        groups: &Groups,
        (group, workstream): (&str, &str),
        unit: &Unit,
    ) -> Option<&'a str> {
        let others = self.duties.iter();
        let others = others.filter(|(other, _)| **other != group);
        let others = others.filter(|(other, _)| groups.belongs(other, unit));
        let roles =
            others.filter_map(|(other, of_other)| Some((*other, of_other.get(workstream)?)));
        let parts = roles.map(|(other, role)| (other, *role == DutyRole::Lead.code()));
        other_with_a_part(parts)
    }

    /// The duty of a unit that joins: as it had it before, else as the others have it, without a
    /// volume.
    pub fn duty(
        &self,
        current: &Current,
        (group, unit, workstream, role): (&str, &str, &str, &str),
    ) -> (DutyRow, Option<WeightRow>) {
        let of_group = self.of.get(workstream).into_iter().flatten();
        let others: Vec<&DutyRow> = of_group
            .map(|(_, duty)| *duty)
            .filter(|it| it.of_group.as_deref() == Some(group))
            .collect();
        let mut duty = DutyRow {
            unit: unit.to_owned(),
            workstream: workstream.to_owned(),
            provisional: others.iter().any(|it| it.provisional),
            ..DutyRow::default()
        };
        if let Some(before) = current.duties.latest.get(&duty.key()) {
            duty = before.clone();
        }
        duty.role = role.to_owned();
        duty.of_group = Some(group.to_owned());
        duty.ended_on = None;
        // A weight that the office set for all of them is this one's too.
        let weights = &current.duties.weights;
        let weight = |it: &&DutyRow| weights.get(&it.key()).map(|it| it.weight);
        let set: BTreeSet<Option<i64>> = others.iter().map(weight).collect();
        let set = set.first().copied().flatten().filter(|_| set.len() == 1);
        let known = weights.get(&duty.key()).map(|it| it.weight);
        let weight = set.filter(|it| known != Some(*it)).map(|weight| WeightRow {
            unit: duty.unit.clone(),
            workstream: duty.workstream.clone(),
            weight,
            ..WeightRow::default()
        });
        (duty, weight)
    }

    pub fn role(&self, group: &str, workstream: &str) -> Option<&'a str> {
        self.duties.get(group)?.get(workstream).copied()
    }

    /// The groups that have a milestone or an indicator for each of their units in a workstream.
    pub fn promising(&self, workstream: &'a str) -> BTreeSet<&'a str> {
        let milestones = self.milestones.keys();
        let all = milestones.chain(self.indicators.keys());
        all.filter(|(of, _)| *of == workstream)
            .map(|(_, group)| *group)
            .collect()
    }
}

/// Keeps the row of the first unit by code.
fn keep_first<'a, R, U: Ord>(
    rows: &mut BTreeMap<&'a str, &'a R>,
    key: &'a str,
    row: &'a R,
    unit: impl Fn(&'a R) -> U,
) {
    let first = rows.entry(key).or_insert(row);
    if unit(row) < unit(first) {
        *first = row;
    }
}

/// By what a unit has a duty.
pub(super) fn part_by(duty: &DutyRow) -> GroupPart<'_> {
    GroupPart {
        group: duty.of_group.as_deref(),
        leads: duty.role == DutyRole::Lead.code(),
    }
}
