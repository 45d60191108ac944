//! What is said of a duty on a day: its status, what stands behind it, and the mark of lateness.
use super::{
    AfterDeadline, BookMark, Day, Duty, Outcome, Part, Status,
    status::{goal, status},
};

/// A status, and the mark of what was finished late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    pub status: Status,
    /// What stands behind it, where that has parts.
    pub part: Option<Part>,
    /// `data-late`: a counted milestone was handed over after its deadline.
    pub finished_late: bool,
    /// What the value of its goal owes to the time after the deadline.
    pub after_deadline: Option<AfterDeadline>,
    /// A counted milestone was in time by more time only, and the original deadline of the unit's
    /// own.
    pub within_extension: Option<Option<Day>>,
    /// A counted milestone is finished by a document of the old book.
    pub old_book: Option<BookMark>,
}

/// The mark of lateness beside a status that is not late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lateness {
    Finished,
    Value(AfterDeadline),
    /// In time by the deadline that stands, not by the original one.
    Extended(Option<Day>),
}

/// The status of a duty on a day: the first that holds, in the order of
/// docs/rules.md, Status. None for one that only supports others.
pub fn judge(duty: &Duty, today: Day) -> Option<Judgement> {
    if duty.only_supports() {
        return None;
    }
    let status = status(duty, today);
    Some(Judgement {
        status,
        part: Part::of(duty, status, today),
        finished_late: duty.finished_late(),
        after_deadline: goal(duty).and_then(Outcome::after_deadline),
        within_extension: duty.within_extension(),
        old_book: duty.old_book(),
    })
}

impl Judgement {
    /// What its status alone would hide of lateness: that it is done late, that a value ended
    /// the lateness, by the value's day or by what was reached, after the deadline, or that it is
    /// done in time by more time only (rule 4).
    pub fn lateness(self) -> Option<Lateness> {
        match self.status {
            Status::Done if self.finished_late => Some(Lateness::Finished),
            Status::Late => None,
            Status::Done => {
                let value = self.after_deadline.map(Lateness::Value);
                value.or(self.within_extension.map(Lateness::Extended))
            }
            _ => self.after_deadline.map(Lateness::Value),
        }
    }

    /// Sorts worst first; what has no status comes last.
    pub fn worst_first(judgement: Option<Self>) -> usize {
        judgement.map_or(Status::ALL.len(), |it| it.status as usize)
    }
}

#[cfg(test)]
mod tests;
