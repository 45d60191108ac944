//! "Như trên", "-nt-": a cell that says what the one above says.
use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;

use super::{Grid, RowCells, columns::Column, folded::Folded, heads::Heads, merged::SHARED};

fn is_ditto(cell: &str) -> bool {
    static DITTO: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\W*(?:nhu (?:o |dong |muc )?(?:ben )?tren|nt|n\.t|n/t)\W*$").ok()
    });
    const SIGNS: [&str; 7] = ["\"", "”", "“", "″", "〃", "''", "´´"];
    let plain = Folded::new(cell).plain;
    SIGNS.contains(&cell.trim()) || DITTO.as_ref().is_some_and(|it| it.is_match(&plain))
}

/// Whether the title of a task says that it is as the one above; "- Như trên;" under who gets a copy does not.
pub(super) fn is_title(row: &RowCells<'_>) -> bool {
    let title = row.lines(Column::Task);
    is_ditto(title) && !title.ends_with(';') && (row.gives() || row.is_numbered())
}

/// A table with the words above in the place of each such cell.
pub(super) fn filled(grid: &Grid) -> Grid {
    let mut filled = grid.clone();
    let Some(heads) = Heads::find(grid) else {
        return filled;
    };
    let mut above: BTreeMap<Column, String> = BTreeMap::new();
    // Whose title stands above, as long as no heading stands between.
    let mut title: Option<String> = None;
    for (row, cells) in filled.range_mut(heads.first()..) {
        if heads.is_head(*row) {
            continue;
        }
        let head = heads.at(*row);
        let row = RowCells { head, cells };
        let is_task = row.gives() || row.is_numbered();
        match (is_title(&row), head.place(Column::Task)) {
            (true, Some(at)) => {
                if let Some(title) = &title {
                    cells[at].clone_from(title);
                }
            }
            _ if !row.says(Column::Task) => {}
            _ => title = is_task.then(|| row.lines(Column::Task).to_owned()),
        }
        for column in SHARED {
            let Some(cell) = head.place(column).and_then(|at| cells.get_mut(at)) else {
                continue;
            };
            if is_ditto(cell) {
                if let Some(above) = above.get(&column) {
                    cell.clone_from(above);
                }
            } else if !cell.trim().is_empty() {
                above.insert(column, cell.clone());
            }
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::{super::grid_of, *};

    #[test]
    fn a_cell_that_is_as_the_one_above_says_what_that_says() {
        let grid = grid_of(&[
            &["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"],
            &["1", "Việc một", "Sở Y tế", "-nt-", "30/6/2026"],
            &["2", "Việc hai", "Như trên", "Sở Nội vụ", "nt"],
            &["3", "Như trên", "-nt-", "như trên.", "NT"],
        ]);
        let filled = filled(&grid);
        let cells = |row: usize| filled[&row].join(" | ");
        // Above the first there is nothing; of a title it is asked whether both rows are one task.
        assert_eq!(cells(2), "1 | Việc một | Sở Y tế | -nt- | 30/6/2026");
        assert_eq!(cells(3), "2 | Việc hai | Sở Y tế | Sở Nội vụ | 30/6/2026");
        assert_eq!(cells(4), "3 | Việc hai | Sở Y tế | Sở Nội vụ | 30/6/2026");
    }

    #[test]
    fn a_title_that_is_as_the_one_above_is_of_the_task_above() {
        let rows = |between: &'static [&'static str], title: &'static str| {
            let grid = grid_of(&[
                &["TT", "Nhiệm vụ", "Chủ trì", "Sản phẩm", "Thời hạn"],
                &["1", "Việc một", "Sở Y tế", "Kế hoạch", "30/6/2026"],
                between,
                &["2", title, "nt", "Báo cáo", "\""],
            ]);
            let filled = filled(&grid);
            filled[&4].join(" | ")
        };
        for title in ["nt", "Như trên", "-nt-", "\"", "(như trên)", "''", "n.t."] {
            let said = "2 | Việc một | Sở Y tế | Báo cáo | 30/6/2026";
            assert_eq!(rows(&[], title), said, "{title}");
        }
        // Under another heading there is no task above.
        let said = "2 | nt | Sở Y tế | Báo cáo | 30/6/2026";
        assert_eq!(rows(&["II", "Nhóm hai"], "nt"), said);
        // "Ngành thuế" is a title.
        assert!(rows(&[], "Nhà trường số").contains("Nhà trường số"));
        // To whom a table goes is no title.
        let grid = grid_of(&[
            &["TT", "Nhiệm vụ", "Chủ trì", "Sản phẩm", "Thời hạn"],
            &["1", "Việc một", "Sở Y tế", "Kế hoạch", "30/6/2026"],
            &["", "- Như trên;", "", "TM. ỦY BAN NHÂN DÂN", ""],
        ]);
        assert_eq!(filled(&grid), grid);
    }
}
