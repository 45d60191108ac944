//! Two days side by side, as one person may read them.
use std::sync::Arc;

use app::{
    domain::{Day, UnitCode, WorkstreamCode},
    views::{Compared, TwoDays},
};

use super::{CampaignBoard, ScopedBoard};
use crate::board::{Board, TwoDaysAsked};

impl ScopedBoard {
    /// The name that the office gave a day, as it stands now.
    pub fn day_name(&self, day: Day) -> Option<Arc<str>> {
        self.today.named_days().get(day).cloned()
    }
}

impl CampaignBoard<'_> {
    /// A unit whose days may be compared.
    pub fn compared_unit(self, code: &UnitCode) -> Option<Compared> {
        self.0.today.compared_unit(code)
    }

    /// A database whose days may be.
    pub fn compared_database(self, code: &WorkstreamCode) -> Option<Compared> {
        self.0.today.compared_database(code)
    }

    /// The board's day beside one before it.
    pub fn two_days(self, then: &Board, asked: TwoDaysAsked<'_>) -> TwoDays {
        let told = self.0.redefinitions(Board::redefinitions_of(asked.of));
        self.0.board.two_days(then, asked, told)
    }
}
