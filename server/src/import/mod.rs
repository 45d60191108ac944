//! The campaign's files: read, checked against each other and the ledger, and
//! appended all or nothing.
//!
//! What a file is made of stands in one module in `files/`; all that is done
//! with files goes through the list there.

mod apply;
mod campaign_file;
mod changes;
mod check;
mod compare;
mod current;
mod decision;
mod decode;
mod due_after;
mod error;
mod examples;
mod fields;
mod files;
mod folder;
mod group_rhythms;
mod groups;
mod headline;
mod input;
mod joined;
mod judge;
mod labels;
mod layout;
mod lead_duties;
mod leaving;
mod left;
mod letters;
mod moves;
mod names;
mod old_book;
mod opened;
mod opening;
mod parts;
mod planning;
mod preview;
mod problem;
pub mod quotes;
mod records;
mod recurring;
mod references;
mod rows;
pub(crate) mod sheet;
mod slots;
mod sources;
mod table;
#[cfg(test)]
mod tests;
mod unreached;

pub use apply::{Applied, By, apply, apply_by};
pub use error::ImportError;
pub(crate) use files::{campaign, duties, leading, measurements};
pub use folder::Files;
pub(crate) use input::Input;
pub use leaving::{leaving, leaving_file};
pub use opening::open_slots;
pub use planning::{plan, plan_files, plan_files_beside};
pub use preview::{Change, Difference, FileChanges, Preview};
pub use problem::{Complaint, Problem, Report};
pub use records::{
    Cells, Record, all_records, columns, decides, file_name, promised, records, subject,
};
pub use rows::Rows;
