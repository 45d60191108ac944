//! Units are merged, or one is split: what ends today goes on elsewhere.
//!
//! A milestone goes on with all that happened to it, an indicator with all that was measured; what
//! was cancelled stays where it was. The new duty stands for the parts of those that ended beside its
//! own, while it has the role in which it took them on.
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use app::{
    domain::{
        Assignment, Day, Deadline, Duty, DutyRole, Milestone, Portions, Role, State, UnitCode,
        Weight, Workstream, WorkstreamCode,
    },
    views::{PlanFile, PlanWrong},
};

use super::{FileRows, Wrong, codes, companies::ended, milestone_cells, units_named};
use crate::{
    board::{PlanUnit, ScopedBoard},
    db::people::{self, Person},
    import::{Cells, file_name},
    web::{
        error::WebError,
        plan::{rows_of::Rows, typed::Fields},
        visit::Visit,
    },
};

/// Which units end, which go on, and where each workstream goes.
struct Reorganisation {
    ending: Vec<PlanUnit>,
    into: Vec<PlanUnit>,
    elsewhere: HashMap<WorkstreamCode, UnitCode>,
}

impl Reorganisation {
    fn read(visit: &Visit, board: &ScopedBoard, fields: &Fields) -> Result<Self, Wrong> {
        let lang = visit.lang();
        let mut wrong = Wrong::default();
        let all = board.plan_units();
        let mut named = |field: &'static str| {
            let codes = codes(fields.get(field));
            if codes.is_empty() {
                wrong.add(lang, field, PlanWrong::Missing);
            }
            units_named(&all, &codes, field, lang, &mut wrong)
        };
        let (ending, into) = (named("closing"), named("into"));
        let ends = |it: &&PlanUnit| {
            let also = ending.iter().any(|of| of.unit.code == it.unit.code);
            also || it.unit.ends_on.is_some()
        };
        for code in into.iter().filter(ends).map(|it| &it.unit.code) {
            wrong.add(lang, "into", PlanWrong::IntoEnding(code.to_string()));
        }
        let mut elsewhere = HashMap::new();
        for part in codes(fields.get("elsewhere")) {
            let read = part.split_once('=').and_then(|(workstream, unit)| {
                let unit = into
                    .iter()
                    .find(|it| it.unit.code.as_str() == unit.trim())?;
                let workstream = WorkstreamCode::parse(workstream.trim()).ok()?;
                Some((workstream, unit.unit.code.clone()))
            });
            match read {
                Some((workstream, unit)) => drop(elsewhere.insert(workstream, unit)),
                None => wrong.add(lang, "elsewhere", PlanWrong::NotElsewhere(part.to_owned())),
            }
        }
        wrong.or(Self {
            ending,
            into,
            elsewhere,
        })
    }

    /// Where a workstream goes on.
    fn receiver(&self, workstream: &WorkstreamCode) -> Option<&UnitCode> {
        let first = self.into.first().map(|it| &it.unit.code);
        self.elsewhere.get(workstream).or(first)
    }
}

pub(super) fn rows(visit: &Visit, board: &ScopedBoard, fields: &Fields) -> Result<FileRows, Wrong> {
    let it = Reorganisation::read(visit, board, fields)?;
    let today = visit.frame.today;
    let duties = Duties::of(&it, board);
    let assignments = match fields.typed.ticked("assignments", "yes") {
        true => assignments(&it, fields, today),
        false => Rows::default(),
    };
    let owners = owners(&it, board, &duties, fields);
    Ok(vec![
        (file_name(PlanFile::Units), ending_units(&it, fields, today)),
        (file_name(PlanFile::Databases), owners.databases),
        (file_name(PlanFile::Programme), owners.programme),
        (file_name(PlanFile::Duties), duties.rows(&it, board, fields)),
        (
            file_name(PlanFile::Milestones),
            duties.milestones(&it, fields),
        ),
        (
            file_name(PlanFile::Indicators),
            duties.indicators(&it, board, fields),
        ),
        (file_name(PlanFile::Assignments), assignments),
    ])
}

fn ending_units(it: &Reorganisation, fields: &Fields, today: Day) -> Rows {
    let successors: Vec<&str> = it.into.iter().map(|it| it.unit.code.as_str()).collect();
    let row = |of: &PlanUnit| {
        let unit = &of.unit;
        let mut row = fields.grounds();
        row.insert("code", unit.code.to_string());
        row.insert("name", unit.name.to_string());
        row.insert("kind", unit.kind.code().to_owned());
        row.insert("bloc", unit.bloc.code().to_owned());
        row.insert("tier", unit.tier.code().to_owned());
        row.insert("ends_on", today.to_string());
        row.insert("successors", successors.join(" "));
        row
    };
    Rows(it.ending.iter().map(row).collect())
}

/// The duties of the units that end.
struct Duties(Vec<Arc<Duty>>);

/// What of one workstream ends, and the unit that goes on with it.
struct Handed<'a> {
    receiver: &'a UnitCode,
    ended: Vec<&'a Arc<Duty>>,
    /// What the receiver has there itself.
    own: Option<Arc<Duty>>,
}

impl Handed<'_> {
    fn all(&self) -> impl Iterator<Item = &Arc<Duty>> {
        self.ended.iter().copied().chain(&self.own)
    }

    /// Who takes on what somebody led leads.
    fn role(&self) -> DutyRole {
        match self.all().any(|duty| duty.role == DutyRole::Lead) {
            true => DutyRole::Lead,
            false => DutyRole::Contribute,
        }
    }

    /// The parts of the workstream that the receiver stands for: its own and those handed on.
    fn portions(&self) -> Portions {
        self.all().map(|duty| duty.bearer().portions).sum()
    }

    /// What the receiver is to weigh: nothing is set but where the office had set something, also of
    /// what it had there and is over.
    fn weight(&self, board: &ScopedBoard, over: Option<&Arc<Duty>>) -> Option<Weight> {
        let mut all = self.all().chain(over);
        let set = all.any(|duty| duty.set_weight.is_some());
        set.then(|| self.all().map(|duty| board.plan_weight(duty)).sum())
    }
}

impl Duties {
    fn of(it: &Reorganisation, board: &ScopedBoard) -> Self {
        let all = it.ending.iter();
        Self(
            all.flat_map(|it| board.plan_duties(&it.unit.code))
                .collect(),
        )
    }

    /// By workstream.
    fn handed<'a>(
        &'a self,
        it: &'a Reorganisation,
        board: &ScopedBoard,
    ) -> BTreeMap<&'a WorkstreamCode, Handed<'a>> {
        let mut all: BTreeMap<&WorkstreamCode, Handed<'_>> = BTreeMap::new();
        for duty in &self.0 {
            let workstream = &duty.key.workstream;
            let Some(receiver) = it.receiver(workstream) else {
                continue;
            };
            let handed = all.entry(workstream).or_insert_with(|| {
                let mut own = board.plan_duties(receiver).into_iter();
                Handed {
                    receiver,
                    ended: Vec::new(),
                    own: own.find(|duty| duty.key.workstream == *workstream),
                }
            });
            handed.ended.push(duty);
        }
        all
    }

    /// A duty of the receiver for each workstream, with what the ended ones were to do and their
    /// parts; those weigh nothing any more.
    fn rows(&self, it: &Reorganisation, board: &ScopedBoard, fields: &Fields) -> Rows {
        let mut rows = Rows::default();
        for (workstream, handed) in self.handed(it, board) {
            let receiver = handed.receiver;
            // What it had there and is over goes on again, with its volume.
            let over = board.plan_duties_over(receiver);
            let over = over.iter().find(|it| it.key.workstream == *workstream);
            let weight = handed.weight(board, over);
            let volumes = handed.all().chain(over);
            let volumes: Vec<i64> = volumes.filter_map(|duty| duty.volume).collect();
            let role = handed.role();
            let mut row = duty_row(fields, receiver, workstream, role);
            if !volumes.is_empty() {
                row.insert("volume", volumes.iter().sum::<i64>().to_string());
            }
            let portions = handed.portions();
            let one = portions == Portions::of_role(role);
            row.insert("portions", portions_cell(portions, one));
            row.insert(
                "weight",
                weight.map(|it| it.to_string()).unwrap_or_default(),
            );
            rows.0.push(row);
            for duty in handed.ended {
                let sole = sole_owner(board, duty);
                let role = if sole {
                    DutyRole::Contribute
                } else {
                    duty.role
                };
                let mut row = duty_row(fields, &duty.key.unit, workstream, role);
                let volume = duty.volume.map(|it| it.to_string());
                row.insert("volume", volume.unwrap_or_default());
                row.insert("portions", portions_cell(Portions::NONE, false));
                row.insert("weight", weight.map(|_| "0".to_owned()).unwrap_or_default());
                rows.0.push(row);
            }
        }
        rows
    }

    /// What is not cancelled goes on; slots do with their rhythm.
    fn milestones(&self, it: &Reorganisation, fields: &Fields) -> Rows {
        let going = self.0.iter().flat_map(|duty| {
            let all = duty.milestones.iter();
            all.filter(|m| m.state != State::Cancelled && m.slot().is_none())
        });
        Rows(going.filter_map(|m| milestone_row(it, fields, m)).collect())
    }

    /// Of each workstream the first outcome, and the first of each criterion, that the receiver
    /// has none of.
    fn indicators(&self, it: &Reorganisation, board: &ScopedBoard, fields: &Fields) -> Rows {
        let mut rows = Rows::default();
        let mut has: BTreeSet<(String, String, String)> = BTreeSet::new();
        for unit in &it.into {
            let own = board.plan_duties(&unit.unit.code).into_iter();
            for duty in own.chain(board.plan_duties_over(&unit.unit.code)) {
                for outcome in duty.outcome.iter().chain(&duty.criteria) {
                    let criterion = outcome.indicator.criterion.to_string();
                    let (unit, workstream) = (&duty.key.unit, &duty.key.workstream);
                    has.insert((unit.to_string(), workstream.to_string(), criterion));
                }
            }
        }
        for duty in &self.0 {
            for outcome in duty.outcome.iter().chain(&duty.criteria) {
                let indicator = &outcome.indicator;
                let workstream = &duty.key.workstream;
                let Some(receiver) = it.receiver(workstream) else {
                    continue;
                };
                let criterion = indicator.criterion.to_string();
                if !has.insert((receiver.to_string(), workstream.to_string(), criterion)) {
                    continue;
                }
                let mut row = fields.grounds();
                row.insert("code", indicator.code.to_string());
                row.insert("name", indicator.name.to_string());
                row.insert("scope", format!("{receiver}/{workstream}"));
                row.insert("unit_of_measure", indicator.unit_of_measure.to_string());
                row.insert("direction", indicator.direction.code().to_owned());
                rows.0.push(row);
            }
        }
        rows
    }
}

/// Parts as a file has them; empty where they are the one of the role.
fn portions_cell(portions: Portions, one: bool) -> String {
    match one {
        true => String::new(),
        false => portions.to_string(),
    }
}

fn duty_row(
    fields: &Fields,
    unit: &UnitCode,
    workstream: &WorkstreamCode,
    role: DutyRole,
) -> Cells {
    let mut row = fields.grounds();
    row.insert("unit", unit.to_string());
    row.insert("workstream", workstream.to_string());
    row.insert("role", role.code().to_owned());
    row
}

fn milestone_row(it: &Reorganisation, fields: &Fields, m: &Milestone) -> Option<Cells> {
    let terms = &m.terms;
    let mut row = milestone_cells(fields, terms);
    let deadline = match (&terms.deadline, m.current_deadline) {
        (_, Some(day)) => day.to_string(),
        (Deadline::Text(words), None) => words.to_string(),
        _ => String::new(),
    };
    row.insert("unit", it.receiver(&terms.duty.workstream)?.to_string());
    row.insert("deadline", deadline);
    Some(row)
}

/// Whether a duty leads its workstream by the row of that, alone or with others it names.
fn sole_owner(board: &ScopedBoard, duty: &Duty) -> bool {
    let all = board.plan_workstreams();
    let of = all.iter().find(|it| it.code == duty.key.workstream);
    of.is_some_and(|it| named(it).any(|code| *code == duty.key.unit))
}

/// The rows of the workstreams that a unit leads which ends.
#[derive(Default)]
struct Owners {
    databases: Rows,
    programme: Rows,
}

fn owners(it: &Reorganisation, board: &ScopedBoard, duties: &Duties, fields: &Fields) -> Owners {
    let mut rows = Owners::default();
    let handed = duties.handed(it, board);
    for workstream in board.plan_workstreams() {
        let Some(receiver) = it.receiver(&workstream.code) else {
            continue;
        };
        let handed = handed.get(&workstream.code);
        let leads = handed.is_some_and(|it| it.role() == DutyRole::Lead);
        let ends = |owner: &UnitCode| it.ending.iter().any(|unit| unit.unit.code == *owner);
        let left = |code: &UnitCode| {
            let members = board.plan_members(code.as_str());
            members.map(|mut units| {
                units.retain(|unit| !ends(unit));
                units
            })
        };
        let was: Vec<&UnitCode> = named(&workstream).collect();
        let now = led_on(&was, (receiver, leads), ends, left);
        if now == was {
            continue;
        }
        let mut row = fields.grounds();
        row.insert("code", workstream.code.to_string());
        row.insert("kind", workstream.kind.code().to_owned());
        let database = workstream.kind.group() == app::domain::Group::Databases;
        let (name, owner) = match database {
            true => ("name", "owner_unit"),
            false => ("title", "lead_unit"),
        };
        row.insert(name, workstream.name.to_string());
        let now: Vec<&str> = now.into_iter().map(UnitCode::as_str).collect();
        row.insert(owner, now.join("; "));
        match database {
            true => rows.databases.0.push(row),
            false => rows.programme.0.push(row),
        }
    }
    rows
}

/// Who leads a workstream by its row, units and groups.
fn named(workstream: &Workstream) -> impl Iterator<Item = &UnitCode> {
    workstream.owner.iter().chain(&workstream.joint_leads)
}

/// Who leads a workstream once the receiver is in the place of those that end. Where it leads what one
/// of a group led to which it does not belong, it leads beside the group, or in the place of one that
/// has no other unit. `left`: of a group, the units that do not end.
fn led_on<'a>(
    was: &[&'a UnitCode],
    (receiver, leads): (&'a UnitCode, bool),
    ends: impl Fn(&UnitCode) -> bool,
    left: impl Fn(&UnitCode) -> Option<Vec<UnitCode>>,
) -> Vec<&'a UnitCode> {
    let mut now: Vec<&UnitCode> = Vec::new();
    for code in was.iter().copied() {
        let code = if ends(code) { receiver } else { code };
        if !now.contains(&code) {
            now.push(code);
        }
    }
    let of_group = |code: &UnitCode| left(code).is_some_and(|units| units.contains(receiver));
    let known = now.is_empty() || now.iter().any(|it| *it == receiver || of_group(it));
    if leads && !known {
        now.retain(|code| left(code).is_none_or(|units| !units.is_empty()));
        now.push(receiver);
    }
    now
}

/// What accompanied the units that end ends on the day before; a receiver without a company gets
/// those of the first.
fn assignments(it: &Reorganisation, fields: &Fields, today: Day) -> Rows {
    let mut rows = Rows::default();
    let holding = |unit: &PlanUnit| -> Vec<_> {
        let all = unit.assignments.iter().filter(|it| it.holds_on(today));
        all.cloned().collect()
    };
    for unit in &it.ending {
        let holds = holding(unit);
        // What began today has that day.
        let from = |it: &Assignment| it.from.succ_opt().unwrap_or(today).max(today);
        let all = holds.iter();
        rows.0
            .extend(all.map(|it| ended(it, from(it), fields, today)));
    }
    let first = it.ending.first().map(holding).unwrap_or_default();
    for unit in it.into.iter().filter(|it| holding(it).is_empty()) {
        for before in &first {
            let mut row = Cells::new();
            row.insert("unit", unit.unit.code.to_string());
            row.insert("partner", before.partner.to_string());
            row.insert("role", before.role.code().to_owned());
            row.insert("valid_from", today.to_string());
            row.insert(
                "valid_to",
                before.to.map(|it| it.to_string()).unwrap_or_default(),
            );
            row.insert("decision", fields.get("decision").to_owned());
            row.insert("source", fields.get("reason").to_owned());
            rows.0.push(row);
        }
    }
    rows
}

/// Heads and members of the units that end, as those of the first that goes on.
pub(super) async fn accounts(
    visit: &Visit,
    fields: &Fields,
) -> Result<Vec<(Person, Person)>, WebError> {
    let into = codes(fields.get("into"));
    let Some(into) = into
        .first()
        .filter(|_| fields.typed.ticked("people", "yes"))
    else {
        return Ok(Vec::new());
    };
    let ending = codes(fields.get("closing"));
    let moves = |it: &Person| {
        let of_unit = matches!(it.role(), Some(Role::Head | Role::Member));
        let ends = it
            .unit
            .as_deref()
            .is_some_and(|unit| ending.contains(&unit));
        of_unit && ends
    };
    let everybody = people::all(&visit.app.db, visit.app.today()).await?;
    let moved = everybody.into_iter().filter(moves).map(|before| {
        let after = Person {
            unit: Some((*into).to_owned()),
            ..before.clone()
        };
        (before, after)
    });
    Ok(moved.collect())
}
