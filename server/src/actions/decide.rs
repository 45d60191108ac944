//! `POST /review/{milestone}`: accept, return, or revoke an acceptance.
use app::{
    Page,
    domain::{Event, MilestoneId, Refusal, secrecy_mark},
    text::{Lang, Message},
    views::{DecisionErrors, DecisionForm},
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    append::{Deed, Done, append},
    report::tidy,
    sent::{self, Sent},
};
use crate::{error::WebError, guard, handlers, visit::Visit};

#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    decision: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    checked_product: String,
    #[serde(default)]
    checked_evidence: String,
    #[serde(default)]
    checked_document: String,
    #[serde(default)]
    submission: String,
}

impl sent::Typed for Typed {
    fn submission(&self) -> &str {
        &self.submission
    }
}

pub async fn decide(sent: Sent<Typed>) -> Result<Response, WebError> {
    let Sent {
        visit,
        viewer,
        id,
        typed,
    } = sent;
    if visit.today.review_of(&viewer, &id).is_none() {
        guard::refused(&visit.app, &viewer, id.as_str()).await?;
        return Err(WebError::NotFound);
    }
    let form = clean(typed);
    let event = decision(&form.decision);
    let mut errors = check(&form, event, visit.lang());
    let Some(event) = event.filter(|_| !errors.any()) else {
        return again(visit, &id, form, errors, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let deed = Deed {
        milestone: &id,
        event,
        submission: &form.submission,
        body: &form.reason,
        evidence: None,
    };
    match append(&visit.app, &visit.today, &viewer, &deed).await? {
        Done::Appended | Done::Before => {
            Ok(Redirect::to(&format!("/review/{id}?done={}", event.code())).into_response())
        }
        Done::Refused(refusal) => {
            let message = match refusal {
                Refusal::NotInThisState => Message::StateChanged,
                Refusal::OwnWork => Message::OwnWork,
                Refusal::NoEvidence => Message::NoEvidence,
                Refusal::NotMeasured => Message::NotMeasured,
                Refusal::NotYours => Message::NotYours,
            };
            errors.form = Some(message.text(visit.lang()).to_owned());
            let status = if refusal == Refusal::NotInThisState {
                StatusCode::CONFLICT
            } else {
                StatusCode::FORBIDDEN
            };
            again(visit, &id, form, errors, status).await
        }
    }
}

fn decision(word: &str) -> Option<Event> {
    Event::from_code(word)
        .filter(|e| matches!(e, Event::Accepted | Event::Returned | Event::Revoked))
}

fn clean(typed: Typed) -> DecisionForm {
    DecisionForm {
        decision: typed.decision,
        reason: tidy(&typed.reason),
        checked_product: !typed.checked_product.is_empty(),
        checked_evidence: !typed.checked_evidence.is_empty(),
        checked_document: !typed.checked_document.is_empty(),
        submission: typed.submission,
    }
}

fn check(form: &DecisionForm, event: Option<Event>, lang: Lang) -> DecisionErrors {
    let say = |message: Message| Some(message.text(lang).to_owned());
    let mut errors = DecisionErrors::default();
    match event {
        None => errors.decision = say(Message::DecisionMissing),
        Some(Event::Accepted) => {
            if !(form.checked_product && form.checked_evidence && form.checked_document) {
                errors.checks = say(Message::ChecksMissing);
            }
        }
        Some(_) if form.reason.is_empty() => errors.reason = say(Message::ReasonMissing),
        Some(_) => {}
    }
    if form.reason.chars().count() > 2000 {
        errors.reason = say(Message::ReasonTooLong);
    }
    if secrecy_mark(&form.reason).is_some() {
        errors.reason = say(Message::SecretMark);
    }
    errors
}

async fn again(
    visit: Visit,
    id: &MilestoneId,
    mut form: DecisionForm,
    errors: DecisionErrors,
    status: StatusCode,
) -> Result<Response, WebError> {
    if secrecy_mark(&form.reason).is_some() {
        form.reason.clear();
    }
    let mut page = handlers::decision_page(&visit, id).await?;
    page.form = form;
    page.errors = errors;
    Ok(visit.page_with(status, Page::Decision(Box::new(page))))
}
