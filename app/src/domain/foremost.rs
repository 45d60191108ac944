//! Which milestone of a duty its page speaks of first.
use std::cmp::Reverse;

use super::{Day, Milestone, SOON_DAYS, State};

/// How pressing a milestone is: what makes a duty late comes before what puts it at risk, and that
/// before what only waits (docs/rules.md, Sub-counts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pressing {
    LateOpen,
    LateWaiting,
    Soon,
    Waiting,
    CameBack,
    Open,
}

impl Pressing {
    fn of(m: &Milestone, today: Day) -> Self {
        match m.state {
            State::Open if m.late(today) => Self::LateOpen,
            _ if m.late(today) => Self::LateWaiting,
            State::Open if m.closes_within(today, SOON_DAYS) => Self::Soon,
            State::Submitted => Self::Waiting,
            _ if m.back.is_some() => Self::CameBack,
            _ => Self::Open,
        }
    }
}

/// The counted milestone that matters most of those shown: the most pressing, of several the one
/// with the earliest deadline, then the heaviest. `None` where nothing is pending.
pub fn foremost<'a>(
    shown: impl Iterator<Item = &'a Milestone>,
    today: Day,
) -> Option<&'a Milestone> {
    let pending = shown.filter(|m| m.terms.kind.counts() && m.alive(today));
    pending.min_by_key(|m| {
        let pressing = Pressing::of(m, today);
        // What waits is told by how long it does.
        let since = m.submitted_on.filter(|_| pressing == Pressing::Waiting);
        let day = since.or(m.current_deadline).unwrap_or(Day::MAX);
        (pressing, day, Reverse(m.weight()), m.terms.order)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Deadline, DutyKey, Event, MilestoneEvent, MilestoneId, MilestoneKind, Responsible, Terms,
        UnitCode, WorkstreamCode, parse_day,
    };

    fn on(day: &str) -> Day {
        parse_day(day).unwrap()
    }

    fn milestone(order: i64, weight: u64, deadline: &str, events: &[(Event, &str)]) -> Milestone {
        let id = MilestoneId::parse(&format!("m-{order}")).unwrap();
        let duty = DutyKey {
            unit: UnitCode::parse("SYT").unwrap(),
            workstream: WorkstreamCode::parse("QG09").unwrap(),
        };
        let mut m = Milestone::new(Terms {
            id: id.clone(),
            duty,
            order,
            kind: MilestoneKind::Product,
            title: "".into(),
            product: "".into(),
            deadline: Deadline::Day(on(deadline)),
            responsible: Responsible::Unit,
            weight,
            reach: None,
            replaces: None,
            after: None,
            slot: None,
            second: None,
        });
        for (event, day) in events {
            m.apply(&MilestoneEvent {
                milestone: id.clone(),
                event: *event,
                day: on(day),
                deadline: None,
                responsible: None,
            });
        }
        m
    }

    #[test]
    fn what_makes_a_duty_late_comes_first_then_what_waits() {
        let sent = |order, deadline, day| milestone(order, 1, deadline, &[(Event::Submitted, day)]);
        let back = [
            (Event::Submitted, "2026-11-01"),
            (Event::Returned, "2026-11-05"),
        ];
        let all = [
            milestone(1, 1, "2027-03-01", &[]),
            milestone(2, 1, "2027-01-01", &back),
            sent(3, "2026-12-20", "2026-11-10"),
            sent(4, "2026-12-20", "2026-11-02"),
            milestone(5, 1, "2026-11-25", &[]),
            sent(6, "2026-10-01", "2026-10-05"),
            milestone(7, 1, "2026-09-01", &[]),
            milestone(8, 5, "2026-09-01", &[]),
            milestone(9, 9, "2026-07-01", &[(Event::Cancelled, "2026-08-01")]),
        ];
        let today = on("2026-11-20");
        let mut left: Vec<Milestone> = all.to_vec();
        let mut told = Vec::new();
        while let Some(first) = foremost(left.iter(), today).map(|m| m.terms.order) {
            told.push(first);
            left.retain(|m| m.terms.order != first);
        }
        assert_eq!(told, [8, 7, 6, 5, 4, 3, 2, 1]);
    }
}
