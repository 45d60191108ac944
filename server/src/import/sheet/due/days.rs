//! The days that a text names, and what stands before them: "trước", "sau", "đầu", "giữa".
use std::sync::LazyLock;

use app::{
    domain::Day,
    views::{SheetAbout, SheetDue, SheetMeans},
};
use chrono::{Datelike, Months, TimeDelta};
use regex::{Captures, Regex};

use super::{
    super::{folded::Folded, question::Asked},
    Said, Span, asked, captures, nth, number, patterns,
    stretch::{InYear, day_of_month, month, months_of, quarter, quarters, week, year, years},
    words,
};

patterns! {
    ISO: r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b";
    FULL: r"\b(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})\b";
    WEEK_OF_YEAR: r"\btuan (?:thu )?(?P<k>\d{1,2}) ?(?:/|-|,? (?:cua )?nam ) ?(?P<y>20\d\d)\b";
    WEEK_OF: r"\btuan (?:thu )?(?P<k>\d|[a-z]{2,6}) (?:cua )?thang (?P<m>\d{1,2})(?: ?(?:/|-|\.|nam ) ?(?P<y>\d{4}))?\b";
    SPELT: r"\b(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?: nam |/)(?P<y>\d{4})\b";
    NO_YEAR: r"\b(?P<d>\d{1,2})(?:/| thang )(?P<m>\d{1,2})\b";
    MONTH_WITH_YEAR: r"\bthang (?P<m>\d{1,2}) ?(?:/|-|\.|nam ) ?(?P<y>\d{4})\b";
    MONTH_OF: r"\bt?(?P<m>0?[1-9]|1[0-2]) ?[/.-] ?(?P<y>20\d\d)(?P<z>$|[^\d/-])";
    MONTH_NO_YEAR: r"\bthang (?P<m>\d{1,2})\b";
    QUARTERS: r"\b(?:quy|q\.?) ?(?P<a>iv|i{1,3}|[1-4]) ?(?:-|,|va|den|\+) ?(?:quy ?)?(?P<q>iv|i{1,3}|[1-4])\b(?: ?(?:/|-|\.|,? nam)? ?(?P<y>20\d\d))?";
    QUARTER: r"\b(?:quy|q\.?) ?(?P<q>iv|i{1,3}|[1-4])\b(?: ?(?:/|-|\.|,? nam)? ?(?P<y>20\d\d))?";
    MONTHS_OF: r"\b(?:(?P<n>\d{1,2}|sau) thang|nua) (?P<h>dau|cuoi) (?:cua )?nam(?: (?P<y>\d{4}))?\b";
    YEARS: r"\b(?P<a>20\d\d) ?(?:-|den) ?(?:nam )?(?P<y>20\d\d)\b";
    YEAR: r"\bnam (?P<y>\d{4})\b";
    YEAR_ALONE: r"\b(?P<y>20\d\d)\W*$";
    BEGINNING: r"\bbat dau\b|\bkhoi dong\b|\btro di\b|\bve sau\b";
    SAID_BEFORE: r"(?:\b(?P<w>khong qua|khong sau|khong truoc|khong som hon|som nhat(?: la| tu| vao)?|qua|truoc|sau|ke tu|bat dau tu|bat dau|tu|den|toi|het)\b(?: khi)?(?: het)?)? ?(?:\b(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)\b,? ?)?(?:\b(?:ngay|mung|thoi diem)\b)? ?(?:\b(?P<p>nua dau|nua cuoi|dau(?: tien)?|giua|cuoi(?: cung)?|het|trong|tuan [a-z0-9 ]{1,8}?)\b)? ?(?:\b(?:ngay|thang|cua|cac)\b ?)*$";
    OF_DOCUMENT: r"(?:\b\d{1,5}[a-z]?(?: ?[/-] ?[a-z0-9~]+)*? ?[/-] ?[a-z][a-z0-9]*(?: ?[/-] ?[a-z0-9]+)*,?|\b(?:ke hoach|quyet dinh|nghi quyet|nghi dinh|cong van|thong bao|ket luan|chi thi|to trinh|van ban|thong tu))(?: ngay)? *$";
}

/// What is said of a day, or of a month, quarter or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    On,
    /// "Trước": is the day that is named still in time?
    Before,
    /// "Sau", "từ", "kể từ": it is no deadline.
    Begins,
}

/// Which part of a month, quarter or year is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Early,
    Middle,
    End,
    /// A week of it, whichever.
    Week,
    /// Several of them, "2026 – 2030".
    Several,
}

/// A day that a text names, or a stretch of days: with its year, or in each year that it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The first and the last day.
    pub spans: Vec<(Day, Day)>,
    pub edge: Edge,
    /// "Đến" stands before it.
    pub until: bool,
    pub part: Part,
    /// It is the day of a document that is named.
    pub document: bool,
}

pub(super) const fn eve(day: Day) -> Day {
    match day.pred_opt() {
        Some(eve) => eve,
        None => day,
    }
}

/// No plan of a campaign is of an earlier year.
const LONG_AGO: i32 = 1950;

/// The most days of a month, a quarter, a half.
const MONTH: i64 = 31;
pub(super) const QUARTER_DAYS: i64 = 92;

impl Found {
    /// The day that is named, where it is one day whatever its year.
    pub fn day(&self) -> Option<&[(Day, Day)]> {
        let single = !self.spans.is_empty() && self.spans.iter().all(|(from, to)| from == to);
        (single && self.edge != Edge::Begins && !self.document).then_some(&self.spans)
    }

    /// A time of day that a workbook keeps as a day of 1899.
    pub fn is_long_ago(&self) -> bool {
        self.spans.iter().any(|(_, to)| to.year() < LONG_AGO)
    }

    /// The days that it may be of each year, where it is a month or a quarter by which something is due.
    pub fn stretch(&self) -> Option<&[(Day, Day)]> {
        let long = self.spans.iter().any(|(from, to)| from != to);
        (long && self.edge != Edge::Begins && !self.until).then_some(&self.spans)
    }

    /// All deadlines that it may be.
    pub fn days(&self) -> impl Iterator<Item = Day> + use<'_> {
        let spans = self.spans.iter();
        spans.flat_map(|(from, to)| self.readings(*from, *to))
    }

    fn readings(&self, from: Day, to: Day) -> Vec<Day> {
        let in_days = |n: i64| from.checked_add_signed(TimeDelta::days(n)).unwrap_or(to);
        let in_months = |n: u32| {
            let next = from.checked_add_months(Months::new(n));
            next.map_or(to, eve)
        };
        let long = (to - from).num_days() + 1;
        match (self.edge, self.part) {
            (Edge::Before, Part::Whole | Part::End) if from == to => vec![to, eve(to)],
            (Edge::Before, Part::End) => vec![to, eve(to)],
            (Edge::Before, Part::Whole) => vec![eve(from), to],
            (Edge::Before, Part::Early) => vec![eve(from), from],
            _ if from == to => vec![to],
            (_, Part::Early) if long <= MONTH => vec![from, in_days(4), in_days(9)],
            (_, Part::Early) if long <= QUARTER_DAYS => vec![in_days(14), in_months(1)],
            (_, Part::Early) => vec![in_months(1), in_months(3)],
            (_, Part::Middle) if long <= MONTH => vec![in_days(14)],
            (_, Part::Middle) if long <= QUARTER_DAYS => {
                vec![in_months(1), in_months(2)]
            }
            (_, Part::Middle) => vec![in_months(6), in_months(7)],
            // Its Friday, its Sunday.
            (_, Part::Week) if long == 7 => vec![in_days(4), to],
            (_, Part::Week) => vec![in_days(6), in_days(13), in_days(20), to],
            (_, Part::Several) => vec![to, end_of(from, long).unwrap_or(to)],
            (_, Part::Whole | Part::End) => vec![to],
        }
    }

    /// Which day of it is meant, it does not say.
    fn is_loose(&self) -> bool {
        let single = self.spans.iter().all(|(from, to)| from == to);
        !single && !matches!(self.part, Part::Whole | Part::End)
    }

    pub fn said(&self, cell: &str) -> Said {
        let due = |day| SheetMeans::Due(SheetDue::Day(day));
        let days: Vec<Day> = self.days().collect();
        match (days.as_slice(), self.edge, self.spans.as_slice()) {
            (days, Edge::Begins, _) => {
                let none = [SheetMeans::Due(SheetDue::None)];
                let days = days.iter().copied().map(due);
                let choices = none.into_iter().chain(days).chain(words(cell));
                asked(SheetAbout::Begins, cell, choices.collect())
            }
            ([day], ..) if !self.is_loose() => Said::One(SheetDue::Day(*day)),
            ([day, _], Edge::Before, [(from, to)]) if from == to || self.part == Part::End => {
                Said::Asked(Asked::before(*day))
            }
            (days, edge, _) => {
                let year = edge == Edge::On && matches!(self.part, Part::Whole | Part::End);
                let about = if year {
                    SheetAbout::Year
                } else {
                    SheetAbout::Loose
                };
                let days = days.iter().copied().map(due);
                asked(about, cell, days.chain(words(cell)).collect())
            }
        }
    }
}

/// The end of the first of several years or quarters.
fn end_of(from: Day, long: i64) -> Option<Day> {
    // Several quarters are less than two years, and begin anywhere.
    let months = if long > 366 { 12 } else { 3 };
    from.checked_add_months(Months::new(months))?.pred_opt()
}

/// The days that a text names, in their order, and what is left of it: what one pattern took no
/// other reads again.
pub(super) fn days(text: &Folded, span: Span<'_>) -> (Vec<Found>, String) {
    let all: [(&LazyLock<Option<Regex>>, InYear); 18] = [
        (&nth::OF_MONTH, nth::of_month),
        (&nth::OF_QUARTER, nth::of_quarter),
        (&nth::OF_YEAR, nth::of_year),
        (&ISO, day_of_month),
        (&FULL, day_of_month),
        (&WEEK_OF_YEAR, week),
        (&WEEK_OF, month),
        (&SPELT, day_of_month),
        (&MONTH_WITH_YEAR, month),
        (&YEARS, years),
        (&QUARTERS, quarters),
        (&QUARTER, quarter),
        (&MONTHS_OF, months_of),
        (&MONTH_OF, month),
        (&NO_YEAR, day_of_month),
        (&MONTH_NO_YEAR, month),
        (&YEAR, year),
        (&YEAR_ALONE, year),
    ];
    let mut left = text.plain.clone();
    let mut found: Vec<(usize, Found)> = Vec::new();
    for (pattern, in_year) in all {
        while let Some(hit) = captures(pattern, &left) {
            let Some(whole) = hit.get(0) else { break };
            let end = hit.name("z").map_or(whole.end(), |it| it.start());
            let (at, range) = (whole.start(), whole.start()..end);
            let before = Before::new(text, left.get(..at).unwrap_or_default());
            // "Kế hoạch số 9/2026", and a year among other words.
            let number = std::ptr::eq(pattern, &MONTH_OF) && before.numbers;
            let alone = std::ptr::eq(pattern, &YEAR_ALONE) && !before.leads_to_a_year;
            if !(number || alone) {
                let several = hit.name("a").is_some();
                let spans = spans(&hit, in_year, span);
                let part = match hit.name("k") {
                    Some(_) => Part::Week,
                    None if several => Part::Several,
                    None => before.part,
                };
                let (edge, until) = (before.edge, before.until);
                let it = Found {
                    spans,
                    edge,
                    until,
                    part,
                    document: before.document,
                };
                found.push((at, it));
            }
            left.replace_range(range.clone(), &"~".repeat(range.len()));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    (found.into_iter().map(|(_, it)| it).collect(), left)
}

/// What a pattern names, with its year or in each that it may be.
fn spans(hit: &Captures<'_>, in_year: InYear, span: Span<'_>) -> Vec<(Day, Day)> {
    let years = match number(hit, "y").and_then(|year| i32::try_from(year).ok()) {
        Some(year) => year..=year,
        None => span.start.year()..=span.end.year(),
    };
    let said = hit.name("y").is_some();
    let all: Vec<(Day, Day)> = years.filter_map(|year| in_year(hit, year)).collect();
    let within = |(_, to): &(Day, Day)| said || (span.start..=span.end).contains(to);
    let those: Vec<(Day, Day)> = all.iter().copied().filter(within).collect();
    // A day of no year of the campaign may be one just outside.
    if those.is_empty() { all } else { those }
}

/// What stands before a day.
struct Before {
    edge: Edge,
    until: bool,
    part: Part,
    /// It is the number of a document.
    numbers: bool,
    /// The number of a document stands before it, or what sort of document it is the day of.
    document: bool,
    /// Figures behind it are a year.
    leads_to_a_year: bool,
}

impl Before {
    fn new(text: &Folded, before: &str) -> Self {
        let found = captures(&SAID_BEFORE, before);
        let found = found.as_ref();
        let word = found.and_then(|it| it.name("w"));
        // "Từ", "sau" and not "thứ tư", "sáu".
        let written = word.map(|it| text.written(it.range()).to_lowercase());
        let written = written.as_deref().filter(|it| !["tư", "sáu"].contains(it));
        let word = word.filter(|_| written.is_some()).map(|it| it.as_str());
        let edge = match word {
            Some("truoc") => Edge::Before,
            Some("khong qua" | "khong sau") => Edge::On,
            Some("sau" | "ke tu" | "bat dau tu" | "bat dau" | "tu" | "qua") => Edge::Begins,
            Some(it) if it.starts_with("khong") || it.starts_with("som nhat") => Edge::Begins,
            _ => Edge::On,
        };
        let part = found.and_then(|it| it.name("p")).map(|it| it.as_str());
        let kind = match part {
            Some("nua dau" | "giua") => Part::Middle,
            Some("nua cuoi") => Part::End,
            Some(it) if it.starts_with("dau") => Part::Early,
            Some(it) if it.starts_with("cuoi") || it == "het" => Part::End,
            Some(it) if it.starts_with("tuan") => Part::Week,
            _ => Part::Whole,
        };
        let said = before.trim_end();
        Self {
            edge,
            until: matches!(word, Some("den" | "toi" | "het")),
            part: kind,
            document: captures(&OF_DOCUMENT, before).is_some(),
            numbers: said.ends_with('/') || said.ends_with("so") || said.ends_with("so:"),
            leads_to_a_year: !said.chars().any(|c| c.is_ascii_alphanumeric())
                || word.is_some()
                || part.is_some(),
        }
    }
}

/// Takes the one day of a text for a beginning, where words that do not stand before it say so: "30/6/2027
/// bắt đầu". `left`: the text without its day.
pub(super) fn begin(days: &mut [Found], left: &str) {
    if let [one] = days
        && !one.until
        && captures(&BEGINNING, left).is_some()
    {
        one.edge = Edge::Begins;
    }
}
