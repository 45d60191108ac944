use super::{
    Cell, Sheet,
    milestones::{milestone, with_milestone},
};
use crate::{
    text::{Key as K, Lang, t},
    views::{ReviewList, Table},
};

/// What waits for the reader's decision; the page of the list that is shown.
pub fn sheets(lang: Lang, list: &ReviewList) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::Unit), 32),
        (t(lang, K::Duty), 30),
        (t(lang, K::SheetDaysWaiting), 12),
        (t(lang, K::SheetAttempt), 10),
    ];
    let sheet = Sheet::new(Table::Review, t(lang, K::NavReview).to_owned(), heads);
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
