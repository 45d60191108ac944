//! Why a duty became better or worse between two days, told by its milestones and its values.
use std::sync::Arc;

use super::{Day, Duty, Event, Judgement, Milestone, Part, SOON_DAYS, State, Status};

/// The first reason that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TurnReason {
    /// So many milestones are accepted that were not; the last of them was handed over so many
    /// days after its deadline.
    Accepted { milestones: u32, late: i64 },
    /// So many that counted were cancelled.
    Cancelled(u32),
    /// A later value counts, of this day.
    Measured(Day),
    /// One that was open then has this later deadline.
    Extended(Day),
    /// One was handed over on this day.
    Submitted(Day),
    /// One came back: the report was returned, or its acceptance revoked.
    CameBack(Event, Day, Arc<str>),
    /// One is open after this deadline.
    Overdue(Day, Arc<str>),
    /// One closes on this day.
    Soon(Day, Arc<str>),
    /// What stands behind the status alone.
    Part(Part),
}

impl TurnReason {
    /// Why a duty is worse than it was.
    pub fn worse(now: &Duty, judgement: Judgement, since: Day, today: Day) -> Option<Self> {
        let came_back = |m: &Milestone| {
            let (event, on) = m.back.filter(|(_, on)| *on > since)?;
            let came = m.state == State::Open && event != Event::Withdrawn;
            came.then(|| Self::CameBack(event, on, m.terms.title.clone()))
        };
        let first = |of: &dyn Fn(&&Milestone) -> bool| {
            let of = now.counted().filter(of);
            of.min_by_key(|m| m.current_deadline)
        };
        let told = match judgement.status {
            Status::Late => first(&|m| m.state == State::Open && m.late(today)).and_then(|m| {
                came_back(m).or_else(|| Some(Self::Overdue(m.current_deadline?, title(m))))
            }),
            Status::AtRisk => first(&|m| m.endangers(today, SOON_DAYS))
                .and_then(|m| Some(Self::Soon(m.current_deadline?, title(m)))),
            _ => now.counted().find_map(came_back),
        };
        told.or(judgement.part.map(Self::Part))
    }

    /// Why a duty is better than it was.
    pub fn better(then: &Duty, now: &Duty, judgement: Judgement, since: Day) -> Option<Self> {
        let before = |m: &Milestone| {
            let mut all = then.milestones.iter();
            all.find(|it| it.terms.id == m.terms.id)
        };
        let not_then = |m: &&Milestone| before(m).is_none_or(|it| !it.accepted());
        let accepted = || now.counted().filter(|m| m.accepted()).filter(not_then);
        if accepted().next().is_some() {
            let late = accepted().map(|m| {
                let handed_over = m.finished_on().unwrap_or(since);
                m.days_past(m.current_deadline, handed_over).max(0)
            });
            return Some(Self::Accepted {
                milestones: accepted().count() as u32,
                late: late.max().unwrap_or(0),
            });
        }
        let cancelled = cancelled_since(now, since);
        if cancelled > 0 {
            return Some(Self::Cancelled(cancelled));
        }
        let latest = |duty: &Duty| duty.outcome.as_ref().and_then(|it| it.latest());
        if let Some(value) = latest(now).filter(|value| latest(then) != Some(*value)) {
            return Some(Self::Measured(value.day()));
        }
        let extended = now.counted().filter_map(|m| {
            let was = before(m)?.current_deadline?;
            m.current_deadline.filter(|is| *is > was)
        });
        if let Some(day) = extended.min() {
            return Some(Self::Extended(day));
        }
        let submitted = now.counted().filter(|m| m.state == State::Submitted);
        let submitted = submitted.filter_map(|m| m.submitted_on.filter(|on| *on > since));
        let submitted = submitted.max().map(Self::Submitted);
        submitted.or(judgement.part.map(Self::Part))
    }
}

fn title(m: &Milestone) -> Arc<str> {
    m.terms.title.clone()
}

/// How many milestones that counted were cancelled after a day.
pub fn cancelled_since(duty: &Duty, since: Day) -> u32 {
    let lately =
        |m: &&Milestone| m.promised_weight() > 0 && m.cancelled_on().is_some_and(|day| day > since);
    u32::try_from(duty.milestones.iter().filter(lately).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        gap::tests::{duty, milestone},
        judge, parse_day,
    };

    fn d(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    /// The example's milestones are due so many days after its first.
    fn of(states: &[State]) -> Duty {
        let all = states.iter().enumerate();
        duty(
            all.map(|(n, state)| milestone(n, 1, 0, *state, true))
                .collect(),
        )
    }

    #[test]
    fn what_is_accepted_says_more_than_what_else_happened() {
        let (then, now) = (
            of(&[State::Open, State::Open]),
            of(&[State::Accepted, State::Submitted]),
        );
        let today = d("2026-12-01");
        let judgement = judge(&now, today).unwrap();
        let told = TurnReason::better(&then, &now, judgement, d("2026-01-01"));
        assert!(
            matches!(told, Some(TurnReason::Accepted { milestones: 1, .. })),
            "{told:?}"
        );
        // The same twice: nothing of it happened.
        let told = TurnReason::better(&now, &now, judgement, today);
        assert_eq!(told, judgement.part.map(TurnReason::Part));
    }

    #[test]
    fn what_is_late_names_its_first_open_milestone() {
        let now = of(&[State::Accepted, State::Open]);
        let today = d("2027-12-01");
        let judgement = judge(&now, today).unwrap();
        assert_eq!(judgement.status, Status::Late);
        let told = TurnReason::worse(&now, judgement, d("2026-01-01"), today);
        assert!(matches!(told, Some(TurnReason::Overdue(..))), "{told:?}");
    }
}
