//! Files beside a backup, and whether those there are still are what was handed over.
use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    Files, StoreError,
    store::{CopyError, hash_of},
};
use crate::{db::files::Needed, private};

/// The folder beside backups in which files are, each under its hash. Backups share it: what one
/// has copied no other copies again.
const FOLDER: &str = "tiendo-files";

/// The folder of files beside a backup.
pub fn folder_beside(backup: &Path) -> PathBuf {
    backup.with_file_name(FOLDER)
}

impl Files {
    /// Copies what rows name into a folder, as far as it is not there; those that are not in the
    /// store as they were kept.
    pub async fn copy_into(
        &self,
        folder: &Path,
        needed: &[Needed],
    ) -> Result<Vec<Needed>, CopyError> {
        let mut missing = Vec::new();
        if needed.is_empty() {
            return Ok(missing);
        }
        private::create_folder(folder)?;
        for file in needed {
            let place = folder.join(&file.hash);
            if is_there(&place, file)? {
                continue;
            }
            let part = folder.join(format!("{}.part", file.hash));
            let mut into = tokio::fs::File::from_std(private::replace(&part)?);
            match self.copy(&file.hash, &mut into).await {
                Ok(()) => std::fs::rename(&part, &place)?,
                Err(CopyError::Store(StoreError::Missing)) => {
                    std::fs::remove_file(&part)?;
                    missing.push(file.clone());
                }
                Err(error) => return Err(error),
            }
        }
        std::fs::File::open(folder)?.sync_all()?;
        Ok(missing)
    }

    /// Brings what rows name into the store from a folder, as far as it is not there; those that
    /// are in neither.
    pub async fn bring_from(
        &self,
        folder: &Path,
        needed: &[Needed],
    ) -> Result<Vec<Needed>, CopyError> {
        let mut missing = Vec::new();
        for file in needed {
            let size = u64::try_from(file.size).unwrap_or_default();
            if self.is_whole(&file.hash, size).await? {
                continue;
            }
            let kept = match tokio::fs::File::open(folder.join(&file.hash)).await {
                Ok(kept) => kept,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    missing.push(file.clone());
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            if hash_of(&mut kept.try_clone().await?).await? == file.hash {
                self.write(&file.hash, size, rewound(kept).await?).await?;
            } else {
                missing.push(file.clone());
            }
        }
        Ok(missing)
    }

    /// What is not in the store any more as it was.
    pub async fn lost(&self, needed: &[Needed]) -> Result<Vec<Needed>, StoreError> {
        let mut lost = Vec::new();
        for file in needed {
            let size = u64::try_from(file.size).unwrap_or_default();
            if !self.is_whole(&file.hash, size).await? {
                lost.push(file.clone());
            }
        }
        Ok(lost)
    }
}

async fn rewound(mut file: tokio::fs::File) -> io::Result<tokio::fs::File> {
    use tokio::io::AsyncSeekExt;
    file.rewind().await?;
    Ok(file)
}

fn is_there(place: &Path, file: &Needed) -> io::Result<bool> {
    match std::fs::metadata(place) {
        Ok(there) => Ok(i64::try_from(there.len()).is_ok_and(|size| size == file.size)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
