//! The database that a copy goes into: a SQLite file that is not there yet, or an empty PostgreSQL.
use std::path::Path;

use super::CliError;
use crate::{
    config,
    db::{Db, DbError, Part, copy::occupied},
};

#[derive(Debug)]
pub struct Target {
    pub db: Db,
    /// The file, until all of it is there.
    part: Option<Part>,
}

impl Target {
    /// Opens what an address names; refused where anything is there.
    pub async fn open(url: &str) -> Result<Self, CliError> {
        let Some(file) = config::sqlite_file(url) else {
            let db = empty_server(url).await?;
            return Ok(Self { db, part: None });
        };
        if let Some(there) = Part::there(file) {
            return Err(CliError::Say(format!(
                "{} đang có; chọn tên khác, không ghi đè",
                there.display()
            )));
        }
        let part = part_for(file)?;
        Ok(Self {
            db: Db::file(part.path()).await?,
            part: Some(part),
        })
    }

    /// Closes it and, where it is a file, puts it in its place.
    pub async fn put(&mut self) -> Result<(), CliError> {
        self.db.close().await;
        self.part.take().map_or(Ok(()), put)
    }
}

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
