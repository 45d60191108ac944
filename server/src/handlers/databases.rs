//! `GET /databases`, `GET /databases/{code}`
use app::{
    Page,
    views::{DatabaseList, DatabasePage},
};
use axum::{extract::Path, response::Response};

use crate::{error::WebError, visit::Visit};

pub async fn databases(visit: Visit) -> Result<Response, WebError> {
    visit.viewer()?;
    Ok(visit.page(Page::Databases(Box::new(DatabaseList {}))))
}

pub async fn database(visit: Visit, Path(_code): Path<String>) -> Result<Response, WebError> {
    visit.viewer()?;
    Ok(visit.page(Page::Database(Box::new(DatabasePage {}))))
}
