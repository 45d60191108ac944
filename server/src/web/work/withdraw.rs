//! `POST /work/{milestone}/withdraw`
use app::domain::Event;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::own_work;
use crate::web::{
    error::WebError,
    milestone_event::{Appended, NewEvent, append},
    milestone_form::{MilestoneFields, MilestoneForm},
};

#[derive(Debug, Deserialize)]
pub struct WithdrawFields {
    #[serde(default)]
    submission: String,
}

impl MilestoneFields for WithdrawFields {
    fn submission(&self) -> &str {
        &self.submission
    }
}

pub async fn withdraw(sent: MilestoneForm<WithdrawFields>) -> Result<Response, WebError> {
    let MilestoneForm {
        visit,
        board,
        id,
        typed,
    } = sent;
    own_work(&visit.app, &board, &id).await?;
    let event = NewEvent::new(&id, Event::Withdrawn, &typed.submission);
    match append(&visit.app, &board, &event).await? {
        Appended::Now | Appended::Before => {
            Ok(Redirect::to(&format!("/work/{id}?done=withdrawn")).into_response())
        }
        Appended::Refused(refusal) => Err(refusal.into()),
    }
}
