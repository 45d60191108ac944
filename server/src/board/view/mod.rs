//! What readers get: views of the board, scoped to the person who reads.

mod duty;
mod matrix;
mod overview;
mod review;
mod rows;
mod scope;
mod units;
mod work;

pub use scope::Scope;
