//! `GET /programme`, `GET /agreements` and one workstream of each
use app::{
    Page,
    domain::{Bloc, Group, Status, UnitCode},
    views::{ProgrammeFilter, Sorted, TaskState},
};
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
    let filter = ProgrammeFilter {
        text: visit.typed(),
        heading: visit.query("heading").to_owned(),
        owner: UnitCode::parse(visit.query("owner")).ok(),
        bloc: Bloc::from_code(visit.query("bloc")),
        state: state(visit.query("status")),
    };
    let sorted = Sorted::read(visit.query("sort"));
    let board = visit.read()?;
    Ok(visit.shared(&board, |_| {
        Page::Programme(Box::new(board.programme(group, filter, sorted)))
    }))
}

fn state(code: &str) -> Option<TaskState> {
    match code {
        "no-unit" => Some(TaskState::NoUnit),
        code => Status::from_code(code).map(TaskState::Status),
    }
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
