use super::{Cell, Column, Sheet};
use crate::{
    domain::State,
    text::{self, Key as K, Lang, milestone_told, t, tf},
    views::{MilestoneRow, Table},
};

/// Adds the columns that [`milestone`] fills.
pub fn with_milestone(mut sheet: Sheet, lang: Lang) -> Sheet {
    let heads = [
        (K::SheetTitle, 40),
        (K::SheetPromise, 40),
        (K::MilestoneKind, 12),
        (K::SheetWeight, 10),
        (K::DeadlineOriginal, 12),
        (K::DeadlineCurrent, 12),
        (K::SheetState, 18),
        (K::SentOn, 12),
        (K::FinishedOn, 12),
        (K::Responsible, 16),
        (K::SecondValue, 30),
    ];
    sheet
        .columns
        .extend(heads.into_iter().map(|(head, width)| Column {
            head: t(lang, head).to_owned(),
            width,
        }));
    sheet
}

/// A deadline in words stands where its day would.
pub fn milestone(lang: Lang, row: &MilestoneRow) -> Vec<Cell> {
    // A word and no number where it counts no more: nobody adds it up.
    let weight: Cell = match row.state {
        State::Cancelled if row.weight > 0 => {
            tf(lang, K::SheetWeightEnded, &[&row.weight.to_string()]).into()
        }
        _ => row.weight.into(),
    };
    let original: Cell = match (&row.original_deadline, &row.deadline_text) {
        (None, Some(words)) => words.into(),
        (day, _) => (*day).into(),
    };
    let by: Cell = match &row.partner {
        Some((_, company)) => company.into(),
        None => t(lang, K::TheUnit).into(),
    };
    vec![
        (&row.title).into(),
        (&row.product).into(),
        text::kind(lang, row.kind).into(),
        weight,
        original,
        row.current_deadline.into(),
        milestone_told(lang, row).into(),
        row.submitted_on.into(),
        row.finished_on.into(),
        by,
        row.second
            .as_ref()
            .map(|it| text::second_value(lang, it))
            .into(),
    ]
}

/// Milestones of one unit, each with the name of its workstream.
pub fn of_unit<'a>(
    lang: Lang,
    rows: impl Iterator<Item = (Option<&'a std::sync::Arc<str>>, &'a MilestoneRow)>,
) -> Sheet {
    let title = t(lang, K::SheetMilestones).to_owned();
    let heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::Duty), 30),
        (t(lang, K::SheetOrder), 8),
    ];
    let mut sheet = with_milestone(Sheet::new(Table::Milestones, title, heads), lang);
    for (name, row) in rows {
        let mut cells: Vec<Cell> = vec![
            row.duty.workstream.as_str().into(),
            name.into(),
            row.order.into(),
        ];
        cells.extend(milestone(lang, row));
        sheet.rows.push(cells);
    }
    sheet
}
