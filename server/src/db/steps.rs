//! The steps that this binary knows, the same numbers on both engines.
use sqlx::migrate::Migrator;

pub static SQLITE: Migrator = sqlx_macros::migrate!("../migrations/sqlite");
pub static POSTGRES: Migrator = sqlx_macros::migrate!("../migrations/postgres");

/// The last of them.
pub fn last() -> i64 {
    SQLITE.iter().map(|step| step.version).max().unwrap_or(0)
}
