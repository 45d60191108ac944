//! `/account/password`: the first password of one's own, or another one.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{Field, Input, error_summary, said, sentence},
    text::{Key as K, rich, t},
    views::{Frame, PasswordPage},
};

pub fn page(frame: &Frame, page: PasswordPage) -> Content {
    let lang = frame.lang;
    let errors = page.errors;
    let summary = error_summary(
        lang,
        said(lang, errors.form),
        vec![
            ("old", said(lang, errors.old)),
            ("new", said(lang, errors.new)),
            ("again", said(lang, errors.again)),
        ],
    );
    let (title, lead) = match page.half_in {
        true => (K::PasswordFirst, K::PasswordFirstLead),
        false => (K::PasswordChange, K::PasswordChangeLead),
    };
    let old = (!page.half_in).then(|| {
        view! {
            <Field
                lang
                name="old"
                label=K::PasswordOld
                input=Input::Password
                value=String::new()
                error=said(lang, errors.old)
            />
        }
    });
    let back = match page.half_in {
        // Who cannot go on may leave.
        true => view! {
            <form method="post" action="/sign-out">
                <button class="btn quiet-btn">{t(lang, K::SignOut)}</button>
            </form>
        }
        .into_any(),
        false => view! { <p><a href="/account">{t(lang, K::AccountTitle)}</a></p> }.into_any(),
    };
    let content = view! {
        <h1 class="page-title">{t(lang, title)}</h1>
        <p class="second">{sentence(rich(t(lang, lead), &[]))}</p>
        {summary}
        <form class="report adjust" method="post" action="/account/password">
            <input type="hidden" name="account" value=page.form.account/>
            <input type="hidden" name="next" value=page.form.next/>
            <input type="hidden" name="sealed" value=page.form.sealed/>
            // For who keeps passwords: whose it is.
            <input
                type="hidden"
                name="username"
                autocomplete="username"
                value=page.username
            />
            {old}
            <Field
                lang
                name="new"
                label=K::PasswordNew
                hint=K::PasswordNewHint
                input=Input::NewPassword
                value=String::new()
                error=said(lang, errors.new)
            />
            <Field
                lang
                name="again"
                label=K::PasswordAgain
                input=Input::NewPassword
                value=String::new()
                error=said(lang, errors.again)
            />
            <p class="adjust-do">
                <button class="btn">{t(lang, K::PasswordSet)}</button>
            </p>
        </form>
        {back}
    };
    Content::new("form-page", t(lang, title), content)
}
