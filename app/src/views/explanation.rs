use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{EvidenceRow, FileRow, Marks, MilestoneRow, Mistake, RefusedFile, Repromised, WhyLate};
use crate::domain::{About, Act, Cause, Day, DutyKey, IndicatorCode, MilestoneId, PartnerCode};

/// A question or an explanation as its reader may read it.
#[derive(Debug, Clone)]
pub struct SaidRow {
    pub act: Act,
    pub about: About,
    pub day: Day,
    pub time: String,
    pub person: String,
    pub by: Arc<str>,
    /// The question, or what holds it up; empty where it is not the reader's to read.
    pub text: String,
    /// Behind an explanation, where its words are the reader's to read.
    pub document: Option<EvidenceRow>,
    /// What stood there before it was put right, with the day on which it was; the oldest first.
    pub former: Vec<(Day, EvidenceRow)>,
    /// Of an explanation.
    pub cause: Option<Cause>,
    /// The day an answer is wanted by, or the one committed to.
    pub until: Day,
}

/// `/review/{about}/ask` and `/work/{about}/explain`: one form about one or several
/// things of a duty.
#[derive(Debug, Clone)]
pub struct ExplanationPage {
    pub act: Act,
    /// From which it was opened.
    pub opened: AboutItem,
    pub duty: DutyKey,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// The last that was explained about it, where the reader may know.
    pub why: Option<WhyLate>,
    /// What it may be about: that from which it was opened first where it is pending.
    pub items: Vec<AboutItem>,
    /// What was said before, newest first.
    pub said: Vec<SaidRow>,
    /// The milestone on whose page the reader may put right the document of an own explanation.
    pub corrected_at: Option<MilestoneId>,
    pub form: ExplanationForm,
    /// The files the form names, in its order.
    pub files: Vec<FileRow>,
    pub errors: ExplanationErrors,
    pub repromised: Option<Repromised>,
    /// The last that another said since the form was opened.
    pub acted: Option<SaidRow>,
}

/// Something of a duty that a form may be about.
#[derive(Debug, Clone)]
pub struct AboutItem {
    pub about: About,
    pub title: Arc<str>,
    /// Of a milestone.
    pub row: Option<MilestoneRow>,
    /// How many questions about it nobody has answered.
    pub unanswered: usize,
}

impl AboutItem {
    /// By which a form names it.
    pub fn name(&self) -> String {
        about_name(&self.about)
    }
}

/// "m.yte-1", "i.CT-Y-TE": how a form names what it is about.
pub fn about_name(about: &About) -> String {
    match about {
        About::Milestone(id) => format!("m.{id}"),
        About::Indicator(code) => format!("i.{code}"),
    }
}

/// The same read back.
pub fn about_named(name: &str) -> Option<About> {
    match name.split_once('.')? {
        ("m", id) => MilestoneId::parse(id).ok().map(About::Milestone),
        ("i", code) => IndicatorCode::parse(code).ok().map(About::Indicator),
        _ => None,
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplanationForm {
    /// `Act` by its code.
    pub act: String,
    /// What is ticked, by its name.
    pub about: Vec<String>,
    /// `Cause` by its code; empty before choosing, and in a question.
    pub cause: String,
    pub text: String,
    /// The day an answer is wanted by, or the one committed to, as typed.
    pub day: String,
    /// Behind an explanation: a document, which may be missing.
    #[serde(default)]
    pub document_number: String,
    #[serde(default)]
    pub document_day: String,
    #[serde(default)]
    pub link: String,
    /// Files of the document by their ids, in their order.
    #[serde(default)]
    pub files: Vec<String>,
    /// Files came with it and could not be kept.
    #[serde(default)]
    pub files_lost: bool,
    #[serde(default)]
    pub no_secrets: bool,
    pub marks: Marks,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExplanationErrors {
    pub about: Option<Mistake>,
    pub cause: Option<Mistake>,
    pub text: Option<Mistake>,
    pub day: Option<Mistake>,
    pub document_number: Option<Mistake>,
    pub document_day: Option<Mistake>,
    pub link: Option<Mistake>,
    /// Files that were not kept.
    pub files: Vec<RefusedFile>,
    pub no_secrets: Option<Mistake>,
    pub form: Option<Mistake>,
}

impl ExplanationForm {
    /// Whether something of a document is given.
    pub fn names_document(&self) -> bool {
        let typed = [&self.document_number, &self.document_day, &self.link];
        typed.iter().any(|text| !text.is_empty()) || !self.files.is_empty() || self.files_lost
    }
}

impl ExplanationErrors {
    pub fn any(&self) -> bool {
        *self != Self::default()
    }

    /// Whether something about the document is wrong.
    pub fn of_document(&self) -> bool {
        let fields = [
            self.document_number,
            self.document_day,
            self.link,
            self.no_secrets,
        ];
        fields.iter().any(Option::is_some) || !self.files.is_empty()
    }
}

/// "yte-1", "i.CT-Y-TE": how an address names what is asked about or explained. No milestone's id
/// has a full stop.
pub fn about_address(about: &About) -> String {
    match about {
        About::Milestone(id) => id.to_string(),
        About::Indicator(_) => about_name(about),
    }
}

/// The same read back.
pub fn about_at(part: &str) -> Option<About> {
    match MilestoneId::parse(part) {
        Ok(id) => Some(About::Milestone(id)),
        Err(_) => about_named(part).filter(|about| matches!(about, About::Indicator(_))),
    }
}

/// The page of a form about a milestone or an indicator.
pub fn explanation_path(act: Act, about: &About) -> String {
    let about = about_address(about);
    match act {
        Act::Asked => format!("/review/{about}/ask"),
        Act::Explained => format!("/work/{about}/explain"),
    }
}

/// Something that was asked and that nobody has answered, with the first of its questions.
#[derive(Debug, Clone)]
pub struct Unanswered {
    pub about: About,
    pub title: Arc<str>,
    pub duty: DutyKey,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// The company that is responsible.
    pub partner: Option<(PartnerCode, Arc<str>)>,
    pub on: Day,
    pub wanted_by: Day,
    pub overdue: bool,
    /// The milestone was reported on this day and waits for a decision.
    pub reported_on: Option<Day>,
    /// The questions themselves, where they are the reader's to read; the oldest first.
    pub questions: Vec<String>,
    /// The reader may answer it, or ask again.
    pub may_speak: bool,
}
