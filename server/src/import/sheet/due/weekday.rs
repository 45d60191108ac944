//! Weekdays beside a day: "thứ Tư 30/6/2027", "thứ Sáu tuần 50/2026".
use std::sync::LazyLock;

use app::{
    domain::Day,
    views::{SheetAbout, SheetDue, SheetMeans},
};
use chrono::{Datelike, TimeDelta, Weekday};
use regex::Regex;

use super::{
    super::folded::Folded,
    Said, asked,
    days::{Found, Part},
    nth::{in_stretch, weekday},
    patterns, words,
};

patterns! {
    NAMED: r"(?:\b(?P<no>nghiem|lan|tuan|ky|ki|dot|quy|thang|hop|phien) )?\b(?:thu (?P<wd>hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)\b";
}

/// The one weekday that a text names beside its day. `left`: the text without that day.
fn named(text: &Folded, left: &str) -> Option<Weekday> {
    let all = NAMED.iter().flat_map(|it| it.captures_iter(left));
    let mut all = all.filter_map(|hit| {
        // "Nghiệm thu hai hệ thống" names no Monday.
        let at = hit.get(0)?.range();
        let written = text.written(at).to_lowercase();
        let marked = written.contains("thứ") || written.is_ascii() || hit.name("wd").is_none();
        (hit.name("no").is_none() && marked).then(|| weekday(&hit))
    });
    let first = all.next()?;
    all.all(|it| it == first).then_some(first)
}

/// The most days of one weekday that are offered: those of a month.
const OFFERED: usize = 5;

/// Takes the weekday that stands beside a day into account: of a week it is that day of it, of a day without its
/// year it tells the year; where it contradicts the day, or names one of a longer stretch, it is asked.
pub(super) fn beside(cell: &str, text: &Folded, found: &mut [Found], left: &str) -> Option<Said> {
    let weekday = named(text, left)?;
    let [one] = found else { return None };
    if one.document || one.spans.is_empty() || one.is_long_ago() {
        return None;
    }
    let is_single = one.spans.iter().all(|(from, to)| from == to);
    let is_week = one
        .spans
        .iter()
        .all(|(from, to)| (*to - *from).num_days() == 6);
    if is_week {
        let days = one.spans.iter().flat_map(|it| in_stretch(*it, weekday));
        one.spans = days.map(|day| (day, day)).collect();
        one.part = Part::Whole;
        return None;
    }
    let mut days: Vec<Day> = Vec::new();
    if is_single {
        let fits = |it: &&(Day, Day)| it.0.weekday() == weekday;
        let fitting: Vec<(Day, Day)> = one.spans.iter().filter(fits).copied().collect();
        if !fitting.is_empty() {
            one.spans = fitting;
            return None;
        }
        days.extend(one.days());
        days.extend(one.spans.iter().flat_map(|(day, _)| around(*day, weekday)));
    } else {
        for span in &one.spans {
            let all: Vec<Day> = in_stretch(*span, weekday).collect();
            let first = if all.len() > OFFERED {
                all.len() - 1
            } else {
                0
            };
            days.extend(all.get(first..).unwrap_or_default());
        }
        days.extend(one.days());
    }
    let mut choices: Vec<SheetMeans> = Vec::new();
    for day in days {
        let means = SheetMeans::Due(SheetDue::Day(day));
        if !choices.contains(&means) {
            choices.push(means);
        }
    }
    let none = SheetMeans::Due(SheetDue::None);
    let choices = choices.into_iter().chain(words(cell)).chain([none]);
    Some(asked(SheetAbout::Among, cell, choices.collect()))
}

/// The last such weekday before a day, and the first behind it.
fn around(day: Day, weekday: Weekday) -> impl Iterator<Item = Day> {
    let near = [-1, 1].map(|way| {
        let mut days =
            (1..=6).filter_map(move |n| day.checked_add_signed(TimeDelta::days(n * way)));
        days.find(|it| it.weekday() == weekday)
    });
    near.into_iter().flatten()
}
