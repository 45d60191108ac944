//! The trend of an indicator: what was measured against the path to its
//! target, and where it leads.
mod axis;
mod draw;
#[cfg(test)]
mod tests;
mod words;

use crate::{
    chart::{
        drawn,
        plot::{Scale, Size},
    },
    domain::{Day, Forecast, OutcomePace, TargetPath, Value},
    text::Lang,
    views::TrendPoint,
};

pub use draw::trend;

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Trend<'a> {
    pub lang: Lang,
    /// The day of the page.
    pub day: Day,
    /// Whether that day is today.
    pub is_today: bool,
    pub deadline: Option<Day>,
    pub unit_of_measure: &'a str,
    pub up: bool,
    pub reached: bool,
    /// By rising day; without one there is nothing to draw.
    pub points: &'a [TrendPoint],
    pub path: Option<&'a TargetPath>,
    /// Where the path is on the page's day.
    pub path_now: Option<Value>,
    pub target: Option<Value>,
    pub forecast: &'a Forecast,
    pub pace: OutcomePace,
}

impl Trend<'_> {
    /// From the first thing to be shown to the last, and from 0 to the highest.
    pub fn scale(&self, size: Size) -> Scale {
        let begins = self.path.map(|path| path.from.0);
        let first = self.points.first().map(|point| point.day);
        let days = [begins, first, self.deadline];
        let from = days.into_iter().flatten().fold(self.day, Day::min);
        let to = self.day.max(self.deadline.unwrap_or(self.day));
        let axis = axis::Axis::of(self);
        Scale {
            plot: size.plot(),
            from,
            to: Scale::last_day(from, to, self.forecast),
            low: axis.low,
            high: axis.high,
        }
    }

    fn last(&self) -> Option<TrendPoint> {
        self.points.last().copied()
    }

    /// The latest value, for drawing.
    fn value(&self) -> Option<f64> {
        self.last().map(|point| drawn(point.value))
    }

    /// Whether the latest value is on the wrong side of the path.
    fn behind(&self) -> bool {
        match (self.last(), self.path_now) {
            (Some(last), Some(path)) if self.up => last.value < path,
            (Some(last), Some(path)) => last.value > path,
            _ => false,
        }
    }
}
