//! How often something is to be reported: "hằng tháng", "03 tháng/lần", "2 lần/năm".
use std::{collections::BTreeSet, sync::LazyLock};

use app::domain::Every;
use regex::Regex;

use super::super::{captures, number, patterns};

patterns! {
    EVERY: r"\b(?:hang|moi|dinh ky(?: hang)?|dinh ki(?: hang)?) (?P<e>tuan|thang|quy|nam)\b";
    EACH: r"\b(?P<n>\d{1,3}|mot|hai|ba|bon|nam|sau|chin|muoi hai|muoi) (?P<u>ngay|tuan|thang|quy|nam) ?(?:/|mot|01|1|moi)? ?lan\b";
    EACH_OF: r"\b(?:hang|dinh ky|dinh ki|moi|cu)(?: moi| hang)? (?P<n>\d{1,3}|mot|hai|ba|bon|sau|chin|muoi hai|muoi) (?P<u>ngay|tuan|thang|quy|nam)\b";
    DAILY: r"\b(?:hang|moi) ngay(?: lam viec)?(?: ?[^\d ]| ?$| [a-z])";
    REPORT: r"\bbao cao (?P<e>tuan|thang|quy|nam)(?: ?$| ?[,.;:]| [a-z]{3})";
    TIMES: r"\b(?P<n>\d{1,2}) lan ?(?:/|trong|moi|mot)? ?(?:1 |mot |moi )?(?P<e>tuan|thang|quy|nam)\b|\bmoi (?P<f>tuan|thang|quy|nam) (?P<m>\d{1,2}|mot|hai) lan\b";
    LAST_MONTH: r"\b(?:ngay |mung )?(?P<d>\d{1,2}) (?:cua )?thang cuoi (?:cua )?(?:moi |hang )?(?P<e>quy|nam|ky|ki)\b";
    OF_QUARTER: r"\bquy (?:iv|i{1,3}|[1-4])\b|\bnam \d{4}\b";
}

/// How often something is to be reported: each "hằng …" of a text, and whether a rhythm can have it.
pub(super) struct Often {
    pub all: BTreeSet<Every>,
    pub exact: bool,
}

pub(super) fn often(plain: &str) -> Option<Often> {
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

pub(super) fn of_word(word: &str) -> Option<Every> {
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
