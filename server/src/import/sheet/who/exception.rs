//! Some of a set that are left out: "các sở, trừ Sở Y tế".
use std::sync::LazyLock;

use regex::Regex;

use super::super::folded::Folded;

/// Some of a set that are left out.
pub(super) struct Exception {
    pub before: String,
    /// As it is written, with the signs before it.
    pub written: String,
    /// Whoever is left out.
    pub names: String,
    pub behind: String,
}

impl Exception {
    pub fn first(line: &str) -> Option<Self> {
        static BUT: LazyLock<Option<Regex>> = LazyLock::new(|| {
            let words = r"[ ,(]*\b(?P<w>(?:ngoai |loai )?tru|khong bao gom|khong gom|khong ke|khong tinh)\b";
            Regex::new(words).ok()
        });
        let text = Folded::new(line);
        let plain = &text.plain;
        // "Trừ" and not "trụ sở".
        let mut all = BUT.iter().flat_map(|it| it.captures_iter(plain));
        let found = all.find_map(|found| {
            let (whole, word) = (found.get(0)?, found.name("w")?);
            let written = text.written(word.range()).to_lowercase();
            let meant = !plain.get(word.range())?.ends_with("tru")
                || written.ends_with("trừ")
                || written.ends_with("tru");
            meant.then(|| whole.range())
        })?;
        let bracketed = plain.get(found.clone())?.contains('(');
        let rest = plain.get(found.end..)?;
        let end = match rest.find(')').filter(|_| bracketed) {
            Some(at) => found.end + at + 1,
            None => plain.len(),
        };
        let written = text.written(found.start..end);
        let parted = if written.starts_with(',') { "" } else { " " };
        Some(Self {
            before: text.written(0..found.start),
            written: format!("{parted}{written}"),
            names: text.written(found.end..end),
            behind: text.written(end..plain.len()),
        })
    }
}

/// The set of which a name leaves some out.
pub(super) fn exception(name: &str) -> Option<String> {
    Exception::first(name).map(|it| it.before)
}

/// Whoever is left out of a set.
pub(super) fn left_out(name: &str) -> Option<String> {
    let names = Exception::first(name)?.names;
    let names = names.trim().trim_end_matches(')').trim();
    (!names.is_empty()).then(|| names.to_owned())
}
