//! `GET /programme`, `GET /agreements` and one workstream of each
use app::{Page, domain::Group};
use axum::{extract::Path, response::Response};

use super::databases::workstream;
use crate::web::{error::WebError, visit::Visit};

pub async fn programme(visit: Visit) -> Result<Response, WebError> {
    list(visit, Group::Programme)
}

pub async fn agreements(visit: Visit) -> Result<Response, WebError> {
    list(visit, Group::Agreements)
}

fn list(visit: Visit, group: Group) -> Result<Response, WebError> {
    let board = visit.read()?;
    Ok(visit.shared(&board, |_| {
        Page::Programme(Box::new(board.programme(group)))
    }))
}

pub async fn programme_workstream(
    visit: Visit,
    Path(code): Path<String>,
) -> Result<Response, WebError> {
    workstream(visit, Group::Programme, &code)
}

pub async fn agreement(visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    workstream(visit, Group::Agreements, &code)
}
