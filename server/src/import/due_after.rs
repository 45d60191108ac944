//! Deadlines that run from an event: the day is computed once, when the event is recorded, and is
//! the original deadline. What is found out about the event later takes no day back (rule 4).
use std::collections::{BTreeMap, HashSet};

use app::domain::{
    Calendar, Day, DayCount, DayKind, DueAfter, Event, Milestone, Role, State, TriggerCode,
    extends_from, parse_day,
};
use app::text::day_as_typed;

use super::{
    campaign_file::CampaignFile,
    current::Current,
    decision::Decision,
    files::{MilestonesCsv, TriggersCsv},
    input::Input,
    problem::{Problem, Report},
    rows::Rows,
};
use crate::ledger::{MilestoneEventRow, MilestoneRow};

/// Milestones that a note names; the others are counted.
const NAMED: usize = 5;

/// What the files and the ledger know of an event.
#[derive(Default)]
struct Known {
    was: Option<Day>,
    now: Option<Day>,
    line: u64,
    decision: Option<Decision>,
    name: String,
}

/// All events by code, with the days that are worked.
pub(super) struct Events {
    known: BTreeMap<String, Known>,
    calendar: Calendar,
}

impl Events {
    pub fn of(input: &Input, current: &Current) -> Self {
        let day = |text: &Option<String>| text.as_deref().and_then(parse_day);
        let mut known: BTreeMap<String, Known> = BTreeMap::new();
        for row in current.triggers.values() {
            let happened = day(&row.happened_on);
            let it = known.entry(row.code.clone()).or_default();
            (it.was, it.now) = (happened, happened);
            it.name.clone_from(&row.name);
        }
        let told = input.has(TriggersCsv::NAME, "happened_on");
        for entry in &input.triggers {
            let it = known.entry(entry.row.code.clone()).or_default();
            if told {
                // A day that was recorded is not taken back by an empty cell.
                it.now = day(&entry.row.happened_on).or(it.was);
            }
            it.line = entry.line;
            it.decision.clone_from(&entry.decision);
            it.name.clone_from(&entry.row.name);
        }
        let mut calendar = Calendar::default();
        let listed = input.calendar.iter().map(|it| &it.row);
        for row in current.calendar.values().chain(listed) {
            if let (Some(day), Some(kind)) = (parse_day(&row.day), DayKind::from_code(&row.kind)) {
                calendar.set(day, kind);
            }
        }
        Self { known, calendar }
    }

    /// Gives each milestone of the files that runs from an event the day it has: the one that was
    /// set, or, of a new one, the one that its event sets.
    pub fn date(&self, input: &mut Input, current: &Current) {
        let mut found = Vec::new();
        for entry in &mut input.milestones {
            let row = &mut entry.row.milestone;
            let Some(after) = runs_from(row) else {
                continue;
            };
            let known = current.milestones.latest.get(&row.id);
            let set = known.and_then(|before| before.deadline.clone());
            // What takes another's place has that one's day, or waits as it did.
            if known.is_none() && row.replaces.is_some() {
                continue;
            }
            let happened = self.known.get(after.trigger.as_str());
            let happened = happened.and_then(|it| it.now);
            match (&row.deadline, set, happened) {
                (None, Some(set), _) => give(row, set),
                (None, None, Some(happened)) if known.is_none() => {
                    give(row, after.ends(happened, &self.calendar).to_string());
                }
                (Some(_), None, None) => {
                    found.push((
                        entry.line,
                        Problem::BeforeItsEvent(after.trigger.to_string()),
                    ));
                }
                // A campaign that is read anew has the days that were computed in it.
                (Some(day), None, Some(happened)) if !current.empty() => {
                    let ends = after.ends(happened, &self.calendar).to_string();
                    if *day != ends {
                        found.push((entry.line, Problem::NotItsEventsDay(ends)));
                    }
                }
                _ => {}
            }
        }
        for (line, problem) in found {
            let file = MilestonesCsv::NAME;
            input
                .report
                .error(file, Some(line), Some("deadline"), problem);
        }
    }

    /// What the events that these files record set and move: told under the event. The milestones
    /// that are given more time by it.
    pub fn settle(
        &self,
        current: &Current,
        today: Day,
        rows: &mut Rows,
        report: &mut Report,
    ) -> Vec<String> {
        // Nothing waits for what has happened, neither what takes another's place.
        for row in &mut rows.milestones {
            let after = runs_from(row).filter(|_| row.deadline.is_none());
            let ends = after.and_then(|after| {
                let happened = self.known.get(after.trigger.as_str())?.now?;
                Some(after.ends(happened, &self.calendar))
            });
            if let Some(ends) = ends {
                give(row, ends.to_string());
            }
        }
        let written = rows.milestones.iter().map(|it| it.id.clone());
        let written: HashSet<String> = written.collect();
        let mut extended = Vec::new();
        for (code, it) in &self.known {
            let Some(now) = it.now.filter(|now| it.was != Some(*now)) else {
                continue;
            };
            let of_it = current.milestones.latest.values();
            let of_it = of_it.filter(|row| row.after_trigger.as_ref() == Some(code));
            let of_it = of_it.filter_map(|row| {
                let life = current.milestones.lives.get(&row.id)?;
                Some((row, life, runs_from(row)?.ends(now, &self.calendar)))
            });
            let problem = match it.was {
                // Of those that are done too: what was handed over is judged by the day that was
                // promised.
                None => {
                    let rest = of_it.filter(|(row, ..)| !written.contains(&row.id));
                    set(it, rest.collect(), today, rows)
                }
                Some(_) => {
                    let pending = of_it.filter(|(_, life, _)| life.pending());
                    moved(it, pending.collect(), today, rows, &mut extended)
                }
            };
            if let Some(problem) = problem {
                let (file, line) = (TriggersCsv::NAME, Some(it.line));
                report.note(file, line, Some("happened_on"), problem);
            }
        }
        extended
    }
}

/// A milestone that runs from an event, with its life and the day that the event gives it.
type Due<'a> = (&'a MilestoneRow, &'a Milestone, Day);

fn set(it: &Known, due: Vec<Due<'_>>, today: Day, rows: &mut Rows) -> Option<Problem> {
    let (mut told, mut late) = (Vec::new(), Vec::new());
    for (row, life, ends) in due.into_iter().filter(|(row, ..)| row.deadline.is_none()) {
        let mut row = row.clone();
        give(&mut row, ends.to_string());
        let over = life.state == State::Open && ends < today;
        told.push(on_its_day(&row, ends));
        if over {
            late.push(on_its_day(&row, ends));
        }
        rows.milestones.push(row);
    }
    let (milestones, overdue) = (told.len(), late.len());
    (milestones > 0).then(|| Problem::DatesSet {
        event: it.name.clone(),
        milestones,
        told: first(told),
        overdue,
        late: first(late),
    })
}

fn on_its_day(row: &MilestoneRow, day: Day) -> String {
    format!("{} – {}: {}", row.unit, row.title, day_as_typed(day))
}

/// So many by name, the others as dots.
fn first(mut told: Vec<String>) -> String {
    if told.len() > NAMED {
        told.truncate(NAMED);
        told.push("…".to_owned());
    }
    told.join("; ")
}

/// The event was on another day: what would be due later is extended by that decision, what would
/// be due earlier keeps its day, and so does what the same files extend. Nothing is extended to a
/// day that is over.
fn moved(
    it: &Known,
    pending: Vec<Due<'_>>,
    today: Day,
    rows: &mut Rows,
    extended: &mut Vec<String>,
) -> Option<Problem> {
    let by = it.decision.as_ref()?;
    let (mut kept, mut answered) = (0, 0);
    let (mut past, mut told) = (Vec::new(), Vec::new());
    for (row, life, ends) in pending {
        let given = rows.milestone_events.iter();
        let mut given = given.filter(|event| event.event == Event::Extended.code());
        let given = given.any(|event| event.milestone == row.id);
        let stands = life.current_deadline;
        let later = stands.is_some_and(|stands| ends >= extends_from(stands, today));
        if given || !later {
            let over = stands.is_some_and(|stands| ends > stands) && !given;
            match over {
                true => past.push(on_its_day(row, ends)),
                false => kept += 1,
            }
            continue;
        }
        answered += usize::from(life.asked.is_some());
        extended.push(row.id.clone());
        told.push(on_its_day(row, ends));
        rows.milestone_events.push(MilestoneEventRow {
            submission: uuid::Uuid::now_v7().to_string(),
            milestone: row.id.clone(),
            event: Event::Extended.code().to_owned(),
            organisation: Role::Office.code().to_owned(),
            deadline: Some(ends.to_string()),
            body: by.reason.clone(),
            decision: by.number.clone(),
            approver: by.approver.clone(),
            ..MilestoneEventRow::default()
        });
    }
    let extended = told.len();
    (extended + kept + past.len() > 0).then(|| Problem::DatesMoved {
        extended,
        told: first(told),
        past,
        kept,
        answered,
    })
}

/// From which event a row's deadline runs.
fn runs_from(row: &MilestoneRow) -> Option<DueAfter> {
    Some(DueAfter {
        trigger: TriggerCode::parse(row.after_trigger.as_deref()?).ok()?,
        days: row.after_days?.try_into().ok()?,
        count: DayCount::from_code(row.day_count.as_deref()?)?,
    })
}

/// Its day takes the place of the words that told it.
fn give(row: &mut MilestoneRow, day: String) {
    (row.deadline, row.deadline_text) = (Some(day), None);
}
