//! `/sign-in/code`: the second step of signing in.
use std::net::IpAddr;

use app::{
    Page,
    domain::Instant,
    views::{CodePage, Mistake},
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
    factor::{TypedCode, code_page, recovery_hash, typed},
    identity::HalfIn,
    session::FACTOR,
    sign_in::{enter, signed_in},
};
use crate::{
    db::{
        Tx, factors,
        people::{self, Person},
    },
    web::{
        error::WebError,
        guard,
        refusals::{self, Refusal},
        state::App,
        visit::Visit,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    account: String,
    code: String,
    next: String,
    sealed: String,
}

/// `GET /sign-in/code`
pub async fn code(visit: Visit, half_in: Option<Extension<HalfIn>>) -> Result<Response, WebError> {
    let Some(Extension(half_in)) = half_in else {
        return Ok(Redirect::to("/").into_response());
    };
    let next = guard::safe_next(visit.query("next")).to_owned();
    let page = code_page(&half_in.person, next, String::new());
    Ok(visit.page(Page::Code(Box::new(page))))
}

/// `POST /sign-in/code`
pub async fn send_code(
    visit: Visit,
    session: Session,
    half_in: Option<Extension<HalfIn>>,
    parts: Parts,
    form: Result<Form<Fields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let Some(Extension(half_in)) = half_in else {
        return Ok(Redirect::to("/").into_response());
    };
    let (app, person) = (visit.app.clone(), (*half_in.person).clone());
    let next = guard::safe_next(&fields.next).to_owned();
    if fields.account != person.id {
        let shown = code_page(&person, next, String::new());
        let page = CodePage {
            error: Some(Mistake::OtherAccount),
            ..shown
        };
        return Ok(visit.page_with(StatusCode::CONFLICT, Page::Code(Box::new(page))));
    }
    let mut tx = app.db.begin().await?;
    tx.lock().await?;
    let used = used((&app, visit.from), &mut tx, &person, &fields.code).await?;
    if let Err((mistake, status)) = used {
        drop(tx);
        refused(&visit, &person, mistake).await?;
        let page = CodePage {
            error: Some(mistake),
            ..code_page(&person, next, fields.sealed)
        };
        return Ok(visit.page_with(status, Page::Code(Box::new(page))));
    }
    signed_in(&mut tx, &app, visit.from, &person).await?;
    tx.commit().await?;
    session.cycle_id().await?;
    session.insert(FACTOR, &person.id).await?;
    enter(&app, parts, person, true, (&next, &fields.sealed)).await
}

/// Writes down that a code was refused; what is slowed down only so often.
pub(super) async fn refused(
    visit: &Visit,
    person: &Person,
    mistake: Mistake,
) -> Result<(), WebError> {
    let refusal = Refusal {
        action: match mistake {
            Mistake::CodeSlow => "sign_in.throttled",
            _ => "sign_in.code_failed",
        },
        person: None,
        from: visit.from,
        subject: &person.username,
        detail: "",
    };
    Ok(refusals::record(&visit.app, refusal).await?)
}

type Refused = (Mistake, StatusCode);

/// Uses a code of an account's factor, within the transaction of what it is used for: of a step of
/// time each is good once, and each code of recovery; five wrong ones slow the account down.
pub(super) async fn used(
    (app, from): (&App, IpAddr),
    tx: &mut Tx,
    person: &Person,
    text: &str,
) -> Result<Result<(), Refused>, WebError> {
    let now: Instant = app.clock.now();
    if app.throttle.code(&person.id, from, now).is_err() {
        return Ok(Err((Mistake::CodeSlow, StatusCode::TOO_MANY_REQUESTS)));
    }
    let current = people::now(tx, &person.username, app.today()).await?;
    let same = current.filter(|it| it.factor_secret == person.factor_secret && !it.disabled);
    let good = match same.and_then(|it| typed(&app.key, &it, text, now)) {
        None => false,
        Some(TypedCode::Step(step)) => factors::use_step(tx, &person.id, step).await?,
        Some(TypedCode::Recovery(code)) => {
            let hash = recovery_hash(&app.key, &person.id, &code);
            factors::use_code(tx, &person.id, &hash, now).await?
        }
    };
    if !good {
        return Ok(Err((Mistake::CodeWrong, StatusCode::UNPROCESSABLE_ENTITY)));
    }
    app.throttle.code_was_right(&person.id, from);
    Ok(Ok(()))
}
