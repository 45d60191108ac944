//! The first page of who has work of the campaign to do.
use app::{
    access::Role,
    domain::About,
    views::{OfficeHome, UnitHome},
};

use super::{CampaignBoard, Reasons, ScopedBoard};

impl CampaignBoard<'_> {
    /// Where the reader's unit stands on the day of the page, and what is its people's to do then;
    /// `None` for who is of no unit. `told`: what was said of what came back.
    pub fn unit_home(self, told: &Reasons) -> Option<UnitHome> {
        let scoped: &ScopedBoard = self.0;
        if !matches!(scoped.viewer.role, Role::Head | Role::Member) {
            return None;
        }
        let mut home = scoped.board.unit_home(&scoped.viewer, told)?;
        let lists = [&mut home.returned, &mut home.owed, &mut home.companies];
        for it in lists.into_iter().flatten() {
            it.row.why = scoped.explained(&About::Milestone(it.row.id.clone()));
        }
        Some(home)
    }

    /// What waits for an officer, and the campaign; `None` for anybody else.
    pub fn office_home(self) -> Option<OfficeHome> {
        let scoped = self.0;
        let officer = scoped.viewer.role == Role::Office;
        officer.then(|| scoped.board.office_home(&scoped.viewer))
    }
}
