//! The way an indicator should go to its target.
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};

use super::{Day, Outcome, Value};

/// A straight line from where it began to the target on the deadline.
///
/// It begins at the campaign's start with the baseline, for that is where the
/// unit stood when it began; without a baseline, at the first accepted
/// measurement. No document gives a path of its own yet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TargetPath {
    pub from: (Day, Value),
    pub to: (Day, Value),
}

/// The path of an indicator; `None` without a target, a deadline or a beginning
/// that lies before them.
pub fn target_path(outcome: &Outcome, campaign_start: Day) -> Option<TargetPath> {
    let indicator = &outcome.indicator;
    let to = (indicator.deadline?, outcome.target?);
    let from = match indicator.baseline {
        Some(baseline) => (campaign_start, baseline),
        None => {
            let first = outcome.measurements.first()?;
            (first.day(), first.value(indicator))
        }
    };
    let ahead = from.0 < to.0 && !indicator.reached(from.1, to.1);
    ahead.then_some(TargetPath { from, to })
}

impl TargetPath {
    /// Where the path is on a day; it stays at its ends outside them.
    pub fn at(&self, day: Day) -> Option<Value> {
        if day <= self.from.0 {
            return Some(self.from.1);
        }
        if day >= self.to.0 {
            return Some(self.to.1);
        }
        let days = |n: i64| Value::from_integer(n.into());
        let gone = days((day - self.from.0).num_days());
        let all = days((self.to.0 - self.from.0).num_days());
        let part = gone.checked_div(&all)?;
        let way = self.to.1.checked_sub(&self.from.1)?;
        self.from.1.checked_add(&way.checked_mul(&part)?)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{Direction, Indicator, IndicatorCode, Measurement, parse_day};

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn outcome(baseline: Option<i128>, deadline: Option<&str>, values: &[(&str, i64)]) -> Outcome {
        let mut outcome = Outcome::new(Arc::new(Indicator {
            code: IndicatorCode::parse("CT").unwrap(),
            name: "".into(),
            duty: None,
            unit_of_measure: "%".into(),
            direction: Direction::Up,
            baseline: baseline.map(Value::from_integer),
            deadline: deadline.map(day),
            fresh_days: 60,
            criterion: "".into(),
            provisional: false,
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

    #[test]
    fn with_a_baseline_the_path_begins_with_the_campaign() {
        let path = target_path(&outcome(Some(15), END, &[("2026-02-10", 50)]), day(START));
        let path = path.unwrap();
        assert_eq!(path.from, (day(START), Value::from_integer(15)));
        // 100 days for 80 points.
        assert_eq!(path.at(day("2026-02-20")), Some(Value::from_integer(55)));
        assert_eq!(path.at(day("2025-12-01")), Some(Value::from_integer(15)));
        assert_eq!(path.at(day("2027-01-01")), Some(Value::from_integer(95)));
    }

    #[test]
    fn without_a_baseline_it_begins_at_the_first_measurement() {
        let measured = outcome(None, END, &[("2026-02-10", 35), ("2026-03-01", 90)]);
        let path = target_path(&measured, day(START)).unwrap();
        assert_eq!(path.from, (day("2026-02-10"), Value::from_integer(35)));
        assert_eq!(path.at(day("2026-03-12")), Some(Value::from_integer(65)));
    }

    #[test]
    fn no_path_without_a_beginning_an_end_or_a_way_between() {
        for (baseline, deadline, values) in [
            (None, END, &[][..]),
            (Some(15), None, &[("2026-02-10", 35)]),
            // Measured first after the deadline, or at the target at once.
            (None, END, &[("2026-05-01", 35)]),
            (None, END, &[("2026-02-10", 96)]),
        ] {
            let none = target_path(&outcome(baseline, deadline, values), day(START));
            assert_eq!(none, None, "{baseline:?} {deadline:?} {values:?}");
        }
    }

    #[test]
    fn enormous_counts_do_not_overflow() {
        let mut huge = outcome(None, END, &[]);
        huge.add(Measurement::Fraction {
            day: day("2026-02-10"),
            numerator: i64::MAX / 3 - 1,
            denominator: i64::MAX - 24,
        });
        huge.target = Some(Value::new(1, i128::MAX / 7));
        let _ = target_path(&huge, day(START)).and_then(|p| p.at(day("2026-03-12")));
    }
}
