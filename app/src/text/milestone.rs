//! How a milestone stands, in one word and the sign of a status.
use super::{Key as K, Lang, integer, old_book, t, tf, within_extension};
use crate::{
    domain::{Day, DayCount, DueAfter, Event, State},
    views::{LeftLate, MilestoneRow, PastDelivery},
};

/// What a list says of a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MilestoneState {
    /// The sign, named by its letter in the sprite.
    pub letter: &'static str,
    pub code: &'static str,
    pub(crate) word: K,
}

pub(crate) fn milestone_state(row: &MilestoneRow) -> MilestoneState {
    let (letter, code, word) = match row.state {
        State::Accepted => ("H", "done", K::StateAccepted),
        State::Cancelled => ("E", "cancelled", K::StateCancelled),
        _ if row.missed() => ("T", "late", K::StateMissed),
        _ if row.late => ("T", "late", K::StateLate),
        // What waits for a decision is not unverified: it has no sign.
        State::Submitted => ("", "waiting", K::StateSubmitted),
        State::Open if row.soon => ("N", "at-risk", K::StateSoon),
        State::Open if row.awaits.is_some() && row.last_event.is_none() => {
            ("E", "not-due", K::StateAwaits)
        }
        State::Open => ("E", "not-due", open_word(row.last_event)),
    };
    MilestoneState { letter, code, word }
}

/// "30 ngày làm việc sau khi Tỉnh ủy ban hành quy định": a deadline whose event is not recorded.
pub fn due_after(lang: Lang, after: &DueAfter, event: &str) -> String {
    let days = integer(lang, after.days.into());
    match after.count {
        _ if after.days == 0 => tf(lang, K::AtEvent, &[event]),
        DayCount::Calendar => tf(lang, K::AfterEvent, &[&days, event]),
        DayCount::Working => tf(lang, K::AfterEventWorking, &[&days, event]),
    }
}

/// The same in words, with what it owes to the time after its deadline.
pub fn milestone_told(lang: Lang, row: &MilestoneRow) -> String {
    let marks: [(bool, K); 3] = [
        (row.nothing(), K::NothingArose),
        (row.finished_late, K::DoneLate),
        (row.cancelled_late, K::CancelledLate),
    ];
    let told = told(lang, milestone_state(row).word, marks);
    let extended = row
        .within_extension
        .map(|original| within_extension(lang, Some(original)));
    let by_book = row.old_book.map(|mark| old_book(lang, mark).to_owned());
    let all = std::iter::once(told).chain(extended).chain(by_book);
    all.collect::<Vec<_>>().join(", ")
}

/// A word, and those of its marks that hold.
fn told(lang: Lang, word: K, marks: impl IntoIterator<Item = (bool, K)>) -> String {
    let marks = marks.into_iter().filter(|(holds, _)| *holds);
    let words = std::iter::once(word).chain(marks.map(|(_, mark)| mark));
    let words: Vec<&str> = words.map(|word| t(lang, word)).collect();
    words.join(", ")
}

/// What became of a past delivery, or of what was given to another party.
pub fn delivery_told(lang: Lang, past: &PastDelivery) -> String {
    let word = match past.submitted_on {
        None => K::PastNever,
        Some(_) => delivery_result(past),
    };
    let marks = [
        (past.finished_late, K::DoneLate),
        (past.left_late == Some(LeftLate::Taken), K::TakenLate),
        (past.left_late == Some(LeftLate::Closed), K::ClosedLate),
    ];
    let told = told(lang, word, marks);
    match past.within_extension {
        Some(original) => format!("{told}, {}", within_extension(lang, Some(original))),
        None => told,
    }
}

const fn delivery_result(past: &PastDelivery) -> K {
    match past.state {
        State::Accepted => K::StateAccepted,
        State::Submitted => K::StateSubmitted,
        State::Open => open_word(past.last_event),
        State::Cancelled => K::StateCancelled,
    }
}

/// Why a milestone is open.
const fn open_word(last_event: Option<(Event, Day)>) -> K {
    match last_event {
        Some((Event::Returned, _)) => K::StateReturned,
        Some((Event::Withdrawn, _)) => K::StateWithdrawn,
        Some((Event::Revoked, _)) => K::StateRevoked,
        _ => K::StateOpen,
    }
}
