//! Of `POST /review`: plans and processes, which count nothing, accepted together after one look
//! at their list. Each is an event of its own; what changed since the list was read is left
//! out and named, the rest is written.
use app::{
    Page,
    domain::Event,
    views::{DeskForm, LeftOut, Mistake, PlansDone, ReviewItem},
};
use axum::{http::StatusCode, response::Response};

use super::desk::{self, Done};
use crate::{
    board::ScopedBoard,
    web::{
        error::WebError,
        marked::Marked,
        milestone_event::{Appended, NewEvent, append},
        visit::Visit,
    },
};

/// Rows that one form can hold: as many as the list shows, and more.
const MOST: usize = 1000;

/// The ticked rows of a form, in their order.
fn ticked(form: &DeskForm) -> Result<Vec<Marked>, WebError> {
    let mut ticked: Vec<Marked> = Vec::new();
    for value in form.ticked.iter().take(MOST) {
        let row = Marked::read(value, &form.marks.account)?;
        if ticked.iter().all(|it| it.milestone != row.milestone) {
            ticked.push(row);
        }
    }
    Ok(ticked)
}

pub(super) async fn accept(visit: Visit, form: &DeskForm) -> Result<Response, WebError> {
    let rows = ticked(form)?;
    let board = visit.read()?;
    let items: Option<Vec<ReviewItem>> = rows
        .iter()
        .map(|row| board.review_of(&row.milestone).map(|(item, _)| item))
        .collect();
    // One that is not the reader's to decide on: no form of this site.
    let items = items.ok_or(WebError::NotFound)?;
    let mut done = PlansDone::default();
    for (row, item) in rows.iter().zip(items) {
        match accept_one(&visit, &board, row, &item).await? {
            None => done.accepted += 1,
            Some(why) => done.left_out.push(LeftOut {
                milestone: item.row.id,
                title: item.row.title,
                unit_name: item.unit_name,
                why,
            }),
        }
    }
    let visit = visit.renewed().await?;
    let status = match (done.accepted, rows.is_empty()) {
        (0, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (0, false) => StatusCode::CONFLICT,
        _ => StatusCode::OK,
    };
    let list = desk::list(&visit, Done::Plans(done)).await?;
    Ok(visit.page_with(status, Page::Review(Box::new(list))))
}

/// Accepts one, or says why it is left out.
async fn accept_one(
    visit: &Visit,
    board: &ScopedBoard,
    row: &Marked,
    item: &ReviewItem,
) -> Result<Option<Mistake>, WebError> {
    // What counts is decided on one by one, with its evidence open.
    if item.row.kind.counts() {
        return Ok(Some(Mistake::NotAPlan));
    }
    let new = NewEvent::new(&row.milestone, Event::Accepted, &row.marks);
    Ok(match append(visit, board, &new).await? {
        Appended::Now | Appended::Before => None,
        Appended::OtherAccount => Some(Mistake::OtherAccount),
        Appended::Overtaken | Appended::NewerDraft => Some(Mistake::Overtaken),
        Appended::Refused(refusal) => Some(Mistake::Refused(refusal)),
    })
}
