//! What is left of a text without its days, and what that says of them.
use std::sync::LazyLock;

use app::domain::Day;
use chrono::{Datelike, Months, TimeDelta};
use regex::Regex;

use super::{
    Span, captures,
    days::{Found, QUARTER_DAYS, eve},
    number, patterns,
    stretch::last_of,
};

patterns! {
    BLANK: r"\b(?:ngay|thang|quy|tuan|nam) ?(?:\.{2,}|_+)|(?:^|\.\.|_|\() ?/|/ ?(?:/|\.\.|_)|\b(?:ngay|tuan) thang\b|\b(?:quy|tuan) (?:quy|nam)\b";
    MIDNIGHT: r"\b00? ?(?:gio|h|:|g)";
    DAYS_BEFORE: r"\b(?P<n>\d{1,3}) ?(?P<u>ngay|tuan|thang) truoc (?:ngay |khi |thoi diem )*~";
    MONTHS_IN: r"\b(?P<n>\d{1,2}) thang ~";
    HALF_OF: r"\bnua ~";
    SPELT_NUMBER: r"\b(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) (?:thang|tuan|quy)\b|\bngay truoc\b|\b(?:thang|quy)(?: (?:hai|ba|tu|nam|sau|bay))* ~";
    SPELT_MONTH: r"\bthang (?:(?P<w>gieng|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi mot|muoi hai|muoi|chap) )?~";
    SPELT_QUARTER: r"\bquy (?P<w>mot|nhat|hai|ba|bon|tu) ~";
    LEFT_DAY: r"\b(?:ngay|mung) \d{1,2}\b|\b\d{1,2} ?[/.-] ?\d{1,2}\b";
    NO_REAL_DAY: r"\b(?P<d>\d{1,2})(?: ?[/.-] ?| thang )(?P<m>0?[1-9]|1[0-2])(?:(?: ?[/.-] ?| nam )(?P<y>\d{4}))?\b";
}

/// Words that may stand beside a deadline and say nothing else of it, without marks.
const HARMLESS: &[&str] = &[
    "ngay", "thang", "quy", "nam", "tuan", "ky", "giai", "doan", "thu", "hai", "ba", "tu", "sau",
    "bay", "chu", "nhat", "mung", "truoc", "den", "toi", "het", "trong", "vao", "cuoi", "dau",
    "giua", "nua", "tien", "cung", "cham", "muon", "hon", "khong", "qua", "som", "ke", "bat",
    "thoi", "diem", "gian", "han", "hoan", "thanh", "xong", "phai", "nop", "gui", "trinh", "ban",
    "hanh", "bao", "cao", "duy", "tri", "thuong", "xuyen", "lien", "tuc", "va", "hang", "moi",
    "tiep", "dinh", "trien", "khai", "thuc", "hien", "cap", "cua", "cac", "la", "ca", "du", "kien",
    "nghiem", "thu", "tong", "ket", "to", "chuc", "dua", "su", "dung", "van", "lan", "khi", "tat",
];

/// Whether figures or words are left that may say something else of a day.
pub(super) fn says_else(left: &str) -> bool {
    let mut words = left.split(|c: char| !c.is_ascii_alphanumeric());
    captures(&SPELT_NUMBER, left).is_some()
        || captures(&HALF_OF, left).is_some()
        || words.any(|it| !it.is_empty() && !HARMLESS.contains(&it))
        || turns(left)
}

/// Words that turn what stands behind them, but for where one of these is next: "không phải 30/6", "hoãn đến
/// 30/6" beside "không quá 30/6", "hoàn thành 30/6".
const TURN: [(&str, &[&str]); 2] = [
    (
        "khong",
        &["qua", "muon", "cham", "truoc", "som", "sau", "hon"],
    ),
    ("hoan", &["thanh", "tat"]),
];

fn turns(left: &str) -> bool {
    let words: Vec<&str> = left
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    let turned = |(at, word): (usize, &&str)| {
        let next = words.get(at + 1).unwrap_or(&"");
        let mut all = TURN.iter();
        all.any(|(it, but)| it == word && !but.contains(next))
    };
    words.iter().enumerate().any(turned)
}

/// The days that words beside a day count from it: "5 ngày trước ngày 30/6", "00 giờ ngày 01/7",
/// "9 tháng năm 2027".
pub(super) fn counted(found: &[Found], left: &str) -> Vec<Day> {
    let [one] = found else { return Vec::new() };
    let [(from, to)] = one.spans.as_slice() else {
        return Vec::new();
    };
    let single = from == to;
    let mut days = Vec::new();
    if !single && captures(&HALF_OF, left).is_some() {
        days.extend(half_of(*from, *to));
    }
    if single && captures(&MIDNIGHT, left).is_some() {
        days.push(eve(*to));
    }
    if single && let Some(hit) = captures(&DAYS_BEFORE, left) {
        let n = number(&hit, "n").unwrap_or_default();
        days.extend(match &hit["u"] {
            "ngay" => to.checked_sub_signed(TimeDelta::days(n.into())),
            "tuan" => to.checked_sub_signed(TimeDelta::days(i64::from(n) * 7)),
            _ => to.checked_sub_months(Months::new(n)),
        });
    }
    let a_year = (to.year(), to.month(), from.month()) == (from.year(), 12, 1);
    if a_year && let Some(n) = captures(&MONTHS_IN, left).and_then(|it| number(&it, "n")) {
        // The first so many months, or that day of May.
        let months = (1..=12).contains(&n).then(|| last_of(to.year(), n));
        days.extend(months.flatten());
        days.extend(Day::from_ymd_opt(to.year(), 5, n));
    } else if a_year && let Some(hit) = captures(&SPELT_MONTH, left) {
        let month = hit.name("w").map_or(Some(5), |it| spelt(it.as_str()));
        days.extend(month.and_then(|it| last_of(to.year(), it)));
    } else if a_year && let Some(hit) = captures(&SPELT_QUARTER, left) {
        let quarter = spelt(&hit["w"]);
        days.extend(quarter.and_then(|it| last_of(to.year(), it * 3)));
    }
    days
}

/// The last day of the first half of a stretch: of a year the end of June.
fn half_of(from: Day, to: Day) -> Option<Day> {
    let days = (to - from).num_days() + 1;
    match days > QUARTER_DAYS {
        true => from.checked_add_months(Months::new(6))?.pred_opt(),
        false => from.checked_add_signed(TimeDelta::days(days / 2 - 1)),
    }
}

/// A month or a quarter by its number in words.
fn spelt(word: &str) -> Option<u32> {
    Some(match word {
        "gieng" | "mot" | "nhat" => 1,
        "hai" => 2,
        "ba" => 3,
        "tu" | "bon" => 4,
        "nam" => 5,
        "sau" => 6,
        "bay" => 7,
        "tam" => 8,
        "chin" => 9,
        "muoi" => 10,
        "muoi mot" => 11,
        "muoi hai" | "chap" => 12,
        _ => return None,
    })
}

/// Whether a day is left to be filled in: "ngày…tháng…năm 2027", "/6/2027".
pub(super) fn has_blanks(plain: &str) -> bool {
    captures(&BLANK, plain).is_some()
}

/// Whether figures of a day are left that no pattern read.
pub(super) fn is_left(left: &str) -> bool {
    captures(&LEFT_DAY, left).is_some()
}

/// "30/02": the last day of the month that has no such day.
pub(super) fn lasts(plain: &str, span: Span<'_>) -> Vec<Day> {
    let mut days = Vec::new();
    for found in NO_REAL_DAY.iter().flat_map(|it| it.captures_iter(plain)) {
        let year = number(&found, "y").and_then(|year| i32::try_from(year).ok());
        let years = year.map_or(span.start.year()..=span.end.year(), |year| year..=year);
        let last = years.filter_map(|year| {
            let last = last_of(year, number(&found, "m")?)?;
            (number(&found, "d")? > last.day()).then_some(last)
        });
        days.extend(last);
    }
    days
}
