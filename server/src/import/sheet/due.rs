//! When something is due, from the words of a plan.
use std::sync::LazyLock;

use app::{
    domain::{Day, DayCount, Every},
    views::{SheetAbout, SheetDue, SheetMeans, SheetRhythm},
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
    MONTHLY_DAY: r"\bngay (?P<d>\d{1,2})(?: (?:hang|moi|cua|cuoi) ?(?:thang|quy|nam|ky)|,? ?(?:hang|moi) (?:thang|quy))";
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
    let days = days(&text.plain, span);
    match days.as_slice() {
        [] => Said::One(SheetDue::Words(cell.trim().to_owned())),
        [one] => one.said(cell),
        several => {
            let mut choices: Vec<SheetMeans> = Vec::new();
            for day in several.iter().flat_map(|it| &it.days) {
                let means = SheetMeans::Due(SheetDue::Day(*day));
                if !choices.contains(&means) {
                    choices.push(means);
                }
            }
            choices.push(words(cell));
            Said::Asked(Asked::new(SheetAbout::WhichDay, cell, choices))
        }
    }
}

fn words(cell: &str) -> SheetMeans {
    SheetMeans::Due(SheetDue::Words(cell.trim().to_owned()))
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
            [] => Said::Asked(Asked::new(SheetAbout::Year, cell, vec![words(cell)])),
            several => {
                let days = several
                    .iter()
                    .map(|day| SheetMeans::Due(SheetDue::Day(*day)));
                let choices = days.chain([words(cell)]).collect();
                Said::Asked(Asked::new(SheetAbout::Year, cell, choices))
            }
        }
    }
}

/// How a pattern names a day: from what it captures, in a year.
type InYear = fn(&Captures<'_>, i32) -> Option<Day>;

/// The days that a text names, in their order; what one pattern took no other reads again.
fn days(plain: &str, span: Span) -> Vec<Found> {
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
            let days = years.filter_map(|year| in_year(&hit, year));
            let days = days.filter(|day| said || (span.start..=span.end).contains(day));
            let days = days.collect();
            let before = captures(&BEFORE, left.get(..at).unwrap_or_default()).is_some();
            found.push((at, Found { days, before }));
            left.replace_range(range.clone(), &"~".repeat(range.len()));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, it)| it).collect()
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
            let choices = vec![by_days, words(&cell)];
            Said::Asked(Asked::new(SheetAbout::Term, &cell, choices))
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
    let choices = TERMS.map(due).into_iter().chain([words(&cell)]).collect();
    Said::Asked(Asked::new(SheetAbout::Term, &cell, choices))
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
const MONTH_DAYS: [u32; 4] = [20, 25, 15, 31];

fn rhythm(text: &Folded, every: Every, span: Span) -> Said {
    let plain = &text.plain;
    let first = days(plain, span).iter().find_map(|it| match it.days[..] {
        [day] => Some(day),
        _ => None,
    });
    let named = match every {
        Every::Week => weekday(plain).or(first.map(|day| day.weekday().number_from_monday())),
        _ => captures(&MONTHLY_DAY, plain)
            .and_then(|found| number(&found, "d"))
            .filter(|day| (1..=31).contains(day))
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
    let choices = choices.chain([words(&cell)]).collect();
    Said::Asked(Asked::of_all(
        every.code(),
        SheetAbout::DueDay,
        &cell,
        choices,
    ))
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
            "32/13/2026?",
        ] {
            let said = read(cell, span());
            let words = Said::One(SheetDue::Words(cell.to_owned()));
            let asked = matches!(&said, Said::Asked(it) if it.choices == [self::words(cell)]);
            assert!(said == words || asked, "{cell}: {said:?}");
        }
        for cell in ["", "–", "  …"] {
            assert_eq!(read(cell, span()), Said::One(SheetDue::None));
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
            (SheetAbout::WhichDay, 3)
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
    }
}
