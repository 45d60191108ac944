use std::sync::Arc;

use super::MaybeShare;
use crate::domain::{
    Criterion, Day, Forecast, IndicatorCode, Standing, Status, UnitCode, Value, WorkstreamCode,
};

/// `/outcomes`
#[derive(Debug, Clone)]
pub struct OutcomeList {}

/// `/outcomes/{code}`
#[derive(Debug, Clone)]
pub struct OutcomePage {}

/// An indicator of a duty, or of the campaign.
#[derive(Debug, Clone)]
pub struct OutcomeRow {
    pub code: IndicatorCode,
    /// The duty's unit and workstream; neither for one of the campaign.
    pub unit: Option<(UnitCode, Arc<str>)>,
    pub workstream: Option<(WorkstreamCode, Arc<str>)>,
    pub name: Arc<str>,
    pub unit_of_measure: Arc<str>,
    pub up: bool,
    /// What people or businesses say when asked.
    pub satisfaction: bool,
    /// `None`: measured, and without a target.
    pub status: Option<Status>,
    /// Value in the unit of measure, printed with one decimal.
    pub value: Option<Value>,
    pub counts: Option<(i64, i64)>,
    pub measured_on: Option<Day>,
    pub fresh: bool,
    pub target: Option<Value>,
    pub deadline: Option<Day>,
    pub forecast: Forecast,
    /// Values of the last measurements, oldest first.
    pub trend: Vec<(Day, Value)>,
    pub provisional: bool,
    pub source: Arc<str>,
}

/// One of the six criteria of a database at a unit.
#[derive(Debug, Clone)]
pub struct CriterionRow {
    pub criterion: Criterion,
    /// `None`: nothing says how it is measured yet.
    pub code: Option<IndicatorCode>,
    /// What exactly is counted.
    pub name: Arc<str>,
    pub unit_of_measure: Arc<str>,
    pub up: bool,
    pub value: Option<Value>,
    pub counts: Option<(i64, i64)>,
    pub measured_on: Option<Day>,
    /// Its own threshold: the target of its indicator.
    pub threshold: Option<Value>,
    pub standing: Standing,
    /// How far it is on the way to the threshold.
    pub share: MaybeShare,
    pub provisional: bool,
}
