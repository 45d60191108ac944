//! Parts of outcomes that several pages show.
use app::{
    domain::{Criterion, Direction, DutyKey, Measurement, Outcome, Standing},
    views::{CriterionRow, OutcomeRow},
};

use crate::board::Board;

impl Board {
    /// The campaign's own indicators: what people and businesses say first,
    /// then by code. Only for readers of the campaign's figures.
    pub(in crate::board) fn outcome_strip(&self) -> Vec<OutcomeRow> {
        let mut rows: Vec<OutcomeRow> = self
            .indicators
            .values()
            .map(|outcome| self.outcome_row(outcome))
            .collect();
        rows.sort_by_key(|row| !row.satisfaction);
        rows
    }

    /// The six criteria of a duty in their order; none where nothing is
    /// measured by them.
    pub(in crate::board) fn criteria_of(&self, key: &DutyKey) -> Vec<CriterionRow> {
        let Some(entry) = self.duties.get(key) else {
            return Vec::new();
        };
        let criteria = &entry.duty.criteria;
        if criteria.iter().all(|it| it.criterion().is_none()) {
            return Vec::new();
        }
        Criterion::ALL
            .iter()
            .map(|criterion| {
                let outcome = criteria.iter().find(|o| o.criterion() == Some(*criterion));
                self.criterion_row(*criterion, outcome)
            })
            .collect()
    }

    fn criterion_row(&self, criterion: Criterion, outcome: Option<&Outcome>) -> CriterionRow {
        let Some(outcome) = outcome else {
            return CriterionRow {
                criterion,
                code: None,
                name: "".into(),
                unit_of_measure: "%".into(),
                up: true,
                value: None,
                counts: None,
                measured_on: None,
                before_campaign: false,
                threshold: None,
                standing: Standing::Unmeasured,
                share: None,
                provisional: false,
            };
        };
        let indicator = &outcome.indicator;
        let latest = outcome.latest();
        CriterionRow {
            criterion,
            code: Some(indicator.code.clone()),
            name: self.indicator_name(indicator),
            unit_of_measure: indicator.unit_of_measure.clone(),
            up: indicator.direction == Direction::Up,
            value: outcome.latest_value(),
            counts: latest.and_then(Measurement::counts),
            measured_on: latest.map(Measurement::day),
            before_campaign: latest.is_some_and(|m| outcome.before_campaign(m.day())),
            threshold: outcome.target,
            standing: outcome.standing(self.day()),
            share: outcome.share(),
            provisional: indicator.provisional,
        }
    }
}
