//! What a day must say, computed a second time from the rows of the tables by
//! docs/rules.md: gaps, weekly changes, forecasts and paces of groups, statuses and their
//! parts, silence. Nothing here is of `app::domain`; only days and fractions are borrowed.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Months, NaiveDate as Day, NaiveTime, TimeDelta, Weekday};
use num_rational::Ratio;
use sqlx::{FromRow, sqlite::SqliteRow};
use tiendo::db::Db;

use super::store::Store;

type Exact = Ratio<i128>;

macro_rules! rows {
    ($($name:ident { $($column:ident: $type:ty),+ $(,)? })+) => {$(
        #[derive(Debug, Clone, sqlx_macros::FromRow)]
        struct $name { $($column: $type,)+ recorded_at: i64 }

        impl Recorded for $name {
            fn at(&self) -> i64 {
                self.recorded_at
            }
        }
    )+};
}

trait Recorded {
    fn at(&self) -> i64;
}

type Text = Option<String>;

rows! {
    Terms { start_day: String, deadline: Text, headline: Text }
    Holiday { day: String, kind: String }
    Unit { code: String, bloc: String, tier: String, ends_on: Text }
    Workstream { code: String, kind: String }
    Duty { unit: String, workstream: String, role: String, volume: Option<i64> }
    Weight { unit: String, workstream: String, weight: i64 }
    Promise {
        id: String, unit: String, workstream: String, kind: String, deadline: Text,
        responsible: Text, weight: i64,
    }
    Happened { milestone: String, event: String, deadline: Text, responsible: Text }
    Indicator {
        code: String, unit: Text, workstream: Text, unit_of_measure: String, direction: String,
        baseline: Text, baseline_day: Text, counts: Text, deadline: Text, path: Text, fresh_days: i64,
        criterion: String,
    }
    Target { indicator: String, target: String }
    Measured {
        id: String, indicator: String, day: String, numerator: Option<i64>,
        denominator: Option<i64>, value: Text,
    }
    Judged { measurement: String, event: String }
    Explained { unit: String, organisation: String }
}

/// All rows of a database on SQLite, each table in its order.
pub struct Ledger {
    terms: Vec<Terms>,
    calendar: Vec<Holiday>,
    units: Vec<Unit>,
    workstreams: Vec<Workstream>,
    duties: Vec<Duty>,
    weights: Vec<Weight>,
    milestones: Vec<Promise>,
    events: Vec<Happened>,
    indicators: Vec<Indicator>,
    targets: Vec<Target>,
    measurements: Vec<Measured>,
    judged: Vec<Judged>,
    explained: Vec<Explained>,
}

async fn read<T>(store: &Store, table: &str) -> Vec<T>
where
    T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
{
    let Db::Sqlite { read, .. } = &store.db else {
        panic!("read on SQLite only");
    };
    let sql = format!("select * from {table} order by seq");
    sqlx::query_as(&sql).fetch_all(read).await.unwrap()
}

/// The campaigns of the tests keep the time of Hồ Chí Minh City: so far before UTC, in microseconds.
const SEVEN_HOURS: i64 = 7 * 3_600 * 1_000_000;

/// The local day of an instant.
fn local(micros: i64) -> Day {
    let there = DateTime::from_timestamp_micros(micros + SEVEN_HOURS);
    there.unwrap().date_naive()
}

/// The first instant after a local day.
fn end_of(on: Day) -> i64 {
    let midnight = (on + days(1)).and_time(NaiveTime::MIN).and_utc();
    midnight.timestamp_micros() - SEVEN_HOURS
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn days(n: i64) -> TimeDelta {
    TimeDelta::days(n)
}

fn decimal(text: &str) -> Exact {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits: i128 = format!("{whole}{part}").parse().unwrap();
    Exact::new(digits, 10_i128.pow(part.len() as u32))
}

/// A milestone as the end of the day has it.
struct Step<'a> {
    terms: &'a Promise,
    recorded: Day,
    original: Option<Day>,
    current: Option<Day>,
    company: Option<&'a str>,
    events: Vec<(&'a str, Day)>,
    /// Days on which its unit itself did something about it.
    own_acts: Vec<Day>,
    /// Days on which it came (back) to who is responsible now.
    came: Vec<Day>,
}

impl Step<'_> {
    fn counted(&self) -> bool {
        matches!(self.terms.kind.as_str(), "product" | "outcome")
            && self.last("cancelled").is_none()
    }

    /// Whether it waits on a body above the city.
    fn waits(&self) -> bool {
        let turns = self.events.iter().rev();
        let mut turns = turns.filter(|(it, _)| {
            ["waiting_on_ministry", "resumed", "accepted", "cancelled"].contains(it)
        });
        turns
            .next()
            .is_some_and(|(it, _)| *it == "waiting_on_ministry")
    }

    /// open, submitted or accepted at the end of a day.
    fn state(&self, on: Day) -> &'static str {
        let mut state = "open";
        for (event, day) in &self.events {
            if *day <= on {
                state = match *event {
                    "submitted" => "submitted",
                    "accepted" => "accepted",
                    "cancelled" => "cancelled",
                    "withdrawn" | "returned" | "revoked" => "open",
                    _ => state,
                };
            }
        }
        state
    }

    fn last(&self, event: &str) -> Option<Day> {
        let found = self.events.iter().rev().find(|(it, _)| *it == event);
        found.map(|(_, day)| *day)
    }

    fn late(&self, on: Day) -> bool {
        let Some(deadline) = self.current else {
            return false;
        };
        match self.state(on) {
            "open" => on > deadline,
            "submitted" => self.last("submitted").is_some_and(|day| day > deadline),
            _ => false,
        }
    }

    fn closes_soon(&self, on: Day) -> bool {
        let soon = |deadline| deadline >= on && deadline <= on + days(7);
        self.state(on) == "open" && self.current.is_some_and(soon)
    }
}

/// An outcome indicator with its accepted values, by the day they speak of.
struct Goal<'a> {
    terms: &'a Indicator,
    target: Option<Exact>,
    values: Vec<(Day, Exact)>,
    /// When each was entered.
    entered: Vec<Day>,
    /// The first day of its path.
    begins: Day,
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

    fn deadline(&self) -> Option<Day> {
        self.terms.deadline.as_deref().map(day)
    }

    fn reached(&self) -> bool {
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
    fn reached_late(&self) -> bool {
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

    fn fresh(&self, on: Day) -> bool {
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

    fn at_risk(&self, on: Day) -> bool {
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

/// One duty with all that belongs to it.
struct Part<'a> {
    row: &'a Duty,
    unit: &'a Unit,
    kind: &'a str,
    open: bool,
    weight: i128,
    steps: Vec<Step<'a>>,
    goal: Option<Goal<'a>>,
}

impl Part<'_> {
    fn counted(&self) -> impl Iterator<Item = &Step<'_>> {
        self.steps.iter().filter(|step| step.counted())
    }

    fn lead(&self) -> bool {
        self.row.role == "lead"
    }

    /// Whether it is shown as one that has nothing of its own to hand over.
    fn bare(&self) -> bool {
        !self.lead() && self.counted().next().is_none()
    }

    /// The first status that holds, and the part of its count.
    fn status(&self, on: Day) -> (&'static str, Option<&'static str>) {
        let goal = self.goal.as_ref().filter(|goal| goal.target.is_some());
        let any = |state: &str| self.counted().any(|step| step.state(on) == state);
        let all_accepted = self.counted().all(|step| step.state(on) == "accepted");
        let some = self.counted().next().is_some();
        if some && all_accepted && goal.is_none_or(|goal| goal.reached() && goal.fresh(on)) {
            let after = |step: &Step<'_>| {
                let finish = step.last("submitted");
                matches!((finish, step.current), (Some(day), Some(until)) if day > until)
            };
            let measured = self.goal.as_ref().is_some_and(Goal::reached_late);
            let late = self.counted().any(after) || measured;
            return (
                "done",
                Some(if late { "done-late" } else { "done-in-time" }),
            );
        }
        let late = |state: &str| {
            let mut steps = self.counted();
            steps.any(|step| step.state(on) == state && step.late(on))
        };
        let goal_late = goal.is_some_and(|goal| {
            goal.deadline().is_some_and(|deadline| on > deadline) && !goal.reached()
        });
        if late("open") || late("submitted") || goal_late {
            let part = match (late("open"), late("submitted")) {
                (true, _) => "late-open",
                (_, true) => "late-waiting",
                _ => "late-measured",
            };
            return ("late", Some(part));
        }
        let soon = self.counted().any(|step| step.closes_soon(on));
        if soon || goal.is_some_and(|goal| goal.at_risk(on)) {
            let part = if soon {
                "at-risk-milestone"
            } else {
                "at-risk-measured"
            };
            return ("at-risk", Some(part));
        }
        // What was taken back before anybody answered shows no work.
        let shows = |step: &Step<'_>| {
            let answered = ["accepted", "returned"].iter();
            let mut answered = answered.filter_map(|event| step.last(event));
            step.state(on) == "submitted" || answered.next().is_some()
        };
        if !self.counted().any(shows) {
            return ("not-due", None);
        }
        let accepted = self.counted().filter(|step| step.state(on) == "accepted");
        let fresh = accepted
            .filter_map(|step| step.last("accepted"))
            .any(|day| on <= day + days(60));
        let measured = self.goal.as_ref().filter(|goal| !goal.values.is_empty());
        if !fresh && !measured.is_some_and(|goal| goal.fresh(on)) {
            let part = if any("submitted") {
                "unverified-waiting"
            } else if !any("accepted") && measured.is_none() {
                "unverified-never"
            } else {
                "unverified-stale"
            };
            return ("unverified", Some(part));
        }
        ("on-track", None)
    }
}

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

/// All that a day must say.
pub struct Picture {
    pub groups: BTreeMap<(&'static str, String), Told>,
    pub silent: BTreeSet<String>,
    /// The last act of each unit itself.
    pub last_act: BTreeMap<String, Day>,
}

const STATUSES: [&str; 16] = [
    "late",
    "at-risk",
    "unverified",
    "on-track",
    "not-due",
    "done",
    "late-open",
    "late-waiting",
    "late-measured",
    "at-risk-milestone",
    "at-risk-measured",
    "unverified-waiting",
    "unverified-never",
    "unverified-stale",
    "done-in-time",
    "done-late",
];

fn group_of(kind: &str) -> &'static str {
    match kind {
        "national" | "sector" => "databases",
        "agreement" => "agreements",
        _ => "programme",
    }
}

/// The rows that were there at the end of the day; by key the last of each.
fn then<T: Recorded>(rows: &[T], on: Day) -> impl DoubleEndedIterator<Item = &T> {
    let end = end_of(on);
    rows.iter().filter(move |row| row.at() < end)
}

fn last_of<'a, T: Recorded, K: Ord>(
    rows: &'a [T],
    on: Day,
    key: impl Fn(&'a T) -> K,
) -> BTreeMap<K, &'a T> {
    then(rows, on).map(|row| (key(row), row)).collect()
}

impl Ledger {
    pub async fn of(store: &Store) -> Self {
        Self {
            terms: read(store, "campaign_terms").await,
            calendar: read(store, "calendar").await,
            units: read(store, "units").await,
            workstreams: read(store, "workstreams").await,
            duties: read(store, "duties").await,
            weights: read(store, "weights").await,
            milestones: read(store, "milestones").await,
            events: read(store, "milestone_events").await,
            indicators: read(store, "indicators").await,
            targets: read(store, "targets").await,
            measurements: read(store, "measurements").await,
            judged: read(store, "measurement_events").await,
            explained: read(store, "explained").await,
        }
    }

    fn steps(&self, on: Day) -> BTreeMap<(&str, &str), Vec<Step<'_>>> {
        let mut steps: BTreeMap<&str, Step<'_>> = BTreeMap::new();
        for row in then(&self.milestones, on) {
            let deadline = row.deadline.as_deref().map(day);
            let step = steps.entry(&row.id).or_insert_with(|| Step {
                terms: row,
                recorded: local(row.recorded_at),
                original: None,
                current: None,
                company: None,
                events: Vec::new(),
                own_acts: Vec::new(),
                came: Vec::new(),
            });
            step.terms = row;
            step.company = row.responsible.as_deref();
            step.original = step.original.or(deadline);
            step.current = step.original;
        }
        for row in then(&self.events, on) {
            let Some(step) = steps.get_mut(row.milestone.as_str()) else {
                continue;
            };
            let when = local(row.recorded_at);
            step.events.push((&row.event, when));
            match row.event.as_str() {
                "extended" => step.current = row.deadline.as_deref().map(day),
                "reassigned" => step.company = row.responsible.as_deref(),
                "submitted" | "withdrawn" | "extension_requested" if step.company.is_none() => {
                    step.own_acts.push(when);
                }
                _ => {}
            }
            if matches!(
                &*row.event,
                "reassigned" | "withdrawn" | "returned" | "revoked" | "resumed"
            ) {
                step.came.push(when);
            }
        }
        let mut of_duty: BTreeMap<_, Vec<Step<'_>>> = BTreeMap::new();
        for step in steps.into_values() {
            let key = (step.terms.unit.as_str(), step.terms.workstream.as_str());
            of_duty.entry(key).or_default().push(step);
        }
        of_duty
    }

    fn goals(&self, on: Day, duties: &BTreeMap<(&str, &str), &Duty>) -> Goals<'_> {
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

    /// The duties of a day, with their weights.
    fn parts(&self, on: Day) -> Vec<Part<'_>> {
        let duties = last_of(&self.duties, on, |d| {
            (d.unit.as_str(), d.workstream.as_str())
        });
        let set = last_of(&self.weights, on, |w| {
            (w.unit.as_str(), w.workstream.as_str())
        });
        let units = last_of(&self.units, on, |u| u.code.as_str());
        let kinds = last_of(&self.workstreams, on, |w| w.code.as_str());
        let mut steps = self.steps(on);
        let mut goals = self.goals(on, &duties);
        let mut parts: Vec<Part<'_>> = duties
            .iter()
            .map(|(key, row)| Part {
                row,
                unit: units[key.0],
                kind: &kinds[key.1].kind,
                open: units[key.0]
                    .ends_on
                    .as_deref()
                    .is_none_or(|end| on < day(end)),
                weight: 0,
                steps: steps.remove(key).unwrap_or_default(),
                goal: goals.remove(key),
            })
            .collect();
        for workstream in kinds.keys() {
            // By unit, as the map has them.
            let here: Vec<usize> = (0..parts.len())
                .filter(|at| parts[*at].row.workstream == *workstream)
                .collect();
            let weights = weights(&parts, &here, |at| {
                let row = parts[at].row;
                let set = set.get(&(row.unit.as_str(), row.workstream.as_str()));
                set.map(|row| row.weight.into())
            });
            for (at, weight) in here.into_iter().zip(weights) {
                parts[at].weight = weight;
            }
        }
        parts
    }

    pub fn on(&self, on: Day) -> Picture {
        let parts = self.parts(on);
        let terms = then(&self.terms, on).next_back();
        let said = terms.and_then(|terms| terms.headline.as_deref());
        let databases = then(&self.workstreams, on).any(|w| group_of(&w.kind) == "databases");
        let headline = said.unwrap_or(if databases { "databases" } else { "all" });
        let in_headline = |part: &Part<'_>| match headline {
            "all" => group_of(part.kind) != "agreements",
            group => group_of(part.kind) == group,
        };
        let mut members: BTreeMap<(&'static str, String), Vec<&Part<'_>>> = BTreeMap::new();
        for part in parts.iter().filter(|part| part.open && !part.bare()) {
            let mut join = |scope, code: &str| {
                let group = members.entry((scope, code.to_owned())).or_default();
                group.push(part);
            };
            if in_headline(part) {
                join("city", "");
                join("bloc", &part.unit.bloc);
                join("tier", &part.unit.tier);
                join("unit", &part.unit.code);
            }
            if group_of(part.kind) == "databases" {
                join("database", &part.row.workstream);
            }
        }
        let at = self.when(on);
        let groups = members
            .into_iter()
            .map(|(name, parts)| (name, told(&parts, &at)))
            .collect();
        let (silent, last_act) = self.silence(&parts, &at);
        Picture {
            groups,
            silent,
            last_act,
        }
    }

    fn when(&self, on: Day) -> When {
        let facts = then(&self.events, on).map(|row| local(row.recorded_at));
        let values = then(&self.measurements, on).map(|row| local(row.recorded_at));
        let calendar = last_of(&self.calendar, on, |row| day(&row.day));
        let terms = then(&self.terms, on).next_back();
        When {
            on,
            deadline: terms.and_then(|terms| terms.deadline.as_deref().map(day)),
            first_fact: facts.chain(values).min(),
            calendar: calendar
                .into_iter()
                .map(|(day, row)| (day, row.kind == "working"))
                .collect(),
        }
    }

    fn silence(&self, parts: &[Part<'_>], at: &When) -> (BTreeSet<String>, BTreeMap<String, Day>) {
        let mut silent = BTreeSet::new();
        let mut last_act = BTreeMap::new();
        let indicators = last_of(&self.indicators, at.on, |row| row.code.as_str());
        for row in then(&self.measurements, at.on) {
            let of = indicators.get(row.indicator.as_str());
            if let Some(unit) = of.and_then(|indicator| indicator.unit.clone()) {
                let last = last_act.entry(unit).or_insert(local(row.recorded_at));
                *last = local(row.recorded_at).max(*last);
            }
        }
        // A unit that explains is heard of, a company that does is not the unit's voice.
        for row in then(&self.explained, at.on).filter(|row| row.unit == row.organisation) {
            let last = last_act
                .entry(row.unit.clone())
                .or_insert(local(row.recorded_at));
            *last = local(row.recorded_at).max(*last);
        }
        for part in parts {
            for act in part.steps.iter().flat_map(|step| &step.own_acts) {
                let last = last_act.entry(part.row.unit.clone()).or_insert(*act);
                *last = (*last).max(*act);
            }
        }
        let Some(first) = at.first_fact else {
            return (silent, last_act);
        };
        let due = self.measurements_due(at.on);
        for unit in parts.iter().map(|part| part.unit) {
            let open = unit.ends_on.as_deref().is_none_or(|end| at.on < day(end));
            let own = parts.iter().filter(|part| part.unit.code == unit.code);
            let steps: Vec<&Step<'_>> = own.flat_map(|part| &part.steps).collect();
            // Each day since the 31st before today had something to do, and none an act.
            let since = at.on - days(31);
            let measures = due.get(unit.code.as_str()).copied();
            let busy = since.iter_days().take(32).all(|then| {
                measures.is_some_and(|since| since <= then)
                    || steps.iter().any(|step| step.to_do(then, at.on))
            });
            let unheard = last_act.get(&unit.code).is_none_or(|last| *last <= since);
            if open && busy && unheard && first <= since {
                silent.insert(unit.code.clone());
            }
        }
        (silent, last_act)
    }
}

impl Ledger {
    /// The day since which the first of a unit's measurements is due, as it stands at the end of a
    /// day.
    fn measurements_due(&self, on: Day) -> BTreeMap<&str, Day> {
        let start = then(&self.terms, on).next_back().map(|t| day(&t.start_day));
        let last_event: BTreeMap<&str, &Judged> =
            last_of(&self.judged, on, |row| row.measurement.as_str());
        // Of each indicator the last day that stands or waits, and the last on which one came back.
        let mut measured: BTreeMap<&str, Day> = BTreeMap::new();
        let mut of_value: BTreeMap<&str, &str> = BTreeMap::new();
        for row in then(&self.measurements, on) {
            of_value.insert(row.id.as_str(), row.indicator.as_str());
            let last = last_event.get(row.id.as_str());
            if last.is_none_or(|last| last.event == "accepted") {
                let on = day(&row.day);
                let last = measured.entry(row.indicator.as_str()).or_insert(on);
                *last = on.max(*last);
            }
        }
        let mut came_back: BTreeMap<&str, Day> = BTreeMap::new();
        for row in then(&self.judged, on).filter(|row| row.event != "accepted") {
            if let Some(indicator) = of_value.get(row.measurement.as_str()) {
                came_back.insert(indicator, local(row.recorded_at));
            }
        }
        let mut recorded_on: BTreeMap<&str, Day> = BTreeMap::new();
        for row in &self.indicators {
            let on = local(row.recorded_at);
            recorded_on.entry(row.code.as_str()).or_insert(on);
        }
        let mut due: BTreeMap<&str, Day> = BTreeMap::new();
        for (code, terms) in last_of(&self.indicators, on, |row| row.code.as_str()) {
            let Some(unit) = terms.unit.as_deref() else {
                continue;
            };
            let recorded = recorded_on.get(code).copied();
            let came_back = came_back.get(code).copied();
            let begins = terms
                .baseline_day
                .as_deref()
                .map(day)
                .or(recorded.max(start));
            let since = match measured.get(code) {
                Some(last) => Some(*last + days(terms.fresh_days)),
                None => begins.map(|first| first + days(1)),
            };
            let Some(since) = since.max(recorded).max(came_back) else {
                continue;
            };
            let of_unit = due.entry(unit).or_insert(since);
            *of_unit = since.min(*of_unit);
        }
        due
    }
}

impl Step<'_> {
    /// Whether it was something for its unit to do at the end of a day, as it is its own
    /// today.
    fn to_do(&self, then: Day, today: Day) -> bool {
        let near = self.current.is_some_and(|end| then >= end - days(30));
        let arrived = self.came.iter().copied().chain([self.recorded]);
        let here = arrived.max().is_some_and(|day| day <= then);
        self.company.is_none() && self.state(today) == "open" && !self.waits() && near && here
    }
}

type Goals<'a> = BTreeMap<(&'a str, &'a str), Goal<'a>>;

/// The weights of the duties of one workstream, which stand by unit.
fn weights(parts: &[Part<'_>], here: &[usize], set: impl Fn(usize) -> Option<i128>) -> Vec<i128> {
    let Some(first) = here.first() else {
        return Vec::new();
    };
    let whole = if parts[*first].kind == "national" {
        4_000_000
    } else {
        1_000_000
    };
    let lead = |at: &&usize| parts[**at].lead();
    let product = |at: &usize| parts[*at].counted().next().is_some();
    let helpers = here.iter().filter(|at| !lead(at)).count() as i128;
    let leads: Vec<usize> = here.iter().filter(lead).copied().collect();
    let each = match helpers {
        0 => 0,
        n => whole / 2 / n,
    };
    let share = |of: i128, among: &[usize], at: usize| {
        let n = among.len() as i128;
        of / n + if among[0] == at { of % n } else { 0 }
    };
    let mut own: BTreeMap<usize, i128> = BTreeMap::new();
    for at in here {
        let default = if parts[*at].lead() {
            share(whole - each * helpers, &leads, *at)
        } else {
            each
        };
        own.insert(*at, set(*at).unwrap_or(default));
    }
    let with: Vec<usize> = leads.iter().filter(|at| product(at)).copied().collect();
    let heirs = if with.is_empty() { leads } else { with };
    let leaves = |at: &&usize| !product(at) && !heirs.contains(at);
    let freed: i128 = here.iter().filter(leaves).map(|at| own[at]).sum();
    let weight = |at: &usize| match (heirs.contains(at), product(at)) {
        (true, _) => own[at] + share(freed, &heirs, *at),
        (false, true) => own[at],
        (false, false) => 0,
    };
    here.iter().map(weight).collect()
}

/// A day with what all groups are told by.
struct When {
    on: Day,
    deadline: Option<Day>,
    first_fact: Option<Day>,
    /// Days that are work, or none, whatever day of the week.
    calendar: BTreeMap<Day, bool>,
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

fn told(parts: &[&Part<'_>], at: &When) -> Told {
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
    let of = |part: &Part<'_>| {
        part.counted()
            .map(|s| i128::from(s.terms.weight))
            .sum::<i128>()
    };
    // One unit of weight in so many parts: every share is then an integer of them.
    let scale = parts.iter().map(|part| of(part).max(1)).fold(1, lcm);
    let sum = |holds: &dyn Fn(&Step<'_>) -> bool| -> i128 {
        let share = |part: &&Part<'_>| {
            let all = of(part);
            let held = part.counted().filter(|step| holds(step));
            let held: i128 = held.map(|step| i128::from(step.terms.weight)).sum();
            if all == 0 {
                0
            } else {
                part.weight * held * (scale / all)
            }
        };
        parts.iter().map(share).sum()
    };
    let whole = parts.iter().map(|part| part.weight).sum::<i128>() * scale;
    if whole == 0 {
        return told;
    }
    let accepted_on = |day: Day| sum(&|step| step.state(day) == "accepted");
    let accepted = accepted_on(at.on);
    let plan = sum(&|step| step.original.is_some_and(|day| at.on > day));
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
    let products: usize = parts.iter().map(|part| part.counted().count()).sum();
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
