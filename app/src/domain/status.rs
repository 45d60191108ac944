//! The status of a duty: computed, never chosen.
use chrono::TimeDelta;

use super::{Day, Duty, Forecast, Milestone, Outcome, below_path, forecast, words};

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
pub const SOON_DAYS: i64 = 7;

pub(super) fn status(duty: &Duty, today: Day) -> Status {
    if done(duty, today) {
        Status::Done
    } else if late(duty, today) {
        Status::Late
    } else if at_risk(duty, today) {
        Status::AtRisk
    } else if duty.counted().all(|m| !m.begun()) {
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

/// The likely finish is after the deadline, or there is none at this pace; or there is no
/// forecast and it stands below its path, has no path to its target, or was not measured
/// though it has long begun.
fn endangered(outcome: &Outcome, today: Day) -> bool {
    match (forecast(outcome, today), outcome.indicator.deadline) {
        (Forecast::Never { .. }, _) => true,
        (Forecast::Finish { likely, .. }, Some(deadline)) => likely.day > deadline,
        (Forecast::NotEnough | Forecast::Passed { .. }, Some(deadline)) => {
            match outcome.latest_value() {
                // A path that begins when it should end shows no way to the target.
                Some(value) => {
                    outcome.begins().is_some_and(|from| from >= deadline)
                        || below_path(outcome, value, today)
                }
                None => measured_by(outcome).is_some_and(|day| today > day),
            }
        }
        _ => false,
    }
}

/// The day through which an indicator that was never measured is not judged.
pub(super) fn measured_by(outcome: &Outcome) -> Option<Day> {
    let days = TimeDelta::try_days(outcome.indicator.fresh_days)?;
    outcome.begins()?.checked_add_signed(days)
}

fn done(duty: &Duty, today: Day) -> bool {
    let mut counted = duty.counted().peekable();
    counted.peek().is_some()
        && counted.all(Milestone::accepted)
        && duty.rhythms_ended(today)
        && goal(duty).is_none_or(|outcome| attained(outcome, today))
}

fn late(duty: &Duty, today: Day) -> bool {
    duty.counted().any(|m| m.late(today))
        || duty.missed_last(today)
        || goal(duty).is_some_and(|o| missed(o, today))
}

fn at_risk(duty: &Duty, today: Day) -> bool {
    duty.counted().any(|m| m.endangers(today, SOON_DAYS))
        || duty.often_missed(today)
        || goal(duty).is_some_and(|outcome| endangered(outcome, today))
}

/// Verified and fresh: a counted milestone accepted, or a measurement of the
/// outcome indicator, not longer ago than it stays good; the slot of a rhythm stays it until the
/// next closes.
fn verified(duty: &Duty, today: Day) -> bool {
    duty.counted()
        .filter(|m| m.accepted())
        .filter_map(|m| m.accepted_on)
        .any(|day| (today - day).num_days() <= FRESH_DAYS)
        || duty.accepted_last(today)
        || duty
            .outcome
            .as_ref()
            .is_some_and(|outcome| outcome.fresh(today))
}

/// The outcome a duty is judged by: an indicator without a target asks nothing.
pub(super) fn goal(duty: &Duty) -> Option<&Outcome> {
    duty.outcome
        .as_ref()
        .filter(|outcome| outcome.target.is_some())
}
