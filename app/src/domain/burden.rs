//! What a campaign asks of a unit each week, and the minutes it takes.
use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{Day, Duty, Milestone, Outcome, Responsible, State, Value, monday};

/// Whole weeks that are looked at, from the one of the day shown on.
pub const BURDEN_WEEKS: usize = 4;

/// How far back is asked what was entered and is not used.
pub const IDLE_DAYS: i64 = 30;

/// Minutes that one measurement and one report take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    pub measurement: i64,
    pub report: i64,
}

impl Default for Minutes {
    fn default() -> Self {
        Self {
            measurement: 2,
            report: 10,
        }
    }
}

/// What is asked of a unit, or of all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Burden {
    /// How many indicators are measured every so many days.
    every: BTreeMap<i64, u32>,
    /// Milestones whose deadline lies in each of the weeks.
    pub due: [u32; BURDEN_WEEKS],
}

impl Burden {
    /// Adds what a duty asks of its unit.
    pub fn add_duty(&mut self, duty: &Duty, today: Day) {
        for outcome in duty.outcome.iter().chain(&duty.criteria) {
            self.add_indicator(outcome);
        }
        for m in &duty.milestones {
            self.add_milestone(m, today);
        }
    }

    fn add_indicator(&mut self, outcome: &Outcome) {
        *self
            .every
            .entry(outcome.indicator.fresh_days.max(1))
            .or_default() += 1;
    }

    /// A report is asked for in the week of a deadline, of any kind of milestone, handed over
    /// already or not: who is early did the work too.
    fn add_milestone(&mut self, m: &Milestone, today: Day) {
        let Some(deadline) = m.current_deadline else {
            return;
        };
        if m.responsible != Responsible::Unit || m.state == State::Cancelled {
            return;
        }
        let days = (deadline - monday(today)).num_days();
        let week = usize::try_from(days.div_euclid(7)).ok();
        if let Some(due) = week.and_then(|week| self.due.get_mut(week)) {
            *due += 1;
        }
    }

    pub fn add(&mut self, other: &Self) {
        for (days, indicators) in &other.every {
            *self.every.entry(*days).or_default() += indicators;
        }
        for (mine, theirs) in self.due.iter_mut().zip(other.due) {
            *mine += theirs;
        }
    }

    pub fn indicators(&self) -> u32 {
        self.every.values().sum()
    }

    /// Measurements a week, so that all stay fresh: in thousandths, for nobody measures a third.
    fn measured(&self) -> i64 {
        let each = self.every.iter();
        each.map(|(days, indicators)| (i64::from(*indicators) * 7_000 + days / 2) / days)
            .sum()
    }

    pub fn measurements(&self) -> Value {
        Value::new(self.measured().into(), 1_000)
    }

    pub fn reports(&self) -> u32 {
        self.due.iter().sum()
    }

    /// Minutes a week, the mean of the weeks that are looked at.
    pub fn minutes(&self, minutes: Minutes) -> Value {
        let weeks = BURDEN_WEEKS as i64;
        let measured = self.measured() * minutes.measurement * weeks;
        let reported = i64::from(self.reports()) * minutes.report * 1_000;
        Value::new((measured + reported).into(), (1_000 * weeks).into())
    }

    /// Nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.indicators() == 0 && self.reports() == 0
    }
}

/// The Mondays of the weeks that are looked at.
pub fn burden_weeks(today: Day) -> [Day; BURDEN_WEEKS] {
    std::array::from_fn(|week| monday(today) + TimeDelta::days(7 * week as i64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{gap, parse_day};

    #[test]
    fn minutes_a_week_are_those_of_measurements_and_of_reports() {
        let today = parse_day("2026-06-03").unwrap();
        // Deadlines count from the first of June, a Monday: 3 in the first week, one in the last,
        // one after it, and one of a company.
        let milestone = |n, due, state, own| gap::tests::milestone(n, 1, due, state, own);
        let duty = gap::tests::duty(vec![
            milestone(1, 0, State::Open, true),
            milestone(2, 6, State::Accepted, true),
            milestone(3, 2, State::Submitted, true),
            milestone(4, 27, State::Open, true),
            milestone(5, 28, State::Open, true),
            milestone(6, 1, State::Open, false),
            milestone(7, 1, State::Cancelled, true),
        ]);
        let mut asked = Burden::default();
        asked.add_duty(&duty, today);
        assert_eq!(asked.due, [3, 0, 0, 1]);
        asked.every = BTreeMap::from([(7, 2), (60, 1)]);
        // Two a week and one in 60 days: 2,117 thousandths.
        assert_eq!(asked.measurements(), Value::new(2_117, 1_000));
        let minutes = Minutes {
            measurement: 2,
            report: 10,
        };
        assert_eq!(
            asked.minutes(minutes),
            Value::new(2 * 2_117 + 10_000, 1_000)
        );
        let mut all = asked.clone();
        all.add(&asked);
        assert_eq!((all.indicators(), all.reports()), (6, 8));
        assert!(Burden::default().is_empty());
    }
}
