//! `/groups` and `/groups/{code}`
use std::{collections::BTreeMap, sync::Arc};

use app::{
    domain::{
        Duty, DutyKey, DutyRole, Figures, GroupCode, GroupPart, Subject, Unit, UnitCode, UnitGroup,
        WorkstreamCode, other_with_a_part, part_in_group,
    },
    text,
    views::{
        GroupList, GroupPage, GroupRow, GroupUnit, GroupWork, MemberDue, MemberSaid, NamedGroup,
    },
};

use super::scope::Scope;
use crate::board::{Board, GroupKey};

impl Board {
    /// The groups of which a reader sees a unit, by name; who reads the whole campaign sees all.
    pub(in crate::board) fn group_list(&self, scope: &Scope) -> GroupList {
        let groups = self.groups.all();
        let mut rows: Vec<GroupRow> = groups
            .filter_map(|group| {
                let units = self.units_in(scope, &group.code);
                let seen = *scope == Scope::Campaign || !units.is_empty();
                seen.then(|| self.group_row(group, &units).0)
            })
            .collect();
        rows.sort_by(|a, b| text::compare(&a.name, &b.name));
        GroupList { rows }
    }

    pub(in crate::board) fn group_page(
        &self,
        scope: &Scope,
        code: &GroupCode,
    ) -> Option<GroupPage> {
        let group = self.groups.get(code.as_str())?;
        let mut units = self.units_in(scope, code);
        if *scope != Scope::Campaign && units.is_empty() {
            return None;
        }
        let (row, works) = self.group_row(group, &units);
        units.sort_by_key(|unit| unit.order);
        let parts = self.parts_of_group(code);
        let said = self.groups.named_in(code);
        let said = said.filter(|it| scope.unit(&it.unit)).map(|it| MemberSaid {
            unit: (it.unit.clone(), self.unit_name(&it.unit)),
            begins_on: it.begins_on,
            ends_on: it.ends_on,
            belongs: units.iter().any(|unit| unit.code == it.unit),
            not_recorded: self.not_recorded(code, &it.unit, &parts),
        });
        let mut said: Vec<MemberSaid> = said.collect();
        said.sort_by(|a, b| text::compare(&a.unit.1, &b.unit.1));
        Some(GroupPage {
            row,
            rule: group.rule.clone(),
            source: group.source.clone(),
            works,
            said,
            units: units
                .iter()
                .map(|unit| GroupUnit {
                    unit: (*unit).clone(),
                    figures: self.sum(&GroupKey::AllOfUnit(unit.code.clone())),
                })
                .collect(),
            redefinitions: Vec::new(),
        })
    }

    /// The groups that a reader may narrow a list to.
    pub(super) fn groups_with(&self, scope: &Scope) -> Vec<NamedGroup> {
        let groups = self.groups.all();
        let seen = groups.filter(|group| {
            *scope == Scope::Campaign || !self.units_in(scope, &group.code).is_empty()
        });
        seen.filter_map(|group| self.named_group(group.code.as_str()))
            .collect()
    }

    /// The open units of a group that a reader sees, by code.
    fn units_in(&self, scope: &Scope, group: &GroupCode) -> Vec<&Arc<Unit>> {
        let units = self.units.values();
        let belongs = |unit: &&Arc<Unit>| self.is_in(group, unit);
        units
            .filter(|unit| scope.unit(&unit.code))
            .filter(belongs)
            .collect()
    }

    /// Whether a unit belongs to a group on the board's day.
    pub(super) fn is_in(&self, group: &GroupCode, unit: &Unit) -> bool {
        self.groups.belongs(group.as_str(), unit, self.day())
    }

    fn group_row(&self, group: &UnitGroup, units: &[&Arc<Unit>]) -> (GroupRow, Vec<GroupWork>) {
        let works = self.works_of(group, units);
        let mut figures = Figures::default();
        for work in &works {
            figures.add(&work.figures);
        }
        let leads = works.iter().filter(|it| it.lead).count();
        let name = self.group_name(&group.code);
        let row = GroupRow {
            code: group.code.clone(),
            name: name.unwrap_or_else(|| group.name.clone()),
            provisional: group.provisional,
            units: units.len(),
            leads,
            helps: works.len() - leads,
            figures,
        };
        (row, works)
    }

    /// The workstreams in which a duty came from the group, or that it leads, and whether it does.
    fn parts_of_group(&self, group: &GroupCode) -> BTreeMap<&WorkstreamCode, bool> {
        let mut parts: BTreeMap<&WorkstreamCode, bool> = BTreeMap::new();
        for w in self.workstreams.values() {
            let named = |code: &UnitCode| code.as_str() == group.as_str();
            if w.joint_leads.iter().any(named) {
                parts.insert(&w.code, true);
            }
        }
        for entry in self.duties.values() {
            let duty = &entry.duty;
            if duty.of_group.as_ref() == Some(group) {
                let leads = parts.entry(&duty.key.workstream).or_default();
                *leads |= duty.role == DutyRole::Lead;
            }
        }
        parts
    }

    /// What a group has a part in, with the duties that its units have there in the group's role: who
    /// of them leads what the group helps with has a part of its own.
    fn works_of(&self, group: &UnitGroup, units: &[&Arc<Unit>]) -> Vec<GroupWork> {
        let works = self.parts_of_group(&group.code);
        let mut sums: BTreeMap<&WorkstreamCode, (usize, usize, Figures)> = BTreeMap::new();
        for entry in units.iter().flat_map(|unit| self.duties_of(&unit.code)) {
            let workstream = &entry.duty.key.workstream;
            let Some(leads) = works.get(workstream) else {
                continue;
            };
            let (duties, others, figures) = sums.entry(workstream).or_default();
            if *leads == (entry.duty.role == DutyRole::Lead) {
                *duties += 1;
                figures.add(&entry.figures.figures);
            } else {
                *others += 1;
            }
        }
        let mut rows: Vec<GroupWork> = works
            .into_iter()
            .filter_map(|(code, lead)| {
                let (units, others, figures) = sums.remove(code).unwrap_or_default();
                Some(GroupWork {
                    workstream: self.workstreams.get(code)?.clone(),
                    lead,
                    units,
                    others,
                    figures,
                })
            })
            .collect();
        rows.sort_by_key(|it| !it.lead);
        rows
    }

    /// The units that the clock alone put into a group or out of it.
    pub(super) fn members_due(&self) -> Vec<MemberDue> {
        let mut due = Vec::new();
        for group in self.groups.all() {
            let mut said = self.groups.named_in(&group.code).peekable();
            if said.peek().is_none() {
                continue;
            }
            let parts = self.parts_of_group(&group.code);
            for it in said {
                let duties = self.not_recorded(&group.code, &it.unit, &parts);
                let Some(unit) = self.units.get(&it.unit).filter(|_| duties > 0) else {
                    continue;
                };
                due.extend(
                    self.named_group(group.code.as_str())
                        .map(|group| MemberDue {
                            joins: self.is_in(&group.0, unit),
                            group,
                            unit: (it.unit.clone(), unit.name.clone()),
                            duties,
                        }),
                );
            }
        }
        due
    }

    /// Duties that an open unit is to be given because it belongs to a group, or that are over because
    /// it does not.
    fn not_recorded(
        &self,
        group: &GroupCode,
        unit: &UnitCode,
        parts: &BTreeMap<&WorkstreamCode, bool>,
    ) -> usize {
        let known = self.units.get(unit);
        let Some(known) = known.filter(|unit| unit.open_on(self.day())) else {
            return 0;
        };
        let belongs = self.is_in(group, known);
        let moves = parts.iter().filter(|(workstream, leads)| {
            let of = GroupPart {
                group: Some(group.as_str()),
                leads: **leads,
            };
            let key = DutyKey {
                unit: unit.clone(),
                workstream: (**workstream).clone(),
            };
            let has = self.duties.get(&key).map(|entry| part_by(&entry.duty));
            let other = || self.other_group(group, known, workstream);
            // Something is to be recorded either way.
            part_in_group(of, belongs, has, other, || false).moves()
        });
        moves.count()
    }

    /// The group by which a unit has a part in a workstream beside a group: before others one that
    /// leads, then the first by code.
    fn other_group(
        &self,
        group: &GroupCode,
        unit: &Unit,
        workstream: &WorkstreamCode,
    ) -> Option<&str> {
        let others = self.groups.all();
        let others = others.filter(|it| it.code != *group && self.is_in(&it.code, unit));
        let parts = others.filter_map(|it| {
            let leads = self.parts_of_group(&it.code).remove(workstream)?;
            Some((it.code.as_str(), leads))
        });
        other_with_a_part(parts)
    }

    /// A group as a list has it.
    pub(super) fn group_found(&self, scope: &Scope, group: &UnitGroup) -> GroupRow {
        let units = self.units_in(scope, &group.code);
        self.group_row(group, &units).0
    }

    /// Whether a promise is one of a group or of a unit in it.
    pub(in crate::board) fn is_of_group(subject: &Subject, code: &GroupCode) -> bool {
        match subject {
            Subject::UnitGroup(group) | Subject::Membership(group, _) => group == code,
            _ => false,
        }
    }
}

/// By what a unit has a duty.
fn part_by(duty: &Duty) -> GroupPart<'_> {
    GroupPart {
        group: duty.of_group.as_ref().map(GroupCode::as_str),
        leads: duty.role == DutyRole::Lead,
    }
}
