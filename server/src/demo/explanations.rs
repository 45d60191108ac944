//! What the office asks about late work, and what is explained: drawn apart, so that all else
//! stays as it is.
use app::domain::{ANSWER_WITHIN, Cause, Day, Event, Instant};

use super::{
    assignments::Companies,
    behaviour::{self, Pace, Silence},
    calendar::{Calendar, plus, workday},
    draws::Draws,
    duties::Duty,
    evidence,
    history::{Document, Happening},
    milestones::Planned,
    people,
    record::Record,
    texts,
};
use crate::ledger::{AskedRow, ExplainedRow};

/// Records what was said about a milestone while it was late and open.
pub fn of_milestone(
    planned: &Planned,
    events: &[Happening],
    (campaign, duty): (&str, &Duty<'_>),
    (companies, silence): (&Companies, &Silence),
    calendar: &Calendar,
    into: &mut Record,
) {
    let Some((late, until)) = late_and_open(planned, events, calendar) else {
        return;
    };
    let mut talk = Talk {
        campaign,
        planned,
        unit: &duty.unit.code,
        events,
        companies,
        calendar,
        draws: Draws::of(&[campaign, "talk", &planned.row.id]),
        until,
        last: Instant::MIN,
        number: 0,
    };
    // Who does not report does not explain.
    let day = calendar.day_of(until.min(calendar.cut - 1));
    let mute = silence.on(late)
        || silence.on(day)
        || behaviour::pace(campaign, talk.unit, late) == Pace::Silent
        || behaviour::pace(campaign, talk.unit, day) == Pace::Silent;
    talk.tell(late, mute, into);
}

/// The first day after its deadline, and when it stopped being open: by what happened then, or
/// it is so still.
fn late_and_open(
    planned: &Planned,
    events: &[Happening],
    calendar: &Calendar,
) -> Option<(Day, Instant)> {
    let mut extended = events.iter().rev();
    let extended = extended.find(|it| it.event == Event::Extended);
    let due = extended.and_then(|it| it.deadline).or(planned.due)?;
    let late = plus(due, 1);
    let handed = events.iter().find(|it| it.event == Event::Submitted);
    let ended = events.iter().find(|it| it.event == Event::Cancelled);
    let until = handed.or(ended).map_or(calendar.cut, |it| it.at);
    (planned.kind.counts() && calendar.day_of(until) > late).then_some((late, until))
}

/// The company responsible then; none for the unit.
fn responsible(planned: &Planned, events: &[Happening], then: Instant) -> Option<String> {
    let given = events.iter().rev();
    let given = given
        .filter(|it| it.at < then)
        .find(|it| it.event == Event::Reassigned);
    given.map_or_else(
        || planned.row.responsible.clone(),
        |it| it.responsible.clone(),
    )
}

struct Talk<'a> {
    campaign: &'a str,
    planned: &'a Planned,
    unit: &'a str,
    events: &'a [Happening],
    companies: &'a Companies,
    calendar: &'a Calendar,
    draws: Draws,
    until: Instant,
    last: Instant,
    number: usize,
}

impl Talk<'_> {
    fn tell(&mut self, late: Day, mute: bool, into: &mut Record) {
        let mut day = plus(late, self.draws.number(2, 9));
        for _ in 0..3 {
            let asked = self.draws.percent(30);
            if asked && !self.ask(day, into) {
                return;
            }
            let answers = self.draws.percent(if asked { 82 } else { 14 });
            if mute || !answers {
                return;
            }
            let answered = plus(day, self.draws.number(1, 5));
            let Some(commits_to) = self.explain(answered, into) else {
                return;
            };
            // It is asked again once the day has passed.
            day = plus(commits_to, self.draws.number(2, 6));
        }
    }

    /// When it is said: later than what was said before, and while it is open.
    fn at(&mut self, day: Day) -> Option<Instant> {
        let mut at = self.calendar.at_work(day, &mut self.draws);
        if at <= self.last {
            let next = plus(self.calendar.day_of(self.last), 1);
            at = self.calendar.at_work(next, &mut self.draws);
        }
        let open = at < self.until && at < self.calendar.cut;
        self.last = at;
        self.number += 1;
        open.then_some(at)
    }

    fn ask(&mut self, day: Day, into: &mut Record) -> bool {
        let Some(at) = self.at(day) else { return false };
        let step = into.step(at);
        let mut wanted = self.calendar.day_of(at);
        for _ in 0..ANSWER_WITHIN {
            wanted = workday(plus(wanted, 1));
        }
        let second = self.draws.percent(30);
        into.rows.asked.push(AskedRow {
            submission: format!("mau-hoi-{}-{}", self.planned.row.id, self.number),
            unit: self.planned.row.unit.clone(),
            workstream: self.planned.row.workstream.clone(),
            milestone: Some(self.planned.row.id.clone()),
            indicator: None,
            person: Some(people::id(people::officer(second))),
            organisation: "office".to_owned(),
            body: self
                .draws
                .one(&texts::QUESTIONS)
                .copied()
                .unwrap_or_default()
                .to_owned(),
            wanted_by: wanted.to_string(),
            seq: step.seq,
            recorded_at: step.at,
        });
        true
    }

    /// The day it commits to.
    fn explain(&mut self, day: Day, into: &mut Record) -> Option<Day> {
        let at = self.at(day)?;
        let on = self.calendar.day_of(at);
        let company = responsible(self.planned, self.events, at);
        let company = company.filter(|company| self.companies.holds(company, on));
        let (person, organisation) = match company {
            Some(company) => (people::partner(&company), company),
            None => (people::head(self.unit), self.unit.to_owned()),
        };
        let last = (Cause::Other, texts::EXPLANATIONS[8]);
        let drawn = [24, 18, 14, 12, 9, 8, 6, 5];
        let all: Vec<(i64, (Cause, &str))> = drawn
            .into_iter()
            .zip(ORDER.into_iter().zip(texts::EXPLANATIONS))
            .collect();
        let (cause, body) = self.draws.weighted(&all, last);
        let commits_to = workday(plus(on, self.draws.number(5, 35)));
        let step = into.step(at);
        let submission = format!("mau-giai-trinh-{}-{}", self.planned.row.id, self.number);
        // Every third names a document; drawn apart, so that all else stays as it is.
        let mut papers = Draws::of(&[self.campaign, "papers", &submission]);
        if papers.percent(35) {
            let document = Document {
                number: format!("{}/BC", papers.document()),
                day: plus(on, -papers.number(0, 5)),
                hash: papers.hex(64),
            };
            into.rows
                .evidence
                .push(evidence(&submission, document, step));
        }
        into.rows.explained.push(ExplainedRow {
            submission,
            unit: self.planned.row.unit.clone(),
            workstream: self.planned.row.workstream.clone(),
            milestone: Some(self.planned.row.id.clone()),
            indicator: None,
            person: Some(people::id(&person)),
            organisation,
            cause: cause.code().to_owned(),
            body: body.to_owned(),
            commits_to: commits_to.to_string(),
            seq: step.seq,
            recorded_at: step.at,
        });
        Some(commits_to)
    }
}

/// Causes, the commonest first, as the words for them stand.
const ORDER: [Cause; 8] = [
    Cause::SourceData,
    Cause::People,
    Cause::Infrastructure,
    Cause::Company,
    Cause::Ministry,
    Cause::Regulation,
    Cause::Funding,
    Cause::Security,
];
