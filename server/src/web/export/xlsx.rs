//! Workbooks for people: real days and numbers, a head that stays in sight, A4
//! landscape with the badge on every printed page.
use app::{
    domain::Share,
    sheets::{Cell, Sheet},
    text,
    views::Frame,
};
use chrono::Datelike;
use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{Marks, looks_like_a_formula, plain};
use crate::web::error::WebError;

/// Longer names of a sheet are refused by spreadsheet programs.
const LONGEST_NAME: usize = 31;

struct Formats {
    title: Format,
    head: Format,
    text: Format,
    /// Shown with a mark that it is a text whatever it begins with.
    quoted: Format,
    number: Format,
    share: Format,
    value: Format,
    day: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(13),
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Bottom)
                .set_border_bottom(FormatBorder::Thin),
            text: cell().set_text_wrap(),
            quoted: cell().set_text_wrap().set_quote_prefix(),
            number: cell().set_num_format("#,##0"),
            share: cell().set_num_format("0.0%"),
            value: cell().set_num_format("#,##0.0#####"),
            day: cell().set_num_format("dd/mm/yyyy"),
        }
    }
}

pub fn write(frame: &Frame, marks: &Marks, sheets: &[Sheet]) -> Result<Vec<u8>, WebError> {
    workbook(frame, marks, sheets).map_err(|error| WebError::Internal(error.to_string()))
}

fn workbook(frame: &Frame, marks: &Marks, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats::new();
    let mut book = Workbook::new();
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        let page = book.add_worksheet();
        let name = name_of_its_own(sheet_name(&sheet.title), &names);
        page.set_name(&name)?;
        names.push(name);
        paper(page, frame, marks, sheet)?;
        let said = [
            marks.campaign.clone(),
            marks.part.clone(),
            sheet.title.clone(),
            format!(
                "{}: {}",
                marks.as_of_head,
                text::day(frame.lang, marks.as_of)
            ),
            marks.badge.clone(),
        ];
        let said: Vec<String> = said.into_iter().filter(|s| !s.is_empty()).collect();
        page.write_string_with_format(0, 0, said.join(" · "), &formats.title)?;
        for (at, column) in sheet.columns.iter().enumerate() {
            let at = at as u16;
            page.set_column_width(at, column.width)?;
            page.write_string_with_format(HEAD, at, &column.head, &formats.head)?;
        }
        for (line, row) in sheet.rows.iter().enumerate() {
            for (at, cell) in row.iter().enumerate() {
                write_cell(page, HEAD + 1 + line as u32, at as u16, cell, &formats)?;
            }
        }
        if let (Some(last), false) = (sheet.columns.len().checked_sub(1), sheet.rows.is_empty()) {
            page.autofilter(HEAD, 0, HEAD + sheet.rows.len() as u32, last as u16)?;
        }
    }
    book.save_to_buffer()
}

/// The line of the heads; above it the title.
const HEAD: u32 = 2;

fn paper(
    page: &mut Worksheet,
    frame: &Frame,
    marks: &Marks,
    sheet: &Sheet,
) -> Result<(), XlsxError> {
    // Characters with a meaning of their own in a header are doubled or left out.
    let plain = |text: &str| text.replace('&', "&&");
    page.set_freeze_panes(HEAD + 1, 1)?;
    page.set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(HEAD, HEAD)?;
    page.set_header(format!(
        "&L{} · {}&R{}",
        plain(&marks.campaign),
        plain(&sheet.title),
        plain(&marks.badge)
    ));
    page.set_footer(format!(
        "&L{} {} {}&R&P/&N",
        plain(&marks.as_of_head),
        text::day(frame.lang, marks.as_of),
        frame.time
    ));
    Ok(())
}

fn write_cell(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => {
            let format = if looks_like_a_formula(text) {
                &formats.quoted
            } else {
                &formats.text
            };
            page.write_string_with_format(row, column, text, format)?
        }
        Cell::Number(number) => {
            page.write_number_with_format(row, column, *number as f64, &formats.number)?
        }
        Cell::Share(share) => {
            page.write_number_with_format(row, column, shown(*share), &formats.share)?
        }
        Cell::Value(value) => {
            page.write_number_with_format(row, column, plain(*value), &formats.value)?
        }
        Cell::Day(day) => {
            let (year, month, of_month) = (day.year(), day.month(), day.day());
            let date = ExcelDateTime::from_ymd(
                u16::try_from(year).unwrap_or(1900),
                u8::try_from(month).unwrap_or(1),
                u8::try_from(of_month).unwrap_or(1),
            )?;
            page.write_datetime_with_format(row, column, &date, &formats.day)?
        }
    };
    Ok(())
}

/// A share as its cell shows it with one decimal: 0,0 % and 100,0 % only when exact.
fn shown(share: Share) -> f64 {
    let (exact, told) = (share.to_f64(), share.permille() as f64);
    if (exact * 1000.0).round() == told {
        exact
    } else {
        told / 1000.0
    }
}

/// The name of a sheet, with a number behind it where another sheet has it already, whatever the
/// case of its letters.
fn name_of_its_own(name: String, taken: &[String]) -> String {
    let is_taken = |name: &str| {
        taken
            .iter()
            .any(|it| it.to_lowercase() == name.to_lowercase())
    };
    if !is_taken(&name) {
        return name;
    }
    let numbered = (2..).map(|n: usize| {
        let end = format!(" {n}");
        let letters = name.chars().take(LONGEST_NAME - end.len());
        letters.chain(end.chars()).collect::<String>()
    });
    let mut free = numbered.skip_while(|name| is_taken(name));
    free.next().unwrap_or(name)
}

/// A title as the name of a sheet: short, without the characters that have a
/// meaning there.
fn sheet_name(title: &str) -> String {
    title
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c))
        .take(LONGEST_NAME)
        .collect()
}
