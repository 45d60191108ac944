//! Why something is behind its plan: what the gap is made of.
use std::collections::BTreeMap;

use super::{Day, Duty, Mass, Milestone, PartnerCode, Responsible, ShareOf, State, Weight};

/// With whom a counted milestone lies that the original plan has and acceptance has not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LiesWith {
    /// The unit has not handed it over.
    Unit,
    /// A company has not.
    Company(PartnerCode),
    /// Handed over by a company, it waits for a head of the unit.
    Head,
    /// Handed over by the unit, it waits for the office.
    Office,
    /// Nobody can: the company is not assigned there, and the office has not reassigned it.
    Nobody,
    /// Nobody can any more: the slot of a period that was missed.
    Missed,
}

impl LiesWith {
    /// `None` where it is not missing on that day. `unowned`: whether an open milestone is its
    /// party's no more.
    pub fn of(m: &Milestone, today: Day, unowned: impl Fn(&Milestone) -> bool) -> Option<Self> {
        let planned = m.counts() && ShareOf::ExpectedOriginal.holds(m, today);
        match (m.state, &m.responsible) {
            _ if !planned => None,
            _ if m.missed(today) => Some(Self::Missed),
            (State::Submitted, Responsible::Unit) => Some(Self::Office),
            (State::Submitted, Responsible::Partner(_)) => Some(Self::Head),
            (State::Open, _) if unowned(m) => Some(Self::Nobody),
            (State::Open, Responsible::Unit) => Some(Self::Unit),
            (State::Open, Responsible::Partner(company)) => Some(Self::Company(company.clone())),
            (State::Accepted | State::Cancelled, _) => None,
        }
    }
}

/// The same distance by with whom its parts lie, each with its milestones. Exactly
/// `expected_original − accepted` = the sum of `parts` − `ahead`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GapBy {
    pub parts: BTreeMap<LiesWith, (Mass, u32)>,
    /// Accepted before its original deadline has closed.
    pub ahead: Mass,
}

impl GapBy {
    /// Adds what a duty of this weight lacks on a day.
    pub fn add(
        &mut self,
        duty: &Duty,
        weight: Weight,
        today: Day,
        unowned: impl Fn(&Milestone) -> bool,
    ) {
        let weighed = duty.weighed(today);
        for m in duty.counted() {
            let part = weighed.part(m, weight);
            if let Some(with) = LiesWith::of(m, today, &unowned) {
                let (mass, milestones) = self.parts.entry(with).or_default();
                *mass += part;
                *milestones += 1;
            } else if ahead(m, today) {
                self.ahead += part;
            }
        }
    }

    /// What one of them holds, and in how many milestones.
    pub fn of(&self, with: &LiesWith) -> (Mass, u32) {
        self.parts.get(with).copied().unwrap_or_default()
    }

    /// What remains of it without some of its parts.
    pub fn without(&self, done: impl Fn(&LiesWith) -> bool) -> Mass {
        let gone = self.parts.iter().filter(|(with, _)| done(with));
        self.whole() - gone.map(|(_, (mass, _))| mass).sum::<Mass>()
    }

    /// Plan less acceptance; below 0 where what was done early makes up for more.
    pub fn whole(&self) -> Mass {
        let missing: Mass = self.parts.values().map(|(mass, _)| mass).sum();
        missing - self.ahead
    }
}

/// Accepted before its original deadline has closed.
fn ahead(m: &Milestone, today: Day) -> bool {
    m.accepted() && !ShareOf::ExpectedOriginal.holds(m, today)
}

/// The distance between plan and acceptance, in its parts. Exactly
/// `expected_original − accepted` = `unit + company + unowned + missed + waiting − ahead`,
/// because each counted milestone whose original deadline has closed and which
/// is not accepted stands in one of the first five, and each accepted before its
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
    /// Not handed over while it could be: slots of periods that are over.
    pub missed: Mass,
    /// Handed over, waiting for a decision.
    pub waiting: Mass,
    /// Accepted before its original deadline has closed.
    pub ahead: Mass,
    /// Milestones behind the first five.
    pub unit_milestones: u32,
    pub company_milestones: u32,
    pub unowned_milestones: u32,
    pub missed_milestones: u32,
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
        let mut gap = Self::default();
        let weighed = duty.weighed(today);
        for m in duty.counted() {
            let part = weighed.part(m, weight);
            let Some(with) = LiesWith::of(m, today, &unowned) else {
                if ahead(m, today) {
                    gap.ahead += part;
                }
                continue;
            };
            let (mass, milestones) = match with {
                LiesWith::Unit => (&mut gap.unit, &mut gap.unit_milestones),
                LiesWith::Company(_) => (&mut gap.company, &mut gap.company_milestones),
                LiesWith::Nobody => (&mut gap.unowned, &mut gap.unowned_milestones),
                LiesWith::Missed => (&mut gap.missed, &mut gap.missed_milestones),
                LiesWith::Head | LiesWith::Office => {
                    (&mut gap.waiting, &mut gap.waiting_milestones)
                }
            };
            *mass += part;
            *milestones += 1;
        }
        gap
    }

    pub fn add(&mut self, other: &Self) {
        self.unit += other.unit;
        self.company += other.company;
        self.unowned += other.unowned;
        self.missed += other.missed;
        self.waiting += other.waiting;
        self.ahead += other.ahead;
        self.unit_milestones += other.unit_milestones;
        self.company_milestones += other.company_milestones;
        self.unowned_milestones += other.unowned_milestones;
        self.missed_milestones += other.missed_milestones;
        self.waiting_milestones += other.waiting_milestones;
    }

    /// What is missing against the plan, before anything done early makes up
    /// for it.
    pub const fn missing(&self) -> Mass {
        self.unit + self.company + self.unowned + self.missed + self.waiting
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
            after: None,
            slot: None,
            second: None,
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
            portions: None,
            milestones,
            rhythms: Vec::new(),
            outcome: None::<Outcome>,
            criteria: Vec::new(),
            of_group: None,
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
            let mut by = GapBy::default();
            by.add(&duty, 1_000_000, today, |m| m.weight() % 2 == 0);
            prop_assert_eq!(by.whole(), gap.missing() - gap.ahead);
            prop_assert_eq!(by.ahead, gap.ahead);
            prop_assert_eq!(by.of(&LiesWith::Unit), (gap.unit, gap.unit_milestones));
            let waiting = by.of(&LiesWith::Head).0 + by.of(&LiesWith::Office).0;
            prop_assert_eq!(waiting, gap.waiting);
        }
    }
}
