//! `POST /sign-out`
use std::sync::Arc;

use app::access::Viewer;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
    response::{IntoResponse, Redirect, Response},
};
use tower_sessions::Session;

use crate::{
    db::audit,
    web::{client, error::WebError, state::App},
};

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

pub async fn sign_out(
    State(app): State<App>,
    session: Session,
    request: Request,
) -> Result<Response, WebError> {
    session.flush().await?;
    let (parts, _) = request.into_parts();
    if let Some(viewer) = parts.extensions.get::<Arc<Viewer>>() {
        let line = audit::Line {
            at: app.clock.now(),
            person: Some(&viewer.username),
            source: &client::of(&parts, &app).to_string(),
            action: "sign_out",
            subject: &viewer.username,
            detail: "",
        };
        audit::record(&app.db, line).await?;
    }
    let mut response = Redirect::to("/sign-in?done=signed-out").into_response();
    // Nothing of the pages stays with the browser, also not for going back. Not its cookies:
    // it stays a known place.
    let cache = HeaderValue::from_static("\"cache\"");
    response.headers_mut().insert(CLEAR_SITE_DATA, cache);
    Ok(response)
}
