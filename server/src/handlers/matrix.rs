//! `GET /matrix`
use app::{Page, views::Matrix};
use axum::response::Response;

use crate::{error::WebError, visit::Visit};

pub async fn matrix(visit: Visit) -> Result<Response, WebError> {
    visit.viewer()?;
    Ok(visit.page(Page::Matrix(Box::new(Matrix {}))))
}
