//! The weekly points once more in the database, so that a start need not add up the past.
//!
//! They are no part of the ledger. A point says up to which place of the order it counts,
//! and by which rules: one that is missing, damaged, of other rules or of other facts is
//! added up again. All may be deleted at any time.
use std::collections::HashMap;

use app::domain::{Day, Figures, Instant, closes_at, parse_day};
use sha2::{Digest, Sha256};
use sqlx::FromRow;

use super::{
    GroupKey,
    replay::from_the_beginning,
    weeks::{Week, Weeks},
};
use crate::{
    db::{
        Db, DbError,
        audit::{Last, hex},
        with_pool, with_tx,
    },
    ledger::{self, Fault, Reading, Verdict},
};

/// The rules by which this program makes figures: points of others are not read.
const RULES: &str = env!("TIENDO_RULES");

/// Points as they were read, by their Sunday.
#[derive(Debug, Default)]
pub(super) struct WeeklyPoints(HashMap<Day, Week>);

impl WeeklyPoints {
    /// Those of this program's rules that are sound.
    pub async fn read(db: &Db) -> Result<Self, DbError> {
        let sql = "select day, upto_seq, whole, checksum, body from weekly_points where rules = $1";
        let rows: Result<Vec<Row>, sqlx::Error> = with_pool!(db, pool => sqlx::query_as(sql)
            .bind(RULES).fetch_all(pool).await);
        let rows = match rows.map_err(DbError::from) {
            Err(error) if error.is_damage() => {
                tracing::warn!(%error, "weekly points are damaged: adding up the past");
                return Ok(Self::default());
            }
            rows => rows?,
        };
        let points = rows.into_iter().filter_map(|row| {
            let point = row.unpack();
            if point.is_none() {
                tracing::warn!(day = row.day, "a weekly point is damaged: adding it up");
            }
            point
        });
        Ok(Self(points.map(|week| (week.day, week)).collect()))
    }

    /// The point of a Sunday, given the last place that counts in it and the first that does
    /// not: it must count the same facts, and all groups where all are wanted.
    pub fn take(&mut self, day: Day, last: i64, next: i64, whole: bool) -> Option<Week> {
        let week = self.0.remove(&day)?;
        let same_facts = last <= week.upto && week.upto < next;
        (same_facts && (week.whole || !whole)).then_some(week)
    }

    #[cfg(test)]
    pub fn of<'a>(weeks: impl Iterator<Item = &'a Week>) -> Self {
        Self(weeks.map(|week| (week.day, week.clone())).collect())
    }

    fn last(&self) -> Option<Day> {
        self.0.keys().max().copied()
    }

    /// The Sundays whose point says something else than the one given, though both count the
    /// same facts.
    fn unlike(&self, weeks: &Weeks) -> Vec<Day> {
        let differs = |week: &&Week| {
            self.0.get(&week.day).is_some_and(|point| {
                week.upto <= point.upto
                    && match week.whole && point.whole {
                        true => week.sums != point.sums,
                        false => week.city() != point.city(),
                    }
            })
        };
        weeks.all().filter(differs).map(|week| week.day).collect()
    }
}

/// A point as the table has it.
#[derive(FromRow)]
struct Row {
    day: String,
    upto_seq: i64,
    whole: bool,
    checksum: String,
    body: Vec<u8>,
}

impl Row {
    fn of(week: &Week) -> Result<Self, DbError> {
        let sums: Vec<(&GroupKey, &Figures)> = week.sums.iter().collect();
        let body = postcard::to_stdvec(&sums).map_err(|error| DbError::Corrupt {
            table: "weekly_points",
            what: error.to_string(),
        })?;
        let mut row = Self {
            day: week.day.to_string(),
            upto_seq: week.upto,
            whole: week.whole,
            checksum: String::new(),
            body,
        };
        row.checksum = row.sum();
        Ok(row)
    }

    /// SHA-256 over all that it says.
    fn sum(&self) -> String {
        let mut sha = Sha256::new();
        sha.update(RULES.as_bytes());
        sha.update(self.day.as_bytes());
        sha.update(self.upto_seq.to_be_bytes());
        sha.update([u8::from(self.whole)]);
        sha.update(&self.body);
        hex(&sha.finalize())
    }

    fn unpack(&self) -> Option<Week> {
        if self.checksum != self.sum() {
            return None;
        }
        let sums: Vec<(GroupKey, Figures)> = postcard::from_bytes(&self.body).ok()?;
        Some(Week {
            day: parse_day(&self.day)?,
            upto: self.upto_seq,
            whole: self.whole,
            sums: sums.into_iter().collect(),
        })
    }
}

/// Makes the table say what today's board has; where it does, nothing is written.
pub(super) async fn write(db: &Db, weeks: &Weeks) -> Result<(), DbError> {
    match write_missing(db, weeks).await {
        Err(error) if error.is_damage() => {
            tracing::warn!(%error, "no weekly points are written");
            Ok(())
        }
        done => done,
    }
}

async fn write_missing(db: &Db, weeks: &Weeks) -> Result<(), DbError> {
    let sql = "select day, upto_seq, whole from weekly_points where rules = $1";
    let there: Vec<(String, i64, bool)> = with_pool!(db, pool => sqlx::query_as(sql)
        .bind(RULES).fetch_all(pool).await)?;
    let missing = weeks.all().filter(|week| {
        let same = |(day, upto, whole): &(String, i64, bool)| {
            (day, *upto, *whole) == (&week.day.to_string(), week.upto, week.whole)
        };
        !there.iter().any(same)
    });
    let rows: Vec<Row> = missing.map(Row::of).collect::<Result<_, _>>()?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    for row in rows {
        let sql = "delete from weekly_points where rules <> $1 or day = $2";
        with_tx!(&mut tx, conn => sqlx::query(sql)
            .bind(RULES).bind(&row.day).execute(conn).await.map(|_| ()))?;
        let sql = "insert into weekly_points (rules, day, upto_seq, whole, checksum, body) \
                   values ($1, $2, $3, $4, $5, $6) on conflict do nothing";
        with_tx!(&mut tx, conn => sqlx::query(sql)
            .bind(RULES).bind(&row.day).bind(row.upto_seq).bind(row.whole)
            .bind(&row.checksum).bind(&row.body).execute(conn).await.map(|_| ()))?;
    }
    tx.commit().await
}

/// Whether audit, facts, pages and weekly points still are what was written; see
/// [`ledger::verify`].
pub async fn verify(db: &Db, noted: Option<&Last>) -> Result<Verdict, DbError> {
    let mut verdict = ledger::verify(db, noted).await?;
    // Facts that are not what was written add up to nothing that could be compared.
    if verdict.is_whole() {
        let days = unlike_facts(db).await?.into_iter();
        let faults = days.map(|day| Fault::WeeklyPoint { day });
        verdict.faults.extend(faults);
    }
    Ok(verdict)
}

/// The Sundays whose point does not say what the facts add up to.
async fn unlike_facts(db: &Db) -> Result<Vec<Day>, DbError> {
    let points = WeeklyPoints::read(db).await?;
    let Some(monday) = points.last().and_then(|sunday| sunday.succ_opt()) else {
        return Ok(Vec::new());
    };
    let seq = db.seq().await?;
    let zone = Reading::begin(db, seq, Instant::MAX).await?.zone();
    let reading = Reading::begin(db, seq, closes_at(monday, zone)).await?;
    let (board, _) = from_the_beginning(reading, monday, WeeklyPoints::default(), None).await?;
    Ok(points.unlike(&board.weeks))
}
