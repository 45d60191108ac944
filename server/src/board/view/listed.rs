//! `/duties` and `/milestones`: what the counts of all pages count, one by one. The duties of a list
//! are found as those of a figure are, so that both say one number.
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use app::{
    domain::{
        Day, Duty, DutyRole, Event, Figures, Holder, Judgement, Milestone, PartnerCode,
        Responsible, SOON_DAYS, State, Unit, UnitCode, WorkstreamCode,
    },
    text,
    views::{
        Choices, DutyColumn, DutyFilter, DutyList, ListedDuty, ListedMilestone, MilestoneColumn,
        MilestoneFilter, MilestoneList, MilestonesOf, MilestonesThat, Paged, PartyIs, Sorted,
        WithOutcome, Within,
    },
};

use super::scope::{Hidden, Scope};
use crate::board::{Board, Entry};

/// A duty of a list, with the figures it is counted by: its own, or a company's part of it.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    pub entry: &'a Entry,
    pub figures: &'a Figures,
    pub unit: &'a Unit,
    /// Its unit or its workstream is called as was typed.
    pub named: bool,
}

/// What is listed: duties that count something, or the milestones of all, which have names of their
/// own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    Duties,
    Milestones,
}

/// Names in which something typed is looked for, each looked through once.
pub(super) struct Typed {
    needle: String,
    code: String,
    workstreams: BTreeMap<WorkstreamCode, bool>,
    unit: Option<(UnitCode, bool)>,
}

impl Typed {
    pub fn new(typed: &str) -> Self {
        Self {
            needle: text::search_key(&text::typed_name(typed)),
            code: typed.trim().to_owned(),
            workstreams: BTreeMap::new(),
            unit: None,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.needle.is_empty()
    }

    pub fn names(&self, name: &str) -> bool {
        text::search_key(name).contains(&self.needle)
    }

    pub fn unit(&mut self, unit: &Unit) -> bool {
        if let Some((code, found)) = &self.unit
            && *code == unit.code
        {
            return *found;
        }
        let code = unit.code.as_str().eq_ignore_ascii_case(&self.code);
        let found = code || unit.names().any(|name| self.names(name));
        self.unit = Some((unit.code.clone(), found));
        found
    }

    fn workstream(&mut self, board: &Board, code: &WorkstreamCode) -> bool {
        if let Some(found) = self.workstreams.get(code) {
            return *found;
        }
        let named = board.workstreams.get(code);
        let named = named.is_some_and(|it| self.names(&it.name));
        let found = named || code.as_str().eq_ignore_ascii_case(&self.code);
        self.workstreams.insert(code.clone(), found);
        found
    }
}

impl Board {
    /// The duties that figures count within something, and the numbers of those at units that the
    /// reader does not open: of a company, which has a part in them still.
    pub(super) fn listed<'a>(
        &'a self,
        scope: &Scope,
        within: &Within,
        of: Listing,
    ) -> (Vec<Member<'a>>, Vec<&'a Figures>) {
        let (mut seen, mut unseen) = (Vec::new(), Vec::new());
        let company = match scope {
            Scope::Nothing => return (seen, unseen),
            Scope::Campaign => None,
            Scope::Units { partner, .. } => Some(partner),
        };
        // What another company has there is not a company's to learn.
        let asked = within.partner.as_ref();
        if asked.is_some() && company.is_some() && asked != company {
            return (seen, unseen);
        }
        let part_everywhere = asked.is_some()
            && company.is_some()
            && *within
                == Within {
                    partner: within.partner.clone(),
                    ..Within::default()
                };
        let mut typed = Typed::new(&within.text);
        let mut called = Typed::new(&within.called);
        let (among, day) = (within.among(), self.day());
        let mut places = self.places();
        let all = within.unit.is_none().then(|| self.duties.values());
        let of_unit = within.unit.as_ref().map(|unit| self.duties.of_unit(unit));
        for entry in all
            .into_iter()
            .flatten()
            .chain(of_unit.into_iter().flatten())
        {
            let key = &entry.duty.key;
            if within
                .workstream
                .as_ref()
                .is_some_and(|it| *it != key.workstream)
            {
                continue;
            }
            let opens = scope.unit(&key.unit);
            if !(opens || part_everywhere) {
                continue;
            }
            let figures = match asked {
                None => &entry.figures.figures,
                Some(company) => {
                    let parts = &entry.figures.partners;
                    match parts.iter().find(|part| part.company == *company) {
                        Some(part) => &part.sums,
                        None => continue,
                    }
                }
            };
            // It only supports others, or has nothing there any more.
            if of == Listing::Duties && figures.duties == 0 {
                continue;
            }
            let Some(place) = places.find(key, day) else {
                continue;
            };
            let (Some(unit), Some(workstream)) = (
                self.units.get(&key.unit),
                self.workstreams.get(&key.workstream),
            ) else {
                continue;
            };
            let named =
                typed.is_empty() || typed.unit(unit) || typed.workstream(self, &key.workstream);
            let matches = among.holds(workstream.kind, place.in_headline)
                && within.kind.is_none_or(|kind| unit.kind == kind)
                && within.bloc.is_none_or(|bloc| unit.bloc == bloc)
                && within.tier.is_none_or(|tier| unit.tier == tier)
                && (within.area.is_empty() || *unit.former_area == *within.area)
                && (within.unit_group.as_ref()).is_none_or(|group| self.is_in(group, unit))
                && (within.owner.as_ref()).is_none_or(|unit| self.leads_it(workstream, unit))
                && within
                    .document
                    .as_ref()
                    .is_none_or(|number| self.comes_from(workstream, number))
                && (within.heading.is_empty() || *workstream.heading == *within.heading)
                && (called.is_empty() || called.unit(unit))
                && within
                    .assigned
                    .as_ref()
                    .is_none_or(|company| self.assigned(&key.unit, company))
                && (named || of == Listing::Milestones);
            if !matches {
                continue;
            }
            match opens {
                true => seen.push(Member {
                    entry,
                    figures,
                    unit,
                    named,
                }),
                false => unseen.push(figures),
            }
        }
        (seen, unseen)
    }

    /// One page of the duties that match, worst first or as asked for; without a page all of them.
    pub(in crate::board) fn duty_list(
        &self,
        scope: &Scope,
        filter: DutyFilter,
        sorted: Sorted<DutyColumn>,
        page: Option<usize>,
    ) -> DutyList {
        let (mut seen, mut unseen) = self.listed(scope, &filter.within, Listing::Duties);
        let (mut whole, mut figures) = (Figures::default(), Figures::default());
        // By status it is told of whatever else the list is narrowed by.
        let of_any_status = DutyFilter {
            status: None,
            part: None,
            ..filter.clone()
        };
        let all = seen.iter().map(|it| it.figures);
        for of in all.chain(unseen.iter().copied()) {
            if counted(&of_any_status, of) {
                whole.add(of);
            }
        }
        seen.retain(|it| counted(&filter, it.figures));
        unseen.retain(|it| counted(&filter, it));
        for of in seen
            .iter()
            .map(|it| it.figures)
            .chain(unseen.iter().copied())
        {
            figures.add(of);
        }
        self.sort_duties(&mut seen, sorted);
        DutyList {
            choices: self.choices(scope, &filter.within),
            filter,
            sorted,
            figures,
            whole,
            unseen: unseen.len() as u32,
            list: Paged::of(seen, page).map(|it| self.listed_duty(&it)),
        }
    }

    fn sort_duties(&self, rows: &mut [Member<'_>], sorted: Sorted<DutyColumn>) {
        let today = self.day();
        let key = |it: &Member<'_>| it.entry.duty.key.clone();
        let worst = |it: &Member<'_>| {
            let status = Judgement::worst_first(it.entry.figures.judgement);
            (status, std::cmp::Reverse(days_late(&it.entry.duty, today)))
        };
        // What is equal stands worst first.
        rows.sort_by_cached_key(|it| (worst(it), it.figures.accepted(), key(it)));
        match sorted.by {
            DutyColumn::Status if !sorted.down => {}
            DutyColumn::Status => rows.reverse(),
            DutyColumn::Unit => rows.sort_by(|a, b| {
                let by_name = || text::compare(&a.unit.name, &b.unit.name);
                match a.unit.code == b.unit.code {
                    true => std::cmp::Ordering::Equal,
                    false if sorted.down => by_name().reverse(),
                    false => by_name(),
                }
            }),
            DutyColumn::Workstream => rows.sort_by(|a, b| {
                let code = |it: &Member<'_>| it.entry.duty.key.workstream.clone();
                sorted.order(code(a), code(b))
            }),
            DutyColumn::Late => {
                rows.sort_by_cached_key(|it| turned(sorted.down, days_late(&it.entry.duty, today)))
            }
            DutyColumn::Claimed => {
                rows.sort_by(|a, b| sorted.order(a.figures.claimed(), b.figures.claimed()))
            }
            DutyColumn::Accepted => {
                rows.sort_by(|a, b| sorted.order(a.figures.accepted(), b.figures.accepted()))
            }
            DutyColumn::Plan => rows.sort_by(|a, b| {
                sorted.order(a.figures.expected_original(), b.figures.expected_original())
            }),
            DutyColumn::Measured => {
                rows.sort_by(|a, b| sorted.order(a.figures.measured(), b.figures.measured()))
            }
        }
    }

    fn listed_duty(&self, it: &Member<'_>) -> ListedDuty {
        let duty = &it.entry.duty;
        let workstream = self.workstreams.get(&duty.key.workstream);
        ListedDuty {
            key: duty.key.clone(),
            unit_name: it.unit.name.clone(),
            workstream_name: self.workstream_name(&duty.key.workstream),
            kind: it.unit.kind,
            lead: duty.role == DutyRole::Lead,
            provisional: duty.provisional || workstream.is_some_and(|w| w.provisional),
            judgement: it.entry.figures.judgement,
            late: days_late(duty, self.day()),
            figures: *it.figures,
        }
    }

    /// What the reader may narrow a list by.
    pub(super) fn choices(&self, scope: &Scope, within: &Within) -> Choices {
        let units = || {
            let day = self.day();
            self.units
                .values()
                .filter(move |unit| unit.open_on(day) && scope.unit(&unit.code))
        };
        let mut areas: Vec<Arc<str>> = units()
            .map(|unit| unit.former_area.clone())
            .filter(|area| !area.is_empty())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        areas.sort_by(|a, b| text::compare(a, b));
        let company = match scope {
            Scope::Units { partner, .. } => Some(partner),
            _ => None,
        };
        let companies = self.partners.values();
        let companies = companies.filter(|it| company.is_none_or(|own| *own == it.code));
        let own: Option<BTreeSet<&WorkstreamCode>> = company.map(|_| {
            let duties = self.duties.values();
            let seen = duties.filter(|entry| scope.unit(&entry.duty.key.unit));
            seen.map(|entry| &entry.duty.key.workstream).collect()
        });
        let workstreams = self.workstreams.values();
        let workstreams =
            workstreams.filter(|w| own.as_ref().is_none_or(|own| own.contains(&w.code)));
        let named = |code: &Option<UnitCode>| {
            let seen = code.as_ref().filter(|code| scope.unit(code));
            seen.map(|code| self.unit_name(code))
        };
        Choices {
            areas,
            workstreams: workstreams
                .map(|w| (w.code.clone(), w.short_name().into()))
                .collect(),
            companies: companies
                .map(|it| (it.code.clone(), it.short_name.clone()))
                .collect(),
            unit_groups: self.groups_with(scope),
            document: within
                .document
                .as_ref()
                .and_then(|number| self.directives.of(number).first())
                .filter(|_| *scope == Scope::Campaign)
                .map(|it| it.number.clone()),
            event: None,
            unit: named(&within.unit),
            owner: named(&within.owner),
        }
    }

    /// One page of the milestones that match; without a page all of them. `hidden` are those of a
    /// unit that the reader learns nothing of.
    pub(in crate::board) fn milestone_list(
        &self,
        scope: &Scope,
        hidden: impl Fn(&UnitCode) -> Hidden,
        filter: MilestoneFilter,
        sorted: Sorted<MilestoneColumn>,
        page: Option<usize>,
    ) -> MilestoneList {
        let typed = Typed::new(&filter.within.text);
        let members = self.milestones_within(scope, &filter.within);
        let mut others: Option<(&UnitCode, Hidden)> = None;
        let mut rows: Vec<(Member<'_>, &Milestone)> = Vec::new();
        for it in members {
            let unit = &it.unit.code;
            if *scope != Scope::Campaign && others.as_ref().is_none_or(|(of, _)| *of != unit) {
                others = Some((unit, hidden(unit)));
            }
            for m in &it.entry.duty.milestones {
                let unknown = others
                    .as_ref()
                    .is_some_and(|(_, all)| all.contains(&m.terms.id));
                let named = it.named || typed.names(&m.terms.title);
                if !unknown && named && is_listed(&filter, m, self.day()) {
                    rows.push((it, m));
                }
            }
        }
        // A slot that is still taken is no product yet: it is told as late, and by nothing else.
        let counts =
            |m: &Milestone| filter.of != Some(MilestonesOf::Counted) || m.counts_on(self.day());
        let stands = |that: MilestonesThat, (it, m): &(Member<'_>, &Milestone)| {
            (that.is_late() || counts(m)) && self.stands_so(that, &it.unit.code, m, self.day())
        };
        let count = |that| rows.iter().filter(|row| stands(that, row)).count();
        let by_state = MilestonesThat::ALL.iter().filter(|that| that.is_told());
        let by_state = by_state.map(|that| (*that, count(*that)));
        let by_state = by_state.filter(|(_, number)| *number > 0).collect();
        rows.retain(|row| match filter.that {
            Some(that) => stands(that, row),
            None => counts(row.1),
        });
        self.sort_milestones(&mut rows, sorted);
        MilestoneList {
            choices: Choices {
                event: filter
                    .after
                    .as_ref()
                    .and_then(|code| self.triggers.get(code))
                    .map(|it| it.name.clone()),
                ..self.choices(scope, &filter.within)
            },
            filter,
            sorted,
            by_state,
            list: Paged::of(rows, page).map(|(it, m)| self.listed_milestone(&it, m)),
        }
    }

    /// The duties whose milestones are asked for: a company is looked for among those of each
    /// milestone.
    pub(super) fn milestones_within<'a>(
        &'a self,
        scope: &Scope,
        within: &Within,
    ) -> Vec<Member<'a>> {
        let everywhere = Within {
            partner: None,
            among: Some(within.among()),
            ..within.clone()
        };
        self.listed(scope, &everywhere, Listing::Milestones).0
    }

    fn stands_so(&self, that: MilestonesThat, unit: &UnitCode, m: &Milestone, today: Day) -> bool {
        let open = m.state == State::Open && !m.missed(today);
        let waits = m.state == State::Submitted;
        match that {
            MilestonesThat::Late => m.late(today),
            MilestonesThat::LateOpen => open && m.late(today),
            MilestonesThat::LateWaiting => waits && m.late(today),
            MilestonesThat::Waiting => waits,
            MilestonesThat::Soon => m.closes_within(today, SOON_DAYS),
            MilestonesThat::Returned => {
                let back = m.back.map(|(event, _)| event);
                open && matches!(back, Some(Event::Returned | Event::Revoked))
            }
            MilestonesThat::Open => open,
            MilestonesThat::Missed => m.missed(today),
            MilestonesThat::Nothing => m.nothing,
            MilestonesThat::Accepted => m.accepted(),
            MilestonesThat::Claimed => m.claimed(),
            MilestonesThat::ToReassign => self.lies_with_nobody(unit, m),
            MilestonesThat::Above => open && m.holder() == Some(Holder::Above),
            MilestonesThat::Cancelled => m.state == State::Cancelled,
        }
    }

    fn sort_milestones(
        &self,
        rows: &mut [(Member<'_>, &Milestone)],
        sorted: Sorted<MilestoneColumn>,
    ) {
        let today = self.day();
        let late = |m: &Milestone| past(m, today);
        // The most days late, then what closes first.
        rows.sort_by_cached_key(|(it, m)| {
            let (none, deadline) = (m.current_deadline.is_none(), m.current_deadline);
            let key = it.entry.duty.key.clone();
            (
                std::cmp::Reverse(late(m)),
                !m.pending(),
                none,
                deadline,
                key,
                m.terms.order,
            )
        });
        match sorted.by {
            MilestoneColumn::Late if sorted.down => {}
            MilestoneColumn::Late => rows.sort_by_key(|(_, m)| late(m)),
            MilestoneColumn::Title => rows.sort_by(|(_, a), (_, b)| {
                let order = text::compare(&a.terms.title, &b.terms.title);
                if sorted.down { order.reverse() } else { order }
            }),
            MilestoneColumn::Unit => rows.sort_by(|(a, _), (b, _)| {
                let order = text::compare(&a.unit.name, &b.unit.name);
                if sorted.down { order.reverse() } else { order }
            }),
            MilestoneColumn::Workstream => rows.sort_by(|(a, _), (b, _)| {
                let code = |it: &Member<'_>| it.entry.duty.key.workstream.clone();
                sorted.order(code(a), code(b))
            }),
            MilestoneColumn::Party => rows.sort_by(|(_, a), (_, b)| {
                let name = |m: &Milestone| self.company(m).map(|(_, name)| name);
                sorted.order(name(a), name(b))
            }),
            MilestoneColumn::Deadline => rows.sort_by(|(_, a), (_, b)| {
                // What has none comes last, whichever end is first.
                let day = |m: &Milestone| m.current_deadline;
                let none = |m: &Milestone| m.current_deadline.is_none();
                let by_day = sorted.order(day(a), day(b));
                none(a).cmp(&none(b)).then(by_day)
            }),
            MilestoneColumn::State => rows.sort_by(|(_, a), (_, b)| {
                let state = |m: &Milestone| (!m.late(today), m.state.code());
                sorted.order(state(a), state(b))
            }),
        }
    }

    fn listed_milestone(&self, it: &Member<'_>, m: &Milestone) -> ListedMilestone {
        let key = &it.entry.duty.key;
        ListedMilestone {
            row: self.milestone_row(key, m),
            unit_name: it.unit.name.clone(),
            workstream_name: self.workstream_name(&key.workstream),
            late: past(m, self.day()),
        }
    }
}

/// Whether a milestone is what a list of them is narrowed to, wherever it stands.
fn is_listed(filter: &MilestoneFilter, m: &Milestone, today: Day) -> bool {
    let company = match &m.responsible {
        Responsible::Unit => None,
        Responsible::Partner(code) => Some(code),
    };
    let of = filter.of.is_none_or(|of| match of {
        MilestonesOf::Counted => m.told_on(today),
        MilestonesOf::Slot => m.slot().is_some(),
        of => m.terms.kind.code() == of.code(),
    });
    let party = filter.party.is_none_or(|party| match party {
        PartyIs::Unit => company.is_none(),
        PartyIs::Company => company.is_some(),
    });
    let asked: Option<&PartnerCode> = filter.within.partner.as_ref();
    let dated = filter
        .after
        .as_ref()
        .is_none_or(|event| m.is_dated_by(event));
    of && party && dated && (asked.is_none() || asked == company)
}

/// Whether a duty with these figures is among those that a filter counts.
fn counted(filter: &DutyFilter, figures: &Figures) -> bool {
    filter.status.is_none_or(|status| figures.count(status) > 0)
        && filter
            .part
            .is_none_or(|part| figures.parts[part as usize] > 0)
        && filter.outcome.is_none_or(|outcome| match outcome {
            WithOutcome::Has => figures.measurable > 0,
            WithOutcome::Measured => figures.measured_duties > 0,
        })
}

/// Days since the deadline of a milestone closed that it has missed so far, or missed when it was
/// handed over; 0 where it is not late.
fn past(m: &Milestone, today: Day) -> i64 {
    match m.late(today) {
        true => m.days_past(m.current_deadline, today),
        false => 0,
    }
}

/// The most that a milestone of a duty is late, as the list of milestones says it.
fn days_late(duty: &Duty, today: Day) -> i64 {
    let late = duty.counted().map(|m| past(m, today));
    late.max().unwrap_or(0)
}

/// A number to sort by, turned round where the largest comes first.
fn turned(down: bool, number: i64) -> i64 {
    if down { -number } else { number }
}
