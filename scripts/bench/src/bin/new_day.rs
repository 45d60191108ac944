//! How long the first request of a new local day waits for its board.
//! `make bench` reads the lines; the database is named by DATABASE_URL.
//!
//! cargo run --release -p bench --bin new_day
use std::time::Instant;

use tiendo::{board::Live, clock::Clock, db::Db};

const DAY: i64 = 86_400_000_000;
/// A week has one day on which a weekly point is taken as well.
const DAYS: i64 = 7;

// As the server has it.
#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let db = Db::connect(&std::env::var("DATABASE_URL")?).await?;
    let now = Clock::system().now();
    let clock = Clock::fixed(now);
    let live = Live::new(db, clock.clone());
    let duties = live.today().await?.figures()["city"]["duties"].clone();
    for day in 1..=DAYS {
        clock.set(now + day * DAY);
        let start = Instant::now();
        let board = live.today().await?;
        let took = start.elapsed().as_secs_f64() * 1000.0;
        println!("{} {took:.1} ms, {duties} duties of databases", board.day());
    }
    Ok(())
}
