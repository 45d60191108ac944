//! How the figures are computed, at the foot of every page of figures.
use leptos::prelude::*;

use crate::{
    domain::{FRESH_DAYS, LEAST_MILESTONES, PACE_WEEKS, WIDE_WINDOW_DAYS, WINDOW_DAYS},
    text::{Key as K, Lang, t, tf},
};

pub fn method_note(lang: Lang) -> AnyView {
    method_note_with(lang, Vec::new())
}

/// The same, after what holds for one page alone.
pub fn method_note_with(lang: Lang, first: Vec<String>) -> AnyView {
    let all = [
        tf(lang, K::HowShare, &[]),
        tf(lang, K::HowPlan, &[]),
        tf(lang, K::HowRollUp, &[]),
        tf(lang, K::HowMeasured, &[]),
        tf(
            lang,
            K::HowForecast,
            &[&WINDOW_DAYS.to_string(), &WIDE_WINDOW_DAYS.to_string()],
        ),
        tf(
            lang,
            K::HowPace,
            &[&PACE_WEEKS.to_string(), &LEAST_MILESTONES.to_string()],
        ),
        tf(lang, K::HowRounded, &[]),
        tf(lang, K::HowStatus, &[&FRESH_DAYS.to_string()]),
    ];
    let lines: Vec<_> = first
        .into_iter()
        .chain(all)
        .map(|words| view! { <li>{words}</li> })
        .collect();
    view! {
        <details class="how" id="how">
            <summary>{t(lang, K::HowTitle)}</summary>
            <ul>{lines}</ul>
        </details>
    }
    .into_any()
}
