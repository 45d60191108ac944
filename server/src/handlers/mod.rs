//! What people look at: one page a file, each loads its view and hands it to
//! the page of `app`.

mod duty;
mod health;
mod overview;
mod review;
mod sign_in;
mod units;
mod work;

pub use duty::duty;
pub use health::health;
pub use overview::overview;
pub use review::{decision_page, review, review_one};
pub use sign_in::{demo_accounts, sign_in};
pub use units::{unit, units};
pub use work::{conflict, report_page, work, work_item, work_one};
