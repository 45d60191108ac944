//! `/sign-in`: the motto and the form.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{demo_badge, field_error, logo, other_language, sentence},
    text::{self, Key as K, Lang, rich, t, tf},
    views::{Away, Frame, SignInError, SignInForm, Unsent, UnsentForm},
};

pub fn page(frame: &Frame, form: SignInForm) -> Content {
    let content = view! { {motto(frame)} {entry(frame, form)} };
    Content::bare("signing-in", t(frame.lang, K::SignInTitle), content)
}

fn motto(frame: &Frame) -> AnyView {
    let lang = frame.lang;
    let campaign = frame.campaign.as_ref().map(|campaign| {
        let start = text::day(lang, campaign.start);
        let days = match campaign.deadline {
            Some(deadline) => tf(
                lang,
                K::CampaignUntil,
                &[&start, &text::day(lang, deadline)],
            ),
            None => tf(lang, K::CampaignSince, &[&start]),
        };
        view! {
            <p class="campaign">
                {campaign.name.to_string()} ". " {days}
            </p>
        }
    });
    view! {
        <header class="motto">
            {logo(frame)}
            <div class="motto-text">
                <p class="motto-lines">
                    <span>{sentence(rich(t(lang, K::MottoA), &[]))}</span>
                    " "
                    <span>{sentence(rich(t(lang, K::MottoB), &[]))}</span>
                </p>
                {campaign}
            </div>
            <p class="small quiet">{t(lang, K::FootRule)}</p>
        </header>
    }
    .into_any()
}

fn entry(frame: &Frame, form: SignInForm) -> AnyView {
    let lang = frame.lang;
    let notice = frame.notice.map(
        |notice| view! { <p class="notice-line" role="status">{text::notice(lang, notice)}</p> },
    );
    let said = form.unsent.as_ref().map(|it| not_sent(lang, it));
    let carried = form.unsent.as_ref().map(carried);
    // Another language would be another page, without what was typed.
    let language = form.unsent.is_none().then(|| other_language(frame));
    let mistaken = form
        .error
        .filter(|error| !matches!(error, SignInError::Away(_)));
    let error = form.error.map(|error| match error {
        SignInError::Wrong => t(lang, K::SignInWrong).to_owned(),
        SignInError::OneTimeOver => t(lang, K::SignInOneTimeOver).to_owned(),
        SignInError::Away(Away::Busy) => tf(lang, K::SignInAway, &[&frame.request_id]),
        SignInError::Away(Away::Moved) => tf(lang, K::SignInMoved, &[&frame.request_id]),
        SignInError::Away(Away::Upgraded) => tf(lang, K::SignInUpgraded, &[&frame.request_id]),
        SignInError::Slow { seconds } => tf(lang, K::SignInSlow, &[&seconds.to_string()]),
        SignInError::Busy { seconds } => tf(lang, K::SignInBusy, &[&seconds.to_string()]),
    });
    let described = error.as_ref().map(|_| "sign-in-error");
    let invalid = mistaken.map(|_| "true");
    let accounts = (!form.accounts.is_empty()).then(|| {
        let rows: Vec<_> = form
            .accounts
            .iter()
            .map(|(role, account)| {
                view! {
                    <dt>{text::role(lang, *role)}</dt>
                    <dd>
                        <code>{account.clone()}</code>
                    </dd>
                }
            })
            .collect();
        view! {
            <section class="accounts" aria-labelledby="accounts-title">
                <h2 id="accounts-title">{t(lang, K::DemoAccounts)}</h2>
                <dl>{rows}</dl>
                <p class="small quiet">{t(lang, K::DemoPassword)}</p>
            </section>
        }
    });
    view! {
        <main id="main" class="entry">
            <p class="entry-top">{language} {demo_badge(frame)}</p>
            <div class="entry-form">
                {notice} {said}
                <h1>{t(lang, K::SignInTitle)}</h1>
                <p class="second">{t(lang, K::SignInLead)}</p>
                <form method="post" action="/sign-in">
                    <input type="hidden" name="next" value=form.next/>
                    {carried}
                    {error
                        .map(|words| {
                            view! {
                                <div role="alert">
                                    {field_error("sign-in-error".to_owned(), words)}
                                </div>
                            }
                        })}
                    <label for="username">{t(lang, K::Username)}</label>
                    <input
                        id="username"
                        name="username"
                        value=form.username
                        autocomplete="username"
                        autocapitalize="none"
                        spellcheck="false"
                        required
                        aria-describedby=described
                        aria-invalid=invalid
                    />
                    <label for="password">{t(lang, K::Password)}</label>
                    <input
                        id="password"
                        name="password"
                        type="password"
                        autocomplete="current-password"
                        required
                        aria-describedby=described
                        aria-invalid=invalid
                    />
                    <button class="btn">{t(lang, K::SignInButton)}</button>
                </form>
                <p class="small quiet">{t(lang, K::SignInForgot)}</p>
                {accounts}
            </div>
            <p class="entry-note">{t(lang, K::SignInNote)}</p>
        </main>
    }
    .into_any()
}

/// Why nothing was sent, and what became of what was typed.
fn not_sent(lang: Lang, it: &Unsent) -> AnyView {
    let (why, what) = (text::why_unsent(lang, it.why), text::unsent(lang, it.form));
    let words = format!("{why} {what}");
    let kept = match (&it.sealed, it.form) {
        (Some(_), _) => Some(K::UnsentKept),
        (None, UnsentForm::Withdrawal) => None,
        (None, _) => Some(K::UnsentLost),
    };
    view! {
        <div class="warning" role="alert">
            <p>
                <b>{words}</b>
            </p>
            {kept.map(|key| view! { <p>{t(lang, key)}</p> })}
        </div>
    }
    .into_any()
}

/// What was not sent, on its way through signing in.
fn carried(it: &Unsent) -> AnyView {
    view! {
        <input type="hidden" name="unsent" value=it.form.code()/>
        <input type="hidden" name="why" value=it.why.code()/>
        <input type="hidden" name="sealed" value=it.sealed.clone()/>
    }
    .into_any()
}
