//! `GET /groups` and `GET /groups/{code}`
use app::{Page, domain::GroupCode};
use axum::{extract::Path, response::Response};

use crate::web::{error::WebError, visit::Visit};

pub async fn groups(visit: Visit) -> Result<Response, WebError> {
    let list = visit.read()?.group_list();
    Ok(visit.page(Page::Groups(Box::new(list))))
}

pub async fn group(visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    let code = GroupCode::parse(&code).map_err(|_| WebError::NotFound)?;
    let page = visit.read()?.group_page(&code);
    let page = page.ok_or(WebError::NotFound)?;
    Ok(visit.page(Page::Group(Box::new(page))))
}
