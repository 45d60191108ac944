//! How a milestone stands, in one word with its sign.
use leptos::prelude::*;

use crate::{
    domain::{Event, State},
    text::{Key as K, Lang, t, tf},
    views::{MilestoneRow, PastDelivery},
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
        State::Open => ("E", "not-due", open_word(row.last_event)),
    };
    MilestoneState { letter, code, word }
}

/// Why a milestone is open.
const fn open_word(last_event: Option<(Event, crate::domain::Day)>) -> K {
    match last_event {
        Some((Event::Returned, _)) => K::StateReturned,
        Some((Event::Withdrawn, _)) => K::StateWithdrawn,
        Some((Event::Revoked, _)) => K::StateRevoked,
        _ => K::StateOpen,
    }
}

/// What became of a past delivery.
pub const fn delivery_result(past: &PastDelivery) -> K {
    match past.state {
        State::Accepted => K::StateAccepted,
        State::Submitted => K::StateSubmitted,
        State::Open => open_word(past.last_event),
    }
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

/// Said to a company where milestones of other companies are left out.
pub fn others(lang: Lang, milestones: usize) -> Option<AnyView> {
    (milestones > 0).then(|| {
        let words = tf(lang, K::OthersMilestones, &[&milestones.to_string()]);
        view! { <p class="small quiet">{words}</p> }.into_any()
    })
}
