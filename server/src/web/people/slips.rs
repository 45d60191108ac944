//! One-time passwords for accounts, and the slips that hand them over.
use std::sync::Arc;

use app::{
    Page,
    domain::{Instant, ONE_TIME_LASTS, OneTimePassword, local_day},
    text::clock_time,
    views::{Slip, SlipsPage},
};
use axum::{
    http::{HeaderValue, header},
    response::Response,
};

use crate::{
    db::{Tx, audit, people::Person},
    ledger::accounts,
    web::{account::one_time, error::WebError, visit::Visit},
};

/// A one-time password, with what an account keeps of it.
pub(super) struct Given {
    pub password: OneTimePassword,
    pub hash: String,
    pub until: Instant,
}

/// A new one for an account.
pub(super) fn given(person: &str, now: Instant) -> Result<Given, WebError> {
    let password = one_time::new().map_err(|error| WebError::Internal(error.to_string()))?;
    Ok(Given {
        hash: one_time::hash(person, &password),
        until: now + ONE_TIME_LASTS,
        password,
    })
}

/// Gives an account another one, with its line of the audit: what it had is void.
pub(super) async fn give(
    visit: &Visit,
    tx: &mut Tx,
    person: &Person,
    now: Instant,
) -> Result<OneTimePassword, WebError> {
    let given = given(&person.id, now)?;
    accounts::give_one_time(tx, person, (&given.hash, given.until), now).await?;
    record(visit, tx, "person.one_time", &person.username, "").await?;
    Ok(given.password)
}

/// A line of the audit about an account.
pub(super) async fn record(
    visit: &Visit,
    tx: &mut Tx,
    action: &str,
    username: &str,
    detail: &str,
) -> Result<(), WebError> {
    let line = audit::Line {
        at: visit.app.clock.now(),
        person: Some(&visit.viewer()?.username),
        source: &visit.from.to_string(),
        action,
        subject: username,
        detail,
    };
    Ok(audit::append(tx, line).await?)
}

/// The slip of an account.
pub(super) fn slip(
    person: &Person,
    organisation: Option<Arc<str>>,
    password: &OneTimePassword,
) -> Slip {
    Slip {
        name: person.name.clone(),
        organisation,
        username: person.username.clone(),
        password: password.printed(),
    }
}

/// The page that shows them once: no browser and nothing between keeps it.
pub(super) fn shown(visit: Visit, slips: Vec<Slip>, now: Instant) -> Response {
    let until = now + ONE_TIME_LASTS;
    let zone = visit.zone();
    let page = SlipsPage {
        slips,
        until: (local_day(until, zone), clock_time(until, zone)),
        origin: visit.app.config.origin.text.clone(),
    };
    let mut response = visit.page_with(axum::http::StatusCode::OK, Page::Slips(Box::new(page)));
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
