//! `GET /search`
use app::{Page, views::SearchPage};
use axum::response::Response;

use crate::{error::WebError, visit::Visit};

pub async fn search(visit: Visit) -> Result<Response, WebError> {
    visit.viewer()?;
    Ok(visit.page(Page::Search(Box::new(SearchPage {}))))
}
