//! What tests of other modules ask of a board.
use app::domain::{DutyKey, DutyRole, WorkstreamCode};

use super::{Board, view::Scope};

impl Board {
    /// Who has a part in a workstream: the unit, whether it leads, and what it weighs, by code.
    pub fn weighed_parts(&self, workstream: &str) -> Vec<(String, bool, u64)> {
        let Ok(code) = WorkstreamCode::parse(workstream) else {
            return Vec::new();
        };
        let entries = self.entries_of(&Scope::Campaign, &code).into_iter();
        let mut parts: Vec<_> = entries
            .map(|entry| {
                let unit = entry.duty.key.unit.to_string();
                let lead = entry.duty.role == DutyRole::Lead;
                (unit, lead, entry.figures.weight)
            })
            .collect();
        parts.sort();
        parts
    }

    /// The units that belong to a group today; none where a code is no group's.
    pub fn members_of(&self, group: &str) -> Option<Vec<String>> {
        let members = self.plan_members(group)?.into_iter();
        Some(members.map(|it| it.to_string()).collect())
    }

    /// Whether something of a duty is late; `None` where it is no duty any more.
    pub fn duty_late(&self, key: &DutyKey) -> Option<bool> {
        let duty = &self.duties.get(key)?.duty;
        Some(duty.milestones.iter().any(|m| m.late(self.day())))
    }

    /// Whether each second value of a duty's milestones is reached.
    pub fn second_values(&self, key: &DutyKey) -> Vec<Option<bool>> {
        let Some(entry) = self.duties.get(key) else {
            return Vec::new();
        };
        let milestones = entry.duty.milestones.iter();
        let rows = milestones.map(|m| self.milestone_row(key, m));
        rows.filter_map(|row| Some(Some(row.second?.reached)))
            .collect()
    }
}
