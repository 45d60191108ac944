//! `POST /sign-out`
use axum::response::{IntoResponse, Redirect, Response};
use tower_sessions::Session;

use crate::web::error::WebError;

pub async fn sign_out(session: Session) -> Result<Response, WebError> {
    session
        .flush()
        .await
        .map_err(|e| WebError::Internal(e.to_string()))?;
    Ok(Redirect::to("/sign-in?done=signed-out").into_response())
}
