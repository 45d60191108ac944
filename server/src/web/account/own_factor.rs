//! `/account/factor`: the second factor of one's own account, turned on, renewed and taken off.
use app::{
    Page,
    access::lands_on,
    domain::{Role, local_day},
    views::{AccountDone, FactorPage, FactorState, Mistake, NewFactor},
};
use axum::{
    Extension, Form,
    extract::rejection::FormRejection,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use tower_sessions::Session;

use super::{
    code::{refused, used},
    done::back,
    factor::{FactorSecret, recovery_codes, recovery_hash},
    identity::HalfIn,
    session::FACTOR,
};
use crate::{
    db::{
        Tx, audit, factors,
        people::{self, Person},
    },
    web::{error::WebError, guard, visit::Visit},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    account: String,
    next: String,
    secret: String,
    code: String,
    action: String,
}

/// `GET /account/factor`
pub async fn factor(
    visit: Visit,
    half_in: Option<Extension<HalfIn>>,
) -> Result<Response, WebError> {
    let person = whose(&visit, half_in).await?;
    let next = guard::safe_next(visit.query("next")).to_owned();
    let state = state(&visit, &person).await?;
    Ok(answer(visit, &person, next, state, None, StatusCode::OK))
}

/// `POST /account/factor`
pub async fn send_factor(
    visit: Visit,
    session: Session,
    half_in: Option<Extension<HalfIn>>,
    form: Result<Form<Fields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let person = whose(&visit, half_in).await?;
    let next = guard::safe_next(&fields.next).to_owned();
    if fields.account != person.id {
        let state = state(&visit, &person).await?;
        let mistake = Some(Mistake::OtherAccount);
        return Ok(answer(
            visit,
            &person,
            next,
            state,
            mistake,
            StatusCode::CONFLICT,
        ));
    }
    match (fields.action.as_str(), person.factor_at.is_some()) {
        ("on", false) => turn_on(visit, session, person, &fields, next).await,
        ("codes", true) => with_code(visit, person, &fields, false).await,
        ("off", true) => with_code(visit, person, &fields, true).await,
        // Turned on or off from another page meanwhile.
        _ => Ok(Redirect::to("/account/factor").into_response()),
    }
}

async fn whose(visit: &Visit, half_in: Option<Extension<HalfIn>>) -> Result<Person, WebError> {
    if let Some(Extension(half_in)) = half_in {
        return Ok((*half_in.person).clone());
    }
    let person = people::by_id(&visit.app.db, &visit.viewer()?.person, visit.app.today()).await?;
    person.ok_or(WebError::NotFound)
}

async fn state(visit: &Visit, person: &Person) -> Result<FactorState, WebError> {
    match person.factor_at {
        Some(at) => Ok(FactorState::On {
            since: local_day(at, visit.zone()),
            codes: factors::codes_left(&visit.app.db, &person.id).await?,
        }),
        None => Ok(FactorState::New(shown(
            visit,
            person,
            FactorSecret::new()?,
        )?)),
    }
}

fn shown(visit: &Visit, person: &Person, secret: FactorSecret) -> Result<NewFactor, WebError> {
    let sealed = secret.sealed(&visit.app.key, &person.id);
    Ok(NewFactor {
        sealed: sealed.ok_or_else(|| WebError::Internal("no random numbers".to_owned()))?,
        printed: secret.printed(),
        picture: secret.picture(&person.username),
        address: secret.address(&person.username),
    })
}

fn answer(
    visit: Visit,
    person: &Person,
    next: String,
    state: FactorState,
    error: Option<Mistake>,
    status: StatusCode,
) -> Response {
    let role = person.role();
    let required = visit.app.config.require_totp && role.is_some_and(Role::must_have_factor);
    let page = FactorPage {
        account: person.id.clone(),
        next: match (next.as_str(), role) {
            ("/", Some(role)) => lands_on(role).to_owned(),
            _ => next,
        },
        half_in: required
            && person.factor_at.is_none()
            && !matches!(state, FactorState::Codes { .. }),
        required,
        state,
        error,
    };
    let mut response = visit.page_with(status, Page::Factor(Box::new(page)));
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn turn_on(
    visit: Visit,
    session: Session,
    person: Person,
    fields: &Fields,
    next: String,
) -> Result<Response, WebError> {
    let now = visit.app.clock.now();
    let Some(secret) = FactorSecret::open(&visit.app.key, &person.id, &fields.secret) else {
        return Ok(Redirect::to("/account/factor").into_response());
    };
    let Some(step) = secret.step_of(&fields.code, now) else {
        let state = FactorState::New(shown(&visit, &person, secret)?);
        let (mistake, status) = (Some(Mistake::CodeWrong), StatusCode::UNPROCESSABLE_ENTITY);
        return Ok(answer(visit, &person, next, state, mistake, status));
    };
    let mut tx = visit.app.db.begin().await?;
    tx.lock().await?;
    let current = people::now(&mut tx, &person.username, visit.app.today()).await?;
    // Turned on from another page meanwhile: that one stands.
    if current.is_none_or(|it| it.factor_at.is_some() || it.disabled) {
        return Ok(Redirect::to("/account/factor").into_response());
    }
    let codes = new_codes(&visit, &mut tx, &person, &fields.secret, step).await?;
    record(&visit, &mut tx, &person, "person.factor_on").await?;
    tx.commit().await?;
    session.cycle_id().await?;
    session.insert(FACTOR, &person.id).await?;
    let person = Person {
        factor_at: Some(now),
        ..person
    };
    let turned_on = true;
    let state = FactorState::Codes { codes, turned_on };
    Ok(answer(visit, &person, next, state, None, StatusCode::OK))
}

/// Writes a factor with new codes of recovery; those, as they are handed over.
async fn new_codes(
    visit: &Visit,
    tx: &mut Tx,
    person: &Person,
    sealed: &str,
    step: i64,
) -> Result<Vec<String>, WebError> {
    let codes = recovery_codes()?;
    let key = &visit.app.key;
    let hashes = codes
        .iter()
        .map(|code| recovery_hash(key, &person.id, code));
    let hashes: Vec<String> = hashes.collect();
    let now = visit.app.clock.now();
    factors::set(tx, &person.id, sealed, (now, step), &hashes).await?;
    Ok(codes.iter().map(|code| code.printed()).collect())
}

/// New codes of recovery, or no factor any more, for who has a code of it.
async fn with_code(
    visit: Visit,
    person: Person,
    fields: &Fields,
    off: bool,
) -> Result<Response, WebError> {
    let role = person.role();
    if off && visit.app.config.require_totp && role.is_some_and(Role::must_have_factor) {
        return Ok(Redirect::to("/account/factor").into_response());
    }
    let mut tx = visit.app.db.begin().await?;
    tx.lock().await?;
    if let Err((mistake, status)) =
        used((&visit.app, visit.from), &mut tx, &person, &fields.code).await?
    {
        drop(tx);
        refused(&visit, &person, mistake).await?;
        let state = state(&visit, &person).await?;
        return Ok(answer(
            visit,
            &person,
            String::new(),
            state,
            Some(mistake),
            status,
        ));
    }
    if off {
        factors::remove(&mut tx, &person.id).await?;
        record(&visit, &mut tx, &person, "person.factor_off").await?;
        tx.commit().await?;
        return Ok(back(AccountDone::FactorOff));
    }
    let current = people::now(&mut tx, &person.username, visit.app.today()).await?;
    let current = current.ok_or(WebError::NotFound)?;
    let sealed = current.factor_secret.clone().unwrap_or_default();
    let step = current.factor_step.unwrap_or_default();
    let codes = new_codes(&visit, &mut tx, &person, &sealed, step).await?;
    record(&visit, &mut tx, &person, "person.factor_codes").await?;
    tx.commit().await?;
    let turned_on = false;
    let state = FactorState::Codes { codes, turned_on };
    let next = "/account/factor".to_owned();
    Ok(answer(visit, &person, next, state, None, StatusCode::OK))
}

async fn record(visit: &Visit, tx: &mut Tx, person: &Person, action: &str) -> Result<(), WebError> {
    let line = audit::Line {
        at: visit.app.clock.now(),
        person: Some(&person.username),
        source: &visit.from.to_string(),
        action,
        subject: &person.username,
        detail: "",
    };
    Ok(audit::append(tx, line).await?)
}
