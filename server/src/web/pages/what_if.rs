//! `GET /what-if`
use app::Page;
use axum::response::Response;

use crate::web::{error::WebError, visit::Visit};

pub async fn what_if(visit: Visit) -> Result<Response, WebError> {
    let as_file = !visit.query("format").is_empty();
    let page = (!as_file).then(|| visit.query("page").parse().unwrap_or(1));
    let board = visit.read()?;
    let campaign = board.campaign().ok_or(WebError::Refused)?;
    let told = campaign.what_if(&visit.app.live, page);
    Ok(visit.page(Page::WhatIf(Box::new(told))))
}
