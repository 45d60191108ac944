//! `GET /healthz`: 200 when the database can be read, and took a write in the
//! last 5 seconds.
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::web::state::App;

const FRESH: i64 = 5_000_000;

pub async fn health(State(app): State<App>) -> Response {
    match check(&app).await {
        Ok(()) => "ok\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "unhealthy");
            (StatusCode::SERVICE_UNAVAILABLE, "unavailable\n").into_response()
        }
    }
}

async fn check(app: &App) -> Result<(), crate::db::DbError> {
    app.db.seq().await?;
    // One writes for all who ask: a probe must not become a load.
    let mut last = app.last_beat.lock().await;
    let now = app.clock.now();
    if now - *last > FRESH / 2 {
        app.db.beat(now).await?;
        *last = now;
    }
    Ok(())
}
