//! A file on its way in: on the disk without a name, so that nothing is left of it when the
//! server ends, and hashed as it comes.
use std::{
    fs::File,
    io::{Seek, SeekFrom},
};

use app::domain::{FileRefusal, LARGEST_FILE};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use super::refusal_of;
use crate::db::audit::hex;

/// A file that is being written.
#[derive(Debug)]
pub struct Spool {
    file: tokio::fs::File,
    sha: Sha256,
    size: u64,
}

/// One that came whole.
#[derive(Debug)]
pub struct Spooled {
    file: File,
    pub size: u64,
    /// SHA-256 of its bytes.
    pub hash: String,
}

impl Spool {
    pub async fn new() -> Result<Self, FileRefusal> {
        let made = tokio::task::spawn_blocking(tempfile::tempfile).await;
        let file = made.unwrap_or_else(|gone| Err(std::io::Error::other(gone)));
        Ok(Self {
            file: tokio::fs::File::from_std(file.map_err(|error| refusal_of(&error))?),
            sha: Sha256::new(),
            size: 0,
        })
    }

    /// Takes the next bytes, up to the size a file may have.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), FileRefusal> {
        self.size += bytes.len() as u64;
        if self.size > LARGEST_FILE {
            return Err(FileRefusal::TooLarge);
        }
        self.sha.update(bytes);
        let written = self.file.write_all(bytes).await;
        written.map_err(|error| refusal_of(&error))
    }

    pub async fn end(mut self) -> Result<Spooled, FileRefusal> {
        let flushed = self.file.flush().await;
        flushed.map_err(|error| refusal_of(&error))?;
        Ok(Spooled {
            file: self.file.into_std().await,
            size: self.size,
            hash: hex(&self.sha.finalize()),
        })
    }
}

impl Spooled {
    /// The file from its beginning. One reader at a time: they share their place in it.
    pub fn again(&self) -> Result<File, FileRefusal> {
        let again = self.file.try_clone().and_then(|mut file| {
            file.seek(SeekFrom::Start(0))?;
            Ok(file)
        });
        again.map_err(|error| refusal_of(&error))
    }
}
