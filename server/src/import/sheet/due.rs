//! When something is due, from the words of a plan.
use std::sync::LazyLock;

use app::{
    domain::{Day, DayCount, Every, looks_like_a_day},
    views::{SheetAbout, SheetDue, SheetMeans, SheetOther, SheetRhythm, SheetRhythms},
};
use chrono::{Datelike, Months};
use regex::{Captures, Regex};

use super::{folded::Folded, question::Asked};

/// What a cell of deadlines says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    One(SheetDue),
    Asked(Asked),
}

/// When the campaign runs: a day without its year is one of these.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub start: Day,
    pub end: Day,
}

/// Words that are compiled once; each is tried on text without marks.
macro_rules! patterns {
    ($($name:ident: $pattern:literal;)+) => {
        $(static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($pattern).ok());)+

        #[cfg(test)]
        const ALL: &[&LazyLock<Option<Regex>>] = &[$(&$name),+];
    };
}

patterns! {
    ISO: r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b";
    FULL: r"\b(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})\b";
    SPELT: r"\b(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?: nam |/)(?P<y>\d{4})\b";
    NO_YEAR: r"\b(?P<d>\d{1,2})(?:/| thang )(?P<m>\d{1,2})\b";
    MONTH: r"\bthang (?P<m>\d{1,2}) ?(?:/|-|nam ) ?(?P<y>\d{4})\b";
    MONTH_NO_YEAR: r"\bthang (?P<m>\d{1,2})\b";
    QUARTER: r"\bquy (?P<q>iv|i{1,3}|[1-4])\b(?: ?(?:/|-|,? nam) ?(?P<y>\d{4}))?";
    HALF: r"\b(?:6|06|sau) thang (?P<h>dau|cuoi) nam(?: (?P<y>\d{4}))?\b";
    YEAR: r"\bnam (?P<y>\d{4})\b";
    BEFORE: r"\btruoc (?:ngay )?$";
    AFTER: r"\b(?P<n>\d{1,3}) ?(?:\([^)]*\) ?)?(?P<u>ngay|tuan|thang)(?P<w> lam viec)? ?,?(?:ke tu|tu|sau) (?:ngay |khi |thoi diem )*(?P<e>.+)$";
    AFTERWARDS: r"\b(?:sau khi|ke tu khi|ke tu ngay) (?P<e>.+?),? (?:trong |cham nhat )?(?:vong |thoi han )?(?P<n>\d{1,3}) (?P<u>ngay|tuan|thang)(?P<w> lam viec)?$";
    NO_TERM: r"\b(?:ngay )?(?:sau khi|ke tu khi) (?P<e>.+)$";
    EVERY: r"\b(?:hang|moi|dinh ky(?: hang)?|dinh ki(?: hang)?) (?P<e>tuan|thang|quy|6 thang|06 thang|sau thang|nam)\b|\b(?:6|06|sau) thang(?: mot|/| 1) ?lan\b";
    TIMES: r"\b(?P<n>\d{1,2}) lan ?(?:/|trong|moi|mot)? ?(?:1 |mot |moi )?(?P<e>tuan|thang|quy|nam)\b|\bmoi (?P<f>tuan|thang|quy|nam) (?P<m>\d{1,2}|mot|hai) lan\b";
    LAST_MONTH: r"\b(?:ngay |mung )?(?P<d>\d{1,2}) (?:cua )?thang cuoi (?:cua )?(?:moi |hang )?(?P<e>quy|nam|ky|ki)\b";
    EVERY_END: r"\bngay cuoi(?: cung)? (?:cua )?(?:hang|moi)? ?(?:thang|quy|nam|ky|ki)\b|\bcuoi (?:hang|moi) (?:thang|quy|nam)\b";
    MONTHLY_DAY: r"\b(?P<d>\d{1,2}),? (?:cua |thang )?(?:hang|moi|cua|cuoi) ?(?:thang|quy|nam|ky|ki)\b";
    OWN_DAY: r"\b(?:ngay|mung|truoc|den) (?P<d>\d{1,2})(?:[^\d/.-]|$)";
    LEFT_DAY: r"\b(?:ngay|mung) \d{1,2}\b|\b\d{1,2} ?[/.-] ?\d{1,2}\b";
    NO_REAL_DAY: r"\b(?P<d>\d{1,2})(?: ?[/.-] ?| thang )(?P<m>0?[1-9]|1[0-2])(?:(?: ?[/.-] ?| nam )(?P<y>\d{4}))?\b";
    WEEKDAY: r"\bthu (?P<d>hai|ba|tu|nam|sau|bay|[2-7])\b";
}

fn captures<'a>(pattern: &LazyLock<Option<Regex>>, text: &'a str) -> Option<Captures<'a>> {
    pattern.as_ref()?.captures(text)
}

fn number(found: &Captures<'_>, name: &str) -> Option<u32> {
    found.name(name)?.as_str().parse().ok()
}

/// What the words of a cell say of a deadline.
pub(super) fn read(cell: &str, span: Span) -> Said {
    let text = Folded::new(cell.trim());
    if text.plain.chars().all(|c| !c.is_ascii_alphanumeric()) {
        return Said::One(SheetDue::None);
    }
    if let Some(every) = every(&text.plain) {
        return rhythm(&text, every, span);
    }
    if let Some(said) = after(&text) {
        return said;
    }
    let (days, left) = days(&text.plain, span);
    match days.as_slice() {
        // Words that look like a day would not be taken for words.
        [] if looks_like_a_day(cell.trim()) => no_day(cell, &text.plain, Vec::new(), span),
        [] => Said::One(SheetDue::Words(cell.trim().to_owned())),
        all if all.iter().any(|it| it.days.is_empty()) || captures(&LEFT_DAY, &left).is_some() => {
            let days = all.iter().flat_map(|it| it.days.clone()).collect();
            no_day(cell, &text.plain, days, span)
        }
        [one] => one.said(cell),
        several => {
            let mut choices: Vec<SheetMeans> = Vec::new();
            for day in several.iter().flat_map(|it| &it.days) {
                let means = SheetMeans::Due(SheetDue::Day(*day));
                if !choices.contains(&means) {
                    choices.push(means);
                }
            }
            choices.extend(words(cell));
            asked(SheetAbout::WhichDay, cell, choices)
        }
    }
}

/// The words of a cell, where they would be taken for words.
fn words(cell: &str) -> Option<SheetMeans> {
    let words = cell.trim();
    (!looks_like_a_day(words)).then(|| SheetMeans::Due(SheetDue::Words(words.to_owned())))
}

fn asked(about: SheetAbout, cell: &str, choices: Vec<SheetMeans>) -> Said {
    Said::Asked(Asked::new(about, cell, choices).or(SheetOther::Day))
}

/// What looks like a day and is none: the days it may be, no deadline, or one that is typed.
fn no_day(cell: &str, plain: &str, mut days: Vec<Day>, span: Span) -> Said {
    for found in NO_REAL_DAY.iter().flat_map(|it| it.captures_iter(plain)) {
        let year = number(&found, "y").and_then(|year| i32::try_from(year).ok());
        let years = year.map_or(span.start.year()..=span.end.year(), |year| year..=year);
        // "30/02": the last of its month.
        let last = years.filter_map(|year| {
            let last = last_of(year, number(&found, "m")?)?;
            (number(&found, "d")? > last.day()).then_some(last)
        });
        days.extend(last);
    }
    days.sort_unstable();
    days.dedup();
    let days = days
        .into_iter()
        .map(|day| SheetMeans::Due(SheetDue::Day(day)));
    let none = [SheetMeans::Due(SheetDue::None)];
    asked(
        SheetAbout::NoDay,
        cell,
        days.chain(words(cell)).chain(none).collect(),
    )
}

/// A day that a text names: with its year, or in each year that it may be.
struct Found {
    days: Vec<Day>,
    /// It is said to be before the day.
    before: bool,
}

impl Found {
    fn said(&self, cell: &str) -> Said {
        match self.days.as_slice() {
            [day] if self.before => Said::Asked(Asked::before(*day)),
            [day] => Said::One(SheetDue::Day(*day)),
            several => {
                let days = several
                    .iter()
                    .map(|day| SheetMeans::Due(SheetDue::Day(*day)));
                asked(SheetAbout::Year, cell, days.chain(words(cell)).collect())
            }
        }
    }
}

/// How a pattern names a day: from what it captures, in a year.
type InYear = fn(&Captures<'_>, i32) -> Option<Day>;

/// The days that a text names, in their order, and what is left of it: what one pattern took no
/// other reads again.
fn days(plain: &str, span: Span) -> (Vec<Found>, String) {
    let all: [(&LazyLock<Option<Regex>>, InYear); 9] = [
        (&ISO, day_of_month),
        (&FULL, day_of_month),
        (&SPELT, day_of_month),
        (&MONTH, end_of_month),
        (&QUARTER, end_of_quarter),
        (&HALF, end_of_half),
        (&NO_YEAR, day_of_month),
        (&MONTH_NO_YEAR, end_of_month),
        (&YEAR, end_of_year),
    ];
    let mut left = plain.to_owned();
    let mut found: Vec<(usize, Found)> = Vec::new();
    for (pattern, in_year) in all {
        while let Some(hit) = captures(pattern, &left) {
            let Some(whole) = hit.get(0) else { break };
            let (at, range) = (whole.start(), whole.range());
            let years = match number(&hit, "y").and_then(|year| i32::try_from(year).ok()) {
                Some(year) => year..=year,
                None => span.start.year()..=span.end.year(),
            };
            let said = hit.name("y").is_some();
            let all: Vec<Day> = years.filter_map(|year| in_year(&hit, year)).collect();
            let within = |day: &Day| said || (span.start..=span.end).contains(day);
            let days: Vec<Day> = all.iter().copied().filter(within).collect();
            // A day of no year of the campaign may be one just outside.
            let days = if days.is_empty() { all } else { days };
            let before = captures(&BEFORE, left.get(..at).unwrap_or_default()).is_some();
            found.push((at, Found { days, before }));
            left.replace_range(range.clone(), &"~".repeat(range.len()));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    (found.into_iter().map(|(_, it)| it).collect(), left)
}

fn day_of_month(found: &Captures<'_>, year: i32) -> Option<Day> {
    Day::from_ymd_opt(year, number(found, "m")?, number(found, "d")?)
}

fn last_of(year: i32, month: u32) -> Option<Day> {
    let first = Day::from_ymd_opt(year, month, 1)?;
    first.checked_add_months(Months::new(1))?.pred_opt()
}

fn end_of_month(found: &Captures<'_>, year: i32) -> Option<Day> {
    last_of(year, number(found, "m")?)
}

fn end_of_quarter(found: &Captures<'_>, year: i32) -> Option<Day> {
    let quarter = match found.name("q")?.as_str() {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        _ => 4,
    };
    last_of(year, quarter * 3)
}

fn end_of_half(found: &Captures<'_>, year: i32) -> Option<Day> {
    let first = found.name("h")?.as_str() == "dau";
    last_of(year, if first { 6 } else { 12 })
}

fn end_of_year(_: &Captures<'_>, year: i32) -> Option<Day> {
    last_of(year, 12)
}

/// Days in a week and, by custom, in a month of a term.
const WEEK: u32 = 7;
const MONTH_OF_TERM: u32 = 30;

/// A term that runs from an event.
fn after(text: &Folded) -> Option<Said> {
    let counted = captures(&AFTER, &text.plain).or_else(|| captures(&AFTERWARDS, &text.plain));
    let Some(found) = counted else {
        let found = captures(&NO_TERM, &text.plain)?;
        let event = text.written(found.name("e")?.range());
        return Some(without_term(text, &event));
    };
    let event = text.written(found.name("e")?.range());
    let event = event.trim_end_matches(['.', ',', ';', ' ']).to_owned();
    let length = number(&found, "n").filter(|n| *n > 0)?;
    let due = |days, count| SheetDue::After {
        days,
        count,
        event: event.clone(),
    };
    let count = match found.name("w") {
        Some(_) => DayCount::Working,
        None => DayCount::Calendar,
    };
    Some(match found.name("u")?.as_str() {
        "ngay" => Said::One(due(length, count)),
        "tuan" => Said::One(due(length * WEEK, DayCount::Calendar)),
        _ => {
            let cell = text.written(0..text.plain.len());
            let by_days = SheetMeans::Due(due(length * MONTH_OF_TERM, DayCount::Calendar));
            let choices = [by_days].into_iter().chain(words(&cell)).collect();
            asked(SheetAbout::Term, &cell, choices)
        }
    })
}

/// Terms that are offered where a plan names an event and no days.
const TERMS: [(u32, DayCount); 3] = [
    (10, DayCount::Working),
    (15, DayCount::Working),
    (30, DayCount::Calendar),
];

fn without_term(text: &Folded, event: &str) -> Said {
    let cell = text.written(0..text.plain.len());
    let due = |(days, count)| {
        SheetMeans::Due(SheetDue::After {
            days,
            count,
            event: event.to_owned(),
        })
    };
    let choices = TERMS.map(due).into_iter().chain(words(&cell)).collect();
    asked(SheetAbout::Term, &cell, choices)
}

/// How often something is to be reported; of "hằng tuần, hằng tháng" the shortest.
fn every(plain: &str) -> Option<Every> {
    let all = EVERY.as_ref()?.captures_iter(plain);
    let read = all.map(|found| match found.name("e").map(|it| it.as_str()) {
        Some("tuan") => Every::Week,
        Some("thang") => Every::Month,
        Some("quy") => Every::Quarter,
        Some("nam") => Every::Year,
        _ => Every::Half,
    });
    read.min()
        .or_else(|| times(plain))
        .or_else(|| last_month(plain))
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

/// "2 lần/năm", "mỗi quý một lần".
fn times(plain: &str) -> Option<Every> {
    let found = captures(&TIMES, plain)?;
    let word = found.name("e").or_else(|| found.name("f"))?;
    let every = of_word(word.as_str())?;
    let times = match found.name("m").map(|it| it.as_str()) {
        Some("mot") => 1,
        Some("hai") => 2,
        Some(number) => number.parse().ok()?,
        None => number(&found, "n")?,
    };
    match (every, times) {
        (every, 1) => Some(every),
        (Every::Year, 2) => Some(Every::Half),
        (Every::Year, 4) => Some(Every::Quarter),
        (Every::Year, 12) | (Every::Quarter, 3) => Some(Every::Month),
        _ => None,
    }
}

/// "Ngày 15 tháng cuối quý", where no quarter is named.
fn last_month(plain: &str) -> Option<Every> {
    let found = captures(&LAST_MONTH, plain)?;
    if captures(&QUARTER, plain).is_some() || captures(&YEAR, plain).is_some() {
        return None;
    }
    of_word(found.name("e")?.as_str())
}

fn weekday(plain: &str) -> Option<u32> {
    let found = captures(&WEEKDAY, plain)?;
    Some(match found.name("d")?.as_str() {
        "hai" | "2" => 1,
        "ba" | "3" => 2,
        "tu" | "4" => 3,
        "nam" | "5" => 4,
        "sau" | "6" => 5,
        _ => 6,
    })
}

/// Weekdays and days of a month that are offered where a plan names none.
const WEEKDAYS: [u32; 3] = [5, 4, 1];
const MONTH_DAYS: [u32; 4] = [20, 25, 15, END_OF_MONTH];
const END_OF_MONTH: u32 = 31;

fn rhythm(text: &Folded, every: Every, span: Span) -> Said {
    let plain = &text.plain;
    let (days, _) = days(plain, span);
    let first = days.iter().find_map(|it| match it.days[..] {
        [day] => Some(day),
        _ => None,
    });
    let named = match every {
        Every::Week => weekday(plain).or(first.map(|day| day.weekday().number_from_monday())),
        _ => [&LAST_MONTH, &MONTHLY_DAY, &OWN_DAY]
            .into_iter()
            .filter(|it| first.is_none() || !std::ptr::eq(*it, &OWN_DAY))
            .find_map(|it| number(&captures(it, plain)?, "d"))
            .filter(|day| (1..=END_OF_MONTH).contains(day))
            .or_else(|| captures(&EVERY_END, plain).map(|_| END_OF_MONTH))
            .or(first.map(|day| day.day())),
    };
    let due = |due| SheetDue::Rhythm(SheetRhythm { every, due, first });
    if let Some(day) = named {
        return Said::One(due(day));
    }
    let days: &[u32] = match every {
        Every::Week => &WEEKDAYS,
        _ => &MONTH_DAYS,
    };
    let cell = text.written(0..plain.len());
    let choices = days.iter().map(|day| SheetMeans::Due(due(*day)));
    let choices = choices.chain(words(&cell)).collect();
    Said::Asked(Asked::of_all(
        every.code(),
        SheetAbout::DueDay,
        &cell,
        choices,
    ))
}

/// Working days after the due day that are offered where the campaign has no rhythm yet.
const CUT_OFFS: [u16; 2] = [5, 0];

/// What a plan says of nothing that recurs: when its data close, and how long it is still taken.
/// `usual`: days of the campaign's rhythms.
pub(super) fn rhythms(usual: &[u16]) -> Asked {
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

#[cfg(test)]
mod tests {
    use app::domain::parse_day;

    use super::*;

    fn span() -> Span {
        let day = |text| parse_day(text).unwrap();
        Span {
            start: day("2026-01-14"),
            end: day("2026-12-31"),
        }
    }

    fn day(text: &str) -> SheetDue {
        SheetDue::Day(parse_day(text).unwrap())
    }

    #[test]
    fn every_pattern_is_one() {
        assert!(ALL.iter().all(|it| it.is_some()));
    }

    #[test]
    fn days_are_read_as_plans_write_them() {
        for (cell, read_as) in [
            ("30/9/2026", "2026-09-30"),
            ("2026-09-30", "2026-09-30"),
            ("30.09.2026", "2026-09-30"),
            ("Ngày 30 tháng 9 năm 2026", "2026-09-30"),
            ("Đến hết ngày 30/9/2026", "2026-09-30"),
            (
                "Hoàn thành chậm nhất 30/9/2026 và duy trì liên tục",
                "2026-09-30",
            ),
            ("Tháng 9/2026", "2026-09-30"),
            ("Trong tháng 02 năm 2028", "2028-02-29"),
            ("Quý III/2026", "2026-09-30"),
            ("Quý 4 năm 2026", "2026-12-31"),
            ("Quý II", "2026-06-30"),
            ("6 tháng đầu năm 2026", "2026-06-30"),
            ("Năm 2026", "2026-12-31"),
            ("Hết năm 2026", "2026-12-31"),
            ("ngày 15/8", "2026-08-15"),
            ("Tháng 11", "2026-11-30"),
        ] {
            assert_eq!(read(cell, span()), Said::One(day(read_as)), "{cell}");
        }
    }

    #[test]
    fn words_stay_words_and_nothing_is_nothing() {
        for cell in [
            "Thường xuyên",
            "Khi có nhiệm vụ chậm",
            "Theo tiến độ của Trung ương",
        ] {
            let words = Said::One(SheetDue::Words(cell.to_owned()));
            assert_eq!(read(cell, span()), words, "{cell}");
        }
        for cell in ["", "–", "  …"] {
            assert_eq!(read(cell, span()), Said::One(SheetDue::None));
        }
    }

    #[test]
    fn what_looks_like_a_day_and_is_none_is_asked() {
        for (cell, days) in [
            ("30/02/2027", vec!["2027-02-28"]),
            ("31/6/2026", vec!["2026-06-30"]),
            ("ngày 31 tháng 9 năm 2026", vec!["2026-09-30"]),
            ("30/02", vec!["2026-02-28"]),
            ("32/13/2026", vec![]),
            ("32/13/2026?", vec![]),
            ("ngày 15", vec![]),
            ("20 ngày", vec![]),
            // The day is of the quarter that is named, but of which month?
            ("Ngày 15 tháng cuối quý III/2026", vec!["2026-09-30"]),
        ] {
            let Said::Asked(asked) = read(cell, span()) else {
                panic!("{cell}")
            };
            assert_eq!(asked.about, SheetAbout::NoDay, "{cell}");
            assert_eq!(asked.other, Some(SheetOther::Day), "{cell}");
            let mut choices: Vec<SheetMeans> = days
                .into_iter()
                .map(|it| SheetMeans::Due(day(it)))
                .collect();
            choices.extend(words(cell));
            choices.push(SheetMeans::Due(SheetDue::None));
            assert_eq!(asked.choices, choices, "{cell}");
            // What is offered the import takes: no words that look like a day.
            assert!(
                words(cell).is_none_or(|_| !looks_like_a_day(cell)),
                "{cell}"
            );
        }
    }

    #[test]
    fn a_term_runs_from_an_event() {
        for (cell, days, count, event) in [
            (
                "20 ngày sau khi Tỉnh ủy ban hành",
                20,
                DayCount::Calendar,
                "Tỉnh ủy ban hành",
            ),
            (
                "Trong 15 ngày làm việc kể từ ngày Bộ Công an có hướng dẫn.",
                15,
                DayCount::Working,
                "Bộ Công an có hướng dẫn",
            ),
            (
                "02 tuần sau khi nhận bàn giao",
                14,
                DayCount::Calendar,
                "nhận bàn giao",
            ),
            (
                "Sau khi Trung ương ban hành 30 ngày",
                30,
                DayCount::Calendar,
                "Trung ương ban hành",
            ),
        ] {
            let due = SheetDue::After {
                days,
                count,
                event: event.to_owned(),
            };
            assert_eq!(read(cell, span()), Said::One(due), "{cell}");
        }
    }

    #[test]
    fn a_rhythm_is_read_with_its_day() {
        let due = |every, due, first: Option<&str>| {
            let first = first.and_then(parse_day);
            Said::One(SheetDue::Rhythm(SheetRhythm { every, due, first }))
        };
        for (cell, said) in [
            ("Trước ngày 25 hằng tháng", due(Every::Month, 25, None)),
            (
                "Định kỳ hằng quý, ngày 15 cuối quý",
                due(Every::Quarter, 15, None),
            ),
            ("Trước 25 hằng tháng", due(Every::Month, 25, None)),
            ("Hằng tháng, trước ngày 25", due(Every::Month, 25, None)),
            ("Ngày 15 tháng cuối quý", due(Every::Quarter, 15, None)),
            ("Mùng 5 hằng tháng", due(Every::Month, 5, None)),
            ("Ngày cuối cùng hằng tháng", due(Every::Month, 31, None)),
            ("Thứ Sáu hàng tuần", due(Every::Week, 5, None)),
            ("Hàng tuần (thứ năm), hàng tháng", due(Every::Week, 4, None)),
            (
                "Báo cáo đầu tiên trước ngày 25/7/2026; cập nhật hằng tháng",
                due(Every::Month, 25, Some("2026-07-25")),
            ),
        ] {
            assert_eq!(read(cell, span()), said, "{cell}");
        }
    }

    #[test]
    fn what_has_two_readings_is_asked() {
        let asked = |cell: &str, span| match read(cell, span) {
            Said::Asked(it) => (it.about, it.choices.len()),
            Said::One(due) => panic!("{cell}: {due:?}"),
        };
        let long = Span {
            end: parse_day("2028-12-31").unwrap(),
            ..span()
        };
        assert_eq!(
            asked("Trước ngày 30/9/2026", span()),
            (SheetAbout::Before, 2)
        );
        assert_eq!(asked("Trước 30/9/2026", span()), (SheetAbout::Before, 2));
        assert_eq!(asked("Quý II", long), (SheetAbout::Year, 4));
        assert_eq!(
            asked("30/6/2026 và 30/9/2026", span()),
            (SheetAbout::WhichDay, 2)
        );
        assert_eq!(
            asked("03 tháng sau khi Chính phủ ban hành", span()),
            (SheetAbout::Term, 2)
        );
        assert_eq!(
            asked("Ngay sau khi Bộ có văn bản", span()),
            (SheetAbout::Term, 4)
        );
        assert_eq!(asked("Hằng tháng", span()), (SheetAbout::DueDay, 5));
        assert_eq!(asked("2 lần/năm", span()), (SheetAbout::DueDay, 5));
        assert_eq!(asked("Mỗi quý 01 lần", span()), (SheetAbout::DueDay, 5));
        let short = Span {
            start: parse_day("2026-09-01").unwrap(),
            end: parse_day("2027-06-30").unwrap(),
        };
        assert_eq!(asked("ngày 15/8", short), (SheetAbout::Year, 2));
    }
}
