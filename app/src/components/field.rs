//! One question of a form: label and hint at the left, control, last value and
//! error at the right.
use leptos::prelude::*;

use super::{Choice, day_picker, sentence};
use crate::{
    domain::parse_day,
    text::{self, Key as K, Lang, html_escape, rich, t},
    views::Mistake,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Line,
    /// Short, for numbers.
    Short,
    /// A day, with a calendar beside it.
    Day,
    Area,
    /// Its own mistakes are told by the form, not by the browser in its language.
    Url,
    /// So are an address's.
    Email,
    /// Of a second factor, which a phone may fill in.
    Code,
    /// The password until now, and a new one: neither is shown.
    Password,
    NewPassword,
}

impl Input {
    const fn kind(self) -> &'static str {
        match self {
            Self::Password | Self::NewPassword => "password",
            _ => "text",
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Code => "one-time-code",
            Self::Password => "current-password",
            Self::NewPassword => "new-password",
            _ => "off",
        }
    }
}

/// The value, the error and the last value are of the form as it was sent.
#[component]
pub fn Field(
    lang: Lang,
    name: &'static str,
    label: K,
    #[prop(optional)] hint: Option<K>,
    #[prop(default = Input::Line)] input: Input,
    value: String,
    #[prop(optional_no_strip)] error: Option<String>,
    /// What stood here last time, as a sentence.
    #[prop(optional_no_strip)]
    last: Option<String>,
) -> impl IntoView {
    let hint_id = format!("{name}-hint");
    let error_id = format!("{name}-error");
    let last_id = format!("{name}-last");
    let described: Vec<&str> = [
        hint.map(|_| hint_id.as_str()),
        error.as_ref().map(|_| error_id.as_str()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let invalid = error.is_some().then_some("true");
    let control = match input {
        Input::Area => view! {
            <textarea
                id=name
                name=name
                rows="4"
                aria-describedby=described
                aria-invalid=invalid
                inner_html=html_escape(&value)
            ></textarea>
        }
        .into_any(),
        input => view! {
            <input
                id=name
                name=name
                type=input.kind()
                inputmode=keyboard(input)
                class=matches!(input, Input::Short | Input::Day | Input::Code).then_some("short")
                value=value
                autocomplete=input.autocomplete()
                aria-describedby=described
                aria-invalid=invalid
            />
        }
        .into_any(),
    };
    let calendar = (input == Input::Day).then(|| day_picker(lang, name, None, (None, None)));
    let hint = hint.map(|key| {
        view! {
            <p class="hint" id=hint_id>
                {sentence(rich(t(lang, key), &[]))}
            </p>
        }
    });
    view! {
        <div class="field">
            <div>
                <label for=name>{t(lang, label)}</label>
                {hint}
            </div>
            <div>
                {control} {calendar} {error.map(|words| field_error(error_id, words))}
                {last.map(|words| view! { <p class="hint" id=last_id>{words}</p> })}
            </div>
        </div>
    }
    .into_any()
}

/// What a phone offers to type with.
const fn keyboard(input: Input) -> Option<&'static str> {
    match input {
        Input::Url => Some("url"),
        Input::Email => Some("email"),
        Input::Line
        | Input::Short
        | Input::Day
        | Input::Area
        | Input::Code
        | Input::Password
        | Input::NewPassword => None,
    }
}

/// One question of a form that is answered from a list. `none`: also by nothing.
#[component]
pub fn SelectField(
    lang: Lang,
    name: &'static str,
    label: K,
    #[prop(optional)] hint: Option<K>,
    #[prop(optional)] none: bool,
    choices: Vec<Choice>,
    #[prop(optional_no_strip)] error: Option<String>,
) -> impl IntoView {
    let options: Vec<_> = choices
        .into_iter()
        .map(|it| view! { <option value=it.value selected=it.chosen>{it.word}</option> })
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
                    {none.then(|| view! { <option value="">"–"</option> })}
                    {options}
                </select>
                {error.map(|words| field_error(error_id, words))}
            </div>
        </div>
    }
    .into_any()
}

/// A mistake in words, for the field it stands beside.
pub fn said(lang: Lang, mistake: Option<Mistake>) -> Option<String> {
    mistake.map(|it| text::mistake(lang, it).to_owned())
}

/// What is wrong with one field, under it.
pub fn field_error(id: String, words: String) -> AnyView {
    view! {
        <p class="error" id=id>
            <span class="bang" aria-hidden="true">
                "!"
            </span>
            {words}
        </p>
    }
    .into_any()
}

/// Over the form: each error as a link to its field.
pub fn error_summary(
    lang: Lang,
    form: Option<String>,
    fields: Vec<(&'static str, Option<String>)>,
) -> Option<AnyView> {
    let lines: Vec<_> = fields
        .into_iter()
        .filter_map(|(name, words)| words.map(|words| (name, words)))
        .map(|(name, words)| view! { <li><a href=format!("#{name}")>{words}</a></li> })
        .collect();
    if lines.is_empty() && form.is_none() {
        return None;
    }
    let head = (!lines.is_empty()).then(|| view! { <h2>{t(lang, K::ErrorSummary)}</h2> });
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus=true>
                {head} {form.map(|words| view! { <p>{words}</p> })} <ul>{lines}</ul>
            </div>
        }
        .into_any(),
    )
}

/// The day as it was understood, with its weekday.
pub fn read_back(lang: Lang, typed: &str) -> Option<String> {
    parse_day(typed).map(|day| text::weekday(lang, day))
}
