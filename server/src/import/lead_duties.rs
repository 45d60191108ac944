//! The duties of a campaign: from owners, from `*`, and from duties.csv, which wins over `*`
//! and must not say something else than an owner.
use std::collections::{BTreeMap, HashMap, HashSet};

use app::domain::{Day, DutyRole, parse_day};

use super::{
    campaign_file::CampaignFile,
    compare::{Comparable, Latest},
    current::Current,
    fields::Entry,
    files::{duties::DutyEntry, *},
    input::{Input, Listed},
    judge::{Judged, judge},
    preview::Difference,
    problem::{Problem, Report},
    rows::Rows,
};
use crate::ledger::{DutyRow, UnitRow};

/// The column of programme.csv that names who leads.
const LEAD_UNIT: &str = "lead_unit";

/// A unit and a workstream.
type Key = (String, String);

/// Lead duties that owners and `*` ask for and the ledger does not have, beside
/// those of duties.csv.
pub fn missing(input: &Input, current: &Current, today: Day) -> Vec<DutyRow> {
    let listed: HashSet<(&str, &str)> = input
        .duties
        .iter()
        .map(|e| (e.row.duty.unit.as_str(), e.row.duty.workstream.as_str()))
        .collect();
    let mut wanted: Vec<DutyRow> = Vec::new();
    for Listed { row: w, .. } in input.workstreams() {
        if let Some(owner) = &w.owner_unit {
            wanted.push(duties::lead(owner, &w.code, w.provisional));
        }
    }
    let units = units(input, current);
    let open = |unit: &&&UnitRow| {
        let end = unit.ends_on.as_deref().and_then(parse_day);
        end.is_none_or(|end| today < end)
    };
    for task in input.programme.iter().filter(|task| task.row.every_unit) {
        let w = &task.row.workstream;
        wanted.extend(
            units
                .values()
                .filter(open)
                .map(|unit| duties::lead(&unit.code, &w.code, w.provisional)),
        );
    }
    wanted.retain(|duty| !listed.contains(&(duty.unit.as_str(), duty.workstream.as_str())));
    wanted
        .into_iter()
        .filter_map(|mut duty| {
            match current.duties.latest.get(&duty.key()) {
                None => Some(duty),
                // It leads now: what else is known of it stays.
                Some(before) if before.role != duty.role => {
                    duty.volume = before.volume;
                    duty.provisional = before.provisional;
                    Some(duty)
                }
                Some(_) => None,
            }
        })
        .collect()
}

fn units<'a>(input: &'a Input, current: &'a Current) -> Latest<&'a UnitRow> {
    let ledger = &current.units.latest;
    let mut units: Latest<&UnitRow> = ledger.iter().map(|(k, u)| (k.clone(), u)).collect();
    for e in &input.units {
        let closed_in_ledger = !input.has(UnitsCsv::NAME, "ends_on")
            && ledger.get(&e.row.code).is_some_and(|u| u.ends_on.is_some());
        if !closed_in_ledger {
            units.insert(e.row.code.clone(), &e.row);
        }
    }
    units
}

/// All duties there will be, with their roles.
pub fn all(input: &Input, current: &Current, led: &[DutyRow]) -> BTreeMap<Key, String> {
    let mut roles = BTreeMap::new();
    let ledger = current.duties.latest.values();
    for duty in ledger
        .chain(led)
        .chain(input.duties.iter().map(|e| &e.row.duty))
    {
        let key = (duty.unit.clone(), duty.workstream.clone());
        roles.insert(key, duty.role.clone());
    }
    roles
}

/// Judges the units that had another role and take the lead by an owner or `*` (rule 4): the
/// row that names them carries the decision.
pub fn judge_roles(
    input: &Input,
    current: &Current,
    led: &[DutyRow],
    rows: &mut Rows,
    report: &mut Report,
) {
    for duty in led {
        let Some(before) = current.duties.latest.get(&duty.key()) else {
            continue;
        };
        let mut workstreams = input.workstreams();
        let Some(listed) = workstreams.find(|it| it.row.code == duty.workstream) else {
            continue;
        };
        for change in duty.differences(before) {
            match judge::<DutiesCsv>(&change, listed.decision, false, None) {
                Judged::Free => {}
                Judged::Recorded => {
                    let by = listed.decision;
                    let made = by.map(|by| by.redefines::<DutiesCsv>(&duty.key(), &change));
                    rows.redefinitions.extend(made);
                }
                Judged::Refused(problem) => {
                    let column = Some(listed.owner_column);
                    report.error(listed.file, Some(listed.line), column, problem);
                }
            }
        }
    }
}

/// A task that one unit led and every unit leads now takes most of its part away from that unit
/// (rule 4): its row carries the decision.
pub fn judge_sharing(input: &Input, current: &Current, rows: &mut Rows, report: &mut Report) {
    for task in input.programme.iter().filter(|task| task.row.every_unit) {
        let code = &task.row.workstream.code;
        let before = current.workstreams().get(code);
        let Some(was) = before.and_then(|before| before.owner_unit.clone()) else {
            continue;
        };
        let change = Difference {
            column: LEAD_UNIT,
            was,
            now: "*".to_owned(),
        };
        let Some(by) = &task.decision else {
            let problem = Problem::NeedsDecision {
                was: change.was,
                now: change.now,
            };
            let (file, line) = (ProgrammeCsv::NAME, Some(task.line));
            report.error(file, line, Some(LEAD_UNIT), problem);
            continue;
        };
        rows.redefinitions
            .push(by.redefines::<ProgrammeCsv>(code, &change));
    }
}

/// The workstreams that several units lead already.
fn led_by_many(current: &Current) -> HashSet<&str> {
    let mut led: HashMap<&str, usize> = HashMap::new();
    for duty in current.duties.latest.values() {
        if duty.role == DutyRole::Lead.code() {
            *led.entry(&duty.workstream).or_default() += 1;
        }
    }
    let many = led.into_iter().filter(|(_, units)| *units > 1);
    many.map(|(code, _)| code).collect()
}

/// A workstream has one lead, unless it is everybody's, and two files say the same of it.
pub fn check(input: &mut Input, current: &Current, roles: &BTreeMap<Key, String>) {
    let lead = DutyRole::Lead.code();
    let everybodys: HashSet<&str> = input
        .programme
        .iter()
        .filter(|task| task.row.every_unit)
        .map(|task| task.row.workstream.code.as_str())
        .collect();
    let before = led_by_many(current);
    let mut leads: HashMap<&str, Vec<&str>> = HashMap::new();
    for ((unit, workstream), role) in roles {
        let many = everybodys.contains(workstream.as_str()) || before.contains(workstream.as_str());
        if role == lead && !many {
            leads.entry(workstream).or_default().push(unit);
        }
    }
    let mut errors = Vec::new();
    for e in &input.duties {
        let duty = &e.row.duty;
        if duty.role != lead {
            let before = current.workstreams().get(&duty.workstream);
            let owns = before.is_some_and(|it| it.owner_unit.as_ref() == Some(&duty.unit));
            let listed = input.workstreams().any(|it| it.row.code == duty.workstream);
            if owns && !listed {
                errors.push((DutiesCsv::NAME, e.line, "role", Problem::OwnerStays));
            }
            continue;
        }
        let others = leads.get(duty.workstream.as_str());
        if let Some(other) = others.and_then(|units| units.iter().find(|u| **u != duty.unit)) {
            let problem = Problem::SecondLead((*other).to_owned());
            errors.push((DutiesCsv::NAME, e.line, "role", problem));
        }
    }
    for Listed {
        file,
        line,
        owner_column,
        row: w,
        ..
    } in input.workstreams()
    {
        let before = current.workstreams().get(&w.code);
        let was = before.and_then(|before| before.owner_unit.as_deref());
        let Some(owner) = &w.owner_unit else {
            if let Some(was) = was.filter(|_| !everybodys.contains(w.code.as_str())) {
                let was = was.to_owned();
                errors.push((file, line, owner_column, Problem::Emptied { was }));
            }
            continue;
        };
        let listed = input.duties.iter().find(|e| {
            let duty = &e.row.duty;
            duty.unit == *owner && duty.workstream == w.code && duty.role != lead
        });
        if let Some(other) = listed {
            let problem = Problem::OtherRole {
                unit: owner.clone(),
                line: other.line,
            };
            errors.push((file, line, owner_column, problem));
        }
        let others = leads.get(w.code.as_str());
        let Some(other) = others.and_then(|units| units.iter().find(|u| *u != owner)) else {
            continue;
        };
        let told = |e: &Entry<DutyEntry>| {
            let duty = &e.row.duty;
            duty.workstream == w.code && duty.role == lead
        };
        let changed = was.filter(|was| was != owner);
        if let Some(was) = changed.filter(|was| others.is_some_and(|units| units.contains(was))) {
            let was = was.to_owned();
            errors.push((file, line, owner_column, Problem::OwnerChanged { was }));
        } else if !input.duties.iter().any(told) {
            let problem = Problem::SecondLead((*other).to_owned());
            errors.push((file, line, owner_column, problem));
        }
    }
    for (file, line, column, problem) in errors {
        input.report.error(file, Some(line), Some(column), problem);
    }
}
