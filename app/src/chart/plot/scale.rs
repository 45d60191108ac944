//! Where days and values lie in the drawing.
use chrono::{Datelike, TimeDelta};

use crate::domain::{Day, Forecast};

/// One drawing for wide screens, one for phones, one for a screen on a wall and one for paper: text
/// must stay readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    Wide,
    Narrow,
    /// Beside other things on a wide screen.
    Small,
    Wall,
    Paper,
}

/// Where the plot lies in the drawing, in its own units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plot {
    pub width: f64,
    pub height: f64,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Size {
    /// Whether it has room for all words; where it has not, they are fewer and shorter.
    pub const fn is_large(self) -> bool {
        matches!(self, Self::Wide | Self::Small | Self::Wall)
    }

    pub const fn plot(self) -> Plot {
        match self {
            Self::Wide => Plot {
                width: 840.0,
                height: 500.0,
                left: 40.0,
                right: 826.0,
                top: 46.0,
                bottom: 474.0,
            },
            Self::Small => Plot {
                width: 560.0,
                height: 262.0,
                left: 40.0,
                right: 548.0,
                top: 46.0,
                bottom: 236.0,
            },
            Self::Narrow => Plot {
                width: 360.0,
                height: 346.0,
                left: 2.0,
                right: 356.0,
                top: 62.0,
                bottom: 320.0,
            },
            Self::Wall => Plot {
                width: 600.0,
                height: 540.0,
                left: 40.0,
                right: 590.0,
                top: 46.0,
                bottom: 516.0,
            },
            Self::Paper => Plot {
                width: 400.0,
                height: 214.0,
                left: 2.0,
                right: 396.0,
                top: 44.0,
                bottom: 190.0,
            },
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Scale {
    pub plot: Plot,
    pub from: Day,
    pub to: Day,
    /// The values at the bottom and at the top of the plot.
    pub low: f64,
    pub high: f64,
}

impl Scale {
    /// The last day of an axis that shows everything to a day, and the
    /// forecast. One years away does not squeeze what has happened: the axis
    /// ends before it.
    pub fn last_day(from: Day, to: Day, forecast: &Forecast) -> Day {
        let span = (to - from).num_days().max(28);
        let mut wanted = to;
        if let Forecast::Finish {
            likely, cautious, ..
        } = forecast
        {
            // Room for the finish date beside its mark.
            wanted = wanted.max(later(likely.day, span / 12));
            if let Some(cautious) = cautious {
                wanted = wanted.max(cautious.day);
            }
        }
        let (limit, least) = (later(from, span * 4 / 3), later(from, span * 51 / 50));
        wanted.min(limit).max(least)
    }

    fn days(&self) -> f64 {
        (self.to - self.from).num_days().max(1) as f64
    }

    /// The day as a number from the start, for plotters.
    pub fn at(&self, day: Day) -> f64 {
        (day - self.from).num_days() as f64
    }

    pub fn end(&self) -> f64 {
        self.days()
    }

    /// The place of a day, from 0 at the left edge of the plot to 1.
    pub fn part(&self, day: Day) -> f64 {
        self.at(day) / self.days()
    }

    pub fn x(&self, day: Day) -> f64 {
        self.plot.left + self.part(day) * (self.plot.right - self.plot.left)
    }

    pub fn y(&self, value: f64) -> f64 {
        let part = (value - self.low) / (self.high - self.low);
        self.plot.bottom - part * (self.plot.bottom - self.plot.top)
    }

    /// The first days of months that carry a label, and the label: months
    /// bare, the year only at the turn.
    pub fn months(&self) -> Vec<(Day, String)> {
        const LABEL: f64 = 46.0;
        let pixels_a_month = (self.plot.right - self.plot.left) / self.days() * 30.4;
        let step = [1, 2, 3, 6, 12]
            .into_iter()
            .find(|step| f64::from(*step) * pixels_a_month >= LABEL)
            .unwrap_or(12);
        self.from
            .iter_days()
            .skip(1)
            .take_while(|day| *day <= self.to)
            .filter(|day| day.day() == 1 && (day.month() - 1) % step == 0)
            // The first label is the start itself.
            .filter(|day| self.x(*day) - self.plot.left > LABEL)
            .map(|day| {
                let words = match day.month() {
                    1 => format!("1/{}", day.year()),
                    month => month.to_string(),
                };
                (day, words)
            })
            .collect()
    }
}

fn later(day: Day, days: i64) -> Day {
    day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
}
