//! "Xong trước Tết Nguyên đán 2027": the last day that is worked before the holidays of that year.
use std::sync::LazyLock;

use app::{
    domain::{Calendar, Day},
    views::{SheetAbout, SheetDue, SheetMeans},
};
use chrono::{Datelike, Weekday};
use regex::Regex;

use super::{
    super::folded::Folded, Said, Span, asked, captures, days::days, left::says_else, number,
    patterns, words,
};

patterns! {
    TET: r"\btet\b(?: (?P<o>duong lich|tay|trung thu|thieu nhi|doan ngo|doc lap))?(?: (?:nguyen dan|am lich|co truyen|ta)\b)?(?: (?:nam )?(?:giap|at|binh|dinh|mau|ky|ki|canh|tan|nham|quy) (?:ty|ti|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi)\b)?,? ?(?:nam )?(?P<y>20\d\d)?";
    BEFORE: r"\btruoc (?:khi |dip |ky |ki |nghi )*$";
    BEHIND: r"\bsau (?:khi |dip |ky |ki |nghi |het )*$";
}

/// A deadline by the lunar new year; one of another feast, or with other words beside it, is asked.
pub(super) fn read(text: &Folded, span: Span<'_>) -> Option<Said> {
    let hit = captures(&TET, &text.plain)?;
    let whole = hit.get(0)?;
    let (before, behind) = (&text.plain[..whole.start()], &text.plain[whole.end()..]);
    let cell = text.written(0..text.plain.len());
    let years = match number(&hit, "y").and_then(|year| i32::try_from(year).ok()) {
        Some(year) => year..=year,
        None => span.start.year()..=span.end.year(),
    };
    let lunar = hit.name("o").is_none();
    let eves = years.filter(|_| lunar);
    // "Sau Tết" is no day before it.
    let is_behind = captures(&BEHIND, before).is_some();
    let of_year = |year| match is_behind {
        true => worked_again(year, span.calendar),
        false => eve(year, span.calendar),
    };
    let eves: Vec<Day> = eves.filter_map(of_year).collect();
    let said = captures(&BEFORE, before);
    let said = said.and_then(|it| Some(!says_else(before.get(..it.get(0)?.start())?)));
    let plain = said == Some(true) && !says_else(behind);
    if let ([one], true) = (eves.as_slice(), plain) {
        return Some(Said::One(SheetDue::Day(*one)));
    }
    let (found, _) = days(text, span);
    let named = found.iter().filter(|it| it.day().is_some());
    let all = eves.iter().copied().chain(named.flat_map(|it| it.days()));
    let all = all.map(|day| SheetMeans::Due(SheetDue::Day(day)));
    let none = SheetMeans::Due(SheetDue::None);
    let about = match eves.len() {
        0 | 1 => SheetAbout::NoDay,
        _ => SheetAbout::Year,
    };
    let choices = all.chain(words(&cell)).chain([none]).collect();
    Some(asked(about, &cell, choices))
}

/// The last day that is worked before the lunar new year, by the holidays of the calendar: no others lie
/// between the days on which it may fall.
fn eve(year: i32, calendar: &Calendar) -> Option<Day> {
    Some(calendar.last_before(first_off(year, calendar)?))
}

/// The first day that is worked behind its holidays.
fn worked_again(year: i32, calendar: &Calendar) -> Option<Day> {
    let mut days = first_off(year, calendar)?.iter_days();
    days.find(|day| calendar.works(*day))
}

/// The first of its holidays.
fn first_off(year: i32, calendar: &Calendar) -> Option<Day> {
    const FIRST: (u32, u32) = (1, 18);
    const DAYS: usize = 36;
    let first = Day::from_ymd_opt(year, FIRST.0, FIRST.1)?;
    let weekend = |day: &Day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let mut days = first.iter_days().take(DAYS);
    days.find(|day| !weekend(day) && !calendar.works(*day))
}
