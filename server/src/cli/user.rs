//! `tiendo user add|list|disable|enable|password|email|factor-off`
use std::io::{BufRead, IsTerminal};

use app::{
    access::{Home, Role},
    domain::{
        Day, PartnerCode, UnitCode, Username, clean_line, local_day, says_something, secrecy_mark,
        secrecy_mark_in_name,
    },
    text::{self, Lang},
};
use clap::{
    Subcommand,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};

use super::CliError;
use crate::{
    board::Live,
    clock::Clock,
    config::Config,
    db::{Db, audit, people},
    ledger::accounts::{self, AccountError, Reset},
    mail,
    operator::operator,
    web::account::{
        new_password::{Guesses, LONGEST, NewPassword, SHORTEST},
        password::Passwords,
    },
};

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Thêm tài khoản; mật khẩu hỏi ở bàn phím, hoặc đọc từ dòng nhập.
    Add {
        #[arg(value_name = "TÊN-ĐĂNG-NHẬP")]
        username: String,
        /// Vai của tài khoản.
        #[arg(long, value_name = "VAI", value_parser = roles())]
        role: Role,
        /// Tên hiển thị.
        #[arg(long, value_name = "TÊN")]
        name: String,
        /// Mã đơn vị của người đứng đầu, thành viên; đơn vị công tác của thường trực.
        #[arg(long, value_name = "MÃ")]
        unit: Option<String>,
        /// Mã doanh nghiệp của tài khoản doanh nghiệp.
        #[arg(long, value_name = "MÃ")]
        partner: Option<String>,
        /// Ngôn ngữ giao diện: vi hoặc en.
        #[arg(long, value_name = "NGÔN-NGỮ", default_value = "vi", value_parser = ["vi", "en"])]
        language: String,
        /// Địa chỉ nhận thư buổi sáng.
        #[arg(long, value_name = "ĐỊA-CHỈ")]
        email: Option<String>,
    },
    /// Đặt địa chỉ nhận thư buổi sáng; để trống ("") là bỏ địa chỉ.
    Email {
        #[arg(value_name = "TÊN-ĐĂNG-NHẬP")]
        username: String,
        #[arg(value_name = "ĐỊA-CHỈ")]
        address: String,
    },
    /// Khóa tài khoản và chấm dứt mọi phiên ngay.
    Disable {
        #[arg(value_name = "TÊN-ĐĂNG-NHẬP")]
        username: String,
    },
    /// Mở khóa tài khoản; mật khẩu như trước khi khóa.
    Enable {
        #[arg(value_name = "TÊN-ĐĂNG-NHẬP")]
        username: String,
    },
    /// Bỏ bước hai khi người dùng mất cả điện thoại và mã dự phòng; chấm dứt mọi phiên.
    FactorOff {
        #[arg(value_name = "TÊN-ĐĂNG-NHẬP")]
        username: String,
    },
    /// Liệt kê tài khoản: tên đăng nhập, vai, nơi, hiệu lực, tình trạng.
    List,
    /// Đặt mật khẩu mới, hỏi ở bàn phím hoặc đọc từ dòng nhập; chấm dứt mọi phiên.
    Password {
        #[arg(value_name = "TÊN-ĐĂNG-NHẬP")]
        username: String,
    },
}

/// The codes of all roles, each explained by its word.
fn roles() -> impl TypedValueParser<Value = Role> {
    let explained = |role: &Role| PossibleValue::new(role.code()).help(text::role(Lang::Vi, *role));
    PossibleValuesParser::new(Role::ALL.iter().map(explained))
        .try_map(|code| Role::from_code(&code).ok_or("vai không có"))
}

pub async fn user(config: &Config, clock: &Clock, command: UserCommand) -> Result<(), CliError> {
    super::on_existing(config, async |db| change(db, clock, command).await).await
}

async fn change(db: &Db, clock: &Clock, command: UserCommand) -> Result<(), CliError> {
    match command {
        UserCommand::Add {
            username,
            role,
            name,
            unit,
            partner,
            language,
            email,
        } => {
            let email = mail::address(email.as_deref().unwrap_or_default())?;
            let scope = check_scope(db, clock, role, unit.as_deref(), partner.as_deref()).await;
            scope?;
            let (username, name) = (Username::parse(&username)?, clean_line(&name));
            if !says_something(&name) {
                return Err(CliError::Say("tên hiển thị cần có chữ".to_owned()));
            }
            if secrecy_mark(&name)
                .or(secrecy_mark_in_name(username.as_str()))
                .is_some()
            {
                return Err(super::secret());
            }
            let hash = new_hash(db, username.as_str()).await?;
            let person = people::Person {
                id: uuid::Uuid::now_v7().to_string(),
                username: username.into(),
                name,
                title: String::new(),
                role: role.code().to_owned(),
                unit,
                partner,
                language,
                password_hash: Some(hash),
                disabled: false,
                valid_from: None,
                valid_to: None,
                created_at: clock.now(),
                email,
                wants_mail: true,
                ..people::Person::default()
            };
            let mut tx = db.begin().await?;
            if !accounts::add(&mut tx, &person, person.created_at).await? {
                return Err(CliError::Say(format!(
                    "tên đăng nhập {} đã có người dùng",
                    person.username
                )));
            }
            record(&mut tx, clock, "person.added", &person.username).await?;
            tx.commit().await?;
            out!("Đã thêm tài khoản {}.", person.username);
        }
        UserCommand::Email { username, address } => {
            let username = Username::folded(&username);
            let email = mail::address(&address)?;
            let mut tx = db.begin().await?;
            tx.lock().await?;
            let today = people::today(&mut tx, clock.now()).await?;
            let person = people::now(&mut tx, &username, today).await?;
            let Some(person) = person else {
                return found(false, &username);
            };
            people::set_mail(&mut tx, &username, email.as_deref(), person.wants_mail).await?;
            record(&mut tx, clock, audit::MAIL_SET, &username).await?;
            tx.commit().await?;
            match (&email, person.wants_mail) {
                (None, _) => out!("Đã bỏ địa chỉ thư của {username}."),
                (Some(_), true) => out!("Đã đặt địa chỉ thư của {username}."),
                (Some(_), false) => out!(
                    "Đã đặt địa chỉ thư của {username}; người này đã thôi nhận thư ở trang Tài khoản, \
                     nên vẫn không có thư nào."
                ),
            }
        }
        UserCommand::Disable { username } => {
            let username = Username::folded(&username);
            let mut tx = db.begin().await?;
            match accounts::disable(&mut tx, &username, clock.now()).await {
                Err(AccountError::LastAdministrator) => return Err(last_administrator(&username)),
                Err(AccountError::Db(error)) => return Err(error.into()),
                Ok(disabled) => found(disabled, &username)?,
            }
            record(&mut tx, clock, "person.disabled", &username).await?;
            tx.commit().await?;
            out!("Đã khóa tài khoản {username}; mọi phiên đã chấm dứt.");
        }
        UserCommand::Enable { username } => {
            let username = Username::folded(&username);
            let mut tx = db.begin().await?;
            match accounts::enable(&mut tx, &username, clock.now()).await {
                Err(AccountError::LastAdministrator) => return Err(last_administrator(&username)),
                Err(AccountError::Db(error)) => return Err(error.into()),
                Ok(enabled) => found(enabled, &username)?,
            }
            record(&mut tx, clock, "person.enabled", &username).await?;
            tx.commit().await?;
            out!("Đã mở khóa tài khoản {username}.");
        }
        UserCommand::FactorOff { username } => {
            let username = Username::folded(&username);
            let mut tx = db.begin().await?;
            tx.lock().await?;
            let today = people::today(&mut tx, clock.now()).await?;
            let Some(person) = people::now(&mut tx, &username, today).await? else {
                return found(false, &username);
            };
            if person.factor_at.is_none() {
                out!("{username} không có bước hai.");
                return Ok(());
            }
            accounts::take_factor_off(&mut tx, &person, clock.now()).await?;
            record(&mut tx, clock, "person.factor_reset", &username).await?;
            tx.commit().await?;
            out!("Đã bỏ bước hai của {username}; mọi phiên đã chấm dứt.");
        }
        UserCommand::List => {
            let today = local_day(
                clock.now(),
                Live::new(db.clone(), clock.clone()).today().await?.zone(),
            );
            let coming = people::coming(db, today).await?;
            for person in people::all(db, today).await? {
                let coming = coming.iter().filter(|it| it.person.id == person.id);
                out!("{}", told(&person, coming, today));
            }
        }
        UserCommand::Password { username } => {
            let username = Username::folded(&username);
            let hash = new_hash(db, &username).await?;
            let mut tx = db.begin().await?;
            tx.lock().await?;
            let today = people::today(&mut tx, clock.now()).await?;
            let Some(person) = people::now(&mut tx, &username, today).await? else {
                return found(false, &username);
            };
            people::set_password(&mut tx, &username, &hash, clock.now()).await?;
            accounts::was_reset(&mut tx, &person, Reset::Password, clock.now()).await?;
            record(&mut tx, clock, "person.password", &username).await?;
            tx.commit().await?;
            out!("Đã đặt mật khẩu mới cho {username}; mọi phiên đã chấm dứt.");
            if person.disabled {
                out!("Tài khoản này vẫn đang khóa; mở bằng: tiendo user enable {username}");
            }
        }
    }
    Ok(())
}

/// "head.syt | head | SYT | 2026-01-14 – | có bước hai": one line an account.
fn told<'a>(
    person: &people::Person,
    coming: impl Iterator<Item = &'a people::Coming>,
    today: Day,
) -> String {
    let scope = person.partner.as_deref().or(person.unit.as_deref());
    let days = match (&person.valid_from, &person.valid_to) {
        (None, None) => String::new(),
        (from, to) => format!(
            "{} – {}",
            from.as_deref().unwrap_or_default(),
            to.as_deref().unwrap_or_default()
        ),
    };
    let mut standing: Vec<String> = Vec::new();
    let mut says = |words: &str| standing.push(words.to_owned());
    if person.disabled {
        says("bị khóa");
    } else if !person.is_active(today) {
        says("ngoài thời hạn");
    }
    if person.must_change_password() {
        says("mật khẩu một lần");
    } else if person.password_hash.is_none() {
        says("chưa có mật khẩu");
    }
    if person.factor_at.is_some() {
        says("có bước hai");
    }
    for it in coming {
        let of = it.person.partner.as_deref().or(it.person.unit.as_deref());
        let of = of.unwrap_or_default();
        says(format!("từ {}: {} {of}", it.begins, it.person.role).trim_end());
    }
    let columns = [
        person.username.as_str(),
        &person.role,
        scope.unwrap_or_default(),
        &days,
        &standing.join(", "),
        &person.name,
    ];
    columns.join(" | ")
}

fn last_administrator(username: &str) -> CliError {
    CliError::Say(format!(
        "chưa khóa gì: {username} là quản trị viên duy nhất còn đăng nhập được; trước hết hãy thêm \
         (tiendo user add) hoặc mở khóa (tiendo user enable) một quản trị viên khác"
    ))
}

/// Asks for the new password of an account.
async fn new_hash(db: &Db, username: &str) -> Result<String, CliError> {
    let guesses = Guesses::of(db, username).await?;
    let password = NewPassword::new(&read_password()?, &guesses)?;
    Ok(Passwords::new()?.hash(password).await?)
}

fn found(found: bool, username: &str) -> Result<(), CliError> {
    if found {
        Ok(())
    } else {
        Err(CliError::Say(format!("không có tài khoản {username}")))
    }
}

/// A head or member needs a unit of the campaign, a company account a company.
async fn check_scope(
    db: &Db,
    clock: &Clock,
    role: Role,
    unit: Option<&str>,
    partner: Option<&str>,
) -> Result<(), CliError> {
    let board = Live::new(db.clone(), clock.clone()).today().await?;
    let known_unit = |code: &str| UnitCode::parse(code).is_ok_and(|c| board.has_unit(&c));
    let known_partner = |code: &str| PartnerCode::parse(code).is_ok_and(|c| board.has_partner(&c));
    if let Some(code) = unit.filter(|code| !known_unit(code)) {
        return Err(CliError::Say(format!("không có đơn vị mã {code}")));
    }
    if let Some(code) = partner.filter(|code| !known_partner(code)) {
        return Err(CliError::Say(format!("không có doanh nghiệp mã {code}")));
    }
    match (role.home(), unit, partner) {
        (Home::Unit, None, _) => Err(CliError::Say("vai này cần --unit MÃ".to_owned())),
        (Home::Partner, _, None) => Err(CliError::Say("vai này cần --partner MÃ".to_owned())),
        (Home::Partner, Some(_), _) => Err(CliError::Say(
            "tài khoản doanh nghiệp không thuộc đơn vị nào, bỏ --unit".to_owned(),
        )),
        (Home::Partner, None, Some(_)) | (_, _, None) => Ok(()),
        (_, _, Some(_)) => Err(CliError::Say("chỉ vai partner mới có --partner".to_owned())),
    }
}

/// How often two different passwords may be typed.
const TRIES: usize = 3;

/// Typed twice at a terminal, where nobody sees it; else one line of the input. Never an
/// argument, which other users of the machine could see.
fn read_password() -> Result<String, CliError> {
    let io = |e| CliError::Io("đọc mật khẩu".to_owned(), e);
    if !std::io::stdin().is_terminal() {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map_err(io)?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let ask = format!("Mật khẩu ({SHORTEST} đến {LONGEST} ký tự, gõ không hiện): ");
    for _ in 0..TRIES {
        let first = rpassword::prompt_password(&ask).map_err(io)?;
        let again = rpassword::prompt_password("Gõ lại mật khẩu: ").map_err(io)?;
        if first == again {
            return Ok(first);
        }
        eprintln!("Hai lần gõ không giống nhau.");
    }
    Err(CliError::Say(
        "chưa đổi gì: hai lần gõ mật khẩu không giống nhau".to_owned(),
    ))
}

async fn record(
    tx: &mut crate::db::Tx,
    clock: &Clock,
    action: &str,
    subject: &str,
) -> Result<(), CliError> {
    let line = audit::Line {
        at: clock.now(),
        person: None,
        source: &operator(),
        action,
        subject,
        detail: "",
    };
    Ok(audit::append(tx, line).await?)
}
