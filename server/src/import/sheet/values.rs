//! Cells of a workbook that are formulas without a value: nothing is read of them, and none is left empty.
use app::views::{NO_VALUE, SheetRefusal};

use super::{RowCells, columns::Column};

/// Errors that a spreadsheet shows in the place of a value.
const ERRORS: [&str; 7] = [
    "#REF!", "#N/A", "#NAME?", "#DIV/0!", "#VALUE!", "#NUM!", "#NULL!",
];

/// What of a row cannot be read because a formula has no value there.
pub(super) fn missing((row, cells): &(usize, RowCells<'_>)) -> Vec<(usize, SheetRefusal)> {
    let read = cells.head.titled();
    let missing = read.filter_map(|(column, at, title)| {
        let said = cells.cells.get(at)?.trim();
        let error = match said {
            // A number of rows and a remark may be missing: what they say is not needed, and the remarks are
            // said not to be read.
            _ if matches!(column, Column::Number | Column::Remark) => return None,
            NO_VALUE => None,
            said => Some((*ERRORS.iter().find(|it| **it == said)?).to_owned()),
        };
        let column = title.to_owned();
        Some((*row, SheetRefusal::NoValue { column, error }))
    });
    missing.collect()
}
