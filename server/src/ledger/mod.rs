//! The ledger: rows as the tables hold them, and the facts the board is built
//! from. Facts are appended, never changed.

mod facts;
mod rows;

pub use facts::{Fact, Stamped, load, zone_of};
pub use rows::*;
