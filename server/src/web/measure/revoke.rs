//! `POST /outcomes/{code}`: taking back the acceptance of a value, with a reason.
use app::{
    Page,
    domain::{Event, IndicatorCode, Refusal, clean, secrecy_mark},
    views::{Marks, Mistake, Notice, Typed, UnsentForm, ValueRevocation, ValueRow},
};
use axum::{
    Form,
    extract::{Path, rejection::FormRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{Decision, MarkedValue, ValueDecided, decide_values};
use crate::web::{
    error::WebError, marked::reads_the_same, milestone_form::FormFields, pages::outcome_page,
    review::reason_mistake, visit::Visit,
};

#[derive(Debug, Default, Deserialize)]
pub struct RevokeFields {
    /// The box of the value that is chosen.
    #[serde(default)]
    value: String,
    #[serde(default)]
    reason: String,
    #[serde(flatten)]
    marks: Marks,
}

impl RevokeFields {
    fn cleaned(self) -> ValueRevocation {
        ValueRevocation {
            chosen: self.value,
            reason: clean(&self.reason),
            error: None,
            marks: self.marks,
        }
    }
}

impl FormFields for RevokeFields {
    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn which(&self) -> UnsentForm {
        UnsentForm::Revocation
    }

    fn typed(self) -> Option<Typed> {
        Some(Typed::Revocation(without_secrets(self.cleaned())))
    }
}

/// What carries a mark of secrecy is not sent back.
fn without_secrets(mut form: ValueRevocation) -> ValueRevocation {
    if secrecy_mark(&form.reason).is_some() {
        form.reason.clear();
    }
    form
}

pub async fn revoke(
    visit: Visit,
    Path(code): Path<String>,
    fields: Result<Form<RevokeFields>, FormRejection>,
) -> Result<Response, WebError> {
    let code = IndicatorCode::parse(&code).map_err(|_| WebError::NotFound)?;
    let Form(fields) = fields?;
    let board = visit.read()?;
    // Whether it is there is told before what is wrong with the form.
    board
        .reads_outcome_in_full(&code)
        .ok_or(WebError::NotFound)?;
    let form = fields.cleaned();
    if form.chosen.is_empty() {
        return again(visit, &code, form, Mistake::NothingTicked, None).await;
    }
    if let Some(mistake) = reason_mistake(&form.reason) {
        return again(visit, &code, form, mistake, None).await;
    }
    let row = MarkedValue::read(&form.chosen, &form.marks.account)?;
    let decision = Decision::of_each(Event::Revoked, &form.reason);
    let mut ended = decide_values(&visit, decision, &[row]).await?;
    let Some(Some((of, ended))) = ended.pop().filter(|it| it.is_some()) else {
        return Err(WebError::NotFound);
    };
    if of != code {
        return Err(WebError::NotFound);
    }
    let conflict = Some(StatusCode::CONFLICT);
    match ended {
        ValueDecided::Now | ValueDecided::Before => {
            let path = format!("/outcomes/{code}?done={}", Notice::ValueRevoked.code());
            Ok(Redirect::to(&path).into_response())
        }
        ValueDecided::OtherAccount => {
            again(visit, &code, form, Mistake::OtherAccount, conflict).await
        }
        ValueDecided::Overtaken | ValueDecided::Refused(Refusal::NotInThisState) => {
            again(visit, &code, form, Mistake::OvertakenValues, conflict).await
        }
        ValueDecided::Refused(refusal) => Err(refusal.into()),
    }
}

/// The page once more, with what was typed.
async fn again(
    visit: Visit,
    code: &IndicatorCode,
    form: ValueRevocation,
    mistake: Mistake,
    status: Option<StatusCode>,
) -> Result<Response, WebError> {
    let visit = visit.renewed().await?;
    let mut page = outcome_page(&visit, code).await?;
    page.revocation = ValueRevocation {
        error: Some(mistake),
        marks: page.revocation.marks,
        ..without_secrets(form)
    };
    let status = status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    Ok(visit.page_with(status, Page::Outcome(Box::new(page))))
}

/// The page once more, with what was typed before the session ended. A revocation belongs to what
/// was read: where that has changed since, it is told.
pub async fn revocation_again(
    visit: Visit,
    code: &str,
    form: ValueRevocation,
) -> Result<Response, WebError> {
    let code = IndicatorCode::parse(code).map_err(|_| WebError::NotFound)?;
    let mut page = outcome_page(&visit, &code).await?;
    let stands = |row: &ValueRow| reads_the_same(&row.mark, &form.chosen);
    if !form.chosen.is_empty() && !page.values.iter().any(stands) {
        let conflict = Some(StatusCode::CONFLICT);
        return again(visit, &code, form, Mistake::OvertakenValues, conflict).await;
    }
    page.revocation = form;
    Ok(visit.page(Page::Outcome(Box::new(page))))
}
