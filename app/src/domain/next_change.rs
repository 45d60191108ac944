//! When the figures of a duty next say something else though nothing is recorded:
//! on other days nothing need be computed.
use chrono::TimeDelta;

use super::{
    Day, Duty, Forecast, Measurement, Outcome, Responsible, State, falls_below_on, forecast,
    forecast::{WIDE_WINDOW_DAYS, WINDOW_DAYS},
    status,
};

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
        }
        days.extend(m.turns().map(|day| after(day, 1)));
        if let Some(accepted) = m.accepted_on {
            days.push(after(accepted, status::FRESH_DAYS + 1));
        }
        if m.state == State::Submitted && matches!(m.responsible, Responsible::Partner(_)) {
            days.push(after(today, 1));
        }
    }
    // What has ended is done where all of it is accepted.
    let ends = duty.rhythms.iter().filter_map(|it| it.ends_on);
    days.extend(ends.map(|day| after(day, 1)));
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
    let leaves = |window: i64| {
        let days = outcome.measurements().map(Measurement::day);
        days.filter_map(|day| after(day, window))
            .find(|day| *day > today)
    };
    let (leaves_weeks, leaves_months) = (leaves(WINDOW_DAYS), leaves(WIDE_WINDOW_DAYS));
    let comes = outcome.measurements().map(Measurement::day);
    let comes = comes.filter(|day| *day > today).min();
    // Without a deadline the day until which a finish is one moves with today.
    let open_ended = outcome.indicator.deadline.is_none() && !outcome.target_reached();
    let tomorrow =
        after(today, 1).filter(|_| open_ended && outcome.measurements().next().is_some());
    // Where there is no forecast the path is asked; one whose day comes is none.
    let turns = match (forecast(outcome, today), outcome.latest_value()) {
        (Forecast::Finish { likely, .. }, _) => Some(likely.day),
        (Forecast::NotEnough | Forecast::Passed { .. }, Some(value)) => {
            falls_below_on(outcome, value, today)
        }
        (Forecast::NotEnough, None) => status::measured_by(outcome).and_then(|day| after(day, 1)),
        _ => None,
    };
    [
        turns,
        stale,
        deadline,
        leaves_weeks,
        leaves_months,
        comes,
        tomorrow,
    ]
    .into_iter()
}
