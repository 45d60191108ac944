//! `GET /explanations`
use app::{
    Page,
    domain::{About, Act, Cause, Commitment, PartnerCode, UnitKind, WorkstreamCode},
    views::{ExplanationFilter, Sorted},
};
use axum::response::Response;

use crate::web::{error::WebError, explanation::said_of, visit::Visit};

pub async fn explanations(visit: Visit) -> Result<Response, WebError> {
    let filter = ExplanationFilter {
        text: visit.typed(),
        cause: Cause::from_code(visit.query("cause")),
        kind: UnitKind::from_code(visit.query("kind")),
        workstream: WorkstreamCode::parse(visit.query("database")).ok(),
        company: PartnerCode::parse(visit.query("partner")).ok(),
        commitment: Commitment::from_code(visit.query("kept")),
        pending: visit.query("pending") == "1",
    };
    let sorted = Sorted::read(visit.query("sort"));
    let page = visit.asked_page();
    let board = visit.read()?;
    let campaign = board.campaign().ok_or(WebError::Refused)?;
    let mut list = campaign.explanation_list(filter, sorted, page);
    let about: Vec<About> = list.list.rows.iter().map(|row| row.about.clone()).collect();
    let mut said = said_of(&visit, &board, &about).await?;
    said.retain(|it| it.act == Act::Explained);
    for row in &mut list.list.rows {
        let is = said.iter().position(|it| {
            it.about == row.about
                && it.day == row.explanation.on
                && it.until == row.explanation.commits_to
                && it.cause == Some(row.explanation.cause)
                && it.by == row.by
        });
        // Each belongs to one row.
        if let Some(at) = is {
            let it = said.swap_remove(at);
            (row.text, row.document) = (it.text, it.document);
        }
    }
    Ok(visit.page(Page::Explanations(Box::new(list))))
}
