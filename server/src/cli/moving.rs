//! `tiendo move --to ADDRESS`, `tiendo move --undo`
use app::domain::{Day, Instant, local_day};
use chrono::TimeDelta;

use super::{CliError, serve::signalled, target::Target};
use crate::{
    board::{self, Live},
    clock::Clock,
    config::{self, Config},
    db::{
        self, Db,
        audit::{self, Last},
        copy::{Copied, copy},
        migrate, moved,
    },
    ledger::CampaignRow,
    operator::operator,
};

/// What the line of the audit says was done that takes a move back.
const UNDONE: &str = "move.undone";

#[derive(Debug, clap::Args)]
pub struct MoveCommand {
    /// Nơi nhận, phải trống: sqlite://TỆP chưa có, hoặc postgres://MÁY/TÊN; mật khẩu đặt ở biến PGPASSWORD.
    #[arg(long, value_name = "ĐỊA-CHỈ", required_unless_present = "undo")]
    to: Option<String>,
    /// Thôi chuyển: cơ sở dữ liệu ở DATABASE_URL lại ghi được như trước.
    #[arg(long, conflicts_with = "to")]
    undo: bool,
}

pub async fn moving(config: &Config, clock: &Clock, command: &MoveCommand) -> Result<(), CliError> {
    match &command.to {
        Some(to) => {
            super::on_campaign(config, async |from| start(from, config, clock, to).await).await
        }
        None => super::on_existing(config, async |db| undo(db, clock).await).await,
    }
}

/// Copies everything into an empty database and compares both. From its beginning on the old one
/// is only read; where anything goes wrong it is written to as before.
async fn start(from: &Db, config: &Config, clock: &Clock, to: &str) -> Result<(), CliError> {
    let name = name(to)?;
    super::check_name(&name)?;
    let target = Target::open(to).await;
    let mut target = target.map_err(|error| CliError::Say(format!("nơi nhận: {error}")))?;
    let carried = async {
        migrate(&target.db).await?;
        let operator = operator();
        moved::begin(from, super::line(clock, &operator, "move", &name)).await?;
        out!("Từ lúc này cơ sở dữ liệu cũ chỉ còn đọc.");
        carry(from, &mut target, clock).await
    };
    let carried = carried.await;
    target.db.close().await;
    carried?;
    out!(
        "Đã chuyển sang {name}. Đặt DATABASE_URL là nơi mới rồi khởi động lại máy chủ: cho tới lúc đó người \
         dùng chỉ xem được. Thôi không chuyển nữa: tiendo move --undo"
    );
    tell_what_stays(from, config).await
}

/// Copies, compares and opens the copy; takes the move back where that does not succeed.
async fn carry(from: &Db, target: &mut Target, clock: &Clock) -> Result<(), CliError> {
    let compared = tokio::select! {
        compared = copy_and_compare(from, &target.db, clock) => compared,
        () = signalled() => Err(CliError::Say("bị dừng giữa chừng".to_owned())),
    };
    let done = match compared {
        Ok(()) => open(from, target).await,
        Err(error) => Err(error),
    };
    let Err(error) = done else {
        return Ok(());
    };
    target.db.close().await;
    let operator = operator();
    let said = match moved::undo(from, super::line(clock, &operator, UNDONE, "")).await {
        Ok(_) => "cơ sở dữ liệu cũ lại ghi được như trước".to_owned(),
        Err(again) => format!(
            "và cơ sở dữ liệu cũ vẫn chỉ đọc ({again}): chạy tiendo move --undo để ghi lại được"
        ),
    };
    Err(CliError::Say(format!("chưa chuyển: {error}; {said}")))
}

/// Lets people write there, and not if somebody let them write here again meanwhile.
async fn open(from: &Db, target: &mut Target) -> Result<(), CliError> {
    if moved::moved_to(from).await?.is_none() {
        return Err(CliError::Say("có người vừa thôi chuyển".to_owned()));
    }
    moved::open(&target.db).await?;
    target.put().await
}

async fn copy_and_compare(from: &Db, into: &Db, clock: &Clock) -> Result<(), CliError> {
    tell(&copy(from, into).await?);
    if !into.is_whole().await? {
        return Err(unlike("tệp ghi ra đĩa không nguyên vẹn"));
    }
    let last = same_audit(from, into).await?;
    let days = same_figures(from, into, clock).await?;
    let days: Vec<String> = days
        .iter()
        .map(|day| day.format("%d/%m/%Y").to_string())
        .collect();
    out!("Chỉ số các ngày {} giống nhau ở hai nơi.", days.join(", "));
    out!("Nhật ký ở nơi mới nguyên vẹn, khớp với số liệu. Dòng nhật ký cuối: {last}");
    Ok(())
}

fn tell(copied: &Copied) {
    out!(
        "Đã chép và đếm lại ở hai nơi: {} dòng của {} bảng.",
        copied.rows(),
        copied.tables.len()
    );
    for (table, rows) in copied.tables.iter().filter(|(_, rows)| *rows > 0) {
        out!("  {table}: {rows}");
    }
}

/// The audit of the copy ends as the other does, and is unbroken up to there.
async fn same_audit(from: &Db, into: &Db) -> Result<Last, CliError> {
    let last = audit::last(from).await?;
    let verdict = board::verify(into, Some(&last)).await?;
    match verdict.faults.first() {
        None if verdict.last == last => Ok(last),
        None => Err(unlike("nhật ký không kết thúc ở cùng một dòng")),
        Some(fault) => Err(unlike(&format!(
            "{fault} Xem lại bằng tiendo audit verify; nếu nhật ký cũ đã hỏng từ trước, chuyển bằng \
             tiendo backup rồi tiendo restore --accept-broken-audit"
        ))),
    }
}

/// The figures of the second day, of one in the middle and of today are the same on both sides;
/// those days.
async fn same_figures(from: &Db, into: &Db, clock: &Clock) -> Result<Vec<Day>, CliError> {
    // Midnight may come meanwhile.
    let clock = Clock::fixed(clock.now());
    let live = Live::new(from.clone(), clock.clone());
    let days = days(from, &live).await?;
    let here = figures(&live, &days).await?;
    // One campaign at a time in memory.
    drop(live);
    let there = figures(&Live::new(into.clone(), clock), &days).await?;
    let mut compared = days.iter().zip(here.iter().zip(&there));
    match compared.find(|(_, (here, there))| here != there) {
        None => Ok(days),
        Some((day, _)) => Err(unlike(&format!(
            "chỉ số ngày {} khác nhau",
            day.format("%d/%m/%Y")
        ))),
    }
}

async fn days(db: &Db, live: &Live) -> Result<Vec<Day>, CliError> {
    let board = live.today().await?;
    let today = board.day();
    let rows = CampaignRow::between(db, 0, Instant::MAX).await?;
    let first = rows
        .first()
        .map(|row| local_day(row.recorded_at, board.zone()));
    let first = first.unwrap_or(today);
    let middle = first + TimeDelta::days((today - first).num_days() / 2);
    let mut days = vec![first + TimeDelta::days(1), middle, today];
    days.retain(|day| *day <= today);
    days.sort();
    days.dedup();
    Ok(days)
}

/// What `tiendo figures` says of each day.
async fn figures(live: &Live, days: &[Day]) -> Result<Vec<String>, CliError> {
    let mut all = Vec::new();
    for day in days {
        let board = live.as_of(*day).await?;
        let board = board.map_err(|not_yet| CliError::Say(not_yet.to_string()))?;
        all.push(board.figures().to_string());
    }
    Ok(all)
}

fn unlike(what: &str) -> CliError {
    CliError::Say(format!(
        "bản chép không giống bản cũ: {what}. Trên PostgreSQL bản chép ấy còn đó, không ghi được: xóa đi trước \
         khi chuyển lại"
    ))
}

/// What is not in a database, and what a server on the new one needs of it.
async fn tell_what_stays(from: &Db, config: &Config) -> Result<(), CliError> {
    if !db::files::needed(from).await?.is_empty() {
        out!(
            "Tệp minh chứng ở yên chỗ cũ: máy chủ mới cần TIENDO_FILES={}",
            config.files
        );
    }
    let key = config.sqlite_file().map(|file| file.with_extension("key"));
    if let Some(key) = key.filter(|key| config.key.is_none() && key.exists()) {
        out!(
            "Khóa của máy chủ không nằm trong cơ sở dữ liệu: máy chủ mới cần nội dung tệp {} ở TIENDO_KEY.",
            key.display()
        );
    }
    Ok(())
}

/// The database that an address names, without who signs in there and with what.
fn name(address: &str) -> Result<String, CliError> {
    if let Some(file) = config::sqlite_file(address) {
        return Ok(file.display().to_string());
    }
    let url = url::Url::parse(address).ok();
    let url = url.filter(|url| ["postgres", "postgresql"].contains(&url.scheme()));
    let Some(url) = url else {
        let said = "--to phải bắt đầu bằng sqlite:// hoặc postgres://";
        return Err(CliError::Say(said.to_owned()));
    };
    let host = url.host_str().unwrap_or_default();
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    Ok(format!("postgres://{host}{port}{}", url.path()))
}

async fn undo(db: &Db, clock: &Clock) -> Result<(), CliError> {
    let operator = operator();
    match moved::undo(db, super::line(clock, &operator, UNDONE, "")).await? {
        Some(to) => {
            out!(
                "Đã thôi chuyển: cơ sở dữ liệu này lại ghi được. Đừng dùng bản ở {to} nữa: những gì ghi ở hai \
                 nơi không nhập lại được với nhau."
            );
            Ok(())
        }
        None => Err(CliError::Say(
            "cơ sở dữ liệu này không được chuyển đi đâu, không có gì để thôi".to_owned(),
        )),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_of_an_address_holds_no_password() {
        for (address, told) in [
            (
                "postgres://an:mat-khau@may:5433/tiendo?sslmode=require",
                "postgres://may:5433/tiendo",
            ),
            (
                "postgresql:///tiendo?host=/run/postgresql&password=x",
                "postgres:///tiendo",
            ),
            ("sqlite:///var/lib/b.db?mode=rwc", "/var/lib/b.db"),
        ] {
            assert_eq!(name(address).unwrap(), told);
        }
        assert!(name("mysql://may/tiendo").is_err());
    }
}
