//! Figures of a duty and of groups of duties.
use serde::{Deserialize, Serialize};

use super::{
    Calendar, Day, Deliveries, Duty, Gains, Judgement, Mass, Milestone, Part, PartnerCode,
    Responsible, Share, ShareOf, Status, Weighed, Weight, judge, next_change, whole,
};

/// Everything one duty adds to the sums it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct DutyFigures {
    /// See [`judge`].
    pub judgement: Option<Judgement>,
    pub weight: Weight,
    pub figures: Figures,
    /// What it adds to the pace of its groups.
    pub gains: Gains,
    /// What the duty adds to each company that is responsible in it, or was.
    pub partners: Vec<PartnerPart>,
    /// See [`next_change`].
    pub changes_on: Option<Day>,
}

/// One company's part of a duty.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerPart {
    pub company: PartnerCode,
    pub sums: Figures,
    pub deliveries: Deliveries,
}

/// The figures of a duty or of a group, as exact sums.
///
/// Shares follow docs/rules.md, Figures: share of a group = Σ W·share / Σ W.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// Σ W, and Σ W of the duties whose measured share rolls up.
    pub mass: Mass,
    pub measurable_mass: Mass,
    pub claimed: Mass,
    pub accepted: Mass,
    pub measured: Mass,
    pub expected: Mass,
    pub expected_original: Mass,
    pub duties: u32,
    /// Duties with an outcome indicator, and those of them with a measurement.
    pub measurable: u32,
    pub measured_duties: u32,
    /// Counted milestones: all, handed over or accepted, accepted, late.
    pub products: u32,
    pub products_claimed: u32,
    pub products_accepted: u32,
    pub products_late: u32,
    /// Duties by status, in the order of [`Status::ALL`].
    pub counts: [u32; 6],
    /// What stands behind them, in the order of [`Part::ALL`].
    pub parts: [u32; Part::COUNT],
}

impl Figures {
    pub fn claimed(&self) -> Option<Share> {
        Share::new(self.claimed, self.mass)
    }

    pub fn accepted(&self) -> Option<Share> {
        Share::new(self.accepted, self.mass)
    }

    /// Over the duties with an outcome indicator and a target; a bare value and
    /// a duty without an indicator stay outside.
    pub fn measured(&self) -> Option<Share> {
        Share::new(self.measured, self.measurable_mass)
    }

    pub fn expected(&self) -> Option<Share> {
        Share::new(self.expected, self.mass)
    }

    pub fn expected_original(&self) -> Option<Share> {
        Share::new(self.expected_original, self.mass)
    }

    /// How far what is accepted is ahead of the original plan, in tenths of a point; below 0 it
    /// is behind.
    pub fn gap(&self) -> Option<i64> {
        Some(self.accepted()?.points_from(self.expected_original()?))
    }

    /// By how much what is accepted is further ahead of the original plan than it was before, in
    /// tenths of a point, as both gaps are printed; below 0 it fell further behind.
    pub fn gap_from(&self, before: &Self) -> Option<i64> {
        Some(self.gap()? - before.gap()?)
    }

    /// How far what is accepted is behind the original plan where, by the deadlines as they are now, it is
    /// not: what was given more time looks as if nothing had happened. In tenths of a point.
    pub fn behind_but_for_extensions(&self) -> Option<i64> {
        let by_now = self.accepted >= self.expected;
        self.gap().filter(|gap| *gap < 0 && by_now).map(|gap| -gap)
    }

    /// The same where it is behind those too, and would not be once what waits for a decision is
    /// accepted.
    pub fn behind_but_for_decisions(&self) -> Option<i64> {
        let by_report = self.accepted < self.expected && self.claimed >= self.expected;
        self.gap()
            .filter(|gap| *gap < 0 && by_report)
            .map(|gap| -gap)
    }

    pub const fn count(&self, status: Status) -> u32 {
        self.counts[status as usize]
    }

    /// The part of the duties that have a status which has this one.
    pub fn share_of_status(&self, status: Status) -> Option<Share> {
        let all: u32 = self.counts.iter().sum();
        Share::new(self.count(status).into(), all.into())
    }

    /// Duties that have a status and are not done.
    pub fn unfinished(&self) -> u32 {
        self.counts.iter().sum::<u32>() - self.count(Status::Done)
    }

    /// Whether every duty that has a status is done.
    pub fn all_done(&self) -> bool {
        self.count(Status::Done) > 0 && self.unfinished() == 0
    }

    /// The parts of a status that have duties.
    pub fn parts_of(&self, status: Status) -> impl Iterator<Item = (Part, u32)> {
        let counted = Part::ALL.iter().copied().zip(self.parts);
        counted.filter(move |(part, number)| part.status() == status && *number > 0)
    }

    /// Counts the one duty these are the figures of.
    fn count_one(&mut self, judgement: Option<Judgement>) {
        if let Some(judgement) = judgement {
            self.counts[judgement.status as usize] = 1;
            if let Some(part) = judgement.part {
                self.parts[part as usize] = 1;
            }
        }
    }

    fn combine(&mut self, o: &Self, mass: impl Fn(&mut Mass, Mass), n: impl Fn(&mut u32, u32)) {
        mass(&mut self.mass, o.mass);
        mass(&mut self.measurable_mass, o.measurable_mass);
        mass(&mut self.claimed, o.claimed);
        mass(&mut self.accepted, o.accepted);
        mass(&mut self.measured, o.measured);
        mass(&mut self.expected, o.expected);
        mass(&mut self.expected_original, o.expected_original);
        n(&mut self.duties, o.duties);
        n(&mut self.measurable, o.measurable);
        n(&mut self.measured_duties, o.measured_duties);
        n(&mut self.products, o.products);
        n(&mut self.products_claimed, o.products_claimed);
        n(&mut self.products_accepted, o.products_accepted);
        n(&mut self.products_late, o.products_late);
        for (mine, theirs) in self.counts.iter_mut().zip(o.counts) {
            n(mine, theirs);
        }
        for (mine, theirs) in self.parts.iter_mut().zip(o.parts) {
            n(mine, theirs);
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.combine(other, |a, b| *a += b, |a, b| *a += b);
    }

    /// Takes back what [`Figures::add`] added.
    pub fn subtract(&mut self, other: &Self) {
        self.combine(other, |a, b| *a -= b, |a, b| *a = a.saturating_sub(b));
    }
}

impl ShareOf {
    /// Numerator and denominator.
    pub const fn sums(self, f: &Figures) -> (Mass, Mass) {
        match self {
            Self::Claimed => (f.claimed, f.mass),
            Self::Accepted => (f.accepted, f.mass),
            Self::Measured => (f.measured, f.measurable_mass),
            Self::Expected => (f.expected, f.mass),
            Self::ExpectedOriginal => (f.expected_original, f.mass),
        }
    }

    pub const fn of(self, f: &Figures) -> Option<Share> {
        let (part, whole) = self.sums(f);
        Share::new(part, whole)
    }
}

/// Milestone weights of one duty, or of one company's part of it.
#[derive(Default)]
struct Tally {
    all: i128,
    claimed: i128,
    accepted: i128,
    expected: i128,
    expected_original: i128,
    sums: Figures,
}

impl Tally {
    fn add(&mut self, m: &Milestone, weighed: &Weighed<'_>, today: Day) {
        if !m.told_on(today) {
            return;
        }
        // A slot that is late is told before it closes; it is a product when it has.
        if m.late(today) {
            self.sums.products_late += 1;
        }
        if !m.counts_on(today) {
            return;
        }
        let weight = weighed.of(m);
        let holds = |share: ShareOf| share.holds(m, today);
        self.all += weight;
        self.sums.products += 1;
        if holds(ShareOf::Claimed) {
            self.claimed += weight;
            self.sums.products_claimed += 1;
        }
        if holds(ShareOf::Accepted) {
            self.accepted += weight;
            self.sums.products_accepted += 1;
        }
        if holds(ShareOf::Expected) {
            self.expected += weight;
        }
        if holds(ShareOf::ExpectedOriginal) {
            self.expected_original += weight;
        }
    }

    /// What a company has of a duty; nothing, where all it had went to others.
    fn into_part(self, weight: Weight, of: &Weighed<'_>, judgement: Option<Judgement>) -> Figures {
        if self.sums.products == 0 && self.sums.products_late == 0 {
            return Figures::default();
        }
        let part = of.share(self.all);
        let mut sums = self.into_sums(weight, of);
        sums.mass = part.map_or(0, |part| part.of_weight(weight));
        sums.duties = 1;
        sums.count_one(judgement);
        sums
    }

    /// The sums of these milestones in a duty of this weight, of all that its counted milestones
    /// weigh.
    fn into_sums(self, weight: Weight, of: &Weighed<'_>) -> Figures {
        let share = |part: i128| of.share(part).map_or(0, |share| share.of_weight(weight));
        Figures {
            claimed: share(self.claimed),
            accepted: share(self.accepted),
            expected: share(self.expected),
            expected_original: share(self.expected_original),
            ..self.sums
        }
    }
}

impl DutyFigures {
    /// The figures of a duty of this weight on a day.
    pub fn of(duty: &Duty, weight: Weight, today: Day, calendar: &Calendar) -> Self {
        let judgement = judge(duty, today);
        let mut figures = Figures::shares_of(duty, weight, today);
        figures.count_one(judgement);
        Self {
            judgement,
            weight,
            figures,
            gains: Gains::of(duty, weight, today),
            partners: partners(duty, weight, today, calendar, judgement),
            changes_on: next_change(duty, today),
        }
    }

    /// The measured share of the duty itself, bare values included.
    pub fn measured(duty: &Duty) -> Option<Share> {
        duty.outcome.as_ref().and_then(super::Outcome::share)
    }
}

impl Figures {
    /// The shares of one duty, without its status: what the weekly points of
    /// the past need.
    pub fn shares_of(duty: &Duty, weight: Weight, today: Day) -> Self {
        if duty.only_supports() {
            return Self::default();
        }
        let mut tally = Tally::default();
        let weighed = duty.weighed(today);
        for m in duty.counted() {
            tally.add(m, &weighed, today);
        }
        let mut sums = tally.into_sums(weight, &weighed);
        // Before the first of its slots has closed nothing can be said of a rhythm.
        sums.mass = if duty.counts_later(today) {
            0
        } else {
            whole(weight)
        };
        sums.duties = 1;
        if let Some(outcome) = &duty.outcome {
            sums.measurable = 1;
            sums.measured_duties = u32::from(outcome.latest().is_some());
            if let Some(share) = outcome.rolled_up_share() {
                sums.measurable_mass = whole(weight);
                sums.measured = share.of_weight(weight);
            }
        }
        sums
    }

    /// The first day after `today` on which [`Figures::shares_of`] says something
    /// else though nothing was recorded: a deadline has closed.
    pub fn shares_change_on(duty: &Duty, today: Day) -> Option<Day> {
        duty.counted()
            .flat_map(Milestone::turns)
            .filter(|deadline| *deadline >= today)
            .min()
            .and_then(|deadline| deadline.succ_opt())
    }
}

impl Duty {
    /// What each counted milestone adds to a share of a duty of this weight: W·w/Σw, or nothing.
    /// Where that is no integer, each is cut so that together they are what the duty has.
    pub fn adds(&self, share: ShareOf, weight: Weight, today: Day) -> Vec<(&Milestone, Mass)> {
        let weighed = self.weighed(today);
        let up_to = |part: i128| {
            weighed
                .share(part)
                .map_or(0, |share| share.of_weight(weight))
        };
        let mut held = 0;
        self.counted()
            .filter(|m| m.counts_on(today))
            .map(|m| {
                let before = up_to(held);
                if share.holds(m, today) {
                    held += weighed.of(m);
                }
                (m, up_to(held) - before)
            })
            .collect()
    }
}

/// What each company is responsible for in a duty: its milestones, each with
/// W·w/Σw.
fn partners(
    duty: &Duty,
    weight: Weight,
    today: Day,
    calendar: &Calendar,
    judgement: Option<Judgement>,
) -> Vec<PartnerPart> {
    let weighed = duty.weighed(today);
    let mut companies: Vec<&PartnerCode> = Vec::new();
    // What was cancelled counts no more, and was taken late from a party all the same.
    let all = || duty.milestones.iter().filter(|m| m.terms.kind.counts());
    for party in all().flat_map(Milestone::parties) {
        if let Responsible::Partner(company) = party
            && !companies.contains(&company)
        {
            companies.push(company);
        }
    }
    companies
        .into_iter()
        .map(|company| {
            let party = Responsible::Partner(company.clone());
            let (mut tally, mut deliveries) = (Tally::default(), Deliveries::default());
            for m in all() {
                deliveries.count(m, &party, today, calendar);
                if m.counts() && m.responsible == party {
                    tally.add(m, &weighed, today);
                }
            }
            PartnerPart {
                company: company.clone(),
                sums: tally.into_part(weight, &weighed, judgement),
                deliveries,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        State,
        gap::tests::{duty, milestone},
        parse_day,
    };
    use proptest::prelude::*;

    #[test]
    fn rule_4_more_time_does_not_hide_what_is_behind_the_original_plan() {
        let told = |accepted, expected, expected_original| {
            let figures = Figures {
                mass: 1_000,
                accepted,
                expected,
                expected_original,
                ..Figures::default()
            };
            figures.behind_but_for_extensions()
        };
        for (accepted, expected, original, told_as) in [
            (720, 720, 1_000, Some(280)),
            (720, 400, 1_000, Some(280)),
            // Late by its own deadlines, which the status says.
            (720, 800, 1_000, None),
            (720, 400, 720, None),
            (720, 400, 500, None),
            (0, 0, 0, None),
        ] {
            assert_eq!(
                told(accepted, expected, original),
                told_as,
                "{accepted} {expected}"
            );
        }
        assert_eq!(Figures::default().behind_but_for_extensions(), None);
    }

    proptest! {
        /// Whatever the milestones weigh: also where no part of the duty's weight is an integer.
        #[test]
        fn what_a_milestone_adds_makes_up_the_share_of_its_duty(
            parts in prop::collection::vec((0_u64..5000, 0_i64..60, 0_usize..3), 0..9),
            weight in 0_u64..4_000_000,
        ) {
            let states = [State::Open, State::Submitted, State::Accepted];
            let all = parts.iter().enumerate();
            let all = all.map(|(n, (w, due, state))| milestone(n, *w, *due, states[*state], true));
            let duty = duty(all.collect());
            let today = parse_day("2026-07-01").unwrap();
            let sums = Figures::shares_of(&duty, weight, today);
            for share in ShareOf::ALL.iter().filter(|it| **it != ShareOf::Measured) {
                let adds = duty.adds(*share, weight, today);
                prop_assert_eq!(adds.len(), parts.len());
                prop_assert!(adds.iter().all(|(m, part)| *part == 0 || share.holds(m, today)));
                let together: Mass = adds.iter().map(|(_, part)| part).sum();
                prop_assert_eq!(together, share.sums(&sums).0, "{:?}", share);
            }
        }
    }
}
