//! The status of a duty: computed, never chosen.
use super::{Day, Duty, Forecast, Milestone, Outcome, forecast, words};

words! {
    /// Worst first, the order used everywhere on pages.
    Status {
        Late = "late",
        AtRisk = "at-risk",
        Unverified = "unverified",
        OnTrack = "on-track",
        NotDue = "not-due",
        Done = "done",
    }
}

/// Rule 5: what is not verified for this many days stops being good.
pub const FRESH_DAYS: i64 = 60;

/// An open milestone that closes within this many days puts its duty at risk.
const SOON_DAYS: i64 = 7;

/// A status, and the mark of what was finished late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    pub status: Status,
    /// `data-late`: a counted milestone was handed over after its deadline.
    pub finished_late: bool,
}

/// The status of a duty on a day: the first that holds, in the order of
/// product.md section 3.
pub fn judge(duty: &Duty, today: Day) -> Judgement {
    Judgement {
        status: status(duty, today),
        finished_late: duty.finished_late(),
    }
}

fn status(duty: &Duty, today: Day) -> Status {
    if done(duty, today) {
        Status::Done
    } else if late(duty, today) {
        Status::Late
    } else if at_risk(duty, today) {
        Status::AtRisk
    } else if duty.counted().all(|m| m.submissions == 0) {
        Status::NotDue
    } else if !verified(duty, today) {
        Status::Unverified
    } else {
        Status::OnTrack
    }
}

/// The status of an indicator by itself, in the words of duties. A measured
/// indicator without a target has none: nothing is asked of it.
pub fn judge_outcome(outcome: &Outcome, today: Day) -> Option<Status> {
    let fresh = outcome.fresh(today);
    if outcome.target.is_none() {
        return (!fresh).then_some(Status::Unverified);
    }
    Some(if attained(outcome, today) {
        Status::Done
    } else if missed(outcome, today) {
        Status::Late
    } else if endangered(outcome, today) {
        Status::AtRisk
    } else if fresh {
        Status::OnTrack
    } else {
        Status::Unverified
    })
}

/// At its target by a fresh measurement.
fn attained(outcome: &Outcome, today: Day) -> bool {
    outcome.target_reached() && outcome.fresh(today)
}

/// The deadline has closed and the target is not reached.
fn missed(outcome: &Outcome, today: Day) -> bool {
    let closed = |deadline| today > deadline;
    outcome.indicator.deadline.is_some_and(closed) && !outcome.target_reached()
}

/// The likely finish is after the deadline, or there is none at this pace.
fn endangered(outcome: &Outcome, today: Day) -> bool {
    match (forecast(outcome, today), outcome.indicator.deadline) {
        (Forecast::Never { .. }, _) => true,
        (Forecast::Finish { likely, .. }, Some(deadline)) => likely.day > deadline,
        _ => false,
    }
}

fn done(duty: &Duty, today: Day) -> bool {
    let mut counted = duty.counted().peekable();
    counted.peek().is_some()
        && counted.all(Milestone::accepted)
        && goal(duty).is_none_or(|outcome| attained(outcome, today))
}

fn late(duty: &Duty, today: Day) -> bool {
    duty.counted().any(|m| m.late(today)) || goal(duty).is_some_and(|o| missed(o, today))
}

fn at_risk(duty: &Duty, today: Day) -> bool {
    duty.counted().any(|m| m.closes_within(today, SOON_DAYS))
        || goal(duty).is_some_and(|outcome| endangered(outcome, today))
}

/// Verified and fresh: a counted milestone accepted, or a measurement of the
/// outcome indicator, not longer ago than it stays good.
fn verified(duty: &Duty, today: Day) -> bool {
    duty.counted()
        .filter(|m| m.accepted())
        .filter_map(|m| m.accepted_on)
        .any(|day| (today - day).num_days() <= FRESH_DAYS)
        || duty
            .outcome
            .as_ref()
            .is_some_and(|outcome| outcome.fresh(today))
}

/// The outcome a duty is judged by: an indicator without a target asks nothing.
fn goal(duty: &Duty) -> Option<&Outcome> {
    duty.outcome
        .as_ref()
        .filter(|outcome| outcome.target.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Deadline, DutyKey, DutyRole, Event, Kind, MilestoneEvent, MilestoneId, Responsible, Terms,
        UnitCode, WorkstreamCode, parse_day,
    };

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn milestone(n: i64, kind: Kind, deadline: &str, events: &[(Event, &str)]) -> Milestone {
        let id = MilestoneId::parse(&format!("m{n}")).unwrap();
        let mut milestone = Milestone::new(Terms {
            id: id.clone(),
            duty: duty(Vec::new()).key,
            order: n,
            kind,
            title: "".into(),
            product: "".into(),
            deadline: parse_day(deadline).map_or(Deadline::None, Deadline::Day),
            responsible: Responsible::Unit,
            weight: 1,
            reach: None,
        });
        for (event, on) in events {
            milestone.apply(&MilestoneEvent {
                milestone: id.clone(),
                event: *event,
                day: day(on),
                deadline: None,
                responsible: None,
            });
        }
        milestone
    }

    fn duty(milestones: Vec<Milestone>) -> Duty {
        Duty {
            key: DutyKey {
                unit: UnitCode::parse("SYT").unwrap(),
                workstream: WorkstreamCode::parse("QG09").unwrap(),
            },
            role: DutyRole::Lead,
            volume: None,
            set_weight: None,
            milestones,
            outcome: None,
            criteria: Vec::new(),
            provisional: false,
        }
    }

    const HANDED_OVER: &[(Event, &str)] = &[(Event::Submitted, "2026-03-01")];
    const ACCEPTED: &[(Event, &str)] = &[
        (Event::Submitted, "2026-03-01"),
        (Event::Accepted, "2026-03-05"),
    ];

    /// The first status that holds, in its order: each row has all that the
    /// rows under it have, and one reason more.
    #[test]
    fn the_first_status_that_holds() {
        let product =
            |n, deadline, events: &[(Event, &str)]| milestone(n, Kind::Product, deadline, events);
        for (status, milestones, today) in [
            (
                Status::Done,
                vec![product(1, "2026-03-31", ACCEPTED)],
                "2026-12-01",
            ),
            (
                Status::Late,
                vec![
                    product(1, "2026-03-31", ACCEPTED),
                    product(2, "2026-04-10", &[]),
                ],
                "2026-04-11",
            ),
            (
                Status::AtRisk,
                vec![
                    product(1, "2026-03-31", ACCEPTED),
                    product(2, "2026-04-10", &[]),
                ],
                "2026-04-10",
            ),
            (
                Status::AtRisk,
                vec![
                    product(1, "2026-03-31", ACCEPTED),
                    product(2, "2026-04-10", &[]),
                ],
                "2026-04-03",
            ),
            (
                Status::OnTrack,
                vec![
                    product(1, "2026-03-31", ACCEPTED),
                    product(2, "2026-04-10", &[]),
                ],
                "2026-04-02",
            ),
            (
                Status::NotDue,
                vec![product(1, "2026-12-31", &[])],
                "2026-04-02",
            ),
            (
                Status::NotDue,
                vec![
                    milestone(1, Kind::Plan, "2026-03-01", ACCEPTED),
                    product(2, "", &[]),
                ],
                "2026-04-02",
            ),
            (Status::NotDue, Vec::new(), "2026-04-02"),
            (
                Status::Unverified,
                vec![product(1, "2026-12-31", HANDED_OVER)],
                "2026-04-02",
            ),
        ] {
            assert_eq!(
                judge(&duty(milestones), day(today)).status,
                status,
                "{today}"
            );
        }
    }

    #[test]
    fn rule_5_a_good_status_expires_late_does_not() {
        let later = milestone(2, Kind::Product, "2027-12-31", &[]);
        let good = duty(vec![
            milestone(1, Kind::Product, "2026-03-31", ACCEPTED),
            later.clone(),
        ]);
        // Accepted on 5 March: fresh through the 60th day after, stale from the 61st.
        assert_eq!(judge(&good, day("2026-05-04")).status, Status::OnTrack);
        assert_eq!(judge(&good, day("2026-05-05")).status, Status::Unverified);
        let late = duty(vec![milestone(1, Kind::Product, "2026-03-31", &[]), later]);
        assert_eq!(judge(&late, day("2027-05-05")).status, Status::Late);
    }

    #[test]
    fn rule_9_late_by_submission_and_finished_late() {
        let sent = &[(Event::Submitted, "2026-04-01")];
        let waiting = duty(vec![milestone(1, Kind::Product, "2026-03-31", sent)]);
        assert_eq!(judge(&waiting, day("2026-04-02")).status, Status::Late);
        let accepted = &[
            (Event::Submitted, "2026-04-01"),
            (Event::Accepted, "2026-04-03"),
        ];
        let done = judge(
            &duty(vec![milestone(1, Kind::Product, "2026-03-31", accepted)]),
            day("2026-04-04"),
        );
        assert_eq!((done.status, done.finished_late), (Status::Done, true));
    }
}
