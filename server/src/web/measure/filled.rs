//! A table that was filled in elsewhere and comes back as a file: what it says is put into the
//! cells of the page, all or nothing. The file itself is not kept.
use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufReader, Read},
};

use app::{
    domain::{Day, FileKind, FileRefusal, IndicatorCode, Shape, clean_line, parse_day},
    sheets::Entry,
    text::search_key,
    views::{MeasureForm, MeasureRow, TableMistake, TypedRow},
};
use calamine::{DataRef, Reader, Xlsx, open_workbook_from_rs};
use chrono::TimeDelta;

use crate::web::{received::Sent, state::App};

/// Rows and columns that are looked at: a table of the page has fewer.
const MOST_ROWS: usize = 5_000;
const MOST_COLUMNS: usize = 100;

/// Cells as text, by the number of their row as a spreadsheet counts it.
type Grid = BTreeMap<usize, Vec<String>>;

/// What a file says.
#[derive(Debug)]
pub struct Filled {
    /// Rows in which something is filled in.
    pub rows: Vec<TypedRow>,
    /// The day its numbers are of, where it says one: the day it was taken from the page, which
    /// who fills it in may change.
    pub day: Option<Day>,
}

/// Reads a file of some indicators.
pub async fn read(app: &App, rows: &[MeasureRow], sent: &Sent) -> Result<Filled, TableMistake> {
    let file = sent.file.as_ref().map_err(|why| TableMistake::File(*why))?;
    let kind = app.files.check(file, &sent.name).await;
    let kind = kind.map_err(|why| match why {
        FileRefusal::OtherKind | FileRefusal::NotUtf8 => TableMistake::Kind,
        why => TableMistake::File(why),
    })?;
    let file = file.again().map_err(TableMistake::File)?;
    let read = tokio::task::spawn_blocking(move || match kind {
        FileKind::Csv | FileKind::Txt => of_text(file),
        FileKind::Xlsx => of_workbook(file),
        _ => Err(TableMistake::Kind),
    });
    // What breaks a library says nothing.
    let damaged = TableMistake::File(FileRefusal::Damaged);
    let grids = read.await.unwrap_or(Err(damaged))?;
    let found = grids.iter().find_map(|grid| Some((grid, Head::of(grid)?)));
    let (grid, head) = found.ok_or(TableMistake::NoHead)?;
    typed(grid, &head, rows)
}

/// Puts what a file says into a form; rows of which it says nothing stay as they were typed.
pub fn put(form: &mut MeasureForm, rows: Vec<TypedRow>) {
    for row in rows {
        match form.rows.iter_mut().find(|it| it.code == row.code) {
            Some(typed) => {
                *typed = TypedRow {
                    mark: std::mem::take(&mut typed.mark),
                    reason: std::mem::take(&mut typed.reason),
                    survey: std::mem::take(&mut typed.survey),
                    ..row
                }
            }
            None => form.rows.push(row),
        }
    }
}

/// Where the columns are that are read.
struct Head {
    line: usize,
    columns: Vec<(Entry, usize)>,
}

impl Head {
    /// The first row that heads the column of codes and one that is filled in.
    fn of(grid: &Grid) -> Option<Self> {
        grid.iter().find_map(|(line, cells)| {
            let columns: Vec<(Entry, usize)> = cells
                .iter()
                .enumerate()
                .filter_map(|(at, text)| Some((Entry::under(text)?, at)))
                .collect();
            let has = |entry| columns.iter().any(|(it, _)| *it == entry);
            let counts = has(Entry::Numerator) && has(Entry::Denominator);
            let line = *line;
            (has(Entry::Code) && (counts || has(Entry::Value))).then_some(Self { line, columns })
        })
    }

    fn text(&self, cells: &[String], entry: Entry) -> String {
        let at = self.columns.iter().find(|(it, _)| *it == entry);
        let text = at.and_then(|(_, at)| cells.get(*at));
        let text = text.map_or_else(String::new, |text| clean_line(text));
        // By which spreadsheets tell that a cell is a text.
        text.strip_prefix('\'').map_or(text.clone(), str::to_owned)
    }
}

fn typed(grid: &Grid, head: &Head, rows: &[MeasureRow]) -> Result<Filled, TableMistake> {
    let mut all: Vec<TypedRow> = Vec::new();
    let mut day = None;
    let below = grid.range(head.line + 1..);
    for (line, cells) in below {
        let line = *line;
        let text = |entry| head.text(cells, entry);
        let row = TypedRow {
            code: text(Entry::Code),
            numerator: text(Entry::Numerator),
            denominator: text(Entry::Denominator),
            value: text(Entry::Value),
            same: ticked(&text(Entry::Same)).ok_or(TableMistake::Same { line })?,
            ..TypedRow::default()
        };
        if !row.says() {
            continue;
        }
        let of = IndicatorCode::parse(&row.code).ok();
        let of = of.and_then(|code| rows.iter().find(|it| it.code == code));
        let code = row.code.chars().take(40).collect();
        let Some(of) = of else {
            return Err(TableMistake::Unknown { line, code });
        };
        if all.iter().any(|it| it.code == row.code) {
            return Err(TableMistake::Twice { line, code });
        }
        let last = [Entry::LastNumerator, Entry::LastDenominator].map(text);
        if row.same && is_stale(&last, of) {
            return Err(TableMistake::Stale { line, code });
        }
        let two = !row.numerator.is_empty() || !row.denominator.is_empty();
        match of.shape {
            Shape::Fraction if !row.value.is_empty() => {
                return Err(TableMistake::Shape { line, counts: true });
            }
            Shape::Bare if two => {
                return Err(TableMistake::Shape {
                    line,
                    counts: false,
                });
            }
            _ => all.push(row),
        }
        let told = text(Entry::AsOf);
        day = day.or_else(|| parse_day(told.get(..10).unwrap_or(&told)));
    }
    if all.is_empty() {
        return Err(TableMistake::Empty);
    }
    Ok(Filled { rows: all, day })
}

/// Whether the counts that a file has as the last ones are others than the row's; a file without
/// them says nothing of it.
fn is_stale(told: &[String; 2], row: &MeasureRow) -> bool {
    let digits = |text: &String| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let counts = row.again.and_then(|it| it.measurement.counts());
    counts.is_some_and(|(numerator, denominator)| {
        let now = [numerator.to_string(), denominator.to_string()];
        told.iter().any(|it| !it.is_empty()) && told.each_ref().map(digits) != now
    })
}

/// Whether "không đổi" is ticked; `None` for what says neither.
fn ticked(text: &str) -> Option<bool> {
    match search_key(text).as_str() {
        "" => Some(false),
        "x" | "co" | "true" | "yes" | "1" | "khong doi" | "unchanged" => Some(true),
        _ => None,
    }
}

/// A text parted by the sign under which its head is found.
fn of_text(file: File) -> Result<Vec<Grid>, TableMistake> {
    let mut text = String::new();
    let read = BufReader::new(file).read_to_string(&mut text);
    read.map_err(|_| TableMistake::File(FileRefusal::NotUtf8))?;
    // Lines are counted by their last letter.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let all = [b',', b';', b'\t'].map(|parts| parted(&text, parts));
    all.into_iter().collect()
}

fn parted(text: &str, parts: u8) -> Result<Grid, TableMistake> {
    let reader = csv::ReaderBuilder::new()
        .delimiter(parts)
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

/// The sheets of a workbook, cell by cell: one that names a cell far away takes no room.
fn of_workbook(file: File) -> Result<Vec<Grid>, TableMistake> {
    let damaged = |_| TableMistake::File(FileRefusal::Damaged);
    let book: Result<Xlsx<_>, _> = open_workbook_from_rs(BufReader::new(file));
    let mut book = book.map_err(damaged)?;
    let mut grids = Vec::new();
    for name in book.sheet_names() {
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
        grids.push(grid);
    }
    Ok(grids)
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
        DataRef::DateTime(day) => {
            day_of(day.as_f64()).map_or("ngày".to_owned(), |day| day.to_string())
        }
        DataRef::Error(error) => error.to_string(),
    }
}

/// The day of a workbook's number of days.
fn day_of(days: f64) -> Option<Day> {
    let first = Day::from_ymd_opt(1899, 12, 30)?;
    first.checked_add_signed(TimeDelta::try_days(days as i64)?)
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
        for (number, day) in [(46_346.0, "2026-11-20"), (46_346.75, "2026-11-20")] {
            assert_eq!(day_of(number), parse_day(day));
        }
        assert_eq!(day_of(f64::MAX), None);
    }

    #[test]
    fn a_tick_is_written_in_some_ways_and_nothing_else_is_one() {
        for (text, is) in [
            ("", Some(false)),
            ("x", Some(true)),
            ("X", Some(true)),
            ("Không đổi", Some(true)),
            ("9.310", None),
        ] {
            assert_eq!(ticked(text), is, "{text}");
        }
    }

    #[test]
    fn heads_are_found_under_any_separator_and_below_a_title() {
        for text in [
            "Mã chỉ tiêu,Chỉ tiêu,Tử số mới,Mẫu số mới\nCT,x,1,2\n",
            "Bảng đo;;;\n\nMã chỉ tiêu;Tử số mới;Mẫu số mới\nCT;1;2\n",
            "Indicator code\tNew value\nCT\t1,5\n",
        ] {
            let grids = [b',', b';', b'\t'].map(|parts| parted(text, parts).unwrap());
            assert!(grids.iter().any(|grid| Head::of(grid).is_some()), "{text}");
        }
        let none = parted("Chỉ tiêu,Giá trị mới\nCT,1\n", b',').unwrap();
        assert!(Head::of(&none).is_none());
    }
}
