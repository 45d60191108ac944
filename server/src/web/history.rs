//! The history of a milestone, as its reader may read it.
use app::{
    domain::{Instant, MilestoneId, closes_at},
    views::HistoryRow,
};

use super::{error::WebError, visit::Visit};
use crate::{
    board::ScopedBoard,
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
    let evidence = if full {
        let mut evidence = milestone_events::evidence_of(db, id, before).await?;
        for EvidenceFile { submission, file } in files::of_milestone(db, id, before).await? {
            let document = evidence.iter_mut().find(|it| it.submission == submission);
            if let Some(document) = document {
                document.files.push(file);
            }
        }
        evidence
    } else {
        Vec::new()
    };
    Ok(board.history(milestone, events, &evidence))
}
