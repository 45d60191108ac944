//! The only code that runs in the browser.
mod chart_reader;
mod files_field;
mod matrix_keys;
mod search_field;
mod suggest;

pub use chart_reader::*;
pub use files_field::*;
pub use matrix_keys::*;
pub use search_field::*;
pub use suggest::*;
