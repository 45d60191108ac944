//! `/work/{milestone}/restate` and `/review/{milestone}/restate`
use std::{collections::BTreeMap, sync::Arc};

use app::{
    access::Viewer,
    domain::MilestoneId,
    text::typed_alike,
    views::{Desk, MilestoneRow, Restates},
};

use crate::board::Board;

/// What of a milestone may be written anew.
#[derive(Debug, Clone)]
pub struct Restatable {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// The forms open to the person, in the order of the page.
    pub may: Vec<Restates>,
}

impl Board {
    /// One milestone that the person reports or decides on; `None` for any other. `wrote`: the
    /// person wrote the report that stands.
    pub(in crate::board) fn restatable(
        &self,
        viewer: &Viewer,
        desk: Desk,
        id: &MilestoneId,
        wrote: bool,
    ) -> Option<Restatable> {
        match desk {
            Desk::Work => drop(self.work_of(viewer, id, &BTreeMap::new(), &BTreeMap::new())?),
            Desk::Review => drop(self.review_of(viewer, id)?),
        }
        let (entry, m) = self.milestone(id)?;
        let key = &entry.duty.key;
        let may = |act: &Restates| {
            act.desk() == desk
                && self
                    .allows_correction(id, m.stage(), act.corrects(), viewer, wrote)
                    .is_ok()
        };
        Some(Restatable {
            row: self.milestone_row(key, m),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            may: Restates::ALL.iter().copied().filter(may).collect(),
        })
    }

    /// Whether another milestone of the same duty is called so, however it is typed.
    pub(in crate::board) fn title_taken(&self, id: &MilestoneId, title: &str) -> bool {
        let Some((entry, _)) = self.milestone(id) else {
            return false;
        };
        let others = entry.duty.milestones.iter().filter(|m| m.terms.id != *id);
        let typed = typed_alike(title);
        others
            .into_iter()
            .any(|m| typed_alike(&m.terms.title) == typed)
    }
}
