//! What the weeks of a campaign brought to the accepted share of a group.
use std::collections::BTreeMap;

use super::{Day, Duty, Mass, Weight, monday};

/// What a group's accepted mass changed by in each week, by its Monday. Taken with the
/// milestones and weights of one day, so a redefinition moves nothing, and the changes of
/// parts add up to those of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gains(BTreeMap<Day, Mass>);

impl Gains {
    /// Of a duty of this weight, with its counted milestones of a day. What is accepted of a slot
    /// before it closes comes when it does.
    pub fn of(duty: &Duty, weight: Weight, today: Day) -> Self {
        let weighed = duty.weighed(today);
        let mut turns: Vec<(Day, bool, i128)> = Vec::new();
        for m in duty.counted().filter(|m| m.has_closed(today)) {
            let part = weighed.of(m);
            let counts_from = m.slot().and_then(|slot| slot.closes.succ_opt());
            for &(from, to) in &m.stood {
                let from = counts_from.map_or(from, |day| day.max(from));
                if to.is_some_and(|to| to < from) {
                    continue;
                }
                turns.push((from, true, part));
                turns.extend(to.map(|to| (to, false, part)));
            }
        }
        turns.sort_unstable_by_key(|(day, stands, _)| (*day, !*stands));
        let share = |part: i128| {
            weighed
                .share(part)
                .map_or(0, |share| share.of_weight(weight))
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

    /// What a duty of this weight gained since the end of a day, with its milestones of today.
    pub fn since(duty: &Duty, weight: Weight, day: Day, today: Day) -> Mass {
        let weighed = duty.weighed(today);
        let counted = duty.counted();
        let change = counted.map(|m| match (m.counted_accepted_on(day), m.accepted()) {
            (false, true) => weighed.part(m, weight),
            (true, false) => -weighed.part(m, weight),
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
