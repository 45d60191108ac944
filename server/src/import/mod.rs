//! The campaign's files: read, checked against each other and the ledger, and
//! appended all or nothing.

mod assignments;
pub(crate) mod campaign;
mod databases;
mod decode;
pub(crate) mod duties;
mod fields;
mod files;
mod indicators;
mod input;
pub(crate) mod measurements;
pub(crate) mod milestones;
mod partners;
mod people;
mod problem;
mod programme;
mod rows;
mod table;
mod units;

pub use fields::Entry;
pub use files::{Files, NAMES};
pub use input::Input;
pub use problem::{Complaint, Problem, Report};
pub use rows::Rows;

use crate::db::DbError;

/// Why an import did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("không đọc được thư mục {0}: {1}")]
    Folder(String, std::io::Error),
    #[error(transparent)]
    Db(#[from] DbError),
}
