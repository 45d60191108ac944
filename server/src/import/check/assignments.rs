//! Assignments: one to four companies on any day, one of them the lead.
use std::collections::{BTreeMap, HashMap, HashSet};

use app::domain::{
    Assignment, AssignmentRole, PartnerCode, UnitCode, check_assignments, parse_day, says_something,
};

use crate::import::{
    campaign_file::CampaignFile, compare::Comparable, current::Current, files::*, input::Input,
    problem::Problem,
};
use crate::ledger::AssignmentRow;

/// On any day a unit has no company, or one to four with exactly one lead: the
/// domain's rule, over the ledger's assignments and the file's.
pub fn assignments(input: &mut Input, current: &Current) {
    let mut lines: BTreeMap<&str, u64> = BTreeMap::new();
    let mut rows: BTreeMap<String, AssignmentRow> = BTreeMap::new();
    for entry in &input.assignments {
        let last = lines.entry(&entry.row.unit).or_default();
        *last = entry.line.max(*last);
        let mut row = entry.row.clone();
        if let Some(before) = current.assignments.get(&row.key()) {
            row.keep(before, &|column| input.has(AssignmentsCsv::NAME, column));
        }
        rows.insert(row.key(), row);
    }
    for (key, row) in &current.assignments {
        rows.entry(key.clone()).or_insert_with(|| row.clone());
    }
    let mut of_unit: HashMap<&str, Vec<Assignment>> = HashMap::new();
    for row in rows.values() {
        if lines.contains_key(row.unit.as_str())
            && let Some(assignment) = parsed(row)
        {
            of_unit.entry(&row.unit).or_default().push(assignment);
        }
    }
    let mut errors = Vec::new();
    for (unit, line) in &lines {
        if let Some(of_one) = of_unit.get(unit)
            && let Err(error) = check_assignments(of_one)
        {
            errors.push((*line, Problem::Assignments(error)));
        }
    }
    for (line, problem) in errors {
        let file = AssignmentsCsv::NAME;
        input.report.error(file, Some(line), Some("role"), problem);
    }
}

fn parsed(row: &AssignmentRow) -> Option<Assignment> {
    Some(Assignment {
        unit: UnitCode::parse(&row.unit).ok()?,
        partner: PartnerCode::parse(&row.partner).ok()?,
        role: AssignmentRole::from_code(&row.role)?,
        from: parse_day(&row.valid_from)?,
        to: row.valid_to.as_deref().and_then(parse_day),
        decision: "".into(),
        source: "".into(),
    })
}

/// What an assignment was made by is never emptied. Which days that are over it covers changes only
/// by the number of a decision, an end that is over and a new one that ends before today alike: who
/// left work undone, or did it, would be another.
pub fn ended_assignments(input: &mut Input, current: &Current, today: &str) {
    let mut campaigns = current.campaign.values();
    let begun = campaigns.any(|campaign| campaign.start_day.as_str() < today);
    let over = |last: &Option<String>| last.as_deref().is_some_and(|last| last < today);
    let mut found = Vec::new();
    for entry in &input.assignments {
        let row = &entry.row;
        let decided = says_something(&row.decision);
        let Some(before) = current.assignments.get(&row.key()) else {
            if over(&row.valid_to) && !decided && !current.empty() {
                found.push((entry.line, "valid_to", Problem::AssignedBefore));
            } else if begun && row.valid_from.as_str() < today && !decided {
                found.push((entry.line, "valid_from", Problem::AssignedBehind));
            }
            continue;
        };
        let has = |column| input.has(AssignmentsCsv::NAME, column);
        let emptied = has("decision") && row.decision.is_empty() && !before.decision.is_empty();
        if emptied {
            let was = before.decision.clone();
            found.push((entry.line, "decision", Problem::Emptied { was }));
        }
        let ends = has("valid_to") && row.valid_to != before.valid_to;
        let anew = decided && row.decision != before.decision;
        if !ends || anew {
            continue;
        }
        if over(&row.valid_to) {
            found.push((entry.line, "valid_to", Problem::EndedBefore));
        } else if let Some(was) = before.valid_to.clone().filter(|_| over(&before.valid_to)) {
            found.push((entry.line, "valid_to", Problem::OpenedAgain { was }));
        }
    }
    for (line, column, problem) in found {
        let file = AssignmentsCsv::NAME;
        input.report.error(file, Some(line), Some(column), problem);
    }
}

/// Another role in a row of an assignment holds from its first day: it is noted, and where days of
/// it are over it asks for another decision.
pub fn assignment_roles(input: &mut Input, current: &Current, today: &str) {
    for entry in &input.assignments {
        let row = &entry.row;
        let before = current.assignments.get(&row.key());
        if let Some(before) = before.filter(|before| before.role != row.role) {
            let anew = says_something(&row.decision) && row.decision != before.decision;
            if row.valid_from.as_str() < today && !anew {
                let (was, now) = (before.role.clone(), row.role.clone());
                let problem = Problem::RoleBehind { was, now };
                let file = AssignmentsCsv::NAME;
                input
                    .report
                    .error(file, Some(entry.line), Some("role"), problem);
                continue;
            }
            let problem = Problem::OtherAssignmentRole {
                unit: format!("{} ở {}", row.partner, row.unit),
                was: before.role.clone(),
                now: row.role.clone(),
            };
            let (file, line) = (AssignmentsCsv::NAME, Some(entry.line));
            input.report.note(file, line, Some("role"), problem);
        }
    }
}

/// A company hands over only where it is assigned: it is noted where a company is not, and
/// refused where it is to take over from another party.
pub fn companies_assigned(input: &mut Input, current: &Current, today: &str) {
    if !input.sound(AssignmentsCsv::NAME) {
        return;
    }
    let listed = input.assignments.iter().map(|entry| &entry.row);
    let renewed: HashSet<String> = listed.clone().map(Comparable::key).collect();
    let kept = current.assignments.values();
    let kept = kept.filter(|row| !renewed.contains(&row.key()));
    let mut assigned: HashMap<(&str, &str), bool> = HashMap::new();
    for row in kept.chain(listed) {
        let over = row.valid_to.as_deref().is_some_and(|last| last < today);
        let now = row.valid_from.as_str() <= today;
        if !over {
            let place = (row.unit.as_str(), row.partner.as_str());
            *assigned.entry(place).or_default() |= now;
        }
    }
    let lives = &current.milestones.lives;
    let mut found = Vec::new();
    for entry in &input.milestones {
        let row = &entry.row.milestone;
        let Some(company) = &row.responsible else {
            continue;
        };
        let taken_over = lives
            .get(&row.id)
            .is_some_and(|life| milestones::company(life).as_ref() != Some(company));
        let assigned = assigned.get(&(row.unit.as_str(), company.as_str()));
        let (company, unit) = (company.clone(), row.unit.clone());
        match (taken_over, assigned) {
            (true, Some(false) | None) => {
                found.push((entry.line, true, Problem::ToStranger { company, unit }));
            }
            // What was there before is on the list of what is to be assigned anew.
            (false, None) if !lives.contains_key(&row.id) || input.office_of.is_none() => {
                found.push((
                    entry.line,
                    false,
                    Problem::CompanyNotAssigned { company, unit },
                ));
            }
            _ => {}
        }
    }
    for (line, refused, problem) in found {
        let (file, line, column) = (MilestonesCsv::NAME, Some(line), Some("responsible"));
        if refused {
            input.report.error(file, line, column, problem);
        } else {
            input.report.note(file, line, column, problem);
        }
    }
}
