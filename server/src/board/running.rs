//! The sums of shares that run along while the past is replayed: from one
//! Sunday to the next only the duties to which something happened are computed
//! again. Sums are exact integers, so taking an old share out and putting the
//! new one in gives to the last digit what adding up all duties would.
use std::collections::{BTreeMap, HashMap, HashSet};

use app::domain::{Bloc, Day, DutyKey, Sums, Tier, WorkstreamKind};
use imbl::OrdMap;

use super::{
    Board, GroupKey,
    apply::Touched,
    compute::{Weights, groups_of},
};

/// What a duty adds to the sums, and to which.
#[derive(Debug, PartialEq)]
struct Held {
    sums: Sums,
    place: (Bloc, Tier, WorkstreamKind),
    /// The day on which it adds something else though nothing was recorded: a
    /// deadline has closed, or its unit.
    changes_on: Option<Day>,
}

#[derive(Debug, Default)]
pub(super) struct Running {
    /// Default weights; none when anything may have changed.
    weights: Option<Weights>,
    held: HashMap<DutyKey, Held>,
    sums: BTreeMap<GroupKey, Sums>,
    touched: HashSet<DutyKey>,
    due: BTreeMap<Day, Vec<DutyKey>>,
}

impl Running {
    /// Notes what a fact changed.
    pub fn touch(&mut self, touched: Touched) {
        match touched {
            Touched::Duty(key) | Touched::Terms(key) if self.weights.is_some() => {
                self.touched.insert(key);
            }
            Touched::Everything => self.weights = None,
            _ => {}
        }
    }

    /// Brings the sums to a day, which is not before the last one.
    pub fn advance(&mut self, board: &Board, day: Day) {
        let weights = match self.weights.take() {
            Some(weights) => weights,
            None => {
                *self = Self::default();
                self.touched = board.duties.keys().cloned().collect();
                board.default_weights()
            }
        };
        while let Some(due) = self.due.first_entry().filter(|due| *due.key() <= day) {
            self.touched.extend(due.remove());
        }
        for key in std::mem::take(&mut self.touched) {
            let new = hold(board, &key, &weights, day);
            self.replace(key, new);
        }
        self.weights = Some(weights);
    }

    fn replace(&mut self, key: DutyKey, new: Option<Held>) {
        let old = self.held.remove(&key);
        if old != new {
            if let Some(old) = &old {
                self.each_group(&key, old, |sums| sums.subtract(&old.sums));
            }
            if let Some(new) = &new {
                self.each_group(&key, new, |sums| sums.add(&new.sums));
            }
        }
        let Some(new) = new else { return };
        if let Some(day) = new.changes_on
            && old.is_none_or(|old| old.changes_on != new.changes_on)
        {
            self.due.entry(day).or_default().push(key.clone());
        }
        self.held.insert(key, new);
    }

    fn each_group(&mut self, key: &DutyKey, held: &Held, change: impl Fn(&mut Sums)) {
        let (bloc, tier, kind) = held.place;
        for group in groups_of(key, bloc, tier, kind) {
            change(self.sums.entry(group).or_default());
        }
    }

    pub fn city(&self) -> Sums {
        self.sums.get(&GroupKey::City).copied().unwrap_or_default()
    }

    /// The sums of every group that has a duty.
    pub fn groups(&self) -> OrdMap<GroupKey, Sums> {
        self.sums
            .iter()
            .filter(|(_, sums)| sums.duties > 0)
            .map(|(group, sums)| (group.clone(), *sums))
            .collect()
    }
}

/// What a duty adds on a day: nothing once its unit is closed.
fn hold(board: &Board, key: &DutyKey, weights: &Weights, day: Day) -> Option<Held> {
    let duty = &board.duties.get(key)?.duty;
    let (unit, kind) = board.place(key, day)?;
    let closes = unit.ends_on.into_iter();
    Some(Held {
        sums: Sums::shares_of(duty, Board::weight_of(duty, weights), day),
        place: (unit.bloc, unit.tier, kind),
        changes_on: closes.chain(Sums::shares_change_on(duty, day)).min(),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use app::domain::{
        Deadline, Direction, DutyRole, Event, Indicator, IndicatorCode, Kind, Measurement,
        MilestoneEvent, MilestoneId, Responsible, Terms, Unit, UnitCode, UnitKind, Value,
        Workstream, WorkstreamCode,
    };
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::ledger::{Fact, Stamped};

    fn unit(number: usize) -> UnitCode {
        UnitCode::parse(&format!("DV{}", number % 4)).unwrap()
    }

    fn workstream(number: usize) -> WorkstreamCode {
        WorkstreamCode::parse(&format!("HM{}", number % 3)).unwrap()
    }

    fn key(which: usize) -> DutyKey {
        DutyKey {
            unit: unit(which),
            workstream: workstream(which / 4),
        }
    }

    /// One thing that happens, and the days until the next.
    type Step = (u8, usize, usize, i64);

    fn fact((what, which, number, _): Step, today: Day) -> Fact {
        let day = today + TimeDelta::days(number as i64 % 40 - 10);
        let milestone = MilestoneId::parse(&format!("m{}", which % 24)).unwrap();
        let indicator = IndicatorCode::parse(&format!("CT{}", which % 5)).unwrap();
        match what {
            0 => Fact::Unit(Unit {
                code: unit(which),
                name: "".into(),
                short_name: "".into(),
                kind: UnitKind::Ward,
                bloc: Bloc::ALL[number % 3],
                tier: Tier::ALL[number % 2],
                parent: None,
                former_area: "".into(),
                order: 0,
                ends_on: (number % 3 == 0).then_some(day),
                provisional: false,
                source: "".into(),
            }),
            1 => Fact::Workstream(Workstream {
                code: workstream(which),
                name: "".into(),
                kind: WorkstreamKind::ALL[number % WorkstreamKind::ALL.len()],
                ministry: "".into(),
                owner: None,
                feeds: None,
                count_unit: "".into(),
                legal_basis: "".into(),
                heading: "".into(),
                partner: None,
                due: None,
                provisional: false,
                source: "".into(),
            }),
            2 => Fact::Duty {
                key: key(which),
                role: DutyRole::ALL[usize::from(number % 4 != 0)],
                volume: None,
                provisional: false,
            },
            3 => Fact::Weight {
                key: key(which),
                weight: number as u64,
            },
            4..=5 => Fact::Milestone(Terms {
                id: milestone,
                duty: key(which % 24),
                order: which as i64,
                kind: Kind::ALL[number % 4],
                title: "".into(),
                product: "".into(),
                deadline: match number % 5 {
                    0 => Deadline::None,
                    _ => Deadline::Day(day),
                },
                responsible: Responsible::Unit,
                weight: number as u64 % 7,
                reach: None,
            }),
            6 => Fact::Indicator(Indicator {
                code: indicator,
                name: "".into(),
                duty: (which % 5 > 0).then(|| (unit(which % 5), workstream(0))),
                unit_of_measure: "%".into(),
                direction: Direction::Up,
                baseline: None,
                deadline: Some(day),
                fresh_days: 60,
                criterion: "".into(),
                provisional: false,
                source: "".into(),
            }),
            7 => Fact::Target {
                indicator,
                target: Value::from_integer(number as i128 % 100),
            },
            8..=9 => Fact::MeasurementDecided {
                indicator,
                measurement: Measurement::Fraction {
                    day: today,
                    numerator: number as i64 % 90,
                    denominator: 90,
                },
                event: [Event::Accepted, Event::Revoked][usize::from(what == 9 && which % 2 == 0)],
            },
            _ => Fact::MilestoneEvent {
                event: MilestoneEvent {
                    milestone,
                    event: Event::ALL[number % Event::ALL.len()],
                    day: today,
                    deadline: Some(day),
                    responsible: None,
                },
                organisation: "".into(),
            },
        }
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let days = prop_oneof![3 => Just(0_i64), 1 => 0..9_i64];
        prop::collection::vec((0..14_u8, 0..240_usize, 0..1000_usize, days), 1..200)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is recorded and whichever days pass.
        #[test]
        fn sums_that_run_along_are_those_added_up_anew(steps in steps()) {
            let (mut board, mut running) = (Board::empty(), Running::default());
            let mut today = Day::from_ymd_opt(2026, 1, 14).unwrap();
            // Everything is named first; later rows change it.
            let named = (0..40).map(|n| ([0, 1, 2, 4, 6, 7][n % 6], n, n * 7, 0));
            for (seq, step) in named.chain(steps).enumerate() {
                let stamped = Stamped { seq: seq as i64, recorded_at: 0, fact: fact(step, today) };
                running.touch(board.apply(stamped));
                if step.3 > 0 {
                    today += TimeDelta::days(step.3);
                    running.advance(&board, today);
                    prop_assert_eq!(running.groups(), board.shares_on(today), "{}", today);
                }
            }
        }
    }
}
