//! `POST /work/{milestone}/withdraw`
use app::domain::Event;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{
    append::{Deed, Done, append},
    sent::{self, Sent},
};
use crate::error::WebError;

#[derive(Debug, Deserialize)]
pub struct Typed {
    #[serde(default)]
    submission: String,
}

impl sent::Typed for Typed {
    fn submission(&self) -> &str {
        &self.submission
    }
}

pub async fn withdraw(sent: Sent<Typed>) -> Result<Response, WebError> {
    let Sent {
        visit,
        viewer,
        id,
        typed,
    } = sent;
    super::own_work(&visit, &viewer, &id).await?;
    let deed = Deed {
        milestone: &id,
        event: Event::Withdrawn,
        submission: &typed.submission,
        body: "",
        evidence: None,
    };
    match append(&visit.app, &visit.today, &viewer, &deed).await? {
        Done::Appended | Done::Before => {
            Ok(Redirect::to(&format!("/work/{id}?done=withdrawn")).into_response())
        }
        Done::Refused(refusal) => Err(refusal.into()),
    }
}
