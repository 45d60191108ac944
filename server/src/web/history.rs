//! The history of a milestone, as its reader may read it.
use app::{
    domain::{Event, Instant, closes_at},
    views::HistoryRow,
};

use super::{error::WebError, visit::Visit};
use crate::{
    board::ScopedBoard,
    db::milestone_events::{self, EventText},
};

/// The end of the day the page shows.
pub fn end_of_page(visit: &Visit) -> Instant {
    closes_at(visit.frame.day(), visit.zone())
}

/// A milestone's events with their evidence, newest first; without the reader's
/// right only what happened and when.
pub async fn history_rows(
    visit: &Visit,
    board: &ScopedBoard,
    milestone: &str,
    before: Instant,
    full: bool,
) -> Result<Vec<HistoryRow>, WebError> {
    let db = &visit.app.db;
    let events = milestone_events::of_milestone(db, milestone, before, full).await?;
    let evidence = if full {
        milestone_events::evidence_of(db, milestone, before).await?
    } else {
        Vec::new()
    };
    let events = match board.company() {
        Some(_) => since_reassigned(events),
        None => events,
    };
    Ok(events
        .iter()
        .filter_map(|event| board.history_row(event, &evidence, full))
        .collect())
}

/// What a company is told of a milestone that was another party's before: only
/// what happened since, and that it was reassigned. Newest first.
fn since_reassigned(mut events: Vec<EventText>) -> Vec<EventText> {
    let reassigned = |e: &EventText| e.event == Event::Reassigned.code();
    if let Some(at) = events.iter().position(reassigned) {
        events.truncate(at + 1);
        events[at].body.clear();
    }
    events
}
