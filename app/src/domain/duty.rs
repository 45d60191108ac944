//! One unit's part of one workstream.
use super::{
    Bearer, Day, Indicator, IndicatorCode, Measurement, Milestone, Share, UnitCode, Value, Weight,
    WorkstreamCode, words,
};
use std::sync::Arc;

words! {
    DutyRole {
        Lead = "lead",
        Contribute = "contribute",
    }
}

/// Which duty: the unit and the workstream.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DutyKey {
    pub unit: UnitCode,
    pub workstream: WorkstreamCode,
}

/// A duty with everything its figures need.
#[derive(Debug, Clone, PartialEq)]
pub struct Duty {
    pub key: DutyKey,
    pub role: DutyRole,
    /// Records to be done, in the workstream's count unit.
    pub volume: Option<i64>,
    /// A weight the office set; else the default of its role.
    pub set_weight: Option<Weight>,
    /// In their order.
    pub milestones: Vec<Milestone>,
    pub outcome: Option<Outcome>,
    /// Those of the six criteria that have an indicator, in their order. They
    /// touch neither shares nor statuses.
    pub criteria: Vec<Outcome>,
    pub provisional: bool,
}

/// The outcome indicator of a duty, or an indicator of the campaign, with its
/// accepted measurements.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub indicator: Arc<Indicator>,
    pub target: Option<Value>,
    /// Accepted ones by value date, then in the order they were accepted.
    pub measurements: Vec<Measurement>,
}

impl Outcome {
    pub const fn new(indicator: Arc<Indicator>) -> Self {
        Self {
            indicator,
            target: None,
            measurements: Vec::new(),
        }
    }

    /// Adds an accepted measurement in its place.
    pub fn add(&mut self, measurement: Measurement) {
        let at = self
            .measurements
            .partition_point(|m| m.day() <= measurement.day());
        self.measurements.insert(at, measurement);
    }

    /// The latest accepted measurement.
    pub fn latest(&self) -> Option<Measurement> {
        self.measurements.last().copied()
    }

    /// The latest value, in the indicator's unit of measure.
    pub fn latest_value(&self) -> Option<Value> {
        self.latest().map(|m| m.value(&self.indicator))
    }

    /// The measured share: 0 before the first accepted measurement ("chưa đo"),
    /// `None` without a target.
    pub fn share(&self) -> Option<Share> {
        let target = self.target?;
        match self.latest_value() {
            None => self.indicator.accepts_target(target).then_some(Share::ZERO),
            Some(value) => self.indicator.share(value, target),
        }
    }

    /// The measured share that may be rolled up: a bare value never is.
    pub fn rolled_up_share(&self) -> Option<Share> {
        if self.latest().is_some_and(Measurement::bare) {
            None
        } else {
            self.share()
        }
    }

    /// Whether any accepted measurement has reached a value.
    pub fn has_reached(&self, value: Value) -> bool {
        self.measurements
            .iter()
            .any(|m| self.indicator.reached(m.value(&self.indicator), value))
    }

    pub fn target_reached(&self) -> bool {
        match (self.latest_value(), self.target) {
            (Some(value), Some(target)) => self.indicator.reached(value, target),
            _ => false,
        }
    }

    /// Whether the latest measurement is still fresh: through day V + its days.
    pub fn fresh(&self, today: Day) -> bool {
        self.latest()
            .is_some_and(|m| (today - m.day()).num_days() <= self.indicator.fresh_days)
    }
}

impl Duty {
    /// Gives the duty an indicator, or a later row of one it has: the outcome,
    /// or one of the six criteria beside it. Its measurements stay with it.
    pub fn set_indicator(&mut self, indicator: Arc<Indicator>) {
        let mut outcome = self
            .take_indicator(&indicator.code)
            .unwrap_or_else(|| Outcome::new(indicator.clone()));
        outcome.indicator = indicator;
        match outcome.criterion() {
            None => self.outcome = Some(outcome),
            Some(criterion) => {
                self.criteria.retain(|o| o.criterion() != Some(criterion));
                self.criteria.push(outcome);
                self.criteria.sort_by_key(Outcome::criterion);
            }
        }
    }

    fn take_indicator(&mut self, code: &IndicatorCode) -> Option<Outcome> {
        if let Some(at) = self.criteria.iter().position(|o| o.indicator.code == *code) {
            return Some(self.criteria.remove(at));
        }
        self.outcome.take_if(|o| o.indicator.code == *code)
    }

    /// The outcome or criterion with this code.
    pub fn indicator(&self, code: &IndicatorCode) -> Option<&Outcome> {
        self.outcome
            .iter()
            .chain(&self.criteria)
            .find(|o| o.indicator.code == *code)
    }

    pub fn indicator_mut(&mut self, code: &IndicatorCode) -> Option<&mut Outcome> {
        self.outcome
            .iter_mut()
            .chain(&mut self.criteria)
            .find(|o| o.indicator.code == *code)
    }

    pub fn counted(&self) -> impl Iterator<Item = &Milestone> {
        self.milestones.iter().filter(|m| m.counts())
    }

    /// "Phối hợp, không có sản phẩm riêng": a contributing duty with nothing of its
    /// own to hand over weighs nothing, has no status and stands in no count.
    pub fn only_supports(&self) -> bool {
        self.role == DutyRole::Contribute && self.counted().next().is_none()
    }

    /// What its weight depends on.
    pub fn bearer(&self) -> Bearer {
        Bearer {
            lead: self.role == DutyRole::Lead,
            counted: self.counted().next().is_some(),
            set: self.set_weight,
        }
    }

    /// Whether an outcome milestone's promised value was measured and accepted;
    /// other milestones need no measurement.
    pub fn promise_measured(&self, milestone: &Milestone) -> bool {
        if milestone.terms.kind != super::MilestoneKind::Outcome {
            return true;
        }
        match (milestone.terms.reach, &self.outcome) {
            (Some(value), Some(outcome)) => outcome.has_reached(value),
            (Some(_), None) => false,
            (None, _) => true,
        }
    }

    /// Whether any counted milestone was handed over after the deadline that
    /// stood: the mark a finished duty keeps.
    pub fn finished_late(&self) -> bool {
        self.counted().any(Milestone::finished_late)
    }
}
