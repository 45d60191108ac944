//! `POST /account/language`: the language an account reads in, on every browser.
use axum::{
    Form,
    extract::rejection::FormRejection,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use app::text::Lang;

use crate::{
    db::{audit, people},
    web::{error::WebError, surroundings::language_cookie, visit::Visit},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    account: String,
    language: String,
}

pub async fn save_language(
    visit: Visit,
    form: Result<Form<Fields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let viewer = visit.viewer()?;
    let language = Lang::from_code(&fields.language);
    let mut response = Redirect::to("/account").into_response();
    if fields.account != viewer.person {
        return Ok(response);
    }
    if viewer.lang != language {
        let mut tx = visit.app.db.begin().await?;
        tx.lock().await?;
        people::set_language(&mut tx, &viewer.username, language.code()).await?;
        let line = audit::Line {
            at: visit.app.clock.now(),
            person: Some(&viewer.username),
            source: &visit.from.to_string(),
            action: "person.language",
            subject: &viewer.username,
            detail: language.code(),
        };
        audit::append(&mut tx, line).await?;
        tx.commit().await?;
    }
    // What was chosen in this browser before no longer stands against it.
    if let Some(cookie) = language_cookie(language, &visit.app.config) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
