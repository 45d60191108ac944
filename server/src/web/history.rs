//! The history of a milestone, as its reader may read it.
use app::{
    domain::{Event, Instant, MilestoneId, closes_at},
    views::HistoryRow,
};

use super::{error::WebError, visit::Visit};
use crate::{
    board::{ScopedBoard, Words},
    db::{
        files::{self, EvidenceFile},
        milestone_events,
    },
};

/// The end of the day the page shows.
pub fn end_of_page(visit: &Visit) -> Instant {
    closes_at(visit.frame.day(), visit.zone())
}

/// A milestone's events with their evidence, newest first; without the reader's
/// right only what happened and when: the words then do not leave the database.
pub async fn history_rows(
    visit: &Visit,
    board: &ScopedBoard,
    milestone: &MilestoneId,
) -> Result<Vec<HistoryRow>, WebError> {
    let (db, id, before) = (&visit.app.db, milestone.as_str(), end_of_page(visit));
    let full = board.reads_in_full(milestone);
    let events = milestone_events::of_milestone(db, id, before, full).await?;
    let mut words = Words::default();
    if full {
        words.documents = milestone_events::evidence_of(db, id, before).await?;
        for EvidenceFile { submission, file } in files::of_milestone(db, id, before).await? {
            let mut documents = words.documents.iter_mut();
            if let Some(document) = documents.find(|it| it.submission == submission) {
                document.files.push(file);
            }
        }
        words.promises = milestone_events::promises_of(db, id, before).await?;
        if events.iter().any(|it| it.event == Event::Replaced.code()) {
            let mut successors = milestone_events::successors_of(db, id, before).await?;
            successors
                .retain(|it| MilestoneId::parse(&it.id).is_ok_and(|id| board.reads_in_full(&id)));
            words.successors = successors;
        }
    }
    Ok(board.history(milestone, events, &words))
}
