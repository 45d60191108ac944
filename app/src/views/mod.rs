//! What the server hands to a page: already scoped to the reader, already
//! computed by `domain`, not yet words. One module a page, under the page's name.

mod database;
mod databases;
mod decision;
mod duty;
mod frame;
mod matrix;
mod mistake;
mod outcome;
mod outcomes;
mod overview;
mod partner;
mod partners;
mod programme;
mod report;
mod review;
mod search;
mod sign_in;
mod table;
mod unit;
mod units;
mod work;
mod written;

pub use database::*;
pub use databases::*;
pub use decision::*;
pub use duty::*;
pub use frame::*;
pub use matrix::*;
pub use mistake::*;
pub use outcome::*;
pub use outcomes::*;
pub use overview::*;
pub use partner::*;
pub use partners::*;
pub use programme::*;
pub use report::*;
pub use review::*;
pub use search::*;
pub use sign_in::*;
pub use table::Table;
pub use unit::*;
pub use units::*;
pub use work::*;
pub use written::Written;
