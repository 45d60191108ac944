//! `make sequences`: 100,000 steps of chance against the rules alone. Whatever anybody tries,
//! the milestones that `app::domain` makes of it are those of a plain list of what happened,
//! and what docs/rules.md promises (rules 4, 8 and 9) holds after each step.
//!
//! A number of steps and a seed may follow.
use std::env;

use chrono::{Datelike, TimeDelta, Weekday};
use domain::{
    Actor, Day, Deadline, DutyKey, Event, Milestone, MilestoneEvent, MilestoneId, MilestoneKind,
    PartnerCode, Period, RETURNED_DAYS, Refusal, Responsible, RhythmCode, Role, Slot, State, Terms,
    UnitCode, WorkstreamCode, Writer, decide, parse_day,
};

const STEPS: u64 = 100_000;
/// A world ends after so many steps: nothing in it is without an end.
const LIFE: u64 = 200;
const UNITS: [&str; 3] = ["SYT", "STP", "VPUB"];
const COMPANIES: [&str; 2] = ["VNPT", "FPT"];

/// What happened, and nothing else.
struct Fact {
    milestone: usize,
    event: Event,
    on: Day,
    until: Option<Day>,
    to: Option<Responsible>,
}

/// One milestone as the rules have it, and what is promised for good.
struct Watched {
    lives: Milestone,
    /// The first deadline that was ever named.
    first: Option<Day>,
    /// The row's party, which counts until an event names one.
    row: Responsible,
    was_late: bool,
}

struct Person {
    role: Role,
    unit: Option<UnitCode>,
    company: Option<PartnerCode>,
}

struct World {
    dice: fastrand::Rng,
    today: Day,
    ledger: Vec<Fact>,
    milestones: Vec<Watched>,
    people: Vec<Person>,
}

fn unit(code: &str) -> Option<UnitCode> {
    UnitCode::parse(code).ok()
}

fn company(code: &str) -> Option<PartnerCode> {
    PartnerCode::parse(code).ok()
}

/// Whether a company accompanies a unit: VNPT everybody, FPT the first only.
fn assigned(company: &PartnerCode, to: &UnitCode) -> bool {
    company.as_str() == COMPANIES[0] || to.as_str() == UNITS[0]
}

impl World {
    fn new(seed: u64) -> Option<Self> {
        let mut world = Self {
            dice: fastrand::Rng::with_seed(seed),
            today: parse_day("2026-03-01")?,
            ledger: Vec::new(),
            milestones: Vec::new(),
            people: Vec::new(),
        };
        for home in UNITS {
            for role in [Role::Head, Role::Member, Role::Office] {
                world.people.push(Person {
                    role,
                    unit: unit(home),
                    company: None,
                });
            }
        }
        for role in [Role::Office, Role::Committee, Role::Administrator] {
            world.people.push(Person {
                role,
                unit: None,
                company: None,
            });
        }
        for code in COMPANIES {
            world.people.push(Person {
                role: Role::Partner,
                unit: None,
                company: company(code),
            });
        }
        for n in 0..8 {
            let terms = world.terms(n)?;
            let (first, row) = (terms.deadline.day(), terms.responsible.clone());
            let lives = Milestone::new(terms);
            world.milestones.push(Watched {
                was_late: lives.late(world.today),
                lives,
                first,
                row,
            });
        }
        Some(world)
    }

    fn some_day(&mut self) -> Day {
        self.today + TimeDelta::days(self.dice.i64(-5..40))
    }

    fn party(&mut self) -> Responsible {
        let code = self.dice.choice(COMPANIES).and_then(company);
        code.filter(|_| self.dice.bool())
            .map_or(Responsible::Unit, Responsible::Partner)
    }

    /// Any terms of a milestone.
    fn terms(&mut self, n: usize) -> Option<Terms> {
        let kinds = MilestoneKind::ALL;
        let dated = self.dice.u8(..5) > 0;
        let day = self.some_day();
        // Every other one that has a day is the slot of a week.
        let slot = Slot {
            rhythm: RhythmCode::parse("BC").ok()?,
            period: Period {
                from: day - TimeDelta::days(6),
                to: day,
            },
            closes: day + TimeDelta::days(3),
        };
        Some(Terms {
            id: MilestoneId::parse(&format!("m{n}")).ok()?,
            duty: DutyKey {
                unit: unit(UNITS[n % UNITS.len()])?,
                workstream: WorkstreamCode::parse("QG09").ok()?,
            },
            order: 1,
            kind: kinds[self.dice.usize(..kinds.len())],
            title: "".into(),
            product: format!("{}", self.dice.u8(..3)).into(),
            deadline: if dated {
                Deadline::Day(day)
            } else {
                Deadline::None
            },
            responsible: self.party(),
            weight: self.dice.u64(..5),
            reach: None,
            replaces: None,
            after: None,
            slot: Some(slot).filter(|_| dated && n.is_multiple_of(2)),
            second: None,
        })
    }

    fn step(&mut self) -> Result<(), String> {
        let which = self.dice.usize(..self.milestones.len());
        match self.dice.u8(..10) {
            0 => self.today += TimeDelta::days(self.dice.i64(1..4)),
            1 => self.restate(which)?,
            2 => self.out_of_the_blue(which)?,
            _ => self.act(which)?,
        }
        let today = self.today;
        for m in &mut self.milestones {
            m.was_late |= m.lives.late(today);
        }
        (0..self.milestones.len()).try_for_each(|which| self.check(which))
    }

    /// Somebody tries something.
    fn act(&mut self, which: usize) -> Result<(), String> {
        let events = Event::ALL;
        let event = events[self.dice.usize(..events.len())];
        let who = self.dice.usize(..self.people.len());
        let wrote = self.dice.bool();
        let m = &self.milestones[which].lives;
        let person = &self.people[who];
        let home = &m.terms.duty.unit;
        let actor = Actor {
            role: person.role,
            unit: person.unit.as_ref(),
            partner: person.company.as_ref(),
            assigned: person.company.as_ref().is_some_and(|it| assigned(it, home)),
            closed: false,
            // Officers are active: the committee stands in for none.
            stands_in: person.role == Role::Office && left_undecided(m, self.today),
            writer: Writer::of(wrote, m.submitted_on, self.today),
        };
        let decided = decide(m.stage(), event, actor, home, &m.responsible);
        let decided = decided.and_then(|to| match m.refuses(event, self.today) {
            Some(
                refusal @ (Refusal::SlotMissed | Refusal::SlotClosed | Refusal::PeriodNotBegun),
            ) => Err(refusal),
            _ => Ok(to),
        });
        let told = self.told(which);
        let over = self.missed(which)
            || (event == Event::Withdrawn && self.taken_until(which) < Some(self.today));
        let slot = m.terms.slot.as_ref();
        let to_come = slot.is_some_and(|slot| slot.period.from > self.today);
        let over = (over && slot.is_some()) || (event == Event::Submitted && to_come);
        match (
            decided,
            next(told, event).filter(|_| {
                let corrects = event == Event::Corrected && corrects(person, m, wrote, self.today);
                (may(person, event, m, self.today) || corrects) && !over
            }),
        ) {
            (Err(_), None) => Ok(()),
            (Ok(to), Some(must)) if to.state == must => {
                self.happens(which, event);
                Ok(())
            }
            (decided, must) => Err(format!(
                "{event:?} of {:?} at home in {:?} on {m:?}: {decided:?}, must be {must:?}",
                person.role, person.unit,
            )),
        }
    }

    /// Where a milestone stands by the list of facts.
    fn told(&self, which: usize) -> Told {
        let facts = self.ledger.iter().filter(|fact| fact.milestone == which);
        let mut told = Told::default();
        for fact in facts {
            match fact.event {
                Event::Submitted => told.state = Some(State::Submitted),
                Event::Withdrawn | Event::Returned | Event::Revoked => told.state = None,
                Event::Accepted => {
                    told = Told {
                        state: Some(State::Accepted),
                        accepted: true,
                        ..Told::default()
                    };
                }
                Event::Cancelled => {
                    told = Told {
                        state: Some(State::Cancelled),
                        ..Told::default()
                    };
                }
                Event::ExtensionRequested => told.asked = true,
                Event::Extended | Event::ExtensionDeclined | Event::Reassigned => {
                    told.asked = false;
                }
                Event::WaitingOnMinistry => told.waits = true,
                Event::Resumed => told.waits = false,
                Event::Corrected | Event::Redefined | Event::Replaced => {}
            }
        }
        told
    }

    /// The last day on which a slot is taken, by the list of facts.
    fn taken_until(&self, which: usize) -> Option<Day> {
        let watched = &self.milestones[which];
        let mut until = watched
            .lives
            .terms
            .slot
            .as_ref()?
            .closes
            .max(watched.first?);
        for fact in self.ledger.iter().filter(|fact| fact.milestone == which) {
            if fact.event == Event::Extended {
                let closes = watched.lives.terms.slot.as_ref()?.closes;
                until = fact.until.map_or(closes, |day| day.max(closes));
            }
        }
        Some(until)
    }

    /// Whether a slot was not handed over while it was taken, or again after it came back.
    fn missed(&self, which: usize) -> bool {
        let Some(until) = self.taken_until(which) else {
            return false;
        };
        let mut back = None;
        for fact in self.ledger.iter().filter(|fact| fact.milestone == which) {
            match fact.event {
                Event::Returned | Event::Revoked => back = Some(fact.on),
                Event::Submitted | Event::Accepted | Event::Reassigned | Event::Cancelled => {
                    back = None;
                }
                _ => {}
            }
        }
        let again = back.map(|on| on + TimeDelta::days(RETURNED_DAYS));
        let open = self.told(which).state.is_none();
        open && Some(self.today) > again.max(Some(until))
    }

    fn happens(&mut self, which: usize, event: Event) {
        let until = (event == Event::Extended).then(|| self.some_day());
        let to = (event == Event::Reassigned).then(|| self.party());
        let m = &mut self.milestones[which].lives;
        m.apply(&MilestoneEvent {
            milestone: m.terms.id.clone(),
            event,
            day: self.today,
            deadline: until,
            responsible: to.clone(),
        });
        self.ledger.push(Fact {
            milestone: which,
            event,
            on: self.today,
            until,
            to,
        });
    }

    /// An event that its state does not know changes nothing.
    fn out_of_the_blue(&mut self, which: usize) -> Result<(), String> {
        let told = self.told(which);
        let m = &mut self.milestones[which].lives;
        let before = m.clone();
        for event in Event::ALL.iter().filter(|it| next(told, **it).is_none()) {
            m.apply(&MilestoneEvent {
                milestone: m.terms.id.clone(),
                event: *event,
                day: self.today,
                deadline: Some(self.today),
                responsible: Some(Responsible::Unit),
            });
            if *m != before {
                return Err(format!("{event:?} changed {before:?}"));
            }
        }
        Ok(())
    }

    /// A later row, as far as an import lets it through.
    fn restate(&mut self, which: usize) -> Result<(), String> {
        let mut terms = self.terms(which).ok_or("terms")?;
        let today = self.today;
        let m = &mut self.milestones[which];
        if m.lives.settled(today) {
            terms.kind = m.lives.terms.kind;
            terms.weight = m.lives.terms.weight;
        }
        if m.lives.promise_settled() {
            terms.product = m.lives.terms.product.clone();
        }
        // Which period's slot it is never changes.
        terms.slot = m.lives.terms.slot.clone();
        let was_late = m.lives.late(today);
        m.row = terms.responsible.clone();
        m.first = m.first.or(terms.deadline.day());
        m.lives.restate(terms, today);
        if was_late && !m.lives.late(today) {
            return Err(format!("a row ended lateness: {:?}", m.lives));
        }
        Ok(())
    }

    /// The milestone is what the list of facts says, and its promises stand.
    fn check(&self, which: usize) -> Result<(), String> {
        let watched = &self.milestones[which];
        let m = &watched.lives;
        let mut state = State::Open;
        let (mut until, mut responsible) = (watched.first, &watched.row);
        let (mut submitted, mut submissions, mut accepted) = (None, 0, false);
        let mut answered = false;
        for fact in self.ledger.iter().filter(|fact| fact.milestone == which) {
            match fact.event {
                Event::Submitted => {
                    (state, submitted) = (State::Submitted, Some(fact.on));
                    submissions += 1;
                }
                Event::Accepted => (state, accepted, answered) = (State::Accepted, true, true),
                Event::Returned => (state, submitted, answered) = (State::Open, None, true),
                Event::Withdrawn | Event::Revoked => {
                    (state, submitted) = (State::Open, None);
                }
                Event::Extended => until = fact.until,
                Event::Reassigned => responsible = fact.to.as_ref().unwrap_or(responsible),
                Event::Cancelled => state = State::Cancelled,
                Event::ExtensionRequested
                | Event::ExtensionDeclined
                | Event::WaitingOnMinistry
                | Event::Resumed
                | Event::Corrected
                | Event::Redefined
                | Event::Replaced => {}
            }
        }
        let told = self.told(which);
        let after = |day: Day| until.is_some_and(|until| day > until);
        let late = match state {
            State::Open => after(self.today) && !self.missed(which),
            State::Submitted => submitted.is_some_and(after),
            State::Accepted | State::Cancelled => false,
        };
        let missed = self.missed(which);
        let settled = watched.was_late || answered || submitted.is_some() || missed;
        let finished = submitted.filter(|_| state == State::Accepted);
        for (what, holds) in [
            ("state", m.state == state),
            ("request", m.asked.is_some() == told.asked),
            ("waiting", m.waits_since.is_some() == told.waits),
            (
                "counted",
                m.counts() == (m.terms.kind.counts() && state != State::Cancelled),
            ),
            ("first promise", m.original_deadline == watched.first),
            ("deadline", m.current_deadline == until),
            ("party", m.responsible == *responsible),
            (
                "submission",
                m.submitted_on == submitted && m.submissions == submissions,
            ),
            ("finish", m.finished_on() == finished),
            ("late", m.late(self.today) == late),
            ("missed", m.missed(self.today) == missed),
            ("settled", m.settled(self.today) == settled),
            (
                "promise settled",
                m.promise_settled() == (accepted || state == State::Submitted),
            ),
        ] {
            if !holds {
                return Err(format!("{what} of {m:?}"));
            }
        }
        Ok(())
    }
}

/// What a list of facts says of a milestone; without a state it is open.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    state: Option<State>,
    asked: bool,
    waits: bool,
    accepted: bool,
}

/// Where an event leads from there, if anywhere.
fn next(told: Told, event: Event) -> Option<State> {
    let state = told.state.unwrap_or(State::Open);
    let alive = matches!(state, State::Open | State::Submitted);
    match (state, event) {
        (State::Open, Event::Submitted) => Some(State::Submitted),
        (State::Submitted, Event::Withdrawn | Event::Returned)
        | (State::Accepted, Event::Revoked)
        | (State::Open, Event::ExtensionRequested | Event::Reassigned) => Some(State::Open),
        (State::Submitted, Event::Accepted) => Some(State::Accepted),
        (State::Open, Event::Cancelled) if !told.accepted => Some(State::Cancelled),
        (State::Cancelled, Event::Replaced) => Some(state),
        (State::Open, Event::Redefined) if !told.accepted => Some(State::Open),
        (_, Event::Extended) if alive => Some(state),
        (_, Event::ExtensionDeclined) if alive && told.asked => Some(state),
        (_, Event::WaitingOnMinistry) if alive && !told.waits => Some(state),
        (_, Event::Resumed) if alive && told.waits => Some(state),
        (State::Open | State::Submitted | State::Accepted, Event::Corrected) => Some(state),
        _ => None,
    }
}

/// Whether a company's work has waited for more than ten working days, counted one by one.
fn left_undecided(m: &Milestone, today: Day) -> bool {
    let works = |day: &Day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let sent = m.submitted_on.filter(|_| m.state == State::Submitted);
    let days = |sent: Day| {
        let after = sent.iter_days().skip(1).take_while(|day| *day <= today);
        after.filter(works).count()
    };
    matches!(m.responsible, Responsible::Partner(_)) && sent.is_some_and(|sent| days(sent) > 10)
}

/// Whose an event is: never a decision on work of the own unit.
fn may(person: &Person, event: Event, m: &Milestone, today: Day) -> bool {
    let home = &m.terms.duty.unit;
    let here = person.unit.as_ref() == Some(home);
    let head = person.role == Role::Head && here;
    let office = person.role == Role::Office;
    match (event, &m.responsible) {
        (Event::Submitted | Event::Withdrawn | Event::ExtensionRequested, Responsible::Unit) => {
            head || person.role == Role::Member && here
        }
        (
            Event::Submitted | Event::Withdrawn | Event::ExtensionRequested,
            Responsible::Partner(company),
        ) => person.company.as_ref() == Some(company) && assigned(company, home),
        (Event::Returned | Event::Accepted, Responsible::Partner(_)) => {
            head || office && !here && left_undecided(m, today)
        }
        _ => office && !here,
    }
}

/// Whether a person wrote the report that waits, today or yesterday.
fn corrects(person: &Person, m: &Milestone, wrote: bool, today: Day) -> bool {
    let sent = m.submitted_on.filter(|_| m.state == State::Submitted);
    let lately = sent.is_some_and(|sent| today - sent <= TimeDelta::days(1));
    wrote && lately && may(person, Event::Withdrawn, m, today)
}

fn main() -> Result<(), String> {
    let mut asked = env::args().skip(1).map(|text| text.parse().ok());
    let steps = asked.next().flatten().unwrap_or(STEPS);
    let seed = asked.next().flatten().unwrap_or(2026);
    let (mut done, mut facts, mut n) = (0, 0, seed);
    while done < steps {
        let mut world = World::new(n).ok_or("a world")?;
        for step in 0..LIFE.min(steps - done) {
            let held = world.step();
            held.map_err(|what| format!("seed {n}, step {step}: {what}"))?;
        }
        done += LIFE.min(steps - done);
        facts += world.ledger.len();
        n += 1;
    }
    println!("{done} steps from seed {seed}, {facts} facts: the rules hold");
    Ok(())
}
