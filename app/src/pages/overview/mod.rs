//! `/`: how far is the campaign, where is it behind, who must act. What it only names in a line
//! has its own page.
mod actions;
mod burn_up;
mod first_thing;
mod lede;
mod national;
mod rest;
mod tasks;

pub(super) use first_thing::{actor, first_thing};

use leptos::prelude::*;

use super::Content;
use crate::{
    components::{method_note_with, status_strip_since, tried},
    domain::Of,
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, Overview},
};

pub fn page(frame: &Frame, page: &Overview) -> Content {
    let lang = frame.lang;
    let write = |content| Content::new("overview", t(lang, K::NavOverview), content);
    let before = page.week_ago.as_ref().map(|before| &before.figures);
    let notes = headline_changes(lang, page).into_iter();
    let notes = notes.chain(tried(lang, page.tried.as_ref())).collect();
    let content = view! {
        <div class="city" data-scope="city">
            {lede::lede(frame, page)}
            {status_strip_since(frame, &Of::City, &page.figures, before)}
        </div>
        <div class="two">{burn_up::burn_up(frame, page)} {actions::actions(frame, page)}</div>
        {(!page.national.is_empty()).then(|| national::national(frame, page))}
        {(!page.late_tasks.is_empty()).then(|| tasks::late_tasks(frame, page))}
        {rest::rest(frame, page)}
        {method_note_with(lang, notes)}
    };
    write(content.into_any())
}

/// What the figures counted before, and both figures of the day of each change.
fn headline_changes(lang: Lang, page: &Overview) -> Vec<String> {
    let changes = page.headline_changes.iter();
    let told = changes.map(|it| {
        let (number, approver) = &it.decision;
        tf(
            lang,
            K::HowHeadlineChanged,
            &[
                &text::day(lang, it.day),
                text::headline_counts(lang, it.now),
                text::headline_counts(lang, it.was),
                number,
                approver,
                &text::maybe_percent(lang, it.before),
                &text::maybe_percent(lang, it.after),
            ],
        )
    });
    told.collect()
}
