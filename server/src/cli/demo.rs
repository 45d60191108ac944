//! `tiendo demo`
use std::path::Path;

use super::CliError;
use crate::{
    clock::Clock,
    config::Config,
    db::{Db, people},
    demo,
    ledger::fact_pages,
    private,
    web::account::{
        new_password::{Guesses, NewPassword},
        password::Passwords,
    },
};

/// Where the one password of all demonstration accounts is kept, mode 600.
const PASSWORD_FILE: &str = "data/demo-password";
const PASSWORD_SETTING: &str = "TIENDO_DEMO_PASSWORD";

/// Fills an empty database; does nothing to one that already holds a
/// demonstration.
pub async fn demo(config: &Config, clock: &Clock, scale: u32) -> Result<(), CliError> {
    super::on_database(config, async |db| {
        if db.seq().await? > 0 {
            out!("Cơ sở dữ liệu đã có số liệu, không điền số liệu mẫu nữa.");
            return Ok(());
        }
        let password = NewPassword::new(&password()?, &Guesses::new("", &[], &[]))?;
        let hash = Passwords::new()?.hash(password).await?;
        let filled = demo::fill(db, &demo::Campaign::tphcm(), clock.now(), scale, &hash)
            .await
            .map_err(|e| CliError::Say(e.to_string()))?;
        out!("Đã điền số liệu mẫu: {filled}");
        fact_pages::write(db).await?;
        announce(db).await
    })
    .await
}

/// The password from the setting, from the file, or a new one kept in the file.
fn password() -> Result<String, CliError> {
    if let Some(password) = setting() {
        return Ok(password);
    }
    if let Some(password) = kept() {
        return Ok(password);
    }
    let password = uuid::Uuid::new_v4().simple().to_string()[..16].to_owned();
    keep(&password).map_err(|e| CliError::Io(PASSWORD_FILE.to_owned(), e))?;
    Ok(password)
}

fn setting() -> Option<String> {
    std::env::var(PASSWORD_SETTING)
        .ok()
        .filter(|p| !p.is_empty())
}

fn kept() -> Option<String> {
    let text = std::fs::read_to_string(PASSWORD_FILE).ok()?;
    Some(text.trim().to_owned()).filter(|p| !p.is_empty())
}

fn keep(password: &str) -> std::io::Result<()> {
    use std::io::Write;
    if let Some(folder) = Path::new(PASSWORD_FILE).parent() {
        std::fs::create_dir_all(folder)?;
    }
    writeln!(private::replace(Path::new(PASSWORD_FILE))?, "{password}")
}

/// Prints one account a role and where the password is.
pub async fn announce(db: &Db) -> Result<(), CliError> {
    out!("Số liệu mẫu. Mỗi vai một tài khoản, chung một mật khẩu:");
    let people = people::all_at_last(db).await?;
    for role in app::access::Role::ALL {
        let first = people.iter().find(|p| {
            p.role() == Some(*role)
                && (p.unit.is_none() || p.username.ends_with(".syt") || p.role == "office")
        });
        if let Some(person) = first {
            out!("  {:<14} {}", role.code(), person.username);
        }
    }
    match (setting(), kept()) {
        (Some(_), _) => out!("  mật khẩu: theo {PASSWORD_SETTING}"),
        (None, Some(password)) => out!("  mật khẩu: {password}   (tệp {PASSWORD_FILE})"),
        (None, None) => out!(
            "  mật khẩu: không còn tệp {PASSWORD_FILE}; đặt lại bằng `tiendo user password TÊN`"
        ),
    }
    Ok(())
}
