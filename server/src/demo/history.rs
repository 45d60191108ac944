//! What happened to each milestone: handed over, decided, returned, extended,
//! reassigned. Every event is one the rules allow on its day.
use app::domain::{Cause, Day, Event, Instant, MilestoneKind};

use super::{
    assignments::Companies,
    behaviour::{self, Pace},
    calendar::{Calendar, plus},
    draws::Draws,
    duties::Duty,
    measurements::Reached,
    milestones::Planned,
    people, texts,
};
use crate::ledger::MilestoneRow;

/// One event, with the document handed in.
#[derive(Debug, Clone)]
pub struct Happening {
    pub at: Instant,
    pub event: Event,
    /// An account's name.
    pub person: String,
    pub organisation: String,
    pub body: &'static str,
    pub deadline: Option<Day>,
    /// `reassigned`: the company, or none for the unit.
    pub responsible: Option<String>,
    pub decision: String,
    pub approver: &'static str,
    pub evidence: Option<Document>,
    pub volume_done: Option<i64>,
    pub obstacle: Option<Cause>,
    pub rewrites: Option<Rewrites>,
}

impl Happening {
    /// An event that says nothing but itself, of nobody yet.
    pub const fn new(at: Instant, event: Event) -> Self {
        Self {
            at,
            event,
            person: String::new(),
            organisation: String::new(),
            body: "",
            deadline: None,
            responsible: None,
            decision: String::new(),
            approver: "",
            evidence: None,
            volume_done: None,
            obstacle: None,
            rewrites: None,
        }
    }
}

/// What an event writes anew.
#[derive(Debug, Clone)]
pub enum Rewrites {
    /// The document behind the report that stands.
    Document(Document),
    /// The milestone, as it is from then on.
    Terms(MilestoneRow),
    /// Another in its place.
    Successor(MilestoneRow),
}

/// The officer who decides at a unit: not the one at home there.
pub fn officer(unit: &str, draws: &mut Draws) -> &'static str {
    people::officer(match unit {
        people::OFFICE_HOME => true,
        people::OFFICE2_HOME => false,
        _ => draws.percent(30),
    })
}

#[derive(Debug, Clone)]
pub struct Document {
    pub number: String,
    pub day: Day,
    pub hash: String,
}

/// The events of a milestone before the day it is.
pub fn of_milestone(
    planned: &Planned,
    duty: &Duty<'_>,
    campaign: &str,
    companies: &Companies,
    reached: &Reached,
    calendar: &Calendar,
) -> Vec<Happening> {
    // Without a day nothing is handed over for good.
    let Some(due) = planned.due else {
        return Vec::new();
    };
    let draws = Draws::of(&[campaign, "history", &planned.row.id]);
    let mut story = Story {
        unit: &duty.unit.code,
        responsible: planned.row.responsible.clone(),
        companies,
        calendar,
        draws,
        asides: Draws::of(&[campaign, "asides", &planned.row.id]),
        last: duty.entered,
        events: Vec::new(),
    };
    let pace = behaviour::pace(campaign, &duty.unit.code, due);
    story.tell(planned, due, pace, reached);
    story.events
}

struct Story<'a> {
    unit: &'a str,
    /// The company responsible now; none for the unit.
    responsible: Option<String>,
    companies: &'a Companies,
    calendar: &'a Calendar,
    draws: Draws,
    /// What happens beside reports and decisions is drawn apart: the rest stays as it is.
    asides: Draws,
    /// The instant of the last event: the next is later.
    last: Instant,
    events: Vec<Happening>,
}

/// The story reaches the day it is.
struct NotYet;

impl Story<'_> {
    /// Ends where the story reaches today.
    fn tell(&mut self, planned: &Planned, due: Day, pace: Pace, reached: &Reached) {
        let _ = self.events_of(planned, due, pace, reached);
    }

    fn events_of(
        &mut self,
        planned: &Planned,
        due: Day,
        pace: Pace,
        reached: &Reached,
    ) -> Result<(), NotYet> {
        let mut delay = pace.delay(&mut self.draws);
        if !planned.kind.counts() {
            delay = delay.min(20);
        }
        let mut due = due;
        if !planned.kind.counts() && self.asides.number(1, 150) == 1 {
            return self.aside(|story| story.cancelled(due));
        }
        if delay > 12 && self.draws.percent(42) {
            due = self.extension(due, delay)?;
            delay = self.draws.number(-6, 4);
        } else if delay > 12 && self.asides.percent(6) {
            self.aside(|story| story.waiting(due, delay))?;
        }
        let mut day = plus(due, delay);
        if planned.kind == MilestoneKind::Outcome {
            // Handed over once an accepted measurement shows the value.
            let percent = planned.row.reach.as_deref().and_then(|r| r.parse().ok());
            let shown = percent
                .and_then(|percent| reached.at(percent))
                .ok_or(NotYet)?;
            day = day.min(due).max(plus(self.calendar.day_of(shown), 1));
        }
        let counts = planned.kind.counts();
        let mut report = if counts {
            self.one(&texts::REPORTS)
        } else {
            self.one(&texts::PLAN_REPORTS)
        };
        for _ in 0..4 {
            day = self.submit(day, report)?;
            if self.draws.percent(2) {
                let day_after = plus(day, self.draws.number(1, 2));
                let body = if counts {
                    self.one(&texts::WITHDRAWALS)
                } else {
                    self.one(&texts::PLAN_WITHDRAWALS)
                };
                day = self.by_responsible(day_after, Event::Withdrawn, body)?;
                day = plus(day, self.draws.number(2, 8));
                continue;
            }
            let wait = self.wait();
            let decided = plus(day, wait);
            if self.draws.percent(12) {
                let body = if counts {
                    self.one(&texts::RETURNS)
                } else {
                    self.one(&texts::PLAN_RETURNS)
                };
                day = self.by_other_side(decided, Event::Returned, body)?;
                day = plus(day, self.draws.number(4, 21));
                report = self.one(&texts::AGAIN);
                continue;
            }
            day = self.by_other_side(decided, Event::Accepted, "")?;
            // What counts is checked again now and then.
            if !counts || !self.draws.percent(1) {
                break;
            }
            let body = self.one(&texts::REVOCATIONS);
            let checked = plus(day, self.draws.number(15, 60));
            day = self.by_office(checked, Event::Revoked, body)?;
            day = plus(day, self.draws.number(10, 30));
            report = self.one(&texts::AGAIN);
        }
        Ok(())
    }

    /// An extension asked for before the deadline; mostly granted. The deadline
    /// that holds then.
    fn extension(&mut self, due: Day, delay: i64) -> Result<Day, NotYet> {
        let asked = plus(due, -self.draws.number(6, 18));
        let body = self.one(&texts::EXTENSIONS);
        let mut request = self.responsible(asked, Event::ExtensionRequested, body)?;
        request.deadline = Some(super::calendar::workday(plus(due, delay)));
        let asked = self.push(request)?;
        if !self.draws.percent(80) {
            // Some are answered at once; others still wait for it.
            if self.asides.percent(85) {
                self.aside(|story| story.declined(asked))?;
            }
            return Ok(due);
        }
        let longer = super::calendar::workday(plus(due, delay + self.draws.number(4, 30)));
        let granted = plus(asked, self.draws.number(2, 5));
        let mut happening = self.office(granted, Event::Extended, body);
        happening.deadline = Some(longer);
        happening.decision = self.draws.document();
        happening.approver = texts::APPROVER;
        self.push(happening)?;
        Ok(longer)
    }

    /// Tells what happens aside, by its own draws.
    fn aside<T>(&mut self, tell: impl FnOnce(&mut Self) -> T) -> T {
        std::mem::swap(&mut self.draws, &mut self.asides);
        let told = tell(self);
        std::mem::swap(&mut self.draws, &mut self.asides);
        told
    }

    fn declined(&mut self, asked: Day) -> Result<Day, NotYet> {
        let body = self.one(&texts::DECLINED);
        let answered = plus(asked, self.draws.number(1, 3));
        self.by_office(answered, Event::ExtensionDeclined, body)
    }

    /// Past its deadline it waits for a ministry, and goes on before it is handed over.
    fn waiting(&mut self, due: Day, delay: i64) -> Result<Day, NotYet> {
        let body = self.one(&texts::WAITS);
        let mut waits = self.office(plus(due, 1), Event::WaitingOnMinistry, body);
        waits.decision = self.draws.document();
        let since = self.push(waits)?;
        let until = plus(due, delay - 3).max(plus(since, 1));
        self.by_office(until, Event::Resumed, "")
    }

    fn cancelled(&mut self, due: Day) -> Result<(), NotYet> {
        let day = plus(due, -self.draws.number(3, 20));
        let body = self.one(&texts::CANCELLED);
        let mut ended = self.office(day, Event::Cancelled, body);
        ended.decision = self.draws.document();
        self.push(ended).map(drop)
    }

    /// Hands over with a document.
    fn submit(&mut self, day: Day, body: &'static str) -> Result<Day, NotYet> {
        let mut happening = self.responsible(day, Event::Submitted, body)?;
        let written = self.calendar.day_of(happening.at);
        happening.evidence = Some(Document {
            number: format!("{}/BC", self.draws.document()),
            day: plus(written, -self.draws.number(0, 3)),
            hash: self.draws.hex(64),
        });
        self.push(happening)
    }

    fn by_responsible(
        &mut self,
        day: Day,
        event: Event,
        body: &'static str,
    ) -> Result<Day, NotYet> {
        let happening = self.responsible(day, event, body)?;
        self.push(happening)
    }

    /// An event of the responsible party. A company that is no longer assigned
    /// cannot act: the office gives the work to the unit's lead first.
    fn responsible(
        &mut self,
        day: Day,
        event: Event,
        body: &'static str,
    ) -> Result<Happening, NotYet> {
        let mut happening = self.happening(day, event, body);
        if let Some(company) = self.responsible.clone() {
            let day = self.calendar.day_of(happening.at);
            if !self.companies.holds(&company, day) {
                // Not while it waits for a decision, and a few are forgotten.
                if event == Event::Withdrawn || self.draws.percent(15) {
                    return Err(NotYet);
                }
                self.responsible = self.companies.lead(day).map(str::to_owned);
                let mut moved = self.office(
                    day,
                    Event::Reassigned,
                    "Doanh nghiệp không còn được phân công cho đơn vị.",
                );
                moved.responsible.clone_from(&self.responsible);
                moved.decision = self.draws.document();
                let moved_on = self.push(moved)?;
                happening = self.happening(plus(moved_on, 1), event, body);
                let day = self.calendar.day_of(happening.at);
                if let Some(company) = &self.responsible
                    && !self.companies.holds(company, day)
                {
                    return Err(NotYet);
                }
            }
        }
        match &self.responsible {
            Some(company) => {
                happening.person = people::partner(company);
                happening.organisation.clone_from(company);
            }
            None => {
                happening.person = if self.draws.percent(80) {
                    people::member(self.unit)
                } else {
                    people::head(self.unit)
                };
            }
        }
        Ok(happening)
    }

    /// A decision: a head's on a company's work, the office's on the unit's.
    fn by_other_side(&mut self, day: Day, event: Event, body: &'static str) -> Result<Day, NotYet> {
        let happening = if self.responsible.is_some() {
            let mut happening = self.happening(day, event, body);
            happening.person = people::head(self.unit);
            happening
        } else {
            self.office(day, event, body)
        };
        self.push(happening)
    }

    fn by_office(&mut self, day: Day, event: Event, body: &'static str) -> Result<Day, NotYet> {
        let happening = self.office(day, event, body);
        self.push(happening)
    }

    fn office(&mut self, day: Day, event: Event, body: &'static str) -> Happening {
        let person = officer(self.unit, &mut self.draws);
        let mut happening = self.happening(day, event, body);
        happening.person = person.to_owned();
        happening.organisation = "office".to_owned();
        happening
    }

    fn happening(&mut self, day: Day, event: Event, body: &'static str) -> Happening {
        let mut at = self.calendar.at_work(day, &mut self.draws);
        // Later than what came before, within working hours again.
        if at <= self.last {
            let next = plus(self.calendar.day_of(self.last), 1);
            at = self.calendar.at_work(next, &mut self.draws);
        }
        Happening {
            organisation: self.unit.to_owned(),
            body,
            ..Happening::new(at, event)
        }
    }

    fn push(&mut self, happening: Happening) -> Result<Day, NotYet> {
        if happening.at >= self.calendar.cut {
            return Err(NotYet);
        }
        self.last = happening.at;
        let day = self.calendar.day_of(happening.at);
        self.events.push(happening);
        Ok(day)
    }

    /// Days a decision takes: heads are quicker than the office.
    fn wait(&mut self) -> i64 {
        let (least, most) = if self.responsible.is_some() {
            self.draws
                .weighted(&[(74, (2, 9)), (19, (10, 24))], (25, 60))
        } else {
            self.draws
                .weighted(&[(68, (2, 11)), (25, (12, 28))], (29, 75))
        };
        self.draws.number(least, most)
    }

    fn one(&mut self, of: &[&'static str]) -> &'static str {
        self.draws.one(of).copied().unwrap_or_default()
    }
}
