//! What holds work up, chosen from the list of causes.
use leptos::prelude::*;

use super::field_error;
use crate::{
    domain::Cause,
    text::{self, Key as K, Lang, t},
};

/// The causes under a name, with the one of a code chosen.
#[component]
pub fn CauseField(
    lang: Lang,
    name: &'static str,
    label: K,
    #[prop(optional)] hint: Option<K>,
    /// The code of a cause, or nothing.
    chosen: String,
    #[prop(optional_no_strip)] error: Option<String>,
) -> impl IntoView {
    let options: Vec<_> = Cause::ALL
        .iter()
        .map(|it| {
            let (code, chosen) = (it.code(), chosen == it.code());
            view! {
                <option value=code selected=chosen>
                    {text::cause(lang, *it)}
                </option>
            }
        })
        .collect();
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let described = match (&error, hint) {
        (Some(_), _) => Some(error_id.clone()),
        (None, Some(_)) => Some(hint_id.clone()),
        (None, None) => None,
    };
    let invalid = error.as_ref().map(|_| "true");
    view! {
        <div class="field">
            <div>
                <label for=name>{t(lang, label)}</label>
                {hint.map(|key| view! { <p class="hint" id=hint_id>{t(lang, key)}</p> })}
            </div>
            <div>
                <select id=name name=name aria-describedby=described aria-invalid=invalid>
                    <option value="">"–"</option>
                    {options}
                </select>
                {error.map(|words| field_error(error_id, words))}
            </div>
        </div>
    }
    .into_any()
}
