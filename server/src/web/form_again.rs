//! A form that came when nobody was signed in any more, with what was typed in it, once its
//! person has signed in.
use std::sync::Arc;

use app::{
    access::Viewer,
    domain::MilestoneId,
    views::{Notice, Typed, about_at},
};
use axum::{
    extract::FromRequestParts,
    http::{Method, request::Parts},
    response::Response,
};

use super::{
    adjustment, brief, compare, error::WebError, explanation, measure, people, plan, recheck,
    reconciliation, restatement, review, state::App, visit::Visit, work,
};

/// The page of the form, with what was typed in it, for the person who has just signed in.
pub async fn form_again(
    app: &App,
    mut signing_in: Parts,
    viewer: Viewer,
    page: &str,
    typed: Typed,
) -> Result<Response, WebError> {
    let part = |at| page.split(['/', '?']).nth(at).unwrap_or_default();
    let id = || MilestoneId::parse(part(2)).map_err(|_| WebError::NotFound);
    signing_in.method = Method::GET;
    signing_in.uri = page.parse().map_err(|_| WebError::NotFound)?;
    signing_in.extensions.insert(Arc::new(viewer));
    let mut visit = Visit::from_request_parts(&mut signing_in, app).await?;
    visit.frame.notice = Some(Notice::Unsent);
    match typed {
        Typed::Measurements(form) => measure::measure_again(visit, form).await,
        Typed::Report(form) => work::report_again(visit, &id()?, form).await,
        Typed::Decision(form) => review::decision_again(visit, &id()?, form).await,
        Typed::Adjustment(form) => adjustment::adjustment_again(visit, &id()?, form).await,
        Typed::Restatement(form) => restatement::restatement_again(visit, &id()?, form).await,
        Typed::Explanation(form) => {
            let about = about_at(part(2)).ok_or(WebError::NotFound)?;
            explanation::explanation_again(visit, &about, form).await
        }
        Typed::Announcement(form) => recheck::announcement_again(visit, form).await,
        Typed::Proposals(form) => brief::proposals_again(visit, form).await,
        Typed::Recheck(form) => recheck::result_again(visit, (part(2), part(3)), form).await,
        Typed::Together(form) => review::desk_again(visit, form).await,
        Typed::Revocation(form) => measure::revocation_again(visit, part(2), form).await,
        Typed::FigureNote(form) => reconciliation::note_again(visit, form).await,
        Typed::DayName(form) => compare::name_again(visit, form).await,
        Typed::Person(form) => people::person_again(visit, (part(2), part(3)), form).await,
        Typed::People(form) => people::many_again(visit, form).await,
        Typed::Plan(form) => plan::form_again(visit, page, form).await,
    }
}
