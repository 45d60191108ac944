//! What the office puts before the committee on the brief of a day.
use chrono::TimeDelta;

use super::Day;

/// So many stand on one page, each with room for an answer.
pub const MOST_PROPOSALS: usize = 5;
/// Letters of one, counted cleaned: two lines on paper.
pub const LONGEST_PROPOSAL: usize = 180;
/// Days ahead that something may be written for.
const AHEAD: i64 = 60;

/// Whether something may still be written for the brief of a day: what was printed of a day that is
/// over does not change.
pub fn proposed_for(day: Day, today: Day) -> bool {
    day >= today && day - today <= TimeDelta::days(AHEAD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_day;

    #[test]
    fn the_brief_of_a_day_that_is_over_stays_as_it_was() {
        let today = parse_day("2026-11-26").unwrap();
        for (day, may) in [
            ("2026-11-25", false),
            ("2026-11-26", true),
            ("2027-01-25", true),
            ("2027-01-26", false),
        ] {
            assert_eq!(proposed_for(parse_day(day).unwrap(), today), may, "{day}");
        }
    }
}
