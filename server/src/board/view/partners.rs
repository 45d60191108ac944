//! `/partners` and `/partners/{code}`
use std::{collections::BTreeMap, sync::Arc};

use app::{
    domain::{
        AssignmentRole, Day, DayTally, Days, Deliveries, DueWeek, Figures, Milestone, Partner,
        PartnerCode, Responsible, SOON_DAYS, State, Status, UnitCode, UnitKind, due_by_week,
        wait_bands,
    },
    views::{
        AssignedCompany, AssignedKind, AssignedUnit, LeftLate, Owed, OwedRow, PartnerList,
        PartnerPage, PartnerRow, PartnerUnit, PastDelivery,
    },
};
use chrono::{Datelike, TimeDelta};

use super::scope::Scope;
use crate::board::{Board, Entry, GroupKey};

/// Weeks of the chart of what was due.
const WEEKS: i64 = 8;
/// Weeks of the charts that lie beside each other.
const HALF_A_YEAR: i64 = 26;
/// Days ahead that the list of what is owed looks, where the month ends sooner.
const AHEAD: i64 = 14;

impl Board {
    /// The companies side by side, in the order of their codes. Everything is
    /// summed already; only the assignments of the day are counted here.
    pub(in crate::board) fn partner_rows(&self) -> Vec<PartnerRow> {
        let mut roles: BTreeMap<&PartnerCode, (u32, u32)> = BTreeMap::new();
        let day = self.day();
        let open = self
            .assignments
            .iter()
            .filter(|(unit, _)| self.units.get(*unit).is_some_and(|u| u.open_on(day)));
        for assignment in open.flat_map(|(_, all)| all.iter()) {
            if assignment.holds_on(day) {
                let (leads, supports) = roles.entry(&assignment.partner).or_default();
                match assignment.role {
                    AssignmentRole::Lead => *leads += 1,
                    AssignmentRole::Support => *supports += 1,
                }
            }
        }
        self.partners
            .values()
            .map(|partner| {
                let (leads, supports) = roles.get(&partner.code).copied().unwrap_or_default();
                self.partner_row(partner, leads, supports)
            })
            .collect()
    }

    fn partner_row(&self, partner: &Partner, leads: u32, supports: u32) -> PartnerRow {
        PartnerRow {
            code: partner.code.clone(),
            name: partner.short_name.clone(),
            leads,
            supports,
            figures: self.sum(&GroupKey::Partner(partner.code.clone())),
            deliveries: self
                .deliveries
                .get(&partner.code)
                .cloned()
                .unwrap_or_default(),
        }
    }

    /// All companies; `None` for a reader without campaign figures.
    pub(in crate::board) fn partner_list(&self, scope: &Scope) -> Option<PartnerList> {
        if *scope != Scope::Campaign {
            return None;
        }
        let mut kinds: Vec<AssignedKind> = UnitKind::ALL
            .iter()
            .map(|kind| AssignedKind {
                kind: *kind,
                units: Vec::new(),
            })
            .collect();
        let mut units: Vec<_> = self.units.values().collect();
        units.retain(|unit| unit.open_on(self.day()));
        units.sort_by_key(|unit| unit.order);
        let mut unassigned = 0;
        for unit in units {
            let companies: Vec<AssignedCompany> = self
                .assignments_on(&unit.code, self.day())
                .into_iter()
                .map(|a| AssignedCompany {
                    code: a.partner.clone(),
                    name: self.partner_name(&a.partner),
                    role: a.role,
                    from: a.from,
                    to: a.to,
                    decision: a.decision.clone(),
                })
                .collect();
            unassigned += usize::from(companies.is_empty());
            kinds[unit.kind as usize].units.push(AssignedUnit {
                code: unit.code.clone(),
                name: unit.name.clone(),
                companies,
            });
        }
        kinds.retain(|kind| !kind.units.is_empty());
        let due = |code: &PartnerCode| self.due_weeks(code, HALF_A_YEAR);
        Some(PartnerList {
            rows: self.partner_rows(),
            due: self.partners.keys().map(due).collect(),
            kinds,
            unassigned,
        })
    }

    /// One company; `None` when there is none, or it is not the reader's.
    /// `today` is the board that permissions come from, whatever day is shown.
    pub(in crate::board) fn partner_page(
        &self,
        today: &Self,
        scope: &Scope,
        code: &PartnerCode,
    ) -> Option<PartnerPage> {
        let own = match scope {
            Scope::Campaign => false,
            Scope::Units { partner, .. } if partner == code => true,
            _ => return None,
        };
        let partner = self.partners.get(code)?.clone();
        let parts = self.parts(code);
        let mut led = Vec::new();
        let mut supported = Vec::new();
        for (unit, role) in self.accompanied(scope, code) {
            let row = self.partner_unit(code, &unit);
            match role {
                AssignmentRole::Lead => led.push(row),
                AssignmentRole::Support => supported.push(row),
            }
        }
        for units in [&mut led, &mut supported] {
            units.sort_by_cached_key(worst_first);
        }
        // What went to another company since is no longer told to this one.
        let told = |m: &Milestone| {
            let now = today
                .milestone(&m.terms.id)
                .map(|(_, now)| &now.responsible);
            !own || now == Some(&m.responsible)
        };
        let (here, gone): (Vec<_>, Vec<_>) = parts
            .iter()
            .copied()
            .filter(|(_, m)| told(m))
            .partition(|(entry, _)| self.accompanies(scope, code, &entry.duty.key.unit));
        let closed = self.parts_at_closed_units(code);
        let closed: Vec<_> = closed.into_iter().filter(|(_, m)| told(m)).collect();
        let day = self.day();
        let by = Responsible::Partner(code.clone());
        let had = self.entries_with_part(code);
        // Its days of what was cancelled stay its days.
        let had = had.flat_map(|entry| {
            let all = entry.duty.milestones.iter();
            let counts = all.filter(|m| m.terms.kind.counts());
            counts.map(move |m| (entry, m))
        });
        let every = self
            .duties
            .values()
            .flat_map(|entry| &entry.duty.milestones);
        let theirs: Vec<_> = every.filter(|m| m.responsible == by).collect();
        let ended = |m: &&Milestone| m.state == State::Cancelled && m.terms.kind.counts();
        // What was handed over stands in the list.
        let never = |(_, m): &&(&Entry, &Milestone)| m.pending() && m.submissions == 0;
        let orphaned = gone.iter().filter(never).count() as u32;
        Some(PartnerPage {
            cancelled_late: theirs.iter().filter(|m| m.cancelled_late_here()).count() as u32,
            closed_late: closed.iter().filter(|it| self.late_at_closing(it)).count() as u32,
            cancelled: theirs.iter().any(ended),
            given_away: self.given_away(code, own),
            redefinitions: Vec::new(),
            deadlines: Vec::new(),
            row: self.partner_row(&partner, led.len() as u32, supported.len() as u32),
            late_days: late_days(&parts, day),
            late_waiting: late(&here, State::Submitted, day) + late(&gone, State::Submitted, day),
            late_orphaned: late(&gone, State::Open, day),
            late_elsewhere: parts
                .iter()
                .filter(|(_, m)| !told(m) && m.late(day))
                .count() as u32,
            weeks: self.due_weeks(code, WEEKS),
            clocks: self.clocks_among(had, Days::Of(&by)),
            bands: wait_bands(self.deliveries.get(code).unwrap_or(&Deliveries::default())),
            owed: self.owed(&here),
            deliverables: self.deliverables(&here),
            past: self.past_deliveries(code, gone, closed),
            orphaned,
            all: false,
            led,
            supported,
            own,
            partner,
        })
    }

    /// What a company answers for at open units, by week: what it has, and what it had when its
    /// deadline closed.
    fn due_weeks(&self, company: &PartnerCode, weeks: i64) -> Vec<DueWeek> {
        let party = Responsible::Partner(company.clone());
        let parts = self.entries_with_part(company);
        let counted = parts.flat_map(|entry| entry.duty.counted());
        due_by_week(counted, &party, self.day(), weeks)
    }

    /// Products and outcomes a company had to deliver, did not hand over, and that went to others,
    /// cancelled since or not: how many to whom. A company is not told which other company it was.
    fn given_away(&self, company: &PartnerCode, own: bool) -> Vec<(Option<Arc<str>>, u32)> {
        let by = Responsible::Partner(company.clone());
        let handed_over = |m: &Milestone| {
            let mut former = m.former.iter();
            former.any(|it| it.party == by && it.submitted_on.is_some())
        };
        let given =
            |m: &&Milestone| m.terms.kind.counts() && m.was_taken_from(&by) && !handed_over(m);
        let mut to: BTreeMap<(bool, Option<Arc<str>>), u32> = BTreeMap::new();
        for entry in self.duties.values() {
            for m in entry.duty.milestones.iter().filter(given) {
                let name = match &m.responsible {
                    Responsible::Unit => Some(self.unit_name(&entry.duty.key.unit)),
                    Responsible::Partner(code) => (!own).then(|| self.partner_name(code)),
                };
                // Those with a name first.
                *to.entry((name.is_none(), name)).or_default() += 1;
            }
        }
        to.into_iter().map(|((_, name), n)| (name, n)).collect()
    }

    /// Whether a company accompanies a unit on the page's day, and may still
    /// read it today where the reader is that company.
    fn accompanies(&self, scope: &Scope, company: &PartnerCode, unit: &UnitCode) -> bool {
        scope.unit(unit) && self.assigned(unit, company)
    }

    fn accompanied(&self, scope: &Scope, company: &PartnerCode) -> Vec<(UnitCode, AssignmentRole)> {
        let day = self.day();
        self.units
            .values()
            .filter(|unit| unit.open_on(day) && scope.unit(&unit.code))
            .filter_map(|unit| {
                let mut all = self.assignments_of(&unit.code).iter();
                let held = all.find(|a| a.partner == *company && a.holds_on(day))?;
                Some((unit.code.clone(), held.role))
            })
            .collect()
    }

    /// The counted milestones a company is responsible for, at open units.
    pub(super) fn parts<'a>(&'a self, company: &'a PartnerCode) -> Vec<(&'a Entry, &'a Milestone)> {
        let theirs = Responsible::Partner(company.clone());
        self.entries_with_part(company)
            .flat_map(|entry| entry.duty.counted().map(move |m| (entry, m)))
            .filter(|(_, m)| m.responsible == theirs)
            .collect()
    }

    /// Duties of open units in which a company has something to deliver, or had.
    pub(super) fn entries_with_part<'a>(
        &'a self,
        company: &'a PartnerCode,
    ) -> impl Iterator<Item = &'a Entry> + 'a {
        let day = self.day();
        let has_part = move |entry: &&Entry| {
            let parts = &entry.figures.partners;
            parts.iter().any(|part| part.company == *company)
        };
        self.duties.values().filter(has_part).filter(move |entry| {
            let unit = self.units.get(&entry.duty.key.unit);
            unit.is_some_and(|unit| unit.open_on(day))
        })
    }

    /// The counted ones at units that are closed: they are in no figure, and its own all the
    /// same.
    fn parts_at_closed_units<'a>(
        &'a self,
        company: &PartnerCode,
    ) -> Vec<(&'a Entry, &'a Milestone)> {
        let theirs = Responsible::Partner(company.clone());
        let closed = self.units.keys().filter(|unit| self.closed(unit));
        closed
            .flat_map(|unit| self.duties_of(unit))
            .flat_map(|entry| entry.duty.counted().map(move |m| (entry, m)))
            .filter(|(_, m)| m.responsible == theirs)
            .collect()
    }

    /// Whether a milestone of a closed unit was late on the last day the unit was there.
    fn late_at_closing(&self, (entry, m): &(&Entry, &Milestone)) -> bool {
        let unit = self.units.get(&entry.duty.key.unit);
        let ends = unit
            .and_then(|unit| unit.ends_on)
            .filter(|end| *end <= self.day());
        ends.and_then(|end| end.pred_opt())
            .is_some_and(|last| m.late(last))
    }

    fn partner_unit(&self, company: &PartnerCode, unit: &UnitCode) -> PartnerUnit {
        let theirs = Responsible::Partner(company.clone());
        let (mut figures, mut deliveries, mut soon) =
            (Figures::default(), Deliveries::default(), 0);
        for entry in self.duties_of(unit) {
            let parts = &entry.figures.partners;
            for part in parts.iter().filter(|part| part.company == *company) {
                figures.add(&part.sums);
                deliveries.add(&part.deliveries);
                let closing = entry
                    .duty
                    .counted()
                    .filter(|m| m.responsible == theirs && m.closes_within(self.day(), SOON_DAYS));
                soon += closing.count() as u32;
            }
        }
        let assigned = self.assignments_on(unit, self.day());
        let lead = assigned.iter().find(|a| a.role == AssignmentRole::Lead);
        PartnerUnit {
            code: unit.clone(),
            name: self.unit_name(unit),
            order: self.units.get(unit).map_or(i64::MAX, |u| u.order),
            lead: lead.map(|a| self.partner_name(&a.partner)),
            figures,
            deliveries,
            soon,
        }
    }

    /// What is open: late, due this month, due soon after it.
    fn owed(&self, here: &[(&Entry, &Milestone)]) -> Owed {
        let today = self.day();
        let until = last_of_month(today);
        let mut owed = Owed {
            until,
            late: Vec::new(),
            month: Vec::new(),
            next: Vec::new(),
        };
        let mut open: Vec<_> = here
            .iter()
            .filter(|(_, m)| m.state == State::Open && !m.missed(today))
            .filter_map(|(entry, m)| Some((m.current_deadline?, *entry, *m)))
            .filter(|(deadline, ..)| *deadline <= until.max(today + TimeDelta::days(AHEAD)))
            .collect();
        open.sort_by_key(|(deadline, entry, m)| (*deadline, &entry.duty.key, m.terms.order));
        for (deadline, entry, m) in open {
            let row = self.owed_row(entry, m);
            if m.late(today) {
                owed.late.push(row);
            } else if deadline <= until {
                owed.month.push(row);
            } else {
                owed.next.push(row);
            }
        }
        owed
    }

    fn owed_row(&self, entry: &Entry, m: &Milestone) -> OwedRow {
        let key = &entry.duty.key;
        OwedRow {
            row: self.milestone_row(key, m),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
        }
    }

    fn deliverables(&self, here: &[(&Entry, &Milestone)]) -> Vec<OwedRow> {
        let mut all: Vec<OwedRow> = here
            .iter()
            .map(|(entry, m)| self.owed_row(entry, m))
            .collect();
        all.sort_by_key(|it| it.row.current_deadline.unwrap_or(Day::MAX));
        all
    }

    /// What a company handed over at units it left or that closed, and of milestones that went to another
    /// party since what it handed over or was late with.
    fn past_deliveries(
        &self,
        company: &PartnerCode,
        gone: Vec<(&Entry, &Milestone)>,
        closed: Vec<(&Entry, &Milestone)>,
    ) -> Vec<PastDelivery> {
        // At a closed unit also what it never handed over: it stands nowhere else.
        let gone = gone.into_iter().filter(|(_, m)| m.submissions > 0);
        let mut past: Vec<PastDelivery> = gone
            .chain(closed)
            .map(|(entry, m)| PastDelivery {
                title: m.handed_title().clone(),
                unit_name: self.unit_name(&entry.duty.key.unit),
                deadline: m.current_deadline,
                state: m.state,
                last_event: m.last_event,
                submitted_on: m.submitted_on,
                on: m.last_event.map(|(_, day)| day),
                finished_late: m.finished_late(),
                within_extension: m.finished_within_extension(),
                left_late: self
                    .late_at_closing(&(entry, m))
                    .then_some(LeftLate::Closed),
            })
            .collect();
        let by = Responsible::Partner(company.clone());
        for entry in self.duties.values() {
            for m in &entry.duty.milestones {
                // What it has again stands with its own.
                let again = m.responsible == by;
                let own = m.former.iter().filter(|it| !again && it.party == by);
                past.extend(own.map(|former| PastDelivery {
                    title: former.title.clone(),
                    unit_name: self.unit_name(&entry.duty.key.unit),
                    deadline: former.missed.or(former.deadline),
                    state: State::Open,
                    last_event: former.last_event,
                    submitted_on: former.submitted_on,
                    on: match former.missed.is_some() {
                        true => Some(former.given_on),
                        false => former.last_event.map(|(_, day)| day),
                    },
                    finished_late: false,
                    within_extension: None,
                    left_late: former.missed.map(|_| LeftLate::Taken),
                }));
            }
        }
        past.sort_by_key(|p| std::cmp::Reverse((p.on, p.submitted_on)));
        past
    }
}

fn late(parts: &[(&Entry, &Milestone)], state: State, today: Day) -> u32 {
    let late = parts
        .iter()
        .filter(|(_, m)| m.state == state && m.late(today));
    late.count() as u32
}

fn late_days(parts: &[(&Entry, &Milestone)], today: Day) -> DayTally {
    let mut tally = DayTally::default();
    for (_, m) in parts.iter().filter(|(_, m)| m.late(today)) {
        let days = m.days_past(m.current_deadline, today);
        tally.push(u16::try_from(days).unwrap_or(u16::MAX));
    }
    tally
}

fn last_of_month(day: Day) -> Day {
    let first = day.with_day(1).unwrap_or(day);
    first
        .checked_add_months(chrono::Months::new(1))
        .and_then(|next| next.pred_opt())
        .unwrap_or(day)
}

/// The most late deliveries first, then the least accepted, then protocol order.
fn worst_first(unit: &PartnerUnit) -> impl Ord + use<> {
    let accepted = unit
        .figures
        .accepted()
        .map_or(i64::MAX, app::domain::Share::permille);
    (
        std::cmp::Reverse(unit.figures.products_late),
        std::cmp::Reverse(unit.soon),
        std::cmp::Reverse(unit.figures.count(Status::Late)),
        accepted,
        unit.order,
    )
}
