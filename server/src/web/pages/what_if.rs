//! `GET /what-if`
use app::Page;
use axum::response::Response;

use crate::web::{error::WebError, visit::Visit};

pub async fn what_if(visit: Visit) -> Result<Response, WebError> {
    let page = visit.asked_page();
    let board = visit.read()?;
    let campaign = board.campaign().ok_or(WebError::Refused)?;
    let told = campaign.what_if(&visit.app.live, page);
    Ok(visit.page(Page::WhatIf(Box::new(told))))
}
