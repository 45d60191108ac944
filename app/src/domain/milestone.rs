//! A dated step of a duty, and how events change it.
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    BookMark, Day, DueAfter, DutyKey, Event, Explanation, IndicatorCode, Kept, MilestoneId,
    Question, Refusal, Responsible, Slot, Stage, State, Talk, Term, Value, Weight, hands::Hands,
    words,
};

words! {
    /// What a milestone promises. Product and outcome are the counted ones.
    MilestoneKind {
        Plan = "plan",
        Process = "process",
        Product = "product",
        Outcome = "outcome",
    }
}

impl MilestoneKind {
    /// Rule 1: only products and outcomes count.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Product | Self::Outcome)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deadline {
    None,
    Day(Day),
    /// "thường xuyên": never overdue.
    Text(Arc<str>),
}

impl Deadline {
    pub const fn day(&self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(*day),
            _ => None,
        }
    }
}

/// What a milestone is, as the ledger's row says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Terms {
    pub id: MilestoneId,
    pub duty: DutyKey,
    /// Place among the duty's milestones, from 1.
    pub order: i64,
    pub kind: MilestoneKind,
    pub title: Arc<str>,
    /// What is promised: a thing that can be checked.
    pub product: Arc<str>,
    pub deadline: Deadline,
    pub responsible: Responsible,
    /// As entered; plans and processes count 0 whatever it says.
    pub weight: Weight,
    /// The value of the duty's indicator an outcome milestone names.
    pub reach: Option<Value>,
    /// The cancelled milestone whose place it takes.
    pub replaces: Option<MilestoneId>,
    /// The event from which its deadline runs: no day is promised before that happened.
    pub after: Option<DueAfter>,
    /// Of a rhythm: which period's slot it is.
    pub slot: Option<Slot>,
    /// A value of another indicator of its duty, which stands beside and rolls up nowhere.
    pub second: Option<SecondValue>,
}

/// A second value that a milestone names, of another indicator of its duty than the outcome: in no
/// sum, no status and no acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondValue {
    pub indicator: IndicatorCode,
    pub reach: Value,
}

impl Terms {
    /// Rule 1: plans and processes weigh nothing, whatever was entered.
    fn counted(&self) -> Option<Weight> {
        self.kind.counts().then_some(self.weight)
    }
}

/// One thing that happened to a milestone.
#[derive(Debug, Clone, PartialEq)]
pub struct MilestoneEvent {
    pub milestone: MilestoneId,
    pub event: Event,
    /// The local day of `recorded_at`.
    pub day: Day,
    /// `extended`: the new deadline; `extension_requested`: the day asked for.
    pub deadline: Option<Day>,
    /// `reassigned`: the new responsible party.
    pub responsible: Option<Responsible>,
}

/// What a party handed over, or was late with, before the milestone went to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    pub party: Responsible,
    /// What it was called when it was handed over, or given away.
    pub title: Arc<str>,
    /// Its last submission, if there was one, and what happened last.
    pub submitted_on: Option<Day>,
    /// The deadline by which it was late while it was this party's, the first of several, where it
    /// counted: that stays this party's.
    pub missed: Option<Day>,
    /// From which day the party answered for its deadlines.
    pub had_from: Option<Day>,
    /// The day it went to another.
    pub given_on: Day,
    pub last_event: Option<(Event, Day)>,
    pub deadline: Option<Day>,
    /// How the other side decided on what this party handed over.
    pub decided: Decided,
}

/// How the other side decided on what one party handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Whether the first submission that was decided on was accepted.
    pub accepted_at_first: Option<bool>,
    /// Days of submission and of the decision on it.
    pub days: Vec<(Day, Day)>,
    /// Days of submission and of its withdrawal, before anybody decided.
    pub withdrawn: Vec<(Day, Day)>,
}

/// An extension that was asked for and not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub on: Day,
    /// The deadline that was asked for.
    pub until: Option<Day>,
}

/// A milestone as its events have left it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    pub terms: Arc<Terms>,
    pub responsible: Responsible,
    pub state: State,
    /// Rule 4: never changes.
    pub original_deadline: Option<Day>,
    pub current_deadline: Option<Day>,
    /// The local day of the submission that waits or whose acceptance stands.
    pub submitted_on: Option<Day>,
    pub accepted_on: Option<Day>,
    pub last_event: Option<(Event, Day)>,
    /// The return or the revocation that its party has not answered yet.
    pub back: Option<(Event, Day)>,
    /// The local day on which it was first recorded.
    pub recorded_on: Option<Day>,
    /// The local day on which it was first handed over, whatever became of it.
    pub first_submitted_on: Option<Day>,
    /// Since when the party that is responsible has it, where an event gave it to it.
    pub given_on: Option<Day>,
    /// From which day the party that is responsible answers for its deadlines: since it was recorded
    /// or given to it, or since it had the one whose place this takes.
    pub(super) answers_from: Option<Day>,
    /// Who was responsible before, each until a day that was the next one's already.
    pub(super) held_by: Vec<(Day, Responsible)>,
    /// How often it was handed over.
    pub submissions: u32,
    /// What was handed over, and stands or waits, is "không phát sinh".
    pub nothing: bool,
    /// Whether the other side ever answered what was handed over.
    answered: bool,
    pub extensions: u32,
    /// How the other side decided on what the party that has it handed over.
    pub decided: Decided,
    /// Its acceptance stands by the old book, and its finish day by the document there.
    pub old_book: Option<BookMark>,
    /// From which day its acceptance stood, and on which it was revoked.
    pub stood: Vec<(Day, Option<Day>)>,
    /// The last day on which the unit itself acted on it: handed over, took back or asked
    /// for an extension while it was its own to do.
    pub unit_acted_on: Option<Day>,
    /// The last day on which it came back to its party, or was handed to another.
    pub came_on: Option<Day>,
    /// Whether an event gave it to another party: a row no longer does.
    pub reassigned: bool,
    /// The extension asked for that nobody has answered.
    pub asked: Option<Asked>,
    /// Since when it waits on a body above the city.
    pub waits_since: Option<Day>,
    /// Whether it was a counted one and had been late, by a deadline that stood then, when it
    /// was cancelled.
    pub cancelled_late: bool,
    /// Milestones of the duty that had been cancelled lately when it was created, where it names
    /// none.
    pub beside: Vec<MilestoneId>,
    /// Parties that handed it over before, or were late with it.
    pub former: Vec<Former>,
    /// Whose it was at the end of which day, where it counts.
    pub(super) hands: Hands,
    /// What was asked and explained about it: of most nothing.
    talk: Option<Arc<Talk>>,
    /// How many promises had been given when what its party took back itself was handed over, since
    /// the other side last asked for something else: handing that over again keeps none that came
    /// later.
    pub(super) taken_back: Option<usize>,
    /// The last submission of the party that is responsible, also when it came back, and what
    /// the milestone was called then.
    handed_over: Option<(Day, Arc<str>)>,
    /// Whether it was late before its last event, and by which deadline while it was this party's.
    was_late: bool,
    late_here: Option<Day>,
    /// Its weight where its kind counts: every sum asks, so it stands beside the terms too.
    counted: Option<Weight>,
}

impl Milestone {
    pub fn new(terms: impl Into<Arc<Terms>>) -> Self {
        let terms = terms.into();
        let deadline = terms.deadline.day();
        Self {
            responsible: terms.responsible.clone(),
            counted: terms.counted(),
            terms,
            state: State::Open,
            original_deadline: deadline,
            current_deadline: deadline,
            submitted_on: None,
            accepted_on: None,
            last_event: None,
            back: None,
            recorded_on: None,
            first_submitted_on: None,
            given_on: None,
            answers_from: None,
            held_by: Vec::new(),
            submissions: 0,
            nothing: false,
            answered: false,
            extensions: 0,
            decided: Decided::default(),
            old_book: None,
            stood: Vec::new(),
            unit_acted_on: None,
            came_on: None,
            reassigned: false,
            asked: None,
            waits_since: None,
            cancelled_late: false,
            beside: Vec::new(),
            former: Vec::new(),
            hands: Hands::default(),
            talk: None,
            taken_back: None,
            handed_over: None,
            was_late: false,
            late_here: None,
        }
    }

    /// It takes the place of a cancelled one: what was promised first is still promised, and
    /// what was given since still stands (rule 4).
    pub fn succeeds(&mut self, before: &Self) {
        self.original_deadline = before.original_deadline;
        self.current_deadline = before.current_deadline;
        if self.responsible == before.responsible {
            self.answers_from = before.answers_from;
        }
    }

    /// Who has it and who had it before; one may come twice.
    pub fn parties(&self) -> impl Iterator<Item = &Responsible> {
        let before = self.held_by.iter().map(|(_, party)| party);
        std::iter::once(&self.responsible).chain(before)
    }

    /// Whether it was a party's once, and is another's now.
    pub fn was_taken_from(&self, party: &Responsible) -> bool {
        let before = self.held_by.iter().any(|(_, before)| before == party);
        before && self.responsible != *party
    }

    /// The day on which it was cancelled.
    pub fn cancelled_on(&self) -> Option<Day> {
        let (_, day) = self
            .last_event
            .filter(|(event, _)| *event == Event::Cancelled)?;
        Some(day)
    }

    /// A later row of the same milestone, of a day: its words and weight change, its
    /// history and its original deadline (rule 4) do not.
    pub fn restate(&mut self, terms: impl Into<Arc<Terms>>, on: Day) {
        let terms = terms.into();
        let (awaited, held) = (self.awaits().is_some(), self.holder());
        if !self.reassigned {
            self.responsible = terms.responsible.clone();
        }
        if self.original_deadline.is_none() {
            self.original_deadline = terms.deadline.day();
            self.current_deadline = self.current_deadline.or(self.original_deadline);
        }
        self.counted = terms.counted();
        self.terms = terms;
        if awaited && self.awaits().is_none() {
            // What it waited for happened: it is the party's to do.
            self.came_on = self.came_on.max(Some(on));
            if self.terms.kind.counts() {
                self.hands.pass(on, held, self.holder());
            }
        }
    }

    /// The event that it waits for: its deadline runs from that, and nobody has set a day.
    pub fn awaits(&self) -> Option<&DueAfter> {
        let pending = self.state == State::Open && self.original_deadline.is_none();
        self.terms.after.as_ref().filter(|_| pending)
    }

    /// Where it stands in its life.
    pub fn stage(&self) -> Stage {
        Stage {
            state: self.state,
            asked: self.asked.is_some(),
            waits: self.waits_since.is_some(),
            was_accepted: !self.stood.is_empty(),
        }
    }

    /// Whether it is over with the group that asked for it: open work is, whatever stood before; what
    /// is handed over waits, and what stands stays.
    pub fn ends_with_its_group(&self) -> bool {
        self.stage().after_recorded(Event::Cancelled).is_some()
    }

    /// The same of a report that waits, once nobody decides on it any more.
    pub fn ends_unanswered(&self) -> bool {
        let back = self.stage().after_recorded(Event::Withdrawn);
        back.is_some_and(|back| back.after_recorded(Event::Cancelled).is_some())
    }

    /// Applies an event of the ledger. One the table does not know in this
    /// state changes nothing; writing refuses it long before.
    pub fn apply(&mut self, event: &MilestoneEvent) {
        let Some(next) = self.stage().after_recorded(event.event) else {
            return;
        };
        if !event.event.moves() {
            return;
        }
        let late = self.late(event.day);
        self.was_late |= late;
        // Who gives it on the day it came answers for none of its lateness.
        let late_here = late && self.given_on < Some(event.day);
        let missed = self.current_deadline.filter(|_| late_here);
        self.late_here = self.late_here.or(missed);
        let before = self.last_event;
        let held = self.holder();
        self.state = next.state;
        self.asked = self.asked.filter(|_| next.asked);
        self.waits_since = self.waits_since.filter(|_| next.waits);
        self.last_event = Some((event.event, event.day));
        self.note_decision(event);
        self.note_act(event);
        self.back = match event.event {
            Event::Returned | Event::Revoked => Some((event.event, event.day)),
            Event::Submitted | Event::Accepted | Event::Reassigned | Event::Cancelled => None,
            _ => self.back,
        };
        match event.event {
            Event::Submitted => {
                self.submitted_on = Some(event.day);
                self.nothing = false;
                if let Some(talk) = &mut self.talk {
                    Arc::make_mut(talk).hand_over();
                }
                self.handed_over = Some((event.day, self.terms.title.clone()));
                self.first_submitted_on.get_or_insert(event.day);
                self.submissions += 1;
            }
            Event::Accepted => {
                self.accepted_on = Some(event.day);
                self.stood.push((event.day, None));
            }
            Event::Withdrawn | Event::Returned | Event::Revoked => {
                if let Some((_, to @ None)) = self.stood.last_mut() {
                    *to = Some(event.day);
                }
                self.submitted_on = None;
                self.nothing = false;
                self.accepted_on = None;
                self.old_book = None;
                self.came_on = Some(event.day);
            }
            Event::Extended => {
                self.current_deadline = event.deadline.or(self.current_deadline);
                self.extensions += 1;
            }
            Event::Reassigned => {
                self.note_former(before, event.day);
                if let Some(responsible) = &event.responsible {
                    let before = std::mem::replace(&mut self.responsible, responsible.clone());
                    self.held_by.push((event.day, before));
                }
                self.reassigned = true;
                self.came_on = Some(event.day);
                self.given_on = Some(event.day);
                self.answers_from = Some(event.day);
            }
            Event::ExtensionRequested => {
                self.asked = Some(Asked {
                    on: event.day,
                    until: event.deadline,
                });
            }
            Event::WaitingOnMinistry => self.waits_since = Some(event.day),
            // It is the party's to do again.
            Event::Resumed => self.came_on = Some(event.day),
            Event::Cancelled => self.cancelled_late = self.was_late && self.terms.kind.counts(),
            Event::ExtensionDeclined | Event::Corrected | Event::Redefined | Event::Replaced => {}
        }
        if self.terms.kind.counts() {
            let holds = self.holder();
            self.hands.pass(event.day, held, holds);
        }
        self.note_in_talk(event);
        match event.event {
            Event::Withdrawn => {
                let promised = self.talk().map_or(0, Talk::promised);
                self.taken_back.get_or_insert(promised);
            }
            Event::Returned | Event::Revoked | Event::Reassigned => self.taken_back = None,
            _ => {}
        }
    }

    /// What was just handed over says that nothing came up.
    pub const fn says_nothing(&mut self) {
        self.nothing = true;
    }

    /// The old book has it accepted by a document: it is finished on the day of that, and never
    /// later than it was handed over.
    pub fn accepted_by_document(&mut self, day: Day) {
        if self.accepted() {
            self.submitted_on = self.submitted_on.map(|sent| sent.min(day));
            self.old_book = Some(BookMark::Unchecked);
        }
    }

    /// A random tenth of what came from the old book was looked at.
    pub fn old_book_checked(&mut self) {
        self.old_book = self.old_book.map(|_| BookMark::Checked);
    }

    /// What the party from which it is taken has done of it, what was decided on that, and that it
    /// was late.
    fn note_former(&mut self, last_event: Option<(Event, Day)>, given_on: Day) {
        let decided = std::mem::take(&mut self.decided);
        let missed = self.late_here.take().filter(|_| self.terms.kind.counts());
        let handed_over = self.handed_over.take();
        if missed.is_none() && handed_over.is_none() {
            return;
        }
        let (submitted_on, title) = handed_over.unzip();
        self.former.push(Former {
            party: self.responsible.clone(),
            title: title.unwrap_or_else(|| self.terms.title.clone()),
            submitted_on,
            missed,
            had_from: self.answers_from,
            given_on,
            last_event,
            deadline: self.current_deadline,
            decided,
        });
    }

    /// Whether it had been late before it was taken from a party, which does not have it again.
    pub fn was_taken_late_from(&self, party: &Responsible) -> bool {
        let mut former = self.former.iter();
        self.responsible != *party && former.any(|it| it.missed.is_some() && it.party == *party)
    }

    /// Whether it was cancelled while it was late at the party that had it then; one that was late
    /// before stays with the party before.
    pub const fn cancelled_late_here(&self) -> bool {
        self.cancelled_late && self.late_here.is_some()
    }

    /// What ends it, or gives it to another party, ends what is asked about it.
    fn note_in_talk(&mut self, event: &MilestoneEvent) {
        let Some(talk) = &mut self.talk else { return };
        match event.event {
            Event::Accepted | Event::Cancelled => Arc::make_mut(talk).close(),
            Event::Reassigned => Arc::make_mut(talk).hand_on(event.day),
            _ => {}
        }
    }

    /// What was asked and explained about it; `None`: nothing ever.
    pub fn talk(&self) -> Option<&Talk> {
        self.talk.as_deref()
    }

    pub fn ask(&mut self, question: Question) {
        Arc::make_mut(self.talk.get_or_insert_default()).ask(question);
    }

    /// An explanation of the unit's own is heard of.
    pub fn explain(&mut self, explanation: Explanation) {
        if explanation.by == Responsible::Unit {
            self.unit_acted_on = self.unit_acted_on.max(Some(explanation.on));
        }
        Arc::make_mut(self.talk.get_or_insert_default()).explain(explanation);
    }

    /// How the other side decided, and how long it took.
    fn note_decision(&mut self, event: &MilestoneEvent) {
        let accepted = match event.event {
            Event::Accepted => true,
            Event::Returned => false,
            Event::Withdrawn => {
                let waited = self.submitted_on.map(|sent| (sent, event.day));
                return self.decided.withdrawn.extend(waited);
            }
            _ => return,
        };
        self.answered = true;
        self.decided.accepted_at_first.get_or_insert(accepted);
        if let Some(sent) = self.submitted_on {
            self.decided.days.push((sent, event.day));
        }
    }

    fn note_act(&mut self, event: &MilestoneEvent) {
        let own = matches!(
            event.event,
            Event::Submitted | Event::Withdrawn | Event::ExtensionRequested
        );
        if own && self.responsible == Responsible::Unit {
            self.unit_acted_on = Some(event.day);
        }
    }

    /// Why an event is not for this milestone, whoever would write it: more time than none
    /// cannot be given, and a slot that was missed is over.
    pub fn refuses(&self, event: Event, today: Day) -> Option<Refusal> {
        let of_time = matches!(event, Event::ExtensionRequested | Event::Extended);
        let no_deadline = of_time && self.current_deadline.is_none();
        let of_slot = || self.closed_to(event, today);
        no_deadline.then_some(Refusal::NoDeadline).or_else(of_slot)
    }

    /// What it was called when it was handed over last; now, where it never was.
    pub fn handed_title(&self) -> &Arc<str> {
        let then = self.handed_over.as_ref().map(|(_, title)| title);
        then.unwrap_or(&self.terms.title)
    }

    /// Rule 1, and what was cancelled counts no more.
    pub fn counts(&self) -> bool {
        self.counted.is_some() && self.state != State::Cancelled
    }

    /// Rule 1: plan and process milestones weigh 0, always.
    pub fn weight(&self) -> Weight {
        self.counted
            .filter(|_| self.state != State::Cancelled)
            .unwrap_or(0)
    }

    /// The weight it has, or had until it was cancelled.
    pub fn promised_weight(&self) -> Weight {
        self.counted.unwrap_or(0)
    }

    pub fn accepted(&self) -> bool {
        self.state == State::Accepted
    }

    /// Whether its acceptance stood at the end of a day.
    pub fn stood_on(&self, day: Day) -> bool {
        let mut stood = self.stood.iter();
        stood.any(|(from, to)| *from <= day && to.is_none_or(|to| day < to))
    }

    /// Whether something is still to be done or decided about it.
    pub fn pending(&self) -> bool {
        matches!(self.state, State::Open | State::Submitted)
    }

    pub fn claimed(&self) -> bool {
        matches!(self.state, State::Submitted | State::Accepted)
    }

    /// The finish day: the local day of the submission whose acceptance stands.
    pub fn finished_on(&self) -> Option<Day> {
        if self.accepted() {
            self.submitted_on
        } else {
            None
        }
    }

    /// Rule 9: open past its current deadline, or waiting for a decision on a
    /// submission made after it. What was missed is no longer late: nobody can end it.
    pub fn late(&self, today: Day) -> bool {
        let Some(deadline) = self.current_deadline else {
            return false;
        };
        match self.state {
            State::Open => today > deadline && !self.missed(today),
            State::Submitted => self.submitted_on.is_some_and(|day| day > deadline),
            State::Accepted | State::Cancelled => false,
        }
    }

    /// Whether work on it shows: something waits for a decision, or was decided on. What its party
    /// took back before that shows nothing.
    pub const fn begun(&self) -> bool {
        self.answered || self.submitted_on.is_some()
    }

    /// Rule 4: once late, submitted or accepted, its kind and weight are settled.
    pub fn settled(&self, today: Day) -> bool {
        self.was_late || self.begun() || self.late(today) || self.missed(today)
    }

    /// Rule 4: while it waits for a decision, and once it was accepted, what it promises is
    /// settled.
    pub fn promise_settled(&self) -> bool {
        !self.stood.is_empty() || self.state == State::Submitted
    }

    /// Why a term of it can no longer change, not even by a decision (rule 4).
    pub fn kept(&self, term: Term, today: Day) -> Option<Kept> {
        let over = (self.state == State::Cancelled).then_some(Kept::Over);
        match term {
            // It is its rhythm's.
            Term::Kind | Term::Weight | Term::Reach if self.slot().is_some() => {
                Some(Kept::OfItsRhythm)
            }
            Term::Kind | Term::Weight => over.or(self.settled(today).then_some(Kept::Settled)),
            Term::Product | Term::Reach | Term::SecondIndicator | Term::SecondReach => {
                over.or(self.promise_settled().then_some(Kept::PromiseSettled))
            }
            // Once its day is set it runs from nothing any more.
            Term::After | Term::AfterDays | Term::DayCount => {
                let set = self.original_deadline.is_some();
                over.or(set.then_some(Kept::Dated))
            }
            _ => None,
        }
    }

    /// Accepted, but handed over after the deadline that stood.
    pub fn finished_late(&self) -> bool {
        matches!((self.finished_on(), self.current_deadline), (Some(day), Some(deadline)) if day > deadline)
    }

    /// Accepted and handed over by the deadline that stood, after the original one: that day.
    pub fn finished_within_extension(&self) -> Option<Day> {
        let original = self.original_deadline.filter(|_| !self.finished_late())?;
        self.finished_on().filter(|day| *day > original)?;
        Some(original)
    }

    /// The first day to which a decision may extend it; none where it has no deadline or is over.
    pub fn may_be_extended_from(&self, today: Day) -> Option<Day> {
        let over = matches!(self.state, State::Accepted | State::Cancelled);
        let stands = self.current_deadline.filter(|_| !over)?;
        Some(extends_from(stands, today))
    }

    /// Days past a deadline: until the finish day, or until today.
    pub fn days_past(&self, deadline: Option<Day>, today: Day) -> i64 {
        let until = self.submitted_on.unwrap_or(today);
        deadline.map_or(0, |deadline| (until - deadline).num_days().max(0))
    }

    /// Open, and closing within the days given.
    pub fn closes_within(&self, today: Day, days: i64) -> bool {
        self.state == State::Open
            && self
                .current_deadline
                .is_some_and(|deadline| (0..=days).contains(&(deadline - today).num_days()))
    }
}

/// The first day to which a deadline may be extended: after the one that stands, and not past.
pub fn extends_from(stands: Day, today: Day) -> Day {
    stands.succ_opt().unwrap_or(stands).max(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DayCount, Holder, PartnerCode, TriggerCode, UnitCode, WorkstreamCode, parse_day};

    fn terms(responsible: &str) -> Terms {
        Terms {
            id: MilestoneId::parse("m1").unwrap(),
            duty: DutyKey {
                unit: UnitCode::parse("SYT").unwrap(),
                workstream: WorkstreamCode::parse("QG09").unwrap(),
            },
            order: 1,
            kind: MilestoneKind::Product,
            title: "".into(),
            product: "".into(),
            deadline: Deadline::Day(day("2026-11-20")),
            responsible: company(responsible),
            weight: 1,
            reach: None,
            replaces: None,
            after: None,
            slot: None,
            second: None,
        }
    }

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn company(code: &str) -> Responsible {
        Responsible::Partner(PartnerCode::parse(code).unwrap())
    }

    fn happens(m: &mut Milestone, event: Event, on: &str, to: Option<&str>, until: Option<&str>) {
        m.apply(&MilestoneEvent {
            milestone: m.terms.id.clone(),
            event,
            day: day(on),
            deadline: until.map(day),
            responsible: to.map(company),
        });
    }

    #[test]
    fn a_row_names_no_party_once_an_event_did() {
        let mut m = Milestone::new(terms("VNPT"));
        m.restate(terms("CMC"), day("2026-11-01"));
        assert_eq!(m.responsible, company("CMC"));
        happens(&mut m, Event::Submitted, "2026-11-02", None, None);
        happens(&mut m, Event::Returned, "2026-11-03", None, None);
        happens(&mut m, Event::Reassigned, "2026-11-04", Some("FPT"), None);
        happens(&mut m, Event::Submitted, "2026-11-05", None, None);
        let mut renamed = terms("VNPT");
        renamed.title = "Tên mới".into();
        m.restate(renamed, day("2026-11-06"));
        assert_eq!(m.responsible, company("FPT"));
        // FPT handed it over under the name it had then, and so did CMC.
        assert_eq!(&**m.handed_title(), "");
        let former = Former {
            party: company("CMC"),
            title: "".into(),
            submitted_on: Some(day("2026-11-02")),
            missed: None,
            had_from: None,
            given_on: day("2026-11-04"),
            last_event: Some((Event::Returned, day("2026-11-03"))),
            deadline: Some(day("2026-11-20")),
            decided: Decided {
                accepted_at_first: Some(false),
                days: vec![(day("2026-11-02"), day("2026-11-03"))],
                withdrawn: Vec::new(),
            },
        };
        assert_eq!(m.former, [former]);
        // What it never handed over is no delivery of it.
        happens(&mut m, Event::Returned, "2026-11-06", None, None);
        happens(&mut m, Event::Reassigned, "2026-11-07", Some("MK"), None);
        happens(&mut m, Event::Reassigned, "2026-11-08", Some("VNPT"), None);
        assert_eq!(m.former.len(), 2);
    }

    /// Whatever is asked and granted since, it is back until it is handed over anew.
    #[test]
    fn what_came_back_stays_back_until_it_is_handed_over() {
        let mut m = Milestone::new(terms("VNPT"));
        happens(&mut m, Event::Submitted, "2026-11-02", None, None);
        happens(&mut m, Event::Returned, "2026-11-03", None, None);
        let returned = Some((Event::Returned, day("2026-11-03")));
        assert_eq!(m.back, returned);
        happens(
            &mut m,
            Event::ExtensionRequested,
            "2026-11-04",
            None,
            Some("2026-12-20"),
        );
        happens(
            &mut m,
            Event::Extended,
            "2026-11-05",
            None,
            Some("2026-12-20"),
        );
        assert_eq!(m.back, returned);
        happens(&mut m, Event::Submitted, "2026-11-06", None, None);
        assert_eq!(m.back, None);
    }

    /// More time makes it in time, and the original deadline that it was after stays told.
    #[test]
    fn rule_4_in_time_by_more_time_names_the_original_deadline() {
        for (extended_on, handed_over, named) in [
            (None, "2026-11-20", false),
            (None, "2026-11-21", false),
            (Some("2026-11-19"), "2026-11-20", false),
            (Some("2026-11-19"), "2026-11-21", true),
            // Late already when it got more time.
            (Some("2026-11-21"), "2026-11-21", true),
            (Some("2026-11-21"), "2027-01-01", false),
        ] {
            let mut m = Milestone::new(terms("VNPT"));
            if let Some(on) = extended_on {
                happens(&mut m, Event::Extended, on, None, Some("2026-12-31"));
            }
            happens(&mut m, Event::Submitted, handed_over, None, None);
            assert_eq!(m.finished_within_extension(), None);
            happens(&mut m, Event::Accepted, "2027-01-04", None, None);
            let original = named.then(|| day("2026-11-20"));
            assert_eq!(m.finished_within_extension(), original, "{extended_on:?}");
            assert!(!(named && m.finished_late()));
        }
    }

    /// Who had it while it was late keeps the mark, handed over or not, and after more time too.
    #[test]
    fn what_is_taken_while_it_is_late_stays_late_at_who_had_it() {
        use Event::{Extended, Reassigned, Returned, Submitted};
        let until = Some("2026-12-31");
        for (events, late, handed_over) in [
            (&[(Reassigned, "2026-11-20")][..], false, false),
            (&[(Reassigned, "2026-11-21")], true, false),
            (
                &[(Extended, "2026-11-20"), (Reassigned, "2026-11-21")],
                false,
                false,
            ),
            (
                &[(Extended, "2026-11-21"), (Reassigned, "2026-11-21")],
                true,
                false,
            ),
            (
                &[
                    (Submitted, "2026-11-20"),
                    (Returned, "2026-11-23"),
                    (Reassigned, "2026-11-24"),
                ],
                true,
                true,
            ),
            (
                &[
                    (Submitted, "2026-11-18"),
                    (Returned, "2026-11-19"),
                    (Reassigned, "2026-11-20"),
                ],
                false,
                true,
            ),
        ] {
            let mut m = Milestone::new(terms("VNPT"));
            for (event, on) in events {
                let to = (*event == Reassigned).then_some("FPT");
                happens(&mut m, *event, on, to, until.filter(|_| *event == Extended));
            }
            assert_eq!(m.was_taken_late_from(&company("VNPT")), late, "{events:?}");
            let of = m.former.iter().any(|it| it.submitted_on.is_some());
            assert_eq!(of, handed_over, "{events:?}");
            // Who has it now answers for its own time only.
            assert!(!m.was_taken_late_from(&company("FPT")), "{events:?}");
            happens(&mut m, Reassigned, "2027-01-01", Some("MK"), None);
            assert!(m.was_taken_late_from(&company("FPT")), "{events:?}");
            // It comes and goes on one day.
            happens(&mut m, Reassigned, "2027-01-01", Some("CMC"), None);
            assert!(!m.was_taken_late_from(&company("MK")), "{events:?}");
            // Who has it again counts it as its own.
            happens(&mut m, Reassigned, "2027-01-02", Some("FPT"), None);
            assert!(!m.was_taken_late_from(&company("FPT")), "{events:?}");
            happens(&mut m, Event::Cancelled, "2027-01-02", None, None);
            assert!(m.cancelled_late && !m.cancelled_late_here());
        }
    }

    #[test]
    fn rule_4_what_takes_the_place_of_a_cancelled_one_keeps_its_deadlines() {
        let mut before = Milestone::new(terms("VNPT"));
        let until = Some("2026-12-31");
        happens(&mut before, Event::Extended, "2026-11-20", None, until);
        happens(&mut before, Event::Cancelled, "2026-11-21", None, None);
        assert_eq!(before.cancelled_on(), Some(day("2026-11-21")));
        let mut after = Milestone::new(Terms {
            deadline: Deadline::None,
            replaces: Some(before.terms.id.clone()),
            ..terms("VNPT")
        });
        after.succeeds(&before);
        assert_eq!(after.original_deadline, Some(day("2026-11-20")));
        assert_eq!(after.current_deadline, Some(day("2026-12-31")));
        // A row that names another day moves neither.
        let other = Terms {
            deadline: Deadline::Day(day("2027-06-30")),
            ..terms("VNPT")
        };
        after.restate(other, day("2026-11-22"));
        assert_eq!(after.original_deadline, Some(day("2026-11-20")));
    }

    /// Until the event is recorded the clock is its issuer's; the day is set once.
    #[test]
    fn rule_4_a_deadline_runs_from_an_event_and_is_set_once() {
        let after = DueAfter {
            trigger: TriggerCode::parse("SK01").unwrap(),
            days: 30,
            count: DayCount::Working,
        };
        let of = |deadline: Deadline| Terms {
            deadline,
            after: Some(after.clone()),
            ..terms("VNPT")
        };
        let mut m = Milestone::new(of(Deadline::None));
        assert_eq!(m.awaits(), Some(&after));
        assert_eq!(m.holder(), Some(Holder::Above));
        assert!(!m.late(day("2029-01-01")) && !m.closes_within(day("2029-01-01"), 7));
        // Another word for it sets no day.
        m.restate(of(Deadline::None), day("2026-11-02"));
        assert_eq!((m.awaits(), m.came_on), (Some(&after), None));
        m.restate(of(Deadline::Day(day("2026-12-31"))), day("2026-11-19"));
        assert_eq!((m.awaits(), m.came_on), (None, Some(day("2026-11-19"))));
        assert_eq!(m.holder(), Some(Holder::Company));
        let passed = m.hands.changes().to_vec();
        let passes = |day, holder| (day, Some(holder));
        assert_eq!(
            passed,
            [
                passes(Day::MIN, Holder::Above),
                passes(day("2026-11-19"), Holder::Company)
            ]
        );
        // A day that is recorded otherwise later moves nothing by a row.
        m.restate(of(Deadline::Day(day("2026-12-15"))), day("2026-11-25"));
        assert_eq!(m.original_deadline, Some(day("2026-12-31")));
        // What was handed over before is decided on, whatever it waited for.
        let mut early = Milestone::new(of(Deadline::None));
        happens(&mut early, Event::Submitted, "2026-11-02", None, None);
        assert_eq!((early.awaits(), early.holder()), (None, Some(Holder::Head)));
    }

    #[test]
    fn rule_4_late_once_is_settled_for_good() {
        let mut m = Milestone::new(terms("VNPT"));
        assert!(!m.settled(day("2026-11-20")));
        assert!(m.settled(day("2026-11-21")));
        happens(
            &mut m,
            Event::Extended,
            "2026-11-21",
            None,
            Some("2026-12-31"),
        );
        assert!(!m.late(day("2026-11-22")) && m.settled(day("2026-11-22")));
        // Extended in time it was never late.
        let mut m = Milestone::new(terms("VNPT"));
        happens(
            &mut m,
            Event::Extended,
            "2026-11-20",
            None,
            Some("2026-12-31"),
        );
        assert!(!m.settled(day("2026-11-22")));
        happens(&mut m, Event::Submitted, "2026-11-23", None, None);
        assert!(m.settled(day("2026-11-23")) && m.promise_settled());
        // What is taken back before anybody answered is as if it never was.
        happens(&mut m, Event::Withdrawn, "2026-11-24", None, None);
        assert!(!m.settled(day("2026-11-24")) && !m.promise_settled());
        happens(&mut m, Event::Submitted, "2026-11-24", None, None);
        happens(&mut m, Event::Returned, "2026-11-25", None, None);
        assert!(m.settled(day("2026-11-25")) && !m.promise_settled());
        happens(&mut m, Event::Submitted, "2026-11-25", None, None);
        assert!(m.promise_settled());
        happens(&mut m, Event::Accepted, "2026-11-26", None, None);
        happens(&mut m, Event::Revoked, "2026-11-27", None, None);
        assert!(m.promise_settled());
    }
}
