//! What waits for a decision: `GET /review`, and the decision on one milestone.
mod decision;

use app::Page;
use axum::response::Response;

use super::{error::WebError, visit::Visit};

pub use decision::{decision, decision_again, send_decision};

pub async fn review(visit: Visit) -> Result<Response, WebError> {
    let as_file = !visit.query("format").is_empty();
    let page = (!as_file).then(|| visit.query("page").parse().unwrap_or(1));
    let list = visit.read()?.review_list(page);
    Ok(visit.page(Page::Review(list)))
}
