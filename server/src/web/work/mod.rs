//! What an organisation must do: `GET /work`, and the forms about one milestone.
mod draft;
mod report;
mod report_form;
mod withdraw;

use std::collections::BTreeMap;

use app::{
    Page,
    access::Viewer,
    domain::{Day, MilestoneId, local_day},
    views::WorkItem,
};
use axum::response::Response;

use super::{error::WebError, guard, visit::Visit};
use crate::db::{drafts, milestone_events};

pub use report::{report, send_report};
pub use withdraw::withdraw;

pub async fn work(visit: Visit) -> Result<Response, WebError> {
    let viewer = visit.viewer()?;
    let drafts = saved_drafts(&visit, viewer).await?;
    let mut list = visit.read()?.work_list(&drafts, &BTreeMap::new());
    // Only what came back needs its reason.
    let ids: Vec<String> = list
        .todo
        .iter()
        .filter(|i| i.returned.is_some())
        .map(|i| i.row.id.to_string())
        .collect();
    let reasons: BTreeMap<String, String> = milestone_events::last_returns(&visit.app.db, &ids)
        .await?
        .into_iter()
        .collect();
    for item in list.todo.iter_mut().filter(|item| item.returned.is_some()) {
        item.returned = reasons.get(item.row.id.as_str()).cloned();
    }
    Ok(visit.page(Page::Work(list)))
}

/// Who saved a draft of the person's organisation, and on which day.
async fn saved_drafts(
    visit: &Visit,
    viewer: &Viewer,
) -> Result<BTreeMap<String, (String, Day)>, WebError> {
    let zone = visit.zone();
    let drafts = drafts::of_organisation(&visit.app.db, viewer.organisation()).await?;
    Ok(drafts
        .into_iter()
        .map(|d| (d.milestone, (d.person, local_day(d.saved_at, zone))))
        .collect())
}

/// One milestone of the person's organisation; anybody else's does not exist.
pub async fn work_item(
    visit: &Visit,
    viewer: &Viewer,
    id: &MilestoneId,
) -> Result<WorkItem, WebError> {
    let drafts = saved_drafts(visit, viewer).await?;
    let reasons = milestone_events::last_returns(&visit.app.db, &[id.to_string()])
        .await?
        .into_iter()
        .collect();
    visit
        .read()?
        .work_of(id, &drafts, &reasons)
        .ok_or(WebError::NotFound)
}

/// Refuses, and records, what is not the work of the person's organisation; the
/// answer does not tell whether it exists.
async fn own_work(visit: &Visit, viewer: &Viewer, id: &MilestoneId) -> Result<(), WebError> {
    match work_item(visit, viewer, id).await {
        Err(WebError::NotFound) => {
            guard::refused(&visit.app, viewer, id.as_str()).await?;
            Err(WebError::NotFound)
        }
        found => found.map(|_| ()),
    }
}
