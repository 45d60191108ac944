use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{MaybeShare, Mistake, RedefinitionRow};
use crate::domain::{
    Day, DutyKey, Figures, Judgement, Move, Moves, Outlook, Share, Status, TurnReason, UnitCode,
    Workstream, words,
};

/// `/compare`: two days side by side.
#[derive(Debug, Clone)]
pub struct ComparePage {
    pub form: CompareForm,
    pub errors: CompareErrors,
    /// What is compared.
    pub of: Compared,
    /// `None` where the days cannot be compared.
    pub days: Option<Box<TwoDays>>,
    /// The form by which the office names days; `None` for whoever does not.
    pub naming: Option<NamingForm>,
}

/// The days as typed.
#[derive(Debug, Clone, Default)]
pub struct CompareForm {
    pub from: String,
    pub to: String,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct CompareErrors {
    pub from: Option<Mistake>,
    pub to: Option<Mistake>,
}

impl CompareErrors {
    pub const fn any(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }
}

/// What is compared: the whole, all of a unit, or a database.
#[derive(Debug, Clone)]
pub enum Compared {
    Whole,
    Unit(UnitCode, Arc<str>),
    Database(Arc<Workstream>),
}

/// Both days of a comparison.
#[derive(Debug, Clone)]
pub struct TwoDays {
    pub then: OneDay,
    pub now: OneDay,
    /// The accepted share and the plan then, told by the duties, milestones and weights of now:
    /// what lies between that and `then` is no work.
    pub restated: MaybeShare,
    pub plan_restated: MaybeShare,
    pub moves: Moves,
    /// How many became what, in the order of [`Move::ALL`].
    pub turned: [usize; Move::ALL.len()],
    /// Of the redefined those whose status is another: in the table, in neither sum.
    pub redefined_turned: usize,
    /// The first of each kind, what weighs most first.
    pub first: [Vec<MovedRow>; Move::ALL.len()],
    /// All that the address asks for, a page of them; all for a file.
    pub list: Option<MovedList>,
    /// The whole, where it is compared, and databases: what is foretold later by most days first.
    pub forecasts: Vec<ForecastRow>,
    /// How many databases there are.
    pub databases: usize,
    /// What decisions changed between the days, newest first.
    pub redefinitions: Vec<RedefinitionRow>,
}

impl TwoDays {
    pub const fn number(&self, of: Move) -> usize {
        self.turned[of as usize]
    }

    pub fn first(&self, of: Move) -> &[MovedRow] {
        &self.first[of as usize]
    }
}

/// One of the days, as its own page has it.
#[derive(Debug, Clone, Copy)]
pub struct OneDay {
    pub day: Day,
    pub figures: Figures,
    pub outlook: Outlook,
}

words! {
    /// What is listed whole.
    CompareList {
        Worse = "worse",
        Better = "better",
        New = "new",
        Gone = "gone",
        Redefined = "redefined",
        /// The duties of a cell of the table of moves, of a row or of a column.
        Duties = "duties",
        /// Every database, not the national ones alone.
        Databases = "databases",
    }
}

impl CompareList {
    /// The list of what became so.
    pub const fn of(moved: Move) -> Self {
        match moved {
            Move::Worse => Self::Worse,
            Move::Better => Self::Better,
            Move::New => Self::New,
            Move::Gone => Self::Gone,
            Move::Redefined => Self::Redefined,
        }
    }

    pub const fn moved(self) -> Option<Move> {
        match self {
            Self::Worse => Some(Move::Worse),
            Self::Better => Some(Move::Better),
            Self::New => Some(Move::New),
            Self::Gone => Some(Move::Gone),
            Self::Redefined => Some(Move::Redefined),
            Self::Duties | Self::Databases => None,
        }
    }
}

/// One side of a cell: any status, none (it did not count), or this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Any,
    Absent,
    At(Status),
}

impl Side {
    /// The word in an address for what did not count on that day.
    pub const ABSENT: &'static str = "none";

    pub fn from_code(code: &str) -> Self {
        match code {
            Self::ABSENT => Self::Absent,
            code => Status::from_code(code).map_or(Self::Any, Self::At),
        }
    }

    pub const fn of(status: Option<Status>) -> Self {
        match status {
            Some(status) => Self::At(status),
            None => Self::Absent,
        }
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Absent => Self::ABSENT,
            Self::At(status) => status.code(),
        }
    }

    pub fn takes(self, status: Option<Status>) -> bool {
        self == Self::Any || self == Self::of(status)
    }
}

/// A list that was asked for.
#[derive(Debug, Clone, Copy)]
pub struct ListAsked {
    pub list: CompareList,
    pub was: Side,
    pub now: Side,
}

/// Duties that were asked for.
#[derive(Debug, Clone)]
pub struct MovedList {
    pub asked: ListAsked,
    pub total: usize,
    pub rows: Vec<MovedRow>,
    pub page: usize,
    pub pages: usize,
}

/// A duty on both days.
#[derive(Debug, Clone)]
pub struct MovedRow {
    pub duty: DutyKey,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    pub then: Option<Judgement>,
    pub now: Option<Judgement>,
    pub moved: Option<Move>,
    /// What part of the whole it is.
    pub part: Option<Share>,
    pub reason: Option<TurnReason>,
}

/// What is foretold of the whole or a database on both days.
#[derive(Debug, Clone)]
pub struct ForecastRow {
    /// `None`: the whole.
    pub workstream: Option<Arc<Workstream>>,
    pub then: OneDay,
    pub now: OneDay,
}

impl ForecastRow {
    /// By how many days the likely finish is later than it was.
    pub fn later(&self) -> Option<i64> {
        self.now.outlook.later_than(&self.then.outlook)
    }
}

/// The form by which the office gives a day a name.
#[derive(Debug, Clone, Default)]
pub struct NamingForm {
    pub form: DayNameForm,
    pub errors: NamingErrors,
    pub done: bool,
}

/// The name of a day as it is typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct DayNameForm {
    /// The account it was given to.
    pub account: String,
    pub day: String,
    /// What the day was called when the form was opened.
    pub was: String,
    pub name: String,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct NamingErrors {
    pub day: Option<Mistake>,
    pub name: Option<Mistake>,
    pub form: Option<Mistake>,
}

impl NamingErrors {
    pub const fn any(&self) -> bool {
        self.day.is_some() || self.name.is_some() || self.form.is_some()
    }
}
