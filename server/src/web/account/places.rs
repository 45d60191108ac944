//! Known places: browsers in which an account has signed in before.
//!
//! Strangers can fill the buckets of an account and of an address. Who comes from a known
//! place passes those, and has a bucket of its own (see [`super::throttle`]). A place is
//! known by a cookie, sealed with the server's key, so that it holds after a restart and on
//! every server of a database. It names accounts by their ids and is good for the password
//! of now: another password and being disabled end it. Signing out does not.
use app::domain::Instant;
use axum::http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tower_sessions::cookie::time::Duration;

use crate::{
    config::Config,
    db::{
        DbError,
        audit::hex,
        people::{self, Person},
    },
    web::{cookies, state::App},
};

/// What the server's key seals here.
const PURPOSE: &str = "known places";
const KEPT_FOR: Duration = Duration::days(180);
/// Accounts that share a browser, as at a counter; beyond it the first is forgotten.
const MOST: usize = 8;

const fn cookie_name(config: &Config) -> &'static str {
    if config.origin.https {
        "__Host-known"
    } else {
        "tiendo-known"
    }
}

/// What a browser keeps of one account.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Place {
    account: String,
    /// Tells places of an account apart: each has a bucket.
    id: String,
    good_for: String,
    until: Instant,
}

/// The accounts to which a browser is a known place, the last that signed in at the end.
#[derive(Debug, Default)]
pub struct Places(Vec<Place>);

impl Places {
    /// Those of the cookie that a browser sent.
    pub fn sent(headers: &HeaderMap, app: &App) -> Self {
        let places = cookies::sent(headers, cookie_name(&app.config))
            .and_then(|sealed| app.key.open(PURPOSE, &sealed))
            .and_then(|bytes| postcard::from_bytes::<Vec<Place>>(&bytes).ok())
            .unwrap_or_default();
        let now = app.clock.now();
        Self(places.into_iter().filter(|it| it.until > now).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The id of the place this browser is to an account, if it is known.
    pub async fn of(&self, app: &App, person: &Person) -> Result<Option<&str>, DbError> {
        let Some(place) = self.0.iter().find(|it| it.account == person.id) else {
            return Ok(None);
        };
        let known = place.good_for == good_for(app, person).await?;
        Ok(known.then_some(place.id.as_str()))
    }

    /// The cookie that makes the browser a known place to an account, beside those it is
    /// known to already.
    pub async fn with(
        mut self,
        app: &App,
        person: &Person,
    ) -> Result<Option<HeaderValue>, DbError> {
        let id = match self.of(app, person).await? {
            Some(id) => id.to_owned(),
            None => uuid::Uuid::new_v4().simple().to_string(),
        };
        self.0.retain(|it| it.account != person.id);
        self.0.push(Place {
            account: person.id.clone(),
            id,
            good_for: good_for(app, person).await?,
            until: app.clock.now() + KEPT_FOR.whole_seconds() * 1_000_000,
        });
        let last = &self.0[self.0.len().saturating_sub(MOST)..];
        let sealed = postcard::to_allocvec(last)
            .ok()
            .and_then(|bytes| app.key.seal(PURPOSE, &bytes));
        Ok(sealed.and_then(|sealed| {
            cookies::kept(cookie_name(&app.config), &sealed, KEPT_FOR, &app.config)
        }))
    }
}

/// Changes with the password and each time the account is disabled.
async fn good_for(app: &App, person: &Person) -> Result<String, DbError> {
    let disabled = people::last_disabled(&app.db, &person.id).await?;
    let password = person.password_hash.as_deref().unwrap_or_default();
    let digest = Sha256::digest(format!("{disabled} {password}"));
    Ok(hex(&digest[..16]))
}
