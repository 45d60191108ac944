//! Stands beside the server in `make faults`, on the database named by DATABASE_URL.
//!
//! `faults hold SECONDS` begins a fact as a server does and keeps its place for so long: stopped
//! meanwhile, it is a server that is frozen inside a transaction. `faults ledger` prints the form
//! of every event that was written.
use std::time::Duration;

use tiendo::db::Db;

const FORMS: &str = "select submission from milestone_events order by seq";

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
        ["ledger"] => {
            let forms: Vec<String> = match &db {
                Db::Sqlite { read, .. } => sqlx::query_scalar(FORMS).fetch_all(read).await?,
                Db::Postgres { read, .. } => sqlx::query_scalar(FORMS).fetch_all(read).await?,
            };
            for form in forms {
                println!("{form}");
            }
        }
        _ => return Err("hold SECONDS or ledger".into()),
    }
    db.close().await;
    Ok(())
}
