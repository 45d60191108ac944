//! `POST /account/sessions`: ends one of one's own sessions, or all but this one.
use app::{
    domain::{clean_line, local_day},
    text::clock_time,
    views::{AccountDone, Device, OwnSession},
};
use axum::{
    Form,
    extract::rejection::FormRejection,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use tower_sessions::Session;

use super::{
    done::back,
    session::{DEVICE, FROM, id_hash},
};
use crate::{
    db::{audit, sessions},
    web::{error::WebError, visit::Visit},
};

/// All sessions but the one that asks.
pub const OTHERS: &str = "others";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    account: String,
    end: String,
}

/// What a browser says it is, as far as its person tells it by.
pub fn device(headers: &HeaderMap) -> Device {
    let agent = headers.get(header::USER_AGENT);
    let agent = agent.and_then(|it| it.to_str().ok()).unwrap_or_default();
    match ["Mobile", "Android", "iPhone"]
        .iter()
        .any(|word| agent.contains(word))
    {
        true => Device::Phone,
        false => Device::Computer,
    }
}

/// The sessions of the person, the last used first.
pub async fn own_sessions(visit: &Visit, session: &Session) -> Result<Vec<OwnSession>, WebError> {
    let (person, zone) = (&visit.viewer()?.person, visit.zone());
    let own = session.id().map(|id| id_hash(&id));
    let rows = sessions::of_person(&visit.app.db, person).await?;
    let told = |at| (local_day(at, zone), clock_time(at, zone));
    let rows = rows.into_iter().map(|row| {
        let data: serde_json::Value = serde_json::from_str(&row.data).unwrap_or_default();
        let text = |name: &str| {
            data.get(name)
                .and_then(|it| it.as_str())
                .unwrap_or_default()
                .to_owned()
        };
        OwnSession {
            since: told(row.created_at),
            seen: told(row.last_seen),
            from: text(FROM),
            device: Device::from_code(&text(DEVICE)),
            here: own.as_ref() == Some(&row.id_hash),
            key: row.id_hash,
        }
    });
    Ok(rows.collect())
}

pub async fn end_sessions(
    visit: Visit,
    session: Session,
    form: Result<Form<Fields>, FormRejection>,
) -> Result<Response, WebError> {
    let Form(fields) = form?;
    let viewer = visit.viewer()?;
    let as_it_is = || Redirect::to("/account").into_response();
    if fields.account != viewer.person {
        return Ok(as_it_is());
    }
    let own = session.id().map(|id| id_hash(&id)).unwrap_or_default();
    let end = clean_line(&fields.end);
    let mut tx = visit.app.db.begin().await?;
    tx.lock().await?;
    let ended = match end.as_str() {
        OTHERS => sessions::end_others(&mut tx, &viewer.person, &own).await?,
        // The one that asks ends by signing out.
        one if one == own => 0,
        one => sessions::end_one(&mut tx, &viewer.person, one).await?,
    };
    if ended == 0 {
        return Ok(as_it_is());
    }
    let line = audit::Line {
        at: visit.app.clock.now(),
        person: Some(&viewer.username),
        source: &visit.from.to_string(),
        action: "person.sessions_ended",
        subject: &viewer.username,
        detail: &ended.to_string(),
    };
    audit::append(&mut tx, line).await?;
    tx.commit().await?;
    Ok(back(AccountDone::SessionsEnded))
}
