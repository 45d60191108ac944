//! `GET /`, and what it only names in a line: `GET /parts`, `GET /latest`
use std::sync::Arc;

use app::{Page, access::Role, views::Overview};
use axum::response::{IntoResponse, Redirect, Response};

use crate::web::{error::WebError, visit::Visit};

pub async fn overview(visit: Visit) -> Result<Response, WebError> {
    let viewer = visit.viewer()?;
    if viewer.role == Role::Administrator {
        return Ok(Redirect::to("/people").into_response());
    }
    // A company has no campaign figures: its own page is its first.
    if let (Role::Partner, Some(code)) = (viewer.role, &viewer.partner) {
        // What a redirect to here had to say is said there.
        let done = visit.frame.notice.map(|it| format!("?done={}", it.code()));
        let page = format!("/partners/{code}{}", done.unwrap_or_default());
        return Ok(Redirect::to(&page).into_response());
    }
    whole(visit, Page::Overview).await
}

pub async fn parts(visit: Visit) -> Result<Response, WebError> {
    whole(visit, Page::Parts).await
}

pub async fn latest(visit: Visit) -> Result<Response, WebError> {
    whole(visit, Page::Latest).await
}

/// A page of the whole campaign.
async fn whole(visit: Visit, page: fn(Arc<Overview>) -> Page) -> Result<Response, WebError> {
    let board = visit.read()?;
    let campaign = board.campaign().ok_or(WebError::Refused)?;
    let overview = campaign.overview(&visit.app.live).await?;
    let overview = overview.ok_or(WebError::Refused)?;
    Ok(visit.shared(&board, |_| page(overview)))
}
