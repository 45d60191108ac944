//! Applying facts, one after another.
use std::sync::Arc;

use app::domain::{
    About, Day, DutyKey, Event, IndicatorCode, Instant, Milestone, Outcome, Pending, Subject, Term,
    UnitCode, WorkstreamCode, local_day,
};

use super::{Board, Entry, LATEST, Latest, Redefined};
use crate::ledger::{Fact, Stamped};

/// What a fact changed.
pub(super) enum Touched {
    /// How far one duty is.
    Duty(DutyKey),
    /// What one duty promises or weighs: the plan ahead changes as well.
    Terms,
    /// Who has which part of a workstream, and with it what its duties weigh.
    Role,
    /// The same, and a duty is over or goes on again.
    Duties,
    Workstream(WorkstreamCode),
    Unit(UnitCode),
    /// What the headline counts, or which days are worked.
    Campaign,
    /// No figure.
    Nothing,
}

impl Board {
    /// Applies one fact without computing anything.
    pub(super) fn apply(&mut self, stamped: Stamped) -> Touched {
        let known = self.duties.count();
        match self.fold(stamped) {
            // A duty that no row has named yet counts among those of its workstream.
            Touched::Duty(_) | Touched::Terms if self.duties.count() > known => Touched::Role,
            touched => touched,
        }
    }

    /// Notes that a fact is known, and the day of the campaign's first act.
    pub(super) fn notice(&mut self, stamped: &Stamped) {
        self.seq = self.seq.max(stamped.seq);
        let acted = match &stamped.fact {
            Fact::MilestoneEvent { event, .. } => event.event.moves(),
            Fact::MeasurementEntered { .. } => true,
            _ => false,
        };
        if acted && stamped.seq > self.begun.upto && self.first_fact.is_none() {
            self.first_fact = Some(local_day(stamped.recorded_at, self.zone()));
        }
    }

    /// The day on which a fact was really recorded: an import into an empty database sets days
    /// that are over, and nobody could act on what it promises before it was there.
    fn recorded_on(&self, seq: i64, recorded_at: Instant) -> Day {
        let begun = if seq <= self.begun.upto {
            self.begun.at
        } else {
            Instant::MIN
        };
        local_day(recorded_at.max(begun), self.zone())
    }

    /// The day on which a measurement was entered. What the import brought that the campaign began
    /// with was entered on its own day, for nobody could write it here before.
    pub(in crate::board) fn entered_on(&self, day: Day, seq: i64, entered_at: Instant) -> Day {
        if seq <= self.begun.upto {
            day
        } else {
            local_day(entered_at, self.zone())
        }
    }

    /// Values of an indicator were entered, the last at a place, by somebody last on a day; some wait
    /// still.
    pub(super) fn enter(
        &mut self,
        indicator: &IndicatorCode,
        place: i64,
        day: Option<Day>,
        pending: Vec<Pending>,
    ) {
        self.change_outcome_at(place, indicator, |outcome| {
            outcome.entered_on = outcome.entered_on.max(day);
            outcome.pending.extend(pending);
        });
    }

    fn fold(&mut self, stamped: Stamped) -> Touched {
        self.notice(&stamped);
        let place = self.seq;
        match stamped.fact {
            Fact::Campaign(mut campaign) => {
                let before = self.campaign.as_ref().map(|before| before.start);
                let start = campaign.start;
                if let Some(before) = &self.campaign {
                    campaign.restates(before);
                }
                self.campaign = Some(Arc::new(campaign));
                if before != Some(start) {
                    self.begin_outcomes(start);
                }
                Touched::Campaign
            }
            Fact::Calendar { day, kind } => {
                Arc::make_mut(&mut self.calendar).set(day, kind);
                Touched::Campaign
            }
            Fact::Unit(mut unit) => {
                let code = unit.code.clone();
                if let Some(before) = self.units.get(&code) {
                    unit.restates(before);
                }
                self.units.insert(code.clone(), Arc::new(unit));
                Touched::Unit(code)
            }
            Fact::UnitGroup(it) => {
                Arc::make_mut(&mut self.groups).set(it);
                Touched::Nothing
            }
            Fact::Membership(it) => {
                Arc::make_mut(&mut self.groups).name(it);
                Touched::Nothing
            }
            Fact::Workstream(mut workstream) => {
                let code = workstream.code.clone();
                if let Some(before) = self.workstreams.get(&code) {
                    workstream.restates(before);
                }
                self.workstreams.insert(code.clone(), Arc::new(workstream));
                Touched::Workstream(code)
            }
            Fact::Dependency(it) => {
                Arc::make_mut(&mut self.dependencies).set(it);
                Touched::Nothing
            }
            Fact::Body(it) => {
                Arc::make_mut(&mut self.outside).set(it);
                Touched::Nothing
            }
            Fact::Helper(it) => {
                Arc::make_mut(&mut self.outside).helps(it);
                Touched::Nothing
            }
            Fact::Trigger(it) => {
                Arc::make_mut(&mut self.triggers).set(it);
                Touched::Nothing
            }
            Fact::Cadence(it) => {
                Arc::make_mut(&mut self.rhythms).set_cadence(it);
                Touched::Nothing
            }
            Fact::SlotException(it) => {
                Arc::make_mut(&mut self.rhythms).set_exception(it);
                Touched::Nothing
            }
            Fact::Rhythm(rhythm) => {
                Arc::make_mut(&mut self.rhythms).set_rhythm(rhythm.clone());
                let key = rhythm.duty.clone();
                self.duties
                    .change(&key, place, |duty| duty.set_rhythm(rhythm));
                // What is asked for in periods to come gives a duty its weight.
                Touched::Role
            }
            Fact::Document(it) => {
                Arc::make_mut(&mut self.directives).set(it);
                Touched::Nothing
            }
            Fact::Partner(partner) => {
                self.partners
                    .insert(partner.code.clone(), Arc::new(partner));
                Touched::Nothing
            }
            Fact::Assignment(assignment) => {
                let of_unit = self.assignments.entry(assignment.unit.clone()).or_default();
                let of_unit = Arc::make_mut(of_unit);
                // A later row of the same company and first day replaces it.
                of_unit.retain(|a| (&a.partner, a.from) != (&assignment.partner, assignment.from));
                of_unit.push(assignment);
                Touched::Nothing
            }
            Fact::Duty {
                key,
                role,
                volume,
                provisional,
                of_group,
                ended_on,
                portions,
            } => {
                let goes_on = self.duties.goes_on(&key, ended_on);
                let members = self.members.entry(key.workstream.clone()).or_default();
                if ended_on.is_some() {
                    Arc::make_mut(members).retain(|unit| *unit != key.unit);
                // A member is known by its duty; the list is long.
                } else if !self.duties.known(&key) || !members.contains(&key.unit) {
                    Arc::make_mut(members).push(key.unit.clone());
                }
                self.duties.change(&key, place, |duty| {
                    (duty.role, duty.provisional) = (role, provisional);
                    duty.of_group = of_group;
                    duty.portions = portions;
                    duty.set_volume(volume);
                });
                match goes_on {
                    true => Touched::Role,
                    false => Touched::Duties,
                }
            }
            Fact::Weight { key, weight } => {
                self.duties
                    .change(&key, place, |duty| duty.set_weight = Some(weight));
                Touched::Role
            }
            Fact::Milestone(terms) => {
                let key = terms.duty.clone();
                let recorded_on = self.recorded_on(stamped.seq, stamped.recorded_at);
                // With all that happened to it, where its unit ended.
                let moved = self.duties.take_milestone(&terms.id, &key, place);
                self.duties.put_milestone(&terms.id, &key);
                let mut counted = false;
                let goes_on = moved.is_some();
                self.duties.change(&key, place, |duty| {
                    counted = duty.bearer().counted;
                    duty.milestones.extend(moved);
                    match duty.milestones.iter_mut().find(|m| m.terms.id == terms.id) {
                        Some(milestone) => milestone.restate(terms, recorded_on),
                        None => duty.create(terms, recorded_on),
                    }
                    duty.milestones.sort_by_key(|m| m.terms.order);
                    counted ^= duty.bearer().counted;
                });
                // The first product a duty has gives it a weight, the last takes it.
                if counted || goes_on {
                    Touched::Role
                } else {
                    Touched::Terms
                }
            }
            Fact::Indicator(indicator) => {
                let indicator = Arc::new(indicator);
                let start = self.campaign.as_ref().map(|campaign| campaign.start);
                let recorded = self.recorded_on(stamped.seq, stamped.recorded_at);
                let begin = |outcome: &mut Outcome| {
                    outcome.campaign_start = start;
                    outcome.recorded_on.get_or_insert(recorded);
                };
                match indicator.duty.clone() {
                    Some((unit, workstream)) => {
                        let key = DutyKey { unit, workstream };
                        let moved = self.duties.take_indicator(&indicator.code, &key, place);
                        self.duties.put_indicator(&indicator.code, &key);
                        self.duties.change(&key, place, |duty| {
                            let code = indicator.code.clone();
                            if let Some(outcome) = moved {
                                duty.put_outcome(outcome);
                            }
                            duty.set_indicator(indicator);
                            if let Some(outcome) = duty.indicator_mut(&code) {
                                begin(outcome);
                            }
                        });
                        Touched::Terms
                    }
                    None => {
                        let outcome = self
                            .indicators
                            .entry(indicator.code.clone())
                            .or_insert_with(|| Arc::new(Outcome::new(indicator.clone())));
                        let outcome = Arc::make_mut(outcome);
                        outcome.restate(indicator);
                        begin(outcome);
                        Touched::Nothing
                    }
                }
            }
            Fact::Target { indicator, target } => {
                let key = self.change_outcome(&indicator, |outcome| outcome.aim(target));
                key.map_or(Touched::Nothing, |_| Touched::Terms)
            }
            Fact::MeasurementEntered {
                indicator,
                measurement,
                by,
            } => {
                let entered_on = local_day(stamped.recorded_at, self.zone());
                let day = by.is_some().then_some(entered_on);
                let pending = Pending {
                    measurement,
                    seq: stamped.seq,
                    entered_on,
                    by,
                };
                self.enter(&indicator, place, day, vec![pending]);
                Touched::Nothing
            }
            Fact::MeasurementDecided {
                indicator,
                measurement,
                entered,
                entered_at,
                event,
            } => {
                let entered_on = self.entered_on(measurement.day(), stamped.seq, entered_at);
                let decided_on = local_day(stamped.recorded_at, self.zone());
                let key = self.change_outcome(&indicator, |outcome| {
                    let this = (entered, measurement.day());
                    outcome.pending.retain(|it| it.place() != this);
                    if event != Event::Accepted {
                        outcome.came_back_on = outcome.came_back_on.max(Some(decided_on));
                    }
                    match event {
                        Event::Accepted => outcome.add_entered(measurement, entered_on),
                        Event::Revoked => outcome.take_back(measurement),
                        _ => {}
                    }
                });
                key.map_or(Touched::Nothing, Touched::Duty)
            }
            Fact::Redefined(redefinition) => {
                let responsible = match &redefinition.subject {
                    Subject::Milestone(id) => {
                        self.duties.milestone(id).map(|m| m.responsible.clone())
                    }
                    _ => None,
                };
                if let (Subject::Milestone(id), Term::Title) =
                    (&redefinition.subject, redefinition.term)
                {
                    self.renamed.insert(id.clone(), stamped.seq);
                }
                self.redefinitions.push_front(Arc::new(Redefined {
                    redefinition,
                    responsible,
                }));
                Touched::Nothing
            }
            Fact::MilestoneEvent {
                event,
                organisation,
                in_place_of,
                nothing,
                by_document,
            } => {
                let cancels = event.event == Event::Cancelled;
                let mut counted = false;
                let key = self
                    .duties
                    .change_of_milestone(&event.milestone, place, |duty| {
                        counted = cancels && duty.bearer().counted;
                        let mut milestones = duty.milestones.iter_mut();
                        if let Some(m) = milestones.find(|m| m.terms.id == event.milestone) {
                            m.apply(&event);
                            if nothing {
                                m.says_nothing();
                            }
                            if let Some(day) = by_document {
                                m.accepted_by_document(day);
                                self.old_book.accepted += u32::from(m.counts());
                            }
                        }
                        counted ^= cancels && duty.bearer().counted;
                    });
                let Some(key) = key else {
                    return Touched::Nothing;
                };
                // What a decision changed stands before the event it came with.
                let renamed = event.event == Event::Corrected
                    && self.renamed.get(&event.milestone) == Some(&stamped.seq);
                self.latest.push_front(Latest {
                    recorded_at: stamped.recorded_at,
                    milestone: event.milestone.clone(),
                    event: event.event,
                    renamed,
                    nothing,
                    deadline: event.deadline,
                    organisation,
                    in_place_of,
                });
                if self.latest.len() > LATEST {
                    self.latest.pop_back();
                }
                match (cancels, counted) {
                    // The last product a duty had takes its weight away.
                    (true, true) => Touched::Role,
                    (true, false) => Touched::Terms,
                    (false, _) => Touched::Duty(key),
                }
            }
            Fact::RecheckAnnounced(draw) => {
                Arc::make_mut(&mut self.rechecks).announce(draw);
                Touched::Nothing
            }
            Fact::Rechecked(result) => {
                let (draw, on) = (result.draw.clone(), result.on);
                Arc::make_mut(&mut self.rechecks).find(result);
                let from_book = self.rechecks.drawn_from_old_book(&draw);
                match from_book && self.old_book.found(&self.rechecks, &draw, on) {
                    true => self.check_old_book(place),
                    false => Touched::Nothing,
                }
            }
            Fact::DayNamed { day, name } => {
                Arc::make_mut(&mut self.named_days).set(day, name);
                Touched::Nothing
            }
            Fact::Asked { about, question } => {
                self.change_about(&about, |m| m.ask(question), |outcome| outcome.ask(question));
                Touched::Nothing
            }
            Fact::Explained { about, explanation } => {
                let again = explanation.clone();
                let (of_milestone, of_outcome) = (
                    |m: &mut Milestone| m.explain(explanation),
                    |outcome: &mut Outcome| outcome.explain(again),
                );
                self.change_about(&about, of_milestone, of_outcome);
                Touched::Nothing
            }
        }
    }

    /// A tenth of what came from the old book was looked at: what stands by it says so.
    fn check_old_book(&mut self, place: i64) -> Touched {
        let of_book = |entry: &Entry| entry.duty.milestones.iter().any(|m| m.old_book.is_some());
        let duties = self.duties.iter().filter(|(_, entry)| of_book(entry));
        let keys: Vec<DutyKey> = duties.map(|(key, _)| key.clone()).collect();
        for key in keys {
            self.duties.change(&key, place, |duty| {
                duty.milestones
                    .iter_mut()
                    .for_each(Milestone::old_book_checked);
            });
        }
        Touched::Terms
    }

    /// Changes what is asked about or explained.
    fn change_about(
        &mut self,
        about: &About,
        of_milestone: impl FnOnce(&mut Milestone),
        of_outcome: impl FnOnce(&mut Outcome),
    ) {
        match about {
            About::Indicator(code) => {
                self.change_outcome(code, of_outcome);
            }
            About::Milestone(id) => {
                self.duties.change_of_milestone(id, self.seq, |duty| {
                    let mut milestones = duty.milestones.iter_mut();
                    if let Some(m) = milestones.find(|m| m.terms.id == *id) {
                        of_milestone(m);
                    }
                });
            }
        }
    }

    /// The campaign begins on another day, and with it the paths of what is measured.
    fn begin_outcomes(&mut self, start: Day) {
        for key in self.duties.measured() {
            self.duties.change(&key, self.seq, |duty| {
                for outcome in duty.outcome.iter_mut().chain(&mut duty.criteria) {
                    outcome.campaign_start = Some(start);
                }
            });
        }
        let codes: Vec<IndicatorCode> = self.indicators.keys().cloned().collect();
        for code in codes {
            self.change_outcome(&code, |outcome| outcome.campaign_start = Some(start));
        }
    }

    /// Changes an indicator in its duty, which is told, or one of the campaign.
    fn change_outcome(
        &mut self,
        code: &IndicatorCode,
        change: impl FnOnce(&mut Outcome),
    ) -> Option<DutyKey> {
        self.change_outcome_at(self.seq, code, change)
    }

    /// The same by a fact at a place.
    fn change_outcome_at(
        &mut self,
        place: i64,
        code: &IndicatorCode,
        change: impl FnOnce(&mut Outcome),
    ) -> Option<DutyKey> {
        let mut change = Some(change);
        let key = self.duties.change_of_indicator(code, place, |duty| {
            if let (Some(outcome), Some(change)) = (duty.indicator_mut(code), change.take()) {
                change(outcome);
            }
        });
        if key.is_none()
            && let (Some(outcome), Some(change)) = (self.indicators.get_mut(code), change)
        {
            change(Arc::make_mut(outcome));
        }
        key
    }
}
