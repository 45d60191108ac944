//! `GET /duties/{unit}/{workstream}`
use app::{
    Page,
    domain::{About, Day, DutyKey, UnitCode, WorkstreamCode},
    views::DutyPage,
};
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    board::ScopedBoard,
    db::measurements,
    web::{
        error::WebError,
        explanation::{said_of, tell_said},
        history::{end_of_page, history_rows},
        recheck,
        visit::Visit,
    },
};

/// Measurements listed, the newest first: half a year of weeks.
const MEASUREMENTS: i64 = 26;

pub async fn duty(
    mut visit: Visit,
    Path((unit, workstream)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let not_found = |_| WebError::NotFound;
    let key = DutyKey {
        unit: UnitCode::parse(&unit).map_err(not_found)?,
        workstream: WorkstreamCode::parse(&workstream).map_err(not_found)?,
    };
    tell_said(&mut visit).await?;
    let board = visit.read()?;
    if let Some(over) = board.over_from(&key) {
        return went_on(over, &key);
    }
    // Who was led to its last day, where it had none.
    let led_here = visit.query("over") == "1";
    let at_once = led_here.then(|| board.over_at_once(&key)).flatten();
    let write = async |visit: &Visit| {
        Ok(match at_once.clone() {
            Some(over) => Page::DutyOver(Box::new(over)),
            None => Page::Duty(Box::new(written(visit, &board, &key).await?)),
        })
    };
    visit.shared_by_committee(write).await
}

/// The duty with what the ledger tells of it.
async fn written(visit: &Visit, board: &ScopedBoard, key: &DutyKey) -> Result<DutyPage, WebError> {
    let mut page = board.duty_page(key).ok_or(WebError::NotFound)?;
    fold(visit, &mut page);
    // A past day tells what was known of it then; who was led here from a later one is told why.
    if visit.query("over") == "1" {
        page.ended = board.ended(key);
    }
    // On a past day nothing can be done.
    let is_past = visit.frame.as_of.is_some();
    if is_past {
        page.says_of_outcome.clear();
    }
    for m in page.milestones.iter_mut().chain(&mut page.folded) {
        // Most slots are to come: there is nothing to read of them.
        if m.row.slot.is_none() || m.row.last_event.is_some() {
            m.events = history_rows(visit, board, &m.row.id).await?;
        }
        if is_past {
            m.may.clear();
            m.says.clear();
        }
    }
    page.heads = super::units::heads(visit, &key.unit).await?;
    talk(visit, board, &mut page).await?;
    if let Some(code) = board.outcome_code(key) {
        let (db, before) = (&visit.app.db, end_of_page(visit));
        let measured =
            measurements::of_indicator(db, code.as_str(), before, false, MEASUREMENTS).await?;
        page.measurements = board.measurement_rows(key, &measured);
    }
    page.rechecks = recheck::of_duty(visit, board, key).await?;
    Ok(page)
}

/// Of slots those stand among the milestones that ask for something now, unless all are asked for.
fn fold(visit: &Visit, page: &mut DutyPage) {
    if visit.query("slots") == "all" {
        return;
    }
    let day = visit.frame.day();
    let all = std::mem::take(&mut page.milestones);
    (page.milestones, page.folded) = all.into_iter().partition(|it| it.row.asks_now(day));
}

/// A duty that is over has its page on the last day on which it went on.
fn went_on(over: Day, key: &DutyKey) -> Result<Response, WebError> {
    let last = over.pred_opt().ok_or(WebError::NotFound)?;
    let path = format!(
        "/duties/{}/{}?as_of={last}&over=1",
        key.unit, key.workstream
    );
    Ok(Redirect::to(&path).into_response())
}

/// What was asked and explained about each part of the duty.
async fn talk(visit: &Visit, board: &ScopedBoard, page: &mut DutyPage) -> Result<(), WebError> {
    let milestones = page.milestones.iter().chain(&page.folded);
    let milestones = milestones.map(|m| &m.row.id);
    let mut about: Vec<About> = milestones.cloned().map(About::Milestone).collect();
    let outcome = page.outcome.as_ref().map(|it| it.code.clone());
    about.extend(outcome.map(About::Indicator));
    for row in said_of(visit, board, &about).await? {
        match &row.about {
            About::Indicator(_) => page.said_of_outcome.push(row),
            About::Milestone(id) => {
                let mut milestones = page.milestones.iter_mut().chain(&mut page.folded);
                if let Some(m) = milestones.find(|m| m.row.id == *id) {
                    m.said.push(row);
                }
            }
        }
    }
    Ok(())
}
