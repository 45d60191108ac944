//! `GET /outcomes`, `GET /outcomes/{code}`
use std::collections::HashMap;

use app::{
    Page,
    domain::{About, Event, IndicatorCode, Status, ValueState, WorkstreamCode},
    views::{Marks, Notice, OutcomeFilter, OutcomePage, OutcomeState},
};
use axum::{extract::Path, response::Response};

use crate::{
    board::ScopedBoard,
    db::measurements::{self, Measured},
    web::{
        error::WebError, explanation::said_of, history::end_of_page, measure::marked, recheck,
        visit::Visit,
    },
};

/// Values on a page before the reader asks for all of them: a quarter of weeks.
const SHOWN: usize = 13;
/// Values read at most: years of daily ones.
const READ: i64 = 2000;

pub async fn outcomes(visit: Visit) -> Result<Response, WebError> {
    let filter = OutcomeFilter {
        text: visit.typed(),
        database: WorkstreamCode::parse(visit.query("database")).ok(),
        state: state(visit.query("state")),
        all: visit.query("all") == "1",
    };
    let board = visit.read()?;
    Ok(visit.shared(&board, |_| {
        Page::Outcomes(Box::new(board.outcome_list(filter)))
    }))
}

fn state(code: &str) -> Option<OutcomeState> {
    match code {
        "unmeasured" => Some(OutcomeState::Unmeasured),
        code => Status::from_code(code).map(OutcomeState::Status),
    }
}

pub async fn outcome(mut visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    let code = IndicatorCode::parse(&code).map_err(|_| WebError::NotFound)?;
    let page = outcome_page(&visit, &code).await?;
    tell_revoked(&mut visit, &code).await?;
    Ok(visit.page(Page::Outcome(Box::new(page))))
}

/// One indicator as its reader may see it, with its values as the ledger tells them.
pub async fn read_outcome(
    visit: &Visit,
    board: &ScopedBoard,
    code: &IndicatorCode,
) -> Result<(OutcomePage, Vec<Measured>), WebError> {
    let full = board
        .reads_outcome_in_full(code)
        .ok_or(WebError::NotFound)?;
    let (db, before) = (&visit.app.db, end_of_page(visit));
    let values = measurements::of_indicator(db, code.as_str(), before, full, READ).await?;
    let evidence = if full {
        measurements::evidence(db, code.as_str(), before).await?
    } else {
        Vec::new()
    };
    let page = board.outcome_page(code, &values, &evidence);
    Ok((page.ok_or(WebError::NotFound)?, values))
}

/// The same with what may be entered or revoked today.
pub async fn outcome_page(visit: &Visit, code: &IndicatorCode) -> Result<OutcomePage, WebError> {
    let board = visit.read()?;
    let (mut page, values) = read_outcome(visit, &board, code).await?;
    page.rechecks = recheck::of_indicator(visit, &board, code).await?;
    page.said = said_of(visit, &board, &[About::Indicator(code.clone())]).await?;
    // On a past day nothing can be done.
    if visit.frame.as_of.is_none() {
        page.measures = board.may_measure(code).is_ok();
        page.says = board.says(&About::Indicator(code.clone()));
        page.revocation.marks = Marks {
            submission: uuid::Uuid::now_v7().to_string(),
            account: board.viewer().person.clone(),
            ..Marks::default()
        };
        let stands =
            measurements::stands_upto(&visit.app.db, &[code.as_str()], board.seq()).await?;
        let revocable = values.iter().filter(|it| {
            let step = (ValueState::of(it.event()), Event::Revoked);
            board.decide_value(code, step, it.person.as_deref()).is_ok()
        });
        let marks: HashMap<&str, String> = revocable
            .map(|it| (it.id.as_str(), marked(&it.id, &stands, code.as_str())))
            .collect();
        for row in &mut page.values {
            row.mark = marks.get(row.id.as_str()).cloned().unwrap_or_default();
        }
    }
    // A table to take away has all of them.
    if visit.query("all") != "1" {
        page.shown = page.shown.min(SHOWN);
    }
    Ok(page)
}

/// Says that a value was revoked, to who did it and while nothing came after it.
async fn tell_revoked(visit: &mut Visit, code: &IndicatorCode) -> Result<(), WebError> {
    if visit.query("done") != Notice::ValueRevoked.code() {
        return Ok(());
    }
    let last = measurements::last_event(&visit.app.db, code.as_str()).await?;
    let person = &visit.viewer()?.person;
    if last.is_some_and(|(event, by)| event == Event::Revoked.code() && by.as_ref() == Some(person))
    {
        visit.frame.notice = Some(Notice::ValueRevoked);
    }
    Ok(())
}
