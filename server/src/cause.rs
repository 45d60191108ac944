//! What the system or the database said, in a sentence for the person at the terminal.
use std::io::{Error, ErrorKind};

/// Why a file, a folder or an address could not be used.
pub fn of_system(error: &Error) -> String {
    // Its kind is that of text which cannot be read.
    let carried = error.get_ref();
    if carried.is_some_and(|it| it.is::<rustls::Error>()) {
        return "không lập được kết nối mã hóa (TLS); kiểm tra chứng thư của máy chủ bên kia"
            .to_owned();
    }
    let said = match error.kind() {
        ErrorKind::NotFound => "không có tệp hoặc thư mục này",
        ErrorKind::PermissionDenied => "tài khoản đang chạy lệnh không có quyền",
        ErrorKind::AddrInUse => {
            "địa chỉ này đang có chương trình khác dùng; dừng chương trình đó hoặc đổi TIENDO_ADDR"
        }
        ErrorKind::AddrNotAvailable => "máy này không có địa chỉ đó; đổi TIENDO_ADDR",
        ErrorKind::ConnectionRefused => "không có chương trình nào nghe ở địa chỉ đó",
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
            "bên kia đã cắt kết nối"
        }
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => "mạng không tới được máy đó",
        ErrorKind::TimedOut | ErrorKind::WouldBlock => "chờ quá lâu không có trả lời",
        ErrorKind::AlreadyExists => "đã có tệp hoặc thư mục tên này",
        ErrorKind::IsADirectory => "đây là thư mục, không phải tệp",
        ErrorKind::NotADirectory => "trên đường dẫn có chỗ không phải thư mục",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "đĩa đã hết chỗ",
        ErrorKind::ReadOnlyFilesystem => "đĩa hoặc thư mục này chỉ cho đọc",
        ErrorKind::InvalidData => "nội dung không phải chữ UTF-8",
        ErrorKind::UnexpectedEof => "dữ liệu kết thúc giữa chừng",
        _ => return format!("lỗi của hệ thống: {error}"),
    };
    said.to_owned()
}

/// Why the database did not do what it was asked.
pub fn of_database(error: &sqlx::Error) -> String {
    let said = match error {
        sqlx::Error::Io(error) => return of_system(error),
        sqlx::Error::PoolTimedOut => {
            "chờ quá lâu; kiểm tra cơ sở dữ liệu có đang chạy không và DATABASE_URL"
        }
        sqlx::Error::PoolClosed => "kết nối đã đóng",
        sqlx::Error::Configuration(_) => "DATABASE_URL viết không đúng",
        sqlx::Error::Database(told) => match kind(told.as_ref()).as_str() {
            // SQLite.
            "14" => "không mở hoặc tạo được tệp; kiểm tra thư mục và quyền ghi",
            "5" | "6" => "một chương trình khác đang giữ cơ sở dữ liệu",
            "8" => "tệp cơ sở dữ liệu chỉ cho đọc",
            "10" => "không đọc hoặc ghi được đĩa; kiểm tra đĩa và nhật ký của hệ thống",
            "13" => "đĩa đã hết chỗ",
            "11" => "tệp cơ sở dữ liệu bị hỏng",
            "26" => "tệp không phải cơ sở dữ liệu SQLite",
            // PostgreSQL.
            "28P01" | "28000" => "sai tên hoặc mật khẩu PostgreSQL trong DATABASE_URL",
            "3D000" => "PostgreSQL không có cơ sở dữ liệu tên này",
            "42501" => "tài khoản PostgreSQL không có quyền",
            "53300" => "PostgreSQL đã hết kết nối",
            "53100" => "đĩa của PostgreSQL đã hết chỗ",
            "55P03" => "một máy chủ khác đang giữ chỗ cần ghi",
            "57014" => "lệnh chạy quá lâu nên bị dừng",
            "57P03" => "PostgreSQL đang khởi động",
            _ => return format!("cơ sở dữ liệu nói: {error}"),
        },
        _ => return error.to_string(),
    };
    said.to_owned()
}

/// Whether what the database read is not as it wrote it.
pub fn is_damage(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(told) = error else {
        return false;
    };
    // SQLite, PostgreSQL's data and indexes.
    ["11", "26", "XX001", "XX002"].contains(&kind(told.as_ref()).as_str())
}

/// Whether the database is only away, busy, locked or out of room: the same may be asked
/// again soon, and nobody has to mend anything in the program.
pub fn passes(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(told) => passes_by_itself(&kind(told.as_ref())),
        _ => false,
    }
}

fn passes_by_itself(kind: &str) -> bool {
    match kind {
        // SQLite: busy, locked, read only, I/O, full, not to be opened, its locks not at hand.
        "5" | "6" | "8" | "10" | "13" | "14" | "15" => true,
        // PostgreSQL: serialisation and deadlock, read only, idle too long inside a transaction,
        // waited too long for a lock.
        "40001" | "40P01" | "25006" | "25P03" | "25P04" | "55P03" => true,
        // And its classes: connection, resources, stopped by somebody, system.
        kind => kind.len() == 5 && ["08", "53", "57", "58"].contains(&kind.get(..2).unwrap_or("")),
    }
}

/// The kind of an error: of SQLite its primary code, whatever more an extended one says; of
/// PostgreSQL its code of five letters and digits.
fn kind(told: &dyn sqlx::error::DatabaseError) -> String {
    let code = told.code().unwrap_or_default();
    match code.parse::<u32>() {
        Ok(extended) if code.len() < 5 => (extended & 0xff).to_string(),
        _ => code.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_is_told_from_what_does_not() {
        for passing in [
            sqlx::Error::PoolTimedOut,
            sqlx::Error::PoolClosed,
            sqlx::Error::Io(Error::from(ErrorKind::ConnectionRefused)),
        ] {
            assert!(passes(&passing), "{passing}");
        }
        assert!(!passes(&sqlx::Error::RowNotFound));
        for kind in [
            "5", "10", "13", "55P03", "57014", "57P01", "53300", "08006", "58030",
        ] {
            assert!(passes_by_itself(kind), "{kind}");
        }
        // Damaged, no database, a rule of the tables, a mistake of ours, no right to.
        for kind in ["11", "26", "19", "1", "23505", "42601", "42501", "XX001"] {
            assert!(!passes_by_itself(kind), "{kind}");
        }
    }

    /// A certificate that nobody trusts, of the database or of the mail server.
    #[test]
    fn what_was_not_encrypted_is_no_text_that_cannot_be_read() {
        let refused = rustls::Error::General("UnknownIssuer".to_owned());
        let error = || Error::new(ErrorKind::InvalidData, refused.clone());
        for said in [of_system(&error()), of_database(&sqlx::Error::Io(error()))] {
            assert!(said.contains("(TLS)"), "{said}");
        }
        let text = Error::from(ErrorKind::InvalidData);
        assert!(of_system(&text).contains("UTF-8"));
    }

    #[test]
    fn the_usual_causes_are_said_in_vietnamese() {
        for (kind, says) in [
            (ErrorKind::AddrInUse, "chương trình khác dùng"),
            (ErrorKind::NotFound, "không có tệp"),
            (ErrorKind::PermissionDenied, "không có quyền"),
            (ErrorKind::StorageFull, "hết chỗ"),
        ] {
            let said = of_system(&Error::from(kind));
            assert!(said.contains(says), "{kind:?}: {said}");
            let by_database = of_database(&sqlx::Error::Io(Error::from(kind)));
            assert_eq!(by_database, said);
        }
        // A cause nobody has foreseen is not hidden.
        let other = of_system(&Error::other("x1"));
        assert!(other.starts_with("lỗi của hệ thống") && other.contains("x1"));
    }
}
