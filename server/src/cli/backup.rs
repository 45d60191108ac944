//! `tiendo backup FILE`
use std::path::Path;

use super::CliError;
use crate::{
    clock::Clock,
    config::Config,
    db::{self, Db, Part, Standing, audit, files::Needed, standing},
    files::folder_beside,
};

/// A whole copy of a database on either engine in one file of SQLite, also while it is written
/// to, and of the files it names in a folder beside. It stands under its name only when all of it
/// is on the disk and sound.
pub async fn backup(config: &Config, clock: &Clock, file: &Path) -> Result<(), CliError> {
    super::check_file_name(file)?;
    if file.exists() {
        return Err(CliError::Say(format!(
            "{} đã có; chọn tên khác, không ghi đè bản sao lưu",
            file.display()
        )));
    }
    let db = super::existing(config).await?;
    let copied = super::closing(&db, async || copy(&db, config, clock, file).await).await?;
    out!(
        "Đã sao lưu vào {}. Dòng nhật ký cuối: {}",
        file.display(),
        copied.last
    );
    tell(&copied.files, file)
}

/// The files alone, of a database on either engine.
pub async fn files(config: &Config, file: &Path) -> Result<(), CliError> {
    let copied = super::on_campaign(config, async |db| {
        copy_files(config, file, db::files::needed(db).await?).await
    })
    .await?;
    tell(&copied, file)
}

fn tell(copied: &CopiedFiles, file: &Path) -> Result<(), CliError> {
    if copied.all > 0 {
        super::told_of_files(copied.all, file);
    }
    if copied.missing == 0 {
        return Ok(());
    }
    Err(CliError::Say(format!(
        "đã sao lưu, nhưng {} tệp không còn nguyên trong kho tệp nên không chép được; xem tệp nào \
         bằng: tiendo audit verify",
        copied.missing
    )))
}

/// What was copied.
struct Copied {
    last: audit::Last,
    files: CopiedFiles,
}

/// How many files rows name, and how many of them were not to be had.
#[derive(Default)]
struct CopiedFiles {
    all: usize,
    missing: usize,
}

/// Copies the files that rows name beside the backup.
async fn copy_files(
    config: &Config,
    file: &Path,
    needed: Vec<Needed>,
) -> Result<CopiedFiles, CliError> {
    // Where none is named, no folder is made.
    if needed.is_empty() {
        return Ok(CopiedFiles::default());
    }
    let folder = folder_beside(file);
    let missing = super::files(config)?.copy_into(&folder, &needed).await;
    let missing = missing.map_err(|error| super::not_copied(&folder, error))?;
    Ok(CopiedFiles {
        all: needed.len(),
        missing: missing.len(),
    })
}

/// Also of a database that an older version left: it is copied before it is changed.
async fn copy(db: &Db, config: &Config, clock: &Clock, file: &Path) -> Result<Copied, CliError> {
    let standing = standing(db).await?;
    if standing == Standing::Empty || !db.has_campaign().await? {
        return Err(super::nothing());
    }
    let failed = |e| CliError::Io(file.display().to_string(), e);
    let part = Part::of(file).map_err(failed)?;
    if standing == Standing::Current {
        super::record(db, clock, "backup", file).await?;
    }
    db.copy_into(&part).await?;
    let copy = Db::file(part.path()).await?;
    let copied = super::closing(&copy, async || {
        if !copy.is_whole().await? {
            return Err(CliError::Say(
                "chưa sao lưu: bản chép không nguyên vẹn; kiểm tra đĩa, rồi kiểm tra cơ sở dữ liệu \
                 bằng: tiendo audit verify"
                    .to_owned(),
            ));
        }
        let last = audit::last(&copy).await?;
        let needed = match standing {
            Standing::Current => db::files::needed(&copy).await?,
            // It knows of no files.
            Standing::Behind | Standing::Empty => Vec::new(),
        };
        Ok(Copied {
            last,
            files: copy_files(config, file, needed).await?,
        })
    })
    .await?;
    part.put().map_err(failed)?;
    Ok(copied)
}
