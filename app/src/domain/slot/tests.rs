//! Slots by example, and against fractions that are computed by other means.
use std::sync::Arc;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::{
    Against, CadenceCode, Calendar, Deadline, Differs, DutyFigures, DutyKey, DutyRole, Figures,
    Gains, Gap, GapBy, LiesWith, Mass, MilestoneEvent, MilestoneId, MilestoneKind, Part,
    Responsible, Rhythm, ShareOf, Status, Task, Terms, UnitCode, WorkstreamCode, judge, monday,
    next_change, parse_day, why_differs,
};

const W: u64 = 1_000_000;

fn d(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn key() -> DutyKey {
    DutyKey {
        unit: UnitCode::parse("SYT").unwrap(),
        workstream: WorkstreamCode::parse("NV01").unwrap(),
    }
}

/// A product, or where `of` is named the slot of the days before its close.
fn milestone(id: &str, weight: u64, due: Day, of: Option<(&str, Day)>) -> Milestone {
    let mut m = Milestone::new(Terms {
        id: MilestoneId::parse(id).unwrap(),
        duty: key(),
        order: 1,
        kind: MilestoneKind::Product,
        title: id.into(),
        product: "".into(),
        deadline: Deadline::Day(due),
        responsible: Responsible::Unit,
        weight,
        reach: None,
        replaces: None,
        after: None,
        slot: of.map(|(rhythm, closes)| Slot {
            rhythm: RhythmCode::parse(rhythm).unwrap(),
            period: Period {
                from: due - TimeDelta::days(6),
                to: due,
            },
            closes,
        }),
        second: None,
    });
    m.recorded_on = Some(d("2026-01-01"));
    m
}

fn rhythm(code: &str, ends_on: Option<&str>) -> Arc<Rhythm> {
    Arc::new(Rhythm {
        code: RhythmCode::parse(code).unwrap(),
        duty: key(),
        title: "".into(),
        product: "".into(),
        cadence: CadenceCode::parse("K").unwrap(),
        begins_on: d("2026-01-01"),
        ends_on: ends_on.map(d),
        weight: 1,
        responsible: Responsible::Unit,
        cut_off_days: 0,
        remind_days: 3,
        provisional: false,
        source: "".into(),
    })
}

fn duty(milestones: Vec<Milestone>, rhythms: Vec<Arc<Rhythm>>) -> Duty {
    Duty {
        key: key(),
        role: DutyRole::Lead,
        volume: None,
        set_weight: None,
        portions: None,
        milestones,
        rhythms,
        of_group: None,
        outcome: None,
        criteria: Vec::new(),
        provisional: false,
    }
}

fn happens(m: &mut Milestone, event: Event, on: Day) {
    m.apply(&MilestoneEvent {
        milestone: m.terms.id.clone(),
        event,
        day: on,
        deadline: None,
        responsible: None,
    });
}

/// Weekly slots due on four Fridays of November 2026, each with what happened to it.
fn weekly(of: [&[(Event, &str)]; 4]) -> Vec<Milestone> {
    let dues = ["2026-11-06", "2026-11-13", "2026-11-20", "2026-11-27"];
    let all = dues.iter().zip(of).enumerate();
    all.map(|(n, (due, events))| {
        let mut m = milestone(&format!("s{n}"), 1, d(due), Some(("BC", d(due))));
        for (event, on) in events {
            happens(&mut m, *event, d(on));
        }
        m
    })
    .collect()
}

/// A period that closed without an answer was told as a change of the plan.
#[test]
fn what_stood_accepted_before_a_period_closed_is_what_was_told_then() {
    let accepted: &[(Event, &str)] = &[
        (Event::Submitted, "2026-11-05"),
        (Event::Accepted, "2026-11-06"),
    ];
    let all = weekly([accepted, &[], &[], &[]]);
    let duty = duty(all, vec![rhythm("BC", None)]);
    for day in ["2026-11-07", "2026-11-14", "2026-11-21", "2026-11-28"] {
        let then = Figures::shares_of(&duty, W, d(day));
        let again = duty.accepted_on(d(day)).map(|it| it.of_weight(W));
        assert_eq!(again, Some(then.accepted), "{day}");
        let planned = duty.planned_on(d(day)).map(|it| it.of_weight(W));
        assert_eq!(planned, Some(then.expected_original), "{day}");
    }
}

const DONE_1: &[(Event, &str)] = &[
    (Event::Submitted, "2026-11-05"),
    (Event::Accepted, "2026-11-05"),
];
const DONE_3: &[(Event, &str)] = &[
    (Event::Submitted, "2026-11-19"),
    (Event::Accepted, "2026-11-23"),
];

#[test]
fn a_slot_counts_from_the_day_after_it_closed() {
    let duty = duty(weekly([DONE_1, &[], DONE_3, &[]]), vec![rhythm("BC", None)]);
    for (today, accepted, planned, products) in [
        // Accepted already, and not closed: nothing can be said.
        ("2026-11-06", None, None, 0),
        ("2026-11-07", Some((1, 1)), Some((1, 1)), 1),
        ("2026-11-13", Some((1, 1)), Some((1, 1)), 1),
        // Missed: in the plan and not in what is accepted.
        ("2026-11-14", Some((1, 2)), Some((2, 2)), 2),
        ("2026-11-21", Some((1, 3)), Some((3, 3)), 3),
        ("2026-11-23", Some((2, 3)), Some((3, 3)), 3),
        ("2026-11-28", Some((2, 4)), Some((4, 4)), 4),
    ] {
        // As it was by the end of the day.
        let mut then = duty.clone();
        then.milestones = weekly([DONE_1, &[], DONE_3, &[]].map(|events| {
            let upto = events.iter().take_while(|(_, on)| d(on) <= d(today));
            &events[..upto.count()]
        }));
        let told = Figures::shares_of(&then, W, d(today));
        let share = |it: Option<(i128, i128)>| it.and_then(|(k, n)| Share::new(k, n));
        assert_eq!(told.accepted(), share(accepted), "{today}");
        assert_eq!(told.expected_original(), share(planned), "{today}");
        assert_eq!(told.products, products, "{today}");
    }
}

#[test]
fn a_slot_is_told_as_late_before_it_is_a_product() {
    let m = milestone("s", 1, d("2026-11-06"), Some(("BC", d("2026-11-10"))));
    let duty = duty(vec![m], vec![rhythm("BC", None)]);
    for (today, products, late, lacking) in [
        ("2026-11-06", 0, 0, 0),
        // Late, and still taken: nothing of the duty's products yet.
        ("2026-11-07", 0, 1, 0),
        ("2026-11-10", 0, 1, 0),
        // Missed: a product that nobody is late with any more, and that is lacking for good.
        ("2026-11-11", 1, 0, 1),
    ] {
        let told = Figures::shares_of(&duty, W, d(today));
        let counts = (told.products, told.products_late);
        assert_eq!(counts, (products, late), "{today}");
        assert_eq!(duty.lacking(d(today)).count(), lacking, "{today}");
    }
}

#[test]
fn a_missed_slot_is_why_an_old_board_has_fewer_late() {
    let m = milestone("s", 1, d("2026-11-06"), Some(("BC", d("2026-11-10"))));
    let duty = duty(vec![m], vec![rhythm("BC", None)]);
    for (today, why) in [
        ("2026-11-10", Differs::DeadlineClosed),
        ("2026-11-11", Differs::SlotMissed),
    ] {
        let today = d(today);
        let task = Task {
            duty: &duty,
            judgement: judge(&duty, today),
        };
        let told = why_differs(&[task], Against::FewerLate, today);
        assert_eq!(told, [why], "{today}");
    }
}

#[test]
fn a_rhythm_weighs_once_in_what_a_duty_promises() {
    let mut all = weekly([DONE_1, &[], DONE_3, &[]]);
    all.push(milestone("own", 3, d("2026-12-01"), None));
    let duty = duty(all, vec![rhythm("BC", None)]);
    assert_eq!(duty.promised_weight(), 4);
}

#[test]
fn what_was_missed_is_over_for_everybody() {
    let close = d("2026-11-10");
    let mut m = milestone("s", 1, d("2026-11-06"), Some(("BC", close)));
    for (today, late, missed) in [
        ("2026-11-06", false, false),
        // Late while it is still taken.
        ("2026-11-07", true, false),
        ("2026-11-10", true, false),
        ("2026-11-11", false, true),
        ("2027-11-11", false, true),
    ] {
        let told = (m.late(d(today)), m.missed(d(today)));
        assert_eq!(told, (late, missed), "{today}");
        for event in Event::ALL {
            let refused = m.refuses(*event, d(today));
            assert_eq!(refused == Some(Refusal::SlotMissed), missed, "{event:?}");
        }
    }
    assert_eq!(m.missed_from(), Some(d("2026-11-11")));
    // What is handed over by then is never missed, and after the close never taken back.
    happens(&mut m, Event::Submitted, close);
    assert!(!m.missed(d("2027-01-01")));
    assert_eq!(m.refuses(Event::Withdrawn, close), None);
    let refused = m.refuses(Event::Withdrawn, d("2026-11-11"));
    assert_eq!(refused, Some(Refusal::SlotClosed));
}

#[test]
fn nothing_is_handed_over_before_its_period_begins() {
    let m = milestone("s", 1, d("2026-11-06"), Some(("BC", d("2026-11-10"))));
    let begins = m.slot().unwrap().period.from;
    let before = begins.pred_opt().unwrap();
    assert_eq!(
        m.refuses(Event::Submitted, before),
        Some(Refusal::PeriodNotBegun)
    );
    assert_eq!(m.refuses(Event::Submitted, begins), None);
    // What the office does to it may come before.
    assert_eq!(m.refuses(Event::Cancelled, before), None);
}

#[test]
fn what_came_back_may_be_handed_over_again_for_ten_days() {
    let due = d("2026-11-06");
    for (event, on, until) in [
        (Event::Returned, "2026-11-20", "2026-11-30"),
        // By its own close, where that is later.
        (Event::Returned, "2026-10-20", "2026-11-06"),
        // Who takes it back in time has its own close.
        (Event::Withdrawn, "2026-11-06", "2026-11-06"),
    ] {
        let mut m = milestone("s", 1, due, Some(("BC", due)));
        happens(&mut m, Event::Submitted, d("2026-10-19"));
        happens(&mut m, event, d(on));
        let until = d(until);
        assert!(!m.missed(until), "{event:?} {on}");
        assert!(m.missed(until.succ_opt().unwrap()), "{event:?} {on}");
    }
    let mut m = milestone("s", 1, due, Some(("BC", due)));
    happens(&mut m, Event::Submitted, due);
    happens(&mut m, Event::Accepted, due);
    happens(&mut m, Event::Revoked, d("2026-12-01"));
    assert!(!m.missed(d("2026-12-11")) && m.missed(d("2026-12-12")));
}

/// A weekly report weighs no more beside a product than its rhythm does.
#[test]
fn a_rhythm_is_one_part_of_its_duty() {
    let mut all = weekly([DONE_1, &[], DONE_3, &[]]);
    all.push(milestone("p", 3, d("2026-12-31"), None));
    let with_product = duty(all, vec![rhythm("BC", None)]);
    for (today, part, of) in [
        // Before the first closes the product is all there is.
        ("2026-11-06", 0, 3),
        ("2026-11-24", 2, 12),
        ("2026-11-28", 2, 16),
    ] {
        let told = Figures::shares_of(&with_product, W, d(today)).accepted();
        assert_eq!(told, Share::new(part, of), "{today}");
    }
}

#[test]
fn a_duty_is_late_while_the_slot_that_closed_last_was_missed() {
    use Status::{AtRisk, Done, Late, NotDue, OnTrack};
    const DONE_2: &[(Event, &str)] = &[
        (Event::Submitted, "2026-11-12"),
        (Event::Accepted, "2026-11-12"),
    ];
    const DONE_4: &[(Event, &str)] = &[
        (Event::Submitted, "2026-11-26"),
        (Event::Accepted, "2026-11-26"),
    ];
    let none: &[(Event, &str)] = &[];
    for (of, ends_on, today, status) in [
        ([none, none, none, none], None, "2026-11-05", NotDue),
        ([none, none, none, none], None, "2026-11-07", Late),
        ([none, DONE_2, none, none], None, "2026-11-13", Late),
        // One of two was missed, later one of four.
        ([none, DONE_2, none, none], None, "2026-11-14", AtRisk),
        ([DONE_1, none, DONE_3, DONE_4], None, "2026-11-28", AtRisk),
        ([DONE_1, DONE_2, DONE_3, none], None, "2026-11-24", OnTrack),
        // What closes within days is no risk where it does so each week.
        ([DONE_1, DONE_2, DONE_3, none], None, "2026-11-27", OnTrack),
        // It goes on without an end: never done.
        (
            [DONE_1, DONE_2, DONE_3, DONE_4],
            None,
            "2026-12-28",
            OnTrack,
        ),
        (
            [DONE_1, DONE_2, DONE_3, DONE_4],
            Some("2026-11-27"),
            "2026-11-27",
            OnTrack,
        ),
        (
            [DONE_1, DONE_2, DONE_3, DONE_4],
            Some("2026-11-27"),
            "2026-11-28",
            Done,
        ),
        // What was missed is never made good.
        (
            [DONE_1, none, DONE_3, DONE_4],
            Some("2026-11-27"),
            "2027-11-28",
            AtRisk,
        ),
    ] {
        let duty = duty(weekly(of), vec![rhythm("BC", ends_on)]);
        let told = judge(&duty, d(today)).unwrap();
        assert_eq!(told.status, status, "{of:?} {today}");
        let part = match status {
            Late => Some(Part::LateMissed),
            AtRisk => Some(Part::RiskMissed),
            Done => Some(Part::DoneInTime),
            _ => None,
        };
        assert_eq!(told.part, part, "{of:?} {today}");
    }
}

#[test]
fn three_times_nothing_running_are_counted() {
    let due = |n: i64| d("2026-11-06") + TimeDelta::days(7 * n);
    let mut all = Vec::new();
    for (n, answer) in [
        "nothing",
        "report",
        "nothing",
        "cancelled",
        "nothing",
        "nothing",
    ]
    .iter()
    .enumerate()
    {
        let due = due(n as i64);
        let mut m = milestone(&format!("s{n}"), 1, due, Some(("BC", due)));
        match *answer {
            "cancelled" => happens(&mut m, Event::Cancelled, due),
            answer => {
                happens(&mut m, Event::Submitted, due);
                if answer == "nothing" {
                    m.says_nothing();
                }
            }
        }
        all.push(m);
    }
    let duty = duty(all, vec![rhythm("BC", None)]);
    let running: Vec<usize> = duty
        .milestones
        .iter()
        .map(|m| duty.nothing_running(m))
        .collect();
    assert_eq!(running, [1, 0, 1, 1, 2, 3]);
    // What came back is no answer.
    let mut duty = duty.clone();
    happens(&mut duty.milestones[5], Event::Returned, due(6));
    assert_eq!(duty.nothing_running(&duty.milestones[5]), 0);
    assert!(!duty.milestones[5].nothing);
}

/// Numerator and denominator, without anything of the code under test.
type Fraction = (i128, i128);

fn plus((a, b): Fraction, (c, d): Fraction) -> Fraction {
    (a * d + c * b, b * d)
}

#[derive(Debug, Clone)]
struct Drawn {
    /// 0: a product; else the slot of one of two rhythms.
    of: usize,
    weight: u64,
    due: i64,
    cut_off: i64,
    sent: Option<i64>,
    accepted: Option<i64>,
    back: Option<i64>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let maybe = |days| prop::option::weighted(0.6, days);
    (
        0_usize..3,
        0_u64..5,
        0_i64..90,
        0_i64..4,
        maybe(-10..8_i64),
        maybe(0..12_i64),
        prop::option::weighted(0.2, 0..12_i64),
    )
        .prop_map(|(of, weight, due, cut_off, sent, accepted, back)| Drawn {
            of,
            // All slots of a rhythm weigh what it weighs.
            weight: if of == 0 { weight } else { of as u64 + 1 },
            due,
            cut_off: if of == 0 { 0 } else { cut_off },
            sent,
            accepted,
            back,
        })
}

fn lived(all: &[Drawn], upto: Day) -> Duty {
    let start = d("2026-01-05");
    let milestones = all.iter().enumerate().map(|(n, it)| {
        let due = start + TimeDelta::days(it.due);
        let closes = due + TimeDelta::days(it.cut_off);
        let rhythm = ["", "R1", "R2"][it.of];
        let of = (it.of > 0).then_some((rhythm, closes));
        let mut m = milestone(&format!("m{n}"), it.weight, due, of);
        let mut at = due;
        let events = [
            (Event::Submitted, it.sent),
            (Event::Accepted, it.accepted),
            (Event::Revoked, it.back),
        ];
        for (event, days) in events {
            let Some(days) = days else { break };
            at += TimeDelta::days(days);
            if at > upto || m.refuses(event, at).is_some() {
                break;
            }
            happens(&mut m, event, at);
        }
        m
    });
    duty(
        milestones.collect(),
        vec![rhythm("R1", None), rhythm("R2", None)],
    )
}

/// The share of what holds, over all that counts by a day.
fn by_other_means(duty: &Duty, today: Day, holds: impl Fn(&Milestone) -> bool) -> Option<Fraction> {
    let (mut part, mut of) = ((0, 1), 0_i128);
    for m in duty.milestones.iter().filter(|m| m.slot().is_none()) {
        of += i128::from(m.terms.weight);
        if holds(m) {
            part = plus(part, (m.terms.weight.into(), 1));
        }
    }
    for (code, weight) in [("R1", 2_i128), ("R2", 3)] {
        let closed: Vec<&Milestone> = duty
            .milestones
            .iter()
            .filter(|m| {
                m.slot()
                    .is_some_and(|it| it.rhythm.as_str() == code && it.closes < today)
            })
            .collect();
        if closed.is_empty() {
            continue;
        }
        of += weight;
        let held = closed.iter().filter(|m| holds(m)).count() as i128;
        part = plus(part, (weight * held, closed.len() as i128));
    }
    (of > 0).then_some((part.0, part.1 * of))
}

proptest! {
    #[test]
    fn shares_of_slots_are_those_computed_by_other_means(
        all in prop::collection::vec(drawn(), 0..14), today in 0_i64..120,
    ) {
        let today = d("2026-01-05") + TimeDelta::days(today);
        let duty = lived(&all, today);
        let told = Figures::shares_of(&duty, W, today);
        let mass = |it: Option<Fraction>| {
            it.and_then(|(part, of)| Share::new(part, of)).map_or(0, |share| share.of_weight(W))
        };
        let due = |m: &Milestone| match m.slot() {
            Some(_) => true,
            None => m.original_deadline.is_some_and(|day| day < today),
        };
        prop_assert_eq!(told.accepted, mass(by_other_means(&duty, today, |m| m.state == State::Accepted)));
        let claimed = |m: &Milestone| matches!(m.state, State::Submitted | State::Accepted);
        prop_assert_eq!(told.claimed, mass(by_other_means(&duty, today, claimed)));
        prop_assert_eq!(told.expected_original, mass(by_other_means(&duty, today, due)));
        // What lacks and what is accepted are all there is, what was missed included.
        let weighed = duty.weighed(today);
        let lacking: Mass = duty.lacking(today).map(|m| weighed.part(m, W)).sum();
        let whole = if weighed.all() == 0 { 0 } else { told.mass };
        prop_assert!((lacking + told.accepted - whole).abs() <= all.len() as Mass);
        prop_assert_eq!(told.products as usize, duty.counted().filter(|m| m.counts_on(today)).count());
        // Cut to integers, parts may be off by one each.
        let near = |a: Mass, b: Mass| (a - b).abs() <= all.len() as Mass;
        let gap = Gap::of(&duty, W, today, |_| false);
        let apart = told.expected_original - told.accepted;
        prop_assert!(near(apart, gap.missing() - gap.ahead), "{} {:?}", apart, gap);
        let mut by = GapBy::default();
        by.add(&duty, W, today, |_| false);
        let missed = duty.counted().filter(|m| m.counts_on(today) && m.missed(today)).count() as u32;
        prop_assert_eq!(by.of(&LiesWith::Missed).1, missed);
        prop_assert_eq!(gap.missed_milestones, missed);
        for share in [ShareOf::Claimed, ShareOf::Accepted, ShareOf::ExpectedOriginal, ShareOf::Expected] {
            let adds: Mass = duty.adds(share, W, today).iter().map(|(_, part)| part).sum();
            prop_assert_eq!(adds, share.sums(&told).0, "{:?}", share);
        }
        // What the weeks brought is what is accepted.
        let gains = Gains::of(&duty, W, today);
        let weeks = (0..40).map(|n| monday(d("2025-12-01")) + TimeDelta::days(7 * n));
        prop_assert_eq!(weeks.map(|week| gains.of_week(week)).sum::<Mass>(), told.accepted);
    }

    /// What nobody touches says the same until the day it named.
    #[test]
    fn a_duty_with_slots_changes_on_the_day_it_says(
        all in prop::collection::vec(drawn(), 0..8), upto in 0_i64..60,
    ) {
        let start = d("2026-01-05") + TimeDelta::days(upto);
        let duty = lived(&all, start);
        let calendar = Calendar::default();
        let of = |day| {
            let told = DutyFigures::of(&duty, W, day, &calendar);
            (told.figures, told.judgement, told.gains, told.partners)
        };
        let mut told = of(start);
        let (mut changes, mut shares) = (next_change(&duty, start), Figures::shares_change_on(&duty, start));
        let mut sums = Figures::shares_of(&duty, W, start);
        for day in start.iter_days().skip(1).take(90) {
            let now = of(day);
            if changes.is_none_or(|on| day < on) {
                prop_assert_eq!(&now, &told, "{} {:?}", day, changes);
            }
            let at = Figures::shares_of(&duty, W, day);
            if shares.is_none_or(|on| day < on) {
                prop_assert_eq!(at, sums, "{} {:?}", day, shares);
            }
            (told, sums) = (now, at);
            (changes, shares) = (next_change(&duty, day), Figures::shares_change_on(&duty, day));
        }
    }
}
