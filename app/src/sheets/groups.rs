use super::{Cell, Sheet, figures};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{GroupList, GroupPage, Table},
};

/// The groups, each with what it has a part in.
pub fn list(lang: Lang, list: &GroupList) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::NavGroups), 40),
        (t(lang, K::UnitsHead), 8),
        (t(lang, K::GroupLeads), 8),
        (t(lang, K::GroupHelps), 8),
    ];
    let title = t(lang, K::NavGroups).to_owned();
    let mut sheet = Sheet::new(Table::Groups, title, heads).with_figures(lang);
    for row in &list.rows {
        let mut cells: Vec<Cell> = vec![
            row.code.as_str().into(),
            (&row.name).into(),
            row.units.into(),
            row.leads.into(),
            row.helps.into(),
        ];
        cells.extend(figures(&row.figures));
        sheet.rows.push(cells);
    }
    vec![sheet]
}

/// The units of a group.
pub fn units(lang: Lang, page: &GroupPage) -> Vec<Sheet> {
    let heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::Unit), 40),
        (t(lang, K::FilterKind), 14),
    ];
    let title = t(lang, K::NavUnits).to_owned();
    let mut sheet = Sheet::new(Table::Units, title, heads).with_figures(lang);
    for it in &page.units {
        let mut cells: Vec<Cell> = vec![
            it.unit.code.as_str().into(),
            (&it.unit.name).into(),
            text::kind_of_unit(lang, it.unit.kind).into(),
        ];
        cells.extend(figures(&it.figures));
        sheet.rows.push(cells);
    }
    vec![sheet]
}
