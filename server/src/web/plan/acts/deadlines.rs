//! A later deadline for a set of milestones, by one decision.
use app::{
    domain::{Nearest, WorkstreamCode, typed_day},
    views::{PlanFile, PlanWrong},
};

use super::{FileRows, Wrong, chosen_units, day, has_words, milestone_cells, required};
use crate::{
    board::{PlanOpen, ScopedBoard},
    import::file_name,
    web::{
        plan::{rows_of::Rows, typed::Fields},
        visit::Visit,
    },
};

pub(super) fn rows(visit: &Visit, board: &ScopedBoard, fields: &Fields) -> Result<FileRows, Wrong> {
    let lang = visit.lang();
    let mut wrong = Wrong::default();
    let workstream = required(visit, fields, "workstream", &mut wrong);
    let later = day(visit, fields, "deadline", Nearest::After, &mut wrong);
    let closing = match fields.get("closing") {
        "" => None,
        typed => {
            let day = typed_day(typed, visit.frame.today, Nearest::After);
            if day.is_none() {
                wrong.add(lang, "closing", PlanWrong::NotADay);
            }
            day
        }
    };
    let units = chosen_units(board, fields, lang, &mut wrong);
    let code = WorkstreamCode::parse(workstream).ok();
    let words = fields.get("title");
    let wanted = |it: &PlanOpen| {
        let of_unit = units
            .iter()
            .any(|unit| unit.unit.code == it.terms.duty.unit);
        let by_title = words.is_empty() || has_words(&it.terms.title, words);
        let by_day = match closing {
            Some(day) => it.deadline == Some(day),
            None => it.deadline.is_some(),
        };
        // What closes later, or on that day already, needs no more time.
        let needs = it.deadline < later;
        of_unit && by_title && by_day && needs
    };
    let found: Vec<PlanOpen> = match &code {
        Some(code) => board
            .plan_open(Some(code))
            .into_iter()
            .filter(wanted)
            .collect(),
        None => Vec::new(),
    };
    if found.is_empty() && !wrong.any() {
        wrong.add(lang, "workstream", PlanWrong::NoRows);
    }
    let row = |it: &PlanOpen| {
        let mut row = milestone_cells(fields, &it.terms);
        row.insert(
            "deadline",
            later.map(|it| it.to_string()).unwrap_or_default(),
        );
        row
    };
    let rows = Rows(found.iter().map(row).collect());
    wrong.or(vec![(file_name(PlanFile::Milestones), rows)])
}
