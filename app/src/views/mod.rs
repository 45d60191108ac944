//! What the server hands to a page: already scoped to the reader, already
//! computed by `domain`, not yet words. One module a page.

mod duty;
mod frame;
mod overview;
mod review;
mod sign_in;
mod unit;
mod work;

pub use duty::*;
pub use frame::*;
pub use overview::*;
pub use review::*;
pub use sign_in::*;
pub use unit::*;
pub use work::*;
