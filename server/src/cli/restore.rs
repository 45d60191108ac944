//! `tiendo restore FILE`
use std::{
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
};

use super::CliError;
use crate::{
    board,
    clock::Clock,
    config::Config,
    db::{self, Db, DbError, Part, Standing, migrate, standing},
    files::folder_beside,
};

#[derive(Debug, clap::Args)]
pub struct RestoreCommand {
    /// Tệp do lệnh backup ghi ra.
    #[arg(value_name = "TỆP")]
    file: PathBuf,
    /// Khôi phục cả khi nhật ký trong bản sao lưu không nguyên vẹn.
    #[arg(long)]
    accept_broken_audit: bool,
    /// Khôi phục cả khi thiếu tệp minh chứng.
    #[arg(long)]
    accept_missing_files: bool,
    /// Chỉ đưa tệp minh chứng về kho, cho cơ sở dữ liệu đang có, sau pg_restore.
    #[arg(long)]
    files: bool,
}

/// Puts a backup in the place of a database that is not there yet: what is there is never
/// overwritten, and what is not a sound database of a campaign is not put there.
pub async fn restore(
    config: &Config,
    clock: &Clock,
    command: &RestoreCommand,
) -> Result<(), CliError> {
    super::check_file_name(&command.file)?;
    let file = command.file.as_path();
    if command.files {
        let accept = command.accept_missing_files;
        let bring = async |db: &Db| bring_files(db, config, file, accept).await;
        let told = super::on_campaign(config, bring).await?;
        out!("Đã khôi phục tệp minh chứng.{told}");
        return Ok(());
    }
    let Some(target) = config.sqlite_file() else {
        return Err(super::postgres("pg_restore"));
    };
    let there = Some(target.to_owned()).filter(|target| target.exists());
    if let Some(there) = there.or_else(|| Part::left_beside(target)) {
        return Err(CliError::Say(format!(
            "{} đang có; dừng máy chủ, chuyển {} và các tệp -wal, -shm, -journal cạnh đó đi nơi khác \
             rồi khôi phục lại",
            there.display(),
            target.display()
        )));
    }
    if !is_sqlite(file)? {
        return Err(foreign(file));
    }
    if Part::left_beside(file).is_some() {
        return Err(CliError::Say(format!(
            "{} là cơ sở dữ liệu đang dùng hoặc vừa bị ngắt, còn tệp -wal hay -journal bên cạnh, không \
             phải bản sao lưu; chọn tệp do tiendo backup tạo ra",
            file.display()
        )));
    }
    let failed = |e| CliError::Io(target.display().to_string(), e);
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|e| CliError::Io(folder.display().to_string(), e))?;
    }
    let part = Part::of(target).map_err(failed)?;
    part.fill(file).map_err(failed)?;
    let db = Db::file(part.path()).await.map_err(|error| match error {
        DbError::Sql(sqlx::Error::Database(_)) => broken(file),
        other => other.into(),
    })?;
    let told = super::closing(&db, async || {
        let told = check(&db, file, command.accept_broken_audit).await?;
        let files = bring_files(&db, config, file, command.accept_missing_files).await?;
        super::record(&db, clock, "restore", file).await?;
        Ok(format!("{told}{files}"))
    })
    .await?;
    part.put().map_err(failed)?;
    out!("Đã khôi phục{told}");
    Ok(())
}

/// Brings the files that the copy names from beside the backup into the store.
async fn bring_files(
    db: &Db,
    config: &Config,
    file: &Path,
    accept_missing: bool,
) -> Result<String, CliError> {
    let needed = db::files::needed(db).await?;
    if needed.is_empty() {
        return Ok(String::new());
    }
    let folder = folder_beside(file);
    let missing = super::files(config)?.bring_from(&folder, &needed).await;
    let missing = missing.map_err(|error| super::not_copied(&folder, error))?;
    if missing.is_empty() {
        return Ok(format!(
            " {} tệp minh chứng đủ và nguyên vẹn.",
            needed.len()
        ));
    }
    let told = format!(
        "thiếu hoặc hỏng {} trong {} tệp, cần ở {}",
        missing.len(),
        needed.len(),
        folder.display()
    );
    if accept_missing {
        return Ok(format!(" Nhưng {told}."));
    }
    Err(CliError::Say(format!(
        "chưa khôi phục: {told}; chép thư mục ấy về cạnh bản sao lưu, hoặc thêm --accept-missing-files nếu \
         vẫn cần bản này"
    )))
}

/// Looks through the copy, and brings it to this binary's version.
async fn check(db: &Db, file: &Path, accept_broken: bool) -> Result<String, CliError> {
    if !db.is_whole().await? {
        return Err(broken(file));
    }
    let ours =
        standing(db).await? != Standing::Empty && db.has_campaign().await.or_else(no_table)?;
    if !ours {
        return Err(foreign(file));
    }
    migrate(db).await?;
    let verdict = board::verify(db, None).await?;
    match verdict.faults.first() {
        None => Ok(format!("; nhật ký nguyên vẹn, {} dòng.", verdict.last.line)),
        Some(fault) if accept_broken => Ok(format!(", nhưng: {fault}")),
        Some(fault) => Err(CliError::Say(format!(
            "chưa khôi phục từ {}: {fault} Chọn một bản sao lưu khác, hoặc thêm --accept-broken-audit \
             nếu vẫn cần bản này",
            file.display()
        ))),
    }
}

/// A table that is not there is no failure of the database.
fn no_table(error: DbError) -> Result<bool, DbError> {
    match error {
        DbError::Sql(sqlx::Error::Database(_)) => Ok(false),
        error => Err(error),
    }
}

fn foreign(file: &Path) -> CliError {
    CliError::Say(format!(
        "{} không phải bản sao lưu của Tiến Độ; chọn tệp do tiendo backup tạo ra",
        file.display()
    ))
}

fn broken(file: &Path) -> CliError {
    CliError::Say(format!(
        "{} bị hỏng, chưa khôi phục; chọn một bản sao lưu khác",
        file.display()
    ))
}

/// Whether a file begins as SQLite's do.
fn is_sqlite(file: &Path) -> Result<bool, CliError> {
    let failed = |e| CliError::Io(file.display().to_string(), e);
    let mut first = [0; 16];
    let mut opened = std::fs::File::open(file).map_err(failed)?;
    match opened.read_exact(&mut first) {
        Ok(()) => Ok(&first == b"SQLite format 3\0"),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(failed(error)),
    }
}
