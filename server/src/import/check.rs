//! What the files must say together, and against the ledger.
use std::collections::{BTreeMap, HashMap, HashSet};

use app::domain::{
    Assignment, AssignmentRole, Calendar, Counts, Criterion, Day, Dependencies, Direction,
    DutyRole, MilestoneKind, PartnerCode, State, UnitCode, Value, WorkstreamCode,
    check_assignments, leads_on, on_the_way, parse_day, parse_decimal, parse_path, says_something,
};
use app::text::typed_alike;

use super::{
    campaign_file::CampaignFile,
    compare::Comparable,
    current::Current,
    fields::Entry,
    files::*,
    input::Input,
    preview::Difference,
    problem::{Problem, Report, short},
    rows::Rows,
};
use crate::ledger::{
    AssignmentRow, CampaignRow, DutyRow, IndicatorRow, MeasurementRow, MilestoneRow, TargetRow,
    UnitRow, dependency,
};

/// A database holds one campaign, real or demonstration.
pub fn campaign(input: &mut Input, current: &Current, today: Day) {
    let Some(before) = current.campaign.values().next() else {
        return;
    };
    let file = CampaignCsv::NAME;
    if before.demo && input.is_of_people() {
        return;
    }
    if before.demo && input.office_of.is_none() {
        input.report.error(file, None, None, Problem::OverDemo);
        return;
    }
    let before = before.clone();
    closing(input, &before, today);
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

/// Of a campaign that is over nothing changes but the day it was closed on; and none is closed on
/// a day whose figures were read already.
fn closing(input: &mut Input, before: &CampaignRow, today: Day) {
    let file = CampaignCsv::NAME;
    let day = |row: &CampaignRow| row.closes_on.as_deref().and_then(parse_day);
    let last = day(before);
    let told = input.has(file, "closes_on");
    let row = input.campaign.first().filter(|_| told);
    let (line, closes) = (row.map(|it| it.line), row.map_or(last, |it| day(&it.row)));
    let place = (file, line, Some("closes_on"));
    let (note, problem) = match closes {
        Some(day) if closes != last && day < today => (false, Problem::ClosesInThePast(day)),
        Some(day) if closes != last => (true, Problem::Closes(day)),
        _ => match last.filter(|day| *day < today && closes == last) {
            Some(day) if !input.is_of_people() => (false, Problem::CampaignClosed(day)),
            _ => return,
        },
    };
    match note {
        true => input.report.note(place.0, place.1, place.2, problem),
        false => input.report.error(place.0, place.1, place.2, problem),
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

/// Milestones and indicators belong to a duty; a place at a duty has one indicator.
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
        let row = &entry.row.milestone;
        let file = MilestonesCsv::NAME;
        if let Some(problem) = no_duty(&row.unit, &row.workstream) {
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

/// A target that is the baseline, or on its wrong side, has no share on the way to it.
pub fn targets(input: &mut Input) {
    for entry in &input.indicators {
        let (row, target) = (&entry.row.indicator, entry.row.target.as_ref());
        if target.is_some_and(|it| !indicators::accepts(row, &it.target)) {
            let (file, line) = (IndicatorsCsv::NAME, Some(entry.line));
            let problem = Problem::Target;
            input.report.error(file, line, Some("target"), problem);
        }
    }
}

/// What a way begins with was measured by today, and before the way ends.
pub fn baseline_days(input: &mut Input, current: &Current, today: Day) {
    let way = |row: &IndicatorRow| (row.baseline_day.clone(), row.deadline.clone());
    for entry in &input.indicators {
        let row = &entry.row.indicator;
        let known = current.indicators.latest.get(&row.code);
        let day = |text: &Option<String>| text.as_deref().and_then(parse_day);
        let Some(first) = day(&row.baseline_day).filter(|_| known.map(way) != Some(way(row)))
        else {
            continue;
        };
        let problem = match day(&row.deadline) {
            _ if first > today => Problem::BaselineAhead(today.to_string()),
            Some(last) if first >= last => Problem::BaselineAfter(last.to_string()),
            _ => continue,
        };
        let (file, line) = (IndicatorsCsv::NAME, Some(entry.line));
        input
            .report
            .error(file, line, Some("baseline_day"), problem);
    }
}

/// Dated points lead from where a path begins to its target.
pub fn paths(input: &mut Input) {
    let mut found = Vec::new();
    for entry in &input.indicators {
        let row = &entry.row.indicator;
        let Some(points) = row.path.as_deref().and_then(parse_path) else {
            continue;
        };
        let value = |text: &str| parse_decimal(text).ok();
        let target = entry.row.target.as_ref().and_then(|it| value(&it.target));
        let deadline = row.deadline.as_deref().and_then(parse_day);
        let Some(to) = deadline.zip(target) else {
            found.push((entry.line, Problem::PathWithoutEnd));
            continue;
        };
        // Down from nowhere begins at the first value, whatever that is.
        let up = row.direction != Direction::Down.code();
        let baseline = row.baseline.as_deref().and_then(value);
        let from = baseline.or(up.then(|| Value::from_integer(0)));
        let from = from.or(points.first().map(|(_, value)| *value));
        let begins = row.baseline_day.as_deref().and_then(parse_day);
        if from.is_some_and(|from| !leads_on(&points, (begins, from), to)) {
            found.push((entry.line, Problem::PathAside));
        }
    }
    for (line, problem) in found {
        let file = IndicatorsCsv::NAME;
        input.report.error(file, Some(line), Some("path"), problem);
    }
}

/// A target below one percent is more often a share that was meant than true: it is noted.
pub fn targets_below_one(input: &mut Input, current: &Current) {
    for entry in &input.indicators {
        let (row, target) = (&entry.row.indicator, entry.row.target.as_ref());
        let Some(target) = target.filter(|_| row.unit_of_measure.starts_with('%')) else {
            continue;
        };
        let known = current.indicators.targets.get(&row.code);
        let told = known.is_some_and(|known| known.target == target.target);
        let up = row.direction != Direction::Down.code();
        let below = parse_decimal(&target.target)
            .is_ok_and(|value| value > Value::from_integer(0) && value < Value::from_integer(1));
        if up && below && !told {
            let (file, line) = (IndicatorsCsv::NAME, Some(entry.line));
            input
                .report
                .note(file, line, Some("target"), Problem::TargetBelowOne);
        }
    }
}

/// What is measured as records of records is at most 1, and 100 in percent: a target above
/// 1 asks for percent.
pub fn percent(input: &mut Input, current: &Current) {
    let fraction = |row: &MeasurementRow| row.numerator.map(|_| row.indicator.clone());
    let listed = input.measurements.iter().map(|entry| &entry.row);
    let mut fractions: HashSet<String> = listed.filter_map(fraction).collect();
    fractions.extend(current.measurements.fractions.iter().cloned());
    let above_one = |value: &Option<String>| {
        let value = value.as_deref().and_then(|text| parse_decimal(text).ok());
        value.is_some_and(|value| value > Value::from_integer(1))
    };
    let wrong = |row: &IndicatorRow, target: Option<&TargetRow>| {
        let target = target.map(|row| row.target.clone());
        !row.unit_of_measure.starts_with('%') && (above_one(&target) || above_one(&row.baseline))
    };
    let mut found = Vec::new();
    let mut renewed = HashSet::new();
    for entry in &input.indicators {
        let row = &entry.row.indicator;
        renewed.insert(row.code.as_str());
        let target = entry.row.target.as_ref();
        if fractions.contains(&row.code) && wrong(row, target) {
            found.push((IndicatorsCsv::NAME, entry.line, "unit_of_measure"));
        }
    }
    for entry in &input.measurements {
        let code = &entry.row.indicator;
        let kept = current.indicators.latest.get(code);
        let kept = kept.filter(|_| !renewed.contains(code.as_str()));
        let target = current.indicators.targets.get(code);
        if entry.row.numerator.is_some() && kept.is_some_and(|row| wrong(row, target)) {
            found.push((MeasurementsCsv::NAME, entry.line, "numerator"));
        }
    }
    for (file, line, column) in found {
        let problem = Problem::NeedsPercent;
        input.report.error(file, Some(line), Some(column), problem);
    }
}

/// More than all is measured by a slip more often than truly: it is noted.
pub fn above_all(input: &mut Input, current: &Current) {
    let listed = input.indicators.iter().map(|entry| &entry.row.indicator);
    let rows = current.indicators.latest.values().chain(listed);
    let percents: HashMap<String, bool> = rows
        .map(|row| (row.code.clone(), row.unit_of_measure.starts_with('%')))
        .collect();
    let above = |row: &MeasurementRow| {
        let value = row
            .value
            .as_deref()
            .and_then(|text| parse_decimal(text).ok());
        value.is_some_and(|value| value > Value::from_integer(100))
    };
    for entry in &input.measurements {
        let percent = percents.get(&entry.row.indicator).copied().unwrap_or(false);
        if percent && above(&entry.row) {
            let (file, line) = (MeasurementsCsv::NAME, Some(entry.line));
            input
                .report
                .note(file, line, Some("value"), Problem::AboveAll);
        }
    }
}

/// A value that stands is not entered again for another source: how many rows name one is noted.
pub fn other_sources(input: &mut Input, current: &Current) {
    let other = |row: &MeasurementRow| {
        let stands = current.measurements.latest.get(&row.key());
        let same = stands.filter(|it| row.differences(it).is_empty());
        same.is_some_and(|it| !row.source.is_empty() && row.source != it.source)
    };
    let rows = input.measurements.iter();
    let number = rows.filter(|entry| other(&entry.row)).count();
    if number > 0 {
        let problem = Problem::OtherSources(number);
        let file = MeasurementsCsv::NAME;
        input.report.note(file, None, Some("source"), problem);
    }
}

/// New milestones are no change of a promise, yet what is heavier than all that a duty had
/// takes most of it away from what was promised: it is noted.
pub fn outweighing(input: &mut Input, current: &Current) {
    let ledger = &current.milestones.latest;
    let weight = |row: &MilestoneRow| {
        let counts = MilestoneKind::from_code(&row.kind).is_some_and(MilestoneKind::counts);
        if counts { row.weight } else { 0 }
    };
    let mut before: HashMap<(&str, &str), i64> = HashMap::new();
    for row in ledger.values() {
        let sum = before.entry((&row.unit, &row.workstream)).or_default();
        *sum = sum.saturating_add(weight(row));
    }
    let mut new: BTreeMap<(&str, &str), (u64, i64)> = BTreeMap::new();
    for Entry { line, row, .. } in &input.milestones {
        let row = &row.milestone;
        if !ledger.contains_key(&row.id) {
            let (last, sum) = new.entry((&row.unit, &row.workstream)).or_default();
            (*last, *sum) = (*line, sum.saturating_add(weight(row)));
        }
    }
    for (duty, (line, part)) in new {
        let had = before.get(&duty).copied().unwrap_or(0);
        if had > 0 && part > had {
            let whole = had.saturating_add(part);
            let problem = Problem::Outweighs { part, whole };
            let file = MilestonesCsv::NAME;
            input.report.note(file, Some(line), Some("weight"), problem);
        }
    }
}

/// What counts and weighs nothing moves no share, whatever is done for it: it is noted where it is
/// new.
pub fn weightless(input: &mut Input, current: &Current) {
    let weightless = |row: &MilestoneRow| {
        let counts = MilestoneKind::from_code(&row.kind).is_some_and(MilestoneKind::counts);
        counts && row.weight == 0
    };
    for entry in &input.milestones {
        let row = &entry.row.milestone;
        let told = current
            .milestones
            .latest
            .get(&row.id)
            .is_some_and(weightless);
        if weightless(row) && !told {
            let (file, line) = (MilestonesCsv::NAME, Some(entry.line));
            let problem = Problem::Weightless;
            input.report.note(file, line, Some("weight"), problem);
        }
    }
}

/// What gets its first deadline when that day is over is late when it is written down: they are
/// noted in one line a kind.
pub fn born_late(input: &mut Input, current: &Current, today: Day) {
    let over = |day: Option<Day>| day.is_some_and(|day| day < today);
    let typed = |text: &Option<String>| text.as_deref().and_then(parse_day);
    let Current {
        milestones,
        indicators,
        ..
    } = current;
    let (mut new, mut first) = (0, 0);
    for row in input.milestones.iter().map(|entry| &entry.row.milestone) {
        let replaced = row
            .replaces
            .as_ref()
            .and_then(|id| milestones.lives.get(id));
        let stands = replaced.map_or(typed(&row.deadline), |life| life.current_deadline);
        match milestones.lives.get(&row.id) {
            None => new += usize::from(over(stands)),
            Some(life) => {
                let owed = life.state == State::Open && life.original_deadline.is_none();
                first += usize::from(owed && over(typed(&row.deadline)));
            }
        }
    }
    let undated = |row: &&IndicatorRow| {
        let known = indicators.latest.get(&row.code);
        known.is_none_or(|known| known.deadline.is_none())
    };
    let measured = input.indicators.iter().map(|entry| &entry.row.indicator);
    let measured = measured.filter(undated);
    let measured = measured.filter(|row| over(typed(&row.deadline))).count();
    for (file, count, what) in [
        (MilestonesCsv::NAME, new, "mốc mới"),
        (MilestonesCsv::NAME, first, "mốc nay mới có hạn"),
        (IndicatorsCsv::NAME, measured, "chỉ tiêu nay mới có hạn"),
    ] {
        if count > 0 {
            let problem = Problem::BornLate { count, what };
            input.report.note(file, None, Some("deadline"), problem);
        }
    }
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

/// A code stands for one workstream: for a database or for a task.
pub fn workstreams_twice(input: &mut Input) {
    let databases: HashSet<&str> = (input.databases.iter())
        .map(|it| it.row.code.as_str())
        .collect();
    let twice: Vec<u64> = (input.programme.iter())
        .filter(|it| databases.contains(ProgrammeCsv::ledger(&it.row).code.as_str()))
        .map(|it| it.line)
        .collect();
    for line in twice {
        let problem = Problem::InBothFiles(DatabasesCsv::NAME);
        let file = ProgrammeCsv::NAME;
        input.report.error(file, Some(line), Some("code"), problem);
    }
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

/// A day that is over and becomes a day off, or a day of work, moves what was counted in working days,
/// such as whose turn it was: it needs a decision.
pub fn past_calendar(
    input: &Input,
    current: &Current,
    today: Day,
    rows: &mut Rows,
    report: &mut Report,
) {
    if current.empty() {
        return;
    }
    for Entry {
        line,
        row,
        decision,
    } in &input.calendar
    {
        let Some(day) = parse_day(&row.day).filter(|day| *day < today) else {
            continue;
        };
        let known = current.calendar.get(&row.day);
        let was = known.map_or_else(
            || Calendar::default().kind(day).code().to_owned(),
            |known| known.kind.clone(),
        );
        let now = row.kind.clone();
        if was == now {
            continue;
        }
        let Some(by) = decision else {
            let problem = Problem::PastCalendar;
            report.error(CalendarCsv::NAME, Some(*line), Some("kind"), problem);
            continue;
        };
        let column = "kind";
        let change = Difference { column, was, now };
        rows.redefinitions
            .push(by.redefines::<CalendarCsv>(&row.day, &change));
    }
}

/// Two milestones of a duty that differ only in how their titles are typed are one to
/// people; the double could never be taken out.
pub fn milestones_alike(input: &mut Input, current: &Current) {
    let key = |row: &MilestoneRow| {
        let duty = (row.unit.clone(), row.workstream.clone());
        (duty, typed_alike(&row.title))
    };
    // The ledger's first: what it has twice is past mending here.
    let ledger = &current.milestones.latest;
    let mut first: HashMap<_, &MilestoneRow> = ledger.values().map(|row| (key(row), row)).collect();
    // Each called by an id of its own they are two, as where units went together.
    let mut named: HashSet<String> = ledger.keys().cloned().collect();
    let mut found = Vec::new();
    for entry in &input.milestones {
        let row = &entry.row.milestone;
        let known = *first.entry(key(row)).or_insert(row);
        // What goes on at another unit keeps its title, whatever stands there.
        let as_before = |before: &MilestoneRow| key(before) == key(row) || before.unit != row.unit;
        let by_id = entry.row.named && named.contains(&known.id) && current.empty();
        if entry.row.named {
            named.insert(row.id.clone());
        }
        if known.id != row.id && !by_id && !ledger.get(&row.id).is_some_and(as_before) {
            let problem = Problem::MilestoneAlike {
                title: short(&known.title),
            };
            found.push((entry.line, problem));
        }
    }
    for (line, problem) in found {
        let file = MilestonesCsv::NAME;
        input.report.error(file, Some(line), Some("title"), problem);
    }
}

/// A new milestone that takes the place of another: of a cancelled one of its duty, by a decision,
/// with the deadline that was promised first.
pub fn successors(input: &mut Input, current: &Current) {
    let mut found = Vec::new();
    for entry in &mut input.milestones {
        let row = &mut entry.row.milestone;
        let Some(id) = row.replaces.clone() else {
            continue;
        };
        if let Some(known) = current.milestones.latest.get(&row.id) {
            if known.replaces != row.replaces {
                found.push((entry.line, "replaces", Problem::ReplacesLater));
            }
            continue;
        }
        let before = current.milestones.latest.get(&id);
        let life = current.milestones.lives.get(&id);
        let Some((before, life)) = before.zip(life) else {
            found.push((entry.line, "replaces", Problem::ReplacesNothing(short(&id))));
            continue;
        };
        if (&before.unit, &before.workstream) != (&row.unit, &row.workstream)
            || life.state != State::Cancelled
        {
            found.push((entry.line, "replaces", Problem::ReplacesNothing(short(&id))));
        } else if entry.decision.is_none() {
            found.push((entry.line, "decision", Problem::ReplacesByDecision));
        }
        let days = [life.original_deadline, life.current_deadline];
        let typed = row.deadline.as_deref().and_then(parse_day);
        let words =
            (&row.deadline, &row.deadline_text) == (&before.deadline, &before.deadline_text);
        let day = typed.is_some() && days.contains(&typed);
        if !(words || day) {
            let was = before.deadline.clone().or(before.deadline_text.clone());
            let problem = Problem::SuccessorDeadline {
                was: was.unwrap_or_default(),
            };
            found.push((entry.line, "deadline", problem));
        }
        row.deadline.clone_from(&before.deadline);
        row.deadline_text.clone_from(&before.deadline_text);
    }
    for (line, column, problem) in found {
        let file = MilestonesCsv::NAME;
        input.report.error(file, Some(line), Some(column), problem);
    }
}

/// Nothing waits for itself, however many are in between: what stands today, as the files will
/// have it.
pub fn circles(input: &mut Input, current: &Current, today: Day) {
    let file = DependenciesCsv::NAME;
    let mut rows = current.dependencies.clone();
    for entry in &input.dependencies {
        let mut row = entry.row.clone();
        if let Some(before) = current.dependencies.get(&row.key()) {
            row.keep(before, &|column| input.has(file, column));
        }
        rows.insert(row.key(), row);
    }
    let mut all = Dependencies::default();
    for it in rows.values().filter_map(|row| dependency(row).ok()) {
        all.set(it);
    }
    let mut found = Vec::new();
    for entry in &input.dependencies {
        let row = rows.get(&entry.row.key());
        let it = row.and_then(|row| dependency(row).ok());
        let Some(it) = it.filter(|it| it.stands_on(today)) else {
            continue;
        };
        if let Some(circle) = all.circle(&it, today) {
            let codes: Vec<&str> = circle.iter().map(WorkstreamCode::as_str).collect();
            found.push((entry.line, Problem::Circle(codes.join(" → "))));
        }
    }
    for (line, problem) in found {
        let column = Some(DependenciesCsv::KEY);
        input.report.error(file, Some(line), column, problem);
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

/// The units that have ended by today, or do by the files.
pub fn ending_units(input: &Input, current: &Current, today: Day) -> HashSet<String> {
    let over = |row: &UnitRow| {
        let ends = row.ends_on.as_deref().and_then(parse_day);
        ends.is_some_and(|ends| ends <= today)
    };
    let ledger = current.units.latest.values().filter(|row| over(row));
    let listed = input.units.iter().map(|entry| &entry.row);
    ledger
        .chain(listed.filter(|row| over(row)))
        .map(|row| row.code.clone())
        .collect()
}

/// What leaves every figure with a unit that closes, so that it can be handed on. A unit with
/// duties does not close in the past: what was late since would not have been.
pub fn closing_units(input: &mut Input, current: &Current, today: Day) {
    let lead = DutyRole::Lead.code();
    let duties = || current.duties.latest.values();
    let mut found = Vec::new();
    let mut past = Vec::new();
    for entry in &input.units {
        let row = &entry.row;
        let before = current.units.latest.get(&row.code);
        let Some(from) = row.ends_on.clone().filter(|_| before.is_some()) else {
            continue;
        };
        if before.is_some_and(|before| before.ends_on == row.ends_on) {
            continue;
        }
        let own: Vec<&DutyRow> = duties().filter(|duty| duty.unit == row.code).collect();
        if !own.is_empty() && parse_day(&from).is_some_and(|from| from < today) {
            past.push(entry.line);
        }
        let led_elsewhere = |workstream: &str| {
            let mut others = duties().filter(|duty| duty.unit != row.code && duty.role == lead);
            others.any(|duty| duty.workstream == workstream)
        };
        let leads = own.iter().filter(|duty| duty.role == lead);
        let leads = leads.map(|duty| duty.workstream.clone());
        let work = || {
            let lives = current.milestones.lives.values();
            lives.filter(|life| life.terms.duty.unit.as_str() == row.code)
        };
        // Of what goes on elsewhere its own rows tell.
        if row.successors.is_some() {
            continue;
        }
        let problem = Problem::Closing {
            from,
            duties: own.len(),
            products: work().filter(|life| life.counts()).count(),
            late: work()
                .filter(|life| life.counts() && life.late(today))
                .count(),
            open: work().filter(|life| life.state == State::Open).count(),
            waiting: work().filter(|life| life.state == State::Submitted).count(),
            leads: leads
                .filter(|workstream| !led_elsewhere(workstream))
                .collect(),
        };
        found.push((entry.line, problem));
    }
    let file = UnitsCsv::NAME;
    for line in past {
        let problem = Problem::ClosedInPast(today.to_string());
        input
            .report
            .error(file, Some(line), Some("ends_on"), problem);
    }
    for (line, problem) in found {
        input
            .report
            .note(file, Some(line), Some("ends_on"), problem);
    }
}
