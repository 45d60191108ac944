use std::sync::Arc;

use crate::domain::{Figures, words};

/// Pages one person may keep.
pub const MOST_KEPT: usize = 20;

/// Units, databases and companies one person may follow.
pub const MOST_FOLLOWED: usize = 50;

/// Letters of the name of a page that is kept, and bytes of its address.
pub const LONGEST_VIEW_NAME: usize = 80;
pub const LONGEST_ADDRESS: usize = 500;

words! {
    /// What a person can follow.
    Followed {
        Unit = "unit",
        Database = "database",
        Company = "company",
    }
}

impl Followed {
    /// The page of one.
    pub fn path(self, code: &str) -> String {
        match self {
            Self::Unit => format!("/units/{code}"),
            Self::Database => format!("/databases/{code}"),
            Self::Company => format!("/partners/{code}"),
        }
    }
}

/// What a person keeps and follows, as far as he may read it now.
#[derive(Debug, Clone, Default)]
pub struct KeptByReader {
    /// The account that the forms beside it were given to.
    pub account: String,
    pub views: Vec<KeptView>,
    pub followed: Vec<FollowedRow>,
}

impl KeptByReader {
    pub fn is_empty(&self) -> bool {
        self.views.is_empty() && self.followed.is_empty()
    }
}

/// A page with its filter, by its address within the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptView {
    pub name: String,
    pub address: String,
}

/// A unit, a database or a company that is followed, as it stands.
#[derive(Debug, Clone)]
pub struct FollowedRow {
    pub kind: Followed,
    pub code: String,
    pub name: Arc<str>,
    pub figures: Figures,
}

/// Whether the reader follows what the page is about.
#[derive(Debug, Clone)]
pub struct Following {
    pub kind: Followed,
    pub code: String,
    pub follows: bool,
    /// The account that the button was given to.
    pub account: String,
}
