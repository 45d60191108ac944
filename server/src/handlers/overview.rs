//! `GET /`
use app::{Page, access::Role};
use axum::response::{IntoResponse, Redirect, Response};

use crate::{error::WebError, visit::Visit};

pub async fn overview(visit: Visit) -> Result<Response, WebError> {
    let viewer = visit.viewer()?;
    // A company has no campaign figures: its own units are its first page.
    if viewer.role == Role::Partner {
        if let Some(code) = &viewer.partner {
            return Ok(Redirect::to(&format!("/partners/{code}")).into_response());
        }
    }
    let overview = visit
        .board
        .overview(&visit.scope()?)
        .ok_or(WebError::Refused)?;
    Ok(visit.page(Page::Overview(Box::new(overview))))
}
