//! `POST /work/{milestone}/withdraw`
use app::domain::{Event, MilestoneId};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::append::{Deed, Done, append};
use crate::{
    error::{BadRequest, WebError},
    visit::Visit,
};

#[derive(Debug, Deserialize)]
pub struct Typed {
    #[serde(default)]
    submission: String,
}

pub async fn withdraw(
    visit: Visit,
    Path(id): Path<String>,
    form: Result<Form<Typed>, axum::extract::rejection::FormRejection>,
) -> Result<Response, WebError> {
    let viewer = visit.viewer()?.clone();
    let id = MilestoneId::parse(&id).map_err(|_| WebError::NotFound)?;
    let Form(typed) = form?;
    if !super::is_submission(&typed.submission) {
        return Err(WebError::BadRequest(BadRequest::Form));
    }
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
