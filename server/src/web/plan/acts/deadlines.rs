//! A later deadline for a set of milestones, by one decision.
use app::{
    domain::{Day, Nearest, WorkstreamCode, typed_day},
    views::{PlanFile, PlanWrong},
};
use chrono::TimeDelta;

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
    let later = Later::read(visit, fields, &mut wrong);
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
        let needs = it.deadline < later.of(it);
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
        let deadline = later.of(it).map(|day| day.to_string());
        row.insert("deadline", deadline.unwrap_or_default());
        row
    };
    let rows = Rows(found.iter().map(row).collect());
    wrong.or(vec![(file_name(PlanFile::Milestones), rows)])
}

/// The most days that are added at once.
const MOST_DAYS: i64 = 730;

/// A later deadline.
#[derive(Debug, Clone, Copy)]
enum Later {
    /// The same day for all; `None` where none was typed.
    On(Option<Day>),
    /// So many days after the one that each has.
    By(TimeDelta),
}

impl Later {
    /// A day, or "+30".
    fn read(visit: &Visit, fields: &Fields, wrong: &mut Wrong) -> Self {
        let Some(days) = fields.get("deadline").strip_prefix('+') else {
            return Self::On(day(visit, fields, "deadline", Nearest::After, wrong));
        };
        let days = days.trim().parse().ok();
        match days.filter(|days| (1..=MOST_DAYS).contains(days)) {
            Some(days) => Self::By(TimeDelta::days(days)),
            None => {
                wrong.add(visit.lang(), "deadline", PlanWrong::NotADay);
                Self::On(None)
            }
        }
    }

    fn of(self, milestone: &PlanOpen) -> Option<Day> {
        match self {
            Self::On(day) => day,
            Self::By(days) => Some(milestone.deadline? + days),
        }
    }
}
