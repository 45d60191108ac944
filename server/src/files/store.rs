//! The place where bytes are kept under their SHA-256: a folder, or a bucket of S3.
use std::{fmt, io, path::PathBuf, sync::Arc, time::Duration};

use app::domain::{FileRefusal, Instant};
use axum::body::Body;
use futures_util::TryStreamExt;
use object_store::{
    ClientConfigKey, ObjectStore, ObjectStoreExt, RetryConfig, WriteMultipart,
    aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey},
    local::LocalFileSystem,
    path::Path,
    prefix::PrefixStore,
};
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt;

use super::{Files, Spooled};
use crate::db::audit::hex;

/// How long keeping one file may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes that are handed to the store at once; S3 takes no smaller parts.
const PART: usize = 5 * 1024 * 1024;

/// `TIENDO_FILES`, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// `file://data/files`, from where the program runs, or `file:///var/lib/tiendo/files`.
    Folder(PathBuf),
    /// `s3://bucket/prefix`; keys, region and endpoint by the usual AWS variables.
    Bucket { bucket: String, prefix: String },
}

/// A place that cannot be used, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    #[error(
        "TIENDO_FILES phải có dạng file://data/files hoặc s3://ten-bucket/thu-muc, đang là {0:?}"
    )]
    Setting(String),
    #[error("không tạo hoặc mở được thư mục tệp {0}: {why}", why = crate::cause::of_system(.1))]
    Folder(String, io::Error),
    #[error("không mở được kho tệp; kiểm tra TIENDO_FILES và các biến AWS_*: {0}")]
    Store(#[from] object_store::Error),
}

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the file is not in the store")]
    Missing,
    #[error("the store is full: {0}")]
    Full(object_store::Error),
    #[error("the store is away: {0}")]
    Away(object_store::Error),
    #[error("the store did not answer in time")]
    Late,
}

impl From<object_store::Error> for StoreError {
    fn from(error: object_store::Error) -> Self {
        match &error {
            object_store::Error::NotFound { .. } => Self::Missing,
            it if is_full(it) => Self::Full(error),
            _ => Self::Away(error),
        }
    }
}

/// Whether the cause of a failure, however deep, is a disk without room.
fn is_full(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
        if let Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) = kind {
            return true;
        }
        cause = error.source();
    }
    false
}

impl From<StoreError> for FileRefusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a file was not kept");
        match error {
            StoreError::Full(_) => Self::DiskFull,
            StoreError::Missing | StoreError::Away(_) | StoreError::Late => Self::StoreAway,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "file://{}", folder.display()),
            Self::Bucket { bucket, prefix } => write!(f, "s3://{bucket}/{prefix}"),
        }
    }
}

impl std::str::FromStr for Place {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        let bad = || PlaceError::Setting(text.to_owned());
        if let Some(folder) = text.strip_prefix("file://").filter(|it| !it.is_empty()) {
            return Ok(Self::Folder(folder.into()));
        }
        let bucket = text.strip_prefix("s3://").ok_or_else(bad)?;
        let (bucket, prefix) = bucket.split_once('/').unwrap_or((bucket, ""));
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        if bucket.is_empty() || !bucket.chars().all(plain) {
            return Err(bad());
        }
        let prefix = Path::parse(prefix.trim_matches('/')).map_err(|_| bad())?;
        Ok(Self::Bucket {
            bucket: bucket.to_owned(),
            prefix: prefix.to_string(),
        })
    }
}

impl Place {
    /// Where files are without a setting: beside the database, or in `data`.
    pub fn beside(database: Option<&std::path::Path>) -> Self {
        let folder = database.and_then(std::path::Path::parent);
        let folder = folder.unwrap_or(std::path::Path::new("data"));
        Self::Folder(folder.join("files"))
    }

    pub(super) fn folder(&self) -> Option<&std::path::Path> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::Bucket { .. } => None,
        }
    }

    /// Opens the place; a folder that is not there is made, for its owner only.
    pub(super) fn open(&self) -> Result<Arc<dyn ObjectStore>, PlaceError> {
        match self {
            Self::Folder(folder) => Ok(Arc::new(open_folder(folder)?)),
            Self::Bucket { bucket, prefix } => {
                let store = bucket_of(AmazonS3Builder::from_env().with_bucket_name(bucket))?;
                Ok(Arc::new(PrefixStore::new(store, prefix.as_str())))
            }
        }
    }
}

fn open_folder(folder: &std::path::Path) -> Result<LocalFileSystem, PlaceError> {
    let failed = |error| PlaceError::Folder(folder.display().to_string(), error);
    crate::private::create_folder(folder).map_err(failed)?;
    // A row names a file only after it is on the disk.
    Ok(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))
}

/// A bucket with the patience of a form: whoever waits for it sees no answer meanwhile.
pub fn bucket_of(builder: AmazonS3Builder) -> Result<AmazonS3, object_store::Error> {
    // An error says that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let wait = |key, long: &str| (AmazonS3ConfigKey::Client(key), long.to_owned());
    // How long all of an answer takes is its reader's doing.
    let waits = [
        wait(ClientConfigKey::ConnectTimeout, "5 seconds"),
        wait(ClientConfigKey::ReadTimeout, "20 seconds"),
        wait(ClientConfigKey::Timeout, "15 minutes"),
    ];
    let builder = (waits.into_iter()).fold(builder, |it, (key, long)| it.with_config(key, long));
    builder
        .with_retry(RetryConfig {
            max_retries: 2,
            retry_timeout: Duration::from_secs(10),
            ..RetryConfig::default()
        })
        .build()
}

/// Where the bytes of a hash are: in folders of its first two letters, as some disks are slow
/// with very many files in one.
fn path_of(hash: &str) -> Path {
    Path::from_iter([hash.get(..2).unwrap_or_default(), hash])
}

/// A file of the store as a list of it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub hash: String,
    pub written_at: Instant,
}

impl Files {
    /// Keeps the bytes of a file. It is whole and on the disk when this is done; before, nobody
    /// finds it under its hash. What is there already is written once more: how long it takes
    /// tells nobody whether it was.
    pub async fn keep(&self, file: &Spooled) -> Result<(), FileRefusal> {
        let bytes = tokio::fs::File::from_std(file.again()?);
        self.write(&file.hash, file.size, bytes).await?;
        Ok(())
    }

    /// Writes bytes under their hash.
    pub(super) async fn write(
        &self,
        hash: &str,
        size: u64,
        bytes: tokio::fs::File,
    ) -> Result<(), StoreError> {
        let written = tokio::time::timeout(PATIENCE, self.put(hash, size, bytes)).await;
        written.unwrap_or(Err(StoreError::Late))
    }

    async fn put(
        &self,
        hash: &str,
        size: u64,
        mut bytes: tokio::fs::File,
    ) -> Result<(), StoreError> {
        let path = path_of(hash);
        if size <= PART as u64 {
            let whole = part(&mut bytes).await?;
            self.store.put(&path, whole.into()).await?;
            return Ok(());
        }
        let mut upload = WriteMultipart::new(self.store.put_multipart(&path).await?);
        loop {
            let next = part(&mut bytes).await;
            let sent = match next {
                Ok(next) if next.is_empty() => break,
                Ok(next) => {
                    upload.put(next.into());
                    upload.wait_for_capacity(0).await.map_err(Into::into)
                }
                Err(error) => Err(error),
            };
            if let Err(error) = sent {
                // The first failure is told, not that of taking away what is half there.
                let _ = upload.abort().await;
                return Err(error);
            }
        }
        upload.finish().await?;
        Ok(())
    }

    /// The bytes of a hash, as they come.
    pub async fn read(&self, hash: &str) -> Result<Body, StoreError> {
        let found = self.store.get(&path_of(hash)).await?;
        Ok(Body::from_stream(found.into_stream()))
    }

    /// Whether what stands under a hash is what was kept: its hash and its size.
    pub async fn is_whole(&self, hash: &str, size: u64) -> Result<bool, StoreError> {
        let found = match self.store.get(&path_of(hash)).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Ok(false),
            Err(error) => return Err(error.into()),
        };
        let mut bytes = found.into_stream();
        let (mut sha, mut read) = (Sha256::new(), 0);
        while let Some(some) = bytes.try_next().await? {
            read += some.len() as u64;
            sha.update(some);
        }
        Ok(read == size && hex(&sha.finalize()) == hash)
    }

    /// Copies the bytes of a hash into a file.
    pub(super) async fn copy(
        &self,
        hash: &str,
        into: &mut tokio::fs::File,
    ) -> Result<(), CopyError> {
        use tokio::io::AsyncWriteExt;
        let found = self.store.get(&path_of(hash)).await;
        let mut bytes = found.map_err(StoreError::from)?.into_stream();
        let mut sha = Sha256::new();
        while let Some(some) = bytes.try_next().await.map_err(StoreError::from)? {
            into.write_all(&some).await?;
            sha.update(some);
        }
        into.sync_all().await?;
        if hex(&sha.finalize()) == hash {
            Ok(())
        } else {
            Err(StoreError::Missing.into())
        }
    }

    pub(super) async fn remove(&self, hash: &str) -> Result<(), StoreError> {
        match self.store.delete(&path_of(hash)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// All there is.
    pub(super) async fn list(&self) -> Result<Vec<Stored>, StoreError> {
        let all = self.store.list(None);
        let all = all.try_filter_map(async |it| {
            let hash = it.location.filename().filter(|name| name.len() == 64);
            Ok(hash.map(|hash| Stored {
                hash: hash.to_owned(),
                written_at: it.last_modified.timestamp_micros(),
            }))
        });
        Ok(all.try_collect().await?)
    }
}

/// Removes what a server that was killed had begun to write into a folder before an instant: it
/// stands beside its place, under a name that the store itself does not list.
pub(super) fn remove_unfinished(folder: &std::path::Path, before: Instant) -> io::Result<()> {
    for within in std::fs::read_dir(folder)? {
        let within = within?;
        if !within.file_type()?.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(within.path())? {
            let file = file?;
            let begun = chrono::DateTime::<chrono::Utc>::from(file.metadata()?.modified()?);
            let unfinished = file.file_name().to_string_lossy().contains('#');
            if unfinished && begun.timestamp_micros() < before {
                std::fs::remove_file(file.path())?;
            }
        }
    }
    Ok(())
}

/// Why a file of the store was not copied to a disk.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// The hash of what a file holds from where it stands.
pub(super) async fn hash_of(file: &mut tokio::fs::File) -> io::Result<String> {
    let mut sha = Sha256::new();
    let mut some = vec![0; 64 * 1024];
    loop {
        match file.read(&mut some).await? {
            0 => return Ok(hex(&sha.finalize())),
            read => sha.update(&some[..read]),
        }
    }
}

/// The next part of a file; empty at its end.
async fn part(file: &mut tokio::fs::File) -> Result<Vec<u8>, StoreError> {
    let mut part = Vec::new();
    let read = file.take(PART as u64).read_to_end(&mut part).await;
    let of_disk = |error| object_store::Error::Generic {
        store: "spool",
        source: Box::new(error),
    };
    read.map_err(of_disk)?;
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_in_a_folder_or_in_a_bucket() {
        let read = |text: &str| text.parse::<Place>().ok();
        let bucket = |bucket: &str, prefix: &str| {
            Some(Place::Bucket {
                bucket: bucket.to_owned(),
                prefix: prefix.to_owned(),
            })
        };
        for (text, place) in [
            (
                "file://data/files",
                Some(Place::Folder("data/files".into())),
            ),
            (
                "file:///srv/tiendo",
                Some(Place::Folder("/srv/tiendo".into())),
            ),
            ("s3://tiendo", bucket("tiendo", "")),
            ("s3://tien-do.vn/a/b/", bucket("tien-do.vn", "a/b")),
            ("file://", None),
            ("s3://", None),
            ("s3://a b", None),
            ("s3://a/../b", None),
            ("/srv/tiendo", None),
            ("https://a", None),
        ] {
            assert_eq!(read(text), place, "{text}");
        }
    }

    #[test]
    fn a_full_disk_is_told_from_a_store_that_is_away() {
        let of = |kind: io::ErrorKind| object_store::Error::Generic {
            store: "x",
            source: Box::new(io::Error::from(kind)),
        };
        for (kind, refusal) in [
            (io::ErrorKind::StorageFull, FileRefusal::DiskFull),
            (io::ErrorKind::QuotaExceeded, FileRefusal::DiskFull),
            (io::ErrorKind::PermissionDenied, FileRefusal::StoreAway),
            (io::ErrorKind::ConnectionRefused, FileRefusal::StoreAway),
        ] {
            let told = FileRefusal::from(StoreError::from(of(kind)));
            assert_eq!(told, refusal, "{kind:?}");
        }
    }
}
