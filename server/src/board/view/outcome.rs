//! `/outcomes/{code}`
use std::sync::Arc;

use app::{
    domain::{
        AssignmentRole, Day, DutyKey, Event, IndicatorCode, Instant, Outcome, OutcomePace, Subject,
        TargetPath, Term, UnitCode, local_day, parse_day, remaining, remaining_records,
        target_path, tenths,
    },
    views::{
        EvidenceRow, OutcomePage, ToldRechecks, TrendPoint, ValueDecision, ValueRevocation,
        ValueRow,
    },
};
use chrono::TimeDelta;

use super::{measure::Of, rows::file_row, scope::Scope};
use crate::{
    board::Board,
    db::{measurements::Measured, milestone_events::EvidenceText},
};

impl Board {
    /// The unit of an indicator a reader may see (`None` inside: the campaign's
    /// own); `None` when there is no such indicator, or none for this reader.
    pub(in crate::board) fn outcome_unit(
        &self,
        scope: &Scope,
        code: &IndicatorCode,
    ) -> Option<Option<UnitCode>> {
        let (key, _) = self.find_outcome(scope, code)?;
        Some(key.map(|key| key.unit.clone()))
    }

    fn find_outcome(
        &self,
        scope: &Scope,
        code: &IndicatorCode,
    ) -> Option<(Option<&DutyKey>, &Outcome)> {
        if let Some(key) = self.duties.of_indicator(code) {
            let seen = scope.unit(&key.unit) && self.units.contains_key(&key.unit);
            let outcome = self.duties.get(key)?.duty.indicator(code)?;
            return seen.then_some((Some(key), outcome));
        }
        let outcome = self.indicators.get(code)?;
        (*scope == Scope::Campaign).then_some((None, outcome.as_ref()))
    }

    /// One indicator, with its measurements as the ledger tells them.
    pub(in crate::board) fn outcome_page(
        &self,
        scope: &Scope,
        code: &IndicatorCode,
        full: bool,
        measured: &[Measured],
        evidence: &[EvidenceText],
    ) -> Option<OutcomePage> {
        let (key, outcome) = self.find_outcome(scope, code)?;
        let (today, indicator) = (self.day(), &outcome.indicator);
        let path = target_path(outcome);
        let of_records = key.filter(|_| outcome.criterion().is_none());
        // Target and deadline are told from the rows themselves.
        let mut first_terms = self.first_terms(scope, &Subject::Indicator(code.clone()));
        first_terms.retain(|(term, _)| !matches!(term, Term::Target | Term::Deadline));
        let values = self.value_rows((key, outcome), measured, evidence);
        Some(OutcomePage {
            rechecks: ToldRechecks::default(),
            row: self.outcome_row(outcome),
            first_target: outcome.first_target,
            first_deadline: outcome.first_deadline,
            first_terms,
            redefinitions: Vec::new(),
            criterion: outcome.criterion(),
            lead: key.and_then(|key| self.lead_of(&key.unit)),
            count_unit: of_records
                .and_then(|key| self.workstreams.get(&key.workstream))
                .map_or_else(|| "".into(), |w| w.count_unit.clone()),
            fresh_days: indicator.fresh_days,
            points: trend(outcome, path.as_ref()),
            path_now: path.as_ref().and_then(|path| path.at(today)),
            path,
            pace: OutcomePace::of(outcome, &self.forecast_of(outcome), today, &self.calendar),
            remaining: remaining(outcome),
            remaining_records: of_records.and_then(|_| remaining_records(outcome)),
            criteria: key.map_or_else(Vec::new, |key| self.criteria_of(key)),
            shown: values.len(),
            values,
            full,
            measures: false,
            says: Vec::new(),
            why: None,
            said: Vec::new(),
            revocation: ValueRevocation::default(),
        })
    }

    fn lead_of(&self, unit: &UnitCode) -> Option<(app::domain::PartnerCode, Arc<str>)> {
        let assigned = self.assignments_on(unit, self.day());
        let lead = assigned.iter().find(|a| a.role == AssignmentRole::Lead)?;
        Some((lead.partner.clone(), self.partner_name(&lead.partner)))
    }

    /// Newest first; an accepted value tells its change against the one before it, each as it
    /// counts.
    fn value_rows(
        &self,
        of: Of<'_>,
        measured: &[Measured],
        evidence: &[EvidenceText],
    ) -> Vec<ValueRow> {
        let records = self.records_of(of);
        measured
            .iter()
            .filter_map(|row| self.value_row(of.1, records, row, evidence))
            .collect()
    }

    /// The day a measurement was entered, where that is after the deadline and its own is not.
    pub(super) fn entered_late(&self, outcome: &Outcome, row: &Measured) -> Option<Day> {
        let measurement = row.measurement()?;
        let day = measurement.day();
        let accepted = value_decision(row) == ValueDecision::Accepted;
        let stands = outcome.entered_on(measurement).filter(|_| accepted);
        let entered_on = stands.unwrap_or_else(|| self.entered_on(day, row.seq, row.entered_at));
        outcome.entered_late(day, entered_on).then_some(entered_on)
    }

    fn value_row(
        &self,
        outcome: &Outcome,
        records: Option<i64>,
        row: &Measured,
        evidence: &[EvidenceText],
    ) -> Option<ValueRow> {
        let measurement = row.measurement()?;
        let day = measurement.day();
        let decision = value_decision(row);
        let accepted = decision == ValueDecision::Accepted;
        let fresh = TimeDelta::try_days(outcome.indicator.fresh_days).filter(|_| accepted);
        let value = measurement.value(&outcome.indicator);
        let change = outcome.change(measurement).filter(|_| accepted);
        let entered_on = local_day(row.entered_at, self.zone());
        let mut documents = evidence.iter().filter(|it| it.submission == row.id);
        let document = documents.find_map(|it| parse_day(it.document_day.as_deref()?));
        let signs = match accepted {
            true => outcome.signs_accepted(measurement, records, document, entered_on),
            false => Vec::new(),
        };
        let took = row.decided_at.map(|at| at - row.entered_at);
        Some(ValueRow {
            signs,
            at_once: accepted && row.decided_here && took.is_some_and(|took| took < AT_ONCE),
            id: row.id.clone(),
            day,
            entered_late: self.entered_late(outcome, row),
            before_campaign: outcome.before_campaign(day),
            counts: measurement.counts(),
            judged: Some(outcome.judged(measurement)).filter(|judged| *judged != value),
            value,
            change: change.and_then(tenths),
            source: row.source.clone(),
            decision,
            decided_on: row.decided_at.map(|at| local_day(at, self.zone())),
            valid_until: fresh.and_then(|fresh| day.checked_add_signed(fresh)),
            person: row.name.clone(),
            entered_on,
            decided_by: row.decided_by.clone(),
            after_reset: row.after_reset && row.event().is_some_and(Event::decides),
            reason: row.reason.clone(),
            fall_reason: row.fall_reason.clone(),
            survey: row.survey(),
            few: outcome.indicator.few_answers(measurement.counts()),
            mark: String::new(),
            evidence: evidence
                .iter()
                .filter(|document| document.submission == row.id)
                .map(|document| EvidenceRow {
                    document_number: document.document_number.clone(),
                    document_day: document.document_day.as_deref().and_then(parse_day),
                    link: document.link.clone(),
                    files: document.files.iter().filter_map(file_row).collect(),
                })
                .collect(),
        })
    }
}

/// A decision within this time of the entry read nothing: a minute, in the unit of instants.
const AT_ONCE: Instant = 60 * 1_000_000;

/// The latest accepted value of each day, oldest first.
pub(super) fn trend(outcome: &Outcome, path: Option<&TargetPath>) -> Vec<TrendPoint> {
    let mut points: Vec<TrendPoint> = Vec::new();
    for measurement in outcome.judging() {
        let day: Day = measurement.day();
        let point = TrendPoint {
            day,
            value: outcome.judged(measurement),
            path: path.and_then(|path| path.at(day)),
            before_campaign: outcome.before_campaign(day),
        };
        match points.last_mut() {
            Some(last) if last.day == day => *last = point,
            _ => points.push(point),
        }
    }
    points
}

/// What became of a measurement.
pub(super) fn value_decision(row: &Measured) -> ValueDecision {
    match row.event.as_deref().and_then(Event::from_code) {
        Some(Event::Accepted) => ValueDecision::Accepted,
        Some(Event::Returned) => ValueDecision::Returned,
        Some(Event::Revoked) => ValueDecision::Revoked,
        Some(Event::Withdrawn) => ValueDecision::Withdrawn,
        _ => ValueDecision::Waiting,
    }
}
