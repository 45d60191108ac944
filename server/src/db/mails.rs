//! Who has the mail of a day. A mail is claimed before it is sent: of several servers that send at
//! one moment, one does. What was not sent for certain is given back; what perhaps was, is kept,
//! for a mail that is missing is on the page, and one that comes twice cannot be taken back.
use std::collections::BTreeSet;

use app::domain::{Day, Instant};

use super::{Db, DbError, with_pool, with_tx};

/// The persons whose mail of a day is claimed.
pub async fn of_day(db: &Db, day: Day) -> Result<BTreeSet<String>, DbError> {
    let sql = "select person from mails where day = $1";
    let people: Vec<String> = with_pool!(db, pool => sqlx::query_scalar(sql)
        .bind(day.to_string()).fetch_all(pool).await)?;
    Ok(people.into_iter().collect())
}

/// Claims the mail of a person on a day; `false` where somebody has it.
pub async fn claim(db: &Db, person: &str, day: Day, now: Instant) -> Result<bool, DbError> {
    let sql = "insert into mails (person, day, sent, claimed_at) values ($1, $2, $3, $4) \
               on conflict (person, day) do nothing";
    let mut tx = db.begin().await?;
    let done = with_tx!(&mut tx, conn => sqlx::query(sql)
        .bind(person).bind(day.to_string()).bind(false).bind(now)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    tx.commit().await?;
    Ok(done == 1)
}

/// Notes that a claimed mail was taken by the mail server.
pub async fn sent(db: &Db, person: &str, day: Day) -> Result<(), DbError> {
    let sql = "update mails set sent = $3 where person = $1 and day = $2";
    let mut tx = db.begin().await?;
    with_tx!(&mut tx, conn => sqlx::query(sql)
        .bind(person).bind(day.to_string()).bind(true).execute(conn).await.map(|_| ()))?;
    tx.commit().await
}

/// Gives a claimed mail back, which was certainly not sent: a later run tries again.
pub async fn give_back(db: &Db, person: &str, day: Day) -> Result<(), DbError> {
    let sql = "delete from mails where person = $1 and day = $2 and sent = $3";
    let mut tx = db.begin().await?;
    with_tx!(&mut tx, conn => sqlx::query(sql)
        .bind(person).bind(day.to_string()).bind(false).execute(conn).await.map(|_| ()))?;
    tx.commit().await
}

/// Forgets the mails of days before one.
pub async fn forget_before(db: &Db, day: Day) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    with_tx!(&mut tx, conn => sqlx::query("delete from mails where day < $1")
        .bind(day.to_string()).execute(conn).await.map(|_| ()))?;
    tx.commit().await
}
