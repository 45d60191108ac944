//! `/units` and `/units/{code}`
use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use app::{
    domain::{
        AssignmentRole, Bloc, CountsLater, Day, DutyFigures, Figures, Group, Judgement, Mass,
        Milestone, Of, Responsible, Rest, RestSide, Share, ShareOf, Status, Unit, UnitCode,
        UnitKind, WorkstreamCode,
    },
    views::{
        AssignmentTerms, HeadRow, Paged, Sorted, UnitColumn, UnitDuty, UnitFilter, UnitList,
        UnitPage, UnitPartner, UnitRow, UnitsOfKind,
    },
};

use super::{
    listed::Typed,
    rechecks::ACCEPTED,
    scope::{Hidden, Scope},
};
use crate::board::{Board, Entry, GroupKey};

/// A unit of the list, before it is told by pages.
struct Found<'a> {
    unit: &'a Arc<Unit>,
    figures: Figures,
    all: Figures,
}

impl Board {
    /// One page of the units a reader may open that match, the furthest behind the plan first or as
    /// asked for; without a page all of them.
    pub(in crate::board) fn unit_list(
        &self,
        scope: &Scope,
        filter: UnitFilter,
        sorted: Sorted<UnitColumn>,
        page: Option<usize>,
    ) -> UnitList {
        let mut typed = Typed::new(&filter.within.text);
        let mut rows: Vec<Found<'_>> = Vec::new();
        for unit in self.units.values() {
            if self.is_found(scope, &filter, &mut typed, unit) {
                rows.push(Found {
                    unit,
                    figures: self.sum(&GroupKey::Unit(unit.code.clone())),
                    all: self.sum(&GroupKey::AllOfUnit(unit.code.clone())),
                });
            }
        }
        rows.retain(|it| filter.status.is_none_or(|status| it.all.count(status) > 0));
        let kinds = kinds(&rows);
        rows.retain(|it| filter.within.kind.is_none_or(|kind| it.unit.kind == kind));
        self.sort_units(&mut rows, sorted);
        let without_late = rows.iter().filter(|it| it.all.duties > 0);
        let without_late = without_late.filter(|it| it.all.count(Status::Late) == 0);
        let without_late = without_late.count();
        let behind = rows
            .iter()
            .filter(|it| it.all.gap().is_some_and(|gap| gap < 0));
        let behind = behind.count();
        let whole = *scope == Scope::Campaign && !filter.chosen();
        let blocs = Bloc::ALL.iter().filter(|_| whole);
        let blocs = blocs.filter(|bloc| self.sum(&GroupKey::Bloc(**bloc)).duties > 0);
        UnitList {
            blocs: blocs
                .map(|bloc| (*bloc, self.weeks_of(&GroupKey::Bloc(*bloc))))
                .collect(),
            choices: self.choices(scope, &filter.within),
            filter,
            sorted,
            kinds,
            without_late,
            behind,
            list: Paged::of(rows, page).map(|it| self.unit_row(&it)),
        }
    }

    fn is_found(&self, scope: &Scope, filter: &UnitFilter, typed: &mut Typed, unit: &Unit) -> bool {
        let within = &filter.within;
        let has = |code: &WorkstreamCode| {
            let mut duties = self.duties_of(&unit.code);
            duties.any(|entry| entry.duty.key.workstream == *code)
        };
        scope.unit(&unit.code)
            && unit.open_on(self.day())
            && within.bloc.is_none_or(|bloc| unit.bloc == bloc)
            && within.tier.is_none_or(|tier| unit.tier == tier)
            && (within.area.is_empty() || *unit.former_area == *within.area)
            && (within.unit_group.as_ref()).is_none_or(|group| self.is_in(group, unit))
            && within.unit.as_ref().is_none_or(|code| *code == unit.code)
            && within.workstream.as_ref().is_none_or(has)
            && within
                .assigned
                .as_ref()
                .is_none_or(|company| self.assigned(&unit.code, company))
            && (!filter.silent || self.is_silent(&self.contact(&unit.code)))
            && (typed.is_empty() || typed.unit(unit))
    }

    fn sort_units(&self, rows: &mut [Found<'_>], sorted: Sorted<UnitColumn>) {
        // What is equal stands as the list itself does: the furthest behind first, then the worst.
        rows.sort_by_cached_key(|it| {
            let gap = it.figures.gap().unwrap_or(i64::MAX);
            (gap, worst_first(&it.all, it.unit.order))
        });
        let turn = |order: Ordering| if sorted.down { order.reverse() } else { order };
        match sorted.by {
            UnitColumn::Gap if !sorted.down => {}
            UnitColumn::Gap => rows.sort_by(|a, b| {
                // What has no plan comes last, whichever end is first.
                let none = |it: &Found<'_>| it.figures.gap().is_none();
                none(a)
                    .cmp(&none(b))
                    .then_with(|| b.figures.gap().cmp(&a.figures.gap()))
            }),
            UnitColumn::Name => {
                rows.sort_by(|a, b| turn(app::text::compare(&a.unit.name, &b.unit.name)))
            }
            UnitColumn::Claimed => {
                rows.sort_by(|a, b| sorted.order(a.figures.claimed(), b.figures.claimed()))
            }
            UnitColumn::Accepted => {
                rows.sort_by(|a, b| sorted.order(a.figures.accepted(), b.figures.accepted()))
            }
            UnitColumn::Measured => {
                rows.sort_by(|a, b| sorted.order(a.figures.measured(), b.figures.measured()))
            }
            UnitColumn::Late => rows.sort_by(|a, b| {
                let counts = |it: &Found<'_>| {
                    [Status::Late, Status::AtRisk, Status::Unverified]
                        .map(|it_is| it.all.count(it_is))
                };
                sorted.order(counts(a), counts(b))
            }),
            UnitColumn::Contact => {
                rows.sort_by_cached_key(|it| self.contact(&it.unit.code).last);
                if sorted.down {
                    rows.reverse();
                }
            }
            UnitColumn::Company => {
                rows.sort_by_cached_key(|it| {
                    let assigned = self.assignments_on(&it.unit.code, self.day());
                    let lead = assigned.first().filter(|a| a.role == AssignmentRole::Lead);
                    lead.map(|a| self.partner_name(&a.partner))
                });
                if sorted.down {
                    rows.reverse();
                }
            }
        }
    }

    fn unit_row(&self, it: &Found<'_>) -> UnitRow {
        let unit = it.unit;
        let assigned = self.assignments_on(&unit.code, self.day());
        let lead = assigned.iter().find(|a| a.role == AssignmentRole::Lead);
        UnitRow {
            unit: unit.clone(),
            figures: it.figures,
            all: it.all,
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
        let told = |m: &Milestone| !hidden.contains(&m.terms.id);
        let later = self.duties_of(code).map(|it| &*it.duty);
        let later = CountsLater::of(later, self.day(), told);
        Some(UnitPage {
            later,
            trust: self.trust(scope, Some(ACCEPTED), &Of::AllOfUnit(code.clone())),
            commitments: (*scope == Scope::Campaign).then(|| self.commitments_of(code)),
            clocks: self.clocks_of(self.duties_of(code), hidden, scope.clock_days()),
            rest: self.rest_of(scope, hidden, code),
            plan: self.plan_of(code, all.mass),
            cancelled_late: owed().filter(|m| m.cancelled_late).count() as u32,
            taken_late: owed()
                .filter(|m| m.was_taken_late_from(&Responsible::Unit))
                .count() as u32,
            closed: !unit.open_on(self.day()),
            successors: (unit.successors.iter())
                .map(|code| (code.clone(), self.unit_name(code)))
                .collect(),
            heads,
            contacts: Vec::new(),
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

    /// What of a unit's counted milestones is not accepted, by who has it now.
    fn rest_of(&self, scope: &Scope, hidden: &Hidden, code: &UnitCode) -> Rest {
        let (mut rest, today) = (Rest::default(), self.day());
        for entry in self.duties_of(code) {
            let lacking = entry.duty.lacking(today);
            for m in lacking.filter(|m| !hidden.contains(&m.terms.id)) {
                let mass = entry.duty.part(m, entry.figures.weight, today);
                if m.missed(today) {
                    rest.add(RestSide::Missed, mass, true, 0);
                    continue;
                }
                let Some(holder) = m.holder() else { continue };
                let clock = self.clock(&entry.duty, m, scope.clock_days());
                let held = clock.as_ref().and_then(|it| it.stretches.last());
                let holder = clock.as_ref().and_then(|it| it.holder).unwrap_or(holder);
                // What waits is told by the same days everywhere.
                let days = (m.waits(today, &self.calendar)).or(held.map(|it| it.days));
                let past = ShareOf::ExpectedOriginal.holds(m, today);
                rest.add(RestSide::With(holder), mass, past, days.unwrap_or(0));
            }
        }
        rest
    }

    /// The plan of a unit after the board's day, by original deadlines.
    fn plan_of(&self, code: &UnitCode, mass: Mass) -> Vec<(Day, Option<Share>)> {
        let mut by_day: BTreeMap<Day, Mass> = BTreeMap::new();
        for entry in self.duties_of(code) {
            for (deadline, share) in entry.duty.plan_ahead() {
                *by_day.entry(deadline).or_default() += share.of_weight(entry.figures.weight);
            }
        }
        let mut reached = 0;
        let points = by_day.into_iter().map(|(deadline, part)| {
            reached += part;
            // A deadline D closes at the end of D: the plan has it on D+1.
            let day = deadline.succ_opt().unwrap_or(deadline);
            (day, Share::new(reached, mass))
        });
        points.filter(|(day, _)| *day > self.day()).collect()
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
            forecast: duty.outcome.as_ref().map(|it| self.forecast_of(it)),
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

/// What matches, by kind.
fn kinds(rows: &[Found<'_>]) -> Vec<UnitsOfKind> {
    let mut kinds: Vec<UnitsOfKind> = UnitKind::ALL
        .iter()
        .map(|kind| UnitsOfKind {
            kind: *kind,
            units: 0,
            figures: Figures::default(),
            all: Figures::default(),
        })
        .collect();
    for it in rows {
        let kind = &mut kinds[it.unit.kind as usize];
        kind.units += 1;
        kind.figures.add(&it.figures);
        kind.all.add(&it.all);
    }
    kinds.retain(|kind| kind.units > 0);
    kinds
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
