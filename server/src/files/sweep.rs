//! Bytes that no row names for a day are removed.
use super::{Files, StoreError, store::remove_unfinished};
use crate::{
    clock::Clock,
    db::{Db, DbError, files},
};

#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Disk(#[from] std::io::Error),
}

/// Removes what nothing names. Each is removed under the order's lock, which who attaches takes
/// too: nobody names it between the last look and its end.
pub async fn sweep(db: &Db, files: &Files, clock: &Clock) -> Result<(), SweepError> {
    let before = clock.now() - files::KEPT_FOR;
    files::forget_loose(db, before).await?;
    for hash in files::unnamed(db, before).await? {
        let mut tx = db.begin().await?;
        tx.lock().await?;
        if files::forget(&mut tx, &hash, before).await? {
            files.remove(&hash).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Removes bytes of which the database knows nothing, as after an older backup was restored, and
/// what was never written to its end.
pub async fn sweep_unknown(db: &Db, files: &Files, clock: &Clock) -> Result<(), SweepError> {
    let before = clock.now() - files::KEPT_FOR;
    if let Some(folder) = files.folder.clone() {
        let removing = tokio::task::spawn_blocking(move || remove_unfinished(&folder, before));
        removing.await.unwrap_or_else(|gone| Err(gone.into()))?;
    }
    let old = files.list().await?.into_iter();
    for stored in old.filter(|it| it.written_at < before) {
        let mut tx = db.begin().await?;
        tx.lock().await?;
        // Who sends such a file takes note of it before its bytes are written.
        let named = files::is_named(&mut tx, &stored.hash).await?;
        if !named {
            files.remove(&stored.hash).await?;
        }
    }
    Ok(())
}
