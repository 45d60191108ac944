//! When and from where people signed in last.
use app::domain::Instant;

use super::{Db, DbError, Tx, with_pool, with_tx};

/// The last sign-in of an account, and the one before it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct SignIns {
    pub at: Instant,
    /// The address it came from.
    pub source: String,
    pub before_at: Option<Instant>,
    pub before_source: Option<String>,
}

pub async fn lookup(db: &Db, person: &str) -> Result<Option<SignIns>, DbError> {
    let sql = "select at, source, before_at, before_source from sign_ins where person = $1";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(person).fetch_optional(pool).await)?)
}

/// When each account signed in last.
pub async fn all(db: &Db) -> Result<Vec<(String, Instant)>, DbError> {
    let sql = "select person, at from sign_ins";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).fetch_all(pool).await)?)
}

/// Somebody signs in.
pub async fn note(tx: &mut Tx, person: &str, at: Instant, source: &str) -> Result<(), DbError> {
    let sql = "insert into sign_ins (person, at, source) values ($1, $2, $3) \
               on conflict (person) do update set before_at = sign_ins.at, \
               before_source = sign_ins.source, at = excluded.at, source = excluded.source";
    with_tx!(tx, conn => sqlx::query(sql)
        .bind(person).bind(at).bind(source).execute(conn).await.map(|_| ()))?;
    Ok(())
}
