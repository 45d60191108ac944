//! `tiendo archive FILE`
use std::{io::BufWriter, io::Write, path::Path};

use tempfile::NamedTempFile;

use app::{
    ArchiveShell,
    domain::local_day,
    text::{self, Lang},
};

use super::CliError;
use crate::{
    archive,
    clock::Clock,
    config::Config,
    db::{Db, audit},
    web::{
        account::password::Passwords,
        assets::{Missing, Site},
        state::App,
    },
};

/// Every page of the campaign in one file that a browser opens without a server. It stands under
/// its name only when all of it is written.
pub async fn archive(
    config: Config,
    clock: Clock,
    site: Result<Site, Missing>,
    file: &Path,
) -> Result<(), CliError> {
    super::check_file_name(file)?;
    if file.exists() {
        return Err(CliError::Say(format!(
            "{} đã có; chọn tên khác, không ghi đè",
            file.display()
        )));
    }
    let site = site?;
    let (pages, tables) = super::on_campaign(&config.clone(), async |db| {
        written(db, config, &clock, site, file).await
    })
    .await?;
    out!(
        "Đã lưu {pages} trang và {tables} bảng vào {}: mở bằng trình duyệt, không cần máy chủ.",
        file.display()
    );
    Ok(())
}

async fn written(
    db: &Db,
    config: Config,
    clock: &Clock,
    site: Site,
    file: &Path,
) -> Result<(usize, usize), CliError> {
    let key = config.own_key()?;
    let files = super::files(&config)?;
    let style = site.style()?;
    let passwords = Passwords::new()?;
    let app = App::new(
        db.clone(),
        clock.clone(),
        config,
        key,
        files,
        passwords,
        site,
    );
    app.keep_time().await?;
    let board = app.live.today().await?;
    let campaign = board.campaign().cloned().ok_or_else(super::nothing)?;
    let today = local_day(clock.now(), board.zone());
    if campaign.closed_before(today).is_none() {
        out!(
            "Chiến dịch chưa khép lại: bản lưu là của ngày {}.",
            text::day_as_typed(board.day())
        );
    }
    let kept = archive::read(&app).await;
    let kept = kept.map_err(|error| CliError::Say(error.to_string()))?;
    let last = audit::last(db).await?;
    let shell = ArchiveShell {
        lang: Lang::Vi,
        campaign: campaign.name.to_string(),
        day: board.day(),
        seq: board.seq(),
        last: last.to_string(),
        style,
    };
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let whole = (|| {
        // Of a name of its own, which nobody else's file has, and only its owner's to read.
        let mut beside = NamedTempFile::new_in(folder)?;
        let mut out = BufWriter::new(beside.as_file_mut());
        archive::written(&kept, &shell, &mut out)?;
        out.flush()?;
        drop(out);
        beside.as_file().sync_all()?;
        beside.persist_noclobber(file).map_err(|error| error.error)
    })();
    whole.map_err(|error| CliError::Io(file.display().to_string(), error))?;
    super::record(db, clock, "export.archive", file).await?;
    Ok(kept.numbers())
}
