//! Stands beside the server in `make faults`, on the database named by DATABASE_URL.
//!
//! `faults hold SECONDS` begins a fact as a server does and keeps its place for so long: stopped
//! meanwhile, it is a server that is frozen inside a transaction. `faults ledger` prints the form
//! of every event that was written, `faults files` each form with the hash of a file it carries.
//! `faults tomorrow FOLDER` removes from the files there what nobody named for a day, as a server
//! would a day later. `faults newer` makes one more step than this program knows, as one of a newer
//! version does at its start; `faults older` takes it back.
use std::{borrow::Cow, time::Duration};

use app::domain::Instant;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use tiendo::{
    clock::Clock,
    db::{Db, run_migrations},
    files::{self, Files, Place},
};

const FORMS: &str = "select submission from milestone_events order by seq";
const FILES: &str = "select submission || ' ' || hash from evidence_files order by seq";
const NEWER: &str = "create table newer (id bigint)";
const OLDER: [&str; 2] = [
    "drop table newer",
    "delete from _sqlx_migrations where version = 9999",
];
const LATER: Instant = 25 * 60 * 60 * 1_000_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let db = Db::existing(&std::env::var("DATABASE_URL")?).await?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["hold", seconds] => {
            let mut tx = db.begin().await?;
            tx.next_seq().await?;
            println!("held");
            tokio::time::sleep(Duration::from_secs(seconds.parse()?)).await;
        }
        ["ledger"] => print(&db, FORMS).await?,
        ["files"] => print(&db, FILES).await?,
        ["tomorrow", folder] => {
            let files = Files::of(&Place::Folder(folder.into()), None)?;
            let tomorrow = Clock::fixed(Clock::system().now() + LATER);
            files::sweep(&db, &files, &tomorrow).await?;
            files::sweep_unknown(&db, &files, &tomorrow).await?;
        }
        ["newer"] => {
            let (name, kind) = (Cow::from("newer"), MigrationType::Simple);
            let step = Migration::new(9999, name, kind, NEWER.into(), false);
            let newer = Migrator {
                migrations: vec![step].into(),
                // Those that were made already.
                ignore_missing: true,
                ..Migrator::DEFAULT
            };
            run_migrations(&db, &newer, &newer).await?;
        }
        ["older"] => {
            for sql in OLDER {
                run(&db, sql).await?;
            }
        }
        _ => return Err("hold SECONDS, ledger, files, tomorrow FOLDER, newer or older".into()),
    }
    db.close().await;
    Ok(())
}

async fn run(db: &Db, sql: &str) -> Result<(), sqlx::Error> {
    match db {
        Db::Sqlite { write, .. } => sqlx::query(sql).execute(write).await.map(|_| ()),
        Db::Postgres { write, .. } => sqlx::query(sql).execute(write).await.map(|_| ()),
    }
}

async fn print(db: &Db, sql: &str) -> Result<(), sqlx::Error> {
    let lines: Vec<String> = match db {
        Db::Sqlite { read, .. } => sqlx::query_scalar(sql).fetch_all(read).await?,
        Db::Postgres { read, .. } => sqlx::query_scalar(sql).fetch_all(read).await?,
    };
    for line in lines {
        println!("{line}");
    }
    Ok(())
}
