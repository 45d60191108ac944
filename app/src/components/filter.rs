//! Parts of the forms that narrow a list: plain forms that send themselves to
//! the page they stand on.
use leptos::prelude::*;

use super::href;
use crate::{
    text::{Key as K, Lang, t},
    views::Frame,
};

/// Keeps the past day that the reader looks at.
pub fn same_day(frame: &Frame) -> impl IntoView + use<> {
    frame
        .as_of
        .map(|day| view! { <input type="hidden" name="as_of" value=day.to_string()/> })
}

/// Keeps the order that a heading was clicked for.
pub fn same_order(frame: &Frame) -> Option<AnyView> {
    let (_, sort) = frame.query.iter().find(|(name, _)| name == "sort")?;
    Some(view! { <input type="hidden" name="sort" value=sort.clone()/> }.into_any())
}

/// One thing to choose from a list.
#[derive(Debug)]
pub struct Choice {
    pub value: String,
    pub word: String,
    pub chosen: bool,
}

/// A closed list to choose from.
pub fn choices<T: Copy + PartialEq + 'static, S: Into<String>>(
    lang: Lang,
    all: &'static [T],
    chosen: Option<T>,
    code: fn(T) -> &'static str,
    word: impl Fn(Lang, T) -> S,
) -> Vec<Choice> {
    all.iter()
        .map(|it| Choice {
            value: code(*it).to_owned(),
            word: word(lang, *it).into(),
            chosen: chosen == Some(*it),
        })
        .collect()
}

/// A list to choose one of, or all.
pub fn select(lang: Lang, name: &'static str, label: K, choices: Vec<Choice>) -> AnyView {
    let options: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            view! {
                <option value=choice.value selected=choice.chosen>
                    {choice.word}
                </option>
            }
        })
        .collect();
    view! {
        <p>
            <label for=name>{t(lang, label)}</label>
            <select id=name name=name>
                <option value="">{t(lang, K::FilterAll)}</option>
                {options}
            </select>
        </p>
    }
    .into_any()
}

/// The button, and where something is filtered the way back to all.
pub fn filter_button(frame: &Frame, all: &'static str, filtered: bool) -> AnyView {
    let lang = frame.lang;
    let clear = filtered.then(|| {
        view! {
            <a class="clear" href=href(frame, all)>
                {t(lang, K::FilterClear)}
            </a>
        }
    });
    view! {
        <p class="go">
            <button class="btn">{t(lang, K::FilterButton)}</button>
            {clear}
        </p>
    }
    .into_any()
}
