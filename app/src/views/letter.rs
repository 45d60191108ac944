use std::sync::Arc;

use crate::{
    domain::{Campaign, Day, DutyKey, words},
    lang::Lang,
};

/// The letter of the morning: what one person owes, as the own pages count it.
#[derive(Debug, Clone)]
pub struct Letter {
    pub lang: Lang,
    pub campaign: Arc<Campaign>,
    pub today: Day,
    /// How the site is reached, `https://tiendo.example`.
    pub origin: String,
    /// All that is to be reported within a month: what the menu counts.
    pub to_report: usize,
    /// Something is in each of them.
    pub piles: Vec<Pile>,
}

words! {
    /// What there is to do, the most urgent first.
    Matter {
        /// Committee or office ask.
        Asked = "asked",
        /// It came back, or its acceptance was revoked.
        CameBack = "came-back",
        /// A product or an outcome past its deadline.
        Late = "late",
        /// A plan or a process past its own.
        PlanLate = "plan-late",
        Due = "due",
        /// A measurement should have been entered.
        Measure = "measure",
        /// Handed over, for the reader to decide on.
        Decide = "decide",
        /// A measurement was entered, for the reader to decide on.
        Values = "values",
        /// More time is asked for.
        MoreTime = "more-time",
    }
}

/// All of one matter that waits for the reader.
#[derive(Debug, Clone)]
pub struct Pile {
    pub matter: Matter,
    /// As many as the page counts.
    pub total: usize,
    /// Those that stand in no pile before this one.
    pub rows: Vec<LetterRow>,
    /// How many came on the working day named or later.
    pub new: Option<(usize, Day)>,
    /// The last day that counts as soon.
    pub until: Option<Day>,
}

/// One thing to do: codes, a day and where it is done. Nothing else may stand in a mail, which
/// is forwarded to whomever.
#[derive(Debug, Clone)]
pub struct LetterRow {
    pub duty: DutyKey,
    pub day: LetterDay,
    /// A path of the site.
    pub path: String,
    /// It is of the officer's own unit: another officer decides.
    pub own_unit: bool,
}

/// What the day of a row says.
#[derive(Debug, Clone, Copy)]
pub enum LetterDay {
    /// An answer is wanted by that day.
    Answer(Day),
    /// The deadline, where it is a day.
    Deadline(Option<Day>),
    /// It was handed over on that day.
    Handed(Option<Day>),
    /// More time was asked for on that day.
    Asked(Day),
}
