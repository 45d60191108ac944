//! `GET /`: each role's first page; and `GET /help`.
use app::{
    Page,
    access::Role,
    domain::{Instant, closes_at, local_day},
    text::clock_time,
    views::{MeasureRow, News, UnitHome},
};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;

use super::overview::campaign;
use crate::{
    board::{Reasons, ScopedBoard},
    db::milestone_events,
    web::{
        error::WebError, kept::with_kept, looked::looked_before, measure::values_told,
        visit::Visit, work::reasons,
    },
};

/// Events that are shown, and read to be counted.
const NEWS: usize = 5;
const READ: i64 = 100;
/// Days of news for who has not looked before.
const DAYS: i64 = 7;

pub async fn home(visit: Visit) -> Result<Response, WebError> {
    let viewer = visit.viewer()?;
    match (viewer.role, &viewer.partner) {
        (Role::Administrator, _) => Ok(Redirect::to("/people").into_response()),
        // A company has no campaign figures: its own page is its first.
        (Role::Partner, Some(code)) => {
            // What a redirect to here had to say is said there.
            let done = visit.frame.notice.map(|it| format!("?done={}", it.code()));
            let page = format!("/partners/{code}{}", done.unwrap_or_default());
            Ok(Redirect::to(&page).into_response())
        }
        (Role::Head | Role::Member, _) => unit(with_kept(visit).await?).await,
        (Role::Office, _) => {
            let visit = with_kept(visit).await?;
            let board = visit.read()?;
            let home = board.campaign().and_then(|it| it.office_home());
            let home = home.ok_or(WebError::Refused)?;
            Ok(visit.page(Page::OfficeHome(Box::new(home))))
        }
        (Role::Committee | Role::Display | Role::Partner, _) => campaign(visit).await,
    }
}

/// Where the unit of the reader stands, and what is theirs to do.
async fn unit(visit: Visit) -> Result<Response, WebError> {
    let board = visit.read()?;
    let home = read(&board, &Reasons::new())?;
    let back = home.returned.iter().map(|it| it.row.id.to_string());
    let back: Vec<String> = back.collect();
    // Of a past day nothing is said that came later.
    let mut home = match back.is_empty() || visit.frame.as_of.is_some() {
        true => home,
        false => read(&board, &reasons(&visit, &back).await?)?,
    };
    if !visit.frame.only_reads() {
        (home.news, home.values_back) = news(&visit, &board, &home).await?;
    }
    Ok(visit.page(Page::UnitHome(Box::new(home))))
}

fn read(board: &ScopedBoard, told: &Reasons) -> Result<UnitHome, WebError> {
    let home = board.campaign().and_then(|it| it.unit_home(told));
    home.ok_or(WebError::Refused)
}

/// What others did to the unit's milestones and values since the visit before this one; and the
/// values that came back, whenever that was.
async fn news(
    visit: &Visit,
    board: &ScopedBoard,
    home: &UnitHome,
) -> Result<(News, Vec<MeasureRow>), WebError> {
    let (now, zone) = (visit.app.clock.now(), visit.zone());
    let since = looked_before(visit, board).await?;
    let from: Instant = match since {
        Some(since) => since,
        None => closes_at(visit.frame.today - TimeDelta::days(DAYS), zone),
    };
    let unit = &home.unit.code;
    let events = milestone_events::of_unit(&visit.app.db, unit.as_str(), now + 1, READ).await?;
    let own = board.viewer().organisation();
    let new = events
        .into_iter()
        .filter(|it| it.recorded_at > from && it.organisation != own);
    let new: Vec<_> = new.collect();
    let (back, values) = values_told(visit, board, from).await?;
    let news = News {
        since: since.map(|at| (local_day(at, zone), clock_time(at, zone))),
        more: new.len().saturating_sub(NEWS),
        rows: board.unit_events(unit, &new, NEWS),
        values,
    };
    Ok((news, back))
}

pub async fn help(visit: Visit) -> Response {
    visit.page(Page::Help)
}
