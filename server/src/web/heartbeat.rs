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

/// What is known of the server's health.
#[derive(Debug, Default)]
pub struct Heartbeat {
    last: Mutex<Option<(Instant, bool)>>,
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
    pub async fn is_well(&self, ask: impl Future<Output = Result<(), DbError>>) -> bool {
        self.damaged.get().is_none() && self.answers(ask).await
    }

    async fn answers(&self, ask: impl Future<Output = Result<(), DbError>>) -> bool {
        if let Some(well) = self.fresh() {
            return well;
        }
        let _turn = match (self.asking.try_lock(), self.last()) {
            (Ok(turn), _) => turn,
            (Err(_), Some((_, well))) => return well,
            // The first of all.
            (Err(_), None) => self.asking.lock().await,
        };
        if let Some(well) = self.fresh() {
            return well;
        }
        let well = match timeout(PATIENCE, ask).await {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::error!(%error, "unhealthy");
                false
            }
            Err(_) => {
                tracing::error!("unhealthy: the database does not answer");
                false
            }
        };
        *lock(&self.last) = Some((Instant::now(), well));
        well
    }

    fn last(&self) -> Option<(Instant, bool)> {
        *lock(&self.last)
    }

    fn fresh(&self) -> Option<bool> {
        self.last()
            .filter(|(at, _)| at.elapsed() < FRESH)
            .map(|(_, well)| well)
    }
}
