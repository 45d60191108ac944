//! Rows of a form as a file of the campaign.
use std::collections::BTreeMap;

use crate::{import::Cells, web::error::WebError};

/// Rows of one file: what each says, by column. Columns that no row has are left out, so that what
/// stands there stays.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows(pub Vec<Cells>);

impl Rows {
    /// The rows as the import reads them.
    pub fn as_csv(&self) -> Result<Vec<u8>, WebError> {
        let mut columns: BTreeMap<&'static str, ()> = BTreeMap::new();
        for row in &self.0 {
            columns.extend(row.keys().map(|column| (*column, ())));
        }
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(columns.keys()).map_err(unwritten)?;
        for row in &self.0 {
            let cells = columns
                .keys()
                .map(|column| row.get(column).map_or("", String::as_str));
            writer.write_record(cells).map_err(unwritten)?;
        }
        let whole = writer.into_inner();
        whole.map_err(|error| WebError::Internal(error.to_string()))
    }
}

fn unwritten(error: csv::Error) -> WebError {
    WebError::Internal(error.to_string())
}
