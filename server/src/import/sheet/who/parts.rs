//! Where a name in a cell ends and the next begins.
use std::{cmp::Ordering, sync::LazyLock};

use app::{domain::EVERY_UNIT, text::search_key};
use regex::Regex;

use super::{super::folded::Folded, Known, exception::Exception, is_nobody, several::goes_with};

impl Known {
    /// The names in a cell: commas and "và" stand between names, and within them.
    pub(in super::super) fn parted(&self, cell: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for line in lines(cell) {
            let mut left = line;
            // "Các sở, trừ Sở Y tế" is one name, whatever is behind.
            while let Some(cut) = Exception::first(&left) {
                names.extend(self.of_line(&cut.before));
                let base = names.pop().unwrap_or_default();
                names.push(format!("{base}{}", cut.written).trim().to_owned());
                left = cut.behind;
            }
            names.extend(self.of_line(&left));
        }
        names
    }

    fn of_line(&self, line: &str) -> Vec<String> {
        if line.trim() == EVERY_UNIT {
            return vec![EVERY_UNIT.to_owned()];
        }
        let mut names = Vec::new();
        let parts = parts(line);
        let mut from = 0;
        while from < parts.len() {
            let joined = |to: usize| joined(parts.get(from..to).unwrap_or_default());
            let longest = (from + 1..=parts.len())
                .rev()
                .find(|to| self.knows(&joined(*to)));
            let to = longest.unwrap_or_else(|| {
                // An unknown name goes on until another begins; "Báo" alone is none yet.
                let goes_on = |at: &usize| {
                    let part = &parts[*at];
                    if goes_with(&part.1, &parts[*at - 1].1) {
                        return true;
                    }
                    let alone = *at == from + 1 && says_no_name(&parts[from].1);
                    let begins = begins_a_name(part) && !(alone && part.0 == " và ");
                    !(begins || self.knows(&part.1))
                };
                from + 1 + (from + 1..parts.len()).take_while(goes_on).count()
            });
            names.push(joined(to));
            from = to;
        }
        let says = |it: &String| it.chars().any(char::is_alphanumeric) && !is_nobody(it);
        names.retain(|it| it == EVERY_UNIT || says(it));
        names
    }
}

/// The lines of a cell, also those between semicolons that stand in no brackets.
fn lines(cell: &str) -> Vec<String> {
    let balanced = is_balanced(cell);
    let mut lines = vec![String::new()];
    let mut depth = 0_usize;
    for letter in cell.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let parts = letter == '\n' || letter == ';';
        match lines.last_mut() {
            Some(last) if !(parts && (depth == 0 || !balanced)) => last.push(letter),
            _ => lines.push(String::new()),
        }
    }
    lines
}

/// The parts of a line, each with what stood before it.
fn parts(line: &str) -> Vec<(&'static str, String)> {
    static BETWEEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r",| va | voi |\+").ok());
    let line = Folded::new(without_bullet(line.trim()));
    let Some(between) = BETWEEN.as_ref() else {
        return vec![("", line.written(0..line.plain.len()))];
    };
    let mut parts = Vec::new();
    let (mut from, mut before) = (0, "");
    let within = |at: usize| {
        let said = line.plain.get(..at).unwrap_or_default();
        is_balanced(&line.plain) && !is_balanced(said)
    };
    for hit in between.find_iter(&line.plain) {
        // What stands in brackets is of the name before them.
        if within(hit.start()) && !line.plain.starts_with('(') {
            continue;
        }
        parts.push((before, line.written(from..hit.start())));
        before = match hit.as_str() {
            "," => ", ",
            _ => " và ",
        };
        from = hit.end();
    }
    parts.push((before, line.written(from..line.plain.len())));
    parts.retain(|(_, it)| !it.is_empty());
    parts
}

/// A line without the sign of a list before its first name; "*, Sở Y tế" names every unit.
fn without_bullet(line: &str) -> &str {
    let bare = line.trim_start_matches(['-', '–', '•', '+', '*']);
    let named = bare.trim_start();
    let goes_on = named.starts_with(',') || search_key(named).starts_with("va ");
    if goes_on && line.starts_with(EVERY_UNIT) {
        line
    } else {
        bare
    }
}

fn joined(parts: &[(&'static str, String)]) -> String {
    let mut name = String::new();
    for (before, part) in parts {
        if !name.is_empty() {
            name.push_str(before);
        }
        name.push_str(part);
    }
    whole(&name).to_owned()
}

/// A name without signs around it, and with both its brackets or neither.
fn whole(name: &str) -> &str {
    let name = name.trim_matches([' ', '.', ',']);
    let (opened, closed) = (name.matches('(').count(), name.matches(')').count());
    let bare = match opened.cmp(&closed) {
        Ordering::Greater => name.strip_suffix('(').or_else(|| name.strip_prefix('(')),
        Ordering::Less => name.strip_suffix(')').or_else(|| name.strip_prefix(')')),
        Ordering::Equal if opened > 1 => None,
        Ordering::Equal => name.strip_prefix('(').and_then(|it| it.strip_suffix(')')),
    };
    match bare {
        Some(bare) => whole(bare),
        None => name,
    }
}

fn is_balanced(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
}

/// How the name of an organisation begins, without marks.
const BEGINNINGS: &[&str] = &[
    "so",
    "ban",
    "bo",
    "cong an",
    "cong ti",
    "tong cong ti",
    "tap doan",
    "ubnd",
    "uy ban",
    "hoi",
    "doan",
    "mat tran",
    "mttq",
    "truong",
    "ngan hang",
    "vien",
    "trung tam",
    "bao",
    "dai",
    "van phong",
    "cuc",
    "chi cuc",
    "toa an",
    "xa",
    "phuong",
    "dac khu",
    "thon",
    "khu pho",
    "tram",
    "hop tac xa",
    "cac",
    "lien",
    "hiep hoi",
    "benh vien",
    "thanh tra",
    "thue",
    "kho bac",
    "dang uy",
    "hoc vien",
    "phong",
    "to",
    "giam doc",
    "chu tich",
    "thu truong",
    "bi thu",
    "chanh",
];

/// Whether a part is a word that names begin with, and no name yet.
fn says_no_name(part: &str) -> bool {
    let key = search_key(part);
    !key.contains(' ') && BEGINNINGS.contains(&key.as_str())
}

/// Whether a part of a cell is the beginning of another name: behind "và" more names go on than begin.
fn begins_a_name((before, part): &(&'static str, String)) -> bool {
    let key = search_key(part);
    let begins = |it: &&str| {
        key == *it
            || key
                .strip_prefix(*it)
                .is_some_and(|rest| rest.starts_with(' '))
    };
    let capitals = part.chars().any(char::is_uppercase) && !part.chars().any(char::is_lowercase);
    let capital = part.chars().next().is_some_and(char::is_uppercase);
    let star = part == EVERY_UNIT;
    star || BEGINNINGS.iter().any(begins) || capitals || (capital && *before != " và ")
}

/// Whether words are a name of several words that begins as the names of organisations do.
pub(super) fn names_alone(words: &str) -> bool {
    let part = (" và ", words.to_owned());
    words.trim().contains(' ') && begins_a_name(&part)
}
