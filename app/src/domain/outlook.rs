//! Where the accepted share of a group leads at the pace of its last weeks
//! (docs/rules.md, Pace and forecast of a group).

use chrono::{Datelike, TimeDelta};
use num_integer::Integer;
use num_traits::{CheckedMul, CheckedSub};
use serde::{Deserialize, Serialize};

use super::{
    Calendar, Day, Figures, Finish, Forecast, Gains, Mass, Value, horizon, monday,
    pace::{LEAST_TIMES, to_f64},
    tenths,
};

/// Whole weeks that tell a pace, and how few still do.
pub const PACE_WEEKS: usize = 8;
const LEAST_WEEKS: usize = 4;
/// Under so many counted milestones a pace is chance.
pub const LEAST_MILESTONES: u32 = 30;

/// What all groups of a campaign are foretold by.
#[derive(Debug, Clone, Copy)]
pub struct Horizon<'a> {
    pub today: Day,
    /// The campaign's deadline that stands.
    pub deadline: Option<Day>,
    /// Today is the last day of the campaign: nothing is foretold.
    pub over: bool,
    /// The day of the first milestone event or measurement of the whole campaign.
    pub first_fact: Option<Day>,
    pub calendar: &'a Calendar,
}

impl Horizon<'_> {
    /// The Mondays of the last whole weeks, oldest first: those that ended by today and
    /// began after the first fact.
    pub fn weeks(&self) -> Vec<Day> {
        let Some(first) = self.first_fact else {
            return Vec::new();
        };
        let this = monday(self.today);
        let complete = self.today.weekday().num_days_from_monday() == 6;
        let last = if complete {
            this
        } else {
            this - TimeDelta::days(7)
        };
        let weeks = (0..PACE_WEEKS as i64).rev();
        weeks
            .map(|back| last - TimeDelta::days(7 * back))
            .filter(|monday| *monday >= first)
            .collect()
    }

    /// Working days from tomorrow through the deadline; `None` without one or after it.
    pub fn days_left(&self) -> Option<i64> {
        let deadline = self.deadline.filter(|deadline| *deadline >= self.today)?;
        Some(self.calendar.working_days(self.today, deadline))
    }
}

/// Where a group's accepted share leads.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Outlook {
    /// `early` is the likely finish: a group has none earlier.
    pub forecast: Forecast,
    /// Change of the share in five working days, over the last whole weeks.
    pub has: Option<Value>,
    /// What five working days must bring to be done by the deadline.
    pub needs: Option<Value>,
    /// Working days left, where they are fewer than five and what is not handed over yet is more
    /// than any of the last weeks brought: no pace does that.
    pub too_few_days: Option<i64>,
    /// Less is accepted than was first planned by today.
    pub behind: bool,
}

impl Outlook {
    pub const NONE: Self = Self {
        forecast: Forecast::NotEnough,
        has: None,
        needs: None,
        too_few_days: None,
        behind: false,
    };

    pub fn of(figures: &Figures, gains: &Gains, at: &Horizon<'_>) -> Self {
        let (mass, remaining) = (figures.mass, figures.mass - figures.accepted);
        if mass <= 0 {
            return Self::NONE;
        }
        if at.over {
            return Self {
                forecast: match remaining {
                    ..=0 => Forecast::Reached,
                    _ => Forecast::Over,
                },
                behind: figures.accepted < figures.expected_original,
                ..Self::NONE
            };
        }
        let per_five =
            |mass_of_days: Mass, days: i64| (days > 0).then(|| ratio(mass_of_days, mass, 5, days));
        let left = at.days_left();
        let mut outlook = Self {
            forecast: Forecast::Reached,
            has: None,
            // More than what is left cannot be needed.
            needs: left
                .filter(|days| *days > 0)
                .and_then(|days| per_five(remaining, days.max(super::WORKING_DAYS))),
            too_few_days: left.filter(|days| {
                let open = figures.mass - figures.claimed;
                *days < super::WORKING_DAYS && open > gains.most(&at.weeks())
            }),
            behind: figures.accepted < figures.expected_original,
        };
        if remaining <= 0 {
            return outlook;
        }
        let weeks = at.weeks();
        let mut changes: Vec<Mass> = weeks.iter().map(|week| gains.of_week(*week)).collect();
        let moved = changes.iter().filter(|change| **change != 0).count();
        if changes.len() < LEAST_WEEKS
            || figures.products < LEAST_MILESTONES
            || moved * 2 < changes.len()
        {
            outlook.forecast = Forecast::NotEnough;
            return outlook;
        }
        let change: Mass = changes.iter().sum();
        let worked = weeks.first().zip(weeks.last()).map_or(0, |(first, last)| {
            at.calendar
                .working_days(*first - TimeDelta::days(1), *last + TimeDelta::days(6))
        });
        outlook.has = per_five(change, worked);
        changes.sort_unstable();
        let slower = &changes[..changes.len().div_ceil(2)];
        let until = horizon(at.deadline, at.today);
        let finish = |change: Mass, weeks: usize| {
            finish(remaining, change, weeks, at.today, until).map(|day| Finish {
                day,
                per_week: change as f64 / weeks as f64 / mass as f64,
            })
        };
        outlook.forecast = match finish(change, weeks.len()) {
            Some(likely) => Forecast::Finish {
                likely,
                cautious: finish(slower.iter().sum(), slower.len()),
                early: likely,
            },
            None => Forecast::Never {
                per_week: change as f64 / weeks.len() as f64 / mass as f64,
            },
        };
        outlook
    }

    /// How many times as fast it must go to be done by the deadline; `None` where it has no pace,
    /// and where the two differ too little to say so. For print only.
    pub fn times_faster(&self) -> Option<f64> {
        let has = self.has.filter(|has| *has > Value::from_integer(0))?;
        let times = to_f64(self.needs?) / to_f64(has);
        Some(times).filter(|times| *times >= LEAST_TIMES)
    }

    /// Whether the last weeks brought nothing, or took away.
    pub fn stands_still(&self) -> bool {
        self.has.is_some_and(|has| has <= Value::from_integer(0))
    }

    /// By how many days the likely finish is later than it was before; `None` where either has none.
    pub fn later_than(&self, before: &Self) -> Option<i64> {
        match (before.forecast, self.forecast) {
            (Forecast::Finish { likely: was, .. }, Forecast::Finish { likely: is, .. }) => {
                Some((is.day - was.day).num_days())
            }
            _ => None,
        }
    }

    /// By how much the pace is more than it was before, in tenths of a point per five working days.
    pub fn pace_from(&self, before: &Self) -> Option<i64> {
        let hundred = Value::from_integer(100);
        let told = |pace: Value| tenths(pace.checked_mul(&hundred)?);
        let (was, is) = (before.has?, self.has?);
        // Of two unlike denominators as each is told.
        let exact = is.checked_sub(&was).and_then(told);
        exact.or_else(|| Some(told(is)? - told(was)?))
    }

    /// Whether even the cautious finish is by a deadline.
    pub fn surely_by(&self, deadline: Day) -> bool {
        match self.forecast {
            Forecast::Finish { cautious, .. } => cautious.is_some_and(|it| it.day <= deadline),
            Forecast::Reached => true,
            _ => false,
        }
    }

    /// The working days left, where no pace does what is left by a deadline.
    pub fn impossible_by(&self, deadline: Option<Day>) -> Option<i64> {
        let surely = deadline.is_some_and(|deadline| self.surely_by(deadline));
        self.too_few_days.filter(|_| !surely)
    }

    /// Whether the likely finish is after a deadline, or never, or too few days are left; once it
    /// is over, whether anything is left.
    pub fn misses(&self, deadline: Day, today: Day) -> bool {
        match self.forecast {
            Forecast::Reached => false,
            _ if self.impossible_by(Some(deadline)).is_some() => true,
            _ if today > deadline => true,
            Forecast::Finish { likely, .. } => likely.day > deadline,
            Forecast::Never { .. } => true,
            _ => false,
        }
    }

    /// How the group stands to a deadline.
    pub fn prospect(&self, deadline: Day, today: Day) -> Prospect {
        match self.forecast {
            _ if self.misses(deadline, today) => Prospect::Late,
            // What is not done by the last day will not be.
            Forecast::Over => Prospect::Late,
            Forecast::NotEnough => Prospect::Unknown,
            _ => Prospect::InTime,
        }
    }
}

/// Whether a group is going to be in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prospect {
    Late,
    /// Too little has happened to tell.
    Unknown,
    InTime,
}

/// part · times / (of · by). Masses are far below what two factors overflow.
fn ratio(part: Mass, of: Mass, times: i64, by: i64) -> Value {
    let common = part.gcd(&of).max(1);
    Value::new(
        part / common * Mass::from(times),
        of / common * Mass::from(by),
    )
}

/// today + ⌈7 · remaining / (change / weeks)⌉; `None` where that is after `until`, or the
/// change is no progress.
fn finish(remaining: Mass, change: Mass, weeks: usize, today: Day, until: Day) -> Option<Day> {
    if change <= 0 {
        return None;
    }
    let days = Integer::div_ceil(&remaining.checked_mul(7 * weeks as Mass)?, &change);
    let days = TimeDelta::try_days(i64::try_from(days).ok()?)?;
    today.checked_add_signed(days).filter(|day| *day <= until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{parse_day, whole};

    fn d(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    /// A Thursday; the last whole week began on the 16th.
    const TODAY: &str = "2026-11-26";

    /// Points of a whole of 1,000 by week, the last of them the week of 16/11.
    fn gains(points: &[i128]) -> Gains {
        let mut gains = Gains::default();
        for (back, points) in points.iter().rev().enumerate() {
            let monday = d("2026-11-16") - TimeDelta::days(7 * back as i64);
            gains.change(monday, whole(1) * points);
        }
        gains
    }

    fn outlook(accepted: u64, plan: u64, points: &[i128], first: &str, deadline: &str) -> Outlook {
        let figures = Figures {
            mass: whole(1000),
            accepted: whole(accepted),
            claimed: whole(accepted),
            expected_original: whole(plan),
            products: 30,
            ..Figures::default()
        };
        let at = Horizon {
            today: d(TODAY),
            over: false,
            deadline: parse_day(deadline),
            first_fact: Some(d(first)),
            calendar: &Calendar::default(),
        };
        Outlook::of(&figures, &gains(points), &at)
    }

    const EIGHT: &[i128] = &[10, 20, 0, 30, 10, 0, 20, 10];

    #[test]
    fn likely_is_the_mean_of_the_weeks_cautious_that_of_the_slower_half() {
        let told = outlook(500, 400, EIGHT, "2026-01-14", "2027-12-31");
        let Forecast::Finish {
            likely, cautious, ..
        } = told.forecast
        else {
            panic!("{told:?}");
        };
        // 100 in eight weeks: 500 more take ⌈7·40⌉ = 280 days.
        assert_eq!(likely.day, d("2027-09-02"));
        // The slower half 0, 0, 10, 10 brings 5 a week: 700 days.
        assert_eq!(cautious.unwrap().day, d("2028-10-26"));
        assert_eq!(told.has, Some(Value::new(100, 1000 * 8)));
        assert!(!told.behind && !told.misses(d("2027-12-31"), d("2026-11-25")));
        assert!(!told.surely_by(d("2027-12-31")));
        assert!(outlook(500, 501, EIGHT, "2026-01-14", "2027-12-31").behind);
    }

    #[test]
    fn four_whole_weeks_and_thirty_milestones_are_the_least() {
        let none = |told: Outlook| told.forecast == Forecast::NotEnough && told.has.is_none();
        // A week counts from the first fact on, whole: the 23rd of October is a Friday.
        assert!(none(outlook(500, 400, EIGHT, "2026-10-27", "2027-12-31")));
        let four = outlook(500, 400, EIGHT, "2026-10-26", "2027-12-31");
        assert_eq!(four.has, Some(Value::new(40, 1000 * 4)));
        // Moved in fewer than half of the weeks.
        let still: &[i128] = &[0, 0, 0, 30, 0, 0, 20, 10];
        assert!(none(outlook(500, 400, still, "2026-01-14", "2027-12-31")));
        let few = Figures {
            products: 29,
            mass: whole(1000),
            ..Figures::default()
        };
        let at = Horizon {
            today: d(TODAY),
            over: false,
            deadline: None,
            first_fact: Some(d("2026-01-14")),
            calendar: &Calendar::default(),
        };
        assert!(none(Outlook::of(&few, &gains(EIGHT), &at)));
        let nothing_yet = Horizon {
            first_fact: None,
            ..at
        };
        assert_eq!(nothing_yet.weeks(), []);
    }

    #[test]
    fn no_finish_later_than_two_years_after_the_deadline() {
        let slow: &[i128] = &[1, 1, 1, 1, 1, 1, 1, 1];
        let told = outlook(500, 400, slow, "2026-01-14", "2027-12-31");
        assert!(matches!(told.forecast, Forecast::Never { .. }), "{told:?}");
        let back: &[i128] = &[1, -1, 1, -1, 1, -1, 1, -2];
        let told = outlook(500, 400, back, "2026-01-14", "2027-12-31");
        assert!(matches!(told.forecast, Forecast::Never { .. }), "{told:?}");
        assert!(told.misses(d("2027-12-31"), d("2026-11-25")));
    }

    #[test]
    fn needed_pace_is_what_remains_over_the_working_days_left() {
        // 25 working days to the end of the year.
        let told = outlook(610, 400, EIGHT, "2026-01-14", "2026-12-31");
        assert_eq!(told.needs, Some(Value::new(390 * 5, 1000 * 25)));
        assert_eq!(told.too_few_days, None);
        // Two working days are left: 390 points of 1,000 in two days is no pace.
        let told = outlook(610, 400, EIGHT, "2026-01-14", "2026-11-30");
        assert_eq!(told.too_few_days, Some(2));
        // Nor is more than all that is left ever needed.
        assert_eq!(told.needs, Some(Value::new(390, 1000)));
        // "–" after the deadline and without one.
        for deadline in ["2026-11-25", ""] {
            let told = outlook(610, 400, EIGHT, "2026-01-14", deadline);
            assert_eq!((told.needs, told.too_few_days), (None, None));
        }
        let done = outlook(1000, 400, EIGHT, "2026-01-14", "2026-11-30");
        assert_eq!(done.forecast, Forecast::Reached);
        // A deadline that is over is missed by all that is not done, however little is known.
        for (told, missed) in [(done, false), (Outlook::NONE, true)] {
            assert_eq!(told.misses(d("2026-11-30"), d("2026-12-01")), missed);
            assert!(!told.misses(d("2026-11-30"), d("2026-11-30")));
        }
        assert_eq!(done.too_few_days, None);
    }

    /// What the page of a database calls impossible is counted among those not in time.
    #[test]
    fn what_cannot_be_in_time_is_not_in_time() {
        for (today, days, missed) in [
            ("2026-11-27", None, false),
            ("2026-11-27", Some(1), true),
            ("2026-11-30", Some(0), true),
            ("2026-12-01", None, true),
        ] {
            let told = Outlook {
                too_few_days: days,
                ..Outlook::NONE
            };
            assert_eq!(
                told.misses(d("2026-11-30"), d(today)),
                missed,
                "{today} {days:?}"
            );
        }
        let done = Outlook {
            forecast: Forecast::Reached,
            too_few_days: Some(0),
            ..Outlook::NONE
        };
        assert!(!done.misses(d("2026-11-30"), d("2026-11-30")));
    }

    #[test]
    fn the_week_of_a_sunday_is_whole_on_that_day() {
        let weeks = |today: &str| {
            let at = Horizon {
                today: d(today),
                over: false,
                deadline: None,
                first_fact: Some(d("2026-01-14")),
                calendar: &Calendar::default(),
            };
            at.weeks().last().copied()
        };
        assert_eq!(weeks("2026-11-21"), Some(d("2026-11-09")));
        assert_eq!(weeks("2026-11-22"), Some(d("2026-11-16")));
        assert_eq!(weeks("2026-11-23"), Some(d("2026-11-16")));
    }

    /// What waits for a decision can be decided on today, and what a week has brought before
    /// can come again.
    #[test]
    fn nothing_is_impossible_that_can_still_be_done() {
        let told = |claimed: u64| {
            let figures = Figures {
                mass: whole(1000),
                accepted: whole(900),
                claimed: whole(claimed),
                products: 30,
                ..Figures::default()
            };
            let at = Horizon {
                today: d(TODAY),
                over: false,
                deadline: parse_day("2026-11-30"),
                first_fact: Some(d("2026-01-14")),
                calendar: &Calendar::default(),
            };
            Outlook::of(&figures, &gains(EIGHT), &at).too_few_days
        };
        // The best of the weeks brought 30.
        for (claimed, days) in [(1000, None), (970, None), (969, Some(2)), (900, Some(2))] {
            assert_eq!(told(claimed), days, "{claimed}");
        }
    }
}
