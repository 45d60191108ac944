//! What the weeks of a campaign brought to the accepted share of a group.
use std::collections::BTreeMap;

use super::{Day, Duty, Mass, Milestone, Share, Weight, monday};

/// What a group's accepted mass changed by in each week, by its Monday. Taken with the
/// milestones and weights of one day, so a redefinition moves nothing, and the changes of
/// parts add up to those of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gains(BTreeMap<Day, Mass>);

impl Gains {
    /// Of a duty of this weight, with its counted milestones.
    pub fn of<'a>(counted: impl Iterator<Item = &'a Milestone>, weight: Weight) -> Self {
        let mut all: Weight = 0;
        let mut turns: Vec<(Day, bool, Weight)> = Vec::new();
        for m in counted {
            all += m.weight();
            for &(from, to) in &m.stood {
                turns.push((from, true, m.weight()));
                turns.extend(to.map(|to| (to, false, m.weight())));
            }
        }
        turns.sort_unstable_by_key(|(day, stands, _)| (*day, !*stands));
        let share = |part: Weight| {
            Share::new(part.into(), all.into()).map_or(0, |share| share.of_weight(weight))
        };
        let (mut gains, mut accepted) = (Self::default(), 0);
        for (day, stands, part) in turns {
            let before = share(accepted);
            accepted = if stands {
                accepted + part
            } else {
                accepted - part
            };
            gains.change(monday(day), share(accepted) - before);
        }
        gains
    }

    /// What a duty of this weight gained since the end of a day, with its milestones of now.
    pub fn since(duty: &Duty, weight: Weight, day: Day) -> Mass {
        let counted = duty.counted();
        let change = counted.map(|m| match (m.stood_on(day), m.accepted()) {
            (false, true) => duty.part(m, weight),
            (true, false) => -duty.part(m, weight),
            _ => 0,
        });
        change.sum()
    }

    pub(super) fn change(&mut self, monday: Day, by: Mass) {
        let week = self.0.entry(monday).or_default();
        *week += by;
        if *week == 0 {
            self.0.remove(&monday);
        }
    }

    /// The most that one of the weeks brought, if any did.
    pub(super) fn most(&self, weeks: &[Day]) -> Mass {
        let of_weeks = weeks.iter().map(|monday| self.of_week(*monday));
        of_weeks.max().unwrap_or(0).max(0)
    }

    pub fn add(&mut self, other: &Self) {
        for (monday, by) in &other.0 {
            self.change(*monday, *by);
        }
    }

    /// Takes back what [`Gains::add`] added.
    pub fn subtract(&mut self, other: &Self) {
        for (monday, by) in &other.0 {
            self.change(*monday, -by);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The change of the week that begins on a Monday.
    pub fn of_week(&self, monday: Day) -> Mass {
        self.0.get(&monday).copied().unwrap_or_default()
    }
}
