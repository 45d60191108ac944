//! Facts written by a test, one transaction each, and the figures after them.
use app::domain::{Instant, parse_day};
use serde_json::Value;
use tiendo::{
    board::Live,
    clock::Clock,
    db::{Db, audit},
    ledger::*,
};

use super::{campaign, store::Store};

/// Writes rows as a transaction of their own.
pub struct Pen<'a> {
    pub db: &'a Db,
    pub at: Instant,
}

impl Pen<'_> {
    pub async fn write(&self, rows: impl AsyncFnOnce(&mut tiendo::db::Tx, i64, Instant)) {
        let mut tx = self.db.begin().await.unwrap();
        let seq = tx.next_seq().await.unwrap();
        rows(&mut tx, seq, self.at).await;
        audit::append(&mut tx, campaign::line("facts"))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

/// The figures of a day, from a ledger read anew.
pub async fn figures_on(store: &Store, clock: &Clock, day: &str) -> Value {
    let live = Live::new(store.db.clone(), clock.clone());
    let board = live.as_of(parse_day(day).unwrap()).await;
    board.unwrap().unwrap().figures()
}

/// A unit of the campaign written by hand, to be changed.
pub fn unit_row(code: &str) -> UnitRow {
    let rows = campaign::rows().units;
    rows.into_iter().find(|unit| unit.code == code).unwrap()
}

/// An event of a milestone, with no words.
pub fn event_row(
    milestone: &str,
    event: &str,
    seq: i64,
    recorded_at: Instant,
) -> MilestoneEventRow {
    MilestoneEventRow {
        submission: uuid::Uuid::now_v7().to_string(),
        milestone: milestone.into(),
        event: event.into(),
        organisation: "SO-Y-TE".into(),
        seq,
        recorded_at,
        ..Default::default()
    }
}
