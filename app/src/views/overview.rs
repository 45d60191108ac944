use std::sync::Arc;

use super::{EventRow, MaybeShare};
use crate::domain::{Bloc, Day, Figures, Forecast, UnitCode, WorkstreamCode};

/// `/`: how far is the campaign, where is it behind, who must act.
#[derive(Debug, Clone)]
pub struct Overview {
    pub figures: Figures,
    pub forecast: Forecast,
    /// Tenths of a point a week until the deadline; `None`: "–".
    pub required_pace: Option<i64>,
    /// Week by week since the start; the last is the page's day.
    pub history: Vec<WeekPoint>,
    /// The plan from the page's day to the last original deadline.
    pub plan: Vec<(Day, MaybeShare)>,
    /// The 12 national databases, worst first.
    pub national: Vec<DatabaseCard>,
    /// All sector databases together.
    pub sector: Figures,
    pub sector_databases: usize,
    pub blocs: Vec<BlocRow>,
    /// Newest first.
    pub events: Vec<EventRow>,
    pub units: usize,
    /// Units with duties whose figures have been still the longest; for "who
    /// must act": milestones past their deadline by unit, most first.
    pub pressing: Vec<PressingRow>,
}

/// One point of the burn-up; equals that day's as-of page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekPoint {
    pub day: Day,
    pub expected_original: MaybeShare,
    pub expected: MaybeShare,
    pub claimed: MaybeShare,
    pub accepted: MaybeShare,
}

#[derive(Debug, Clone)]
pub struct DatabaseCard {
    pub code: WorkstreamCode,
    /// Without the generic beginning.
    pub name: Arc<str>,
    pub provisional: bool,
    pub figures: Figures,
    pub forecast: Forecast,
    /// The day its accepted share became 100 %, when it is.
    pub lead_unit: Option<(UnitCode, Arc<str>)>,
}

#[derive(Debug, Clone)]
pub struct BlocRow {
    pub bloc: Bloc,
    pub units: usize,
    pub figures: Figures,
    /// Accepted share of the last eight weeks, oldest first.
    pub weeks: Vec<MaybeShare>,
}

/// A unit with counted milestones past their deadline or waiting.
#[derive(Debug, Clone)]
pub struct PressingRow {
    pub unit: UnitCode,
    pub unit_name: Arc<str>,
    /// Milestones of the unit itself that are late.
    pub late: u32,
    /// Milestones that close within 7 days.
    pub soon: u32,
    /// The longest lateness in days.
    pub days: i64,
    /// Points of the city's accepted share these milestones would add.
    pub gain: MaybeShare,
}
