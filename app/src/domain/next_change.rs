//! When the figures of a duty next say something else though nothing is recorded:
//! on other days nothing need be computed.
use chrono::TimeDelta;

use super::{Day, Duty, Outcome, Responsible, State, forecast::WINDOW_DAYS, status};

/// The first day after `today` on which [`super::DutyFigures::of`] may say something
/// else: a deadline comes near or closes, a verification goes stale, a measurement
/// leaves the weeks that a forecast looks back, a submission waits a day longer.
/// `None`: never. It may be too early, never too late.
pub fn next_change(duty: &Duty, today: Day) -> Option<Day> {
    let after = |day: Day, days: i64| day.checked_add_signed(TimeDelta::days(days));
    let mut days: Vec<Option<Day>> = Vec::new();
    for m in duty.counted() {
        if let Some(deadline) = m.current_deadline {
            days.push(after(deadline, -status::SOON_DAYS));
            days.push(after(deadline, 1));
        }
        if let Some(deadline) = m.original_deadline {
            days.push(after(deadline, 1));
        }
        if let Some(accepted) = m.accepted_on {
            days.push(after(accepted, status::FRESH_DAYS + 1));
        }
        if m.state == State::Submitted && matches!(m.responsible, Responsible::Partner(_)) {
            days.push(after(today, 1));
        }
    }
    if let Some(outcome) = &duty.outcome {
        days.extend(of_outcome(outcome, today, after));
    }
    days.into_iter().flatten().filter(|day| *day > today).min()
}

fn of_outcome(
    outcome: &Outcome,
    today: Day,
    after: impl Fn(Day, i64) -> Option<Day>,
) -> impl Iterator<Item = Option<Day>> {
    let latest = outcome.latest().map(|m| m.day());
    let stale = latest.and_then(|day| after(day, outcome.indicator.fresh_days + 1));
    let deadline = outcome.indicator.deadline.and_then(|day| after(day, 1));
    // By value date: the oldest that still counts leaves first.
    let leaves = outcome
        .measurements
        .iter()
        .filter_map(|m| after(m.day(), WINDOW_DAYS))
        .find(|day| *day > today);
    let comes = outcome.measurements.iter().map(|m| m.day());
    let comes = comes.filter(|day| *day > today).min();
    [stale, deadline, leaves, comes].into_iter()
}
