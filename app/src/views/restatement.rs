use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Desk, HistoryRow, Marks, MilestoneRow, Mistake, Moved, Repromised};
use crate::domain::{Corrects, Event, words};

words! {
    /// What a form writes anew of a milestone.
    Restates {
        /// The document behind one's own report.
        OwnDocument = "own-document",
        /// The document behind one's own explanation.
        OwnExplanation = "own-explanation",
        /// The document behind another's.
        Document = "document",
        Title = "title",
        /// Kind, weight, product and value to reach.
        Terms = "terms",
        /// A new milestone in the place of a cancelled one.
        Successor = "successor",
    }
}

impl Restates {
    /// Whether what it moves is shown before it is written.
    pub const fn moves(self) -> bool {
        matches!(self, Self::Terms | Self::Successor)
    }

    /// The event that a form writes, or the one it is like: what was explained has none.
    pub const fn event(self) -> Event {
        match self {
            Self::OwnDocument | Self::OwnExplanation | Self::Document | Self::Title => {
                Event::Corrected
            }
            Self::Terms => Event::Redefined,
            Self::Successor => Event::Replaced,
        }
    }

    /// What of a milestone it puts right, where it is a correction.
    pub const fn corrects(self) -> Option<Corrects> {
        match self {
            Self::OwnDocument | Self::Document => Some(Corrects::Document),
            Self::Title => Some(Corrects::Title),
            Self::OwnExplanation | Self::Terms | Self::Successor => None,
        }
    }

    /// Where its form stands: under `/work` or under `/review`.
    pub const fn desk(self) -> Desk {
        match self {
            Self::OwnDocument | Self::OwnExplanation => Desk::Work,
            Self::Document | Self::Title | Self::Terms | Self::Successor => Desk::Review,
        }
    }
}

/// The page of a desk on which something of a milestone is written anew.
pub fn restatement_path(desk: Desk, milestone: &str) -> String {
    format!("{}/restate", desk.back(milestone))
}

/// `/work/{milestone}/restate`, where who wrote a report or an explanation puts its document right, and
/// `/review/{milestone}/restate`, where the office puts right what was mistyped and changes by a
/// decision what was promised.
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
    /// The report or the explanation came with files.
    pub has_files: bool,
    /// Who may be responsible for a new one: code and name.
    pub parties: Vec<(String, Arc<str>)>,
    /// What saving it moves, once that was asked for.
    pub moved: Vec<Moved>,
    pub history: Vec<HistoryRow>,
    pub form: RestatementForm,
    pub errors: RestatementErrors,
    pub repromised: Option<Repromised>,
    /// The last act of another since the form was opened.
    pub acted: Option<HistoryRow>,
}

impl RestatementPage {
    /// Whether a form was opened when all that happened to the milestone was known: what came
    /// since is told before what is wrong with it.
    pub fn answered_by(&self, form: &RestatementForm) -> bool {
        let explains = form.act == Restates::OwnExplanation.code();
        form.marks.read_the_same(&self.form.marks) && (!explains || form.seen == self.stands.seen)
    }
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
    pub kind: String,
    pub weight: String,
    pub product: String,
    pub reach: String,
    /// The code of a company, or `unit`.
    pub party: String,
    /// The terms of which its sender has read what they move; of an explanation the document that
    /// was read.
    pub seen: String,
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
    pub kind: Option<Mistake>,
    pub weight: Option<Mistake>,
    pub product: Option<Mistake>,
    pub reach: Option<Mistake>,
    pub party: Option<Mistake>,
    pub number: Option<Mistake>,
    pub approver: Option<Mistake>,
    pub reason: Option<Mistake>,
    pub form: Option<Mistake>,
}

impl RestatementForm {
    /// What is promised by it, as one text.
    pub fn terms(&self) -> String {
        let terms = [&self.kind, &self.weight, &self.reach, &self.product];
        let terms = terms.map(String::as_str).join("|");
        match Restates::from_code(&self.act) {
            Some(Restates::Successor) => format!("{terms}|{}|{}", self.party, self.title),
            _ => terms,
        }
    }
}

impl RestatementErrors {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}
