//! A database of a test's own, on either engine, at this binary's schema.
use std::path::PathBuf;

use tempfile::TempDir;
use tiendo::{
    db::{Db, migrate},
    files::{Files, Place},
};

use super::postgres;

/// A database that lives as long as the test.
pub struct Store {
    pub db: Db,
    pub url: String,
    /// Its files, in a folder of their own.
    pub files: Files,
    pub files_folder: PathBuf,
    _folders: Vec<TempDir>,
}

/// Who did what a line of the audit tells, and to whom, by user name.
pub const WHO: &str = "coalesce((select username from people where id = person), person)";
pub const WHOM: &str = "coalesce((select username from people where id = subject), subject)";

impl Store {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("tiendo.db").display());
        Self::open(url, Some(folder)).await
    }

    /// Puts a file where the store has it.
    pub fn put_file(&self, hash: &str, bytes: &[u8]) {
        let folder = self.files_folder.join(&hash[..2]);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(hash), bytes).unwrap();
    }

    /// The hashes of the files that are there.
    pub fn files_there(&self) -> Vec<String> {
        let folders = std::fs::read_dir(&self.files_folder).unwrap();
        let files = folders.flat_map(|it| std::fs::read_dir(it.unwrap().path()).unwrap());
        let mut files: Vec<String> = files
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        files
    }

    pub async fn postgres() -> Self {
        // Starting the cluster waits for its processes.
        let url = tokio::task::spawn_blocking(postgres::database)
            .await
            .unwrap();
        Self::open(url, None).await
    }

    /// An empty database on the engine that this one is not on.
    pub async fn empty_on_the_other_engine(&self) -> Self {
        match self.db {
            Db::Sqlite { .. } => Self::postgres().await,
            Db::Postgres { .. } => Self::sqlite().await,
        }
    }

    /// Takes the guards of facts and audit away, as who owns the file or the tables can.
    pub async fn unguard(&self) {
        let sql = match &self.db {
            Db::Sqlite { .. } => {
                "select 'drop trigger ' || name from sqlite_master where type = 'trigger'"
            }
            Db::Postgres { .. } => {
                "select distinct 'alter table ' || tgrelid::regclass || ' disable trigger user' \
                 from pg_trigger where not tgisinternal"
            }
        };
        for sql in self.texts(sql).await {
            self.run(&sql).await.unwrap();
        }
    }

    async fn open(url: String, folder: Option<TempDir>) -> Self {
        let mut store = Self::as_it_is(url).await;
        store._folders.extend(folder);
        migrate(&store.db).await.unwrap();
        store
    }

    /// A database that is there.
    pub async fn as_it_is(url: String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files_folder = folder.path().to_owned();
        Self {
            db: Db::connect(&url).await.unwrap(),
            url,
            files: Files::of(&Place::Folder(files_folder.clone()), None).unwrap(),
            files_folder,
            _folders: vec![folder],
        }
    }

    /// Runs SQL as it stands; the error's text when the database refuses it.
    pub async fn run(&self, sql: &str) -> Result<u64, String> {
        let done = match &self.db {
            Db::Sqlite { write, .. } => sqlx::query(sql)
                .execute(write)
                .await
                .map(|done| done.rows_affected()),
            Db::Postgres { write: pool, .. } => sqlx::query(sql)
                .execute(pool)
                .await
                .map(|done| done.rows_affected()),
        };
        done.map_err(|error| error.to_string())
    }

    /// The one number a query answers.
    pub async fn number(&self, sql: &str) -> i64 {
        match &self.db {
            Db::Sqlite { write, .. } => sqlx::query_scalar(sql).fetch_one(write).await,
            Db::Postgres { write: pool, .. } => sqlx::query_scalar(sql).fetch_one(pool).await,
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    /// The texts of a query's one column, in its order.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        match &self.db {
            Db::Sqlite { write, .. } => sqlx::query_scalar(sql).fetch_all(write).await,
            Db::Postgres { write: pool, .. } => sqlx::query_scalar(sql).fetch_all(pool).await,
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    pub async fn tables(&self) -> Vec<String> {
        let sql = match &self.db {
            Db::Sqlite { .. } => {
                "select name from sqlite_master where type = 'table' order by name"
            }
            Db::Postgres { .. } => {
                "select tablename::text from pg_tables where schemaname = 'public' order by tablename"
            }
        };
        self.texts(sql).await
    }

    /// Every row of every table as text, with the table's name before it: what
    /// the database keeps, wherever it keeps it.
    pub async fn everything(&self) -> Vec<String> {
        let mut all = Vec::new();
        for table in self.tables().await {
            let row = match &self.db {
                Db::Sqlite { .. } => {
                    let columns = self
                        .texts(&format!("select name from pragma_table_info('{table}')"))
                        .await;
                    let columns: Vec<String> = columns
                        .iter()
                        .map(|c| {
                            format!(
                                "case typeof(\"{c}\") when 'null' then '' when 'blob' then hex(\"{c}\") \
                                 else cast(\"{c}\" as text) end"
                            )
                        })
                        .collect();
                    columns.join(" || ' | ' || ")
                }
                Db::Postgres { .. } => "t::text".to_owned(),
            };
            let rows = self
                .texts(&format!("select {row} from \"{table}\" t"))
                .await;
            all.extend(rows.into_iter().map(|row| format!("{table}: {row}")));
        }
        all
    }
}

/// Runs each case of a module on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $case() {
                super::$case($crate::support::store::Store::sqlite().await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $case() {
                super::$case($crate::support::store::Store::postgres().await).await;
            })+
        }
    };
}
pub(crate) use on_both;
