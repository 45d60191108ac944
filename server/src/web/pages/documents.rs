//! `GET /documents`, `GET /documents/{number}`
use app::{
    Page,
    domain::{DocumentLevel, DocumentNumber, closes_at},
    views::{DocumentFilter, DocumentsThat, Sorted, document_path},
};
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    db::decisions::{self, DecidedEvent},
    web::{error::WebError, visit::Visit},
};

pub async fn documents(visit: Visit) -> Result<Response, WebError> {
    let filter = DocumentFilter {
        text: visit.typed(),
        level: DocumentLevel::from_code(visit.query("level")),
        that: DocumentsThat::from_code(visit.query("valid")),
    };
    let order = (Sorted::read(visit.query("sort")), visit.asked_page());
    let events = events(&visit).await?;
    let board = visit.read()?;
    let campaign = board.campaign().ok_or(WebError::Refused)?;
    let page = campaign.documents_page(&events, filter, order);
    Ok(visit.page(Page::Documents(Box::new(page))))
}

pub async fn document(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let typed = number;
    let number = DocumentNumber::of(&typed).ok_or(WebError::NotFound)?;
    let events = events(&visit).await?;
    let board = visit.read()?;
    let campaign = board.campaign().ok_or(WebError::Refused)?;
    let page = campaign.document_page(&number, &events);
    let page = page.ok_or(WebError::NotFound)?;
    // However it was typed, one address has it.
    if number.as_str() != typed {
        let mut path = document_path(&number);
        if let Some(day) = visit.frame.as_of {
            path = format!("{path}?as_of={day}");
        }
        return Ok(Redirect::permanent(&path).into_response());
    }
    Ok(visit.page(Page::Document(Box::new(page))))
}

/// `GET /documents/{number}/{*rest}`: a number typed with its strokes as they are written.
pub async fn document_by_strokes(
    visit: Visit,
    Path((number, rest)): Path<(String, String)>,
) -> Result<Response, WebError> {
    document(visit, Path(format!("{number}/{rest}"))).await
}

/// What happened by decisions, as of the day shown.
async fn events(visit: &Visit) -> Result<Vec<DecidedEvent>, WebError> {
    let before = closes_at(visit.frame.day(), visit.zone());
    Ok(decisions::decided_events(&visit.app.db, before).await?)
}
