//! Where measured values lead at the pace of the last eight weeks.
use chrono::{Months, TimeDelta};
use num_integer::Integer;
use serde::{Deserialize, Serialize};

use super::{Day, Direction, Outcome, Value};

/// The days, to today, whose measurements tell the pace.
pub const WINDOW_DAYS: i64 = 56;
/// Where they are too few, the latest of these days do: some measure once a month.
pub const WIDE_WINDOW_DAYS: i64 = 200;
const WIDE_POINTS: usize = 4;
/// Under three points there is no pace.
const LEAST_POINTS: usize = 3;
/// A finish later than this after the deadline is none.
const HORIZON: Months = Months::new(24);
/// The finest step of values whose common denominator outgrows 128 bits.
const FINE: i128 = 1_000_000_000_000;

/// A day on which the target is reached at some pace.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Finish {
    pub day: Day,
    /// Change per 7 days towards the target, in the unit of the values; for
    /// print and drawing.
    pub per_week: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Forecast {
    /// The campaign has come to its last day, and the target is not reached by anybody any more.
    Over,
    /// "chưa đủ dữ liệu"
    NotEnough,
    /// The target is reached.
    Reached,
    /// The likely day has passed and the target is not reached: "đã qua ngày dự kiến".
    Passed { per_week: f64 },
    /// "không đạt với nhịp hiện nay"
    Never { per_week: f64 },
    Finish {
        /// At the median pace.
        likely: Finish,
        /// At the lower quartile; `None`: never.
        cautious: Option<Finish>,
        /// At the upper quartile.
        early: Finish,
    },
}

/// The forecast of an indicator on a day. Shown, never stored.
pub fn forecast(outcome: &Outcome, today: Day) -> Forecast {
    let Some(target) = outcome.target else {
        return Forecast::NotEnough;
    };
    if outcome.target_reached() {
        return Forecast::Reached;
    }
    let points = recent_points(outcome, today);
    let horizon = horizon(outcome.indicator.deadline, today);
    match Forecast::of_points(&points, target, outcome.indicator.direction, horizon) {
        Forecast::Finish { likely, .. } if likely.day <= today => Forecast::Passed {
            per_week: likely.per_week,
        },
        forecast => forecast,
    }
}

/// The last day on which a finish is one: two years after the deadline, after today where
/// there is none.
pub fn horizon(deadline: Option<Day>, today: Day) -> Day {
    let from = deadline.unwrap_or(today);
    from.checked_add_months(HORIZON).unwrap_or(Day::MAX)
}

/// The measurements that tell the pace, by rising day, the latest of each day: of the last
/// eight weeks, or where these are fewer than three, the latest four of 200 days.
pub(super) fn recent_points(outcome: &Outcome, today: Day) -> Vec<(Day, Value)> {
    let age = |day: Day| (today - day).num_days();
    // What was measured before the campaign tells nothing of its pace.
    let recent = outcome
        .judging()
        .filter(|m| !outcome.before_campaign(m.day()))
        .rev()
        .take_while(|m| age(m.day()) < WIDE_WINDOW_DAYS);
    let mut points: Vec<(Day, Value)> = Vec::new();
    // Newest first: the first of a day is the latest of that day.
    for m in recent {
        if m.day() <= today && points.last().is_none_or(|(day, _)| *day != m.day()) {
            points.push((m.day(), outcome.judged(m)));
        }
    }
    let recent = points.partition_point(|(day, _)| age(*day) < WINDOW_DAYS);
    points.truncate(if recent < LEAST_POINTS {
        WIDE_POINTS
    } else {
        recent
    });
    points.reverse();
    points
}

impl Forecast {
    /// The forecast of a row of values by rising day; a finish after `horizon` is none.
    ///
    /// Rate = change per 7 days between neighbours, sign turned for "down".
    /// Likely = median rate, cautious = lower quartile (linear interpolation),
    /// finish = last date + ceil(7 · remaining / rate).
    pub fn of_points(
        points: &[(Day, Value)],
        target: Value,
        direction: Direction,
        horizon: Day,
    ) -> Self {
        let Some(&(last_day, last)) = points.last() else {
            return Self::NotEnough;
        };
        let reached = match direction {
            Direction::Up => last >= target,
            Direction::Down => last <= target,
        };
        if reached {
            return Self::Reached;
        }
        if points.len() < LEAST_POINTS {
            return Self::NotEnough;
        }
        let exact = Self::paces(points, target, direction);
        let finish = exact.and_then(|paces| paces.finish(last_day, horizon));
        // No denominators are too many: what has no room exactly is told by twelve decimals.
        let fine = || {
            let points: Vec<(Day, Value)> = points
                .iter()
                .map(|(day, value)| (*day, fine(*value)))
                .collect();
            Self::paces(&points, fine(target), direction)?.finish(last_day, horizon)
        };
        finish
            .or_else(fine)
            .unwrap_or(Self::Never { per_week: 0.0 })
    }

    fn paces(points: &[(Day, Value)], target: Value, direction: Direction) -> Option<Paces> {
        // One denominator for all values and one for all steps between days
        // turns the rest into integers.
        let mut of_values = *target.denom();
        let mut of_steps: i128 = 1;
        for pair in points.windows(2) {
            of_steps = checked_lcm(of_steps, i128::from((pair[1].0 - pair[0].0).num_days()))?;
        }
        for (_, value) in points {
            of_values = checked_lcm(of_values, *value.denom())?;
        }
        let scaled = |v: Value| v.numer().checked_mul(of_values / v.denom());
        let sign = if direction == Direction::Up { 1 } else { -1 };
        let mut rates = Vec::with_capacity(points.len() - 1);
        for pair in points.windows(2) {
            let days = i128::from((pair[1].0 - pair[0].0).num_days());
            let change = scaled(pair[1].1)?.checked_sub(scaled(pair[0].1)?)?;
            rates.push(change.checked_mul(sign * 7 * (of_steps / days))?);
        }
        rates.sort_unstable();
        let last = points.last()?.1;
        let remaining = scaled(target)?
            .checked_sub(scaled(last)?)?
            .checked_mul(sign * 28)?
            .checked_mul(of_steps)?;
        Some(Paces {
            rates,
            remaining_times_28: remaining,
            scale: of_values as f64 * of_steps as f64,
        })
    }
}

/// Sorted rates and what remains, as integers of one unit (1/scale).
struct Paces {
    rates: Vec<i128>,
    remaining_times_28: i128,
    scale: f64,
}

impl Paces {
    /// Four times the quartile k (1 lower, 2 median, 3 upper), by linear
    /// interpolation between the sorted rates.
    fn quartile_times_4(&self, k: usize) -> Option<i128> {
        let at = (self.rates.len() - 1) * k;
        let (i, quarters) = (at / 4, (at % 4) as i128);
        let low = *self.rates.get(i)?;
        let high = self.rates.get(i + 1).copied().unwrap_or(low);
        low.checked_mul(4)?
            .checked_add(high.checked_sub(low)?.checked_mul(quarters)?)
    }

    fn finish_at(&self, rate_times_4: i128, last: Day, horizon: Day) -> Option<Finish> {
        if rate_times_4 <= 0 {
            return None;
        }
        let days = Integer::div_ceil(&self.remaining_times_28, &rate_times_4);
        let days = TimeDelta::try_days(i64::try_from(days).ok()?)?;
        let day = last
            .checked_add_signed(days)
            .filter(|day| *day <= horizon)?;
        Some(Finish {
            day,
            per_week: self.per_week(rate_times_4),
        })
    }

    fn per_week(&self, rate_times_4: i128) -> f64 {
        rate_times_4 as f64 / 4.0 / self.scale
    }

    fn finish(&self, last: Day, horizon: Day) -> Option<Forecast> {
        let median = self.quartile_times_4(2)?;
        let Some(likely) = self.finish_at(median, last, horizon) else {
            return Some(Forecast::Never {
                per_week: self.per_week(median),
            });
        };
        let cautious = self.finish_at(self.quartile_times_4(1)?, last, horizon);
        let early = self
            .finish_at(self.quartile_times_4(3)?, last, horizon)
            .unwrap_or(likely);
        Some(Forecast::Finish {
            likely,
            cautious,
            early,
        })
    }
}

/// A value in steps of 1/FINE, half up. Counts have 64 bits, so it has room.
fn fine(value: Value) -> Value {
    let (whole, rest) = value.numer().div_mod_floor(value.denom());
    let (mut rest, mut of) = (rest, *value.denom());
    let fits = |rest: i128, of: i128| rest.checked_mul(2 * FINE)?.checked_add(of);
    while fits(rest, of).is_none() {
        (rest, of) = (rest >> 1, of >> 1);
    }
    let steps = (rest * FINE * 2 + of) / (of * 2);
    Value::new(whole.saturating_mul(FINE).saturating_add(steps), FINE)
}

fn checked_lcm(a: i128, b: i128) -> Option<i128> {
    if b == 0 {
        return None;
    }
    (a / a.gcd(&b)).checked_mul(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_day;

    const FAR: Day = Day::MAX;

    fn points(values: &[(&str, i128)]) -> Vec<(Day, Value)> {
        values
            .iter()
            .map(|(d, v)| (parse_day(d).unwrap(), Value::new(*v, 100)))
            .collect()
    }

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    #[test]
    fn likely_is_the_median_cautious_the_lower_quartile() {
        let p = points(&[
            ("2026-10-05", 10),
            ("2026-10-12", 20),
            ("2026-10-19", 40),
            ("2026-10-26", 70),
            ("2026-11-02", 80),
        ]);
        // Rates 10, 20, 30, 10 -> sorted 10 10 20 30: median 15, lower 10, upper 22.5.
        let Forecast::Finish {
            likely,
            cautious,
            early,
        } = Forecast::of_points(&p, Value::from_integer(1), Direction::Up, FAR)
        else {
            panic!()
        };
        assert_eq!(likely.day, day("2026-11-12")); // ceil(7·20/15) = 10
        assert_eq!(cautious.unwrap().day, day("2026-11-16"));
        assert_eq!(early.day, day("2026-11-09")); // ceil(6.2) = 7
    }

    #[test]
    fn a_forecast_needs_three_points_and_a_rate_above_zero() {
        let target = Value::from_integer(1);
        let two = points(&[("2026-10-05", 10), ("2026-10-12", 20)]);
        assert_eq!(
            Forecast::of_points(&two, target, Direction::Up, FAR),
            Forecast::NotEnough
        );
        let flat = points(&[("2026-10-05", 10), ("2026-10-12", 10), ("2026-10-19", 10)]);
        assert!(matches!(
            Forecast::of_points(&flat, target, Direction::Up, FAR),
            Forecast::Never { .. }
        ));
        let there = points(&[("2026-10-05", 100)]);
        assert_eq!(
            Forecast::of_points(&there, target, Direction::Up, FAR),
            Forecast::Reached
        );
    }

    #[test]
    fn down_turns_the_sign_and_uneven_weeks_count_per_seven_days() {
        let p = points(&[("2026-10-05", 50), ("2026-10-19", 30), ("2026-10-26", 20)]);
        let Forecast::Finish { likely, .. } =
            Forecast::of_points(&p, Value::new(5, 100), Direction::Down, FAR)
        else {
            panic!()
        };
        assert_eq!(likely.day, day("2026-11-06")); // ceil(7·15/10) = 11
    }

    #[test]
    fn thirds_do_not_round() {
        let p: Vec<_> = [("2026-10-05", 0), ("2026-10-12", 1), ("2026-10-19", 2)]
            .iter()
            .map(|(d, v)| (day(d), Value::new(*v, 3)))
            .collect();
        let Forecast::Finish { likely, .. } =
            Forecast::of_points(&p, Value::from_integer(1), Direction::Up, FAR)
        else {
            panic!()
        };
        assert_eq!(likely.day, day("2026-10-26"));
    }

    /// F04: a denominator that changes a little each week is no lack of data.
    #[test]
    fn any_denominators_have_a_forecast() {
        let weekly = |denominators: &[i128]| -> Vec<(Day, Value)> {
            let first = day("2026-10-06");
            let values = denominators.iter().enumerate().map(|(week, of)| {
                let part = of * (30 + 2 * week as i128) / 100;
                let day = first + chrono::TimeDelta::weeks(week as i64);
                (day, Value::new(part * 100, *of))
            });
            values.collect()
        };
        let likely = |points: &[(Day, Value)]| match Forecast::of_points(
            points,
            Value::from_integer(80),
            Direction::Up,
            FAR,
        ) {
            Forecast::Finish { likely, .. } => likely.day,
            other => panic!("{other:?}"),
        };
        let changing = [
            7_399_981, 7_400_107, 7_401_053, 7_402_009, 7_403_021, 7_404_037, 7_405_043, 7_406_051,
        ];
        assert_eq!(likely(&weekly(&[7_400_000; 8])), day("2027-03-30"));
        assert_eq!(likely(&weekly(&changing)), day("2027-03-30"));
        // Primes near the largest counts.
        let huge: Vec<i128> = (0..8).map(|n| 9_223_372_036_854_775_783 - 2 * n).collect();
        assert_eq!(likely(&weekly(&huge)), day("2027-03-30"));
    }

    #[test]
    fn a_finish_two_years_after_the_deadline_is_none() {
        let slow = points(&[("2026-10-05", 10), ("2026-10-12", 11), ("2026-10-19", 12)]);
        let target = Value::from_integer(1);
        let at = |deadline: &str| {
            let horizon = horizon(Some(day(deadline)), day("2026-10-20"));
            Forecast::of_points(&slow, target, Direction::Up, horizon)
        };
        // 88 weeks: 2028-06-26.
        assert!(matches!(at("2026-06-26"), Forecast::Finish { .. }));
        assert!(matches!(at("2026-06-25"), Forecast::Never { .. }));
        assert_eq!(horizon(None, day("2026-10-20")), day("2028-10-20"));
    }

    proptest::proptest! {
        /// Whatever is counted, the arithmetic answers, and an overflow is not told as a
        /// lack of data.
        #[test]
        fn three_points_below_the_target_always_have_an_answer(
            counts in proptest::collection::vec((0..=i64::MAX, 1..=i64::MAX), 3..=12),
            steps in proptest::collection::vec(1_i64..=40, 12),
        ) {
            let mut at = day("2026-01-05");
            let points: Vec<(Day, Value)> = counts
                .iter()
                .zip(steps)
                .map(|((part, of), step)| {
                    at += chrono::TimeDelta::days(step);
                    (at, Value::new(i128::from(*part.min(of)) * 100, i128::from(*of)))
                })
                .collect();
            let told = Forecast::of_points(&points, Value::from_integer(101), Direction::Up, FAR);
            proptest::prop_assert_ne!(told, Forecast::NotEnough);
        }
    }
}
