use super::{Cell, Sheet};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{ReconciledRow, Reconciliation, Table},
};

/// What the old board said of a day, beside ours, a line a figure.
pub fn sheets(lang: Lang, page: &Reconciliation) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::Unit), 30),
        (t(lang, K::Duty), 40),
        (t(lang, K::ReconcileFigure), 14),
        (t(lang, K::ReconcileOld), 12),
        (t(lang, K::ReconcileOurs), 12),
        (t(lang, K::ReconcileWhy), 60),
    ];
    let title = t(lang, K::NavReconciliation).to_owned();
    let mut sheet = Sheet::new(Table::Reconciliation, title, heads);
    for row in &page.rows {
        for it in &row.figures {
            let mut why = text::why_differs(lang, it);
            if it.differs {
                why.extend(said(row).map(str::to_owned));
            } else {
                why.push(t(lang, K::ReconcileSame).to_owned());
            }
            sheet.rows.push(vec![
                row.unit.as_ref().map(|(_, name)| name).into(),
                row.workstream.as_ref().map(|(_, name)| name).into(),
                text::old_figure(lang, it.old).into(),
                Cell::Text(text::old_said(lang, it.old)),
                Cell::Text(text::ours_said(lang, it.ours)),
                Cell::Text(why.join("; ")),
            ]);
        }
    }
    vec![sheet]
}

/// What the file said of it, and the office since.
fn said(row: &ReconciledRow) -> impl Iterator<Item = &str> {
    let of_file = std::iter::once(row.note.as_str()).filter(|it| !it.is_empty());
    of_file.chain(row.notes.iter().map(|it| it.text.as_str()))
}
