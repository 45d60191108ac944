//! `GET /review` and `GET /review/{milestone}`
use app::{
    Page,
    access::Role,
    domain::{Event, MilestoneId, State},
    views::{DecisionErrors, DecisionForm, DecisionPage, HistoryRow, Submission},
};
use axum::{extract::Path, response::Response};

use super::duty::{end_of_page, history_rows};
use crate::{actions, error::WebError, visit::Visit};

pub async fn review(visit: Visit) -> Result<Response, WebError> {
    let page = visit.query("page").parse().unwrap_or(1);
    let list = visit.today.review_list(visit.viewer()?, page);
    Ok(visit.page(Page::Review(list)))
}

pub async fn review_one(visit: Visit, Path(id): Path<String>) -> Result<Response, WebError> {
    let id = MilestoneId::parse(&id).map_err(|_| WebError::NotFound)?;
    let page = decision_page(&visit, &id).await?;
    Ok(visit.page(Page::Decision(Box::new(page))))
}

/// One milestone a person decides on; anybody else's does not exist.
pub async fn decision_page(visit: &Visit, id: &MilestoneId) -> Result<DecisionPage, WebError> {
    let viewer = visit.viewer()?;
    let (item, may) = visit
        .today
        .review_of(viewer, id)
        .ok_or(WebError::NotFound)?;
    let history = history_rows(visit, id.as_str(), end_of_page(visit), true).await?;
    let mut submissions = submissions(&history).into_iter();
    let (current, previous) = (submissions.next(), submissions.next());
    let (next, left) = visit.today.next_review(viewer, id);
    let waits = item.row.state == State::Submitted;
    let effect = if waits {
        visit.today.effect(id, true)
    } else {
        None
    };
    Ok(DecisionPage {
        current,
        previous,
        history,
        form: DecisionForm {
            submission: actions::new_submission(),
            ..DecisionForm::default()
        },
        errors: DecisionErrors::default(),
        unit_now: effect.and_then(|e| e.unit),
        unit_then: effect.and_then(|e| e.unit_then),
        city_now: effect
            .filter(|_| viewer.role == Role::Office)
            .and_then(|e| e.city),
        city_then: effect
            .filter(|_| viewer.role == Role::Office)
            .and_then(|e| e.city_then),
        next,
        left,
        may_accept: may.contains(&Event::Accepted),
        may_return: may.contains(&Event::Returned),
        may_revoke: may.contains(&Event::Revoked),
        item,
    })
}

/// Submissions, newest first, each with the answer it got if it was returned.
fn submissions(history: &[HistoryRow]) -> Vec<Submission> {
    let mut answer = None;
    let mut all = Vec::new();
    for row in history {
        match row.event {
            Event::Returned => answer = Some((row.day, row.text.clone())),
            Event::Submitted => {
                let evidence = row.evidence.first();
                all.push(Submission {
                    day: row.day,
                    time: row.time.clone(),
                    person: row.person.clone(),
                    by: row.by.clone(),
                    produced: row.text.clone(),
                    document_number: evidence
                        .map(|e| e.document_number.clone())
                        .unwrap_or_default(),
                    document_day: evidence.and_then(|e| e.document_day),
                    link: evidence.map(|e| e.link.clone()).unwrap_or_default(),
                    returned: answer.take(),
                });
            }
            _ => answer = None,
        }
    }
    all
}
