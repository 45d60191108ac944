//! What the server hands to a page: already scoped to the reader, already
//! computed by `domain`, not yet words. One module a page.

mod databases;
mod duty;
mod frame;
mod matrix;
mod mistake;
mod outcomes;
mod overview;
mod partners;
mod programme;
mod review;
mod search;
mod sign_in;
mod unit;
mod work;
mod written;

pub use databases::*;
pub use duty::*;
pub use frame::*;
pub use matrix::*;
pub use mistake::*;
pub use outcomes::*;
pub use overview::*;
pub use partners::*;
pub use programme::*;
pub use review::*;
pub use search::*;
pub use sign_in::*;
pub use unit::*;
pub use work::*;
pub use written::Written;
