//! Facts applied in their order up to a day, with the points of Sundays on the way.
use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use app::domain::{Day, DutyKey, Figures, IndicatorCode, Instant, Pending, closes_at, local_day};
use imbl::OrdMap;
use tokio::task::spawn_blocking;

use super::{
    Board, DayStatuses, GroupKey,
    apply::Touched,
    checkpoints::{self, Wanted, not_built},
    running_sums::RunningSums,
    weeks::{FULL, Week},
    written_pages::WrittenPages,
};
use crate::{
    db::{Db, DbError},
    ledger::{Fact, Reading, Stamped},
};

/// What was entered of one indicator.
#[derive(Debug, Default)]
struct Entered {
    /// The last day on which somebody entered a value.
    by_somebody: Option<Day>,
    /// What nobody has decided on.
    pending: Vec<Pending>,
    /// The place of the last of them in the order.
    last: i64,
}

/// A board of a later day, beside which one of an earlier day is built.
#[derive(Debug, Clone)]
pub(super) struct Later {
    pub board: Arc<Board>,
    /// What both have in common is held once: to find it takes time, which is worth it where the
    /// earlier one is kept.
    shared: bool,
}

impl Later {
    pub fn shared(board: &Arc<Board>) -> Self {
        let board = board.clone();
        Self {
            board,
            shared: true,
        }
    }

    pub fn apart(board: &Arc<Board>) -> Self {
        let board = board.clone();
        Self {
            board,
            shared: false,
        }
    }

    fn lends(&self) -> Option<&Board> {
        self.shared.then_some(&*self.board)
    }
}

/// A board on its way to a day.
#[derive(Debug)]
pub(super) struct Replay {
    board: Board,
    /// The board has no figures yet; where it has, it goes on from its day.
    folds: bool,
    today: Day,
    /// The Sundays whose points are still to be taken, and when the first ends.
    sundays: VecDeque<Day>,
    end: Instant,
    /// When the last Sunday whose point is taken ended, and whether a fact came after it that was
    /// recorded before: a clock was set back.
    ended: Instant,
    late: bool,
    /// The days that are still to be kept to be compared with, and those that are.
    days: VecDeque<Day>,
    kept: Vec<DayStatuses>,
    running: RunningSums,
    /// What to compute at the end of a day.
    touched: Vec<DutyKey>,
    everything: bool,
    /// What was entered of each indicator: values are many, and only the last day and what
    /// waits are asked for.
    entered: HashMap<IndicatorCode, Entered>,
    later: Option<Later>,
}

impl Replay {
    /// Goes on from a board. Its campaign must be known where the ledger has
    /// one: it says when weeks end.
    pub fn new(mut board: Board, today: Day, later: Option<Later>) -> Self {
        if let Some(later) = &later {
            board.duties.find_as(&later.board.duties);
        }
        let sundays = board.weeks.ends_before(board.campaign.as_deref(), today);
        // Written from what was known before.
        board.written = WrittenPages::default();
        let mut running = RunningSums::default();
        // What the duties weigh that it has.
        running.touch(Touched::Role);
        let last = board.weeks.all().last().map(|week| week.day);
        let mut replay = Self {
            everything: board.day.is_none(),
            folds: board.day.is_none(),
            ended: last.map_or(Instant::MIN, |day| closes_at(day, board.zone())),
            late: false,
            days: VecDeque::new(),
            kept: Vec::new(),
            board,
            today,
            sundays,
            end: Instant::MAX,
            running,
            touched: Vec::new(),
            entered: HashMap::new(),
            later,
        };
        replay.end = replay.first_end();
        replay
    }

    /// Keeps some days to be compared with, in their order: from the day before them on it goes with
    /// figures.
    pub fn keeping(mut self, days: impl IntoIterator<Item = Day>) -> Self {
        self.days = days.into_iter().collect();
        if let Some(before) = self.days.front().and_then(Day::pred_opt)
            && self.folds
        {
            self.folds = false;
            self.settle(before);
        }
        self.end = self.first_end();
        self
    }

    fn first_end(&self) -> Instant {
        let first = [self.days.front(), self.sundays.front()].into_iter();
        let first = first.flatten().min();
        first.map_or(Instant::MAX, |day| closes_at(*day, self.board.zone()))
    }

    /// Applies facts, which follow on those applied before.
    pub fn take(&mut self, facts: Vec<Stamped>) {
        for fact in facts {
            while fact.recorded_at >= self.end {
                self.close_next();
            }
            self.late |= fact.recorded_at < self.ended;
            self.board.order.note(fact.recorded_at);
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
            let touched = self.board.apply(fact);
            if self.folds && !self.sundays.is_empty() {
                self.running.touch(touched);
            } else if !self.everything {
                self.note(touched);
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
        of.last = stamped.seq;
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

    /// Keeps the next day, or takes the point of the next Sunday: at an end of both the day first, as
    /// its own page knows no point of itself.
    fn close_next(&mut self) {
        let sunday = self.sundays.front();
        match self.days.front() {
            Some(day) if sunday.is_none_or(|sunday| day <= sunday) => self.close_day(),
            _ => self.close_week(),
        }
    }

    fn close_day(&mut self) {
        if let Some(day) = self.days.pop_front() {
            self.settle(day);
            self.kept.push(DayStatuses::of(&self.board));
        }
        self.end = self.first_end();
    }

    /// Takes the point of the first Sunday left.
    fn close_week(&mut self) {
        if let Some(day) = self.sundays.pop_front() {
            let whole = !self.folds || self.sundays.len() < FULL;
            let sums = self.sums_on(day, whole);
            self.board.weeks.push(Week { day, sums });
        }
        self.end = self.first_end();
    }

    /// What a weekly point keeps.
    fn sums_on(&mut self, day: Day, whole: bool) -> OrdMap<GroupKey, Figures> {
        if !self.folds {
            self.settle(day);
            return self.board.shares();
        }
        self.running.advance(&self.board, day);
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

    /// Closes what is over, once all facts are taken.
    fn close(&mut self) {
        while !(self.sundays.is_empty() && self.days.is_empty()) {
            self.close_next();
        }
        // Done with, and large.
        self.running = RunningSums::default();
        for (indicator, of) in std::mem::take(&mut self.entered) {
            if of.by_somebody.is_some() || !of.pending.is_empty() {
                let Entered {
                    by_somebody,
                    pending,
                    last,
                } = of;
                self.board.enter(&indicator, last, by_somebody, pending);
            }
        }
        if let Some(later) = self.later.as_ref().and_then(Later::lends) {
            self.board.borrow_duties(later);
        }
    }

    /// The board of the end of the day before, whose figures are of no day, and the days that were
    /// kept.
    pub fn closed(mut self) -> (Board, Vec<DayStatuses>) {
        self.close();
        (self.board, self.kept)
    }

    /// The board with the figures of its day.
    pub fn finish(mut self) -> Board {
        self.close();
        self.settle(self.today);
        if let Some(later) = self.later.as_ref().and_then(Later::lends) {
            self.board.borrow_figures(later);
        }
        self.board
    }
}

impl Board {
    /// Applies facts in their order up to a day, and computes its figures.
    pub(super) fn advance(self, facts: Vec<Stamped>, today: Day) -> Self {
        let mut replay = Replay::new(self, today, None);
        replay.take(facts);
        replay.finish()
    }
}

/// The board of a day, from one of a day before or else the last checkpoint, and how many rows no
/// page of facts had.
pub(super) async fn build(
    db: &Db,
    mut reading: Reading<'_>,
    day: Day,
    from: Option<Board>,
    later: Option<Later>,
) -> Result<(Board, usize), DbError> {
    let from = match from {
        Some(board) => Some(board),
        None => {
            let wanted = Wanted {
                later: later.as_ref().map(|later| &later.board),
                compared_with: None,
            };
            let last = checkpoints::last_before(db, day, reading.last(), wanted).await?;
            last.map(|it| it.board)
        }
    };
    let begins = from.is_none();
    let mut replay = fold(&mut reading, from, day, later.clone(), Vec::new()).await?;
    if replay.late && !begins {
        tracing::warn!("facts of an earlier day were recorded after a checkpoint was taken");
        replay = fold(&mut reading, None, day, later, Vec::new()).await?;
    }
    let board = spawn_blocking(move || replay.finish())
        .await
        .map_err(not_built)?;
    Ok((board, reading.unpaged))
}

/// The ledger folded up to a day: from a board, or from its beginning; of some days on the way what
/// is compared with is kept. A stretch is folded while the next one is read.
pub(super) async fn fold(
    reading: &mut Reading<'_>,
    from: Option<Board>,
    day: Day,
    later: Option<Later>,
    keeping: Vec<Day>,
) -> Result<Replay, DbError> {
    reading
        .start_after(from.as_ref().map_or(0, |board| board.seq))
        .await?;
    let board = from.unwrap_or_else(|| Board::of(reading.campaign().cloned()));
    let board = board.begun(reading.begun());
    let mut replay = Replay::new(board, day, later.clone()).keeping(keeping);
    let lends = later.as_ref().and_then(Later::lends);
    let mut next = read(reading, lends).await?;
    while let Some(stretch) = next {
        let fold = spawn_blocking(move || {
            replay.take(stretch);
            replay
        });
        let (read, folded) = tokio::join!(read(reading, lends), fold);
        replay = folded.map_err(not_built)?;
        next = read?;
    }
    Ok(replay)
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
