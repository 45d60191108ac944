//! What a corrected measurement takes with it.
use std::sync::Arc;

use app::domain::{Duty, IndicatorCode, MilestoneId, Outcome};

use crate::board::Board;

impl Board {
    /// Accepted milestones of an indicator's duty whose promised value is measured now, and
    /// would not be after a change of its measurements: id and title.
    pub(crate) fn unreached(
        &self,
        code: &IndicatorCode,
        change: impl FnOnce(&mut Outcome),
    ) -> Vec<(MilestoneId, Arc<str>)> {
        let key = self.indicator_duty.get(code);
        let Some(entry) = key.and_then(|key| self.duties.get(key)) else {
            return Vec::new();
        };
        let mut after = Duty::clone(&entry.duty);
        if let Some(outcome) = after.indicator_mut(code) {
            change(outcome);
        }
        let accepted = entry.duty.milestones.iter().filter(|m| m.accepted());
        accepted
            .filter(|m| entry.duty.promise_measured(m) && !after.promise_measured(m))
            .map(|m| (m.terms.id.clone(), m.terms.title.clone()))
            .collect()
    }
}
