//! Stands beside the server in `make faults`, on the database named by DATABASE_URL.
//!
//! `faults hold SECONDS` begins a fact as a server does and keeps its place for so long: stopped
//! meanwhile, it is a server that is frozen inside a transaction. `faults ledger` prints the form
//! of every event that was written, `faults files` each form with the hash of a file it carries.
//! `faults tomorrow FOLDER` removes from the files there what nobody named for a day, as a server
//! would a day later.
use std::time::Duration;

use app::domain::Instant;
use tiendo::{
    clock::Clock,
    db::Db,
    files::{self, Files, Place},
};

const FORMS: &str = "select submission from milestone_events order by seq";
const FILES: &str = "select submission || ' ' || hash from evidence_files order by seq";
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
        _ => return Err("hold SECONDS, ledger, files or tomorrow FOLDER".into()),
    }
    db.close().await;
    Ok(())
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
