//! `GET /plan/folder`: the whole plan as the folder that the import reads, in one file.
use std::io::{Cursor, Write};

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use zip::{ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::look;
use crate::{
    import::leaving,
    web::{error::WebError, export::TakenAway, visit::Visit},
};

pub async fn folder(visit: Visit) -> Result<Response, WebError> {
    let files = leaving(&visit.app.db, visit.zone()).await;
    let files = files.map_err(look::failed)?;
    let whole = zipped(files).map_err(|error| WebError::Internal(error.to_string()))?;
    let sample = if visit.frame.demo() { "-mau" } else { "" };
    let name = format!("ke-hoach-{}{sample}.zip", visit.frame.today);
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    let mut response = (headers, whole).into_response();
    response.extensions_mut().insert(TakenAway);
    Ok(response)
}

fn zipped(files: Vec<(&'static str, Vec<u8>)>) -> Result<Vec<u8>, ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(&bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
