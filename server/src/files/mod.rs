//! Files behind reports: bytes kept once under their SHA-256, in a folder or in a bucket.
//!
//! A file comes in as a [`Spooled`] one, is looked through by [`Files::check`] and kept by
//! [`Files::keep`]; only then a row of the database may name it. What a row says of it, who may
//! read it and when it goes is the database's: `db::files`, `sweep`.
mod copies;
mod inspect;
mod legacy;
mod office;
mod prose;
mod scanner;
mod spool;
mod store;
mod sweep;

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use app::domain::{FileKind, FileRefusal};
use object_store::ObjectStore;
use tokio::sync::Semaphore;

pub use copies::folder_beside;
pub use scanner::{Scanner, ScannerError};
pub use spool::{Spool, Spooled};
pub use store::{CopyError, Place, PlaceError, StoreError, bucket_of};
pub use sweep::{SweepError, sweep, sweep_unknown};

/// Forms with files that come in at once: each has its files on the disk meanwhile.
const AT_ONCE: usize = 32;

/// Where files are kept, and who looks at them before.
#[derive(Debug, Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// Where the store is, if it is a folder.
    folder: Option<PathBuf>,
    scanner: Option<Scanner>,
    receiving: Arc<Semaphore>,
}

impl Files {
    /// Those of a place.
    pub fn of(place: &Place, scanner: Option<Scanner>) -> Result<Self, PlaceError> {
        Ok(Self {
            folder: place.folder().map(Path::to_owned),
            ..Self::over(place.open()?, scanner)
        })
    }

    /// Those of any store.
    pub fn over(store: Arc<dyn ObjectStore>, scanner: Option<Scanner>) -> Self {
        Self {
            store,
            folder: None,
            scanner,
            receiving: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Holds a place among the forms that come in; `None` never, as the places outlive all.
    pub async fn turn(&self) -> Option<tokio::sync::OwnedSemaphorePermit> {
        self.receiving.clone().acquire_owned().await.ok()
    }

    /// What a file is, where it may be kept.
    pub async fn check(&self, file: &Spooled, sent: &str) -> Result<FileKind, FileRefusal> {
        let (read, name) = (file.again()?, sent.to_owned());
        let inspected = tokio::task::spawn_blocking(move || inspect::inspect(&read, &name)).await;
        // What breaks a library is not kept either.
        let kind = inspected.unwrap_or(Err(FileRefusal::Damaged))?;
        if let Some(scanner) = &self.scanner {
            scanner.look(file.again()?).await?;
        }
        Ok(kind)
    }
}

/// What is told of a failure of the disk.
fn refusal_of(error: &io::Error) -> FileRefusal {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileRefusal::DiskFull,
        _ => FileRefusal::StoreAway,
    }
}
