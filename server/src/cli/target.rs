//! The database that a copy goes into: a SQLite file that is not there yet, or an empty PostgreSQL.
use std::path::Path;

use super::CliError;
use crate::db::{Db, DbError, Part, copy::occupied};

/// Opens a PostgreSQL; refused where anything is in it.
pub async fn empty_server(url: &str) -> Result<Db, CliError> {
    let db = Db::existing(url).await?;
    let refused = match occupied(&db).await {
        Ok(None) => return Ok(db),
        Ok(Some(table)) => DbError::NotEmpty(table),
        Err(error) => error,
    };
    db.close().await;
    Err(refused.into())
}

/// An empty file beside a place, whose folder is made where there is none.
pub fn part_for(place: &Path) -> Result<Part, CliError> {
    if let Some(folder) = place.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|e| CliError::Io(folder.display().to_string(), e))?;
    }
    Part::of(place).map_err(|e| CliError::Io(place.display().to_string(), e))
}

/// Puts a file in its place.
pub fn put(part: Part) -> Result<(), CliError> {
    let place = part.place().display().to_string();
    part.put().map_err(|e| CliError::Io(place, e))
}
