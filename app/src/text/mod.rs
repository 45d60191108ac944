//! Words and numbers as people read them, in Vietnamese and English.

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
}

mod messages;
pub use messages::Message;

mod search;
pub use search::search_key;
