//! With whom the rest lies: what of a plan is not accepted yet, by who has it now.
use super::{Holder, Mass};

/// What one side has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RestWith {
    pub milestones: u32,
    /// What their acceptance brings.
    pub mass: Mass,
    /// Of them what is past its original deadline: it is missing from the plan.
    pub missing: Mass,
    /// The longest that one of them has lain there, in working days; of what waits, since it was
    /// handed over.
    pub longest: i64,
}

/// Who has a part of the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestSide {
    With(Holder),
    /// Nobody any more: the slot of a period that was missed.
    Missed,
}

impl RestSide {
    pub const fn code(self) -> &'static str {
        match self {
            Self::With(holder) => holder.code(),
            Self::Missed => "missed",
        }
    }
}

/// What of some duties counts and is not accepted, by who has it: together all that they lack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rest {
    with: [RestWith; Holder::ALL.len()],
    missed: RestWith,
}

impl Rest {
    /// Takes in a milestone that is not accepted.
    pub fn add(&mut self, side: RestSide, mass: Mass, past: bool, days: i64) {
        let it = match side {
            RestSide::With(holder) => &mut self.with[holder as usize],
            RestSide::Missed => &mut self.missed,
        };
        it.milestones += 1;
        it.mass += mass;
        it.missing += if past { mass } else { 0 };
        it.longest = it.longest.max(days);
    }

    /// Who has something, the most missing first.
    pub fn sides(&self) -> Vec<(RestSide, RestWith)> {
        let with = Holder::ALL.iter();
        let with = with.map(|it| (RestSide::With(*it), self.with[*it as usize]));
        let all = with.chain([(RestSide::Missed, self.missed)]);
        let mut all: Vec<_> = all.filter(|(_, it)| it.milestones > 0).collect();
        all.sort_by_key(|(_, it)| std::cmp::Reverse((it.missing, it.mass)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_has_its_part_and_the_most_missing_is_first() {
        let mut rest = Rest::default();
        rest.add(RestSide::With(Holder::Unit), 5, false, 3);
        rest.add(RestSide::With(Holder::Company), 2, true, 51);
        rest.add(RestSide::With(Holder::Company), 2, false, 9);
        let told: Vec<_> = rest.sides();
        assert_eq!(told.len(), 2);
        let (holder, it) = told[0];
        assert_eq!(holder, RestSide::With(Holder::Company));
        assert_eq!(
            (it.milestones, it.mass, it.missing, it.longest),
            (2, 4, 2, 51)
        );
        assert_eq!(told[1].1.missing, 0);
        // What was missed is with nobody, and a part of the rest.
        rest.add(RestSide::Missed, 3, true, 0);
        let told = rest.sides();
        assert_eq!(told[0].0, RestSide::Missed);
        assert_eq!(told.iter().map(|(_, it)| it.mass).sum::<Mass>(), 12);
    }
}
