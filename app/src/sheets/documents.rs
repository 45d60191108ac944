use super::{Cell, Sheet, redefinitions};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{DocumentPage, DocumentsPage, Table},
};

/// All documents that match.
pub fn sheets(lang: Lang, page: &DocumentsPage) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::DocumentNumberHead), 20),
        (t(lang, K::DocumentDayHead), 12),
        (t(lang, K::DocumentTitleHead), 60),
        (t(lang, K::DocumentIssuer), 30),
        (t(lang, K::DocumentLevelHead), 16),
        (t(lang, K::DocumentValidity), 20),
        (t(lang, K::DocumentTasks), 12),
        (t(lang, K::DocumentChanges), 12),
        (t(lang, K::Provisional), 8),
    ];
    let mut sheet = Sheet::new(Table::Documents, t(lang, K::NavDocuments).to_owned(), heads);
    for row in &page.list.rows {
        sheet.rows.push(vec![
            (&row.written).into(),
            row.day.into(),
            (&row.title).into(),
            (&row.issuer).into(),
            row.level
                .map_or(Cell::Empty, |it| text::document_level(lang, it).into()),
            text::documents_that(lang, row.that).into(),
            row.workstreams.into(),
            row.changes.into(),
            match row.provisional {
                true => t(lang, K::Provisional).into(),
                false => Cell::Empty,
            },
        ]);
    }
    vec![sheet]
}

/// What comes from one document.
pub fn of_one(lang: Lang, page: &DocumentPage) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::DocumentTask), 50),
        (t(lang, K::DocumentDutiesHead), 12),
        (t(lang, K::DocumentDoneHead), 12),
        (t(lang, K::DocumentLateHead), 12),
        (t(lang, K::DocumentWaitingHead), 12),
        (t(lang, K::Accepted), 12),
    ];
    let title = t(lang, K::DocumentTasks).to_owned();
    let mut sheet = Sheet::new(Table::Documents, title, heads);
    for row in &page.workstreams {
        let figures = &row.figures;
        let count = |n: u32| Cell::Number(n.into());
        sheet.rows.push(vec![
            row.workstream.code.as_str().into(),
            (&row.name).into(),
            count(figures.duties),
            count(figures.count(crate::domain::Status::Done)),
            count(figures.count(crate::domain::Status::Late)),
            count(figures.products_claimed - figures.products_accepted),
            figures.accepted().into(),
        ]);
    }
    vec![sheet, redefinitions::sheet(lang, &page.changes)]
}
