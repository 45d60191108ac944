//! Days and instants. A day is a local day of the campaign's time zone; an
//! instant is microseconds since 1970 UTC, as the ledger keeps it.
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// A local day of the campaign.
pub type Day = NaiveDate;

/// Microseconds since 1970-01-01T00:00:00Z.
pub type Instant = i64;

/// The local day an instant falls on.
pub fn local_day(instant: Instant, zone: Tz) -> Day {
    DateTime::from_timestamp_micros(instant)
        .unwrap_or_default()
        .with_timezone(&zone)
        .date_naive()
}

/// The first instant of a local day. Where the clock jumps over midnight, the
/// first instant after the jump.
pub fn start_of(day: Day, zone: Tz) -> Instant {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    (0..=24)
        .find_map(|hours| {
            zone.from_local_datetime(&(midnight + TimeDelta::hours(hours)))
                .earliest()
        })
        .map_or_else(
            || midnight.and_utc().timestamp_micros(),
            |t| t.timestamp_micros(),
        )
}

/// Rule 9: a deadline D closes at 00:00 of D+1 in the campaign's time zone.
pub fn closes_at(deadline: Day, zone: Tz) -> Instant {
    start_of(deadline.succ_opt().unwrap_or(deadline), zone)
}

/// The Monday of a day's week.
pub fn monday(day: Day) -> Day {
    day - TimeDelta::days(i64::from(day.weekday().num_days_from_monday()))
}

/// Reads `YYYY-MM-DD` or the Vietnamese `dd/mm/yyyy`; nothing else, because a
/// date that two people read differently is worse than none.
pub fn parse_day(text: &str) -> Option<Day> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let [a, b, c] = parts[..] else { return None };
    let digits =
        |t: &str, n: usize| t.len() <= n && !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let (y, m, d) = if text.contains('-') && !text.contains('/') && a.len() == 4 {
        (a, b, c)
    } else if text.contains('/') && !text.contains('-') && c.len() == 4 {
        (c, b, a)
    } else {
        return None;
    };
    if !(digits(y, 4) && digits(m, 2) && digits(d, 2)) {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)?;
    // A year outside these is a slip of the keyboard.
    (1900..=2200).contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HCM: Tz = chrono_tz::Asia::Ho_Chi_Minh;

    #[test]
    fn rule_9_a_deadline_closes_at_midnight_of_the_next_local_day() {
        let d = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let close = closes_at(d, HCM);
        assert_eq!(close, 1_795_280_400_000_000); // 2026-11-21T17:00:00Z
        assert_eq!(local_day(close - 1, HCM), d);
        assert_eq!(local_day(close, HCM), d.succ_opt().unwrap());
    }

    #[test]
    fn days_are_read_in_two_unambiguous_forms() {
        let d = NaiveDate::from_ymd_opt(2026, 2, 1);
        assert_eq!(parse_day("2026-02-01"), d);
        assert_eq!(parse_day("01/02/2026"), d);
        assert_eq!(parse_day(" 1/2/2026 "), d);
        for bad in [
            "31/11/2026",
            "2026-13-01",
            "1.2.2026",
            "01-02-2026",
            "2026/02/01",
            "",
            "1/2/26",
            "0001-01-01",
            "2026-02-1x",
        ] {
            assert_eq!(parse_day(bad), None, "{bad}");
        }
    }
}
