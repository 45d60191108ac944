//! `tiendo audit verify`
use std::process::ExitCode;

use clap::Subcommand;

use super::CliError;
use crate::{
    board,
    config::Config,
    db::{self, audit::Last},
};

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
    let verify = async |db: &_| {
        let verdict = board::verify(db, noted.as_ref()).await?;
        let needed = db::files::needed(db).await?;
        let handed_over: Vec<_> = needed.into_iter().filter(|it| it.handed_over).collect();
        // A check makes no store where there is none.
        let lost = match handed_over.as_slice() {
            [] => Vec::new(),
            files => super::files(config)?.lost(files).await?,
        };
        Ok((verdict, handed_over.len(), lost))
    };
    let (verdict, handed_over, lost) = super::on_campaign(config, verify).await?;
    if let Some(uncovered) = verdict.uncovered {
        out!(
            "{} dòng đầu của nhật ký được ghi khi nhật ký chưa đối chiếu được với số liệu: số liệu đến \
             thứ tự {} không được đối chiếu.",
            uncovered.lines,
            uncovered.upto
        );
    }
    for file in lost.iter().take(MOST) {
        out!(
            "Tệp minh chứng {} không còn, hoặc không còn như lúc gửi. Chép lại từ thư mục tệp cạnh bản sao lưu.",
            file.hash
        );
    }
    if let Some(more @ 1..) = lost.len().checked_sub(MOST) {
        out!("Và {more} tệp nữa.");
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
        if !lost.is_empty() {
            return Ok(ExitCode::FAILURE);
        }
        if handed_over > 0 {
            out!("{handed_over} tệp minh chứng đủ và nguyên vẹn.");
        }
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
