use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    CriterionRow, EvidenceRow, FirstTerms, Marks, Mistake, OutcomeRow, RedefinitionRow, SaidRow,
    ToldRechecks, WhyLate,
};
use crate::domain::{
    Act, Criterion, Day, OutcomePace, PartnerCode, Survey, TargetPath, Value, ValueSign,
};

/// `/outcomes/{code}`: where it stands, whether it gets there, who measured it.
#[derive(Debug, Clone)]
pub struct OutcomePage {
    /// What was found when its values were re-checked.
    pub rechecks: ToldRechecks,
    pub row: OutcomeRow,
    /// What was promised first (rule 4).
    pub first_target: Option<Value>,
    pub first_deadline: Option<Day>,
    /// Its other terms as they were first, where they are not so any more.
    pub first_terms: FirstTerms,
    /// Promises that a decision changed, newest first.
    pub redefinitions: Vec<RedefinitionRow>,
    pub criterion: Option<Criterion>,
    /// The lead company of the unit.
    pub lead: Option<(PartnerCode, Arc<str>)>,
    /// What its records are; empty where they are not the database's.
    pub count_unit: Arc<str>,
    pub fresh_days: i64,
    /// Accepted measurements, the latest of each day, oldest first.
    pub points: Vec<TrendPoint>,
    pub path: Option<TargetPath>,
    pub path_now: Option<Value>,
    pub pace: OutcomePace,
    pub remaining: Option<Value>,
    pub remaining_records: Option<i64>,
    /// The six of its duty.
    pub criteria: Vec<CriterionRow>,
    /// All measurements, newest first, those that wait too.
    pub values: Vec<ValueRow>,
    /// How many of them the page shows.
    pub shown: usize,
    /// Whether the reader reads evidence and reasons.
    pub full: bool,
    /// Where the reader may enter the next value.
    pub measures: bool,
    /// What the reader may say about it now.
    pub says: Vec<Act>,
    /// What was explained about it last, and all that was said about it, newest first.
    pub why: Option<WhyLate>,
    pub said: Vec<SaidRow>,
    pub revocation: ValueRevocation,
}

/// A point of the trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrendPoint {
    pub day: Day,
    pub value: Value,
    /// Where the path was on that day.
    pub path: Option<Value>,
    /// The day is one of before the campaign.
    pub before_campaign: bool,
}

/// One measurement with what became of it. Person, reason and evidence are
/// empty where the reader's scope ends.
#[derive(Debug, Clone)]
pub struct ValueRow {
    pub id: String,
    pub day: Day,
    /// The day it was entered, where that is after the deadline and its own is not.
    pub entered_late: Option<Day>,
    /// Its day is one of before the campaign.
    pub before_campaign: bool,
    pub counts: Option<(i64, i64)>,
    pub value: Value,
    /// What a sample makes of all records, by which it counts.
    pub judged: Option<Value>,
    /// Tenths, against the accepted value before, each as it counts; for accepted ones.
    pub change: Option<i64>,
    pub source: String,
    pub decision: ValueDecision,
    pub decided_on: Option<Day>,
    /// The last day it is fresh, for accepted ones.
    pub valid_until: Option<Day>,
    pub person: String,
    pub entered_on: Day,
    /// Who decided on it, or took it back.
    pub decided_by: String,
    /// Within the day after somebody else had set the account's password or second factor.
    pub after_reset: bool,
    pub reason: String,
    /// Why it fell, where it never does, by who entered it.
    pub fall_reason: String,
    /// How people were asked.
    pub survey: Option<Survey>,
    /// How many answered, where so few did that it says little.
    pub few: Option<i64>,
    /// What was worth a second look in an accepted one, and that it was accepted within a minute.
    pub signs: Vec<ValueSign>,
    pub at_once: bool,
    pub evidence: Vec<EvidenceRow>,
    /// What the box of an accepted one carries, for who may revoke it.
    pub mark: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueDecision {
    Waiting,
    Accepted,
    Returned,
    Revoked,
    /// By who entered it.
    Withdrawn,
}

/// Taking an accepted value back: the form of it, for who may.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ValueRevocation {
    /// The value that is chosen, by what its box carries.
    pub chosen: String,
    pub reason: String,
    #[serde(skip)]
    pub error: Option<Mistake>,
    pub marks: Marks,
}

impl ValueRevocation {
    /// Whether something of it is there to be seen.
    pub fn is_begun(&self) -> bool {
        self.error.is_some() || !self.chosen.is_empty() || !self.reason.is_empty()
    }
}
