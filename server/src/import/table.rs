//! A CSV file as rows of clean cells under named columns.
use app::domain::{clean, clean_line, secrecy_mark};

use super::{
    decision,
    decode::decode,
    layout::{self, Columns},
    letters,
    problem::{Problem, Report},
    quotes,
};

/// A longer cell is refused.
const MAX_CELL: usize = 10_000;

#[derive(Debug)]
pub struct Table {
    pub file: &'static str,
    /// For each cell of a row, its column's name if it is known.
    columns: Vec<Option<&'static str>>,
    /// Whether rows of this file carry decisions.
    pub decides: bool,
    pub records: Vec<Record>,
}

#[derive(Debug)]
pub struct Record {
    /// As a person sees it in the file: the header is line 1.
    pub line: u64,
    cells: Vec<String>,
}

impl Table {
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains(&Some(column))
    }

    /// A cell; empty where the column is not there.
    pub fn cell<'a>(&self, record: &'a Record, column: &str) -> &'a str {
        self.columns
            .iter()
            .position(|c| *c == Some(column))
            .and_then(|at| record.cells.get(at))
            .map_or("", String::as_str)
    }
}

/// Reads a file into a table; what is wrong goes into the report, and rows with
/// something wrong are left out.
pub fn read(
    file: &'static str,
    bytes: &[u8],
    known: Columns,
    report: &mut Report,
) -> Option<Table> {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err((line, problem)) => {
            report.error(file, line, None, problem);
            return None;
        }
    };
    let Some(layout) = layout::find(text, known) else {
        report.error(file, None, None, Problem::Empty);
        return None;
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(layout.separator)
        .from_reader(text.as_bytes());
    let mut lines = Lines::of(text);
    let mut above = layout.above;
    let mut columns: Option<Vec<Option<&'static str>>> = None;
    let mut records = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                report.error(file, None, None, Problem::Unreadable(error.to_string()));
                return None;
            }
        };
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        if layout::is_blank(&record) {
            continue;
        }
        let Some(columns) = &columns else {
            if above > 0 {
                above -= 1;
                continue;
            }
            if layout.known == 0 {
                let names = known.required.join(", ");
                report.error(file, Some(line), None, Problem::NoHeader(names));
                return None;
            }
            // Said alone: behind such a quote nothing is what it seems.
            if let Some(quote) = quotes::wrong(text, layout.separator, layout.columns) {
                let name = record.get(quote.cell).map(layout::column_name);
                let column = known.all().find(|column| Some(*column) == name.as_deref());
                report.error(file, Some(quote.line), column, Problem::Quote);
                return None;
            }
            columns = Some(header(file, line, &record, known, report)?);
            continue;
        };
        if record.len() != columns.len() {
            let problem = Problem::CellCount {
                got: record.len(),
                want: columns.len(),
            };
            report.error(file, Some(line), None, problem);
            continue;
        }
        if let Some(cells) = clean_row(file, line, &record, columns, report) {
            records.push(Record { line, cells });
        }
    }
    let Some(columns) = columns else {
        report.error(file, None, None, Problem::Empty);
        return None;
    };
    Some(Table {
        file,
        columns,
        decides: decision::COLUMNS.iter().all(|c| known.optional.contains(c)),
        records,
    })
}

/// The known name of each column, or `None` when a required one is missing.
fn header(
    file: &'static str,
    line: u64,
    record: &csv::StringRecord,
    known: Columns,
    report: &mut Report,
) -> Option<Vec<Option<&'static str>>> {
    let mut columns: Vec<Option<&'static str>> = Vec::new();
    let mut whole = true;
    for cell in record {
        let name = layout::column_name(cell);
        let column = known.all().find(|column| *column == name);
        if column.is_none() && !name.is_empty() {
            let shown: String = name.chars().take(60).collect();
            report.note(file, Some(line), Some(&shown), Problem::UnknownColumn);
        }
        if column.is_some() && columns.contains(&column) {
            report.error(file, Some(line), column, Problem::ColumnTwice);
            whole = false;
        }
        columns.push(column);
    }
    for required in known.required {
        if !columns.contains(&Some(*required)) {
            report.error(file, Some(line), Some(required), Problem::NoColumn);
            whole = false;
        }
    }
    whole.then_some(columns)
}

fn clean_row(
    file: &'static str,
    line: u64,
    record: &csv::StringRecord,
    columns: &[Option<&'static str>],
    report: &mut Report,
) -> Option<Vec<String>> {
    let mut cells = Vec::with_capacity(columns.len());
    let mut whole = true;
    for (cell, column) in record.iter().zip(columns) {
        let Some(column) = column else {
            cells.push(String::new());
            continue;
        };
        match cell_text(cell) {
            Ok(text) => cells.push(text),
            Err(problem) => {
                report.error(file, Some(line), Some(column), problem);
                whole = false;
            }
        }
    }
    whole.then_some(cells)
}

/// A cell as it is kept: cleaned as all text is, on one line.
fn cell_text(cell: &str) -> Result<String, Problem> {
    if cell.chars().nth(MAX_CELL).is_some() {
        return Err(Problem::TooLong);
    }
    // Cleaned first: what has no shape must not hide a formula.
    let text = clean_line(cell);
    let negative = text.strip_prefix('-').is_some_and(|rest| {
        let rest = rest.trim_end();
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
    });
    if cell.starts_with('\t') || (!negative && text.starts_with(['=', '+', '-', '@'])) {
        return Err(Problem::Formula);
    }
    if cell.chars().any(garbled) {
        return Err(Problem::Garbled);
    }
    if letters::of_an_old_font(cell) {
        return Err(Problem::Font);
    }
    if secrecy_mark(&clean(cell)).is_some() {
        return Err(Problem::Secrecy);
    }
    Ok(text)
}

/// What no keyboard writes, or what a program put where it could not read a letter.
fn garbled(c: char) -> bool {
    (c.is_control() && !c.is_whitespace()) || c == char::REPLACEMENT_CHARACTER
}

/// Turns places in a text into line numbers, reading on from place to place.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    const fn of(text: &'a str) -> Self {
        Self {
            text: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line of the row that begins at this byte, or after the empty lines
    /// there.
    fn at(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(b) = self.text.get(self.at) {
            let ends_line = match b {
                b'\n' => true,
                b'\r' => self.text.get(self.at + 1) != Some(&b'\n'),
                _ => false,
            };
            if self.at >= byte && !matches!(b, b'\n' | b'\r') {
                break;
            }
            self.line += u64::from(ends_line);
            self.at += 1;
        }
        self.line
    }
}
