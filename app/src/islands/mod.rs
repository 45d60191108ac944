//! The only code that runs in the browser.
mod chart_reader;

pub use chart_reader::*;
