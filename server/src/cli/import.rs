//! `tiendo import DIR`
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::CliError;
use crate::{
    clock::Clock,
    config::Config,
    db::{Db, Standing},
    import::{self, Preview},
    ledger::fact_pages,
};

/// What is asked before anything is written.
const ASKED: &str = "Ghi các thay đổi trên? Điều đã ghi không xóa được. Gõ \"có\" để ghi: ";

#[derive(Debug, clap::Args)]
pub struct ImportCommand {
    /// Thư mục có campaign.csv và các tệp khác của chiến dịch.
    #[arg(value_name = "THƯ-MỤC")]
    dir: PathBuf,
    /// Chỉ xem trước, không ghi và không tạo gì.
    #[arg(long)]
    dry_run: bool,
    /// Ghi mà không hỏi, cho kịch bản tự động.
    #[arg(long)]
    yes: bool,
    /// Ghi mọi thay đổi, lưu ý và lỗi ra tệp CSV này.
    #[arg(long, value_name = "TỆP")]
    changes: Option<PathBuf>,
}

/// Previews, asks, then writes all or nothing. Exit code 1 when the input has errors, and
/// when the answer is no.
pub async fn import(
    config: &Config,
    clock: &Clock,
    command: &ImportCommand,
) -> Result<ExitCode, CliError> {
    let mut db = database(config, command.dry_run).await?;
    let done = import_into(&mut db, config, clock, command).await;
    if let Some(db) = db {
        db.close().await;
    }
    done
}

async fn import_into(
    db: &mut Option<Db>,
    config: &Config,
    clock: &Clock,
    command: &ImportCommand,
) -> Result<ExitCode, CliError> {
    let say = |e: import::ImportError| CliError::Say(e.to_string());
    let plan = import::plan(db.as_ref(), &command.dir, clock.now());
    let plan = plan.await.map_err(say)?;
    out!("{plan}");
    tell_all(&plan, command.changes.as_deref())?;
    if !plan.sound() {
        out!("Chưa ghi gì. Mời sửa các lỗi trên rồi nhập lại.");
        return Ok(ExitCode::FAILURE);
    }
    if command.dry_run {
        out!("Chỉ xem trước, chưa ghi gì.");
        return Ok(ExitCode::SUCCESS);
    }
    if !plan.nothing() && !command.yes && !super::confirmed(ASKED)? {
        out!("Chưa ghi gì.");
        return Ok(ExitCode::FAILURE);
    }
    let db = match db {
        Some(db) => db,
        None => db.insert(super::open(config).await?),
    };
    let applied = import::apply(db, &plan, clock.now()).await.map_err(say)?;
    out!("{applied}");
    if applied.facts > fact_pages::MANY {
        fact_pages::write(db).await?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The database there is. One that is only looked at is neither made nor brought up to date.
async fn database(config: &Config, look_only: bool) -> Result<Option<Db>, CliError> {
    if config.sqlite_file().is_some_and(|file| !file.exists()) {
        return Ok(None);
    }
    if !look_only {
        return super::open(config).await.map(Some);
    }
    let db = Db::existing(&config.database_url).await?;
    match crate::db::standing(&db).await {
        Ok(Standing::Current) => Ok(Some(db)),
        standing => {
            db.close().await;
            match standing? {
                Standing::Behind => Err(super::behind()),
                _ => Ok(None),
            }
        }
    }
}

/// Writes the file of all changes where it is asked for, or says how to get it.
fn tell_all(plan: &Preview, file: Option<&Path>) -> Result<(), CliError> {
    let Some(file) = file else {
        if plan.cut() {
            out!("Bản xem trước chỉ nêu 20 dòng đầu mỗi loại; xem đủ: thêm --changes TỆP.csv");
        }
        return Ok(());
    };
    let bytes = plan.changes().map_err(|e| CliError::Say(e.to_string()))?;
    let io = |e| CliError::Io(file.display().to_string(), e);
    std::fs::write(file, bytes).map_err(io)?;
    out!("Mọi thay đổi: {}", file.display());
    Ok(())
}
