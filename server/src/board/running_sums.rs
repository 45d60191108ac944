//! The sums of shares that run along while the past is replayed: from one
//! Sunday to the next only the duties to which something happened are computed
//! again. Figures are exact integers, so taking an old share out and putting the
//! new one in gives to the last digit what adding up all duties would.
use std::collections::{HashMap, HashSet};

use app::domain::{
    Bearer, Day, Duty, DutyKey, Figures, Headline, UnitCode, Weight, WorkstreamCode,
};
use imbl::OrdMap;

use super::{
    Board, Entry, GroupKey,
    apply::Touched,
    compute::{Place, Places},
    side_by_side::side_by_side,
};

/// What a duty adds to the sums.
#[derive(Debug)]
struct Contribution {
    key: DutyKey,
    bearer: Bearer,
    weight: Weight,
    sums: Figures,
    /// Where it is added, and the numbers of the groups that are there.
    place: Option<Place>,
    groups: Vec<usize>,
    /// The day on which it adds something else though nothing was recorded: a
    /// deadline has closed, or its unit.
    changes_on: Option<Day>,
    /// It is to be computed again.
    due: bool,
}

impl Contribution {
    /// A duty that has not been computed yet.
    fn new(key: &DutyKey, duty: &Duty) -> Self {
        Self {
            key: key.clone(),
            bearer: duty.bearer(),
            weight: 0,
            sums: Figures::default(),
            place: None,
            groups: Vec::new(),
            changes_on: None,
            due: true,
        }
    }
}

/// Groups by number: a duty knows those it belongs to.
#[derive(Debug, Default)]
struct Groups {
    numbers: HashMap<GroupKey, usize>,
    sums: Vec<Figures>,
}

impl Groups {
    fn number(&mut self, group: GroupKey) -> usize {
        *self.numbers.entry(group).or_insert_with(|| {
            self.sums.push(Figures::default());
            self.sums.len() - 1
        })
    }

    fn each(&mut self, numbers: &[usize], change: impl Fn(&mut Figures)) {
        for number in numbers {
            if let Some(sums) = self.sums.get_mut(*number) {
                change(sums);
            }
        }
    }
}

/// What happened since the last Sunday beside what each duty says of itself.
#[derive(Debug, Default)]
struct Due {
    units: HashSet<UnitCode>,
    workstreams: HashSet<WorkstreamCode>,
    weights: bool,
    /// A duty is over, or goes on again.
    duties: bool,
    everything: bool,
}

impl Due {
    /// Whether all that is said of a duty may be another, though none of its own facts came.
    fn names(&self, key: &DutyKey) -> bool {
        let of_unit = !self.units.is_empty() && self.units.contains(&key.unit);
        let of_workstream =
            !self.workstreams.is_empty() && self.workstreams.contains(&key.workstream);
        self.everything || of_unit || of_workstream
    }
}

#[derive(Debug, Default)]
pub(super) struct RunningSums {
    /// Every duty, in the board's order.
    #[expect(
        clippy::vec_box,
        reason = "they are large, and each duty that is new moves those behind it"
    )]
    contributions: Vec<Box<Contribution>>,
    groups: Groups,
    headline: Option<Headline>,
    due: Due,
    /// The last fact that is in them.
    seq: i64,
}

impl RunningSums {
    /// Notes what a fact changed; its duty knows it by itself.
    pub fn touch(&mut self, touched: Touched) {
        let due = &mut self.due;
        match touched {
            Touched::Role => due.weights = true,
            Touched::Duties => (due.weights, due.duties) = (true, true),
            Touched::Workstream(code) => {
                due.workstreams.insert(code);
                due.weights = true;
            }
            Touched::Unit(code) => {
                due.units.insert(code);
            }
            // What the headline counts is asked when a week ends.
            Touched::Duty(_) | Touched::Terms | Touched::Campaign | Touched::Nothing => {}
        }
    }

    /// Brings the sums to a day, which is not before the last one.
    pub fn advance(&mut self, board: &Board, day: Day) {
        let duties: Vec<(&DutyKey, &Entry)> = board.duties.iter().collect();
        let duties = duties.as_slice();
        self.admit(duties);
        let mut happened = std::mem::take(&mut self.due);
        let headline = board.headline();
        happened.everything = self.headline.replace(headline) != Some(headline);
        for (part, (_, entry)) in self.contributions.iter_mut().zip(duties) {
            part.due |= entry.changed > self.seq
                || happened.names(&part.key)
                || part.changes_on.is_some_and(|changes| changes <= day);
        }
        self.seq = board.seq;
        if happened.weights {
            self.weigh(board, duties);
        }
        let entries = self.contributions.iter().zip(duties);
        let due: Vec<(Weight, &Duty)> = entries
            .filter(|(part, _)| part.due)
            .map(|(part, (_, entry))| (part.weight, entry.duty.as_ref()))
            .collect();
        let shares = side_by_side(&due, |(weight, duty)| {
            let changes_on = Figures::shares_change_on(duty, day);
            (Figures::shares_of(duty, *weight, day), changes_on)
        });
        let mut places = Places::of(board);
        let due = self.contributions.iter_mut().filter(|part| part.due);
        for (part, (sums, changes_on)) in due.zip(shares) {
            let place = places.find(&part.key, day);
            renew(part, place, sums, changes_on, &mut self.groups);
        }
    }

    /// Makes room for new duties, in their places, and takes out what is over.
    fn admit(&mut self, duties: &[(&DutyKey, &Entry)]) {
        if !self.due.duties && self.contributions.len() == duties.len() {
            return;
        }
        let mut old = std::mem::take(&mut self.contributions)
            .into_iter()
            .peekable();
        let mut kept = Vec::with_capacity(duties.len());
        for (key, entry) in duties {
            while let Some(over) = old.next_if(|part| part.key < **key) {
                self.take_out(&over);
            }
            let part = old.next_if(|part| part.key == **key);
            kept.push(part.unwrap_or_else(|| Box::new(Contribution::new(key, &entry.duty))));
        }
        for over in old {
            self.take_out(&over);
        }
        self.contributions = kept;
    }

    fn take_out(&mut self, part: &Contribution) {
        self.groups
            .each(&part.groups, |all| all.subtract(&part.sums));
    }

    /// What each duty weighs from now on; those that weigh something else are due.
    fn weigh(&mut self, board: &Board, duties: &[(&DutyKey, &Entry)]) {
        for (part, (_, entry)) in self.contributions.iter_mut().zip(duties) {
            if part.due {
                part.bearer = entry.duty.bearer();
            }
        }
        let bearers = self.contributions.iter();
        let weights = board.weights_of(bearers.map(|part| (&part.key, part.bearer)));
        for (part, weight) in self.contributions.iter_mut().zip(weights) {
            part.due |= part.weight != weight;
            part.weight = weight;
        }
    }

    pub fn city(&self) -> Figures {
        let number = self.groups.numbers.get(&GroupKey::City);
        number
            .and_then(|number| self.groups.sums.get(*number))
            .copied()
            .unwrap_or_default()
    }

    /// The sums of every group that has a duty.
    pub fn groups(&self) -> OrdMap<GroupKey, Figures> {
        let all = self.groups.numbers.iter();
        all.filter_map(|(group, number)| Some((group.clone(), *self.groups.sums.get(*number)?)))
            .filter(|(_, sums)| sums.duties > 0)
            .collect()
    }
}

/// Takes what a duty added out of the sums and puts in what it adds now: nothing where
/// it has no place, as once its unit is closed.
fn renew(
    part: &mut Contribution,
    place: Option<Place>,
    sums: Figures,
    changes_on: Option<Day>,
    groups: &mut Groups,
) {
    part.due = false;
    groups.each(&part.groups, |all| all.subtract(&part.sums));
    if part.place != place {
        part.place = place;
        let named = place.iter().flat_map(|place| place.groups(&part.key));
        part.groups = named.map(|group| groups.number(group)).collect();
    }
    part.sums = sums;
    // Nothing that is in no place changes it.
    let closes = place.and_then(|place| place.until);
    part.changes_on = place.and(closes.into_iter().chain(changes_on).min());
    groups.each(&part.groups, |all| all.add(&part.sums));
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::Arc;

    use app::domain::{
        Bloc, CadenceCode, Campaign, Deadline, Deliveries, Direction, DutyRole, Event, Indicator,
        IndicatorCode, Measurement, MilestoneEvent, MilestoneId, MilestoneKind, Period,
        Place as Locality, Portions, Responsible, Rhythm, RhythmCode, Slot, Terms, Tier, Unit,
        UnitCode, UnitKind, Value, Workstream, WorkstreamCode, WorkstreamKind, closes_at, start_of,
    };
    use chrono::{TimeDelta, Weekday};
    use proptest::prelude::*;

    use super::*;
    use crate::{
        board::{DayStatuses, checkpoints, replay::Replay},
        ledger::{Fact, Stamped},
    };

    fn unit(number: usize) -> UnitCode {
        UnitCode::parse(&format!("DV{}", number % 4)).unwrap()
    }

    fn workstream(number: usize) -> WorkstreamCode {
        WorkstreamCode::parse(&format!("HM{}", number % 3)).unwrap()
    }

    fn rhythm(which: usize) -> RhythmCode {
        RhythmCode::parse(&format!("R{}", which % 2)).unwrap()
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
                former_names: Vec::new(),
                short_name: "".into(),
                kind: UnitKind::Ward,
                bloc: Bloc::ALL[number % 3],
                tier: Tier::ALL[number % 2],
                parent: None,
                former_area: "".into(),
                order: 0,
                ends_on: (number % 3 == 0).then_some(day),
                successors: Vec::new(),
                provisional: false,
                source: "".into(),
            }),
            1 => Fact::Workstream(Workstream {
                code: workstream(which),
                name: "".into(),
                name_en: None,
                former_names: Vec::new(),
                kind: WorkstreamKind::ALL[number % WorkstreamKind::ALL.len()],
                ministry: "".into(),
                owner: None,
                joint_leads: Vec::new(),
                feeds: None,
                count_unit: "".into(),
                legal_basis: "".into(),
                heading: "".into(),
                partner: None,
                due: Deadline::None,
                provisional: false,
                source: "".into(),
            }),
            2 => Fact::Duty {
                key: key(which),
                role: DutyRole::ALL[usize::from(number % 4 != 0)],
                volume: None,
                provisional: false,
                of_group: None,
                // Now and then one is over, and goes on by its next row.
                ended_on: (number % 5 == 0).then_some(today),
                portions: Portions::parse(["2/0", "0/0", "1/1", "0/2"][number % 4]),
            },
            3 => Fact::Weight {
                key: key(which),
                weight: number as u64,
            },
            4..=5 => Fact::Milestone(Arc::new(Terms {
                id: milestone,
                duty: key(which % 24),
                order: which as i64,
                kind: MilestoneKind::ALL[number % 4],
                title: "".into(),
                product: "".into(),
                deadline: match number % 5 {
                    0 => Deadline::None,
                    _ => Deadline::Day(day),
                },
                responsible: Responsible::Unit,
                weight: number as u64 % 7,
                reach: None,
                replaces: None,
                after: None,
                // Now and then the slot of a week.
                slot: (number % 6 == 1).then(|| Slot {
                    rhythm: rhythm(which),
                    period: Period {
                        from: day - TimeDelta::days(6),
                        to: day,
                    },
                    closes: day + TimeDelta::days(number as i64 % 4),
                }),
                second: None,
            })),
            6 => Fact::Indicator(Indicator {
                code: indicator,
                name: "".into(),
                name_en: None,
                duty: (which % 5 > 0).then(|| (unit(which % 5), workstream(0))),
                unit_of_measure: "%".into(),
                direction: Direction::Up,
                baseline: None,
                baseline_day: None,
                counts: None,
                deadline: Some(day),
                fresh_days: 60,
                criterion: "".into(),
                provisional: false,
                never_falls: false,
                path: Vec::new(),
                source: "".into(),
            }),
            7 => Fact::Target {
                indicator,
                target: Value::from_integer(number as i128 % 100),
            },
            8..=9 => Fact::MeasurementDecided {
                indicator,
                entered_at: 0,
                measurement: Measurement::Fraction {
                    day: today,
                    numerator: number as i64 % 90,
                    denominator: 90,
                },
                // Now and then that of a value that waits.
                entered: 40 + number as i64 % 30,
                event: [Event::Accepted, Event::Revoked][usize::from(what == 9 && which % 2 == 0)],
            },
            10 => Fact::MeasurementEntered {
                indicator,
                measurement: Measurement::Bare {
                    day: today,
                    value: Value::from_integer(number as i128),
                },
                by: (number % 2 == 0).then(|| "a".into()),
            },
            14 => Fact::Rhythm(Arc::new(Rhythm {
                code: rhythm(which),
                duty: key(which % 24),
                title: "".into(),
                product: "".into(),
                cadence: CadenceCode::parse("K").unwrap(),
                begins_on: day,
                ends_on: (number % 3 == 0).then_some(day),
                weight: 1,
                responsible: Responsible::Unit,
                cut_off_days: 0,
                remind_days: 0,
                provisional: false,
                source: "".into(),
            })),
            _ => Fact::MilestoneEvent {
                event: MilestoneEvent {
                    milestone,
                    event: Event::ALL[number % Event::ALL.len()],
                    day: today,
                    deadline: Some(day),
                    responsible: None,
                },
                organisation: "".into(),
                in_place_of: None,
                nothing: number % 5 == 0,
                by_document: None,
            },
        }
    }

    /// All that pages read of figures, and what waits. A group that lost its last duty may be there
    /// with nothing, or not at all.
    fn told(board: &Board) -> impl PartialEq + std::fmt::Debug + use<> {
        let some = |sums: &OrdMap<GroupKey, Figures>| -> Vec<(GroupKey, Figures)> {
            let some = sums.iter().filter(|(_, sums)| sums.duties > 0);
            some.map(|(group, sums)| (group.clone(), *sums)).collect()
        };
        // The place where each last changed too: it is packed with them.
        let figures: Vec<_> = board
            .duties
            .iter()
            .map(|(_, e)| (e.figures.clone(), e.changed))
            .collect();
        let weeks: Vec<_> = board
            .weeks
            .all()
            .map(|week| (week.day, some(&week.sums)))
            .collect();
        let deliveries: Vec<_> = board
            .deliveries
            .iter()
            .filter(|(_, it)| **it != Deliveries::default())
            .map(|(code, it)| (code.clone(), it.clone()))
            .collect();
        let of_duties = board.duties.iter().flat_map(|(_, e)| &e.duty.outcome);
        let outcomes = of_duties.chain(board.indicators.values().map(Arc::as_ref));
        let entered: Vec<_> = outcomes
            .map(|it| (it.pending.clone(), it.entered_on))
            .collect();
        (
            some(&board.sums),
            figures,
            weeks,
            deliveries,
            board.plan_ahead.clone(),
            entered,
        )
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let days = prop_oneof![3 => Just(0_i64), 1 => 0..9_i64];
        prop::collection::vec((0..15_u8, 0..240_usize, 0..1000_usize, days), 1..200)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is recorded and whichever days pass.
        #[test]
        fn sums_that_run_along_are_those_added_up_anew(steps in steps()) {
            let (mut board, mut running) = (Board::empty(), RunningSums::default());
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

        /// A board that is brought from day to day, with and without facts, has the
        /// figures and the weekly points of one that is replayed to that day.
        #[test]
        fn a_board_that_lives_through_days_is_the_one_replayed(steps in steps()) {
            let campaign = Campaign {
                name: "".into(),
                start: Day::from_ymd_opt(2026, 1, 14).unwrap(),
                deadline: None,
                first_deadline: None,
            minutes: app::domain::Minutes::default(),
                closes: None,
                zone: chrono_tz::Asia::Ho_Chi_Minh,
                motto: "".into(),
                headline: None,
                place: Locality::City,
                issued: app::domain::Issued::default(),
                demo: false,
                provisional: false,
                source: "".into(),
            };
            let mut today = campaign.start;
            let mut living = Board::of(Some(campaign.clone())).advance(Vec::new(), today);
            let (mut all, mut new) = (Vec::new(), Vec::new());
            let named = (0..40).map(|n| ([0, 1, 2, 4, 6, 7][n % 6], n, n * 7, 0));
            for (seq, step) in named.chain(steps).enumerate() {
                let recorded_at = start_of(today, campaign.zone) + seq as i64;
                new.push(Stamped { seq: seq as i64, recorded_at, fact: fact(step, today) });
                if step.3 > 0 {
                    all.extend(new.iter().cloned());
                    living = living.advance(std::mem::take(&mut new), today);
                    today += TimeDelta::days(step.3);
                    living = living.advance(Vec::new(), today);
                    let replayed = Board::of(Some(campaign.clone())).advance(all.clone(), today);
                    prop_assert_eq!(told(&living), told(&replayed), "{}", today);
                    // Also from a checkpoint on, now an old one, now the last.
                    let sundays: Vec<Day> = living.weeks.all().map(|week| week.day).collect();
                    if let Some(sunday) = sundays.get(seq % sundays.len().max(1)).copied() {
                        let end = closes_at(sunday, campaign.zone);
                        let (before, after): (Vec<_>, Vec<_>) =
                            all.iter().cloned().partition(|fact| fact.recorded_at < end);
                        let begun = Board::of(Some(campaign.clone()));
                        let week: Vec<Day> = sunday.week(Weekday::Mon).first_day().iter_days().take(7).collect();
                        let replay = Replay::new(begun, sunday + TimeDelta::days(1), None);
                        let mut replay = replay.keeping(week.clone());
                        replay.take(before);
                        let (closed, days) = replay.closed();
                        // What later days compare with is what the day itself says.
                        for (day, kept) in week.iter().zip(&days) {
                            let end = closes_at(*day, campaign.zone);
                            let upto = all.iter().filter(|fact| fact.recorded_at < end);
                            let plain = Board::of(Some(campaign.clone()));
                            let plain = plain.advance(upto.cloned().collect(), *day);
                            prop_assert_eq!(kept, &DayStatuses::of(&plain), "{}", day);
                        }
                        let asked = week[seq % 7];
                        let unpacked = checkpoints::packed_and_unpacked(&closed, sunday, &days, asked);
                        prop_assert_eq!(unpacked.compared_with.as_ref(), days.get(seq % 7));
                        let kept = unpacked.board;
                        let mut replay = Replay::new(kept, today, None);
                        replay.take(after);
                        prop_assert_eq!(told(&replay.finish()), told(&living), "{}", sunday);
                    }
                }
            }
            // Also when the clock is set back.
            let back = today - TimeDelta::days(3);
            let mut anew = living.clone();
            anew.compute_all(back);
            let living = living.advance(Vec::new(), back);
            prop_assert_eq!(told(&living), told(&anew), "back to {}", back);
        }
    }
}
