//! `POST /outcomes/{code}`: taking back the acceptance of a value, with a reason.
use app::{
    Page,
    domain::{Event, IndicatorCode, Refusal, clean, secrecy_mark},
    views::{Mistake, Notice, ValueRevocation},
};
use axum::{
    Form,
    extract::{Path, rejection::FormRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{MarkedValue, ValueDecided, decide_values};
use crate::{
    db::measurements,
    web::{error::WebError, pages::outcome_page, review::reason_mistake, visit::Visit},
};

#[derive(Debug, Default, Deserialize)]
pub struct RevokeFields {
    /// The box of the value that is chosen.
    #[serde(default)]
    value: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    account: String,
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
    let reason = clean(&fields.reason);
    let form = ValueRevocation {
        chosen: fields.value.clone(),
        reason: reason.clone(),
        error: None,
        account: fields.account.clone(),
    };
    if fields.value.is_empty() {
        return again(visit, &code, form, Mistake::NothingTicked, None).await;
    }
    if let Some(mistake) = reason_mistake(&reason) {
        return again(visit, &code, form, mistake, None).await;
    }
    let row = MarkedValue::read(&fields.value, &fields.account)?;
    let mut ended = decide_values(&visit, Event::Revoked, &[row], &reason).await?;
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
    let secret = secrecy_mark(&form.reason).is_some();
    page.revocation = ValueRevocation {
        error: Some(mistake),
        reason: if secret { String::new() } else { form.reason },
        account: page.revocation.account,
        chosen: form.chosen,
    };
    let status = status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    Ok(visit.page_with(status, Page::Outcome(Box::new(page))))
}

/// Says that a value was revoked, to who did it and while nothing came after it.
pub async fn tell_revoked(visit: &mut Visit, code: &IndicatorCode) -> Result<(), WebError> {
    if visit.query("done") != Notice::ValueRevoked.code() {
        return Ok(());
    }
    let last = measurements::last_event(&visit.app.db, code.as_str()).await?;
    let person = &visit.viewer()?.person;
    if last.is_some_and(|(event, by)| event == Event::Revoked.code() && by.as_ref() == Some(person))
    {
        visit.frame.notice = Some(Notice::ValueRevoked);
    }
    Ok(())
}
