//! Days that are counted back from a day: "5 ngày làm việc trước ngày 30/6/2026", "trước ngày 30/6/2026
//! 10 ngày".
use std::sync::LazyLock;

use app::domain::{Day, DayCount};
use chrono::Months;
use regex::{Captures, Regex};

use super::{Span, captures, days::Found, left::says_else, patterns};

patterns! {
    BEFORE_IT: r"\b(?P<n>\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) ?(?P<u>ngay|tuan|thang)(?: ?\(?(?P<w>lam viec)\)?)?,? truoc (?:khi |het |ngay |thoi diem )*~+";
    IT_BEFORE: r"\btruoc (?:khi |het |ngay |thoi diem )*~+,? ?(?:it nhat |toi thieu |cham nhat |la |trong |khoang )*(?P<n>\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) ?(?P<u>ngay|tuan|thang)\b(?: ?\(?(?P<w>lam viec)\)?)?";
}

/// The day that is so long before the one day of a text, in each year that it may be of; none where the
/// text says something else. `left`: the text without its day.
pub(super) fn back(found: &[Found], left: &str, span: Span<'_>) -> Vec<Day> {
    let [one] = found else { return Vec::new() };
    let single = one.spans.iter().all(|(from, to)| from == to);
    if !single || one.document || one.is_long_ago() {
        return Vec::new();
    }
    let said = [&BEFORE_IT, &IT_BEFORE].into_iter().find_map(|pattern| {
        let hit = captures(pattern, left)?;
        let range = hit.get(0)?.range();
        let rest = [left.get(..range.start)?, left.get(range.end..)?];
        (!says_else(&rest.join(" "))).then_some(hit)
    });
    let days = said.iter().flat_map(|hit| {
        let days = one.spans.iter().map(|(day, _)| *day);
        days.filter_map(|day| counted(hit, day, span))
    });
    days.collect()
}

fn counted(hit: &Captures<'_>, day: Day, span: Span<'_>) -> Option<Day> {
    let n = amount(hit.name("n")?.as_str())?;
    let count = match hit.name("w") {
        Some(_) => DayCount::Working,
        None => DayCount::Calendar,
    };
    match (hit.name("u")?.as_str(), count) {
        ("ngay", _) => Some(count.before(day, n, span.calendar)),
        ("tuan", DayCount::Calendar) => Some(count.before(day, n * 7, span.calendar)),
        ("tuan", DayCount::Working) => Some(count.before(day, n * 5, span.calendar)),
        _ => day.checked_sub_months(Months::new(n.into())),
    }
}

fn amount(said: &str) -> Option<u16> {
    const WORDS: [&str; 10] = [
        "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi",
    ];
    let word = (1..).zip(WORDS).find(|(_, it)| *it == said);
    word.map(|(n, _)| n).or_else(|| said.parse().ok())
}
