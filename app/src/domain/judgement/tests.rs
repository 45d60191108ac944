//! The order of statuses, and every branch of it.
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::{
    Calendar, Deadline, Direction, DutyFigures, DutyKey, DutyRole, Event, Forecast, Indicator,
    IndicatorCode, Measurement, Milestone, MilestoneEvent, MilestoneId, MilestoneKind, PartnerCode,
    Responsible, State, Terms, UnitCode, Value, WorkstreamCode, forecast, judge_outcome, parse_day,
    target_path,
};

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn milestone(n: i64, kind: MilestoneKind, deadline: &str, events: &[(Event, &str)]) -> Milestone {
    let id = MilestoneId::parse(&format!("m{n}")).unwrap();
    let mut milestone = Milestone::new(Terms {
        id: id.clone(),
        duty: duty(Vec::new()).key,
        order: n,
        kind,
        title: "".into(),
        product: "".into(),
        deadline: parse_day(deadline).map_or(Deadline::None, Deadline::Day),
        responsible: Responsible::Unit,
        weight: 1,
        reach: None,
        replaces: None,
        after: None,
        slot: None,
        second: None,
    });
    for (event, on) in events {
        milestone.apply(&MilestoneEvent {
            milestone: id.clone(),
            event: *event,
            day: day(on),
            deadline: None,
            responsible: None,
        });
    }
    milestone
}

fn duty(milestones: Vec<Milestone>) -> Duty {
    Duty {
        key: DutyKey {
            unit: UnitCode::parse("SYT").unwrap(),
            workstream: WorkstreamCode::parse("QG09").unwrap(),
        },
        role: DutyRole::Lead,
        volume: None,
        set_weight: None,
        portions: None,
        milestones,
        rhythms: Vec::new(),
        outcome: None,
        criteria: Vec::new(),
        of_group: None,
        provisional: false,
    }
}

const HANDED_OVER: &[(Event, &str)] = &[(Event::Submitted, "2026-03-01")];
const ACCEPTED: &[(Event, &str)] = &[
    (Event::Submitted, "2026-03-01"),
    (Event::Accepted, "2026-03-05"),
];

/// The first status that holds, in its order: each row has all that the
/// rows under it have, and one reason more.
#[test]
fn the_first_status_that_holds() {
    let product = |n, deadline, events: &[(Event, &str)]| {
        milestone(n, MilestoneKind::Product, deadline, events)
    };
    for (status, milestones, today) in [
        (
            Status::Done,
            vec![product(1, "2026-03-31", ACCEPTED)],
            "2026-12-01",
        ),
        (
            Status::Late,
            vec![
                product(1, "2026-03-31", ACCEPTED),
                product(2, "2026-04-10", &[]),
            ],
            "2026-04-11",
        ),
        (
            Status::AtRisk,
            vec![
                product(1, "2026-03-31", ACCEPTED),
                product(2, "2026-04-10", &[]),
            ],
            "2026-04-10",
        ),
        (
            Status::AtRisk,
            vec![
                product(1, "2026-03-31", ACCEPTED),
                product(2, "2026-04-10", &[]),
            ],
            "2026-04-03",
        ),
        (
            Status::OnTrack,
            vec![
                product(1, "2026-03-31", ACCEPTED),
                product(2, "2026-04-10", &[]),
            ],
            "2026-04-02",
        ),
        (
            Status::NotDue,
            vec![product(1, "2026-12-31", &[])],
            "2026-04-02",
        ),
        (
            Status::NotDue,
            vec![
                milestone(1, MilestoneKind::Plan, "2026-03-01", ACCEPTED),
                product(2, "", &[]),
            ],
            "2026-04-02",
        ),
        (Status::NotDue, Vec::new(), "2026-04-02"),
        (
            Status::Unverified,
            vec![product(1, "2026-12-31", HANDED_OVER)],
            "2026-04-02",
        ),
    ] {
        assert_eq!(
            judge(&duty(milestones), day(today)).unwrap().status,
            status,
            "{today}"
        );
    }
}

/// A value that is written down after the deadline ends lateness: the status says so whatever it is
/// then, and says nothing where nothing was late.
#[test]
fn rule_4_a_status_that_a_later_value_made_good_says_so() {
    use AfterDeadline::{Entered, Reached};
    let open = milestone(1, MilestoneKind::Product, "2027-12-31", &[]);
    let accepted = milestone(1, MilestoneKind::Product, "2027-12-31", ACCEPTED);
    let on = day("2026-06-25");
    for (milestone, value_of, entered, percent, status, lateness) in [
        (
            &open,
            "2026-06-19",
            "2026-06-25",
            96,
            Status::NotDue,
            Some(Lateness::Value(Entered(on))),
        ),
        (
            &open,
            "2026-06-25",
            "2026-06-25",
            96,
            Status::NotDue,
            Some(Lateness::Value(Reached)),
        ),
        (&open, "2026-06-19", "2026-06-19", 96, Status::NotDue, None),
        (&open, "2026-06-19", "2026-06-25", 50, Status::Late, None),
        (
            &accepted,
            "2026-06-19",
            "2026-06-25",
            96,
            Status::Done,
            Some(Lateness::Finished),
        ),
        (
            &accepted,
            "2026-06-19",
            "2026-06-19",
            96,
            Status::Done,
            None,
        ),
    ] {
        let mut duty = duty(vec![milestone.clone()]);
        let mut outcome = outcome("2026-06-20", true, &[]);
        let value = Measurement::Fraction {
            day: day(value_of),
            numerator: percent,
            denominator: 100,
        };
        outcome.add_entered(value, day(entered));
        duty.outcome = Some(outcome);
        let judged = judge(&duty, day("2026-06-30")).unwrap();
        assert_eq!(judged.status, status, "{value_of} {percent}");
        assert_eq!(judged.lateness(), lateness, "{value_of} {percent}");
    }
}

/// Done in time by more time only, the status names the first original deadline that was missed; of
/// a company's milestone that it was so, the day stands where the milestone does.
#[test]
fn rule_4_a_duty_that_is_in_time_by_more_time_only_says_so() {
    let extended = |n, deadline: &str, until: &str| {
        let mut m = milestone(n, MilestoneKind::Product, deadline, &[]);
        for (event, on) in [
            (Event::Extended, "2026-02-20"),
            (Event::Submitted, "2026-03-01"),
            (Event::Accepted, "2026-03-05"),
        ] {
            m.apply(&MilestoneEvent {
                milestone: m.terms.id.clone(),
                event,
                day: day(on),
                deadline: parse_day(until).filter(|_| event == Event::Extended),
                responsible: None,
            });
        }
        m
    };
    let [early, first, late] = [
        extended(1, "2026-03-01", "2026-12-31"),
        extended(2, "2026-02-10", "2026-12-31"),
        extended(3, "2026-02-01", "2026-02-25"),
    ];
    let second = extended(4, "2026-02-15", "2026-12-31");
    let mut company = second.clone();
    company.responsible = Responsible::Partner(PartnerCode::parse("VNPT").unwrap());
    for (milestones, lateness) in [
        (vec![&early], None),
        (
            vec![&early, &second, &first],
            Some(Lateness::Extended(Some(day("2026-02-10")))),
        ),
        (vec![&early, &company], Some(Lateness::Extended(None))),
        (vec![&first, &late], Some(Lateness::Finished)),
    ] {
        let duty = duty(milestones.into_iter().cloned().collect());
        let judged = judge(&duty, day("2026-03-10")).unwrap();
        assert_eq!(judged.status, Status::Done);
        assert_eq!(judged.lateness(), lateness);
    }
}

#[test]
fn rule_5_a_good_status_expires_late_does_not() {
    let later = milestone(2, MilestoneKind::Product, "2027-12-31", &[]);
    let good = duty(vec![
        milestone(1, MilestoneKind::Product, "2026-03-31", ACCEPTED),
        later.clone(),
    ]);
    // Accepted on 5 March: fresh through the 60th day after, stale from the 61st.
    assert_eq!(
        judge(&good, day("2026-05-04")).unwrap().status,
        Status::OnTrack
    );
    assert_eq!(
        judge(&good, day("2026-05-05")).unwrap().status,
        Status::Unverified
    );
    let late = duty(vec![
        milestone(1, MilestoneKind::Product, "2026-03-31", &[]),
        later,
    ]);
    assert_eq!(
        judge(&late, day("2027-05-05")).unwrap().status,
        Status::Late
    );
}

#[test]
fn rule_9_late_by_submission_and_finished_late() {
    let sent = &[(Event::Submitted, "2026-04-01")];
    let waiting = duty(vec![milestone(
        1,
        MilestoneKind::Product,
        "2026-03-31",
        sent,
    )]);
    assert_eq!(
        judge(&waiting, day("2026-04-02")).unwrap().status,
        Status::Late
    );
    let accepted = &[
        (Event::Submitted, "2026-04-01"),
        (Event::Accepted, "2026-04-03"),
    ];
    let done = judge(
        &duty(vec![milestone(
            1,
            MilestoneKind::Product,
            "2026-03-31",
            accepted,
        )]),
        day("2026-04-04"),
    );
    let done = done.unwrap();
    assert_eq!((done.status, done.finished_late), (Status::Done, true));
    // Who only supports others has no status.
    let mut supports = duty(vec![milestone(1, MilestoneKind::Plan, "2026-03-31", sent)]);
    assert_eq!(
        judge(&supports, day("2026-04-04")).unwrap().status,
        Status::NotDue
    );
    supports.role = DutyRole::Contribute;
    assert_eq!(judge(&supports, day("2026-04-04")), None);
}

/// An outcome whose target is 95, with values on days.
fn outcome(deadline: &str, target: bool, values: &[(&str, i64)]) -> Outcome {
    let mut outcome = Outcome::new(Arc::new(Indicator {
        code: IndicatorCode::parse("KQ").unwrap(),
        name: "".into(),
        name_en: None,
        duty: None,
        unit_of_measure: "%".into(),
        direction: Direction::Up,
        baseline: None,
        baseline_day: None,
        counts: None,
        deadline: parse_day(deadline),
        fresh_days: 60,
        criterion: "".into(),
        provisional: false,
        never_falls: false,
        path: Vec::new(),
        source: "".into(),
    }));
    outcome.target = target.then(|| Value::from_integer(95));
    for (on, percent) in values {
        outcome.add(Measurement::Fraction {
            day: day(on),
            numerator: *percent,
            denominator: 100,
        });
    }
    outcome
}

const FAST: &[(&str, i64)] = &[("2026-05-01", 60), ("2026-05-08", 65), ("2026-05-15", 70)];
const STILL: &[(&str, i64)] = &[("2026-05-01", 60), ("2026-05-08", 60), ("2026-05-15", 60)];
const FEW: &[(&str, i64)] = &[("2026-05-08", 60), ("2026-05-15", 70)];
const REACHED: &[(&str, i64)] = &[("2026-05-15", 95)];

/// A path that begins on its deadline or later shows no way to the target.
#[test]
fn what_has_no_way_to_its_target_is_at_risk() {
    for (begins, status) in [
        ("2026-05-01", Status::OnTrack),
        ("2026-12-31", Status::AtRisk),
        ("2027-06-01", Status::AtRisk),
    ] {
        let mut outcome = outcome("2026-12-31", true, &[("2026-05-15", 70)]);
        let mut indicator = (*outcome.indicator).clone();
        indicator.baseline_day = parse_day(begins);
        outcome.indicator = Arc::new(indicator);
        assert_eq!(
            judge_outcome(&outcome, day("2026-05-16")),
            Some(status),
            "{begins}"
        );
    }
}

/// The branches over an outcome indicator: of a duty whose milestones are all
/// accepted, and of the indicator by itself.
#[test]
fn status_over_an_outcome_indicator() {
    use Status::*;
    for (deadline, target, values, today, of_duty, alone) in [
        // Reached and fresh, then no longer fresh: neither done nor late.
        ("2026-12-31", true, REACHED, "2026-07-14", Done, Some(Done)),
        (
            "2026-12-31",
            true,
            REACHED,
            "2026-07-15",
            Unverified,
            Some(Unverified),
        ),
        (
            "2026-06-30",
            true,
            REACHED,
            "2026-07-15",
            Unverified,
            Some(Unverified),
        ),
        // The deadline closes at the end of its day.
        (
            "2026-06-30",
            true,
            FEW,
            "2026-06-30",
            OnTrack,
            Some(OnTrack),
        ),
        ("2026-06-30", true, FEW, "2026-07-01", Late, Some(Late)),
        ("2026-06-30", true, &[], "2026-07-01", Late, Some(Late)),
        // 70 and 5 a week: 95 on 19 June.
        (
            "2026-06-19",
            true,
            FAST,
            "2026-05-16",
            OnTrack,
            Some(OnTrack),
        ),
        ("2026-06-18", true, FAST, "2026-05-16", AtRisk, Some(AtRisk)),
        ("", true, FAST, "2026-05-16", OnTrack, Some(OnTrack)),
        // No way to the target, with and without a deadline.
        (
            "2026-12-31",
            true,
            STILL,
            "2026-05-16",
            AtRisk,
            Some(AtRisk),
        ),
        ("", true, STILL, "2026-05-16", AtRisk, Some(AtRisk)),
        // Never measured: the duty is verified by its milestone, the indicator
        // by nothing.
        (
            "2026-12-31",
            true,
            &[],
            "2026-04-01",
            OnTrack,
            Some(Unverified),
        ),
        // Without a target nothing is asked.
        ("2026-03-31", false, FEW, "2026-05-16", Done, None),
        (
            "2026-03-31",
            false,
            &[],
            "2026-05-16",
            Done,
            Some(Unverified),
        ),
    ] {
        let outcome = outcome(deadline, target, values);
        let told = format!("{deadline} {values:?} {today}");
        assert_eq!(judge_outcome(&outcome, day(today)), alone, "{told}");
        let mut duty = duty(vec![milestone(
            1,
            MilestoneKind::Product,
            "2026-03-31",
            ACCEPTED,
        )]);
        duty.outcome = Some(outcome);
        assert_eq!(judge(&duty, day(today)).unwrap().status, of_duty, "{told}");
    }
}

/// What stands beside the outcome moves neither status nor shares.
#[test]
fn the_six_criteria_touch_no_status_and_no_share() {
    let plain = duty(vec![milestone(
        1,
        MilestoneKind::Product,
        "2026-03-31",
        ACCEPTED,
    )]);
    let mut with = plain.clone();
    let mut criterion = Indicator::clone(&outcome("2026-01-31", true, &[]).indicator);
    criterion.duty = Some((plain.key.unit.clone(), plain.key.workstream.clone()));
    criterion.criterion = "sach".into();
    with.set_indicator(Arc::new(criterion.clone()));
    assert_eq!((with.criteria.len(), &with.outcome), (1, &None));
    let of = |duty: &Duty| DutyFigures::of(duty, 1000, day("2026-05-01"), &Calendar::default());
    assert_eq!(of(&with), of(&plain));
    // A later row that makes it the outcome takes it out of the six.
    criterion.criterion = "".into();
    with.set_indicator(Arc::new(criterion));
    assert!(with.criteria.is_empty() && with.outcome.is_some());
}

const TODAY: &str = "2026-05-16";

fn days_from_today(days: i64) -> String {
    (day(TODAY) + chrono::TimeDelta::days(days)).to_string()
}

/// Kind, days to the deadline, and what happened so many days ago.
type Drawn = (MilestoneKind, i64, Vec<(Event, i64)>);

fn any_milestone() -> impl Strategy<Value = Drawn> {
    let kind = prop_oneof![
        Just(MilestoneKind::Plan),
        Just(MilestoneKind::Product),
        Just(MilestoneKind::Product),
        Just(MilestoneKind::Outcome)
    ];
    let history = (0..4_usize, 0_i64..400).prop_map(|(which, ago)| {
        let last = [Event::Submitted, Event::Accepted, Event::Returned];
        let mut events = vec![(Event::Submitted, ago), (last[which.min(2)], ago)];
        events.truncate([0, 2, 2, 1][which]);
        events
    });
    (kind, -200_i64..200, history)
}

/// Whether there is a target, days to a deadline, values so many days ago.
type DrawnOutcome = (bool, Option<i64>, Vec<(i64, i64)>);

fn any_outcome() -> impl Strategy<Value = DrawnOutcome> {
    let values = proptest::collection::vec((0_i64..400, 0_i64..=100), 0..6);
    (any::<bool>(), proptest::option::of(-200_i64..200), values)
}

fn drawn(milestones: Vec<Drawn>, measured: Option<DrawnOutcome>) -> Duty {
    let milestones = milestones.into_iter().zip(1..);
    let milestones = milestones.map(|((kind, deadline, history), n)| {
        let days: Vec<String> = history
            .iter()
            .map(|(_, ago)| days_from_today(-ago))
            .collect();
        let events = history.iter().zip(&days);
        let events: Vec<(Event, &str)> = events
            .map(|((event, _), on)| (*event, on.as_str()))
            .collect();
        milestone(n, kind, &days_from_today(deadline), &events)
    });
    let mut duty = duty(milestones.collect());
    duty.outcome = measured.map(|(target, deadline, values)| {
        let days: Vec<String> = values
            .iter()
            .map(|(ago, _)| days_from_today(-ago))
            .collect();
        let values = days.iter().zip(&values);
        let values: Vec<(&str, i64)> = values
            .map(|(on, (_, percent))| (on.as_str(), *percent))
            .collect();
        let deadline = deadline.map_or_else(String::new, days_from_today);
        outcome(&deadline, target, &values)
    });
    duty
}

proptest! {
    /// Every duty has a status, and it is the first in the order whose
    /// condition, written here as docs/rules.md has it (Status), holds.
    #[test]
    fn status_is_total_and_keeps_its_order(
        milestones in proptest::collection::vec(any_milestone(), 0..4),
        measured in proptest::option::of(any_outcome()),
    ) {
        let (duty, today) = (drawn(milestones, measured), day(TODAY));
        let counted: Vec<&Milestone> = duty.counted().collect();
        let goal = duty.outcome.as_ref().filter(|o| o.target.is_some());
        let reached = |o: &Outcome| o.latest_value() >= o.target;
        let ago = |on: Day| (today - on).num_days();
        let fresh = |o: &Outcome| o.latest().is_some_and(|m| ago(m.day()) <= 60);
        let deadline = |o: &Outcome| o.indicator.deadline.unwrap_or(Day::MAX);
        let accepted = |m: &&&Milestone| m.state == State::Accepted;
        let done = !counted.is_empty()
            && counted.iter().all(|m| m.state == State::Accepted)
            && goal.is_none_or(|o| reached(o) && fresh(o));
        let late = counted.iter().any(|m| m.late(today))
            || goal.is_some_and(|o| today > deadline(o) && !reached(o));
        let at_risk = counted.iter().any(|m| m.closes_within(today, 7))
            || goal.is_some_and(|o| match forecast(o, today) {
                Forecast::Never { .. } => true,
                Forecast::Finish { likely, .. } => likely.day > deadline(o),
                Forecast::NotEnough | Forecast::Passed { .. } => {
                    let path = target_path(o).and_then(|path| path.at(today));
                    o.latest_value().is_some_and(|value| path.is_some_and(|path| value < path))
                }
                Forecast::Reached | Forecast::Over => false,
            });
        let verified = duty.outcome.as_ref().is_some_and(fresh)
            || counted.iter().filter(accepted).any(|m| m.accepted_on.is_some_and(|on| ago(on) <= 60));
        let holds = [
            (Status::Done, done),
            (Status::Late, late),
            (Status::AtRisk, at_risk),
            (Status::NotDue, counted.iter().all(|m| m.submitted_on.is_none() && m.decided.days.is_empty())),
            (Status::Unverified, !verified),
            (Status::OnTrack, true),
        ];
        let first = holds.iter().find(|(_, holds)| *holds).map(|(status, _)| *status);
        prop_assert_eq!(judge(&duty, today).map(|it| it.status), first);
    }
}

/// Whose turn it is behind a count (docs/rules.md, Sub-counts).
#[test]
fn the_first_part_that_holds() {
    use MilestoneKind::Product;
    let sent_late = &[(Event::Submitted, "2026-04-02")][..];
    let accepted = &[
        (Event::Submitted, "2026-03-01"),
        (Event::Accepted, "2026-03-02"),
    ][..];
    let accepted_late = &[
        (Event::Submitted, "2026-04-02"),
        (Event::Accepted, "2026-04-03"),
    ][..];
    let returned = &[
        (Event::Submitted, "2026-03-01"),
        (Event::Returned, "2026-03-02"),
    ][..];
    let of = |milestones: Vec<Milestone>, today: &str| {
        let judged = judge(&duty(milestones), day(today)).unwrap();
        if let Some(part) = judged.part {
            assert_eq!(part.status(), judged.status);
        }
        judged.part
    };
    let m = |n, deadline, events| milestone(n, Product, deadline, events);
    for (milestones, today, part) in [
        (
            vec![m(1, "2026-03-31", &[]), m(2, "2026-03-31", sent_late)],
            "2026-04-05",
            Some(Part::LateOpen),
        ),
        (
            vec![m(1, "2026-03-31", sent_late)],
            "2026-04-05",
            Some(Part::LateWaiting),
        ),
        (
            vec![m(1, "2026-04-10", &[])],
            "2026-04-05",
            Some(Part::RiskMilestone),
        ),
        (
            vec![m(1, "2026-12-31", HANDED_OVER)],
            "2026-04-05",
            Some(Part::UnverifiedWaiting),
        ),
        (
            vec![m(1, "2026-12-31", returned)],
            "2026-04-05",
            Some(Part::UnverifiedNever),
        ),
        (
            vec![m(1, "2026-03-31", accepted), m(2, "2026-12-31", &[])],
            "2026-06-05",
            Some(Part::UnverifiedStale),
        ),
        (
            vec![m(1, "2026-03-31", accepted)],
            "2026-06-05",
            Some(Part::DoneInTime),
        ),
        (
            vec![m(1, "2026-03-31", accepted_late)],
            "2026-06-05",
            Some(Part::DoneLate),
        ),
        (vec![m(1, "2026-12-31", &[])], "2026-04-05", None),
    ] {
        assert_eq!(of(milestones, today), part, "{today}");
    }
    let mut measured = duty(vec![m(1, "2026-12-31", accepted)]);
    measured.outcome = Some(outcome("2026-03-31", true, &[("2026-03-20", 30)]));
    let part = |duty: &Duty| judge(duty, day("2026-04-05")).unwrap().part;
    assert_eq!(part(&measured), Some(Part::LateMeasured));
}
