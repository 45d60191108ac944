//! Indicators and what was measured of them.
use std::collections::{HashMap, HashSet};

use app::domain::{Counts, Day, Direction, Value, leads_on, parse_day, parse_decimal, parse_path};

use crate::import::{
    campaign_file::CampaignFile, compare::Comparable, current::Current, files::*, input::Input,
    problem::Problem,
};
use crate::ledger::{IndicatorRow, MeasurementRow, TargetRow};

/// A target that is the baseline, or on its wrong side, has no share on the way to it.
pub fn targets(input: &mut Input) {
    for entry in &input.indicators {
        let (row, target) = (&entry.row.indicator, entry.row.target.as_ref());
        if target.is_some_and(|it| !indicators::accepts(row, &it.target)) {
            let (file, line) = (IndicatorsCsv::NAME, Some(entry.line));
            let things = row.counts.as_deref() == Some(Counts::Things.code());
            let problem = match things {
                true => Problem::NotCounted,
                false => Problem::Target,
            };
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

/// Where things are counted a value is their number.
pub fn numbers_of_things(input: &mut Input, current: &Current) {
    let listed = input.indicators.iter().map(|entry| &entry.row.indicator);
    let rows = current.indicators.latest.values().chain(listed);
    let counts: HashMap<String, bool> = rows
        .map(|row| {
            let things = row.counts.as_deref() == Some(Counts::Things.code());
            (row.code.clone(), things)
        })
        .collect();
    let number = |row: &MeasurementRow| {
        let value = row.value.as_deref().and_then(|it| parse_decimal(it).ok());
        value.is_some_and(|it| it.is_integer() && it >= Value::from_integer(0))
    };
    for entry in &input.measurements {
        let things = counts.get(&entry.row.indicator).copied();
        if things == Some(true) && !number(&entry.row) {
            let (file, line) = (MeasurementsCsv::NAME, Some(entry.line));
            let problem = Problem::NotANumberOfThings;
            input.report.error(file, line, Some("value"), problem);
        }
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
