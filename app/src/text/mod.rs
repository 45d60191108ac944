//! Words and numbers as people read them, in Vietnamese and English.

mod format;
mod headline;
mod messages;
mod order;
mod outcome_headline;
mod rich;
mod search;
mod table;
mod words;

pub use format::*;
pub use headline::{headline, headline_of, plain_headline};
pub use messages::Message;
pub use order::compare;
pub use outcome_headline::outcome_headline;
pub use rich::{Run, Tone, rich};
pub use search::{accented_key, search_key};
pub use table::{Key, t};
pub use words::*;

/// The language of a page. Vietnamese is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a code; Vietnamese for any other.
    pub fn from_code(code: &str) -> Self {
        if code == "en" { Self::En } else { Self::Vi }
    }
}

/// A text with its `{0}`, `{1}` ... filled in.
pub fn tf(lang: Lang, key: Key, values: &[&str]) -> String {
    rich::fill(t(lang, key), values)
}
