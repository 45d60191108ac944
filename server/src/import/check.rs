//! What the files must say together, and against the ledger.
use std::collections::{BTreeMap, HashMap, HashSet};

use app::domain::{
    Assignment, AssignmentRole, Criterion, PartnerCode, UnitCode, check_assignments, parse_day,
};

use super::{
    campaign_file::CampaignFile, compare::Comparable, current::Current, files::*, input::Input,
    problem::Problem,
};
use crate::ledger::{AssignmentRow, IndicatorRow};

/// A database holds one campaign, real or demonstration.
pub fn campaign(input: &mut Input, current: &Current) {
    let Some(before) = current.campaign.values().next() else {
        return;
    };
    let file = CampaignCsv::NAME;
    if before.demo {
        input.report.error(file, None, None, Problem::OverDemo);
        return;
    }
    let Some(entry) = input.campaign.first() else {
        return;
    };
    let line = Some(entry.line);
    if entry.row.name != before.name {
        let problem = Problem::OtherCampaign(before.name.clone());
        input.report.error(file, line, Some("name"), problem);
    } else if entry.row.time_zone != before.time_zone {
        let problem = Problem::ZoneKept(before.time_zone.clone());
        input.report.error(file, line, Some("time_zone"), problem);
    }
}

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

/// Where an indicator stands at a duty: as its outcome, or as one of the six
/// criteria.
type Place = (String, String, Option<Criterion>);

fn place(row: &IndicatorRow) -> Option<Place> {
    let criterion = Criterion::from_code(&row.criterion);
    Some((row.unit.clone()?, row.workstream.clone()?, criterion))
}

/// Milestones and indicators belong to a duty; a place at a duty has one
/// indicator; an original deadline never changes.
pub fn duties(input: &mut Input, current: &Current, roles: &BTreeMap<(String, String), String>) {
    let mut errors = Vec::new();
    // Where a file that makes duties has errors, none can be missed.
    let sure = [DatabasesCsv::NAME, ProgrammeCsv::NAME, DutiesCsv::NAME]
        .iter()
        .all(|file| input.sound(file));
    let no_duty = |unit: &str, workstream: &str| {
        let key = (unit.to_owned(), workstream.to_owned());
        (sure && !roles.contains_key(&key)).then_some(Problem::NoDuty {
            unit: key.0,
            workstream: key.1,
        })
    };
    // A row of the file says anew what its indicator is.
    let renewed: HashSet<&str> = input
        .indicators
        .iter()
        .map(|entry| entry.row.indicator.code.as_str())
        .collect();
    let mut places: HashMap<Place, String> = HashMap::new();
    for row in current.indicators.latest.values() {
        if let Some(place) = place(row).filter(|_| !renewed.contains(row.code.as_str())) {
            places.insert(place, row.code.clone());
        }
    }
    for entry in &input.indicators {
        let row = &entry.row.indicator;
        let Some(place) = place(row) else {
            continue;
        };
        if let Some(problem) = no_duty(&place.0, &place.1) {
            errors.push((IndicatorsCsv::NAME, entry.line, "scope", problem));
        }
        let criterion = place.2;
        let first = places.entry(place).or_insert(row.code.clone());
        if *first != row.code {
            let first = first.clone();
            let problem = match criterion {
                None => Problem::SecondOutcome(first),
                Some(criterion) => Problem::SecondOfCriterion(criterion.code(), first),
            };
            errors.push((IndicatorsCsv::NAME, entry.line, "scope", problem));
        }
    }
    for entry in &input.milestones {
        let row = &entry.row;
        let file = MilestonesCsv::NAME;
        if let Some(problem) = no_duty(&row.unit, &row.workstream) {
            errors.push((file, entry.line, "workstream", problem));
        }
        // Rule 4.
        if let Some(was) = current.milestones.first_deadlines.get(&row.id)
            && row.deadline.as_ref() != Some(was)
        {
            let was = was.clone();
            errors.push((
                file,
                entry.line,
                "deadline",
                Problem::OriginalDeadline { was },
            ));
        }
    }
    // A code that names nothing has been complained about.
    let told: HashSet<(String, Option<u64>)> = input
        .report
        .errors
        .iter()
        .filter(|e| matches!(e.problem, Problem::Unknown { .. }))
        .map(|e| (e.file.clone(), e.line))
        .collect();
    for (file, line, column, problem) in errors {
        let unknown = told.contains(&(file.to_owned(), Some(line)));
        if !(unknown && matches!(problem, Problem::NoDuty { .. })) {
            input.report.error(file, Some(line), Some(column), problem);
        }
    }
}
