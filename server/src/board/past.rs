//! The boards of past days, built when asked for and kept for a while.
use std::sync::{Arc, Mutex};

use app::domain::{Day, closes_at};
use chrono::TimeDelta;

use super::{
    Board, DayStatuses,
    checkpoints::{self, Wanted},
    replay::{self, Later},
};
use crate::{
    db::{Db, DbError},
    ledger::Reading,
    lock::lock,
};

/// Boards kept: a reader goes back and forth between a day and the one before it, and
/// each is as large as today's.
const BOARDS: usize = 2;

/// Statuses kept, to compare with: a day's statuses and a sum.
const STATUSES: usize = 8;

/// What a past day showed never changes, so nothing kept here expires; the latest asked
/// for push out the others.
#[derive(Debug, Default)]
pub(super) struct Past {
    boards: Mutex<Vec<Arc<Board>>>,
    statuses: Mutex<Vec<Arc<DayStatuses>>>,
    /// One is built at a time: each takes a core and room for a while.
    building: tokio::sync::Mutex<()>,
    /// One more beside it: what today is compared with does not wait for past days.
    comparing: tokio::sync::Mutex<()>,
}

impl Past {
    /// The board as of the end of a day before that of `later`.
    pub async fn board(
        &self,
        db: &Db,
        day: Day,
        later: &Arc<Board>,
    ) -> Result<Arc<Board>, DbError> {
        if let Some(board) = self.kept_board(day) {
            return Ok(board);
        }
        let _turn = self.building.lock().await;
        if let Some(board) = self.kept_board(day) {
            return Ok(board);
        }
        // Room is made before, as one that is built takes that of two.
        lock(&self.boards).truncate(BOARDS - 1);
        let from = self.on_the_way(db, day, later).await?;
        let board = Arc::new(build(db, day, from, Later::shared(later)).await?);
        keep(&self.boards, board.clone(), BOARDS);
        Ok(board)
    }

    /// The same for what is asked of a day once: no page of it is read, and it is not kept.
    pub async fn board_once(
        &self,
        db: &Db,
        day: Day,
        later: &Arc<Board>,
    ) -> Result<Arc<Board>, DbError> {
        let _turn = self.building.lock().await;
        match self.kept_board(day) {
            Some(board) => Ok(board),
            None => Ok(Arc::new(build(db, day, None, Later::apart(later)).await?)),
        }
    }

    /// A board from which a day is built, so that what its pages are compared with is kept too: the
    /// checkpoint before, which knows it, or else the board of a week before. `None` where that is
    /// kept already, the campaign had not begun, or facts were not recorded in their order.
    async fn on_the_way(
        &self,
        db: &Db,
        day: Day,
        later: &Arc<Board>,
    ) -> Result<Option<Board>, DbError> {
        let before = week_before(day);
        let begun = later.campaign().is_some_and(|it| it.start <= before);
        if !begun || !later.order.kept || self.kept_statuses(before).is_some() {
            return Ok(None);
        }
        let end = closes_at(day, later.zone());
        let reading = Reading::begin(db, later.seq(), end, true).await?;
        let wanted = Wanted {
            later: Some(later),
            compared_with: Some(before),
        };
        let last = checkpoints::last_before(db, day, reading.last(), wanted).await?;
        let (board, compared) = last.map(|it| (it.board, it.compared_with)).unzip();
        if let Some(compared) = compared.flatten() {
            keep(&self.statuses, Arc::new(compared), STATUSES);
            return Ok(board);
        }
        let board = build(db, before, None, Later::apart(later)).await?;
        keep(&self.statuses, Arc::new(DayStatuses::of(&board)), STATUSES);
        Ok(Some(board))
    }

    /// The statuses as of the end of a day before that of `later`. Kept far longer than
    /// boards, which are large.
    pub async fn statuses(
        &self,
        db: &Db,
        day: Day,
        later: &Arc<Board>,
    ) -> Result<Arc<DayStatuses>, DbError> {
        if let Some(of_day) = self.kept_statuses(day) {
            return Ok(of_day);
        }
        let _turn = self.comparing.lock().await;
        if let Some(of_day) = self.kept_statuses(day) {
            return Ok(of_day);
        }
        let board = match self.kept_board(day) {
            Some(board) => board,
            // Not kept: nobody asked for its pages.
            None => Arc::new(build(db, day, None, Later::apart(later)).await?),
        };
        let of_day = Arc::new(DayStatuses::of(&board));
        keep(&self.statuses, of_day.clone(), STATUSES);
        Ok(of_day)
    }

    fn kept_board(&self, day: Day) -> Option<Arc<Board>> {
        let boards = lock(&self.boards);
        boards.iter().find(|board| board.day() == day).cloned()
    }

    fn kept_statuses(&self, day: Day) -> Option<Arc<DayStatuses>> {
        let statuses = lock(&self.statuses);
        statuses.iter().find(|of_day| of_day.day == day).cloned()
    }
}

/// The day whose statuses the pages of a day are compared with.
pub(super) fn week_before(day: Day) -> Day {
    day - TimeDelta::days(7)
}

/// The board as of the end of a day, from that of a day before where there is one.
async fn build(db: &Db, day: Day, from: Option<Board>, later: Later) -> Result<Board, DbError> {
    let end = closes_at(day, later.board.zone());
    let reading = Reading::begin(db, later.board.seq(), end, later.board.order.kept).await?;
    let last = reading.last();
    let (board, _) = replay::build(db, reading, day, from, Some(later)).await?;
    Ok(board.reaching(last))
}

fn keep<T>(kept: &Mutex<Vec<T>>, new: T, most: usize) {
    let mut kept = lock(kept);
    kept.insert(0, new);
    kept.truncate(most);
}
