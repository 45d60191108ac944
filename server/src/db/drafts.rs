//! Drafts of reports, one per milestone and organisation, and of the tables of measurements, one
//! per organisation. They stand outside the ledger.
use app::domain::Instant;

use super::{Db, DbError, Tx, with_pool, with_tx};

#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Draft {
    /// The milestone, or what stands in its place for a table of measurements.
    pub milestone: String,
    /// The unit's or company's code.
    pub organisation: String,
    /// Rises by one with each save.
    pub version: i64,
    /// The id of the form that saved last.
    pub form: String,
    /// The fields as typed, JSON.
    pub body: String,
    /// The account that saved last.
    pub person: String,
    pub saved_at: Instant,
}

const COLUMNS: &str = "milestone, organisation, version, form, body, person, saved_at";

pub async fn lookup(
    db: &Db,
    milestone: &str,
    organisation: &str,
) -> Result<Option<Draft>, DbError> {
    let sql = format!("select {COLUMNS} from drafts where milestone = $1 and organisation = $2");
    Ok(
        with_pool!(db, pool => sqlx::query_as(&sql).bind(milestone).bind(organisation).fetch_optional(pool).await)?,
    )
}

pub async fn of_organisation(db: &Db, organisation: &str) -> Result<Vec<Draft>, DbError> {
    let sql = format!("select {COLUMNS} from drafts where organisation = $1");
    Ok(with_pool!(db, pool => sqlx::query_as(&sql).bind(organisation).fetch_all(pool).await)?)
}

/// Saves over the version the form was opened with (0: there was none), or over what the same
/// form saved before; `false` when somebody else saved meanwhile. The caller holds the order's
/// lock.
pub async fn save(tx: &mut Tx, draft: &Draft) -> Result<bool, DbError> {
    let sql = "insert into drafts (milestone, organisation, version, body, person, saved_at, form) \
               values ($1, $2, $3 + 1, $4, $5, $6, $7) \
               on conflict (milestone, organisation) do update \
               set version = drafts.version + 1, body = excluded.body, person = excluded.person, \
                   saved_at = excluded.saved_at, form = excluded.form \
               where drafts.version = $3 or drafts.form = $7";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(&draft.milestone).bind(&draft.organisation).bind(draft.version)
        .bind(&draft.body).bind(&draft.person).bind(draft.saved_at).bind(&draft.form)
        .execute(conn).await.map(|d| d.rows_affected()))?;
    Ok(done == 1)
}

/// Whether there is a draft that neither the form had in it when it was opened nor saved
/// itself, inside a writing transaction.
pub async fn is_newer(
    tx: &mut Tx,
    milestone: &str,
    organisation: &str,
    (opened, form): (i64, &str),
) -> Result<bool, DbError> {
    let sql = "select count(*) from drafts where milestone = $1 and organisation = $2 \
               and version <> $3 and form <> $4";
    let newer: i64 = with_tx!(tx, conn => sqlx::query_scalar(sql)
        .bind(milestone).bind(organisation).bind(opened).bind(form).fetch_one(conn).await)?;
    Ok(newer > 0)
}

/// Removes the draft once it was handed over.
pub async fn remove(tx: &mut Tx, milestone: &str, organisation: &str) -> Result<(), DbError> {
    let sql = "delete from drafts where milestone = $1 and organisation = $2";
    with_tx!(tx, conn => sqlx::query(sql).bind(milestone).bind(organisation).execute(conn).await.map(|_| ()))?;
    Ok(())
}
