//! Promises that a decision changed (rule 4): what was, what is, who decided.
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    CadenceCode, Day, DutyKey, GroupCode, IndicatorCode, MilestoneId, PartnerCode, RhythmCode,
    TriggerCode, UnitCode, WorkstreamCode, words,
};

/// Whose promise it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    Campaign,
    Unit(UnitCode),
    Partner(PartnerCode),
    Workstream(WorkstreamCode),
    Duty(DutyKey),
    Milestone(MilestoneId),
    Indicator(IndicatorCode),
    /// The value of an indicator on a day, which a correction superseded.
    Measurement(IndicatorCode, Day),
    /// Whether a day is worked.
    Calendar(Day),
    /// When an event happened that deadlines run from.
    Trigger(TriggerCode),
    /// The days of what recurs.
    Cadence(CadenceCode),
    /// What a duty is asked for again and again.
    Rhythm(RhythmCode),
    /// Which units belong to a group.
    UnitGroup(GroupCode),
    /// From when until when a unit belongs to a group.
    Membership(GroupCode, UnitCode),
}

words! {
    /// What was promised, by the column of the file that says it.
    Term {
        Start = "start",
        Deadline = "deadline",
        Due = "due",
        Headline = "headline",
        Role = "role",
        Partner = "partner",
        Kind = "kind",
        Title = "title",
        Name = "name",
        ShortName = "short_name",
        CountUnit = "count_unit",
        Ministry = "ministry",
        Feeds = "feeds",
        Lead = "lead_unit",
        Volume = "volume",
        Weight = "weight",
        Product = "product",
        Reach = "reach",
        Target = "target",
        Scope = "scope",
        UnitOfMeasure = "unit_of_measure",
        Direction = "direction",
        Baseline = "baseline",
        BaselineDay = "baseline_day",
        Counts = "counts",
        FreshDays = "fresh_days",
        Falls = "falls",
        Path = "path",
        Criterion = "criterion",
        Value = "value",
        EndsOn = "ends_on",
        ClosesOn = "closes_on",
        /// Who goes on with what a unit that ended had.
        Successors = "successors",
        /// The unit that has a milestone.
        Unit = "unit",
        Workstream = "workstream",
        Bloc = "bloc",
        Tier = "tier",
        /// The event that a deadline runs from, how many days after it, and which are counted.
        After = "after",
        AfterDays = "after_days",
        DayCount = "day_count",
        /// Who brings such an event about, its day, and its document.
        Issuer = "issuer",
        HappenedOn = "happened_on",
        DocumentNumber = "document_number",
        DocumentDay = "document_day",
        /// Of what recurs: when a report is due, and until when it is taken.
        Every = "every",
        DataCloses = "data_closes",
        ReportDue = "report_due",
        BeginsOn = "begins_on",
        Cadence = "cadence",
        DueMonths = "due_months",
        DayOff = "day_off",
        CutOffDays = "cut_off_days",
        Responsible = "responsible",
        /// A second value that a milestone names.
        SecondIndicator = "second_indicator",
        SecondReach = "second_reach",
        /// The day from which a duty is over.
        EndedOn = "ended_on",
        /// The parts of its workstream that a duty stands for since units merged.
        Portions = "portions",
        /// From when a unit belongs to a group, and the area that a group takes in.
        Area = "area",
        /// The cancelled milestone whose place a new one takes.
        Replaces = "replaces",
        /// A milestone created soon after another was cancelled, which names none. Told of by
        /// the board; no row has it.
        Beside = "beside",
        /// A counted milestone added after the campaign began to what its duty counted already.
        /// Told of by the board; no row has it.
        Added = "added",
    }
}

/// How a term is promised (rule 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promised {
    /// Whether an empty one promised nothing: what is set there later is the first promise.
    /// Elsewhere a default held.
    pub empty_is_none: bool,
    /// Whether a decision may empty it.
    pub may_empty: bool,
}

/// What a change of a promise asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Nothing: it is promised for the first time.
    Nothing,
    Decision,
}

/// Why a promise stays as it is, whoever decides. `text::kept` says it to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Kind and weight of what was late, handed over or accepted.
    Settled,
    /// Product and value to reach of what waits for a decision or was accepted once.
    PromiseSettled,
    /// The event that a deadline runs from, once the day is set.
    Dated,
    /// What was cancelled is over.
    Over,
    /// What was promised is not taken back by an empty field.
    Emptied,
    /// An indicator stays what it is an indicator of, unless its unit ends: what was measured there
    /// is of there.
    Elsewhere,
    /// What recurs does so as it began: another is begun beside it.
    OfItsRhythm,
}

impl Promised {
    pub const ALWAYS: Self = Self {
        empty_is_none: false,
        may_empty: false,
    };
    pub const ONCE_SET: Self = Self {
        empty_is_none: true,
        may_empty: false,
    };
    /// Set, changed and emptied by a decision.
    pub const EITHER_WAY: Self = Self {
        empty_is_none: false,
        may_empty: true,
    };

    /// What a change asks for. `kept`: why the term can no longer change.
    pub fn change(self, was: &str, now: &str, kept: Option<Kept>) -> Result<Asks, Kept> {
        if self.empty_is_none && was.is_empty() && kept.is_none() {
            return Ok(Asks::Nothing);
        }
        if !self.may_empty && now.is_empty() {
            return Err(Kept::Emptied);
        }
        kept.map_or(Ok(Asks::Decision), Err)
    }
}

/// What a milestone promises beside its deadline, and how.
pub const MILESTONE_TERMS: [(Term, Promised); 5] = [
    (Term::Kind, Promised::ALWAYS),
    (Term::Title, Promised::ALWAYS),
    (Term::Weight, Promised::ALWAYS),
    (Term::Product, Promised::ONCE_SET),
    (Term::Reach, Promised::ONCE_SET),
];

/// One term that a decision changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redefinition {
    pub subject: Subject,
    pub term: Term,
    /// In the words of the files; empty where a default held.
    pub was: Arc<str>,
    pub now: Arc<str>,
    /// The number of the decision.
    pub decision: Arc<str>,
    pub reason: Arc<str>,
    pub approver: Arc<str>,
    /// The local day of `recorded_at`.
    pub day: Day,
}

/// What was promised first of each term that is not so any more, from what happened to one
/// subject, oldest first.
pub fn first_terms<'a>(changes: impl Iterator<Item = &'a Redefinition>) -> Vec<(Term, Arc<str>)> {
    let mut terms: Vec<(Term, &Arc<str>, &Arc<str>)> = Vec::new();
    for change in changes {
        match terms.iter_mut().find(|(term, ..)| *term == change.term) {
            Some((.., now)) => *now = &change.now,
            None => terms.push((change.term, &change.was, &change.now)),
        }
    }
    terms
        .into_iter()
        .filter(|(_, first, now)| first != now)
        .map(|(term, first, _)| (term, first.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_day;

    #[test]
    fn rule_4_a_promise_changes_by_a_decision_and_is_never_emptied() {
        for (how, was, now, kept, told) in [
            (Promised::ONCE_SET, "", "A", None, Ok(Asks::Nothing)),
            (
                Promised::ONCE_SET,
                "",
                "A",
                Some(Kept::Settled),
                Err(Kept::Settled),
            ),
            (Promised::ONCE_SET, "A", "B", None, Ok(Asks::Decision)),
            (Promised::ONCE_SET, "A", "", None, Err(Kept::Emptied)),
            (Promised::ALWAYS, "", "A", None, Ok(Asks::Decision)),
            (
                Promised::ALWAYS,
                "A",
                "B",
                Some(Kept::Over),
                Err(Kept::Over),
            ),
            (Promised::EITHER_WAY, "A", "", None, Ok(Asks::Decision)),
        ] {
            assert_eq!(
                how.change(was, now, kept),
                told,
                "{how:?} {was:?} {now:?} {kept:?}"
            );
        }
    }

    /// What went back to where it began is as it was promised first.
    #[test]
    fn rule_4_the_first_of_each_term_is_told_where_it_differs() {
        let change = |term, was: &str, now: &str| Redefinition {
            subject: Subject::Campaign,
            term,
            was: was.into(),
            now: now.into(),
            decision: "1/QĐ".into(),
            reason: "".into(),
            approver: "".into(),
            day: parse_day("2026-11-20").unwrap(),
        };
        let changes = [
            change(Term::Volume, "10", "20"),
            change(Term::Weight, "", "5"),
            change(Term::Volume, "20", "30"),
            change(Term::Baseline, "1", "2"),
            change(Term::Baseline, "2", "1"),
        ];
        assert_eq!(
            first_terms(changes.iter()),
            [(Term::Volume, "10".into()), (Term::Weight, "".into())]
        );
    }
}
