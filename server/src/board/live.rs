//! The board of today, caught up before each read, and the boards of past days.
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use app::domain::{Day, Instant, closes_at, local_day};

use super::Board;
use crate::{
    clock::Clock,
    db::{Db, DbError},
    ledger,
};

/// Past boards kept: a reader goes back and forth between a day and the one
/// before it, and each is as large as today's.
const PAST: usize = 2;

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
}

impl Live {
    pub fn new(db: Db, clock: Clock) -> Self {
        Self {
            db,
            clock,
            current: Mutex::new(Arc::new(Board::empty())),
            catching_up: tokio::sync::Mutex::new(()),
            past: Mutex::new(Vec::new()),
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
        let zone = board.campaign().map(|c| c.zone);
        let mut facts = ledger::load(&self.db, board.seq(), Instant::MAX, zone).await?;
        // Tables are read one after another: of what is committed meanwhile a part
        // may be missing. Up to the place asked for, all is there.
        facts.retain(|fact| fact.seq <= seq);
        let next = tokio::task::spawn_blocking(move || {
            let next = Board::clone(&board);
            drop(board);
            let zone = next
                .campaign()
                .map(|c| c.zone)
                .or_else(|| ledger::zone_of(&facts));
            let mut next = next.advance(facts, local_day(now, zone.unwrap_or(chrono_tz::UTC)));
            // Not every place holds a fact of the board.
            next.seq = next.seq.max(seq);
            Arc::new(next)
        })
        .await
        .map_err(|_| DbError::Corrupt {
            table: "ledger",
            what: "không dựng được bảng số liệu".into(),
        })?;
        *lock(&self.current) = next.clone();
        Ok(next)
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
        if let Some((_, board)) = lock(&self.past).iter().find(|(d, _)| *d == day) {
            return Ok(Ok(board.clone()));
        }
        let zone = today.campaign().map(|c| c.zone);
        let facts = ledger::load(
            &self.db,
            0,
            closes_at(day, zone.unwrap_or(chrono_tz::UTC)),
            zone,
        )
        .await?;
        let board =
            tokio::task::spawn_blocking(move || Arc::new(Board::empty().advance(facts, day)))
                .await
                .map_err(|_| DbError::Corrupt {
                    table: "ledger",
                    what: "không dựng được bảng số liệu".into(),
                })?;
        // What a past day showed never changes, so these never expire.
        let mut past = lock(&self.past);
        past.insert(0, (day, board.clone()));
        past.truncate(PAST);
        Ok(Ok(board))
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
