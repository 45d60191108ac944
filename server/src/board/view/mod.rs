//! What readers get: views of the board, scoped to the person who reads.

mod actions;
mod changes;
mod databases;
mod duty;
mod matrix;
mod outcome;
mod outcome_list;
mod outcomes;
mod overview;
mod programme;
mod review;
mod rows;
mod scope;
mod search;
mod units;
mod work;

pub use scope::Scope;
