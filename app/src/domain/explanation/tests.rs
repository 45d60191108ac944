use std::sync::Arc;

use super::*;
use crate::{
    Commitment, Commitments, Counts, Deadline, Direction, DutyKey, Event, Indicator, Measurement,
    Milestone, MilestoneEvent, MilestoneKind, Outcome, PartnerCode, Pending, Terms, Value,
    WorkstreamCode, Writer, parse_day,
};

fn d(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn company(code: &str) -> Responsible {
    Responsible::Partner(PartnerCode::parse(code).unwrap())
}

/// Every act by every role, on what is and is not pending, of the unit and of a company.
#[test]
fn every_role_asks_or_explains_what_is_its_own() {
    let (own, other) = (
        UnitCode::parse("SYT").unwrap(),
        UnitCode::parse("STP").unwrap(),
    );
    let vnpt = PartnerCode::parse("VNPT").unwrap();
    for &act in Act::ALL {
        for &role in Role::ALL {
            for (by_company, pending, closed, at_home, assigned) in cases() {
                let actor = Actor {
                    role,
                    unit: match role {
                        Role::Head | Role::Member if at_home => Some(&own),
                        Role::Head | Role::Member => Some(&other),
                        // An officer's home is not asked for: asking decides nothing.
                        Role::Office => Some(&own),
                        _ => None,
                    },
                    partner: (role == Role::Partner).then_some(&vnpt),
                    assigned,
                    closed,
                    stands_in: false,
                    writer: Writer::Another,
                };
                let responsible = if by_company {
                    company("VNPT")
                } else {
                    Responsible::Unit
                };
                let theirs = match (act, role) {
                    (Act::Asked, Role::Committee | Role::Office) => true,
                    (Act::Explained, Role::Head) => at_home,
                    (Act::Explained, Role::Partner) => by_company && assigned,
                    _ => false,
                };
                let expected = match (theirs, pending, closed) {
                    (false, ..) => Err(Refusal::NotYours),
                    (true, false, _) => Err(Refusal::NotInThisState),
                    (true, true, true) => Err(Refusal::UnitClosed),
                    (true, true, false) => Ok(()),
                };
                let got = speak(act, actor, &own, &responsible, pending);
                assert_eq!(got, expected, "{act:?} {actor:?} {responsible:?} {pending}");
            }
        }
    }
}

fn cases() -> impl Iterator<Item = (bool, bool, bool, bool, bool)> {
    (0..32).map(|n: u8| {
        let bit = |at: u8| n >> at & 1 == 1;
        (bit(0), bit(1), bit(2), bit(3), bit(4))
    })
}

/// Another company explains nothing of a rival's, assigned there or not.
#[test]
fn rule_11_a_company_explains_only_its_own() {
    let unit = UnitCode::parse("SYT").unwrap();
    let fpt = PartnerCode::parse("FPT").unwrap();
    for assigned in [false, true] {
        let actor = Actor {
            role: Role::Partner,
            unit: None,
            partner: Some(&fpt),
            assigned,
            closed: false,
            stands_in: false,
            writer: Writer::Another,
        };
        let got = speak(Act::Explained, actor, &unit, &company("VNPT"), true);
        assert_eq!(got, Err(Refusal::NotYours));
    }
}

fn milestone(by: Responsible) -> Milestone {
    Milestone::new(Terms {
        id: MilestoneId::parse("m1").unwrap(),
        duty: DutyKey {
            unit: UnitCode::parse("SYT").unwrap(),
            workstream: WorkstreamCode::parse("QG09").unwrap(),
        },
        order: 1,
        kind: MilestoneKind::Product,
        title: "".into(),
        product: "".into(),
        deadline: Deadline::Day(d("2026-11-02")),
        responsible: by,
        weight: 1,
        reach: None,
        replaces: None,
        after: None,
        slot: None,
        second: None,
    })
}

fn happens(m: &mut Milestone, event: Event, on: &str) {
    m.apply(&MilestoneEvent {
        milestone: m.terms.id.clone(),
        event,
        day: d(on),
        deadline: None,
        responsible: (event == Event::Reassigned).then(|| company("FPT")),
    });
}

fn commits(on: &str, to: &str) -> Explanation {
    Explanation {
        on: d(on),
        by: Responsible::Unit,
        cause: Cause::SourceData,
        commits_to: d(to),
    }
}

/// On or before its day by the submission that stands; each counts.
#[test]
fn a_commitment_is_kept_by_the_submission_that_stands() {
    use Commitment::*;
    use Event::*;
    for (events, today, expected) in [
        (&[][..], "2026-11-10", [Open, Open]),
        (&[], "2026-11-11", [Broken, Open]),
        (&[], "2026-11-21", [Broken, Broken]),
        (
            &[(Submitted, "2026-11-10")],
            "2026-11-10",
            [Kept, CountedBefore],
        ),
        (&[(Submitted, "2026-11-11")], "2026-11-30", [Broken, Kept]),
        (&[(Submitted, "2026-11-21")], "2026-11-30", [Broken, Broken]),
        // Returned or taken back it does not stand; handed over again it is a later one.
        (
            &[(Submitted, "2026-11-09"), (Returned, "2026-11-12")],
            "2026-11-12",
            [Broken, Open],
        ),
        (
            &[
                (Submitted, "2026-11-09"),
                (Returned, "2026-11-12"),
                (Submitted, "2026-11-20"),
            ],
            "2026-11-30",
            [Broken, Kept],
        ),
        (
            &[(Submitted, "2026-11-09"), (Accepted, "2026-11-25")],
            "2026-11-30",
            [Kept, CountedBefore],
        ),
        (
            &[
                (Submitted, "2026-11-09"),
                (Accepted, "2026-11-10"),
                (Revoked, "2026-11-25"),
            ],
            "2026-11-30",
            [Broken, Broken],
        ),
    ] {
        let mut m = milestone(Responsible::Unit);
        m.explain(commits("2026-11-03", "2026-11-10"));
        m.explain(commits("2026-11-05", "2026-11-20"));
        for (event, on) in events {
            happens(&mut m, *event, on);
        }
        let kept: Vec<Commitment> = m.commitments(d(today)).map(|(_, kept)| kept).collect();
        assert_eq!(kept, expected, "{events:?} {today}");
    }
    let mut m = milestone(Responsible::Unit);
    m.explain(commits("2026-11-03", "2026-11-10"));
    m.explain(commits("2026-11-03", "2026-11-20"));
    // Those whose day had passed stay broken: ending the work keeps no promise.
    happens(&mut m, Cancelled, "2026-11-11");
    let kept: Vec<Commitment> = m
        .commitments(d("2026-11-30"))
        .map(|(_, kept)| kept)
        .collect();
    assert_eq!(kept, [Broken]);
}

fn indicator() -> Outcome {
    Outcome::new(Arc::new(Indicator {
        code: IndicatorCode::parse("CT").unwrap(),
        name: "".into(),
        name_en: None,
        duty: None,
        unit_of_measure: "%".into(),
        direction: Direction::Up,
        baseline: None,
        baseline_day: None,
        counts: Some(Counts::Other),
        deadline: None,
        fresh_days: 60,
        criterion: "".into(),
        provisional: false,
        never_falls: false,
        path: Vec::new(),
        source: "".into(),
    }))
}

fn percent(day: &str, percent: i64) -> Measurement {
    Measurement::Fraction {
        day: d(day),
        numerator: percent,
        denominator: 100,
    }
}

/// What is at the target and was entered in time keeps the promise open until it is decided on.
#[test]
fn a_commitment_on_an_indicator_is_open_while_a_value_in_time_waits() {
    use Commitment::{Broken, Kept, Open};
    for (value, entered_on, told) in [
        (80, "2026-11-09", Open),
        (80, "2026-11-10", Open),
        (79, "2026-11-10", Broken),
        (80, "2026-11-11", Broken),
    ] {
        let mut outcome = indicator();
        outcome.target = Some(Value::from_integer(80));
        outcome.explain(commits("2026-11-03", "2026-11-10"));
        let kept = |outcome: &Outcome| outcome.commitments(d("2026-11-12")).next().unwrap().1;
        let measurement = percent("2026-11-01", value);
        outcome.pending.push(Pending {
            measurement,
            seq: 1,
            entered_on: d(entered_on),
            by: None,
        });
        assert_eq!(kept(&outcome), told, "{value} {entered_on}");
        outcome.pending.clear();
        let returned = kept(&outcome);
        assert_eq!(returned, Broken, "{value} {entered_on}");
        outcome.add_entered(measurement, d(entered_on));
        let accepted = if told == Open { Kept } else { Broken };
        assert_eq!(kept(&outcome), accepted, "{value} {entered_on}");
    }
}

/// What was entered before a promise neither keeps nor breaks it, accepted before or after it.
#[test]
fn a_commitment_on_an_indicator_is_not_kept_by_what_was_entered_before_it() {
    use Commitment::{AfterTheDeed, Broken, Kept, Open};
    for (entered, today, expected) in [
        // The target was reached once, and missed when the promise was given.
        (
            &[("2026-11-01", 85), ("2026-11-02", 70)][..],
            "2026-11-08",
            Open,
        ),
        (
            &[("2026-11-01", 85), ("2026-11-02", 70)],
            "2026-11-12",
            Broken,
        ),
        (
            &[("2026-11-01", 85), ("2026-11-02", 70), ("2026-11-09", 80)],
            "2026-11-12",
            Kept,
        ),
        (&[("2026-11-02", 85)], "2026-11-12", AfterTheDeed),
        (&[("2026-11-03", 85)], "2026-11-12", AfterTheDeed),
        // Entered once more it is no other deed.
        (
            &[("2026-11-02", 85), ("2026-11-09", 85)],
            "2026-11-12",
            AfterTheDeed,
        ),
        (
            &[("2026-11-02", 85), ("2026-11-09", 70)],
            "2026-11-12",
            Broken,
        ),
        (
            &[("2026-11-02", 85), ("2026-11-11", 70)],
            "2026-11-12",
            AfterTheDeed,
        ),
    ] {
        let mut outcome = indicator();
        outcome.target = Some(Value::from_integer(80));
        outcome.explain(commits("2026-11-03", "2026-11-10"));
        for (day, value) in entered {
            outcome.add(percent(day, *value));
        }
        let kept: Vec<Commitment> = outcome.commitments(d(today)).map(|it| it.1).collect();
        assert_eq!(kept, [expected], "{entered:?} {today}");
    }
}

#[test]
fn a_commitment_on_an_indicator_is_kept_by_a_measurement_at_target() {
    let mut outcome = indicator();
    outcome.explain(commits("2026-11-03", "2026-11-10"));
    outcome.explain(commits("2026-11-03", "2026-11-20"));
    let kept = |outcome: &Outcome, today: &str| -> Vec<Commitment> {
        outcome
            .commitments(d(today))
            .map(|(_, kept)| kept)
            .collect()
    };
    assert_eq!(
        kept(&outcome, "2026-11-12"),
        [Commitment::Broken, Commitment::Open]
    );
    outcome.target = Some(Value::from_integer(80));
    for (day, value) in [("2026-11-08", 79), ("2026-11-15", 80), ("2026-11-18", 70)] {
        outcome.add(percent(day, value));
    }
    assert_eq!(
        kept(&outcome, "2026-11-25"),
        [Commitment::Broken, Commitment::Kept]
    );
    // Written down afterwards, a value of an old day keeps nothing.
    let old = percent("2026-11-09", 85);
    outcome.add_entered(old, d("2026-11-24"));
    assert_eq!(
        kept(&outcome, "2026-11-25"),
        [Commitment::Broken, Commitment::Kept]
    );
    outcome.take_back(old);
    outcome.add_entered(old, d("2026-11-10"));
    assert_eq!(
        kept(&outcome, "2026-11-25"),
        [Commitment::Kept, Commitment::CountedBefore]
    );
}

#[test]
fn what_is_asked_is_closed_by_an_explanation_or_by_what_ends_it() {
    let question = Question {
        on: d("2026-11-03"),
        wanted_by: d("2026-11-06"),
    };
    assert!(!question.overdue(d("2026-11-06")) && question.overdue(d("2026-11-07")));
    let asked = || {
        let mut m = milestone(Responsible::Unit);
        m.ask(question);
        m.ask(question);
        m
    };
    let open = |m: &Milestone| m.talk().map_or(0, |talk| talk.unanswered().len());
    let mut m = asked();
    assert_eq!(open(&m), 2);
    m.explain(commits("2026-11-04", "2026-11-10"));
    assert_eq!(open(&m), 0);
    m.ask(question);
    assert_eq!(open(&m), 1);
    // Handing over answers nothing; an acceptance, its end or another party closes it.
    for (events, left) in [
        (&[Event::Submitted][..], 2),
        (&[Event::Submitted, Event::Accepted], 0),
        (&[Event::Cancelled], 0),
        (&[Event::Reassigned], 0),
        (&[Event::Extended], 2),
    ] {
        let mut m = asked();
        events
            .iter()
            .for_each(|event| happens(&mut m, *event, "2026-11-05"));
        assert_eq!(open(&m), left, "{events:?}");
    }
}

/// What the company before explained is not the next one's to read.
#[test]
fn rule_11_an_explanation_belongs_to_who_was_responsible() {
    let mut m = milestone(company("VNPT"));
    m.explain(commits("2026-11-03", "2026-11-10"));
    happens(&mut m, Event::Reassigned, "2026-11-03");
    m.explain(commits("2026-11-03", "2026-11-20"));
    let talk = m.talk().unwrap();
    assert_eq!(talk.explanations().len(), 2);
    assert_eq!(talk.of_this_party(), [commits("2026-11-03", "2026-11-20")]);
}

/// Who no longer has it can neither keep nor break a promise; one whose day had passed stays broken.
#[test]
fn what_went_to_another_party_ends_the_promises_of_the_one_before() {
    use Commitment::{Broken, GivenAway, Kept, Open};
    for (given_away, today, expected) in [
        ("2026-11-05", "2026-11-06", [GivenAway, GivenAway, Open]),
        ("2026-11-10", "2026-11-30", [GivenAway, GivenAway, Broken]),
        ("2026-11-11", "2026-11-30", [Broken, GivenAway, Broken]),
    ] {
        let mut m = milestone(company("VNPT"));
        m.explain(commits("2026-11-03", "2026-11-10"));
        m.explain(commits("2026-11-04", "2026-11-20"));
        happens(&mut m, Event::Reassigned, given_away);
        m.explain(commits("2026-11-12", "2026-11-25"));
        let told = |m: &Milestone| -> Vec<Commitment> {
            m.commitments(d(today)).map(|(_, kept)| kept).collect()
        };
        assert_eq!(told(&m), expected, "{given_away}");
        let mut counted = Commitments::default();
        told(&m).into_iter().for_each(|kept| counted.count(kept));
        let promises = expected.iter().filter(|it| **it != GivenAway).count() as u32;
        assert_eq!(counted.judged() + counted.open, promises, "{given_away}");
        // What the next party hands over keeps its own promise only.
        happens(&mut m, Event::Submitted, "2026-11-13");
        let [first, second, _] = expected;
        assert_eq!(told(&m), [first, second, Kept], "{given_away}");
    }
}

/// Given away and back within a day, it never was another's, and the promise stands.
#[test]
fn what_is_given_back_on_the_same_day_ends_no_promise() {
    for (back, expected) in [
        ("2026-11-05", Commitment::Broken),
        ("2026-11-06", Commitment::GivenAway),
    ] {
        let mut m = milestone(Responsible::Unit);
        m.explain(commits("2026-11-03", "2026-11-10"));
        happens(&mut m, Event::Reassigned, "2026-11-05");
        m.apply(&MilestoneEvent {
            milestone: m.terms.id.clone(),
            event: Event::Reassigned,
            day: d(back),
            deadline: None,
            responsible: Some(Responsible::Unit),
        });
        let told: Vec<_> = m
            .commitments(d("2026-11-30"))
            .map(|(_, kept)| kept)
            .collect();
        assert_eq!(told, [expected], "{back}");
    }
}

/// A day promised after the deed is no promise: it counts for what comes after it only.
#[test]
fn a_commitment_given_after_the_deed_is_not_kept_by_it() {
    let mut m = milestone(Responsible::Unit);
    m.explain(commits("2026-11-03", "2026-11-10"));
    happens(&mut m, Event::Submitted, "2026-11-05");
    m.explain(commits("2026-11-05", "2026-12-15"));
    let told = |m: &Milestone| -> Vec<Commitment> {
        m.commitments(d("2026-11-12"))
            .map(|(_, kept)| kept)
            .collect()
    };
    assert_eq!(told(&m), [Commitment::Kept, Commitment::AfterTheDeed]);
    let mut counted = Commitments::default();
    told(&m).into_iter().for_each(|kept| counted.count(kept));
    assert_eq!((counted.kept, counted.judged(), counted.open), (1, 1, 0));
    happens(&mut m, Event::Returned, "2026-11-08");
    assert_eq!(told(&m), [Commitment::Broken, Commitment::Open]);
    happens(&mut m, Event::Submitted, "2026-11-12");
    assert_eq!(told(&m), [Commitment::Broken, Commitment::Kept]);
    let last = m.last_commitment(d("2026-11-12"));
    assert_eq!(last.map(|(_, kept)| kept), Some(Commitment::Kept));
}

/// What one takes back oneself was done already: handing it over again keeps no promise that was given
/// after it, until the other side asks for something else.
#[test]
fn a_commitment_is_not_kept_by_what_was_taken_back_and_handed_over_again() {
    use Commitment::{AfterTheDeed, Broken, Kept};
    for (promised_before_withdrawing, returned, told) in [
        (true, false, AfterTheDeed),
        (false, false, AfterTheDeed),
        (false, true, Kept),
    ] {
        let mut m = milestone(Responsible::Unit);
        happens(&mut m, Event::Submitted, "2026-11-01");
        if promised_before_withdrawing {
            m.explain(commits("2026-11-02", "2026-11-10"));
        }
        happens(&mut m, Event::Withdrawn, "2026-11-02");
        if !promised_before_withdrawing {
            m.explain(commits("2026-11-02", "2026-11-10"));
        }
        if returned {
            happens(&mut m, Event::Submitted, "2026-11-02");
            happens(&mut m, Event::Returned, "2026-11-03");
        }
        let kept = |m: &Milestone| m.commitments(d("2026-11-12")).map(|(_, it)| it).next();
        // A day that passed is a day that passed.
        assert_eq!(kept(&m), Some(Broken));
        happens(&mut m, Event::Submitted, "2026-11-04");
        assert_eq!(
            kept(&m),
            Some(told),
            "{promised_before_withdrawing} {returned}"
        );
    }
}

/// Promising more often makes nobody more reliable: a day promised twice counts once, and one deed
/// keeps one promise of a party.
#[test]
fn a_promise_counts_once_for_a_day_and_for_a_deed() {
    use Commitment::{Broken, CountedBefore, Kept, Open};
    for (promised, handed_over, today, expected) in [
        (
            &["2026-11-09", "2026-11-10", "2026-11-10"][..],
            Some("2026-11-10"),
            "2026-11-12",
            &[Broken, Kept, CountedBefore][..],
        ),
        (
            &["2026-11-10"; 3],
            None,
            "2026-11-12",
            &[Broken, CountedBefore, CountedBefore],
        ),
        (
            &["2026-11-20"; 2],
            None,
            "2026-11-12",
            &[Open, CountedBefore],
        ),
        // Later days are easier to keep: the strictest counts.
        (
            &["2026-11-10", "2026-11-11", "2026-11-30"],
            Some("2026-11-10"),
            "2026-11-12",
            &[Kept, CountedBefore, CountedBefore],
        ),
        (
            &["2026-11-30", "2026-11-11"],
            Some("2026-11-10"),
            "2026-11-12",
            &[CountedBefore, Kept],
        ),
        // Each day that was missed was missed.
        (
            &["2026-11-08", "2026-11-09", "2026-11-11"],
            None,
            "2026-11-10",
            &[Broken, Broken, Open],
        ),
    ] {
        let mut m = milestone(Responsible::Unit);
        for until in promised {
            m.explain(commits("2026-11-05", until));
        }
        if let Some(day) = handed_over {
            happens(&mut m, Event::Submitted, day);
        }
        let told: Vec<Commitment> = m.commitments(d(today)).map(|(_, kept)| kept).collect();
        assert_eq!(told, expected, "{promised:?} {handed_over:?}");
    }
    // Another party's promise is its own.
    let mut m = milestone(Responsible::Unit);
    m.explain(commits("2026-11-05", "2026-11-10"));
    m.explain(Explanation {
        by: company("VNPT"),
        ..commits("2026-11-05", "2026-11-10")
    });
    let told: Vec<Commitment> = m
        .commitments(d("2026-11-12"))
        .map(|(_, kept)| kept)
        .collect();
    assert_eq!(told, [Broken, Broken]);
}

/// Silence: explaining is an act of the unit, a company's is not.
#[test]
fn an_explanation_of_its_own_is_heard_of() {
    let mut m = milestone(Responsible::Unit);
    m.explain(commits("2026-11-03", "2026-11-10"));
    assert_eq!(m.unit_acted_on, Some(d("2026-11-03")));
    let mut m = milestone(company("VNPT"));
    m.explain(Explanation {
        by: company("VNPT"),
        ..commits("2026-11-03", "2026-11-10")
    });
    assert_eq!(m.unit_acted_on, None);
}
