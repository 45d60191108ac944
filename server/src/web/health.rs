//! `GET /healthz`: 200 when the server reads its figures and takes writes, and its tables were
//! whole at the start.
//!
//! One asks the database for all who ask meanwhile: they get what it said last, at once. A
//! probe must become neither a load nor a queue.
use std::{
    sync::{Mutex, OnceLock},
    time::Duration,
};

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use tokio::time::{Instant, timeout};

use crate::{db::DbError, lock::lock, log, web::state::App};

/// An answer is given again for this long.
const FRESH: Duration = Duration::from_secs(2);
/// Who waits longer than this cannot write.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is known of the server's health.
#[derive(Debug, Default)]
pub struct Health {
    last: Mutex<Option<(Instant, bool)>>,
    asking: tokio::sync::Mutex<()>,
    /// A table that was found damaged at the start.
    damaged: OnceLock<String>,
}

impl Health {
    fn last(&self) -> Option<(Instant, bool)> {
        *lock(&self.last)
    }

    fn fresh(&self) -> Option<bool> {
        self.last()
            .filter(|(at, _)| at.elapsed() < FRESH)
            .map(|(_, well)| well)
    }
}

pub async fn health(State(app): State<App>) -> Response {
    let well = app.health.damaged.get().is_none() && answers(&app).await;
    let lost = match log::lost() {
        0 => String::new(),
        lines => format!(
            "log lines lost: {lines}
"
        ),
    };
    let behind = app.clock.behind().map_or_else(String::new, |seconds| {
        format!(
            "clock {seconds} s behind what was recorded last
"
        )
    });
    if well {
        format!(
            "ok
{behind}{lost}"
        )
        .into_response()
    } else {
        let said = format!(
            "unavailable
{behind}{lost}"
        );
        (StatusCode::SERVICE_UNAVAILABLE, said).into_response()
    }
}

async fn answers(app: &App) -> bool {
    if let Some(well) = app.health.fresh() {
        return well;
    }
    let _turn = match (app.health.asking.try_lock(), app.health.last()) {
        (Ok(turn), _) => turn,
        (Err(_), Some((_, well))) => return well,
        // The first of all.
        (Err(_), None) => app.health.asking.lock().await,
    };
    if let Some(well) = app.health.fresh() {
        return well;
    }
    let asked = timeout(PATIENCE, ask(app)).await;
    let well = match asked {
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
    *lock(&app.health.last) = Some((Instant::now(), well));
    well
}

async fn ask(app: &App) -> Result<(), DbError> {
    app.live.today().await?;
    app.db.beat(app.clock.now()).await
}

/// Looks through the tables, once after the start. What is damaged there may show only on the
/// day on which somebody reads it.
pub async fn look_through(app: App) {
    match app.db.damaged().await {
        Ok(None) => {}
        Ok(Some(table)) => {
            tracing::error!(
                table,
                "the database is damaged: stop the server and restore the last backup"
            );
            let _ = app.health.damaged.set(table);
        }
        Err(error) => tracing::warn!(%error, "the tables were not looked through"),
    }
}
