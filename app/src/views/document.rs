use std::sync::Arc;

use super::{EventRow, Paged, RedefinitionRow, Sorted, Within};
use crate::domain::{
    Day, Document, DocumentLevel, DocumentNumber, Event, Figures, TriggerCode, UnitCode, Validity,
    Workstream, words,
};

words! {
    /// Which documents a list has.
    DocumentsThat {
        Holds = "holds",
        ToCome = "to-come",
        Over = "over",
        Replaced = "replaced",
        /// Named by a decision alone: nobody has listed it.
        Unlisted = "unlisted",
    }
}

/// What `/documents` is narrowed by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    pub text: String,
    pub level: Option<DocumentLevel>,
    pub that: Option<DocumentsThat>,
}

/// `/documents`: what the plan comes from, and what decisions name.
#[derive(Debug, Clone)]
pub struct DocumentsPage {
    pub filter: DocumentFilter,
    pub sorted: Sorted<super::DocumentColumn>,
    pub list: Paged<DocumentLine>,
}

/// One document of the list.
#[derive(Debug, Clone)]
pub struct DocumentLine {
    pub number: DocumentNumber,
    /// As it is written.
    pub written: Arc<str>,
    pub day: Option<Day>,
    /// Where nobody has listed it that of an event that it is the document of; empty where there is
    /// none.
    pub title: Arc<str>,
    pub issuer: Arc<str>,
    pub level: Option<DocumentLevel>,
    pub that: DocumentsThat,
    pub provisional: bool,
    /// Others have its number: what is told by number is of all of them.
    pub shared: bool,
    /// Workstreams that come from it, and changes by it.
    pub workstreams: usize,
    pub changes: usize,
    /// The latest event by it, of what the reader may read in full.
    pub latest: Option<EventByDocument>,
    /// The last day on which a change by it was recorded.
    pub recorded: Option<Day>,
}

/// What was done by a document.
#[derive(Debug, Clone)]
pub struct EventByDocument {
    /// The day it was recorded.
    pub day: Day,
    pub event: Event,
    /// The milestone's title.
    pub milestone: Arc<str>,
    pub unit_name: Arc<str>,
}

/// `/documents/{number}`: what comes from the documents of a number.
#[derive(Debug, Clone)]
pub struct DocumentPage {
    pub number: DocumentNumber,
    /// As it is written.
    pub written: Arc<str>,
    /// Of an event whose document it is: its day, what it is, and who brings it about.
    pub day: Option<Day>,
    pub title: Arc<str>,
    pub issuer: Arc<str>,
    /// The documents that have it, by their days; none where a decision alone names it.
    pub listed: Vec<ListedDocument>,
    pub workstreams: Vec<DocumentTask>,
    /// Of the duties that come from it, all together.
    pub figures: Figures,
    /// Where the lists of them look.
    pub within: Within,
    /// Events that deadlines run from, whose document it is, each with the deadlines it set.
    pub dates: Vec<DatedBy>,
    /// Promises that it changed, newest first.
    pub changes: Vec<RedefinitionRow>,
    /// What else happened by it, newest first: more time, another party, an end.
    pub events: Vec<EventRow>,
    /// Units that a company accompanies by it.
    pub assigned: Vec<AssignedBy>,
}

#[derive(Debug, Clone)]
pub struct ListedDocument {
    pub document: Document,
    /// Who issued it, by name where it is a body's or a unit's code.
    pub issuer: Arc<str>,
    pub validity: Validity,
    /// What it took the place of, and what took its own.
    pub replaces: Option<DocumentNumber>,
    pub replaced_by: Vec<(DocumentNumber, Arc<str>)>,
    /// What names its number and may mean another of the same.
    pub perhaps_by: Vec<(DocumentNumber, Arc<str>)>,
}

/// A workstream that comes from a document.
#[derive(Debug, Clone)]
pub struct DocumentTask {
    pub workstream: Arc<Workstream>,
    pub name: Arc<str>,
    pub figures: Figures,
}

/// An event whose document it is.
#[derive(Debug, Clone)]
pub struct DatedBy {
    pub code: TriggerCode,
    pub event: Arc<str>,
    pub happened_on: Option<Day>,
    /// How many milestones have their deadline by it.
    pub milestones: usize,
}

#[derive(Debug, Clone)]
pub struct AssignedBy {
    pub unit: (UnitCode, Arc<str>),
    pub company: Arc<str>,
    pub from: Day,
    pub to: Option<Day>,
}

pub fn document_path(number: &DocumentNumber) -> String {
    format!("/documents/{number}")
}
