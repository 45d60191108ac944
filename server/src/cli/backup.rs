//! `tiendo backup FILE`
use std::path::Path;

use super::CliError;
use crate::{
    clock::Clock,
    config::Config,
    db::{Db, Part, Standing, audit, standing},
};

/// A whole copy of a SQLite database in one file, also while it is written to. It stands
/// under its name only when all of it is on the disk and sound.
pub async fn backup(config: &Config, clock: &Clock, file: &Path) -> Result<(), CliError> {
    super::check_file_name(file)?;
    if file.exists() {
        return Err(CliError::Say(format!(
            "{} đã có; chọn tên khác, không ghi đè bản sao lưu",
            file.display()
        )));
    }
    if config.sqlite_file().is_none() {
        return Err(super::postgres("pg_dump"));
    }
    let db = super::existing(config).await?;
    let last = super::closing(&db, async || copy(&db, clock, file).await).await?;
    out!(
        "Đã sao lưu vào {}. Dòng nhật ký cuối: {last}",
        file.display()
    );
    Ok(())
}

/// Also of a database that an older version left: it is copied before it is changed.
async fn copy(db: &Db, clock: &Clock, file: &Path) -> Result<audit::Last, CliError> {
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
    let last = super::closing(&copy, async || {
        if !copy.is_whole().await? {
            return Err(CliError::Say(
                "chưa sao lưu: bản chép không nguyên vẹn; kiểm tra đĩa, rồi kiểm tra cơ sở dữ liệu \
                 bằng: tiendo audit verify"
                    .to_owned(),
            ));
        }
        Ok(audit::last(&copy).await?)
    })
    .await?;
    part.put().map_err(failed)?;
    Ok(last)
}
