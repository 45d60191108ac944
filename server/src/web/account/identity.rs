//! The person behind a session.
use std::sync::Arc;

use app::{
    access::{Role, StandIn, Viewer},
    domain::{Day, Instant, local_day},
};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use tower_sessions::Session;

use super::session::{ENDS, PERSON};
use crate::{
    db::people::{self, Person},
    web::{error::WebError, state::App},
};

/// Stands beside a request: when its session ends, whatever is done in it.
#[derive(Debug, Clone, Copy)]
pub struct SessionEnds(pub Instant);

/// Stands beside a request whose reader could not be found out.
#[derive(Debug, Clone)]
pub struct Unidentified(pub WebError);

/// Finds the person behind the session and puts the [`Viewer`] beside the
/// request. A disabled account, an ended delegation and an unknown role are
/// nobody.
pub async fn identify(
    State(app): State<App>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    match viewer(&app, &session).await {
        Ok(Some(viewer)) => {
            request.extensions_mut().insert(Arc::new(viewer));
            if let Ok(Some(at)) = session.get(ENDS).await {
                request.extensions_mut().insert(SessionEnds(at));
            }
        }
        Ok(None) => {}
        // Whoever needs a reader refuses it; a form is shown again.
        Err(error) => {
            request.extensions_mut().insert(Unidentified(error));
        }
    }
    next.run(request).await
}

async fn viewer(app: &App, session: &Session) -> Result<Option<Viewer>, WebError> {
    let id: Option<String> = session.get(PERSON).await?;
    let Some(id) = id else { return Ok(None) };
    match people::by_id(&app.db, &id).await? {
        Some(person) => as_viewer(person, app).await,
        None => Ok(None),
    }
}

/// The person of an account as a reader, today.
pub(super) async fn as_viewer(person: Person, app: &App) -> Result<Option<Viewer>, WebError> {
    if !is_active(&person, app) {
        return Ok(None);
    }
    let stands_in = match person.role() {
        Some(Role::Committee) => stand_in(app).await?,
        _ => StandIn::Nowhere,
    };
    Ok(person.into_viewer(&stands_in))
}

/// Where the committee decides in the place of the office today.
pub async fn stand_in(app: &App) -> Result<StandIn, WebError> {
    Ok(people::stand_in(&app.db, today(app)).await?)
}

/// Whether an account may act today.
pub fn is_active(person: &Person, app: &App) -> bool {
    person.is_active(today(app))
}

fn today(app: &App) -> Day {
    local_day(app.clock.now(), app.live.zone())
}
