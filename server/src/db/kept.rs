//! What people keep for themselves: pages, and what they follow. None of it is a fact.
use app::{domain::Instant, views::KeptView};

use super::{Db, DbError, Tx, with_pool, with_tx};

/// What a person keeps: each with a kind (`view`, or what is followed), its code or address, and
/// the name of a page. The oldest first.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct KeptRow {
    pub kind: String,
    pub code: String,
    pub name: String,
}

/// The kind of a page that is kept.
pub const VIEW: &str = "view";

impl KeptRow {
    /// The page, where it is one.
    pub fn view(&self) -> Option<KeptView> {
        (self.kind == VIEW).then(|| KeptView {
            name: self.name.clone(),
            address: self.code.clone(),
        })
    }
}

/// All that a person keeps.
pub async fn all(db: &Db, person: &str) -> Result<Vec<KeptRow>, DbError> {
    let sql = "select kind, code, name from ( \
                 select 'view' as kind, address as code, name, kept_at as at \
                   from kept_views where person = $1 \
                 union all select kind, code, '', since from follows where person = $1 \
               ) as kept order by at, kind, code";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).bind(person).fetch_all(pool).await)?)
}

/// Whether a person follows something.
pub async fn follows(db: &Db, person: &str, kind: &str, code: &str) -> Result<bool, DbError> {
    let sql = "select count(*) from follows where person = $1 and kind = $2 and code = $3";
    let rows: i64 = with_pool!(db, pool => sqlx::query_scalar(sql)
        .bind(person).bind(kind).bind(code).fetch_one(pool).await)?;
    Ok(rows > 0)
}

/// How many pages a person keeps beside one, and how many things he follows beside one.
pub async fn others(tx: &mut Tx, person: &str, row: &KeptRow) -> Result<i64, DbError> {
    let sql = match row.kind.as_str() {
        VIEW => "select count(*) from kept_views where person = $1 and address <> $2 and $3 <> ''",
        _ => "select count(*) from follows where person = $1 and not (code = $2 and kind = $3)",
    };
    Ok(with_tx!(tx, conn => sqlx::query_scalar(sql)
        .bind(person).bind(&row.code).bind(&row.kind).fetch_one(conn).await)?)
}

/// Keeps something; a page that is kept already gets the name. `false` where it was kept so before.
pub async fn keep(tx: &mut Tx, person: &str, row: &KeptRow, now: Instant) -> Result<bool, DbError> {
    let (sql, last) = match row.kind.as_str() {
        VIEW => (
            "insert into kept_views (person, address, name, kept_at) values ($1, $2, $3, $4) \
             on conflict (person, address) do update set name = excluded.name \
             where kept_views.name <> excluded.name",
            &row.name,
        ),
        _ => (
            "insert into follows (person, code, kind, since) values ($1, $2, $3, $4) \
             on conflict (person, kind, code) do nothing",
            &row.kind,
        ),
    };
    let rows = with_tx!(tx, conn => sqlx::query(sql)
        .bind(person).bind(&row.code).bind(last).bind(now)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(rows > 0)
}

/// Keeps something no more; `false` where it was not kept.
pub async fn let_go(tx: &mut Tx, person: &str, row: &KeptRow) -> Result<bool, DbError> {
    let sql = match row.kind.as_str() {
        VIEW => "delete from kept_views where person = $1 and address = $2 and $3 <> ''",
        _ => "delete from follows where person = $1 and code = $2 and kind = $3",
    };
    let rows = with_tx!(tx, conn => sqlx::query(sql)
        .bind(person).bind(&row.code).bind(&row.kind)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(rows > 0)
}
