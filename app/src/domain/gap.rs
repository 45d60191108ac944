//! Why something is behind its plan: what the gap is made of.
use super::{Day, Duty, Mass, Milestone, Responsible, Share, State, Weight};

/// The distance between plan and acceptance, in its parts. Exactly
/// `expected_original − accepted` = `unit + company + unowned + waiting − ahead`,
/// because each counted milestone whose original deadline has closed and which
/// is not accepted stands in one of the first four, and each accepted before its
/// deadline in the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gap {
    /// Not handed over by the unit.
    pub unit: Mass,
    /// Not handed over by a company.
    pub company: Mass,
    /// Not handed over by anybody: the company is not assigned there, and the office
    /// has not reassigned it.
    pub unowned: Mass,
    /// Handed over, waiting for a decision.
    pub waiting: Mass,
    /// Accepted before its original deadline has closed.
    pub ahead: Mass,
    /// Milestones behind the first four.
    pub unit_milestones: u32,
    pub company_milestones: u32,
    pub unowned_milestones: u32,
    pub waiting_milestones: u32,
}

impl Gap {
    /// The gap of a duty of this weight on a day. `unowned`: whether an open milestone is its
    /// party's no more.
    pub fn of(
        duty: &Duty,
        weight: Weight,
        today: Day,
        unowned: impl Fn(&Milestone) -> bool,
    ) -> Self {
        let all: Weight = duty.counted().map(Milestone::weight).sum();
        let mut gap = Self::default();
        for m in duty.counted() {
            let part = Share::new(m.weight().into(), all.into())
                .map_or(0, |share| share.of_weight(weight));
            let closed = m.original_deadline.is_some_and(|day| today > day);
            match (m.state, closed) {
                (State::Accepted, false) => gap.ahead += part,
                (State::Submitted, true) => {
                    gap.waiting += part;
                    gap.waiting_milestones += 1;
                }
                (State::Open, true) if unowned(m) => {
                    gap.unowned += part;
                    gap.unowned_milestones += 1;
                }
                (State::Open, true) if m.responsible == Responsible::Unit => {
                    gap.unit += part;
                    gap.unit_milestones += 1;
                }
                (State::Open, true) => {
                    gap.company += part;
                    gap.company_milestones += 1;
                }
                _ => {}
            }
        }
        gap
    }

    pub fn add(&mut self, other: &Self) {
        self.unit += other.unit;
        self.company += other.company;
        self.unowned += other.unowned;
        self.waiting += other.waiting;
        self.ahead += other.ahead;
        self.unit_milestones += other.unit_milestones;
        self.company_milestones += other.company_milestones;
        self.unowned_milestones += other.unowned_milestones;
        self.waiting_milestones += other.waiting_milestones;
    }

    /// What is missing against the plan, before anything done early makes up
    /// for it.
    pub const fn missing(&self) -> Mass {
        self.unit + self.company + self.unowned + self.waiting
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        Deadline, DutyKey, DutyRole, Figures, MilestoneId, MilestoneKind, Outcome, Terms, UnitCode,
        WorkstreamCode, parse_day, whole,
    };
    use proptest::prelude::*;

    pub fn milestone(n: usize, weight: u64, due: i64, state: State, by_unit: bool) -> Milestone {
        let start = parse_day("2026-06-01").unwrap();
        let mut m = Milestone::new(Terms {
            id: MilestoneId::parse(&format!("m{n}")).unwrap(),
            duty: key(),
            order: n as i64,
            kind: MilestoneKind::Product,
            title: "".into(),
            product: "".into(),
            deadline: Deadline::Day(start + chrono::TimeDelta::days(due)),
            responsible: if by_unit {
                Responsible::Unit
            } else {
                Responsible::Partner(crate::PartnerCode::parse("VNPT").unwrap())
            },
            weight,
            reach: None,
            replaces: None,
        });
        m.state = state;
        m
    }

    fn key() -> DutyKey {
        DutyKey {
            unit: UnitCode::parse("SYT").unwrap(),
            workstream: WorkstreamCode::parse("QG09").unwrap(),
        }
    }

    pub fn duty(milestones: Vec<Milestone>) -> Duty {
        Duty {
            key: key(),
            role: DutyRole::Lead,
            volume: None,
            set_weight: None,
            milestones,
            outcome: None::<Outcome>,
            criteria: Vec::new(),
            provisional: false,
        }
    }

    proptest! {
        #[test]
        fn the_parts_make_up_the_gap_between_plan_and_acceptance(
            parts in prop::collection::vec((1_u64..5, 0_i64..60, 0_usize..3, any::<bool>()), 0..8)
        ) {
            let states = [State::Open, State::Submitted, State::Accepted];
            let duty = duty(parts.iter().enumerate()
                .map(|(n, (w, due, state, unit))| milestone(n, *w, *due, states[*state], *unit))
                .collect());
            let today = parse_day("2026-07-01").unwrap();
            let sums = Figures::shares_of(&duty, 1_000_000, today);
            let gap = Gap::of(&duty, 1_000_000, today, |m| m.weight() % 2 == 0);
            prop_assert_eq!(sums.expected_original - sums.accepted, gap.missing() - gap.ahead);
            prop_assert!(gap.missing() <= whole(1_000_000));
        }
    }
}
