//! Days and instants. A day is a local day of the campaign's time zone; an
//! instant is microseconds since 1970 UTC, as the ledger keeps it.
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, TimeZone};
use chrono_tz::Tz;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

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

/// Reads a day as people type it into a form, where it is shown back in full: 1/2/26,
/// 20.11.2026, 20-11-2026, 20112026, 20/11, "hôm nay", "hôm qua". Day before month; without a
/// year it is the nearest such day that may be meant.
pub fn typed_day(text: &str, today: Day, nearest: Nearest) -> Option<Day> {
    if let Some(day) = parse_day(text) {
        return Some(day);
    }
    let plain: String = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    match words[..] {
        ["hom", "nay"] | ["today"] => return Some(today),
        ["hom", "qua"] | ["yesterday"] => return today.pred_opt(),
        _ => {}
    }
    let figures = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let whole = words.concat();
    let parts: Vec<&str> = whole.split(['/', '.', '-']).collect();
    if !parts.iter().all(figures) {
        return None;
    }
    match parts[..] {
        [d, m, y] if d.len() <= 2 && m.len() <= 2 => of_parts(d, m, y),
        [d, m] if d.len() <= 2 && m.len() <= 2 => nearest.of(d, m, today),
        [all] if all.len() == 8 => {
            let first = of_parts(&all[..2], &all[2..4], &all[4..]);
            let last = of_parts(&all[6..], &all[4..6], &all[..4]);
            // A year cannot be a month, so that one of them at most is a day.
            first.or(last)
        }
        _ => None,
    }
}

/// Which day is meant by one that is typed without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearest {
    /// Today or before it: of a document.
    Before,
    /// Today or after it: of something to come.
    After,
}

impl Nearest {
    fn of(self, day: &str, month: &str, today: Day) -> Option<Day> {
        let of_year = |year: i32| of_parts(day, month, &year.to_string());
        let year = today.year();
        // A leap day may be years away.
        match self {
            Self::Before => (year - 8..=year)
                .rev()
                .filter_map(of_year)
                .find(|it| *it <= today),
            Self::After => (year..=year + 8)
                .filter_map(of_year)
                .find(|it| *it >= today),
        }
    }
}

/// A year of two figures is of this century.
fn of_parts(day: &str, month: &str, year: &str) -> Option<Day> {
    let year = match year.len() {
        2 => format!("20{year}"),
        4 => year.to_owned(),
        _ => return None,
    };
    parse_day(&format!("{day}/{month}/{year}"))
}

/// Whether words for a deadline are a day, or a month, quarter or year, written badly:
/// `31.12.2026`, `tháng 9/2026`, `trước 30/6`, `Quý IV/2026`. Such a slip must not become a
/// deadline that is never overdue. "20 ngày sau khi Tỉnh ủy ban hành" says something else
/// beside its figures; "cuối năm" has none.
pub fn looks_like_a_day(text: &str) -> bool {
    let plain: String = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect();
    let mut words = plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    let figures = |word: &str| word.contains(char::is_numeric);
    let nothing = words.peek().is_none();
    nothing || plain.contains(char::is_numeric) && words.all(|w| figures(w) || OF_TIME.contains(&w))
}

/// Words that only say when, without their marks; figures stand beside them.
const OF_TIME: [&str; 76] = [
    "ngay", "thang", "quy", "qui", "nam", "tuan", "ky", "cuoi", "dau", "giua", "het", "trong",
    "truoc", "sau", "den", "toi", "vao", "cham", "nhat", "muon", "nua", "va", "han", "mot", "hai",
    "ba", "bon", "tu", "bay", "tam", "chin", "muoi", "i", "ii", "iii", "iv", "v", "vi", "vii",
    "viii", "ix", "x", "xi", "xii", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
    "oct", "nov", "dec", "th", "t", "q", "end", "of", "by", "thu", "chu", "sang", "chieu", "du",
    "kien", "khong", "qua", "xong", "hoan", "thanh", "phai", "nop", "som",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_a_deadline_unless_they_look_like_a_day() {
        for day in [
            "31.12.2026",
            "31/06/2026",
            "30-6",
            "2026 12 31",
            "3O/06/2026",
            "quý 3",
            "cuối quý 3",
            "Quý IV/2026",
            "Q4/2026",
            "tháng 9/2026",
            "Tháng chín năm 2026",
            "trước ngày 30/9/2026",
            "hết năm 2026",
            "30 Jun 2026",
            "20 ngày",
            "thứ Hai 30/11/2026",
            "30/11/2026 (dự kiến)",
            "không quá 31/12/2026",
            "hoàn thành 31/12/2026",
            "xong 31/12/2026",
            "???",
            " - ",
        ] {
            assert!(looks_like_a_day(day), "{day}");
        }
        for words in [
            "thường xuyên",
            "cuối năm",
            "Quý IV",
            "20 ngày sau khi Tỉnh ủy ban hành",
            "20 ngày sau khi Tỉnh uỷ ban hành",
            "30 ngày sau khi Trung ương ban hành",
            "Hoàn thành trước ngày 30/9/2026 và duy trì liên tục",
            "Báo cáo đầu tiên trước ngày 25/7/2026; cập nhật hằng tháng",
        ] {
            assert!(!looks_like_a_day(words), "{words}");
        }
    }

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
    fn days_are_read_as_people_type_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let read = |text| typed_day(text, today, Nearest::Before);
        let day = NaiveDate::from_ymd_opt;
        for (text, is) in [
            ("1/2/26", day(2026, 2, 1)),
            ("20.11.2026", day(2026, 11, 20)),
            ("20-11-2026", day(2026, 11, 20)),
            ("20 - 11 - 2026", day(2026, 11, 20)),
            ("20112026", day(2026, 11, 20)),
            ("20261120", day(2026, 11, 20)),
            ("2026-11-20", day(2026, 11, 20)),
            ("Hôm nay", Some(today)),
            ("hom nay", Some(today)),
            ("hôm qua", day(2026, 11, 25)),
            ("yesterday", day(2026, 11, 25)),
            ("20101210", day(2010, 12, 10)),
            // No day, or a part of one.
            ("31.11.2026", None),
            ("11/2026", None),
            ("1/2/3", None),
            ("mai", None),
            ("20.11", day(2026, 11, 20)),
            ("1/12", day(2025, 12, 1)),
            ("29/2", day(2024, 2, 29)),
            ("31/11", None),
            ("1.2.x", None),
            ("", None),
        ] {
            assert_eq!(read(text), is, "{text}");
        }
        let to_come = |text| typed_day(text, today, Nearest::After);
        assert_eq!(to_come("1/12"), day(2026, 12, 1));
        assert_eq!(to_come("20/11"), day(2027, 11, 20));
        assert_eq!(to_come("26/11"), Some(today));
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
