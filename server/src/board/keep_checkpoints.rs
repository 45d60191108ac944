//! Makes the checkpoints of past Sundays, and looks through those that are there.
use std::sync::Arc;

use app::domain::{Day, Instant, closes_at};
use chrono::TimeDelta;
use tokio::task::spawn_blocking;

use super::{
    Board, DayStatuses,
    checkpoints::{Wanted, last_before, not_built, pack, put, read, there},
    replay::{Later, fold},
    weeks::sundays,
};
use crate::{
    db::{Db, DbError, audit::Last},
    ledger::{self, Fault, Reading, Verdict},
};

/// The Sundays of which there is to be one: those between the campaign's start and today.
fn wanted(board: &Board) -> Vec<Day> {
    sundays(board.campaign.as_deref(), None, board.day()).collect()
}

/// Packs the Sundays that are wanted and missing, and leaves no others.
pub(super) async fn write(db: &Db, today: &Arc<Board>) -> Result<(), DbError> {
    match write_missing(db, today).await {
        Err(error) if error.is_damage() => {
            tracing::warn!(%error, "no checkpoints are written");
            Ok(())
        }
        done => done,
    }
}

async fn write_missing(db: &Db, today: &Arc<Board>) -> Result<(), DbError> {
    let wanted = wanted(today);
    let there = there(db).await?;
    let missing = |day: &&Day| !there.iter().any(|(there, _)| there == *day);
    let mut last = None;
    for day in wanted.iter().filter(missing) {
        let from = match last.take() {
            Some(board) => Some(board),
            None => {
                let wanted = Wanted {
                    later: Some(today),
                    compared_with: None,
                };
                let last = last_before(db, *day, today.seq(), wanted).await?;
                last.map(|it| it.board)
            }
        };
        let later = Some(Later::shared(today));
        let (board, week) = upto_sunday(db, *day, today.seq(), from, later).await?;
        // Who goes on from it reads what is after its last place.
        let end = closes_at(*day, today.zone());
        if today.order.kept || ledger::all_before(db, board.seq, end).await? {
            put(db, *day, &pack(&board, *day, &week)?, &wanted).await?;
            last = Some(board);
        }
    }
    Ok(())
}

/// The board as it stood at the end of a Sunday, and what pages of a week later compare with: the
/// days of the week that ends there.
async fn upto_sunday(
    db: &Db,
    sunday: Day,
    seq: i64,
    from: Option<Board>,
    later: Option<Later>,
) -> Result<(Board, Vec<DayStatuses>), DbError> {
    let zone = match &later {
        Some(later) => later.board.zone(),
        None => Reading::begin(db, seq, Instant::MAX, false).await?.zone(),
    };
    let in_order = later.as_ref().is_some_and(|it| it.board.order.kept);
    let mut reading = Reading::begin(db, seq, closes_at(sunday, zone), in_order).await?;
    let week = (0..7).rev().map(|back| sunday - TimeDelta::days(back));
    let week = week.collect();
    let replay = fold(&mut reading, from, sunday + TimeDelta::days(1), later, week).await?;
    spawn_blocking(move || replay.closed())
        .await
        .map_err(not_built)
}

/// Whether audit, facts, pages and checkpoints still are what was written; see
/// [`ledger::verify`].
pub async fn verify(db: &Db, noted: Option<&Last>) -> Result<Verdict, DbError> {
    let mut verdict = ledger::verify(db, noted).await?;
    // Facts that are not what was written make no board that could be compared.
    if verdict.is_whole() {
        let days = unlike_facts(db).await?.into_iter();
        verdict
            .faults
            .extend(days.map(|day| Fault::Checkpoint { day }));
    }
    Ok(verdict)
}

/// The Sundays whose checkpoint does not say what the facts make. Each is made from the one
/// before, which is what the facts make.
async fn unlike_facts(db: &Db) -> Result<Vec<Day>, DbError> {
    let seq = db.seq().await?;
    let mut unlike = Vec::new();
    let mut last = None;
    for (day, _) in there(db).await?.into_iter().rev() {
        let (board, week) = upto_sunday(db, day, seq, last.take(), None).await?;
        if read(db, day).await? != pack(&board, day, &week)? {
            unlike.push(day);
        }
        last = Some(board);
    }
    Ok(unlike)
}
