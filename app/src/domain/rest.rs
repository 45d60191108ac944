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
    /// The longest that one of them has lain there, in working days.
    pub longest: i64,
}

/// What of some duties is not accepted, by who has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rest([RestWith; Holder::ALL.len()]);

impl Rest {
    /// Takes in a milestone that is not accepted.
    pub fn add(&mut self, holder: Holder, mass: Mass, past: bool, days: i64) {
        let it = &mut self.0[holder as usize];
        it.milestones += 1;
        it.mass += mass;
        it.missing += if past { mass } else { 0 };
        it.longest = it.longest.max(days);
    }

    /// Who has something, the most missing first.
    pub fn with(&self) -> Vec<(Holder, RestWith)> {
        let all = Holder::ALL.iter().map(|it| (*it, self.0[*it as usize]));
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
        rest.add(Holder::Unit, 5, false, 3);
        rest.add(Holder::Company, 2, true, 51);
        rest.add(Holder::Company, 2, false, 9);
        let told: Vec<_> = rest.with();
        assert_eq!(told.len(), 2);
        let (holder, it) = told[0];
        assert_eq!(holder, Holder::Company);
        assert_eq!(
            (it.milestones, it.mass, it.missing, it.longest),
            (2, 4, 2, 51)
        );
        assert_eq!(told[1].1.missing, 0);
    }
}
