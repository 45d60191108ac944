use super::{Cell, Sheet, figures, redefinitions};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{DatabasePage, Table},
};

/// One workstream's duties.
pub fn sheets(lang: Lang, page: &DatabasePage) -> Vec<Sheet> {
    let mut sheet = Sheet::new(
        Table::Duties,
        page.workstream.short_name(),
        vec![
            (t(lang, K::SheetCode), 8),
            (t(lang, K::Unit), 40),
            (t(lang, K::SheetKind), 18),
            (t(lang, K::StateWord), 18),
            (t(lang, K::LastAct), 12),
            (t(lang, K::LeadPartner), 14),
        ],
    )
    .with_figures(lang);
    for row in page.groups.iter().flat_map(|(_, rows)| rows) {
        let mut cells: Vec<Cell> = vec![
            row.unit.code.as_str().into(),
            (&row.unit.name).into(),
            text::kind_of_unit(lang, row.unit.kind).into(),
            text::judgement(lang, row.judgement).into(),
            row.contact.last.into(),
            row.company.as_ref().map(|(_, name)| name).into(),
        ];
        cells.extend(figures(&row.figures));
        sheet.rows.push(cells);
    }
    vec![sheet, redefinitions::sheet(lang, &page.redefinitions)]
}
