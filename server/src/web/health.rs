//! `GET /healthz`: 200 when the server reads its figures and takes writes, and its tables were
//! whole at the start.
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::{
    db::DbError,
    log,
    web::{heartbeat::Health, state::App},
};

pub async fn health(State(app): State<App>) -> Response {
    let (status, health) = match app.health.health(ask(&app)).await {
        Health::Well => (StatusCode::OK, "ok\n".to_owned()),
        Health::OnlyReads(why) => (
            StatusCode::SERVICE_UNAVAILABLE,
            format!("unavailable\nonly read: {why}\n"),
        ),
        Health::Unwell => (StatusCode::SERVICE_UNAVAILABLE, "unavailable\n".to_owned()),
    };
    let behind = app.clock.behind().map_or_else(String::new, |seconds| {
        format!("clock {seconds} s behind what was recorded last\n")
    });
    let lost = match log::lost() {
        0 => String::new(),
        lines => format!("log lines lost: {lines}\n"),
    };
    (status, format!("{health}{behind}{lost}")).into_response()
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
            app.health.damaged(table);
        }
        Err(error) => tracing::warn!(%error, "the tables were not looked through"),
    }
}
