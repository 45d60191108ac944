//! How a milestone stands, in one word with its sign.
use leptos::prelude::*;

use crate::{
    domain::{Event, State},
    text::{Key as K, Lang, t},
    views::MilestoneRow,
};

/// What a list says of a milestone, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MilestoneState {
    /// The sign, named by its letter in the sprite.
    pub letter: &'static str,
    pub code: &'static str,
    pub word: K,
}

pub const fn milestone_state(row: &MilestoneRow) -> MilestoneState {
    let (letter, code, word) = match row.state {
        State::Accepted => ("H", "done", K::StateAccepted),
        _ if row.late => ("T", "late", K::StateLate),
        State::Submitted => ("Q", "unverified", K::StateSubmitted),
        State::Open if row.soon => ("N", "at-risk", K::StateSoon),
        State::Open => match row.last_event {
            Some((Event::Returned, _)) => ("E", "not-due", K::StateReturned),
            Some((Event::Withdrawn, _)) => ("E", "not-due", K::StateWithdrawn),
            Some((Event::Revoked, _)) => ("E", "not-due", K::StateRevoked),
            _ => ("E", "not-due", K::StateOpen),
        },
    };
    MilestoneState { letter, code, word }
}

/// Sign and word.
pub fn milestone_mark(lang: Lang, row: &MilestoneRow) -> AnyView {
    let state = milestone_state(row);
    view! {
        <span
            class="status"
            data-status=state.code
            data-late=row.finished_late.then_some("true")
        >
            <svg class=format!("g {}", state.letter) aria-hidden="true">
                <use href=format!("#{}", state.letter)></use>
            </svg>
            <span>
                {t(lang, state.word)}
                {row.finished_late.then(|| format!(", {}", t(lang, K::DoneLate)))}
            </span>
        </span>
    }
    .into_any()
}
