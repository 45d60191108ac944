//! Facts applied in their order up to a day, with the weekly points on the way.
use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use app::domain::{Day, DutyKey, Figures, IndicatorCode, Instant, Pending, closes_at, local_day};
use imbl::OrdMap;
use tokio::task::{JoinError, spawn_blocking};

use super::{
    Board, GroupKey,
    apply::Touched,
    duties::OpenDuties,
    running_sums::RunningSums,
    weekly_points::WeeklyPoints,
    weeks::{FULL, Week},
    written_pages::WrittenPages,
};
use crate::{
    db::DbError,
    ledger::{Fact, Reading, Stamped},
};

/// What was entered of one indicator.
#[derive(Debug, Default)]
struct Entered {
    /// The last day on which somebody entered a value.
    by_somebody: Option<Day>,
    /// What nobody has decided on.
    pending: Vec<Pending>,
}

/// A board on its way to a day.
#[derive(Debug)]
pub(super) struct Replay {
    board: Board,
    /// The duties while the past is folded from its beginning; none where a board that has
    /// figures goes on from its day.
    open: Option<OpenDuties>,
    today: Day,
    /// The Sundays whose points are still to be taken, and when the first ends.
    sundays: VecDeque<Day>,
    end: Instant,
    /// Points that need not be added up again.
    known: WeeklyPoints,
    running: RunningSums,
    /// What to compute at the end of a day.
    touched: Vec<DutyKey>,
    everything: bool,
    /// What was entered of each indicator: values are many, and only the last day and what
    /// waits are asked for.
    entered: HashMap<IndicatorCode, Entered>,
    /// A board of a later day, which holds much of it already.
    later: Option<Arc<Board>>,
}

impl Replay {
    /// Goes on from a board. Its campaign must be known where the ledger has
    /// one: it says when weeks end.
    pub fn new(
        mut board: Board,
        today: Day,
        known: WeeklyPoints,
        later: Option<Arc<Board>>,
    ) -> Self {
        let sundays = board.weeks.ends_before(board.campaign.as_deref(), today);
        // Written from what was known before.
        board.written = WrittenPages::default();
        let mut replay = Self {
            everything: board.day.is_none(),
            open: board.day.is_none().then(OpenDuties::default),
            board,
            today,
            sundays,
            end: Instant::MAX,
            known,
            running: RunningSums::default(),
            touched: Vec::new(),
            entered: HashMap::new(),
            later,
        };
        replay.end = replay.first_end();
        replay
    }

    fn first_end(&self) -> Instant {
        self.sundays
            .front()
            .map_or(Instant::MAX, |day| closes_at(*day, self.board.zone()))
    }

    /// Applies facts, which follow on those applied before.
    pub fn take(&mut self, facts: Vec<Stamped>) {
        for fact in facts {
            while fact.recorded_at >= self.end {
                self.close_week(fact.seq);
            }
            match fact.fact {
                Fact::MeasurementEntered { .. } => {
                    self.board.notice(&fact);
                    self.enter(fact);
                    continue;
                }
                Fact::MeasurementDecided {
                    ref indicator,
                    measurement,
                    entered,
                    ..
                } => {
                    if let Some(of) = self.entered.get_mut(indicator) {
                        let this = (entered, measurement.day());
                        of.pending.retain(|it| it.place() != this);
                    }
                }
                _ => {}
            }
            let touched = self.apply(fact);
            if self.open.is_some() && !self.sundays.is_empty() {
                self.running.touch(touched);
            } else if !self.everything {
                self.note(touched);
            }
        }
    }

    fn apply(&mut self, fact: Stamped) -> Touched {
        match &mut self.open {
            Some(open) => self.board.apply(open, fact),
            None => {
                let mut duties = std::mem::take(&mut self.board.duties);
                let touched = self.board.apply(&mut duties, fact);
                self.board.duties = duties;
                touched
            }
        }
    }

    fn enter(&mut self, stamped: Stamped) {
        let Fact::MeasurementEntered {
            indicator,
            measurement,
            by,
        } = stamped.fact
        else {
            return;
        };
        let entered_on = local_day(stamped.recorded_at, self.board.zone());
        let of = self.entered.entry(indicator).or_default();
        if by.is_some() {
            of.by_somebody = Some(entered_on);
        }
        of.pending.push(Pending {
            measurement,
            seq: stamped.seq,
            entered_on,
            by,
        });
    }

    fn note(&mut self, touched: Touched) {
        match touched {
            Touched::Duty(key) => self.touched.push(key),
            Touched::Nothing => {}
            _ => self.everything = true,
        }
    }

    /// Takes the point of the first Sunday left; the next fact has another place, after it.
    fn close_week(&mut self, next: i64) {
        if let Some(day) = self.sundays.pop_front() {
            let upto = self.board.seq;
            let whole = self.open.is_none() || self.sundays.len() < FULL;
            let week = match self.known.take(day, upto, next, whole) {
                Some(known) => known,
                None => Week {
                    day,
                    upto,
                    whole,
                    sums: self.sums_on(day, whole),
                },
            };
            self.board.weeks.push(week);
        }
        self.end = self.first_end();
    }

    /// What a weekly point keeps.
    fn sums_on(&mut self, day: Day, whole: bool) -> OrdMap<GroupKey, Figures> {
        let Some(open) = &self.open else {
            self.settle(day);
            return self.board.shares();
        };
        self.running.advance(&self.board, &open.in_order(), day);
        match whole {
            true => self.running.groups(),
            false => OrdMap::unit(GroupKey::City, self.running.city()),
        }
    }

    /// Computes what was touched, or all, and goes on to a day.
    fn settle(&mut self, day: Day) {
        let board = &mut self.board;
        if std::mem::take(&mut self.everything) {
            self.touched.clear();
            board.compute_all(day);
        } else {
            self.touched.sort_unstable();
            self.touched.dedup();
            for key in std::mem::take(&mut self.touched) {
                board.recompute(&key, day);
            }
            board.pass_to(day);
        }
        board.day = Some(day);
    }

    /// The board with the figures of its day, given the first place that it was not to take.
    pub fn finish(mut self, next: i64) -> Board {
        while !self.sundays.is_empty() {
            self.close_week(next);
        }
        // Done with, and large.
        self.running = RunningSums::default();
        let mut duties = match self.open.take() {
            Some(open) => open.close(),
            None => std::mem::take(&mut self.board.duties),
        };
        for (indicator, of) in std::mem::take(&mut self.entered) {
            if of.by_somebody.is_some() || !of.pending.is_empty() {
                let (board, day) = (&mut self.board, of.by_somebody);
                board.enter(&mut duties, &indicator, day, of.pending);
            }
        }
        self.board.duties = duties;
        if let Some(later) = &self.later {
            self.board.borrow_duties(later);
        }
        self.settle(self.today);
        if let Some(later) = &self.later {
            self.board.borrow_figures(later);
        }
        self.board
    }
}

impl Board {
    /// Applies facts in their order up to a day, and computes its figures.
    pub(super) fn advance(self, facts: Vec<Stamped>, today: Day) -> Self {
        let mut replay = Replay::new(self, today, WeeklyPoints::default(), None);
        replay.take(facts);
        replay.finish(i64::MAX)
    }
}

/// A board built from the beginning of the ledger, and how many rows no page of facts had.
/// A stretch is folded while the next one is read. What it has in common with a later board
/// is held once, and weekly points that are known are not added up.
pub(super) async fn from_the_beginning(
    mut reading: Reading<'_>,
    day: Day,
    known: WeeklyPoints,
    later: Option<Arc<Board>>,
) -> Result<(Board, usize), DbError> {
    let board = Board::of(reading.campaign().cloned()).begun(reading.begun());
    let mut replay = Replay::new(board, day, known, later.clone());
    let mut next = read(&mut reading, later.as_deref()).await?;
    while let Some(stretch) = next {
        let fold = spawn_blocking(move || {
            replay.take(stretch);
            replay
        });
        let (read, folded) = tokio::join!(read(&mut reading, later.as_deref()), fold);
        replay = folded.map_err(not_built)?;
        next = read?;
    }
    let next = reading.upto() + 1;
    let board = spawn_blocking(move || replay.finish(next))
        .await
        .map_err(not_built)?;
    Ok((board, reading.unpaged))
}

/// The next stretch, with the terms that a later board has too.
async fn read(
    reading: &mut Reading<'_>,
    later: Option<&Board>,
) -> Result<Option<Vec<Stamped>>, DbError> {
    let mut stretch = reading.next().await?;
    if let (Some(facts), Some(later)) = (&mut stretch, later) {
        later.lend_terms(facts);
    }
    Ok(stretch)
}

pub(super) fn not_built(_: JoinError) -> DbError {
    DbError::Corrupt {
        table: "ledger",
        what: "không dựng được bảng số liệu".into(),
    }
}
