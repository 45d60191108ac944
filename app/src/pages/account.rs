//! `/account`: who I am here, and where the morning's mail goes.
use leptos::prelude::*;

use super::Content;
use crate::{
    components::{
        Choice, Field, Input, Section, SelectField, error_summary, kept_list, notice, said,
        sentence, theme_buttons,
    },
    lang::Theme,
    text::{self, Key as K, Lang, rich, t, tf},
    views::{AccountDone, AccountPage, Device, Frame, MorningMail, OwnSession},
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
    let before = page.before.map(|(day, time, from)| {
        let words = tf(
            lang,
            K::AccountBefore,
            &[&time, &text::day(lang, day), &from],
        );
        view! { <p class="second">{words}</p> }
    });
    let kept = page.role.reads().then(|| kept_list(frame, &page.kept));
    let sessions = sessions(lang, form.account.clone(), page.sessions);
    let language = language(lang, form.account.clone(), page.language);
    let theme = theme(lang, form.account.clone(), page.theme);
    let done = page.done.map(|done| notice(lang, account_done(done)));
    let content = view! {
        <h1 class="page-title">{t(lang, K::AccountTitle)}</h1>
        {done}
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
        {before}
        {theme}
        <p>
            <a href="/account/password">{t(lang, K::PasswordChange)}</a>
            " · "
            <a href="/account/factor">{t(lang, K::FactorTitle)}</a>
        </p>
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
        {kept}
        {sessions}
        {language}
    };
    Content::new("form-page", t(lang, K::AccountTitle), content)
}

/// The browsers in which the account is signed in, each but this one to be ended.
fn sessions(lang: Lang, account: String, sessions: Vec<OwnSession>) -> AnyView {
    let several = sessions.len() > 1;
    let rows: Vec<_> = sessions.into_iter().map(|it| session(lang, it)).collect();
    let others = several.then(|| {
        view! {
            <p class="adjust-do">
                <button class="btn quiet-btn" name="end" value="others">{t(lang, K::SessionsEndOthers)}</button>
            </p>
        }
    });
    view! {
        <Section lang title=K::SessionsTitle>
            <form method="post" action="/account/sessions">
                <input type="hidden" name="account" value=account/>
                <ul class="own-sessions">{rows}</ul>
                {others}
            </form>
        </Section>
    }
    .into_any()
}

fn session(lang: Lang, it: OwnSession) -> AnyView {
    let device = it.device.map(|device| {
        t(
            lang,
            match device {
                Device::Computer => K::DeviceComputer,
                Device::Phone => K::DevicePhone,
            },
        )
    });
    let at =
        |(day, time): &(crate::domain::Day, String)| format!("{time}, {}", text::day(lang, *day));
    let words = tf(lang, K::SessionTold, &[&at(&it.since), &at(&it.seen)]);
    let end = match it.here {
        true => view! { <b>{t(lang, K::SessionHere)}</b> }.into_any(),
        false => {
            let label = format!("{}: {words}", t(lang, K::SessionEnd));
            view! {
                <button class="btn quiet-btn" name="end" value=it.key aria-label=label>
                    {t(lang, K::SessionEnd)}
                </button>
            }
            .into_any()
        }
    };
    view! {
        <li>
            <span>{device.unwrap_or(text::NONE)} " " <span class="quiet">{it.from}</span></span>
            <span class="second">{words}</span>
            {end}
        </li>
    }
    .into_any()
}

/// The language of the account, on every browser.
fn language(lang: Lang, account: String, now: Lang) -> AnyView {
    let choices = [(Lang::Vi, "Tiếng Việt"), (Lang::En, "English")].map(|(it, word)| Choice {
        value: it.code().to_owned(),
        word: word.to_owned(),
        chosen: it == now,
    });
    view! {
        <Section lang title=K::PersonLanguage>
            <form class="report adjust" method="post" action="/account/language">
                <input type="hidden" name="account" value=account/>
                <SelectField lang name="language" label=K::PersonLanguage choices=choices.into()/>
                <p class="adjust-do">
                    <button class="btn">{t(lang, K::AccountSave)}</button>
                </p>
            </form>
        </Section>
    }
    .into_any()
}

/// How pages look for the account, on every browser: one press each.
fn theme(lang: Lang, account: String, now: Theme) -> AnyView {
    view! {
        <form class="themes" method="post" action="/account/theme">
            <input type="hidden" name="account" value=account/>
            <b>{t(lang, K::Theme)}</b>
            {theme_buttons(lang, now, None)}
            <span class="small second">{t(lang, K::ThemeHint)}</span>
        </form>
    }
    .into_any()
}

const fn account_done(done: AccountDone) -> K {
    match done {
        AccountDone::Password => K::PasswordChanged,
        AccountDone::SessionsEnded => K::SessionsEnded,
        AccountDone::FactorOff => K::FactorIsOff,
        AccountDone::Theme => K::ThemeSaved,
        AccountDone::Kept => K::KeptDone,
        AccountDone::LetGo => K::KeptLetGoDone,
        AccountDone::KeptFull => K::KeptFull,
        AccountDone::ViewSecret => K::ViewSecret,
        AccountDone::OtherAccount => K::KeptOtherAccount,
    }
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
