//! Whether the days that were committed to are kept: by milestones that were handed over, and by
//! values at the target of an indicator.
use super::{Day, Explanation, Milestone, Outcome, Talk, words};

words! {
    /// What became of a commitment.
    Commitment {
        Kept = "kept",
        Broken = "broken",
        /// Its day has not passed.
        Open = "open",
        /// What stands was handed over or entered before it was given: it is neither kept nor broken
        /// by that.
        AfterTheDeed = "after",
        /// It went to another party by its day: nobody could keep it any more.
        GivenAway = "given-away",
        /// The party had promised that day before, or another promise of it is kept by the same deed:
        /// it counts once.
        CountedBefore = "counted-before",
    }
}

impl Commitment {
    /// Kept when what was promised is dated on or before the day committed to.
    pub fn of(commits_to: Day, done_on: Option<Day>, today: Day) -> Self {
        match done_on {
            Some(done) if done <= commits_to => Self::Kept,
            _ if today > commits_to => Self::Broken,
            _ => Self::Open,
        }
    }
}

/// What became of each commitment about one thing, so that promising more often makes nobody more
/// reliable: a day promised twice counts once, and one deed keeps one promise of a party, the
/// strictest. `all`: with the day of the deed that keeps it.
fn each_once(
    all: Vec<(&Explanation, Commitment, Option<Day>)>,
) -> impl Iterator<Item = (&Explanation, Commitment)> {
    let strictest = |at: usize| {
        let (it, _, deed) = all[at];
        let mut others = all.iter().enumerate();
        !others.any(|(place, (other, kept, by))| {
            let same = other.by == it.by && *kept == Commitment::Kept && *by == deed;
            same && (other.commits_to, place) < (it.commits_to, at)
        })
    };
    let said_before = |at: usize| {
        let (it, is, _) = all[at];
        let mut before = all[..at].iter();
        before.any(|(other, was, _)| {
            other.by == it.by && other.commits_to == it.commits_to && *was == is
        })
    };
    let counts = |at: usize| match all[at].1 {
        Commitment::Kept => strictest(at),
        Commitment::Broken | Commitment::Open => !said_before(at),
        _ => true,
    };
    let judged: Vec<_> = (0..all.len())
        .map(|at| {
            let (it, kept, _) = all[at];
            (
                it,
                if counts(at) {
                    kept
                } else {
                    Commitment::CountedBefore
                },
            )
        })
        .collect();
    judged.into_iter()
}

/// How many commitments there are; a later one replaces none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Commitments {
    pub kept: u32,
    pub broken: u32,
    pub open: u32,
}

impl Commitments {
    pub fn count(&mut self, kept: Commitment) {
        match kept {
            Commitment::Kept => self.kept += 1,
            Commitment::Broken => self.broken += 1,
            Commitment::Open => self.open += 1,
            Commitment::AfterTheDeed | Commitment::GivenAway | Commitment::CountedBefore => {}
        }
    }

    /// Those of which it is known whether they were kept.
    pub const fn judged(&self) -> u32 {
        self.kept + self.broken
    }

    pub const fn any(&self) -> bool {
        self.kept + self.broken + self.open > 0
    }
}

impl Milestone {
    /// What each explanation committed to, and whether it is kept by the submission that
    /// stands; of what was cancelled those whose day had passed.
    pub fn commitments(&self, today: Day) -> impl Iterator<Item = (&Explanation, Commitment)> {
        let ended = self.cancelled_on();
        let stands = |it: &Explanation| ended.is_none_or(|on| it.commits_to < on);
        let all = self.talk().map_or(&[][..], Talk::explanations);
        let kept = |(place, it)| (it, self.keeps(place, it, today), self.submitted_on);
        let all = all
            .iter()
            .enumerate()
            .filter(|(_, it)| stands(it))
            .map(kept);
        each_once(all.collect())
    }

    /// The last commitment, and whether it is kept.
    pub fn last_commitment(&self, today: Day) -> Option<(&Explanation, Commitment)> {
        let (place, it) = self.talk()?.explanations().iter().enumerate().next_back()?;
        Some((it, self.keeps(place, it, today)))
    }

    fn keeps(&self, place: usize, it: &Explanation, today: Day) -> Commitment {
        let given_away = self.talk().and_then(|talk| talk.given_away(place));
        // Given and given back on one day, it never was another's.
        let given_away = given_away.filter(|on| *self.party_on(*on) != it.by);
        if let Some(on) = given_away {
            // Until then it was not handed over, or came back.
            return match on > it.commits_to {
                true => Commitment::Broken,
                false => Commitment::GivenAway,
            };
        }
        let promised = self.talk().map_or(0, Talk::promised);
        if self.submitted_on.is_some() && place >= promised {
            return Commitment::AfterTheDeed;
        }
        let kept = Commitment::of(it.commits_to, self.submitted_on, today);
        let done_before = self.taken_back.is_some_and(|before| place >= before);
        match kept {
            Commitment::Kept if done_before => Commitment::AfterTheDeed,
            kept => kept,
        }
    }
}

impl Outcome {
    /// What each explanation of an indicator committed to, and whether it is kept: by the first
    /// day on which an accepted measurement at its target was entered, whatever day it is of.
    pub fn commitments(&self, today: Day) -> impl Iterator<Item = (&Explanation, Commitment)> {
        let all = self.talk().map_or(&[][..], Talk::explanations);
        let deed = |it: &Explanation| {
            let missed = self.first_missed(it.on, it.commits_to)?;
            self.at_target_after(missed)
        };
        let all = all.iter().map(|it| (it, self.keeps(it, today), deed(it)));
        each_once(all.collect())
    }

    /// What was entered by the end of the day of a promise neither keeps nor breaks it, until the
    /// target is missed.
    fn keeps(&self, it: &Explanation, today: Day) -> Commitment {
        match self.first_missed(it.on, it.commits_to) {
            Some(missed) => {
                let kept = Commitment::of(it.commits_to, self.at_target_after(missed), today);
                let open = kept == Commitment::Broken && self.waits_at_target(it.commits_to);
                if open { Commitment::Open } else { kept }
            }
            None => Commitment::AfterTheDeed,
        }
    }
}
