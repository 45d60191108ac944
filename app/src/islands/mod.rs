//! The only code that runs in the browser.
mod chart_reader;
mod draft_keeper;
mod files_field;
mod keep_draft;
mod matrix_keys;
mod search_field;
mod suggest;

pub use chart_reader::*;
pub use draft_keeper::*;
pub use files_field::*;
pub use keep_draft::*;
pub use matrix_keys::*;
pub use search_field::*;
pub use suggest::*;
