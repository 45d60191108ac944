//! milestones.csv: the dated steps of duties.
use std::collections::{BTreeMap, HashMap, HashSet, hash_map};

use app::access::Role;
use app::domain::{
    Day, DayCount, Event, Kept, LONGEST_TERM, MAX_WEIGHT, MILESTONE_TERMS, Milestone,
    MilestoneKind, Reach, Responsible, State, Term, extends_from, parse_day,
};
use app::text::{only_typed_otherwise, typed_alike};

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Need, Promised, Reference, Seen, Source},
        compare::{Comparable, Latest, comparable},
        decision::Decision,
        fields::{Entry, Fields, codes},
        input::Input,
        labels,
        layout::Columns,
        preview::Difference,
        problem::Problem,
        rows::Rows,
    },
    ledger::{MilestoneEventRow, MilestoneRow, lives, milestone_id},
};

pub(crate) struct MilestonesCsv;

impl CampaignFile for MilestonesCsv {
    const NAME: &'static str = "milestones.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["unit", "workstream", "kind", "title", "deadline"],
        optional: &[
            "id",
            "product",
            "responsible",
            "weight",
            "reach",
            "replaces",
            "after",
            "after_days",
            "day_count",
            "second_indicator",
            "second_reach",
            "of_group",
            "decision",
            "reason",
            "approver",
        ],
    };
    const KEY: &'static str = "title";
    const SUBJECT: &'static str = "milestone";
    const PROMISED: &'static [Promised] = &[
        Promised::of(MILESTONE_TERMS[0]),
        Promised::of(MILESTONE_TERMS[1]),
        Promised::of(MILESTONE_TERMS[2]),
        Promised::of(MILESTONE_TERMS[3]),
        Promised::of(MILESTONE_TERMS[4]),
        Promised::once_set("deadline"),
        Promised::once_set("after"),
        Promised::once_set("after_days"),
        Promised::once_set("day_count"),
        Promised::once_set("second_indicator"),
        Promised::once_set("second_reach"),
        Promised::always("unit"),
    ];

    type Row = MilestoneEntry;
    type Ledger = MilestoneRow;
    type Current = Milestones;

    /// `position` is left 0: it is given within the duty when the row is new.
    fn row(f: &mut Fields<'_>) -> Self::Row {
        let most = i64::try_from(MAX_WEIGHT).unwrap_or(i64::MAX);
        let (unit, workstream) = (f.unit_or_all("unit"), f.code("workstream"));
        let title = f.title("title");
        let kind = f.word("kind", &codes(MilestoneKind::ALL, MilestoneKind::code));
        let counts = MilestoneKind::from_code(&kind).is_some_and(MilestoneKind::counts);
        let after_trigger = f.code_if("after");
        let after_days = f.integer_if("after_days", 0, LONGEST_TERM);
        let said = ["after", "after_days"].map(|column| !f.text(column).is_empty());
        if said[0] != said[1] || (!said[0] && !f.text("day_count").is_empty()) {
            let missing = if said[0] { "after_days" } else { "after" };
            f.error(missing, Problem::TermOfBoth);
        }
        let day_count = f.word_if("day_count", &codes(DayCount::ALL, DayCount::code));
        let usual = || {
            after_trigger
                .is_some()
                .then(|| DayCount::Calendar.code().to_owned())
        };
        let day_count = day_count.or_else(usual);
        // Words that tell the event are no deadline that never closes.
        let never = after_trigger.is_none().then_some("mốc");
        let (deadline, deadline_text) = f.day_or_words("deadline", never);
        let second_indicator = f.code_if("second_indicator");
        let second_reach = f.decimal_if("second_reach");
        if second_indicator.is_some() != second_reach.is_some() {
            f.error("second_indicator", Problem::SecondValueHalf);
        }
        let named = f.code_if("id");
        MilestoneEntry {
            named: named.is_some(),
            milestone: MilestoneRow {
                id: named.unwrap_or_else(|| milestone_id(&unit, &workstream, &title)),
                unit,
                workstream,
                position: 0,
                kind,
                product: f.product("product"),
                title,
                deadline,
                deadline_text,
                responsible: f.code_if("responsible"),
                weight: f.integer_if("weight", 0, most).unwrap_or(i64::from(counts)),
                reach: f.decimal_if("reach"),
                replaces: f.code_if("replaces"),
                after_trigger,
                after_days,
                day_count,
                rhythm: None,
                period_from: None,
                period_to: None,
                closes_on: None,
                of_group: f.text_if("of_group"),
                second_indicator,
                second_reach,
                seq: 0,
                recorded_at: 0,
            },
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        &row.milestone
    }

    fn label(m: &Self::Ledger) -> String {
        labels::of_milestone(m)
    }

    fn references(row: &Self::Row) -> Vec<Reference<'_>> {
        let m = &row.milestone;
        vec![
            Reference::new(Named::Leader, "unit", &m.unit),
            Reference::new(Named::Workstream, "workstream", &m.workstream),
            Reference::maybe(Named::Partner, "responsible", m.responsible.as_deref()),
            Reference::maybe(Named::Trigger, "after", m.after_trigger.as_deref()),
        ]
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        let lives = match from.board {
            Some(board) => board.lives(),
            None => lives(from.db).await?,
        };
        let mut current = Milestones {
            lives,
            ..Milestones::default()
        };
        for mut row in MilestoneRow::between(from.db, 0, i64::MAX).await? {
            if let Some(life) = current.lives.get(&row.id) {
                row.responsible = company(life);
            }
            let first = current.first_titles.entry(row.id.clone());
            first.or_insert_with(|| typed_alike(&row.title));
            let first = current.first_units.entry(row.id.clone());
            first.or_insert_with(|| row.unit.clone());
            current.latest.insert(row.key(), row);
        }
        for row in current.latest.values() {
            let last = current.last_positions.entry(duty(row)).or_default();
            *last = row.position.max(*last);
        }
        Ok(current)
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        &current.latest
    }

    /// Slots come from their rhythm, not from this file.
    fn missing(row: &Self::Ledger) -> Option<String> {
        row.rhythm.is_none().then(|| Self::label(row))
    }

    fn append(mut row: MilestoneRow, current: &mut Milestones, rows: &mut Rows) {
        // At another unit it stands after what was there.
        let stays = current.latest.get(&row.key());
        row.position = match stays.filter(|before| duty(before) == duty(&row)) {
            Some(before) => before.position,
            None => {
                let last = current.last_positions.entry(duty(&row)).or_default();
                *last += 1;
                *last
            }
        };
        rows.milestones.push(row);
    }

    /// Another party is a reassignment, a later day an extension: events of its life.
    fn happens(
        row: &mut MilestoneRow,
        seen: &Seen<'_>,
        current: &Milestones,
        rows: &mut Rows,
    ) -> Vec<(Difference, Option<Problem>)> {
        let found = current.latest.get(&row.id).zip(current.lives.get(&row.id));
        let Some((before, life)) = found else {
            succeeds(row, seen, current, rows);
            return Vec::new();
        };
        // Whose place it takes is said when it is created.
        row.replaces.clone_from(&before.replaces);
        // So is of which rhythm and period it is.
        row.rhythm.clone_from(&before.rhythm);
        row.period_from.clone_from(&before.period_from);
        row.period_to.clone_from(&before.period_to);
        row.closes_on.clone_from(&before.closes_on);
        let mut happened = Vec::new();
        let mut tell = |column, event: MilestoneEventRow, was: String, now: String, problem| {
            let difference = Difference { column, was, now };
            if let (None, Some(by)) = (&problem, seen.decision) {
                rows.milestone_events.push(MilestoneEventRow {
                    submission: uuid::Uuid::now_v7().to_string(),
                    milestone: before.id.clone(),
                    organisation: Role::Office.code().to_owned(),
                    body: by.reason.clone(),
                    decision: by.number.clone(),
                    approver: by.approver.clone(),
                    ..event
                });
            }
            happened.push((difference, problem));
        };
        if (seen.has)("responsible") && row.responsible != before.responsible {
            let shown = |company: &Option<String>| company.clone().unwrap_or_default();
            let event = MilestoneEventRow {
                event: Event::Reassigned.code().to_owned(),
                responsible: row.responsible.clone(),
                ..MilestoneEventRow::default()
            };
            let (was, now) = (shown(&before.responsible), shown(&row.responsible));
            let problem = if life.state == State::Cancelled {
                Some(Problem::CancelledParty)
            } else if life.state != State::Open {
                Some(Problem::NotOpen)
            } else if seen.decision.is_none() {
                Some(Problem::NeedsDecision {
                    was: was.clone(),
                    now: now.clone(),
                })
            } else {
                None
            };
            tell("responsible", event, was, now, problem);
            row.responsible.clone_from(&before.responsible);
        }
        if let Some(original) = life.original_deadline {
            let stands = life.current_deadline.unwrap_or(original);
            let asked = row.deadline.as_deref().and_then(parse_day);
            if asked != Some(original) && asked != Some(stands) {
                let event = MilestoneEventRow {
                    event: Event::Extended.code().to_owned(),
                    deadline: row.deadline.clone(),
                    ..MilestoneEventRow::default()
                };
                let problem = match asked {
                    Some(_) if life.state == State::Accepted => Some(Problem::Done),
                    Some(_) if life.state == State::Cancelled => Some(Problem::Cancelled),
                    Some(day) if seen.decision.is_some() => {
                        let least = extends_from(stands, seen.today);
                        let far = seen
                            .campaign
                            .is_some_and(|it| it.reach(day) == Reach::TooFar);
                        let early = (day < least).then(|| Problem::NotLater(least.to_string()));
                        early.or(far.then_some(Problem::TooFar))
                    }
                    _ => Some(Problem::OriginalDeadline {
                        was: original.to_string(),
                    }),
                };
                let now = row.deadline.clone().or(row.deadline_text.clone());
                let now = now.unwrap_or_default();
                tell("deadline", event, stands.to_string(), now, problem);
            }
            row.deadline.clone_from(&before.deadline);
            row.deadline_text.clone_from(&before.deadline_text);
        }
        happened
    }

    /// A title that is put right, and terms that change, are events of its life as they are by
    /// form: each with what it writes anew, the title first.
    fn rewrites(
        before: &MilestoneRow,
        changed: &[Difference],
        decision: Option<&Decision>,
        current: &Milestones,
        rows: &mut Rows,
    ) -> Vec<(&'static str, Problem)> {
        let Some(life) = current.lives.get(&before.id) else {
            return Vec::new();
        };
        let mut told = Vec::new();
        let events = [Event::Corrected, Event::Redefined];
        let by: Vec<(Event, &Difference)> = events
            .into_iter()
            .filter_map(|event| {
                let first = changed
                    .iter()
                    .find(|it| Term::from_code(it.column).and_then(rewrites) == Some(event))?;
                Some((event, first))
            })
            .collect();
        for (event, first) in &by {
            if life.stage().after(*event).is_none() {
                let kept = match life.state {
                    State::Cancelled => Kept::Over,
                    _ => Kept::PromiseSettled,
                };
                told.push((first.column, Problem::Kept(kept)));
            }
            let by = decision.cloned().unwrap_or_default();
            rows.milestone_events.push(MilestoneEventRow {
                submission: uuid::Uuid::now_v7().to_string(),
                milestone: before.id.clone(),
                event: event.code().to_owned(),
                organisation: Role::Office.code().to_owned(),
                body: by.reason,
                decision: by.number,
                approver: by.approver,
                ..MilestoneEventRow::default()
            });
        }
        // Each event has the row that it wrote.
        if by.len() == events.len()
            && let Some(last) = rows.milestones.pop()
        {
            rows.milestones.push(MilestoneRow {
                title: last.title.clone(),
                ..before.clone()
            });
            rows.milestones.push(last);
        }
        told
    }

    /// A deadline by which what was handed over, or is over, would be in time or late; so would what
    /// is open by a day that is over.
    fn settles(row: &MilestoneRow, change: &Difference, today: Day, current: &Milestones) -> bool {
        let life = current.lives.get(&row.id);
        let begun = life.is_some_and(|it| it.state != State::Open || it.begun());
        let over = parse_day(&change.now).is_some_and(|day| day < today);
        (begun || over) && change.column == "deadline"
    }

    fn kept(row: &MilestoneRow, column: &str, today: Day, current: &Milestones) -> Option<Kept> {
        let life = current.lives.get(&row.id)?;
        life.kept(Term::from_code(column)?, today)
    }
}

/// The event by which a term is written anew.
pub fn rewrites(term: Term) -> Option<Event> {
    match term {
        Term::Title => Some(Event::Corrected),
        Term::Kind
        | Term::Weight
        | Term::Product
        | Term::Reach
        | Term::SecondIndicator
        | Term::SecondReach => Some(Event::Redefined),
        _ => None,
    }
}

/// A new milestone takes the place of a cancelled one: an event of its life, and in the list of
/// changes.
fn succeeds(row: &MilestoneRow, seen: &Seen<'_>, current: &Milestones, rows: &mut Rows) {
    let before = row.replaces.as_ref().and_then(|id| current.latest.get(id));
    let Some((before, by)) = before.zip(seen.decision) else {
        return;
    };
    rows.milestone_events.push(MilestoneEventRow {
        submission: uuid::Uuid::now_v7().to_string(),
        milestone: before.id.clone(),
        event: Event::Replaced.code().to_owned(),
        organisation: Role::Office.code().to_owned(),
        body: by.reason.clone(),
        decision: by.number.clone(),
        approver: by.approver.clone(),
        ..MilestoneEventRow::default()
    });
    let change = Difference {
        column: Term::Replaces.code(),
        was: before.title.clone(),
        now: row.title.clone(),
    };
    rows.redefinitions
        .push(by.redefines::<MilestonesCsv>(&row.id, &change));
}

comparable! {
    MilestoneRow by (id) {
        "unit" => unit, "kind" => kind, "title" => title, "product" => product,
        "deadline" => deadline,
        "deadline" => deadline_text, "responsible" => responsible, "weight" => weight,
        "reach" => reach, "replaces" => replaces, "after" => after_trigger,
        "after_days" => after_days, "day_count" => day_count, "of_group" => of_group,
        "second_indicator" => second_indicator, "second_reach" => second_reach,
    } beside (workstream, position, rhythm, period_from, period_to, closes_on, seq, recorded_at)
}

/// A milestone, and whether its row names it by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MilestoneEntry {
    pub milestone: MilestoneRow,
    pub named: bool,
}

/// The milestones of the ledger.
#[derive(Default)]
pub(crate) struct Milestones {
    /// The latest row of each, with the party that is responsible now.
    pub latest: Latest<MilestoneRow>,
    /// What their events have made of them.
    pub lives: BTreeMap<String, Milestone>,
    /// The units that end: what they have may go on elsewhere.
    pub ending: HashSet<String>,
    /// What each was called first, typed alike.
    pub first_titles: HashMap<String, String>,
    /// The unit that each was first of.
    pub first_units: HashMap<String, String>,
    /// The last position given within a duty.
    last_positions: HashMap<(String, String), i64>,
}

/// The company that is responsible now, or none for the unit.
pub fn company(life: &Milestone) -> Option<String> {
    match &life.responsible {
        Responsible::Unit => None,
        Responsible::Partner(code) => Some(code.to_string()),
    }
}

fn duty(row: &MilestoneRow) -> (String, String) {
    (row.unit.clone(), row.workstream.clone())
}

/// Whether a milestone is of the duty that it was of, or goes on in the same workstream of another
/// unit because its own ends.
fn goes_on(before: &MilestoneRow, now: &MilestoneRow, ending: &HashSet<String>) -> bool {
    let moves = before.workstream == now.workstream && ending.contains(&before.unit);
    duty(before) == duty(now) || moves
}

/// Finds which milestone of the ledger each row is: the one it names, else the one with its
/// title in its duty.
pub fn resolve(input: &mut Input, current: &Milestones) {
    let title = |row: &MilestoneRow| (duty(row), row.title.to_lowercase());
    let known = current.latest.values();
    let mut by_title: HashMap<_, Vec<&str>> = HashMap::new();
    for row in known {
        by_title.entry(title(row)).or_default().push(&row.id);
    }
    let by_small_id: HashMap<String, &str> = current
        .latest
        .keys()
        .map(|id| (id.to_lowercase(), id.as_str()))
        .collect();
    let mut lines: HashMap<String, u64> = HashMap::new();
    let mut found: Vec<(u64, &str, Problem)> = Vec::new();
    input.milestones.retain_mut(|Entry { line, row, .. }| {
        let milestone = &mut row.milestone;
        let known = current.latest.get(&milestone.id);
        if !row.named {
            match by_title.get(&title(milestone)) {
                Some(ids) if ids.len() > 1 => found.push((*line, "title", Problem::TitleOfMany)),
                Some(ids) => milestone.id = ids.first().copied().unwrap_or_default().to_owned(),
                // Its title made the id, and was corrected since.
                None => {
                    if let Some(now) = known {
                        let (id, title) = (now.id.clone(), now.title.clone());
                        let retyped = only_typed_otherwise(&title, &milestone.title);
                        let problem = if retyped {
                            Problem::Retyped { id, title }
                        } else {
                            Problem::Renamed { id, title }
                        };
                        found.push((*line, "title", problem));
                    }
                }
            }
        } else if known.is_some_and(|known| !goes_on(known, milestone, &current.ending)) {
            found.push((*line, "id", Problem::OtherDuty));
        } else if known.is_none()
            && let Some(id) = by_small_id.get(&milestone.id.to_lowercase())
        {
            found.push((*line, "id", Problem::CodeInOtherLetters((*id).to_owned())));
        }
        match lines.entry(milestone.id.clone()) {
            hash_map::Entry::Occupied(first) => {
                found.push((*line, MilestonesCsv::KEY, Problem::Twice(*first.get())));
                false
            }
            hash_map::Entry::Vacant(place) => {
                place.insert(*line);
                true
            }
        }
    });
    for (line, column, problem) in found {
        let file = MilestonesCsv::NAME;
        input.report.error(file, Some(line), Some(column), problem);
    }
}
