//! What a corrected measurement, or another volume, takes with it.
use std::sync::Arc;

use app::domain::{Duty, DutyKey, IndicatorCode, MilestoneId};

use crate::board::Board;

impl Board {
    /// The duty whose indicator this is.
    pub(crate) fn duty_measured_by(&self, code: &IndicatorCode) -> Option<&DutyKey> {
        self.duties.of_indicator(code)
    }

    /// Accepted milestones of a duty whose promised value is measured now, and would not be
    /// after a change of it: id and title.
    pub(crate) fn unreached(
        &self,
        key: &DutyKey,
        change: impl FnOnce(&mut Duty),
    ) -> Vec<(MilestoneId, Arc<str>)> {
        let Some(entry) = self.duties.get(key) else {
            return Vec::new();
        };
        let mut after = Duty::clone(&entry.duty);
        change(&mut after);
        let accepted = entry.duty.milestones.iter().filter(|m| m.accepted());
        accepted
            .filter(|m| entry.duty.promise_measured(m) && !after.promise_measured(m))
            .map(|m| (m.terms.id.clone(), m.terms.title.clone()))
            .collect()
    }
}
