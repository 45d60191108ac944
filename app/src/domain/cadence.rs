//! How often something recurs: periods that follow each other without a gap, and the day on which
//! what is asked of each is due.
use chrono::{Datelike, TimeDelta};
use serde::{Deserialize, Serialize};
use std::{iter, sync::Arc};

use super::{CadenceCode, Calendar, Day, words};

words! {
    /// How long a period is.
    Every {
        Week = "week",
        Month = "month",
        Quarter = "quarter",
        Half = "half",
        Year = "year",
    }
}

words! {
    /// A day of the week, as a file says it.
    DayOfWeek {
        Monday = "mon",
        Tuesday = "tue",
        Wednesday = "wed",
        Thursday = "thu",
        Friday = "fri",
        Saturday = "sat",
        Sunday = "sun",
    }
}

words! {
    /// What becomes of a due day that is off.
    DayOff {
        /// It gives way to the next that is worked (Civil Code 2015, article 148).
        Next = "next",
        Keep = "keep",
    }
}

impl Every {
    /// Its months; none for a week.
    const fn months(self) -> Option<i32> {
        match self {
            Self::Week => None,
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Half => Some(6),
            Self::Year => Some(12),
        }
    }

    /// The number of a day as a file names it: a day of the week from 1, else one of the month.
    pub fn day(self, text: &str) -> Option<u8> {
        match self {
            Self::Week => DayOfWeek::from_code(text).map(|day| day as u8 + 1),
            _ => text.parse().ok().filter(|day| (1..=31).contains(day)),
        }
    }

    /// The same the other way round.
    pub fn day_code(self, day: u8) -> String {
        let of_week = || DayOfWeek::ALL.get(usize::from(day).wrapping_sub(1));
        match self {
            Self::Week => of_week().map_or_else(String::new, |day| day.code().to_owned()),
            _ => day.to_string(),
        }
    }
}

/// The most months that may lie between the close of a period and the day its report is due.
pub const MOST_DUE_MONTHS: u8 = 6;

/// The days of what recurs, as a decree or the office sets them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cadence {
    pub code: CadenceCode,
    pub name: Arc<str>,
    pub every: Every,
    /// The day on which the data of a period close, its last: of the week from 1, else of the
    /// period's last month.
    pub closes: u8,
    /// The day on which its report is due, counted likewise.
    pub due: u8,
    /// How many months after the close; `None`: in the month of the close, where that day is not
    /// before it, else in the next.
    pub due_months: Option<u8>,
    /// A due day that is off gives way to the next that is worked (Civil Code 2015, article 148).
    pub moves: bool,
    pub provisional: bool,
    pub source: Arc<str>,
}

/// One of the stretches that a cadence cuts time into: both days are of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    pub from: Day,
    pub to: Day,
}

impl Cadence {
    /// The period that a day lies in.
    pub fn period_of(&self, day: Day) -> Period {
        let to = self.close_from(day);
        Period {
            from: self.after(self.close_before(to)),
            to,
        }
    }

    /// The periods from one on, without an end.
    pub fn from(&self, first: Period) -> impl Iterator<Item = Period> {
        iter::successors(Some(first), |before| {
            Some(self.period_of(before.to.succ_opt()?))
        })
    }

    /// When the report of a period is due.
    pub fn due(&self, period: Period, calendar: &Calendar) -> Day {
        let due = match self.every {
            Every::Week => weekday_from(period.to, self.due),
            _ => {
                let next = u8::from(self.due < self.closes);
                let months = i32::from(self.due_months.unwrap_or(next));
                day_of_month(month(period.to) + months, self.due).max(period.to)
            }
        };
        match self.moves {
            true => calendar.worked_from(due),
            false => due,
        }
    }

    /// The first close on a day or after it.
    fn close_from(&self, day: Day) -> Day {
        let Some(months) = self.every.months() else {
            return weekday_from(day, self.closes);
        };
        let last = last_month(month(day), months);
        let close = day_of_month(last, self.closes);
        match close < day {
            true => day_of_month(last + months, self.closes),
            false => close,
        }
    }

    /// The close before another.
    fn close_before(&self, close: Day) -> Day {
        match self.every.months() {
            None => close - TimeDelta::days(7),
            Some(months) => day_of_month(month(close) - months, self.closes),
        }
    }

    fn after(&self, close: Day) -> Day {
        close.succ_opt().unwrap_or(close)
    }
}

/// The first day on or after another that is such a day of the week, from 1.
fn weekday_from(day: Day, of_week: u8) -> Day {
    let ahead = (i64::from(of_week) - i64::from(day.weekday().number_from_monday())).rem_euclid(7);
    day.checked_add_signed(TimeDelta::days(ahead))
        .unwrap_or(day)
}

/// Months counted through the years.
fn month(day: Day) -> i32 {
    day.year() * 12 + day.month0() as i32
}

/// The last month of the stretch of so many months that a month lies in.
const fn last_month(month: i32, months: i32) -> i32 {
    month + months - 1 - month.rem_euclid(months)
}

/// A day of a month; one that the month does not have is its last.
fn day_of_month(month: i32, day: u8) -> Day {
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) as u32 + 1);
    let mut days = (1..=u32::from(day)).rev();
    days.find_map(|day| Day::from_ymd_opt(year, month, day))
        .unwrap_or(Day::MAX)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{DayKind, parse_day};
    use proptest::prelude::*;

    pub fn d(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    pub fn cadence(every: Every, closes: u8, due: u8) -> Cadence {
        Cadence {
            code: CadenceCode::parse("K").unwrap(),
            name: "".into(),
            every,
            closes,
            due,
            due_months: None,
            moves: true,
            provisional: false,
            source: "".into(),
        }
    }

    /// Tết of 2027 and of 2028, as a notice might say it.
    pub fn with_tet() -> Calendar {
        let mut calendar = Calendar::default();
        for first in ["2027-02-05", "2028-01-25"] {
            for day in d(first).iter_days().take(7) {
                calendar.set(day, DayKind::Holiday);
            }
        }
        calendar
    }

    #[test]
    fn periods_are_those_of_decree_09_2019() {
        use Every::{Half, Month, Quarter, Year};
        for (every, day, from, to) in [
            (Month, "2026-11-20", "2026-11-15", "2026-12-14"),
            (Month, "2026-12-14", "2026-11-15", "2026-12-14"),
            (Month, "2026-12-15", "2026-12-15", "2027-01-14"),
            (Quarter, "2026-12-14", "2026-09-15", "2026-12-14"),
            (Quarter, "2026-12-15", "2026-12-15", "2027-03-14"),
            (Half, "2026-06-14", "2025-12-15", "2026-06-14"),
            (Half, "2026-06-15", "2026-06-15", "2026-12-14"),
            (Year, "2026-06-15", "2025-12-15", "2026-12-14"),
            (Year, "2026-12-15", "2026-12-15", "2027-12-14"),
        ] {
            let told = cadence(every, 14, 20).period_of(d(day));
            assert_eq!((told.from, told.to), (d(from), d(to)), "{every:?} {day}");
        }
    }

    #[test]
    fn a_report_is_due_on_or_after_the_close_of_its_data() {
        use Every::{Month, Quarter, Week, Year};
        for (every, closes, due, months, day, told) in [
            // The 20th of December 2026 is a Sunday.
            (Month, 14, 20, None, "2026-12-01", "2026-12-21"),
            (Month, 14, 18, None, "2026-12-01", "2026-12-18"),
            // Months that are those of the calendar: the 5th of the next.
            (Month, 31, 5, None, "2026-11-10", "2026-12-07"),
            (Month, 31, 31, None, "2028-02-10", "2028-02-29"),
            (Month, 30, 30, None, "2027-02-10", "2027-03-01"),
            // The 30th comes before the 31st, so it is the next month's.
            (Month, 31, 30, None, "2027-01-10", "2027-03-01"),
            // In the days of Tết, and after them.
            (Month, 31, 8, None, "2027-01-10", "2027-02-12"),
            (Month, 31, 30, None, "2027-12-10", "2028-02-01"),
            (Quarter, 14, 20, None, "2026-11-01", "2026-12-21"),
            (Year, 31, 31, Some(3), "2026-11-01", "2027-03-31"),
            (Week, 5, 5, None, "2026-11-25", "2026-11-27"),
            (Week, 5, 1, None, "2026-11-25", "2026-11-30"),
            (Week, 7, 6, None, "2026-11-25", "2026-12-07"),
            (Week, 5, 5, None, "2027-02-03", "2027-02-12"),
        ] {
            let mut cadence = cadence(every, closes, due);
            cadence.due_months = months;
            let period = cadence.period_of(d(day));
            assert_eq!(cadence.due(period, &with_tet()), d(told), "{every:?} {day}");
        }
    }

    #[test]
    fn a_due_day_that_keeps_does_not_move() {
        let mut cadence = cadence(Every::Month, 14, 20);
        cadence.moves = false;
        let period = cadence.period_of(d("2026-12-01"));
        assert_eq!(cadence.due(period, &with_tet()), d("2026-12-20"));
    }

    pub fn any_cadence() -> impl Strategy<Value = Cadence> {
        let days = prop_oneof![(1_u8..=31).boxed(), (28_u8..=31).boxed()];
        (
            0..Every::ALL.len(),
            days.clone(),
            days,
            proptest::option::of(1_u8..4),
        )
            .prop_map(|(every, closes, due, months)| {
                let every = Every::ALL[every];
                let within = |day: u8| {
                    if every == Every::Week {
                        (day - 1) % 7 + 1
                    } else {
                        day
                    }
                };
                let mut cadence = cadence(every, within(closes), within(due));
                cadence.due_months = months.filter(|_| every != Every::Week);
                cadence
            })
    }

    proptest! {
        /// Through year ends, Tết and a 29 February.
        #[test]
        fn every_day_of_several_years_lies_in_one_period(cadence in any_cadence()) {
            let (first, last) = (d("2026-01-01"), d("2030-12-31"));
            let mut before: Option<Period> = None;
            for day in first.iter_days().take_while(|day| *day <= last) {
                let period = cadence.period_of(day);
                prop_assert!(period.from <= day && day <= period.to);
                if let Some(before) = before {
                    let next = before.to.succ_opt() == Some(period.from);
                    prop_assert!(before == period || next, "{before:?} {period:?}");
                }
                before = Some(period);
            }
            let counted = cadence.from(cadence.period_of(first)).take_while(|it| it.from <= last);
            let mut at = first;
            for period in counted {
                prop_assert_eq!(cadence.period_of(at), period);
                at = period.to.succ_opt().unwrap();
            }
        }

        #[test]
        fn due_days_are_worked_and_come_in_order(cadence in any_cadence(), off in proptest::collection::btree_set(0_i64..1_500, 0..80)) {
            let mut calendar = with_tet();
            for n in off {
                calendar.set(d("2026-01-01") + TimeDelta::days(n), DayKind::Holiday);
            }
            let first = cadence.period_of(d("2026-01-01"));
            let all = cadence.from(first).take_while(|it| it.to < d("2030-12-31"));
            let mut last = Day::MIN;
            for period in all {
                let due = cadence.due(period, &calendar);
                prop_assert!(calendar.works(due));
                prop_assert!(due >= period.to && due >= last, "{period:?} {due}");
                last = due;
            }
        }

        #[test]
        fn days_are_named_as_they_are_read(every in 0..5_usize, day in 1_u8..=7) {
            let every = Every::ALL[every];
            prop_assert_eq!(every.day(&every.day_code(day)), Some(day));
        }
    }
}
