use std::sync::Arc;

use crate::domain::{Day, DutyKey, FileKind, FileRefusal, IndicatorCode};

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

/// Other reports and measurements with the same document or file: those the reader may open, and
/// whether there are more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Elsewhere {
    pub open: Vec<SameFile>,
    pub more: bool,
}

impl Elsewhere {
    pub fn any(&self) -> bool {
        self.more || !self.open.is_empty()
    }
}

/// Where a report or a measurement stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SamePlace {
    Duty(DutyKey),
    Indicator(IndicatorCode),
}

/// A report or a measurement with the same document or file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameFile {
    pub place: SamePlace,
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

/// The document behind something, with its link and files.
#[derive(Debug, Clone, Default)]
pub struct EvidenceRow {
    pub document_number: String,
    pub document_day: Option<Day>,
    pub link: String,
    pub files: Vec<FileRow>,
}

impl EvidenceRow {
    pub fn has_file(&self, id: &str) -> bool {
        self.files.iter().any(|file| file.id == id)
    }
}
