use super::{Cell, Sheet, figures};
use crate::{
    domain::Figures,
    text::{self, Key as K, Lang, t},
    views::{Table, UnitList},
};

pub fn sheets(lang: Lang, list: &UnitList) -> Vec<Sheet> {
    let title = t(lang, K::NavUnits).to_owned();
    let mut sheet = Sheet::new(
        Table::Units,
        title,
        vec![
            (t(lang, K::SheetCode), 10),
            (t(lang, K::Unit), 40),
            (t(lang, K::SheetKind), 20),
            (t(lang, K::Bloc), 18),
            (t(lang, K::ListArea), 18),
            (t(lang, K::LeadPartner), 14),
            (t(lang, K::LastAct), 12),
        ],
    )
    .with_figures(lang);
    for row in &list.list.rows {
        let mut cells: Vec<Cell> = vec![
            row.unit.code.as_str().into(),
            (&row.unit.name).into(),
            text::kind_of_unit(lang, row.unit.kind).into(),
            text::bloc(lang, row.unit.bloc).into(),
            (&row.unit.former_area).into(),
            row.lead.as_ref().map(|(_, name)| name).into(),
            row.contact.last.into(),
        ];
        // As on the page: shares as the headline counts, statuses of all duties.
        cells.extend(figures(&Figures {
            duties: row.all.duties,
            counts: row.all.counts,
            ..row.figures
        }));
        sheet.rows.push(cells);
    }
    vec![sheet]
}
