//! `GET /documents`, `GET /documents/{number}`
use app::{
    Page,
    domain::{DocumentLevel, DocumentNumber, closes_at},
    views::{DocumentFilter, DocumentsThat, Sorted},
};
use axum::{extract::Path, response::Response};

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
    let named = DocumentNumber::of(&number).filter(|it| it.as_str() == number);
    let number = named.ok_or(WebError::NotFound)?;
    let events = events(&visit).await?;
    let board = visit.read()?;
    let campaign = board.campaign().ok_or(WebError::Refused)?;
    let page = campaign.document_page(&number, &events);
    let page = page.ok_or(WebError::NotFound)?;
    Ok(visit.page(Page::Document(Box::new(page))))
}

/// What happened by decisions, as of the day shown.
async fn events(visit: &Visit) -> Result<Vec<DecidedEvent>, WebError> {
    let before = closes_at(visit.frame.day(), visit.zone());
    Ok(decisions::decided_events(&visit.app.db, before).await?)
}
