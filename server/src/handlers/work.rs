//! `GET /work` and `GET /work/{milestone}`
use std::collections::BTreeMap;

use app::{
    Page,
    access::{Role, Viewer},
    domain::{Day, Event, MilestoneId, local_day},
    views::{ReportConflict, ReportErrors, ReportForm, ReportPage, WorkItem},
};
use axum::{extract::Path, response::Response};

use super::duty::{end_of_page, history_rows};
use crate::{
    actions::{self, Kept},
    db::{drafts, history},
    error::WebError,
    visit::{Visit, clock_time},
};

pub async fn work(visit: Visit) -> Result<Response, WebError> {
    let viewer = visit.viewer()?;
    let drafts = saved_drafts(&visit, viewer).await?;
    let mut list = visit.today.work_list(viewer, &drafts, &BTreeMap::new());
    // Only what came back needs its reason.
    let ids: Vec<String> = list
        .todo
        .iter()
        .filter(|i| i.returned.is_some())
        .map(|i| i.row.id.to_string())
        .collect();
    let reasons: BTreeMap<String, String> = history::last_returns(&visit.app.db, &ids)
        .await?
        .into_iter()
        .collect();
    for item in list.todo.iter_mut().filter(|item| item.returned.is_some()) {
        item.returned = reasons.get(item.row.id.as_str()).cloned();
    }
    Ok(visit.page(Page::Work(list)))
}

pub async fn work_one(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    let id = MilestoneId::parse(&id).map_err(|_| WebError::NotFound)?;
    let page = report_page(&visit, &id).await?;
    Ok(visit.page(Page::Report(Box::new(page))))
}

/// Who saved a draft of the person's organisation, and on which day.
async fn saved_drafts(
    visit: &Visit,
    viewer: &Viewer,
) -> Result<BTreeMap<String, (String, Day)>, WebError> {
    let zone = visit.today.campaign().map_or(chrono_tz::UTC, |c| c.zone);
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
    let reasons = history::last_returns(&visit.app.db, &[id.to_string()])
        .await?
        .into_iter()
        .collect();
    visit
        .today
        .work_of(viewer, id, &drafts, &reasons)
        .ok_or(WebError::NotFound)
}

/// The report form of a milestone, with the draft in it.
pub async fn report_page(visit: &Visit, id: &MilestoneId) -> Result<ReportPage, WebError> {
    let viewer = visit.viewer()?;
    let item = work_item(visit, viewer, id).await?;
    let history = history_rows(visit, id.as_str(), end_of_page(visit), true).await?;
    let draft = drafts::lookup(&visit.app.db, id.as_str(), viewer.organisation()).await?;
    let last = history
        .iter()
        .find(|row| row.event == Event::Submitted)
        .map(handed_over);
    let form = match draft {
        Some(draft) => form_of(&draft),
        None => ReportForm {
            submission: actions::new_submission(),
            ..last.clone().unwrap_or_default()
        },
    };
    let effect = visit.today.effect(id, false);
    let may = |event| {
        visit
            .today
            .decide(id, item.row.state, event, viewer)
            .is_ok()
    };
    Ok(ReportPage {
        claimed_now: effect.and_then(|e| e.unit),
        claimed_then: effect.and_then(|e| e.unit_then),
        accepted_now: visit.today.unit_accepted(&item.row.duty.unit),
        decider: match item.row.partner {
            Some(_) => item.unit_name.clone(),
            None => visit.today.organisation_name(Role::Office.code()),
        },
        may_submit: may(Event::Submitted),
        may_withdraw: may(Event::Withdrawn),
        errors: ReportErrors::default(),
        conflict: None,
        history,
        last,
        form,
        item,
    })
}

/// What was handed over, as a form shows it.
fn handed_over(row: &app::views::HistoryRow) -> ReportForm {
    let evidence = row.evidence.first();
    ReportForm {
        produced: row.text.clone(),
        document_number: evidence
            .map(|e| e.document_number.clone())
            .unwrap_or_default(),
        document_day: evidence
            .and_then(|e| e.document_day)
            .map(typed_day)
            .unwrap_or_default(),
        link: evidence.map(|e| e.link.clone()).unwrap_or_default(),
        ..ReportForm::default()
    }
}

/// A day as people type it.
fn typed_day(day: Day) -> String {
    day.format("%d/%m/%Y").to_string()
}

fn form_of(draft: &drafts::Draft) -> ReportForm {
    let kept: Kept = serde_json::from_str(&draft.body).unwrap_or_default();
    kept.into_form(draft.version, actions::new_submission())
}

/// The draft somebody else saved meanwhile.
pub async fn conflict(
    visit: &Visit,
    viewer: &Viewer,
    id: &MilestoneId,
) -> Result<Option<ReportConflict>, WebError> {
    let zone = visit.today.campaign().map_or(chrono_tz::UTC, |c| c.zone);
    let draft = drafts::lookup(&visit.app.db, id.as_str(), viewer.organisation()).await?;
    Ok(draft.map(|draft| ReportConflict {
        theirs: form_of(&draft),
        person: draft.person.clone(),
        day: local_day(draft.saved_at, zone),
        time: clock_time(draft.saved_at, zone),
    }))
}
