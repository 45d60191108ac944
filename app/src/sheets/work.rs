use super::{
    Cell, Sheet,
    milestones::{milestone, with_milestone},
};
use crate::{
    text::{Key as K, Lang, t},
    views::{Table, WorkItem, WorkList},
};

/// What the reader's organisation has to do, all parts of the page in one table.
pub fn sheets(lang: Lang, list: &WorkList) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::SheetPart), 18),
        (t(lang, K::Unit), 32),
        (t(lang, K::Duty), 30),
    ];
    let sheet = Sheet::new(Table::Work, t(lang, K::NavWork).to_owned(), heads);
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
