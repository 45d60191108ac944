//! Who may come in: changes only from our own pages, and only the roles a route
//! asks for.
use std::{net::IpAddr, sync::Arc};

use app::{
    access::Viewer,
    domain::{Day, local_day},
    views::{CampaignOver, Notice},
};
use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request, State, rejection::FormRejection},
    http::{HeaderMap, Method, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{
    account::{HalfIn, ReadInProcess, Unidentified, session},
    client,
    error::WebError,
    export::TakenAway,
    refusals::{self, Refusal},
    render,
    state::App,
    unsent::Rescue,
    who::{Who, for_islands},
};
use crate::db::{DbError, audit};

fn asks_for_page(headers: &HeaderMap) -> bool {
    let accepts = headers.get_all(header::ACCEPT).iter();
    let mut accepts = accepts.filter_map(|accept| accept.to_str().ok());
    accepts.any(|kinds| kinds.contains("text/html"))
}

/// Refuses a change that another site asked for: Sec-Fetch-Site must say
/// same-origin (or none, for a typed address), else Origin must be ours.
pub async fn same_origin(State(app): State<App>, request: Request, next: Next) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if safe || from_here(request.headers(), &app) {
        next.run(request).await
    } else {
        let (parts, _) = request.into_parts();
        refuse_foreign(&app, &parts).await.into_response()
    }
}

async fn refuse_foreign(app: &App, parts: &Parts) -> WebError {
    let viewer = parts.extensions.get::<Arc<Viewer>>();
    let refusal = Refusal {
        action: "refused.foreign",
        person: viewer.map(|viewer| viewer.username.as_str()),
        from: client::of(parts, app),
        subject: parts.uri.path(),
        detail: "",
    };
    match refusals::record(app, refusal).await {
        Ok(()) => WebError::ForeignOrigin,
        Err(error) => error.into(),
    }
}

fn from_here(headers: &HeaderMap, app: &App) -> bool {
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
    match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some("same-origin" | "none"), None) => true,
        (site, Some(origin)) => {
            site.is_none_or(|site| site == "same-origin" || site == "none")
                && app.config.origin.is(origin)
        }
        _ => false,
    }
}

/// Lets the roles of a route in; a form that could not be written is shown again. `records`: it
/// closes with the campaign.
pub async fn admit(
    app: App,
    who: Who,
    rescue: Option<Rescue>,
    records: bool,
    request: Request,
    next: Next,
) -> Response {
    let Some(rescue) = rescue else {
        return let_in(app, who, None, records, request, next).await;
    };
    let (parts, body) = request.into_parts();
    let body = Request::from_parts(parts.clone(), body);
    let body = match Bytes::from_request(body, &()).await {
        Ok(body) => body,
        Err(rejection) => return WebError::from(FormRejection::from(rejection)).into_response(),
    };
    let sent = || Request::from_parts(parts.clone(), Body::from(body.clone()));
    let response = let_in(app.clone(), who, Some(rescue), records, sent(), next).await;
    let why = match response.extensions().get() {
        Some(WebError::Away(why, _)) => *why,
        // It became so while the form was read.
        Some(WebError::CampaignOver(it)) if it.sent.is_none() => {
            return over(it.last, Some(rescue), sent()).await;
        }
        _ => return response,
    };
    match (rescue.not_written)(sent()).await {
        Some(form) => render::not_written(&app, &parts, form, why),
        None => response,
    }
}

/// Lets the roles of a route in; sends nobody to sign in, refuses the rest.
/// What is refused is recorded, and what is taken away as a file; a form of nobody's, or of
/// another account's, is given back.
async fn let_in(
    app: App,
    who: Who,
    rescue: Option<Rescue>,
    records: bool,
    request: Request,
    next: Next,
) -> Response {
    let islands = for_islands(request.uri().path());
    if islands && asks_for_page(request.headers()) {
        return WebError::IslandsOnly.into_response();
    }
    let anyone = matches!(who, Who::Anyone);
    // Who sends the form to sign in or out need not be known.
    let must_be_known = !anyone || request.method().is_safe();
    if let Some(Unidentified(error)) = request.extensions().get().filter(|_| must_be_known) {
        return error.clone().into_response();
    }
    if anyone {
        return next.run(request).await;
    }
    let trusted = &app.config.trusted_proxies;
    let address = client::address(request.headers(), request.extensions(), trusted);
    let page = matches!(*request.method(), Method::GET | Method::HEAD) && !islands;
    let half_in = request.extensions().get::<HalfIn>().map(|it| it.wants);
    match request.extensions().get::<Arc<Viewer>>().cloned() {
        Some(viewer) if who.lets_in(viewer.role) => {
            let uri = request.uri().clone();
            let in_process = request.extensions().get::<ReadInProcess>().is_some();
            match closed(&app, records).await {
                Ok(Some(last)) => return over(last, rescue, request).await,
                Ok(None) => {}
                Err(error) => return WebError::from(error).into_response(),
            }
            let response = next.run(request).await;
            if response.extensions().get::<TakenAway>().is_some()
                && !in_process
                && let Err(error) = taken_away(&app, address, &viewer, &uri).await
            {
                return WebError::from(error).into_response();
            }
            response
        }
        Some(viewer) => {
            if let Err(error) =
                refusals::of_person(&app, address, &viewer, request.uri().path()).await
            {
                return WebError::from(error).into_response();
            }
            let given_back = match rescue {
                Some(rescue) => (rescue.refused)(app, Some(viewer), request).await,
                None => None,
            };
            let refused = match page {
                true => WebError::ForOthers(who.roles()),
                false => WebError::Refused,
            };
            given_back.unwrap_or(refused).into_response()
        }
        None if half_in.is_some_and(|wants| who.lets_half_in(wants)) => next.run(request).await,
        None => {
            let next = request
                .uri()
                .path_and_query()
                .map_or("/", |p| p.as_str())
                .to_owned();
            if let Some(wants) = half_in.filter(|_| page) {
                return Redirect::to(&path_with_next(wants.page(), &next)).into_response();
            }
            if page {
                let ended = session::was_sent(request.headers(), &app.config);
                return Redirect::to(&sign_in_path(&next, ended)).into_response();
            }
            let given_back = match rescue {
                Some(rescue) => (rescue.refused)(app, None, request).await,
                None => None,
            };
            let sign_in = || WebError::SignIn {
                next: "/".to_owned(),
                unsent: None,
            };
            given_back.unwrap_or_else(sign_in).into_response()
        }
    }
}

/// The last day of the campaign, where it is over and a route closes with it.
async fn closed(app: &App, records: bool) -> Result<Option<Day>, DbError> {
    if !records {
        return Ok(None);
    }
    let board = app.live.today().await?;
    let today = local_day(app.clock.now(), board.zone());
    Ok(board.campaign().and_then(|it| it.closed_before(today)))
}

/// Says that the campaign is over, and gives back what was typed.
async fn over(last: Day, rescue: Option<Rescue>, request: Request) -> Response {
    let sent = match rescue {
        Some(rescue) => (rescue.not_written)(request).await,
        None => None,
    };
    WebError::CampaignOver(Box::new(CampaignOver { last, sent })).into_response()
}

/// Records that somebody took a table away as a file.
async fn taken_away(app: &App, address: IpAddr, viewer: &Viewer, uri: &Uri) -> Result<(), DbError> {
    // Of what the address asks for, not what was searched.
    let asked = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let asked = asked.filter(|(name, _)| ["format", "table", "as_of"].contains(&name.as_ref()));
    let asked: Vec<String> = asked
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let line = audit::Line {
        at: app.clock.now(),
        person: Some(&viewer.username),
        source: &address.to_string(),
        action: "export",
        subject: uri.path(),
        detail: &asked.join(" "),
    };
    audit::record(&app.db, line).await
}

/// What stands for itself in an address that an address carries.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.');

/// A page that leads back to where somebody wanted to go.
pub(super) fn path_with_next(page: &str, next: &str) -> String {
    match next {
        "/" => page.to_owned(),
        next => format!("{page}?next={}", utf8_percent_encode(next, PLAIN)),
    }
}

/// Where nobody goes from a page; `ended` says there that the session is over.
fn sign_in_path(next: &str, ended: bool) -> String {
    let next = (next != "/").then(|| format!("next={}", utf8_percent_encode(next, PLAIN)));
    let done = ended.then(|| format!("done={}", Notice::SessionEnded.code()));
    let query: Vec<String> = next.into_iter().chain(done).collect();
    match query.as_slice() {
        [] => "/sign-in".to_owned(),
        query => format!("/sign-in?{}", query.join("&")),
    }
}

/// A path of this site to go to after signing in; anything else is `/`.
pub fn safe_next(next: &str) -> &str {
    let plain = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.contains(|c: char| c.is_control())
        && !next.starts_with("/sign-in");
    if plain { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_only_paths_of_this_site() {
        assert_eq!(
            safe_next("/units/SYT?as_of=2026-11-01"),
            "/units/SYT?as_of=2026-11-01"
        );
        for bad in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "/a\nb",
            "",
            "/sign-in",
        ] {
            assert_eq!(safe_next(bad), "/", "{bad}");
        }
    }
}
