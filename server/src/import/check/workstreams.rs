//! Workstreams, and what waits for what.
use std::collections::HashSet;

use app::domain::{Day, Dependencies, WorkstreamCode};

use crate::import::{
    campaign_file::CampaignFile, compare::Comparable, current::Current, files::*, groups::Groups,
    input::Input, problem::Problem,
};
use crate::ledger::dependency;

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

/// A task that is led by a group has somebody to lead it on the day it is recorded or given to the
/// group.
pub fn led_by_nobody(input: &mut Input, current: &Current, groups: &Groups) {
    let of_groups = [GroupsCsv::NAME, GroupMembersCsv::NAME, UnitsCsv::NAME];
    if !of_groups.iter().all(|file| input.sound(file)) {
        return;
    }
    let known = current.workstreams();
    let mut found = Vec::new();
    for it in input.workstreams() {
        let before = known.get(&it.row.code).map_or_else(Vec::new, leading);
        let leads = leading(it.row).into_iter();
        let new = leads.filter(|code| !before.contains(code));
        let mut empty = new.filter(|code| groups.knows(code) && groups.members(code).is_empty());
        if let Some(group) = empty.next() {
            let problem = Problem::GroupLeadsNobody(group.to_owned());
            found.push((it.file, it.line, it.owner_column, problem));
        }
    }
    for (file, line, column, problem) in found {
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
