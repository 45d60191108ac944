//! `/units` and `/units/{code}`
use std::sync::Arc;

use app::{
    domain::{
        AssignmentRole, Bloc, DutyFigures, Figures, Group, Judgement, Of, Responsible, Status,
        Unit, UnitCode, UnitKind,
    },
    views::{
        AssignmentTerms, HeadRow, UnitDuty, UnitFilter, UnitGroup, UnitList, UnitPage, UnitPartner,
        UnitRow,
    },
};

use super::{
    rechecks::ACCEPTED,
    scope::{Hidden, Scope},
};
use crate::board::{Board, Entry, GroupKey};

impl Board {
    /// The units a reader may open, worst first within a kind: late, at risk
    /// and unverified counts, accepted share, protocol order.
    pub(in crate::board) fn unit_list(&self, scope: &Scope, filter: UnitFilter) -> UnitList {
        let needle = app::text::search_key(&app::text::typed_name(&filter.text));
        let wanted = |unit: &Unit| {
            scope.unit(&unit.code)
                && unit.open_on(self.day())
                && filter.bloc.is_none_or(|bloc| unit.bloc == bloc)
                && filter.tier.is_none_or(|tier| unit.tier == tier)
                && (!filter.silent || self.is_silent(&self.contact(&unit.code)))
                && (needle.is_empty()
                    || unit
                        .names()
                        .any(|name| app::text::search_key(name).contains(&needle))
                    || unit.code.as_str().eq_ignore_ascii_case(filter.text.trim()))
        };
        let mut groups: Vec<UnitGroup> = UnitKind::ALL
            .iter()
            .map(|kind| UnitGroup {
                kind: *kind,
                figures: Figures::default(),
                all: Figures::default(),
                units: Vec::new(),
            })
            .collect();
        for unit in self.units.values().filter(|unit| wanted(unit)) {
            let row = self.unit_row(unit);
            let group = &mut groups[unit.kind as usize];
            group.figures.add(&row.figures);
            group.all.add(&row.all);
            group.units.push(row);
        }
        groups.retain(|group| !group.units.is_empty());
        for group in &mut groups {
            if filter.by_name {
                group
                    .units
                    .sort_by(|a, b| app::text::compare(&a.unit.name, &b.unit.name));
            } else {
                group
                    .units
                    .sort_by_cached_key(|row| worst_first(&row.all, row.unit.order));
            }
        }
        let total = groups.iter().map(|group| group.units.len()).sum();
        let whole = *scope == Scope::Campaign && !filter.chosen();
        let blocs = Bloc::ALL.iter().filter(|_| whole);
        UnitList {
            blocs: blocs
                .map(|bloc| (*bloc, self.weeks_of(&GroupKey::Bloc(*bloc))))
                .collect(),
            filter,
            groups,
            total,
        }
    }

    fn unit_row(&self, unit: &Arc<Unit>) -> UnitRow {
        let assigned = self.assignments_on(&unit.code, self.day());
        let lead = assigned.iter().find(|a| a.role == AssignmentRole::Lead);
        UnitRow {
            unit: unit.clone(),
            figures: self.sum(&GroupKey::Unit(unit.code.clone())),
            all: self.sum(&GroupKey::AllOfUnit(unit.code.clone())),
            lead: lead.map(|a| (a.partner.clone(), self.partner_name(&a.partner))),
            contact: self.contact(&unit.code),
            supports: assigned.len() - usize::from(lead.is_some()),
        }
    }

    /// One unit; `None` when there is none, or none for this reader.
    pub(in crate::board) fn unit_page(
        &self,
        scope: &Scope,
        hidden: &Hidden,
        code: &UnitCode,
        heads: Vec<HeadRow>,
    ) -> Option<UnitPage> {
        if !scope.unit(code) {
            return None;
        }
        let unit = self.units.get(code)?.clone();
        let group = GroupKey::Unit(code.clone());
        let figures = self.sum(&group);
        let all = self.sum(&GroupKey::AllOfUnit(code.clone()));
        let mut duties = Vec::new();
        let mut beside = Vec::new();
        for entry in self.duties_of(code) {
            let Some(kind) = self
                .workstreams
                .get(&entry.duty.key.workstream)
                .map(|w| w.kind)
            else {
                continue;
            };
            let row = self.unit_duty(entry, hidden);
            if kind.group() == Group::Databases {
                duties.push(row)
            } else {
                beside.push(row)
            }
        }
        let worst = |duty: &UnitDuty| {
            (
                Judgement::worst_first(duty.judgement),
                duty.figures.accepted(),
                duty.workstream.clone(),
            )
        };
        duties.sort_by_cached_key(worst);
        beside.sort_by_cached_key(worst);
        let outcomes = self
            .duties_of(code)
            .filter_map(|entry| entry.duty.outcome.as_ref())
            .map(|outcome| self.outcome_row(outcome))
            .collect();
        let partners = self.assignments_on(code, self.day());
        let owed = || {
            let duties = self.duties_of(code);
            duties.flat_map(|entry| &entry.duty.milestones)
        };
        Some(UnitPage {
            trust: self.trust(scope, Some(ACCEPTED), &Of::AllOfUnit(code.clone())),
            commitments: (*scope == Scope::Campaign).then(|| self.commitments_of(code)),
            clocks: self.clocks_of(self.duties_of(code), hidden, scope.clock_days()),
            cancelled_late: owed().filter(|m| m.cancelled_late).count() as u32,
            taken_late: owed()
                .filter(|m| m.was_taken_late_from(&Responsible::Unit))
                .count() as u32,
            closed: !unit.open_on(self.day()),
            successors: (unit.successors.iter())
                .map(|code| (code.clone(), self.unit_name(code)))
                .collect(),
            heads,
            partners: partners
                .into_iter()
                .map(|a| UnitPartner {
                    code: a.partner.clone(),
                    name: self.partner_name(&a.partner),
                    role: a.role,
                    terms: scope.assignment_of(&a.partner).then(|| AssignmentTerms {
                        from: a.from,
                        to: a.to,
                        decision: a.decision.clone(),
                    }),
                })
                .collect(),
            duties,
            beside,
            outcomes,
            events: Vec::new(),
            redefinitions: Vec::new(),
            deadlines: Vec::new(),
            others: hidden.len(),
            weeks: self.weeks_of(&GroupKey::AllOfUnit(code.clone())),
            among: (*scope == Scope::Campaign && unit.open_on(self.day()))
                .then(|| self.among(&unit)),
            unit,
            figures,
            all,
        })
    }

    fn unit_duty(&self, entry: &Entry, hidden: &Hidden) -> UnitDuty {
        let duty = &entry.duty;
        let workstream = self.workstreams.get(&duty.key.workstream);
        UnitDuty {
            workstream: duty.key.workstream.clone(),
            name: self.workstream_name(&duty.key.workstream),
            kind: workstream.map_or(app::domain::WorkstreamKind::Data, |w| w.kind),
            provisional: duty.provisional || workstream.is_some_and(|w| w.provisional),
            lead: duty.role == app::domain::DutyRole::Lead,
            judgement: entry.figures.judgement,
            figures: entry.figures.figures,
            measured: DutyFigures::measured(duty),
            milestones: duty
                .milestones
                .iter()
                .filter(|m| !hidden.contains(&m.terms.id))
                .map(|m| self.milestone_row(&duty.key, m))
                .collect(),
        }
    }

    /// The duties of one unit, by workstream code.
    pub(in crate::board) fn duties_of<'a>(
        &'a self,
        unit: &'a UnitCode,
    ) -> impl Iterator<Item = &'a Entry> + 'a {
        self.duties.of_unit(unit)
    }
}

/// Worst first: late, at-risk and unverified counts, then the accepted share,
/// then protocol order.
pub(super) fn worst_first(figures: &Figures, order: i64) -> impl Ord + use<> {
    let most = |status| std::cmp::Reverse(figures.count(status));
    let share = figures
        .accepted()
        .map_or(i64::MAX, app::domain::Share::permille);
    (
        most(Status::Late),
        most(Status::AtRisk),
        most(Status::Unverified),
        share,
        order,
    )
}
