//! Texts as tables: by the sign that parts their columns, and whether their quotation marks hold.
use app::views::TableMistake;

use super::{Grid, MOST_COLUMNS, MOST_ROWS, Table};

/// A text parted by each of the signs that may: by one of them its head is found.
pub(super) fn tables(text: &str) -> Result<Vec<Table>, TableMistake> {
    // Lines end alike: a reader that counts them otherwise than it parts them loses some.
    let text = text.trim_start_matches('\u{feff}');
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let parted = |parts: char| {
        Ok(Table {
            cells: parted(&text, parts)?,
            broken: broken_quote(&text, parts),
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

/// Where the reader of a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before the first letter of a cell.
    Begin,
    Plain,
    /// Within quotation marks that were opened in this line.
    Quoted(usize),
    /// Behind such marks.
    Closed(usize),
}

/// The first line in which a cell is opened by a quotation mark that never closes, so that the lines
/// below are read as one cell of it, or behind which more is written: one is missing or too many.
fn broken_quote(text: &str, parts: char) -> Option<TableMistake> {
    let mut at = At::Begin;
    let mut line = 1;
    for letter in text.chars() {
        at = match (at, letter) {
            (At::Quoted(since), '"') => At::Closed(since),
            // Two within the marks are one that is written.
            (At::Closed(since), '"') => At::Quoted(since),
            (At::Quoted(since), _) => At::Quoted(since),
            (_, '\n') => At::Begin,
            (_, it) if it == parts => At::Begin,
            (At::Begin, '"') => At::Quoted(line),
            (At::Closed(since), ' ') => At::Closed(since),
            (At::Closed(line), _) => return Some(TableMistake::BehindQuote { line }),
            (At::Begin | At::Plain, _) => At::Plain,
        };
        line += usize::from(letter == '\n');
    }
    match at {
        At::Quoted(line) => Some(TableMistake::OpenQuote { line }),
        _ => None,
    }
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
        for (text, told) in [
            ("a,b\n1,\"x\ny\"\n2,z\n", None),
            ("a,b\n1,\"x \"\"y\"\" z\",\"\"\n", None),
            ("a,b\n1,màn 24\" rộng\n2,\"x\" ,y\n", None),
            (
                "a,b\n1,\"x\n2,y\n3,z\n",
                Some(TableMistake::OpenQuote { line: 2 }),
            ),
            (
                "a,b\n1,\"x\n2,\"y\"\n",
                Some(TableMistake::BehindQuote { line: 2 }),
            ),
            (
                "a,b\n1,\"x\"y\n",
                Some(TableMistake::BehindQuote { line: 2 }),
            ),
            ("\"", Some(TableMistake::OpenQuote { line: 1 })),
        ] {
            assert_eq!(broken_quote(text, ','), told, "{text}");
        }
        // What another sign parts is no cell of this one.
        assert_eq!(broken_quote("a;\"b;c\n", ','), None);
    }
}
