//! What the old board said, beside ours, for who oversees the campaign.
use app::{domain::OldStatus, views::ReconciledRow};

use super::CampaignBoard;
use crate::{board::Board, db::old_book::NoteText, ledger::OldFigureRow};

impl CampaignBoard<'_> {
    /// What the old board said of a day, beside what is said here of the same day.
    pub fn reconciled(
        self,
        then: &Board,
        rows: &[OldFigureRow],
        notes: &[NoteText],
    ) -> Vec<ReconciledRow> {
        then.reconciled(rows, notes)
    }

    /// How many of each status the old board has, and we have.
    pub fn reconciled_statuses(self, rows: &[ReconciledRow]) -> Vec<(OldStatus, usize, usize)> {
        Board::reconciled_statuses(rows)
    }
}
