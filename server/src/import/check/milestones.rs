//! Milestones of a duty beside each other.
use std::collections::{BTreeMap, HashMap, HashSet};

use app::domain::{Day, MilestoneKind, State, parse_day};
use app::text::typed_alike;

use crate::import::{
    campaign_file::CampaignFile,
    current::Current,
    fields::Entry,
    files::*,
    input::Input,
    problem::{Problem, short},
};
use crate::ledger::{IndicatorRow, MilestoneRow};

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
