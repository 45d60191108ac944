//! What the system or the database said, in a sentence for the person at the terminal.
use std::io::{Error, ErrorKind};

/// Why a file, a folder or an address could not be used.
pub fn of_system(error: &Error) -> String {
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
        sqlx::Error::Database(told) => match told.code().as_deref() {
            // SQLite, by its primary or extended codes.
            Some("14") => "không mở hoặc tạo được tệp; kiểm tra thư mục và quyền ghi",
            Some("5" | "6" | "261" | "517") => "một chương trình khác đang giữ cơ sở dữ liệu",
            Some("8" | "776" | "1032" | "1544") => "tệp cơ sở dữ liệu chỉ cho đọc",
            Some("13") => "đĩa đã hết chỗ",
            Some("11") => "tệp cơ sở dữ liệu bị hỏng",
            Some("26") => "tệp không phải cơ sở dữ liệu SQLite",
            // PostgreSQL.
            Some("28P01" | "28000") => "sai tên hoặc mật khẩu PostgreSQL trong DATABASE_URL",
            Some("3D000") => "PostgreSQL không có cơ sở dữ liệu tên này",
            Some("42501") => "tài khoản PostgreSQL không có quyền",
            Some("53300") => "PostgreSQL đã hết kết nối",
            Some("53100") => "đĩa của PostgreSQL đã hết chỗ",
            Some("57P03") => "PostgreSQL đang khởi động",
            _ => return format!("cơ sở dữ liệu nói: {error}"),
        },
        _ => return error.to_string(),
    };
    said.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

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
