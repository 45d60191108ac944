//! Terms that run from an event: "20 ngày làm việc sau khi Chính phủ ban hành".
use std::sync::LazyLock;

use app::{
    domain::{Day, DayCount},
    views::{SheetAbout, SheetDue, SheetMeans},
};
use regex::{Captures, Regex};

use super::{
    super::folded::Folded, Said, Span, asked, cap::Capped, captures, days::days, no_day, patterns,
    words,
};

patterns! {
    AFTER: r"\b(?:(?P<low>\d{1,3}) ?(?:-|den) ?)?(?P<n>\d{1,3}(?:[.,/]\d{1,3})?|nua) ?(?:\([^)]*\) ?)?(?P<u>ngay|tuan|thang|nam|gio)(?P<r> ruoi)?(?P<w> lam viec)? ?,?(?:ke tu|tu|sau) (?:ngay |khi |thoi diem )*(?P<e>.+)$";
    AFTERWARDS: r"\b(?:sau khi|ke tu khi|ke tu ngay) (?P<e>.+?),? (?:trong |cham nhat )?(?:vong |thoi han )?(?:(?P<low>\d{1,3}) ?(?:-|den) ?)?(?P<n>\d{1,3}(?:[.,/]\d{1,3})?) (?P<u>ngay|tuan|thang|nam)(?P<r> ruoi)?(?P<w> lam viec)?$";
    LENGTH: r"\b(?:\d{1,4}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|vai|may) ?(?:\([^)]*\) ?)?(?:ngay|tuan|thang|quy|nam|gio)\b";
    NO_TERM: r"\b(?:ngay )?(?:sau khi|ke tu khi) (?P<e>.+)$";
}

/// Days in a week and, by custom, in a month and a year of a term; working days in a week.
const WEEK: f64 = 7.0;
const MONTH_OF_TERM: f64 = 30.0;
const YEAR_OF_TERM: f64 = 365.0;
const HOURS: f64 = 24.0;
const WORKING_WEEK: f64 = 5.0;

/// How long a term may be, in the readings of its words; the first where it has one.
struct Term {
    days: Vec<(u32, DayCount)>,
    /// The words say so many days and nothing else.
    plain: bool,
}

impl Term {
    fn of(found: &Captures<'_>) -> Option<Self> {
        let half = if found.name("r").is_some() { 0.5 } else { 0.0 };
        let amount = amount(found.name("n")?.as_str())? + half;
        let low = found.name("low").and_then(|it| it.as_str().parse().ok());
        let working = found.name("w").is_some();
        let count = if working {
            DayCount::Working
        } else {
            DayCount::Calendar
        };
        let in_days: Vec<(f64, DayCount)> = match found.name("u")?.as_str() {
            "ngay" => vec![(1.0, count)],
            "tuan" if working => vec![(WORKING_WEEK, count), (WEEK, DayCount::Calendar)],
            "tuan" => vec![(WEEK, count)],
            "thang" => vec![(MONTH_OF_TERM, DayCount::Calendar)],
            "nam" => vec![(YEAR_OF_TERM, DayCount::Calendar)],
            _ => vec![(1.0 / HOURS, DayCount::Calendar)],
        };
        let mut days = Vec::new();
        for amount in low.into_iter().chain([amount]) {
            for (unit, count) in &in_days {
                for length in [(amount * unit).floor(), (amount * unit).ceil()] {
                    let length = length as u32;
                    if length > 0 && !days.contains(&(length, *count)) {
                        days.push((length, *count));
                    }
                }
            }
        }
        let unit = found.name("u")?.as_str();
        let plain = days.len() == 1 && ["ngay", "tuan"].contains(&unit);
        (!days.is_empty()).then_some(Self { days, plain })
    }
}

/// "15", "1,5", "1/2", "nửa".
fn amount(text: &str) -> Option<f64> {
    if text == "nua" {
        return Some(0.5);
    }
    match text.split_once('/') {
        Some((part, of)) => {
            let (part, of): (f64, f64) = (part.parse().ok()?, of.parse().ok()?);
            (of > 0.0).then(|| part / of)
        }
        None => text.replace(',', ".").parse().ok(),
    }
}

/// A term that runs from an event.
pub(super) fn read(text: &Folded, span: Span<'_>) -> Option<Said> {
    let cell = text.written(0..text.plain.len());
    let mut capped = Capped::new(text, span);
    // "Sau khi Bộ ban hành, chậm nhất 30 ngày": the term itself.
    if counted(&capped.rest.plain).is_none() && counted(&text.plain).is_some() {
        capped = Capped::none(text);
    }
    let plain = &capped.rest.plain.clone();
    let counted = counted(plain);
    let term = counted.as_ref().and_then(Term::of);
    let (Some(found), Some(term)) = (counted, term) else {
        let found = captures(&NO_TERM, plain)?;
        let event = capped.rest.written(found.name("e")?.range());
        return Some(match names_nothing(&event) {
            true => of_nothing(&cell, text, span),
            false => without_term(&cell, text, &event, span),
        });
    };
    let event = capped.rest.written(found.name("e")?.range());
    let event = event.trim_end_matches(['.', ',', ';', ' ']).to_owned();
    if names_nothing(&event) {
        return Some(of_nothing(&cell, text, span));
    }
    let before = found.get(0)?.start();
    capped.before(&capped.rest.written(0..before), span);
    if let Some(from) = one_day(&event, span) {
        return Some(from_a_day(&cell, from, &term, &capped, span));
    }
    let due = |(days, count): (u32, DayCount)| SheetDue::After {
        days,
        count,
        event: event.clone(),
    };
    let is_capped = capped.is;
    match (term.days.as_slice(), term.plain && !is_capped) {
        ([one], true) => Some(Said::One(due(*one))),
        (all, _) => {
            let terms = all.iter().map(|it| SheetMeans::Due(due(*it)));
            let choices = terms.chain(capped.days).chain(words(&cell)).collect();
            Some(asked(about(is_capped), &cell, choices))
        }
    }
}

/// Whether a text says how long, and of nothing when: "20 ngày", "3 tháng trước".
pub(super) fn is_length(plain: &str) -> bool {
    captures(&LENGTH, plain).is_some()
}

/// Whether an event is not said: "30 ngày sau khi", "30 ngày sau khi [có]".
fn names_nothing(event: &str) -> bool {
    const NOTHING: [&str; 9] = [
        "co", "duoc", "khi", "ngay", "do", "nay", "la", "cua", "thoi",
    ];
    let plain = Folded::new(event).plain;
    let mut words = plain.split(|c: char| !c.is_ascii_alphanumeric());
    words.all(|it| it.is_empty() || NOTHING.contains(&it))
}

/// A term that runs from nothing: the days that the text names all the same, words, no deadline.
fn of_nothing(cell: &str, text: &Folded, span: Span<'_>) -> Said {
    let (found, _) = days(text, span);
    let days = found.iter().flat_map(|it| it.days()).collect();
    no_day(cell, &text.plain, days, span)
}

fn counted(plain: &str) -> Option<Captures<'_>> {
    captures(&AFTER, plain).or_else(|| captures(&AFTERWARDS, plain))
}

const fn about(capped: bool) -> SheetAbout {
    match capped {
        true => SheetAbout::Cap,
        false => SheetAbout::Term,
    }
}

/// The day that an event is, where it is a day and nothing else.
fn one_day(event: &str, span: Span<'_>) -> Option<Day> {
    let (days, left) = days(&Folded::new(event), span);
    let [found] = days.as_slice() else {
        return None;
    };
    let mut words = left.split(|c: char| !c.is_ascii_alphanumeric());
    let [(day, to)] = found.spans.as_slice() else {
        return None;
    };
    let alone = words.all(|it| it.is_empty() || it == "ngay");
    (alone && day == to).then_some(*day)
}

/// A term that runs from a day ends on one, as terms do that run from an event.
fn from_a_day(cell: &str, from: Day, term: &Term, capped: &Capped, span: Span<'_>) -> Said {
    let ends = term.days.iter().filter_map(|(days, count)| {
        let days = u16::try_from(*days).ok()?;
        Some(SheetDue::Day(count.after(from, days, span.calendar)))
    });
    let mut ends = ends.peekable();
    if term.plain
        && !capped.is
        && let Some(end) = ends.peek()
    {
        return Said::One(end.clone());
    }
    let ends = ends.map(SheetMeans::Due).chain(capped.days.iter().cloned());
    let none = SheetMeans::Due(SheetDue::None);
    let choices = ends.chain(words(cell)).chain([none]).collect();
    asked(about(capped.is), cell, choices)
}

/// Terms that are offered where a plan names an event and no days.
const TERMS: [(u32, DayCount); 3] = [
    (10, DayCount::Working),
    (15, DayCount::Working),
    (30, DayCount::Calendar),
];

fn without_term(cell: &str, text: &Folded, event: &str, span: Span<'_>) -> Said {
    let due = |(days, count)| {
        SheetMeans::Due(SheetDue::After {
            days,
            count,
            event: event.to_owned(),
        })
    };
    // "30/9/2026, sau khi Bộ ban hành": the day may be what counts.
    let (days, _) = days(text, span);
    let days = days.iter().flat_map(|it| it.days());
    let days = days.map(|day| SheetMeans::Due(SheetDue::Day(day)));
    let choices = TERMS.map(due).into_iter();
    let choices = choices.chain(days).chain(words(cell)).collect();
    asked(SheetAbout::Term, cell, choices)
}
