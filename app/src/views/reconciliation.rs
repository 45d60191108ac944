use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Marks, MaybeShare, Mistake};
use crate::domain::{Day, Differs, OldStatus, UnitCode, Value, Workstream};

/// `/reconciliation`: what the old board said of a day, beside ours of the same day.
#[derive(Debug, Clone)]
pub struct Reconciliation {
    /// The day that is shown, of all that the old board tells of; none where it tells nothing.
    pub day: Option<Day>,
    pub days: Vec<Day>,
    pub rows: Vec<ReconciledRow>,
    /// Of the rows that name a task and its status: how many the old board has and we have.
    pub statuses: Vec<(OldStatus, usize, usize)>,
    /// Who writes a note; none where the reader writes none.
    pub account: Option<String>,
    /// What was typed and could not be written, of which row.
    pub typed: Option<(String, String)>,
    pub error: Option<Mistake>,
}

impl Reconciliation {
    /// Rows in which something differs.
    pub fn differing(&self) -> usize {
        self.rows.iter().filter(|it| it.differs()).count()
    }

    /// Rows that differ and of which nobody knows why.
    pub fn unexplained(&self) -> usize {
        self.rows.iter().filter(|it| it.unexplained()).count()
    }
}

/// The page of a day of the old board; of the last one where none is named.
pub fn reconciliation_path(day: Option<Day>) -> String {
    match day {
        Some(day) => format!("/reconciliation?day={day}"),
        None => "/reconciliation".to_owned(),
    }
}

/// What the old board said of one thing.
#[derive(Debug, Clone)]
pub struct ReconciledRow {
    /// By which a note names it, and the id of the form that would write one.
    pub key: String,
    pub form: String,
    pub unit: Option<(UnitCode, Arc<str>)>,
    pub workstream: Option<(Arc<Workstream>, Arc<str>)>,
    pub figures: Vec<ReconciledFigure>,
    /// What the file said of it, and where it was read.
    pub note: String,
    pub source: String,
    /// What the office said, the last first.
    pub notes: Vec<FigureNote>,
}

impl ReconciledRow {
    pub fn differs(&self) -> bool {
        self.figures.iter().any(|it| it.differs)
    }

    pub fn unexplained(&self) -> bool {
        let told = !self.note.is_empty() || !self.notes.is_empty();
        let mut open = self.figures.iter().filter(|it| it.differs);
        !told && open.any(|it| it.why.is_empty())
    }
}

/// One figure of both.
#[derive(Debug, Clone)]
pub struct ReconciledFigure {
    pub old: OldFigure,
    pub ours: OurFigure,
    pub differs: bool,
    pub why: Vec<Differs>,
    /// The titles of the milestones of which the old book tells nothing, where that is why.
    pub untold: Vec<Arc<str>>,
}

/// What the old board said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OldFigure {
    Status(OldStatus),
    /// In percent.
    Share(Value),
    Total(i64),
    Done(i64),
    Late(i64),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OurFigure {
    Status(Option<OldStatus>),
    Share(MaybeShare),
    Number(i64),
}

/// Why something differs, as the office said.
#[derive(Debug, Clone)]
pub struct FigureNote {
    pub text: String,
    pub day: Day,
    pub person: String,
}

/// A note on a row of a day, as it is typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FigureNoteForm {
    pub day: String,
    /// The key of the row.
    pub of: String,
    pub text: String,
    pub marks: Marks,
}
