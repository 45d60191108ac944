//! What the office puts before the committee on a day.
use app::domain::{Day, Instant};

use super::{Db, DbError, Tx, with_pool, with_tx};

/// The last text at a place of a day's brief.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Proposed {
    pub place: i64,
    /// Empty: taken away.
    pub body: String,
    /// Of the account that wrote it; nothing where it is gone.
    pub name: String,
    pub seq: i64,
}

/// The last text of each place before an instant.
const LAST: &str = "select p.place, p.body, coalesce(a.name, '') as name, p.seq from proposals p \
    left join people a on a.id = p.person \
    where p.day = $1 and p.recorded_at < $2 and not exists \
    (select 1 from proposals l where l.day = p.day and l.place = p.place and l.seq > p.seq \
     and l.recorded_at < $2) order by p.place";

/// What stands for a day, as it was known before an instant, by its places.
pub async fn of_day(db: &Db, day: Day, before: Instant) -> Result<Vec<Proposed>, DbError> {
    Ok(with_pool!(db, pool => sqlx::query_as(LAST)
        .bind(day.to_string()).bind(before).fetch_all(pool).await)?)
}

/// The same inside a writing transaction, of everything there is.
pub async fn now(tx: &mut Tx, day: Day) -> Result<Vec<Proposed>, DbError> {
    Ok(with_tx!(tx, conn => sqlx::query_as(LAST)
        .bind(day.to_string()).bind(Instant::MAX).fetch_all(conn).await)?)
}

/// What a form has written already: day, place, text and account.
pub async fn written(
    tx: &mut Tx,
    submission: &str,
) -> Result<Vec<(String, i64, String, Option<String>)>, DbError> {
    let sql = "select day, place, body, person from proposals where submission = $1 order by place";
    Ok(with_tx!(tx, conn => sqlx::query_as(sql).bind(submission).fetch_all(conn).await)?)
}
