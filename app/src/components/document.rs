//! The document that a form asks for: its number, its day and the link to it.
use leptos::prelude::*;

use super::{Field, Input, field_error, said};
use crate::{
    text::{Key as K, Lang, t},
    views::Mistake,
};

/// A document as it was typed, what is wrong with it, and what is told under each field.
#[derive(Debug)]
pub struct TypedDocument<'a> {
    pub number: &'a str,
    pub day: &'a str,
    pub link: &'a str,
    pub errors: [Option<Mistake>; 3],
    pub told: [Option<String>; 3],
}

pub fn document_fields(lang: Lang, typed: TypedDocument<'_>) -> AnyView {
    let [number, day, link] = typed.errors.map(|it| said(lang, it));
    let [of_number, of_day, of_link] = typed.told;
    view! {
        <Field
            lang
            name="document_number"
            label=K::DocNumber
            hint=K::DocNumberHint
            value=typed.number.to_owned()
            error=number
            last=of_number
        />
        <Field
            lang
            name="document_day"
            label=K::DocDay
            hint=K::DocDayHint
            input=Input::Day
            value=typed.day.to_owned()
            error=day
            last=of_day
        />
        <Field
            lang
            name="link"
            label=K::Link
            hint=K::LinkHint
            input=Input::Url
            value=typed.link.to_owned()
            error=link
            last=of_link
        />
    }
    .into_any()
}

/// "không chứa bí mật nhà nước", to be ticked.
pub fn no_secrets(lang: Lang, ticked: bool, error: Option<Mistake>) -> AnyView {
    let error = said(lang, error);
    let invalid = error.as_ref().map(|_| "true");
    let described = error.as_ref().map(|_| "no_secrets-error");
    view! {
        <div class="field">
            <p class="label">{t(lang, K::NoSecretsLabel)}</p>
            <div>
                <label class="check" for="no_secrets">
                    <input
                        type="checkbox"
                        id="no_secrets"
                        name="no_secrets"
                        value="true"
                        checked=ticked
                        aria-invalid=invalid
                        aria-describedby=described
                    />
                    <span>{t(lang, K::NoSecrets)}</span>
                </label>
                {error.map(|words| field_error("no_secrets-error".to_owned(), words))}
            </div>
        </div>
    }
    .into_any()
}
