//! How a milestone stands, in one word with its sign.
use leptos::prelude::*;

use crate::{
    text::{self, Key as K, Lang, milestone_state, milestone_told, tf},
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
            {sign(state.letter)}
            <span>{milestone_told(lang, row)}</span>
        </span>
    }
    .into_any()
}

/// A sign of the sprite by its letter; none where there is no letter.
pub fn sign(letter: &'static str) -> Option<AnyView> {
    let sign = (!letter.is_empty()).then(|| {
        view! {
            <svg class=format!("g {letter}") aria-hidden="true">
                <use href=format!("#{letter}")></use>
            </svg>
        }
    });
    sign.map(IntoAny::into_any)
}

/// What is unanswered about a milestone, or holds it up: "xin gia hạn đến 30/06/2027, chờ trả
/// lời".
pub fn pending(lang: Lang, row: &MilestoneRow) -> Option<String> {
    let asked = row.asked.map(|asked| match asked.until {
        Some(until) => tf(lang, K::AskedUntil, &[&text::day(lang, until)]),
        None => tf(lang, K::AskedOn, &[&text::day(lang, asked.on)]),
    });
    let waits = row
        .waits_since
        .map(|since| tf(lang, K::WaitsSince, &[&text::day(lang, since)]));
    let awaits = row.awaits.as_ref().map(|body| tf(lang, K::Awaits, &[body]));
    let told: Vec<String> = asked.into_iter().chain(waits).chain(awaits).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// "1 mốc hủy khi đã trễ": a count of its own, for they are in no other.
pub fn cancelled_late(lang: Lang, milestones: u32) -> Option<AnyView> {
    counted(lang, K::CancelledLateCount, milestones)
}

/// "1 mốc đã trễ trước khi giao lại": a count of its own at who had them.
pub fn taken_late(lang: Lang, milestones: u32) -> Option<AnyView> {
    counted(lang, K::TakenLateCount, milestones)
}

/// "1 mốc đã trễ khi đơn vị kết thúc": a count of its own at the company that had them.
pub fn closed_late(lang: Lang, milestones: u32) -> Option<AnyView> {
    counted(lang, K::ClosedLateCount, milestones)
}

fn counted(lang: Lang, words: K, milestones: u32) -> Option<AnyView> {
    (milestones > 0).then(|| {
        let number = text::integer(lang, i64::from(milestones));
        let words = tf(lang, words, &[&number]);
        view! { <p class="second">{words}</p> }.into_any()
    })
}

/// Said to a company where milestones of other companies are left out.
pub fn others(lang: Lang, milestones: usize) -> Option<AnyView> {
    (milestones > 0).then(|| {
        let words = tf(lang, K::OthersMilestones, &[&milestones.to_string()]);
        view! { <p class="small quiet">{words}</p> }.into_any()
    })
}
