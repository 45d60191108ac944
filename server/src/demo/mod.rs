//! The demonstration: the real organisations, databases, companies, programme
//! and indicators, and an invented, marked history of the campaign.

mod assignments;
mod behaviour;
mod calendar;
mod criteria;
mod draws;
mod duties;
mod error;
mod explanations;
mod history;
mod measurements;
mod milestones;
mod organisations;
mod people;
mod rechecks;
mod record;
mod restatements;
#[cfg(test)]
mod tests;
mod texts;

use std::fmt;

use app::domain::{Event, Instant, Term, parse_day};

pub use error::DemoError;

use self::{
    calendar::Calendar,
    history::{Document, Happening, Rewrites},
    milestones::Planned,
    record::{Record, Step},
    restatements::Story,
};
use crate::{
    db::{Db, audit},
    import::{Files, Input, Rows},
    ledger::{
        AccountTermsRow, EvidenceRow, MilestoneEventRow, MilestoneRow, RecheckDrawRow,
        RedefinitionRow,
    },
    operator::operator,
};

/// A campaign to demonstrate with: its files, who contributes to what, and what waits for what.
#[derive(Debug, Clone)]
pub struct Campaign {
    pub files: Files,
    /// `who,workstream,percent`: who is a unit's code, `tier:` or `kind:`.
    pub contributors: String,
    /// `workstream,waits_for`, all of it invented.
    pub dependencies: String,
}

impl Campaign {
    /// Ho Chi Minh City's published case, built into the binary.
    pub fn tphcm() -> Self {
        macro_rules! file {
            ($name:literal) => {
                (
                    $name,
                    include_str!(concat!("../../campaigns/tphcm/", $name)),
                )
            };
        }
        Self {
            files: Files::embedded(&[
                file!("campaign.csv"),
                file!("units.csv"),
                file!("calendar.csv"),
                file!("partners.csv"),
                file!("databases.csv"),
                file!("programme.csv"),
                file!("assignments.csv"),
                file!("indicators.csv"),
                file!("measurements.csv"),
            ]),
            contributors: include_str!("../../campaigns/tphcm/demo/contributors.csv").to_owned(),
            dependencies: include_str!("../../campaigns/tphcm/demo/dependencies.csv").to_owned(),
        }
    }
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    pub units: usize,
    pub duties: usize,
    pub milestones: usize,
    pub events: usize,
    pub measurements: usize,
    pub people: usize,
    /// The last place in the order of facts.
    pub seq: i64,
}

impl fmt::Display for Filled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} đơn vị, {} nhiệm vụ, {} mốc, {} sự kiện, {} số đo, {} tài khoản",
            self.units, self.duties, self.milestones, self.events, self.measurements, self.people
        )
    }
}

/// Fills an empty database. The same day gives the same rows.
pub async fn fill(
    db: &Db,
    campaign: &Campaign,
    now: Instant,
    scale: u32,
    password_hash: &str,
) -> Result<Filled, DemoError> {
    let (rows, last) = invent(campaign, now, scale, password_hash)?;
    let mut tx = db.begin().await?;
    tx.lock().await?;
    let began = rows.campaign.first().map_or(now, |row| row.recorded_at);
    for line in first_lines(began, &rows.recheck_draws) {
        audit::append(&mut tx, line).await?;
    }
    // Under the order's lock nobody fills it meanwhile.
    if tx.next_seqs(last).await? != last || !crate::db::people::all_at_last(db).await?.is_empty() {
        return Err(DemoError::NotEmpty);
    }
    rows.append(&mut tx).await?;
    let filled = Filled {
        units: rows.units.len(),
        duties: rows.duties.len(),
        milestones: rows.milestones.len(),
        events: rows.milestone_events.len(),
        measurements: rows.measurements.len(),
        people: rows.people.len(),
        seq: last,
    };
    let line = audit::Line {
        at: now,
        person: None,
        source: &operator(),
        action: "demo",
        subject: "campaign",
        detail: &filled.to_string(),
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(filled)
}

/// The year 2200: a demonstration set in the past leaves out what was measured
/// later instead of refusing it.
const ANY_TIME: Instant = 7_258_118_400_000_000;

/// The lines of the audit with which a demonstration begins: its own, and one for each draw of
/// re-checks. By their hashes the invented draws are made, so they are the same whoever fills the
/// database.
fn first_lines(began: Instant, draws: &[RecheckDrawRow]) -> Vec<audit::Line<'_>> {
    let first = audit::Line {
        at: began,
        person: None,
        source: "demo",
        action: "demo",
        subject: "campaign",
        detail: "",
    };
    let announced = draws.iter().map(|row| audit::Line {
        at: row.recorded_at,
        person: Some("committee"),
        action: "recheck.announced",
        subject: &row.scope,
        detail: &row.submission,
        ..first
    });
    [first].into_iter().chain(announced).collect()
}

/// All rows in their order, and the last place.
fn invent(
    campaign: &Campaign,
    now: Instant,
    scale: u32,
    password_hash: &str,
) -> Result<(Rows, i64), DemoError> {
    let mut input = Input::read(&campaign.files, now.max(ANY_TIME));
    if let Some(error) = input.report.errors.first() {
        return Err(DemoError::Files(Box::new(error.clone())));
    }
    let row = organisations::campaign(&input).ok_or(DemoError::NoCampaign)?;
    let start = parse_day(&row.start_day).ok_or(DemoError::NoCampaign)?;
    let deadline = row.deadline.as_deref().and_then(parse_day);
    let calendar = Calendar::new(input.zone(), start, deadline, now);
    let today = calendar.today.to_string();
    input.measurements.retain(|entry| entry.row.day < today);
    let units = organisations::units(&input, scale);
    let mut record = Record::default();
    let step = record.step(calendar.beginning());
    organisations::record(&input, &row, &units, step, &mut record);
    let name = row.name.as_str();
    record.rows.dependencies = organisations::dependencies(&campaign.dependencies, &input, step)?;
    let duties = duties::all(
        name,
        &input,
        &units,
        &campaign.contributors,
        &calendar,
        &mut record,
    )?;
    for of_unit in duties.chunk_by(|a, b| a.unit.code == b.unit.code) {
        unit(name, &input, of_unit, &calendar, &mut record);
    }
    let own: Vec<&str> = input
        .indicators
        .iter()
        .filter(|entry| entry.row.indicator.unit.is_none())
        .map(|entry| entry.row.indicator.code.as_str())
        .collect();
    measurements::of_campaign(name, &own, &calendar, &mut record);
    record.measured(&input, calendar.beginning());
    record.rows.people = people::all(
        &units,
        &record.rows.partners,
        password_hash,
        calendar.beginning(),
    );
    rechecks::of_campaign(name, &calendar, &mut record);
    // With the campaign's first step.
    let first = record.rows.campaign.first().map_or(0, |row| row.seq);
    let terms = |person| AccountTermsRow::of(person, first, calendar.beginning());
    record.rows.account_terms = record.rows.people.iter().map(terms).collect();
    Ok(record.finish())
}

/// Everything one unit did.
fn unit(
    campaign: &str,
    input: &Input,
    duties: &[duties::Duty<'_>],
    calendar: &Calendar,
    into: &mut Record,
) {
    let Some(code) = duties.first().map(|duty| duty.unit.code.as_str()) else {
        return;
    };
    let companies = assignments::of_unit(campaign, code, input, calendar, into);
    let silence = behaviour::Silence::of(campaign, code, calendar);
    let mut stories = Vec::new();
    for duty in duties.iter().filter(|duty| duty.entered < calendar.cut) {
        let planned = milestones::of_duty(duty, campaign, &companies, calendar);
        let deadline = planned.iter().filter_map(|p| p.due).max();
        let reached = match deadline {
            Some(deadline) if duty.database() => {
                let reached =
                    measurements::of_duty(duty, campaign, deadline, &silence, calendar, into);
                if duty.lead {
                    criteria::of_duty(duty, campaign, deadline, &reached, calendar, into);
                }
                reached
            }
            _ => measurements::Reached::default(),
        };
        for planned in planned {
            let events =
                history::of_milestone(&planned, duty, campaign, &companies, &reached, calendar);
            stories.push((planned, events, duty));
        }
    }
    leave_one_waiting(&mut stories);
    for story in &mut stories {
        restatements::restate(story, campaign, calendar);
    }
    enter(&stories, into);
    restatements::successors(&mut stories, campaign, calendar);
    restatements::progress(&mut stories, campaign, calendar);
    for (planned, events, duty) in stories {
        let (of, by) = ((campaign, duty), (&companies, &silence));
        explanations::of_milestone(&planned, &events, of, by, calendar, into);
        write(&planned, events, into);
    }
}

/// Records the milestones of each duty as they were entered, in one step.
fn enter(stories: &[Story<'_>], into: &mut Record) {
    let same = |a: &Story<'_>, b: &Story<'_>| a.0.row.workstream == b.0.row.workstream;
    for of_duty in stories.chunk_by(same) {
        let Some((_, _, duty)) = of_duty.first() else {
            continue;
        };
        let step = into.step(duty.entered);
        let rows = of_duty.iter().map(|(planned, _, _)| MilestoneRow {
            seq: step.seq,
            recorded_at: step.at,
            ..planned.row.clone()
        });
        into.rows.milestones.extend(rows);
    }
}

/// A head always finds something to decide: where no company's work waits, the
/// last decision on one has not been made yet.
fn leave_one_waiting<T>(stories: &mut [(Planned, Vec<Happening>, T)]) {
    let company = |p: &Planned| p.kind.counts() && p.row.responsible.is_some();
    let waits = |events: &[Happening]| {
        let last = events
            .iter()
            .rfind(|e| !matches!(e.event, Event::Extended | Event::Reassigned));
        last.is_some_and(|e| e.event == Event::Submitted)
    };
    if stories
        .iter()
        .any(|(p, events, _)| company(p) && waits(events))
    {
        return;
    }
    let latest = stories
        .iter_mut()
        .filter(|(p, events, _)| {
            company(p) && events.last().is_some_and(|e| e.event == Event::Accepted)
        })
        .max_by_key(|(_, events, _)| events.last().map(|e| e.at));
    if let Some((_, events, _)) = latest {
        events.pop();
    }
}

/// Records the events of a milestone, each a step of its own.
fn write(planned: &Planned, events: Vec<Happening>, into: &mut Record) {
    let mut report = String::new();
    for (number, happening) in events.into_iter().enumerate() {
        let submission = format!("mau-{}-{}", planned.row.id, number + 1);
        let step = into.step(happening.at);
        if let Some(document) = happening.evidence {
            report.clone_from(&submission);
            let row = evidence(&submission, document, step);
            into.rows.evidence.push(row);
        }
        match happening.rewrites {
            None => {}
            Some(Rewrites::Document(document)) => {
                into.rows.evidence.push(evidence(&report, document, step));
            }
            Some(Rewrites::Terms(row) | Rewrites::Successor(row)) => {
                let term = match row.replaces {
                    Some(_) => Some((Term::Replaces, &planned.row.title, &row.title)),
                    None => (row.product != planned.row.product).then_some((
                        Term::Product,
                        &planned.row.product,
                        &row.product,
                    )),
                };
                let told = term.map(|(term, was, now)| RedefinitionRow {
                    subject: "milestone".to_owned(),
                    code: row.id.clone(),
                    term: term.code().to_owned(),
                    was: was.clone(),
                    now: now.clone(),
                    decision: happening.decision.clone(),
                    reason: happening.body.to_owned(),
                    approver: happening.approver.to_owned(),
                    seq: step.seq,
                    recorded_at: step.at,
                });
                into.rows.redefinitions.extend(told);
                into.rows.milestones.push(MilestoneRow {
                    seq: step.seq,
                    recorded_at: step.at,
                    ..row
                });
            }
        }
        into.rows.milestone_events.push(MilestoneEventRow {
            submission,
            milestone: planned.row.id.clone(),
            event: happening.event.code().to_owned(),
            person: Some(people::id(&happening.person)),
            organisation: happening.organisation,
            body: happening.body.to_owned(),
            deadline: happening.deadline.map(|day| day.to_string()),
            responsible: happening.responsible,
            decision: happening.decision,
            approver: happening.approver.to_owned(),
            volume_done: happening.volume_done,
            obstacle: happening.obstacle.map(|cause| cause.code().to_owned()),
            old_book: None,
            in_place_of: None,
            nothing_arose: None,
            seq: step.seq,
            recorded_at: step.at,
        });
    }
}

/// The document behind a report or an explanation.
fn evidence(submission: &str, document: Document, step: Step) -> EvidenceRow {
    EvidenceRow {
        submission: submission.to_owned(),
        document_number: document.number,
        document_day: Some(document.day.to_string()),
        link: format!("https://example.invalid/{submission}"),
        hash: document.hash,
        seq: step.seq,
        recorded_at: step.at,
    }
}
