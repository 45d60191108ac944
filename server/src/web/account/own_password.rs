//! `/account/password`: a password of one's own, the first or another.
use app::{
    Page,
    views::{AccountDone, Mistake, PasswordErrors, PasswordForm, PasswordPage},
};
use axum::{
    Extension, Form,
    extract::rejection::FormRejection,
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use tower_sessions::Session;

use super::{
    done,
    identity::HalfIn,
    new_password::{Guesses, NewPassword, Unfit},
    one_time,
    session::FACTOR,
    sign_in::{enter, open},
};
use crate::{
    db::{
        audit,
        people::{self, Person},
        resets,
    },
    ledger::accounts::{self, Reset},
    web::{
        error::WebError,
        guard,
        refusals::{self, Refusal},
        visit::Visit,
    },
};

#[derive(Debug, Default, Deserialize)]
pub struct PasswordFields {
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    again: String,
    #[serde(default)]
    account: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    sealed: String,
}

/// `GET /account/password`
pub async fn password(
    visit: Visit,
    half_in: Option<Extension<HalfIn>>,
) -> Result<Response, WebError> {
    let person = whose(&visit, half_in).await?;
    let form = PasswordForm {
        account: person.id.clone(),
        next: guard::safe_next(visit.query("next")).to_owned(),
        sealed: String::new(),
    };
    let page = page(&person, form);
    Ok(visit.page(Page::Password(Box::new(page))))
}

/// `POST /account/password`
pub async fn send_password(
    visit: Visit,
    session: Session,
    half_in: Option<Extension<HalfIn>>,
    parts: Parts,
    form: Result<Form<PasswordFields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let person = whose(&visit, half_in).await?;
    let next = guard::safe_next(&fields.next).to_owned();
    let own = visit.viewer().is_ok();
    let (hash, person) = match judge(&visit, &person, &fields).await? {
        Ok(hash) => (hash, person),
        Err((status, errors)) => {
            let form = PasswordForm {
                account: person.id.clone(),
                next,
                sealed: fields.sealed,
            };
            let page = PasswordPage {
                errors,
                ..page(&person, form)
            };
            return Ok(visit.page_with(status, Page::Password(Box::new(page))));
        }
    };
    let Some(person) = set(&visit, &person, &hash).await? else {
        // Disabled, or given another one-time password, while this was typed.
        return Ok(Redirect::to("/sign-in").into_response());
    };
    let app = visit.app.clone();
    open(&app, &session, &parts, &person).await?;
    // A second factor was shown before, or its code is asked for now.
    if own {
        session.insert(FACTOR, &person.id).await?;
    }
    // Who changed it of his or her own accord comes back to the own account.
    let home = matches!(next.as_str(), "/" | "/account");
    let next = match own && home && fields.sealed.is_empty() {
        true => done::page(AccountDone::Password),
        false => next,
    };
    enter(&app, parts, person, own, (&next, &fields.sealed)).await
}

/// Whose password it is: who is half signed in, or the reader.
async fn whose(visit: &Visit, half_in: Option<Extension<HalfIn>>) -> Result<Person, WebError> {
    if let Some(Extension(half_in)) = half_in {
        return Ok((*half_in.person).clone());
    }
    let person = people::by_id(&visit.app.db, &visit.viewer()?.person, visit.app.today()).await?;
    person.ok_or(WebError::NotFound)
}

fn page(person: &Person, form: PasswordForm) -> PasswordPage {
    PasswordPage {
        half_in: person.must_change_password(),
        username: person.username.clone(),
        form,
        errors: PasswordErrors::default(),
    }
}

type Mistaken = (StatusCode, PasswordErrors);

/// The hash of the new password, or what is wrong with what was typed.
async fn judge(
    visit: &Visit,
    person: &Person,
    fields: &PasswordFields,
) -> Result<Result<String, Mistaken>, WebError> {
    let unprocessable = |errors| Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, errors)));
    if fields.account != person.id {
        let errors = PasswordErrors {
            form: Some(Mistake::OtherAccount),
            ..PasswordErrors::default()
        };
        return Ok(Err((StatusCode::CONFLICT, errors)));
    }
    let guesses = Guesses::of(&visit.app.db, &person.username).await?;
    let new = match NewPassword::new(&fields.new, &guesses) {
        Ok(new) if is_the_old(visit, person, fields) => {
            drop(new);
            Err(Mistake::PasswordSame)
        }
        Ok(new) => Ok(new),
        Err(unfit) => Err(mistake(unfit)),
    };
    let errors = PasswordErrors {
        old: (!person.must_change_password() && fields.old.is_empty())
            .then_some(Mistake::PasswordWrong),
        new: new.as_ref().err().copied(),
        again: (new.is_ok() && fields.new != fields.again).then_some(Mistake::PasswordsDiffer),
        form: None,
    };
    let Ok(new) = new else {
        return unprocessable(errors);
    };
    if errors.old.is_some() || errors.again.is_some() {
        return unprocessable(errors);
    }
    if !person.must_change_password()
        && let Err(mistaken) = knows_the_old(visit, person, &fields.old).await?
    {
        return Ok(Err(mistaken));
    }
    let hash = visit.app.passwords.hash(new).await;
    hash.map(Ok)
        .map_err(|error| WebError::Internal(error.to_string()))
}

/// Whether the new password is what is to be given up.
fn is_the_old(visit: &Visit, person: &Person, fields: &PasswordFields) -> bool {
    let now = visit.app.clock.now();
    let handed_over = one_time::compare(person, &fields.new, now) != one_time::Typed::Another;
    handed_over || (!fields.old.is_empty() && fields.old == fields.new)
}

/// Whether the old password was typed; guessing it is slowed down as at the sign-in.
async fn knows_the_old(
    visit: &Visit,
    person: &Person,
    old: &str,
) -> Result<Result<(), Mistaken>, WebError> {
    let app = &visit.app;
    let of = |status, mistake| {
        let errors = PasswordErrors {
            old: Some(mistake),
            ..PasswordErrors::default()
        };
        Ok(Err((status, errors)))
    };
    let now = app.clock.now();
    let Ok(attempt) = app
        .throttle
        .attempt(&person.username, visit.from, None, now)
    else {
        refused(visit, person, "sign_in.throttled").await?;
        return of(StatusCode::TOO_MANY_REQUESTS, Mistake::PasswordSlow);
    };
    let hash = person.password_hash.clone();
    match app.passwords.verify(old.to_owned(), hash).await {
        Ok(true) => {
            app.throttle.take_back(attempt);
            Ok(Ok(()))
        }
        Ok(false) => {
            refused(visit, person, "person.password_refused").await?;
            of(StatusCode::UNPROCESSABLE_ENTITY, Mistake::PasswordWrong)
        }
        Err(_) => {
            app.throttle.take_back(attempt);
            of(StatusCode::SERVICE_UNAVAILABLE, Mistake::PasswordSlow)
        }
    }
}

/// Writes down that somebody did not know the password, only so often.
async fn refused(visit: &Visit, person: &Person, action: &str) -> Result<(), WebError> {
    let refusal = Refusal {
        action,
        person: Some(&person.username),
        from: visit.from,
        subject: &person.username,
        detail: "",
    };
    Ok(refusals::record(&visit.app, refusal).await?)
}

/// Writes it in one transaction with its line of the audit, where the account still is as it was:
/// the account with it.
async fn set(visit: &Visit, before: &Person, hash: &str) -> Result<Option<Person>, WebError> {
    let now = visit.app.clock.now();
    let mut tx = visit.app.db.begin().await?;
    tx.lock().await?;
    let person = people::now(&mut tx, &before.username, visit.app.today()).await?;
    let same = |it: &Person| {
        (&it.password_hash, &it.one_time_hash) == (&before.password_hash, &before.one_time_hash)
            && !it.disabled
    };
    let Some(person) = person.filter(same) else {
        return Ok(None);
    };
    people::set_password(&mut tx, &person.username, hash, now).await?;
    // Where somebody else had set it anew, the account is in use again from now on.
    if person.must_change_password() && resets::any(&mut tx, &person.id).await? {
        accounts::was_reset(&mut tx, &person, Reset::TakenUp, now).await?;
    }
    let line = audit::Line {
        at: now,
        person: Some(&person.username),
        source: &visit.from.to_string(),
        action: "person.password_changed",
        subject: &person.username,
        detail: "",
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(Some(Person {
        password_hash: Some(hash.to_owned()),
        one_time_hash: None,
        one_time_until: None,
        password_at: Some(now),
        ..person
    }))
}

const fn mistake(unfit: Unfit) -> Mistake {
    match unfit {
        Unfit::Short => Mistake::PasswordShort,
        Unfit::Long => Mistake::PasswordLong,
        Unfit::Repeated => Mistake::PasswordRepeated,
        Unfit::Common => Mistake::PasswordCommon,
        Unfit::Guessed => Mistake::PasswordGuessed,
    }
}
