//! What recurs: "Thứ Sáu hằng tuần", "trước ngày 25 hằng tháng".
use std::{collections::BTreeSet, sync::LazyLock};

use app::{
    domain::{Calendar, Day, Every},
    views::{SheetAbout, SheetDue, SheetMeans, SheetOther, SheetRhythm, SheetRhythms},
};
use chrono::Datelike;
use regex::Regex;

use super::{
    super::{
        eve::{END_OF_MONTH, SUNDAY, eve},
        folded::Folded,
        question::Asked,
    },
    Said, Span, asked, captures,
    days::{Edge, Found, days},
    number, patterns, words,
};

patterns! {
    EVERY: r"\b(?:hang|moi|dinh ky(?: hang)?|dinh ki(?: hang)?) (?P<e>tuan|thang|quy|6 thang|06 thang|sau thang|nam)\b|\b(?:6|06|sau) thang(?: mot|/| 1) ?lan\b";
    TIMES: r"\b(?P<n>\d{1,2}) lan ?(?:/|trong|moi|mot)? ?(?:1 |mot |moi )?(?P<e>tuan|thang|quy|nam)\b|\bmoi (?P<f>tuan|thang|quy|nam) (?P<m>\d{1,2}|mot|hai) lan\b";
    LAST_MONTH: r"\b(?:ngay |mung )?(?P<d>\d{1,2}) (?:cua )?thang cuoi (?:cua )?(?:moi |hang )?(?P<e>quy|nam|ky|ki)\b";
    OF_QUARTER: r"\bquy (?:iv|i{1,3}|[1-4])\b|\bnam \d{4}\b";
    LAST_OF: r"\bcuoi\b|\bthang (?:3|6|9|12|03|06|09)\b|\d/\d";
    NEXT: r"\b(?:ngay |mung )(?P<d>\d{1,2}),? (?:cua )?(?:thang (?:dau(?: tien)?|1|01|mot) )?(?:cua )?(?P<e>quy|nam|ky|ki) (?:sau|ke tiep|tiep theo|ke|tiep)\b";
    OTHER_MONTH: r"\bthang (?:dau|giua|thu|sau|ke|tiep)\b|\b(?:quy|ky|ki|nam) (?:sau|ke|tiep)\b";
    EVERY_END: r"\bngay cuoi(?: cung)? (?:cua )?(?:hang|moi)? ?(?:thang|quy|nam|ky|ki)\b|\bcuoi (?:hang|moi) (?:thang|quy|nam)\b";
    MONTHLY_DAY: r"\b(?P<d>\d{1,2}),? (?:cua |thang )?(?:hang|moi|cua|cuoi) ?(?:thang|quy|nam|ky|ki)\b";
    OWN_DAY: r"\b(?:ngay|mung|truoc|den) (?P<d>\d{1,2})(?:[^\d/.-]|$)";
    MORE_DAYS: r"\b(?:ngay|mung) (?P<run>\d{1,2}(?:(?:,| va|-| den) ?(?:ngay |mung )?\d{1,2}\b)+)";
    WEEKDAYS: r"\bthu (?P<run>(?:hai|ba|tu|nam|sau|bay|[2-7])\b(?: ?(?:,|va|/|\+|-|den) ?(?:thu )?(?:hai|ba|tu|nam|sau|bay|[2-7])\b)*)|\b(?P<s>chu nhat)\b";
    WEEKDAY: r"\b(?:hai|ba|tu|nam|sau|bay|[2-7])\b";
    DIGITS: r"\d{1,2}";
    BEFORE: r"\btruoc (?:ngay |mung |thu )*$";
}

/// How often something is to be reported: each "hằng …" of a text, and whether a rhythm can have it.
struct Often {
    all: BTreeSet<Every>,
    exact: bool,
}

fn often(plain: &str) -> Option<Often> {
    let all = EVERY.iter().flat_map(|it| it.captures_iter(plain));
    let all: BTreeSet<Every> = all
        .map(|found| match found.name("e").map(|it| it.as_str()) {
            Some("tuan") => Every::Week,
            Some("thang") => Every::Month,
            Some("quy") => Every::Quarter,
            Some("nam") => Every::Year,
            _ => Every::Half,
        })
        .collect();
    let times = times(plain);
    if let Some(every) = times.and_then(Result::ok).filter(|_| all.len() < 2) {
        return Some(Often {
            all: [every].into(),
            exact: true,
        });
    }
    if let Some(Err(every)) = times {
        let all = if all.is_empty() { [every].into() } else { all };
        return Some(Often { all, exact: false });
    }
    if !all.is_empty() {
        let exact = all.len() == 1;
        return Some(Often { all, exact });
    }
    last_month(plain).map(|every| Often {
        all: [every].into(),
        exact: true,
    })
}

fn of_word(word: &str) -> Option<Every> {
    Some(match word {
        "tuan" => Every::Week,
        "thang" => Every::Month,
        "quy" => Every::Quarter,
        "nam" => Every::Year,
        _ => return None,
    })
}

/// "2 lần/năm", "mỗi quý một lần"; of what no rhythm has, the period alone.
fn times(plain: &str) -> Option<Result<Every, Every>> {
    let found = captures(&TIMES, plain)?;
    let word = found.name("e").or_else(|| found.name("f"))?;
    let every = of_word(word.as_str())?;
    let times = match found.name("m").map(|it| it.as_str()) {
        Some("mot") => 1,
        Some("hai") => 2,
        Some(number) => number.parse().ok()?,
        None => number(&found, "n")?,
    };
    Some(match (every, times) {
        (every, 1) => Ok(every),
        (Every::Year, 2) => Ok(Every::Half),
        (Every::Year, 4) => Ok(Every::Quarter),
        (Every::Year, 12) | (Every::Quarter, 3) => Ok(Every::Month),
        (every, _) => Err(every),
    })
}

/// "Ngày 15 tháng cuối quý", where no quarter is named.
fn last_month(plain: &str) -> Option<Every> {
    let found = captures(&LAST_MONTH, plain)?;
    if captures(&OF_QUARTER, plain).is_some() {
        return None;
    }
    of_word(found.name("e")?.as_str())
}

fn weekday(word: &str) -> u32 {
    match word {
        "hai" | "2" => 1,
        "ba" | "3" => 2,
        "tu" | "4" => 3,
        "nam" | "5" => 4,
        "sau" | "6" => 5,
        "bay" | "7" => 6,
        _ => SUNDAY,
    }
}

/// Weekdays and days of a month that are offered where a plan names none.
const WEEKDAYS_OFFERED: [u32; 3] = [5, 4, 1];
const MONTH_DAYS: [u32; 4] = [20, 25, 15, END_OF_MONTH];

/// Months of a period.
const fn months(every: Every) -> u32 {
    match every {
        Every::Week | Every::Month => 1,
        Every::Quarter => 3,
        Every::Half => 6,
        Every::Year => 12,
    }
}

/// The days by which reports are due in a period, as a text names them.
#[derive(Default)]
struct Named {
    days: Vec<u32>,
    /// "Trước" stands before one.
    before: bool,
}

impl Named {
    fn add(&mut self, plain: &str, at: usize, day: u32) {
        if !self.days.contains(&day) {
            self.days.push(day);
        }
        let said = plain.get(..at).unwrap_or_default();
        self.before |= captures(&BEFORE, said).is_some();
    }

    fn of_week(plain: &str) -> Self {
        let mut named = Self::default();
        for found in WEEKDAYS.iter().flat_map(|it| it.captures_iter(plain)) {
            if let Some(sunday) = found.name("s") {
                named.add(plain, sunday.start(), SUNDAY);
            }
            let Some(run) = found.name("run") else {
                continue;
            };
            for day in WEEKDAY.iter().flat_map(|it| it.find_iter(run.as_str())) {
                named.add(plain, run.start() + day.start(), weekday(day.as_str()));
            }
        }
        named
    }

    /// `left`: the text without the days that it names with their month.
    fn of_month(left: &str) -> Self {
        let mut named = Self::default();
        for pattern in [&LAST_MONTH, &MONTHLY_DAY, &OWN_DAY] {
            for found in pattern.iter().flat_map(|it| it.captures_iter(left)) {
                let day = number(&found, "d").filter(|day| (1..=END_OF_MONTH).contains(day));
                if let (Some(day), Some(at)) = (day, found.name("d")) {
                    named.add(left, at.start(), day);
                }
            }
        }
        for found in MORE_DAYS.iter().flat_map(|it| it.captures_iter(left)) {
            let Some(run) = found.name("run") else {
                continue;
            };
            for day in DIGITS.iter().flat_map(|it| it.find_iter(run.as_str())) {
                let number = day.as_str().parse().ok();
                let number = number.filter(|day| (1..=END_OF_MONTH).contains(day));
                if let Some(number) = number {
                    named.add(left, run.start() + day.start(), number);
                }
            }
        }
        if let Some(end) = captures(&EVERY_END, left).and_then(|it| it.get(0)) {
            named.add(left, end.start(), END_OF_MONTH);
        }
        named
    }
}

/// What recurs, as a text has it.
pub(super) fn read(text: &Folded, span: Span<'_>) -> Option<Said> {
    let often = often(&text.plain);
    if let Some(said) = next_period(text, often.as_ref()) {
        return Some(said);
    }
    let often = often?;
    let (found, left) = days(text, span);
    let dates: Vec<&Found> = found.iter().filter(|it| it.day().is_some()).collect();
    let cell = text.written(0..text.plain.len());
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
        return Some(no_rhythm(&cell, offered(every, &named.days, first)));
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
            let offered = offered(every, &[], first);
            let choices = offered.into_iter().chain(words(&cell)).collect();
            let about = SheetAbout::DueDay;
            Some(Said::Asked(match often.exact {
                true => Asked::of_all(every.code(), about, &cell, choices),
                false => return Some(no_rhythm(&cell, choices)),
            }))
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

/// Whether a day of a quarter, a half or a year may be of its last month or of the month behind it: the
/// words name neither, and no day with its month.
fn may_be_after(it: &SheetRhythm, plain: &str) -> bool {
    let long = !matches!(it.every, Every::Week | Every::Month);
    long && it.due < END_OF_MONTH && it.first.is_none() && captures(&LAST_OF, plain).is_none()
}

/// "Ngày 10 hằng quý": of the last month of the quarter, or of the one behind it.
fn of_two_months(cell: &str, rhythm: SheetRhythm, before: bool) -> Said {
    let both = [false, true].map(|after| SheetRhythm { after, ..rhythm });
    let all = both.into_iter().flat_map(|it| {
        let eve = eve(&it).filter(|_| before);
        std::iter::once(it).chain(eve)
    });
    let choices = all.map(|it| SheetMeans::Due(SheetDue::Rhythm(it)));
    asked(SheetAbout::Loose, cell, choices.collect())
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
        // Words that say when alone would not be taken for words.
        None => {
            let kept = words(&cell).unwrap_or_else(|| {
                let words = format!("{}{}", super::KEPT, cell.trim());
                SheetMeans::Due(SheetDue::Words(words))
            });
            no_rhythm(&cell, vec![SheetMeans::Due(due), kept])
        }
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

fn named(every: Every, text: &Folded, left: &str, dates: &[&Found]) -> Named {
    let mut named = match every {
        Every::Week => Named::of_week(&text.plain),
        _ => Named::of_month(left),
    };
    if named.days.is_empty() {
        for it in dates {
            for (day, _) in it.day().unwrap_or_default() {
                let due = match every {
                    Every::Week => day.weekday().number_from_monday(),
                    _ => day.day(),
                };
                if !named.days.contains(&due) {
                    named.days.push(due);
                }
            }
            named.before |= it.edge == Edge::Before;
        }
    }
    named
}

/// Rhythms by these days, or by those that are offered where none is named.
fn offered(every: Every, days: &[u32], first: Option<Day>) -> Vec<SheetMeans> {
    let usual: &[u32] = match every {
        Every::Week => &WEEKDAYS_OFFERED,
        _ => &MONTH_DAYS,
    };
    let days = if days.is_empty() { usual } else { days };
    let rhythm = |due: &u32| {
        let due = *due;
        SheetMeans::Due(SheetDue::Rhythm(SheetRhythm {
            every,
            due,
            after: false,
            first,
        }))
    };
    days.iter().map(rhythm).collect()
}

/// What may be meant by days of a year: the rhythm that has them all, or each of them once.
fn of_dates(dates: &[&Found]) -> Vec<SheetMeans> {
    let all = dates.iter().flat_map(|it| it.day().unwrap_or_default());
    let all: BTreeSet<Day> = all.map(|(day, _)| *day).collect();
    let months_named: BTreeSet<u32> = all.iter().map(Datelike::month).collect();
    let days: BTreeSet<u32> = all.iter().map(Datelike::day).collect();
    let one = days.first().filter(|_| days.len() == 1);
    let fits = |every: &Every| {
        let long = months(*every);
        months_named.len() as u32 == 12 / long && months_named.iter().all(|it| it % long == 0)
    };
    let every = [Every::Half, Every::Quarter].into_iter().find(fits);
    let rhythm = every.zip(one).map(|(every, due)| {
        SheetMeans::Due(SheetDue::Rhythm(SheetRhythm {
            every,
            due: *due,
            after: false,
            first: None,
        }))
    });
    let days = all.into_iter();
    let days = days.map(|day| SheetMeans::Due(SheetDue::Day(day)));
    rhythm.into_iter().chain(days).collect()
}

/// What no rhythm has is asked: one of these, words that are kept, or a day.
fn no_rhythm(cell: &str, mut choices: Vec<SheetMeans>) -> Said {
    let kept = |it: &SheetMeans| matches!(it, SheetMeans::Due(SheetDue::Words(_)));
    if !choices.iter().any(kept) {
        choices.push(words(cell).unwrap_or(SheetMeans::Due(SheetDue::None)));
    }
    Said::Asked(Asked::new(SheetAbout::NoRhythm, cell, choices).or(SheetOther::Day))
}

/// "Trước ngày 25 hằng tháng": that day or the one before.
fn before(cell: &str, due: SheetDue) -> Said {
    if let SheetDue::Rhythm(it) = &due
        && eve(it).is_none()
    {
        return no_rhythm(cell, vec![SheetMeans::Due(due)]);
    }
    Said::Asked(Asked::before_due(cell, due))
}

/// Working days after the due day that are offered where the campaign has no rhythm yet.
const CUT_OFFS: [u16; 2] = [5, 0];

/// What a plan says of nothing that recurs: when its data close, and how long it is still taken.
/// `usual`: days of the campaign's rhythms.
pub(in super::super) fn rhythms(usual: &[u16]) -> Asked {
    let mut cut_offs: Vec<u16> = usual.iter().copied().take(2).collect();
    cut_offs.extend(CUT_OFFS.iter().filter(|it| !usual.contains(it)));
    let of = |by_decree| {
        let days = cut_offs.iter();
        days.map(move |days| {
            SheetMeans::Rhythms(SheetRhythms {
                by_decree,
                cut_off: *days,
            })
        })
    };
    let choices = of(true).chain(of(false)).collect();
    Asked::of_all("", SheetAbout::Rhythms, "", choices)
}
