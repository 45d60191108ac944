//! The pace a deadline asks for, and the pace there was.
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, ToPrimitive};

use super::{
    Calendar, Day, Direction, Forecast, Outcome, Value, WORKING_DAYS, forecast::recent_points,
};

/// What remains over the working days left; `None` ("–") after the deadline or
/// with no working day left.
fn per_working_day(
    remaining: Value,
    today: Day,
    deadline: Day,
    calendar: &Calendar,
) -> Option<Value> {
    let days = calendar.working_days(today, deadline);
    remaining.checked_div(&Value::from_integer(days.into()))
}

/// Paces of an indicator: change towards its target a working day, in its unit
/// of measure, so that what is needed and what was measured compare. For print
/// and drawing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct OutcomePace {
    /// What remains over the working days left.
    pub needed: Option<f64>,
    /// The median of the last eight weeks, as the forecast has it.
    pub measured: Option<f64>,
    /// Between the last two measurements.
    pub last: Option<f64>,
    /// Whether the likely finish is by the deadline; `None` where nothing is foretold.
    pub in_time: Option<bool>,
    /// Where it is not: the value on the deadline at the measured pace, short of the target.
    pub at_deadline: Option<Value>,
}

impl OutcomePace {
    pub fn of(outcome: &Outcome, forecast: &Forecast, today: Day, calendar: &Calendar) -> Self {
        let rate = match forecast {
            Forecast::Finish { likely, .. } => Some(likely.per_week),
            Forecast::Never { per_week } | Forecast::Passed { per_week } => Some(*per_week),
            Forecast::NotEnough | Forecast::Reached | Forecast::Over => None,
        };
        let in_time = in_time(outcome, forecast, today);
        let kept = rate.filter(|_| in_time == Some(false));
        let a_working_day = |per_week: f64| per_week / WORKING_DAYS as f64;
        Self {
            needed: needed(outcome, today, calendar),
            measured: rate.map(a_working_day),
            last: last_rate(outcome, today).map(a_working_day),
            in_time,
            at_deadline: kept.and_then(|rate| at_deadline(outcome, rate)),
        }
    }

    /// How many times faster it must go where the forecast is after the deadline; `None` where
    /// it is not, where nothing moves, and where the days differ too little to say so.
    pub fn times_faster(&self) -> Option<f64> {
        let late = self.in_time == Some(false);
        let measured = self.measured.filter(|pace| late && *pace > 0.0)?;
        Some(self.needed? / measured).filter(|times| *times >= LEAST_TIMES)
    }
}

/// Less prints as "1,0 times as fast".
pub(super) const LEAST_TIMES: f64 = 1.05;

/// What is still missing to the target, as a positive value.
pub fn remaining(outcome: &Outcome) -> Option<Value> {
    if outcome.target_reached() {
        return None;
    }
    let (value, target) = (outcome.latest_value()?, outcome.target?);
    match outcome.indicator.direction {
        Direction::Up => target.checked_sub(&value),
        Direction::Down => value.checked_sub(&target),
    }
}

/// Records still missing to the target of a percentage of counted records.
pub fn remaining_records(outcome: &Outcome) -> Option<i64> {
    let super::Measurement::Fraction {
        numerator,
        denominator,
        ..
    } = outcome.latest()?
    else {
        return None;
    };
    if outcome.indicator.direction != Direction::Up || outcome.target_reached() {
        return None;
    }
    let target = outcome.target?.checked_div(&Value::from_integer(100))?;
    let records = outcome.population.unwrap_or(denominator).max(denominator);
    let all = target.checked_mul(&Value::from_integer(records.into()))?;
    i64::try_from(all.ceil().to_integer() - i128::from(numerator)).ok()
}

fn needed(outcome: &Outcome, today: Day, calendar: &Calendar) -> Option<f64> {
    let deadline = outcome.indicator.deadline?;
    per_working_day(remaining(outcome)?, today, deadline, calendar).map(to_f64)
}

/// Change a week between the last two measurements, the sign turned for down.
fn last_rate(outcome: &Outcome, today: Day) -> Option<f64> {
    let points = recent_points(outcome, today);
    let [.., (before, was), (after, now)] = points[..] else {
        return None;
    };
    let days = Value::from_integer((after - before).num_days().into());
    let change = match outcome.indicator.direction {
        Direction::Up => now.checked_sub(&was)?,
        Direction::Down => was.checked_sub(&now)?,
    };
    let week = Value::from_integer(7);
    change.checked_mul(&week)?.checked_div(&days).map(to_f64)
}

/// Whether the likely finish is by a deadline that is still to come.
fn in_time(outcome: &Outcome, forecast: &Forecast, today: Day) -> Option<bool> {
    let deadline = outcome.indicator.deadline.filter(|day| *day >= today)?;
    match forecast {
        Forecast::Finish { likely, .. } => Some(likely.day <= deadline),
        Forecast::Never { .. } => Some(false),
        Forecast::NotEnough | Forecast::Reached | Forecast::Over | Forecast::Passed { .. } => None,
    }
}

fn at_deadline(outcome: &Outcome, per_week: f64) -> Option<Value> {
    /// As fine as what is typed.
    const FINE: i128 = 1_000_000;
    let (deadline, target) = (outcome.indicator.deadline?, outcome.target?);
    let last = outcome.latest()?;
    let weeks = (deadline - last.day()).num_days() as f64 / 7.0;
    let value = |change: f64| {
        let value = to_f64(outcome.judged(last)) + change * weeks;
        Value::new((value * FINE as f64).round() as i128, FINE)
    };
    let least = Value::new(1, FINE);
    match outcome.indicator.direction {
        Direction::Up => Some(value(per_week).min(target.checked_sub(&least)?)),
        Direction::Down => Some(value(-per_week).max(target.checked_add(&least)?)),
    }
}

/// For drawing and statistics only, never for a figure.
pub(super) fn to_f64(value: Value) -> f64 {
    let part = |n: &i128| n.to_f64().unwrap_or(0.0);
    part(value.numer()) / part(value.denom())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Indicator, IndicatorCode, Measurement, forecast, parse_day};

    fn d(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn measured(direction: Direction, target: i128, values: &[(&str, i64)]) -> Outcome {
        let mut outcome = Outcome::new(Arc::new(Indicator {
            code: IndicatorCode::parse("CT").unwrap(),
            name: "".into(),
            name_en: None,
            duty: None,
            unit_of_measure: "%".into(),
            direction,
            baseline: None,
            baseline_day: None,
            counts: None,
            deadline: Some(d("2026-12-31")),
            fresh_days: 60,
            criterion: "".into(),
            provisional: false,
            never_falls: false,
            path: Vec::new(),
            source: "".into(),
        }));
        outcome.target = Some(Value::from_integer(target));
        for (day, numerator) in values {
            outcome.add(Measurement::Fraction {
                day: d(day),
                numerator: *numerator,
                denominator: 1000,
            });
        }
        outcome
    }

    #[test]
    fn needed_and_measured_paces_are_of_one_working_day() {
        let outcome = measured(
            Direction::Up,
            95,
            &[
                ("2026-11-06", 590),
                ("2026-11-13", 600),
                ("2026-11-20", 620),
            ],
        );
        let today = d("2026-11-22");
        let pace = OutcomePace::of(
            &outcome,
            &forecast(&outcome, today),
            today,
            &Calendar::default(),
        );
        // 33 points in 29 working days; 1 and 2 points a week, so 1.5 likely.
        assert_eq!(pace.needed, Some(33.0 / 29.0));
        assert_eq!(pace.measured, Some(0.3));
        assert_eq!(pace.last, Some(0.4));
        assert!((pace.times_faster().unwrap() - 33.0 / 29.0 / 0.3).abs() < 1e-9);
        let at = to_f64(pace.at_deadline.unwrap());
        assert!((at - (62.0 + 1.5 * 41.0 / 7.0)).abs() < 1e-6, "{at}");
        assert_eq!(remaining_records(&outcome), Some(330));
        // "–" after the deadline.
        let late = d("2027-01-04");
        let pace = OutcomePace::of(
            &outcome,
            &forecast(&outcome, late),
            late,
            &Calendar::default(),
        );
        assert_eq!((pace.needed, pace.times_faster()), (None, None));
    }

    #[test]
    fn down_counts_towards_the_target_too() {
        let outcome = measured(
            Direction::Down,
            10,
            &[("2026-11-13", 600), ("2026-11-20", 580)],
        );
        let today = d("2026-11-22");
        let pace = OutcomePace::of(
            &outcome,
            &forecast(&outcome, today),
            today,
            &Calendar::default(),
        );
        assert_eq!(pace.last, Some(0.4));
        assert_eq!(remaining(&outcome), Some(Value::from_integer(48)));
        assert_eq!(remaining_records(&outcome), None);
    }

    #[test]
    fn what_is_reached_needs_no_pace() {
        let outcome = measured(Direction::Up, 95, &[("2026-11-20", 960)]);
        let today = d("2026-11-22");
        let pace = OutcomePace::of(
            &outcome,
            &forecast(&outcome, today),
            today,
            &Calendar::default(),
        );
        assert_eq!(pace, OutcomePace::default());
        assert_eq!(remaining(&outcome), None);
    }

    /// The forecast alone says whether it is in time: no times faster, no value on the deadline
    /// beside one that is.
    #[test]
    fn one_forecast_says_whether_it_must_go_faster() {
        let today = d("2026-11-22");
        let told = |deadline: &str| {
            let mut outcome = measured(
                Direction::Up,
                95,
                &[
                    ("2026-11-06", 850),
                    ("2026-11-13", 880),
                    ("2026-11-20", 910),
                ],
            );
            let indicator = Arc::make_mut(&mut outcome.indicator);
            indicator.deadline = Some(d(deadline));
            let forecast = forecast(&outcome, today);
            OutcomePace::of(&outcome, &forecast, today, &Calendar::default())
        };
        // 4 points at 3 a week from the 20th: likely on the 30th.
        let in_time = told("2026-11-30");
        assert_eq!(in_time.in_time, Some(true));
        assert!(in_time.needed > in_time.measured, "{in_time:?}");
        assert_eq!((in_time.times_faster(), in_time.at_deadline), (None, None));
        let late = told("2026-11-27");
        assert_eq!(late.in_time, Some(false));
        assert!(late.times_faster().unwrap() > 1.3);
        let at = late.at_deadline.unwrap();
        assert!(
            at < Value::from_integer(95) && at > Value::from_integer(93),
            "{at}"
        );
        // A day late the value on the deadline is short of the target, however little.
        let at = told("2026-11-29").at_deadline.unwrap();
        assert!(at < Value::from_integer(95), "{at}");
        assert_eq!(told("2026-11-21").in_time, None);
    }
}
