//! The campaign's files: read, checked against each other and the ledger, and
//! appended all or nothing.

mod apply;
mod assignments;
pub(crate) mod campaign;
mod check;
mod compare;
mod databases;
mod decode;
pub(crate) mod duties;
mod fields;
mod files;
mod held;
mod indicators;
mod input;
mod known;
mod leads;
pub(crate) mod measurements;
pub(crate) mod milestones;
mod partners;
mod people;
mod plan;
mod planning;
mod problem;
mod programme;
mod rows;
mod table;
#[cfg(test)]
mod tests;
mod units;

pub use apply::{Applied, apply};
pub use compare::Difference;
pub use fields::Entry;
pub use files::{Files, NAMES};
pub use input::Input;
pub use plan::{FileChanges, Plan};
pub use planning::{plan, plan_files};
pub use problem::{Complaint, Problem, Report};
pub use rows::Rows;

use crate::db::DbError;

/// Why an import did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("không đọc được thư mục {0}: {1}")]
    Folder(String, std::io::Error),
    #[error("có {0} lỗi trong tệp; chưa nhập gì, hãy sửa theo danh sách rồi nhập lại")]
    Errors(usize),
    #[error("dữ liệu vừa có thay đổi khác; chưa nhập gì, hãy xem lại bản xem trước rồi nhập lại")]
    Moved,
    #[error(transparent)]
    Db(#[from] DbError),
}
