//! Which companies accompany each unit: the real assignments as they are, the
//! others invented, some changed during the year.
use app::domain::{AssignmentRole, Day};

use super::{
    calendar::{Calendar, plus, workday},
    draws::Draws,
    record::Record,
};
use crate::{
    import::{Input, measurements::DEMO_SOURCE},
    ledger::AssignmentRow,
};

/// The companies of one unit over time.
pub struct Companies {
    rows: Vec<AssignmentRow>,
}

impl Companies {
    pub fn holds(&self, partner: &str, day: Day) -> bool {
        self.on(day).any(|row| row.partner == partner)
    }

    pub fn lead(&self, day: Day) -> Option<&str> {
        self.on(day)
            .find(|row| row.role == AssignmentRole::Lead.code())
            .map(|row| row.partner.as_str())
    }

    /// Those the unit began with, the lead first.
    pub fn first(&self) -> Vec<&str> {
        let begin = self.rows.iter().map(|row| row.valid_from.as_str()).min();
        let mut rows: Vec<_> = self
            .rows
            .iter()
            .filter(|row| Some(row.valid_from.as_str()) == begin)
            .collect();
        rows.sort_by_key(|row| row.role != AssignmentRole::Lead.code());
        rows.into_iter().map(|row| row.partner.as_str()).collect()
    }

    fn on(&self, day: Day) -> impl Iterator<Item = &AssignmentRow> {
        let day = day.to_string();
        self.rows.iter().filter(move |row| {
            row.valid_from <= day && row.valid_to.as_ref().is_none_or(|to| day <= *to)
        })
    }
}

/// The companies of a unit; what is invented is recorded.
pub fn of_unit(
    campaign: &str,
    unit: &str,
    input: &Input,
    calendar: &Calendar,
    into: &mut Record,
) -> Companies {
    let real: Vec<AssignmentRow> = input
        .assignments
        .iter()
        .filter(|entry| entry.row.unit == unit)
        .map(|entry| entry.row.clone())
        .collect();
    if !real.is_empty() {
        return Companies { rows: real };
    }
    let mut draws = Draws::of(&[campaign, "companies", unit]);
    let mut partners: Vec<&str> = input
        .partners
        .iter()
        .map(|entry| entry.row.code.as_str())
        .collect();
    let how_many = draws.weighted(&[(34, 1), (36, 2), (20, 3)], 4);
    let from = workday(plus(calendar.start, draws.number(15, 16)));
    let decision = draws.document();
    let mut rows = Vec::new();
    while rows.len() < how_many {
        let Some(partner) = draws.one(&partners).copied() else {
            break;
        };
        partners.retain(|p| *p != partner);
        let role = if rows.is_empty() {
            AssignmentRole::Lead
        } else {
            AssignmentRole::Support
        };
        rows.push(row(unit, partner, role, from, &decision));
    }
    write(&rows, plus(from, -1), calendar, &mut draws, into);
    // Some units get another lead: the old one ends on the day before.
    if draws.percent(14)
        && let Some(next) = draws.one(&partners).copied()
        && let Some(old) = rows.first().cloned()
    {
        let day = workday(calendar.at_permille(draws.number(200, 400)));
        let ended = AssignmentRow {
            valid_to: Some(plus(day, -1).to_string()),
            ..old
        };
        let new = row(unit, next, AssignmentRole::Lead, day, &draws.document());
        if write(
            &[ended.clone(), new.clone()],
            plus(day, -6),
            calendar,
            &mut draws,
            into,
        ) {
            rows[0] = ended;
            rows.push(new);
        }
    }
    Companies { rows }
}

/// Records rows on a day, unless it is still to come.
fn write(
    rows: &[AssignmentRow],
    day: Day,
    calendar: &Calendar,
    draws: &mut Draws,
    into: &mut Record,
) -> bool {
    let at = calendar.at_work(day, draws);
    if at >= calendar.cut {
        return false;
    }
    let step = into.step(at);
    into.rows
        .assignments
        .extend(rows.iter().map(|row| AssignmentRow {
            seq: step.seq,
            recorded_at: step.at,
            ..row.clone()
        }));
    true
}

fn row(
    unit: &str,
    partner: &str,
    role: AssignmentRole,
    from: Day,
    decision: &str,
) -> AssignmentRow {
    AssignmentRow {
        unit: unit.to_owned(),
        partner: partner.to_owned(),
        role: role.code().to_owned(),
        valid_from: from.to_string(),
        valid_to: None,
        decision: decision.to_owned(),
        source: DEMO_SOURCE.to_owned(),
        seq: 0,
        recorded_at: 0,
    }
}
