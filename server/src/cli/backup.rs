//! `tiendo backup FILE` and `tiendo restore FILE`
use std::path::Path;

use super::CliError;
use crate::{
    config::Config,
    db::{Db, audit},
};

/// A whole copy of a SQLite database in one file, also while it is written to.
pub async fn backup(config: &Config, file: &Path) -> Result<(), CliError> {
    if file.exists() {
        return Err(CliError::Say(format!(
            "{} đã có; chọn tên khác, không ghi đè bản sao lưu",
            file.display()
        )));
    }
    let db = super::open_existing(config).await?;
    let Db::Sqlite { write, .. } = &db else {
        return Err(postgres("pg_dump"));
    };
    if db.seq().await? == 0 {
        return Err(CliError::Say(
            "cơ sở dữ liệu chưa có chiến dịch nào, không có gì để sao lưu".to_owned(),
        ));
    }
    let path = file.to_string_lossy().into_owned();
    sqlx::query("vacuum into $1")
        .bind(&path)
        .execute(write)
        .await
        .map_err(crate::db::DbError::from)?;
    out!("Đã sao lưu vào {path}.");
    Ok(())
}

/// Puts a backup in the place of a database that is not there yet: what is
/// there is never overwritten.
pub async fn restore(config: &Config, file: &Path) -> Result<(), CliError> {
    let Some(target) = config.sqlite_file() else {
        return Err(postgres("pg_restore"));
    };
    // What a server left beside its file belongs to that file, and breaks any other.
    for end in ["", "-wal", "-shm"] {
        let mut there = target.as_os_str().to_owned();
        there.push(end);
        if Path::new(&there).exists() {
            return Err(CliError::Say(format!(
                "{} đang có; dừng máy chủ, chuyển tệp đó (và các tệp -wal, -shm) đi nơi khác rồi khôi phục lại",
                Path::new(&there).display()
            )));
        }
    }
    if !is_sqlite(file) {
        return Err(CliError::Say(format!(
            "{} không phải bản sao lưu của Tiến Độ",
            file.display()
        )));
    }
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|e| CliError::Io(folder.display().to_string(), e))?;
    }
    std::fs::copy(file, target).map_err(|e| CliError::Io(target.display().to_string(), e))?;
    let db = super::open(config).await?;
    match audit::verify(&db).await? {
        audit::Verdict::Whole { lines } => {
            out!("Đã khôi phục; nhật ký nguyên vẹn, {lines} dòng.")
        }
        audit::Verdict::Broken { line } => {
            out!("Đã khôi phục, nhưng nhật ký bị sửa ở dòng {line}.")
        }
    }
    Ok(())
}

fn postgres(tool: &str) -> CliError {
    CliError::Say(format!(
        "cơ sở dữ liệu PostgreSQL sao lưu bằng công cụ của nó: {tool}"
    ))
}

/// Whether a file begins as SQLite's do.
fn is_sqlite(file: &Path) -> bool {
    use std::io::Read;
    let mut first = [0; 16];
    std::fs::File::open(file).is_ok_and(|mut f| f.read_exact(&mut first).is_ok())
        && &first == b"SQLite format 3\0"
}
