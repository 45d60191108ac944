//! Every unit of the filter with every database that has a duty there, whatever
//! is open on the page: shares in one table, statuses in another.
use super::{Cell, Sheet};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{Matrix, MatrixCell, Table},
};

pub fn sheets(lang: Lang, page: &Matrix) -> Vec<Sheet> {
    let status = |cell: &MatrixCell| text::judgement(lang, cell.judgement).into();
    vec![
        sheet(lang, page, Table::Matrix, K::MatrixShares, |cell| {
            cell.accepted.into()
        }),
        sheet(lang, page, Table::MatrixStatus, K::MatrixStatuses, status),
    ]
}

fn sheet(
    lang: Lang,
    page: &Matrix,
    table: Table,
    title: K,
    value: impl Fn(&MatrixCell) -> Cell,
) -> Sheet {
    let mut columns = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::Unit), 40),
        (t(lang, K::SheetKind), 20),
        (t(lang, K::Accepted), 11),
    ];
    columns.extend(page.columns.iter().map(|column| (column.name.as_ref(), 12)));
    let mut sheet = Sheet::new(table, t(lang, title).to_owned(), columns);
    for group in &page.groups {
        for row in &group.rows {
            let mut cells: Vec<Cell> = vec![
                row.unit.code.as_str().into(),
                (&row.unit.name).into(),
                text::kind_of_unit(lang, row.unit.kind).into(),
                row.all.accepted().into(),
            ];
            let first = cells.len();
            cells.resize(first + page.columns.len(), Cell::Empty);
            for cell in &row.cells {
                cells[first + cell.column] = value(cell);
            }
            sheet.rows.push(cells);
        }
    }
    sheet
}
