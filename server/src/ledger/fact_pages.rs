//! Pages: the rows of the ledger once more, packed, so that a start need not
//! fetch them one by one.
//!
//! A page covers a stretch of the order, and one follows on another from the
//! beginning. It is no part of the ledger: facts never change and places are
//! filled in order, so a page that was true stays true, and one that is missing,
//! damaged or of another format is read from the tables instead. Pages may be
//! deleted at any time.
use std::sync::LazyLock;

use app::domain::Instant;
use sha2::{Digest, Sha256};

use super::fact_rows::{FactRows, PLACES};
use crate::db::{Db, DbError, audit::hex, with_pool, with_tx};

/// With more rows than this in no page, pages are written.
pub const MANY: usize = 2_000;

/// How rows are packed, and what they are made of: another binary's pages are
/// not read when either differs.
static FORMAT: LazyLock<String> = LazyLock::new(|| {
    let mut sha = Sha256::new();
    sha.update("postcard 2");
    for shape in FactRows::SHAPE {
        sha.update((shape.len() as u64).to_be_bytes());
        sha.update(shape);
    }
    hex(&sha.finalize()[..8])
});

/// A page that was read and found sound.
#[derive(Debug)]
pub(super) struct FactPage {
    pub upto: i64,
    pub rows: FactRows,
}

/// The page that follows on a place and does not go beyond another, if there is
/// one that can be trusted.
pub(super) async fn read(db: &Db, after: i64, upto: i64) -> Result<Option<FactPage>, DbError> {
    let sql = "select upto_seq, checksum, body from fact_pages \
               where format = $1 and after_seq = $2 and upto_seq <= $3";
    let found: Result<Option<(i64, String, Vec<u8>)>, sqlx::Error> = with_pool!(db, pool => sqlx::query_as(sql)
            .bind(FORMAT.as_str()).bind(after).bind(upto).fetch_optional(pool).await);
    let found = match found.map_err(DbError::from) {
        Err(error) if error.is_damage() => {
            tracing::warn!(%error, "pages of facts are damaged: reading the tables");
            None
        }
        found => found?,
    };
    let Some((upto, checksum, body)) = found else {
        return Ok(None);
    };
    let page = unpack(after, upto, &checksum, &body);
    if page.is_none() {
        tracing::warn!(
            after,
            upto,
            "a page of facts is damaged: reading the tables"
        );
    }
    Ok(page)
}

/// The place after which the page begins that has what follows on a place; that place itself
/// where no page has it.
pub(super) async fn start_of_page(db: &Db, place: i64) -> Result<i64, DbError> {
    let sql = "select max(after_seq) from fact_pages \
               where format = $1 and after_seq <= $2 and upto_seq > $2";
    let found: Result<Option<i64>, sqlx::Error> = with_pool!(db, pool => sqlx::query_scalar(sql)
        .bind(FORMAT.as_str()).bind(place).fetch_one(pool).await);
    match found.map_err(DbError::from) {
        Err(error) if error.is_damage() => Ok(place),
        found => Ok(found?.unwrap_or(place)),
    }
}

fn unpack(after: i64, upto: i64, checksum: &str, body: &[u8]) -> Option<FactPage> {
    if upto <= after || checksum != sum(after, upto, body) {
        return None;
    }
    let rows = postcard::from_bytes(body).ok()?;
    Some(FactPage { upto, rows })
}

/// SHA-256 over all that a page says.
fn sum(after: i64, upto: i64, body: &[u8]) -> String {
    let mut sha = Sha256::new();
    sha.update(FORMAT.as_bytes());
    sha.update(after.to_be_bytes());
    sha.update(upto.to_be_bytes());
    sha.update(body);
    hex(&sha.finalize())
}

/// Writes pages for all facts that are in none, each in a transaction of its own:
/// writers of facts wait for one page at most. Where their table is damaged there are none.
pub async fn write(db: &Db) -> Result<(), DbError> {
    match write_missing(db).await {
        Err(error) if error.is_damage() => {
            tracing::warn!(%error, "no pages of facts are written");
            Ok(())
        }
        done => done,
    }
}

async fn write_missing(db: &Db) -> Result<(), DbError> {
    let last = db.seq().await?;
    let mut at = 0;
    while let Some(page) = read(db, at, last).await? {
        at = page.upto;
    }
    while at < last {
        let upto = last.min(at + PLACES);
        let rows = FactRows::read(db, at, upto, Instant::MAX).await?;
        put(db, at, upto, &pack(&rows)?).await?;
        at = upto;
    }
    Ok(())
}

fn pack(rows: &FactRows) -> Result<Vec<u8>, DbError> {
    postcard::to_stdvec(rows).map_err(|error| DbError::Corrupt {
        table: "fact_pages",
        what: error.to_string(),
    })
}

/// Puts a page in the place of those of other formats and of those that could
/// not be read. Where another server was quicker, its page stands.
async fn put(db: &Db, after: i64, upto: i64, body: &[u8]) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    let sql = "delete from fact_pages where format <> $1 or after_seq >= $2";
    with_tx!(&mut tx, conn => sqlx::query(sql).bind(FORMAT.as_str()).bind(after).execute(conn).await.map(|_| ()))?;
    let sql = "insert into fact_pages (format, after_seq, upto_seq, checksum, body) \
               values ($1, $2, $3, $4, $5) on conflict do nothing";
    let checksum = sum(after, upto, body);
    with_tx!(&mut tx, conn => sqlx::query(sql)
        .bind(FORMAT.as_str()).bind(after).bind(upto).bind(checksum).bind(body)
        .execute(conn).await.map(|_| ()))?;
    tx.commit().await
}

/// The pages of this version that do not say what the tables say, by the places they cover.
pub(super) async fn unlike_tables(db: &Db) -> Result<Vec<(i64, i64)>, DbError> {
    let sql = "select after_seq, upto_seq, checksum, body from fact_pages \
               where format = $1 and after_seq > $2 order by after_seq limit 1";
    let mut unlike = Vec::new();
    let mut at = i64::MIN;
    loop {
        let next: Option<(i64, i64, String, Vec<u8>)> = with_pool!(db, pool => sqlx::query_as(sql)
            .bind(FORMAT.as_str()).bind(at).fetch_optional(pool).await)?;
        let Some((after, upto, checksum, body)) = next else {
            return Ok(unlike);
        };
        let mut facts = FactRows::read(db, after, upto, Instant::MAX).await?;
        facts.sort();
        let alike = unpack(after, upto, &checksum, &body).is_some_and(|mut page| {
            page.rows.sort();
            page.rows == facts
        });
        if !alike {
            unlike.push((after, upto));
        }
        at = after;
    }
}
