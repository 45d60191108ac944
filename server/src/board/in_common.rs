//! What the boards of two days have in common, held once: a past day takes a part of the room
//! that today takes.
use std::sync::Arc;

use app::domain::Terms;

use super::Board;

impl Board {
    /// Puts this board's terms of a milestone in the place of equal ones.
    pub(super) fn lend_terms(&self, terms: &mut Arc<Terms>) {
        let duty = self.milestones.get(&terms.id);
        let entry = duty.and_then(|duty| self.duties.get(duty));
        let mut milestones = entry.into_iter().flat_map(|entry| &entry.duty.milestones);
        if let Some(own) = milestones.find(|own| own.terms.id == terms.id) {
            unite(terms, &own.terms);
        }
    }

    /// Holds what is equal in a later board only there.
    pub(super) fn borrow_from(&mut self, later: &Self) {
        let duties = std::mem::take(&mut self.duties).into_iter();
        let borrowed = duties.map(|(key, mut entry)| {
            if let Some(theirs) = later.duties.get(&key) {
                unite(&mut entry.duty, &theirs.duty);
                unite(&mut entry.figures, &theirs.figures);
            }
            (key, entry)
        });
        self.duties = borrowed.collect();
        if self.milestones == later.milestones {
            self.milestones = later.milestones.clone();
        }
    }
}

fn unite<T: PartialEq>(own: &mut Arc<T>, theirs: &Arc<T>) {
    if own == theirs {
        *own = theirs.clone();
    }
}

#[cfg(test)]
mod tests {
    use app::domain::{
        Day, Deadline, DutyKey, DutyRole, MilestoneId, MilestoneKind, Responsible, UnitCode,
        WorkstreamCode,
    };

    use super::*;
    use crate::ledger::{Fact, Stamped};

    fn key(unit: &str) -> DutyKey {
        DutyKey {
            unit: UnitCode::parse(unit).unwrap(),
            workstream: WorkstreamCode::parse("QG01").unwrap(),
        }
    }

    /// Of two units, with a milestone each; the second unit's has another title.
    fn board(title: &str) -> Board {
        let milestone = |unit: &str, title: &str| {
            Fact::Milestone(Arc::new(Terms {
                id: MilestoneId::parse(unit).unwrap(),
                duty: key(unit),
                order: 1,
                kind: MilestoneKind::Product,
                title: title.into(),
                product: "Biên bản".into(),
                deadline: Deadline::None,
                responsible: Responsible::Unit,
                weight: 1,
                reach: None,
            }))
        };
        let duty = |unit: &str| Fact::Duty {
            key: key(unit),
            role: DutyRole::Lead,
            volume: None,
            provisional: false,
        };
        let facts = [
            duty("SYT"),
            duty("STC"),
            milestone("SYT", "Bàn giao"),
            milestone("STC", title),
        ];
        let stamped = facts.into_iter().zip(1..).map(|(fact, seq)| Stamped {
            seq,
            recorded_at: 0,
            fact,
        });
        Board::empty().advance(stamped.collect(), Day::default())
    }

    #[test]
    fn what_two_days_have_in_common_is_held_once() {
        let later = board("Nghiệm thu");
        let mut past = board("Bàn giao");
        past.borrow_from(&later);
        let alike = |unit: &str| {
            let (own, theirs) = (&past.duties[&key(unit)], &later.duties[&key(unit)]);
            Arc::ptr_eq(&own.duty, &theirs.duty)
        };
        assert_eq!(["SYT", "STC"].map(alike), [true, false]);
        assert_eq!(
            &*past.duties[&key("STC")].duty.milestones[0].terms.title,
            "Bàn giao"
        );

        let own = |board: &Board| board.duties[&key("SYT")].duty.milestones[0].terms.clone();
        let fresh = board("Bàn giao");
        let mut terms = own(&fresh);
        later.lend_terms(&mut terms);
        assert!(Arc::ptr_eq(&terms, &own(&later)));
    }
}
