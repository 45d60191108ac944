//! The command line: one binary, one file a command.

/// Prints a line. A reader that has gone, as `head` does, is no reason to fail.
macro_rules! out {
    ($($words:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}

mod archive;
mod audit;
mod backtest;
mod backup;
mod demo;
mod erase;
mod figures;
mod healthcheck;
mod help;
mod import;
mod mail;
mod moving;
mod restore;
mod serve;
mod target;
mod usage;
mod user;

use std::{
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    pin::Pin,
    process::ExitCode,
};

use app::{
    domain::{UsernameError, clean_line, secrecy_mark_in_name},
    text::{self, Lang},
    views::Mistake,
};
use clap::{FromArgMatches, Parser, Subcommand};

use crate::{
    cause,
    clock::Clock,
    config::{Config, ConfigError},
    db::{self, Db, DbError, Standing, audit::Line, migrate, standing},
    files::{CopyError, Files, PlaceError, StoreError, folder_beside},
    key::KeyError,
    mail::{AddressError, SendError},
    operator::operator,
    web::{
        account::{new_password::Unfit, password::PasswordError},
        assets::{Missing, Site},
    },
};

/// Tiến Độ: bảng theo dõi tiến độ chiến dịch dữ liệu của thành phố.
#[derive(Debug, Parser)]
#[command(name = "tiendo", version, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Chạy máy chủ web ở TIENDO_ADDR.
    Serve {
        /// Đọc trang web từ thư mục này thay cho bản có trong chương trình.
        #[arg(long, value_name = "THƯ-MỤC", hide = true)]
        site: Option<PathBuf>,
    },
    /// Đưa cơ sở dữ liệu lên đúng phiên bản của chương trình.
    Migrate,
    /// Điền số liệu mẫu vào cơ sở dữ liệu trống.
    Demo {
        /// Nhân số phường, xã lên, để đo hiệu năng.
        #[arg(long, value_name = "SỐ", default_value_t = 1, value_parser = scale)]
        scale: u32,
    },
    /// Nhập chiến dịch từ một thư mục tệp CSV: xem trước, hỏi, rồi tất cả hoặc không gì cả.
    Import(import::ImportCommand),
    /// Tài khoản: thêm, khóa, mở khóa, đặt mật khẩu, địa chỉ thư.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Gửi thư buổi sáng cho từng người có việc, mỗi người mỗi ngày một thư; không đặt TIENDO_SMTP thì
    /// không gửi gì.
    Mail {
        /// Chỉ nói sẽ gửi gì cho ai.
        #[arg(long)]
        dry_run: bool,
    },
    /// In mọi chỉ số dạng JSON.
    Figures {
        /// Ngày đã qua, dạng 2026-11-20.
        #[arg(long, value_name = "NGÀY")]
        as_of: Option<String>,
    },
    /// So dự báo của từng cuối tháng đã qua với thực tế.
    Backtest,
    /// Sao lưu cơ sở dữ liệu, SQLite hay PostgreSQL, ra một tệp SQLite, kể cả khi máy chủ đang chạy,
    /// và tệp minh chứng vào thư mục tiendo-files cạnh đó.
    Backup {
        /// Tệp sẽ được tạo; không được có sẵn.
        #[arg(value_name = "TỆP")]
        file: PathBuf,
        /// Chỉ chép tệp minh chứng, khi cơ sở dữ liệu được sao lưu bằng cách khác, như pg_dump.
        #[arg(long)]
        files: bool,
    },
    /// Khôi phục từ một tệp sao lưu vào tệp SQLite chưa có hay PostgreSQL còn trống, và tệp minh chứng
    /// từ thư mục tiendo-files cạnh đó.
    Restore(restore::RestoreCommand),
    /// Chuyển tất cả sang một cơ sở dữ liệu trống, SQLite hay PostgreSQL, kể cả khi máy chủ đang chạy: từ
    /// lúc đó nơi cũ chỉ còn đọc.
    Move(moving::MoveCommand),
    /// Lưu mọi trang và bảng của chiến dịch vào một tệp HTML, mở được bằng trình duyệt mà không cần máy chủ.
    Archive {
        /// Tệp sẽ được tạo; không được có sẵn.
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
    /// Xóa dữ liệu cá nhân của một chiến dịch đã khép lại; việc đã làm còn lại theo số tài khoản.
    ErasePeople(erase::EraseCommand),
    /// Nhật ký kiểm toán.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Hỏi máy chủ đang chạy có khỏe không; mã thoát 0 là khỏe.
    Healthcheck,
    /// Ghi các trang hướng dẫn (man) vào một thư mục, khi đóng gói.
    #[command(hide = true)]
    Man {
        #[arg(value_name = "THƯ-MỤC")]
        dir: PathBuf,
    },
}

/// How many times the demonstration is multiplied.
fn scale(text: &str) -> Result<u32, &'static str> {
    let number = text.parse().ok();
    let number = number.filter(|number| (1..=50).contains(number));
    number.ok_or("cần một số từ 1 đến 50")
}

/// Why a command failed, in a sentence for the person at the terminal.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Files(#[from] PlaceError),
    #[error("kho tệp không đọc hoặc ghi được: {0}; kiểm tra TIENDO_FILES")]
    Store(#[from] StoreError),
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error(transparent)]
    NewPassword(#[from] Unfit),
    #[error(transparent)]
    Username(#[from] UsernameError),
    #[error(transparent)]
    Address(#[from] AddressError),
    #[error(transparent)]
    Mail(#[from] SendError),
    #[error(transparent)]
    Site(#[from] Missing),
    #[error("{0}")]
    Say(String),
    #[error("{0}: {why}", why = cause::of_system(.1))]
    Io(String, std::io::Error),
}

/// The command of this process, or its exit code where there is none to run.
pub fn parse() -> Result<Cli, ExitCode> {
    let read = help::command().try_get_matches();
    read.and_then(|read| Cli::from_arg_matches(&read))
        .map_err(|error| usage::tell(&error))
}

/// A command under way.
pub type Running = Pin<Box<dyn Future<Output = Result<ExitCode, CliError>>>>;

/// Runs a command; `site` is what the program has inside. Boxed, so that all of it is
/// compiled here and once: the program's own crate takes seconds.
pub fn run(cli: Cli, site: Result<Site, Missing>) -> Running {
    Box::pin(run_command(cli, site))
}

async fn run_command(cli: Cli, site: Result<Site, Missing>) -> Result<ExitCode, CliError> {
    let config = Config::from_env()?;
    let clock = Clock::system();
    match cli.command {
        Command::Serve { site: folder } => {
            serve::serve(config, clock, site, folder.as_deref()).await?
        }
        Command::Migrate => {
            on_database(&config, async |_| Ok(())).await?;
            out!("Cơ sở dữ liệu đã ở đúng phiên bản.");
        }
        Command::Demo { scale } => demo::demo(&config, &clock, scale).await?,
        Command::Import(command) => return import::import(&config, &clock, &command).await,
        Command::User(command) => user::user(&config, &clock, command).await?,
        Command::Mail { dry_run } => return mail::mail(&config, &clock, dry_run).await,
        Command::Figures { as_of } => figures::figures(&config, &clock, as_of.as_deref()).await?,
        Command::Backtest => backtest::backtest(&config, &clock).await?,
        Command::Backup { file, files: false } => backup::backup(&config, &clock, &file).await?,
        Command::Backup { file, files: true } => backup::files(&config, &file).await?,
        Command::Restore(command) => restore::restore(&config, &clock, &command).await?,
        Command::Move(command) => moving::moving(&config, &clock, &command).await?,
        Command::Archive { file } => archive::archive(config, clock, site, &file).await?,
        Command::ErasePeople(command) => return erase::erase(&config, &clock, &command).await,
        Command::Audit(command) => return audit::audit(&config, command).await,
        Command::Healthcheck => return Ok(healthcheck::healthcheck(&config)),
        Command::Man { dir } => clap_mangen::generate_to(help::command(), &dir)
            .map_err(|e| CliError::Io(dir.display().to_string(), e))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Hands the campaign's database to a command that only reads it. It is neither made, so that
/// a wrong folder or setting is told and not answered by an empty one, nor brought up to date.
async fn on_campaign<T>(
    config: &Config,
    work: impl AsyncFnOnce(&Db) -> Result<T, CliError>,
) -> Result<T, CliError> {
    on_existing(config, async |db| {
        if !db.has_campaign().await? {
            return Err(nothing());
        }
        work(db).await
    })
    .await
}

/// The same where there may be no campaign yet.
async fn on_existing<T>(
    config: &Config,
    work: impl AsyncFnOnce(&Db) -> Result<T, CliError>,
) -> Result<T, CliError> {
    let db = existing(config).await?;
    closing(&db, async || match standing(&db).await? {
        Standing::Current => work(&db).await,
        Standing::Behind => Err(behind()),
        Standing::Empty => Err(nothing()),
    })
    .await
}

/// Hands a command the database at this binary's version, made where there is none.
async fn on_database<T>(
    config: &Config,
    work: impl AsyncFnOnce(&Db) -> Result<T, CliError>,
) -> Result<T, CliError> {
    let db = open(config).await?;
    closing(&db, async || work(&db).await).await
}

/// Closes the database after the work, also where it failed: what SQLite keeps beside its
/// file is then in the file.
async fn closing<T>(
    db: &Db,
    work: impl AsyncFnOnce() -> Result<T, CliError>,
) -> Result<T, CliError> {
    let done = work().await;
    db.close().await;
    done
}

async fn existing(config: &Config) -> Result<Db, CliError> {
    if let Some(file) = config.sqlite_file().filter(|file| !file.exists()) {
        return Err(CliError::Say(format!(
            "không có cơ sở dữ liệu {}; kiểm tra thư mục đang đứng và DATABASE_URL",
            file.display()
        )));
    }
    Ok(Db::existing(&config.database_url).await?)
}

/// The database, at this binary's version.
async fn open(config: &Config) -> Result<Db, CliError> {
    let db = Db::connect(&config.database_url).await?;
    match bring_up_to_date(&db).await {
        Ok(()) => Ok(db),
        Err(error) => {
            db.close().await;
            Err(error.into())
        }
    }
}

/// Makes the steps that are missing. Where none is, nothing is asked of the database that
/// an account without the right to make tables could not do.
async fn bring_up_to_date(db: &Db) -> Result<(), DbError> {
    match standing(db).await? {
        Standing::Current => Ok(()),
        Standing::Empty | Standing::Behind => migrate(db).await,
    }
}

/// The store of files.
fn files(config: &Config) -> Result<Files, CliError> {
    Ok(Files::of(&config.files, config.scanner.clone())?)
}

/// A folder of the database's files beside a backup is there.
fn told_of_files(count: usize, backup: &Path) {
    out!(
        "{count} tệp minh chứng ở {}: giữ thư mục này cùng các bản sao lưu.",
        folder_beside(backup).display()
    );
}

/// What went wrong between the store and a folder of copies.
fn not_copied(folder: &Path, error: CopyError) -> CliError {
    match error {
        CopyError::Store(error) => error.into(),
        CopyError::Disk(error) => CliError::Io(folder.display().to_string(), error),
    }
}

/// A line of the audit about what the command line did with the database.
async fn record(db: &Db, clock: &Clock, action: &str, file: &Path) -> Result<(), DbError> {
    let (operator, subject) = (operator(), file.display().to_string());
    db::audit::record(db, line(clock, &operator, action, &subject)).await
}

/// Such a line, of one who sits at the command line.
fn line<'a>(clock: &Clock, operator: &'a str, action: &'a str, subject: &'a str) -> Line<'a> {
    Line {
        at: clock.now(),
        person: None,
        source: operator,
        action,
        subject,
        detail: "",
    }
}

/// Asks the person at the terminal.
fn confirmed(asked: &str) -> Result<bool, CliError> {
    if !std::io::stdin().is_terminal() {
        return Err(CliError::Say(
            "chưa ghi gì: không có ai ở bàn phím để xác nhận; xem bản xem trước trên rồi chạy lại \
             với --yes"
                .to_owned(),
        ));
    }
    print!("{asked}");
    let io = |e| CliError::Io("đọc câu trả lời".to_owned(), e);
    std::io::stdout().flush().map_err(io)?;
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(io)?;
    let answer = clean_line(&line).to_lowercase();
    Ok(["có", "co", "yes", "y"].contains(&answer.as_str()))
}

/// Rule 12: what the command line is given to keep carries no mark of secrecy. It is not told
/// again either.
fn secret() -> CliError {
    CliError::Say(text::mistake(Lang::Vi, Mistake::SecretMark).to_owned())
}

/// The same of a file, whose name stands in the audit.
fn check_file_name(file: &Path) -> Result<(), CliError> {
    check_name(&file.to_string_lossy())
}

/// And of whatever else is named there.
fn check_name(name: &str) -> Result<(), CliError> {
    match secrecy_mark_in_name(&clean_line(name)) {
        Some(_) => Err(secret()),
        None => Ok(()),
    }
}

fn nothing() -> CliError {
    CliError::Say(
        "cơ sở dữ liệu chưa có chiến dịch nào; kiểm tra thư mục đang đứng và DATABASE_URL"
            .to_owned(),
    )
}

fn behind() -> CliError {
    CliError::Say(
        "cơ sở dữ liệu này do bản Tiến Độ cũ hơn tạo ra; hãy sao lưu, chạy tiendo migrate rồi làm \
         lại lệnh này"
            .to_owned(),
    )
}
