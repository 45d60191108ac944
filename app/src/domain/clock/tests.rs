use super::*;
use crate::{
    AssignmentRole, DayKind, Deadline, DutyKey, DutyRole, Event, MilestoneEvent, MilestoneId,
    MilestoneKind, PartnerCode, Terms, UnitCode, WorkstreamCode, parse_day,
};

fn d(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn company() -> Responsible {
    Responsible::Partner(PartnerCode::parse("VNPT").unwrap())
}

/// The company at its unit from a day.
fn assigned(from: &str, to: Option<&str>) -> Assignment {
    Assignment {
        unit: UnitCode::parse("SYT").unwrap(),
        partner: PartnerCode::parse("VNPT").unwrap(),
        role: AssignmentRole::Lead,
        from: d(from),
        to: to.map(d),
        decision: "".into(),
        source: "".into(),
    }
}

fn milestone(order: i64, deadline: &str, by: Responsible) -> Milestone {
    let mut m = Milestone::new(Terms {
        id: MilestoneId::parse(&format!("m{order}")).unwrap(),
        duty: DutyKey {
            unit: UnitCode::parse("SYT").unwrap(),
            workstream: WorkstreamCode::parse("QG09").unwrap(),
        },
        order,
        kind: MilestoneKind::Product,
        title: "".into(),
        product: "".into(),
        deadline: parse_day(deadline).map_or(Deadline::None, Deadline::Day),
        responsible: by,
        weight: 1,
        reach: None,
        replaces: None,
        after: None,
        slot: None,
        second: None,
    });
    m.recorded_on = Some(d("2026-10-01"));
    m
}

fn happens(m: &mut Milestone, event: Event, day: Day) {
    m.apply(&MilestoneEvent {
        milestone: m.terms.id.clone(),
        event,
        day,
        deadline: (event == Event::Extended).then(|| d("2027-01-31")),
        responsible: (event == Event::Reassigned).then_some(Responsible::Unit),
    });
}

fn duty(milestones: Vec<Milestone>) -> Duty {
    Duty {
        key: milestones[0].terms.duty.clone(),
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

/// The clock of the last of some milestones.
fn clock_of(milestones: Vec<Milestone>, today: &str) -> Option<Clock> {
    let duty = duty(milestones);
    let last = duty.milestones.last().unwrap();
    duty.clock(
        last,
        d(today),
        &Calendar::default(),
        &[assigned("2026-01-01", None)],
        Days::All,
    )
}

fn told(clock: &Clock) -> Vec<(Holder, String, i64)> {
    let through = |it: &Stretch| format!("{}/{}", it.from, it.through);
    let all = clock.stretches.iter();
    all.map(|it| (it.holder, through(it), it.days)).collect()
}

/// A week is Monday 02/11 to Friday 06/11.
#[test]
fn a_day_belongs_to_who_holds_it_at_its_end() {
    use Event::*;
    use Holder::*;
    let mut m = milestone(1, "2026-12-31", company());
    m.recorded_on = Some(d("2026-11-02"));
    for (event, day) in [
        (Submitted, "2026-11-05"),
        (Returned, "2026-11-10"),
        (WaitingOnMinistry, "2026-11-12"),
        (Resumed, "2026-11-17"),
        // Handed over and taken back the same day, it never left.
        (Submitted, "2026-11-18"),
        (Withdrawn, "2026-11-18"),
        (Reassigned, "2026-11-19"),
        (Submitted, "2026-11-20"),
        (Extended, "2026-11-23"),
    ] {
        happens(&mut m, event, d(day));
    }
    let clock = clock_of(vec![m.clone()], "2026-11-24").unwrap();
    let stretch = |holder, days: &str, n| (holder, days.to_owned(), n);
    let expected = [
        stretch(Company, "2026-11-02/2026-11-04", 3),
        stretch(Head, "2026-11-05/2026-11-09", 3),
        stretch(Company, "2026-11-10/2026-11-11", 2),
        stretch(Above, "2026-11-12/2026-11-16", 3),
        stretch(Company, "2026-11-17/2026-11-17", 1),
        stretch(Company, "2026-11-18/2026-11-18", 1),
        stretch(Unit, "2026-11-19/2026-11-19", 1),
        stretch(Office, "2026-11-20/2026-11-24", 3),
    ];
    assert_eq!(told(&clock), expected);
    assert_eq!(clock.holder, Some(Office));
    let parts = clock.parts();
    assert_eq!(
        (parts.of(Company), parts.of(Above), parts.whole()),
        (7, 3, 17)
    );
    // A company reads it from where the work came into its party's hand.
    let duty = duty(vec![m]);
    let among = |days| {
        let (calendar, assigned) = (Calendar::default(), [assigned("2026-01-01", None)]);
        duty.clock(
            &duty.milestones[0],
            d("2026-11-24"),
            &calendar,
            &assigned,
            days,
        )
    };
    let since = among(Days::InThisHand).unwrap();
    assert_eq!(since.parts().whole(), 4);
    assert_eq!(told(&since), expected[6..]);
    // What was the company's stays in the company's, though it holds it no more.
    let had = company();
    let before = among(Days::Of(&had)).unwrap();
    assert_eq!(told(&before), expected[..6]);
    assert_eq!(before.holder, None);
    assert_eq!(
        told(&among(Days::Of(&Responsible::Unit)).unwrap()),
        expected[6..]
    );
    let other = Responsible::Partner(PartnerCode::parse("MK").unwrap());
    assert_eq!(among(Days::Of(&other)), None);
}

/// A company has no days where it is not assigned: they are the office's, which has to give its work
/// away. What it handed over waits for the head all the same.
#[test]
fn a_company_that_is_not_assigned_holds_nothing() {
    use Holder::*;
    let mut open = milestone(1, "2026-12-31", company());
    open.recorded_on = Some(d("2026-11-02"));
    let mut waits = open.clone();
    happens(&mut waits, Event::Submitted, d("2026-11-04"));
    let mut given = open.clone();
    happens(&mut given, Event::Reassigned, d("2026-11-11"));
    let ended = vec![assigned("2026-01-01", Some("2026-11-05"))];
    let again = [ended.clone(), vec![assigned("2026-11-10", None)]].concat();
    for (m, assignments, expected, now) in [
        (&open, &ended, vec![(Company, 4), (Office, 6)], Office),
        (
            &open,
            &again,
            vec![(Company, 4), (Office, 2), (Company, 4)],
            Company,
        ),
        (&open, &Vec::new(), vec![(Office, 10)], Office),
        (&waits, &ended, vec![(Company, 2), (Head, 8)], Head),
        (
            &given,
            &ended,
            vec![(Company, 4), (Office, 3), (Unit, 3)],
            Unit,
        ),
    ] {
        let duty = duty(vec![m.clone()]);
        let (m, today) = (&duty.milestones[0], d("2026-11-13"));
        let clock = duty.clock(m, today, &Calendar::default(), assignments, Days::All);
        let clock = clock.unwrap();
        let days: Vec<_> = clock
            .stretches
            .iter()
            .map(|it| (it.holder, it.days))
            .collect();
        assert_eq!(days, expected);
        assert_eq!(clock.holder, Some(now));
    }
}

#[test]
fn from_an_acceptance_to_its_revocation_nobody_holds_it() {
    let mut m = milestone(1, "2026-12-31", Responsible::Unit);
    m.recorded_on = Some(d("2026-11-02"));
    happens(&mut m, Event::Submitted, d("2026-11-03"));
    happens(&mut m, Event::Accepted, d("2026-11-05"));
    let clock = clock_of(vec![m.clone()], "2026-11-30").unwrap();
    assert_eq!((clock.parts().whole(), clock.holder), (3, None));
    happens(&mut m, Event::Revoked, d("2026-11-12"));
    let clock = clock_of(vec![m.clone()], "2026-11-13").unwrap();
    assert_eq!(
        (clock.parts().whole(), clock.holder),
        (5, Some(Holder::Unit))
    );
    // What was accepted once nobody cancels; with its group it is over.
    assert_eq!(m.stage().after(Event::Cancelled), None);
    happens(&mut m, Event::Cancelled, d("2026-11-16"));
    let clock = clock_of(vec![m.clone()], "2026-11-30").unwrap();
    assert_eq!((m.state, clock.holder), (State::Cancelled, None));
    let mut m = milestone(1, "2026-12-31", Responsible::Unit);
    m.recorded_on = Some(d("2026-11-02"));
    happens(&mut m, Event::Cancelled, d("2026-11-04"));
    let clock = clock_of(vec![m], "2026-11-30").unwrap();
    assert_eq!((clock.parts().whole(), clock.holder), (2, None));
}

/// Each case: the milestone before (recorded 01/10), the one asked about, when its clock starts.
#[test]
fn a_clock_starts_when_the_one_before_is_done_or_due() {
    let submitted = |mut m: Milestone, day: &str| {
        happens(&mut m, Event::Submitted, d(day));
        m
    };
    let accepted = |m: Milestone, day: &str| {
        let mut m = submitted(m, day);
        happens(&mut m, Event::Accepted, d(day));
        m
    };
    let unit = |order, deadline: &str| milestone(order, deadline, Responsible::Unit);
    let recorded = |mut m: Milestone, day: &str| {
        m.recorded_on = Some(d(day));
        m
    };
    let cancelled = |mut m: Milestone| {
        happens(&mut m, Event::Cancelled, d("2026-10-02"));
        m
    };
    let cancelled_on = |mut m: Milestone, day: &str| {
        happens(&mut m, Event::Cancelled, d(day));
        m
    };
    let plan = |order, deadline: &str| {
        let mut terms = (*unit(order, deadline).terms).clone();
        terms.kind = MilestoneKind::Plan;
        Milestone::new(terms)
    };
    for (what, before, asked, starts) in [
        (
            "nothing before",
            vec![],
            unit(2, "2026-12-31"),
            "2026-10-01",
        ),
        (
            "due",
            vec![unit(1, "2026-11-05")],
            unit(2, "2026-12-31"),
            "2026-11-06",
        ),
        (
            "accepted before it was due",
            vec![accepted(unit(1, "2026-11-05"), "2026-10-20")],
            unit(2, "2026-12-31"),
            "2026-10-21",
        ),
        (
            "accepted after it was due",
            vec![accepted(unit(1, "2026-11-05"), "2026-11-20")],
            unit(2, "2026-12-31"),
            "2026-11-06",
        ),
        (
            "neither a deadline nor an acceptance: the one before that",
            vec![unit(1, "2026-11-05"), submitted(unit(2, ""), "2026-11-10")],
            unit(3, "2026-12-31"),
            "2026-11-06",
        ),
        (
            "cancelled while it was its turn: until then it was",
            vec![
                unit(1, "2026-11-05"),
                cancelled_on(unit(2, "2026-12-20"), "2026-11-20"),
            ],
            unit(3, "2026-12-31"),
            "2026-11-21",
        ),
        (
            "cancelled after it was due",
            vec![cancelled_on(unit(1, "2026-11-05"), "2026-11-20")],
            unit(2, "2026-12-31"),
            "2026-11-06",
        ),
        (
            "cancelled before its turn: the one before that",
            vec![unit(1, "2026-11-05"), cancelled(unit(2, "2026-11-20"))],
            unit(3, "2026-12-31"),
            "2026-11-06",
        ),
        (
            "a plan is no step",
            vec![unit(1, "2026-11-05"), plan(2, "2026-11-20")],
            unit(3, "2026-12-31"),
            "2026-11-06",
        ),
        (
            "handed over before its turn",
            vec![unit(1, "2026-11-20")],
            submitted(unit(2, "2026-12-31"), "2026-11-03"),
            "2026-11-03",
        ),
        (
            "due before the one before it",
            vec![unit(1, "2026-11-20")],
            unit(2, "2026-11-10"),
            "2026-11-10",
        ),
        (
            "recorded after it was due",
            vec![unit(1, "2026-10-05")],
            recorded(unit(2, "2026-10-20"), "2026-11-16"),
            "2026-11-16",
        ),
        (
            "handed over in the old book, which came later",
            vec![],
            recorded(submitted(unit(1, "2026-11-10"), "2026-11-16"), "2026-11-30"),
            "2026-11-16",
        ),
    ] {
        let mut milestones = before;
        milestones.push(asked);
        let clock = clock_of(milestones, "2026-12-31").unwrap();
        assert_eq!(clock.started, d(starts), "{what}");
    }
    // Before that there is none, and a plan never has one.
    let waits = vec![unit(1, "2026-11-05"), unit(2, "2026-12-31")];
    assert_eq!(clock_of(waits, "2026-11-05"), None);
    assert_eq!(clock_of(vec![plan(1, "2026-11-05")], "2026-12-31"), None);
}

#[test]
fn a_group_tells_its_sum_and_the_middle_one() {
    let of = |days: &[(Holder, i64)]| {
        let stretch = |(holder, days): &(Holder, i64)| Stretch {
            holder: *holder,
            from: d("2026-11-02"),
            through: d("2026-11-02"),
            days: *days,
        };
        Clock {
            started: d("2026-11-02"),
            stretches: days.iter().map(stretch).collect(),
            holder: None,
        }
    };
    let mut clocks = Clocks::default();
    clocks.count(&of(&[
        (Holder::Unit, 4),
        (Holder::Office, 2),
        (Holder::Unit, 1),
    ]));
    clocks.count(&of(&[(Holder::Unit, 9), (Holder::Office, 10)]));
    clocks.count(&of(&[(Holder::Company, 30)]));
    assert_eq!(clocks.whole(), (3, Some(190)));
    assert_eq!(clocks.of(Holder::Unit), (2, Some(70)));
    assert_eq!(clocks.of(Holder::Above), (0, None));
    assert_eq!(clocks.days.whole(), 56);
    assert_eq!(clocks.days.of(Holder::Unit), 14);
}

proptest::proptest! {
    /// Whatever happens, the parts sum to the working days on which somebody held it, told day
    /// by day by who held it at the end of each.
    #[test]
    fn the_parts_sum_to_the_whole(
        steps in proptest::collection::vec((0_usize..Event::ALL.len(), 0_u64..9), 0..25),
        holidays in proptest::collection::vec(0_u64..150, 0..12),
        by_company in proptest::bool::ANY,
        length in 0_u64..150,
    ) {
        let start = d("2026-10-01");
        let day = |n: u64| start + chrono::Days::new(n);
        let mut calendar = Calendar::default();
        for n in holidays {
            calendar.set(day(n), DayKind::Holiday);
        }
        let by = if by_company { company() } else { Responsible::Unit };
        let mut m = milestone(1, "2026-11-20", by);
        // Who held it at the end of each day, kept by hand.
        let (mut at, mut ends) = (0, vec![m.holder(); 400]);
        for (event, later) in steps {
            at += later;
            happens(&mut m, Event::ALL[event], day(at));
            ends[at as usize..].fill(m.holder());
        }
        let duty = duty(vec![m]);
        let today = day(length.max(at));
        let clock = duty.clock(&duty.milestones[0], today, &calendar, &[assigned("2026-01-01", None)], Days::All).unwrap();
        let mut parts = HeldDays::default();
        for n in 0..=length.max(at) {
            let works = calendar.working_days(day(n) - chrono::Days::new(1), day(n));
            if let Some(holder) = ends[n as usize] {
                parts.0[holder as usize] += works;
            }
        }
        proptest::prop_assert_eq!(clock.parts(), parts);
        proptest::prop_assert!(clock.stretches.windows(2).all(|two| two[0].through < two[1].from));
    }
}
