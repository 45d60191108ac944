//! Who leads and who helps, where a cell of leads says both: "Sở A (chủ trì), Sở B (phối hợp)".
use std::{ops::Range, sync::LazyLock};

use regex::{Match, Regex};

use super::{folded::Folded, who::Known};

/// The names of a cell of leads, by what it says of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lead {
    pub leads: Vec<String>,
    pub helps: Vec<String>,
    /// Names of which nothing is said, beside others that are said to lead.
    pub beside: Vec<String>,
}

/// What is said of names before it or behind it.
static SAID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"\b(?P<l>(?:dong |cung )?chu tri(?: thuc hien| chinh)?)\b|\b(?:cung )?(?:tham gia )?(?:phoi hop|tham gia)(?: thuc hien)?(?P<w> cung voi| cung| voi)?\b",
    )
    .ok()
});

/// "Đơn vị" before "chủ trì" is no name.
static NO_NAME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[(\s:;,-])(?:cac )?(?:don vi|co quan)\s*$").ok());

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Leads,
    Helps,
}

/// A mark in a cell: of the names behind it, or of those before it.
struct Mark {
    role: Role,
    at: Range<usize>,
    /// It is of what stands behind it.
    label: bool,
    /// It stands in brackets behind one name.
    bracketed: bool,
    /// Where the names before it end.
    names_end: usize,
}

impl Mark {
    fn new(plain: &str, from: usize, hit: Match<'_>, role: Role, goes_on: bool) -> Self {
        let gap = plain.get(from..hit.start()).unwrap_or_default();
        let no_name = NO_NAME.as_ref().and_then(|it| it.find(gap));
        let named = no_name.map_or(gap, |it| gap.get(..it.start()).unwrap_or_default());
        let names = named.trim_end_matches(['(', ' ']);
        let names_end = from + names.len();
        let between = plain.get(names_end..hit.start()).unwrap_or_default();
        let after = plain
            .get(hit.end()..)
            .unwrap_or_default()
            .trim_start_matches(' ');
        // A bracket that closes is of the mark before.
        let alone = names.trim_matches(['-', ' ']);
        let stands_alone = [")", ""].contains(&alone) || alone.ends_with([',', ';', ':']);
        // "Sở A phối hợp Sở B": of what is behind.
        let runs_on = role == Role::Helps && after.starts_with(char::is_alphanumeric);
        Self {
            role,
            at: hit.range(),
            label: goes_on || after.starts_with(':') || stands_alone || runs_on,
            bracketed: between.contains('('),
            names_end,
        }
    }
}

/// Whether a cell of helpers says of somebody that it leads, or that it helps; none: it says neither.
pub(super) fn says_part(cell: &str) -> Option<bool> {
    let plain = Folded::new(cell).plain;
    let found: Vec<_> = SAID
        .iter()
        .flat_map(|it| it.captures_iter(&plain))
        .collect();
    if found.iter().any(|it| it.name("l").is_some()) {
        return Some(true);
    }
    let said = |hit: Match<'_>| {
        let behind = plain.get(hit.end()..).unwrap_or_default();
        behind.trim_start().starts_with([':', ')'])
    };
    let mut hits = found.iter().filter_map(|it| it.get(0));
    hits.any(said).then_some(false)
}

/// Reads a cell of leads.
pub(super) fn parted(cell: &str, known: &Known) -> Lead {
    // Lines part names, and have a sign of their own.
    let text = Folded::new(&cell.replace(['\n', '\r'], ";"));
    let plain = &text.plain;
    let mut marks: Vec<Mark> = Vec::new();
    for found in SAID.iter().flat_map(|it| it.captures_iter(plain)) {
        let Some(hit) = found.get(0) else { continue };
        let from = marks.last().map_or(0, |it| it.at.end);
        let role = match found.name("l") {
            Some(_) => Role::Leads,
            None => Role::Helps,
        };
        let goes_on = found.name("w").is_some();
        marks.push(Mark::new(plain, from, hit, role, goes_on));
    }
    let mut reading = Reading {
        known,
        lead: Lead::default(),
        some_lead: marks.iter().any(|it| it.role == Role::Leads),
    };
    let mut before: Option<&Mark> = None;
    for mark in &marks {
        let from = before.map_or(0, |it| it.at.end);
        let of_label = before.filter(|it| it.label).map(|it| it.role);
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
        if mark.label {
            reading.of(of_label, &names);
        } else {
            reading.marked(of_label, &names, mark);
        }
        before = Some(mark);
    }
    let rest = bare(&text.written(before.map_or(0, |it| it.at.end)..plain.len()));
    let of_label = before.filter(|it| it.label).map(|it| it.role);
    reading.of(of_label, &rest);
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
            ("(Sở Y tế phối hợp)", "", "Sở Y tế", ""),
            ("", "", "", ""),
        ] {
            let said = parted(cell, &beside.known);
            let read = [said.leads, said.helps, said.beside].map(|it| it.join("; "));
            assert_eq!(read, [leads, helps, asked], "{cell}");
        }
    }
}
