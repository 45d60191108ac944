//! What becomes of the slot of a period: it counts from the day after it closed, and what was not
//! handed over by then is missed for good.
use chrono::TimeDelta;

use super::{
    Day, Duty, Event, Milestone, Period, Refusal, RhythmCode, Share, Slot, State, TriggerCode,
};

/// Days in which a slot that came back may be handed over again, where it has closed by then.
pub const RETURNED_DAYS: i64 = 10;

/// "Không phát sinh" so many times running is shown to who decides.
pub const NOTHING_RUNNING: usize = 3;

impl Milestone {
    pub fn slot(&self) -> Option<&Slot> {
        self.terms.slot.as_ref()
    }

    pub fn rhythm(&self) -> Option<&RhythmCode> {
        self.slot().map(|slot| &slot.rhythm)
    }

    /// Whether its deadline was computed from an event.
    pub fn is_dated_by(&self, event: &TriggerCode) -> bool {
        let after = self.terms.after.as_ref();
        after.is_some_and(|after| after.trigger == *event) && self.original_deadline.is_some()
    }

    /// Whether a slot had closed by the plan that was made first: from the day after, it counts.
    /// Everything else always does.
    pub fn has_closed(&self, today: Day) -> bool {
        self.slot().is_none_or(|slot| today > slot.closes)
    }

    /// Of a slot that has not closed: the day from which it counts.
    pub fn counts_from(&self, today: Day) -> Option<Day> {
        let closes = self.slot()?.closes;
        closes.succ_opt().filter(|_| today <= closes)
    }

    /// The last day on which a slot is taken: its own, or the later one it was extended to.
    pub fn taken_until(&self) -> Option<Day> {
        let closes = self.slot()?.closes;
        Some(self.current_deadline.map_or(closes, |day| day.max(closes)))
    }

    /// The same of one that came back.
    fn taken_again_until(&self) -> Option<Day> {
        let until = self.taken_until()?;
        let back = self.back.filter(|_| self.state == State::Open);
        let again = back.and_then(|(_, on)| on.checked_add_signed(TimeDelta::days(RETURNED_DAYS)));
        Some(again.map_or(until, |again| again.max(until)))
    }

    /// "Lỡ kỳ": a slot that closed and was not handed over. No later one makes it good.
    pub fn missed(&self, today: Day) -> bool {
        self.state == State::Open && self.taken_again_until().is_some_and(|until| today > until)
    }

    /// The day from which it is missed.
    pub fn missed_from(&self) -> Option<Day> {
        let until = self
            .taken_again_until()
            .filter(|_| self.state == State::Open);
        until.and_then(|day| day.succ_opt())
    }

    /// Whether anybody can still do something about it.
    pub fn alive(&self, today: Day) -> bool {
        self.pending() && !self.missed(today)
    }

    /// Whether its acceptance stood at the end of a day, and counted.
    pub fn counted_accepted_on(&self, day: Day) -> bool {
        self.has_closed(day) && self.stood_on(day)
    }

    /// Whether it weighs on a day.
    pub fn counts_on(&self, today: Day) -> bool {
        self.counts() && self.has_closed(today)
    }

    /// Whether a page tells it of its duty: what counts, and a slot that is late before it closes.
    pub fn told_on(&self, today: Day) -> bool {
        self.counts_on(today) || (self.counts() && self.late(today))
    }

    /// Whether it puts its duty at risk by closing within days: a slot always would.
    pub fn endangers(&self, today: Day, days: i64) -> bool {
        self.slot().is_none() && self.closes_within(today, days)
    }

    /// The days after which it may say something else though nothing is recorded.
    pub(super) fn turns(&self) -> impl Iterator<Item = Day> {
        let of_slot = [
            self.slot().map(|slot| slot.closes),
            self.taken_until(),
            self.taken_again_until(),
        ];
        [self.current_deadline, self.original_deadline]
            .into_iter()
            .chain(of_slot)
            .flatten()
    }

    /// Why a slot takes an event no more: what is missed is over for everybody, and what is taken
    /// back after the close could not be handed over again.
    pub(super) fn closed_to(&self, event: Event, today: Day) -> Option<Refusal> {
        let over = || self.taken_until().is_some_and(|until| today > until);
        match event {
            _ if self.missed(today) => Some(Refusal::SlotMissed),
            Event::Withdrawn if over() => Some(Refusal::SlotClosed),
            Event::Submitted if !self.period_has_begun(today) => Some(Refusal::PeriodNotBegun),
            _ => None,
        }
    }

    /// Whether anything can be reported of it yet: of a period to come there is nothing to report.
    pub fn period_has_begun(&self, today: Day) -> bool {
        self.slot().is_none_or(|slot| today >= slot.period.from)
    }

    /// Whether "không phát sinh" can be said yet: of a period that is not over nobody knows.
    pub fn period_is_over(&self, today: Day) -> bool {
        self.slot().is_some_and(|slot| today >= slot.period.to)
    }
}

/// How many slots of a rhythm closed, and what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SlotsClosed {
    pub closed: u32,
    pub answered: u32,
    pub accepted: u32,
    pub missed: u32,
    /// Handed over by the day that stood.
    pub in_time: u32,
}

impl SlotsClosed {
    /// Of some slots of one rhythm.
    pub fn of<'a>(slots: impl Iterator<Item = &'a Milestone>, today: Day) -> Self {
        let mut told = Self::default();
        for m in slots.filter(|m| m.has_closed(today)) {
            let in_time = m.submitted_on.zip(m.current_deadline);
            told.closed += 1;
            told.answered += u32::from(m.claimed());
            told.accepted += u32::from(m.accepted());
            told.missed += u32::from(m.missed(today));
            told.in_time += u32::from(in_time.is_some_and(|(sent, due)| sent <= due));
        }
        told
    }

    pub fn accepted_share(&self) -> Option<Share> {
        Share::new(self.accepted.into(), self.closed.into())
    }

    pub fn in_time_share(&self) -> Option<Share> {
        Share::new(self.in_time.into(), self.closed.into())
    }

    /// More than one in ten was missed.
    pub const fn often_missed(&self) -> bool {
        self.missed * 10 > self.closed
    }
}

impl Duty {
    /// The slots of a rhythm, by their periods; those that were taken out are none.
    pub fn slots<'a>(&'a self, rhythm: &RhythmCode) -> impl Iterator<Item = &'a Milestone> {
        let of_it = |m: &&Milestone| m.counts() && m.rhythm() == Some(rhythm);
        let mut all: Vec<&Milestone> = self.milestones.iter().filter(of_it).collect();
        all.sort_by_key(|m| m.slot().map(|slot| slot.period));
        all.into_iter()
    }

    /// The rhythms that have a slot, in the order of their first.
    pub fn slotted(&self) -> Vec<&RhythmCode> {
        let mut all: Vec<&RhythmCode> = Vec::new();
        for rhythm in self.counted().filter_map(Milestone::rhythm) {
            if !all.contains(&rhythm) {
                all.push(rhythm);
            }
        }
        all
    }

    pub fn slots_closed(&self, rhythm: &RhythmCode, today: Day) -> SlotsClosed {
        SlotsClosed::of(self.slots(rhythm), today)
    }

    /// The slot of a rhythm that closed last.
    fn closed_last(&self, rhythm: &RhythmCode, today: Day) -> Option<&Milestone> {
        self.slots(rhythm).filter(|m| m.has_closed(today)).last()
    }

    /// Whether of one of its rhythms the slot that closed last was missed.
    pub fn missed_last(&self, today: Day) -> bool {
        let last = |rhythm| self.closed_last(rhythm, today);
        let mut rhythms = self.slotted().into_iter();
        rhythms.any(|rhythm| last(rhythm).is_some_and(|m| m.missed(today)))
    }

    /// Whether of one of its rhythms the slot that closed last is accepted: that stays good until
    /// the next closes.
    pub(super) fn accepted_last(&self, today: Day) -> bool {
        let last = |rhythm| self.closed_last(rhythm, today);
        let mut rhythms = self.slotted().into_iter();
        rhythms.any(|rhythm| last(rhythm).is_some_and(Milestone::accepted))
    }

    /// Whether one of its rhythms missed too many slots.
    pub fn often_missed(&self, today: Day) -> bool {
        let mut rhythms = self.slotted().into_iter();
        rhythms.any(|rhythm| self.slots_closed(rhythm, today).often_missed())
    }

    /// Whether none of its rhythms goes on.
    pub(super) fn rhythms_ended(&self, today: Day) -> bool {
        self.rhythms.iter().all(|it| it.ended(today))
    }

    /// What of it counts and is not accepted, what was missed as well: together with what is
    /// accepted all that the duty weighs.
    pub fn lacking(&self, today: Day) -> impl Iterator<Item = &Milestone> {
        self.counted()
            .filter(move |m| m.counts_on(today) && m.pending())
    }

    /// How many slots running up to one were answered by "không phát sinh", that one included.
    pub fn nothing_running(&self, m: &Milestone) -> usize {
        let (Some(rhythm), Some(period)) = (m.rhythm(), m.slot().map(|slot| slot.period)) else {
            return 0;
        };
        let until = |it: &&Milestone| it.slot().is_some_and(|slot| slot.period <= period);
        let upto: Vec<&Milestone> = self.slots(rhythm).filter(until).collect();
        let running = upto
            .iter()
            .rev()
            .take_while(|it| it.claimed() && it.nothing);
        running.count()
    }

    /// The slot of a rhythm and a period.
    pub fn slot_of(&self, rhythm: &RhythmCode, period: Period) -> Option<&Milestone> {
        let of_it = |m: &&Milestone| {
            m.slot()
                .is_some_and(|it| it.rhythm == *rhythm && it.period == period)
        };
        self.milestones.iter().find(of_it)
    }
}

#[cfg(test)]
mod tests;
