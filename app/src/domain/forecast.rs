//! Where measured values lead at the pace of the last eight weeks.
use num_integer::Integer;

use super::{Day, Direction, Outcome, Value};

/// Measurements older than this say nothing about the pace of today.
pub const WINDOW_DAYS: i64 = 56;
/// Under three points there is no pace.
const LEAST_POINTS: usize = 3;
/// A finish further away than this is none.
const HORIZON_DAYS: i128 = 365 * 100;

/// A day on which the target is reached at some pace.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finish {
    pub day: Day,
    /// Change per 7 days towards the target, in the unit of the values; for
    /// print and drawing.
    pub per_week: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Forecast {
    /// "chưa đủ dữ liệu"
    NotEnough,
    /// The target is reached.
    Reached,
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
    Forecast::of_points(&points, target, outcome.indicator.direction)
}

/// The measurements of the last eight weeks by rising day, the latest of each
/// day.
pub(super) fn recent_points(outcome: &Outcome, today: Day) -> Vec<(Day, Value)> {
    let recent = outcome
        .measurements
        .iter()
        .rev()
        .take_while(|m| (today - m.day()).num_days() < WINDOW_DAYS);
    let mut points: Vec<(Day, Value)> = Vec::new();
    // Newest first: the first of a day is the latest of that day.
    for m in recent {
        if m.day() <= today && points.last().is_none_or(|(day, _)| *day != m.day()) {
            points.push((m.day(), m.value(&outcome.indicator)));
        }
    }
    points.reverse();
    points
}

impl Forecast {
    /// The forecast of a row of values by rising day, of which the caller took
    /// the last eight weeks.
    ///
    /// Rate = change per 7 days between neighbours, sign turned for "down".
    /// Likely = median rate, cautious = lower quartile (linear interpolation),
    /// finish = last date + ceil(7 · remaining / rate).
    pub fn of_points(points: &[(Day, Value)], target: Value, direction: Direction) -> Self {
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
        Self::paces(points, target, direction)
            .and_then(|paces| paces.finish(last_day))
            .unwrap_or(Self::NotEnough)
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
            .checked_mul(sign)?
            .checked_mul(of_steps)?;
        Some(Paces {
            rates,
            remaining,
            scale: of_values as f64 * of_steps as f64,
        })
    }
}

/// Sorted rates and what remains, as integers of one unit (1/scale).
struct Paces {
    rates: Vec<i128>,
    remaining: i128,
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

    fn finish_at(&self, rate_times_4: i128, last: Day) -> Option<Finish> {
        if rate_times_4 <= 0 {
            return None;
        }
        let days = Integer::div_ceil(&self.remaining.checked_mul(28)?, &rate_times_4);
        if days > HORIZON_DAYS {
            return None;
        }
        let day = last.checked_add_signed(chrono::TimeDelta::days(i64::try_from(days).ok()?))?;
        Some(Finish {
            day,
            per_week: self.per_week(rate_times_4),
        })
    }

    fn per_week(&self, rate_times_4: i128) -> f64 {
        rate_times_4 as f64 / 4.0 / self.scale
    }

    fn finish(&self, last: Day) -> Option<Forecast> {
        let median = self.quartile_times_4(2)?;
        let Some(likely) = self.finish_at(median, last) else {
            return Some(Forecast::Never {
                per_week: self.per_week(median),
            });
        };
        let cautious = self.finish_at(self.quartile_times_4(1)?, last);
        let early = self
            .finish_at(self.quartile_times_4(3)?, last)
            .unwrap_or(likely);
        Some(Forecast::Finish {
            likely,
            cautious,
            early,
        })
    }
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
    use crate::domain::parse_day;

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
        } = Forecast::of_points(&p, Value::from_integer(1), Direction::Up)
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
            Forecast::of_points(&two, target, Direction::Up),
            Forecast::NotEnough
        );
        let flat = points(&[("2026-10-05", 10), ("2026-10-12", 10), ("2026-10-19", 10)]);
        assert!(matches!(
            Forecast::of_points(&flat, target, Direction::Up),
            Forecast::Never { .. }
        ));
        let there = points(&[("2026-10-05", 100)]);
        assert_eq!(
            Forecast::of_points(&there, target, Direction::Up),
            Forecast::Reached
        );
    }

    #[test]
    fn down_turns_the_sign_and_uneven_weeks_count_per_seven_days() {
        let p = points(&[("2026-10-05", 50), ("2026-10-19", 30), ("2026-10-26", 20)]);
        let Forecast::Finish { likely, .. } =
            Forecast::of_points(&p, Value::new(5, 100), Direction::Down)
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
            Forecast::of_points(&p, Value::from_integer(1), Direction::Up)
        else {
            panic!()
        };
        assert_eq!(likely.day, day("2026-10-26"));
    }
}
