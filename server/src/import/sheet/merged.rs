//! Cells of a workbook that reach over the rows of several tasks: each of these rows says the same.
use std::ops::RangeInclusive;

use super::{Grid, RowCells, columns::Column, heads::Heads};

/// What the tasks of several rows may have in one cell; a task, its number and its code are one each.
pub(super) const SHARED: [Column; 7] = [
    Column::Lead,
    Column::Helpers,
    Column::Product,
    Column::Due,
    Column::Source,
    Column::Heading,
    Column::Remark,
];

/// Writes into each row of a task what a cell says that reaches over it. `merged`: the rows and the
/// column of each such cell.
pub fn filled(grid: &mut Grid, merged: &[(RangeInclusive<usize>, usize)]) {
    let Some(heads) = Heads::find(grid) else {
        return;
    };
    for (rows, column) in merged {
        let head = heads.at(*rows.start());
        let mut shared = SHARED.iter().filter_map(|it| head.place(*it));
        if *rows.start() < head.first || !shared.any(|it| it == *column) {
            continue;
        }
        let first = grid.get(rows.start()).and_then(|it| it.get(*column));
        let Some(said) = first.cloned().filter(|it| !it.is_empty()) else {
            continue;
        };
        for (_, cells) in grid.range_mut(rows.start() + 1..=*rows.end()) {
            let row = RowCells { head, cells };
            // A row without a task is another product of the one above; a heading has no number.
            let numbered = head.place(Column::Number).is_none() || row.says(Column::Number);
            let task = row.says(Column::Task) && numbered;
            if !task {
                continue;
            }
            if cells.len() <= *column {
                cells.resize(column + 1, String::new());
            }
            if cells[*column].trim().is_empty() {
                cells[*column].clone_from(&said);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::grid_of, *};

    #[test]
    fn a_cell_over_several_rows_is_of_each_of_their_tasks() {
        let mut grid = grid_of(&[
            &["TT", "Nhiệm vụ", "Chủ trì", "Sản phẩm", "Thời hạn"],
            &["1", "Việc một", "Sở Y tế", "Đề án", "30/6/2026"],
            &["2", "Việc hai", "", "Báo cáo", ""],
            &["", "", "", "Tờ trình", ""],
            &["II", "Nhóm hai"],
            &["3", "Việc ba", "", "", ""],
        ]);
        filled(&mut grid, &[(2..=5, 2), (2..=3, 4), (2..=6, 1), (2..=3, 0)]);
        let cell = |row: usize, column: usize| grid[&row].get(column).cloned().unwrap_or_default();
        assert_eq!([cell(3, 2), cell(3, 4)], ["Sở Y tế", "30/6/2026"]);
        // A product of the task above, and a row outside.
        assert_eq!([cell(4, 2), cell(6, 2)], ["", ""]);
        assert_eq!([cell(3, 1), cell(3, 0)], ["Việc hai", "2"]);
    }
}
