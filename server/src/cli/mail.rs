//! `tiendo mail`
use std::process::ExitCode;

use app::{domain::local_day, letter};

use super::CliError;
use crate::{
    board::Live,
    clock::Clock,
    config::Config,
    db::Db,
    mail::{self, Run},
};

pub async fn mail(config: &Config, clock: &Clock, dry_run: bool) -> Result<ExitCode, CliError> {
    super::on_campaign(config, async |db| morning(db, config, clock, dry_run).await).await
}

async fn morning(
    db: &Db,
    config: &Config,
    clock: &Clock,
    dry_run: bool,
) -> Result<ExitCode, CliError> {
    let smtp = config.smtp.as_ref();
    if smtp.is_none() && !dry_run {
        out!("Chưa đặt TIENDO_SMTP: không gửi thư nào.");
        return Ok(ExitCode::SUCCESS);
    }
    let board = Live::new(db.clone(), clock.clone()).today().await?;
    let today = local_day(clock.now(), board.zone());
    if board
        .campaign()
        .is_some_and(|it| it.closed_before(today).is_some())
    {
        out!("Chiến dịch đã khép lại: không gửi thư nào.");
        return Ok(ExitCode::SUCCESS);
    }
    let Some(letters) = mail::letters(db, &board, &config.origin).await? else {
        out!("Hôm nay không phải ngày làm việc: không gửi thư nào.");
        return Ok(ExitCode::SUCCESS);
    };
    let Some(smtp) = smtp.filter(|_| !dry_run) else {
        for it in &letters {
            out!("{}: {}", it.username, letter::subject(&it.letter));
        }
        out!(
            "Xem trước {} thư của hôm nay, không gửi thư nào.",
            letters.len()
        );
        return Ok(ExitCode::SUCCESS);
    };
    let run = mail::send(db, clock, smtp, &config.origin, board.day(), &letters).await?;
    Ok(told(&run))
}

/// Says how it went; a failure where somebody did not get a letter.
fn told(run: &Run) -> ExitCode {
    for it in &run.not_sent {
        out!("{}: {}", it.username, it.why);
    }
    if let Some((why, _)) = &run.away {
        eprintln!("tiendo: máy chủ thư không dùng được: {why}");
    }
    let before = match run.before {
        0 => String::new(),
        before => format!(", {before} thư đã gửi trước đó"),
    };
    out!(
        "Đã gửi {} thư, không gửi được {}{before}.",
        run.sent,
        run.failed()
    );
    match run.failed() {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
