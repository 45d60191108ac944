//! The rows of a database, and days and numbers as the tables write them.
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate as Day, NaiveTime, TimeDelta};
use num_rational::Ratio;
use sqlx::{FromRow, sqlite::SqliteRow};
use tiendo::db::Db;

use crate::support::store::Store;

pub(super) type Exact = Ratio<i128>;

macro_rules! rows {
    ($($name:ident { $($column:ident: $type:ty),+ $(,)? })+) => {$(
        #[derive(Debug, Clone, sqlx_macros::FromRow)]
        pub(super) struct $name { $(pub(super) $column: $type,)+ pub(super) recorded_at: i64 }

        impl Recorded for $name {
            fn at(&self) -> i64 {
                self.recorded_at
            }
        }
    )+};
}

pub(super) trait Recorded {
    fn at(&self) -> i64;
}

pub(super) type Text = Option<String>;

rows! {
    Terms { start_day: String, deadline: Text, headline: Text }
    Holiday { day: String, kind: String }
    Unit { code: String, bloc: String, tier: String, ends_on: Text }
    Workstream { code: String, kind: String }
    Duty { unit: String, workstream: String, role: String, volume: Option<i64>, ended_on: Text, portions: Text }
    Weight { unit: String, workstream: String, weight: i64 }
    Promise {
        id: String, unit: String, workstream: String, kind: String, deadline: Text,
        responsible: Text, weight: i64, rhythm: Text, period_to: Text, closes_on: Text,
    }
    Rhythm { code: String, unit: String, workstream: String, ends_on: Text }
    Happened { milestone: String, event: String, deadline: Text, responsible: Text, old_book: Text }
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
    pub(super) terms: Vec<Terms>,
    pub(super) calendar: Vec<Holiday>,
    pub(super) units: Vec<Unit>,
    pub(super) workstreams: Vec<Workstream>,
    pub(super) duties: Vec<Duty>,
    pub(super) weights: Vec<Weight>,
    pub(super) milestones: Vec<Promise>,
    pub(super) rhythms: Vec<Rhythm>,
    pub(super) events: Vec<Happened>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) targets: Vec<Target>,
    pub(super) measurements: Vec<Measured>,
    pub(super) judged: Vec<Judged>,
    pub(super) explained: Vec<Explained>,
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
pub(super) fn local(micros: i64) -> Day {
    let there = DateTime::from_timestamp_micros(micros + SEVEN_HOURS);
    there.unwrap().date_naive()
}

/// The first instant after a local day.
fn end_of(on: Day) -> i64 {
    let midnight = (on + days(1)).and_time(NaiveTime::MIN).and_utc();
    midnight.timestamp_micros() - SEVEN_HOURS
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn days(n: i64) -> TimeDelta {
    TimeDelta::days(n)
}

pub(super) fn decimal(text: &str) -> Exact {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits: i128 = format!("{whole}{part}").parse().unwrap();
    Exact::new(digits, 10_i128.pow(part.len() as u32))
}

/// The rows that were there at the end of the day; by key the last of each.
pub(super) fn then<T: Recorded>(rows: &[T], on: Day) -> impl DoubleEndedIterator<Item = &T> {
    let end = end_of(on);
    rows.iter().filter(move |row| row.at() < end)
}

pub(super) fn last_of<'a, T: Recorded, K: Ord>(
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
            rhythms: read(store, "rhythms").await,
            events: read(store, "milestone_events").await,
            indicators: read(store, "indicators").await,
            targets: read(store, "targets").await,
            measurements: read(store, "measurements").await,
            judged: read(store, "measurement_events").await,
            explained: read(store, "explained").await,
        }
    }
}
