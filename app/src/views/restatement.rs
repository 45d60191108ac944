use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Desk, HistoryRow, Marks, MilestoneRow, Mistake, Repromised};
use crate::domain::{Corrects, Event, words};

words! {
    /// What a form writes anew of a milestone.
    Restates {
        /// The document behind one's own report.
        OwnDocument = "own-document",
        /// The document behind another's.
        Document = "document",
        Title = "title",
    }
}

impl Restates {
    /// The event that a form writes.
    pub const fn event(self) -> Event {
        match self {
            Self::OwnDocument | Self::Document | Self::Title => Event::Corrected,
        }
    }

    /// What a correction puts right.
    pub const fn corrects(self) -> Corrects {
        match self {
            Self::OwnDocument | Self::Document => Corrects::Document,
            Self::Title => Corrects::Title,
        }
    }

    /// Where its form stands: under `/work` or under `/review`.
    pub const fn desk(self) -> Desk {
        match self {
            Self::OwnDocument => Desk::Work,
            Self::Document | Self::Title => Desk::Review,
        }
    }
}

/// The page of a desk on which something of a milestone is written anew.
pub fn restatement_path(desk: Desk, milestone: &str) -> String {
    format!("{}/restate", desk.back(milestone))
}

/// `/work/{milestone}/restate`, where who wrote a report puts its document right, and
/// `/review/{milestone}/restate`, where the office puts right what was mistyped.
#[derive(Debug, Clone)]
pub struct RestatementPage {
    pub desk: Desk,
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// What this reader may write anew now.
    pub may: Vec<Restates>,
    /// What stands, in the words of the form.
    pub stands: RestatementForm,
    /// The report came with files.
    pub has_files: bool,
    pub history: Vec<HistoryRow>,
    pub form: RestatementForm,
    pub errors: RestatementErrors,
    pub repromised: Option<Repromised>,
    /// The last act of another since the form was opened.
    pub acted: Option<HistoryRow>,
}

/// The fields as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestatementForm {
    /// Which of the forms was sent; empty before.
    pub act: String,
    pub document_number: String,
    pub document_day: String,
    pub link: String,
    /// "không chứa bí mật nhà nước"
    pub no_secrets: bool,
    pub title: String,
    /// Number of the decision, and who took it: where more changes than typing.
    pub number: String,
    pub approver: String,
    pub reason: String,
    pub marks: Marks,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RestatementErrors {
    pub document_number: Option<Mistake>,
    pub document_day: Option<Mistake>,
    pub link: Option<Mistake>,
    pub no_secrets: Option<Mistake>,
    pub title: Option<Mistake>,
    pub number: Option<Mistake>,
    pub approver: Option<Mistake>,
    pub reason: Option<Mistake>,
    pub form: Option<Mistake>,
}

impl RestatementErrors {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}
