//! The burn-up: what was accepted against the plan, and where it leads.
mod draw;
#[cfg(test)]
mod tests;
mod words;

use crate::{
    chart::plot::{Scale, Size},
    domain::{Day, Forecast},
    text::Lang,
    views::{MaybeShare, WeekPoint},
};

pub use draw::burn_up;

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

impl BurnUp<'_> {
    /// From the start to the last thing to be shown.
    pub fn scale(&self, size: Size) -> Scale {
        let first = self.history.first().map_or(self.start, |p| p.day);
        let from = first.min(self.start);
        let mut to = self.day.max(self.deadline.unwrap_or(self.day));
        if let Some((day, _)) = self.plan.last() {
            to = to.max(*day);
        }
        Scale {
            plot: size.plot(),
            from,
            to: Scale::last_day(from, to, self.forecast),
            low: 0.0,
            high: 1.0,
        }
    }
}
