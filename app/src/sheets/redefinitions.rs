use super::{Cell, Sheet};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{RedefinitionRow, Table},
};

/// Promises that a decision changed, newest first.
pub fn sheet(lang: Lang, rows: &[RedefinitionRow]) -> Sheet {
    let mut sheet = Sheet::new(
        Table::Redefinitions,
        t(lang, K::RedefinedSheet).to_owned(),
        vec![
            (t(lang, K::RedefinedDay), 12),
            (t(lang, K::SheetKind), 12),
            (t(lang, K::RedefinedWhat), 40),
            (t(lang, K::Unit), 32),
            (t(lang, K::RedefinedTerm), 22),
            (t(lang, K::RedefinedWas), 24),
            (t(lang, K::RedefinedNow), 24),
            (t(lang, K::RedefinedBy), 18),
            (t(lang, K::RedefinedApprover), 24),
            (t(lang, K::RedefinedReason), 40),
        ],
    );
    for row in rows {
        let [was, now] = text::was_and_now(lang, row);
        let (number, approver) = row.decision.as_ref().map(|(n, by)| (n, by)).unzip();
        let cells: Vec<Cell> = vec![
            row.day.into(),
            text::about(lang, &row.about).into(),
            (&row.name).into(),
            row.unit_name.as_ref().into(),
            text::term_of(lang, row).into(),
            was.into(),
            now.into(),
            number.into(),
            approver.into(),
            row.reason.as_ref().into(),
        ];
        sheet.rows.push(cells);
    }
    sheet
}
