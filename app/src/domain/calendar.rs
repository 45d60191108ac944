//! Working days: Monday to Friday, less public holidays, and the days worked in their stead.
use std::collections::BTreeMap;

use chrono::{Datelike, Weekday};

use serde::{Deserialize, Serialize};

use super::{Day, words};

words! {
    /// What a day of the calendar is, whatever day of the week it is.
    DayKind {
        Holiday = "holiday",
        Working = "working",
    }
}

/// Working days of a week without a holiday.
pub const WORKING_DAYS: i64 = 5;

/// The days that are not what their day of the week says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calendar(BTreeMap<Day, DayKind>);

impl Calendar {
    /// Says what a day is; a later word replaces an earlier one.
    pub fn set(&mut self, day: Day, kind: DayKind) {
        self.0.insert(day, kind);
    }

    /// How many days it has.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Working days after one day through another; 0 when the other is not later.
    /// Whole weeks have five, so only the rest and the days of the calendar are looked at.
    pub fn working_days(&self, after: Day, through: Day) -> i64 {
        let days = (through - after).num_days();
        let Some(first) = after.succ_opt().filter(|_| days > 0) else {
            return 0;
        };
        let rest = first.iter_days().take((days % 7) as usize);
        let rest = rest.filter(|day| is_weekday(*day)).count() as i64;
        let moved: i64 = self
            .0
            .range(first..=through)
            .map(|(day, kind)| match (kind, is_weekday(*day)) {
                (DayKind::Holiday, true) => -1,
                (DayKind::Working, false) => 1,
                _ => 0,
            })
            .sum();
        days / 7 * WORKING_DAYS + rest + moved
    }

    /// The day on which so many working days have passed after another.
    pub fn after_working_days(&self, after: Day, days: u16) -> Day {
        let later = after.iter_days().skip(1);
        let worked = later.filter(|day| self.works(*day));
        worked.take(days.into()).last().unwrap_or(after)
    }

    /// The day from which so many working days are left before another.
    pub fn before_working_days(&self, before: Day, days: u16) -> Day {
        let earlier = std::iter::successors(before.pred_opt(), Day::pred_opt);
        let worked = earlier.filter(|day| self.works(*day));
        worked.take(days.into()).last().unwrap_or(before)
    }

    /// A day itself where it is worked, else the next that is.
    pub fn worked_from(&self, day: Day) -> Day {
        day.iter_days().find(|day| self.works(*day)).unwrap_or(day)
    }

    /// The last working day before another.
    pub fn last_before(&self, day: Day) -> Day {
        let mut earlier = std::iter::successors(day.pred_opt(), Day::pred_opt);
        earlier.find(|day| self.works(*day)).unwrap_or(day)
    }

    /// What a day is: as it was said, else as its day of the week says.
    pub fn kind(&self, day: Day) -> DayKind {
        let usual = match is_weekday(day) {
            true => DayKind::Working,
            false => DayKind::Holiday,
        };
        self.0.get(&day).copied().unwrap_or(usual)
    }

    /// Whether a day is worked.
    pub fn works(&self, day: Day) -> bool {
        self.kind(day) == DayKind::Working
    }
}

fn is_weekday(day: Day) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_day;

    fn d(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    #[test]
    fn weeks_have_five_working_days() {
        let plain = Calendar::default();
        for (after, through, days) in [
            ("2026-11-22", "2026-12-31", 29),
            ("2026-11-20", "2026-11-22", 0),
            ("2026-11-06", "2026-11-09", 1),
            ("2026-11-09", "2026-11-23", 10),
            ("2026-11-09", "2026-11-09", 0),
            ("2026-11-09", "2026-11-02", 0),
        ] {
            assert_eq!(plain.working_days(d(after), d(through)), days, "{after}");
        }
    }

    #[test]
    fn holidays_leave_and_days_worked_instead_come() {
        let mut calendar = Calendar::default();
        calendar.set(d("2026-08-31"), DayKind::Holiday);
        calendar.set(d("2026-09-01"), DayKind::Holiday);
        calendar.set(d("2026-09-02"), DayKind::Holiday);
        // A Saturday worked for the Monday.
        calendar.set(d("2026-08-22"), DayKind::Working);
        // A holiday on a Sunday takes no working day.
        calendar.set(d("2026-08-30"), DayKind::Holiday);
        assert_eq!(calendar.working_days(d("2026-08-16"), d("2026-08-23")), 6);
        assert_eq!(calendar.working_days(d("2026-08-30"), d("2026-09-06")), 2);
        assert_eq!(calendar.working_days(d("2026-08-16"), d("2026-09-06")), 13);
        // A later row says that it is a day like others.
        calendar.set(d("2026-08-31"), DayKind::Working);
        assert_eq!(calendar.working_days(d("2026-08-30"), d("2026-09-06")), 3);
    }

    #[test]
    fn working_days_are_counted_back_over_weekends_and_holidays() {
        let mut calendar = Calendar::default();
        calendar.set(d("2026-09-02"), DayKind::Holiday);
        calendar.set(d("2026-08-29"), DayKind::Working);
        for (before, days, day) in [
            ("2026-06-30", 5, "2026-06-23"),
            ("2026-06-29", 1, "2026-06-26"),
            ("2026-09-03", 2, "2026-08-31"),
            ("2026-09-03", 3, "2026-08-29"),
            ("2026-09-03", 0, "2026-09-03"),
        ] {
            assert_eq!(calendar.before_working_days(d(before), days), d(day));
        }
    }

    #[test]
    fn the_last_working_day_is_before_weekend_and_holidays() {
        let mut calendar = Calendar::default();
        calendar.set(d("2026-09-02"), DayKind::Holiday);
        calendar.set(d("2026-09-05"), DayKind::Working);
        for (day, before) in [
            ("2026-11-20", "2026-11-19"),
            ("2026-11-22", "2026-11-20"),
            ("2026-11-23", "2026-11-20"),
            ("2026-09-03", "2026-09-01"),
            ("2026-09-07", "2026-09-05"),
        ] {
            assert_eq!(calendar.last_before(d(day)), d(before), "{day}");
        }
    }

    #[test]
    fn so_many_working_days_later_is_a_working_day() {
        let mut calendar = Calendar::default();
        calendar.set(d("2026-09-02"), DayKind::Holiday);
        calendar.set(d("2026-09-05"), DayKind::Working);
        for (after, days, day) in [
            ("2026-11-20", 3, "2026-11-25"),
            ("2026-11-21", 1, "2026-11-23"),
            ("2026-11-20", 0, "2026-11-20"),
            ("2026-09-01", 3, "2026-09-05"),
            ("2026-09-01", 4, "2026-09-07"),
        ] {
            let later = calendar.after_working_days(d(after), days);
            assert_eq!(later, d(day), "{after} {days}");
        }
    }

    proptest::proptest! {
        /// Counted day by day it is the same.
        #[test]
        fn counting_days_one_by_one_gives_the_same(
            days in proptest::collection::btree_map(0_i64..120, proptest::bool::ANY, 0..20),
            from in 0_i64..120, length in -10_i64..60,
        ) {
            let start = d("2026-01-01");
            let at = |n: i64| start + chrono::TimeDelta::days(n);
            let mut calendar = Calendar::default();
            for (n, holiday) in &days {
                calendar.set(at(*n), if *holiday { DayKind::Holiday } else { DayKind::Working });
            }
            let works = |day: Day| match days.get(&(day - start).num_days()) {
                Some(holiday) => !holiday,
                None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
            };
            let told = (1..=length).filter(|n| works(at(from + n))).count() as i64;
            proptest::prop_assert_eq!(calendar.working_days(at(from), at(from + length)), told);
        }
    }
}
