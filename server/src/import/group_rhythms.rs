//! What recurs for each unit of a group: a row of the group is one of each of its units that has the
//! duty, as it was when that unit began.
use std::collections::HashSet;

use app::{
    domain::{Cadence, Day, parse_day},
    text::typed_alike,
};

use super::{
    campaign_file::CampaignFile,
    current::Current,
    fields::Entry,
    files::*,
    groups::{Groups, Roles, of_unit},
    input::Input,
    problem::Problem,
};
use crate::ledger::{self, RhythmRow};

impl Groups {
    /// Makes one rhythm of each unit of a group that has the duty. A row of the unit's own goes before.
    pub fn expand_rhythms(&self, input: &mut Input, current: &Current, roles: &Roles, today: Day) {
        let entries = std::mem::take(&mut input.rhythms);
        let (groups, own): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|it| self.knows(&it.row.unit));
        let mut known: HashSet<_> = own.iter().map(|it| called(&it.row)).collect();
        input.rhythms = own;
        for entry in groups {
            let (group, workstream) = (&entry.row.unit, &entry.row.workstream);
            let at = (RhythmsCsv::NAME, entry.line, "unit");
            let units = self.with_duty(input, current, roles, (group, workstream), at);
            let of_it: Vec<RhythmRow> = units
                .iter()
                .map(|unit| RhythmRow {
                    code: of_unit(&entry.row.code, unit),
                    unit: unit.clone(),
                    ..entry.row.clone()
                })
                .collect();
            for (unit, since) in of_it.iter().filter_map(|it| ended(current, it, today)) {
                let problem = Problem::GroupRhythmEnded { unit, since };
                let (file, line) = (RhythmsCsv::NAME, Some(entry.line));
                input.report.note(file, line, Some("unit"), problem);
            }
            let begun = of_it.iter().any(|it| before(current, it).is_some());
            let next = begun.then(|| next_period(input, current, &entry.row, today));
            let rows = of_it.into_iter().map(|row| match before(current, &row) {
                Some(before) => as_begun(row, before),
                None => later(row, next.flatten()),
            });
            let rows: Vec<RhythmRow> = rows.collect();
            if rows.iter().any(|it| it.code.len() > LONGEST_CODE) {
                let problem = Problem::RhythmCodeTooLong(LONGEST_CODE);
                let (file, line) = (RhythmsCsv::NAME, Some(entry.line));
                input.report.error(file, line, Some("code"), problem);
            }
            for row in rows {
                if known.insert(called(&row)) {
                    input.rhythms.push(Entry {
                        row,
                        line: entry.line,
                        decision: entry.decision.clone(),
                    });
                }
            }
        }
    }
}

/// By what one rhythm is told from the others of its unit.
fn called(row: &RhythmRow) -> (String, String, String) {
    let (unit, workstream) = (row.unit.clone(), row.workstream.clone());
    (unit, workstream, typed_alike(&row.title))
}

/// What a unit is asked for by it already: under its code, else by its name, the last that began.
fn before<'a>(current: &'a Current, row: &RhythmRow) -> Option<&'a RhythmRow> {
    let alike = current
        .rhythms
        .values()
        .filter(|it| called(it) == called(row));
    let last = alike.max_by_key(|it| &it.begins_on);
    last.or_else(|| current.rhythms.get(&row.code))
}

/// The unit of a row that stopped being asked for it, and since when: the row says of a running one
/// only, and begins none anew.
fn ended(current: &Current, row: &RhythmRow, today: Day) -> Option<(String, String)> {
    let since = before(current, row)?.ends_on.clone()?;
    let over = parse_day(&since).is_some_and(|since| since <= today);
    (over && row.ends_on.is_none()).then(|| (row.unit.clone(), since))
}

/// A unit that joined later began later, and one that left ended: the group's row takes nothing of
/// that back.
fn as_begun(row: RhythmRow, before: &RhythmRow) -> RhythmRow {
    RhythmRow {
        code: before.code.clone(),
        begins_on: before.begins_on.clone(),
        ends_on: row.ends_on.or(before.ends_on.clone()),
        ..row
    }
}

/// Who comes to what others report already begins with the next period.
fn later(row: RhythmRow, next: Option<Day>) -> RhythmRow {
    let next = next.map(|it| it.to_string());
    let begins_on = next.unwrap_or_default().max(row.begins_on);
    RhythmRow { begins_on, ..row }
}

/// The first day of the period after today's.
fn next_period(input: &Input, current: &Current, row: &RhythmRow, today: Day) -> Option<Day> {
    let listed = input.cadences.iter().map(|it| &it.row);
    let mut all = listed.chain(current.cadences.values());
    let cadence: Cadence = ledger::cadence(all.find(|it| it.code == row.cadence)?).ok()?;
    let begins = parse_day(&row.begins_on)?;
    let next = cadence.period_of(today).to.succ_opt()?;
    Some(next.max(begins))
}
