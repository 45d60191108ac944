use super::{Cell, Sheet, figures};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{DatabaseList, DatabasePage, DatabaseRow},
};

pub fn sheets(lang: Lang, list: &DatabaseList) -> Vec<Sheet> {
    vec![
        databases(lang, "national", t(lang, K::WorkNational), &list.national),
        databases(lang, "sector", t(lang, K::WorkSector), &list.sector),
    ]
}

fn databases(lang: Lang, name: &'static str, title: &str, rows: &[DatabaseRow]) -> Sheet {
    let mut sheet = Sheet::new(
        name,
        title.to_owned(),
        vec![
            (t(lang, K::SheetCode), 8),
            (t(lang, K::Database), 44),
            (t(lang, K::DatabasesOwner), 30),
            (t(lang, K::UnitsHead), 8),
            (t(lang, K::GapUnit), 12),
            (t(lang, K::GapCompany), 12),
            (t(lang, K::GapWaiting), 12),
        ],
    )
    .with_figures(lang);
    for row in rows {
        let mut cells: Vec<Cell> = vec![
            row.workstream.code.as_str().into(),
            (&row.workstream.name).into(),
            row.owner.as_ref().map(|(_, name)| name).into(),
            row.units.into(),
            row.gap.unit.into(),
            row.gap.company.into(),
            row.gap.waiting.into(),
        ];
        cells.extend(figures(&row.figures));
        sheet.rows.push(cells);
    }
    sheet
}

/// One workstream's duties.
pub fn duties(lang: Lang, page: &DatabasePage) -> Vec<Sheet> {
    let mut sheet = Sheet::new(
        "duties",
        page.workstream.short_name(),
        vec![
            (t(lang, K::SheetCode), 8),
            (t(lang, K::Unit), 40),
            (t(lang, K::SheetKind), 18),
            (t(lang, K::StateWord), 18),
            (t(lang, K::LastReport), 12),
            (t(lang, K::LeadPartner), 14),
        ],
    )
    .with_figures(lang);
    for row in page.groups.iter().flat_map(|(_, rows)| rows) {
        let mut cells: Vec<Cell> = vec![
            row.unit.code.as_str().into(),
            (&row.unit.name).into(),
            text::unit_kind(lang, row.unit.kind).into(),
            text::status(lang, row.judgement.status).into(),
            row.contact.last.into(),
            row.company.as_ref().map(|(_, name)| name).into(),
        ];
        cells.extend(figures(&row.figures));
        sheet.rows.push(cells);
    }
    vec![sheet]
}
