//! `GET /databases` and `GET /databases/{code}`
use app::{
    Page,
    domain::{Group, UnitCode, WorkstreamCode},
    views::{DatabaseFilter, Followed, Sorted},
};
use axum::{extract::Path, response::Response};

use crate::web::{error::WebError, kept::with_following, visit::Visit};

pub async fn databases(visit: Visit) -> Result<Response, WebError> {
    let filter = DatabaseFilter {
        text: visit.typed(),
        owner: UnitCode::parse(visit.query("owner")).ok(),
    };
    let sorted = Sorted::read(visit.query("sort"));
    let board = visit.read()?;
    Ok(visit.shared(&board, |_| {
        Page::Databases(Box::new(board.database_list(filter, sorted)))
    }))
}

pub async fn database(visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    let visit = match WorkstreamCode::parse(&code) {
        Ok(_) => with_following(visit, Followed::Database, &code).await?,
        Err(_) => visit,
    };
    workstream(visit, Group::Databases, &code)
}

/// One workstream under the address of its group.
pub fn workstream(visit: Visit, group: Group, code: &str) -> Result<Response, WebError> {
    let code = WorkstreamCode::parse(code).map_err(|_| WebError::NotFound)?;
    let page = visit
        .read()?
        .workstream_page(group, &code)
        .ok_or(WebError::NotFound)?;
    Ok(visit.page(Page::Database(Box::new(page))))
}
