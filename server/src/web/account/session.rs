//! Sessions in our own table, behind tower-sessions' store.
//!
//! Reading is not activity for tower-sessions: its expiry is the absolute end,
//! 12 hours after signing in. The idle end, 60 minutes, is checked here on load
//! against `last_seen`, which is written at most once a minute; a wall's screen
//! has no idle end.
use std::collections::HashMap;

use app::{
    access::Role,
    domain::{Day, Instant, local_day},
};
use async_trait::async_trait;
use axum::http::HeaderMap;
use sha2::{Digest, Sha256};
use tower_sessions::{
    SessionStore,
    cookie::time::{Duration, OffsetDateTime},
    session::{Id, Record},
    session_store,
};

use crate::{
    clock::Clock,
    config::Config,
    db::{Db, DbError, audit::hex, sessions},
    web::cookies,
};

pub const ABSOLUTE: Duration = Duration::hours(12);
/// A screen on a wall has nobody to sign in again; disabling its account ends
/// its session at once.
pub const ABSOLUTE_DISPLAY: Duration = Duration::days(365);
const IDLE: Instant = IDLE_SECONDS as Instant * 1_000_000;
const TOUCH_EVERY: Instant = 60 * 1_000_000;

/// The name of the cookie that carries a session's id.
pub const fn cookie_name(config: &Config) -> &'static str {
    if config.origin.https {
        "__Host-tiendo"
    } else {
        "tiendo"
    }
}

/// Whether a browser sent a session, valid or not.
pub fn was_sent(headers: &HeaderMap, config: &Config) -> bool {
    cookies::sent(headers, cookie_name(config)).is_some()
}

/// The key under which a session keeps its account's id.
pub const PERSON: &str = "person";
/// The key under which it says when it ends, whatever is done in it.
pub const ENDS: &str = "ends";
/// The keys under which it says from which address and on what it was opened.
pub const FROM: &str = "from";
pub const DEVICE: &str = "device";
/// The key under which it says by which password it was opened: another one ends it, also where it was
/// written after that one was set.
pub const GOOD_FOR: &str = "good_for";
/// The key under which it says in which role and for whom its account acted when it was opened: with
/// another role it is over.
pub const ACTS_AS: &str = "acts_as";
/// The key under which it says of which account the second factor was shown.
pub const FACTOR: &str = "factor";
/// Seconds after which a session ends in which nothing is done.
pub const IDLE_SECONDS: u32 = 60 * 60;

#[derive(Debug, Clone)]
pub struct Sessions {
    db: Db,
    clock: Clock,
}

impl Sessions {
    pub const fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock }
    }

    /// Removes sessions that have ended.
    pub async fn sweep(&self) -> Result<(), DbError> {
        let now = self.clock.now();
        sessions::sweep(&self.db, now, now - IDLE, day_of(now)).await
    }

    async fn write(&self, record: &Record, fresh: bool) -> session_store::Result<bool> {
        let now = self.clock.now();
        let data = serde_json::to_string(&record.data)
            .map_err(|e| session_store::Error::Encode(e.to_string()))?;
        let row = sessions::SessionRow {
            id_hash: id_hash(&record.id),
            person: record
                .data
                .get(PERSON)
                .and_then(|v| v.as_str())
                .map(str::to_owned),
            created_at: now,
            last_seen: now,
            expires_at: micros(record.expiry_date),
            data,
            role: String::new(),
        };
        sessions::save(&self.db, &row, fresh).await.map_err(backend)
    }
}

/// The day by which it is told whether an account is a wall's, which has no idle end: for that, and
/// that alone, the day of UTC does.
fn day_of(now: Instant) -> Day {
    local_day(now, chrono_tz::Tz::UTC)
}

/// A stolen table must not open sessions: only a hash of the id is kept.
pub fn id_hash(id: &Id) -> String {
    hex(&Sha256::digest(id.to_string()))
}

fn micros(at: OffsetDateTime) -> Instant {
    i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or(Instant::MAX)
}

fn backend(error: DbError) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        while !self.write(record, true).await? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        self.write(record, false).await.map(|_| ())
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let hash = id_hash(id);
        let now = self.clock.now();
        let Some(row) = sessions::lookup(&self.db, &hash, day_of(now))
            .await
            .map_err(backend)?
        else {
            return Ok(None);
        };
        let idle = row.last_seen + IDLE <= now && row.role != Role::Display.code();
        if row.expires_at <= now || idle {
            // It stays ended, also when the clock goes back; where nothing is written it is over
            // all the same.
            return match sessions::remove(&self.db, &hash).await {
                Ok(()) | Err(DbError::Moved | DbError::Newer(_)) => Ok(None),
                Err(error) => Err(backend(error)),
            };
        }
        if row.last_seen + TOUCH_EVERY <= now {
            // After the answer: nobody waits for it, and a failure only makes
            // the session look idle a minute longer.
            let db = self.db.clone();
            tokio::spawn(async move {
                if let Err(error) = sessions::touch(&db, &hash, now).await {
                    tracing::warn!(%error, "last_seen not written");
                }
            });
        }
        let mut data: HashMap<String, serde_json::Value> = serde_json::from_str(&row.data)
            .map_err(|e| session_store::Error::Decode(e.to_string()))?;
        data.insert(ENDS.to_owned(), row.expires_at.into());
        let expiry_date = OffsetDateTime::from_unix_timestamp(row.expires_at / 1_000_000)
            .map_err(|e| session_store::Error::Decode(e.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        sessions::remove(&self.db, &id_hash(id))
            .await
            .map_err(backend)
    }
}
