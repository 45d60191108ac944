//! `GET /search`
use app::Page;
use axum::response::Response;

use crate::web::{error::WebError, visit::Visit};

pub async fn search(visit: Visit) -> Result<Response, WebError> {
    let typed: String = visit.query("q").chars().take(100).collect();
    let page = visit.board.search(&visit.scope()?, typed.trim());
    Ok(visit.page(Page::Search(Box::new(page))))
}
