//! The duties of a campaign: from owners, from `*`, and from duties.csv, which wins over `*`
//! and must not say something else than an owner.
use std::collections::{BTreeMap, HashMap, HashSet};

use app::domain::{DutyRole, EVERY_UNIT};

use super::{
    campaign_file::CampaignFile,
    compare::Comparable,
    current::Current,
    fields::{Entry, LISTED_BY},
    files::{duties::DutyEntry, *},
    groups::{Groups, Roles},
    input::{Input, Listed},
    judge::{Judged, judge},
    preview::Difference,
    problem::{Problem, Report},
    rows::Rows,
};
use crate::ledger::DutyRow;

/// The column of programme.csv that names who leads.
const LEAD_UNIT: &str = "lead_unit";

/// Lead duties that owners and `*` ask for and the ledger does not have, beside
/// those of duties.csv.
pub fn missing(input: &Input, current: &Current, groups: &Groups) -> Vec<DutyRow> {
    let listed: HashSet<(&str, &str)> = input
        .duties
        .iter()
        .map(|e| (e.row.duty.unit.as_str(), e.row.duty.workstream.as_str()))
        .collect();
    let mut wanted: Vec<DutyRow> = Vec::new();
    for Listed { row: w, .. } in input.workstreams() {
        for (unit, group) in groups.leads(w) {
            wanted.push(DutyRow {
                of_group: group,
                ..duties::lead(&unit, &w.code, w.provisional)
            });
        }
    }
    for task in input.programme.iter().filter(|task| task.row.every_unit) {
        let w = &task.row.workstream;
        let open = groups.open();
        wanted.extend(open.map(|unit| duties::lead(unit.code.as_str(), &w.code, w.provisional)));
    }
    wanted.retain(|duty| !listed.contains(&(duty.unit.as_str(), duty.workstream.as_str())));
    wanted
        .into_iter()
        .filter_map(|mut duty| {
            match current.duties.latest.get(&duty.key()) {
                None => Some(duty),
                // A row of its own goes before its group's.
                Some(before) if helps_by_itself(before) && duty.of_group.is_some() => None,
                // It leads now: what else is known of it stays.
                Some(before) if before.role != duty.role || before.ended_on.is_some() => {
                    duty.volume = before.volume;
                    duty.provisional = before.provisional;
                    duty.portions.clone_from(&before.portions);
                    Some(duty)
                }
                Some(_) => None,
            }
        })
        .collect()
}

/// Whether a unit helps by a row of its own, and by no group's.
pub fn helps_by_itself(duty: &DutyRow) -> bool {
    let helps = duty.role == DutyRole::Contribute.code();
    helps && duty.of_group.is_none() && duty.ended_on.is_none()
}

/// Tells of units that help by rows of their own, under a row by which a group of theirs leads from now
/// on.
pub fn note_helpers(input: &mut Input, current: &Current, groups: &Groups) {
    let mut found = Vec::new();
    for it in input.workstreams() {
        let (code, before) = (&it.row.code, current.workstreams().get(&it.row.code));
        if before.is_some_and(|before| leading(before) == leading(it.row)) {
            continue;
        }
        let leads = groups.leads(it.row).into_iter();
        let by_group = leads.filter(|(_, group)| group.is_some());
        let helps = |unit: &String| {
            let key = format!("{unit}/{code}");
            let mut listed = input.duties.iter().map(|it| &it.row.duty);
            let listed = listed.find(|it| it.key() == key);
            let duty = listed.or_else(|| current.duties.latest.get(&key));
            duty.is_some_and(helps_by_itself)
        };
        let units: Vec<String> = by_group.map(|(unit, _)| unit).filter(helps).collect();
        if !units.is_empty() {
            let workstream = code.clone();
            let problem = Problem::HelpsByItself { units, workstream };
            found.push((it.file, it.line, it.owner_column, problem));
        }
    }
    for (file, line, column, problem) in found {
        input.report.note(file, Some(line), Some(column), problem);
    }
}

/// All duties there will be, with their roles.
pub fn all(input: &Input, current: &Current, led: &[DutyRow]) -> Roles {
    let mut roles = BTreeMap::new();
    let ledger = current.duties.going_on();
    for duty in ledger
        .chain(led)
        .chain(input.duties.iter().map(|e| &e.row.duty))
    {
        let key = (duty.unit.clone(), duty.workstream.clone());
        match duty.ended_on {
            None => roles.insert(key, duty.role.clone()),
            Some(_) => roles.remove(&key),
        };
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

/// A workstream that some lead and others lead too from now on takes a part away from those (rule
/// 4): its row carries the decision.
pub fn judge_sharing(
    input: &Input,
    current: &Current,
    led: &[DutyRow],
    rows: &mut Rows,
    report: &mut Report,
) {
    let every = input.programme.iter().filter(|task| task.row.every_unit);
    let every: HashSet<&str> = every
        .map(|task| task.row.workstream.code.as_str())
        .collect();
    let joins: HashSet<&str> = led.iter().map(|duty| duty.workstream.as_str()).collect();
    for Listed {
        file,
        line,
        owner_column,
        row: w,
        decision,
    } in input.workstreams()
    {
        let code = w.code.as_str();
        let now = match (every.contains(code), &w.joint_leads) {
            (true, _) => EVERY_UNIT.to_owned(),
            (false, Some(leads)) if joins.contains(code) => leads.clone(),
            _ => continue,
        };
        let before = current.workstreams().get(code);
        let was = before.map(|before| leading(before).join(LISTED_BY));
        let Some(was) = was.filter(|was| !was.is_empty() && *was != now) else {
            continue;
        };
        let change = Difference {
            column: LEAD_UNIT,
            was,
            now,
        };
        let Some(by) = decision else {
            let problem = Problem::NeedsDecision {
                was: change.was,
                now: change.now,
            };
            report.error(file, Some(line), Some(owner_column), problem);
            continue;
        };
        rows.redefinitions
            .push(by.redefines::<ProgrammeCsv>(code, &change));
    }
}

/// The workstreams that several units lead already, and no row says which.
fn led_by_many(current: &Current) -> HashSet<&str> {
    let mut led: HashMap<&str, usize> = HashMap::new();
    for duty in current.duties.going_on() {
        if duty.role == DutyRole::Lead.code() {
            *led.entry(&duty.workstream).or_default() += 1;
        }
    }
    let said = |code: &str| {
        let row = current.workstreams().get(code);
        row.is_some_and(|row| row.joint_leads.is_some())
    };
    let many = led.into_iter().filter(|(_, units)| *units > 1);
    many.map(|(code, _)| code)
        .filter(|code| !said(code))
        .collect()
}

/// Who leads each workstream by its row, in the files or else in the ledger; none where no row says
/// so.
fn named_leads(input: &Input, current: &Current, groups: &Groups) -> HashMap<String, Vec<String>> {
    let ledger = current.workstreams().values();
    let listed = input.workstreams().map(|it| it.row);
    ledger
        .chain(listed)
        .map(|row| {
            let leads = groups.leads(row).into_iter();
            (row.code.clone(), leads.map(|(unit, _)| unit).collect())
        })
        .collect()
}

/// A workstream is led by whom its row names, unless it is everybody's, and two files say the same
/// of it.
pub fn check(input: &mut Input, current: &Current, groups: &Groups, roles: &Roles) {
    let lead = DutyRole::Lead.code();
    let everybodys: HashSet<&str> = input
        .programme
        .iter()
        .filter(|task| task.row.every_unit)
        .map(|task| task.row.workstream.code.as_str())
        .collect();
    let before = led_by_many(current);
    let listed: HashSet<&str> = input.workstreams().map(|it| it.row.code.as_str()).collect();
    let named = named_leads(input, current, groups);
    let by_groups = groups.leading(input, current);
    let by_groups: HashSet<(&str, &str)> = by_groups
        .iter()
        .map(|(of, group)| (&**of, &**group))
        .collect();
    let together = |workstream: &str| named.get(workstream).is_some_and(|them| them.len() > 1);
    let mut leads: HashMap<&str, Vec<&str>> = HashMap::new();
    for ((unit, workstream), role) in roles {
        let many = everybodys.contains(workstream.as_str())
            || before.contains(workstream.as_str()) && !together(workstream);
        if role == lead && !many {
            leads.entry(workstream).or_default().push(unit);
        }
    }
    let named_of = |workstream: &str| named.get(workstream).map_or(&[][..], Vec::as_slice);
    // Leads that the ledger has by rows of their own, where no other are named now: who kept what came
    // to it by a merger leads beside the group that it left.
    let renamed: HashSet<&str> = input
        .workstreams()
        .filter(|it| {
            let before = current.workstreams().get(&it.row.code);
            before.is_none_or(|before| leading(before) != leading(it.row))
        })
        .map(|it| it.row.code.as_str())
        .collect();
    let leads_by_itself = |unit: &str, workstream: &str| {
        let duty = current.duties.latest.get(&format!("{unit}/{workstream}"));
        let leads =
            |it: &&DutyRow| it.role == lead && it.ended_on.is_none() && it.of_group.is_none();
        duty.filter(leads).is_some() && !renamed.contains(workstream)
    };
    let open: HashSet<&str> = groups.open().map(|unit| unit.code.as_str()).collect();
    // Who leads and is not named by the workstream's row, where that names anybody. Who is closed
    // leads nothing, and who left the group that leads is told of elsewhere.
    let strange = |workstream: &str| {
        let all = leads.get(workstream).map_or(&[][..], Vec::as_slice);
        let with = named_of(workstream);
        let known = |unit: &str| with.iter().any(|it| it == unit);
        let left = |unit: &str| {
            let duty = current.duties.latest.get(&format!("{unit}/{workstream}"));
            let group = duty.and_then(|duty| duty.of_group.as_deref());
            group.is_some_and(|group| by_groups.contains(&(workstream, group)))
        };
        let all = all.iter().copied().filter(|unit| open.contains(unit));
        all.filter(|unit| !known(unit) && !left(unit) && !leads_by_itself(unit, workstream))
            .collect::<Vec<&str>>()
    };
    let mut errors = Vec::new();
    for e in &input.duties {
        let duty = &e.row.duty;
        if duty.ended_on.is_some() {
            let before = current.duties.latest.get(&duty.key());
            let ends = before.is_some_and(|it| it.ended_on.is_none());
            let row = input.workstreams().map(|it| it.row);
            let row = row.into_iter().find(|row| row.code == duty.workstream);
            let row = row.or_else(|| current.workstreams().get(&duty.workstream));
            let named = row.is_some_and(|row| leading(row).contains(&duty.unit.as_str()));
            // Its part, and what is late of it, would leave every sum.
            if ends && named && open.contains(duty.unit.as_str()) {
                errors.push((DutiesCsv::NAME, e.line, "ended_on", Problem::OwnerStays));
            }
            continue;
        }
        if duty.role != lead {
            let before = current.workstreams().get(&duty.workstream);
            let owns = before.is_some_and(|it| leading(it).contains(&duty.unit.as_str()));
            if owns && !listed.contains(duty.workstream.as_str()) {
                errors.push((DutiesCsv::NAME, e.line, "role", Problem::OwnerStays));
            }
            continue;
        }
        let unnamed = strange(&duty.workstream);
        let other = match named_of(&duty.workstream) {
            [] => unnamed.iter().copied().find(|it| *it != duty.unit),
            [first, ..] if unnamed.contains(&duty.unit.as_str()) => Some(first.as_str()),
            _ => None,
        };
        if let Some(other) = other {
            let problem = Problem::SecondLead(other.to_owned());
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
        let was: Vec<&str> = before.map(leading).unwrap_or_default();
        let now = leading(w);
        if now.is_empty() {
            if !was.is_empty() && !everybodys.contains(w.code.as_str()) {
                let was = was.join(LISTED_BY);
                errors.push((file, line, owner_column, Problem::Emptied { was }));
            }
            continue;
        }
        let other_role = input.duties.iter().find(|e| {
            let duty = &e.row.duty;
            let named = now.contains(&duty.unit.as_str());
            named && duty.workstream == w.code && duty.role != lead
        });
        if let Some(other) = other_role {
            let problem = Problem::OtherRole {
                unit: other.row.duty.unit.clone(),
                line: other.line,
            };
            errors.push((file, line, owner_column, problem));
        }
        let Some(other) = strange(&w.code).first().copied() else {
            continue;
        };
        let told = |e: &Entry<DutyEntry>| {
            let duty = &e.row.duty;
            duty.workstream == w.code && duty.role == lead
        };
        let led_before = current
            .duties
            .going_on()
            .any(|it| it.unit == other && it.workstream == w.code && it.role == lead);
        if was != now && !was.is_empty() && led_before {
            let was = other.to_owned();
            errors.push((file, line, owner_column, Problem::OwnerChanged { was }));
        } else if !input.duties.iter().any(told) {
            let problem = Problem::SecondLead(other.to_owned());
            errors.push((file, line, owner_column, problem));
        }
    }
    for (file, line, column, problem) in errors {
        input.report.error(file, Some(line), Some(column), problem);
    }
}
