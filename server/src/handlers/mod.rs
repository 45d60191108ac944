//! What people look at: one page a file, each loads its view and hands it to
//! the page of `app`.

mod databases;
mod duty;
mod health;
mod matrix;
mod outcomes;
mod overview;
mod partners;
mod programme;
mod review;
mod search;
mod sign_in;
mod units;
mod work;

pub use databases::{database, databases};
pub use duty::duty;
pub use health::health;
pub use matrix::matrix;
pub use outcomes::{outcome, outcomes};
pub use overview::overview;
pub use partners::{partner, partners};
pub use programme::{agreement, agreements, programme, programme_one};
pub use review::{decision_page, review, review_one};
pub use search::search;
pub use sign_in::{demo_accounts, sign_in};
pub use units::{unit, units};
pub use work::{conflict, report_page, work, work_item, work_one};
