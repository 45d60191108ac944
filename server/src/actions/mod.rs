//! What people do. One verb a file, each with the same parts in the same order:
//! read the form, ask whether the person may, append to the ledger, answer.

mod append;
mod decide;
mod report;
mod sent;
mod sign_in;
mod sign_out;
mod withdraw;

pub use decide::decide;
pub use report::{Kept, report};
pub use sign_in::sign_in;
pub use sign_out::sign_out;
pub use withdraw::withdraw;

use app::{access::Viewer, domain::MilestoneId};

use crate::{error::WebError, guard, handlers, visit::Visit};

/// A new id for a form: sent twice, it is one event.
pub fn new_submission() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// Refuses, and records, what is not the work of the person's organisation; the
/// answer does not tell whether it exists.
async fn own_work(visit: &Visit, viewer: &Viewer, id: &MilestoneId) -> Result<(), WebError> {
    match handlers::work_item(visit, viewer, id).await {
        Err(WebError::NotFound) => {
            guard::refused(&visit.app, viewer, id.as_str()).await?;
            Err(WebError::NotFound)
        }
        found => found.map(|_| ()),
    }
}
