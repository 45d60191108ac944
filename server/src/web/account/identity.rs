//! The person behind a session.
use std::sync::Arc;

use app::{
    access::{Role, StandIn, Viewer},
    domain::{Instant, PartnerCode, UnitCode, local_day, parse_day},
    text::Lang,
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
    let role = person.role().filter(|_| is_active(&person, app));
    let Some(role) = role else { return Ok(None) };
    let stands_in = match role {
        Role::Committee => stand_in(app).await?,
        _ => StandIn::Nowhere,
    };
    let unit = home(&person);
    let partner = person
        .partner
        .as_deref()
        .and_then(|code| PartnerCode::parse(code).ok());
    Ok(Some(Viewer {
        role,
        unit,
        partner,
        stands_in,
        lang: Lang::from_code(&person.language),
        person: person.id,
        username: person.username,
        name: person.name,
        title: person.title,
    }))
}

/// Where the committee decides in the place of the office today.
pub async fn stand_in(app: &App) -> Result<StandIn, WebError> {
    let officers = people::with_role(&app.db, Role::Office).await?;
    let active = officers.iter().filter(|officer| is_active(officer, app));
    Ok(StandIn::of(active.map(home)))
}

fn home(person: &Person) -> Option<UnitCode> {
    let code = person.unit.as_deref()?;
    UnitCode::parse(code).ok()
}

/// Whether an account may act today.
pub fn is_active(person: &Person, app: &App) -> bool {
    !person.disabled && in_office(person, app)
}

/// Whether today is within the account's days, a delegation's for example.
fn in_office(person: &Person, app: &App) -> bool {
    let today = local_day(app.clock.now(), app.live.zone());
    let from = person.valid_from.as_deref().and_then(parse_day);
    let to = person.valid_to.as_deref().and_then(parse_day);
    from.is_none_or(|from| from <= today) && to.is_none_or(|to| today <= to)
}
