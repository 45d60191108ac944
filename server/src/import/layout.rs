//! How a table lies in a file: what separates its cells, and where the names of its
//! columns stand.
use app::domain::clean_line;

/// The columns a kind of file has.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    pub required: &'static [&'static str],
    pub optional: &'static [&'static str],
}

impl Columns {
    pub fn all(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.required.iter().chain(self.optional).copied()
    }
}

/// Rows among which the names of the columns are looked for.
const LOOKED_AT: usize = 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    pub separator: u8,
    /// Rows above the names of the columns: a title, or a spreadsheet's `sep=;`.
    pub above: usize,
    /// How many cells the row of names has.
    pub columns: usize,
    /// How many of them are names of this file.
    pub known: usize,
}

/// The separator and the row under which most columns are known: a comma, the semicolon
/// that spreadsheets in Vietnam write, or what is copied out of a sheet. None where the
/// file has no row.
pub fn find(text: &str, known: Columns) -> Option<Layout> {
    let layouts = [b',', b';', b'\t']
        .into_iter()
        .flat_map(|separator| heads(text, separator, known));
    // The first of those that know as many.
    layouts.reduce(|best, next| if next.known > best.known { next } else { best })
}

/// Each of the first rows, as if it were the one of names.
fn heads(text: &str, separator: u8, known: Columns) -> Vec<Layout> {
    rows(text, separator)
        .take(LOOKED_AT)
        .enumerate()
        .map(|(above, record)| {
            let names: Vec<String> = record.iter().map(column_name).collect();
            Layout {
                separator,
                above,
                columns: record.len(),
                known: known.all().filter(|c| names.iter().any(|n| n == c)).count(),
            }
        })
        .collect()
}

/// The rows of a file that can be read and have a cell that is not empty.
fn rows(text: &str, separator: u8) -> impl Iterator<Item = csv::StringRecord> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
        .into_records()
        .map_while(Result::ok)
        .filter(|record| !is_blank(record))
}

/// A row of empty cells is what a spreadsheet leaves under the table.
pub fn is_blank(record: &csv::StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// The name of a column however it is typed.
pub fn column_name(cell: &str) -> String {
    clean_line(cell).to_lowercase().replace([' ', '-'], "_")
}
