//! What only the office can arrange: work that lies with nobody.
use app::{
    access::{Role, Viewer},
    domain::{DECIDE_WITHIN, Event, Milestone, Responsible, State, UnitCode},
    views::{OldBookTold, SilentUnit, SupportingDuty, ToArrange, Undecided, UnownedMilestone},
};
use std::cmp::Reverse;

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
            for m in entry.duty.milestones.iter().filter(|m| m.alive(self.day())) {
                if closed {
                    found.of_closed_units.push(self.unowned(entry, m));
                    continue;
                }
                if self.of_nobody_assigned(unit, m) {
                    found.to_reassign.push(self.unowned(entry, m));
                }
                // What was handed over before may still be decided on.
                if let Some(days) = self.undecided_days(m) {
                    found.undecided.push(self.undecided(viewer, entry, m, days));
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
        let longest = |it: &Undecided| (Reverse(it.days), it.row.id.clone());
        found.undecided.sort_by_key(longest);
        found.to_reassign_soon = self.office_must(viewer).to_reassign;
        found.unanswered = self.unanswered_in_time(viewer);
        found.members = self.members_due();
        found.old_book = self.old_book_told().filter(OldBookTold::owes);
        found.silent = self
            .written
            .silent
            .get_or_init(|| self.all_silent())
            .clone();
        found
    }

    /// Working days that a submission has waited, where they are more than a decision may take.
    fn undecided_days(&self, m: &Milestone) -> Option<i64> {
        let days = m.waits(self.day(), &self.calendar)?;
        (days > i64::from(DECIDE_WITHIN)).then_some(days)
    }

    fn undecided(&self, viewer: &Viewer, entry: &Entry, m: &Milestone, days: i64) -> Undecided {
        let key = &entry.duty.key;
        let decide = self.allows(key, m, m.stage(), Event::Returned, viewer);
        Undecided {
            row: self.milestone_row(key, m),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            days,
            may_decide: decide.is_ok(),
        }
    }

    /// Units that nobody has heard of for too long, the longest first.
    fn all_silent(&self) -> Vec<SilentUnit> {
        let open = self.units.values().filter(|unit| unit.open_on(self.day()));
        let mut all: Vec<SilentUnit> = open
            .filter_map(|unit| {
                let contact = self.contact(&unit.code);
                let days = contact.quiet_days(self.first_fact, self.day())?;
                self.is_silent(&contact).then(|| SilentUnit {
                    code: unit.code.clone(),
                    name: unit.name.clone(),
                    last: contact.last,
                    days,
                })
            })
            .collect();
        all.sort_by_key(|it| (Reverse(it.days), it.code.clone()));
        all
    }

    /// Whether a unit is closed today; one that is not known is not.
    pub(super) fn closed(&self, unit: &UnitCode) -> bool {
        let day = self.day();
        self.units.get(unit).is_some_and(|unit| !unit.open_on(day))
    }

    /// Open work of a company that is not assigned there any more, or never was.
    pub(super) fn lies_with_nobody(&self, unit: &UnitCode, m: &Milestone) -> bool {
        let open = m.state == State::Open && !m.missed(self.day());
        open && self.of_nobody_assigned(unit, m)
    }

    /// Whether nobody who is assigned to the unit is responsible for a milestone.
    fn of_nobody_assigned(&self, unit: &UnitCode, m: &Milestone) -> bool {
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
