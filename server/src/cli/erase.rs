//! `tiendo erase-people`
use std::process::ExitCode;

use app::{domain::local_day, text};

use super::CliError;
use crate::{
    board::Live,
    clock::Clock,
    config::Config,
    db::{Db, audit::Line, erasure},
    operator::operator,
};

#[derive(Debug, clap::Args)]
pub struct EraseCommand {
    /// Chỉ nói sẽ xóa gì, không xóa.
    #[arg(long)]
    dry_run: bool,
    /// Xóa mà không hỏi, cho kịch bản tự động.
    #[arg(long)]
    yes: bool,
}

/// Takes out who people were, once the campaign is over: says what, asks, then all or nothing.
pub async fn erase(
    config: &Config,
    clock: &Clock,
    command: &EraseCommand,
) -> Result<ExitCode, CliError> {
    super::on_campaign(config, async |db| erase_from(db, clock, command).await).await
}

async fn erase_from(db: &Db, clock: &Clock, command: &EraseCommand) -> Result<ExitCode, CliError> {
    let board = Live::new(db.clone(), clock.clone()).today().await?;
    let today = local_day(clock.now(), board.zone());
    let closed = board.campaign().and_then(|it| it.closed_before(today));
    let Some(last) = closed else {
        return Err(CliError::Say(
            "chiến dịch chưa khép lại: người của nó còn đang làm việc. Khép lại ở /plan/campaign \
             trước, rồi lưu bằng tiendo archive"
                .to_owned(),
        ));
    };
    out!("Chiến dịch khép lại hết ngày {}.", text::day_as_typed(last));
    let (taken, kept) = erasure::counted(db).await?;
    for (words, number) in &taken {
        out!("  xóa {number} {words}");
    }
    for (words, number) in &kept {
        out!("  còn {number} {words}");
    }
    out!(
        "Còn lại cả những gì người ta đã viết trong báo cáo, giải trình, và mọi bản sao lưu, bản lưu, tệp log \
         làm trước lúc này: mời tự xem và xóa. Sau lệnh này không ai đăng nhập được nữa."
    );
    if command.dry_run {
        out!("Chỉ xem trước, chưa xóa gì.");
        return Ok(ExitCode::SUCCESS);
    }
    if !command.yes && !super::confirmed("Xóa? Không lấy lại được. Gõ \"có\" để xóa: ")?
    {
        out!("Chưa xóa gì.");
        return Ok(ExitCode::FAILURE);
    }
    let told: Vec<String> = taken
        .iter()
        .map(|(words, n)| format!("{n} {words}"))
        .collect();
    let (operator, told) = (operator(), told.join("; "));
    let line = Line {
        detail: &told,
        ..super::line(clock, &operator, "erased", "people")
    };
    if !erasure::erase(db, line).await? {
        return Err(CliError::Say(
            "đã xóa khỏi các bảng, nhưng một tiến trình đang đọc nên phần cũ còn nằm trong tệp -wal: \
             dừng máy chủ rồi chạy lại lệnh này"
                .to_owned(),
        ));
    }
    out!("Đã xóa.");
    Ok(ExitCode::SUCCESS)
}
