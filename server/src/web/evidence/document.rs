//! A document with its files as rows of the ledger.
use app::domain::{Day, Instant, MilestoneId};

use crate::{
    db::{
        DbError, Tx,
        files::{self, FileText},
    },
    ledger::{EvidenceFileRow, EvidenceRow},
};

/// A document behind a submission.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    pub number: &'a str,
    pub day: Day,
    pub link: &'a str,
    /// The ids of its files.
    pub files: &'a [String],
    /// The milestone whose form they came with, where it is of one.
    pub files_of: Option<&'a MilestoneId>,
}

impl Document<'_> {
    /// Of all it says, and of what is in its files.
    pub fn hash(&self, files: &[FileText]) -> String {
        let files = files.iter().map(|file| file.hash.as_str());
        EvidenceRow::hash_of(self.number, self.day, self.link, files)
    }
}

/// Appends a document and its files as the evidence of a submission. `own`: the files came with
/// the form itself.
pub async fn append(
    tx: &mut Tx,
    submission: &str,
    document: &Document<'_>,
    (files, own): (&[FileText], bool),
    (seq, recorded_at): (i64, Instant),
) -> Result<(), DbError> {
    let row = EvidenceRow {
        submission: submission.to_owned(),
        document_number: document.number.to_owned(),
        document_day: Some(document.day.to_string()),
        link: document.link.to_owned(),
        hash: document.hash(files),
        seq,
        recorded_at,
    };
    EvidenceRow::append(tx, &[row]).await?;
    let rows: Vec<EvidenceFileRow> = (0..)
        .zip(files)
        .map(|(position, file)| EvidenceFileRow {
            // A file keeps its address from the form it came with: the same form sent twice names
            // the same file. One of another form or of an earlier report gets another, as each
            // row has its own.
            id: if file.attached && own {
                file.id.clone()
            } else {
                files::new_id()
            },
            submission: submission.to_owned(),
            position,
            hash: file.hash.clone(),
            size: file.size,
            kind: file.kind.clone(),
            name: file.name.clone(),
            seq,
            recorded_at,
        })
        .collect();
    EvidenceFileRow::append(tx, &rows).await
}
