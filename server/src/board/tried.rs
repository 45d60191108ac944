//! Forecasts tried against what came (docs/rules.md, Back-test).
use std::{collections::BTreeMap, sync::Arc};

use app::domain::{Day, ForecastOf, Reliability, Trial, Tried, month_ends};

use super::{Board, Foretold, Live, Subject};
use crate::{db::DbError, lock::lock};

impl Subject {
    pub const fn of(&self) -> ForecastOf {
        match self {
            Self::City => ForecastOf::City,
            Self::Database(_) => ForecastOf::Databases,
            Self::Indicator(_) => ForecastOf::Indicators,
        }
    }
}

/// Each forecast beside every later day.
pub fn trials<T: AsRef<Foretold>>(all: &[T]) -> BTreeMap<ForecastOf, Vec<Trial>> {
    let mut trials: BTreeMap<ForecastOf, Vec<Trial>> = BTreeMap::new();
    for (at, then) in all.iter().enumerate() {
        for later in all[at + 1..].iter().map(AsRef::as_ref) {
            for (subject, said) in &then.as_ref().said {
                let came = later.said.get(subject).map(|it| it.value);
                let trial = came.and_then(|came| Trial::of(said, later.day, came));
                trials.entry(subject.of()).or_default().extend(trial);
            }
        }
    }
    trials
}

impl Live {
    /// How good the forecasts were that were said at the ends of months before the day of a board;
    /// `None` where none can be tried yet. Reads each of those ends once, which takes a while.
    pub async fn tried(&self, board: &Arc<Board>) -> Result<Option<Tried>, DbError> {
        for day in ends(board) {
            self.read_end(day, board).await?;
        }
        Ok(self.tried_known(board))
    }

    /// The same without reading: `None` also where an end of a month has not been read yet.
    pub fn tried_known(&self, board: &Board) -> Option<Tried> {
        let ends = ends(board);
        if let Some(tried) = lock(&self.month_ends.tried).get(&ends) {
            return tried.clone();
        }
        let known = lock(&self.month_ends.foretold);
        let all = ends.iter().map(|day| known.get(day).cloned());
        let all: Vec<Arc<Foretold>> = all.collect::<Option<_>>()?;
        drop(known);
        let tried = tried_of(&all);
        lock(&self.month_ends.tried).insert(ends, tried.clone());
        tried
    }

    async fn read_end(&self, day: Day, later: &Arc<Board>) -> Result<(), DbError> {
        let known = || lock(&self.month_ends.foretold).contains_key(&day);
        if known() {
            return Ok(());
        }
        let _turn = self.month_ends.reading.lock().await;
        if known() {
            return Ok(());
        }
        let board = self.past.board_once(&self.db, day, later).await?;
        let foretold = Arc::new(board.foretold_all());
        lock(&self.month_ends.foretold).insert(day, foretold);
        Ok(())
    }
}

fn tried_of(all: &[Arc<Foretold>]) -> Option<Tried> {
    let trials = trials(all);
    let of = ForecastOf::ALL.iter().filter_map(|of| {
        let reliability = Reliability::of(trials.get(of)?.iter());
        (reliability.trials > 0).then_some((*of, reliability))
    });
    let of: Vec<_> = of.collect();
    let upto = all.last()?.day;
    (!of.is_empty()).then_some(Tried { upto, of })
}

fn ends(board: &Board) -> Vec<Day> {
    board
        .campaign()
        .map_or_else(Vec::new, |campaign| month_ends(campaign.start, board.day()))
}
