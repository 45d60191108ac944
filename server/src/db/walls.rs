//! What the screens of accounts show in turn.
use app::domain::Wall;

use super::{Db, DbError, Tx, with_pool, with_tx};

const LAST: &str = "select pages from account_walls where person = $1 order by seq desc limit 1";

/// What the screen of an account shows; nothing in turn where nobody chose.
pub async fn of(db: &Db, person: &str) -> Result<Wall, DbError> {
    let pages: Option<String> =
        with_pool!(db, pool => sqlx::query_scalar(LAST).bind(person).fetch_optional(pool).await)?;
    Ok(Wall::recorded(&pages.unwrap_or_default()))
}

/// The same inside a writing transaction.
pub async fn now(tx: &mut Tx, person: &str) -> Result<Wall, DbError> {
    let pages: Option<String> =
        with_tx!(tx, conn => sqlx::query_scalar(LAST).bind(person).fetch_optional(conn).await)?;
    Ok(Wall::recorded(&pages.unwrap_or_default()))
}
