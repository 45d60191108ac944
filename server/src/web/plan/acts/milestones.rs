//! One milestone for many units, with who is responsible by a rule.
use app::{
    domain::{AssignmentRole, Nearest, WorkstreamCode},
    text,
};

use super::{FileRows, Wrong, chosen_units, day, required};
use crate::{
    board::{PlanUnit, ScopedBoard},
    import::{Cells, file_name},
    web::{
        plan::{rows_of::Rows, typed::Fields},
        visit::Visit,
    },
};
use app::views::{PlanFile, PlanWrong};

pub(super) fn rows(visit: &Visit, board: &ScopedBoard, fields: &Fields) -> Result<FileRows, Wrong> {
    let mut wrong = Wrong::default();
    let workstream = required(visit, fields, "workstream", &mut wrong);
    let title = required(visit, fields, "title", &mut wrong);
    let deadline = day(visit, fields, "deadline", Nearest::After, &mut wrong);
    let units = chosen_units(board, fields, visit.lang(), &mut wrong);
    let code = WorkstreamCode::parse(workstream).ok();
    let has = |unit: &PlanUnit| {
        code.as_ref()
            .is_some_and(|code| unit.workstreams.contains(code))
    };
    let also_duty = fields.typed.ticked("also_duty", "yes");
    let with: Vec<&PlanUnit> = units.iter().filter(|it| also_duty || has(it)).collect();
    if with.is_empty() && !units.is_empty() && !workstream.is_empty() {
        wrong.add(visit.lang(), "workstream", PlanWrong::NoDuties);
    }
    let milestone = |unit: &&PlanUnit| {
        let mut row: Cells = fields.grounds();
        for column in ["kind", "weight", "product"] {
            row.insert(column, fields.get(column).to_owned());
        }
        row.insert("unit", unit.unit.code.to_string());
        row.insert("workstream", workstream.to_owned());
        row.insert("title", title.to_owned());
        row.insert(
            "deadline",
            deadline.map(|it| it.to_string()).unwrap_or_default(),
        );
        row.insert("responsible", party(visit, unit, fields.get("party")));
        row
    };
    let milestones = Rows(with.iter().map(milestone).collect());
    let duty = |unit: &&PlanUnit| {
        let mut row: Cells = fields.grounds();
        row.insert("unit", unit.unit.code.to_string());
        row.insert("workstream", workstream.to_owned());
        row.insert("role", "contribute".to_owned());
        row
    };
    let bare = with.iter().copied().filter(|it| !has(it));
    let duties = Rows(bare.map(|it| duty(&it)).collect());
    wrong.or(vec![
        (file_name(PlanFile::Duties), duties),
        (file_name(PlanFile::Milestones), milestones),
    ])
}

/// Which of the units chosen get no milestone, and which do it themselves for want of a company.
pub(super) fn notes(visit: &Visit, board: &ScopedBoard, fields: &Fields) -> Vec<String> {
    let lang = visit.lang();
    let units = chosen_units(board, fields, lang, &mut Wrong::default());
    let code = WorkstreamCode::parse(fields.get("workstream")).ok();
    let has = |unit: &&PlanUnit| {
        code.as_ref()
            .is_some_and(|code| unit.workstreams.contains(code))
    };
    let also = fields.typed.ticked("also_duty", "yes");
    let left_out = units.iter().filter(|it| !also && !has(it));
    let left_out: Vec<&str> = left_out.map(|it| it.unit.name.as_ref()).collect();
    let by_lead = fields.get("party") == "lead";
    let bare = units.iter().filter(|it| by_lead && (also || has(it)));
    let bare: Vec<&str> = bare
        .filter(|it| party(visit, it, "lead").is_empty())
        .map(|it| it.unit.name.as_ref())
        .collect();
    let told = [(false, left_out), (true, bare)].into_iter();
    told.filter(|(_, units)| !units.is_empty())
        .map(|(lead, units)| text::plan_left_out(lang, lead, &units))
        .collect()
}

/// The company that is responsible at a unit: none, its own lead, or one for all.
fn party(visit: &Visit, unit: &PlanUnit, chosen: &str) -> String {
    match chosen {
        "lead" => {
            let today = visit.frame.today;
            let mut holding = unit.assignments.iter().filter(|it| it.holds_on(today));
            let lead = holding.find(|it| it.role == AssignmentRole::Lead);
            lead.map(|it| it.partner.to_string()).unwrap_or_default()
        }
        "unit" | "" => String::new(),
        company => company.to_owned(),
    }
}
