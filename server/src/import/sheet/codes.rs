//! Which code a task of a plan has: the one that it has in the campaign, else a new one.
use std::collections::{HashMap, HashSet, VecDeque};

use app::{domain::WorkstreamCode, text::accented_key};

/// Codes and titles of the campaign's tasks, and what the rows read so far took of them.
#[derive(Debug, Default)]
pub(super) struct Codes {
    known: HashSet<String>,
    /// Those that no row has yet, by their titles.
    by_title: HashMap<String, VecDeque<String>>,
    /// Each code that is taken, with one behind it: where the search for a free one goes on.
    taken: HashMap<String, String>,
}

impl Codes {
    pub fn new(workstreams: &[(String, String)]) -> Self {
        let mut codes = Self::default();
        for (code, name) in workstreams {
            let alike = codes.by_title.entry(accented_key(name)).or_default();
            alike.push_back(code.clone());
            codes.known.insert(code.clone());
            codes.taken.insert(code.clone(), code_after(code));
        }
        codes
    }

    /// Whether a task stands in the campaign.
    pub fn knows(&self, code: &str) -> bool {
        self.known.contains(code)
    }

    /// The task of the campaign with a title: of several the first that no row above has.
    pub fn known(&mut self, title: &str) -> Option<String> {
        self.by_title.get_mut(&accented_key(title))?.pop_front()
    }

    /// Whether no row has a task of the campaign yet.
    pub fn is_free(&self, code: &str, title: &str) -> bool {
        let codes = self.by_title.get(&accented_key(title));
        codes.is_some_and(|it| it.iter().any(|it| it == code))
    }

    /// Takes a task of the campaign for a row, by its code and title; whether no row had it.
    pub fn take(&mut self, code: &str, title: &str) -> bool {
        let Some(codes) = self.by_title.get_mut(&accented_key(title)) else {
            return false;
        };
        let at = codes.iter().position(|it| it == code);
        at.and_then(|at| codes.remove(at)).is_some()
    }

    /// A new code: the one that is typed, else one by the number of the row.
    pub fn new_one(&mut self, typed: &str, number: &str) -> String {
        let valid = WorkstreamCode::parse(typed).is_ok();
        let number: Option<usize> = number.trim_end_matches('.').parse().ok();
        let first = match (valid, number) {
            (true, _) => typed.to_owned(),
            (false, number) => format!("NV{:02}", number.unwrap_or(1)),
        };
        self.free_from(first)
    }

    /// The first code that is free. Those on the way lead to it the next time, so that rows with one
    /// number, or with none, do not all try the same codes.
    fn free_from(&mut self, first: String) -> String {
        let mut code = first;
        let mut passed = Vec::new();
        while let Some(next) = self.taken.get(&code).cloned() {
            passed.push(std::mem::replace(&mut code, next));
        }
        for it in passed {
            self.taken.insert(it, code.clone());
        }
        self.taken.insert(code.clone(), code_after(&code));
        code
    }
}

/// The next code of the same form: NV09 after NV08, A-2 after A.
fn code_after(code: &str) -> String {
    let bare = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &code[bare.len()..];
    match number.parse::<u32>().ok().and_then(|it| it.checked_add(1)) {
        Some(next) => format!("{bare}{next:0width$}", width = number.len()),
        None => format!("{code}-2"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_code_is_the_next_that_is_free() {
        for (code, next) in [
            ("NV08", "NV09"),
            ("NV99", "NV100"),
            ("A", "A-2"),
            ("A-2", "A-3"),
            ("A4294967295", "A4294967295-2"),
        ] {
            assert_eq!(code_after(code), next);
        }
        let mut codes = Codes::new(&[("NV02".to_owned(), "Việc hai".to_owned())]);
        let new = [
            ("", "1."),
            ("", "1"),
            ("", "x"),
            ("NV02", ""),
            ("NV01", "9"),
        ];
        let new = new.map(|(typed, number)| codes.new_one(typed, number));
        assert_eq!(new, ["NV01", "NV03", "NV04", "NV05", "NV06"]);
        assert_eq!(codes.known("việc hai").as_deref(), Some("NV02"));
        assert_eq!(codes.known("Việc hai"), None);
    }
}
