//! What the boards of two days have in common, held once: a past day takes a part of the room
//! that today takes.
use std::sync::Arc;

use app::domain::Terms;

use super::{Board, Entry};
use crate::ledger::{Fact, Stamped};

impl Board {
    /// Puts this board's terms of milestones in the place of equal ones.
    pub(super) fn lend_terms(&self, facts: &mut [Stamped]) {
        for fact in facts {
            if let Fact::Milestone(terms) = &mut fact.fact {
                self.lend(terms);
            }
        }
    }

    fn lend(&self, terms: &mut Arc<Terms>) {
        let duty = self.duties.of_milestone(&terms.id);
        let entry = duty.and_then(|duty| self.duties.get(duty));
        let mut milestones = entry.into_iter().flat_map(|entry| &entry.duty.milestones);
        if let Some(own) = milestones.find(|own| own.terms.id == terms.id) {
            unite(terms, &own.terms);
        }
    }

    /// Holds duties about which no fact came since only in a later board, of the others the terms
    /// that are equal.
    pub(super) fn borrow_duties(&mut self, later: &Self) {
        self.unite_entries(later, |own, theirs| {
            // A duty of which nothing is told since is the same.
            if own.changed == theirs.changed {
                debug_assert_eq!(own.duty, theirs.duty);
                own.duty = theirs.duty.clone();
            } else {
                let theirs = &theirs.duty.milestones;
                let own = &mut Arc::make_mut(&mut own.duty).milestones;
                for (place, milestone) in own.iter_mut().enumerate() {
                    let id = &milestone.terms.id;
                    // Nearly always the one at the same place.
                    match theirs.get(place).filter(|theirs| theirs.terms.id == *id) {
                        Some(theirs) => unite(&mut milestone.terms, &theirs.terms),
                        None => later.lend(&mut milestone.terms),
                    }
                }
            }
        });
    }

    /// Holds figures that are equal in a later board only there.
    pub(super) fn borrow_figures(&mut self, later: &Self) {
        self.unite_entries(later, |own, theirs| {
            unite(&mut own.figures, &theirs.figures)
        });
    }

    fn unite_entries(&mut self, later: &Self, unite: impl Fn(&mut Entry, &Entry)) {
        // Both are in the order of their keys.
        let mut theirs = later.duties.iter().peekable();
        self.duties.each(|key, entry| {
            while theirs.next_if(|(theirs, _)| *theirs < key).is_some() {}
            if let Some((_, theirs)) = theirs.next_if(|(theirs, _)| *theirs == key) {
                unite(entry, theirs);
            }
        });
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

    fn key(unit: &str) -> DutyKey {
        DutyKey {
            unit: UnitCode::parse(unit).unwrap(),
            workstream: WorkstreamCode::parse("QG01").unwrap(),
        }
    }

    /// Of two units, with a milestone each; the second unit's may get another title later.
    fn board(renamed: Option<&str>) -> Board {
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
                replaces: None,
                after: None,
                slot: None,
                second: None,
            }))
        };
        let duty = |unit: &str| Fact::Duty {
            key: key(unit),
            role: DutyRole::Lead,
            volume: None,
            provisional: false,
            of_group: None,
            ended_on: None,
            portions: None,
        };
        let facts = [
            duty("SYT"),
            duty("STC"),
            milestone("SYT", "Bàn giao"),
            milestone("STC", "Bàn giao"),
        ];
        let renamed = renamed.map(|title| milestone("STC", title));
        let facts = facts.into_iter().chain(renamed);
        let stamped = facts.zip(1..).map(|(fact, seq)| Stamped {
            seq,
            recorded_at: 0,
            fact,
        });
        Board::empty().advance(stamped.collect(), Day::default())
    }

    #[test]
    fn what_two_days_have_in_common_is_held_once() {
        let later = board(Some("Nghiệm thu"));
        let mut past = board(None);
        past.borrow_duties(&later);
        past.borrow_figures(&later);
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
        let fresh = board(None);
        let mut terms = own(&fresh);
        later.lend(&mut terms);
        assert!(Arc::ptr_eq(&terms, &own(&later)));
    }
}
