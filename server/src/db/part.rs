//! A SQLite file that is being made beside the place it is for.
use std::{
    ffi::OsString,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use super::{Db, DbError, copy::copy, migrate::migrate_like};

/// What SQLite leaves beside a file in use.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A file for its owner only, on the same disk as its place; gone when it is dropped before
/// it was put there, so that what stands at the place is whole.
#[derive(Debug)]
pub struct Part {
    path: PathBuf,
    place: PathBuf,
}

impl Part {
    /// An empty file for a place.
    pub fn of(place: &Path) -> io::Result<Self> {
        let path = with_end(place, &format!(".part-{}", std::process::id()));
        crate::private::create(&path)?;
        Ok(Self {
            path,
            place: place.to_owned(),
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn place(&self) -> &Path {
        &self.place
    }

    /// What stands at a place, or what SQLite left beside it.
    pub fn there(place: &Path) -> Option<PathBuf> {
        let file = Some(place.to_owned()).filter(|place| place.exists());
        file.or_else(|| Self::left_beside(place))
    }

    /// Fills it with what another file holds.
    pub fn fill(&self, from: &Path) -> io::Result<()> {
        let mut into = crate::private::replace(&self.path)?;
        io::copy(&mut File::open(from)?, &mut into).map(|_| ())
    }

    /// What SQLite left beside a file: it would take it for a part of any file of that name.
    pub fn left_beside(place: &Path) -> Option<PathBuf> {
        let files = BESIDE.map(|end| with_end(place, end));
        files.into_iter().find(|file| file.exists())
    }

    /// Puts the file in its place: all of it is on the disk before its name is.
    pub fn put(self) -> io::Result<()> {
        File::open(&self.path)?.sync_all()?;
        fs::rename(&self.path, &self.place)?;
        let folder = self.place.parent().filter(|f| !f.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        for end in [""].into_iter().chain(BESIDE) {
            // After `put`, and most of the time, there is none.
            let _ = fs::remove_file(with_end(&self.path, end));
        }
    }
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

impl Db {
    /// Writes a whole copy into an empty SQLite file, also while people work. Of PostgreSQL it
    /// stands at the same step, as a database of its own would.
    pub async fn copy_into(&self, part: &Part) -> Result<(), DbError> {
        match self {
            Self::Sqlite { write, .. } => {
                sqlx::query("vacuum into $1")
                    .bind(part.path().to_string_lossy().into_owned())
                    .execute(write)
                    .await?;
                Ok(())
            }
            Self::Postgres { .. } => {
                let file = Self::file(part.path()).await?;
                let copied = async {
                    migrate_like(&file, self).await?;
                    copy(self, &file).await.map(|_| ())
                };
                let copied = copied.await;
                file.close().await;
                copied
            }
        }
    }

    /// Whether a SQLite file is whole, by its own check.
    pub async fn is_whole(&self) -> Result<bool, DbError> {
        let Self::Sqlite { write, .. } = self else {
            return Ok(true);
        };
        let found = sqlx::query_scalar("pragma integrity_check(1)");
        let found: Result<String, sqlx::Error> = found.fetch_one(write).await;
        match found {
            Ok(word) => Ok(word == "ok"),
            Err(sqlx::Error::Database(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}
