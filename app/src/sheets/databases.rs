use super::{Cell, Sheet, figures};
use crate::{
    text::{Key as K, Lang, t},
    views::{DatabaseList, DatabaseRow, Leads, Table},
};

pub fn sheets(lang: Lang, list: &DatabaseList) -> Vec<Sheet> {
    vec![
        databases(
            lang,
            Table::National,
            t(lang, K::WorkNational),
            &list.national,
        ),
        databases(lang, Table::Sector, t(lang, K::WorkSector), &list.sector),
    ]
}

fn databases(lang: Lang, table: Table, title: &str, rows: &[DatabaseRow]) -> Sheet {
    let mut sheet = Sheet::new(
        table,
        title.to_owned(),
        vec![
            (t(lang, K::SheetCode), 8),
            (t(lang, K::Database), 44),
            (t(lang, K::DatabasesOwner), 30),
            (t(lang, K::UnitsHead), 8),
            (t(lang, K::GapUnit), 12),
            (t(lang, K::GapCompany), 12),
            (t(lang, K::GapUnowned), 12),
            (t(lang, K::GapMissed), 12),
            (t(lang, K::GapWaiting), 12),
        ],
    )
    .with_figures(lang);
    for row in rows {
        let mut cells: Vec<Cell> = vec![
            row.workstream.code.as_str().into(),
            (&row.workstream.name).into(),
            row.leads.as_ref().map(Leads::names).into(),
            row.units.into(),
            row.gap.unit.into(),
            row.gap.company.into(),
            row.gap.unowned.into(),
            row.gap.missed.into(),
            row.gap.waiting.into(),
        ];
        cells.extend(figures(&row.figures));
        sheet.rows.push(cells);
    }
    sheet
}
