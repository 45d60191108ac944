//! `GET /groups` and `GET /groups/{code}`
use app::{Page, domain::GroupCode};
use axum::{extract::Path, response::Response};

use crate::web::{error::WebError, visit::Visit};

pub async fn groups(visit: Visit) -> Result<Response, WebError> {
    let board = visit.read()?;
    Ok(visit.shared(&board, |_| Page::Groups(Box::new(board.group_list()))))
}

pub async fn group(visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    let code = GroupCode::parse(&code).map_err(|_| WebError::NotFound)?;
    let board = visit.read()?;
    let page = board.group_page(&code).ok_or(WebError::NotFound)?;
    Ok(visit.page(Page::Group(Box::new(page))))
}
