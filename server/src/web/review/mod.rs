//! The desk of who decides: `GET /review`, plans and processes decided on together, and the
//! decision on one milestone.
mod decision;
mod desk;
mod plans;

use app::views::ReviewFilter;

use super::visit::Visit;

pub use decision::{decision, decision_again, send_decision};
pub use desk::review;
pub use plans::accept_plans;

/// The filter in an address.
fn filter(visit: &Visit) -> ReviewFilter {
    ReviewFilter::read(|name| visit.query(name))
}
