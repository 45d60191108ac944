//! Functions that islands call: typed on both sides, and each in the table of routes.
//! They answer islands only; `guard` sends everybody else away.
use std::sync::Arc;

use app::{
    islands::{KeepDraft, Suggest, Suggests},
    suggestions,
};
use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use leptos::{prelude::provide_context, server_fn::axum::register_explicit};

use super::{
    error::{BadRequest, WebError},
    visit::{Visit, searched},
};

/// Bytes of an address that are more than anybody types into a field.
const LONGEST: usize = 2000;

/// Makes the functions known by their addresses.
pub fn register() {
    register_explicit::<Suggest>();
    register_explicit::<KeepDraft>();
}

/// `GET /islands/suggest`: what the search field suggests, of what the reader may open.
pub async fn suggest(visit: Visit, request: Request) -> Result<Response, WebError> {
    let asked = request.uri().query().unwrap_or_default();
    if asked.len() > LONGEST {
        return Err(WebError::TooLarge);
    }
    if !visit.asks("q") {
        return Err(WebError::BadRequest(BadRequest::Form));
    }
    visit
        .app
        .throttle
        .suggestion(&visit.viewer()?.person)
        .map_err(|seconds| WebError::TooMany { seconds })?;
    let board = visit.read()?;
    let suggests = Suggests(Arc::new(move |typed| {
        suggestions(&visit.frame, board.search(&searched(typed)))
    }));
    let answer = leptos_axum::handle_server_fns_with_context(
        move || provide_context(suggests.clone()),
        request,
    );
    let answer = answer.await.into_response();
    if answer.status().is_success() {
        Ok(answer)
    } else {
        // Its words are the library's.
        Err(WebError::BadRequest(BadRequest::Form))
    }
}
