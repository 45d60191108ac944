//! Who people were, taken out of a campaign that is over. What they did stays, by the number of
//! their account.
use std::time::Duration;

use super::{Db, DbError, Tx, audit::Line, with_pool, with_tx};

/// What is called so no more, and what is counted of it.
const COUNTED: [(&str, &str); 10] = [
    (
        "tài khoản có họ tên, chức danh, tên đăng nhập",
        "people where name <> ''",
    ),
    ("địa chỉ thư", "people where email is not null"),
    ("số điện thoại", "people where phone is not null"),
    (
        "mật khẩu và mật khẩu một lần",
        "people where password_hash is not null or one_time_hash is not null",
    ),
    (
        "mã xác thực hai lớp",
        "people where factor_secret is not null",
    ),
    ("phiên đăng nhập", "sessions"),
    ("lần đăng nhập gần nhất cùng địa chỉ mạng", "sign_ins"),
    ("bản nháp", "drafts"),
    ("cách xem đã giữ", "kept_views"),
    ("mục đang theo dõi", "follows"),
];

/// What stays though it may name somebody, and is counted too.
const KEPT: [(&str, &str); 3] = [
    (
        "dòng nhật ký của bản cũ, ghi tên đăng nhập",
        "audit where person is not null and who is null",
    ),
    ("dòng nhật ký có địa chỉ mạng", "audit where source <> ''"),
    ("tệp minh chứng", "evidence_files"),
];

/// Rows that are of people alone.
const REMOVED: [&str; 10] = [
    "drafts",
    "factor_resets",
    "follows",
    "kept_views",
    "mails",
    "recovery_codes",
    "sessions",
    "sign_ins",
    "visits",
    "attachments where in_draft",
];

/// A number of rows, and what they are.
pub type Told = (&'static str, i64);

/// What an erasure would take, and what would stay.
pub async fn counted(db: &Db) -> Result<(Vec<Told>, Vec<Told>), DbError> {
    Ok((numbers(db, &COUNTED).await?, numbers(db, &KEPT).await?))
}

async fn numbers(db: &Db, of: &[(&'static str, &'static str)]) -> Result<Vec<Told>, DbError> {
    let mut told = Vec::new();
    for (words, rows) in of {
        let sql = format!("select count(*) from {rows}");
        let number: i64 = with_pool!(db, pool => sqlx::query_scalar(&sql).fetch_one(pool).await)?;
        told.push((*words, number));
    }
    Ok(told)
}

/// Erases, with a line of the audit, all or nothing: nobody signs in afterwards. `false` where
/// somebody still reads an older state of a file of SQLite, which keeps it: then it is to be done
/// once more.
pub async fn erase(db: &Db, line: Line<'_>) -> Result<bool, DbError> {
    let mut tx = db.begin().await?;
    // Pages that call people by name are kept until the next place in the order.
    tx.next_seq().await?;
    for rows in REMOVED {
        run(&mut tx, &format!("delete from {rows}")).await?;
    }
    let people = "select id from people order by created_at, id";
    let ids: Vec<String> =
        with_tx!(&mut tx, conn => sqlx::query_scalar(people).fetch_all(conn).await)?;
    let sql = "update people set username = $1, name = '', title = '', email = null, \
               phone = null, wants_mail = $2, password_hash = null, one_time_hash = null, \
               one_time_until = null, password_at = null, factor_secret = null, factor_at = null, \
               factor_step = null, salt = null where id = $3";
    for id in &ids {
        // No account can be called so, and no two are.
        let username = format!("#{id}");
        with_tx!(&mut tx, conn => sqlx::query(sql)
            .bind(&username).bind(false).bind(id).execute(conn).await.map(|_| ()))?;
    }
    super::audit::append(&mut tx, line).await?;
    tx.commit().await?;
    forget(db).await
}

/// How long it is waited for whoever reads an older state.
const TRIES: usize = 40;
const PAUSE: Duration = Duration::from_millis(250);

/// Whether nothing of what was erased is left in the file of SQLite or beside it, as far as whoever
/// reads meanwhile lets it go. PostgreSQL does that by itself, in its own time.
async fn forget(db: &Db) -> Result<bool, DbError> {
    let Db::Sqlite { write, .. } = db else {
        return Ok(true);
    };
    sqlx::query("vacuum").execute(write).await?;
    for _ in 0..TRIES {
        let (busy, ..): (i64, i64, i64) = sqlx::query_as("pragma wal_checkpoint(truncate)")
            .fetch_one(write)
            .await?;
        if busy == 0 {
            return Ok(true);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(false)
}

async fn run(tx: &mut Tx, sql: &str) -> Result<(), DbError> {
    Ok(with_tx!(tx, conn => sqlx::query(sql).execute(conn).await.map(|_| ()))?)
}
