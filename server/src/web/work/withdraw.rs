//! `POST /work/{milestone}/withdraw`
use app::{
    domain::Event,
    views::{Marks, Mistake, UnsentForm},
};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{own_work, report};
use crate::web::{
    error::WebError,
    milestone_event::{Appended, NewEvent, append},
    milestone_form::{MilestoneFields, MilestoneForm},
    unsent::Typed,
};

#[derive(Debug, Deserialize)]
pub struct WithdrawFields {
    #[serde(flatten)]
    marks: Marks,
}

impl MilestoneFields for WithdrawFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::Withdrawal
    }

    fn typed(self) -> Option<Typed> {
        None
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
    let event = NewEvent::new(&id, Event::Withdrawn, &typed.marks);
    match append(&visit.app, &board, &event).await? {
        Appended::Now | Appended::Before => {
            Ok(Redirect::to(&format!("/work/{id}?done=withdrawn")).into_response())
        }
        Appended::OtherAccount => report::unread(visit, &id, Mistake::OtherAccount).await,
        Appended::Overtaken | Appended::NewerDraft => {
            report::unread(visit, &id, Mistake::Overtaken).await
        }
        Appended::Refused(refusal) => Err(refusal.into()),
    }
}
