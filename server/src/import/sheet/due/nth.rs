//! Weekdays of a stretch: "thứ Sáu cuối cùng của tháng 6/2027".
use std::sync::LazyLock;

use app::domain::Day;
use chrono::{Datelike, Weekday};
use regex::{Captures, Regex};

use super::{
    patterns,
    stretch::{month, quarter, year},
};

patterns! {
    OF_MONTH: r"\b(?:thu (?P<wd>hai|ba|tu|nam|sau|bay|[2-7])|chu nhat),? (?P<ord>dau tien|dau|thu (?:nhat|hai|ba|tu|nam|[1-5])|cuoi cung|cuoi) (?:cua |trong )?thang (?P<m>\d{1,2})(?: ?(?:/|-|\.|,? nam ) ?(?P<y>\d{4}))?\b";
    OF_QUARTER: r"\b(?:thu (?P<wd>hai|ba|tu|nam|sau|bay|[2-7])|chu nhat),? (?P<ord>dau tien|dau|thu (?:nhat|hai|ba|tu|nam|[1-5])|cuoi cung|cuoi) (?:cua |trong )?quy (?P<q>iv|i{1,3}|[1-4])\b(?: ?(?:/|-|\.|,? nam)? ?(?P<y>20\d\d))?";
    OF_YEAR: r"\b(?:thu (?P<wd>hai|ba|tu|nam|sau|bay|[2-7])|chu nhat),? (?P<ord>dau tien|dau|thu (?:nhat|hai|ba|tu|nam|[1-5])|cuoi cung|cuoi) (?:cua |trong )?nam (?P<y>20\d\d)\b";
}

pub(super) fn of_month(found: &Captures<'_>, in_year: i32) -> Option<(Day, Day)> {
    nth(found, month(found, in_year)?)
}

pub(super) fn of_quarter(found: &Captures<'_>, in_year: i32) -> Option<(Day, Day)> {
    nth(found, quarter(found, in_year)?)
}

pub(super) fn of_year(found: &Captures<'_>, in_year: i32) -> Option<(Day, Day)> {
    nth(found, year(found, in_year)?)
}

pub(super) fn weekday(found: &Captures<'_>) -> Weekday {
    match found.name("wd").map(|it| it.as_str()) {
        Some("hai" | "2") => Weekday::Mon,
        Some("ba" | "3") => Weekday::Tue,
        Some("tu" | "4") => Weekday::Wed,
        Some("nam" | "5") => Weekday::Thu,
        Some("sau" | "6") => Weekday::Fri,
        Some(_) => Weekday::Sat,
        None => Weekday::Sun,
    }
}

pub(super) fn in_stretch((from, to): (Day, Day), weekday: Weekday) -> impl Iterator<Item = Day> {
    let days = from.iter_days().take_while(move |it| *it <= to);
    days.filter(move |it| it.weekday() == weekday)
}

/// The first, the third, the last such weekday of a stretch.
fn nth(found: &Captures<'_>, stretch: (Day, Day)) -> Option<(Day, Day)> {
    let mut all = in_stretch(stretch, weekday(found));
    let day = match found.name("ord")?.as_str().trim_start_matches("thu ") {
        "cuoi cung" | "cuoi" => all.last(),
        "hai" | "2" => all.nth(1),
        "ba" | "3" => all.nth(2),
        "tu" | "4" => all.nth(3),
        "nam" | "5" => all.nth(4),
        _ => all.next(),
    }?;
    Some((day, day))
}
