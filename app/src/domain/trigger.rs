//! Deadlines that run from an event: "30 ngày làm việc sau khi Tỉnh ủy ban hành quy định". Until the
//! event is recorded there is no day, and whoever issues it is waited on.
use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{BodyCode, Calendar, Day, TriggerCode, words};

words! {
    /// Which days of a term are counted.
    DayCount {
        /// Each day; a term that would end on a day off ends on the next working day.
        Calendar = "calendar",
        /// Working days alone.
        Working = "working",
    }
}

/// The longest term in days.
pub const LONGEST_TERM: i64 = 1_000;

/// An event from which deadlines run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    pub code: TriggerCode,
    /// What happens: "Tỉnh ủy ban hành quy định".
    pub name: Arc<str>,
    /// Who brings it about: until then the clock is that body's.
    pub issuer: Option<BodyCode>,
    pub happened_on: Option<Day>,
    pub document_number: Arc<str>,
    pub document_day: Option<Day>,
    pub provisional: bool,
    pub source: Arc<str>,
}

/// A term that runs from an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueAfter {
    pub trigger: TriggerCode,
    pub days: u16,
    pub count: DayCount,
}

impl DueAfter {
    /// Its last day, where the event happened on a day that is not counted itself (Civil Code 2015,
    /// articles 147 and 148): of calendar days one that is a day off gives way to the next that is
    /// worked. A term of no days ends on the day of the event.
    pub fn ends(&self, happened_on: Day, calendar: &Calendar) -> Day {
        self.count.after(happened_on, self.days, calendar)
    }

    /// From which of an event's days a deadline ran: the first of them that makes it.
    pub fn ran_from(
        &self,
        days: impl IntoIterator<Item = Day>,
        due: Day,
        calendar: &Calendar,
    ) -> Option<Day> {
        let mut days = days.into_iter();
        days.find(|day| self.ends(*day, calendar) == due)
    }
}

impl DayCount {
    /// The last day of a term that begins behind a day, as [`DueAfter::ends`].
    pub fn after(self, day: Day, days: u16, calendar: &Calendar) -> Day {
        match self {
            Self::Working => calendar.after_working_days(day, days),
            Self::Calendar => {
                let last = day.iter_days().nth(days.into()).unwrap_or(day);
                match days {
                    0 => last,
                    _ => calendar.worked_from(last),
                }
            }
        }
    }

    /// The day that is so many days before another.
    pub fn before(self, day: Day, days: u16, calendar: &Calendar) -> Day {
        match self {
            Self::Working => calendar.before_working_days(day, days),
            Self::Calendar => {
                let mut earlier = std::iter::successors(Some(day), |it| it.pred_opt());
                earlier.nth(days.into()).unwrap_or(day)
            }
        }
    }
}

/// All events that deadlines run from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Triggers(BTreeMap<TriggerCode, Arc<Trigger>>);

impl Triggers {
    /// Takes one in; a later word of it replaces an earlier one.
    pub fn set(&mut self, it: Trigger) {
        self.0.insert(it.code.clone(), Arc::new(it));
    }

    pub fn get(&self, code: &TriggerCode) -> Option<&Arc<Trigger>> {
        self.0.get(code)
    }

    /// By code.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Trigger>> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DayKind, parse_day};

    fn d(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn term(days: u16, count: DayCount) -> DueAfter {
        DueAfter {
            trigger: TriggerCode::parse("SK01").unwrap(),
            days,
            count,
        }
    }

    /// Tết of 2027 from 5 to 11 February, as a notice might say it.
    fn with_tet() -> Calendar {
        let mut calendar = Calendar::default();
        for day in d("2027-02-05").iter_days().take(7) {
            calendar.set(day, DayKind::Holiday);
        }
        calendar
    }

    #[test]
    fn a_term_ends_on_a_day_that_is_worked() {
        use DayCount::{Calendar as Each, Working};
        let calendar = with_tet();
        for (happened_on, days, count, ends) in [
            // A Friday; its thirtieth day is a Sunday.
            ("2026-11-20", 30, Each, "2026-12-21"),
            ("2026-11-19", 30, Each, "2026-12-21"),
            ("2026-11-18", 30, Each, "2026-12-18"),
            ("2026-11-20", 30, Working, "2027-01-01"),
            // Over and into the days of Tết.
            ("2027-02-04", 1, Each, "2027-02-12"),
            ("2027-02-04", 1, Working, "2027-02-12"),
            ("2027-02-01", 5, Working, "2027-02-15"),
            ("2027-01-27", 10, Each, "2027-02-12"),
            // Through a 29 February.
            ("2028-01-31", 29, Each, "2028-02-29"),
            ("2028-02-28", 1, Each, "2028-02-29"),
            // At once, also on a Saturday.
            ("2026-11-21", 0, Each, "2026-11-21"),
            ("2026-11-21", 0, Working, "2026-11-21"),
        ] {
            let told = term(days, count).ends(d(happened_on), &calendar);
            assert_eq!(told, d(ends), "{happened_on} + {days} {count:?}");
        }
    }

    #[test]
    fn a_deadline_ran_from_the_day_that_makes_it() {
        let calendar = Calendar::default();
        let term = term(20, DayCount::Working);
        let days = ["2026-11-10", "2026-10-27"].map(d);
        for (due, from) in [
            ("2026-12-08", Some("2026-11-10")),
            ("2026-11-24", Some("2026-10-27")),
            // A day that somebody else gave it, or that another calendar made.
            ("2026-11-25", None),
        ] {
            let told = term.ran_from(days, d(due), &calendar);
            assert_eq!(told, from.map(d), "{due}");
        }
    }

    proptest::proptest! {
        /// Counted day by day it is the same, and a longer term never ends earlier.
        #[test]
        fn terms_counted_one_by_one_end_on_the_same_day(
            from in 0_i64..800, days in 1_u16..120,
            off in proptest::collection::btree_set(0_i64..1_000, 0..60),
        ) {
            let start = d("2026-01-01");
            let at = |n: i64| start + chrono::TimeDelta::days(n);
            let mut calendar = Calendar::default();
            for n in &off {
                calendar.set(at(*n), DayKind::Holiday);
            }
            let works = |n: i64| calendar.works(at(n));
            let mut working = from;
            for _ in 0..days {
                working += 1;
                while !works(working) {
                    working += 1;
                }
            }
            let mut each = from + i64::from(days);
            while !works(each) {
                each += 1;
            }
            let ends = |days, count| term(days, count).ends(at(from), &calendar);
            proptest::prop_assert_eq!(ends(days, DayCount::Working), at(working));
            proptest::prop_assert_eq!(ends(days, DayCount::Calendar), at(each));
            for count in DayCount::ALL {
                proptest::prop_assert!(ends(days, *count) <= ends(days + 1, *count));
            }
        }
    }
}
