//! `GET /duties/{unit}/{workstream}`
use app::{
    Page,
    domain::{DutyKey, UnitCode, WorkstreamCode},
};
use axum::{extract::Path, response::Response};

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
    let board = visit.read()?;
    let mut page = board.duty_page(&key).ok_or(WebError::NotFound)?;
    for m in &mut page.milestones {
        m.events = history_rows(&visit, &board, &m.row.id).await?;
        // On a past day nothing can be done.
        if visit.frame.as_of.is_some() {
            m.may.clear();
        }
    }
    if let Some(code) = board.outcome_code(&key) {
        let (db, before) = (&visit.app.db, end_of_page(&visit));
        let measured =
            measurements::of_indicator(db, code.as_str(), before, false, MEASUREMENTS).await?;
        page.measurements = board.measurement_rows(&key, &measured);
    }
    Ok(visit.page(Page::Duty(Box::new(page))))
}
