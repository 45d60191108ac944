//! What was done before the campaign was kept here: taken from the old book, on the old book's word.
use chrono::Months;
use serde::{Deserialize, Serialize};

use super::{Day, Rechecks, words};

words! {
    /// How far what stands by the old book can be trusted.
    BookMark {
        /// No tenth of it was looked at: "chưa hậu kiểm".
        Unchecked = "unchecked",
        /// A random tenth was looked at: "đã hậu kiểm một phần mười".
        Checked = "checked",
    }
}

words! {
    /// What an old board said of a task.
    OldStatus {
        Done = "done",
        Late = "late",
        /// Neither done nor late.
        Open = "open",
    }
}

/// What came from the old book with the import that the campaign began with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OldBook {
    /// Products and outcomes that it has accepted.
    pub accepted: u32,
    /// The day on which the last of a random tenth was looked at.
    pub checked_on: Option<Day>,
}

impl OldBook {
    /// How many of a random draw have to be looked at.
    pub const fn tenth(self) -> u32 {
        self.accepted.div_ceil(10)
    }

    /// The last day of the first month, of what was imported on a day.
    pub fn due(imported: Day) -> Day {
        let month = imported.checked_add_months(Months::new(1));
        month.unwrap_or(imported)
    }

    /// What is owed on a day: the tenth, until it was looked at.
    pub const fn owes(self) -> bool {
        self.accepted > 0 && self.checked_on.is_none()
    }

    /// Takes in what was found of a draw from the old book; says whether the tenth is whole by it.
    pub fn found(&mut self, rechecks: &Rechecks, draw: &str, on: Day) -> bool {
        let whole = self.owes() && rechecks.found_of(draw) >= self.tenth();
        if whole {
            self.checked_on = Some(on);
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{About, Announced, MilestoneId, RecheckOf, RecheckScope, Rechecked, parse_day};

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    #[test]
    fn a_tenth_is_rounded_up_and_a_month_ends_on_a_day_there_is() {
        for (accepted, tenth) in [(0, 0), (1, 1), (10, 1), (11, 2), (20, 2), (37, 4)] {
            let book = OldBook {
                accepted,
                checked_on: None,
            };
            assert_eq!(book.tenth(), tenth, "{accepted}");
            assert_eq!(book.owes(), accepted > 0);
        }
        for (imported, due) in [
            ("2026-11-26", "2026-12-26"),
            ("2026-01-31", "2026-02-28"),
            ("2028-01-31", "2028-02-29"),
        ] {
            assert_eq!(OldBook::due(day(imported)), day(due));
        }
    }

    /// One draw from the old book has to be looked at to its tenth: parts of several are no
    /// random tenth.
    #[test]
    fn a_tenth_is_looked_at_when_one_draw_of_it_is() {
        let mut rechecks = Rechecks::default();
        let draw = |id: &str| Announced {
            id: id.into(),
            scope: RecheckScope::OldBook,
            of: RecheckOf::Reports,
            number: 2,
            on: day("2026-11-20"),
        };
        rechecks.announce(draw("one"));
        rechecks.announce(draw("two"));
        let mut book = OldBook {
            accepted: 20,
            checked_on: None,
        };
        for (draw, thing, confirmed, whole) in [
            ("one", "a", true, false),
            ("two", "b", true, false),
            // The same thing again is no other.
            ("one", "a", false, false),
            // What is not confirmed was looked at all the same.
            ("one", "c", false, true),
            ("two", "d", true, false),
        ] {
            let on = day("2026-11-25");
            rechecks.find(Rechecked {
                draw: draw.into(),
                thing: thing.into(),
                about: About::Milestone(MilestoneId::parse("m").unwrap()),
                company: None,
                confirmed,
                on,
            });
            assert_eq!(book.found(&rechecks, draw, on), whole, "{draw} {thing}");
        }
        assert_eq!(book.checked_on, Some(day("2026-11-25")));
        assert!(!book.owes());
    }
}
