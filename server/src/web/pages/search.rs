//! `GET /search`
use app::Page;
use axum::response::Response;

use crate::web::{error::WebError, visit::Visit};

pub async fn search(visit: Visit) -> Result<Response, WebError> {
    let page = visit.read()?.search(&visit.typed());
    Ok(visit.page(Page::Search(Box::new(page))))
}
