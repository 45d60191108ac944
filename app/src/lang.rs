//! The language of a page, and how it looks.
use crate::domain::words;

/// Vietnamese is the first.
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

words! {
    /// How pages look.
    Theme {
        /// As the system of the browser says.
        System = "system",
        Light = "light",
        Dark = "dark",
    }
}
