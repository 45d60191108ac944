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

/// Every name that units have or had, with the unit's code.
pub async fn of_units(db: &Db) -> Result<Vec<(String, String)>, DbError> {
    let sql = "select code, name from units union select code, short_name from units";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).fetch_all(pool).await)?)
}

/// Every name that companies have or had, with the company's code.
pub async fn of_partners(db: &Db) -> Result<Vec<(String, String)>, DbError> {
    let sql = "select code, name from partners union select code, short_name from partners";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).fetch_all(pool).await)?)
}

/// Every name that workstreams have or had, with the workstream's code.
pub async fn of_workstreams(db: &Db) -> Result<Vec<(String, String)>, DbError> {
    let sql = "select distinct code, name from workstreams";
    Ok(with_pool!(db, pool => sqlx::query_as(sql).fetch_all(pool).await)?)
}
