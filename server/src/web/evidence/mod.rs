//! A document behind what somebody hands over or explains: as it is typed, with the files that
//! come with its form, and as it is written.
mod document;
pub mod files;
mod link;
mod typed;

pub use document::{Document, append};
pub use link::completed as completed_link;
pub use typed::{TypedDocument, without_secrets};
