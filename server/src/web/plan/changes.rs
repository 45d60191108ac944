//! `GET /plan/changes`: who changed the plan, when, by which decision.
use app::{Page, domain::local_day, text::clock_time, views::PlanChanges};
use axum::response::Response;

use crate::{
    db::audit,
    web::{error::WebError, visit::Visit},
};

/// Changes that are told.
const SHOWN: i64 = 500;

pub async fn changes(visit: Visit) -> Result<Response, WebError> {
    let zone = visit.zone();
    let lines = audit::of_plan(&visit.app.db, SHOWN).await?;
    let rows = lines.into_iter().map(|it| {
        let who = it.person.or(it.source).unwrap_or_default();
        let (day, clock) = (
            local_day(it.recorded_at, zone),
            clock_time(it.recorded_at, zone),
        );
        // The sign of what was read stands last, for forms that come twice.
        let detail = match it.detail.rsplit_once("; ") {
            Some((said, _)) if it.action == audit::PLAN => said.to_owned(),
            _ => it.detail,
        };
        (day, clock, who, detail)
    });
    let page = PlanChanges {
        rows: rows.collect(),
    };
    Ok(visit.page(Page::PlanChanges(Box::new(page))))
}
