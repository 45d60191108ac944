//! How a milestone stands, in one word and the sign of a status.
use super::Key as K;
use crate::{
    domain::{Day, Event, State},
    views::{MilestoneRow, PastDelivery},
};

/// What a list says of a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MilestoneState {
    /// The sign, named by its letter in the sprite.
    pub letter: &'static str,
    pub code: &'static str,
    pub(crate) word: K,
}

pub(crate) const fn milestone_state(row: &MilestoneRow) -> MilestoneState {
    let (letter, code, word) = match row.state {
        State::Accepted => ("H", "done", K::StateAccepted),
        State::Cancelled => ("E", "cancelled", K::StateCancelled),
        _ if row.late => ("T", "late", K::StateLate),
        State::Submitted => ("Q", "unverified", K::StateSubmitted),
        State::Open if row.soon => ("N", "at-risk", K::StateSoon),
        State::Open => ("E", "not-due", open_word(row.last_event)),
    };
    MilestoneState { letter, code, word }
}

/// What became of a past delivery.
pub(crate) const fn delivery_result(past: &PastDelivery) -> K {
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
