//! Whether a server reads and writes, asked once for all who ask meanwhile: they get what it said
//! last, at once. A probe must become neither a load nor a queue.
use std::{
    sync::{Mutex, OnceLock},
    time::Duration,
};

use tokio::time::{Instant, timeout};

use crate::{db::DbError, lock::lock};

/// An answer is given again for this long.
const FRESH: Duration = Duration::from_secs(2);
/// Who waits longer than this cannot write.
const PATIENCE: Duration = Duration::from_secs(3);

/// What a server says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    Well,
    /// It reads and refuses to write, for this reason.
    OnlyReads(&'static str),
    Unwell,
}

impl Health {
    const fn of(error: &DbError) -> Self {
        match error {
            DbError::Moved => Self::OnlyReads("the campaign was moved to another database"),
            DbError::Newer(_) => Self::OnlyReads("this server is older than its database"),
            _ => Self::Unwell,
        }
    }
}

/// What is known of the server's health.
#[derive(Debug, Default)]
pub struct Heartbeat {
    last: Mutex<Option<(Instant, Health)>>,
    asking: tokio::sync::Mutex<()>,
    /// A table that was found damaged at the start.
    damaged: OnceLock<String>,
}

impl Heartbeat {
    /// Takes note of a damaged table: from now on nothing is well.
    pub fn damaged(&self, table: String) {
        let _ = self.damaged.set(table);
    }

    /// Whether no table is damaged, and what is asked was answered in time.
    pub async fn health(&self, ask: impl Future<Output = Result<(), DbError>>) -> Health {
        match self.damaged.get() {
            None => self.answers(ask).await,
            Some(_) => Health::Unwell,
        }
    }

    async fn answers(&self, ask: impl Future<Output = Result<(), DbError>>) -> Health {
        if let Some(health) = self.fresh() {
            return health;
        }
        let _turn = match (self.asking.try_lock(), self.last()) {
            (Ok(turn), _) => turn,
            (Err(_), Some((_, health))) => return health,
            // The first of all.
            (Err(_), None) => self.asking.lock().await,
        };
        if let Some(health) = self.fresh() {
            return health;
        }
        let health = match timeout(PATIENCE, ask).await {
            Ok(Ok(())) => Health::Well,
            Ok(Err(error)) => {
                tracing::error!(%error, "unhealthy");
                Health::of(&error)
            }
            Err(_) => {
                tracing::error!("unhealthy: the database does not answer");
                Health::Unwell
            }
        };
        *lock(&self.last) = Some((Instant::now(), health));
        health
    }

    fn last(&self) -> Option<(Instant, Health)> {
        *lock(&self.last)
    }

    fn fresh(&self) -> Option<Health> {
        self.last()
            .filter(|(at, _)| at.elapsed() < FRESH)
            .map(|(_, health)| health)
    }
}
