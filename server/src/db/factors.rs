//! The second factor of accounts: what is kept of it, and that nothing of it is good twice.
use app::domain::Instant;

use super::{Db, DbError, Tx, with_pool, with_tx};

/// Puts a factor in the place of whatever there was, with new codes of recovery.
pub async fn set(
    tx: &mut Tx,
    person: &str,
    secret: &str,
    (now, step): (Instant, i64),
    codes: &[String],
) -> Result<(), DbError> {
    remove_codes(tx, person).await?;
    let sql =
        "update people set factor_secret = $2, factor_at = $3, factor_step = $4 where id = $1";
    with_tx!(&mut *tx, conn => sqlx::query(sql)
        .bind(person).bind(secret).bind(now).bind(step).execute(conn).await.map(|_| ()))?;
    for hash in codes {
        let sql = "insert into recovery_codes (person, hash) values ($1, $2)";
        with_tx!(&mut *tx, conn => sqlx::query(sql)
            .bind(person).bind(hash).execute(conn).await.map(|_| ()))?;
    }
    Ok(())
}

/// Takes a factor off, with its codes of recovery.
pub async fn remove(tx: &mut Tx, person: &str) -> Result<(), DbError> {
    remove_codes(tx, person).await?;
    let sql = "update people set factor_secret = null, factor_at = null, factor_step = null \
               where id = $1";
    with_tx!(&mut *tx, conn => sqlx::query(sql).bind(person).execute(conn).await.map(|_| ()))?;
    let sql = "delete from factor_resets where person = $1";
    with_tx!(tx, conn => sqlx::query(sql).bind(person).execute(conn).await.map(|_| ()))?;
    Ok(())
}

async fn remove_codes(tx: &mut Tx, person: &str) -> Result<(), DbError> {
    let sql = "delete from recovery_codes where person = $1";
    with_tx!(tx, conn => sqlx::query(sql).bind(person).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Uses a step of time; `false` where it, or a later one, was used before.
pub async fn use_step(tx: &mut Tx, person: &str, step: i64) -> Result<bool, DbError> {
    let sql = "update people set factor_step = $2 where id = $1 and factor_step < $2";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(person).bind(step).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Uses a code of recovery; `false` where there is none that was not used.
pub async fn use_code(
    tx: &mut Tx,
    person: &str,
    hash: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let sql = "update recovery_codes set used_at = $3 \
               where person = $1 and hash = $2 and used_at is null";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(person).bind(hash).bind(now).execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// How many codes of recovery are left.
pub async fn codes_left(db: &Db, person: &str) -> Result<i64, DbError> {
    let sql = "select count(*) from recovery_codes where person = $1 and used_at is null";
    Ok(with_pool!(db, pool => sqlx::query_scalar(sql).bind(person).fetch_one(pool).await)?)
}

/// Who asked for a factor to be taken off, where somebody did since an instant.
pub async fn asked_by(
    tx: &mut Tx,
    person: &str,
    since: Instant,
) -> Result<Option<String>, DbError> {
    let sql = "select asked_by from factor_resets where person = $1 and asked_at >= $2";
    Ok(with_tx!(tx, conn => sqlx::query_scalar(sql)
        .bind(person).bind(since).fetch_optional(conn).await)?)
}

/// Somebody asks for it.
pub async fn ask(tx: &mut Tx, person: &str, by: &str, now: Instant) -> Result<(), DbError> {
    let sql = "insert into factor_resets (person, asked_by, asked_at) values ($1, $2, $3) \
               on conflict (person) do update \
               set asked_by = excluded.asked_by, asked_at = excluded.asked_at";
    with_tx!(tx, conn => sqlx::query(sql)
        .bind(person).bind(by).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}
