//! `GET /plan`: what the plan is made of, and what of it asks for something.
use app::Page;
use axum::response::Response;

use crate::web::{error::WebError, visit::Visit};

pub async fn home(visit: Visit) -> Result<Response, WebError> {
    let home = visit.read()?.plan_home();
    Ok(visit.page(Page::Plan(Box::new(home))))
}
