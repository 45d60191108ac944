use std::sync::Arc;

use super::*;
use crate::{Direction, Indicator, IndicatorCode, Pending, Share, parse_day};

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn unit(code: &str) -> UnitCode {
    UnitCode::parse(code).unwrap()
}

fn outcome(unit_of_measure: &str) -> Outcome {
    let mut outcome = Outcome::new(Arc::new(Indicator {
        code: IndicatorCode::parse("CT").unwrap(),
        name: "".into(),
        name_en: None,
        duty: None,
        unit_of_measure: unit_of_measure.into(),
        direction: Direction::Up,
        baseline: None,
        baseline_day: None,
        counts: None,
        deadline: Some(day("2026-12-31")),
        fresh_days: 60,
        criterion: "".into(),
        provisional: false,
        never_falls: false,
        path: Vec::new(),
        source: "".into(),
    }));
    outcome.target = Some(Value::from_integer(95));
    outcome
}

fn counted(on: &str, numerator: i64, denominator: i64) -> Measurement {
    Measurement::Fraction {
        day: day(on),
        numerator,
        denominator,
    }
}

fn bare(on: &str, value: i128) -> Measurement {
    Measurement::Bare {
        day: day(on),
        value: Value::from_integer(value),
    }
}

fn pending(measurement: Measurement) -> Pending {
    Pending {
        measurement,
        seq: 1,
        entered_on: measurement.day(),
        by: None,
    }
}

/// The direction does not matter: what never falls may be a count of what is bad.
#[test]
fn a_fall_is_told_only_of_what_never_falls() {
    for (never_falls, value, falls) in [
        (true, 69, true),
        (true, 70, false),
        (true, 71, false),
        (false, 69, false),
    ] {
        let mut outcome = outcome("%");
        Arc::make_mut(&mut outcome.indicator).never_falls = never_falls;
        let it = counted("2026-11-20", value, 100);
        assert!(!outcome.falls(it), "nothing is before it");
        outcome.add(counted("2026-11-10", 70, 100));
        assert_eq!(outcome.falls(it), falls, "{never_falls} {value}");
        let signs = outcome.signs(it, outcome.population, None, day("2026-11-20"));
        assert_eq!(signs.contains(&ValueSign::Falls), falls);
        // What waits is compared with as well, and a value before another makes that one fall.
        let mut waits = outcome.clone();
        waits.pending.push(pending(counted("2026-11-15", 80, 100)));
        assert_eq!(waits.falls(counted("2026-11-20", 79, 100)), never_falls);
        assert_eq!(outcome.falls(counted("2026-11-09", 71, 100)), never_falls);
        assert!(!outcome.falls(counted("2026-11-09", 69, 100)));
        // A fall that was told already is none of who enters a value before it.
        waits.pending.push(pending(counted("2026-11-25", 60, 100)));
        assert!(!waits.falls(counted("2026-11-20", 81, 100)));
    }
}

#[test]
fn a_value_waits_until_it_is_withdrawn_returned_or_accepted() {
    use Event::{Accepted, Returned, Revoked, Submitted, Withdrawn};
    let state = |last| ValueState::of(last);
    for (last, event, next) in [
        (None, Accepted, Some(ValueState::Accepted)),
        (None, Returned, Some(ValueState::Over)),
        (None, Withdrawn, Some(ValueState::Over)),
        (None, Revoked, None),
        (Some(Accepted), Revoked, Some(ValueState::Over)),
        (Some(Accepted), Accepted, None),
        (Some(Accepted), Returned, None),
        (Some(Accepted), Withdrawn, None),
        (Some(Returned), Accepted, None),
        (Some(Withdrawn), Accepted, None),
        // A revoked value counts no more, and another one has to be entered.
        (Some(Revoked), Accepted, None),
        (None, Submitted, None),
    ] {
        assert_eq!(state(last).after(event), next, "{last:?} {event:?}");
    }
}

/// Who enters and who decides, in one table.
#[test]
fn rule_8_nobody_decides_on_a_value_of_the_own_side() {
    use Refusal::{NotYours, OwnValue, OwnWork};
    let (own, other) = (unit("SYT"), unit("STC"));
    let of = [Some(&own), None];
    let by = |role, home, person, stands_in| Measurer {
        role,
        unit: home,
        person,
        closed: false,
        stands_in,
    };
    // Enters of the unit, of the campaign; decides of the unit, of the campaign; by "a".
    let table = [
        (
            by(Role::Head, Some(&own), "h", false),
            [None, Some(NotYours)],
            [Some(NotYours); 2],
        ),
        (
            by(Role::Member, Some(&own), "m", false),
            [None, Some(NotYours)],
            [Some(NotYours); 2],
        ),
        (
            by(Role::Head, Some(&other), "h", false),
            [Some(NotYours); 2],
            [Some(NotYours); 2],
        ),
        (
            by(Role::Office, Some(&other), "o", false),
            [Some(NotYours), None],
            [None, None],
        ),
        (
            by(Role::Office, Some(&own), "o", false),
            [Some(NotYours), None],
            [Some(OwnWork), None],
        ),
        // Who entered it, whatever the role is by now.
        (
            by(Role::Office, None, "a", false),
            [Some(NotYours), None],
            [Some(OwnValue); 2],
        ),
        (
            by(Role::Committee, None, "c", false),
            [Some(NotYours); 2],
            [Some(NotYours); 2],
        ),
        (
            by(Role::Committee, None, "c", true),
            [Some(NotYours); 2],
            [None, None],
        ),
        (
            by(Role::Committee, None, "a", true),
            [Some(NotYours); 2],
            [Some(OwnValue); 2],
        ),
        (
            by(Role::Partner, None, "p", false),
            [Some(NotYours); 2],
            [Some(NotYours); 2],
        ),
        (
            by(Role::Administrator, None, "x", false),
            [Some(NotYours); 2],
            [Some(NotYours); 2],
        ),
        (
            by(Role::Display, None, "d", true),
            [Some(NotYours); 2],
            [Some(NotYours); 2],
        ),
    ];
    for (actor, enters, decides) in table {
        for (place, unit) in of.into_iter().enumerate() {
            let entered = actor.may_enter(unit).err();
            assert_eq!(entered, enters[place], "{actor:?} enters of {unit:?}");
            for event in [Event::Accepted, Event::Returned] {
                let decided = actor.decide(ValueState::Waiting, event, unit, Some("a"));
                assert_eq!(
                    decided.err(),
                    decides[place],
                    "{actor:?} {event:?} {unit:?}"
                );
            }
            let revoked = actor.decide(ValueState::Accepted, Event::Revoked, unit, Some("a"));
            assert_eq!(
                revoked.err(),
                decides[place],
                "{actor:?} revokes of {unit:?}"
            );
            // What a side entered any of it takes back.
            let withdrawn = actor.decide(ValueState::Waiting, Event::Withdrawn, unit, Some("a"));
            assert_eq!(
                withdrawn.err(),
                enters[place],
                "{actor:?} withdraws of {unit:?}"
            );
        }
    }
}

#[test]
fn nobody_measures_for_a_closed_unit_and_what_waits_is_still_decided() {
    let own = unit("SYT");
    let head = Measurer {
        role: Role::Head,
        unit: Some(&own),
        person: "h",
        closed: true,
        stands_in: false,
    };
    assert_eq!(head.may_enter(Some(&own)), Err(Refusal::UnitClosed));
    let withdrawn = head.decide(ValueState::Waiting, Event::Withdrawn, Some(&own), None);
    assert_eq!(withdrawn, Ok(ValueState::Over));
    let officer = Measurer {
        role: Role::Office,
        unit: None,
        person: "o",
        ..head
    };
    let accepted = officer.decide(ValueState::Waiting, Event::Accepted, Some(&own), Some("h"));
    assert_eq!(accepted, Ok(ValueState::Accepted));
}

#[test]
fn typed_counts_are_read_as_they_are_written_here() {
    let it = outcome("%");
    let on = day("2026-11-20");
    for (numerator, denominator, read) in [
        ("9.310", "9.800", Ok(Some((9_310, 9_800)))),
        ("9 310", "9 800", Ok(Some((9_310, 9_800)))),
        ("9310", "9800", Ok(Some((9_310, 9_800)))),
        ("0", "5", Ok(Some((0, 5)))),
        ("", "", Ok(None)),
        ("5", "", Err((Cell::Denominator, Misread::Missing))),
        ("", "5", Err((Cell::Numerator, Misread::Missing))),
        ("95,5", "100", Err((Cell::Numerator, Misread::NotACount))),
        ("-1", "100", Err((Cell::Numerator, Misread::NotACount))),
        ("1", "một", Err((Cell::Denominator, Misread::NotACount))),
        ("0", "0", Err((Cell::Denominator, Misread::DenominatorZero))),
        (
            "14.210",
            "12.140",
            Err((Cell::Numerator, Misread::NumeratorAbove)),
        ),
    ] {
        let typed = TypedValue {
            numerator,
            denominator,
            ..TypedValue::default()
        };
        let got = it
            .read_typed(typed, on)
            .map(|m| m.and_then(Measurement::counts));
        assert_eq!(got, read, "{numerator}/{denominator}");
    }
}

#[test]
fn a_value_without_counts_is_typed_only_where_nothing_is_counted() {
    let shape = |unit: &str, last: Option<Measurement>, records: Option<i64>| {
        let mut it = outcome(unit);
        last.into_iter().for_each(|last| it.add(last));
        it.population = records;
        it.shape()
    };
    let (fraction, plain) = (counted("2026-11-01", 1, 2), bare("2026-11-01", 4));
    for (unit, last, records, expected) in [
        ("%", None, None, Shape::Fraction),
        ("%", Some(fraction), None, Shape::Fraction),
        // It has been measured so.
        ("%", Some(plain), None, Shape::Bare),
        ("%", Some(plain), Some(100), Shape::Fraction),
        ("giờ", None, None, Shape::Bare),
        ("giờ", None, Some(100), Shape::Fraction),
        ("điểm", Some(fraction), None, Shape::Fraction),
    ] {
        assert_eq!(
            shape(unit, last, records),
            expected,
            "{unit} {last:?} {records:?}"
        );
    }
    let it = outcome("giờ");
    for (value, read) in [
        ("95,5", Ok(Some(Value::new(191, 2)))),
        ("1500", Ok(Some(Value::from_integer(1500)))),
        ("", Ok(None)),
        (
            "1.500",
            Err((Cell::Value, Misread::Value(ValueError::TwoReadings))),
        ),
        (
            "x",
            Err((Cell::Value, Misread::Value(ValueError::NotANumber))),
        ),
    ] {
        let typed = TypedValue {
            value,
            ..TypedValue::default()
        };
        let got = it.read_typed(typed, day("2026-11-20"));
        let got = got.map(|m| m.map(|m| m.value(&it.indicator)));
        assert_eq!(got, read, "{value}");
    }
}

#[test]
fn what_did_not_change_is_one_tick_and_no_other_number() {
    let mut it = outcome("%");
    let on = day("2026-11-20");
    let typed = |numerator, same| TypedValue {
        numerator,
        denominator: if numerator.is_empty() { "" } else { "10" },
        value: "",
        same,
    };
    // Nothing was measured that could hold again.
    assert_eq!(it.read_typed(typed("", true), on), Ok(None));
    it.add(counted("2026-11-01", 9, 10));
    let again = Ok(Some(counted("2026-11-20", 9, 10)));
    assert_eq!(it.read_typed(typed("", true), on), again);
    assert_eq!(it.read_typed(typed("9", true), on), again);
    let other = Err((Cell::Same, Misread::NotTheSame));
    assert_eq!(it.read_typed(typed("8", true), on), other);
    // One value of a day waits at a time.
    it.pending.push(pending(counted("2026-11-20", 7, 10)));
    let waits = Err((Cell::Numerator, Misread::Waits));
    assert_eq!(it.takes_value_of(on), waits);
    assert_eq!(it.takes_value_of(day("2026-11-19")), Ok(()));
}

#[test]
fn a_measurement_is_due_when_the_last_one_is_no_longer_fresh() {
    let mut it = outcome("%");
    assert_eq!(it.due(), None);
    it.recorded_on = Some(day("2026-09-01"));
    assert_eq!(it.due(), Some(day("2026-10-31")));
    it.add(counted("2026-09-20", 9, 10));
    assert_eq!(it.due(), Some(day("2026-11-19")));
    assert!(!it.overdue(day("2026-11-19")));
    assert!(it.overdue(day("2026-11-20")));
    // Who has entered it has done what there is to do.
    it.pending.push(pending(counted("2026-11-18", 9, 10)));
    assert!(!it.overdue(day("2026-11-20")));
}

/// Who has sent a newer value does not mean the one before it.
#[test]
fn unchanged_takes_what_was_sent_last() {
    let mut it = outcome("%");
    let on = day("2026-11-28");
    let same = TypedValue {
        same: true,
        ..TypedValue::default()
    };
    let again = |it: &Outcome| it.read_typed(same, on).ok().flatten();
    it.add(counted("2026-11-01", 7, 10));
    assert_eq!(again(&it), Some(counted("2026-11-28", 7, 10)));
    it.pending.push(pending(counted("2026-11-20", 8, 10)));
    assert_eq!(again(&it), Some(counted("2026-11-28", 8, 10)));
    // One of a day before is no newer one.
    it.pending.push(pending(counted("2026-10-20", 5, 10)));
    assert_eq!(again(&it), Some(counted("2026-11-28", 8, 10)));
}

#[test]
fn a_value_that_takes_the_place_of_another_is_beside_that_one() {
    let mut it = outcome("%");
    it.add(counted("2026-11-01", 50, 100));
    it.add(counted("2026-11-08", 60, 100));
    let points = |m| it.change_entered(m).map(|value| value.to_string());
    assert_eq!(points(counted("2026-11-08", 62, 100)).as_deref(), Some("2"));
    assert_eq!(points(counted("2026-11-20", 62, 100)).as_deref(), Some("2"));
    assert_eq!(
        points(counted("2026-11-07", 62, 100)).as_deref(),
        Some("12")
    );
    assert_eq!(points(counted("2026-10-07", 62, 100)), None);
}

#[test]
fn what_is_in_percent_of_something_else_is_one_number() {
    for (unit, shape) in [
        ("%", Shape::Fraction),
        ("%/năm", Shape::Bare),
        ("% GRDP", Shape::Bare),
        ("hồ sơ", Shape::Bare),
    ] {
        assert_eq!(outcome(unit).shape(), shape, "{unit}");
    }
    let mut growth = outcome("%/năm");
    growth.indicator = Arc::new(Indicator {
        counts: Some(Counts::Records),
        ..(*growth.indicator).clone()
    });
    assert_eq!(growth.shape(), Shape::Fraction);
}

fn of_things(target: &str) -> Outcome {
    let mut it = outcome("nguồn");
    it.indicator = Arc::new(Indicator {
        counts: Some(Counts::Things),
        ..(*it.indicator).clone()
    });
    it.target = Some(crate::parse_decimal(target).unwrap());
    it
}

/// "05 nguồn", not half a one, nor a share of them.
#[test]
fn things_are_counted_to_a_whole_number() {
    let accepts = |unit_of_measure: &str, baseline: Option<&str>, direction, target: &str| {
        let indicator = Indicator {
            unit_of_measure: unit_of_measure.into(),
            baseline: baseline.map(|it| crate::parse_decimal(it).unwrap()),
            direction,
            ..(*of_things("5").indicator).clone()
        };
        indicator.accepts_target(crate::parse_decimal(target).unwrap())
    };
    let (up, down) = (Direction::Up, Direction::Down);
    assert!(accepts("nguồn", None, up, "5"));
    assert!(accepts("lượt", None, up, "1"));
    for target in ["0", "2.5", "-1", "0.5"] {
        assert!(!accepts("nguồn", None, up, target), "{target}");
    }
    assert!(!accepts("%", None, up, "5"));
    assert!(!accepts("nguồn", Some("2"), up, "5"));
    assert!(!accepts("nguồn", None, down, "5"));
}

/// "05 nguồn": three of them are three fifths, seven are all of them.
#[test]
fn things_counted_are_a_part_of_their_number() {
    for (counted, target, share) in [
        (None, "5", Some("0.000000")),
        (Some(0), "5", Some("0.000000")),
        (Some(3), "5", Some("0.600000")),
        (Some(5), "5", Some("1.000000")),
        (Some(7), "5", Some("1.000000")),
        (Some(1), "1", Some("1.000000")),
    ] {
        let mut it = of_things(target);
        counted
            .into_iter()
            .for_each(|n| it.add(bare("2026-11-01", n)));
        let told = it.rolled_up_share().map(Share::six);
        assert_eq!(told.as_deref(), share, "{counted:?}/{target}");
    }
}

#[test]
fn what_is_no_number_of_things_judges_nothing_where_they_are_counted() {
    let mut it = of_things("5");
    it.add(bare("2026-11-01", 4));
    it.add(counted("2026-11-08", 9, 10));
    let half = Value::new(9, 2);
    it.add(Measurement::Bare {
        day: day("2026-11-15"),
        value: half,
    });
    assert_eq!(it.rolled_up_share().map(Share::six).unwrap(), "0.800000");
    assert_eq!(it.shape(), Shape::Bare);
    for (value, read) in [
        ("1.500", Ok(Some(bare("2026-11-20", 1_500)))),
        ("0", Ok(Some(bare("2026-11-20", 0)))),
        ("", Ok(None)),
        ("4,5", Err((Cell::Value, Misread::NotACount))),
        ("-1", Err((Cell::Value, Misread::NotACount))),
        ("năm", Err((Cell::Value, Misread::NotACount))),
    ] {
        let typed = TypedValue {
            value,
            ..TypedValue::default()
        };
        assert_eq!(it.read_typed(typed, day("2026-11-20")), read, "{value}");
    }
}

#[test]
fn signs_are_told_and_change_no_number() {
    use ValueSign::{
        AboveVolume, BeforeCampaign, DocumentOlder, EnteredLate, Few, LastWeek, Leap, Older,
        Replaces, ThirdSame,
    };
    let mut it = outcome("%");
    it.population = Some(100);
    it.campaign_start = Some(day("2026-03-01"));
    it.add(counted("2026-11-01", 50, 100));
    it.add(counted("2026-11-08", 50, 100));
    let signs = |m, document: Option<&str>| it.signs(m, it.population, document.map(day), m.day());
    for (value, document, expected) in [
        (counted("2026-11-20", 60, 100), Some("2026-11-20"), vec![]),
        (
            counted("2026-11-20", 60, 100),
            Some("2026-11-19"),
            vec![DocumentOlder],
        ),
        (counted("2026-11-20", 50, 100), None, vec![ThirdSame]),
        (counted("2026-11-20", 70, 100), None, vec![]),
        (counted("2026-11-20", 71, 100), None, vec![Leap]),
        (counted("2026-11-20", 29, 100), None, vec![Leap]),
        (counted("2026-11-20", 96, 100), None, vec![Leap]),
        (counted("2026-12-24", 96, 100), None, vec![LastWeek, Leap]),
        (counted("2026-12-23", 96, 100), None, vec![Leap]),
        (counted("2026-12-28", 94, 100), None, vec![Leap]),
        (counted("2026-11-20", 110, 200), None, vec![AboveVolume]),
        (
            counted("2026-11-20", 90, 101),
            None,
            vec![AboveVolume, Leap],
        ),
        (counted("2026-11-08", 60, 100), None, vec![Replaces]),
        (counted("2026-11-05", 60, 100), None, vec![Older]),
        (
            counted("2026-02-28", 40, 100),
            None,
            vec![BeforeCampaign, Older],
        ),
    ] {
        assert_eq!(signs(value, document), expected, "{value:?} {document:?}");
    }
    let in_time = counted("2026-12-20", 96, 100);
    for (value, today, expected) in [
        (in_time, "2026-12-31", vec![Leap]),
        (in_time, "2027-01-05", vec![EnteredLate, Leap]),
        (counted("2027-01-02", 96, 100), "2027-01-05", vec![Leap]),
    ] {
        assert_eq!(
            it.signs(value, it.population, None, day(today)),
            expected,
            "{today}"
        );
        let mut waits = it.clone();
        waits.pending.push(Pending {
            entered_on: day(today),
            ..pending(value)
        });
        assert_eq!(
            waits.signs(value, it.population, None, day("2027-02-01")),
            expected
        );
    }
    assert_eq!(it.latest(), Some(counted("2026-11-08", 50, 100)));

    // One record looked at says little of a thousand, and all of one that there is says all.
    let mut criterion = outcome("%");
    let of_few = |it: &Outcome, of, records| {
        let value = counted("2026-11-20", of, of);
        it.signs(value, records, None, day("2026-11-20"))
    };
    for (of, records, expected) in [
        (1, Some(1000), vec![Few]),
        (29, None, vec![Few]),
        (30, Some(1000), vec![]),
        (1, Some(1), vec![]),
    ] {
        assert_eq!(
            of_few(&criterion, of, records),
            expected,
            "{of} {records:?}"
        );
    }
    criterion.add(counted("2026-11-01", 55, 100));
    assert_eq!(of_few(&criterion, 100, None), [Leap]);
}

#[test]
fn a_bare_value_is_kept_as_it_was_read() {
    for text in ["95.5", "-0.25", "1500", "0", "0.000001", "-3"] {
        let value = crate::parse_decimal(text).unwrap();
        let day = day("2026-11-20");
        let kept = Measurement::Bare { day, value }.bare_text();
        assert_eq!(kept.as_deref(), Some(text));
    }
}
