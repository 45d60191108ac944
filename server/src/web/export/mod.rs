//! The tables of a page as files: `?format=csv` or `?format=xlsx` on the page's
//! own address, from the page's own view and so under the reader's scope; its chart as `?format=svg`.
mod csv;
mod xlsx;

use app::{
    Page,
    domain::{Value, millionths},
    sheets::{Marks, filter},
    views::Frame,
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use crate::web::error::WebError;

/// Marks an answer by which figures leave as a file.
#[derive(Debug, Clone, Copy)]
pub struct TakenAway;

/// A file with one table (CSV: the one named, or the first) or all (XLSX, the one
/// named first).
pub fn answer(frame: &Frame, page: &Page, format: &str, table: &str) -> Result<Response, WebError> {
    if format == "svg" {
        let picture = page.picture(frame).ok_or(WebError::NotFound)?;
        let name = file_name(frame, picture.name, format);
        return Ok(taken_away(picture.svg.into_bytes(), "image/svg+xml", &name));
    }
    let mut sheets = page.sheets(frame);
    if !table.is_empty() {
        let named = sheets.iter().position(|sheet| sheet.table.code() == table);
        sheets[..=named.ok_or(WebError::NotFound)?].rotate_right(1);
    }
    let first = sheets.first().ok_or(WebError::NotFound)?;
    let marks = Marks::of(frame, page);
    let name = file_name(frame, first.table.code(), format);
    let (bytes, kind) = match format {
        "csv" => (csv::write(&marks, first)?, "text/csv; charset=utf-8"),
        "xlsx" => (
            xlsx::write(frame, &marks, &sheets)?,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        _ => return Err(WebError::NotFound),
    };
    Ok(taken_away(bytes, kind, &name))
}

fn taken_away(bytes: Vec<u8>, kind: &str, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    let mut response = (headers, bytes).into_response();
    response.extensions_mut().insert(TakenAway);
    response
}

/// `tien-do-units-tier-city-2026-11-22-mau.csv`, `tien-do-duties-SYT-2026-11-22.csv`
fn file_name(frame: &Frame, what: &str, format: &str) -> String {
    let sample = match (frame.demo(), frame.lang) {
        (false, _) => "",
        (true, app::text::Lang::Vi) => "-mau",
        (true, app::text::Lang::En) => "-sample",
    };
    format!(
        "tien-do-{}{}-{}{sample}.{format}",
        what,
        subject(frame),
        frame.day()
    )
}

/// The codes of what a page is about and what its filter leaves, as far as they are
/// letters and figures: `-SYT-QG09`, `-tier-city`.
fn subject(frame: &Frame) -> String {
    let of_path = frame.path.split('/').skip(2);
    let of_filter =
        filter(frame).flat_map(|(name, value)| [name].into_iter().chain(value.split(':')));
    let words = of_path.chain(of_filter).map(|word| {
        let plain = word.chars().filter(|c| c.is_ascii_alphanumeric());
        plain.take(LONGEST_WORD).collect::<String>()
    });
    words
        .filter(|word| !word.is_empty())
        .fold(String::new(), |name, word| format!("{name}-{word}"))
}

/// Letters of one word in the name of a file.
const LONGEST_WORD: usize = 20;

/// Whether a spreadsheet program might take a text for a formula.
/// A value as a number of six digits.
fn plain(value: Value) -> f64 {
    let exact = || *value.numer() as f64 / *value.denom() as f64;
    millionths(value).map_or_else(exact, |millionths| millionths as f64 / 1_000_000.0)
}

pub fn looks_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}
