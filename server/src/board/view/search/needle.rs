//! What was typed, and how well a name fits it.
use std::sync::Arc;

use app::{domain::DocumentNumber, text};

/// How well a name fits what was typed; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    Code,
    /// The accents are those typed.
    Whole,
    Start,
    Within,
    /// Without accents.
    PlainWhole,
    PlainStart,
    PlainWithin,
}

/// What was typed, in the forms it is compared in.
pub(super) struct Needle {
    code: String,
    accented: Words,
    plain: Words,
    /// Its words, without accents.
    words: Vec<Words>,
}

/// A text, and the same at the beginning of a word.
struct Words {
    text: String,
    after: String,
}

impl Words {
    fn new(text: String) -> Self {
        let after = format!(" {text}");
        Self { text, after }
    }

    /// 0: all of a name, 1: its beginning, 2: from the beginning of a word on. "Mới" is found by a
    /// word's beginning, not in the middle of one.
    fn place(&self, name: &str) -> Option<usize> {
        match name.find(&self.text)? {
            0 if name.len() == self.text.len() => Some(0),
            0 => Some(1),
            _ if name.contains(&self.after) => Some(2),
            _ => None,
        }
    }
}

/// Fewest characters of a number of a document: one figure would find them all.
const FEWEST: usize = 2;

impl Needle {
    pub fn new(typed: &str) -> Self {
        let typed = text::typed_name(typed);
        let plain = text::search_key(&typed);
        Self {
            accented: Words::new(text::accented_key(&typed)),
            words: plain
                .split(' ')
                .map(|it| Words::new(it.to_owned()))
                .collect(),
            plain: Words::new(plain),
            code: typed,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.plain.text.is_empty()
    }

    pub fn has_words(&self) -> bool {
        self.words.len() > 1
    }

    pub fn is_code(&self, code: &str) -> bool {
        code.eq_ignore_ascii_case(&self.code)
    }

    /// Whether it is the number of a document, however that is typed.
    pub fn is_number(&self, number: &DocumentNumber) -> bool {
        DocumentNumber::of(&self.code).as_ref() == Some(number)
    }

    pub fn has_digit(&self) -> bool {
        self.code.contains(|c: char| c.is_ascii_digit())
    }

    /// How a name fits of which the key is known; the name is read only where the key fits.
    pub fn fit(&self, key: &str, name: &str) -> Option<Fit> {
        let plain = self.plain.place(key)?;
        let exact = self.accented.place(&text::accented_key(name));
        Some(match exact {
            Some(at) => [Fit::Whole, Fit::Start, Fit::Within][at],
            None => [Fit::PlainWhole, Fit::PlainStart, Fit::PlainWithin][plain],
        })
    }

    /// How a text fits by its key alone: of many, each accent is not looked at.
    pub fn fit_key(&self, key: &str) -> Option<usize> {
        self.plain.place(key)
    }

    /// Whether it stands in the number of a document, from the beginning of one of its parts on.
    pub fn in_number(&self, key: &str) -> bool {
        let needle = &self.plain.text;
        needle.chars().count() >= FEWEST
            && key.match_indices(needle.as_str()).any(|(at, _)| {
                let before = key[..at].chars().next_back();
                before.is_none_or(|it| !it.is_alphanumeric())
            })
    }

    /// Which of the words stand in a text, by their places.
    pub fn words_in(&self, key: &str) -> u64 {
        let all = self.words.iter().take(64).enumerate();
        all.filter(|(_, word)| word.place(key).is_some())
            .fold(0, |found, (at, _)| found | 1 << at)
    }

    /// All words, by their places.
    pub fn all_words(&self) -> u64 {
        match self.words.len() {
            64.. => u64::MAX,
            n => (1 << n) - 1,
        }
    }

    /// The best fit of a thing with several names, the first of which is today's; the former one by
    /// which it was found.
    pub fn best(
        &self,
        code: &str,
        keys: &[Box<str>],
        names: &[&Arc<str>],
    ) -> Option<(bool, Fit, Option<Arc<str>>)> {
        if self.is_code(code) {
            return Some((false, Fit::Code, None));
        }
        let mut fits = keys
            .iter()
            .zip(names)
            .enumerate()
            .filter_map(|(at, (key, name))| Some((at > 0, self.fit(key, name)?, (*name).clone())));
        let first = fits.next()?;
        let (former, fit, name) = match first {
            (false, ..) => first,
            _ => fits.fold(first, |best, it| if it.1 < best.1 { it } else { best }),
        };
        Some((former, fit, former.then_some(name)))
    }
}
