//! The ledger: rows as the tables hold them, and the facts the board is built
//! from. Facts are appended, never changed.

mod facts;
pub mod pages;
mod reading;
mod rows;
mod stretch;

pub use facts::{Fact, Stamped, zone_of};
pub use reading::{Reading, load};
pub use rows::*;
pub use stretch::Stretch;
