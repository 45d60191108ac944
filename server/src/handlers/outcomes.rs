//! `GET /outcomes`, `GET /outcomes/{code}`
use app::{
    Page,
    views::{OutcomeList, OutcomePage},
};
use axum::{extract::Path, response::Response};

use crate::{error::WebError, visit::Visit};

pub async fn outcomes(visit: Visit) -> Result<Response, WebError> {
    visit.viewer()?;
    Ok(visit.page(Page::Outcomes(Box::new(OutcomeList {}))))
}

pub async fn outcome(visit: Visit, Path(_code): Path<String>) -> Result<Response, WebError> {
    visit.viewer()?;
    Ok(visit.page(Page::Outcome(Box::new(OutcomePage {}))))
}
