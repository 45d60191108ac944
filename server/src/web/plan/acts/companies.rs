//! A company for a set of units from a day: a new lead ends the one before on the day before.
use app::{
    domain::{Assignment, AssignmentRole, Day, Nearest, PartnerCode, Responsible},
    views::PlanFile,
};

use super::{FileRows, Wrong, chosen_units, day, milestone_cells, required};
use crate::{
    board::{PlanOpen, PlanUnit, ScopedBoard},
    import::{Cells, file_name},
    web::{
        plan::{rows_of::Rows, typed::Fields},
        visit::Visit,
    },
};

pub(super) fn rows(visit: &Visit, board: &ScopedBoard, fields: &Fields) -> Result<FileRows, Wrong> {
    let mut wrong = Wrong::default();
    let company = required(visit, fields, "partner", &mut wrong);
    let from = day(visit, fields, "from", Nearest::After, &mut wrong);
    let mut units = chosen_units(board, fields, visit.lang(), &mut wrong);
    let from = from.unwrap_or(visit.frame.today);
    let led_by = fields.get("led_by");
    if !led_by.is_empty() {
        let led =
            |unit: &PlanUnit| lead_on(unit, from).is_some_and(|it| it.partner.as_str() == led_by);
        units.retain(led);
    }
    let role = match fields.get("role") {
        "support" => AssignmentRole::Support,
        _ => AssignmentRole::Lead,
    };
    let mut rows = Rows::default();
    let mut taken = Rows::default();
    for unit in &units {
        let before = lead_on(unit, from).filter(|it| it.partner.as_str() != company);
        if role == AssignmentRole::Lead
            && let Some(before) = before
        {
            rows.0.push(ended(before, from, fields, visit.frame.today));
            if fields.typed.ticked("takes_over", "yes") {
                taken
                    .0
                    .extend(taken_over(board, unit, &before.partner, company, fields));
            }
        }
        // Where it supports until then, that ends too.
        let other = unit.assignments.iter().find(|it| {
            it.partner.as_str() == company && it.role != role && it.holds_on(from) && it.from < from
        });
        rows.0
            .extend(other.map(|it| ended(it, from, fields, visit.frame.today)));
        let holds = unit
            .assignments
            .iter()
            .any(|it| it.partner.as_str() == company && it.role == role && it.holds_on(from));
        if !holds {
            let mut row = Cells::new();
            row.insert("unit", unit.unit.code.to_string());
            row.insert("partner", company.to_owned());
            row.insert("role", role.code().to_owned());
            row.insert("valid_from", from.to_string());
            row.insert("valid_to", String::new());
            row.insert("decision", fields.get("decision").to_owned());
            row.insert("source", fields.get("reason").to_owned());
            rows.0.push(row);
        }
    }
    wrong.or(vec![
        (file_name(PlanFile::Assignments), rows),
        (file_name(PlanFile::Milestones), taken),
    ])
}

/// The company that leads at a unit on a day.
fn lead_on(unit: &PlanUnit, day: Day) -> Option<&Assignment> {
    let mut holding = unit.assignments.iter().filter(|it| it.holds_on(day));
    holding.find(|it| it.role == AssignmentRole::Lead)
}

/// An assignment that ends on the day before another begins. Where that day is over, the decision
/// of the change stands behind it.
pub(super) fn ended(it: &Assignment, from: Day, fields: &Fields, today: Day) -> Cells {
    let last = from.pred_opt().unwrap_or(from);
    let decision = match last < today {
        true => fields.get("decision").to_owned(),
        false => it.decision.to_string(),
    };
    let mut row = Cells::new();
    row.insert("unit", it.unit.to_string());
    row.insert("partner", it.partner.to_string());
    row.insert("role", it.role.code().to_owned());
    row.insert("valid_from", it.from.to_string());
    row.insert("valid_to", last.to_string());
    row.insert("decision", decision);
    row.insert("source", it.source.to_string());
    row
}

/// The open work of a company at a unit, given to another.
fn taken_over(
    board: &ScopedBoard,
    unit: &PlanUnit,
    from: &PartnerCode,
    to: &str,
    fields: &Fields,
) -> Vec<Cells> {
    let of_it = |it: &PlanOpen| {
        it.open
            && it.terms.duty.unit == unit.unit.code
            && it.responsible == Responsible::Partner(from.clone())
    };
    let row = |it: PlanOpen| {
        let mut row = milestone_cells(fields, &it.terms);
        let deadline = it.deadline.map(|day| day.to_string());
        row.insert("deadline", deadline.unwrap_or_default());
        row.insert("responsible", to.to_owned());
        row
    };
    let open = board.plan_open(None).into_iter().filter(of_it);
    open.map(row).collect()
}
