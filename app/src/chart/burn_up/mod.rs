//! The burn-up: what was accepted against the plan, and where it leads.
//!
//! plotters draws the lines; labels are placed by `labels`, because they must
//! keep clear of each other and of the deadline at any shape of the data.
mod draw;
mod ink;
mod kept;
mod labels;
mod scale;
#[cfg(test)]
mod tests;
mod words;

use crate::{
    domain::{Day, Forecast},
    text::Lang,
    views::{MaybeShare, WeekPoint},
};

pub use kept::burn_up;
pub use scale::{Plot, Scale, Size};

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub struct BurnUp<'a> {
    pub lang: Lang,
    pub start: Day,
    /// The day of the page.
    pub day: Day,
    /// Whether that day is today.
    pub is_today: bool,
    pub deadline: Option<Day>,
    /// Week by week; the last is the page's day.
    pub history: &'a [WeekPoint],
    /// The plan after the page's day.
    pub plan: &'a [(Day, MaybeShare)],
    pub forecast: &'a Forecast,
}
