//! `GET /duties`, `GET /milestones`, `GET /actions`
use app::{
    Page,
    views::{ActionFilter, DutyFilter, MilestoneFilter, Sorted},
};
use axum::response::Response;

use crate::web::{error::WebError, visit::Visit};

pub async fn duties(visit: Visit) -> Result<Response, WebError> {
    let filter = DutyFilter::read(|name| visit.query(name));
    let sorted = Sorted::read(visit.query("sort"));
    let list = visit.read()?.duty_list(filter, sorted, visit.asked_page());
    Ok(visit.page(Page::Duties(Box::new(list))))
}

pub async fn milestones(visit: Visit) -> Result<Response, WebError> {
    let filter = MilestoneFilter::read(|name| visit.query(name));
    let sorted = Sorted::read(visit.query("sort"));
    let board = visit.read()?;
    let list = board.milestone_list(filter, sorted, visit.asked_page());
    Ok(visit.page(Page::Milestones(Box::new(list))))
}

pub async fn actions(visit: Visit) -> Result<Response, WebError> {
    let filter = ActionFilter::read(|name| visit.query(name));
    let sorted = Sorted::read(visit.query("sort"));
    let board = visit.read()?;
    let campaign = board.campaign().ok_or(WebError::Refused)?;
    let list = campaign.action_list(filter, sorted, visit.asked_page());
    Ok(visit.page(Page::Actions(Box::new(list))))
}
