//! Which measurement an outcome milestone waits for.
use leptos::prelude::*;

use super::{href, outcome_path};
use crate::{
    domain::Value,
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, Needed, RestsOn},
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

/// "Kết quả này được xét theo số đo 72,0% (16/11/2026); cần ≥ 60%."
pub fn rests_on(lang: Lang, it: &RestsOn) -> AnyView {
    let words = tf(
        lang,
        K::RestsOn,
        &[
            &rested_value(lang, it),
            &reach(lang, it.up, it.reach, &it.unit_of_measure),
        ],
    );
    view! { <p>{words}</p> }.into_any()
}

/// "72,0% (16/11/2026)"
pub fn rested_value(lang: Lang, it: &RestsOn) -> String {
    match it.value {
        None => t(lang, K::NotMeasured).to_owned(),
        Some((value, day)) => {
            let unit = &it.unit_of_measure;
            let value = text::value_beside_target(lang, value, Some(it.reach), unit);
            format!("{value} ({})", text::day(lang, day))
        }
    }
}

/// "≥ 60%"
fn reach(lang: Lang, up: bool, reach: Value, unit: &str) -> String {
    text::goal(lang, reach, up, unit)
}

/// "Cần số đo ≥ 60%; mới nhất 41,2% (12/11/2026)."
pub fn needed_words(lang: Lang, it: &Needed) -> String {
    let Some(outcome) = &it.outcome else {
        return t(lang, K::NeededNoIndicator).to_owned();
    };
    let unit = &outcome.unit_of_measure;
    let reach = reach(lang, outcome.up, it.reach, unit);
    match (outcome.value, outcome.measured_on) {
        (Some(value), Some(day)) => {
            let newest = text::value_beside_target(lang, value, Some(it.reach), unit);
            tf(lang, K::Needed, &[&reach, &newest, &text::day(lang, day)])
        }
        _ => tf(lang, K::NeededNever, &[&reach]),
    }
}
