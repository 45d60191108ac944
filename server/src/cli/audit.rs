//! `tiendo audit verify`
use std::process::ExitCode;

use clap::Subcommand;

use super::CliError;
use crate::{config::Config, db::audit::Last, ledger};

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Đối chiếu nhật ký, số liệu và các trang đóng gói với những gì đã ghi.
    Verify {
        /// Dòng và mã băm đã ghi giữ ở nơi khác, như `tiendo backup` và nhật ký máy chủ in ra.
        #[arg(long, value_name = "DÒNG:MÃ")]
        noted: Option<Last>,
    },
}

/// Faults that are told; more are only counted.
const MOST: usize = 20;

pub async fn audit(
    config: &Config,
    AuditCommand::Verify { noted }: AuditCommand,
) -> Result<ExitCode, CliError> {
    let verify = async |db: &_| Ok(ledger::verify(db, noted.as_ref()).await?);
    let verdict = super::on_campaign(config, verify).await?;
    if let Some(uncovered) = verdict.uncovered {
        out!(
            "{} dòng đầu của nhật ký được ghi khi nhật ký chưa đối chiếu được với số liệu: số liệu đến \
             thứ tự {} không được đối chiếu.",
            uncovered.lines,
            uncovered.upto
        );
    }
    let last = &verdict.last;
    if verdict.is_whole() {
        let covered = if verdict.uncovered.is_some() {
            "số liệu từ đó về sau"
        } else {
            "mọi số liệu"
        };
        out!(
            "Nhật ký nguyên vẹn: {} dòng, khớp với {covered}. Dòng nhật ký cuối: {last}",
            last.line
        );
        return Ok(ExitCode::SUCCESS);
    }
    for fault in verdict.faults.iter().take(MOST) {
        out!("{fault}");
    }
    if let Some(more @ 1..) = verdict.faults.len().checked_sub(MOST) {
        out!("Và {more} chỗ nữa.");
    }
    Ok(ExitCode::FAILURE)
}
