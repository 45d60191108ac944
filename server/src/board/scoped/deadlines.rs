//! The ledger of deadlines, as far as a reader learns of it.
use std::cmp::Reverse;

use app::{domain::MilestoneId, views::DeadlineRow};

use super::ScopedBoard;
use crate::{
    board::{Whose, view::ToldOf},
    db::milestone_events::ExtensionText,
};

/// Milestones that were given more time, each with those whose place it took.
#[derive(Debug, Clone, Default)]
pub struct Extended(Vec<(MilestoneId, Vec<String>)>);

impl Extended {
    /// All that events are to be read of.
    pub fn ids(&self) -> Vec<String> {
        self.0.iter().flat_map(|(_, ids)| ids).cloned().collect()
    }
}

impl ScopedBoard {
    /// The milestones of somebody that were given more time.
    pub fn extended(&self, whose: Whose<'_>) -> Extended {
        let all = self.board.extended(whose).into_iter();
        let told = all.filter(|(unit, id, _)| self.sees(unit) && !self.hidden(unit).contains(id));
        Extended(told.map(|(_, id, ids)| (id, ids)).collect())
    }

    /// The ledger of those milestones, from their extensions: most days first.
    pub fn deadline_rows(&self, extended: &Extended, told: &[ExtensionText]) -> Vec<DeadlineRow> {
        let rows = extended.0.iter().filter_map(|(id, ids)| {
            let of_it = told.iter().filter(|it| ids.contains(&it.milestone));
            let scope = ToldOf {
                full: self.reads_in_full(id),
                own_only: self.company().is_some(),
            };
            self.board.deadline_row(id, of_it, scope)
        });
        let mut rows: Vec<DeadlineRow> = rows.collect();
        rows.sort_by_key(|it| (Reverse(it.granted()), it.row.id.clone()));
        rows
    }
}
