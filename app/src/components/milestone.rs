//! How a milestone stands, in one word with its sign.
use leptos::prelude::*;

use crate::{
    text::{Key as K, Lang, milestone_state, t, tf},
    views::MilestoneRow,
};

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
