//! Duties that a row of duties.csv names again: whether those that are over go on by it, and which
//! are a group's no more.
use std::collections::HashSet;

use app::domain::Unit;

use super::{
    campaign_file::CampaignFile, compare::Comparable, current::Current, files::*, groups::Groups,
    input::Input, problem::Problem,
};
use crate::ledger::DutyRow;

/// A file without a column of the end says nothing of it, and what is over stays so, unless the row
/// hands on what a unit had that ends, or gives a decision for each unit of a group: nothing would
/// be done by anybody of what is handed on to a duty that is over.
pub fn settle(input: &mut Input, current: &Current, groups: &Groups) {
    let handed = handed_on(input, current);
    let said = input.has(DutiesCsv::NAME, "ended_on");
    let mut stays = Vec::new();
    for entry in &mut input.duties {
        let duty = &mut entry.row.duty;
        let before = current.duties.latest.get(&duty.key());
        // Who is given another role by a row of its own has that by no group.
        let other = |it: &&DutyRow| it.ended_on.is_none() && it.role != duty.role;
        entry.row.own = duty.of_group.is_none() && before.as_ref().is_some_and(other);
        let Some(before) = before.filter(|it| it.ended_on.is_some()) else {
            continue;
        };
        let of_group = duty.of_group.is_some() && entry.decision.is_some();
        let opens = of_group || handed.contains(&duty.key());
        if duty.ended_on.is_none() && (said || opens) {
            entry.row.opens = true;
            duty.of_group = duty.of_group.take().or_else(|| group(before, groups));
        } else if !said {
            duty.ended_on.clone_from(&before.ended_on);
            let since = before.ended_on.clone().unwrap_or_default();
            stays.push((entry.line, Problem::DutyStaysOver { since }));
        }
    }
    for (line, problem) in stays {
        let (file, column) = (DutiesCsv::NAME, Some("workstream"));
        input.report.note(file, Some(line), column, problem);
    }
}

/// The group by which a duty goes on: the one it came from, if its unit still belongs to that.
fn group(before: &DutyRow, groups: &Groups) -> Option<String> {
    let of_it = |unit: &&Unit| unit.code.as_str() == before.unit;
    let unit = groups.open().find(of_it)?;
    let group = before.of_group.clone();
    group.filter(|it| groups.belongs(it, unit))
}

/// The duties in which a successor goes on with what a unit had that ends by these files.
fn handed_on(input: &Input, current: &Current) -> HashSet<String> {
    let units = &current.units.latest;
    let ends_now = |unit: &str, ends_on: &Option<String>| {
        let before = units.get(unit);
        ends_on.is_some() && before.is_some_and(|before| before.ends_on != *ends_on)
    };
    let mut handed = HashSet::new();
    for entry in &input.units {
        let row = &entry.row;
        if !ends_now(&row.code, &row.ends_on) {
            continue;
        }
        let had = current.duties.going_on().filter(|it| it.unit == row.code);
        let successors = row.successors.as_deref().unwrap_or_default();
        for workstream in had.map(|it| &it.workstream) {
            let all = successors.split_whitespace();
            handed.extend(all.map(|unit| format!("{unit}/{workstream}")));
        }
    }
    handed
}
