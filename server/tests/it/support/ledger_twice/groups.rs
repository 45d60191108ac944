//! What is told of a group of duties: gap, weekly changes, pace and forecast, counts.
use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate as Day, Weekday};

use super::{parts::Part, rows::days, steps::Step};

/// What must be told of a group.
#[derive(Debug, Default)]
pub struct Told {
    /// Accepted less what was first planned, in tenths of a point.
    pub gap: Option<i64>,
    pub forecast: &'static str,
    pub likely: Option<Day>,
    pub cautious: Option<Day>,
    pub has: Option<f64>,
    pub needs: Option<f64>,
    /// Change of the share in each of the last whole weeks, by Monday.
    pub weeks: BTreeMap<Day, f64>,
    /// Duties by status and by the parts of those counts.
    pub counts: BTreeMap<&'static str, u64>,
}

const STATUSES: [&str; 18] = [
    "late",
    "at-risk",
    "unverified",
    "on-track",
    "not-due",
    "done",
    "late-open",
    "late-waiting",
    "late-measured",
    "late-missed",
    "at-risk-milestone",
    "at-risk-measured",
    "at-risk-missed",
    "unverified-waiting",
    "unverified-never",
    "unverified-stale",
    "done-in-time",
    "done-late",
];

/// A day with what all groups are told by.
pub(super) struct When {
    pub(super) on: Day,
    pub(super) deadline: Option<Day>,
    pub(super) first_fact: Option<Day>,
    /// Days that are work, or none, whatever day of the week.
    pub(super) calendar: BTreeMap<Day, bool>,
}

impl When {
    fn working(&self, from: Day, to: Day) -> i128 {
        let weekday = |day: Day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let works = |day: &Day| {
            let told = self.calendar.get(day).copied();
            told.unwrap_or_else(|| weekday(*day))
        };
        from.iter_days()
            .take_while(|day| *day <= to)
            .filter(works)
            .count() as i128
    }

    /// Mondays of the last 8 whole weeks since the first fact.
    fn weeks(&self) -> Vec<Day> {
        let Some(first) = self.first_fact else {
            return Vec::new();
        };
        let since_sunday = self.on.weekday().num_days_from_sunday();
        let sunday = self.on - days(since_sunday.into());
        let mondays = (0..8).map(|back| sunday - days(6 + 7 * back));
        let mut weeks: Vec<Day> = mondays.filter(|monday| *monday >= first).collect();
        weeks.sort();
        weeks
    }
}

fn ceil_div(a: i128, b: i128) -> i128 {
    (a + b - 1) / b
}

pub(super) fn told(parts: &[&Part<'_>], at: &When) -> Told {
    let mut told = Told {
        forecast: "not-enough",
        counts: STATUSES.iter().map(|status| (*status, 0)).collect(),
        ..Told::default()
    };
    for part in parts {
        let (status, within) = part.status(at.on);
        for name in within.into_iter().chain([status]) {
            *told.counts.get_mut(name).unwrap() += 1;
        }
    }
    let weighed: Vec<(&Part<'_>, Vec<(&Step<'_>, i128)>)> = parts
        .iter()
        .map(|part| (*part, part.weighs(at.on)))
        .collect();
    let of = |steps: &[(&Step<'_>, i128)]| steps.iter().map(|(_, w)| w).sum::<i128>();
    // One unit of weight in so many parts: every share is then an integer of them.
    let scales = weighed.iter().map(|(_, steps)| of(steps).max(1));
    let scale = scales.fold(1, lcm);
    let sum = |holds: &dyn Fn(&Step<'_>) -> bool| -> i128 {
        let share = |(part, steps): &(&Part<'_>, Vec<(&Step<'_>, i128)>)| {
            let all = of(steps);
            let held = steps.iter().filter(|(step, _)| holds(step));
            let held: i128 = held.map(|(_, weight)| weight).sum();
            if all == 0 {
                0
            } else {
                part.weight * held * (scale / all)
            }
        };
        weighed.iter().map(share).sum()
    };
    // Of what recurs nothing is told before its first slot closed.
    let tells = |(part, steps): &&(&Part<'_>, Vec<(&Step<'_>, i128)>)| {
        part.rhythms.is_empty() || of(steps) > 0
    };
    let told_of = weighed.iter().filter(tells);
    let whole = told_of.map(|(part, _)| part.weight).sum::<i128>() * scale;
    if whole == 0 {
        return told;
    }
    let accepted_on = |day: Day| sum(&|step| step.closed(day) && step.state(day) == "accepted");
    let accepted = accepted_on(at.on);
    let slot = |step: &Step<'_>| step.terms.rhythm.is_some();
    let plan = sum(&|step| slot(step) || step.original.is_some_and(|day| at.on > day));
    let tenths = ((accepted - plan).abs() * 2_000 + whole) / (whole * 2);
    let shown = if accepted == plan { 0 } else { tenths.max(1) };
    told.gap = Some((shown * (accepted - plan).signum()) as i64);

    let fraction = |part: i128, of: i128| part as f64 / of as f64;
    let weeks = at.weeks();
    let mut changes = Vec::new();
    for monday in &weeks {
        let change = accepted_on(*monday + days(6)) - accepted_on(*monday - days(1));
        changes.push(change);
        told.weeks.insert(*monday, fraction(change, whole));
    }
    let left = whole - accepted;
    let until = at.deadline.filter(|deadline| *deadline >= at.on);
    let days_left = until.map_or(0, |until| at.working(at.on + days(1), until));
    if days_left > 0 {
        // More than what is left cannot be needed.
        told.needs = Some(fraction(5 * left, whole * days_left.max(5)));
    }
    let n = changes.len();
    let closed = |step: &&Step<'_>| step.closed(at.on);
    let products = |part: &&Part<'_>| part.counted().filter(closed).count();
    let products: usize = parts.iter().map(products).sum();
    let moved = changes.iter().filter(|change| **change != 0).count();
    if left == 0 {
        told.forecast = "reached";
        return told;
    }
    if n < 4 || products < 30 || moved * 2 < n {
        return told;
    }
    let change: i128 = changes.iter().sum();
    let worked = at.working(weeks[0], weeks[n - 1] + days(6));
    told.has = (worked > 0).then(|| fraction(5 * change, whole * worked));
    changes.sort();
    let slower = &changes[..n.div_ceil(2)];
    let finish = |change: i128, weeks: usize| {
        let end = at.deadline.unwrap_or(at.on) + Months::new(24);
        if change <= 0 {
            return None;
        }
        let needed = ceil_div(7 * left * weeks as i128, change).min(1_000_000);
        Some(at.on + days(needed as i64)).filter(|day| *day <= end)
    };
    told.likely = finish(change, n);
    told.forecast = if told.likely.is_some() {
        "finish"
    } else {
        "never"
    };
    if told.likely.is_some() {
        told.cautious = finish(slower.iter().sum(), slower.len());
    }
    told
}

fn lcm(a: i128, b: i128) -> i128 {
    let gcd = |mut a: i128, mut b: i128| {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    a / gcd(a, b) * b
}
