//! The tables of a page as files: `?format=csv` or `?format=xlsx` on the page's
//! own address, from the page's own view and so under the reader's scope.
mod csv;
mod xlsx;

use app::{
    Page,
    sheets::{Marks, Sheet},
    views::Frame,
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use crate::web::error::WebError;

/// A file with one table (CSV: the one named, or the first) or all (XLSX, the one
/// named first).
pub fn answer(frame: &Frame, page: &Page, format: &str, table: &str) -> Result<Response, WebError> {
    let mut sheets = page.sheets(frame);
    if !table.is_empty() {
        let named = sheets.iter().position(|sheet| sheet.table.code() == table);
        sheets[..=named.ok_or(WebError::NotFound)?].rotate_right(1);
    }
    let first = sheets.first().ok_or(WebError::NotFound)?;
    let name = file_name(frame, first, format);
    let (bytes, kind) = match format {
        "csv" => (
            csv::write(&Marks::of(frame), first)?,
            "text/csv; charset=utf-8",
        ),
        "xlsx" => (
            xlsx::write(frame, &Marks::of(frame), &sheets)?,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        _ => return Err(WebError::NotFound),
    };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, bytes).into_response())
}

/// `tien-do-units-2026-11-22-mau.csv`
fn file_name(frame: &Frame, sheet: &Sheet, format: &str) -> String {
    let sample = match (frame.demo(), frame.lang) {
        (false, _) => "",
        (true, app::text::Lang::Vi) => "-mau",
        (true, app::text::Lang::En) => "-sample",
    };
    format!(
        "tien-do-{}-{}{sample}.{format}",
        sheet.table.code(),
        frame.day()
    )
}

/// Whether a spreadsheet program might take a text for a formula.
fn looks_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}
