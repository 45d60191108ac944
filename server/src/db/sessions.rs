//! Sessions as rows; only a hash of the id is kept.
use app::domain::{Day, Instant};

use super::{Db, DbError, Tx, with_pool, with_tx};

#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct SessionRow {
    pub id_hash: String,
    pub person: Option<String>,
    pub created_at: Instant,
    pub last_seen: Instant,
    pub expires_at: Instant,
    pub data: String,
    /// The account's role; empty before signing in. Only read: it is the
    /// person's, not the session's.
    pub role: String,
}

/// The view of accounts is asked for one row: joined to a session it would be made whole.
const LOOKUP: &str = "select s.id_hash, s.person, s.created_at, s.last_seen, s.expires_at, s.data, \
                             coalesce((select role from accounts p where p.id = s.person \
                                       and p.begins <= $2 and p.ends > $2), '') as role \
                      from sessions s where s.id_hash = $1";

/// A session with the role its account has on a day.
pub async fn lookup(db: &Db, id_hash: &str, day: Day) -> Result<Option<SessionRow>, DbError> {
    Ok(with_pool!(db, pool => sqlx::query_as(LOOKUP)
        .bind(id_hash).bind(day.to_string()).fetch_optional(pool).await)?)
}

/// Inserts or replaces. `false` when it exists and `fresh` asked for a new one.
pub async fn save(db: &Db, row: &SessionRow, fresh: bool) -> Result<bool, DbError> {
    let on_conflict = if fresh {
        "do nothing"
    } else {
        "do update set person = excluded.person, expires_at = excluded.expires_at, data = excluded.data"
    };
    let sql = format!(
        "insert into sessions (id_hash, person, created_at, last_seen, expires_at, data) \
         values ($1, $2, $3, $4, $5, $6) on conflict (id_hash) {on_conflict}"
    );
    let mut tx = db.begin().await?;
    let done = with_tx!(&mut tx, conn => sqlx::query(&sql)
        .bind(&row.id_hash).bind(&row.person).bind(row.created_at).bind(row.last_seen)
        .bind(row.expires_at).bind(&row.data)
        .execute(conn).await.map(|d| d.rows_affected()))?;
    if let Some(person) = &row.person {
        end_beyond(&mut tx, person, &row.id_hash).await?;
    }
    tx.commit().await?;
    Ok(done == 1)
}

/// Sessions of one person at once.
const MOST: i64 = 20;

/// Ends those of a person beyond [`MOST`], the longest unused first; never the one named.
async fn end_beyond(tx: &mut Tx, person: &str, but: &str) -> Result<(), DbError> {
    let sql = "delete from sessions where person = $1 and id_hash <> $2 and id_hash not in \
               (select id_hash from sessions where person = $1 and id_hash <> $2 \
                order by last_seen desc, created_at desc, id_hash limit $3)";
    with_tx!(tx, conn => sqlx::query(sql)
        .bind(person).bind(but).bind(MOST - 1).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// The sessions of a person, the last used first.
pub async fn of_person(db: &Db, person: &str) -> Result<Vec<SessionRow>, DbError> {
    let sql = "select id_hash, person, created_at, last_seen, expires_at, data, '' as role \
               from sessions where person = $1 order by last_seen desc, created_at desc, id_hash";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(person).fetch_all(pool).await)?)
}

/// Ends one session of a person; how many it were.
pub async fn end_one(tx: &mut Tx, person: &str, id_hash: &str) -> Result<u64, DbError> {
    let sql = "delete from sessions where person = $1 and id_hash = $2";
    Ok(with_tx!(tx, conn => sqlx::query(sql)
        .bind(person).bind(id_hash).execute(conn).await.map(|done| done.rows_affected()))?)
}

/// Ends all of a person but one; how many it were.
pub async fn end_others(tx: &mut Tx, person: &str, but: &str) -> Result<u64, DbError> {
    let sql = "delete from sessions where person = $1 and id_hash <> $2";
    Ok(with_tx!(tx, conn => sqlx::query(sql)
        .bind(person).bind(but).execute(conn).await.map(|done| done.rows_affected()))?)
}

pub async fn touch(db: &Db, id_hash: &str, now: Instant) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    let sql = "update sessions set last_seen = $2 where id_hash = $1";
    with_tx!(&mut tx, conn => sqlx::query(sql).bind(id_hash).bind(now).execute(conn).await.map(|_| ()))?;
    tx.commit().await
}

pub async fn remove(db: &Db, id_hash: &str) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    let sql = "delete from sessions where id_hash = $1";
    with_tx!(&mut tx, conn => sqlx::query(sql).bind(id_hash).execute(conn).await.map(|_| ()))?;
    tx.commit().await
}

/// Removes sessions that ended; called now and then. A wall's screen may have
/// been switched off for long.
pub async fn sweep(db: &Db, now: Instant, idle_since: Instant, day: Day) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    let sql = "delete from sessions where expires_at < $1 or (last_seen < $2 and not exists \
               (select 1 from accounts p where p.id = sessions.person and p.role = 'display' \
                and p.begins <= $3 and p.ends > $3))";
    with_tx!(&mut tx, conn => sqlx::query(sql).bind(now).bind(idle_since).bind(day.to_string()).execute(conn).await.map(|_| ()))?;
    tx.commit().await
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::db::migrate::migrate;

    /// Every request looks its session up: what that costs must not grow with the accounts.
    #[tokio::test]
    async fn a_request_reads_one_account_however_many_there_are() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tiendo.db");
        let url = format!("sqlite://{}", file.display());
        let db = Db::connect(&url).await.unwrap();
        migrate(&db).await.unwrap();
        let plan = format!("explain query plan {LOOKUP}");
        let Db::Sqlite { read, .. } = &db else {
            panic!("{url} is SQLite")
        };
        let plan = sqlx::query_as(&plan).bind("").bind("").fetch_all(read);
        let steps: Vec<(i64, i64, i64, String)> = plan.await.unwrap();
        let steps: Vec<String> = steps.into_iter().map(|step| step.3).collect();
        let by_key = |step: &String| step.contains("SEARCH") || step.contains("SUBQUERY");
        assert!(steps.iter().all(by_key), "{steps:#?}");
    }
}
