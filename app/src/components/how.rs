//! How the figures are computed, at the foot of every page of figures.
use leptos::prelude::*;

use crate::text::{Key as K, Lang, t};

pub fn how(lang: Lang) -> AnyView {
    let lines: Vec<_> = [
        K::HowShare,
        K::HowPlan,
        K::HowRollUp,
        K::HowMeasured,
        K::HowForecast,
        K::HowStatus,
    ]
    .into_iter()
    .map(|key| view! { <li>{t(lang, key)}</li> })
    .collect();
    view! {
        <details class="how" id="how">
            <summary>{t(lang, K::HowTitle)}</summary>
            <ul>{lines}</ul>
        </details>
    }
    .into_any()
}
