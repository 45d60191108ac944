//! When something is due, from the words of a plan.
mod back;
mod cap;
mod days;
mod left;
mod nth;
mod rhythm;
mod signs;
mod stretch;
mod term;
mod tet;
mod weekday;

use std::sync::LazyLock;

use app::{
    domain::{Calendar, Day, looks_like_a_day},
    views::{SheetAbout, SheetDue, SheetMeans, SheetOther},
};
use regex::{Captures, Regex};

use super::{folded::Folded, question::Asked};
use days::{Edge, Found, days};

pub(super) use rhythm::{rhythms, typed};
pub(super) use signs::plainly;

/// What a cell of deadlines says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    One(SheetDue),
    Asked(Asked),
}

/// When the campaign runs: a day without its year is one of these.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span<'a> {
    pub start: Day,
    pub end: Day,
    /// By which working days are counted.
    pub calendar: &'a Calendar,
}

/// Words that are compiled once; each is tried on text without marks.
macro_rules! patterns {
    ($($name:ident: $pattern:literal;)+) => {
        $(pub(super) static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($pattern).ok());)+

        #[cfg(test)]
        pub(super) const ALL: &[&LazyLock<Option<Regex>>] = &[$(&$name),+];
    };
}
use patterns;

fn captures<'a>(pattern: &LazyLock<Option<Regex>>, text: &'a str) -> Option<Captures<'a>> {
    pattern.as_ref()?.captures(text)
}

fn number(found: &Captures<'_>, name: &str) -> Option<u32> {
    found.name(name)?.as_str().parse().ok()
}

/// What the words of a cell say of a deadline.
pub(super) fn read(cell: &str, span: Span<'_>) -> Said {
    let plainly = plainly(cell.trim());
    let text = Folded::new(&plainly);
    if text.plain.chars().all(|c| !c.is_ascii_alphanumeric()) {
        return no_word(cell);
    }
    if let Some(said) = rhythm::read(&text, span) {
        return said;
    }
    if let Some(said) = term::read(&text, span) {
        return said;
    }
    if let Some(said) = tet::read(&text, span) {
        return said;
    }
    let (mut days, left) = days(&text, span);
    if signs::has_strange_figures(&plainly) || left::has_blanks(&text.plain) {
        let said = plainly.trim_start_matches([' ', '.', '_', '/', '(']);
        let (found, _) = self::days(&Folded::new(said), span);
        let days = found.iter().flat_map(Found::days).collect();
        return no_day(cell, &text.plain, days, span);
    }
    days::begin(&mut days, &left);
    if let Some(said) = weekday::beside(cell, &text, &mut days, &left) {
        return said;
    }
    match back::back(&days, &left, span).as_slice() {
        [] => {}
        [one] => return Said::One(SheetDue::Day(*one)),
        // Of a day without its year.
        several => {
            let days = several.iter().map(|it| SheetMeans::Due(SheetDue::Day(*it)));
            return asked(SheetAbout::Year, cell, days.chain(words(cell)).collect());
        }
    }
    let unclear = days
        .iter()
        .any(|it| it.spans.is_empty() || it.is_long_ago());
    let unclear = unclear || left::is_left(&left);
    // "Theo Kế hoạch số 98/KH-UBND ngày …", "5 ngày trước ngày …": the day is no deadline by itself.
    let documents = days.iter().any(|it| it.document);
    if documents || (!unclear && !days.is_empty() && left::says_else(&left)) {
        return among(cell, &days, &left);
    }
    let ends = || days.iter().filter(|it| it.edge != Edge::Begins);
    let ends: Vec<&Found> = ends().collect();
    match (days.as_slice(), ends.as_slice()) {
        // Words that look like a day would not be taken for words.
        ([], _) if looks_like_a_day(cell.trim()) || term::is_length(&text.plain) => {
            no_day(cell, &text.plain, Vec::new(), span)
        }
        ([], _) => Said::One(SheetDue::Words(cell.trim().to_owned())),
        (all, _) if unclear => {
            let days = all.iter().filter(|it| !it.is_long_ago());
            let days = days.flat_map(Found::days).collect();
            no_day(cell, &text.plain, days, span)
        }
        ([one], _) => one.said(cell),
        // "Từ ngày 1/6 đến ngày 30/6": the last one.
        (_, [one]) if one.until => one.said(cell),
        (several, _) => {
            let mut choices: Vec<SheetMeans> = Vec::new();
            for day in several.iter().flat_map(Found::days) {
                let means = SheetMeans::Due(SheetDue::Day(day));
                if !choices.contains(&means) {
                    choices.push(means);
                }
            }
            choices.extend(words(cell));
            asked(SheetAbout::WhichDay, cell, choices)
        }
    }
}

/// Whether a cell that was read as one deadline says something more: "30/9/2026 và duy trì liên tục",
/// "từ ngày 1/6 đến ngày 30/6".
pub(super) fn says_more(cell: &str) -> bool {
    let plain = app::text::search_key(cell);
    let accented = app::text::accented_key(cell);
    let more = [
        "duy tri",
        "thuong xuyen",
        "lien tuc",
        "hang nam tiep theo",
        "sau khi",
        "ke tu khi",
    ];
    let from = ["từ ngày", "từ tháng", "từ quý", "từ năm"];
    more.iter().any(|it| plain.contains(it)) || from.iter().any(|it| accented.contains(it))
}

/// The words of a cell, where they would be taken for words.
fn words(cell: &str) -> Option<SheetMeans> {
    let words = cell.trim();
    (!looks_like_a_day(words)).then(|| SheetMeans::Due(SheetDue::Words(words.to_owned())))
}

fn asked(about: SheetAbout, cell: &str, choices: Vec<SheetMeans>) -> Said {
    Said::Asked(Asked::new(about, cell, choices).or(SheetOther::Day))
}

/// A day among words that say something else of it: the days it may be, words, no deadline; the day of
/// a document last.
fn among(cell: &str, found: &[Found], left: &str) -> Said {
    let own = found.iter().filter(|it| !it.document);
    let own: Vec<Day> = own.flat_map(Found::days).collect();
    let documents = found.iter().filter(|it| it.document);
    let documents = documents.flat_map(Found::days);
    let day = |day| SheetMeans::Due(SheetDue::Day(day));
    let days = left::counted(found, left).into_iter().chain(own).map(day);
    let none = SheetMeans::Due(SheetDue::None);
    let all = days.chain(words(cell)).chain([none]);
    let mut choices: Vec<SheetMeans> = Vec::new();
    for it in all.chain(documents.map(day)) {
        if !choices.contains(&it) {
            choices.push(it);
        }
    }
    asked(SheetAbout::Among, cell, choices)
}

/// A cell without a letter or a figure: a dash says that there is no deadline, "***" and "☐" say nothing
/// that could be read.
fn no_word(cell: &str) -> Said {
    let dash = |it: char| it.is_whitespace() || "-–—‑−".contains(it);
    if cell.chars().all(dash) {
        return Said::One(SheetDue::None);
    }
    let kept = format!("{KEPT}{}", cell.trim());
    let choices = [SheetDue::Words(kept), SheetDue::None];
    asked(
        SheetAbout::NoDay,
        cell,
        choices.map(SheetMeans::Due).to_vec(),
    )
}

/// Before words that are kept although they would not be taken for words.
const KEPT: &str = "Theo bảng: ";

/// What looks like a day and is none: the days it may be, no deadline, or one that is typed.
fn no_day(cell: &str, plain: &str, mut days: Vec<Day>, span: Span<'_>) -> Said {
    days.extend(left::lasts(plain, span));
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

#[cfg(test)]
mod tests;
