use std::borrow::Cow;

use sqlx::migrate::{MigrateError, Migration, Migrator};

use super::{
    Db, DbError,
    only_read::WAIT_FOR_WRITERS,
    steps::{self, POSTGRES, SQLITE},
    with_pool,
};

/// Brings the schema to this binary's version. Each step is a transaction: one
/// that fails leaves the schema as it was. A database of a newer binary is
/// refused.
pub async fn migrate(db: &Db) -> Result<(), DbError> {
    run(db, &SQLITE, &POSTGRES).await
}

/// Brings an empty database to the step at which another one stands, also of an older binary.
pub async fn migrate_like(db: &Db, other: &Db) -> Result<(), DbError> {
    let last = last_step(other).await?.unwrap_or(0);
    let steps = |all: &Migrator| Migrator {
        migrations: Cow::Owned(
            all.iter()
                .filter(|it| it.version <= last)
                .cloned()
                .collect(),
        ),
        ..Migrator::DEFAULT
    };
    run(db, &steps(&SQLITE), &steps(&POSTGRES)).await
}

/// Makes the steps of an engine that are missing.
pub async fn run(db: &Db, sqlite: &Migrator, postgres: &Migrator) -> Result<(), DbError> {
    let done = match db {
        Db::Sqlite { write, .. } => sqlite.run(write).await,
        Db::Postgres { write, .. } => {
            let mut conn = write.acquire().await?;
            // A step takes as long as it takes, and waits for another server's.
            sqlx::raw_sql("set lock_timeout = 0; set statement_timeout = 0")
                .execute(&mut *conn)
                .await?;
            let done = after_writers(postgres).run(&mut *conn).await;
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

/// The step that made the table by which writers are waited for.
const MOVED: i64 = 28;

/// The same steps, each of which first waits for who is writing, as a move does. So a server of
/// the version before has either written what the step finds, or finds the step.
fn after_writers(steps: &Migrator) -> Migrator {
    let waiting = |step: &Migration| Migration {
        sql: match step.version > MOVED {
            true => format!("{WAIT_FOR_WRITERS};\n{}", step.sql).into(),
            false => step.sql.clone(),
        },
        ..step.clone()
    };
    Migrator {
        migrations: steps.iter().map(waiting).collect(),
        ignore_missing: steps.ignore_missing,
        ..Migrator::DEFAULT
    }
}

/// How a database stands to this binary's steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No step was ever made.
    Empty,
    Behind,
    Current,
}

/// The last step that was made; `None` where none was.
async fn last_step(db: &Db) -> Result<Option<i64>, DbError> {
    let sql = "select max(version) from _sqlx_migrations where success";
    let read: Result<Option<i64>, sqlx::Error> =
        with_pool!(db, pool => sqlx::query_scalar(sql).fetch_one(pool).await);
    match read {
        // There is no such table.
        Err(sqlx::Error::Database(_)) => Ok(None),
        read => Ok(read?),
    }
}

/// Looks, and makes no step. A database of a newer binary is refused.
pub async fn standing(db: &Db) -> Result<Standing, DbError> {
    let last = steps::last();
    match last_step(db).await? {
        None => Ok(Standing::Empty),
        Some(made) if made > last => Err(DbError::Newer(made)),
        Some(made) if made < last => Ok(Standing::Behind),
        Some(_) => Ok(Standing::Current),
    }
}
