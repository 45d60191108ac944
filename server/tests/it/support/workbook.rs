//! Workbooks, as a spreadsheet saves them.
use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::Workbook;

/// A workbook with rows of texts and numbers.
pub fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (line, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*row) {
            let written = match text.parse::<f64>() {
                Ok(number) => page.write_number(line, column, number),
                Err(_) => page.write_string(line, column, *text),
            };
            written.unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The same workbook as a program writes it that computes no formula.
pub fn without_values(book: &[u8]) -> Vec<u8> {
    let mut book = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut bare = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..book.len() {
        let mut part = book.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let text = match text.split_once("</f><v>") {
            Some((before, behind)) => {
                let (_, behind) = behind.split_once("</v>").unwrap();
                let before = before.replace(" t=\"str\"", "");
                format!("{before}</f><v></v>{behind}")
            }
            None => text,
        };
        let options = zip::write::SimpleFileOptions::default();
        bare.start_file(name, options).unwrap();
        bare.write_all(text.as_bytes()).unwrap();
    }
    bare.finish().unwrap().into_inner()
}
