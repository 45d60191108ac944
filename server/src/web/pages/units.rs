//! `GET /units` and `GET /units/{code}`
use app::{
    Page,
    domain::{UnitCode, closes_at},
    views::{Followed, HeadRow, Sorted, UnitFilter},
};
use axum::{extract::Path, response::Response};

use super::deadlines::deadlines;
use crate::{
    board::Whose,
    db::{milestone_events, people},
    web::{account::is_active, error::WebError, kept::with_following, visit::Visit},
};

/// Lines of history on a unit's page.
const EVENTS: i64 = 12;

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

pub async fn unit(visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    let code = UnitCode::parse(&code).map_err(|_| WebError::NotFound)?;
    let board = visit.read()?;
    if !board.sees(&code) {
        return Err(WebError::NotFound);
    }
    let heads = people::heads_of(&visit.app.db, code.as_str(), visit.app.today()).await?;
    let told = visit.viewer()?.reads_contact(&code);
    let heads = heads
        .into_iter()
        .filter(|p| is_active(p, &visit.app))
        .map(|p| HeadRow {
            name: p.name,
            title: p.title,
            phone: p.phone.filter(|_| told),
        })
        .collect();
    let mut page = board.unit_page(&code, heads).ok_or(WebError::NotFound)?;
    let before = closes_at(visit.frame.day(), visit.zone());
    // A company may not be told of all that are read.
    let most = match board.company() {
        None => EVENTS,
        Some(_) => EVENTS * 8,
    };
    let events = milestone_events::of_unit(&visit.app.db, code.as_str(), before, most).await?;
    page.events = board.unit_events(&code, &events, EVENTS as usize);
    page.deadlines = deadlines(&visit, &board, Whose::Unit(&code)).await?;
    let visit = with_following(visit, Followed::Unit, code.as_str()).await?;
    Ok(visit.page(Page::Unit(Box::new(page))))
}
