//! How a preview calls a row, where more than its own file reads that.
use crate::ledger::{DutyRow, MilestoneRow};

pub fn of_milestone(m: &MilestoneRow) -> String {
    format!("{} – {}: {}", m.unit, m.workstream, m.title)
}

pub fn of_duty(d: &DutyRow) -> String {
    format!("{} – {}", d.unit, d.workstream)
}
