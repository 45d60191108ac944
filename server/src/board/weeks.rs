//! The past week by week: each point equals that day's as-of page.
use app::domain::{Campaign, Day, Figures};
use std::collections::VecDeque;

use chrono::{Datelike, TimeDelta, Weekday};
use imbl::{OrdMap, Vector};
use serde::{Deserialize, Serialize};

use super::GroupKey;

/// Weeks kept for every group: half a year, which charts lay beside each other. Older ones keep
/// the city only.
pub(super) const FULL: usize = 26;

/// The sums at the end of one Sunday: of every group, or of the city alone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Week {
    pub day: Day,
    pub sums: OrdMap<GroupKey, Figures>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Weeks(Vector<Week>);

/// The Sundays after another, or from the campaign's start, to before a day.
pub(super) fn sundays(
    campaign: Option<&Campaign>,
    after: Option<Day>,
    before: Day,
) -> impl Iterator<Item = Day> + use<> {
    let from = match (after, campaign) {
        (Some(after), _) => after + TimeDelta::days(1),
        (None, Some(campaign)) => campaign.start,
        (None, None) => before,
    };
    from.iter_days()
        .take_while(move |day| *day < before)
        .filter(|day| day.weekday() == Weekday::Sun)
}

impl super::Board {
    /// What a weekly point keeps of the board's sums: shares, without statuses.
    pub(super) fn shares(&self) -> OrdMap<GroupKey, Figures> {
        let kept = |(group, sums): (&GroupKey, &Figures)| {
            let shares = Figures {
                counts: Default::default(),
                parts: Default::default(),
                ..*sums
            };
            let company = matches!(group, GroupKey::Partner(_));
            (!company && sums.duties > 0).then(|| (group.clone(), shares))
        };
        self.sums.iter().filter_map(kept).collect()
    }
}

impl Week {
    pub fn city(&self) -> Figures {
        self.sums.get(&GroupKey::City).copied().unwrap_or_default()
    }

    /// The same Sunday with the city alone.
    fn of_city(self) -> Self {
        let city = self.city();
        Self {
            sums: OrdMap::unit(GroupKey::City, city),
            ..self
        }
    }
}

impl Weeks {
    /// The Sundays not yet kept, from the campaign's start to before today.
    pub fn ends_before(&self, campaign: Option<&Campaign>, today: Day) -> VecDeque<Day> {
        let Some(campaign) = campaign else {
            return VecDeque::new();
        };
        let last = self.0.back().map(|week| week.day);
        sundays(Some(campaign), last, today).collect()
    }

    pub fn push(&mut self, week: Week) {
        self.0.push_back(week);
        if let Some(old) = self
            .0
            .len()
            .checked_sub(FULL + 1)
            .and_then(|at| self.0.get_mut(at))
        {
            *old = old.clone().of_city();
        }
    }

    pub fn all(&self) -> impl Iterator<Item = &Week> {
        self.0.iter()
    }

    /// All points of a group that are kept, oldest first.
    pub fn of<'a>(&'a self, group: &'a GroupKey) -> impl Iterator<Item = (Day, Figures)> + 'a {
        let all = *group == GroupKey::City;
        let skip = if all {
            0
        } else {
            self.0.len().saturating_sub(FULL)
        };
        self.0
            .iter()
            .skip(skip)
            .map(|week| (week.day, week.sums.get(group).copied().unwrap_or_default()))
    }
}
