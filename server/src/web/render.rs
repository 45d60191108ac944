//! From a page to an answer.
use app::{
    Page, Written,
    domain::Refusal,
    shell,
    text::{self, Lang},
    views::{Away, Frame, HOLE, Mistake, NotWritten, SignInForm},
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use hydration_context::{SharedContext, SsrSharedContext};
use leptos::{
    config::LeptosOptions,
    nonce::{provide_nonce, use_nonce},
    prelude::{Owner, RenderHtml},
};
use std::sync::Arc;

use crate::board::Kept;

use super::{
    error::{AWAY_SECONDS, BadRequest, WebError},
    headers,
    state::App,
    surroundings,
    who::for_islands,
};

/// A wall whose account shows one page is read again every five minutes, by nobody who could be
/// disturbed; also without a script.
const WALL_REFRESH: &str = "300";

/// Marks an answer that is already a page, or the sentence in its place.
#[derive(Debug, Clone, Copy)]
struct Rendered;

/// Runs what writes HTML: islands and nonces ask for these surroundings.
pub fn writing<T>(write: impl FnOnce() -> T) -> T {
    let context: Arc<dyn SharedContext + Send + Sync> = Arc::new(SsrSharedContext::new_islands());
    let owner = Owner::new_root(Some(context));
    let written = owner.with(write);
    owner.unset_with_forced_cleanup();
    written
}

/// Writes a page, without what stands around it. Pages have all they need before
/// they are written, so nothing waits.
pub fn write(frame: &Frame, page: Page) -> Written {
    writing(|| page.write(frame))
}

/// The whole document around a page that was written, and the nonce of its scripts.
pub fn document(frame: &Frame, options: LeptosOptions, page: &Written) -> (String, String) {
    writing(|| {
        provide_nonce();
        let nonce = use_nonce()
            .map(|nonce| nonce.to_string())
            .unwrap_or_default();
        (shell(frame, options, page).to_html(), nonce)
    })
}

/// Writes a page and answers with it.
pub fn page(app: &App, status: StatusCode, frame: &Frame, page: Page) -> Response {
    answer(app, status, frame, &write(frame, page))
}

/// Answers with a page that was written: the document is complete, so headers can
/// still be set.
pub fn answer(app: &App, status: StatusCode, frame: &Frame, page: &Written) -> Response {
    let (html, nonce) = document(frame, app.leptos.clone(), page);
    answer_with(status, frame, Body::from(html), &nonce)
}

/// Answers in gzip with a page that is kept: its content was compressed once for all its readers.
pub fn answer_packed(app: &App, frame: &Frame, kept: &Kept) -> Response {
    let (around, nonce) = document(frame, app.leptos.clone(), &kept.page.with_hole());
    let Some((before, after)) = around.split_once(HOLE) else {
        // A page without surroundings is its content alone.
        return answer(app, StatusCode::OK, frame, &kept.page);
    };
    let body = kept.packed().between(before, after);
    let mut response = answer_with(StatusCode::OK, frame, Body::from(body), &nonce);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

fn answer_with(status: StatusCode, frame: &Frame, body: Body, nonce: &str) -> Response {
    let wall = frame.wall;
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    if let Ok(policy) = HeaderValue::from_str(&headers::content_security_policy(nonce)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if wall {
        let refresh = match &frame.turns {
            Some(turn) => format!("{}; url={}", turn.seconds, turn.next),
            None => WALL_REFRESH.to_owned(),
        };
        if let Ok(refresh) = HeaderValue::from_str(&refresh) {
            headers.insert(header::REFRESH, refresh);
        }
    }
    response.extensions_mut().insert(Rendered);
    response
}

/// Turns every failed answer into a page with a sentence and a request id.
pub async fn errors(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let kept = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if !failed || response.extensions().get::<Rendered>().is_some() {
        return response;
    }
    let error = response.extensions().get::<WebError>().cloned();
    let error = error.unwrap_or_else(|| of_status(response.status()));
    let frame = match error {
        WebError::Away(..) => surroundings::frame_as_known(&app, &kept),
        _ => surroundings::frame_of(&app, &kept).await,
    };
    if for_islands(&frame.path) {
        return sentence(&error, &response, frame.lang);
    }
    if let WebError::Away(why, _) = error {
        let sent = !kept.method.is_safe();
        return away(&app, &frame, Page::Away { sent, why });
    }
    // Keep what the failure itself said beside its body: Allow, Retry-After.
    let status = error.status().max(response.status());
    let mut answer = page(&app, status, &frame, page_of(&error));
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer
}

/// A page in the place of what could not be read or written, and when to ask again.
fn away(app: &App, frame: &Frame, shown: Page) -> Response {
    let mut answer = page(app, StatusCode::SERVICE_UNAVAILABLE, frame, shown);
    answer
        .headers_mut()
        .insert(header::RETRY_AFTER, AWAY_SECONDS.into());
    answer
}

/// A form that could not be written, to be sent again: made of nothing but what was sent.
pub fn not_written(app: &App, parts: &Parts, form: NotWritten, why: Away) -> Response {
    let frame = surroundings::frame_as_known(app, parts);
    away(app, &frame, Page::NotWritten(Box::new(form), why))
}

/// Makes a page of what the library of sessions answers where it could not write one.
pub async fn sessions_away(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let kept = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let rendered = response.extensions().get::<Rendered>().is_some();
    if rendered || response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let frame = surroundings::frame_as_known(&app, &kept);
    let why = Away::Busy;
    away(&app, &frame, Page::Away { sent: true, why })
}

/// Answers that libraries gave: the method is not there, the body too large.
fn of_status(status: StatusCode) -> WebError {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => WebError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => WebError::TooLarge,
        StatusCode::UNAUTHORIZED => WebError::SignIn {
            next: "/".to_owned(),
            unsent: None,
        },
        // It took too long, and most of that is waiting for the database.
        StatusCode::SERVICE_UNAVAILABLE => {
            WebError::Away(Away::Busy, "no answer in time".to_owned())
        }
        status if status.is_client_error() => WebError::BadRequest(BadRequest::Form),
        status => WebError::Internal(status.to_string()),
    }
}

fn page_of(error: &WebError) -> Page {
    match error {
        WebError::SignIn { next, unsent } => Page::SignIn(SignInForm {
            next: next.clone(),
            unsent: unsent.clone(),
            ..SignInForm::default()
        }),
        WebError::Refused => Page::Refused { reason: None },
        WebError::ForOthers(roles) => Page::ForOthers(roles.clone()),
        WebError::Event(refusal) => Page::Refused {
            reason: Some(*refusal),
        },
        WebError::NotFound => Page::NotFound,
        WebError::NotTheirs(form) => Page::NotTheirs(form.clone()),
        WebError::CampaignOver(over) => Page::CampaignOver(over.clone()),
        WebError::DutyOver(over) => Page::DutyOver(over.clone()),
        WebError::Internal(_) => Page::Failed,
        other => Page::BadRequest(mistake(other)),
    }
}

/// An error as a sentence alone, for an island.
fn sentence(error: &WebError, failed: &Response, lang: Lang) -> Response {
    let mut answer = (error.status(), text::mistake(lang, mistake(error))).into_response();
    if let Some(seconds) = failed.headers().get(header::RETRY_AFTER) {
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.clone());
    }
    answer.extensions_mut().insert(Rendered);
    answer
}

/// What went wrong.
const fn mistake(error: &WebError) -> Mistake {
    match error {
        WebError::SignIn { .. } => Mistake::SignInAgain,
        WebError::Refused | WebError::ForOthers(_) | WebError::Event(_) => {
            Mistake::Refused(Refusal::NotYours)
        }
        WebError::NotFound | WebError::NotTheirs(_) | WebError::IslandsOnly => Mistake::IslandsOnly,
        WebError::CampaignOver(_) => Mistake::CampaignOver,
        WebError::DutyOver(_) => Mistake::DutyOver,
        WebError::NotYet { .. } => Mistake::NotYet,
        WebError::BadRequest(BadRequest::Day) => Mistake::BadDay,
        WebError::BadRequest(BadRequest::Form) => Mistake::BadForm,
        WebError::ForeignOrigin => Mistake::ForeignOrigin,
        WebError::TooLarge => Mistake::TooLarge,
        WebError::TooMany { .. } => Mistake::TooMany,
        WebError::NoCampaign => Mistake::NoCampaign,
        WebError::Away(why, _) => Mistake::Away(*why),
        WebError::File(why) => Mistake::File(*why),
        WebError::FilesAway => Mistake::FilesAway,
        WebError::FileLost => Mistake::FileLost,
        WebError::Internal(_) => Mistake::Failed,
    }
}
