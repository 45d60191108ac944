//! `GET /units` and `GET /units/{code}`
use app::{
    Page,
    domain::{Bloc, Tier, UnitCode, closes_at},
    views::{HeadRow, UnitFilter},
};
use axum::{extract::Path, response::Response};

use crate::{
    board::{Hidden, Scope},
    db::{milestone_events, people},
    web::{account::in_office, error::WebError, visit::Visit},
};

/// Lines of history on a unit's page.
const EVENTS: i64 = 12;

pub async fn units(visit: Visit) -> Result<Response, WebError> {
    let filter = UnitFilter {
        text: visit.query("q").chars().take(100).collect(),
        bloc: Bloc::from_code(visit.query("bloc")),
        tier: Tier::from_code(visit.query("tier")),
        silent: visit.query("silent") == "1",
        by_name: visit.query("sort") == "name",
    };
    let scope = visit.scope()?;
    Ok(visit.shared(&scope, |visit| {
        Page::Units(visit.board.unit_list(&scope, filter))
    }))
}

pub async fn unit(visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    let code = UnitCode::parse(&code).map_err(|_| WebError::NotFound)?;
    let scope = visit.scope()?;
    if !scope.unit(&code) {
        return Err(WebError::NotFound);
    }
    let heads = people::heads_of(&visit.app.db, code.as_str()).await?;
    let heads = heads
        .into_iter()
        .filter(|p| in_office(p, &visit.app))
        .map(|p| HeadRow {
            name: p.name,
            title: p.title,
        })
        .collect();
    let hidden = hidden(&visit, &scope, &code);
    let mut page = visit
        .board
        .unit_page(&scope, &hidden, &code, heads)
        .ok_or(WebError::NotFound)?;
    let zone = visit.board.campaign().map_or(chrono_tz::UTC, |c| c.zone);
    let before = closes_at(visit.frame.day(), zone);
    // A company may not be told of all that are read.
    let most = if scope == Scope::Campaign {
        EVENTS
    } else {
        EVENTS * 8
    };
    let events = milestone_events::of_unit(&visit.app.db, code.as_str(), before, most).await?;
    page.events = events
        .iter()
        .filter(|event| visit.board.tells_of(&scope, &event.organisation))
        .filter_map(|event| visit.board.history_row(event, &hidden))
        .take(EVENTS as usize)
        .collect();
    Ok(visit.page(Page::Unit(Box::new(page))))
}

/// What a company learns nothing of: by the day of the page, and by today, as
/// permissions are always today's.
pub fn hidden(visit: &Visit, scope: &Scope, unit: &UnitCode) -> Hidden {
    let mut hidden = visit.board.others_milestones(scope, unit);
    if visit.frame.as_of.is_some() {
        hidden.extend(visit.today.others_milestones(scope, unit));
    }
    hidden
}
