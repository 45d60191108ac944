//! One account: who it is, what it may do, and what was done to it; or a new one.
use leptos::prelude::*;

use super::{asked, last, notes, person_path, scope_choices, to_come, wall};
use crate::{
    components::{
        Choice, Field, Input, Section, SelectField, choices, error_summary, notice, said,
    },
    domain::Role,
    lang::Theme,
    pages::{Content, audit_table},
    text::{self, Key as K, Lang, t, tf},
    views::{Frame, PersonDone, PersonErrors, PersonForm, PersonPage, PersonRow, Scope, Standing},
};

pub fn page(frame: &Frame, page: PersonPage) -> Content {
    let lang = frame.lang;
    let PersonPage {
        person,
        form,
        errors,
        scopes,
        history,
        sign_ins,
        wall,
        done,
    } = page;
    let title = match &person {
        Some(row) => row.name.clone(),
        None => t(lang, K::PersonAdd).to_owned(),
    };
    let action = match &person {
        Some(row) => person_path(&row.username),
        None => "/people/add/one".to_owned(),
    };
    let done = done.map(|done| {
        let words = match done {
            PersonDone::Changed => K::PersonChanged,
            PersonDone::Disabled => K::PersonWasDisabled,
            PersonDone::Enabled => K::PersonWasEnabled,
            PersonDone::FactorGone => K::PersonFactorGone,
            PersonDone::ToCome => K::PersonChangesLater,
            PersonDone::TakenBack => K::PersonTakenBack,
            PersonDone::Wall => K::WallSaved,
        };
        notice(lang, words)
    });
    let coming = person.as_ref().and_then(|row| coming(lang, row, &form));
    let stands = person.as_ref().map(|row| stands(lang, row));
    let acts = person.as_ref().map(|row| acts(lang, row, &form));
    let history = person.as_ref().map(|row| {
        let all = frame_audit(&row.username);
        let lines = audit_table(frame, &history);
        let signed_in = audit_table(frame, &sign_ins).map(|lines| {
            view! { <Section lang title=K::PersonSignIns>{lines}</Section> }
        });
        view! {
            <Section lang title=K::PersonHistory>
                {lines}
                <p><a href=all>{t(lang, K::PersonAudit)}</a></p>
            </Section>
            {signed_in}
        }
    });
    let wall = person
        .as_ref()
        .zip(wall)
        .map(|(row, form)| wall::form(lang, row, form));
    let new = person.is_none();
    let content = view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href="/people">{t(lang, K::NavPeople)}</a>
            " / "
            <span>{title.clone()}</span>
        </nav>
        {done}
        <h1 class="page-title">{title.clone()}</h1>
        {stands}
        {coming}
        {summary(lang, errors)}
        <form class="report adjust" method="post" action=action>
            {fields(lang, new, form, errors, scopes)}
            <p class="small quiet">
                {t(lang, if new { K::PersonCreateNote } else { K::PersonSaveNote })}
            </p>
        </form>
        {acts}
        {wall}
        {history}
    };
    Content::new("form-page person-page", title, content)
}

/// What was typed of an account that could not be written; of units and companies, which cannot be read
/// then, the one that was chosen.
pub fn unwritten(lang: Lang, form: &PersonForm) -> AnyView {
    let chosen = Scope {
        code: form.scope.clone(),
        name: form.scope.as_str().into(),
        company: false,
    };
    let scopes = (!form.scope.is_empty()).then_some(chosen).into_iter();
    let new = form.read.is_empty();
    let (form, errors) = (form.clone(), PersonErrors::default());
    fields(lang, new, form, errors, scopes.collect())
}

/// The lines of the audit about an account.
fn frame_audit(username: &str) -> String {
    format!("/audit?subject={username}")
}

fn summary(lang: Lang, errors: PersonErrors) -> Option<AnyView> {
    let of = |mistake| said(lang, mistake);
    error_summary(
        lang,
        of(errors.form),
        vec![
            ("username", of(errors.username)),
            ("name", of(errors.name)),
            ("title", of(errors.title)),
            ("phone", of(errors.phone)),
            ("email", of(errors.email)),
            ("role", of(errors.role)),
            ("scope", of(errors.scope)),
            ("from", of(errors.from)),
            ("to", of(errors.to)),
            ("begins", of(errors.begins)),
        ],
    )
}

/// What it will be from a day on, which may be taken back until then.
fn coming(lang: Lang, row: &PersonRow, form: &PersonForm) -> Option<AnyView> {
    let lines: Vec<_> = row
        .coming
        .iter()
        .map(|it| view! { <li>{to_come(lang, it)}</li> })
        .collect();
    let label = tf(lang, K::PersonComingOf, &[&row.name]);
    (!lines.is_empty()).then(|| {
        view! {
            <form class="conflict" method="post" action=person_path(&row.username) aria-label=label>
                <input type="hidden" name="read" value=form.read.clone()/>
                <input type="hidden" name="account" value=form.account.clone()/>
                <ul class="plain-list">{lines}</ul>
                <p class="people-do">
                    <button class="btn quiet-btn" name="action" value="take-back">{t(lang, K::PersonTakeBack)}</button>
                    <span class="small">{t(lang, K::PersonComingNote)}</span>
                </p>
            </form>
        }
        .into_any()
    })
}

/// How it stands today.
fn stands(lang: Lang, row: &PersonRow) -> AnyView {
    let factor = (row.factor == Some(true)).then(|| {
        view! { <div><dt>{t(lang, K::PersonFactor)}</dt><dd>{t(lang, K::FactorHas)}</dd></div> }
    });
    let scope = row.scope.as_ref().map(|it| {
        view! {
            <div>
                <dt>{t(lang, K::PersonScope)}</dt>
                <dd>{format!("{} ({})", it.name, it.code)}</dd>
            </div>
        }
    });
    view! {
        <dl class="facts-list">
            <div>
                <dt>{t(lang, K::Username)}</dt>
                <dd><code>{row.username.clone()}</code></dd>
            </div>
            <div>
                <dt>{t(lang, K::AccountRole)}</dt>
                <dd>{text::role(lang, row.role)}</dd>
            </div>
            {scope}
            {factor}
            <div>
                <dt>{t(lang, K::PersonLastIn)}</dt>
                <dd>{last(lang, row)} {notes(lang, row)}</dd>
            </div>
        </dl>
    }
    .into_any()
}

fn fields(
    lang: Lang,
    new: bool,
    form: PersonForm,
    errors: PersonErrors,
    scopes: Vec<Scope>,
) -> AnyView {
    let of = |mistake| said(lang, mistake);
    let (read, account) = (form.read, form.account);
    let role = Role::from_code(&form.role);
    let roles = choices(lang, Role::ALL, role, Role::code, text::role);
    let scopes = scope_choices(scopes, &form.scope);
    let languages = [("vi", "Tiếng Việt"), ("en", "English")].map(|(code, word)| Choice {
        value: code.to_owned(),
        word: word.to_owned(),
        chosen: form.language == code,
    });
    let username = new.then(|| {
        view! {
            <Field lang name="username" label=K::Username hint=K::UsernameHint value=form.username error=of(errors.username)/>
        }
    });
    let wall = !new && role == Some(Role::Display);
    let theme = wall.then(|| {
        let now = Theme::from_code(&form.theme);
        let choices = choices(lang, Theme::ALL, now, Theme::code, text::theme);
        view! { <SelectField lang name="theme" label=K::Theme hint=K::ThemeOfWall choices=choices/> }
    });
    let begins = (!new).then(|| {
        view! {
            <Field lang name="begins" label=K::PersonBegins hint=K::PersonBeginsHint input=Input::Day value=form.begins error=of(errors.begins)/>
        }
    });
    let language = new.then(|| {
        view! { <SelectField lang name="language" label=K::PersonLanguage choices=languages.into()/> }
    });
    view! {
        <input type="hidden" name="read" value=read/>
        <input type="hidden" name="account" value=account/>
        {username}
        <Field lang name="name" label=K::PersonName hint=K::PersonNameHint value=form.name error=of(errors.name)/>
        <Field lang name="title" label=K::PersonTitle value=form.title error=of(errors.title)/>
        <Field lang name="phone" label=K::Phone hint=K::ContactHint input=Input::Short value=form.phone error=of(errors.phone)/>
        <Field lang name="email" label=K::Email hint=K::PersonEmailHint input=Input::Email value=form.email error=of(errors.email)/>
        <SelectField lang name="role" label=K::AccountRole none=true choices=roles error=of(errors.role)/>
        <SelectField lang name="scope" label=K::PersonScope hint=K::PersonScopeHint none=true choices=scopes error=of(errors.scope)/>
        <Field lang name="from" label=K::PersonFirstDay hint=K::PersonDaysHint input=Input::Day value=form.from error=of(errors.from)/>
        <Field lang name="to" label=K::PersonLastDay input=Input::Day value=form.to error=of(errors.to)/>
        {begins}
        {language}
        {theme}
        <p class="adjust-do">
            <button class="btn" name="action" value="change">
                {t(lang, if new { K::PersonCreate } else { K::PersonSave })}
            </button>
        </p>
    }
    .into_any()
}

/// What is done at once, each by its own button.
fn acts(lang: Lang, row: &PersonRow, form: &PersonForm) -> AnyView {
    let state = match row.standing {
        Standing::Disabled => view! {
            <button class="btn quiet-btn" name="action" value="enable">{t(lang, K::PersonEnable)}</button>
        }
        .into_any(),
        _ => asked(lang, (K::PersonDisable, K::DisablesOne), "disable"),
    };
    let factor = (row.factor == Some(true))
        .then(|| asked(lang, (K::FactorReset, K::FactorResets), "factor"));
    let path = person_path(&row.username);
    let label = tf(lang, K::PersonActsOn, &[&row.name]);
    view! {
        <form class="people-do" method="post" action=path aria-label=label>
            <input type="hidden" name="read" value=form.read.clone()/>
            <input type="hidden" name="account" value=form.account.clone()/>
            {asked(lang, (K::OneTimeGive, K::OneTimeVoids), "one-time")}
            {factor}
            {state}
        </form>
    }
    .into_any()
}
