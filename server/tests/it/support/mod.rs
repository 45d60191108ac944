//! What the tests of every subject lean on.
pub mod postgres;
