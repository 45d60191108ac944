//! `POST /account/theme`: how pages look for an account, on every browser.
use app::{lang::Theme, views::AccountDone};
use axum::{
    Form,
    extract::rejection::FormRejection,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::done::back;
use crate::{
    db::{audit, people},
    web::{error::WebError, guard::safe_next, visit::Visit},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    #[serde(alias = "reader")]
    account: String,
    theme: String,
    /// The page it was chosen on, where it is not the account's.
    back: String,
}

pub async fn save_theme(
    visit: Visit,
    form: Result<Form<Fields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let viewer = visit.viewer()?;
    let chosen = Theme::from_code(&fields.theme).filter(|it| *it != viewer.theme);
    let Some(theme) = chosen.filter(|_| fields.account == viewer.person) else {
        return Ok(match fields.back.as_str() {
            "" => Redirect::to("/account").into_response(),
            page => Redirect::to(safe_next(page)).into_response(),
        });
    };
    let mut tx = visit.app.db.begin().await?;
    tx.lock().await?;
    people::set_theme(&mut tx, &viewer.username, theme).await?;
    let line = audit::Line {
        at: visit.app.clock.now(),
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "person.theme",
        subject: &viewer.username,
        detail: theme.code(),
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(match fields.back.as_str() {
        "" => back(AccountDone::Theme),
        // The page itself shows it.
        page => Redirect::to(safe_next(page)).into_response(),
    })
}
