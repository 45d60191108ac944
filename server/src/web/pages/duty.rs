//! `GET /duties/{unit}/{workstream}`
use std::collections::BTreeMap;

use app::{
    Page,
    domain::{DutyKey, MilestoneId, Responsible, UnitCode, WorkstreamCode},
};
use axum::{extract::Path, response::Response};

use super::units::hidden;
use crate::{
    db::measurements,
    web::{
        error::WebError,
        history::{end_of_page, history_rows},
        visit::Visit,
    },
};

/// Measurements listed, the newest first: half a year of weeks.
const MEASUREMENTS: i64 = 26;

pub async fn duty(
    visit: Visit,
    Path((unit, workstream)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let not_found = |_| WebError::NotFound;
    let key = DutyKey {
        unit: UnitCode::parse(&unit).map_err(not_found)?,
        workstream: WorkstreamCode::parse(&workstream).map_err(not_found)?,
    };
    let viewer = visit.viewer()?;
    let scope = visit.scope()?;
    let hidden = hidden(&visit, &scope, &key.unit);
    let mut page = visit
        .board
        .duty_page(&scope, &hidden, &key, viewer)
        .ok_or(WebError::NotFound)?;
    let before = end_of_page(&visit);
    let then = visit.board.responsibilities(&key);
    // Permissions are today's, also for what somebody was responsible for then.
    let now = visit.today.responsibilities(&key);
    for m in &mut page.milestones {
        let of = |all: &BTreeMap<MilestoneId, Responsible>| {
            let responsible = all.get(&m.row.id);
            responsible.is_some_and(|by| viewer.reads_in_full(&key.unit, by))
        };
        let full = of(&then) && of(&now);
        m.events = history_rows(&visit, m.row.id.as_str(), before, full).await?;
        // On a past day nothing can be done.
        if visit.frame.as_of.is_some() {
            m.may.clear();
        }
    }
    if let Some(code) = visit.board.outcome_code(&key) {
        let db = &visit.app.db;
        let measured =
            measurements::of_indicator(db, code.as_str(), before, false, MEASUREMENTS).await?;
        page.measurements = visit.board.measurement_rows(&key, &measured);
    }
    Ok(visit.page(Page::Duty(Box::new(page))))
}
