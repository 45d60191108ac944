//! `tiendo restore FILE`
use std::{
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
};

use super::{CliError, target};
use crate::{
    board,
    clock::Clock,
    config::Config,
    db::{self, Db, DbError, Part, Standing, copy::copy, migrate, standing},
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
    /// Chỉ đưa tệp minh chứng về kho, cho cơ sở dữ liệu đang có, như sau pg_restore.
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
    let told = match config.sqlite_file() {
        Some(place) => into_file(config, clock, command, place).await?,
        None => into_server(config, clock, command).await?,
    };
    out!("Đã khôi phục{told}");
    Ok(())
}

async fn into_file(
    config: &Config,
    clock: &Clock,
    command: &RestoreCommand,
    place: &Path,
) -> Result<String, CliError> {
    if let Some(there) = Part::there(place) {
        return Err(CliError::Say(format!(
            "{} đang có; dừng máy chủ, chuyển {} và các tệp -wal, -shm, -journal cạnh đó đi nơi khác \
             rồi khôi phục lại",
            there.display(),
            place.display()
        )));
    }
    check_file(&command.file)?;
    let part = target::part_for(place)?;
    let told = look_through(config, clock, command, &part).await?;
    target::put(part)?;
    Ok(told)
}

/// Into an empty PostgreSQL: all that is looked through is looked through in a copy on this
/// machine, and then copied whole.
async fn into_server(
    config: &Config,
    clock: &Clock,
    command: &RestoreCommand,
) -> Result<String, CliError> {
    let server = target::empty_server(&config.database_url).await?;
    super::closing(&server, async || {
        check_file(&command.file)?;
        let folder = tempfile::tempdir().map_err(failed(&std::env::temp_dir()))?;
        let part = target::part_for(&folder.path().join("restore.db"))?;
        let told = look_through(config, clock, command, &part).await?;
        migrate(&server).await?;
        let looked_through = Db::file(part.path()).await?;
        super::closing(&looked_through, async || {
            copy(&looked_through, &server).await?;
            Ok(told)
        })
        .await
    })
    .await
}

/// Whether a file can be a backup at all.
fn check_file(file: &Path) -> Result<(), CliError> {
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
    Ok(())
}

/// Looks through a copy of the backup, brings its files into the store and leaves a line in its
/// audit: what there is to tell.
async fn look_through(
    config: &Config,
    clock: &Clock,
    command: &RestoreCommand,
    part: &Part,
) -> Result<String, CliError> {
    let file = command.file.as_path();
    part.fill(file).map_err(failed(part.place()))?;
    let db = Db::file(part.path()).await.map_err(|error| match error {
        DbError::Sql(sqlx::Error::Database(_)) => broken(file),
        other => other.into(),
    })?;
    super::closing(&db, async || {
        let told = check(&db, file, command.accept_broken_audit).await?;
        let files = bring_files(&db, config, file, command.accept_missing_files).await?;
        super::record(&db, clock, "restore", file).await?;
        Ok(format!("{told}{files}"))
    })
    .await
}

fn failed(place: &Path) -> impl Fn(std::io::Error) -> CliError {
    let place = place.display().to_string();
    move |error| CliError::Io(place.clone(), error)
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
    let failed = failed(file);
    let mut first = [0; 16];
    let mut opened = std::fs::File::open(file).map_err(&failed)?;
    match opened.read_exact(&mut first) {
        Ok(()) => Ok(&first == b"SQLite format 3\0"),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(failed(error)),
    }
}
