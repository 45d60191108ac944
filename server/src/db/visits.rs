//! When people looked at their work: what came since the time before is new to them.
use app::domain::Instant;

use super::{Db, DbError, with_pool, with_tx};

/// Looking again within this time is the same visit.
const ONE_VISIT: Instant = 30 * 60 * 1_000_000;

/// Takes note of a look at the own work; the end of the visit before this one, `None` where
/// there was none.
pub async fn note(db: &Db, person: &str, now: Instant) -> Result<Option<Instant>, DbError> {
    let sql = "select before_at, last_at from visits where person = $1";
    let known: Option<(Instant, Instant)> =
        with_pool!(db, pool => sqlx::query_as(sql).bind(person).fetch_optional(pool).await)?;
    let (before, last) = match known {
        None => (now, now),
        Some((before, last)) if now < last + ONE_VISIT => (before, last),
        Some((_, last)) => (last, now),
    };
    if known != Some((before, last)) {
        let sql = "insert into visits (person, before_at, last_at) values ($1, $2, $3) \
                   on conflict (person) do update \
                   set before_at = excluded.before_at, last_at = excluded.last_at";
        let mut tx = db.begin().await?;
        with_tx!(&mut tx, conn => sqlx::query(sql)
            .bind(person).bind(before).bind(last).execute(conn).await.map(|_| ()))?;
        tx.commit().await?;
    }
    Ok(known.map(|_| before))
}
