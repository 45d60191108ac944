//! By which days of its period something is due, as a text names them.
use std::sync::LazyLock;

use app::domain::Every;
use chrono::Datelike;
use regex::Regex;

use super::{
    super::{
        super::{
            eve::{END_OF_MONTH, SUNDAY},
            folded::Folded,
        },
        captures,
        days::{Edge, Found},
        number, patterns,
    },
    often::{EACH, EACH_OF, EVERY, LAST_MONTH, TIMES},
};

patterns! {
    IN_PERIOD: r"\b(?:tuan (?:thu )?|(?:ngay )?lam viec )(?P<k>\d|mot|nhat|hai|ba|tu|bon|dau|giua|cuoi)\b|\b(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|tuan|ngay lam viec)\b(?: (?P<w>dau|cuoi|thu (?:nhat|hai|ba|tu|[1-5])))?";
    HOURS: r"\b(?:(?:truoc|den|luc|vao) )?(?P<h>\d{1,2}) ?(?:gio|h|g)(?: ?\d{1,2})?(?: phut)?\b";
    EVERY_END: r"\bngay cuoi(?: cung)? (?:cua )?(?:hang|moi)? ?(?:thang|quy|nam|ky|ki)\b|\bcuoi (?:hang|moi) (?:thang|quy|nam)\b";
    MONTHLY_DAY: r"\b(?P<d>\d{1,2}),? (?:cua |thang )?(?:hang|moi|cua|cuoi) ?(?:thang|quy|nam|ky|ki)\b";
    OWN_DAY: r"\b(?:ngay|mung|truoc|den) (?P<d>\d{1,2})(?:[^\d/.-]|$)";
    MORE_DAYS: r"\b(?:ngay|mung) (?P<run>\d{1,2}(?:(?:,| va|-| den) ?(?:ngay |mung )?\d{1,2}\b)+)";
    WEEKDAYS: r"\bthu (?P<run>(?:hai|ba|tu|nam|sau|bay|[2-7])\b(?: ?(?:,|va|/|\+|-|den) ?(?:thu )?(?:hai|ba|tu|nam|sau|bay|[2-7])\b)*)|\b(?P<s>chu nhat)\b";
    WEEKDAY: r"\b(?:hai|ba|tu|nam|sau|bay|[2-7])\b";
    DIGITS: r"\d{1,2}";
    BEFORE: r"\btruoc (?:ngay |mung |thu )*$";
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

/// The days by which reports are due in a period, as a text names them.
#[derive(Default)]
pub(super) struct Named {
    pub days: Vec<u32>,
    /// "Trước" stands before one.
    pub before: bool,
}

impl Named {
    fn add(&mut self, plain: &str, at: usize, day: u32) {
        if !self.days.contains(&day) {
            self.days.push(day);
        }
        let said = plain.get(..at).unwrap_or_default();
        self.before |= captures(&BEFORE, said).is_some();
    }

    pub fn of_week(plain: &str) -> Self {
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
pub(super) fn near_of_month(plain: &str) -> Option<u32> {
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

pub(super) fn named(every: Every, text: &Folded, left: &str, dates: &[&Found]) -> Named {
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

/// A text without the words that say how often: "hằng tuần" is no week of a month.
pub(super) fn bare(plain: &str) -> String {
    let (mut left, _) = without_hours(plain);
    for pattern in [&EVERY, &EACH, &EACH_OF, &TIMES] {
        if let Some(pattern) = pattern.as_ref() {
            left = pattern.replace_all(&left, "~").into_owned();
        }
    }
    // "Tháng thứ hai" is no Monday.
    left.replace("thang thu ", "thang ~ ")
}
