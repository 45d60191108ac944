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
    EVERY: r"\b(?:hang|moi|dinh ky(?: hang)?|dinh ki(?: hang)?) (?P<e>tuan|thang|quy|nam)\b";
    EACH: r"\b(?P<n>\d{1,3}|mot|hai|ba|bon|nam|sau|chin|muoi hai|muoi) (?P<u>ngay|tuan|thang|quy|nam) ?(?:/|mot|01|1|moi)? ?lan\b";
    EACH_OF: r"\b(?:hang|dinh ky|dinh ki|moi|cu)(?: moi| hang)? (?P<n>\d{1,3}|mot|hai|ba|bon|sau|chin|muoi hai|muoi) (?P<u>ngay|tuan|thang|quy|nam)\b";
    DAILY: r"\b(?:hang|moi) ngay(?: lam viec)?(?: ?[^\d ]| ?$| [a-z])";
    REPORT: r"\bbao cao (?P<e>tuan|thang|quy|nam)(?: ?$| ?[,.;:]| [a-z]{3})";
    IN_PERIOD: r"\b(?:tuan (?:thu )?|(?:ngay )?lam viec )(?P<k>\d|mot|nhat|hai|ba|tu|bon|dau|giua|cuoi)\b|\b(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|tuan|ngay lam viec)\b(?: (?P<w>dau|cuoi|thu (?:nhat|hai|ba|tu|[1-5])))?";
    OF_A_MONTH: r"\b(?:dau|cuoi|giua|cua|trong)(?: tien| cung)? thang(?: ?$| ?[,.;:)])";
    HOURS: r"\b(?:(?:truoc|den|luc|vao) )?(?P<h>\d{1,2}) ?(?:gio|h|g)(?: ?\d{1,2})?(?: phut)?\b";
    BEHIND: r"\b(?:thang|quy|ky|ki|nam) (?:sau|ke|tiep)\b|\bsau khi (?:het|ket thuc|hoan thanh) (?:moi |hang )?(?:quy|ky|ki|nam|thang)\b";
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
    FIRST: r"\b(?:lan|ky|bao cao|dot) (?:dau|thu nhat)\b|\bdau tien\b";
    OF_A_YEAR: r"\d[/.-]\d{1,2}[/.-]\d{4}\b|\b(?:thang|quy) (?:\d{1,2}|[iv]{1,3}) ?(?:/|nam) ?\d{4}\b|\b(?:tu|den|het|trong) nam \d{4}\b";
    LIMITED: r"\bden het\b|\bket thuc\b|\bden khi\b|\bcho den\b|\bbat dau\b|\bke tu\b|\b(?:tru|nghi) [a-z]|\bkhong bao cao\b";
    BEFORE: r"\btruoc (?:ngay |mung |thu )*$";
}

/// How often something is to be reported: each "hằng …" of a text, and whether a rhythm can have it.
struct Often {
    all: BTreeSet<Every>,
    exact: bool,
}

fn often(plain: &str) -> Option<Often> {
    let all = EVERY.iter().flat_map(|it| it.captures_iter(plain));
    let word = |it: regex::Captures<'_>| of_word(it.name("e")?.as_str());
    let mut all: BTreeSet<Every> = all.filter_map(word).collect();
    // "Báo cáo quý …, báo cáo năm trước 15/12", "ngày 14 hằng tháng, ngày 14 tháng cuối quý".
    let also = |all: &mut BTreeSet<Every>| {
        let reports = REPORT.iter().flat_map(|it| it.captures_iter(plain));
        all.extend(reports.filter_map(word).chain(last_month(plain)));
    };
    if let Some(each) = each(plain) {
        all.extend(each.all);
        also(&mut all);
        let exact = each.exact && all.len() == 1;
        return Some(Often { all, exact });
    }
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
    if all.is_empty() {
        all.extend(last_month(plain));
    }
    if all.is_empty() {
        return None;
    }
    also(&mut all);
    let exact = all.len() == 1;
    Some(Often { all, exact })
}

/// "03 tháng/lần" is each quarter; of "hai tuần một lần", "định kỳ 15 ngày" and "hằng ngày" the periods
/// that are nearest.
fn each(plain: &str) -> Option<Often> {
    let daily = || captures(&DAILY, plain).map(|_| (1, "ngay"));
    let said = |pattern| {
        let found = captures(pattern, plain)?;
        let n = amount(found.name("n")?.as_str())?;
        Some((
            n,
            ["ngay", "tuan", "thang", "quy", "nam"]
                .into_iter()
                .find(|it| *it == &found["u"])?,
        ))
    };
    let (n, unit) = said(&EACH).or_else(|| said(&EACH_OF)).or_else(daily)?;
    let in_months = |n| match n {
        1 => Some(Every::Month),
        3 => Some(Every::Quarter),
        6 => Some(Every::Half),
        12 => Some(Every::Year),
        _ => None,
    };
    let (exact, days) = match unit {
        "ngay" => (None, n),
        "tuan" => ((n == 1).then_some(Every::Week), n * 7),
        "thang" => (in_months(n), n * 30),
        "quy" => (in_months(n * 3), n * 91),
        _ => (in_months(n * 12), n * 365),
    };
    let near: &[Every] = match days {
        0..=9 => &[Every::Week],
        10..=24 => &[Every::Week, Every::Month],
        25..=45 => &[Every::Month],
        46..=135 => &[Every::Month, Every::Quarter],
        136..=270 => &[Every::Quarter, Every::Half],
        _ => &[Every::Half, Every::Year],
    };
    Some(match exact {
        Some(every) => Often {
            all: [every].into(),
            exact: true,
        },
        None => Often {
            all: near.iter().copied().collect(),
            exact: false,
        },
    })
}

fn amount(said: &str) -> Option<u32> {
    Some(match said {
        "mot" => 1,
        "hai" => 2,
        "ba" => 3,
        "bon" => 4,
        "nam" => 5,
        "sau" => 6,
        "chin" => 9,
        "muoi" => 10,
        "muoi hai" => 12,
        number => number.parse().ok()?,
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
        let (left, midnight) = without_hours(left);
        let left = left.as_str();
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
        named.before |= midnight;
        named
    }
}

/// A text without its hours, which are no days; whether one is the first of a day, when that before it
/// may be meant.
fn without_hours(text: &str) -> (String, bool) {
    let (mut left, mut midnight) = (text.to_owned(), false);
    for hit in HOURS.iter().flat_map(|it| it.captures_iter(text)) {
        midnight |= number(&hit, "h") == Some(0);
        if let Some(whole) = hit.get(0) {
            left.replace_range(whole.range(), &" ".repeat(whole.len()));
        }
    }
    (left, midnight)
}

/// The day of a month by which what a text names is over at the latest: "tuần thứ 2", "thứ Hai đầu tiên",
/// "ngày làm việc cuối cùng", "05 ngày làm việc đầu tháng"; a number of weeks or weekdays is no day.
fn near_of_month(plain: &str) -> Option<u32> {
    let all = IN_PERIOD.iter().flat_map(|it| it.captures_iter(plain));
    let words: Vec<_> = all.collect();
    (!words.is_empty()).then_some(())?;
    let said = words
        .iter()
        .find_map(|it| it.name("k").or_else(|| it.name("w")));
    let said = said.map(|it| it.as_str().trim_start_matches("thu ").to_owned());
    let last = plain.contains("cuoi thang") || plain.contains("cuoi cung");
    Some(match said.as_deref() {
        _ if last => END_OF_MONTH,
        Some("hai" | "2") => 14,
        Some("ba" | "3" | "giua") => 21,
        Some("tu" | "bon" | "4") => 28,
        Some("cuoi" | "5") => END_OF_MONTH,
        _ => 7,
    })
}

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
        None => no_rhythm(&cell, vec![SheetMeans::Due(due), kept(&cell)]),
    })
}

/// The words of a cell, also where they say when and would not be taken for words.
fn kept(cell: &str) -> SheetMeans {
    let words_of_table = || SheetDue::Words(format!("{}{}", super::KEPT, cell.trim()));
    words(cell).unwrap_or_else(|| SheetMeans::Due(words_of_table()))
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

/// The same days of the month behind the period.
fn behind(all: &[SheetMeans]) -> Vec<SheetMeans> {
    let after = |it: &SheetMeans| match it {
        SheetMeans::Due(SheetDue::Rhythm(it)) if it.due < END_OF_MONTH => {
            let it = SheetRhythm { after: true, ..*it };
            Some(SheetMeans::Due(SheetDue::Rhythm(it)))
        }
        _ => None,
    };
    all.iter().filter_map(after).collect()
}

/// A text without the words that say how often: "hằng tuần" is no week of a month.
fn bare(plain: &str) -> String {
    let (mut left, _) = without_hours(plain);
    for pattern in [&EVERY, &EACH, &EACH_OF, &TIMES] {
        if let Some(pattern) = pattern.as_ref() {
            left = pattern.replace_all(&left, "~").into_owned();
        }
    }
    // "Tháng thứ hai" is no Monday.
    left.replace("thang thu ", "thang ~ ")
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
