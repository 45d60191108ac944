//! The head of the two form pages: which milestone, how it stands.
use std::sync::Arc;

use leptos::prelude::*;

use super::{
    figure::time,
    milestone::{milestone_mark, pending},
    second::second_value,
};
use crate::{
    text::{self, Key as K, t, tf},
    views::{Frame, MilestoneRow},
};

pub fn milestone_head(frame: &Frame, row: &MilestoneRow, more: AnyView, crumb: AnyView) -> AnyView {
    let lang = frame.lang;
    let title = tf(
        lang,
        K::MilestoneN,
        &[&row.order.to_string(), row.title.as_ref()],
    );
    let left = row
        .runs_to()
        .map(|day| format!(", {}", text::until(lang, frame.today, day)));
    let original = row.original_deadline.map(
        |day| view! { <span>{t(lang, K::DeadlineOriginal)} " " <b>{time(lang, day)}</b></span> },
    );
    let current = row
        .current_deadline
        .filter(|day| Some(*day) != row.original_deadline)
        .map(
            |day| view! { <span>{t(lang, K::DeadlineCurrent)} " " <b>{time(lang, day)}</b></span> },
        );
    let by: Arc<str> = row
        .partner
        .as_ref()
        .map_or_else(|| t(lang, K::TheUnit).into(), |(_, name)| name.clone());
    let orphaned = row
        .orphaned
        .then(|| view! { <span class="provisional">{t(lang, K::Orphaned)}</span> });
    let pending =
        pending(lang, row).map(|words| view! { <span class="provisional">{words}</span> });
    let second = row.second.as_ref().map(|it| {
        view! {
            <p class="second">
                {t(lang, K::SecondValue)} ": " {second_value(frame, it)} " · "
                {t(lang, K::SecondValueNote)}
            </p>
        }
    });
    view! {
        {crumb}
        <div class="form-head">
            <h1 class="page-title">{title}</h1>
            <p class="facts">
                <span>{milestone_mark(lang, row)} {left}</span>
                {original}
                {current}
                <span>{t(lang, K::Responsible)} " " <b>{by.to_string()}</b></span>
                {orphaned}
                {pending}
                {more}
            </p>
            {second}
        </div>
    }
    .into_any()
}
