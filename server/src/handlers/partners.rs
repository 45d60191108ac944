//! `GET /partners`, `GET /partners/{code}`
use app::{
    Page,
    views::{PartnerList, PartnerPage},
};
use axum::{extract::Path, response::Response};

use crate::{error::WebError, visit::Visit};

pub async fn partners(visit: Visit) -> Result<Response, WebError> {
    visit.viewer()?;
    Ok(visit.page(Page::Partners(Box::new(PartnerList {}))))
}

pub async fn partner(visit: Visit, Path(_code): Path<String>) -> Result<Response, WebError> {
    visit.viewer()?;
    Ok(visit.page(Page::Partner(Box::new(PartnerPage {}))))
}
