use sqlx::migrate::{MigrateError, Migrator};

use super::{Db, DbError};

pub static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
pub static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

/// Brings the schema to this binary's version. Each step is a transaction: one
/// that fails leaves the schema as it was. A database of a newer binary is
/// refused.
pub async fn migrate(db: &Db) -> Result<(), DbError> {
    run(db, &SQLITE, &POSTGRES).await
}

/// The same with other steps, for tests.
pub async fn run(db: &Db, sqlite: &Migrator, postgres: &Migrator) -> Result<(), DbError> {
    let done = match db {
        Db::Sqlite { write, .. } => sqlite.run(write).await,
        Db::Postgres(pool) => {
            let mut conn = pool.acquire().await?;
            let done = postgres.run(&mut *conn).await;
            if done.is_err() {
                // It still holds the lock of migrations: back in the pool it
                // would make the next attempt wait for ever.
                conn.close().await?;
            }
            done
        }
    };
    done.map_err(|error| match error {
        MigrateError::VersionMissing(version) => DbError::Newer(version),
        other => DbError::Migration(other),
    })
}
