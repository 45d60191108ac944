//! What recurs: "Thứ Sáu hằng tuần", "trước ngày 25 hằng tháng".
mod day_words;
mod offers;
mod often;

use std::{collections::BTreeSet, sync::LazyLock};

use app::{
    domain::{Calendar, Day, Every},
    views::{SheetAbout, SheetDue, SheetMeans, SheetRhythm},
};
use chrono::Datelike;
use regex::Regex;

use super::{
    super::{eve::END_OF_MONTH, folded::Folded},
    Said, Span, asked, captures,
    days::{Found, days},
    number, patterns, words,
};
use day_words::{BEFORE, Named, bare, named, near_of_month};
use offers::{before, behind, kept, months, no_rhythm, of_dates, of_two_months, offered};
use often::{Often, of_word, often};

pub(in super::super) use offers::rhythms;

patterns! {
    OF_A_MONTH: r"\b(?:dau|cuoi|giua|cua|trong)(?: tien| cung)? thang(?: ?$| ?[,.;:)])";
    BEHIND: r"\b(?:thang|quy|ky|ki|nam) (?:sau|ke|tiep)\b|\bsau khi (?:het|ket thuc|hoan thanh) (?:moi |hang )?(?:quy|ky|ki|nam|thang)\b";
    LAST_OF: r"\bcuoi\b|\bthang (?:3|6|9|12|03|06|09)\b|\d/\d";
    NEXT: r"\b(?:ngay |mung )(?P<d>\d{1,2}),? (?:cua )?(?:thang (?:dau(?: tien)?|1|01|mot) )?(?:cua )?(?P<e>quy|nam|ky|ki) (?:sau|ke tiep|tiep theo|ke|tiep)\b";
    OTHER_MONTH: r"\bthang (?:dau|giua|thu|sau|ke|tiep)\b|\b(?:quy|ky|ki|nam) (?:sau|ke|tiep)\b";
    FIRST: r"\b(?:lan|ky|bao cao|dot) (?:dau|thu nhat)\b|\bdau tien\b";
    OF_A_YEAR: r"\d[/.-]\d{1,2}[/.-]\d{4}\b|\b(?:thang|quy) (?:\d{1,2}|[iv]{1,3}) ?(?:/|nam) ?\d{4}\b|\b(?:tu|den|het|trong) nam \d{4}\b";
    LIMITED: r"\bden het\b|\bket thuc\b|\bden khi\b|\bcho den\b|\bbat dau\b|\bke tu\b|\b(?:tru|nghi) [a-z]|\bkhong bao cao\b";
}

/// All words of what recurs.
#[cfg(test)]
pub(super) const PARTS: [&[&LazyLock<Option<Regex>>]; 3] = [ALL, day_words::ALL, often::ALL];

/// What recurs, as a text has it.
pub(super) fn read(text: &Folded, span: Span<'_>) -> Option<Said> {
    let often = often(&text.plain);
    if let Some(said) = next_period(text, often.as_ref()) {
        return Some(said);
    }
    let cell = text.written(0..text.plain.len());
    let in_month = || -> Option<Vec<SheetMeans>> {
        let day = near_of_month(&bare(&text.plain))?;
        let weekly = Named::of_week(&text.plain).days;
        let weekly = offered(Every::Week, &weekly, None).into_iter();
        let month = offered(Every::Month, &[day], None);
        Some(month.into_iter().chain(weekly.take(1)).collect())
    };
    let Some(often) = often else {
        captures(&OF_A_MONTH, &text.plain)?;
        let choices = in_month()?.into_iter().chain([kept(&cell)]);
        return Some(no_rhythm(&cell, choices.collect()));
    };
    let weekly = often.all.contains(&Every::Week);
    if !weekly && let Some(day) = near_of_month(&bare(&text.plain)) {
        let choices = match often.all.contains(&Every::Month) {
            true => in_month().unwrap_or_default(),
            false => often
                .all
                .iter()
                .flat_map(|it| offered(*it, &[day], None))
                .collect(),
        };
        return Some(no_rhythm(&cell, choices));
    }
    let (found, left) = days(text, span);
    if is_limited(&text.plain) {
        let of = |every: &Every| offered(*every, &named(*every, text, &left, &[]).days, None);
        let choices = often.all.iter().flat_map(of).chain([kept(&cell)]);
        return Some(no_rhythm(&cell, choices.collect()));
    }
    let dates: Vec<&Found> = found.iter().filter(|it| it.day().is_some()).collect();
    let all: Vec<Every> = often.all.into_iter().collect();
    let [every] = all.as_slice() else {
        let of = |every: &Every| offered(*every, &named(*every, text, &left, &dates).days, None);
        let choices = all.iter().flat_map(of).collect();
        return Some(no_rhythm(&cell, choices));
    };
    let every = *every;
    let named = named(every, text, &left, &dates);
    let first = match dates.as_slice() {
        [one] => match one.day() {
            Some([(day, _)]) => Some(*day),
            _ => None,
        },
        _ => None,
    };
    let elsewhere = |it: &&&Found| {
        let days = it.day().into_iter().flatten();
        every != Every::Week
            && days
                .clone()
                .any(|(day, _)| day.month() % months(every) != 0)
    };
    // "Ngày 10 tháng đầu quý sau": no day of the last month.
    let other_month = captures(&OTHER_MONTH, &text.plain).is_some();
    if other_month && !matches!(every, Every::Week | Every::Month) {
        let days = offered(every, &named.days, first);
        let behind = captures(&BEHIND, &text.plain).map(|_| behind(&days));
        return Some(no_rhythm(
            &cell,
            behind.into_iter().flatten().chain(days).collect(),
        ));
    }
    if dates.iter().any(|it| elsewhere(&it)) {
        return Some(no_rhythm(&cell, of_dates(&dates)));
    }
    // "Tháng 6 hằng năm": no day of the last month.
    let stretches = found.iter().filter_map(Found::stretch).flatten();
    let ends: BTreeSet<Day> = stretches.map(|(_, to)| *to).collect();
    let other = |it: &Day| !it.month().is_multiple_of(months(every));
    if named.days.is_empty() && every != Every::Week && ends.iter().any(other) {
        let days = ends
            .into_iter()
            .map(|day| SheetMeans::Due(SheetDue::Day(day)));
        return Some(no_rhythm(&cell, days.chain(words(&cell)).collect()));
    }
    let rhythm = |due| SheetRhythm {
        every,
        due,
        after: false,
        first,
    };
    match named.days.as_slice() {
        [] => {
            let long = !matches!(every, Every::Week | Every::Month);
            let days = offered(every, &[], first);
            // "Hằng quý, báo cáo sau khi hết quý".
            let is_behind = long && captures(&BEHIND, &text.plain).is_some();
            let days = if is_behind { behind(&days) } else { days };
            let choices = days.into_iter().chain(words(&cell)).collect();
            Some(match often.exact {
                true => asked(SheetAbout::DueDay, &cell, choices),
                false => no_rhythm(&cell, choices),
            })
        }
        [due] if often.exact => {
            let rhythm = rhythm(*due);
            if may_be_after(&rhythm, &text.plain) {
                return Some(of_two_months(&cell, rhythm, named.before));
            }
            let due = SheetDue::Rhythm(rhythm);
            Some(match named.before {
                false => Said::One(due),
                true => before(&cell, due),
            })
        }
        days => Some(no_rhythm(&cell, offered(every, days, first))),
    }
}

/// Whether a text says when what recurs begins or ends, or in which of its periods it does not: no
/// rhythm of a table has that, so it is asked and set by who knows.
fn is_limited(plain: &str) -> bool {
    let day = captures(&OF_A_YEAR, plain).is_some() && captures(&FIRST, plain).is_none();
    day || captures(&LIMITED, plain).is_some()
}

/// Whether a day of a quarter, a half or a year may be of its last month or of the month behind it: the
/// words name neither, and no day with its month.
fn may_be_after(it: &SheetRhythm, plain: &str) -> bool {
    let long = !matches!(it.every, Every::Week | Every::Month);
    long && it.due < END_OF_MONTH && it.first.is_none() && captures(&LAST_OF, plain).is_none()
}

/// "Ngày 10 tháng đầu quý sau": of each quarter where the words say so, else asked.
fn next_period(text: &Folded, often: Option<&Often>) -> Option<Said> {
    let found = captures(&NEXT, &text.plain)?;
    let due = number(&found, "d").filter(|day| (1..END_OF_MONTH).contains(day))?;
    let of_word = of_word(found.name("e")?.as_str());
    let every = often.map(|it| {
        it.all
            .first()
            .copied()
            .filter(|_| it.exact && it.all.len() == 1)
    });
    let every = match (every, of_word) {
        (Some(own), None) => own?,
        (Some(own), Some(every)) if own == Some(every) => every,
        (None, Some(every)) => every,
        _ => return None,
    };
    if matches!(every, Every::Week | Every::Month) {
        return None;
    }
    let rhythm = SheetRhythm {
        every,
        due,
        after: true,
        first: None,
    };
    let cell = text.written(0..text.plain.len());
    let due = SheetDue::Rhythm(rhythm);
    let at = found.get(0)?.start();
    let before = captures(&BEFORE, text.plain.get(..at)?).is_some();
    Some(match often {
        Some(_) if before => self::before(&cell, due),
        Some(_) => Said::One(due),
        None => no_rhythm(&cell, vec![SheetMeans::Due(due), kept(&cell)]),
    })
}

/// What recurs by words that were typed: the rhythms that they may be.
pub(in super::super) fn typed(words: &str) -> Vec<SheetMeans> {
    let calendar = Calendar::default();
    let span = Span {
        start: Day::default(),
        end: Day::default(),
        calendar: &calendar,
    };
    let all = match read(&Folded::new(words.trim()), span) {
        Some(Said::One(due)) => vec![SheetMeans::Due(due)],
        Some(Said::Asked(asked)) => asked.choices,
        None => Vec::new(),
    };
    let rhythm = |it: &SheetMeans| matches!(it, SheetMeans::Due(SheetDue::Rhythm(_)));
    all.into_iter().filter(rhythm).collect()
}
