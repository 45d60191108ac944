//! Who leads and who helps, where a cell of leads says both: "Sở A (chủ trì), Sở B (phối hợp)".
use std::{ops::Range, sync::LazyLock};

use regex::{Captures, Match, Regex};

use super::{folded::Folded, who::Known};

/// The names of a cell of leads, by what it says of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lead {
    pub leads: Vec<String>,
    pub helps: Vec<String>,
    /// Names of which nothing is said, beside others that are said to lead.
    pub beside: Vec<String>,
}

impl Lead {
    pub fn names_somebody(&self) -> bool {
        let all = [&self.leads, &self.helps, &self.beside];
        all.iter().any(|it| !it.is_empty())
    }
}

/// What is said of names before it or behind it; in brackets also by two letters.
static SAID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"\b(?P<l>(?:dong |cung )?chu tri(?: thuc hien| chinh)?)\b|\((?P<c>ct)\)|\((?P<h>ph)\)|\b(?:cung )?(?:tham gia )?(?:phoi hop|tham gia)(?: thuc hien)?(?P<w> cung voi| cung| voi)?\b",
    )
    .ok()
});

/// "Đơn vị" before "chủ trì" is no name.
static NO_NAME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[(\s:;,-])(?:la )?(?:cac )?(?:don vi|co quan)\s*$").ok());

/// "Sở A không chủ trì", "thôi chủ trì": what it does do is not said.
static NO_MORE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r" (?:khong con|khong|thoi|chua)[ (]*$").ok());

/// "Không phối hợp", "thôi tham gia".
static DENIES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:khong con|khong|thoi|chua) (?:phoi hop|tham gia|chu tri|ho tro)\b").ok()
});

/// Whether a cell says of somebody in it that he has no part.
pub(super) fn denies(cell: &str) -> bool {
    let plain = app::text::search_key(cell);
    DENIES.as_ref().is_some_and(|it| it.is_match(&plain))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Leads,
    Helps,
    /// Which of both is not clear: it is asked.
    Either,
}

/// On which side of a mark the names stand that it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
    Both,
}

/// A mark in a cell.
struct Mark {
    role: Role,
    at: Range<usize>,
    side: Side,
    /// It stands in brackets behind one name.
    bracketed: bool,
    /// Where the names before it end.
    names_end: usize,
}

impl Mark {
    /// The mark of a hit; `from`: where the one before ends.
    fn new(plain: &str, from: usize, hit: &Captures<'_>) -> Option<Self> {
        let (lead, help) = (hit.name("c"), hit.name("h"));
        let at = lead.or(help).or(hit.get(0))?.range();
        let leads = lead.or(hit.name("l")).is_some();
        let gap = plain.get(from..at.start).unwrap_or_default();
        let named = without(gap, &NO_NAME).unwrap_or(gap);
        let no_more = without(named, &NO_MORE);
        let names = no_more.unwrap_or(named).trim_end_matches(['(', ' ']);
        let names_end = from + names.len();
        let between = plain.get(names_end..at.start).unwrap_or_default();
        let beside = Beside {
            names,
            after: plain.get(at.end..).unwrap_or_default().trim_start(),
            goes_on: hit.name("w").is_some(),
            leads,
        };
        let side = beside.side(plain);
        let role = match leads {
            _ if side == Side::Both || no_more.is_some() => Role::Either,
            true => Role::Leads,
            false => Role::Helps,
        };
        Some(Self {
            role,
            bracketed: between.contains('('),
            at,
            side,
            names_end,
        })
    }

    /// What it says of the names behind it.
    fn label(&self) -> Option<Role> {
        (self.side != Side::Before).then_some(self.role)
    }
}

/// What stands beside a mark, by which it is told which names it is of.
struct Beside<'a> {
    /// The names before it, as far as the mark before.
    names: &'a str,
    after: &'a str,
    /// "Phối hợp với".
    goes_on: bool,
    leads: bool,
}

impl Beside<'_> {
    fn side(&self, cell: &str) -> Side {
        // "Chủ trì: Sở A", and what stands right behind another mark.
        let nothing_before = !says_a_word(self.names);
        if nothing_before || self.goes_on {
            return Side::Behind;
        }
        let parted = self.names.ends_with([',', ';']);
        let (colon, runs_on) = (
            self.after.starts_with(':'),
            self.after.starts_with(char::is_alphanumeric),
        );
        match parted {
            // "Sở A; phối hợp: Sở B", "Sở A, chủ trì Sở B".
            true if colon || runs_on => Side::Behind,
            true => alone_in_its_line(cell),
            // "Sở A chủ trì: Sở B": of which of them?
            false if colon && self.leads => Side::Both,
            // "Sở A phối hợp Sở B".
            false if colon || (runs_on && !self.leads) => Side::Behind,
            // "Sở A chủ trì", "Sở A: chủ trì".
            false => Side::Before,
        }
    }
}

/// Of which names a mark is that stands alone between two signs: "Chủ trì; Sở A; Phối hợp; Sở B" begins
/// with one, "Sở A, chủ trì; Sở B, phối hợp" ends with one.
fn alone_in_its_line(cell: &str) -> Side {
    let all = SAID.iter().flat_map(|it| it.find_iter(cell));
    let all: Vec<Range<usize>> = all.map(|it| it.range()).collect();
    let outside = |range: Option<&str>| range.is_some_and(says_a_word);
    let begins = all.first().map(|it| !outside(cell.get(..it.start)));
    let ends = all.last().map(|it| !outside(cell.get(it.end..)));
    match (begins, ends) {
        (Some(true), _) => Side::Behind,
        (_, Some(true)) => Side::Before,
        _ => Side::Both,
    }
}

/// A text without the words at its end that a pattern finds there.
fn without<'a>(text: &'a str, words: &LazyLock<Option<Regex>>) -> Option<&'a str> {
    text.get(..words.as_ref()?.find(text)?.start())
}

fn says_a_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether a cell of helpers says of somebody that it leads, or that it helps; none: it says neither.
pub(super) fn says_part(cell: &str) -> Option<bool> {
    let plain = Folded::new(&in_one_line(cell)).plain;
    let found: Vec<_> = SAID
        .iter()
        .flat_map(|it| it.captures_iter(&plain))
        .collect();
    let leads = |it: &Captures<'_>| it.name("l").or(it.name("c")).is_some();
    if found.iter().any(leads) {
        return Some(true);
    }
    // What is said of a name ends with it: "Sở A: phối hợp; Sở B".
    let said = |hit: Match<'_>| {
        let behind = plain.get(hit.end()..).unwrap_or_default().trim_start();
        behind.is_empty() || behind.starts_with([':', ')', ';', ',', '.'])
    };
    let mut hits = found.iter().filter_map(|it| it.get(0));
    hits.any(said).then_some(false)
}

/// Lines part names, and have a sign of their own.
fn in_one_line(cell: &str) -> String {
    cell.replace(['\n', '\r'], ";")
}

/// Reads a cell of leads.
pub(super) fn parted(cell: &str, known: &Known) -> Lead {
    let text = Folded::new(&in_one_line(cell));
    let plain = &text.plain;
    let mut marks: Vec<Mark> = Vec::new();
    for found in SAID.iter().flat_map(|it| it.captures_iter(plain)) {
        let from = marks.last().map_or(0, |it| it.at.end);
        marks.extend(Mark::new(plain, from, &found));
    }
    let mut reading = Reading {
        known,
        lead: Lead::default(),
        some_lead: marks.iter().any(|it| it.role == Role::Leads),
    };
    let mut before: Option<&Mark> = None;
    for mark in &marks {
        let from = before.map_or(0, |it| it.at.end);
        let of_label = before.and_then(Mark::label);
        let names = text.written(from..mark.names_end);
        // "Sở A (Sở B phối hợp)": the mark is of what stands in its brackets.
        let (of_label, names) = match names.rsplit_once('(') {
            Some((outer, inner)) if !inner.contains(')') => {
                let outer = bare(outer);
                let named = !outer.is_empty();
                reading.of(of_label, &outer);
                (of_label.filter(|_| !named), bare(inner))
            }
            _ => (of_label, bare(&names)),
        };
        match mark.side {
            Side::Before => reading.marked(of_label, &names, mark),
            Side::Behind => reading.of(of_label, &names),
            Side::Both => reading.of(Some(Role::Either), &names),
        }
        before = Some(mark);
    }
    let rest = bare(&text.written(before.map_or(0, |it| it.at.end)..plain.len()));
    reading.of(before.and_then(Mark::label), &rest);
    reading.lead
}

struct Reading<'a> {
    known: &'a Known,
    lead: Lead,
    /// Somebody is said to lead.
    some_lead: bool,
}

impl Reading<'_> {
    /// Names under a label, or with nothing said of them.
    fn of(&mut self, role: Option<Role>, names: &str) {
        let names = self.known.parted(names);
        self.add(role, names);
    }

    fn add(&mut self, role: Option<Role>, names: Vec<String>) {
        let all = match role {
            Some(Role::Leads) => &mut self.lead.leads,
            Some(Role::Helps) => &mut self.lead.helps,
            Some(Role::Either) => &mut self.lead.beside,
            None if self.some_lead => &mut self.lead.beside,
            None => &mut self.lead.leads,
        };
        all.extend(names);
    }

    /// Names before a mark that is of the last of them, or of all.
    fn marked(&mut self, of_label: Option<Role>, names: &str, mark: &Mark) {
        let (before, segment) = names.rsplit_once(';').unwrap_or(("", names));
        self.of(of_label, before);
        let mut segment = self.known.parted(segment);
        let last = segment.pop();
        let alone = segment.is_empty();
        match (of_label, mark.role) {
            // "Sở A, Sở B chủ trì", "Sở A chủ trì, Sở B, Sở C phối hợp".
            (None, _) if !mark.bracketed && (self.some_lead || alone) => {
                self.add(Some(mark.role), segment);
            }
            // "Sở A và Sở B không chủ trì".
            (None, Role::Either) => self.add(Some(Role::Either), segment),
            // "Sở A, Sở B, Sở C phối hợp": who of them leads?
            (None, Role::Helps) if !mark.bracketed && segment.len() > 1 => {
                self.lead.beside.extend(segment);
            }
            (role, _) => self.add(role, segment),
        }
        self.add(Some(mark.role), last.into_iter().collect());
    }
}

/// Names without the signs and the words that bind them to what stands before.
fn bare(names: &str) -> String {
    const SIGNS: [char; 9] = [':', '(', ')', ',', ';', '-', '–', '.', ' '];
    let names = names.trim_start_matches(SIGNS);
    let names = names.trim_end_matches([':', '(', ',', ';', '-', '–', ' ']);
    let names = match names.matches('(').count() < names.matches(')').count() {
        true => names.trim_end_matches(')'),
        false => names,
    };
    let plain = Folded::new(names);
    let bound = ["cung voi ", "cung ", "voi ", "va "];
    match bound.iter().find(|it| plain.plain.starts_with(**it)) {
        Some(words) => plain.written(words.len()..plain.plain.len()),
        None => names.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::beside, *};

    #[test]
    fn who_leads_is_told_in_several_ways() {
        let beside = beside();
        for (cell, leads, helps, asked) in [
            ("Sở Y tế", "Sở Y tế", "", ""),
            ("Chủ trì: Sở Y tế", "Sở Y tế", "", ""),
            ("Cơ quan chủ trì: Sở Y tế", "Sở Y tế", "", ""),
            ("Sở Y tế; Sở Nội vụ", "Sở Y tế; Sở Nội vụ", "", ""),
            ("Chủ trì: Sở Y tế, Sở Nội vụ", "Sở Y tế; Sở Nội vụ", "", ""),
            ("Sở Y tế và Sở Nội vụ chủ trì", "Sở Y tế; Sở Nội vụ", "", ""),
            (
                "Sở Y tế, Sở Nội vụ đồng chủ trì",
                "Sở Y tế; Sở Nội vụ",
                "",
                "",
            ),
            (
                "Sở Y tế chủ trì, phối hợp với Sở Tư pháp",
                "Sở Y tế",
                "Sở Tư pháp",
                "",
            ),
            (
                "Sở Y tế (chủ trì); phối hợp: Sở Tư pháp",
                "Sở Y tế",
                "Sở Tư pháp",
                "",
            ),
            (
                "Sở Y tế phối hợp Sở Tư pháp, Sở Nội vụ",
                "Sở Y tế",
                "Sở Tư pháp; Sở Nội vụ",
                "",
            ),
            (
                "Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)",
                "Sở Y tế",
                "Sở Nội vụ",
                "",
            ),
            (
                "Sở Y tế chủ trì, Sở Nội vụ phối hợp",
                "Sở Y tế",
                "Sở Nội vụ",
                "",
            ),
            ("Sở Y tế; Sở Nội vụ phối hợp", "Sở Y tế", "Sở Nội vụ", ""),
            (
                "Chủ trì: Sở Y tế\nPhối hợp: Sở Nội vụ\nSở Tư pháp",
                "Sở Y tế",
                "Sở Nội vụ; Sở Tư pháp",
                "",
            ),
            (
                "Chủ trì: Sở Y tế; Sở Nội vụ (phối hợp)",
                "Sở Y tế",
                "Sở Nội vụ",
                "",
            ),
            // Of these nothing is said: they may lead or help.
            ("Sở Y tế (chủ trì), Sở Nội vụ", "Sở Y tế", "", "Sở Nội vụ"),
            ("Sở Y tế chủ trì; Sở Nội vụ", "Sở Y tế", "", "Sở Nội vụ"),
            (
                "Sở Y tế (cơ quan chủ trì) và Sở Nội vụ",
                "Sở Y tế",
                "",
                "Sở Nội vụ",
            ),
            ("Sở Nội vụ, Sở Y tế (chủ trì)", "Sở Y tế", "", "Sở Nội vụ"),
            ("Sở Nội vụ; Sở Y tế chủ trì", "Sở Y tế", "", "Sở Nội vụ"),
            (
                "Sở Y tế chủ trì cùng Sở Nội vụ, Sở Tư pháp",
                "Sở Y tế",
                "",
                "Sở Nội vụ; Sở Tư pháp",
            ),
            (
                "Sở Y tế (chủ trì), Sở Nội vụ, Sở Tư pháp (phối hợp)",
                "Sở Y tế",
                "Sở Tư pháp",
                "Sở Nội vụ",
            ),
            (
                "Sở Y tế, Sở Nội vụ, Sở Tư pháp phối hợp",
                "",
                "Sở Tư pháp",
                "Sở Y tế; Sở Nội vụ",
            ),
            ("Sở Nội vụ (Sở Y tế phối hợp)", "Sở Nội vụ", "Sở Y tế", ""),
            // Of which name a mark is that stands between two, and what is done by who does not lead.
            ("Sở Y tế chủ trì: Sở Nội vụ", "", "", "Sở Y tế; Sở Nội vụ"),
            ("Sở Y tế; phối hợp; Sở Nội vụ", "", "", "Sở Y tế; Sở Nội vụ"),
            (
                "Sở Y tế thôi chủ trì, Sở Nội vụ chủ trì",
                "Sở Nội vụ",
                "",
                "Sở Y tế",
            ),
            (
                "Sở Y tế và Sở Nội vụ không chủ trì",
                "",
                "",
                "Sở Y tế; Sở Nội vụ",
            ),
            ("(Sở Y tế phối hợp)", "", "Sở Y tế", ""),
            ("", "", "", ""),
        ] {
            let said = parted(cell, &beside.known);
            let read = [said.leads, said.helps, said.beside].map(|it| it.join("; "));
            assert_eq!(read, [leads, helps, asked], "{cell}");
        }
    }

    #[test]
    fn a_part_belongs_to_the_name_that_it_stands_beside() {
        let beside = beside();
        let [leads, helps] = ["Sở Y tế", "Sở Nội vụ"];
        for cell in [
            "Sở Y tế: chủ trì; Sở Nội vụ: phối hợp",
            "Sở Y tế: Chủ trì, Sở Nội vụ: Phối hợp",
            "Sở Nội vụ: phối hợp; Sở Y tế: chủ trì",
            "Sở Y tế - chủ trì; Sở Nội vụ - phối hợp",
            "Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)",
            "Sở Nội vụ (phối hợp), Sở Y tế (chủ trì)",
            "Sở Y tế (CT), Sở Nội vụ (PH)",
            "Sở Y tế, chủ trì; Sở Nội vụ, phối hợp",
            "Sở Y tế: chủ trì\nSở Nội vụ: phối hợp",
            "Sở Y tế\nchủ trì\nSở Nội vụ\nphối hợp",
            "Chủ trì\nSở Y tế\nPhối hợp\nSở Nội vụ",
            "Phối hợp: Sở Nội vụ; chủ trì: Sở Y tế",
            "Chủ trì Sở Y tế, phối hợp Sở Nội vụ",
            "Sở Y tế chủ trì Sở Nội vụ phối hợp",
            "Sở Y tế là cơ quan chủ trì, Sở Nội vụ phối hợp",
            "Sở Y tế: chủ trì; phối hợp: Sở Nội vụ",
        ] {
            let said = parted(cell, &beside.known);
            let read = [said.leads, said.helps, said.beside].map(|it| it.join("; "));
            assert_eq!(read, [leads, helps, ""], "{cell}");
        }
        // Who only helps leads nothing, whatever stands above.
        for cell in [
            "Phối hợp: Sở Nội vụ",
            "Sở Nội vụ: phối hợp",
            "Sở Nội vụ (PH)",
        ] {
            let said = parted(cell, &beside.known);
            let read = [said.leads, said.helps, said.beside].map(|it| it.join("; "));
            assert_eq!(read, ["", helps, ""], "{cell}");
        }
        for (cell, part) in [
            ("Sở Nội vụ: phối hợp", Some(false)),
            ("Sở Nội vụ: phối hợp\nSở Tư pháp", Some(false)),
            ("Sở Y tế (CT)", Some(true)),
            ("Ban điều phối hợp tác", None),
            ("Sở Nội vụ", None),
        ] {
            assert_eq!(says_part(cell), part, "{cell}");
        }
    }
}
