//! The board of today, caught up before each read.
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use app::domain::{Day, Instant, closes_at, local_day};
use tokio::task::spawn_blocking;

use super::{
    Board, DayStatuses,
    checkpoints::not_built,
    documents::{Documents, KnownDocuments},
    drawn::Draws,
    keep_checkpoints,
    month_ends::MonthEnds,
    past::{Past, week_before},
    replay,
};
use crate::{
    clock::Clock,
    db::{Db, DbError},
    ledger::{self, Fact, Reading, fact_pages},
    lock::lock,
};

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
    pub(super) db: Db,
    clock: Clock,
    current: Mutex<Arc<Board>>,
    /// One catches up at a time; the others wait and then find it done.
    catching_up: tokio::sync::Mutex<()>,
    /// Rows read that no page of facts had.
    unpaged: AtomicUsize,
    /// The day on which this server last saw that no checkpoint is missing. Once a day: servers
    /// of two versions do not put theirs in each other's place without end.
    looked_after: Mutex<Option<Day>>,
    pub(super) past: Past,
    pub(super) draws: Draws,
    pub(super) documents: KnownDocuments,
    /// What was foretold at past ends of months.
    pub(super) month_ends: MonthEnds,
}

impl Live {
    pub fn new(db: Db, clock: Clock) -> Self {
        Self {
            db,
            clock,
            current: Mutex::new(Arc::new(Board::empty())),
            catching_up: tokio::sync::Mutex::new(()),
            unpaged: AtomicUsize::new(0),
            looked_after: Mutex::default(),
            past: Past::default(),
            draws: Draws::default(),
            documents: KnownDocuments::default(),
            month_ends: MonthEnds::default(),
        }
    }

    /// The campaign's time zone as last read; UTC before the first campaign.
    pub fn zone(&self) -> chrono_tz::Tz {
        lock(&self.current).zone()
    }

    /// The board as last read, if there is one; it may be behind.
    pub fn known(&self) -> Option<Arc<Board>> {
        let board = lock(&self.current).clone();
        board.campaign().is_some().then_some(board)
    }

    /// The board of today with every fact committed before this call.
    pub async fn today(&self) -> Result<Arc<Board>, DbError> {
        self.today_upto(self.db.seq().await?).await
    }

    /// The same with every fact up to a place that was read as the last.
    pub async fn today_upto(&self, seq: i64) -> Result<Arc<Board>, DbError> {
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
        let next = if board.campaign().is_none() {
            let reading = Reading::begin(&self.db, seq, Instant::MAX, false).await?;
            let today = reading.day_of_figures(now);
            let (board, unpaged) = replay::build(&self.db, reading, today, None, None).await?;
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
            let told = facts.iter().rev().find_map(|it| match &it.fact {
                Fact::Campaign(campaign) => Some(campaign),
                _ => None,
            });
            let campaign = told.or(next.campaign().map(|it| &**it));
            let day = campaign.map_or(today, |it| it.day_of_figures(today));
            next.advance(facts, day)
        })
        .await
        .map_err(not_built)
    }

    /// Keeps what readers ask for ready, also past midnight: the board of today
    /// and what it is compared with. Writes pages when many facts are in none, and the
    /// checkpoints that are missing.
    pub async fn keep_ready(&self) -> Result<(), DbError> {
        let board = self.today().await?;
        if self.unpaged.load(Ordering::Relaxed) > fact_pages::MANY {
            fact_pages::write(&self.db).await?;
            self.unpaged.store(0, Ordering::Relaxed);
        }
        self.week_before(&board).await?;
        if board.campaign().is_some() && *lock(&self.looked_after) != Some(board.day()) {
            keep_checkpoints::write(&self.db, &board).await?;
            *lock(&self.looked_after) = Some(board.day());
            self.tried(&board).await?;
        }
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
            // Of a campaign that is over the days after its last one show what that one does.
            let now = local_day(self.clock.now(), today.zone());
            let over = today.campaign().and_then(|it| it.closed_before(now));
            return Ok(match over.filter(|_| day <= now) {
                Some(_) => Ok(today),
                None => Err(NotYet { day }),
            });
        }
        // A day on which the campaign was closed shows its last one, also once it goes on.
        let end = closes_at(day, today.zone());
        let then = ledger::campaign_before(&self.db, today.seq(), end).await?;
        let day = then.map_or(day, |campaign| campaign.day_of_figures(day));
        Ok(Ok(self.past.board(&self.db, day, &today).await?))
    }

    /// Numbers of documents that were handed over up to now.
    pub async fn documents(&self) -> Result<Arc<Documents>, DbError> {
        self.documents.upto_now(&self.db).await
    }

    /// The past days on which what the figures count was changed.
    pub async fn headline_changes(
        &self,
        board: &Arc<Board>,
    ) -> Result<Vec<Arc<DayStatuses>>, DbError> {
        let changes = board.headline_redefinitions().map(|it| it.day);
        let mut days: Vec<Day> = changes.filter(|day| *day < board.day()).collect();
        days.dedup();
        let mut then = Vec::new();
        for day in days {
            then.push(self.past.statuses(&self.db, day, board).await?);
        }
        Ok(then)
    }

    /// The statuses a week before the day of a board, to compare with; `None` where the
    /// campaign had not begun.
    pub async fn week_before(
        &self,
        board: &Arc<Board>,
    ) -> Result<Option<Arc<DayStatuses>>, DbError> {
        let day = week_before(board.day());
        if board.campaign().is_none_or(|c| day < c.start) {
            return Ok(None);
        }
        Ok(Some(self.past.statuses(&self.db, day, board).await?))
    }
}

fn is_current(board: &Board, seq: i64, now: Instant) -> bool {
    let today = local_day(now, board.zone());
    let day = board
        .campaign()
        .map_or(today, |it| it.day_of_figures(today));
    board.seq() >= seq && board.day == Some(day)
}
