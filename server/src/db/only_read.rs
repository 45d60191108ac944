//! A database that is only read: its campaign was moved elsewhere, or a newer version of the program
//! has brought it to its own form, while this one serves it still.
use super::{Db, DbError, Tx, steps, with_pool, with_tx};

/// What each writing transaction asks first, on PostgreSQL holding a lock until its end.
const SQL: &str = "select (select count(*) from moved), \
                   (select max(version) from _sqlx_migrations where success)";

/// On PostgreSQL, waits until the end of all transactions that have asked; who asks afterwards
/// waits for this one, and sees what it wrote.
pub(super) const WAIT_FOR_WRITERS: &str = "lock table moved in access exclusive mode";

/// Refuses a transaction that would write.
pub(super) async fn refuse(tx: &mut Tx) -> Result<(), DbError> {
    let found = with_tx!(tx, conn => sqlx::query_as(SQL).fetch_one(conn).await)?;
    why(found).map_or(Ok(()), Err)
}

/// Why it is only read; `None` where it is written to.
pub async fn only_read(db: &Db) -> Result<Option<DbError>, DbError> {
    let found = with_pool!(db, pool => sqlx::query_as(SQL).fetch_one(pool).await)?;
    Ok(why(found))
}

fn why((moved, step): (i64, Option<i64>)) -> Option<DbError> {
    if moved > 0 {
        return Some(DbError::Moved);
    }
    step.filter(|step| *step > steps::last())
        .map(DbError::Newer)
}
