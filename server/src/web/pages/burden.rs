//! `GET /burden`
use app::{
    Page,
    domain::{IDLE_DAYS, closes_at},
};
use axum::response::Response;
use chrono::TimeDelta;

use crate::{
    db::idle,
    web::{error::WebError, visit::Visit},
};

pub async fn burden(visit: Visit) -> Result<Response, WebError> {
    let page = visit.asked_page();
    let board = visit.read()?;
    let campaign = board.campaign().ok_or(WebError::Refused)?;
    let (day, zone) = (visit.frame.day(), visit.zone());
    let before = closes_at(day, zone);
    let since = closes_at(day - TimeDelta::days(IDLE_DAYS), zone);
    let reports = idle::reports(&visit.app.db, since, before).await?;
    let values = idle::values(&visit.app.db, since, before).await?;
    let told = campaign.burden(page, &reports, &values);
    Ok(visit.page(Page::Burden(Box::new(told))))
}
