//! When people looked at their work: what came since the time before is new to them.
use app::domain::Instant;

use super::{Db, DbError, with_pool, with_tx};

/// Looking again within this time is the same visit.
const ONE_VISIT: Instant = 30 * 60 * 1_000_000;

/// When somebody looked last, and the time before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Visits {
    pub before_at: Instant,
    last_at: Instant,
}

impl Visits {
    /// The first visit has nothing before it but itself.
    pub const fn first(now: Instant) -> Self {
        Self {
            before_at: now,
            last_at: now,
        }
    }

    /// With a look at this instant.
    pub const fn and(self, now: Instant) -> Self {
        if now < self.last_at + ONE_VISIT {
            return self;
        }
        Self {
            before_at: self.last_at,
            last_at: now,
        }
    }
}

pub async fn lookup(db: &Db, person: &str) -> Result<Option<Visits>, DbError> {
    let sql = "select before_at, last_at from visits where person = $1";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(person).fetch_optional(pool).await)?)
}

pub async fn save(db: &Db, person: &str, visits: Visits) -> Result<(), DbError> {
    let sql = "insert into visits (person, before_at, last_at) values ($1, $2, $3) \
               on conflict (person) do update \
               set before_at = excluded.before_at, last_at = excluded.last_at";
    let mut tx = db.begin().await?;
    with_tx!(&mut tx, conn => sqlx::query(sql)
        .bind(person).bind(visits.before_at).bind(visits.last_at)
        .execute(conn).await.map(|_| ()))?;
    tx.commit().await
}
