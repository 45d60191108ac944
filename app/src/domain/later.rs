//! What recurs and has not closed for the first time: a duty is there, and nothing of it counts yet.
use super::{Day, Duty, Milestone};

/// Duties of which nothing counts before a period has closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountsLater {
    pub duties: u32,
    /// The first day on which something of them counts; none while no period has begun.
    pub from: Option<Day>,
}

impl Duty {
    /// Whether nothing can be said of it before the first of its periods has closed.
    pub fn counts_later(&self, today: Day) -> bool {
        !self.rhythms.is_empty() && self.weighed(today).all() == 0
    }
}

impl CountsLater {
    /// Of several duties; none where there is no such duty. `seen`: which milestones a reader is told
    /// the days of.
    pub fn of<'a>(
        duties: impl Iterator<Item = &'a Duty>,
        today: Day,
        seen: impl Fn(&Milestone) -> bool,
    ) -> Option<Self> {
        let mut later = Self {
            duties: 0,
            from: None,
        };
        for duty in duties.filter(|duty| duty.counts_later(today)) {
            later.duties += 1;
            let days = duty.counted().filter(|m| seen(m));
            let days = days.filter_map(|m| m.counts_from(today));
            later.from = later.from.into_iter().chain(days).min();
        }
        (later.duties > 0).then_some(later)
    }
}
