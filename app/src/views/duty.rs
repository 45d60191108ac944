use std::sync::Arc;

use super::{
    CriterionRow, EvidenceRow, FirstTerms, HeadRow, MaybeShare, MilestoneRow, NamedGroup,
    OutcomeRow, RedefinitionRow, RhythmLine, SaidRow, ToldRechecks, TrendPoint, ValueDecision,
    WhyLate,
};
use crate::domain::{
    Act, After, Cause, Clock, Clocks, Day, DutyKey, Event, Figures, InPlaceOf, Instant, Judgement,
    MilestoneId, OutcomePace, Share, TargetPath, Term, Unit, Value, Workstream,
};

/// `/duties/{unit}/{workstream}`: what was promised, what was handed over,
/// what was accepted, and the evidence for it.
#[derive(Debug, Clone)]
pub struct DutyPage {
    /// What was found when its milestones and values were re-checked.
    pub rechecks: ToldRechecks,
    pub key: DutyKey,
    pub unit: Arc<Unit>,
    pub workstream: Arc<Workstream>,
    pub lead: bool,
    /// How many others lead the workstream with it.
    pub leads_with: usize,
    /// The group that the duty came from.
    pub group: Option<NamedGroup>,
    pub volume: Option<i64>,
    /// The day of the import that the campaign began with, where that is after its start: nobody
    /// had a turn here before it.
    pub imported_on: Option<Day>,
    pub provisional: bool,
    /// It is over since: the page is one of the days on which it went on.
    pub ended: Option<DutyEnd>,
    /// `None`: it only supports others.
    pub judgement: Option<Judgement>,
    pub figures: Figures,
    pub measured: MaybeShare,
    pub milestones: Vec<DutyMilestone>,
    /// What recurs, each in one line.
    pub rhythms: Vec<RhythmLine>,
    /// Slots that stand in those lines alone, with what happened at them.
    pub folded: Vec<DutyMilestone>,
    /// What all that it promises weighs, a rhythm once.
    pub promised_weight: u64,
    /// Of those the one that matters most: the page speaks of it first.
    pub foremost: Option<Foremost>,
    /// The heads of the unit, whom its reader may turn to.
    pub heads: Vec<HeadRow>,
    /// Whose turn it was with all milestones that the reader sees.
    pub clocks: Clocks,
    /// Milestones of other companies, which a company sees only the number of.
    pub others: usize,
    pub outcome: Option<OutcomeRow>,
    /// What was measured, against the way to the target.
    pub trend: Option<DutyTrend>,
    /// What was explained about the indicator last, and all that was said about it.
    pub why_measured: Option<WhyLate>,
    pub said_of_outcome: Vec<SaidRow>,
    /// What the reader may say about it now.
    pub says_of_outcome: Vec<Act>,
    /// The six criteria in their order; none where none is set up.
    pub criteria: Vec<CriterionRow>,
    /// What was promised first, where it is not so any more.
    pub first_terms: FirstTerms,
    /// Promises that a decision changed, newest first.
    pub redefinitions: Vec<RedefinitionRow>,
    /// Measurements, newest first.
    pub measurements: Vec<MeasurementRow>,
}

/// From when a duty is over, by which decision and why, where the reader may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyEnd {
    pub from: Day,
    pub decision: Option<Arc<str>>,
    pub reason: Option<Arc<str>>,
}

/// The milestone of a duty that its page speaks of first.
#[derive(Debug, Clone)]
pub struct Foremost {
    pub id: MilestoneId,
    /// What its acceptance would bring; nothing of what weighs nothing, or is not the reader's to know.
    pub brings: Option<Brings>,
    /// How many working days of its clock were over when its original deadline closed.
    pub closed_after: Option<i64>,
}

/// What the acceptance of a milestone brings to what is accepted.
#[derive(Debug, Clone, Copy)]
pub struct Brings {
    pub duty: Share,
    /// Of its workstream and of the campaign's headline; neither is for a company, and the
    /// second only where the headline counts it.
    pub workstream: MaybeShare,
    pub campaign: MaybeShare,
}

/// What the indicator of a duty did, for drawing.
#[derive(Debug, Clone)]
pub struct DutyTrend {
    /// By rising day.
    pub points: Vec<TrendPoint>,
    pub path: Option<TargetPath>,
    pub path_now: Option<Value>,
    pub pace: OutcomePace,
}

impl DutyPage {
    /// The milestone the page speaks of first, with all that is told of it.
    pub fn first(&self) -> Option<(&Foremost, &DutyMilestone)> {
        let foremost = self.foremost.as_ref()?;
        let mut all = self.milestones.iter();
        Some((foremost, all.find(|it| it.row.id == foremost.id)?))
    }
}

impl DutyMilestone {
    /// What was handed over last and stands, where it is the reader's to read.
    pub fn handed_over(&self) -> Option<&HistoryRow> {
        let mut events = self.events.iter();
        events.find(|it| it.event == Event::Submitted && !it.hidden)
    }

    /// How it came back, as long as its party has not answered: the event, and why where that is the
    /// reader's to read.
    pub fn came_back(&self) -> Option<&HistoryRow> {
        let back = |event| matches!(event, Event::Returned | Event::Revoked | Event::Withdrawn);
        let (event, _) = self.row.last_event.filter(|(event, _)| back(*event))?;
        let mut events = self.events.iter();
        events.find(|it| it.event == event)
    }
}

#[derive(Debug, Clone)]
pub struct DutyMilestone {
    pub row: MilestoneRow,
    /// Newest first.
    pub events: Vec<HistoryRow>,
    /// What this reader may do with it now.
    pub may: Vec<Event>,
    /// What the reader may say about it now.
    pub says: Vec<Act>,
    /// Whose turn it was; `None` before its turn came, and where it counts nothing.
    pub clock: Option<Clock>,
    /// What was asked and explained about it, newest first.
    pub said: Vec<SaidRow>,
    /// The title of the cancelled one whose place it takes.
    pub replaces: Option<Arc<str>>,
    /// Of a cancelled one: the titles of those that came after it, and how.
    pub after: Vec<(Arc<str>, After)>,
}

/// One event in full. Reasons and evidence are empty where the reader's scope
/// ends (`hidden`).
#[derive(Debug, Clone)]
pub struct HistoryRow {
    /// By which a form that answers it names it.
    pub sign: String,
    pub event: Event,
    /// A decision gave another title.
    pub renamed: bool,
    pub recorded_at: Instant,
    pub day: Day,
    pub time: String,
    pub person: String,
    pub by: Arc<str>,
    /// In whose place it was decided.
    pub in_place_of: Option<InPlaceOf>,
    /// What was produced, or the reason.
    pub text: String,
    /// What a report tells beside its product.
    pub progress: Progress,
    pub new_deadline: Option<Day>,
    /// To whom it was given.
    pub new_party: Option<Arc<str>>,
    pub decision: String,
    pub approver: String,
    pub evidence: Vec<EvidenceRow>,
    /// What it put right or changed.
    pub rewritten: Vec<Rewritten>,
    /// Of a correction: a decision stood by then. Of a decision: the day of the last correction
    /// of what was decided on.
    pub after_decision: bool,
    /// Of a decision: whoever took it had the password or the second factor set anew by somebody else
    /// within the day before.
    pub after_reset: bool,
    pub corrected_on: Option<Day>,
    /// It was taken from the old book.
    pub from_old_book: bool,
    pub hidden: bool,
}

/// How much of a duty's volume is done, and what holds the work up: told by who reports, and in
/// no figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    pub volume: Option<i64>,
    pub obstacle: Option<Cause>,
    /// It says that nothing came up in the period.
    pub nothing: bool,
}

/// What a duty counts, and how much of it there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    pub total: i64,
    /// "hồ sơ"
    pub count_unit: Arc<str>,
}

impl HistoryRow {
    /// Whether it put a document right.
    pub fn rewrites_document(&self) -> bool {
        let of_document = |it: &Rewritten| !matches!(it.what, Rewrote::Term(_));
        self.rewritten.iter().any(of_document)
    }
}

/// One thing that an event put right or changed: what it was, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    pub what: Rewrote,
    pub was: String,
    pub now: String,
}

/// What of a report or of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rewrote {
    DocumentNumber,
    DocumentDay,
    Link,
    Term(Term),
}

#[derive(Debug, Clone)]
pub struct MeasurementRow {
    pub day: Day,
    /// The day it was entered, where that is after the deadline and its own is not.
    pub entered_late: Option<Day>,
    /// Its day is one of before the campaign.
    pub before_campaign: bool,
    pub counts: Option<(i64, i64)>,
    pub value: crate::domain::Value,
    pub decision: ValueDecision,
    pub source: String,
}
