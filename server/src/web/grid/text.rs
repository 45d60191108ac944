//! Texts as tables: by the sign that parts their columns, and whether their quotation marks hold.
use app::views::TableMistake;

use super::{Grid, MOST_COLUMNS, MOST_ROWS, Table};
use crate::import::quotes;

/// A text parted by each of the signs that may: by one of them its head is found.
pub(super) fn tables(text: &str) -> Result<Vec<Table>, TableMistake> {
    // Lines end alike: a reader that counts them otherwise than it parts them loses some.
    let text = text.trim_start_matches('\u{feff}');
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let parted = |parts: char| {
        let cells = parted(&text, parts)?;
        Ok(Table {
            broken: broken(&text, parts, &cells),
            cells,
            ..Table::default()
        })
    };
    [',', ';', '\t'].into_iter().map(parted).collect()
}

fn parted(text: &str, parts: char) -> Result<Grid, TableMistake> {
    let reader = csv::ReaderBuilder::new()
        .delimiter(parts as u8)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut grid = Grid::new();
    for (at, record) in reader.into_records().enumerate() {
        if at >= MOST_ROWS {
            return Err(TableMistake::TooLong);
        }
        let record = record.map_err(|_| TableMistake::Kind)?;
        let line = record.position().map_or(0, csv::Position::line);
        let line = usize::try_from(line).unwrap_or(at + 1);
        let cells = record.iter().take(MOST_COLUMNS).map(str::to_owned);
        grid.insert(line, cells.collect());
    }
    Ok(grid)
}

/// A quotation mark by which rows may have fallen into a cell, in a table as wide as its widest row.
fn broken(text: &str, parts: char, cells: &Grid) -> Option<TableMistake> {
    let columns = cells.values().map(Vec::len).max().unwrap_or_default();
    let opened = quotes::wrong(text, parts as u8, columns)?;
    let line = usize::try_from(opened.line).unwrap_or_default();
    Some(TableMistake::Quote { line })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_is_lost_however_lines_end() {
        for ends in ["\n", "\r\n", "\r"] {
            for other in ["\n", "\r\n", "\r"] {
                let text = format!("TT,Việc{ends}1,A{other}2,B{ends}3,C");
                let rows: Vec<Vec<String>> = cells_of(&text).into_values().collect();
                let words: Vec<&str> = rows.iter().map(|row| &*row[1]).collect();
                assert_eq!(words, ["Việc", "A", "B", "C"], "{text:?}");
            }
        }
    }

    fn cells_of(text: &str) -> Grid {
        tables(text).unwrap().swap_remove(0).cells
    }

    #[test]
    fn a_quotation_mark_that_does_not_close_is_told_with_its_row() {
        let at = |line| Some(TableMistake::Quote { line });
        for (text, told) in [
            ("a,b\n1,\"x\ny\"\n2,z\n", None),
            ("a,b\n1,\"x \"\"y\"\" z\",\"\"\n", None),
            ("a,b\n1,màn 24\" rộng\n2,\"x\" ,y\n", None),
            ("a,b\n1,\"x\n2,y\n3,z\n", at(2)),
            ("a,b\n1,\"x\n2,\"y\"\n", at(2)),
            ("a,b\n1,\"x\"y\n", at(2)),
            // One that opens in a row and closes in the next takes that into its cell.
            ("a,b,c\n1,Một,\"x\n2,Hai,y\"\n", at(2)),
            ("a,b\n\"", at(2)),
        ] {
            assert_eq!(tables(text).unwrap()[0].broken, told, "{text}");
        }
    }
}
