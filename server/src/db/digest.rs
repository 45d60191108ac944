//! Facts as the audit remembers them: a hash of each row, and one of all rows that a
//! transaction wrote, whatever their order.
//!
//! A digest must read the same for ever. A row is hashed by the names of its columns and
//! what stands in them, and an empty column (null) is left out, so that a column may be added
//! later if it is null in the rows from before.
use std::borrow::Cow;

use sha2::{Digest, Sha256};

pub type RowDigest = [u8; 32];

/// The hash of one row, column by column.
#[derive(Debug)]
pub struct RowHash(Sha256);

impl RowHash {
    pub fn of(table: &str) -> Self {
        let mut hash = Self(Sha256::new());
        hash.text(table);
        hash
    }

    pub fn column(&mut self, name: &str, value: &impl Column) {
        if let Some(value) = value.text() {
            self.text(name);
            self.text(&value);
        }
    }

    /// With its length, so that no two rows read the same.
    fn text(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text);
    }

    pub fn end(self) -> RowDigest {
        self.0.finalize().into()
    }
}

/// A value of a column as text; `None` for null.
pub trait Column {
    fn text(&self) -> Option<Cow<'_, str>>;
}

impl Column for String {
    fn text(&self) -> Option<Cow<'_, str>> {
        Some(self.as_str().into())
    }
}

impl Column for i64 {
    fn text(&self) -> Option<Cow<'_, str>> {
        Some(self.to_string().into())
    }
}

impl Column for bool {
    fn text(&self) -> Option<Cow<'_, str>> {
        Some(if *self { "true" } else { "false" }.into())
    }
}

impl<C: Column> Column for Option<C> {
    fn text(&self) -> Option<Cow<'_, str>> {
        self.as_ref().and_then(Column::text)
    }
}

/// One digest of many rows; empty where there are none. Sorted, and not added up: sums of
/// hashes can be made to meet.
pub fn of_rows(mut rows: Vec<RowDigest>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    rows.sort_unstable();
    let mut sha = Sha256::new();
    for row in rows {
        sha.update(row);
    }
    hex(&sha.finalize())
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
