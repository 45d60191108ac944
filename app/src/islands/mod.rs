//! The only code that runs in the browser.
mod chart_reader;
mod matrix_keys;

pub use chart_reader::*;
pub use matrix_keys::*;
