//! `GET /outcomes`, `GET /outcomes/{code}`
use app::{
    Page,
    domain::{IndicatorCode, Status, WorkstreamCode},
    views::{OutcomeFilter, OutcomeState},
};
use axum::{extract::Path, response::Response};

use crate::{
    db::measurements,
    web::{error::WebError, history::end_of_page, visit::Visit},
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

pub async fn outcome(visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    let code = IndicatorCode::parse(&code).map_err(|_| WebError::NotFound)?;
    let board = visit.read()?;
    let full = board
        .reads_outcome_in_full(&code)
        .ok_or(WebError::NotFound)?;
    let (db, before) = (&visit.app.db, end_of_page(&visit));
    let values = measurements::of_indicator(db, code.as_str(), before, full, READ).await?;
    let evidence = if full {
        measurements::evidence(db, code.as_str(), before).await?
    } else {
        Vec::new()
    };
    let mut page = board
        .outcome_page(&code, &values, &evidence)
        .ok_or(WebError::NotFound)?;
    // A table to take away has all of them.
    if visit.query("all") != "1" {
        page.shown = page.shown.min(SHOWN);
    }
    Ok(visit.page(Page::Outcome(Box::new(page))))
}
