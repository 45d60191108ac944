//! `GET /`
use app::{Page, access::Role};
use axum::response::{IntoResponse, Redirect, Response};

use crate::{
    board::Scope,
    web::{error::WebError, visit::Visit},
};

pub async fn overview(visit: Visit) -> Result<Response, WebError> {
    let viewer = visit.viewer()?;
    // A company has no campaign figures: its own page is its first.
    if let (Role::Partner, Some(code)) = (viewer.role, &viewer.partner) {
        return Ok(Redirect::to(&format!("/partners/{code}")).into_response());
    }
    let scope = visit.scope()?;
    if scope != Scope::Campaign {
        return Err(WebError::Refused);
    }
    let week_ago = visit.app.live.week_before(&visit.board).await?;
    let overview = visit
        .board
        .overview(&scope, week_ago.as_deref())
        .ok_or(WebError::Refused)?;
    Ok(visit.shared(&scope, |_| Page::Overview(overview)))
}
