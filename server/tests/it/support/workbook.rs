//! Workbooks, as a spreadsheet saves them.
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
