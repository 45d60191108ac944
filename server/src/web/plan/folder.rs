//! `GET /plan/folder`: the whole plan as the folder that the import reads, in one file.
use std::io::{Cursor, Write};

use app::views::PlanFile;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use zip::{ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::look;
use crate::{
    import::{file_name, leaving, leaving_file},
    web::{error::WebError, export::TakenAway, visit::Visit},
};

pub async fn folder(visit: Visit) -> Result<Response, WebError> {
    let board = visit.app.live.today().await?;
    let files = leaving(&visit.app.db, &board).await;
    let files = files.map_err(look::failed)?;
    let whole = zipped(files).map_err(|error| WebError::Internal(error.to_string()))?;
    let sample = if visit.frame.demo() { "-mau" } else { "" };
    let name = format!("ke-hoach-{}{sample}.zip", visit.frame.today);
    Ok(taken(&name, "application/zip", whole))
}

/// One of its files: the table that may be pasted again.
pub(super) async fn one(visit: &Visit, file: PlanFile) -> Result<Response, WebError> {
    let board = visit.app.live.today().await?;
    let bytes = leaving_file(&visit.app.db, &board, file).await;
    let bytes = bytes.map_err(look::failed)?;
    Ok(taken(file_name(file), "text/csv; charset=utf-8", bytes))
}

fn taken(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    let mut response = (headers, bytes).into_response();
    response.extensions_mut().insert(TakenAway);
    response
}

fn zipped(files: Vec<(&'static str, Vec<u8>)>) -> Result<Vec<u8>, ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(&bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
