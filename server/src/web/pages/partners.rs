//! `GET /partners`, `GET /partners/{code}`
use app::{
    Page,
    domain::{PartnerCode, WallPage},
    views::Followed,
};
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};

use super::deadlines::deadlines;
use crate::{
    board::Whose,
    web::{
        error::WebError,
        kept::{with_following, with_kept},
        visit::Visit,
    },
};

pub async fn partners(visit: Visit) -> Result<Response, WebError> {
    let board = visit.read()?;
    // A company is compared with nobody: its own page is all there is for it.
    if let Some(partner) = board.company() {
        return Ok(Redirect::to(&format!("/partners/{partner}")).into_response());
    }
    // A screen shows them where its account says so.
    if !visit.viewer()?.reads_wall(WallPage::Companies) {
        return Err(WebError::Refused);
    }
    let list = board
        .campaign()
        .and_then(|campaign| campaign.partner_list())
        .ok_or(WebError::Refused)?;
    Ok(visit.page(Page::Partners(Box::new(list))))
}

pub async fn partner(visit: Visit, Path(code): Path<String>) -> Result<Response, WebError> {
    let code = PartnerCode::parse(&code).map_err(|_| WebError::NotFound)?;
    let board = visit.read()?;
    let own = board.company() == Some(&code);
    let visit = with_following(visit, Followed::Company, code.as_str()).await?;
    // It is the first page of the company's own people.
    let visit = match own {
        true => with_kept(visit).await?,
        false => visit,
    };
    let write = async |visit: &Visit| {
        let mut page = board.partner_page(&code).ok_or(WebError::NotFound)?;
        page.deadlines = deadlines(visit, &board, Whose::Company(&code)).await?;
        page.all = visit.query("all") == "1";
        Ok(Page::Partner(Box::new(page)))
    };
    visit.shared_by_committee(write).await
}
