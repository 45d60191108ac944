//! `/sign-in/code` and `/account/factor`: the second factor, asked for and kept.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{Field, Input, Section, error_summary, notice, print_button, said, sentence},
    text::{self, Key as K, Lang, rich, t, tf},
    views::{CodePage, FactorPage, FactorState, Frame, Mistake, NewFactor},
};

pub fn code(frame: &Frame, page: CodePage) -> Content {
    let lang = frame.lang;
    let summary = error_summary(lang, None, vec![("code", said(lang, page.error))]);
    let content = view! {
        <h1 class="page-title">{t(lang, K::CodeTitle)}</h1>
        <p class="second">{tf(lang, K::CodeLead, &[&page.username])}</p>
        {summary}
        <form class="report adjust" method="post" action="/sign-in/code">
            <input type="hidden" name="account" value=page.account/>
            <input type="hidden" name="next" value=page.next/>
            <input type="hidden" name="sealed" value=page.sealed/>
            {code_field(lang, K::CodeHint, page.error)}
            <p class="adjust-do">
                <button class="btn">{t(lang, K::CodeSend)}</button>
            </p>
        </form>
        {leave(lang)}
    };
    Content::new("form-page", t(lang, K::CodeTitle), content)
}

/// Who cannot go on may leave.
fn leave(lang: Lang) -> AnyView {
    view! {
        <form method="post" action="/sign-out">
            <button class="btn quiet-btn">{t(lang, K::SignOut)}</button>
        </form>
    }
    .into_any()
}

fn code_field(lang: Lang, hint: K, error: Option<Mistake>) -> AnyView {
    view! {
        <Field
            lang
            name="code"
            label=K::Code
            hint=hint
            input=Input::Code
            value=String::new()
            error=said(lang, error)
        />
    }
    .into_any()
}

pub fn factor(frame: &Frame, page: FactorPage) -> Content {
    let lang = frame.lang;
    let FactorPage {
        account,
        next,
        half_in,
        required,
        state,
        error,
    } = page;
    let lead = half_in.then(|| view! { <p class="second">{t(lang, K::FactorMust)}</p> });
    let leave = half_in.then(|| leave(lang));
    let body = match state {
        FactorState::On { since, codes } => on(lang, &account, required, (since, codes), error),
        FactorState::New(new) => new_factor(lang, account, next.clone(), new, error),
        FactorState::Codes { codes, turned_on } => recovery(lang, codes, turned_on, next),
    };
    let content = view! {
        <h1 class="page-title">{t(lang, K::FactorTitle)}</h1>
        {lead}
        {body}
        {leave}
    };
    Content::new("form-page factor-page", t(lang, K::FactorTitle), content)
}

fn on(
    lang: Lang,
    account: &str,
    required: bool,
    (since, codes): (crate::domain::Day, i64),
    error: Option<Mistake>,
) -> AnyView {
    let told = rich(
        t(lang, K::FactorOn),
        &[&text::day(lang, since), &text::integer(lang, codes)],
    );
    let summary = error_summary(lang, None, vec![("code", said(lang, error))]);
    let off = match required {
        true => view! { <p class="second">{t(lang, K::FactorRequired)}</p> }.into_any(),
        false => view! {
            <button class="btn quiet-btn" name="action" value="off">{t(lang, K::FactorOff)}</button>
        }
        .into_any(),
    };
    view! {
        <p>{sentence(told)}</p>
        {summary}
        <form class="report adjust" method="post" action="/account/factor">
            <input type="hidden" name="account" value=account.to_owned()/>
            {code_field(lang, K::FactorCodeHint, error)}
            <p class="adjust-do">
                <button class="btn" name="action" value="codes">{t(lang, K::FactorNewCodes)}</button>
                " "
                {off}
            </p>
        </form>
        <p><a href="/account">{t(lang, K::AccountTitle)}</a></p>
    }
    .into_any()
}

fn new_factor(
    lang: Lang,
    account: String,
    next: String,
    new: NewFactor,
    error: Option<Mistake>,
) -> AnyView {
    let summary = error_summary(lang, None, vec![("code", said(lang, error))]);
    let picture = new.picture.map(|(size, path)| {
        // Four squares around it are its own, as the standard asks.
        let view_box = format!("-4 -4 {0} {0}", size + 8);
        view! {
            <svg class="qr" viewBox=view_box role="img" aria-label=t(lang, K::FactorPicture)>
                <path d=path></path>
            </svg>
        }
    });
    view! {
        <Section lang title=K::FactorScan>
            <div class="factor-new">
                {picture}
                <div>
                    <p>{t(lang, K::FactorScanHow)}</p>
                    <p><a class="btn quiet-btn" href=new.address>{t(lang, K::FactorOpen)}</a></p>
                    <p class="second">{t(lang, K::FactorType)}</p>
                    <p><code class="one-time factor-secret">{new.printed}</code></p>
                </div>
            </div>
        </Section>
        {summary}
        <form class="report adjust" method="post" action="/account/factor">
            <input type="hidden" name="account" value=account/>
            <input type="hidden" name="next" value=next/>
            <input type="hidden" name="secret" value=new.sealed/>
            {code_field(lang, K::FactorTryHint, error)}
            <p class="adjust-do">
                <button class="btn" name="action" value="on">{t(lang, K::FactorTurnOn)}</button>
            </p>
        </form>
    }
    .into_any()
}

fn recovery(lang: Lang, codes: Vec<String>, turned_on: bool, next: String) -> AnyView {
    let done = turned_on.then(|| notice(lang, K::FactorIsOn));
    let codes: Vec<_> = codes
        .into_iter()
        .map(|code| view! { <li><code class="one-time">{code}</code></li> })
        .collect();
    view! {
        {done}
        <Section lang title=K::RecoveryTitle>
            <p>{sentence(rich(t(lang, K::RecoveryOnce), &[]))}</p>
            <ul class="recovery">{codes}</ul>
            <p class="no-print people-do">
                <a class="btn" href=next>{t(lang, K::RecoveryGoOn)}</a>
                {print_button(lang)}
            </p>
        </Section>
    }
    .into_any()
}
