//! An outcome indicator with its values: reached, fresh, at risk.
use std::collections::BTreeMap;

use chrono::{Months, NaiveDate as Day};

use super::rows::{
    Duty, Exact, Indicator, Ledger, Measured, day, days, decimal, last_of, local, then,
};

/// An outcome indicator with its accepted values, by the day they speak of.
pub(super) struct Goal<'a> {
    pub(super) terms: &'a Indicator,
    pub(super) target: Option<Exact>,
    pub(super) values: Vec<(Day, Exact)>,
    /// When each was entered.
    pub(super) entered: Vec<Day>,
    /// The first day of its path.
    pub(super) begins: Day,
}

enum Likely {
    NotEnough,
    Passed,
    Never,
    On(Day),
}

impl Goal<'_> {
    fn up(&self) -> bool {
        self.terms.direction == "up"
    }

    pub(super) fn deadline(&self) -> Option<Day> {
        self.terms.deadline.as_deref().map(day)
    }

    pub(super) fn reached(&self) -> bool {
        self.reaches(self.values.last())
    }

    fn reaches(&self, latest: Option<&(Day, Exact)>) -> bool {
        match (latest, self.target) {
            (Some((_, value)), Some(target)) if self.up() => *value >= target,
            (Some((_, value)), Some(target)) => *value <= target,
            _ => false,
        }
    }

    /// Whether it is reached and was not on its deadline or a later day on which something was
    /// entered.
    pub(super) fn reached_late(&self) -> bool {
        let Some(deadline) = self.deadline() else {
            return false;
        };
        let then = |on: Day| {
            let known = self.values.iter().zip(&self.entered);
            known.rev().find(|(_, entered)| **entered <= on)
        };
        let later = self.entered.iter().copied().filter(|on| *on > deadline);
        let mut days = later.chain([deadline]);
        self.reached() && days.any(|on| !self.reaches(then(on).map(|(value, _)| value)))
    }

    pub(super) fn fresh(&self, on: Day) -> bool {
        let last = self.values.last();
        last.is_some_and(|(day, _)| *day + days(self.terms.fresh_days) >= on)
    }

    fn likely(&self, target: Exact, on: Day) -> Likely {
        // The latest accepted value of each day.
        let by_day: BTreeMap<Day, Exact> = self.values.iter().copied().collect();
        let within = |n: i64| {
            let from = on - days(n - 1);
            let points = by_day.range(from..=on).map(|(day, value)| (*day, *value));
            points.collect::<Vec<_>>()
        };
        let mut points = within(56);
        if points.len() < 3 {
            points = within(200);
            points.drain(..points.len().saturating_sub(4));
        }
        if points.len() < 3 {
            return Likely::NotEnough;
        }
        let sign = if self.up() { 1 } else { -1 };
        let mut rates: Vec<Exact> = points
            .windows(2)
            .map(|pair| {
                let between = (pair[1].0 - pair[0].0).num_days();
                (pair[1].1 - pair[0].1) * Exact::new(7 * sign, between.into())
            })
            .collect();
        rates.sort();
        let (low, high) = (rates[(rates.len() - 1) / 2], rates[rates.len() / 2]);
        let rate = (low + high) / 2;
        let (last, value) = points[points.len() - 1];
        if rate <= Exact::from(0) {
            return Likely::Never;
        }
        let left = (target - value) * sign;
        let needed = (left / rate * 7).ceil().to_integer();
        let end = self.deadline().unwrap_or(on) + Months::new(24);
        match last.checked_add_signed(days(needed.min(1_000_000) as i64)) {
            Some(finish) if finish > end => Likely::Never,
            Some(finish) if finish <= on => Likely::Passed,
            Some(finish) => Likely::On(finish),
            None => Likely::Never,
        }
    }

    /// Where it should be on a day.
    fn path(&self, target: Exact, on: Day) -> Option<Exact> {
        let deadline = self.deadline()?;
        let from = match &self.terms.baseline {
            Some(baseline) => decimal(baseline),
            None if self.up() => Exact::from(0),
            None => self.values.first()?.1,
        };
        if from == target || self.begins >= deadline {
            return None;
        }
        // Straight from each dated point to the next.
        let through = self.terms.path.as_deref().unwrap_or_default();
        let point = |point: &str| {
            let (at, value) = point.split_once('=').unwrap();
            (day(at), decimal(value))
        };
        let through = through.split(';').filter(|it| !it.is_empty()).map(point);
        let mut points = vec![(self.begins, from)];
        points.extend(through);
        points.push((deadline, target));
        let on = on.clamp(self.begins, deadline);
        let pair = points.windows(2).find(|pair| on <= pair[1].0)?;
        let whole = (pair[1].0 - pair[0].0).num_days();
        let gone = (on - pair[0].0).num_days();
        let step = (pair[1].1 - pair[0].1) * Exact::new(gone.into(), whole.into());
        Some(pair[0].1 + step)
    }

    pub(super) fn at_risk(&self, on: Day) -> bool {
        let Some(target) = self.target.filter(|_| !self.reached()) else {
            return false;
        };
        match self.likely(target, on) {
            Likely::Never => true,
            Likely::On(finish) => self.deadline().is_some_and(|deadline| finish > deadline),
            Likely::NotEnough | Likely::Passed => {
                let (Some(expected), Some(deadline)) = (self.path(target, on), self.deadline())
                else {
                    return false;
                };
                match self.values.last() {
                    Some((_, value)) if self.up() => *value < expected,
                    Some((_, value)) => *value > expected,
                    None => deadline >= on && on > self.begins + days(self.terms.fresh_days),
                }
            }
        }
    }
}

impl Ledger {
    pub(super) fn goals(&self, on: Day, duties: &BTreeMap<(&str, &str), &Duty>) -> Goals<'_> {
        const SIX: [&str; 6] = ["dung", "du", "sach", "song", "thong_nhat", "dung_chung"];
        let start = then(&self.terms, on).next_back().map(|t| day(&t.start_day));
        let accepted: BTreeMap<&str, (usize, &str)> = then(&self.judged, on)
            .enumerate()
            .map(|(n, row)| (row.measurement.as_str(), (n, row.event.as_str())))
            .collect();
        let targets = last_of(&self.targets, on, |row| row.indicator.as_str());
        let mut measured: BTreeMap<&str, Vec<&Measured>> = BTreeMap::new();
        for row in then(&self.measurements, on) {
            measured.entry(&row.indicator).or_default().push(row);
        }
        let mut goals = BTreeMap::new();
        for terms in last_of(&self.indicators, on, |row| row.code.as_str()).into_values() {
            let (Some(unit), Some(workstream)) = (&terms.unit, &terms.workstream) else {
                continue;
            };
            if SIX.contains(&terms.criterion.as_str()) {
                continue;
            }
            let key = (unit.as_str(), workstream.as_str());
            let records = match terms.counts.as_deref() {
                Some(counts) => counts == "records",
                None => terms.criterion.is_empty(),
            };
            let volume = duties.get(&key).and_then(|duty| duty.volume);
            let volume = volume.filter(|_| records);
            let percent = if terms.unit_of_measure.starts_with('%') {
                100
            } else {
                1
            };
            let value = |row: &Measured| match (row.numerator, row.denominator) {
                (Some(n), Some(of)) => {
                    let all = volume.filter(|all| of < *all).unwrap_or(of);
                    let bad = if terms.direction == "up" { 0 } else { all - of };
                    match all {
                        0 => Exact::from(0),
                        _ => Exact::new((n + bad) as i128 * percent, all.into()),
                    }
                }
                _ => decimal(row.value.as_deref().unwrap()),
            };
            let of_it = measured.get(&*terms.code).into_iter().flatten();
            let mut values: Vec<(Day, usize, Exact, Day)> = of_it
                .filter_map(|row| match accepted.get(row.id.as_str()) {
                    Some((n, "accepted")) => {
                        Some((day(&row.day), *n, value(row), local(row.recorded_at)))
                    }
                    _ => None,
                })
                .collect();
            values.sort_by_key(|(day, n, ..)| (*day, *n));
            let mut first = self.indicators.iter().filter(|row| row.code == terms.code);
            let recorded = first.next().map(|row| local(row.recorded_at));
            let begins = terms.baseline_day.as_deref().map(day);
            let goal = Goal {
                terms,
                target: targets.get(&*terms.code).map(|row| decimal(&row.target)),
                values: values.iter().map(|(day, _, v, _)| (*day, *v)).collect(),
                entered: values.iter().map(|(.., entered)| *entered).collect(),
                begins: begins.or(recorded.max(start)).unwrap(),
            };
            goals.insert(key, goal);
        }
        goals
    }
}

type Goals<'a> = BTreeMap<(&'a str, &'a str), Goal<'a>>;
