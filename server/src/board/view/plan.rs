//! What a change of the plan moves: today's board beside the same with the facts of the change.
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use app::{
    access::Viewer,
    domain::{
        Assignment, Day, Duty, DutyKey, DutyRole, Event, Figures, Group, Milestone, MilestoneId,
        PartnerCode, Refusal, Responsible, Share, State, Status, Terms, TriggerCode, Unit,
        UnitCode, Weight, Workstream, WorkstreamCode,
    },
    text::{compare, search_key},
    views::{
        Change, FiguresMoved, MovedOf, PlanAsks, PlanEffect, PlanFile, PlanNames, Turn, WorkMoved,
    },
};
use chrono::Datelike;

use crate::{
    board::{Board, Entry, GroupKey},
    ledger::Stamped,
};

impl Board {
    /// What facts of the plan would move, if they were recorded now.
    pub(in crate::board) fn planned(&self, facts: Vec<Stamped>) -> PlanEffect {
        let then = self.clone().advance(facts, self.day());
        PlanEffect {
            whole: self.moved_to(&then, MovedOf::Whole(None), &GroupKey::City),
            workstreams: self.workstreams_moved(&then),
            units: self.units_moved(&then),
            companies: self.companies_moved(&then),
            statuses: self.statuses_moved(&then),
            turns: self.turns(&then),
            work: self.work_moved(&then),
            minutes: (self.minutes_asked(), then.minutes_asked()),
            orphaned: self.orphaned(&then),
        }
    }

    fn moved_to(&self, then: &Self, of: MovedOf, group: &GroupKey) -> FiguresMoved {
        figures_moved(of, self.sum(group), then.sum(group))
    }

    fn workstreams_moved(&self, then: &Self) -> Vec<FiguresMoved> {
        let codes: BTreeSet<&WorkstreamCode> = self
            .workstreams
            .keys()
            .chain(then.workstreams.keys())
            .collect();
        let moved = codes.into_iter().filter_map(|code| {
            let (now, later) = (self.workstream_sum(code), then.workstream_sum(code));
            let of = MovedOf::Named(then.workstream_name(code));
            (now != later).then(|| figures_moved(of, now, later))
        });
        largest_first(moved.collect())
    }

    fn units_moved(&self, then: &Self) -> Vec<FiguresMoved> {
        let codes: BTreeSet<&UnitCode> = self.units.keys().chain(then.units.keys()).collect();
        let moved = codes.into_iter().filter_map(|code| {
            let group = GroupKey::AllOfUnit(code.clone());
            let (now, later) = (self.sum(&group), then.sum(&group));
            let of = MovedOf::Named(then.unit_name(code));
            (now != later).then(|| figures_moved(of, now, later))
        });
        largest_first(moved.collect())
    }

    fn companies_moved(&self, then: &Self) -> Vec<FiguresMoved> {
        let moved = then.partners.keys().filter_map(|code| {
            let group = GroupKey::Partner(code.clone());
            let (now, later) = (self.sum(&group), then.sum(&group));
            let of = MovedOf::Named(then.partner_name(code));
            (now != later).then(|| figures_moved(of, now, later))
        });
        largest_first(moved.collect())
    }

    fn statuses_moved(&self, then: &Self) -> Vec<(Status, u32, u32)> {
        let (now, later) = (self.sum(&GroupKey::City), then.sum(&GroupKey::City));
        let count = |it: &Status| (*it, now.count(*it), later.count(*it));
        Status::ALL.iter().map(count).collect()
    }

    /// The status of a duty, if it stands in any count.
    fn status_of(&self, key: &DutyKey) -> Option<Status> {
        let entry = self.duties.get(key).filter(|_| !self.closed(&key.unit))?;
        entry.figures.judgement.map(|it| it.status)
    }

    fn turns(&self, then: &Self) -> Vec<Turn> {
        let keys: BTreeSet<&DutyKey> = (self.duties.iter().map(|(key, _)| key))
            .chain(then.duties.iter().map(|(key, _)| key))
            .collect();
        let turn = |key: &DutyKey| {
            let (was, now) = (self.status_of(key), then.status_of(key));
            (was != now).then(|| Turn {
                unit: then.unit_name(&key.unit),
                workstream: then.workstream_name(&key.workstream),
                duty: key.clone(),
                was,
                now,
            })
        };
        keys.into_iter().filter_map(turn).collect()
    }

    /// Open milestones at units that are open, with their duties.
    fn open_work(&self) -> impl Iterator<Item = (&Entry, &Milestone)> {
        let open = self.duties.values();
        let open = open.filter(|entry| !self.closed(&entry.duty.key.unit));
        open.flat_map(|entry| {
            let of = entry.duty.milestones.iter();
            let of = of.filter(|m| m.state == State::Open && !m.missed(self.day()));
            of.map(move |m| (entry, m))
        })
    }

    fn open_by_party(&self) -> BTreeMap<Option<PartnerCode>, usize> {
        let mut open: BTreeMap<Option<PartnerCode>, usize> = BTreeMap::new();
        for (_, m) in self.open_work() {
            *open.entry(company(m)).or_default() += 1;
        }
        open
    }

    /// The most milestones of each company that were accepted in one month.
    fn most_in_a_month(&self) -> BTreeMap<PartnerCode, usize> {
        let mut months: BTreeMap<(PartnerCode, i32, u32), usize> = BTreeMap::new();
        let all = self.duties.values().flat_map(|it| &it.duty.milestones);
        for m in all {
            if let (Some(code), Some(day)) = (company(m), m.accepted_on) {
                *months.entry((code, day.year(), day.month())).or_default() += 1;
            }
        }
        let mut most: BTreeMap<PartnerCode, usize> = BTreeMap::new();
        for ((code, ..), number) in months {
            let best = most.entry(code).or_default();
            *best = number.max(*best);
        }
        most
    }

    fn work_moved(&self, then: &Self) -> Vec<WorkMoved> {
        let (now, later) = (self.open_by_party(), then.open_by_party());
        let most = self.most_in_a_month();
        let parties: BTreeSet<&Option<PartnerCode>> = now.keys().chain(later.keys()).collect();
        let row = |party: &Option<PartnerCode>| {
            let of = |all: &BTreeMap<_, usize>| all.get(party).copied().unwrap_or_default();
            let best = party.as_ref().and_then(|code| most.get(code));
            WorkMoved {
                company: party.as_ref().map(|code| then.partner_name(code)),
                now: of(&now),
                then: of(&later),
                most_in_a_month: best.copied().unwrap_or_default(),
            }
        };
        let rows = parties.into_iter().map(row);
        rows.filter(|it| it.now != it.then).collect()
    }

    /// Open work that lies with nobody then, and does not now.
    fn orphaned(&self, then: &Self) -> Vec<(Arc<str>, Arc<str>)> {
        let lie = |board: &Self| -> BTreeSet<MilestoneId> {
            let all = board.open_work();
            let all = all.filter(|(entry, m)| board.lies_with_nobody(&entry.duty.key.unit, m));
            all.map(|(_, m)| m.terms.id.clone()).collect()
        };
        let before = lie(self);
        let new = lie(then).into_iter().filter(|id| !before.contains(id));
        new.filter_map(|id| {
            let (entry, m) = then.milestone(&id)?;
            Some((m.terms.title.clone(), then.unit_name(&entry.duty.key.unit)))
        })
        .collect()
    }

    /// What of the plan asks for something.
    pub(in crate::board) fn plan_asks(&self, viewer: &Viewer) -> PlanAsks {
        let day = self.day();
        let open = self.units.values().filter(|unit| unit.open_on(day));
        let mut asks = PlanAsks::default();
        for unit in open {
            let holding = self.assignments_on(&unit.code, day);
            if holding.is_empty() {
                asks.without_company
                    .push((unit.code.to_string(), unit.name.clone()));
            }
            let bare = holding.iter().filter(|it| it.decision.is_empty());
            asks.unnumbered
                .extend(bare.map(|it| (it.unit.to_string(), it.partner.to_string())));
        }
        let (open, most) = (self.open_by_party(), self.most_in_a_month());
        let rows = open.into_iter().filter_map(|(party, number)| {
            let code = party?;
            let work = WorkMoved {
                company: Some(self.partner_name(&code)),
                now: number,
                then: number,
                most_in_a_month: most.get(&code).copied().unwrap_or_default(),
            };
            Some((code, work))
        });
        asks.overloaded = rows.filter(|(_, it)| it.overloaded()).collect();
        let arrange = self.to_arrange(viewer);
        asks.to_reassign = arrange.to_reassign.len();
        asks.without_product = arrange.without_product.len();
        let led: BTreeSet<&WorkstreamCode> = (self.duties.iter())
            .filter(|(_, entry)| entry.duty.role == DutyRole::Lead)
            .map(|(key, _)| &key.workstream)
            .collect();
        let nobodys = self.workstreams.values();
        asks.without_lead = nobodys
            .filter(|it| !led.contains(&it.code))
            .map(|it| (it.code.to_string(), it.short_name().into()))
            .collect();
        let mut waiting: BTreeMap<&TriggerCode, usize> = BTreeMap::new();
        let milestones = self.duties.values().flat_map(|it| &it.duty.milestones);
        for after in milestones.filter_map(Milestone::awaits) {
            *waiting.entry(&after.trigger).or_default() += 1;
        }
        asks.awaited = (self.triggers.all())
            .filter(|it| it.happened_on.is_none())
            .map(|it| {
                let milestones = waiting.get(&it.code).copied().unwrap_or_default();
                (it.code.to_string(), it.name.clone(), milestones)
            })
            .collect();
        asks
    }

    /// What a form of the plan may name.
    pub(in crate::board) fn plan_names(&self) -> PlanNames {
        let (units, workstreams) = (self.units.values(), self.workstreams.values());
        PlanNames {
            units: units
                .map(|it| (it.code.to_string(), it.name.clone()))
                .collect(),
            workstreams: workstreams
                .map(|it| (it.code.to_string(), it.short_name().into()))
                .collect(),
            partners: (self.partners.values())
                .map(|it| (it.code.to_string(), it.short_name.clone()))
                .collect(),
            bodies: (self.outside.bodies())
                .map(|it| (it.code.to_string(), it.name.clone()))
                .collect(),
            triggers: (self.triggers.all())
                .map(|it| (it.code.to_string(), it.name.clone()))
                .collect(),
            groups: (self.groups.all())
                .map(|it| (it.code.to_string(), it.name.clone()))
                .collect(),
        }
    }

    /// What a milestone is called, and why a person may not do something to it by a change of the
    /// plan.
    pub(in crate::board) fn plan_refuses(
        &self,
        id: &MilestoneId,
        event: Event,
        viewer: &Viewer,
    ) -> Option<(Arc<str>, Refusal)> {
        let (entry, m) = self.milestone(id)?;
        let allowed = self.allows(
            &entry.duty.key,
            m,
            m.stage().of_the_plan(event),
            event,
            viewer,
        );
        let refusal = allowed.err()?;
        Some((m.terms.title.clone(), refusal))
    }

    /// How many rows stand in each part of the plan.
    pub(in crate::board) fn plan_parts(&self) -> Vec<(PlanFile, usize)> {
        let of = |databases: bool| {
            let all = self.workstreams.values();
            all.filter(|it| (it.kind.group() == Group::Databases) == databases)
                .count()
        };
        let duties = || self.duties.values();
        let measured =
            |entry: &Entry| entry.duty.outcome.iter().count() + entry.duty.criteria.len();
        // Slots come from what recurs.
        let own = |entry: &Entry| {
            let all = entry.duty.milestones.iter();
            all.filter(|m| m.slot().is_none()).count()
        };
        PlanFile::ALL
            .iter()
            .map(|file| {
                let number = match file {
                    PlanFile::Campaign => 1,
                    PlanFile::Units => self.units.len(),
                    PlanFile::Groups => self.groups.all().count(),
                    PlanFile::GroupMembers => self.groups.count_named(),
                    PlanFile::Partners => self.partners.len(),
                    PlanFile::Databases => of(true),
                    PlanFile::Programme => of(false),
                    PlanFile::Duties => self.duties.count(),
                    PlanFile::Milestones => duties().map(own).sum(),
                    PlanFile::Indicators => {
                        duties().map(measured).sum::<usize>() + self.indicators.len()
                    }
                    PlanFile::Assignments => self.assignments.values().map(|it| it.len()).sum(),
                    PlanFile::Dependencies => self.dependencies.count(),
                    PlanFile::Bodies => self.outside.bodies().count(),
                    PlanFile::Helpers => self.outside.helpers().count(),
                    PlanFile::Triggers => self.triggers.all().count(),
                    PlanFile::Cadences => self.rhythms.cadences().count(),
                    PlanFile::Rhythms => self.rhythms.rhythms().count(),
                    PlanFile::SlotExceptions => self.rhythms.exceptions(),
                    PlanFile::Documents => self.directives.all().count(),
                    PlanFile::Calendar => self.calendar.count(),
                };
                (*file, number)
            })
            .collect()
    }

    /// All units, with what they have and which companies are there today.
    pub(in crate::board) fn plan_units(&self) -> Vec<PlanUnit> {
        let unit = |unit: &Arc<Unit>| PlanUnit {
            unit: unit.clone(),
            open: unit.open_on(self.day()),
            workstreams: self
                .duties
                .of_unit(&unit.code)
                .map(|entry| entry.duty.key.workstream.clone())
                .collect(),
            assignments: self.assignments_of(&unit.code).to_vec(),
        };
        self.units.values().map(unit).collect()
    }

    /// The duties of a unit.
    pub(in crate::board) fn plan_duties(&self, unit: &UnitCode) -> Vec<Arc<Duty>> {
        let all = self.duties.of_unit(unit);
        all.map(|entry| entry.duty.clone()).collect()
    }

    /// What a duty would weigh by itself, whoever has a product.
    pub(in crate::board) fn plan_weight(&self, duty: &Duty) -> Weight {
        let all = self.own_weights(&duty.key.workstream);
        all.get(&duty.key.unit).copied().unwrap_or_default()
    }

    /// The units that belong to a group today; none where a code is no group's.
    pub(in crate::board) fn plan_members(&self, code: &str) -> Option<Vec<UnitCode>> {
        let group = self.groups.get(code)?;
        let all = self.units.values();
        let members = all.filter(|it| self.groups.belongs(group.code.as_str(), it, self.day()));
        Some(members.map(|it| it.code.clone()).collect())
    }

    /// The duties of a unit that are over.
    pub(in crate::board) fn plan_duties_over(&self, unit: &UnitCode) -> Vec<Arc<Duty>> {
        let over = self.duties.over().map(|it| &it.entry.duty);
        over.filter(|it| it.key.unit == *unit).cloned().collect()
    }

    /// All workstreams.
    pub(in crate::board) fn plan_workstreams(&self) -> Vec<Arc<Workstream>> {
        self.workstreams.values().cloned().collect()
    }

    /// Every milestone as its events have left it, by its id.
    pub(crate) fn lives(&self) -> BTreeMap<String, Milestone> {
        let over = self.duties.over().map(|it| &it.entry);
        let all = self.duties.values().chain(over);
        let all = all.flat_map(|it| &it.duty.milestones);
        all.map(|m| (m.terms.id.to_string(), m.clone())).collect()
    }

    /// The milestones in whose names, titles and products all words are found, by the names of
    /// their units and workstreams, each duty's in their order.
    pub(in crate::board) fn plan_milestones(&self, words: &[String]) -> Vec<MilestoneId> {
        let units = ranks(
            self.units
                .values()
                .map(|it| (&it.code, it.name.to_string())),
        );
        let workstreams = self.workstreams.values();
        let workstreams = ranks(workstreams.map(|it| (&it.code, it.short_name())));
        let mut duties: Vec<&Entry> = self.duties.values().collect();
        duties.sort_by_key(|it| {
            let key = &it.duty.key;
            (units.get(&key.unit), workstreams.get(&key.workstream))
        });
        let mut found = Vec::new();
        for Entry { duty, .. } in duties {
            let key = &duty.key;
            let (unit, workstream) = (
                self.unit_name(&key.unit),
                self.workstream_name(&key.workstream),
            );
            let of_duty = search_key(&format!(
                "{} {unit} {} {workstream}",
                key.unit, key.workstream
            ));
            let left: Vec<&String> = words.iter().filter(|it| !of_duty.contains(*it)).collect();
            for m in &duty.milestones {
                let terms = &m.terms;
                let has_all = left.is_empty() || {
                    let said = format!("{} {} {}", terms.title, terms.product, terms.id);
                    let said = search_key(&said);
                    left.iter().all(|it| said.contains(*it))
                };
                if has_all {
                    found.push(terms.id.clone());
                }
            }
        }
        found
    }

    /// A milestone as it stands.
    pub(in crate::board) fn plan_life(&self, id: &MilestoneId) -> Option<PlanOpen> {
        self.milestone(id).map(|(_, m)| PlanOpen::of(m))
    }

    /// Milestones at open units that are open or handed over, with their deadline of today.
    pub(in crate::board) fn plan_open(&self, workstream: Option<&WorkstreamCode>) -> Vec<PlanOpen> {
        let all = self.duties.values();
        let all = all.filter(|entry| !self.closed(&entry.duty.key.unit));
        let all =
            all.filter(|entry| workstream.is_none_or(|code| entry.duty.key.workstream == *code));
        all.flat_map(|entry| {
            let of = entry.duty.milestones.iter();
            let of = of.filter(|m| m.alive(self.day()));
            of.map(PlanOpen::of)
        })
        .collect()
    }
}

impl PlanOpen {
    fn of(m: &Milestone) -> Self {
        Self {
            terms: m.terms.clone(),
            open: m.state == State::Open,
            deadline: m.current_deadline,
            responsible: m.responsible.clone(),
            given: m.extensions + m.former.len() as u32,
            cancelled: m.state == State::Cancelled,
        }
    }
}

/// A unit, where it is chosen for a change of the plan.
#[derive(Debug, Clone)]
pub struct PlanUnit {
    pub unit: Arc<Unit>,
    pub open: bool,
    pub workstreams: Vec<WorkstreamCode>,
    /// All that it ever had.
    pub assignments: Vec<Assignment>,
}

/// A milestone as it stands, where it is chosen or changed for a change of the plan.
#[derive(Debug, Clone)]
pub struct PlanOpen {
    pub terms: Arc<Terms>,
    /// Not handed over.
    pub open: bool,
    pub deadline: Option<Day>,
    pub responsible: Responsible,
    /// How often it was given more time, or to another party.
    pub given: u32,
    pub cancelled: bool,
}

impl PlanOpen {
    /// What of it stands otherwise than it was written first, by column.
    pub fn cells(&self) -> Vec<(&'static str, String)> {
        let company = match &self.responsible {
            Responsible::Unit => String::new(),
            Responsible::Partner(code) => code.to_string(),
        };
        let deadline = self.deadline.map(|day| ("deadline", day.to_string()));
        deadline
            .into_iter()
            .chain([("responsible", company)])
            .collect()
    }
}

fn company(m: &Milestone) -> Option<PartnerCode> {
    match &m.responsible {
        Responsible::Unit => None,
        Responsible::Partner(code) => Some(code.clone()),
    }
}

fn figures_moved(of: MovedOf, now: Figures, then: Figures) -> FiguresMoved {
    let change = |share: fn(&Figures) -> Option<Share>| Change {
        now: share(&now),
        then: share(&then),
    };
    FiguresMoved {
        of,
        claimed: change(Figures::claimed),
        accepted: change(Figures::accepted),
        measured: change(Figures::measured),
        plan: change(Figures::expected_original),
        gap: (now.gap(), then.gap()),
    }
}

/// Those whose accepted share moves most come first.
fn largest_first(mut moved: Vec<FiguresMoved>) -> Vec<FiguresMoved> {
    let points = |change: &Change| match (change.now, change.then) {
        (Some(now), Some(then)) => then.points_from(now).abs(),
        (None, None) => 0,
        _ => i64::MAX,
    };
    moved.sort_by_key(|it| {
        let all = [&it.accepted, &it.plan, &it.measured];
        std::cmp::Reverse(all.map(points))
    });
    moved
}

/// The place of each code when all are put in order by name.
fn ranks<'a, C: Ord + 'a>(named: impl Iterator<Item = (&'a C, String)>) -> BTreeMap<&'a C, usize> {
    let mut named: Vec<(&C, String)> = named.collect();
    named.sort_by(|(_, one), (_, other)| compare(one, other));
    let codes = named.into_iter().map(|(code, _)| code);
    codes.zip(0..).collect()
}
