//! The only code that runs in the browser.
mod chart_reader;
mod copy_link;
mod day_picker;
mod draft_keeper;
mod files_field;
#[cfg(feature = "hydrate")]
mod form_fields;
mod keep_draft;
mod keep_table;
mod matrix_keys;
mod search_field;
mod suggest;
mod table_keys;

pub use chart_reader::*;
pub use copy_link::*;
pub use day_picker::*;
pub use draft_keeper::*;
pub use files_field::*;
pub use keep_draft::*;
pub use keep_table::*;
pub use matrix_keys::*;
pub use search_field::*;
pub use suggest::*;
pub use table_keys::*;
