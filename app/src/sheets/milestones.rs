use super::{Cell, Column, Sheet};
use crate::{
    text::{self, Key as K, Lang, milestone_state, t},
    views::{MilestoneRow, ReviewList, WorkItem, WorkList},
};

/// Adds the columns that [`milestone`] fills.
fn with_milestone(mut sheet: Sheet, lang: Lang) -> Sheet {
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
fn milestone(lang: Lang, row: &MilestoneRow) -> Vec<Cell> {
    let weight = if row.kind.counts() { row.weight } else { 0 };
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
        weight.into(),
        original,
        row.current_deadline.into(),
        t(lang, milestone_state(row).word).into(),
        row.submitted_on.into(),
        row.finished_on.into(),
        by,
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
    let mut sheet = with_milestone(Sheet::new("milestones", title, heads), lang);
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

/// What the reader's organisation has to do, all parts of the page in one table.
pub fn work(lang: Lang, list: &WorkList) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::SheetPart), 18),
        (t(lang, K::Unit), 32),
        (t(lang, K::Duty), 30),
    ];
    let sheet = Sheet::new("work", t(lang, K::NavWork).to_owned(), heads);
    let mut sheet = with_milestone(sheet, lang);
    let mut add = |part: K, items: &[WorkItem]| {
        for item in items {
            let mut cells: Vec<Cell> = vec![
                t(lang, part).into(),
                (&item.unit_name).into(),
                (&item.workstream_name).into(),
            ];
            cells.extend(milestone(lang, &item.row));
            sheet.rows.push(cells);
        }
    };
    add(K::WorkTodo, &list.todo);
    add(K::SheetLater, &list.later);
    add(K::WorkWaiting, &list.waiting);
    add(K::WorkAccepted, &list.accepted);
    vec![sheet]
}

/// What waits for the reader's decision; the page of the list that is shown.
pub fn review(lang: Lang, list: &ReviewList) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::Unit), 32),
        (t(lang, K::Duty), 30),
        (t(lang, K::SheetDaysWaiting), 12),
        (t(lang, K::SheetAttempt), 10),
    ];
    let sheet = Sheet::new("review", t(lang, K::NavReview).to_owned(), heads);
    let mut sheet = with_milestone(sheet, lang);
    for item in &list.items {
        let mut cells: Vec<Cell> = vec![
            (&item.unit_name).into(),
            (&item.workstream_name).into(),
            item.waiting_days.into(),
            item.attempt.into(),
        ];
        cells.extend(milestone(lang, &item.row));
        sheet.rows.push(cells);
    }
    vec![sheet]
}
