//! Facts applied in their order up to a day, with the weekly points on the way.
use std::{collections::VecDeque, sync::OnceLock};

use app::domain::{Day, DutyKey, Instant, closes_at};

use super::{
    Board,
    apply::Touched,
    running::Running,
    weeks::{FULL, Week},
};
use crate::ledger::Stamped;

/// A board on its way to a day.
#[derive(Debug)]
pub(super) struct Replay {
    board: Board,
    today: Day,
    /// The Sundays whose points are still to be taken, and when the first ends.
    sundays: VecDeque<Day>,
    end: Instant,
    running: Running,
    /// What to compute at the end.
    touched: Vec<DutyKey>,
    everything: bool,
}

impl Replay {
    /// Goes on from a board. Its campaign must be known where the ledger has
    /// one: it says when weeks end.
    pub fn new(mut board: Board, today: Day) -> Self {
        let sundays = board.weeks.ends_before(board.campaign.as_deref(), today);
        // Written from what was known before.
        board.overview = OnceLock::new();
        let mut replay = Self {
            everything: board.day != Some(today) || !sundays.is_empty(),
            board,
            today,
            sundays,
            end: Instant::MAX,
            running: Running::default(),
            touched: Vec::new(),
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
                self.close_week();
            }
            let touched = self.board.apply(fact);
            if !self.sundays.is_empty() {
                self.running.touch(touched);
            } else if !self.everything {
                self.note(touched);
            }
        }
    }

    fn note(&mut self, touched: Touched) {
        match touched {
            Touched::Duty(key) => self.touched.push(key),
            Touched::Nothing => {}
            _ => self.everything = true,
        }
    }

    /// Takes the point of the first Sunday left.
    fn close_week(&mut self) {
        if let Some(day) = self.sundays.pop_front() {
            self.running.advance(&self.board, day);
            let week = if self.sundays.len() < FULL {
                Week::full(day, self.running.groups())
            } else {
                Week::of_city(day, self.running.city())
            };
            self.board.weeks.push(week);
        }
        self.end = self.first_end();
    }

    /// The board with the figures of its day.
    pub fn finish(mut self) -> Board {
        while !self.sundays.is_empty() {
            self.close_week();
        }
        let Self {
            mut board,
            today,
            everything,
            mut touched,
            ..
        } = self;
        board.day = Some(today);
        if everything {
            board.compute_all(today);
        } else {
            touched.sort_unstable();
            touched.dedup();
            for key in touched {
                board.recompute(&key, today);
            }
        }
        board
    }
}

impl Board {
    /// Applies facts in their order up to a day, and computes its figures.
    pub(super) fn advance(self, facts: Vec<Stamped>, today: Day) -> Self {
        let mut replay = Replay::new(self, today);
        replay.take(facts);
        replay.finish()
    }
}
