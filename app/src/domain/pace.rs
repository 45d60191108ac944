//! The pace a deadline asks for.
use chrono::{Datelike, Weekday};

use super::{Day, Share};

/// Monday to Friday after today through the deadline.
pub fn working_days_left(today: Day, deadline: Day) -> i64 {
    working_days(today, deadline)
}

/// Monday to Friday after one day through another, until the calendar of public
/// holidays exists; 0 when the other is not later. Whole weeks have five, so
/// only the rest is counted day by day.
pub fn working_days(after: Day, through: Day) -> i64 {
    let days = (through - after).num_days().max(0);
    let rest = after
        .iter_days()
        .skip(1)
        .take((days % 7) as usize)
        .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        .count() as i64;
    days / 7 * 5 + rest
}

/// Tenths of a point a week of five working days, half up; `None` ("–") after
/// the deadline or with no working day left.
pub fn required_pace_per_week(accepted: Share, today: Day, deadline: Day) -> Option<i64> {
    let days = working_days_left(today, deadline);
    if days == 0 {
        return None;
    }
    let (part, of) = accepted.parts();
    let (num, den) = ((of - part) * 5 * 1000, of * i128::from(days));
    i64::try_from((num * 2 + den) / (den * 2)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;

    #[test]
    fn required_pace_is_what_remains_over_the_working_days_left() {
        let d = |t: &str| parse_day(t).unwrap();
        assert_eq!(working_days_left(d("2026-11-22"), d("2026-12-31")), 29);
        assert_eq!(working_days_left(d("2026-11-20"), d("2026-11-22")), 0);
        assert_eq!(working_days(d("2026-11-06"), d("2026-11-09")), 1);
        assert_eq!(working_days(d("2026-11-09"), d("2026-11-23")), 10);
        assert_eq!(working_days(d("2026-11-09"), d("2026-11-09")), 0);
        assert_eq!(working_days(d("2026-11-09"), d("2026-11-02")), 0);
        let share = Share::new(61, 100).unwrap();
        assert_eq!(
            required_pace_per_week(share, d("2026-11-22"), d("2026-12-31")),
            Some(67)
        );
        assert_eq!(
            required_pace_per_week(share, d("2027-01-01"), d("2026-12-31")),
            None
        );
    }
}
