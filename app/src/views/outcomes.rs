use std::sync::Arc;

use super::MaybeShare;
use crate::domain::{
    AfterDeadline, Criterion, Day, Figures, Forecast, Group, IndicatorCode, Standing, Status,
    UnitCode, Value, WorkstreamCode,
};

/// `/outcomes`: is satisfaction measured, what else is, and where not.
#[derive(Debug, Clone)]
pub struct OutcomeList {
    pub filter: OutcomeFilter,
    /// The campaign's own that match the filter, what people and businesses say
    /// first; `None` for a reader without campaign figures.
    pub campaign: Option<Vec<OutcomeRow>>,
    /// What people and businesses say, filtered or not.
    pub satisfaction: Vec<OutcomeRow>,
    /// All indicators of duties the reader may see, filtered or not.
    pub all: OutcomeTally,
    /// By database, worst first; empty when rows are shown instead.
    pub databases: Vec<OutcomeDatabase>,
    /// Indicators of duties that match the filter, worst first.
    pub rows: Vec<OutcomeRow>,
    /// How many match; more than `rows` where not all are shown.
    pub matching: usize,
    /// The database asked for, where it has any.
    pub database: Option<OutcomeDatabase>,
    /// The databases to choose from.
    pub choices: Vec<(WorkstreamCode, Arc<str>)>,
}

/// The filters of `/outcomes`, as typed.
#[derive(Debug, Clone, Default)]
pub struct OutcomeFilter {
    pub text: String,
    pub database: Option<WorkstreamCode>,
    pub state: Option<OutcomeState>,
    /// All matching rows, not only the first.
    pub all: bool,
}

impl OutcomeFilter {
    pub fn any(&self) -> bool {
        !self.text.is_empty() || self.database.is_some() || self.state.is_some()
    }
}

/// What a list of indicators may be narrowed to: a status, or never measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeState {
    Status(Status),
    Unmeasured,
}

/// Indicators counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutcomeTally {
    pub indicators: u32,
    pub measured: u32,
    /// By status, in the order of [`Status::ALL`].
    pub counts: [u32; 6],
}

impl OutcomeTally {
    pub const fn count(&self, status: Status) -> u32 {
        self.counts[status as usize]
    }
}

/// The indicators of the duties of one database.
#[derive(Debug, Clone)]
pub struct OutcomeDatabase {
    pub code: WorkstreamCode,
    /// Whether it is a database, or a task beside them.
    pub group: Group,
    pub name: Arc<str>,
    pub provisional: bool,
    pub tally: OutcomeTally,
    /// Of its duties, as far as the reader sees them.
    pub figures: Figures,
}

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
    /// Its denominators are answers to a survey, by its own account.
    pub survey: bool,
    /// Its values are numbers of things, each a part of the target.
    pub things: bool,
    /// `None`: measured, and without a target.
    pub status: Option<Status>,
    /// The value it is judged by, in the unit of measure.
    pub value: Option<Value>,
    /// What was measured, where that is a sample: the value is what it makes of all records.
    pub of_sample: Option<Value>,
    pub counts: Option<(i64, i64)>,
    /// How many answered, where so few did that it says little.
    pub few: Option<i64>,
    /// The records there are, where the latest measurement is a sample of them.
    pub sample_of: Option<i64>,
    pub measured_on: Option<Day>,
    /// Values were entered or accepted, and none of them stands.
    pub none_stands: bool,
    /// That day is one of before the campaign.
    pub before_campaign: bool,
    /// What the value owes to the time after the deadline.
    pub after_deadline: Option<AfterDeadline>,
    pub fresh: bool,
    pub target: Option<Value>,
    pub reached: bool,
    pub deadline: Option<Day>,
    pub forecast: Forecast,
    /// Values of the last measurements, oldest first.
    pub trend: Vec<(Day, Value)>,
    /// A later value that is not judged: it says not of how many records.
    pub uncounted: Option<(Day, Value)>,
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
    /// That day is one of before the campaign.
    pub before_campaign: bool,
    /// Its own threshold: the target of its indicator.
    pub threshold: Option<Value>,
    pub standing: Standing,
    /// How far it is on the way to the threshold.
    pub share: MaybeShare,
    pub provisional: bool,
}
