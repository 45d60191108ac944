//! The way an indicator should go to its target.
use chrono::TimeDelta;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};

use super::{Day, Direction, Outcome, Value};

/// Straight lines from where it began through its dated points to the target on the deadline.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetPath {
    pub from: (Day, Value),
    /// The points between, by rising day.
    pub through: Vec<(Day, Value)>,
    pub to: (Day, Value),
}

/// The path of an indicator: from its baseline, 0 where none is given, on the day it
/// [begins](Outcome::begins). For "down" without a baseline it begins at the first accepted
/// value. `None` without a target, a deadline or a beginning that lies before them.
pub fn target_path(outcome: &Outcome) -> Option<TargetPath> {
    let indicator = &outcome.indicator;
    let to = (indicator.deadline?, outcome.target?);
    let value = match (indicator.baseline, indicator.direction) {
        (Some(baseline), _) => baseline,
        (None, Direction::Up) => Value::zero(),
        (None, Direction::Down) => outcome.judged(outcome.measurements().next()?),
    };
    let from = (outcome.begins()?, value);
    let ahead = from.0 < to.0 && !indicator.reached(from.1, to.1);
    let between = indicator.path.iter().copied();
    // A first value that is better already leads on from there: a path never leads back.
    let back = |value: Value| value != from.1 && indicator.reached(from.1, value);
    let between = between.filter(|(day, value)| *day > from.0 && *day < to.0 && !back(*value));
    ahead.then(|| TargetPath {
        from,
        through: between.collect(),
        to,
    })
}

/// Whether dated points lead on from where a path begins to the target: each later than the one
/// before and before the deadline, none nearer to the beginning than the one before or beyond the
/// target.
pub fn leads_on(points: &[(Day, Value)], from: (Option<Day>, Value), to: (Day, Value)) -> bool {
    let up = from.1 < to.1;
    let (mut day, mut value) = from;
    for (next, reach) in points.iter().copied().chain([to]) {
        let later = day.is_none_or(|day| day < next);
        let further = if up { value <= reach } else { value >= reach };
        if !later || !further {
            return false;
        }
        (day, value) = (Some(next), reach);
    }
    true
}

/// Whether a value is worse than its path on a day; not where there is no path.
pub fn below_path(outcome: &Outcome, value: Value, day: Day) -> bool {
    let path = target_path(outcome).and_then(|path| path.at(day));
    path.is_some_and(|path| !outcome.indicator.reached(value, path))
}

/// The first day after `today` on which a value will be worse than its path.
pub fn falls_below_on(outcome: &Outcome, value: Value, today: Day) -> Option<Day> {
    let deadline = outcome.indicator.deadline?;
    let days = (deadline - today).num_days();
    let below = |n: i64| below_path(outcome, value, today + TimeDelta::days(n));
    if days < 1 || below(0) || !below(days) {
        return None;
    }
    // It goes one way only, so halving finds the day.
    let (mut above, mut under) = (0, days);
    while under - above > 1 {
        let middle = above + (under - above) / 2;
        if below(middle) {
            under = middle;
        } else {
            above = middle;
        }
    }
    Some(today + TimeDelta::days(under))
}

impl TargetPath {
    /// All of its points, the first and the last too.
    pub fn points(&self) -> impl Iterator<Item = (Day, Value)> {
        let through = self.through.iter().copied();
        [self.from].into_iter().chain(through).chain([self.to])
    }

    /// Where the path is on a day; it stays at its ends outside them.
    pub fn at(&self, day: Day) -> Option<Value> {
        if day <= self.from.0 {
            return Some(self.from.1);
        }
        let mut from = self.from;
        for to in self.points().skip(1) {
            if day <= to.0 {
                return between(from, to, day);
            }
            from = to;
        }
        Some(self.to.1)
    }
}

/// Where a straight line between two points is on a day between them.
fn between(from: (Day, Value), to: (Day, Value), day: Day) -> Option<Value> {
    let days = |n: i64| Value::from_integer(n.into());
    let gone = days((day - from.0).num_days());
    let all = days((to.0 - from.0).num_days());
    let part = gone.checked_div(&all)?;
    let way = to.1.checked_sub(&from.1)?;
    from.1.checked_add(&way.checked_mul(&part)?)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Direction, Indicator, IndicatorCode, Measurement, parse_day};

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn outcome(baseline: Option<i128>, deadline: Option<&str>, values: &[(&str, i64)]) -> Outcome {
        let mut outcome = Outcome::new(Arc::new(Indicator {
            code: IndicatorCode::parse("CT").unwrap(),
            name: "".into(),
            name_en: None,
            duty: None,
            unit_of_measure: "%".into(),
            direction: Direction::Up,
            baseline: baseline.map(Value::from_integer),
            baseline_day: None,
            counts: None,
            deadline: deadline.map(day),
            fresh_days: 60,
            criterion: "".into(),
            provisional: false,
            never_falls: false,
            path: Vec::new(),
            source: "".into(),
        }));
        outcome.target = Some(Value::from_integer(95));
        for (on, numerator) in values {
            outcome.add(Measurement::Fraction {
                day: day(on),
                numerator: *numerator,
                denominator: 100,
            });
        }
        outcome
    }

    const START: &str = "2026-01-01";
    const END: Option<&str> = Some("2026-04-11");

    /// It begins on the campaign's first day, or on the day it was recorded.
    fn begun(mut outcome: Outcome, recorded: &str) -> Outcome {
        outcome.campaign_start = Some(day(START));
        outcome.recorded_on = Some(day(recorded));
        outcome
    }

    #[test]
    fn with_a_baseline_the_path_begins_with_the_campaign() {
        let measured = begun(outcome(Some(15), END, &[("2026-02-10", 50)]), "2025-12-20");
        let path = target_path(&measured).unwrap();
        assert_eq!(path.from, (day(START), Value::from_integer(15)));
        // 100 days for 80 points.
        assert_eq!(path.at(day("2026-02-20")), Some(Value::from_integer(55)));
        assert_eq!(path.at(day("2025-12-01")), Some(Value::from_integer(15)));
        assert_eq!(path.at(day("2027-01-01")), Some(Value::from_integer(95)));
    }

    #[test]
    fn it_begins_when_it_was_recorded_or_on_the_day_of_its_baseline() {
        let measured = outcome(None, END, &[("2026-02-10", 35), ("2026-03-01", 90)]);
        let mut measured = begun(measured, "2026-01-16");
        let path = target_path(&measured).unwrap();
        assert_eq!(path.from, (day("2026-01-16"), Value::from_integer(0)));
        let mut indicator = Indicator::clone(&measured.indicator);
        indicator.baseline = Some(Value::from_integer(10));
        indicator.baseline_day = Some(day("2025-12-31"));
        measured.indicator = Arc::new(indicator);
        let path = target_path(&measured).unwrap();
        assert_eq!(path.from, (day("2025-12-31"), Value::from_integer(10)));
    }

    #[test]
    fn down_without_a_baseline_begins_at_the_first_value() {
        let mut down = begun(outcome(None, END, &[("2026-02-10", 60)]), START);
        let mut indicator = Indicator::clone(&down.indicator);
        indicator.direction = Direction::Down;
        down.indicator = Arc::new(indicator);
        down.target = Some(Value::from_integer(10));
        let path = target_path(&down).unwrap();
        assert_eq!(path.from, (day(START), Value::from_integer(60)));
        assert!(below_path(
            &down,
            Value::from_integer(60),
            day("2026-01-05")
        ));
        assert!(!below_path(
            &down,
            Value::from_integer(9),
            day("2026-04-11")
        ));
        down.take_back(down.latest().unwrap());
        assert_eq!(target_path(&down), None);
    }

    #[test]
    fn the_day_on_which_a_value_falls_below_its_path() {
        // From 0 to 95 in 100 days: 38 is the path of the 40th day.
        let measured = begun(outcome(None, END, &[("2026-02-01", 38)]), START);
        let value = Value::from_integer(38);
        assert_eq!(
            falls_below_on(&measured, value, day("2026-02-01")),
            Some(day("2026-02-11"))
        );
        assert!(!below_path(&measured, value, day("2026-02-10")));
        assert!(below_path(&measured, value, day("2026-02-11")));
        assert_eq!(falls_below_on(&measured, value, day("2026-02-11")), None);
        let reached = Value::from_integer(95);
        assert_eq!(falls_below_on(&measured, reached, day("2026-02-01")), None);
    }

    #[test]
    fn a_path_goes_through_its_dated_points() {
        let mut measured = begun(outcome(Some(15), END, &[("2026-01-10", 20)]), START);
        let points = [("2026-01-21", 25), ("2026-02-20", 25)];
        let points = points.map(|(on, value)| (day(on), Value::from_integer(value)));
        let mut indicator = Indicator::clone(&measured.indicator);
        indicator.path = points.to_vec();
        measured.indicator = Arc::new(indicator);
        let path = target_path(&measured).unwrap();
        for (on, at) in [
            ("2025-12-01", Value::from_integer(15)),
            // 20 days for the first ten points.
            ("2026-01-11", Value::from_integer(20)),
            ("2026-01-21", Value::from_integer(25)),
            ("2026-02-10", Value::from_integer(25)),
            // 50 days for the last seventy.
            ("2026-02-25", Value::from_integer(32)),
            ("2026-04-11", Value::from_integer(95)),
            ("2026-06-01", Value::from_integer(95)),
        ] {
            assert_eq!(path.at(day(on)), Some(at), "{on}");
        }
        // 20 is on the straight line's right side only until the points ask for more.
        let value = Value::from_integer(20);
        let falls = falls_below_on(&measured, value, day("2026-01-05"));
        assert_eq!(falls, Some(day("2026-01-12")));
    }

    /// Points said before anything was measured: a first value that is better is never led back.
    #[test]
    fn a_path_never_leads_back_from_a_first_value() {
        for (first, on_the_point) in [(60, 50), (50, 50), (20, 15)] {
            let mut measured = begun(outcome(None, END, &[("2026-01-10", first)]), START);
            let mut indicator = Indicator::clone(&measured.indicator);
            indicator.direction = Direction::Down;
            indicator.path = vec![(day("2026-02-20"), Value::from_integer(50))];
            measured.indicator = Arc::new(indicator);
            measured.target = Some(Value::from_integer(10));
            let path = target_path(&measured).unwrap();
            let values: Vec<Value> = path.points().map(|(_, value)| value).collect();
            assert!(values.is_sorted_by(|a, b| a >= b), "{first}: {values:?}");
            // From 20 it is half of the way to 10: the point asks for less than there was.
            let at = path.at(day("2026-02-20"));
            assert_eq!(at, Some(Value::from_integer(on_the_point)), "{first}");
        }
    }

    #[test]
    fn dated_points_lead_on_or_are_none() {
        let whole = Value::from_integer;
        let (from, to) = (
            (Some(day(START)), whole(15)),
            (day("2026-04-11"), whole(95)),
        );
        for (points, told) in [
            (&[][..], true),
            (&[("2026-01-21", 25), ("2026-02-20", 25)], true),
            (&[("2026-01-21", 25), ("2026-01-21", 30)], false),
            (&[("2026-02-21", 25), ("2026-01-21", 30)], false),
            (&[("2026-01-01", 25)], false),
            (&[("2026-04-11", 95)], false),
            (&[("2026-01-21", 30), ("2026-02-20", 25)], false),
            (&[("2026-01-21", 10)], false),
            (&[("2026-01-21", 96)], false),
        ] {
            let points: Vec<_> = points.iter().map(|(on, v)| (day(on), whole(*v))).collect();
            assert_eq!(leads_on(&points, from, to), told, "{points:?}");
        }
        let down = [(day("2026-01-21"), whole(60))];
        assert!(leads_on(
            &down,
            (None, whole(90)),
            (day("2026-04-11"), whole(10))
        ));
        assert!(!leads_on(
            &down,
            (None, whole(50)),
            (day("2026-04-11"), whole(10))
        ));
    }

    #[test]
    fn no_path_without_a_beginning_an_end_or_a_way_between() {
        for (baseline, deadline, recorded) in [
            (Some(15), None, START),
            // Recorded on the deadline, or at the target at once.
            (None, END, "2026-04-11"),
            (Some(96), END, START),
        ] {
            let none = target_path(&begun(outcome(baseline, deadline, &[]), recorded));
            assert_eq!(none, None, "{baseline:?} {deadline:?} {recorded}");
        }
        assert_eq!(target_path(&outcome(None, END, &[])), None);
    }

    #[test]
    fn enormous_counts_do_not_overflow() {
        let mut huge = begun(outcome(None, END, &[]), START);
        huge.add(Measurement::Fraction {
            day: day("2026-02-10"),
            numerator: i64::MAX / 3 - 1,
            denominator: i64::MAX - 24,
        });
        huge.target = Some(Value::new(1, i128::MAX / 7));
        let _ = target_path(&huge).and_then(|p| p.at(day("2026-03-12")));
        huge.population = Some(i64::MAX);
        let _ = huge.share();
    }
}
