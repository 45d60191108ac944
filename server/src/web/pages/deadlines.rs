//! The ledger of deadlines on the pages of units and companies.
use app::{domain::closes_at, views::DeadlineRow};

use crate::{
    board::{ScopedBoard, Whose},
    db::milestone_events,
    web::{error::WebError, visit::Visit},
};

/// What somebody's milestones were granted, as of the day shown.
pub(super) async fn deadlines(
    visit: &Visit,
    board: &ScopedBoard,
    whose: Whose<'_>,
) -> Result<Vec<DeadlineRow>, WebError> {
    let extended = board.extended(whose);
    let before = closes_at(visit.frame.day(), visit.zone());
    let told = milestone_events::extensions_of(&visit.app.db, &extended.ids(), before).await?;
    Ok(board.deadline_rows(&extended, &told))
}
