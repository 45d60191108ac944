//! The measurements on the desk: many are accepted or returned at once. What changed since the
//! list was read is left out and named, the rest is written.
use app::{
    Page,
    domain::{Event, IndicatorCode, LONGEST_TEXT, says_something, secrecy_mark},
    views::{DeskForm, Mistake, ReviewList, ValueLeftOut, ValuesDone},
};
use axum::{http::StatusCode, response::Response};

use super::{
    desk::{self, Done},
    waiting_values::MOST,
};
use crate::web::{
    error::{BadRequest, WebError},
    measure::{Decision, MarkedValue, ValueDecided, decide_values},
    visit::Visit,
};

/// The ticked rows of a form, in their order.
fn ticked(form: &DeskForm) -> Result<Vec<MarkedValue>, WebError> {
    let mut rows: Vec<MarkedValue> = Vec::new();
    for value in form.ticked.iter().take(MOST) {
        let row = MarkedValue::read(value, &form.marks.account)?;
        if rows.iter().all(|it| it.id != row.id) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// `POST /review` about measurements.
pub(super) async fn decide(visit: Visit, form: DeskForm) -> Result<Response, WebError> {
    let event = Event::from_code(&form.event);
    let event = event.filter(|it| matches!(it, Event::Accepted | Event::Returned));
    let event = event.ok_or(WebError::BadRequest(BadRequest::Form))?;
    let rows = ticked(&form)?;
    let typed = form.reason;
    let error = match event {
        Event::Returned => reason_mistake(&typed),
        _ => None,
    };
    if error.is_some() && !rows.is_empty() {
        return again(visit, &rows, typed, error).await;
    }
    let reason = match event {
        Event::Returned => typed.as_str(),
        _ => "",
    };
    let ended = decide_values(&visit, Decision::of_each(event, reason), &rows).await?;
    let done = done(&visit, ended, event, false)?;
    let (visit, status, mut list) = told(visit, done, rows.is_empty()).await?;
    // What was typed for those that were left out stays.
    if status != StatusCode::OK && secrecy_mark(&typed).is_none() {
        list.values.reason = typed;
    }
    Ok(visit.page_with(status, Page::Review(Box::new(list))))
}

/// `POST /review` about those before which a value of a later day stands.
pub(super) async fn close_older(visit: Visit, form: &DeskForm) -> Result<Response, WebError> {
    let rows = ticked(form)?;
    let ended = decide_values(&visit, Decision::of_older(), &rows).await?;
    let mut done = done(&visit, ended, Event::Returned, true)?;
    // All or none.
    if !done.left_out.is_empty() {
        done.decided = 0;
    }
    let (visit, status, list) = told(visit, done, rows.is_empty()).await?;
    Ok(visit.page_with(status, Page::Review(Box::new(list))))
}

/// What became of values that were decided on together.
fn done(
    visit: &Visit,
    ended: Vec<Option<(IndicatorCode, ValueDecided)>>,
    event: Event,
    older: bool,
) -> Result<ValuesDone, WebError> {
    let mut done = ValuesDone {
        event,
        older,
        decided: 0,
        left_out: Vec::new(),
    };
    let board = visit.read()?;
    for it in ended {
        // One that there is not: no form of this site.
        let (code, ended) = it.ok_or(WebError::NotFound)?;
        let why = match ended {
            ValueDecided::Now | ValueDecided::Before => {
                done.decided += 1;
                continue;
            }
            ValueDecided::OtherAccount => Mistake::OtherAccount,
            ValueDecided::Overtaken => Mistake::Overtaken,
            ValueDecided::Refused(refusal) => Mistake::Refused(refusal),
        };
        let (name, unit_name) = board.indicator_names(&code).ok_or(WebError::NotFound)?;
        done.left_out.push(ValueLeftOut {
            code,
            name,
            unit_name,
            why,
        });
    }
    Ok(done)
}

/// The desk after values were decided on together.
async fn told(
    visit: Visit,
    done: ValuesDone,
    none: bool,
) -> Result<(Visit, StatusCode, ReviewList), WebError> {
    let status = match (done.decided, none) {
        (0, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (0, false) => StatusCode::CONFLICT,
        _ => StatusCode::OK,
    };
    let visit = visit.renewed().await?;
    let mut list = desk::list(&visit, Done::Values(done)).await?;
    if none {
        // Nothing was ticked, and nothing is.
        list.values.ticked = Some(Vec::new());
    }
    Ok((visit, status, list))
}

/// What is wrong with the reason why a value is returned or revoked.
pub fn reason_mistake(typed: &str) -> Option<Mistake> {
    if secrecy_mark(typed).is_some() {
        Some(Mistake::SecretMark)
    } else if typed.chars().count() > LONGEST_TEXT {
        Some(Mistake::ReasonTooLong)
    } else {
        (!says_something(typed)).then_some(Mistake::ReasonMissing)
    }
}

/// The desk once more, with what was ticked and typed.
async fn again(
    visit: Visit,
    rows: &[MarkedValue],
    reason: String,
    error: Option<Mistake>,
) -> Result<Response, WebError> {
    let mut list = desk::list(&visit, Done::Nothing).await?;
    let secret = secrecy_mark(&reason).is_some();
    list.values.reason = if secret { String::new() } else { reason };
    list.values.error = error;
    list.values.ticked = Some(rows.iter().map(|row| row.id.clone()).collect());
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(visit.page_with(status, Page::Review(Box::new(list))))
}
