//! What only the office can arrange: work that lies with nobody.
use app::{
    access::{Role, Viewer},
    domain::{Milestone, Responsible, State, UnitCode},
    views::{SupportingDuty, ToArrange, UnownedMilestone},
};

use crate::board::{Board, Entry};

impl Board {
    /// For the office; nothing for anybody else.
    pub(super) fn to_arrange(&self, viewer: &Viewer) -> ToArrange {
        let mut found = ToArrange::default();
        if viewer.role != Role::Office {
            return found;
        }
        for entry in self.duties.values() {
            let unit = &entry.duty.key.unit;
            let closed = self.closed(unit);
            for m in entry.duty.milestones.iter().filter(|m| m.pending()) {
                if closed {
                    found.of_closed_units.push(self.unowned(entry, m));
                } else if self.lies_with_nobody(unit, m) {
                    found.to_reassign.push(self.unowned(entry, m));
                }
            }
            if !closed && entry.duty.only_supports() {
                found.without_product.push(SupportingDuty {
                    duty: entry.duty.key.clone(),
                    unit_name: self.unit_name(unit),
                    workstream_name: self.workstream_name(&entry.duty.key.workstream),
                });
            }
        }
        for milestones in [&mut found.of_closed_units, &mut found.to_reassign] {
            milestones.sort_by_key(|it| (it.row.current_deadline, it.row.id.clone()));
        }
        found
    }

    /// Whether a unit is closed today; one that is not known is not.
    pub(super) fn closed(&self, unit: &UnitCode) -> bool {
        let day = self.day();
        self.units.get(unit).is_some_and(|unit| !unit.open_on(day))
    }

    /// Open work of a company that is not assigned there any more, or never was.
    pub(super) fn lies_with_nobody(&self, unit: &UnitCode, m: &Milestone) -> bool {
        if m.state != State::Open {
            return false;
        }
        match &m.responsible {
            Responsible::Unit => false,
            Responsible::Partner(company) => !self.assigned(unit, company),
        }
    }

    fn unowned(&self, entry: &Entry, m: &Milestone) -> UnownedMilestone {
        let key = &entry.duty.key;
        UnownedMilestone {
            row: self.milestone_row(key, m),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
        }
    }
}
