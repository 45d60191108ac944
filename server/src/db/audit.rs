//! The audit: one line for every write and every refusal, chained by hash.
use sha2::{Digest, Sha256};

use super::{Db, DbError, Tx, with_pool, with_tx};
use app::domain::Instant;

/// A line to be written.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    pub at: Instant,
    /// The account, or `None` for the command line.
    pub person: Option<&'a str>,
    /// What was done: `milestone.submitted`, `sign_in`, `refused` ...
    pub action: &'a str,
    /// To what: a milestone, an account, a file.
    pub subject: &'a str,
    pub detail: &'a str,
}

/// Appends a line. The caller holds the order's lock (`next_seq` or `lock`),
/// so that no two lines share a predecessor.
pub async fn append(tx: &mut Tx, line: Line<'_>) -> Result<(), DbError> {
    let last = "select line, hash from audit order by line desc limit 1";
    let last: Option<(i64, String)> =
        with_tx!(&mut *tx, conn => sqlx::query_as(last).fetch_optional(conn).await)?;
    let (number, previous) = last.unwrap_or_default();
    let number = number + 1;
    let hash = hash(&previous, number, line);
    let sql = "insert into audit (line, recorded_at, person, action, subject, detail, previous, hash) \
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    with_tx!(tx, conn => sqlx::query(sql)
        .bind(number).bind(line.at).bind(line.person).bind(line.action)
        .bind(line.subject).bind(line.detail).bind(&previous).bind(&hash)
        .execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Writes one line in a transaction of its own: for refusals and sign-ins.
pub async fn record(db: &Db, line: Line<'_>) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    tx.lock().await?;
    append(&mut tx, line).await?;
    tx.commit().await
}

/// SHA-256 over the previous hash and every field, each with its length, so
/// that no two lines read the same.
fn hash(previous: &str, number: i64, line: Line<'_>) -> String {
    let mut sha = Sha256::new();
    let number = number.to_string();
    let at = line.at.to_string();
    for field in [
        previous,
        &number,
        &at,
        line.person.unwrap_or(""),
        line.action,
        line.subject,
        line.detail,
    ] {
        sha.update((field.len() as u64).to_be_bytes());
        sha.update(field);
    }
    hex(&sha.finalize())
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The last line of the audit: written down elsewhere, it shows later that nothing before it
/// was changed or cut off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Last {
    pub line: i64,
    pub hash: String,
}

impl std::fmt::Display for Last {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Dòng nhật ký cuối: {}:{}", self.line, self.hash)
    }
}

/// The last line there is.
pub async fn last(db: &Db) -> Result<Last, DbError> {
    let sql = "select line, hash from audit order by line desc limit 1";
    let last: Option<(i64, String)> =
        with_pool!(db, pool => sqlx::query_as(sql).fetch_optional(pool).await)?;
    Ok(last.map_or_else(Last::default, |(line, hash)| Last { line, hash }))
}

/// The first line whose hash or predecessor is not as written.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    Whole { lines: i64 },
    Broken { line: i64 },
}

type AuditRow = (
    i64,
    i64,
    Option<String>,
    String,
    String,
    String,
    String,
    String,
);

/// Walks the whole chain.
pub async fn verify(db: &Db) -> Result<Verdict, DbError> {
    let mut previous = String::new();
    let mut number = 0;
    loop {
        let sql = "select line, recorded_at, person, action, subject, detail, previous, hash \
                   from audit where line > $1 order by line limit 1000";
        let rows: Vec<AuditRow> =
            with_pool!(db, pool => sqlx::query_as(sql).bind(number).fetch_all(pool).await)?;
        if rows.is_empty() {
            return Ok(Verdict::Whole { lines: number });
        }
        for (line, at, person, action, subject, detail, before, own) in rows {
            let written = Line {
                at,
                person: person.as_deref(),
                action: &action,
                subject: &subject,
                detail: &detail,
            };
            if line != number + 1 || before != previous || own != hash(&previous, line, written) {
                return Ok(Verdict::Broken { line });
            }
            (number, previous) = (line, own);
        }
    }
}
