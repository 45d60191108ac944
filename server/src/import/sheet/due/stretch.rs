//! Days, weeks, months, quarters and years, from what a pattern captures of them, in a year.
use app::domain::Day;
use chrono::{Months, Weekday};
use regex::Captures;

use super::number;

/// How a pattern names days: from what it captures, in a year.
pub(super) type InYear = fn(&Captures<'_>, i32) -> Option<(Day, Day)>;

pub(super) fn day_of_month(found: &Captures<'_>, year: i32) -> Option<(Day, Day)> {
    let day = Day::from_ymd_opt(year, number(found, "m")?, number(found, "d")?)?;
    Some((day, day))
}

pub(super) fn last_of(year: i32, month: u32) -> Option<Day> {
    let first = Day::from_ymd_opt(year, month, 1)?;
    first.checked_add_months(Months::new(1))?.pred_opt()
}

/// All days from one month through another.
fn of_months(year: i32, first: u32, last: u32) -> Option<(Day, Day)> {
    Some((Day::from_ymd_opt(year, first, 1)?, last_of(year, last)?))
}

pub(super) fn month(found: &Captures<'_>, year: i32) -> Option<(Day, Day)> {
    let month = number(found, "m")?;
    of_months(year, month, month)
}

/// A week of a year by its number.
pub(super) fn week(found: &Captures<'_>, year: i32) -> Option<(Day, Day)> {
    let of = |weekday| Day::from_isoywd_opt(year, number(found, "k")?, weekday);
    Some((of(Weekday::Mon)?, of(Weekday::Sun)?))
}

fn quarter_of(found: &Captures<'_>, name: &str) -> Option<u32> {
    Some(match found.name(name)?.as_str() {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        _ => 4,
    })
}

pub(super) fn quarter(found: &Captures<'_>, year: i32) -> Option<(Day, Day)> {
    let quarter = quarter_of(found, "q")?;
    of_months(year, quarter * 3 - 2, quarter * 3)
}

pub(super) fn quarters(found: &Captures<'_>, year: i32) -> Option<(Day, Day)> {
    let (first, last) = (quarter_of(found, "a")?, quarter_of(found, "q")?);
    of_months(year, first * 3 - 2, last * 3).filter(|_| first <= last)
}

/// "6 tháng đầu năm", "nửa cuối năm".
pub(super) fn months_of(found: &Captures<'_>, year: i32) -> Option<(Day, Day)> {
    let half = found.name("n").is_none_or(|it| it.as_str() == "sau");
    let months = if half { 6 } else { number(found, "n")? };
    let months = (1..=12).contains(&months).then_some(months)?;
    match found.name("h")?.as_str() {
        "dau" => of_months(year, 1, months),
        _ => of_months(year, 13 - months, 12),
    }
}

pub(super) fn year(_: &Captures<'_>, year: i32) -> Option<(Day, Day)> {
    of_months(year, 1, 12)
}

pub(super) fn years(found: &Captures<'_>, year: i32) -> Option<(Day, Day)> {
    let first = i32::try_from(number(found, "a")?).ok()?;
    let from = Day::from_ymd_opt(first, 1, 1)?;
    Some((from, last_of(year, 12)?)).filter(|(from, to)| from < to)
}
