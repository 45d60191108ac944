//! What a company hands over and how long the other side lets it wait: both
//! sides of a delivery, as sums that can be added and taken back.
use chrono::TimeDelta;

use super::{Calendar, Day, Decided, Event, Milestone, Responsible, Share, State, monday};

/// Working days a unit has to decide. Provisional: no document sets it yet.
pub const DECIDE_WITHIN: u16 = 5;

/// Working days after which the office may decide in the place of the unit's head.
pub const STAND_IN_AFTER: u16 = 10;

/// A decision that takes longer than this many days is waited for: five working
/// days and the weekend between them.
pub const DECISION_DAYS: i64 = 7;

impl Milestone {
    /// Whether it was handed over by the deadline that stands; `None` while
    /// nothing is due. A submission made in time stays in time while it waits
    /// (rule 9); returned after the deadline, it is late at once.
    pub fn in_time(&self, today: Day) -> Option<bool> {
        let deadline = self
            .current_deadline
            .filter(|_| self.state != State::Cancelled)?;
        match (self.claimed(), self.submitted_on) {
            (true, Some(day)) => Some(day <= deadline),
            _ => (today > deadline).then_some(false),
        }
    }

    /// The deadlines that a party answers for: of what it has and of what it had when the deadline
    /// closed, each with whether it was handed over by it. What came to it after the deadline had
    /// closed, given, recorded or in another's place, is no measure of it; what it missed stays, though
    /// more time is given before it goes to another.
    pub fn answered_by<'a>(
        &'a self,
        party: &'a Responsible,
        today: Day,
    ) -> impl Iterator<Item = (Day, bool)> + 'a {
        let own = (self.responsible == *party)
            .then_some(self.current_deadline)
            .flatten()
            .filter(|deadline| self.answers_from.is_none_or(|from| from <= *deadline))
            .and_then(|deadline| Some((deadline, self.in_time(today)?)));
        let had = self.former.iter().filter(move |it| it.party == *party);
        let missed = had.filter_map(|it| {
            let had = |deadline: &Day| it.had_from.is_none_or(|from| from <= *deadline);
            it.missed.filter(had)
        });
        own.into_iter()
            .chain(missed.map(|deadline| (deadline, false)))
    }

    /// How the other side decided on what a party handed over, each time it had it.
    fn decided_of<'a>(&'a self, party: &'a Responsible) -> impl Iterator<Item = &'a Decided> {
        let own = (self.responsible == *party).then_some(&self.decided);
        let had = self.former.iter().filter(move |it| it.party == *party);
        had.map(|it| &it.decided).chain(own)
    }

    /// Whether it is in time only by more time that was given: handed over after the original
    /// deadline.
    fn in_time_by_extension(&self, today: Day) -> bool {
        let after = |original: Day| self.submitted_on.is_some_and(|day| day > original);
        self.in_time(today) == Some(true) && self.original_deadline.is_some_and(after)
    }

    /// Working days a submission has waited for the other side.
    pub fn waits(&self, today: Day, calendar: &Calendar) -> Option<i64> {
        match (self.state, self.submitted_on) {
            (State::Submitted, Some(day)) => Some(calendar.working_days(day, today)),
            _ => None,
        }
    }
}

impl Milestone {
    /// A company's submission that waits for the unit longer than it may.
    pub fn held_too_long(&self, today: Day, calendar: &Calendar) -> bool {
        self.held_more_than(DECIDE_WITHIN, today, calendar)
    }

    /// A company's submission that waits so long that the office may decide on it too.
    pub fn left_undecided(&self, today: Day, calendar: &Calendar) -> bool {
        self.held_more_than(STAND_IN_AFTER, today, calendar)
    }

    fn held_more_than(&self, working_days: u16, today: Day, calendar: &Calendar) -> bool {
        matches!(self.responsible, Responsible::Partner(_))
            && self
                .waits(today, calendar)
                .is_some_and(|days| days > i64::from(working_days))
    }
}

/// How often each number of days occurs, in the order of the days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayTally(Vec<(u16, u32)>);

impl DayTally {
    pub fn push(&mut self, days: u16) {
        self.change(days, |n| n + 1);
    }

    fn change(&mut self, days: u16, change: impl FnOnce(u32) -> u32) {
        match self.0.binary_search_by_key(&days, |(d, _)| *d) {
            Ok(at) => {
                self.0[at].1 = change(self.0[at].1);
                if self.0[at].1 == 0 {
                    self.0.remove(at);
                }
            }
            Err(at) => match change(0) {
                0 => {}
                n => self.0.insert(at, (days, n)),
            },
        }
    }

    pub fn add(&mut self, other: &Self) {
        for &(days, n) in &other.0 {
            self.change(days, |mine| mine + n);
        }
    }

    pub fn subtract(&mut self, other: &Self) {
        for &(days, n) in &other.0 {
            self.change(days, |mine| mine.saturating_sub(n));
        }
    }

    pub fn total(&self) -> u32 {
        self.0.iter().map(|(_, n)| n).sum()
    }

    /// How many lie within both days, inclusive; no upper end without `to`.
    pub fn between(&self, from: u16, to: Option<u16>) -> u32 {
        self.0
            .iter()
            .filter(|(d, _)| *d >= from && to.is_none_or(|to| *d <= to))
            .map(|(_, n)| n)
            .sum()
    }

    pub fn longest(&self) -> Option<u16> {
        self.0.last().map(|(days, _)| *days)
    }

    /// The middle one, in tenths of a day: the mean of the middle two of an
    /// even number.
    pub fn median_tenths(&self) -> Option<i64> {
        let total = self.total();
        let upper = self.nth(total / 2)?;
        let lower = self.nth(total.checked_sub(1)? / 2)?;
        Some((i64::from(lower) + i64::from(upper)) * 5)
    }

    fn nth(&self, n: u32) -> Option<u16> {
        let mut seen = 0;
        self.0
            .iter()
            .find(|(_, count)| {
                seen += count;
                seen > n
            })
            .map(|(days, _)| *days)
    }
}

/// The counted milestones of a company, from both sides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deliveries {
    /// Due so far or handed over before: what "in time" is a share of.
    pub due: u32,
    pub in_time: u32,
    /// In time by more time that was given: handed over after the original deadline.
    pub by_extension: u32,
    /// Accepted, and handed over after the deadline that stands.
    pub finished_late: u32,
    /// Late before they went to another party, cancelled there since or not.
    pub taken_late: u32,
    /// With a first decision, and those whose first decision accepted them.
    pub decided_first: u32,
    pub accepted_first: u32,
    /// Back with the company: returned, and not handed over since.
    pub returned: u32,
    /// Working days of every decision made.
    pub decided: DayTally,
    /// Working days of what was withdrawn when it had waited longer than a unit has to decide.
    pub withdrawn: DayTally,
    /// Working days so far of what still waits.
    pub waiting: DayTally,
}

impl Deliveries {
    /// Counts what a party did of one milestone, which it has or had.
    pub fn count(&mut self, m: &Milestone, party: &Responsible, today: Day, calendar: &Calendar) {
        self.taken_late += u32::from(m.was_taken_late_from(party));
        if !m.terms.kind.counts() {
            return;
        }
        let days = |days: i64| u16::try_from(days).unwrap_or(u16::MAX);
        // A cancellation changes nothing of what was decided and waited for before.
        // Its first one, also of what went to another party and came back.
        let first = m.decided_of(party).find_map(|it| it.accepted_at_first);
        self.decided_first += u32::from(first.is_some());
        self.accepted_first += u32::from(first == Some(true));
        for decided in m.decided_of(party) {
            for (sent, decided) in &decided.days {
                let took = calendar.working_days(*sent, *decided);
                self.decided.push(days(took));
            }
            // What was taken back in time nobody had to wait for, unless again and again.
            let waits = decided.withdrawn.iter();
            let waited: i64 = waits
                .map(|(sent, withdrawn)| calendar.working_days(*sent, *withdrawn))
                .sum();
            if waited > i64::from(DECIDE_WITHIN) {
                self.withdrawn.push(days(waited));
            }
        }
        if m.state == State::Cancelled {
            return;
        }
        for (_, in_time) in m.answered_by(party, today) {
            self.due += 1;
            self.in_time += u32::from(in_time);
        }
        if m.responsible != *party {
            return;
        }
        self.by_extension += u32::from(m.in_time_by_extension(today));
        let late = m.accepted() && m.in_time(today) == Some(false);
        self.finished_late += u32::from(late);
        let returned = matches!(m.back, Some((Event::Returned, _)));
        self.returned += u32::from(m.state == State::Open && returned && !m.missed(today));
        if let Some(waits) = m.waits(today, calendar) {
            self.waiting.push(days(waits));
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.due += other.due;
        self.in_time += other.in_time;
        self.by_extension += other.by_extension;
        self.taken_late += other.taken_late;
        self.finished_late += other.finished_late;
        self.decided_first += other.decided_first;
        self.accepted_first += other.accepted_first;
        self.returned += other.returned;
        self.decided.add(&other.decided);
        self.withdrawn.add(&other.withdrawn);
        self.waiting.add(&other.waiting);
    }

    /// Takes back what [`Deliveries::add`] added.
    pub fn subtract(&mut self, other: &Self) {
        self.due = self.due.saturating_sub(other.due);
        self.in_time = self.in_time.saturating_sub(other.in_time);
        self.by_extension = self.by_extension.saturating_sub(other.by_extension);
        self.taken_late = self.taken_late.saturating_sub(other.taken_late);
        self.finished_late = self.finished_late.saturating_sub(other.finished_late);
        self.decided_first = self.decided_first.saturating_sub(other.decided_first);
        self.accepted_first = self.accepted_first.saturating_sub(other.accepted_first);
        self.returned = self.returned.saturating_sub(other.returned);
        self.decided.subtract(&other.decided);
        self.withdrawn.subtract(&other.withdrawn);
        self.waiting.subtract(&other.waiting);
    }

    pub fn in_time_share(&self) -> Option<Share> {
        Share::new(self.in_time.into(), self.due.into())
    }

    pub fn accepted_first_share(&self) -> Option<Share> {
        Share::new(self.accepted_first.into(), self.decided_first.into())
    }

    /// Every wait there was or is, so that leaving a delivery undecided makes no unit look quicker,
    /// nor having it withdrawn and handed over anew.
    pub fn waits(&self) -> DayTally {
        let mut all = self.decided.clone();
        all.add(&self.withdrawn);
        all.add(&self.waiting);
        all
    }

    /// Waits longer than a unit has to decide, those that go on included.
    pub fn held_too_long(&self) -> u32 {
        let longer = |tally: &DayTally| tally.between(DECIDE_WITHIN + 1, None);
        longer(&self.decided) + longer(&self.withdrawn) + longer(&self.waiting)
    }
}

/// What was due in one week from Monday to Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueWeek {
    pub monday: Day,
    pub due: u32,
    pub in_time: u32,
}

/// The products a party answers for, by the week of their deadlines, for the last weeks; the one of
/// today is included as far as it has come.
pub fn due_by_week<'a>(
    milestones: impl Iterator<Item = &'a Milestone>,
    party: &Responsible,
    today: Day,
    weeks: i64,
) -> Vec<DueWeek> {
    let monday = monday(today);
    let mut all: Vec<DueWeek> = (0..weeks)
        .rev()
        .map(|back| DueWeek {
            monday: monday - TimeDelta::days(7 * back),
            due: 0,
            in_time: 0,
        })
        .collect();
    for m in milestones.filter(|m| m.counts()) {
        for (deadline, in_time) in m.answered_by(party, today) {
            let week = all.iter_mut().find(|w| w.monday == super::monday(deadline));
            if let Some(week) = week.filter(|_| deadline <= today) {
                week.due += 1;
                week.in_time += u32::from(in_time);
            }
        }
    }
    all
}

/// How many waits lasted so many working days. What ended by a withdrawal stands with what was
/// decided: it waits no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitBand {
    pub from: u16,
    /// `None`: and longer.
    pub to: Option<u16>,
    pub decided: u32,
    pub waiting: u32,
}

/// The bands of the chart; the third ends where a unit ought to have decided.
const BANDS: [(u16, Option<u16>); 8] = [
    (0, Some(1)),
    (2, Some(3)),
    (4, Some(DECIDE_WITHIN)),
    (DECIDE_WITHIN + 1, Some(7)),
    (8, Some(10)),
    (11, Some(14)),
    (15, Some(21)),
    (22, None),
];

pub fn wait_bands(deliveries: &Deliveries) -> Vec<WaitBand> {
    BANDS
        .iter()
        .map(|&(from, to)| WaitBand {
            from,
            to,
            decided: deliveries.decided.between(from, to) + deliveries.withdrawn.between(from, to),
            waiting: deliveries.waiting.between(from, to),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        DayKind, Deadline, DutyKey, MilestoneEvent, MilestoneId, MilestoneKind, PartnerCode, Terms,
        UnitCode, WorkstreamCode, parse_day,
    };

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn company(code: &str) -> Responsible {
        Responsible::Partner(PartnerCode::parse(code).unwrap())
    }

    fn milestone(deadline: &str, events: &[(Event, &str)]) -> Milestone {
        let id = MilestoneId::parse("m1").unwrap();
        let mut m = Milestone::new(Terms {
            id: id.clone(),
            duty: DutyKey {
                unit: UnitCode::parse("SYT").unwrap(),
                workstream: WorkstreamCode::parse("QG09").unwrap(),
            },
            order: 1,
            kind: MilestoneKind::Product,
            title: "".into(),
            product: "".into(),
            deadline: parse_day(deadline).map_or(Deadline::None, Deadline::Day),
            responsible: company("VNPT"),
            weight: 1,
            reach: None,
            replaces: None,
            after: None,
            slot: None,
            second: None,
        });
        for (event, on) in events {
            m.apply(&MilestoneEvent {
                milestone: id.clone(),
                event: *event,
                day: day(on),
                deadline: None,
                responsible: (*event == Event::Reassigned).then(|| company("FPT")),
            });
        }
        m
    }

    use Event::{Accepted, Cancelled, Reassigned, Returned, Revoked, Submitted, Withdrawn};

    /// Deadline, events, today; in time, accepted at first, waits so far, decided in.
    type Row = (
        &'static str,
        &'static [(Event, &'static str)],
        &'static str,
        Option<bool>,
        Option<bool>,
        Option<i64>,
        &'static [i64],
    );

    #[rustfmt::skip]
    const TABLE: [Row; 13] = [
        // Nothing is due before the deadline has closed.
        ("2026-11-20", &[], "2026-11-20", None, None, None, &[]),
        ("2026-11-20", &[], "2026-11-21", Some(false), None, None, &[]),
        // Without a deadline nothing is ever late.
        ("", &[], "2026-11-21", None, None, None, &[]),
        ("", &[(Submitted, "2026-11-18")], "2026-11-20", None, None, Some(2), &[]),
        // In time while it waits, and when accepted later.
        ("2026-11-20", &[(Submitted, "2026-11-20")], "2026-11-30", Some(true), None, Some(6), &[]),
        ("2026-11-20", &[(Submitted, "2026-11-20"), (Accepted, "2026-11-30")], "2026-12-30", Some(true), Some(true), None, &[6]),
        ("2026-11-20", &[(Submitted, "2026-11-21"), (Accepted, "2026-11-23")], "2026-12-30", Some(false), Some(true), None, &[1]),
        // Returned after the deadline: late at once; before it, still to come.
        ("2026-11-20", &[(Submitted, "2026-11-19"), (Returned, "2026-11-24")], "2026-11-24", Some(false), Some(false), None, &[3]),
        ("2026-11-20", &[(Submitted, "2026-11-16"), (Returned, "2026-11-17")], "2026-11-18", None, Some(false), None, &[1]),
        // The second one is accepted, the first decision stays.
        ("2026-11-20", &[(Submitted, "2026-11-16"), (Returned, "2026-11-17"), (Submitted, "2026-11-18"), (Accepted, "2026-11-20")],
            "2026-11-20", Some(true), Some(false), None, &[1, 2]),
        // What was withdrawn was never decided on.
        ("2026-11-20", &[(Submitted, "2026-11-16"), (Withdrawn, "2026-11-17"), (Submitted, "2026-11-18"), (Accepted, "2026-11-20")],
            "2026-11-20", Some(true), Some(true), None, &[2]),
        // A revoked acceptance was one nevertheless.
        ("2026-11-20", &[(Submitted, "2026-11-16"), (Accepted, "2026-11-17"), (Revoked, "2026-11-25")], "2026-11-25", Some(false), Some(true), None, &[1]),
        // A new company begins anew.
        ("2026-11-20", &[(Submitted, "2026-11-16"), (Returned, "2026-11-17"), (Reassigned, "2026-11-18")], "2026-11-19", None, None, None, &[]),
    ];

    #[test]
    fn both_sides_of_a_delivery() {
        for (deadline, events, today, in_time, first, waits, decided) in TABLE {
            let m = milestone(deadline, events);
            let today = day(today);
            let told = (
                m.in_time(today),
                m.decided.accepted_at_first,
                m.waits(today, &Calendar::default()),
            );
            assert_eq!(
                told,
                (in_time, first, waits),
                "{deadline} {events:?} {today}"
            );
            let plain = Calendar::default();
            let took: Vec<i64> = m
                .decided
                .days
                .iter()
                .map(|(sent, decided)| plain.working_days(*sent, *decided))
                .collect();
            assert_eq!(took, decided, "{deadline} {events:?}");
        }
    }

    /// Deadline the 20th; the company is measured by what it had when a deadline closed.
    #[test]
    fn who_had_it_at_its_deadline_answers_for_it() {
        let today = day("2026-12-10");
        let to = |code: &str| Some(company(code));
        type Step = (
            Event,
            &'static str,
            Option<&'static str>,
            Option<&'static str>,
        );
        /// Party; due, in time, in time by more time only.
        type Told = (&'static str, u32, u32, u32);
        let cases: [(&[Step], &[Told]); 8] = [
            (&[], &[("VNPT", 1, 0, 0)]),
            // Given on the day itself, the next one has that day.
            (
                &[(Reassigned, "2026-11-20", Some("FPT"), None)],
                &[("VNPT", 0, 0, 0), ("FPT", 1, 0, 0)],
            ),
            (
                &[(Reassigned, "2026-11-21", Some("FPT"), None)],
                &[("VNPT", 1, 0, 0), ("FPT", 0, 0, 0)],
            ),
            // Handed over late by the next one: neither its credit nor its blame.
            (
                &[
                    (Reassigned, "2026-11-21", Some("FPT"), None),
                    (Submitted, "2026-11-23", None, None),
                ],
                &[("VNPT", 1, 0, 0), ("FPT", 0, 0, 0)],
            ),
            // With more time it answers for that; the first keeps its own.
            (
                &[
                    (Reassigned, "2026-11-21", Some("FPT"), None),
                    (Event::Extended, "2026-11-23", None, Some("2026-12-01")),
                    (Submitted, "2026-12-01", None, None),
                ],
                &[("VNPT", 1, 0, 0), ("FPT", 1, 1, 1)],
            ),
            // There and back: once.
            (
                &[
                    (Reassigned, "2026-11-21", Some("FPT"), None),
                    (Reassigned, "2026-11-24", Some("VNPT"), None),
                ],
                &[("VNPT", 1, 0, 0), ("FPT", 0, 0, 0)],
            ),
            // More time came before it went: what was missed stays, the later day is the next one's.
            (
                &[
                    (Event::Extended, "2026-11-23", None, Some("2026-12-01")),
                    (Reassigned, "2026-11-24", Some("FPT"), None),
                ],
                &[("VNPT", 1, 0, 0), ("FPT", 1, 0, 0)],
            ),
            (
                &[
                    (Event::Extended, "2026-11-18", None, Some("2026-11-30")),
                    (Submitted, "2026-11-25", None, None),
                ],
                &[("VNPT", 1, 1, 1)],
            ),
        ];
        for (steps, told) in cases {
            let mut m = milestone("2026-11-20", &[]);
            for (event, on, party, until) in steps {
                m.apply(&MilestoneEvent {
                    milestone: m.terms.id.clone(),
                    event: *event,
                    day: day(on),
                    deadline: until.map(day),
                    responsible: party.and_then(to),
                });
            }
            for (party, due, in_time, by_extension) in told {
                let mut d = Deliveries::default();
                d.count(&m, &company(party), today, &Calendar::default());
                let counted = (d.due, d.in_time, d.by_extension);
                assert_eq!(
                    counted,
                    (*due, *in_time, *by_extension),
                    "{party} {steps:?}"
                );
                // The weeks tell the same.
                let weeks = due_by_week([&m].into_iter(), &company(party), today, 8);
                let sums = weeks
                    .iter()
                    .fold((0, 0), |sum, w| (sum.0 + w.due, sum.1 + w.in_time));
                assert_eq!(sums, (*due, *in_time), "{party} {steps:?}");
            }
        }
    }

    /// What takes the place of a late one is its party's lateness, and no other party's; what is
    /// recorded after its deadline is nobody's.
    #[test]
    fn nobody_answers_for_a_deadline_that_closed_before_it_came() {
        let due = |m: &Milestone, party: &str| {
            let mut d = Deliveries::default();
            d.count(m, &company(party), day("2026-12-10"), &Calendar::default());
            d.due
        };
        let key = DutyKey {
            unit: UnitCode::parse("SYT").unwrap(),
            workstream: WorkstreamCode::parse("QG09").unwrap(),
        };
        let mut duty = crate::gap::tests::duty(Vec::new());
        let terms = |id: &str, party: &str, replaces: Option<&str>| {
            let of = milestone("2026-11-20", &[]).terms;
            std::sync::Arc::new(Terms {
                id: MilestoneId::parse(id).unwrap(),
                duty: key.clone(),
                responsible: company(party),
                replaces: replaces.map(|id| MilestoneId::parse(id).unwrap()),
                ..of.as_ref().clone()
            })
        };
        duty.create(terms("before", "VNPT", None), day("2026-11-02"));
        let ended = MilestoneEvent {
            milestone: MilestoneId::parse("before").unwrap(),
            event: Event::Cancelled,
            day: day("2026-11-24"),
            deadline: None,
            responsible: None,
        };
        duty.milestones[0].apply(&ended);
        duty.create(terms("same", "VNPT", Some("before")), day("2026-11-24"));
        duty.create(terms("other", "FPT", Some("before")), day("2026-11-24"));
        duty.create(terms("new", "MK", None), day("2026-11-24"));
        let told: Vec<u32> = [("same", "VNPT"), ("other", "FPT"), ("new", "MK")]
            .iter()
            .map(|(id, party)| {
                let m = duty.milestones.iter().find(|m| m.terms.id.as_str() == *id);
                due(m.unwrap(), party)
            })
            .collect();
        assert_eq!(told, [1, 0, 0]);
    }

    /// Handed over on Monday the 2nd: the tenth working day is Monday the 16th, or Tuesday
    /// where the 11th is a holiday; from the eleventh on the office may decide too.
    #[test]
    fn the_office_stands_in_from_the_eleventh_working_day() {
        let m = milestone("2026-11-20", &[(Submitted, "2026-11-02")]);
        let mut holiday = Calendar::default();
        holiday.set(day("2026-11-11"), DayKind::Holiday);
        for (calendar, last) in [(Calendar::default(), "2026-11-16"), (holiday, "2026-11-17")] {
            let last = day(last);
            assert_eq!(m.waits(last, &calendar), Some(10));
            assert!(!m.left_undecided(last, &calendar));
            assert!(m.left_undecided(last + TimeDelta::days(1), &calendar));
        }
        // Friday the 6th: the tenth is Friday the 20th, and a weekend brings no eleventh.
        let m = milestone("2026-11-20", &[(Submitted, "2026-11-06")]);
        for (today, left) in [
            ("2026-11-20", false),
            ("2026-11-22", false),
            ("2026-11-23", true),
        ] {
            assert_eq!(
                m.left_undecided(day(today), &Calendar::default()),
                left,
                "{today}"
            );
        }
        // A unit's own work waits for the office anyway, and another hand-over begins anew.
        let mut own = m.clone();
        own.responsible = Responsible::Unit;
        assert!(!own.left_undecided(day("2026-12-31"), &Calendar::default()));
        let again = milestone(
            "2026-11-20",
            &[
                (Submitted, "2026-11-02"),
                (Returned, "2026-11-13"),
                (Submitted, "2026-11-16"),
            ],
        );
        assert!(!again.left_undecided(day("2026-11-30"), &Calendar::default()));
        assert!(again.left_undecided(day("2026-12-01"), &Calendar::default()));
    }

    /// Handed to another party and back it is one delivery, with one first decision; accepted late it is
    /// late no more and was.
    #[test]
    fn what_goes_round_is_one_delivery_and_finished_late_stays_told() {
        let mut m = milestone(
            "2026-11-20",
            &[
                (Submitted, "2026-11-16"),
                (Returned, "2026-11-17"),
                (Reassigned, "2026-11-18"),
            ],
        );
        let mut happens = |event: Event, on: &str| {
            m.apply(&MilestoneEvent {
                milestone: m.terms.id.clone(),
                event,
                day: day(on),
                deadline: None,
                responsible: (event == Reassigned).then(|| company("VNPT")),
            });
        };
        happens(Reassigned, "2026-11-18");
        happens(Submitted, "2026-11-23");
        happens(Accepted, "2026-11-24");
        let mut d = Deliveries::default();
        d.count(
            &m,
            &company("VNPT"),
            day("2026-11-25"),
            &Calendar::default(),
        );
        assert_eq!((d.accepted_first, d.decided_first), (0, 1));
        assert_eq!((d.in_time, d.due, d.finished_late), (0, 1, 1));
    }

    #[test]
    fn late_and_in_time_never_contradict() {
        for (deadline, events, today, ..) in TABLE {
            let m = milestone(deadline, events);
            let today = day(today);
            if m.late(today) {
                assert_eq!(m.in_time(today), Some(false), "{deadline} {events:?}");
            }
        }
    }

    #[test]
    fn rates_are_sums_over_sums_and_can_be_taken_back() {
        let today = day("2026-11-25");
        let mut all = Deliveries::default();
        for (deadline, events, ..) in TABLE {
            for party in ["VNPT", "FPT"] {
                let m = milestone(deadline, events);
                all.count(&m, &company(party), today, &Calendar::default());
            }
        }
        let first = all.clone();
        let mut more = Deliveries::default();
        more.count(
            &milestone("2026-11-20", &[(Submitted, "2026-11-02")]),
            &company("VNPT"),
            today,
            &Calendar::default(),
        );
        all.add(&more);
        assert_eq!(all.waiting.longest(), Some(17));
        assert_eq!(all.due, first.due + 1);
        all.subtract(&more);
        assert_eq!(all, first);
        // What was decided before it went to another company is still the first one's.
        assert_eq!(first.accepted_first_share(), Share::new(4, 8));
        assert_eq!(Deliveries::default().accepted_first_share(), None);
    }

    #[test]
    fn a_long_wait_stays_though_it_ends_by_a_withdrawal() {
        let today = day("2026-11-25");
        for (events, waits, held) in [
            // Six working days, taken back and handed over anew.
            (
                &[
                    (Submitted, "2026-11-02"),
                    (Withdrawn, "2026-11-10"),
                    (Submitted, "2026-11-10"),
                    (Accepted, "2026-11-11"),
                ][..],
                2,
                1,
            ),
            // Again and again within what a unit may take, and never decided.
            (
                &[
                    (Submitted, "2026-11-02"),
                    (Withdrawn, "2026-11-06"),
                    (Submitted, "2026-11-09"),
                    (Withdrawn, "2026-11-13"),
                    (Submitted, "2026-11-25"),
                ],
                2,
                1,
            ),
            // As long as it may take, or to put something right: nobody let it wait.
            (
                &[(Submitted, "2026-11-02"), (Withdrawn, "2026-11-09")],
                0,
                0,
            ),
            (
                &[
                    (Submitted, "2026-11-02"),
                    (Withdrawn, "2026-11-02"),
                    (Submitted, "2026-11-03"),
                    (Accepted, "2026-11-04"),
                ],
                1,
                0,
            ),
        ] {
            let mut all = Deliveries::default();
            let m = milestone("2026-11-20", events);
            all.count(&m, &company("VNPT"), today, &Calendar::default());
            assert_eq!(all.waits().total(), waits, "{events:?}");
            assert_eq!(all.held_too_long(), held, "{events:?}");
            let bands = wait_bands(&all);
            let told: u32 = bands.iter().map(|it| it.decided + it.waiting).sum();
            assert_eq!(told, waits, "{events:?}");
            all.subtract(&all.clone());
            assert_eq!(all, Deliveries::default());
        }
    }

    /// Cancelled it is due no more; how long it waited and how it was decided on stays.
    #[test]
    fn a_cancellation_leaves_waits_and_first_decisions() {
        let events = [(Submitted, "2026-11-02"), (Returned, "2026-11-12")];
        let count = |m: &Milestone| {
            let mut all = Deliveries::default();
            let today = day("2026-11-25");
            all.count(m, &company("VNPT"), today, &Calendar::default());
            all
        };
        let before = count(&milestone("2026-11-20", &events));
        let mut cancelled = events.to_vec();
        cancelled.push((Cancelled, "2026-11-24"));
        let after = count(&milestone("2026-11-20", &cancelled));
        assert_eq!((before.due, after.due, after.returned), (1, 0, 0));
        assert_eq!(after.waits(), before.waits());
        assert_eq!(after.held_too_long(), 1);
        assert_eq!((after.decided_first, after.accepted_first), (1, 0));
    }

    #[test]
    fn a_median_counts_what_still_waits() {
        let tally = |days: &[u16]| {
            let mut tally = DayTally::default();
            days.iter().for_each(|d| tally.push(*d));
            tally
        };
        assert_eq!(tally(&[]).median_tenths(), None);
        assert_eq!(tally(&[7]).median_tenths(), Some(70));
        assert_eq!(tally(&[9, 2, 4]).median_tenths(), Some(40));
        assert_eq!(tally(&[9, 2, 4, 5]).median_tenths(), Some(45));
        let deliveries = Deliveries {
            decided: tally(&[1, 2, 3]),
            waiting: tally(&[30, 40]),
            ..Deliveries::default()
        };
        assert_eq!(deliveries.waits().median_tenths(), Some(30));
        assert_eq!(deliveries.held_too_long(), 2);
        let bands = wait_bands(&deliveries);
        assert_eq!(bands.iter().map(|b| b.decided).sum::<u32>(), 3);
        assert_eq!(bands[7].waiting, 2);
        assert_eq!(bands[2].to, Some(DECIDE_WITHIN));
    }

    #[test]
    fn weeks_begin_on_monday_and_the_present_one_is_as_far_as_it_has_come() {
        let all = [
            milestone("2026-11-16", &[(Submitted, "2026-11-16")]),
            milestone("2026-11-17", &[]),
            // Today's is not due before tomorrow, tomorrow's neither.
            milestone("2026-11-18", &[]),
            milestone("2026-11-19", &[(Submitted, "2026-11-10")]),
            milestone("2026-11-15", &[(Submitted, "2026-11-17")]),
            milestone("2026-11-08", &[]),
        ];
        let weeks = due_by_week(all.iter(), &company("VNPT"), day("2026-11-18"), 2);
        let told: Vec<_> = weeks.iter().map(|w| (w.monday, w.due, w.in_time)).collect();
        assert_eq!(told, [(day("2026-11-09"), 1, 0), (day("2026-11-16"), 2, 1)]);
    }
}
