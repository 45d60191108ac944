//! Promises that a decision changed (rule 4): what was, what is, who decided.
use std::sync::Arc;

use super::{Day, DutyKey, IndicatorCode, MilestoneId, UnitCode, WorkstreamCode, words};

/// Whose promise it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    Campaign,
    Unit(UnitCode),
    Workstream(WorkstreamCode),
    Duty(DutyKey),
    Milestone(MilestoneId),
    Indicator(IndicatorCode),
    /// The value of an indicator on a day, which a correction superseded.
    Measurement(IndicatorCode, Day),
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
        CountUnit = "count_unit",
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
        Criterion = "criterion",
        Value = "value",
        EndsOn = "ends_on",
        Bloc = "bloc",
        Tier = "tier",
    }
}

/// One term that a decision changed.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    use crate::domain::parse_day;

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
