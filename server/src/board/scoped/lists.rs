//! Lists of units, databases, duties, milestones and what is to be done, as one person may read them.
use app::{
    domain::UnitCode,
    views::{
        ActionColumn, ActionFilter, ActionList, DatabaseColumn, DatabaseFilter, DatabaseList,
        DutyColumn, DutyFilter, DutyList, MilestoneColumn, MilestoneFilter, MilestoneList, Sorted,
        UnitColumn, UnitFilter, UnitList,
    },
};

use super::{CampaignBoard, ScopedBoard};

impl ScopedBoard {
    /// One page of the units that match; without a page all of them.
    pub fn unit_list(
        &self,
        filter: UnitFilter,
        sorted: Sorted<UnitColumn>,
        page: Option<usize>,
    ) -> UnitList {
        self.board.unit_list(&self.scope, filter, sorted, page)
    }

    pub fn database_list(
        &self,
        filter: DatabaseFilter,
        sorted: Sorted<DatabaseColumn>,
    ) -> DatabaseList {
        self.board.database_list(&self.scope, filter, sorted)
    }

    /// One page of the duties that match; without a page all of them.
    pub fn duty_list(
        &self,
        filter: DutyFilter,
        sorted: Sorted<DutyColumn>,
        page: Option<usize>,
    ) -> DutyList {
        self.board.duty_list(&self.scope, filter, sorted, page)
    }

    /// One page of the milestones that match; without a page all of them.
    pub fn milestone_list(
        &self,
        filter: MilestoneFilter,
        sorted: Sorted<MilestoneColumn>,
        page: Option<usize>,
    ) -> MilestoneList {
        let hidden = |unit: &UnitCode| self.hidden(unit);
        self.board
            .milestone_list(&self.scope, hidden, filter, sorted, page)
    }
}

impl CampaignBoard<'_> {
    /// One page of what there is to do; without a page all of it.
    pub fn action_list(
        self,
        filter: ActionFilter,
        sorted: Sorted<ActionColumn>,
        page: Option<usize>,
    ) -> ActionList {
        let read = self.0;
        read.board.action_list(&read.viewer, filter, sorted, page)
    }
}
