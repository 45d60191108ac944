//! Which measurement an outcome milestone waits for.
use leptos::prelude::*;

use super::{href, outcome_path};
use crate::{
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, Needed},
};

/// The rule, the value it asks for, the newest there is, and where it is kept.
pub fn needed(frame: &Frame, it: &Needed) -> AnyView {
    let lang = frame.lang;
    let source = it.outcome.as_ref().map(|outcome| {
        let path = href(frame, &outcome_path(&outcome.code));
        view! { " " <a href=path>{outcome.name.to_string()}</a> }
    });
    view! {
        <p class="warning needed">
            {t(lang, K::RefusedNotMeasured)} " " {needed_words(lang, it)} {source}
        </p>
    }
    .into_any()
}

/// "Cần số đo ≥ 60%; mới nhất 41,2% (12/11/2026)."
pub fn needed_words(lang: Lang, it: &Needed) -> String {
    let Some(outcome) = &it.outcome else {
        return t(lang, K::NeededNoIndicator).to_owned();
    };
    let unit = &outcome.unit_of_measure;
    let sign = if outcome.up { "≥" } else { "≤" };
    let reach = format!("{sign} {}", text::target(lang, it.reach, unit));
    match (outcome.value, outcome.measured_on) {
        (Some(value), Some(day)) => {
            let newest = text::value_beside_target(lang, value, Some(it.reach), unit);
            tf(lang, K::Needed, &[&reach, &newest, &text::day(day)])
        }
        _ => tf(lang, K::NeededNever, &[&reach]),
    }
}
