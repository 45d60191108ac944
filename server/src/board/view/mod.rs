//! What readers get: views of the board, scoped to the person who reads.

mod duty;
mod overview;
mod partners;
mod review;
mod rows;
mod scope;
mod units;
mod work;

pub use scope::{Hidden, Scope};
