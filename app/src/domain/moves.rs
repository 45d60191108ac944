//! What moved between two days: duties by the status they had and the one they have.
use super::{Share, Status, Turn, words};

words! {
    /// What became of a duty between two days, where something did.
    Move {
        Worse = "worse",
        Better = "better",
        /// It did not count then.
        New = "new",
        /// It does not count any more: cancelled, or its unit closed.
        Gone = "gone",
        /// What was promised of it was changed by a decision, or a part of it was cancelled:
        /// neither better nor worse, whatever its status is now.
        Redefined = "redefined",
    }
}

impl Move {
    /// What became of a duty by its status then and now; none: it does not count on that day.
    pub const fn of(then: Option<Status>, now: Option<Status>, redefined: bool) -> Option<Self> {
        let Some(now) = now else {
            return if then.is_some() {
                Some(Self::Gone)
            } else {
                None
            };
        };
        match Turn::of(then, now) {
            Some(Turn::New) => Some(Self::New),
            _ if redefined => Some(Self::Redefined),
            Some(Turn::Worse) => Some(Self::Worse),
            Some(Turn::Better) => Some(Self::Better),
            None => None,
        }
    }
}

/// The rows and columns: the statuses, worst first, and one for what does not count on that day.
const SIDES: usize = Status::ALL.len() + 1;

const fn side(status: Option<Status>) -> usize {
    match status {
        Some(status) => status as usize,
        None => Status::ALL.len(),
    }
}

/// How many duties went from each status to each. Rows are then, columns now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moves([[u32; SIDES]; SIDES]);

impl Moves {
    pub fn count(&mut self, then: Option<Status>, now: Option<Status>) {
        if then.is_some() || now.is_some() {
            self.0[side(then)][side(now)] += 1;
        }
    }

    /// Those that went from one status to another; of none then: new, of none now: gone.
    pub const fn cell(&self, then: Option<Status>, now: Option<Status>) -> u32 {
        self.0[side(then)][side(now)]
    }

    /// All that had a status then, whatever became of them.
    pub fn then(&self, status: Option<Status>) -> u32 {
        self.0[side(status)].iter().sum()
    }

    /// All that have one now, wherever they came from.
    pub fn now(&self, status: Option<Status>) -> u32 {
        self.0.iter().map(|row| row[side(status)]).sum()
    }

    /// All that counted then.
    pub fn all_then(&self) -> u32 {
        Status::ALL.iter().map(|it| self.then(Some(*it))).sum()
    }

    /// All that count now.
    pub fn all_now(&self) -> u32 {
        Status::ALL.iter().map(|it| self.now(Some(*it))).sum()
    }
}

impl FromIterator<(Option<Status>, Option<Status>)> for Moves {
    fn from_iter<I: IntoIterator<Item = (Option<Status>, Option<Status>)>>(pairs: I) -> Self {
        let mut moves = Self::default();
        for (then, now) in pairs {
            moves.count(then, now);
        }
        moves
    }
}

/// A share on two days, and what made the one into the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeOf {
    pub then: Share,
    /// The share then, told by the duties, milestones and weights of now.
    pub restated: Share,
    pub now: Share,
}

impl MadeOf {
    pub fn of(then: Option<Share>, restated: Option<Share>, now: Option<Share>) -> Option<Self> {
        Some(Self {
            then: then?,
            restated: restated?,
            now: now?,
        })
    }

    /// What was done and what came due, in tenths of a point.
    pub fn by_work(&self) -> i64 {
        self.now.printed_from(self.restated)
    }

    /// What was added, taken away or redefined, in tenths of a point.
    pub fn by_definition(&self) -> i64 {
        self.restated.printed_from(self.then)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// What is printed beside each other adds up: the parts to the change, the change to now. What is
        /// printed alike has not changed.
        #[test]
        fn rule_7_then_with_work_and_redefinitions_is_now(
            of in 1..1_000_000_i128,
            parts in prop::array::uniform3(0..=1_000_000_i128),
        ) {
            let [then, restated, now] = parts.map(|part| Share::new(part.min(of), of));
            let made = MadeOf::of(then, restated, now).unwrap();
            let printed = made.then.permille() + made.by_definition() + made.by_work();
            prop_assert_eq!(printed, made.now.permille());
            let change = made.now.printed_from(made.then);
            prop_assert_eq!(made.by_definition() + made.by_work(), change);
            // No more than the rounding of both is away from the exact one.
            let exact = made.now.points_from(made.then);
            prop_assert!((change - exact).abs() <= 2, "{made:?} {change} {exact}");
        }
    }

    fn status() -> impl Strategy<Value = Option<Status>> {
        (0..=Status::ALL.len()).prop_map(|at| Status::ALL.get(at).copied())
    }

    proptest! {
        /// Whatever becomes of duties from day to day: any two days of it close.
        #[test]
        fn the_sums_of_the_table_of_moves_close(
            days in prop::collection::vec(prop::collection::vec(status(), 12), 2..6),
            redefined in prop::collection::vec(any::<bool>(), 12),
        ) {
            for (at, first) in days.iter().enumerate() {
                for last in &days[at + 1..] {
                    let pairs = || first.iter().copied().zip(last.iter().copied());
                    let moves: Moves = pairs().collect();
                    let on = |day: &[Option<Status>], it| {
                        day.iter().filter(|status| **status == it).count() as u32
                    };
                    for it in Status::ALL {
                        prop_assert_eq!(moves.then(Some(*it)), on(first, Some(*it)));
                        prop_assert_eq!(moves.now(Some(*it)), on(last, Some(*it)));
                    }
                    let (new, gone) = (moves.then(None), moves.now(None));
                    prop_assert_eq!(moves.all_then() + new, moves.all_now() + gone);
                    // Each duty is in one cell, and in one sum or in none.
                    let of = |it: Option<Move>| {
                        let all = pairs().zip(&redefined);
                        let all = all.map(|((then, now), by)| Move::of(then, now, *by));
                        all.filter(|found| *found == it).count() as u32
                    };
                    prop_assert_eq!(of(Some(Move::New)), new);
                    prop_assert_eq!(of(Some(Move::Gone)), gone);
                    let counted: u32 = Move::ALL.iter().map(|it| of(Some(*it))).sum();
                    prop_assert_eq!(counted + of(None), 12);
                }
            }
        }
    }

    #[test]
    fn what_was_redefined_is_neither_better_nor_worse() {
        use Status::{Done, Late, NotDue, OnTrack};
        for (then, now, redefined, told) in [
            (Some(OnTrack), Some(Late), false, Some(Move::Worse)),
            (Some(OnTrack), Some(Late), true, Some(Move::Redefined)),
            (Some(Late), Some(Done), false, Some(Move::Better)),
            (Some(Late), Some(Done), true, Some(Move::Redefined)),
            (Some(Late), Some(Late), true, Some(Move::Redefined)),
            (Some(Late), Some(Late), false, None),
            (Some(NotDue), Some(OnTrack), false, None),
            (None, Some(Late), true, Some(Move::New)),
            (Some(Late), None, true, Some(Move::Gone)),
            (None, None, true, None),
        ] {
            assert_eq!(Move::of(then, now, redefined), told, "{then:?} {now:?}");
        }
    }
}
