//! The slots of what recurs come into being as milestones: at each import and each act of the plan,
//! and by the server's daily work, which imports nothing else. Due days are computed once.
use std::collections::{BTreeMap, HashMap, HashSet};

use app::{
    domain::{
        Cadence, Calendar, Day, DayKind, Event, Milestone, MilestoneKind, Opening, Rhythm, Rhythms,
        Role, Slot, State, extends_from, parse_day,
    },
    text::{Lang, period},
};

use super::{
    campaign_file::CampaignFile,
    compare::Comparable,
    current::Current,
    decision::Decision,
    files::*,
    input::Input,
    problem::{Problem, Report},
    rows::Rows,
};
use crate::ledger::{self, MilestoneEventRow, MilestoneRow, SlotExceptionRow};

/// When slots are opened.
#[derive(Debug, Clone, Copy)]
pub(super) struct When {
    /// The day of the import.
    pub today: Day,
    /// The day on which its rows are recorded: that on which the campaign begins, where it begins
    /// with them.
    pub recorded: Day,
    /// The last day of the campaign, where it has one.
    pub closes: Option<Day>,
}

/// Ends and moves the slots that exceptions and ended rhythms are about, and opens those that are
/// to be open by the day.
pub(super) fn open(
    input: &Input,
    current: &mut Current,
    when: When,
    rows: &mut Rows,
    report: &mut Report,
) {
    let known = Known::of(input, current, rows);
    if known.rhythms.rhythms().next().is_none() {
        return;
    }
    except(input, current, &known, when.today, rows, report);
    end(input, current, when.today, rows);
    if when.closes.is_some_and(|last| when.today > last) {
        return;
    }
    let new = openings(current, &known, when);
    // Each lead of a group has a rhythm of its own, and all of them one name.
    let mut opened: BTreeMap<&str, Vec<Day>> = BTreeMap::new();
    for it in new.values() {
        let due = it.slots.iter().map(|it| it.due);
        opened.entry(&it.rhythm.title).or_default().extend(due);
    }
    for (title, due) in opened {
        report.note(
            RhythmsCsv::NAME,
            None,
            None,
            Problem::SlotsOpened {
                rhythm: title.to_owned(),
                slots: due.len(),
                first: due.iter().min().map(Day::to_string),
            },
        );
    }
    for it in new.values() {
        for opening in &it.slots {
            if let Some(row) = row(&it.rhythm, &it.cadence, opening) {
                MilestonesCsv::append(row, &mut current.milestones, rows);
            }
        }
    }
}

/// What recurs by files and ledger, and the days that are worked.
struct Known {
    rhythms: Rhythms,
    calendar: Calendar,
    /// Units that are closed, from which day on.
    ended: HashMap<String, Day>,
    /// Duties that are over.
    over: HashSet<String>,
}

impl Known {
    fn of(input: &Input, current: &Current, rows: &Rows) -> Self {
        let mut rhythms = Rhythms::default();
        for row in current.cadences.values().chain(&rows.cadences) {
            if let Ok(it) = ledger::cadence(row) {
                rhythms.set_cadence(it);
            }
        }
        for row in current
            .slot_exceptions
            .values()
            .chain(&rows.slot_exceptions)
        {
            if let Ok(it) = ledger::slot_exception(row) {
                rhythms.set_exception(it);
            }
        }
        for row in current.rhythms.values().chain(&rows.rhythms) {
            if let Ok(it) = ledger::rhythm(row) {
                rhythms.set_rhythm(it.into());
            }
        }
        let mut calendar = Calendar::default();
        let listed = input.calendar.iter().map(|it| &it.row);
        for row in current.calendar.values().chain(listed) {
            if let (Some(day), Some(kind)) = (parse_day(&row.day), DayKind::from_code(&row.kind)) {
                calendar.set(day, kind);
            }
        }
        let mut ended = HashMap::new();
        for row in UnitsCsv::latest(&current.units).values().chain(&rows.units) {
            match row.ends_on.as_deref().and_then(parse_day) {
                Some(day) => ended.insert(row.code.clone(), day),
                None => ended.remove(&row.code),
            };
        }
        let mut over = HashSet::new();
        for row in current.duties.latest.values().chain(&rows.duties) {
            match row.ended_on {
                Some(_) => over.insert(row.key()),
                None => over.remove(&row.key()),
            };
        }
        Self {
            rhythms,
            calendar,
            ended,
            over,
        }
    }

    /// Whether what it is asked of is over.
    fn over_at(&self, rhythm: &Rhythm) -> bool {
        let duty = &rhythm.duty;
        self.over
            .contains(&format!("{}/{}", duty.unit, duty.workstream))
    }

    /// The rhythms of a cadence for whose period something of their own is set: that goes before what
    /// an exception says of the whole cadence.
    fn excepted_alone<'a>(
        &'a self,
        current: &Current,
        rows: &Rows,
        it: &SlotExceptionRow,
    ) -> Vec<&'a Rhythm> {
        let set = current.slot_exceptions.values();
        let set: Vec<&SlotExceptionRow> = set.chain(&rows.slot_exceptions).collect();
        let own = |rhythm: &&Rhythm| {
            let code = rhythm.code.as_str();
            let mut set = set.iter();
            rhythm.cadence.as_str() == it.cadence
                && set.any(|own| own.rhythm == code && own.period_ends == it.period_ends)
        };
        let all = self.rhythms.rhythms().map(AsRef::as_ref);
        all.filter(|_| it.rhythm.is_empty()).filter(own).collect()
    }

    /// The slots of the rhythms that an exception is about, which are there already.
    fn slots_of<'a>(
        &'a self,
        current: &'a Current,
        it: &'a SlotExceptionRow,
    ) -> impl Iterator<Item = (&'a MilestoneRow, &'a Milestone)> {
        let of_it = |row: &&MilestoneRow| {
            let Some(code) = row.rhythm.as_ref() else {
                return false;
            };
            let of_cadence = || {
                let mut all = self.rhythms.rhythms();
                all.any(|rhythm| {
                    rhythm.code.as_str() == code && rhythm.cadence.as_str() == it.cadence
                })
            };
            row.period_to.as_ref() == Some(&it.period_ends)
                && (*code == it.rhythm || (it.rhythm.is_empty() && of_cadence()))
        };
        let lives = &current.milestones.lives;
        let rows = current.milestones.latest.values().filter(of_it);
        rows.filter_map(|row| Some((row, lives.get(&row.id)?)))
    }
}

/// Slots of one rhythm that are to be opened.
struct New {
    rhythm: Rhythm,
    cadence: Cadence,
    slots: Vec<Opening>,
}

fn openings(current: &Current, known: &Known, when: When) -> BTreeMap<String, New> {
    let mut opened: HashSet<(&str, &str)> = HashSet::new();
    for row in current.milestones.latest.values() {
        if let (Some(rhythm), Some(to)) = (&row.rhythm, &row.period_to) {
            opened.insert((rhythm, to));
        }
    }
    let mut new = BTreeMap::new();
    for rhythm in known.rhythms.rhythms() {
        let Some(cadence) = known.rhythms.cadence(&rhythm.cadence) else {
            continue;
        };
        let unit_ends = known.ended.get(rhythm.duty.unit.as_str());
        if unit_ends.is_some_and(|ends| when.today >= *ends) || known.over_at(rhythm) {
            continue;
        }
        let code = rhythm.code.as_str();
        let known_of = &known.rhythms;
        let all = known_of.openings(rhythm, when.recorded, when.today, &known.calendar);
        let within = |it: &Opening| when.closes.is_none_or(|last| it.period.from <= last);
        let there = |it: &Opening| opened.contains(&(code, it.period.to.to_string().as_str()));
        let slots: Vec<Opening> = all.filter(|it| within(it) && !there(it)).collect();
        if !slots.is_empty() {
            let it = New {
                rhythm: rhythm.as_ref().clone(),
                cadence: cadence.as_ref().clone(),
                slots,
            };
            new.insert(code.to_owned(), it);
        }
    }
    new
}

/// A slot as a row of the ledger.
fn row(rhythm: &Rhythm, cadence: &Cadence, opening: &Opening) -> Option<MilestoneRow> {
    let period_name = period(Lang::Vi, cadence.every, opening.period);
    Some(MilestoneRow {
        id: rhythm.slot_id(opening.period)?.to_string(),
        unit: rhythm.duty.unit.to_string(),
        workstream: rhythm.duty.workstream.to_string(),
        kind: MilestoneKind::Product.code().to_owned(),
        title: format!("{} – {period_name}", rhythm.title),
        product: rhythm.product.to_string(),
        deadline: Some(opening.due.to_string()),
        responsible: rhythm.responsible.company().map(ToString::to_string),
        weight: i64::try_from(rhythm.weight).ok()?,
        rhythm: Some(rhythm.code.to_string()),
        period_from: Some(opening.period.from.to_string()),
        period_to: Some(opening.period.to.to_string()),
        closes_on: Some(opening.closes.to_string()),
        ..MilestoneRow::default()
    })
}

/// What the office sets for a period whose slot is open already happens to that slot.
fn except(
    input: &Input,
    current: &Current,
    known: &Known,
    today: Day,
    rows: &mut Rows,
    report: &mut Report,
) {
    let (mut found, mut notes) = (Vec::new(), Vec::new());
    let new: HashSet<String> = rows.slot_exceptions.iter().map(key).collect();
    for entry in input
        .slot_exceptions
        .iter()
        .filter(|it| new.contains(&key(&it.row)))
    {
        let it = &entry.row;
        let mut refuse = |problem| found.push((entry.line, problem));
        if let Some(other) = ends_otherwise(known, it) {
            refuse(Problem::NotAPeriodsEnd(other.to_string()));
            continue;
        }
        let decision = Decision {
            number: it.decision.clone(),
            reason: it.reason.clone(),
            approver: it.approver.clone(),
        };
        let own = known.excepted_alone(current, rows, it);
        for rhythm in &own {
            notes.push((entry.line, Problem::OwnException(rhythm.title.to_string())));
        }
        let of_it = known.slots_of(current, it);
        let of_it = of_it.filter(|(row, _)| {
            let mut own = own.iter();
            !own.any(|rhythm| row.rhythm.as_deref() == Some(rhythm.code.as_str()))
        });
        for (row, life) in of_it {
            let over = life.taken_until().is_some_and(|until| today > until);
            let due = it.due_on.as_deref().and_then(parse_day);
            let stands = life.current_deadline;
            let kept = it.no_slot && life.stage().after(Event::Cancelled).is_none();
            if life.state != State::Open || over || kept {
                refuse(Problem::SlotIsOver(row.title.clone()));
            } else if let Some(due) = due.filter(|due| stands != Some(*due)) {
                let least = stands.map_or(today, |stands| extends_from(stands, today));
                if due < least {
                    refuse(Problem::NotLater(least.to_string()));
                } else {
                    let deadline = Some(due.to_string());
                    rows.milestone_events
                        .push(event(row, Event::Extended, deadline, &decision));
                }
            } else if it.no_slot {
                rows.milestone_events
                    .push(event(row, Event::Cancelled, None, &decision));
            }
        }
    }
    let (file, column) = (SlotExceptionsCsv::NAME, Some("period_ends"));
    for (line, problem) in found {
        report.error(file, Some(line), column, problem);
    }
    for (line, problem) in notes {
        report.note(file, Some(line), column, problem);
    }
}

fn key(row: &SlotExceptionRow) -> String {
    format!("{}/{}/{}", row.rhythm, row.cadence, row.period_ends)
}

/// The day on which the period really ends in which an exception names another day.
fn ends_otherwise(known: &Known, it: &SlotExceptionRow) -> Option<Day> {
    let rhythms = known.rhythms.rhythms();
    let mut of_rhythm = rhythms.filter(|rhythm| rhythm.code.as_str() == it.rhythm);
    let code = of_rhythm.next().map(|rhythm| rhythm.cadence.as_str());
    let code = code.unwrap_or(&it.cadence);
    let mut cadences = known.rhythms.cadences();
    let cadence = cadences.find(|cadence| cadence.code.as_str() == code)?;
    let day = parse_day(&it.period_ends)?;
    let ends = cadence.period_of(day).to;
    (ends != day).then_some(ends)
}

/// Slots that are open already of periods that begin after their rhythm ended are cancelled by the
/// decision that ended it.
fn end(input: &Input, current: &Current, today: Day, rows: &mut Rows) {
    let new: HashSet<&str> = rows.rhythms.iter().map(|row| row.code.as_str()).collect();
    let mut events = Vec::new();
    for entry in input
        .rhythms
        .iter()
        .filter(|it| new.contains(it.row.code.as_str()))
    {
        let ends_on = entry.row.ends_on.as_deref().and_then(parse_day);
        let (Some(ends_on), Some(decision)) = (ends_on, &entry.decision) else {
            continue;
        };
        let later = |slot: &Slot| slot.period.from > ends_on;
        events.extend(ends(current, &entry.row.code, later, (today, decision)));
    }
    rows.milestone_events.extend(events);
}

/// The slots of a rhythm that can still be answered, of some of its periods: they are cancelled.
pub(super) fn ends(
    current: &Current,
    rhythm: &str,
    of: impl Fn(&Slot) -> bool,
    (today, by): (Day, &Decision),
) -> Vec<MilestoneEventRow> {
    let of_it = current.milestones.latest.values();
    let of_it = of_it.filter(|row| row.rhythm.as_deref() == Some(rhythm));
    let cancelled = of_it.filter_map(|row| {
        let life = current.milestones.lives.get(&row.id)?;
        let cancels = life.slot().is_some_and(&of) && life.ends_with_its_group();
        (cancels && !life.missed(today)).then(|| event(row, Event::Cancelled, None, by))
    });
    cancelled.collect()
}

/// What the office does to a milestone by a decision.
pub(super) fn event(
    row: &MilestoneRow,
    event: Event,
    deadline: Option<String>,
    by: &Decision,
) -> MilestoneEventRow {
    MilestoneEventRow {
        submission: uuid::Uuid::now_v7().to_string(),
        milestone: row.id.clone(),
        event: event.code().to_owned(),
        organisation: Role::Office.code().to_owned(),
        deadline,
        body: by.reason.clone(),
        decision: by.number.clone(),
        approver: by.approver.clone(),
        ..MilestoneEventRow::default()
    }
}

/// A rhythm is of a duty that there is, and its first period can still be answered.
pub(super) fn check(
    input: &mut Input,
    current: &Current,
    today: Day,
    duties: impl Fn(&str, &str) -> bool,
) {
    let mut found = Vec::new();
    let unknown = input.report.errors.iter();
    let unknown = unknown.filter(|it| matches!(it.problem, Problem::Unknown { .. }));
    let unknown = unknown.filter(|it| it.file == RhythmsCsv::NAME);
    let unknown: HashSet<u64> = unknown.filter_map(|it| it.line).collect();
    for entry in &input.rhythms {
        let row = &entry.row;
        if !unknown.contains(&entry.line) && !duties(&row.unit, &row.workstream) {
            let problem = Problem::NoDuty {
                unit: row.unit.clone(),
                workstream: row.workstream.clone(),
            };
            found.push((entry.line, "workstream", problem));
        }
        let known = current.rhythms.contains_key(&row.code);
        if known || current.empty() {
            continue;
        }
        let listed = input.cadences.iter().map(|it| &it.row);
        let mut cadences = listed.chain(current.cadences.values());
        let cadence = cadences.find(|it| it.code == row.cadence);
        let cadence = cadence.and_then(|row| ledger::cadence(row).ok());
        let begins = parse_day(&row.begins_on);
        if let (Some(cadence), Some(begins)) = (cadence, begins) {
            let due = cadence.due(cadence.period_of(begins), &Calendar::default());
            if due < today {
                found.push((
                    entry.line,
                    "begins_on",
                    Problem::BeginsTooEarly(due.to_string()),
                ));
            }
        }
    }
    // Of each unit of a group the same is wrong.
    found.dedup();
    for (line, column, problem) in found {
        input
            .report
            .error(RhythmsCsv::NAME, Some(line), Some(column), problem);
    }
}
