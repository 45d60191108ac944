//! The person behind a session.
use std::sync::Arc;

use app::{
    access::{Officers, Role, Viewer},
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

/// Stands beside a request of who has signed in by a one-time password and has none of his or her
/// own yet: such a person reaches the page of the password, and nothing else.
#[derive(Debug, Clone)]
pub struct HalfIn(pub Arc<Person>);

/// Who is behind a session.
enum Known {
    In(Box<Viewer>),
    HalfIn(Box<Person>),
    Nobody,
}

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
    match known(&app, &session).await {
        Ok(Known::In(viewer)) => {
            request.extensions_mut().insert(Arc::new(*viewer));
            if let Ok(Some(at)) = session.get(ENDS).await {
                request.extensions_mut().insert(SessionEnds(at));
            }
        }
        Ok(Known::HalfIn(person)) => {
            request.extensions_mut().insert(HalfIn(Arc::new(*person)));
        }
        Ok(Known::Nobody) => {}
        // Whoever needs a reader refuses it; a form is shown again.
        Err(error) => {
            request.extensions_mut().insert(Unidentified(error));
        }
    }
    next.run(request).await
}

async fn known(app: &App, session: &Session) -> Result<Known, WebError> {
    let id: Option<String> = session.get(PERSON).await?;
    let Some(id) = id else {
        return Ok(Known::Nobody);
    };
    let Some(person) = people::by_id(&app.db, &id).await? else {
        return Ok(Known::Nobody);
    };
    if person.must_change_password() {
        let half = person.one_time_is_good(app.clock.now()) && is_active(&person, app);
        return Ok(match half {
            true => Known::HalfIn(Box::new(person)),
            false => Known::Nobody,
        });
    }
    let viewer = as_viewer(person, app).await?;
    Ok(viewer.map_or(Known::Nobody, |viewer| Known::In(Box::new(viewer))))
}

/// The person of an account as a reader, today.
pub(super) async fn as_viewer(person: Person, app: &App) -> Result<Option<Viewer>, WebError> {
    if !is_active(&person, app) || person.must_change_password() {
        return Ok(None);
    }
    let officers = match person.role() {
        Some(Role::Committee) => officers(app).await?,
        _ => Officers::default(),
    };
    Ok(person.into_viewer(&officers))
}

/// Who the officers are today, as far as it decides what the committee does in their place.
pub async fn officers(app: &App) -> Result<Officers, WebError> {
    Ok(people::officers(&app.db, today(app)).await?)
}

/// Whether an account may act today.
pub fn is_active(person: &Person, app: &App) -> bool {
    person.is_active(today(app))
}

fn today(app: &App) -> Day {
    local_day(app.clock.now(), app.live.zone())
}
