//! `GET /campaign`, which is `GET /` of who reads nothing before it, and what it only names in a
//! line: `GET /parts`, `GET /latest`
use std::sync::Arc;

use app::{Page, views::Overview};
use axum::response::Response;

use crate::web::{error::WebError, kept::with_kept, visit::Visit};

pub async fn campaign(visit: Visit) -> Result<Response, WebError> {
    whole(with_kept(visit).await?, Page::Overview).await
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
