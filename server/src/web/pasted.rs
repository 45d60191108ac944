//! Tables that people paste into a form.
use super::error::WebError;

/// A table as it comes from a spreadsheet, with tabs between its columns, as a file; a file as it
/// is.
pub fn as_csv(text: &str) -> Result<Vec<u8>, WebError> {
    let first = text.lines().next().unwrap_or_default();
    if !first.contains('\t') {
        return Ok(text.as_bytes().to_vec());
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for record in reader.records() {
        let record = record.map_err(unwritten)?;
        writer.write_record(&record).map_err(unwritten)?;
    }
    let whole = writer.into_inner();
    whole.map_err(|error| WebError::Internal(error.to_string()))
}

fn unwritten(error: csv::Error) -> WebError {
    WebError::Internal(error.to_string())
}
