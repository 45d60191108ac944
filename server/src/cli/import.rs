//! `tiendo import DIR`
use std::{path::Path, process::ExitCode};

use super::CliError;
use crate::{clock::Clock, config::Config, import, ledger::fact_pages};

/// Previews, then writes all or nothing. Exit code 1 when the input has errors.
pub async fn import(
    config: &Config,
    clock: &Clock,
    dir: &Path,
    dry_run: bool,
) -> Result<ExitCode, CliError> {
    let db = super::open(config).await?;
    let say = |e: import::ImportError| CliError::Say(e.to_string());
    let plan = import::plan(&db, dir, clock.now()).await.map_err(say)?;
    out!("{plan}");
    if !plan.sound() {
        out!("Chưa ghi gì. Mời sửa các lỗi trên rồi nhập lại.");
        return Ok(ExitCode::FAILURE);
    }
    if dry_run {
        out!("Chỉ xem trước, chưa ghi gì.");
        return Ok(ExitCode::SUCCESS);
    }
    let applied = import::apply(&db, &plan, clock.now()).await.map_err(say)?;
    out!("{applied}");
    if applied.facts > fact_pages::MANY {
        fact_pages::write(&db).await?;
    }
    Ok(ExitCode::SUCCESS)
}
