//! One unit's part of one workstream.
use serde::{Deserialize, Serialize};

use super::{
    Bearer, BookMark, Counts, Day, Direction, DutyKey, Explanation, GroupCode, Indicator,
    IndicatorCode, Mass, Measurement, Milestone, MilestoneId, Pending, Portions, Question,
    Responsible, Rhythm, Share, ShareOf, Talk, Terms, Value, Weight, words,
};
use std::{iter, sync::Arc};

words! {
    DutyRole {
        Lead = "lead",
        Contribute = "contribute",
    }
}

/// Days after a cancellation in which a new milestone of the duty is listed beside it.
pub const BESIDE_DAYS: i64 = 30;

/// How a milestone came after a cancelled one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    InItsPlace,
    /// Within 30 days, without a word of it.
    NamingNone,
}

/// A duty with everything its figures need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Duty {
    pub key: DutyKey,
    pub role: DutyRole,
    /// Records to be done, in the workstream's count unit.
    pub volume: Option<i64>,
    /// A weight the office set; else the default of its role.
    pub set_weight: Option<Weight>,
    /// The parts of the workstream that it stands for since units merged.
    pub portions: Option<Portions>,
    /// In their order.
    pub milestones: Vec<Milestone>,
    /// What is asked for again and again: its slots are among the milestones.
    pub rhythms: Vec<Arc<Rhythm>>,
    pub outcome: Option<Outcome>,
    /// Those of the six criteria that have an indicator, in their order, and what else stands
    /// beside the outcome. They touch neither shares nor statuses.
    pub criteria: Vec<Outcome>,
    pub provisional: bool,
    /// The group that it came from.
    pub of_group: Option<GroupCode>,
}

/// An accepted measurement with the day on which it was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entered {
    measurement: Measurement,
    on: Day,
    /// Those of the same day that stood when it was entered and whose place it took, each with the
    /// day of its own, newest first.
    instead_of: Vec<(Measurement, Day)>,
}

/// What the value that an indicator stands at owes to the time after its deadline: lateness is
/// never taken back without a word (rule 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterDeadline {
    /// Its day is in time, and it was entered on this later day, after the deadline.
    Entered(Day),
    /// The target was missed when the deadline had closed, and is reached now.
    Reached,
}

/// The outcome indicator of a duty, or an indicator of the campaign, with its
/// accepted measurements.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    pub indicator: Arc<Indicator>,
    pub target: Option<Value>,
    /// Rule 4: what was promised first never changes.
    pub first_deadline: Option<Day>,
    pub first_target: Option<Value>,
    /// Accepted ones by value date, then in the order they were accepted.
    accepted: Vec<Entered>,
    /// Whether one of them was ever taken back.
    taken_back: bool,
    /// The records a measurement should count; fewer are a sample (rule 7).
    pub population: Option<i64>,
    /// The day it was first recorded, and the campaign's first day: where the baseline
    /// has no day of its own, the path begins on the later of them.
    pub recorded_on: Option<Day>,
    pub campaign_start: Option<Day>,
    /// The last day on which somebody entered a measurement.
    pub entered_on: Option<Day>,
    /// The last day on which a value was returned, withdrawn or revoked: it is there to be measured
    /// anew since.
    pub came_back_on: Option<Day>,
    /// What was entered and waits for a decision, in its order.
    pub pending: Vec<Pending>,
    /// The last day on which its unit explained it.
    pub explained_on: Option<Day>,
    /// What was asked and explained about it: of most nothing.
    talk: Option<Arc<Talk>>,
}

impl Outcome {
    pub fn new(indicator: Arc<Indicator>) -> Self {
        Self {
            first_deadline: indicator.deadline,
            first_target: None,
            indicator,
            target: None,
            accepted: Vec::new(),
            taken_back: false,
            population: None,
            recorded_on: None,
            campaign_start: None,
            entered_on: None,
            came_back_on: None,
            pending: Vec::new(),
            explained_on: None,
            talk: None,
        }
    }

    /// What was asked and explained about it; `None`: nothing ever.
    pub fn talk(&self) -> Option<&Talk> {
        self.talk.as_deref()
    }

    pub fn ask(&mut self, question: Question) {
        Arc::make_mut(self.talk.get_or_insert_default()).ask(question);
    }

    pub fn explain(&mut self, explanation: Explanation) {
        if explanation.by == Responsible::Unit {
            self.explained_on = self.explained_on.max(Some(explanation.on));
        }
        Arc::make_mut(self.talk.get_or_insert_default()).explain(explanation);
    }

    /// The value that target, path and forecast are compared with. A sample is not the
    /// population (rule 7): what was not counted does not satisfy, for "down" it does.
    pub fn judged(&self, measurement: Measurement) -> Value {
        let Some((counted, all)) = self.sample(measurement) else {
            return measurement.value(&self.indicator);
        };
        let numerator = measurement.counts().map_or(0, |(numerator, _)| numerator);
        let missed = match self.indicator.direction {
            Direction::Up => 0,
            Direction::Down => all.saturating_sub(counted),
        };
        let judged = Measurement::Fraction {
            day: measurement.day(),
            numerator: numerator.saturating_add(missed),
            denominator: all,
        };
        judged.value(&self.indicator)
    }

    /// How many records a sample counted, of how many.
    pub fn sample(&self, measurement: Measurement) -> Option<(i64, i64)> {
        let (_, counted) = measurement.counts()?;
        let all = self.population?;
        (counted < all).then_some((counted, all))
    }

    /// The first day of the way to the target.
    pub fn begins(&self) -> Option<Day> {
        let recorded = self.recorded_on.max(self.campaign_start);
        self.indicator.baseline_day.or(recorded)
    }

    /// Whether a day is one of before the campaign: what was measured then is told as such, and
    /// tells nothing of its pace.
    pub fn before_campaign(&self, day: Day) -> bool {
        self.campaign_start.is_some_and(|start| day < start)
    }

    /// A later row of the same indicator: its terms change, its first deadline does not.
    pub fn restate(&mut self, indicator: Arc<Indicator>) {
        self.first_deadline = self.first_deadline.or(indicator.deadline);
        self.indicator = indicator;
    }

    /// Sets its target; the first one stays known.
    pub fn aim(&mut self, target: Value) {
        self.first_target.get_or_insert(target);
        self.target = Some(target);
    }

    /// Adds an accepted measurement that was entered on its own day.
    pub fn add(&mut self, measurement: Measurement) {
        self.add_entered(measurement, measurement.day());
    }

    /// Adds an accepted measurement in its place, and the day on which it was entered. What stands
    /// there already and is entered again keeps its first day.
    pub fn add_entered(&mut self, measurement: Measurement, entered_on: Day) {
        let before = |it: &Entered| it.measurement.day() <= measurement.day();
        let at = self.accepted.partition_point(before);
        let stands = self.accepted[..at].last();
        let stands = stands.filter(|it| it.measurement.day() == measurement.day());
        let entered = match stands {
            Some(it) if it.measurement == measurement => Entered {
                on: it.on.min(entered_on),
                ..it.clone()
            },
            Some(it) => Entered {
                measurement,
                on: entered_on,
                instead_of: iter::once((it.measurement, it.on))
                    .chain(it.instead_of.iter().copied())
                    .collect(),
            },
            None => Entered {
                measurement,
                on: entered_on,
                instead_of: Vec::new(),
            },
        };
        self.accepted.insert(at, entered);
    }

    /// Takes an accepted measurement back: the last of those that are alike.
    pub fn take_back(&mut self, measurement: Measurement) {
        let alike = |it: &Entered| it.measurement == measurement;
        if let Some(at) = self.accepted.iter().rposition(alike) {
            self.taken_back = true;
            self.accepted.remove(at);
        }
    }

    /// The day from which an accepted measurement is told: that on which it was entered, first where
    /// it was again or where it only corrected what had reached the target too.
    pub fn entered_on(&self, measurement: Measurement) -> Option<Day> {
        let mut accepted = self.accepted.iter();
        let found = accepted.find(|it| it.measurement == measurement);
        found.map(|it| self.told_from(it))
    }

    /// The day from which a value is told: that on which it was entered; where it took the place of
    /// one that reached the target as it does itself, that one's, for nothing was late that is in
    /// time now (rule 4).
    fn told_from(&self, it: &Entered) -> Day {
        let reaches = |it: &Measurement| self.reaches_target(Some(*it));
        if !reaches(&it.measurement) {
            return it.on;
        }
        let before = it.instead_of.iter().take_while(|(it, _)| reaches(it));
        before.map(|(_, on)| *on).fold(it.on, Day::min)
    }

    /// The accepted measurements by value date, those that judge nothing too.
    pub fn measurements(&self) -> impl DoubleEndedIterator<Item = Measurement> {
        self.accepted.iter().map(|it| it.measurement)
    }

    /// The same with no value but the accepted ones of the days before one.
    pub(super) fn before_values_of(&self, day: Day) -> Self {
        let earlier = self.accepted.iter();
        let earlier = earlier.take_while(|it| it.measurement.day() < day);
        Self {
            accepted: earlier.cloned().collect(),
            pending: Vec::new(),
            ..self.clone()
        }
    }

    /// The latest accepted measurement that it is judged by.
    pub fn latest(&self) -> Option<Measurement> {
        self.judging().next_back()
    }

    /// A later one that judges nothing, since it says not of how many records.
    pub fn uncounted(&self) -> Option<Measurement> {
        let last = self.measurements().next_back();
        last.filter(|last| self.latest() != Some(*last))
    }

    /// The latest value it is judged by, in the indicator's unit of measure.
    pub fn latest_value(&self) -> Option<Value> {
        self.latest().map(|m| self.judged(m))
    }

    /// The measured share: 0 before the first accepted measurement ("chưa đo"),
    /// `None` without a target.
    pub fn share(&self) -> Option<Share> {
        let target = self.target?;
        match self.latest_value() {
            None => self.indicator.accepts_target(target).then_some(Share::ZERO),
            Some(value) => self.indicator.share(value, target),
        }
    }

    /// The measured share that may be rolled up: a bare value is one only where things are
    /// counted; elsewhere it does not hide what was counted before.
    pub fn rolled_up_share(&self) -> Option<Share> {
        if self.latest().is_none_or(|latest| self.rolls_up(latest)) {
            return self.share();
        }
        let counted = self.rolled_up()?;
        self.indicator.share(self.judged(counted), self.target?)
    }

    /// The measurement that a promised value is told by: the latest that has reached it, else
    /// the latest.
    pub fn rests_on(&self, value: Value) -> Option<Measurement> {
        let reaches = |m: &Measurement| self.indicator.reached(self.judged(*m), value);
        self.judging().rev().find(reaches).or_else(|| self.latest())
    }

    /// The same indicator as it was while other measurements were accepted, of a duty of another
    /// volume.
    pub fn with(
        &self,
        accepted: impl IntoIterator<Item = Measurement>,
        volume: Option<i64>,
    ) -> Self {
        let mut other = Self {
            accepted: Vec::new(),
            population: volume.filter(|_| self.indicator.counts_records()),
            ..self.clone()
        };
        for measurement in accepted {
            other.add(measurement);
        }
        other
    }

    /// The measurement by which that share is told.
    pub fn rolled_up(&self) -> Option<Measurement> {
        let latest = self.latest()?;
        match self.rolls_up(latest) {
            true => Some(latest),
            false => self.measurements().rev().find(|m| self.rolls_up(*m)),
        }
    }

    fn rolls_up(&self, measurement: Measurement) -> bool {
        self.indicator.counts_things() || !measurement.bare()
    }

    /// Whether any accepted measurement has reached a value.
    pub fn has_reached(&self, value: Value) -> bool {
        self.judging()
            .any(|m| self.indicator.reached(self.judged(m), value))
    }

    /// The accepted measurements that it is judged by: where records are counted, of a known
    /// number or as the indicator says, those that say of how many they were counted (rule 7);
    /// where things are, their numbers.
    pub fn judging(&self) -> impl DoubleEndedIterator<Item = Measurement> {
        self.judging_entered().map(|it| it.measurement)
    }

    fn judging_entered(&self) -> impl DoubleEndedIterator<Item = &Entered> {
        let all = self.accepted.iter();
        all.filter(|it| self.judges(it.measurement))
    }

    fn judges(&self, measurement: Measurement) -> bool {
        let said = self.indicator.counts == Some(Counts::Records);
        let counted = said || self.population.is_some();
        self.indicator.accepts(measurement) && !(counted && measurement.bare())
    }

    /// Whether a value at the target that was entered by a day waits for a decision.
    pub fn waits_at_target(&self, by: Day) -> bool {
        let at_target = |it: Measurement| self.judges(it) && self.reaches_target(Some(it));
        let mut waiting = self.pending.iter();
        waiting.any(|it| it.entered_on <= by && at_target(it.measurement))
    }

    /// Whether none stands of the values that somebody entered or accepted.
    pub fn none_stands(&self) -> bool {
        let known = self.taken_back || self.entered_on.is_some() || !self.pending.is_empty();
        known && self.accepted.is_empty()
    }

    /// The first day after another on which an accepted measurement at the target was entered.
    pub fn at_target_after(&self, day: Day) -> Option<Day> {
        let at_target = |it: &&Entered| self.reaches_target(Some(it.measurement));
        let entered = self.judging_entered().filter(at_target);
        let days = entered.map(|it| self.told_from(it));
        days.filter(|on| *on > day).min()
    }

    /// The first day from one to another at whose end the target was missed.
    pub fn first_missed(&self, from: Day, to: Day) -> Option<Day> {
        let entered = self.judging_entered().map(|it| self.told_from(it));
        let days = entered.filter(|day| *day > from && *day <= to);
        let missed = |day: &Day| !self.reaches_target(self.known_on(*day));
        days.chain([from]).filter(missed).min()
    }

    /// The latest measurement of those that were entered by the end of a day.
    fn known_on(&self, day: Day) -> Option<Measurement> {
        let mut entered = self.judging_entered().rev();
        let found = entered.find(|it| self.told_from(it) <= day);
        found.map(|it| it.measurement)
    }

    pub fn target_reached(&self) -> bool {
        self.reaches_target(self.latest())
    }

    fn reaches_target(&self, latest: Option<Measurement>) -> bool {
        let value = latest.map(|m| self.judged(m));
        let judged = value.zip(self.target);
        judged.is_some_and(|(value, target)| self.indicator.reached(value, target))
    }

    /// Whether the target is reached now, and was not at the end of the deadline or of a later day
    /// on which something was entered.
    pub fn reached_late(&self) -> bool {
        let Some(deadline) = self.indicator.deadline else {
            return false;
        };
        let mut days = self
            .judging_entered()
            .map(|it| self.told_from(it))
            .filter(|day| *day > deadline)
            .chain([deadline]);
        self.target_reached() && days.any(|day| !self.reaches_target(self.known_on(day)))
    }

    /// What its value owes to the time after the deadline.
    pub fn after_deadline(&self) -> Option<AfterDeadline> {
        let latest = self.judging_entered().next_back()?;
        let on = self.told_from(latest);
        match self.entered_late(latest.measurement.day(), on) {
            true => Some(AfterDeadline::Entered(on)),
            false => self.reached_late().then_some(AfterDeadline::Reached),
        }
    }

    /// Whether a value of a day that is in time was entered after the deadline.
    pub fn entered_late(&self, day: Day, entered_on: Day) -> bool {
        let deadline = self.indicator.deadline;
        deadline.is_some_and(|deadline| day <= deadline && entered_on > deadline)
    }

    /// Whether the latest measurement is still fresh: through day V + its days.
    pub fn fresh(&self, today: Day) -> bool {
        self.latest()
            .is_some_and(|m| (today - m.day()).num_days() <= self.indicator.fresh_days)
    }
}

impl Duty {
    /// Gives the duty an indicator, or a later row of one it has: the outcome,
    /// or one of the six criteria beside it. Its measurements stay with it.
    pub fn set_indicator(&mut self, indicator: Arc<Indicator>) {
        let mut outcome = self
            .take_indicator(&indicator.code)
            .unwrap_or_else(|| Outcome::new(indicator.clone()));
        outcome.restate(indicator);
        self.put_outcome(outcome);
    }

    /// Puts an indicator with what was measured where it belongs: it is the outcome, or one of the
    /// six criteria beside it.
    pub fn put_outcome(&mut self, mut outcome: Outcome) {
        outcome.population = self.volume.filter(|_| outcome.indicator.counts_records());
        match outcome.criterion() {
            None if outcome.indicator.second() => self.criteria.push(outcome),
            None => self.outcome = Some(outcome),
            Some(criterion) => {
                self.criteria.retain(|o| o.criterion() != Some(criterion));
                self.criteria.push(outcome);
                self.criteria.sort_by_key(Outcome::criterion);
            }
        }
    }

    /// Sets how many records there are to be done.
    pub fn set_volume(&mut self, volume: Option<i64>) {
        self.volume = volume;
        for outcome in self.outcome.iter_mut().chain(&mut self.criteria) {
            outcome.population = volume.filter(|_| outcome.indicator.counts_records());
        }
    }

    /// Takes the outcome or criterion with this code out, with what was measured.
    pub fn take_indicator(&mut self, code: &IndicatorCode) -> Option<Outcome> {
        if let Some(at) = self.criteria.iter().position(|o| o.indicator.code == *code) {
            return Some(self.criteria.remove(at));
        }
        self.outcome.take_if(|o| o.indicator.code == *code)
    }

    /// The outcome or criterion with this code.
    pub fn indicator(&self, code: &IndicatorCode) -> Option<&Outcome> {
        self.outcome
            .iter()
            .chain(&self.criteria)
            .find(|o| o.indicator.code == *code)
    }

    pub fn indicator_mut(&mut self, code: &IndicatorCode) -> Option<&mut Outcome> {
        self.outcome
            .iter_mut()
            .chain(&mut self.criteria)
            .find(|o| o.indicator.code == *code)
    }

    pub fn counted(&self) -> impl Iterator<Item = &Milestone> {
        self.milestones.iter().filter(|m| m.counts())
    }

    /// Whether it has something of its own to hand over, now or in a period to come.
    fn promises(&self) -> bool {
        self.counted().next().is_some() || !self.rhythms.is_empty()
    }

    /// Takes in a rhythm, or a later word of one.
    pub fn set_rhythm(&mut self, rhythm: Arc<Rhythm>) {
        match self.rhythms.iter_mut().find(|it| it.code == rhythm.code) {
            Some(known) => *known = rhythm,
            None => self.rhythms.push(rhythm),
        }
    }

    /// "Phối hợp, không có sản phẩm riêng": a contributing duty with nothing of its
    /// own to hand over weighs nothing, has no status and stands in no count.
    pub fn only_supports(&self) -> bool {
        self.role == DutyRole::Contribute && !self.promises()
    }

    /// What a milestone is of a duty that weighs `weight`: W·w/Σw over its counted ones.
    pub fn part(&self, milestone: &Milestone, weight: Weight, today: Day) -> Mass {
        self.weighed(today).part(milestone, weight)
    }

    /// Takes in a milestone that no row has named before.
    pub fn create(&mut self, terms: Arc<Terms>, on: Day) {
        let mut new = Milestone::new(terms);
        new.recorded_on = Some(on);
        new.answers_from = Some(on);
        match &new.terms.replaces {
            Some(id) => {
                if let Some(before) = self.milestones.iter().find(|m| m.terms.id == *id) {
                    new.succeeds(before);
                }
            }
            // Another period is nobody's successor.
            None if new.slot().is_some() => {}
            None => {
                let lately = |m: &&Milestone| {
                    let ended = m.cancelled_on();
                    ended.is_some_and(|ended| (on - ended).num_days() <= BESIDE_DAYS)
                };
                let ended = self.milestones.iter().filter(lately);
                new.beside = ended.map(|m| m.terms.id.clone()).collect();
            }
        }
        // Few, and there for good.
        self.milestones.reserve_exact(1);
        self.milestones.push(new);
    }

    /// What came after a cancelled milestone.
    pub fn after<'a>(
        &'a self,
        ended: &'a MilestoneId,
    ) -> impl Iterator<Item = (&'a Milestone, After)> {
        self.milestones.iter().filter_map(move |m| {
            if m.terms.replaces.as_ref() == Some(ended) {
                Some((m, After::InItsPlace))
            } else {
                m.beside.contains(ended).then_some((m, After::NamingNone))
            }
        })
    }

    /// Counted milestones that were added after a day to what the duty counted before, and are no
    /// successors: the parts of those before became smaller.
    pub fn additions(&self, since: Day) -> impl Iterator<Item = &Milestone> {
        let after = self.first_weighed_on().map(|first| first.max(since));
        self.added_after(after)
    }

    /// Milestones that weigh, or did until they were cancelled, recorded after a day and naming
    /// none whose place they take; a slot was promised with its rhythm.
    pub fn added_after(&self, day: Option<Day>) -> impl Iterator<Item = &Milestone> {
        let weighs = |m: &&Milestone| m.promised_weight() > 0 && m.slot().is_none();
        self.milestones.iter().filter(weighs).filter(move |m| {
            let later = m.recorded_on.zip(day).is_some_and(|(on, day)| on > day);
            later && m.terms.replaces.is_none() && m.beside.is_empty()
        })
    }

    /// The day on which its first milestone with a weight was recorded.
    pub fn first_weighed_on(&self) -> Option<Day> {
        let weighs = |m: &&Milestone| m.promised_weight() > 0;
        let recorded = self.milestones.iter().filter(weighs);
        recorded.filter_map(|m| m.recorded_on).min()
    }

    /// Whether one of its milestones was there at the end of a day.
    pub fn stood_on(&self, day: Day) -> bool {
        let mut recorded = self.milestones.iter().filter_map(|m| m.recorded_on);
        recorded.any(|on| on <= day)
    }

    /// The share that stood accepted at the end of a day, of its counted milestones as they are
    /// promised now. Of what recurs the periods that had closed by that day: one that closes later
    /// is no other promise.
    pub fn accepted_on(&self, day: Day) -> Option<Share> {
        let weighed = self.weighed(day);
        let accepted = self.counted().filter(|m| m.counted_accepted_on(day));
        weighed.share(accepted.map(|m| weighed.of(m)).sum())
    }

    /// The weight that the original plan has reached, of the whole weight; of the milestones
    /// recorded before a day, where one is named.
    pub fn planned(&self, today: Day, before: Option<Day>) -> (i128, i128) {
        let there =
            move |m: &Milestone| before.is_none_or(|day| m.recorded_on.is_none_or(|on| on < day));
        let weighed = self.weighed(today);
        let counted = || self.counted().filter(move |m| there(m));
        let reached = counted().filter(|m| ShareOf::ExpectedOriginal.holds(m, today));
        (
            reached.map(|m| weighed.of(m)).sum(),
            counted().map(|m| weighed.of(m)).sum(),
        )
    }

    /// The share that the original plan of the same milestones had reached at the end of a day.
    pub fn planned_on(&self, day: Day) -> Option<Share> {
        let weighed = self.weighed(day);
        let reached = self
            .counted()
            .filter(|m| ShareOf::ExpectedOriginal.holds(m, day));
        weighed.share(reached.map(|m| weighed.of(m)).sum())
    }

    /// What its weight depends on.
    pub fn bearer(&self) -> Bearer {
        Bearer {
            lead: self.role == DutyRole::Lead,
            counted: self.promises(),
            set: self.set_weight,
            portions: Portions::held(self.role, self.portions),
        }
    }

    /// Whether an outcome milestone's promised value was measured and accepted: without a
    /// value, or without an indicator, it never is. Other milestones need no measurement.
    pub fn promise_measured(&self, milestone: &Milestone) -> bool {
        if milestone.terms.kind != super::MilestoneKind::Outcome {
            return true;
        }
        match (milestone.terms.reach, &self.outcome) {
            (Some(value), Some(outcome)) => outcome.has_reached(value),
            _ => false,
        }
    }

    /// Whether any counted milestone was handed over after the deadline that
    /// stood, or the outcome reached its target after its own: the mark a finished duty keeps.
    pub fn finished_late(&self) -> bool {
        self.counted().any(Milestone::finished_late)
            || self.outcome.as_ref().is_some_and(Outcome::reached_late)
    }

    /// Whether something counted stands by the old book alone, and how far that is trusted.
    pub fn old_book(&self) -> Option<BookMark> {
        self.counted().filter_map(|m| m.old_book).min()
    }

    /// Whether a counted milestone was in time by more time only, and the first original deadline
    /// of those that are the unit's own: a company's is told where its milestone is.
    pub fn within_extension(&self) -> Option<Option<Day>> {
        let extended = |m: &&Milestone| m.finished_within_extension().is_some();
        self.counted().find(extended)?;
        let own = self
            .counted()
            .filter(|m| m.responsible == Responsible::Unit);
        Some(own.filter_map(Milestone::finished_within_extension).min())
    }
}

#[cfg(test)]
mod additions;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Counts, Deadline, Forecast, MilestoneId, MilestoneKind, Responsible, Terms, UnitCode,
        WorkstreamCode, forecast, parse_day,
    };

    fn outcome(direction: Direction, population: Option<i64>, counted: (i64, i64)) -> Outcome {
        let mut outcome = Outcome::new(Arc::new(Indicator {
            code: IndicatorCode::parse("CT").unwrap(),
            name: "".into(),
            name_en: None,
            duty: None,
            unit_of_measure: "%".into(),
            direction,
            baseline: None,
            baseline_day: None,
            counts: None,
            deadline: None,
            fresh_days: 60,
            criterion: "".into(),
            provisional: false,
            never_falls: false,
            path: Vec::new(),
            source: "".into(),
        }));
        outcome.target = Some(Value::from_integer(80));
        outcome.population = population;
        let day = parse_day("2026-11-20").unwrap();
        let counted = Measurement::Fraction {
            day,
            numerator: counted.0,
            denominator: counted.1,
        };
        outcome.add(counted);
        outcome
    }

    /// Nine of ten records looked at are no 90 % of a thousand.
    #[test]
    fn rule_7_a_sample_is_not_the_population() {
        use Direction::{Down, Up};
        for (direction, population, counted, percent, reached) in [
            (Up, None, (9, 10), 90, true),
            (Up, Some(10), (9, 10), 90, true),
            (Up, Some(5), (9, 10), 90, true),
            (Up, Some(100), (9, 10), 9, false),
            // What was not counted is taken for bad.
            (Down, Some(100), (1, 10), 91, false),
            (Down, None, (1, 10), 10, true),
        ] {
            let told = outcome(direction, population, counted);
            let value = Value::from_integer(percent);
            assert_eq!(
                told.latest_value(),
                Some(value),
                "{direction:?} {population:?}"
            );
            assert_eq!(
                told.target_reached(),
                reached,
                "{direction:?} {population:?}"
            );
            assert_eq!(told.has_reached(Value::from_integer(80)), reached);
            assert_eq!(
                told.sample(told.latest().unwrap()).is_some(),
                percent != 90 && population.is_some()
            );
        }
    }

    /// A value that says not of how many it was counted reaches nothing where records are
    /// counted, and hides no value that does.
    #[test]
    fn rule_7_a_bare_value_is_no_count_of_records() {
        for (population, reached) in [(Some(100), false), (None, true)] {
            let mut told = outcome(Direction::Up, population, (9, 10));
            let counted = told.rolled_up_share();
            let bare = Measurement::Bare {
                day: Day::MAX,
                value: Value::from_integer(90),
            };
            told.add(bare);
            assert_eq!(told.target_reached(), reached, "{population:?}");
            assert_eq!(told.rolled_up_share(), counted, "{population:?}");
            let ahead = forecast(&told, Day::MAX) == Forecast::Reached;
            assert_eq!(ahead, reached, "{population:?}");
            let eighty = Value::from_integer(80);
            assert_eq!(told.has_reached(eighty), reached, "{population:?}");
        }
    }

    /// A value of an old day that is written down after the deadline ends lateness, and says so;
    /// so does one measured after it, and one that rises again after it fell.
    #[test]
    fn rule_4_no_value_ends_lateness_without_a_mark() {
        use AfterDeadline::{Entered, Reached};
        let day = |n: u32| Day::from_ymd_opt(2026, 11, n).unwrap();
        // Each value with its day and the day on which it was entered; the deadline is the 20th.
        for (values, marked, late) in [
            (vec![(10, 10, 90)], None, false),
            (vec![(20, 20, 90)], None, false),
            (vec![(19, 25, 90)], Some(Entered(day(25))), true),
            (
                vec![(10, 10, 50), (19, 25, 90)],
                Some(Entered(day(25))),
                true,
            ),
            // It was reached in time, and the value it stands at was written later.
            (
                vec![(10, 10, 85), (19, 25, 90)],
                Some(Entered(day(25))),
                false,
            ),
            // An old day that another has overtaken moves nothing.
            (vec![(12, 25, 50), (19, 19, 90)], None, false),
            (vec![(25, 25, 90)], Some(Reached), true),
            (
                vec![(10, 10, 85), (22, 22, 50), (25, 25, 90)],
                Some(Reached),
                true,
            ),
            (vec![(10, 10, 85), (22, 22, 90)], None, false),
            // Short of the target it is late, whenever it was entered.
            (vec![(19, 25, 50)], Some(Entered(day(25))), false),
        ] {
            let mut told = outcome(Direction::Up, None, (0, 1));
            told.take_back(told.latest().unwrap());
            let mut indicator = Indicator::clone(&told.indicator);
            indicator.deadline = Some(day(20));
            told.indicator = Arc::new(indicator);
            for (on, entered, percent) in &values {
                let value = Measurement::Fraction {
                    day: day(*on),
                    numerator: *percent,
                    denominator: 100,
                };
                told.add_entered(value, day(*entered));
            }
            assert_eq!(told.after_deadline(), marked, "{values:?}");
            assert_eq!(told.reached_late(), late, "{values:?}");
        }
    }

    /// A value that stands and is entered again keeps its first day, whichever of the two goes; one
    /// that was taken back, or that another took the place of, is entered anew.
    #[test]
    fn rule_4_a_value_entered_again_keeps_its_first_day_while_it_stands() {
        let day = |n: u32| Day::from_ymd_opt(2026, 11, n).unwrap();
        let value = |percent| Measurement::Fraction {
            day: day(10),
            numerator: percent,
            denominator: 100,
        };
        let begun = || {
            let mut told = outcome(Direction::Up, None, (0, 1));
            told.take_back(told.latest().unwrap());
            told.add_entered(value(90), day(10));
            told
        };
        let mut stands = begun();
        stands.add_entered(value(90), day(25));
        assert_eq!(stands.entered_on(value(90)), Some(day(10)));
        stands.take_back(value(90));
        assert_eq!(stands.entered_on(value(90)), Some(day(10)));
        stands.take_back(value(90));
        stands.add_entered(value(90), day(25));
        assert_eq!(stands.entered_on(value(90)), Some(day(25)));
        let mut between = begun();
        between.add_entered(value(50), day(24));
        between.add_entered(value(90), day(25));
        between.take_back(value(90));
        between.add_entered(value(90), day(26));
        assert_eq!(between.accepted.last().map(|it| it.on), Some(day(26)));
    }

    /// A correction between two values that both reach the target ends no lateness, whatever stood
    /// before them; one that first reaches it does, and so does one after a value was taken back.
    #[test]
    fn rule_4_a_correction_between_values_that_reach_the_target_is_not_late() {
        let day = |n: u32| Day::from_ymd_opt(2026, 11, n).unwrap();
        let value = |percent| Measurement::Fraction {
            day: day(10),
            numerator: percent,
            denominator: 100,
        };
        // The values of one day in their order, each with the day on which it was entered.
        for (values, marked, late) in [
            (&[(85, 10), (90, 25)][..], false, false),
            (&[(85, 10), (90, 25), (88, 27)], false, false),
            (&[(50, 10), (90, 25)], true, true),
            (&[(85, 10), (50, 24), (90, 25)], true, true),
            (&[(85, 10), (50, 25)], true, false),
        ] {
            let mut told = outcome(Direction::Up, None, (0, 1));
            told.take_back(told.latest().unwrap());
            let mut indicator = Indicator::clone(&told.indicator);
            indicator.deadline = Some(day(20));
            told.indicator = Arc::new(indicator);
            let mut stood = None;
            for (percent, on) in values {
                told.add_entered(value(*percent), day(*on));
                if let Some(before) = stood.replace(value(*percent)) {
                    told.take_back(before);
                }
            }
            assert_eq!(told.after_deadline().is_some(), marked, "{values:?}");
            assert_eq!(told.reached_late(), late, "{values:?}");
        }
        let mut taken_back = outcome(Direction::Up, None, (0, 1));
        let first = taken_back.latest().unwrap();
        taken_back.take_back(first);
        taken_back.add_entered(value(85), day(10));
        taken_back.take_back(value(85));
        taken_back.add_entered(value(90), day(25));
        assert_eq!(taken_back.entered_on(value(90)), Some(day(25)));
    }

    /// A survey says what it is; of an outcome nothing is said of, records are counted.
    #[test]
    fn rule_7_a_declared_survey_is_no_sample() {
        let key = DutyKey {
            unit: UnitCode::parse("SYT").unwrap(),
            workstream: WorkstreamCode::parse("QG09").unwrap(),
        };
        for (counts, criterion, sample) in [
            (None, "", true),
            (Some(Counts::Records), "dung", true),
            (Some(Counts::Survey), "", false),
            (Some(Counts::Other), "", false),
            (None, "dung", false),
        ] {
            let mut duty = Duty {
                key: key.clone(),
                role: DutyRole::Lead,
                volume: None,
                set_weight: None,
                portions: None,
                milestones: Vec::new(),
                rhythms: Vec::new(),
                outcome: None,
                criteria: Vec::new(),
                of_group: None,
                provisional: false,
            };
            duty.set_volume(Some(1000));
            let measured = outcome(Direction::Up, None, (9, 10));
            let mut indicator = Indicator::clone(&measured.indicator);
            indicator.duty = Some((key.unit.clone(), key.workstream.clone()));
            indicator.counts = counts;
            indicator.criterion = criterion.into();
            let code = indicator.code.clone();
            duty.set_indicator(Arc::new(indicator));
            let it = duty.indicator_mut(&code).unwrap();
            assert_eq!(
                it.sample(measured.latest().unwrap()).is_some(),
                sample,
                "{counts:?} {criterion}"
            );
            // Another volume is known to the measurements there are.
            duty.set_volume(Some(10));
            let it = duty.indicator_mut(&code).unwrap();
            assert_eq!(it.sample(measured.latest().unwrap()), None);
        }
    }

    #[test]
    fn an_outcome_that_names_no_value_is_never_measured() {
        let key = DutyKey {
            unit: UnitCode::parse("SYT").unwrap(),
            workstream: WorkstreamCode::parse("QG09").unwrap(),
        };
        let milestone = |kind, reach: Option<i128>| {
            Milestone::new(Terms {
                id: MilestoneId::parse("m1").unwrap(),
                duty: key.clone(),
                order: 1,
                kind,
                title: "".into(),
                product: "".into(),
                deadline: Deadline::None,
                responsible: Responsible::Unit,
                weight: 1,
                reach: reach.map(Value::from_integer),
                replaces: None,
                after: None,
                slot: None,
                second: None,
            })
        };
        let duty = |outcome| Duty {
            key: key.clone(),
            role: DutyRole::Lead,
            volume: None,
            set_weight: None,
            portions: None,
            milestones: Vec::new(),
            rhythms: Vec::new(),
            outcome,
            criteria: Vec::new(),
            of_group: None,
            provisional: false,
        };
        use MilestoneKind::{Outcome as Kind, Product};
        let measured = duty(Some(outcome(Direction::Up, None, (8, 10))));
        let unmeasured = duty(None);
        assert!(measured.promise_measured(&milestone(Kind, Some(80))));
        assert!(!measured.promise_measured(&milestone(Kind, Some(81))));
        assert!(!measured.promise_measured(&milestone(Kind, None)));
        assert!(!unmeasured.promise_measured(&milestone(Kind, Some(80))));
        assert!(unmeasured.promise_measured(&milestone(Product, None)));
    }
}
