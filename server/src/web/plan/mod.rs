//! `/plan`: the office looks through the plan and changes it.
//!
//! Every change is rows of the campaign's files, read, judged and appended as an import is
//! (`crate::import`): the rules of changing what was promised stand there once. What is added here
//! is who may do it, what it moves before it is written, and that what is written is what was read.
mod acts;
mod changes;
mod folder;
mod home;
mod kept;
mod list;
mod look;
mod paste;
mod row;
mod rows_of;
mod sheet;
mod sheet_file;
mod together;
mod typed;

pub use changes::changes;
pub use folder::folder;
pub use home::home;
pub use kept::{PlanFields, form_again};
pub use list::list;
pub use paste::{paste, send_paste};
pub use row::{new_row, row, send_new_row, send_row};
pub use sheet::{send_sheet, sheet};
pub use together::{send_together, together};
