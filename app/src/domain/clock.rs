//! Whose court a milestone is in: the working days that each side has held it.

use super::{
    Assignment, Calendar, Day, DayTally, Duty, Holder, Milestone, PartnerCode, Responsible, State,
};

/// Days without a break in one hand, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub holder: Holder,
    pub from: Day,
    pub through: Day,
    /// Its working days.
    pub days: i64,
}

/// Which days of a milestone a clock tells.
#[derive(Debug, Clone, Copy)]
pub enum Days<'a> {
    All,
    /// Those since the party that has it was given it.
    InThisHand,
    /// Those on which it was a party's, whoever has it now.
    Of(&'a Responsible),
}

/// Who held a milestone from the day its clock started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    pub started: Day,
    /// In their order; between an acceptance and its revocation there is none.
    pub stretches: Vec<Stretch>,
    /// Who holds it now; nobody once it was accepted or cancelled.
    pub holder: Option<Holder>,
}

impl Clock {
    pub fn parts(&self) -> HeldDays {
        let mut parts = HeldDays::default();
        for stretch in &self.stretches {
            parts.0[stretch.holder as usize] += stretch.days;
        }
        parts
    }

    /// How many of its working days are over when a day ends; `None` of a day before it started.
    pub fn worked_through(&self, day: Day, calendar: &Calendar) -> Option<i64> {
        let within = self.stretches.iter().map(|it| {
            let through = it.through.min(day);
            let before = it.from.pred_opt().unwrap_or(it.from);
            calendar.working_days(before, through)
        });
        (day >= self.started).then(|| within.sum())
    }
}

/// Working days by holder. The parts sum to the whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HeldDays([i64; Holder::ALL.len()]);

impl HeldDays {
    pub const fn of(&self, holder: Holder) -> i64 {
        self.0[holder as usize]
    }

    pub fn whole(&self) -> i64 {
        self.0.iter().sum()
    }

    pub fn add(&mut self, other: &Self) {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own += more;
        }
    }
}

/// The clocks of many milestones, by holder and together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clocks {
    pub days: HeldDays,
    whole: DayTally,
    by: [DayTally; Holder::ALL.len()],
}

impl Clocks {
    pub fn count(&mut self, clock: &Clock) {
        let parts = clock.parts();
        let days = |days: i64| u16::try_from(days).unwrap_or(u16::MAX);
        self.days.add(&parts);
        self.whole.push(days(parts.whole()));
        for holder in Holder::ALL {
            // Who never had it is not quick.
            if clock.stretches.iter().any(|it| it.holder == *holder) {
                self.by[*holder as usize].push(days(parts.of(*holder)));
            }
        }
    }

    /// How many milestones there are, and the days of the middle one in tenths.
    pub fn whole(&self) -> (u32, Option<i64>) {
        (self.whole.total(), self.whole.median_tenths())
    }

    /// How many of them a holder had, and for how long the middle one.
    pub fn of(&self, holder: Holder) -> (u32, Option<i64>) {
        let tally = &self.by[holder as usize];
        (tally.total(), tally.median_tenths())
    }
}

impl Milestone {
    /// Who holds it now.
    pub fn holder(&self) -> Option<Holder> {
        let of_unit = self.responsible == Responsible::Unit;
        match self.state {
            State::Accepted | State::Cancelled => None,
            _ if self.waits_since.is_some() || self.awaits().is_some() => Some(Holder::Above),
            State::Open if of_unit => Some(Holder::Unit),
            State::Open => Some(Holder::Company),
            State::Submitted if of_unit => Some(Holder::Office),
            State::Submitted => Some(Holder::Head),
        }
    }

    /// From which day through which it was a party's, each time.
    fn had_by<'a>(&'a self, party: &'a Responsible) -> impl Iterator<Item = (Day, Day)> + 'a {
        let given = self.held_by.iter().map(|(given, _)| *given);
        let from = std::iter::once(Day::MIN).chain(given.clone());
        let through = given.map(|day| day.pred_opt().unwrap_or(day));
        let parties = self.held_by.iter().map(|(_, party)| party);
        from.zip(through.chain([Day::MAX]))
            .zip(parties.chain([&self.responsible]))
            .filter_map(move |(days, had)| (had == party).then_some(days))
            // Given on the day it came, it never was that party's.
            .filter(|(from, through)| from <= through)
    }

    /// Who was responsible on a day.
    pub(super) fn party_on(&self, day: Day) -> &Responsible {
        let mut before = self.held_by.iter();
        let found = before.find(|(until, _)| day < *until);
        found.map_or(&self.responsible, |(_, party)| party)
    }

    /// Whose turn it was on a day, of one that had it: what lies with a company that was not
    /// assigned to the unit is the office's to give away.
    fn in_whose(&self, holder: Holder, day: Day, assignments: &[Assignment]) -> Holder {
        let assigned = |company: &PartnerCode| {
            let mut all = assignments.iter();
            all.any(|it| it.partner == *company && it.holds_on(day))
        };
        match (holder, self.party_on(day)) {
            (Holder::Company, Responsible::Partner(company)) if !assigned(company) => {
                Holder::Office
            }
            _ => holder,
        }
    }

    /// Days of one holder, cut where a company became or was no longer assigned.
    fn cut(
        &self,
        (holder, from, through): (Holder, Day, Day),
        assignments: &[Assignment],
    ) -> Vec<(Holder, Day, Day)> {
        let ends = |it: &Assignment| it.to.and_then(|day| day.succ_opt());
        let mut begins: Vec<Day> = assignments
            .iter()
            .flat_map(|it| [Some(it.from), ends(it)])
            .flatten()
            .chain(self.held_by.iter().map(|(until, _)| *until))
            .filter(|day| from < *day && *day <= through)
            .chain([from])
            .collect();
        begins.sort_unstable();
        begins.dedup();
        let mut cut: Vec<(Holder, Day, Day)> = Vec::new();
        for day in begins {
            let holder = self.in_whose(holder, day, assignments);
            match cut.last_mut() {
                Some((before, ..)) if *before == holder => {}
                last => {
                    if let Some((.., ended)) = last {
                        *ended = day.pred_opt().unwrap_or(day);
                    }
                    cut.push((holder, day, through));
                }
            }
        }
        cut
    }

    /// From a day through another, by who had it at the end of each.
    fn stretches(
        &self,
        from: Day,
        through: Day,
        calendar: &Calendar,
        assignments: &[Assignment],
    ) -> Vec<Stretch> {
        let changes = self.hands.changes();
        let first = changes.first().map_or(self.holder(), |(_, holder)| *holder);
        let (mut at, mut holder, mut all) = (from, first, Vec::new());
        let mut hold = |holder: Option<Holder>, from: Day, through: Day| {
            let Some(holder) = holder.filter(|_| from <= through) else {
                return;
            };
            for (holder, from, through) in self.cut((holder, from, through), assignments) {
                let before = from.pred_opt().unwrap_or(from);
                all.push(Stretch {
                    holder,
                    from,
                    through,
                    days: calendar.working_days(before, through),
                });
            }
        };
        for (day, next) in changes.iter().filter(|(day, _)| *day <= through) {
            if *day > at {
                hold(holder, at, day.pred_opt().unwrap_or(*day));
                at = *day;
            }
            holder = *next;
        }
        hold(holder, at, through);
        all
    }
}

impl Duty {
    /// The clock of one of its counted milestones; `None` before it starts. `assignments` are those
    /// of its unit.
    pub fn clock(
        &self,
        m: &Milestone,
        today: Day,
        calendar: &Calendar,
        assignments: &[Assignment],
        days: Days,
    ) -> Option<Clock> {
        if !m.terms.kind.counts() {
            return None;
        }
        let started = self.started(m)?;
        // What was missed is nobody's any more.
        let missed = m.missed_from().filter(|from| *from <= today);
        let ends = missed.and_then(|from| from.pred_opt()).unwrap_or(today);
        let spans: Vec<(Day, Day)> = match days {
            Days::All => vec![(Day::MIN, Day::MAX)],
            Days::InThisHand => vec![(m.given_on.unwrap_or(Day::MIN), Day::MAX)],
            Days::Of(party) => m.had_by(party).collect(),
        };
        let spans: Vec<(Day, Day)> = spans
            .into_iter()
            .map(|(from, through)| (from.max(started), through.min(ends)))
            .filter(|(from, through)| from <= through)
            .collect();
        let (started, _) = *spans.first()?;
        let (_, through) = *spans.last()?;
        Some(Clock {
            started,
            stretches: spans
                .into_iter()
                .flat_map(|(from, through)| m.stretches(from, through, calendar, assignments))
                .collect(),
            holder: m
                .holder()
                .filter(|_| through == today)
                .map(|holder| m.in_whose(holder, today, assignments)),
        })
    }

    /// The first day of a milestone's clock: when the one before it in the duty is done, due or
    /// cancelled, but never before it was recorded, nor after its own first submission or deadline.
    /// What the old book handed over before it was recorded here runs from that day.
    /// A cancellation moves no day that is over: until it, the turn was that one's.
    fn started(&self, m: &Milestone) -> Option<Day> {
        let recorded = m.recorded_on?;
        // They stand in the order in which they were recorded.
        let all = self.milestones.iter().filter(|it| it.terms.kind.counts());
        // Slots follow those of their own rhythm.
        let all = all.filter(|it| it.rhythm() == m.rhythm());
        let before = all.take_while(|it| it.terms.order < m.terms.order);
        // One with neither a deadline nor an acceptance is passed over.
        let done = |it: &Milestone| {
            let accepted = it.stood.first().map(|(day, _)| *day);
            it.original_deadline.into_iter().chain(accepted).min()
        };
        let follows = before.fold(None, |follows: Option<Day>, it| {
            match (done(it), it.cancelled_on()) {
                (None, _) => follows,
                (Some(done), None) => Some(done),
                (Some(done), Some(cancelled)) => follows.max(Some(done.min(cancelled))),
            }
        });
        let own = m.original_deadline.into_iter().chain(m.first_submitted_on);
        let start = follows.and_then(|day| day.succ_opt()).max(Some(recorded))?;
        // Only the old book hands over what was not recorded here yet.
        let known = m.first_submitted_on.map_or(recorded, |on| on.min(recorded));
        Some(own.min().map_or(start, |own| start.min(own)).max(known))
    }
}

#[cfg(test)]
mod tests;
