//! How units behave: drawn anew for each quarter, so that no real name is
//! always the worst.
use app::domain::Day;

use super::{
    calendar::{Calendar, plus},
    draws::Draws,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Ahead,
    Steady,
    Slow,
    Silent,
}

/// The pace of a unit in the quarter of a day.
pub fn pace(campaign: &str, unit: &str, day: Day) -> Pace {
    let quarter = Calendar::quarter(day).to_string();
    Draws::of(&[campaign, "pace", unit, &quarter]).weighted(
        &[(22, Pace::Ahead), (46, Pace::Steady), (21, Pace::Slow)],
        Pace::Silent,
    )
}

impl Pace {
    /// Days after a deadline at which work is handed over; negative is before.
    pub fn delay(self, draws: &mut Draws) -> i64 {
        match self {
            Self::Ahead => draws.number(-32, -3),
            Self::Steady => draws.number(-14, 2),
            Self::Slow => draws.number(-4, 60),
            Self::Silent => draws.number(25, 140),
        }
    }

    /// Chance of a quarter in which records hardly move.
    pub const fn stall_percent(self) -> i64 {
        match self {
            Self::Ahead => 7,
            Self::Steady => 16,
            Self::Slow => 42,
            Self::Silent => 46,
        }
    }
}

/// Stretches in which a unit reports no measurement at all.
pub struct Silence(Vec<(Day, Day)>);

impl Silence {
    pub fn of(campaign: &str, unit: &str, calendar: &Calendar) -> Self {
        let mut draws = Draws::of(&[campaign, "silence", unit]);
        let mut stretches = Vec::new();
        let mut day = plus(calendar.start, draws.number(150, 330));
        while day < calendar.today {
            let until = plus(day, draws.number(60, 190));
            stretches.push((day, until));
            day = plus(until, draws.number(80, 220));
        }
        Self(stretches)
    }

    pub fn on(&self, day: Day) -> bool {
        self.0.iter().any(|(from, to)| (*from..*to).contains(&day))
    }
}
