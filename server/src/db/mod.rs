//! SQLite or PostgreSQL behind one type, with one SQL text for both.
//!
//! Rules for common SQL: `$1` in order, instants are `bigint` microseconds,
//! days and decimals are text, parameters are always bound.

pub mod audit;
pub mod copy;
mod damage;
pub mod decisions;
pub(crate) mod digest;
pub mod drafts;
pub mod erasure;
pub mod explanations;
pub mod factors;
pub mod files;
pub mod forms;
pub mod idle;
pub mod kept;
mod last;
pub mod mails;
pub mod measurements;
mod migrate;
pub mod milestone_events;
pub mod moved;
pub mod names;
pub mod old_book;
mod only_read;
mod part;
pub mod people;
pub mod proposals;
pub mod rechecks;
pub mod resets;
pub mod search;
pub mod sessions;
pub mod sign_ins;
mod steps;
mod tx;
pub mod visits;
pub mod walls;

use std::{path::Path, str::FromStr, time::Duration};

use sqlx::{
    PgPool, Pool, SqliteConnection, SqlitePool, TransactionManager,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{
        SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
        SqliteTransactionManager,
    },
};

pub use migrate::{Standing, migrate, migrate_like, run as run_migrations, standing};
pub use only_read::only_read;
pub use part::Part;
pub use tx::{Engine, Tx};

/// How long somebody waits for a connection, or for a lock that another holds. Then the answer
/// is that nothing was written, and to try again.
const PATIENCE: Duration = Duration::from_secs(5);

/// What can go wrong between us and the database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    #[error("cơ sở dữ liệu không trả lời: {why}", why = crate::cause::of_database(.0))]
    Sql(#[from] sqlx::Error),
    #[error("DATABASE_URL phải bắt đầu bằng sqlite:// hoặc postgres://, đang là {0:?}")]
    Url(String),
    #[error("không tạo được thư mục {0} cho cơ sở dữ liệu: {why}", why = crate::cause::of_system(.1))]
    Folder(String, std::io::Error),
    #[error("không tạo được tệp {0} cho cơ sở dữ liệu: {why}", why = crate::cause::of_system(.1))]
    File(String, std::io::Error),
    #[error(
        "{what} (bước {0}); hãy chạy bản mới đó, hoặc khôi phục bản sao lưu trước khi nâng cấp",
        what = Self::NEWER
    )]
    Newer(i64),
    #[error("nâng cấp cơ sở dữ liệu không thành, không có gì thay đổi: {0}")]
    Migration(sqlx::migrate::MigrateError),
    #[error("dòng dữ liệu không đọc được trong bảng {table}: {what}")]
    Corrupt { table: &'static str, what: String },
    #[error(
        "cơ sở dữ liệu này chỉ còn đọc, vì đang được hoặc đã được chuyển sang nơi khác bằng tiendo move; đặt DATABASE_URL là nơi mới, hoặc thôi chuyển bằng: tiendo move --undo"
    )]
    Moved,
    #[error(
        "cơ sở dữ liệu nhận không trống: đã có bảng {0}; chọn một cơ sở dữ liệu trống, không ghi đè"
    )]
    NotEmpty(String),
    #[error("không chép được bảng {table}: {why}; bên nhận không giữ lại gì")]
    NotCopied { table: String, why: String },
}

impl DbError {
    /// How it is said that the database is newer than this program.
    pub const NEWER: &str = "cơ sở dữ liệu này do bản Tiến Độ mới hơn tạo ra";

    /// Whether the database is only away, busy, locked or out of room.
    pub fn passes(&self) -> bool {
        matches!(self, Self::Sql(error) if crate::cause::passes(error))
    }
}

/// A handle on the database; cheap to clone.
#[derive(Debug, Clone)]
pub enum Db {
    /// SQLite has one writer at a time: it gets a pool of its own, so that
    /// readers never wait behind it.
    Sqlite { read: SqlitePool, write: SqlitePool },
    /// Whoever waits for a lock must not hold up readers either.
    Postgres { read: PgPool, write: PgPool },
}

/// Expands one expression for both kinds of pool.
macro_rules! with_pool {
    ($db:expr, $pool:ident => $body:expr) => {
        match $db {
            $crate::db::Db::Sqlite { read: $pool, .. } => $body,
            $crate::db::Db::Postgres { read: $pool, .. } => $body,
        }
    };
}

/// Expands one expression for both kinds of transaction.
macro_rules! with_tx {
    ($tx:expr, $conn:ident => $body:expr) => {
        match ($tx).engine() {
            $crate::db::Engine::Sqlite(tx) => {
                let $conn = &mut **tx;
                $body
            }
            $crate::db::Engine::Postgres(tx) => {
                let $conn = &mut **tx;
                $body
            }
        }
    };
}

pub(crate) use {with_pool, with_tx};

impl Db {
    /// Opens the database named by `DATABASE_URL`; a SQLite file is created.
    pub async fn connect(url: &str) -> Result<Self, DbError> {
        if let Some(file) = url.strip_prefix("sqlite:") {
            make_file(file.trim_start_matches("//"))?;
        }
        Self::existing(url).await
    }

    /// Opens the database named by `DATABASE_URL`, and makes none.
    pub async fn existing(url: &str) -> Result<Self, DbError> {
        if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url)?;
            return Self::sqlite(options.journal_mode(SqliteJournalMode::Wal)).await;
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Self::postgres(PgConnectOptions::from_str(url)?).await;
        }
        // The address may carry a password: name only how it begins.
        Err(DbError::Url(
            url.chars().take_while(|c| *c != ':').collect(),
        ))
    }

    /// Opens a SQLite file that nobody else uses, and leaves nothing beside it.
    pub async fn file(path: &Path) -> Result<Self, DbError> {
        Self::sqlite(SqliteConnectOptions::new().filename(path)).await
    }

    async fn sqlite(options: SqliteConnectOptions) -> Result<Self, DbError> {
        let options = options
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // Rows cross threads in batches of this many at most; a start reads
            // a hundred thousand.
            .row_buffer_size(2000)
            .busy_timeout(PATIENCE);
        // A connection to a file does not go away while it is not used: to ask whether it is there
        // is another turn of its thread for each query.
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .before_acquire(|conn, _| Box::pin(async move { Ok(is_idle(conn)) }))
            .connect_with(options.clone())
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .connect_with(options)
            .await?;
        Ok(Self::Sqlite { read, write })
    }

    async fn postgres(options: PgConnectOptions) -> Result<Self, DbError> {
        let pool = |most| {
            PgPoolOptions::new()
                .max_connections(most)
                .acquire_timeout(PATIENCE)
        };
        let write = pool(3).connect_with(limited(options.clone(), &WRITING));
        let read = pool(8).connect_with(limited(options, &READING));
        Ok(Self::Postgres {
            write: write.await?,
            read: read.await?,
        })
    }

    /// Begins a writing transaction. On SQLite it takes the write lock at once
    /// (`begin immediate`): a deferred read-then-write would fail as busy. Refused where the
    /// database is only read.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        let mut tx = self.begin_also_moved().await?;
        only_read::refuse(&mut tx).await?;
        Ok(tx)
    }

    async fn begin_also_moved(&self) -> Result<Tx, DbError> {
        Ok(Tx::new(match self {
            Self::Sqlite { write, .. } => {
                Engine::Sqlite(write.begin_with("begin immediate").await?)
            }
            Self::Postgres { write, .. } => Engine::Postgres(write.begin().await?),
        }))
    }

    /// Begins a transaction that only reads: all of it as it stands at one moment, while others
    /// write.
    async fn snapshot(&self) -> Result<Tx, DbError> {
        const ONE_MOMENT: &str = "begin isolation level repeatable read read only";
        Ok(Tx::new(match self {
            Self::Sqlite { read, .. } => Engine::Sqlite(read.begin().await?),
            Self::Postgres { read, .. } => Engine::Postgres(read.begin_with(ONE_MOMENT).await?),
        }))
    }

    /// The seq of the last fact: what a reader must have seen.
    pub async fn seq(&self) -> Result<i64, DbError> {
        let sql = "select seq from campaign where id = 1";
        Ok(with_pool!(self, pool => sqlx::query_scalar(sql).fetch_one(pool).await)?)
    }

    /// Whether a campaign stands in it.
    pub async fn has_campaign(&self) -> Result<bool, DbError> {
        let sql = "select count(*) from campaign_terms";
        let rows: i64 = with_pool!(self, pool => sqlx::query_scalar(sql).fetch_one(pool).await)?;
        Ok(rows > 0)
    }

    /// Writes a sign of life, to prove that the database takes writes: it takes the order's
    /// lock, as every fact does, and does not wait long for it.
    pub async fn beat(&self, now: i64) -> Result<(), DbError> {
        let mut tx = self.begin().await?;
        if let Engine::Postgres(tx) = tx.engine() {
            let sql = "set local lock_timeout = '2s'";
            sqlx::query(sql).execute(&mut **tx).await?;
        }
        tx.lock().await?;
        let sql = "update heartbeat set beat_at = $1 where id = 1";
        with_tx!(&mut tx, conn => sqlx::query(sql).bind(now).execute(conn).await.map(|_| ()))?;
        tx.commit().await
    }

    /// Closes every connection: the last one takes what SQLite keeps beside its file into it.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                close(read).await;
                close(write).await;
            }
            Self::Postgres { read, write } => {
                close(read).await;
                close(write).await;
            }
        }
    }
}

/// Closes a pool and waits until it is empty. sqlx 0.8.6 comes back from closing while a
/// connection is still on its way: a program that ended then left SQLite's -wal behind.
async fn close<D: sqlx::Database>(pool: &Pool<D>) {
    const MOST: usize = 1_000;
    for _ in 0..MOST {
        pool.close().await;
        if pool.size() == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// What PostgreSQL ends by itself where a connection writes: a server that is frozen inside a
/// transaction, or cut off, stops the others for less than ten seconds. Each statement of ours
/// is short, in an import as well.
const WRITING: [(&str, &str); 6] = [
    ("lock_timeout", "5s"),
    ("statement_timeout", "15s"),
    ("idle_in_transaction_session_timeout", "9s"),
    ("tcp_keepalives_idle", "10"),
    ("tcp_keepalives_interval", "5"),
    ("tcp_keepalives_count", "3"),
];

/// And where it only reads: a start reads some thousand places by one statement.
const READING: [(&str, &str); 4] = [
    ("statement_timeout", "60s"),
    ("tcp_keepalives_idle", "10"),
    ("tcp_keepalives_interval", "5"),
    ("tcp_keepalives_count", "3"),
];

/// Sets what the address of the database does not set itself.
fn limited(options: PgConnectOptions, limits: &[(&str, &str)]) -> PgConnectOptions {
    let given = options.get_options().unwrap_or_default().replace('-', "_");
    let is_given = |name: &str| {
        given.split_whitespace().any(|word| {
            let word = word.strip_prefix("_c").unwrap_or(word);
            word.trim_start_matches('_').split('=').next() == Some(name)
        })
    };
    let own: Vec<&(&str, &str)> = limits.iter().filter(|(name, _)| !is_given(name)).collect();
    options.options(own.into_iter().copied())
}

/// Makes the file of a SQLite database and its folder. Only its owner may read it, and
/// what SQLite puts beside it: hashes of passwords and drafts are in there.
fn make_file(file: &str) -> Result<(), DbError> {
    let path = Path::new(file.split('?').next().unwrap_or(file));
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|e| DbError::Folder(folder.display().to_string(), e))?;
    }
    match crate::private::create(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(DbError::File(path.display().to_string(), error))
        }
        _ => Ok(()),
    }
}

/// Whether a connection may be used again. Where a disk is full, SQLite ends a transaction
/// by itself: the rollback that follows fails, and the connection would count as inside that
/// transaction for ever. It is then closed and another one opened.
fn is_idle(conn: &SqliteConnection) -> bool {
    SqliteTransactionManager::get_transaction_depth(conn) == 0
}
