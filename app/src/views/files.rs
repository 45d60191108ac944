use std::sync::Arc;

use crate::domain::{DutyKey, FileKind, FileRefusal};

/// A file beside a document, or of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Of its address.
    pub id: String,
    pub name: String,
    pub kind: FileKind,
    /// In bytes.
    pub size: u64,
    /// Of its bytes: the same in two files that are the same.
    pub hash: String,
    /// Where else the same was handed over, for who decides.
    pub elsewhere: Elsewhere,
}

/// Other reports with the same file: those the reader may open, and whether there are more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Elsewhere {
    pub open: Vec<SameFile>,
    pub more: bool,
}

/// A report with the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameFile {
    pub duty: DutyKey,
    pub unit_name: Arc<str>,
    pub title: Arc<str>,
}

/// A file that was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedFile {
    /// Empty where it may not be told.
    pub name: String,
    pub why: FileRefusal,
}
