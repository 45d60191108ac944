use crate::domain::Day;

/// What came from the old book, and how much of it was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OldBookTold {
    /// Products and outcomes that the old book has accepted.
    pub accepted: u32,
    /// How many of one draw are to be looked at, and how many were.
    pub tenth: u32,
    pub looked: u32,
    /// The end of the first month.
    pub due: Day,
    /// The day on which the tenth was whole.
    pub checked_on: Option<Day>,
    /// A draw of it, large enough, is announced.
    pub announced: bool,
    /// The month is over, and it is not.
    pub overdue: bool,
}

impl OldBookTold {
    /// Whether it is an act owed.
    pub const fn owes(&self) -> bool {
        self.checked_on.is_none()
    }
}
