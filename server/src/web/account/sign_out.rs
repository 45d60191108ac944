//! `POST /sign-out`
use std::sync::Arc;

use app::access::Viewer;
use axum::{
    extract::{Request, State},
    response::{IntoResponse, Redirect, Response},
};
use tower_sessions::Session;

use crate::{
    db::audit,
    web::{client, error::WebError, state::App},
};

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
    Ok(Redirect::to("/sign-in?done=signed-out").into_response())
}
