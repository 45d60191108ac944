//! Duties, with what is measured and handed over in them.
use std::collections::{BTreeMap, HashMap, HashSet};

use app::domain::{
    Counts, Criterion, Direction, DutyRole, MilestoneKind, SECOND, on_the_way, parse_decimal,
};

use crate::import::{
    campaign_file::CampaignFile,
    compare::Comparable,
    current::Current,
    fields::Entry,
    files::*,
    input::Input,
    preview::Difference,
    problem::{Problem, Report},
    rows::Rows,
};
use crate::ledger::{DutyRow, IndicatorRow, MilestoneRow, TargetRow};

/// Where an indicator stands at a duty: as its outcome, or as one of the six
/// criteria.
type Place = (String, String, Option<Criterion>);

/// What stands beside the outcome has none: there may be several.
fn place(row: &IndicatorRow) -> Option<Place> {
    if row.criterion == SECOND {
        return None;
    }
    let criterion = Criterion::from_code(&row.criterion);
    Some((row.unit.clone()?, row.workstream.clone()?, criterion))
}

/// Milestones and indicators belong to a duty; a place at a duty has one indicator.
pub fn duties(input: &mut Input, current: &Current, roles: &BTreeMap<(String, String), String>) {
    let mut errors = Vec::new();
    // Where a file that makes duties has errors, none can be missed.
    let sure = [DatabasesCsv::NAME, ProgrammeCsv::NAME, DutiesCsv::NAME]
        .iter()
        .all(|file| input.sound(file));
    let no_duty = |unit: &str, workstream: &str| {
        let key = (unit.to_owned(), workstream.to_owned());
        (sure && !roles.contains_key(&key)).then(|| missing(current, key))
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
        if let (Some(unit), Some(workstream)) = (&row.unit, &row.workstream)
            && let Some(problem) = no_duty(unit, workstream)
        {
            errors.push((IndicatorsCsv::NAME, entry.line, "scope", problem));
        }
        let Some(place) = place(row) else {
            continue;
        };
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
        let row = &entry.row.milestone;
        let file = MilestonesCsv::NAME;
        // What is over stays what it was.
        let known = current.milestones.latest.get(&row.id);
        let stays =
            known.is_some_and(|it| (&it.unit, &it.workstream) == (&row.unit, &row.workstream));
        let problem = no_duty(&row.unit, &row.workstream);
        let over = |it: &Problem| matches!(it, Problem::DutyIsOver { .. });
        if let Some(problem) = problem.filter(|it| !(stays && over(it))) {
            errors.push((file, entry.line, "workstream", problem));
        }
    }
    errors.extend(outcomes(input, current));
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

/// Why nothing is promised in a duty that is not there.
fn missing(current: &Current, (unit, workstream): (String, String)) -> Problem {
    let known = current.duties.latest.get(&format!("{unit}/{workstream}"));
    match known.and_then(|it| it.ended_on.clone()) {
        Some(since) => Problem::DutyIsOver {
            unit,
            workstream,
            since,
        },
        None => Problem::NoDuty { unit, workstream },
    }
}

/// A problem at its file, line and column.
type Found = (&'static str, u64, &'static str, Problem);

/// An outcome milestone names the value of its duty's outcome indicator that must have
/// been measured before it is accepted.
fn outcomes(input: &Input, current: &Current) -> Vec<Found> {
    let outcome_of = |row: &IndicatorRow| {
        let (unit, workstream, criterion) = place(row)?;
        criterion.is_none().then_some((unit, workstream))
    };
    let listed = input.indicators.iter().map(|entry| &entry.row.indicator);
    let kept = current.indicators.latest.values();
    let measured: HashSet<(String, String)> = kept.chain(listed).filter_map(outcome_of).collect();
    let sure = input.sound(IndicatorsCsv::NAME);
    let ways = ways(input, current);
    let mut found = Vec::new();
    for entry in &input.milestones {
        let row = &entry.row.milestone;
        if row.kind != MilestoneKind::Outcome.code() {
            continue;
        }
        let duty = (row.unit.clone(), row.workstream.clone());
        if row.reach.is_none() {
            found.push((MilestonesCsv::NAME, entry.line, "reach", Problem::NoReach));
        } else if let Some((from, to)) = outside(row, &ways, current) {
            let problem = Problem::ReachOutside { from, to };
            found.push((MilestonesCsv::NAME, entry.line, "reach", problem));
        } else if sure && !measured.contains(&duty) {
            let problem = Problem::NoOutcome;
            found.push((MilestonesCsv::NAME, entry.line, "kind", problem));
        }
    }
    found
}

/// A second value is of another indicator of the duty than its outcome.
pub fn second_values(input: &mut Input, current: &Current) {
    let listed = input.indicators.iter().map(|entry| &entry.row.indicator);
    let rows = current.indicators.latest.values().chain(listed);
    let beside: HashMap<String, Option<(String, String)>> = rows
        .map(|row| {
            let stands_beside =
                row.criterion == SECOND || Criterion::from_code(&row.criterion).is_some();
            let duty = row.unit.clone().zip(row.workstream.clone());
            (row.code.clone(), duty.filter(|_| stands_beside))
        })
        .collect();
    let sure = input.sound(IndicatorsCsv::NAME);
    let mut found = Vec::new();
    for entry in &input.milestones {
        let row = &entry.row.milestone;
        let Some(code) = row.second_indicator.as_ref().filter(|_| sure) else {
            continue;
        };
        let duty = Some((row.unit.clone(), row.workstream.clone()));
        if beside.get(code) != Some(&duty) {
            found.push((entry.line, Problem::SecondElsewhere(code.clone())));
        }
    }
    for (line, problem) in found {
        let (file, column) = (MilestonesCsv::NAME, Some("second_indicator"));
        input.report.error(file, Some(line), column, problem);
    }
}

/// From where to where what a duty measures goes, as its files say.
type Ways = HashMap<(String, String), (String, String)>;

/// The way of each duty's outcome that has a target: from its baseline, 0 where none is given.
fn ways(input: &Input, current: &Current) -> Ways {
    let mut ways = Ways::new();
    let mut add = |row: &IndicatorRow, target: Option<&TargetRow>| {
        if let (Some((unit, workstream, None)), Some(target)) = (place(row), target) {
            let up = row.direction != Direction::Down.code();
            // Down from nowhere has no beginning that could be left behind.
            let from = row.baseline.clone().or(up.then(|| "0".to_owned()));
            if let Some(from) = from {
                ways.insert((unit, workstream), (from, target.target.clone()));
            }
        }
    };
    for row in current.indicators.latest.values() {
        add(row, current.indicators.targets.get(&row.code));
    }
    for entry in &input.indicators {
        add(&entry.row.indicator, entry.row.target.as_ref());
    }
    ways
}

/// The way that a value to be reached is not on, where the ledger does not have it so already:
/// it would be reached before anything is done, or never.
fn outside(row: &MilestoneRow, ways: &Ways, current: &Current) -> Option<(String, String)> {
    let before = current.milestones.latest.get(&row.id);
    if before.is_some_and(|before| before.reach == row.reach) {
        return None;
    }
    let (from, to) = ways.get(&(row.unit.clone(), row.workstream.clone()))?;
    let number = |text: &str| parse_decimal(text).ok();
    let (reach, first, last) = (number(row.reach.as_deref()?)?, number(from)?, number(to)?);
    (!on_the_way(reach, first, last)).then(|| (from.clone(), to.clone()))
}

/// A duty's volume says how many records there are, and its outcome that they are not what it
/// counts: what is measured is not compared with it then, which is noted where it is new.
pub fn volumes_unused(input: &mut Input, current: &Current) {
    let listed = input.duties.iter().map(|entry| &entry.row.duty);
    let rows = current.duties.latest.values().chain(listed);
    let volumes: HashMap<String, Option<i64>> = rows.map(|row| (row.key(), row.volume)).collect();
    let mut found = Vec::new();
    for entry in &input.indicators {
        let row = &entry.row.indicator;
        let Some((unit, workstream, None)) = place(row) else {
            continue;
        };
        let Some(counts) = row.counts.clone().filter(|it| it != Counts::Records.code()) else {
            continue;
        };
        let known = current.indicators.latest.get(&row.code);
        let told = known.is_some_and(|known| known.counts == row.counts);
        let key = DutyRow {
            unit,
            workstream,
            ..DutyRow::default()
        };
        if let (Some(Some(volume)), false) = (volumes.get(&key.key()), told) {
            let volume = *volume;
            found.push((entry.line, Problem::VolumeUnused { volume, counts }));
        }
    }
    for (line, problem) in found {
        let file = IndicatorsCsv::NAME;
        input.report.note(file, Some(line), Some("counts"), problem);
    }
}

/// New contributors take a part of what those there were had: it is noted, once a workstream.
pub fn new_contributors(input: &mut Input, current: &Current) {
    let mut new: BTreeMap<String, (u64, usize)> = BTreeMap::new();
    for Entry { line, row, .. } in new_duties(input, current) {
        if row.duty.role == DutyRole::Contribute.code() {
            let of_workstream = new.entry(row.duty.workstream.clone());
            of_workstream.or_insert((*line, 0)).1 += 1;
        }
    }
    for (workstream, (line, duties)) in new {
        let problem = Problem::NewContributors { workstream, duties };
        let file = DutiesCsv::NAME;
        input.report.note(file, Some(line), Some("role"), problem);
    }
}

/// The duties that are added to workstreams which have one.
fn new_duties<'a>(
    input: &'a Input,
    current: &'a Current,
) -> impl Iterator<Item = &'a Entry<<DutiesCsv as CampaignFile>::Row>> {
    let ledger = &current.duties.latest;
    let begun: HashSet<&str> = ledger.values().map(|row| row.workstream.as_str()).collect();
    input.duties.iter().filter(move |entry| {
        let duty = &entry.row.duty;
        begun.contains(duty.workstream.as_str()) && !ledger.contains_key(&duty.key())
    })
}

/// A new duty of a workstream in which a product or an outcome is promised takes from the parts of the
/// others at once: it needs a decision.
pub fn added_duties(input: &Input, current: &Current, rows: &mut Rows, report: &mut Report) {
    let counts = |row: &&MilestoneRow| {
        MilestoneKind::from_code(&row.kind).is_some_and(MilestoneKind::counts)
    };
    let promised = current.milestones.latest.values().filter(counts);
    let promised: HashSet<&str> = promised.map(|row| row.workstream.as_str()).collect();
    for Entry {
        line,
        row,
        decision,
    } in new_duties(input, current)
    {
        let duty = &row.duty;
        if !promised.contains(duty.workstream.as_str()) {
            continue;
        }
        let Some(by) = decision else {
            let problem = Problem::DutyAdded(duty.workstream.clone());
            report.error(DutiesCsv::NAME, Some(*line), Some("role"), problem);
            continue;
        };
        let change = Difference {
            column: "role",
            was: String::new(),
            now: duty.role.clone(),
        };
        rows.redefinitions
            .push(by.redefines::<DutiesCsv>(&duty.key(), &change));
    }
}

/// A weight for a new duty of a workstream that has begun takes from the parts of all others: it
/// needs a decision, as another weight of one that there is does.
pub fn new_weights(input: &Input, current: &Current, rows: &mut Rows, report: &mut Report) {
    for Entry {
        line,
        row,
        decision,
    } in new_duties(input, current)
    {
        let duty = &row.duty;
        let Some(weight) = &row.weight else {
            continue;
        };
        let Some(by) = decision else {
            let problem = Problem::WeightOfNewDuty(weight.weight);
            report.error(DutiesCsv::NAME, Some(*line), Some("weight"), problem);
            continue;
        };
        let change = Difference {
            column: "weight",
            was: String::new(),
            now: weight.weight.to_string(),
        };
        rows.redefinitions
            .push(by.redefines::<DutiesCsv>(&duty.key(), &change));
    }
}
