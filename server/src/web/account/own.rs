//! `/account`: who the reader is here, and where the morning's mail goes.
use app::{
    Page,
    domain::{clean_line, local_day},
    text::clock_time,
    views::{
        AccountDone, AccountErrors, AccountForm, AccountPage, KeptByReader, Mistake, MorningMail,
        Reader,
    },
};
use axum::{
    Form,
    extract::rejection::FormRejection,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use tower_sessions::Session;

use super::own_sessions::own_sessions;
use crate::{
    db::{
        audit,
        milestone_events::sign,
        people::{self, Person},
        sign_ins,
    },
    mail,
    web::{error::WebError, kept::kept_by, visit::Visit},
};

#[derive(Debug, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    email: String,
    /// A box that is not ticked is not sent.
    #[serde(default)]
    mail: String,
    #[serde(default)]
    read: String,
    #[serde(default)]
    account: String,
}

/// `GET /account`
pub async fn account(visit: Visit, session: Session) -> Result<Response, WebError> {
    let page = own_page(&visit, &session).await?;
    Ok(visit.page(Page::Account(Box::new(page))))
}

/// `POST /account`
pub async fn save_account(
    visit: Visit,
    session: Session,
    form: Result<Form<Fields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let viewer = visit.viewer()?;
    let typed = AccountForm {
        email: clean_line(&fields.email),
        wants_mail: !fields.mail.is_empty(),
        read: fields.read,
        account: fields.account,
    };
    if typed.account != viewer.person {
        return again(visit, &session, typed, conflict(Mistake::OtherAccount)).await;
    }
    let Ok(email) = mail::address(&typed.email) else {
        let errors = AccountErrors {
            email: Some(Mistake::EmailBad),
            form: None,
        };
        return again(
            visit,
            &session,
            typed,
            (StatusCode::UNPROCESSABLE_ENTITY, errors),
        )
        .await;
    };
    let mut tx = visit.app.db.begin().await?;
    tx.lock().await?;
    let now = people::now(&mut tx, &viewer.username, visit.app.today()).await?;
    let now = now.ok_or(WebError::NotFound)?;
    let saved = || Redirect::to("/account").into_response();
    // Sent twice, it is written once.
    if (&now.email, now.wants_mail) == (&email, typed.wants_mail) {
        return Ok(saved());
    }
    if read_sign(&now) != typed.read {
        drop(tx);
        return again(visit, &session, typed, conflict(Mistake::OvertakenAccount)).await;
    }
    people::set_mail(&mut tx, &now.username, email.as_deref(), typed.wants_mail).await?;
    let line = audit::Line {
        at: visit.app.clock.now(),
        person: Some(&now.username),
        source: &visit.from.to_string(),
        action: audit::MAIL_SET,
        subject: &now.username,
        detail: "",
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(saved())
}

const fn conflict(mistake: Mistake) -> (StatusCode, AccountErrors) {
    let errors = AccountErrors {
        email: None,
        form: Some(mistake),
    };
    (StatusCode::CONFLICT, errors)
}

/// The form once more with what was typed, over what holds now.
async fn again(
    visit: Visit,
    session: &Session,
    typed: AccountForm,
    (status, errors): (StatusCode, AccountErrors),
) -> Result<Response, WebError> {
    let mut page = own_page(&visit, session).await?;
    page.form = AccountForm {
        read: page.form.read,
        account: page.form.account,
        ..typed
    };
    page.errors = errors;
    Ok(visit.page_with(status, Page::Account(Box::new(page))))
}

async fn own_page(visit: &Visit, session: &Session) -> Result<AccountPage, WebError> {
    let viewer = visit.viewer()?;
    let person = people::by_id(&visit.app.db, &viewer.person, visit.app.today()).await?;
    let person = person.ok_or(WebError::NotFound)?;
    let zone = visit.zone();
    let before = sign_ins::lookup(&visit.app.db, &person.id).await?;
    let before = before.and_then(|it| it.before_at.zip(it.before_source));
    Ok(AccountPage {
        before: before.map(|(at, from)| (local_day(at, zone), clock_time(at, zone), from)),
        sessions: own_sessions(visit, session).await?,
        kept: match viewer.role.reads() {
            true => kept_by(visit).await?,
            false => KeptByReader::default(),
        },
        language: viewer.lang,
        theme: viewer.theme,
        done: AccountDone::from_code(visit.query("done")),
        name: viewer.name.clone(),
        username: viewer.username.clone(),
        role: viewer.role,
        organisation: visit.frame.reader.as_ref().and_then(organisation),
        mail: match &person.email {
            _ if visit.app.config.smtp.is_none() => MorningMail::NoServer,
            None => MorningMail::NoAddress,
            Some(_) if !person.wants_mail => MorningMail::Unwanted,
            Some(email) => MorningMail::To(email.clone()),
        },
        form: AccountForm {
            read: read_sign(&person),
            account: person.id,
            wants_mail: person.wants_mail,
            email: person.email.unwrap_or_default(),
        },
        errors: AccountErrors::default(),
    })
}

fn organisation(reader: &Reader) -> Option<(String, std::sync::Arc<str>)> {
    let unit = reader
        .unit
        .as_ref()
        .map(|(code, name)| (code.to_string(), name.clone()));
    let company = reader.partner.as_ref();
    unit.or_else(|| company.map(|(code, name)| (code.to_string(), name.clone())))
}

/// The sign of what a form answers.
fn read_sign(person: &Person) -> String {
    sign(&format!("{:?} {}", person.email, person.wants_mail))
}
