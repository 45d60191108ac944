//! `tiendo audit verify`
use std::process::ExitCode;

use clap::Subcommand;

use super::CliError;
use crate::{
    config::Config,
    db::audit::{Verdict, verify},
};

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Kiểm tra chuỗi băm của toàn bộ nhật ký.
    Verify,
}

pub async fn audit(
    config: &Config,
    AuditCommand::Verify: AuditCommand,
) -> Result<ExitCode, CliError> {
    let verdict = super::on_campaign(config, async |db| Ok(verify(db).await?)).await?;
    match verdict {
        Verdict::Whole { lines } => {
            out!("Nhật ký nguyên vẹn: {lines} dòng.");
            Ok(ExitCode::SUCCESS)
        }
        Verdict::Broken { line } => {
            out!("Nhật ký bị sửa ở dòng {line}.");
            Ok(ExitCode::FAILURE)
        }
    }
}
