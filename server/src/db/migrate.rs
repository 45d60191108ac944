use sqlx::migrate::{MigrateError, Migrator};

use super::{Db, DbError, with_pool};

pub static SQLITE: Migrator = sqlx_macros::migrate!("../migrations/sqlite");
pub static POSTGRES: Migrator = sqlx_macros::migrate!("../migrations/postgres");

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
        Db::Postgres { write, .. } => {
            let mut conn = write.acquire().await?;
            // A step takes as long as it takes, and waits for another server's.
            sqlx::raw_sql("set lock_timeout = 0; set statement_timeout = 0")
                .execute(&mut *conn)
                .await?;
            let done = postgres.run(&mut *conn).await;
            // Not back into the pool: it knows no limits, and after a failure it still holds
            // the lock of migrations.
            conn.close().await?;
            done
        }
    };
    done.map_err(|error| match error {
        MigrateError::VersionMissing(version) => DbError::Newer(version),
        other => DbError::Migration(other),
    })
}

/// How a database stands to this binary's steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No step was ever made.
    Empty,
    Behind,
    Current,
}

/// Looks, and makes no step. A database of a newer binary is refused.
pub async fn standing(db: &Db) -> Result<Standing, DbError> {
    let sql = "select max(version) from _sqlx_migrations where success";
    let read: Result<Option<i64>, sqlx::Error> =
        with_pool!(db, pool => sqlx::query_scalar(sql).fetch_one(pool).await);
    let made = match read {
        // There is no such table.
        Err(sqlx::Error::Database(_)) => None,
        read => read?,
    };
    let last = SQLITE.iter().map(|step| step.version).max().unwrap_or(0);
    match made {
        None => Ok(Standing::Empty),
        Some(made) if made > last => Err(DbError::Newer(made)),
        Some(made) if made < last => Ok(Standing::Behind),
        Some(_) => Ok(Standing::Current),
    }
}
