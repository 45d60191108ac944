//! Units are merged, or one is split: what ends today goes on elsewhere.
//!
//! A milestone goes on with all that happened to it, an indicator with all that was measured; what
//! was cancelled stays where it was. The new duty weighs what the ended ones weighed together.
use std::collections::{BTreeMap, BTreeSet, HashMap};

use app::{
    domain::{
        Assignment, Day, Deadline, Duty, DutyRole, Milestone, Role, State, UnitCode, Weight,
        WorkstreamCode,
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
    let owners = owners(&it, board, fields);
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
struct Duties(Vec<(std::sync::Arc<Duty>, Weight)>);

impl Duties {
    fn of(it: &Reorganisation, board: &ScopedBoard) -> Self {
        let all = it.ending.iter();
        Self(
            all.flat_map(|it| board.plan_duties(&it.unit.code))
                .collect(),
        )
    }

    /// A duty of the receiver for each workstream, with what the ended ones were to do and weighed;
    /// those weigh nothing any more.
    fn rows(&self, it: &Reorganisation, board: &ScopedBoard, fields: &Fields) -> Rows {
        let mut rows = Rows::default();
        let mut ended: BTreeMap<&WorkstreamCode, Vec<&(std::sync::Arc<Duty>, Weight)>> =
            BTreeMap::new();
        for duty in &self.0 {
            ended.entry(&duty.0.key.workstream).or_default().push(duty);
        }
        for (workstream, ended) in ended {
            let Some(receiver) = it.receiver(workstream) else {
                continue;
            };
            let own = board.plan_duties(receiver);
            let own = own
                .iter()
                .find(|(duty, _)| duty.key.workstream == *workstream);
            let all = || ended.iter().copied().chain(own);
            // What it had there and is over goes on again, with its volume.
            let over = board.plan_duties_over(receiver);
            let over = over.iter().find(|it| it.key.workstream == *workstream);
            let volumes = all().map(|(duty, _)| duty).chain(over);
            let volumes: Vec<i64> = volumes.filter_map(|duty| duty.volume).collect();
            let weight: Weight = all().map(|(_, weight)| *weight).sum();
            let leads = all().any(|(duty, _)| duty.role == DutyRole::Lead);
            let role = if leads {
                DutyRole::Lead
            } else {
                DutyRole::Contribute
            };
            let mut row = duty_row(fields, receiver, workstream, role);
            if !volumes.is_empty() {
                row.insert("volume", volumes.iter().sum::<i64>().to_string());
            }
            // Without a product none of them weighs anything: the leads have their part.
            let counted = all().any(|(duty, _)| duty.counted().next().is_some());
            let weight = counted.then(|| weight.to_string());
            let set = own.map(|(duty, _)| duty.as_ref());
            row.insert("weight", weight.unwrap_or_else(|| set_weight(set)));
            rows.0.push(row);
            for (duty, _) in ended {
                let sole = sole_owner(board, duty);
                let role = if sole {
                    DutyRole::Contribute
                } else {
                    duty.role
                };
                let mut row = duty_row(fields, &duty.key.unit, workstream, role);
                let volume = duty.volume.map(|it| it.to_string());
                row.insert("volume", volume.unwrap_or_default());
                let weight = match duty.counted().next() {
                    Some(_) => "0".to_owned(),
                    None => set_weight(Some(duty)),
                };
                row.insert("weight", weight);
                rows.0.push(row);
            }
        }
        rows
    }

    /// What is not cancelled goes on; slots do with their rhythm.
    fn milestones(&self, it: &Reorganisation, fields: &Fields) -> Rows {
        let going = self.0.iter().flat_map(|(duty, _)| {
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
            let own = own.map(|(duty, _)| duty);
            for duty in own.chain(board.plan_duties_over(&unit.unit.code)) {
                for outcome in duty.outcome.iter().chain(&duty.criteria) {
                    let criterion = outcome.indicator.criterion.to_string();
                    let (unit, workstream) = (&duty.key.unit, &duty.key.workstream);
                    has.insert((unit.to_string(), workstream.to_string(), criterion));
                }
            }
        }
        for (duty, _) in &self.0 {
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

/// The weight that the office set of a duty; empty where it set none.
fn set_weight(duty: Option<&Duty>) -> String {
    let set = duty.and_then(|it| it.set_weight);
    set.map(|it| it.to_string()).unwrap_or_default()
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
    let unit = &duty.key.unit;
    of.is_some_and(|it| it.owner.as_ref() == Some(unit) || it.joint_leads.contains(unit))
}

/// The rows of the workstreams that a unit leads which ends.
#[derive(Default)]
struct Owners {
    databases: Rows,
    programme: Rows,
}

fn owners(it: &Reorganisation, board: &ScopedBoard, fields: &Fields) -> Owners {
    let mut rows = Owners::default();
    for workstream in board.plan_workstreams() {
        let ends = |owner: &UnitCode| it.ending.iter().any(|unit| unit.unit.code == *owner);
        let mut named = workstream.owner.iter().chain(&workstream.joint_leads);
        let owned = named.any(ends);
        let Some(receiver) = it.receiver(&workstream.code).filter(|_| owned) else {
            continue;
        };
        let mut row = fields.grounds();
        row.insert("code", workstream.code.to_string());
        row.insert("kind", workstream.kind.code().to_owned());
        let database = workstream.kind.group() == app::domain::Group::Databases;
        let (name, owner) = match database {
            true => ("name", "owner_unit"),
            false => ("title", "lead_unit"),
        };
        row.insert(name, workstream.name.to_string());
        row.insert(owner, led_on(&workstream, receiver, ends));
        match database {
            true => rows.databases.0.push(row),
            false => rows.programme.0.push(row),
        }
    }
    rows
}

/// Who leads a workstream once the receiver is in the place of those that end.
fn led_on(
    workstream: &app::domain::Workstream,
    receiver: &UnitCode,
    ends: impl Fn(&UnitCode) -> bool,
) -> String {
    let mut leads: Vec<&str> = Vec::new();
    for code in workstream.owner.iter().chain(&workstream.joint_leads) {
        let code = if ends(code) { receiver } else { code };
        if !leads.contains(&code.as_str()) {
            leads.push(code.as_str());
        }
    }
    leads.join("; ")
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
