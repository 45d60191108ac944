//! What readers get: views of the board. Pages have them through `ScopedBoard`.

mod adjustment;
mod among;
mod changes;
mod databases;
mod dependencies;
mod duty;
mod explanation;
mod explanations;
mod matrix;
mod measure;
mod outcome;
mod outcome_parts;
mod outcomes;
mod overview;
mod partners;
mod programme;
mod redefinitions;
mod restatement;
mod review;
mod rows;
mod scope;
mod search;
mod to_arrange;
mod units;
mod unreached;
mod who_must_act;
mod why;
mod work;

pub use adjustment::Adjustable;
pub use explanation::Speakable;
pub use measure::DeskValue;
pub use redefinitions::Redefinitions;
pub use restatement::Restatable;
pub use rows::{Words, file_row};
pub(in crate::board) use scope::{Hidden, Scope};
pub(in crate::board) use why::Asking;
