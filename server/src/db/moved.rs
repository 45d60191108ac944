//! A campaign that was moved to another database, or is on its way there: here it is only read.
use super::{
    Db, DbError, Engine,
    audit::{self, Line},
    only_read, with_pool, with_tx,
};

/// The other database; `None` where nothing was moved.
pub async fn moved_to(db: &Db) -> Result<Option<String>, DbError> {
    let sql = "select moved_to from moved";
    Ok(with_pool!(db, pool => sqlx::query_scalar(sql).fetch_optional(pool).await)?)
}

/// From now on nothing is written, after this line of the audit, whose subject is the other
/// database: all that anybody wrote is there for who reads afterwards.
pub async fn begin(db: &Db, line: Line<'_>) -> Result<(), DbError> {
    let mut tx = db.begin_also_moved().await?;
    if let Engine::Postgres(tx) = tx.engine() {
        sqlx::query(only_read::WAIT_FOR_WRITERS)
            .execute(&mut **tx)
            .await?;
    }
    only_read::refuse(&mut tx).await?;
    tx.lock().await?;
    audit::append(&mut tx, line).await?;
    let sql = "insert into moved (id, moved_to, began_at) values (1, $1, $2)";
    with_tx!(&mut tx, conn => sqlx::query(sql)
        .bind(line.subject).bind(line.at).execute(conn).await.map(|_| ()))?;
    tx.commit().await
}

/// Takes it back with a line of the audit: everybody writes here again. Where to it was; `None`
/// where nothing was moved.
pub async fn undo(db: &Db, line: Line<'_>) -> Result<Option<String>, DbError> {
    let mut tx = db.begin_also_moved().await?;
    let sql = "delete from moved returning moved_to";
    let moved_to: Option<String> =
        with_tx!(&mut tx, conn => sqlx::query_scalar(sql).fetch_optional(conn).await)?;
    if let Some(subject) = &moved_to {
        tx.lock().await?;
        audit::append(&mut tx, Line { subject, ..line }).await?;
        tx.commit().await?;
    }
    Ok(moved_to)
}

/// Opens a copy, which came as it was copied, once it was found to be whole.
pub async fn open(db: &Db) -> Result<(), DbError> {
    let mut tx = db.begin_also_moved().await?;
    with_tx!(&mut tx, conn => sqlx::query("delete from moved").execute(conn).await.map(|_| ()))?;
    tx.commit().await
}
