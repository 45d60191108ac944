//! Tables that come as files, a CSV or a workbook: their cells as text. The file itself is not kept.
mod beside;
mod hidden;
mod text;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufReader, Read, Seek},
    ops::RangeInclusive,
};

use app::{
    domain::{Day, FileKind, FileRefusal},
    views::{NO_VALUE, TableMistake},
};
use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, open_workbook_from_rs};

use super::{received::Sent, state::App};

/// Rows and columns that are looked at: a table of a page has fewer.
const MOST_ROWS: usize = 5_000;
const MOST_COLUMNS: usize = 100;

/// Cells as text, by the number of their row as a spreadsheet counts it.
pub type Grid = BTreeMap<usize, Vec<String>>;

/// Cells that are one, by the row and the column of the first and the rows they reach over.
pub type Merged = (RangeInclusive<usize>, usize);

/// A table of a file: a sheet of a workbook, or a text by one of the signs that may part its columns.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// What the sheet is called; of a text nothing.
    pub name: String,
    pub hidden: bool,
    pub cells: Grid,
    /// Words of its workbook that stand in no cell, with the first of its sheets.
    pub beside: Vec<String>,
    /// Cells that reach over several rows.
    pub merged: Vec<Merged>,
    /// Rows that are not seen although they have words, and columns from 0.
    pub hidden_rows: Vec<usize>,
    pub hidden_columns: Vec<usize>,
    /// Why it is not to be read as it stands.
    pub broken: Option<TableMistake>,
}

impl Table {
    /// Its cells, where it is to be read as it stands.
    pub fn whole(&self) -> Result<&Grid, TableMistake> {
        match &self.broken {
            Some(why) => Err(why.clone()),
            None => Ok(&self.cells),
        }
    }
}

/// Reads a file: a text by each sign that may part its columns, a workbook by each of its sheets.
pub async fn tables(app: &App, sent: &Sent) -> Result<Vec<Table>, TableMistake> {
    let file = sent.file.as_ref().map_err(|why| TableMistake::File(*why))?;
    let kind = app.files.check(file, &sent.name).await;
    let kind = kind.map_err(|why| match why {
        FileRefusal::OtherKind => TableMistake::Kind,
        why => TableMistake::File(why),
    })?;
    let file = file.again().map_err(TableMistake::File)?;
    let read = tokio::task::spawn_blocking(move || match kind {
        FileKind::Csv | FileKind::Txt => text::tables(&whole(file)?),
        FileKind::Xlsx => of_workbook(file),
        _ => Err(TableMistake::Kind),
    });
    // What breaks a library says nothing.
    let damaged = TableMistake::File(FileRefusal::Damaged);
    read.await.unwrap_or(Err(damaged))
}

fn whole(file: File) -> Result<String, TableMistake> {
    let mut text = String::new();
    let read = BufReader::new(file).read_to_string(&mut text);
    read.map_err(|_| TableMistake::File(FileRefusal::NotUtf8))?;
    Ok(text)
}

/// A text parted by each sign that may, without what its tables are called.
#[cfg(test)]
pub fn of_text(text: &str) -> Result<Vec<Grid>, TableMistake> {
    let tables = text::tables(text)?.into_iter();
    Ok(tables.map(|it| it.cells).collect())
}

/// The sheets of a workbook, cell by cell: one that names a cell far away takes no room.
fn of_workbook(mut file: File) -> Result<Vec<Table>, TableMistake> {
    let damaged = |_| TableMistake::File(FileRefusal::Damaged);
    let mut unseen = hidden::of_book(&mut file).unwrap_or_default();
    rewound(&mut file)?;
    let mut beside = beside::of_book(&mut file);
    rewound(&mut file)?;
    let book: Result<Xlsx<_>, _> = open_workbook_from_rs(BufReader::new(file));
    let mut book = book.map_err(damaged)?;
    let mut tables = Vec::new();
    for sheet in book.sheets_metadata().to_vec() {
        let name = sheet.name;
        // A sheet of charts alone has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        let mut grid = Grid::new();
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            let (row, column) = (row as usize, column as usize);
            let text = told(cell.get_value());
            if column >= MOST_COLUMNS || text.is_empty() {
                continue;
            }
            if row >= MOST_ROWS {
                return Err(TableMistake::TooLong);
            }
            let cells = grid.entry(row + 1).or_default();
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = text;
        }
        drop(cells);
        let unseen = unseen.remove(&name).unwrap_or_default();
        for (row, column) in unseen.formulas {
            without_value(&mut grid, row, column);
        }
        // Where cells are one is worth a word, and no reason to read nothing.
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let merged = merged.iter().map(|it| {
            let (first, last) = (it.start.0 as usize + 1, it.end.0 as usize + 1);
            (first..=last, it.start.1 as usize)
        });
        let says =
            |cells: &[String], at: usize| cells.get(at).is_some_and(|it| !it.trim().is_empty());
        let row = |row: &usize| {
            let cells = grid.get(row);
            cells.is_some_and(|it| (0..it.len()).any(|at| says(it, at)))
        };
        let column = |at: &usize| grid.values().any(|it| says(it, *at));
        tables.push(Table {
            hidden: sheet.visible != SheetVisible::Visible,
            hidden_rows: unseen.rows.into_iter().filter(row).collect(),
            hidden_columns: unseen.columns.into_iter().filter(column).collect(),
            cells: grid,
            beside: std::mem::take(&mut beside),
            merged: merged
                .filter(|(rows, _)| rows.start() < rows.end())
                .collect(),
            name,
            broken: None,
        });
    }
    Ok(tables)
}

fn rewound(file: &mut File) -> Result<(), TableMistake> {
    let begin = file.rewind();
    begin.map_err(|_| TableMistake::File(FileRefusal::Damaged))
}

/// Says of a formula without a stored value that it has none: an empty cell would be another thing.
fn without_value(grid: &mut Grid, row: usize, column: usize) {
    let cells = grid.entry(row).or_default();
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    if cells[column].is_empty() {
        NO_VALUE.clone_into(&mut cells[column]);
    }
}

/// A cell as somebody would type it.
fn told(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_as_typed(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "x".to_owned(),
        DataRef::Bool(false) | DataRef::Empty => String::new(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        // A day is no number, however a workbook keeps it.
        DataRef::DateTime(day) => day_of(day).map_or("ngày".to_owned(), |day| day.to_string()),
        DataRef::Error(error) => error.to_string(),
    }
}

/// The day of a workbook's number of days, which some count from 1904.
fn day_of(days: &ExcelDateTime) -> Option<Day> {
    // A workbook's last day is in the year 9999.
    if !(0.0..2_958_466.0).contains(&days.as_f64()) {
        return None;
    }
    let (year, month, day, ..) = days.to_ymd_hms_milli();
    Day::from_ymd_opt(year.into(), month.into(), day.into())
}

/// "9310", "95,5": never with three decimals alone, which two people read differently.
fn number_as_typed(number: f64) -> String {
    let text = format!("{number:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text.split_once('.') {
        Some((whole, decimals)) if decimals.len() == 3 => format!("{whole},{decimals}0"),
        Some((whole, decimals)) => format!("{whole},{decimals}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use app::domain::parse_day;
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn a_number_of_a_workbook_has_one_reading() {
        for (number, typed) in [
            (9310.0, "9310"),
            (95.5, "95,5"),
            (1.234, "1,2340"),
            (-0.25, "-0,25"),
            (0.1 + 0.2, "0,3"),
            (0.0, "0"),
            (100.0, "100"),
        ] {
            assert_eq!(number_as_typed(number), typed);
        }
    }

    #[test]
    fn a_day_of_a_workbook_is_the_day_that_is_shown() {
        let since =
            |days, from_1904| ExcelDateTime::new(days, ExcelDateTimeType::DateTime, from_1904);
        for (number, day) in [(46_346.0, "2026-11-20"), (46_346.75, "2026-11-20")] {
            assert_eq!(day_of(&since(number, false)), parse_day(day));
        }
        assert_eq!(day_of(&since(f64::MAX, false)), None);
        // A workbook may count its days from 1904.
        assert_eq!(day_of(&since(45_106.0, true)), parse_day("2027-06-30"));
    }
}
