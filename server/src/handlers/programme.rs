//! `GET /programme`
use app::{Page, views::Programme};
use axum::response::Response;

use crate::{error::WebError, visit::Visit};

pub async fn programme(visit: Visit) -> Result<Response, WebError> {
    visit.viewer()?;
    Ok(visit.page(Page::Programme(Box::new(Programme {}))))
}

pub async fn agreements(visit: Visit) -> Result<Response, WebError> {
    programme(visit).await
}
