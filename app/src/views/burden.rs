use std::sync::Arc;

use crate::domain::{BURDEN_WEEKS, Burden, Day, DutyKey, IndicatorCode, Minutes, UnitCode, Value};

/// `/burden`: what is asked of units each week, and what was entered and is not used.
#[derive(Debug, Clone)]
pub struct BurdenPage {
    pub minutes: Minutes,
    /// The Mondays of the weeks.
    pub weeks: [Day; BURDEN_WEEKS],
    /// Open units of which something is asked, and all they are asked for.
    pub units: usize,
    pub total: Burden,
    /// A page of them, or all for a file; most minutes first.
    pub rows: Vec<BurdenRow>,
    pub page: usize,
    pub pages: usize,
    /// What was entered lately and entered no figure, count or decision, oldest first.
    pub idle: Vec<IdleRow>,
    /// The minutes that took.
    pub idle_minutes: i64,
}

#[derive(Debug, Clone)]
pub struct BurdenRow {
    pub unit: UnitCode,
    pub name: Arc<str>,
    pub asked: Burden,
    pub minutes: Value,
    /// What of the unit's entered nothing.
    pub idle: usize,
}

/// One thing that was entered and is not used.
#[derive(Debug, Clone)]
pub struct IdleRow {
    pub day: Day,
    /// Of the campaign's own measurements none.
    pub unit: Option<(UnitCode, Arc<str>)>,
    /// A milestone's title or an indicator's name.
    pub name: Arc<str>,
    pub place: IdlePlace,
    pub withdrawn: bool,
}

/// Where it was entered.
#[derive(Debug, Clone)]
pub enum IdlePlace {
    Report(DutyKey),
    Value(IndicatorCode),
}
