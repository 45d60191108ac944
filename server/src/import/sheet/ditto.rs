//! "Như trên", "-nt-": a cell that says what the one above says.
use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;

use super::{Grid, columns::Column, folded::Folded, heads::Heads, merged::SHARED};

fn is_ditto(cell: &str) -> bool {
    static DITTO: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^\W*(?:nhu (?:o |dong )?tren|nt|n\.t)\W*$").ok());
    let plain = Folded::new(cell).plain;
    DITTO.as_ref().is_some_and(|it| it.is_match(&plain))
}

/// A table with the words above in the place of each such cell.
pub(super) fn filled(grid: &Grid) -> Grid {
    let mut filled = grid.clone();
    let Some(heads) = Heads::find(grid) else {
        return filled;
    };
    let mut above: BTreeMap<Column, String> = BTreeMap::new();
    for (row, cells) in filled.range_mut(heads.first()..) {
        if heads.is_head(*row) {
            continue;
        }
        let head = heads.at(*row);
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
        // Above the first there is nothing.
        assert_eq!(cells(2), "1 | Việc một | Sở Y tế | -nt- | 30/6/2026");
        assert_eq!(cells(3), "2 | Việc hai | Sở Y tế | Sở Nội vụ | 30/6/2026");
        assert_eq!(cells(4), "3 | Như trên | Sở Y tế | Sở Nội vụ | 30/6/2026");
    }
}
