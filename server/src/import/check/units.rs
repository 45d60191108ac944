//! Units that end, and those that go on with what they had.
use std::collections::HashSet;

use app::domain::{Day, DutyRole, State, parse_day};

use crate::import::{
    campaign_file::CampaignFile,
    compare::Comparable,
    current::Current,
    files::*,
    input::Input,
    preview::Difference,
    problem::{Problem, short},
    rows::Rows,
};
use crate::ledger::{DutyRow, UnitRow};

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
        // It waits for what that one waited for.
        row.after_trigger.clone_from(&before.after_trigger);
        row.day_count.clone_from(&before.day_count);
        row.after_days = before.after_days;
    }
    for (line, column, problem) in found {
        let file = MilestonesCsv::NAME;
        input.report.error(file, Some(line), Some(column), problem);
    }
}

/// That a unit joins a group, or leaves one that took it by its rule, by a decision on a row that is
/// new: it stands among the group's changes as those do that change a row.
pub fn new_members(input: &Input, current: &Current, today: Day, rows: &mut Rows) {
    for entry in &input.group_members {
        let row = &entry.row;
        let known = current.empty() || current.group_members.contains_key(&row.key());
        let Some(by) = entry.decision.as_ref().filter(|_| !known) else {
            continue;
        };
        let (column, now) = match &row.ends_on {
            Some(ends) => ("ends_on", ends.clone()),
            None => {
                let begins = row.begins_on.clone();
                ("begins_on", begins.unwrap_or_else(|| today.to_string()))
            }
        };
        let change = Difference {
            column,
            was: String::new(),
            now,
        };
        let made = by.redefines::<GroupMembersCsv>(&row.key(), &change);
        rows.redefinitions.push(made);
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
