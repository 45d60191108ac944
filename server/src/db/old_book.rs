//! What the old board said, and what the office says of it, read from the ledger.
use app::domain::Instant;

use super::{Db, DbError, Tx, with_pool, with_tx};

/// A note with the name of who wrote it.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct NoteText {
    pub unit: String,
    pub workstream: String,
    pub day: String,
    pub body: String,
    /// The account's name, or nothing.
    pub name: String,
    pub recorded_at: Instant,
}

/// All notes on figures of a day, the last first.
pub async fn notes_on(db: &Db, day: &str) -> Result<Vec<NoteText>, DbError> {
    let sql = "select n.unit, n.workstream, n.day, n.body, coalesce(p.name, '') as name, \
                      n.recorded_at \
               from figure_notes n left join people p on p.id = n.person \
               where n.day = $1 order by n.seq desc";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(day).fetch_all(pool).await)?)
}

/// A note as a form wrote it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct WrittenNote {
    pub unit: String,
    pub workstream: String,
    pub day: String,
    pub body: String,
}

/// The note that a form wrote, under the order's lock.
pub async fn written_note(tx: &mut Tx, submission: &str) -> Result<Option<WrittenNote>, DbError> {
    let sql = "select unit, workstream, day, body from figure_notes where submission = $1";
    Ok(with_tx!(tx, conn => sqlx::query_as(sql).bind(submission).fetch_optional(conn).await)?)
}
