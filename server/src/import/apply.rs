//! Appends what a preview found, all or nothing.
use std::{
    collections::{BTreeMap, HashMap, HashSet, VecDeque},
    fmt,
};

use app::domain::{Day, Event, Instant, Term, local_day, parse_day, start_of};
use chrono_tz::Tz;

use super::{
    campaign_file::CampaignFile,
    error::ImportError,
    files::{MilestonesCsv, milestones},
    preview::{FileChanges, Preview},
    rows::Rows,
};
use crate::{
    db::{
        Db, DbError, Tx, audit,
        people::{self, Person},
    },
    ledger::{
        CampaignRow, MilestoneRow, Stamped, TriggerRow,
        accounts::{self, told_terms},
    },
    operator::operator,
};

/// What an import added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Applied {
    pub facts: usize,
    pub people: usize,
    /// The last place in the order it took; none where no fact was new.
    pub seq: Option<i64>,
}

impl fmt::Display for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::default() {
            return f.write_str("Không có gì mới để nhập.");
        }
        write!(
            f,
            "Đã nhập {} dòng vào sổ và {} tài khoản.",
            self.facts, self.people
        )
    }
}

/// Who imports, for the audit.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The name of the account; none at the command line.
    pub person: Option<&'a str>,
    /// Its id, under which what happens to milestones is recorded.
    pub account: Option<&'a str>,
    pub source: &'a str,
    /// What the office does by a form of the plan, and by which decision; none where files are
    /// imported.
    pub act: Option<&'a str>,
    /// What the form carried, by which it is found where it comes twice; empty where there was
    /// none.
    pub form: &'a str,
    /// Accounts that get other terms with it, each as it was and as it is to be.
    pub accounts: &'a [(Person, Person)],
}

/// Applies a preview in one transaction. Refused when there are errors, and when
/// the ledger has moved since it was made.
pub async fn apply(db: &Db, preview: &Preview, now: Instant) -> Result<Applied, ImportError> {
    let source = operator();
    let by = By {
        person: None,
        account: None,
        source: &source,
        act: None,
        form: "",
        accounts: &[],
    };
    apply_by(db, preview, now, by).await
}

/// The same by somebody signed in.
pub async fn apply_by(
    db: &Db,
    preview: &Preview,
    now: Instant,
    by: By<'_>,
) -> Result<Applied, ImportError> {
    if !preview.sound() {
        return Err(ImportError::Errors(
            preview.report.errors.len() + preview.report.more,
        ));
    }
    if preview.nothing() {
        return Ok(Applied::default());
    }
    let mut tx = db.begin().await?;
    let now = tx.later(now).await?;
    preview.is_in_time(&mut tx, now).await?;
    let mut rows = preview.rows.clone();
    for person in &mut rows.people {
        person.created_at = now;
    }
    for event in &mut rows.milestone_events {
        event.person = by.account.map(str::to_owned);
    }
    let steps = stamp(&mut rows, preview, now);
    let mut applied = Applied {
        facts: rows.facts(),
        people: rows.people.len(),
        seq: None,
    };
    if applied.facts > 0 {
        let last = tx.next_seqs(steps).await?;
        if last != preview.seq + steps {
            return Err(ImportError::Moved);
        }
        applied.seq = Some(last);
    }
    rows.append(&mut tx).await?;
    // Who runs accounts from the app finds each by its name.
    if by.person.is_some() {
        for person in &rows.people {
            let line = audit::Line {
                at: now,
                person: by.person,
                source: by.source,
                action: "person.added",
                subject: &person.username,
                detail: &told_terms(person),
            };
            audit::append(&mut tx, line).await?;
        }
    }
    let today = people::today(&mut tx, now).await?;
    for (read, moved) in by.accounts {
        // As it is by now: what an administrator did meanwhile stands.
        let Some(before) = people::now(&mut tx, &read.username, today).await? else {
            continue;
        };
        if before.unit != read.unit {
            continue;
        }
        let after = Person {
            unit: moved.unit.clone(),
            ..before.clone()
        };
        let coming = people::coming_now(&mut tx, &before.id, today).await?;
        accounts::change(&mut tx, (&before, &after), None, now).await?;
        // What is to come of it still comes, in the unit that goes on.
        for coming in &coming {
            let unit = match coming.person.unit == read.unit {
                true => moved.unit.clone(),
                false => coming.person.unit.clone(),
            };
            accounts::keep_coming(&mut tx, coming, unit, now).await?;
        }
        let line = audit::Line {
            at: now,
            person: by.person,
            source: by.source,
            action: "person.changed",
            subject: &after.username,
            detail: &told_terms(&after),
        };
        audit::append(&mut tx, line).await?;
    }
    let all = |told: fn(&FileChanges) -> String| {
        let told = preview.files.iter().map(told).filter(|it| !it.is_empty());
        told.collect::<Vec<_>>().join("; ")
    };
    let (action, detail) = match by.act {
        Some(act) => {
            let rows = all(FileChanges::named);
            (audit::PLAN, format!("{act}; {rows}; {}", by.form))
        }
        None => (audit::IMPORT, all(FileChanges::counts)),
    };
    let line = audit::Line {
        at: now,
        person: by.person,
        source: by.source,
        action,
        subject: "campaign",
        detail: &detail,
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(applied)
}

impl Preview {
    /// Whether it is written in time: it may have been read on another day than it is written on,
    /// and a campaign that is over by then takes nothing but another last day, from that day on.
    async fn is_in_time(&self, tx: &mut Tx, now: Instant) -> Result<(), ImportError> {
        let today = local_day(now, self.zone);
        let day = |it: Option<String>| it.as_deref().and_then(parse_day);
        let stands = day(CampaignRow::closes(tx).await?);
        let told = self.rows.campaign.last();
        let closes = told.map_or(stands, |row| day(row.closes_on.clone()));
        let only_people = self.rows.facts() == self.rows.account_terms.len();
        let over = |last: &Day| *last < today;
        match closes.filter(over) {
            Some(last) if closes != stands => Err(ImportError::Over(last)),
            Some(last) if !only_people => Err(ImportError::Over(last)),
            _ => Ok(()),
        }
    }

    /// What it would append, as the facts that the board would read at an instant.
    pub fn facts(&self, now: Instant) -> Result<Vec<Stamped>, DbError> {
        let mut rows = self.rows.clone();
        stamp(&mut rows, self, now);
        rows.of_plan().facts(self.zone)
    }
}

/// Gives every row its place and instant, and says how many places there are.
///
/// It is one place, now, but for a milestone to which several things happen, and for a measurement
/// that another one supersedes. Into an empty database
/// it is the campaign's first instant, so that past days show the campaign; there a measurement
/// taken later has a place of its own, at the end of its day, so that no day shows what was
/// measured after it, and so has each event of the old book, at the beginning of its day, and each that
/// deadlines run from.
fn stamp(rows: &mut Rows, preview: &Preview, now: Instant) -> i64 {
    let first = preview.seq + 1;
    let book = old_book(rows);
    let at = preview
        .beginning
        .map_or(now, |beginning| beginning.min(now));
    let later = match preview.beginning {
        Some(_) => events_after(rows, at, preview.zone),
        None => BTreeMap::new(),
    };
    rows.each_stamp(|seq, recorded_at| (*seq, *recorded_at) = (first, at));
    if preview.beginning.is_none() {
        return one_after_another(rows, first);
    }
    let end_of = |day: &str| {
        let next = parse_day(day).and_then(|day| day.succ_opt());
        next.map_or(at, |next| start_of(next, preview.zone).clamp(at, now))
    };
    // What is of one instant in the order it happened in; measurements of the day before first.
    let mut places: BTreeMap<(Instant, i64), i64> = BTreeMap::new();
    for row in &rows.measurements {
        let end = end_of(&row.day);
        if end > at {
            places.insert((end, 0), 0);
        }
    }
    for nth in 1..=documents_apart(rows) {
        places.insert((at, nth), 0);
    }
    let on = |(day, nth): (Instant, i64)| (day.clamp(at, now), nth);
    places.extend(book.events.iter().map(|it| (on(*it), 0)));
    places.extend(later.values().map(|at| (on((*at, 0)), 0)));
    for (place, seq) in places.values_mut().zip(first + 1..) {
        *place = seq;
    }
    let events = rows.milestone_events.iter_mut();
    let events = events.map(|row| (&mut row.seq, &mut row.recorded_at));
    let evidence = rows.evidence.iter_mut();
    let evidence = evidence.map(|row| (&mut row.seq, &mut row.recorded_at));
    let when = book.events.iter().chain(&book.evidence);
    for ((seq, recorded_at), when) in events.chain(evidence).zip(when) {
        let when = on(*when);
        *seq = places.get(&when).copied().unwrap_or(first);
        *recorded_at = when.0;
    }
    let triggers = rows.triggers.iter_mut();
    let triggers = triggers.filter(|row| row.happened_on.is_some());
    let triggers = triggers.map(|row| (Some(&row.code), &mut row.seq, &mut row.recorded_at));
    let due = rows.milestones.iter_mut();
    let due = due.filter(|row| row.deadline.is_some());
    let due = due.map(|row| {
        (
            row.after_trigger.as_ref(),
            &mut row.seq,
            &mut row.recorded_at,
        )
    });
    for (event, seq, recorded_at) in triggers.chain(due) {
        let Some(when) = event.and_then(|code| later.get(code)) else {
            continue;
        };
        let when = on((*when, 0));
        (*seq, *recorded_at) = (places.get(&when).copied().unwrap_or(first), when.0);
    }
    for (row, event) in rows
        .measurements
        .iter_mut()
        .zip(&mut rows.measurement_events)
    {
        let end = end_of(&row.day);
        if let Some(seq) = places.get(&(end, 0)) {
            (row.seq, row.recorded_at) = (*seq, end);
            (event.seq, event.recorded_at) = (*seq, end);
        }
    }
    1 + places.len() as i64
}

/// The events that happened after the campaign began, with the beginning of their days: they and the
/// milestones that run from them stand at the beginning without a day, so that none of before shows
/// what nobody knew.
fn events_after(rows: &mut Rows, at: Instant, zone: Tz) -> BTreeMap<String, Instant> {
    let events = rows.triggers.iter().filter_map(|row| {
        let day = row.happened_on.as_deref().and_then(parse_day)?;
        Some((row.code.clone(), start_of(day, zone)))
    });
    let later: BTreeMap<String, Instant> = events.filter(|(_, on)| *on > at).collect();
    let awaited = rows
        .triggers
        .iter()
        .filter(|row| later.contains_key(&row.code));
    let awaited = awaited.map(|row| TriggerRow {
        happened_on: None,
        document_number: String::new(),
        document_day: None,
        ..row.clone()
    });
    let awaited: Vec<TriggerRow> = awaited.collect();
    rows.triggers.splice(0..0, awaited);
    let waits = |row: &&MilestoneRow| {
        let event = row
            .after_trigger
            .as_ref()
            .filter(|_| row.deadline.is_some());
        event.is_some_and(|code| later.contains_key(code))
    };
    let waiting = rows.milestones.iter().filter(waits);
    let waiting = waiting.map(|row| MilestoneRow {
        deadline: None,
        ..row.clone()
    });
    let waiting: Vec<MilestoneRow> = waiting.collect();
    rows.milestones.splice(0..0, waiting);
    later
}

/// When what the old book tells happened, and after how many others, as the rows came.
struct FromOldBook {
    events: Vec<(Instant, i64)>,
    evidence: Vec<(Instant, i64)>,
}

fn old_book(rows: &Rows) -> FromOldBook {
    let events = rows.milestone_events.iter();
    let evidence = rows.evidence.iter();
    FromOldBook {
        events: events.map(|row| (row.recorded_at, row.seq)).collect(),
        evidence: evidence.map(|row| (row.recorded_at, row.seq)).collect(),
    }
}

/// What happens to one milestone has a place each, as by forms, and what an event writes anew or a
/// decision changes with it has that of the event. A measurement is superseded after the other one
/// counts, so that a value which stays the same is not missed in between. Says how many places
/// there are.
fn one_after_another(rows: &mut Rows, first: i64) -> i64 {
    let mut next: HashMap<String, i64> = HashMap::new();
    let mut happened: HashMap<(Event, String), i64> = HashMap::new();
    let mut written: HashMap<(Wrote, String), VecDeque<i64>> = HashMap::new();
    for row in &mut rows.milestone_events {
        let next = next.entry(row.milestone.clone()).or_insert(first);
        row.seq = *next;
        *next += 1;
        let event = Event::from_code(&row.event);
        happened.extend(event.map(|event| ((event, row.milestone.clone()), row.seq)));
        let wrote = match event {
            Some(Event::Replaced) => Wrote::Successor,
            Some(event) if !event.moves() => Wrote::Anew,
            _ => continue,
        };
        let places = written.entry((wrote, row.milestone.clone())).or_default();
        places.push_back(row.seq);
    }
    let of_milestones = rows.redefinitions.iter_mut();
    for row in of_milestones.filter(|it| it.subject == MilestonesCsv::SUBJECT) {
        let event = Term::from_code(&row.term).and_then(milestones::rewrites);
        let place = event.and_then(|event| happened.get(&(event, row.code.clone())));
        row.seq = place.copied().unwrap_or(row.seq);
    }
    // Of what takes another's place, the row that says so: later ones name it too.
    let successors: HashSet<&str> = rows
        .redefinitions
        .iter()
        .filter(|it| it.term == Term::Replaces.code())
        .map(|it| it.code.as_str())
        .collect();
    for row in &mut rows.milestones {
        let mut place = |wrote, id: &String| {
            let places = written.get_mut(&(wrote, id.clone()))?;
            places.pop_front()
        };
        let new = successors.contains(row.id.as_str());
        let of_old = row.replaces.clone().filter(|_| new);
        let found = place(Wrote::Anew, &row.id)
            .or_else(|| of_old.and_then(|id| place(Wrote::Successor, &id)));
        row.seq = found.unwrap_or(row.seq);
    }
    let mut places = 1 + documents_apart(rows);
    let events = rows.measurement_events.iter_mut();
    for row in events.filter(|it| it.event == Event::Revoked.code()) {
        row.seq = first + 1;
        places = places.max(2);
    }
    let of_milestones = next.into_values().max().map_or(0, |next| next - first);
    of_milestones.max(places)
}

/// Documents of one number and day, of several issuers, stand at places after each other. Says how
/// many there are after the first.
fn documents_apart(rows: &mut Rows) -> i64 {
    let mut before: HashMap<(String, String), i64> = HashMap::new();
    for row in &mut rows.documents {
        let of_it = before.entry((row.day.clone(), row.number.clone()));
        let nth = of_it.and_modify(|nth| *nth += 1).or_default();
        row.seq += *nth;
    }
    before.into_values().max().unwrap_or(0)
}

/// What an event has a row of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Wrote {
    Anew,
    Successor,
}
