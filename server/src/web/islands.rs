//! Functions that islands call: typed on both sides, and each in the table of routes.
//! They answer islands only; `guard` sends everybody else away.
use std::sync::{Arc, OnceLock};

use app::{
    islands::{KeepDraft, KeepTable, ReadTable, Suggest, Suggests},
    suggestions,
};
use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use leptos::{
    prelude::{ServerFnError, provide_context},
    server_fn::axum::register_explicit,
};

use super::{
    error::{BadRequest, WebError},
    pages::Searched,
    visit::{Visit, searched},
};

/// Bytes of an address that are more than anybody types into a field.
const LONGEST: usize = 2000;

/// Makes the functions known by their addresses.
pub fn register() {
    register_explicit::<Suggest>();
    register_explicit::<KeepDraft>();
    register_explicit::<KeepTable>();
    register_explicit::<ReadTable>();
}

/// Why a function failed: the words of its own answer would be the library's.
#[derive(Debug, Clone, Default)]
pub struct Failing(Arc<OnceLock<WebError>>);

impl Failing {
    /// Keeps the reason of a failure.
    pub fn of(&self, error: WebError) -> ServerFnError {
        let _ = self.0.set(error);
        ServerFnError::new("failed")
    }
}

/// Answers a function that finds what it works with in its surroundings.
pub async fn answer<C: Clone + Send + Sync + 'static>(
    request: Request,
    surroundings: C,
    failing: Failing,
) -> Result<Response, WebError> {
    let answer = leptos_axum::handle_server_fns_with_context(
        move || provide_context(surroundings.clone()),
        request,
    );
    let answer = answer.await.into_response();
    if answer.status().is_success() {
        return Ok(answer);
    }
    let bad_form = WebError::BadRequest(BadRequest::Form);
    Err(failing.0.get().cloned().unwrap_or(bad_form))
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
    let all = Searched::of(&visit).await?;
    let suggests = Suggests(Arc::new(move |typed| {
        suggestions(&visit.frame, all.find(searched(typed), None))
    }));
    answer(request, suggests, Failing::default()).await
}
