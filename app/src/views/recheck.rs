use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{EvidenceRow, FileRow, Marks, Mistake, OldBookTold, RefusedFile};
use crate::domain::{
    About, Day, DutyKey, RecheckOf, RecheckScope, Refusal, Trust, UnitCode, Value,
};

/// `/rechecks`: what is to be looked at once more, and every draw there was.
#[derive(Debug, Clone)]
pub struct RecheckList {
    /// Of all that was found.
    pub trust: Trust,
    /// What came from the old book.
    pub old_book: Option<OldBookTold>,
    /// What was not confirmed and still stands accepted, oldest draw first.
    pub standing: Vec<OpenRecheck>,
    /// What was drawn and nobody has looked at: what the reader may record first, oldest draw first.
    pub open: Vec<OpenRecheck>,
    /// Newest first.
    pub draws: Vec<DrawRow>,
    /// Where can be drawn.
    pub scopes: Vec<ScopeRow>,
    /// `None` on a past day.
    pub form: Option<AnnounceForm>,
    pub errors: AnnounceErrors,
}

/// A scope with its name; empty where it is one of a kind.
#[derive(Debug, Clone)]
pub struct ScopeRow {
    pub scope: RecheckScope,
    pub name: Arc<str>,
}

/// A draw that was announced.
#[derive(Debug, Clone)]
pub struct DrawRow {
    /// Counted from 1 as they were announced.
    pub number: usize,
    pub on: Day,
    pub by: String,
    pub scope: ScopeRow,
    pub of: RecheckOf,
    pub asked: u32,
    /// The last before it that drew from the same: who does not like a draw may announce another.
    pub again: Option<usize>,
    pub plan: String,
    /// `None` until its midnight.
    pub made: Option<DrawMade>,
}

impl DrawRow {
    /// The day at whose beginning it is made: what was drawn is open since.
    pub fn drawn_on(&self) -> Day {
        self.on.succ_opt().unwrap_or(self.on)
    }
}

/// How a draw came out.
#[derive(Debug, Clone)]
pub struct DrawMade {
    /// The hash of the last line of the audit before its midnight, and the line.
    pub seed: String,
    pub line: i64,
    pub population: usize,
    pub drawn: usize,
    pub trust: Trust,
    pub open: usize,
}

/// One thing that was drawn.
#[derive(Debug, Clone)]
pub struct RecheckItem {
    /// In the draw, from 1.
    pub place: usize,
    /// The id that it was drawn by.
    pub id: String,
    pub about: About,
    /// A milestone's title or an indicator's name.
    pub name: Arc<str>,
    pub unit: Option<(UnitCode, Arc<str>)>,
    pub duty: Option<DutyKey>,
    pub workstream: Option<Arc<str>>,
    /// The very value, where it is one.
    pub value: Option<RecheckedValue>,
    pub accepted_on: Day,
    /// The acceptance was not taken back.
    pub stands: bool,
    /// Whether its reader may tell what was found.
    pub may: Result<(), Refusal>,
    /// Newest first.
    pub results: Vec<RecheckResult>,
}

/// A value that was drawn: of its day, as it was counted, and in the unit of measure.
#[derive(Debug, Clone)]
pub struct RecheckedValue {
    pub day: Day,
    pub counts: Option<(i64, i64)>,
    pub value: Value,
    pub unit_of_measure: Arc<str>,
}

/// What somebody found of it.
#[derive(Debug, Clone)]
pub struct RecheckResult {
    pub confirmed: bool,
    pub day: Day,
    pub time: String,
    /// The place in the order of facts.
    pub seq: i64,
    /// The account, and its name; nothing where they are not the reader's.
    pub account: Option<String>,
    pub person: String,
    pub text: String,
    pub document: Option<EvidenceRow>,
}

/// One that asks for something, with its draw.
#[derive(Debug, Clone)]
pub struct OpenRecheck {
    pub draw: usize,
    pub since: Day,
    pub item: RecheckItem,
}

/// `/rechecks/{draw}`
#[derive(Debug, Clone)]
pub struct DrawPage {
    pub row: DrawRow,
    /// In the order of the draw.
    pub items: Vec<RecheckItem>,
}

/// `/rechecks/{draw}/{place}`: what was found of one thing.
#[derive(Debug, Clone)]
pub struct RecheckPage {
    pub row: DrawRow,
    pub item: RecheckItem,
    /// What was found of the same thing in other draws, by their numbers, newest first.
    pub elsewhere: Vec<(usize, RecheckResult)>,
    pub form: RecheckForm,
    /// The files the form names, in its order.
    pub files: Vec<FileRow>,
    pub errors: RecheckErrors,
    /// How it stood when the form was opened, where it is otherwise now.
    pub read: Option<RecheckRead>,
}

/// How a thing stood when somebody read it.
#[derive(Debug, Clone)]
pub struct RecheckRead {
    pub stands: bool,
    pub result: Option<RecheckResult>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnounceForm {
    pub scope: String,
    pub of: String,
    pub number: String,
    pub text: String,
    pub marks: Marks,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AnnounceErrors {
    pub scope: Option<Mistake>,
    pub of: Option<Mistake>,
    pub number: Option<Mistake>,
    pub text: Option<Mistake>,
    pub form: Option<Mistake>,
}

impl AnnounceErrors {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecheckForm {
    /// "confirmed", "not-confirmed"; empty before choosing.
    pub result: String,
    pub text: String,
    pub document_number: String,
    pub document_day: String,
    pub link: String,
    /// Files of the document by their ids, in their order.
    #[serde(default)]
    pub files: Vec<String>,
    /// Files came with it and could not be kept.
    #[serde(default)]
    pub files_lost: bool,
    pub no_secrets: bool,
    pub marks: Marks,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecheckErrors {
    pub result: Option<Mistake>,
    pub text: Option<Mistake>,
    pub document_number: Option<Mistake>,
    pub document_day: Option<Mistake>,
    pub link: Option<Mistake>,
    /// Files that were not kept.
    pub files: Vec<RefusedFile>,
    pub no_secrets: Option<Mistake>,
    pub form: Option<Mistake>,
}

impl RecheckErrors {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

/// What was found of something of a duty or an indicator, on its own page.
#[derive(Debug, Clone)]
pub struct ToldRecheck {
    pub name: Arc<str>,
    /// Of which draw.
    pub draw: usize,
    pub result: RecheckResult,
    /// Another was recorded after it.
    pub corrected: bool,
}

/// What was found on the page of a duty or an indicator.
#[derive(Debug, Clone, Default)]
pub struct ToldRechecks {
    pub trust: Trust,
    /// Newest first; people, words and documents where they are the reader's to read.
    pub rows: Vec<ToldRecheck>,
}

/// The word of a result in a form.
pub const fn result_code(confirmed: bool) -> &'static str {
    if confirmed {
        "confirmed"
    } else {
        "not-confirmed"
    }
}

pub fn draw_path(draw: usize) -> String {
    format!("/rechecks/{draw}")
}

pub fn recheck_path(draw: usize, place: usize) -> String {
    format!("/rechecks/{draw}/{place}")
}
