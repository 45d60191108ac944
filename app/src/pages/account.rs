//! `/account`: who I am here, and where the morning's mail goes.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{Field, Input, Section, error_summary, said, sentence},
    text::{self, Key as K, Lang, rich, t},
    views::{AccountPage, Frame, MorningMail},
};

pub fn page(frame: &Frame, page: AccountPage) -> Content {
    let lang = frame.lang;
    let errors = page.errors;
    let summary = error_summary(
        lang,
        said(lang, errors.form),
        vec![("email", said(lang, errors.email))],
    );
    let form = page.form;
    let mail = sentence(mail(lang, &page.mail));
    let organisation = page.organisation.map(|(code, name)| {
        view! {
            <div>
                <dt>{t(lang, K::AccountOrganisation)}</dt>
                <dd>{format!("{name} ({code})")}</dd>
            </div>
        }
    });
    let content = view! {
        <h1 class="page-title">{t(lang, K::AccountTitle)}</h1>
        <dl class="facts-list">
            <div>
                <dt>{t(lang, K::AccountName)}</dt>
                <dd>{page.name}</dd>
            </div>
            <div>
                <dt>{t(lang, K::Username)}</dt>
                <dd>
                    <code>{page.username}</code>
                </dd>
            </div>
            <div>
                <dt>{t(lang, K::AccountRole)}</dt>
                <dd>{text::role(lang, page.role)}</dd>
            </div>
            {organisation}
        </dl>
        <p><a href="/account/password">{t(lang, K::PasswordChange)}</a></p>
        <Section lang title=K::AccountMail>
            <p>{mail}</p>
            {summary}
            <form class="report adjust" method="post" action="/account">
                <input type="hidden" name="read" value=form.read/>
                <input type="hidden" name="account" value=form.account/>
                <Field
                    lang
                    name="email"
                    label=K::Email
                    hint=K::EmailHint
                    input=Input::Email
                    value=form.email
                    error=said(lang, errors.email)
                />
                <label class="check" for="mail">
                    <input
                        type="checkbox"
                        id="mail"
                        name="mail"
                        value="true"
                        checked=form.wants_mail
                    />
                    <span>{t(lang, K::WantsMail)}</span>
                </label>
                <p class="adjust-do">
                    <button class="btn">{t(lang, K::AccountSave)}</button>
                </p>
            </form>
        </Section>
    };
    Content::new("form-page", t(lang, K::AccountTitle), content)
}

/// What becomes of the mail as things stand.
fn mail(lang: Lang, it: &MorningMail) -> Vec<text::Run> {
    match it {
        MorningMail::To(address) => rich(t(lang, K::AccountMailTo), &[address]),
        MorningMail::Unwanted => rich(t(lang, K::AccountMailUnwanted), &[]),
        MorningMail::NoAddress => rich(t(lang, K::AccountMailNoAddress), &[]),
        MorningMail::NoServer => rich(t(lang, K::AccountMailNoServer), &[]),
    }
}
