//! The campaign's days, and when people at work write things down.
use app::domain::{Day, Instant, local_day, start_of};
use chrono::{Datelike, TimeDelta, Weekday};
use chrono_tz::Tz;

use super::draws::Draws;

#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    pub zone: Tz,
    pub start: Day,
    pub deadline: Day,
    /// The day it is; what is invented ends at its first instant, so that a day
    /// gives the same rows from morning to evening.
    pub today: Day,
    pub cut: Instant,
}

impl Calendar {
    pub fn new(zone: Tz, start: Day, deadline: Option<Day>, now: Instant) -> Self {
        let today = local_day(now, zone);
        Self {
            zone,
            start,
            deadline: deadline
                .filter(|deadline| *deadline > start)
                .unwrap_or_else(|| plus(start, 730)),
            today,
            cut: start_of(today, zone),
        }
    }

    /// When the organisations were entered: the start of the campaign, or of
    /// today if that is earlier.
    pub fn beginning(&self) -> Instant {
        start_of(self.start, self.zone).min(self.cut)
    }

    /// The day at thousandths of the campaign's length.
    pub fn at_permille(&self, permille: i64) -> Day {
        let length = (self.deadline - self.start).num_days();
        workday(plus(self.start, length * permille / 1000)).min(self.deadline)
    }

    /// An instant within the working hours of the first working day from this
    /// one.
    pub fn at_work(&self, day: Day, draws: &mut Draws) -> Instant {
        let morning = (7 * 60 + 30, 11 * 60 + 29);
        let afternoon = (13 * 60, 16 * 60 + 59);
        let (least, most) = if draws.percent(50) {
            morning
        } else {
            afternoon
        };
        let minute = draws.number(least, most);
        let second = draws.number(0, 59);
        start_of(workday(day), self.zone) + (minute * 60 + second) * 1_000_000
    }

    pub fn day_of(&self, instant: Instant) -> Day {
        local_day(instant, self.zone)
    }

    /// Which quarter of a year a day is in, counted on over the years.
    pub fn quarter(day: Day) -> i64 {
        i64::from(day.year()) * 4 + i64::from(day.month0()) / 3
    }
}

/// Days later, or earlier.
pub fn plus(day: Day, days: i64) -> Day {
    day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
}

/// This day, or the Monday after a weekend.
pub fn workday(day: Day) -> Day {
    match day.weekday() {
        Weekday::Sat => plus(day, 2),
        Weekday::Sun => plus(day, 1),
        _ => day,
    }
}
