//! The measurements on the desk: many are accepted or returned at once. What changed since the
//! list was read is left out and named, the rest is written.
use app::{
    Page,
    domain::{Day, Event, IndicatorCode, LONGEST_TEXT, parse_day, says_something, secrecy_mark},
    views::{
        DeskForm, DeskList, EvidenceRow, Mistake, ReviewList, ValueDesk, ValueLeftOut,
        ValueToDecide, ValuesDone,
    },
};
use axum::{http::StatusCode, response::Response};

use super::{
    desk::{self, Done},
    filter,
};
use crate::{
    board::{DeskValue, ScopedBoard, file_row},
    db::{
        measurements::{self, Measured, SameEvidence},
        milestone_events::EvidenceText,
    },
    web::{
        error::{BadRequest, WebError},
        measure::{Decision, MarkedValue, ValueDecided, decide_values, marked},
        visit::Visit,
    },
};

/// The most that one form decides on.
const MOST: usize = 500;

/// Rows of a page of the list that stands alone.
const PAGE: usize = 50;

/// Rows of the list beside the others of the desk.
const FIRST: usize = 10;

/// The measurements that wait before a reader.
pub(super) async fn desk(visit: &Visit, board: &ScopedBoard) -> Result<ValueDesk, WebError> {
    let filter = filter(visit);
    let waiting = board.desk_values(&filter);
    let older = waiting
        .iter()
        .filter(|it| it.is_older())
        .take(MOST)
        .cloned();
    let older = read(visit, board, older.collect()).await?;
    let desk = ValueDesk {
        total: waiting.len(),
        of_others: waiting.iter().filter(|it| it.row.refused.is_some()).count(),
        own: board.values_to_decide(),
        older,
        page: 1,
        pages: 1,
        ..ValueDesk::default()
    };
    if filter.list != Some(DeskList::Values) {
        let first = waiting.into_iter().take(FIRST).collect();
        let rows = read(visit, board, first).await?;
        return Ok(ValueDesk { rows, ..desk });
    }
    let asked = visit.query("page").parse().unwrap_or(1_usize);
    let paged = |number: usize| {
        let pages = number.div_ceil(PAGE).max(1);
        let page = asked.clamp(1, pages);
        (page, pages, (page - 1) * PAGE)
    };
    // Documents are signs too: to leave out what has none, all are read.
    let (rows, total, of_others, (page, pages, _)) = if filter.signs {
        let mut rows = read(visit, board, waiting).await?;
        rows.retain(|it| !it.plain());
        let (total, of_others) = (
            rows.len(),
            rows.iter().filter(|it| it.refused.is_some()).count(),
        );
        let at = paged(total);
        let rows = rows.into_iter().skip(at.2).take(PAGE).collect();
        (rows, total, of_others, at)
    } else {
        let at = paged(desk.total);
        let shown = waiting.into_iter().skip(at.2).take(PAGE).collect();
        (
            read(visit, board, shown).await?,
            desk.total,
            desk.of_others,
            at,
        )
    };
    Ok(ValueDesk {
        rows,
        total,
        of_others,
        page,
        pages,
        units: board.units_of_values(),
        ..desk
    })
}

/// Values with the documents behind them, and what their boxes carry.
async fn read(
    visit: &Visit,
    board: &ScopedBoard,
    waiting: Vec<DeskValue>,
) -> Result<Vec<ValueToDecide>, WebError> {
    let db = &visit.app.db;
    let places: Vec<i64> = waiting.iter().map(|it| it.seq).collect();
    let entered = measurements::entered_at(db, &places).await?;
    let ids: Vec<&str> = entered.iter().map(|it| it.id.as_str()).collect();
    let documents = measurements::documents_of(db, &ids).await?;
    let same = measurements::evidence_elsewhere(db, &ids).await?;
    let codes: Vec<&str> = waiting.iter().map(|it| it.row.code.as_str()).collect();
    let stands = measurements::stands_upto(db, &codes, board.seq()).await?;
    let rows = waiting.into_iter().filter_map(|it| {
        let of = |row: &&Measured| is_of(row, &it);
        let found = entered.iter().find(of)?;
        let documents = documents.iter().filter(|text| text.submission == found.id);
        let documents: Vec<EvidenceRow> = documents.map(document).collect();
        let same = same.iter().filter(|it| it.id == found.id);
        let same: Vec<SameEvidence> = same.cloned().collect();
        let signed = documents.iter().filter_map(|it| it.document_day).max();
        let mark = match it.row.refused {
            None => marked(&found.id, &stands, it.row.code.as_str()),
            Some(_) => String::new(),
        };
        let new = board.read_back(&it.row.code, it.measurement, signed);
        Some(ValueToDecide {
            id: found.id.clone(),
            person: found.name.clone(),
            fall_reason: found.fall_reason.clone(),
            survey: found.survey(),
            new: new.unwrap_or(it.row.new),
            documents,
            elsewhere: board.same_evidence(&it.row.code, &same),
            mark,
            ..it.row
        })
    });
    Ok(rows.collect())
}

fn is_of(row: &Measured, it: &DeskValue) -> bool {
    let day: Option<Day> = parse_day(&row.day);
    row.seq == it.seq && row.indicator == it.row.code.as_str() && day == Some(it.measurement.day())
}

fn document(text: &EvidenceText) -> EvidenceRow {
    EvidenceRow {
        document_number: text.document_number.clone(),
        document_day: text.document_day.as_deref().and_then(parse_day),
        link: text.link.clone(),
        files: text.files.iter().filter_map(file_row).collect(),
    }
}

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
    let list = desk::list(&visit, Done::Values(done)).await?;
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
