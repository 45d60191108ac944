//! The board of today, caught up before each read, and the boards of past days.
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use app::domain::{Day, Instant, closes_at, local_day};
use chrono::TimeDelta;

use tokio::task::{JoinError, spawn_blocking};

use super::{Board, DayStatuses, replay::Replay};
use crate::{
    clock::Clock,
    db::{Db, DbError},
    ledger::{self, Reading, fact_pages},
};

/// Past boards kept: a reader goes back and forth between a day and the one
/// before it, and each is as large as today's.
const PAST: usize = 2;

/// Statuses of past days kept for comparison: a day's statuses and a sum.
const STATUSES: usize = 8;

/// A day that has not come yet has no figures.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("ngày {day} chưa đến, chưa có số liệu")]
pub struct NotYet {
    pub day: Day,
}

/// Hands out boards. The next read sees every write, also one made by the
/// command line or another server: each read asks the ledger for its last seq.
#[derive(Debug)]
pub struct Live {
    db: Db,
    clock: Clock,
    current: Mutex<Arc<Board>>,
    /// One catches up at a time; the others wait and then find it done.
    catching_up: tokio::sync::Mutex<()>,
    past: Mutex<Vec<(Day, Arc<Board>)>>,
    building: tokio::sync::Mutex<()>,
    /// Rows read that no page of facts had.
    unpaged: AtomicUsize,
    statuses: Mutex<Vec<Arc<DayStatuses>>>,
}

impl Live {
    pub fn new(db: Db, clock: Clock) -> Self {
        Self {
            db,
            clock,
            current: Mutex::new(Arc::new(Board::empty())),
            catching_up: tokio::sync::Mutex::new(()),
            past: Mutex::new(Vec::new()),
            building: tokio::sync::Mutex::new(()),
            unpaged: AtomicUsize::new(0),
            statuses: Mutex::new(Vec::new()),
        }
    }

    /// The campaign's time zone as last read; UTC before the first campaign.
    pub fn zone(&self) -> chrono_tz::Tz {
        lock(&self.current).zone()
    }

    /// The board of today with every fact committed before this call.
    pub async fn today(&self) -> Result<Arc<Board>, DbError> {
        let seq = self.db.seq().await?;
        let now = self.clock.now();
        let board = lock(&self.current).clone();
        if is_current(&board, seq, now) {
            return Ok(board);
        }
        let _turn = self.catching_up.lock().await;
        let board = lock(&self.current).clone();
        if is_current(&board, seq, now) {
            return Ok(board);
        }
        let next = if board.seq() == 0 {
            let reading = Reading::begin(&self.db, seq, Instant::MAX).await?;
            let today = local_day(now, reading.zone());
            let (board, unpaged) = replay(reading, today).await?;
            self.unpaged.store(unpaged, Ordering::Relaxed);
            board
        } else {
            self.catch_up(board, seq, now).await?
        };
        let next = Arc::new(next.reaching(seq));
        *lock(&self.current) = next.clone();
        Ok(next)
    }

    /// The board with the facts up to a place, on the day of an instant.
    async fn catch_up(&self, board: Arc<Board>, seq: i64, now: Instant) -> Result<Board, DbError> {
        let zone = board.campaign().map(|c| c.zone);
        let mut facts = ledger::load(&self.db, board.seq(), Instant::MAX, zone).await?;
        // Tables are read one after another: of what is committed meanwhile a part
        // may be missing. Up to the place asked for, all is there.
        facts.retain(|fact| fact.seq <= seq);
        self.unpaged.fetch_add(facts.len(), Ordering::Relaxed);
        spawn_blocking(move || {
            let next = Board::clone(&board);
            drop(board);
            let today = local_day(now, next.zone());
            next.advance(facts, today)
        })
        .await
        .map_err(not_built)
    }

    /// Keeps what readers ask for ready, also past midnight: the board of today
    /// and what it is compared with. Writes pages when many facts are in none.
    pub async fn keep_ready(&self) -> Result<(), DbError> {
        let board = self.today().await?;
        if self.unpaged.load(Ordering::Relaxed) > fact_pages::MANY {
            fact_pages::write(&self.db).await?;
            self.unpaged.store(0, Ordering::Relaxed);
        }
        self.week_before(&board).await?;
        Ok(())
    }

    /// The board as of the end of a past day; of today for today. A future day
    /// is refused.
    pub async fn as_of(&self, day: Day) -> Result<Result<Arc<Board>, NotYet>, DbError> {
        let today = self.today().await?;
        if day == today.day() {
            return Ok(Ok(today));
        }
        if day > today.day() {
            return Ok(Err(NotYet { day }));
        }
        if let Some(board) = self.kept(day) {
            return Ok(Ok(board));
        }
        // One is built at a time: each takes a core and room for a while.
        let _turn = self.building.lock().await;
        if let Some(board) = self.kept(day) {
            return Ok(Ok(board));
        }
        let board = Arc::new(self.build(day, &today).await?);
        // What a past day showed never changes, so these never expire.
        let mut past = lock(&self.past);
        past.insert(0, (day, board.clone()));
        past.truncate(PAST);
        Ok(Ok(board))
    }

    /// The board as of the end of a day before today's.
    async fn build(&self, day: Day, today: &Board) -> Result<Board, DbError> {
        let end = closes_at(day, today.zone());
        let reading = Reading::begin(&self.db, today.seq(), end).await?;
        Ok(replay(reading, day).await?.0)
    }

    fn kept(&self, day: Day) -> Option<Arc<Board>> {
        let past = lock(&self.past);
        past.iter()
            .find(|(d, _)| *d == day)
            .map(|(_, board)| board.clone())
    }
}

/// A board built from the beginning, and how many rows no page had. A stretch is
/// folded while the next one is read.
async fn replay(mut reading: Reading<'_>, day: Day) -> Result<(Board, usize), DbError> {
    let zone = reading.zone();
    let mut replay = Replay::new(Board::of(reading.campaign().cloned()), day);
    let mut next = reading.next().await?;
    while let Some(stretch) = next {
        let fold = spawn_blocking(move || {
            replay.take(stretch.facts(zone)?);
            Ok::<_, DbError>(replay)
        });
        let (read, folded) = tokio::join!(reading.next(), fold);
        replay = folded.map_err(not_built)??;
        next = read?;
    }
    let board = spawn_blocking(move || replay.finish())
        .await
        .map_err(not_built)?;
    Ok((board, reading.unpaged))
}

fn not_built(_: JoinError) -> DbError {
    DbError::Corrupt {
        table: "ledger",
        what: "không dựng được bảng số liệu".into(),
    }
}

impl Live {
    /// The picture of the week before a day, to compare with; `None` where the
    /// campaign had not begun. Kept far longer than boards: a day's picture
    /// never changes, and is small.
    pub async fn week_before(&self, board: &Board) -> Result<Option<Arc<DayStatuses>>, DbError> {
        let day = board.day() - TimeDelta::days(7);
        if board.campaign().is_none_or(|c| day < c.start) {
            return Ok(None);
        }
        if let Some(of_day) = self.statuses_of(day) {
            return Ok(Some(of_day));
        }
        let _turn = self.building.lock().await;
        if let Some(of_day) = self.statuses_of(day) {
            return Ok(Some(of_day));
        }
        let past = match self.kept(day) {
            Some(board) => board,
            // Not kept: nobody asked for its pages.
            None => Arc::new(self.build(day, board).await?),
        };
        let of_day = Arc::new(DayStatuses::of(&past));
        let mut statuses = lock(&self.statuses);
        statuses.insert(0, of_day.clone());
        statuses.truncate(STATUSES);
        Ok(Some(of_day))
    }

    fn statuses_of(&self, day: Day) -> Option<Arc<DayStatuses>> {
        let statuses = lock(&self.statuses);
        statuses.iter().find(|of_day| of_day.day == day).cloned()
    }
}

fn is_current(board: &Board, seq: i64, now: Instant) -> bool {
    board.seq() >= seq && board.day == Some(local_day(now, board.zone()))
}

/// A panic while the lock was held must not turn into a permanent outage: the
/// value is replaced whole, so what is there is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
