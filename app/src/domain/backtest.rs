//! Forecasts tried against what came (docs/rules.md, Back-test).
use chrono::{Datelike, Months, TimeDelta};

use super::{Day, Direction, Forecast, Outcome, forecast, pace::to_f64};

/// What was known and said of a group or an indicator on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Said {
    pub on: Day,
    /// The share or the value of that day; what falls to its target has its sign turned.
    pub value: f64,
    pub forecast: Forecast,
}

impl Said {
    /// Of an indicator that has a value.
    pub fn of(outcome: &Outcome, today: Day) -> Option<Self> {
        let value = to_f64(outcome.judged(outcome.judging().last()?));
        Some(Self {
            on: today,
            value: match outcome.indicator.direction {
                Direction::Up => value,
                Direction::Down => -value,
            },
            forecast: forecast(outcome, today),
        })
    }
}

/// A forecast beside what had come by a later day.
///
/// A finish that has not come yet says nothing of a forecast. What it says of every day before
/// does: by its pace, the value that came by a later day was to come on some day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// When it was said, and the day whose value came.
    pub on: Day,
    pub until: Day,
    pub was: f64,
    pub came: f64,
    /// Days from the day that the likely pace said to the day it came: positive is later than
    /// said. `None`: by this pace it was never to come.
    pub likely: Option<i64>,
    /// The same of the cautious pace.
    pub cautious: Option<i64>,
    /// It came no sooner than the early pace said and no later than the cautious one.
    pub within: bool,
}

impl Trial {
    /// `None` where no pace was said, or none of progress.
    pub fn of(said: &Said, until: Day, came: f64) -> Option<Self> {
        let Forecast::Finish {
            likely,
            cautious,
            early,
        } = said.forecast
        else {
            return None;
        };
        let late = |per_week: f64| later(said, until, came, per_week);
        let cautious = cautious.and_then(|it| late(it.per_week));
        let early = late(early.per_week);
        Some(Self {
            on: said.on,
            until,
            was: said.value,
            came,
            likely: late(likely.per_week),
            cautious,
            within: early.is_some_and(|late| late >= 0) && cautious.is_none_or(|late| late <= 0),
        })
    }

    /// Months between the two days, to the nearest, at least one.
    pub fn months(&self) -> i64 {
        let days = (self.until - self.on).num_days();
        ((days + 15) / 30).max(1)
    }
}

/// Days by which a value came later than a pace said. What fell back was to come at once.
fn later(said: &Said, until: Day, came: f64, per_week: f64) -> Option<i64> {
    if per_week <= 0.0 {
        return None;
    }
    let days = (7.0 * (came - said.value).max(0.0) / per_week).round();
    let days = (days < 36_500.0).then_some(days as i64)?;
    Some((until - said.on).num_days() - days)
}

/// How good some forecasts were.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Reliability {
    pub trials: usize,
    /// Half of the trials were off by no more days; `None` without a trial.
    pub likely: Option<i64>,
    pub cautious: Option<i64>,
    /// How many came within the range that was said.
    pub within: usize,
}

impl Reliability {
    pub fn of<'a>(trials: impl Iterator<Item = &'a Trial>) -> Self {
        let (mut all, mut likely, mut cautious) = (Self::default(), Vec::new(), Vec::new());
        for trial in trials {
            all.trials += 1;
            all.within += usize::from(trial.within);
            likely.extend(trial.likely.map(i64::abs));
            cautious.extend(trial.cautious.map(i64::abs));
        }
        (all.likely, all.cautious) = (middle(likely), middle(cautious));
        all
    }
}

/// The lower of the two in the middle, where there are two.
fn middle(mut days: Vec<i64>) -> Option<i64> {
    days.sort_unstable();
    days.get(days.len().saturating_sub(1) / 2).copied()
}

/// What forecasts are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ForecastOf {
    City,
    Databases,
    Indicators,
}

impl ForecastOf {
    pub const ALL: [Self; 3] = [Self::City, Self::Databases, Self::Indicators];
}

/// How good forecasts were that were said at the ends of months, against what had come by later
/// ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// The last of those ends.
    pub upto: Day,
    /// Of what there is a trial.
    pub of: Vec<(ForecastOf, Reliability)>,
}

/// The last days of months from a first day to before today, oldest first.
pub fn month_ends(from: Day, today: Day) -> Vec<Day> {
    let mut ends = Vec::new();
    let mut first = from.with_day(1);
    while let Some(next) = first.and_then(|first| first.checked_add_months(Months::new(1))) {
        let end = next - TimeDelta::days(1);
        if end >= today {
            break;
        }
        ends.push(end);
        first = Some(next);
    }
    ends
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::Finish;

    fn day(month: u32, day: u32) -> Day {
        Day::from_ymd_opt(2026, month, day).unwrap()
    }

    fn said(cautious: Option<f64>, likely: f64, early: f64) -> Said {
        let finish = |per_week| Finish {
            day: day(12, 31),
            per_week,
        };
        Said {
            on: day(5, 31),
            value: 0.20,
            forecast: Forecast::Finish {
                likely: finish(likely),
                cautious: cautious.map(finish),
                early: finish(early),
            },
        }
    }

    #[test]
    fn a_forecast_is_tried_by_the_day_its_pace_said() {
        let said = said(Some(0.01), 0.02, 0.04);
        // What came, days later than likely and than cautious, within.
        for (came, likely, cautious, within) in [
            // 28 days brought 0,08 as the likely pace said.
            (0.28, 0, -28, true),
            // Half of it: two weeks later than likely, as cautious as could be.
            (0.24, 14, 0, true),
            (0.232, 17, 6, false),
            // As early as could be, and earlier.
            (0.36, -28, -84, true),
            (0.372, -32, -92, false),
            // Nothing came, or less than nothing.
            (0.20, 28, 28, false),
            (0.10, 28, 28, false),
        ] {
            let trial = Trial::of(&said, day(6, 28), came).unwrap();
            let told = (trial.likely, trial.cautious, trial.within);
            assert_eq!(told, (Some(likely), Some(cautious), within), "{came}");
        }
    }

    #[test]
    fn a_cautious_never_holds_whatever_comes_late() {
        let said = said(None, 0.02, 0.02);
        let trial = |came| Trial::of(&said, day(6, 28), came).unwrap();
        assert_eq!((trial(0.20).cautious, trial(0.20).within), (None, true));
        let months = |until| Trial::of(&said, until, 0.3).unwrap().months();
        // From 31/05.
        let ends = [day(6, 10), day(6, 30), day(7, 28), day(7, 31), day(8, 31)];
        assert_eq!(ends.map(months), [1, 1, 2, 2, 3]);
        assert!(!trial(0.30).within);
    }

    #[test]
    fn what_says_no_day_is_not_tried() {
        for forecast in [
            Forecast::NotEnough,
            Forecast::Reached,
            Forecast::Never { per_week: 0.0 },
            Forecast::Passed { per_week: 0.1 },
        ] {
            let said = Said {
                on: day(5, 31),
                value: 0.2,
                forecast,
            };
            assert_eq!(Trial::of(&said, day(6, 30), 0.3), None);
        }
    }

    #[test]
    fn forecasts_are_as_good_as_half_of_them() {
        let said = said(Some(0.01), 0.02, 0.04);
        let came = [0.28, 0.24, 0.232, 0.20];
        let trials = came.map(|came| Trial::of(&said, day(6, 28), came).unwrap());
        let all = Reliability::of(trials.iter());
        let expected = Reliability {
            trials: 4,
            likely: Some(14),
            cautious: Some(6),
            within: 2,
        };
        assert_eq!(all, expected);
        assert_eq!(Reliability::of([].iter()), Reliability::default());
    }

    #[test]
    fn months_end_before_today() {
        let ends = month_ends(day(1, 14), day(3, 31));
        assert_eq!(ends, [day(1, 31), day(2, 28)]);
        assert_eq!(month_ends(day(3, 31), day(4, 1)), [day(3, 31)]);
        assert_eq!(month_ends(day(4, 2), day(4, 1)), []);
    }
}
