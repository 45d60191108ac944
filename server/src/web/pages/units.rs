//! `GET /units` and `GET /units/{code}`
use app::{
    Page,
    domain::{Day, UnitCode, closes_at},
    views::{Followed, HeadRow, Sorted, UnitFilter, UnitPage},
};
use axum::{extract::Path, response::Response};

use super::deadlines::deadlines;
use crate::{
    board::{ScopedBoard, Whose},
    db::{milestone_events, people},
    web::{error::WebError, kept::with_following, visit::Visit},
};

/// Lines of history on a unit's page.
const EVENTS: i64 = 12;
/// Members named beside the head.
const CONTACTS: usize = 2;

pub async fn units(visit: Visit) -> Result<Response, WebError> {
    let filter = UnitFilter::read(|name| visit.query(name));
    let sorted = Sorted::read(visit.query("sort"));
    let board = visit.read()?;
    Ok(visit.shared(&board, |visit| {
        Page::Units(Box::new(board.unit_list(
            filter,
            sorted,
            visit.asked_page(),
        )))
    }))
}

/// The heads of a unit, with their telephones where the reader may turn to them: on a page of a day
/// that is over those of that day, by name alone. Before its accounts were there, those of today.
pub(super) async fn heads(visit: &Visit, code: &UnitCode) -> Result<Vec<HeadRow>, WebError> {
    let (today, day) = (visit.app.today(), visit.frame.day());
    if day < today {
        let at = (day, closes_at(day, visit.zone()));
        let then = people::heads_then(&visit.app.db, code.as_str(), at).await?;
        let then = to_turn_to(then, day, false);
        if !then.is_empty() {
            return Ok(then);
        }
    }
    let heads = people::heads_of(&visit.app.db, code.as_str(), today).await?;
    let told = visit.viewer()?.reads_contact(code);
    Ok(to_turn_to(heads, today, told))
}

/// Its members, for who may turn to them.
async fn contacts(visit: &Visit, code: &UnitCode) -> Result<Vec<HeadRow>, WebError> {
    if !visit.viewer()?.reads_contact(code) {
        return Ok(Vec::new());
    }
    let today = visit.app.today();
    let members = people::members_of(&visit.app.db, code.as_str(), today).await?;
    let mut rows = to_turn_to(members, today, true);
    rows.truncate(CONTACTS);
    Ok(rows)
}

/// People who are active on a day, with their telephones where those are told.
fn to_turn_to(people: Vec<people::Person>, on: Day, told: bool) -> Vec<HeadRow> {
    let active = people.into_iter().filter(|it| it.is_active(on));
    let row = |p: people::Person| HeadRow {
        name: p.name,
        title: p.title,
        phone: p.phone.filter(|_| told),
    };
    active.map(row).collect()
}

pub async fn unit(visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    let code = UnitCode::parse(&code).map_err(|_| WebError::NotFound)?;
    let board = visit.read()?;
    let visit = with_following(visit, Followed::Unit, code.as_str()).await?;
    let write = async |visit: &Visit| {
        let mut page = unit_page(visit, &board, &code).await?;
        let before = closes_at(visit.frame.day(), visit.zone());
        // A company may not be told of all that are read.
        let most = match board.company() {
            None => EVENTS,
            Some(_) => EVENTS * 8,
        };
        let events = milestone_events::of_unit(&visit.app.db, code.as_str(), before, most).await?;
        page.events = board.unit_events(&code, &events, EVENTS as usize);
        page.deadlines = deadlines(visit, &board, Whose::Unit(&code)).await?;
        Ok(Page::Unit(Box::new(page)))
    };
    visit.shared_by_committee(write).await
}

/// A unit as its reader may read it, without what happened there.
pub async fn unit_page(
    visit: &Visit,
    board: &ScopedBoard,
    code: &UnitCode,
) -> Result<UnitPage, WebError> {
    if !board.sees(code) {
        return Err(WebError::NotFound);
    }
    let heads = heads(visit, code).await?;
    let mut page = board.unit_page(code, heads).ok_or(WebError::NotFound)?;
    page.contacts = contacts(visit, code).await?;
    Ok(page)
}
