//! What the campaign and its organisations are called, now and before.
use super::{Db, DbError, with_pool};

pub async fn of_campaign(db: &Db) -> Result<Vec<String>, DbError> {
    let sql = "select distinct name from campaign_terms";
    Ok(with_pool!(db, pool => sqlx::query_scalar(sql).fetch_all(pool).await)?)
}

/// Codes and names of units and companies.
pub async fn of_organisations(db: &Db) -> Result<Vec<String>, DbError> {
    let sql = "select code from units union select name from units \
               union select code from partners union select name from partners";
    Ok(with_pool!(db, pool => sqlx::query_scalar(sql).fetch_all(pool).await)?)
}
