//! `GET /review`: what waits, and what the reader decided today.
use std::collections::BTreeMap;

use app::{
    Page,
    domain::{Day, Event, Instant, MilestoneId, closes_at, parse_day},
    text,
    views::{Batch, Decided, DecidedValues, DeskForm, Marks, PlansDone, ReviewList, ValuesDone},
};
use axum::{http::StatusCode, response::Response};
use chrono::TimeDelta;

use super::{filter, waiting_values};
use crate::{
    board::ScopedBoard,
    db::{
        measurements,
        milestone_events::{self, Handed},
    },
    web::{
        error::WebError,
        marked::{mark, reads_the_same},
        milestone_form::tell_done_of,
        visit::Visit,
    },
};

pub async fn review(mut visit: Visit) -> Result<Response, WebError> {
    let list = list(&visit, Done::Nothing).await?;
    tell_done_of(&mut visit).await?;
    Ok(visit.page(Page::Review(Box::new(list))))
}

/// The desk once more, with what was ticked and typed before the session ended. A decision belongs
/// to what was read: what has changed since is ticked no more.
pub async fn desk_again(visit: Visit, form: DeskForm) -> Result<Response, WebError> {
    if !visit.viewer()?.role.decides() {
        return Err(WebError::Refused);
    }
    let mut list = list(&visit, Done::Nothing).await?;
    let stands = |mark: &str| form.ticked.iter().any(|it| reads_the_same(it, mark));
    let kept = match form.about {
        Batch::Plans => {
            for plan in &mut list.plans {
                plan.ticked = stands(&plan.mark);
            }
            list.plans.iter().filter(|it| it.ticked).count()
        }
        Batch::Values => {
            let rows = list.values.rows.iter().filter(|row| stands(&row.mark));
            let ticked: Vec<String> = rows.map(|row| row.id.clone()).collect();
            let kept = ticked.len();
            (list.values.ticked, list.values.reason) = (Some(ticked), form.reason);
            kept
        }
        Batch::Older => list
            .values
            .older
            .iter()
            .filter(|row| stands(&row.mark))
            .count(),
    };
    list.changed = form.ticked.len().saturating_sub(kept);
    let status = match list.changed {
        0 => StatusCode::OK,
        _ => StatusCode::CONFLICT,
    };
    Ok(visit.page_with(status, Page::Review(Box::new(list))))
}

/// What was just decided on together.
#[derive(Debug)]
pub(super) enum Done {
    Nothing,
    Plans(PlansDone),
    Values(ValuesDone),
}

/// The desk as its reader sees it, after something was decided on together or before.
pub(super) async fn list(visit: &Visit, done: Done) -> Result<ReviewList, WebError> {
    let page = visit.asked_page();
    let board = visit.read()?;
    let mut list = board.review_list(filter(visit), page);
    let ids: Vec<String> = list
        .plans
        .iter()
        .map(|it| it.item.row.id.to_string())
        .collect();
    let handed = milestone_events::handed_upto(&visit.app.db, &ids, board.seq()).await?;
    let handed: BTreeMap<&str, &Handed> = handed
        .iter()
        .map(|it| (it.milestone.as_str(), it))
        .collect();
    for plan in &mut list.plans {
        let Some(it) = handed.get(plan.item.row.id.as_str()) else {
            continue;
        };
        plan.document = document(it);
        if !plan.item.own_unit && it.document_number.is_some() {
            plan.mark = mark(&plan.item.row.id, it);
        }
    }
    list.decided = decided(visit, &board).await?;
    list.decided_values = decided_values(visit, &board).await?;
    list.values = waiting_values::desk(visit, &board).await?;
    list.marks = Marks {
        submission: uuid::Uuid::now_v7().to_string(),
        account: board.viewer().person.clone(),
        ..Marks::default()
    };
    match done {
        Done::Nothing => {}
        Done::Plans(done) => list.done = Some(done),
        Done::Values(done) => list.values.done = Some(done),
    }
    Ok(list)
}

/// "112/KH-UBND, 26/10/2026"
fn document(it: &Handed) -> String {
    let number = it.document_number.clone().unwrap_or_default();
    match it.document_day.as_deref().and_then(parse_day) {
        Some(day) => format!("{number}, {}", text::day_as_typed(day)),
        None => number,
    }
}

/// What the reader decided since midnight.
async fn decided(visit: &Visit, board: &ScopedBoard) -> Result<Vec<Decided>, WebError> {
    let midnight = midnight(visit);
    let person = &board.viewer().person;
    let rows = milestone_events::of_person_since(&visit.app.db, person, midnight).await?;
    let decided = rows.into_iter().filter_map(|row| {
        let event = Event::from_code(&row.event)?;
        let (item, may) = board.review_of(&MilestoneId::parse(&row.milestone).ok()?)?;
        Some(Decided {
            time: text::clock_time(row.recorded_at, visit.zone()),
            event,
            milestone: item.row.id,
            title: item.row.title,
            unit_name: item.unit_name,
            renamed: row.renamed,
            may_revoke: row.last && event == Event::Accepted && may.contains(&Event::Revoked),
        })
    });
    Ok(decided.collect())
}

/// When today began.
fn midnight(visit: &Visit) -> Instant {
    let today: Day = visit.frame.today;
    closes_at(today - TimeDelta::days(1), visit.zone())
}

/// How many measurements the reader decided on since midnight.
async fn decided_values(visit: &Visit, board: &ScopedBoard) -> Result<DecidedValues, WebError> {
    let person = &board.viewer().person;
    let rows = measurements::decided_since(&visit.app.db, person, midnight(visit)).await?;
    let of = |event: Event| {
        let row = rows.iter().find(|(code, _)| code == event.code());
        row.map_or(0, |(_, number)| {
            usize::try_from(*number).unwrap_or_default()
        })
    };
    Ok(DecidedValues {
        accepted: of(Event::Accepted),
        returned: of(Event::Returned),
    })
}
