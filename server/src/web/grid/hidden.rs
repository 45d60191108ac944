//! What of a workbook its reader does not see: rows and columns that are hidden, by hand or by a filter, and
//! formulas that nobody computed.
use std::{
    collections::HashMap,
    io::{BufReader, Read, Seek},
};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::{MOST_COLUMNS, MOST_ROWS};

/// What is hidden of a sheet: rows from 1, columns from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    pub rows: Vec<usize>,
    pub columns: Vec<usize>,
    /// Cells whose value is to be computed and may not be stored.
    pub formulas: Vec<(usize, usize)>,
}

/// What is hidden of each sheet, by its name; none where the file does not say it in time.
pub(super) fn of_book(file: impl Read + Seek) -> Option<HashMap<String, Hidden>> {
    let mut book = ZipArchive::new(file).ok()?;
    let mut parts: HashMap<String, String> = HashMap::new();
    each(&mut book, "xl/_rels/workbook.xml.rels", |tag| {
        if named(tag, "Relationship") {
            parts.extend(value(tag, "Id").zip(value(tag, "Target")));
        }
        true
    })?;
    let mut sheets: Vec<(String, String)> = Vec::new();
    each(&mut book, "xl/workbook.xml", |tag| {
        if named(tag, "sheet") {
            sheets.extend(value(tag, "name").zip(value(tag, "id")));
        }
        true
    })?;
    let mut all = HashMap::new();
    for (name, id) in sheets {
        let Some(part) = parts.get(&id) else { continue };
        let path = match part.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{part}"),
        };
        all.extend(of_sheet(&mut book, &path).map(|it| (name, it)));
    }
    Some(all)
}

fn of_sheet(book: &mut ZipArchive<impl Read + Seek>, path: &str) -> Option<Hidden> {
    let mut hidden = Hidden::default();
    let (mut row, mut column) = (0, 0);
    let mut is_text = false;
    each(book, path, |tag| {
        if named(tag, "c") {
            column = value(tag, "r").map_or(column + 1, |it| column_of(&it));
            // A text that is stored may be empty.
            is_text = value(tag, "t").is_some_and(|it| it == "str");
        } else if named(tag, "f") && !is_text && (1..=MOST_COLUMNS).contains(&column) {
            hidden.formulas.push((row, column - 1));
        } else if named(tag, "col") && is_hidden(tag, "width") {
            let first = number(tag, "min").unwrap_or(1).max(1);
            let last = number(tag, "max").unwrap_or(first).min(MOST_COLUMNS);
            hidden.columns.extend((first..=last).map(|it| it - 1));
        } else if named(tag, "row") {
            // A row that says no number is the next.
            row = number(tag, "r").unwrap_or(row + 1);
            column = 0;
            if is_hidden(tag, "ht") {
                hidden.rows.push(row);
            }
        }
        row <= MOST_ROWS
    })?;
    Some(hidden)
}

/// The number of a column by the letters of a cell, from 1.
fn column_of(cell: &str) -> usize {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase);
    letters.take(3).fold(0, |number, letter| {
        number * 26 + usize::from(letter - b'A') + 1
    })
}

/// Whether a row or a column is hidden, or has no room: what it is wide or high stands in `size`.
fn is_hidden(tag: &BytesStart<'_>, size: &str) -> bool {
    let says = value(tag, "hidden").is_some_and(|it| it == "1" || it == "true");
    let room = value(tag, size).and_then(|it| it.parse::<f64>().ok());
    says || room == Some(0.0)
}

/// Each tag of a part, as long as the next is wanted.
fn each(
    book: &mut ZipArchive<impl Read + Seek>,
    path: &str,
    mut take: impl FnMut(&BytesStart<'_>) -> bool,
) -> Option<()> {
    let part = book.by_name(path).ok()?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut bytes = Vec::new();
    loop {
        match reader.read_event_into(&mut bytes).ok()? {
            Event::Start(tag) | Event::Empty(tag) if !take(&tag) => return Some(()),
            Event::Eof => return Some(()),
            _ => {}
        }
        bytes.clear();
    }
}

fn named(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.local_name().as_ref() == name
}

fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes().flatten();
    let found = all.find(|it| it.key.local_name().as_ref() == name)?;
    let text = quick_xml::escape::unescape(&found.value).ok()?;
    Some(text.into_owned())
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<usize> {
    value(tag, name)?.parse().ok()
}
