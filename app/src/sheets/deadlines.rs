use super::{Cell, Sheet};
use crate::{
    text::{Key as K, Lang, milestone_told, t},
    views::{DeadlineRow, Table},
};

/// A row for each extension that the reader may be told of; a milestone without one has its own.
pub fn sheet(lang: Lang, rows: &[DeadlineRow]) -> Sheet {
    let heads = vec![
        (t(lang, K::Unit), 32),
        (t(lang, K::Duty), 30),
        (t(lang, K::Milestone), 40),
        (t(lang, K::AgreedWith), 16),
        (t(lang, K::StateWord), 20),
        (t(lang, K::DeadlineOriginal), 12),
        (t(lang, K::DeadlineCurrent), 12),
        (t(lang, K::DaysGranted), 10),
        (t(lang, K::RedefinedDay), 12),
        (t(lang, K::RedefinedWas), 12),
        (t(lang, K::RedefinedNow), 12),
        (t(lang, K::RedefinedBy), 20),
        (t(lang, K::RedefinedReason), 40),
    ];
    let title = t(lang, K::DeadlinesSheet).to_owned();
    let mut sheet = Sheet::new(Table::Deadlines, title, heads);
    for it in rows {
        let own: Vec<Cell> = vec![
            (&it.unit_name).into(),
            (&it.workstream_name).into(),
            (&it.row.title).into(),
            it.row.partner.as_ref().map(|(_, name)| name).into(),
            milestone_told(lang, &it.row).into(),
            it.original.into(),
            it.current.into(),
            it.granted().into(),
        ];
        let mut rows: Vec<Vec<Cell>> = it
            .extensions
            .iter()
            .map(|extension| {
                let decision = extension.decision.as_ref();
                let (number, reason) = decision.map(|(n, why)| (n.clone(), why.clone())).unzip();
                vec![
                    extension.day.into(),
                    extension.from.into(),
                    extension.to.into(),
                    number.into(),
                    reason.into(),
                ]
            })
            .collect();
        if rows.is_empty() {
            rows.push(vec![Cell::Empty; 5]);
        }
        let rows = rows.into_iter().map(|row| [own.clone(), row].concat());
        sheet.rows.extend(rows);
    }
    sheet
}
