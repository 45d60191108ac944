//! The audit: one line for every write and every refusal, chained by hash, each with a digest
//! of the facts its transaction wrote.
use app::{domain::Instant, views::AuditPart};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Db, DbError, Tx, digest, tx::Told, with_pool, with_tx};

pub use super::{digest::hex, last::Last};

/// What the line of an import says was done.
pub const IMPORT: &str = "import";
/// What the office changes of the plan by a form.
pub const PLAN: &str = "plan";

/// What the line says was done where somebody's address, or the wish for mail, was set.
pub const MAIL_SET: &str = "person.mail";

/// A line to be written. It is recorded at that instant, or at the last one recorded where
/// that is later.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    pub at: Instant,
    /// The account, or `None` for the command line.
    pub person: Option<&'a str>,
    /// Where it came from: the address of a request, or who runs the command line.
    pub source: &'a str,
    /// What was done: `milestone.submitted`, `sign_in`, `refused` ...
    pub action: &'a str,
    /// To what: a milestone, an account, a file.
    pub subject: &'a str,
    pub detail: &'a str,
}

/// A line as it stands in the table.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Recorded {
    pub line: i64,
    pub recorded_at: Instant,
    pub person: Option<String>,
    pub action: String,
    pub subject: String,
    pub detail: String,
    pub previous: String,
    pub hash: String,
    pub source: Option<String>,
    /// The places of the facts it tells of; none in lines from before there were digests.
    pub after_seq: Option<i64>,
    pub upto_seq: Option<i64>,
    /// The digest of those facts, empty where there are none.
    pub facts: Option<String>,
    /// What the person was called, and the one it was done to: the digests of [`Account`].
    pub who: Option<String>,
    pub whom: Option<String>,
}

const COLUMNS: &str = "line, recorded_at, person, action, subject, detail, previous, hash, \
                       source, after_seq, upto_seq, facts, who, whom";

/// A line as people read it: accounts by the user names they have now.
const READ: &str = "line, recorded_at, \
    coalesce((select username from people where id = person), person) as person, action, \
    coalesce((select username from people where id = subject), subject) as subject, detail, \
    previous, hash, source, after_seq, upto_seq, facts, who, whom";

impl Recorded {
    /// A line as it is written, with what it says of the facts before it, by and to which
    /// account.
    fn of(line: Line<'_>, told: Told, by: Option<Account>, to: Option<Account>) -> Self {
        let number = |of: &Option<Account>, said: &str| match of {
            Some(account) => account.id.clone(),
            None => said.to_owned(),
        };
        let recorded = Self {
            line: told.previous.line + 1,
            recorded_at: line.at.max(told.at),
            person: line.person.map(|said| number(&by, said)),
            action: line.action.to_owned(),
            subject: number(&to, line.subject),
            detail: line.detail.to_owned(),
            previous: told.previous.hash,
            hash: String::new(),
            source: Some(line.source.to_owned()),
            after_seq: Some(told.after),
            upto_seq: Some(told.upto),
            facts: Some(told.facts),
            who: by.map(|it| it.digest()),
            whom: to.map(|it| it.digest()),
        };
        Self {
            hash: recorded.own_hash(),
            ..recorded
        }
    }

    /// SHA-256 over the previous hash and every field, each with its length, so
    /// that no two lines read the same.
    pub fn own_hash(&self) -> String {
        let mut sha = Sha256::new();
        let mut field = |text: &str| {
            sha.update((text.len() as u64).to_be_bytes());
            sha.update(text);
        };
        field(&self.previous);
        field(&self.line.to_string());
        field(&self.recorded_at.to_string());
        field(self.person.as_deref().unwrap_or_default());
        field(&self.action);
        field(&self.subject);
        field(&self.detail);
        // Lines from before end here.
        if let Some(upto) = self.upto_seq {
            field(if self.person.is_some() { "person" } else { "" });
            field(self.source.as_deref().unwrap_or_default());
            field(&self.after_seq.unwrap_or_default().to_string());
            field(&upto.to_string());
            field(self.facts.as_deref().unwrap_or_default());
        }
        if self.who.is_some() || self.whom.is_some() {
            field(self.who.as_deref().unwrap_or_default());
            field(self.whom.as_deref().unwrap_or_default());
        }
        hex(&sha.finalize())
    }
}

/// An account as a line names it.
struct Account {
    id: String,
    username: String,
    name: String,
    salt: String,
}

impl Account {
    /// The account that a line calls by its user name; `None` where there is none.
    async fn called(tx: &mut Tx, username: &str) -> Result<Option<Self>, DbError> {
        let sql = "select id, username, name, salt from people where username = $1";
        type Row = (String, String, String, Option<String>);
        let found: Option<Row> = with_tx!(&mut *tx, conn =>
            sqlx::query_as(sql).bind(username).fetch_optional(conn).await)?;
        let Some((id, username, name, salt)) = found else {
            return Ok(None);
        };
        let salt = match salt {
            Some(salt) => salt,
            None => Self::salted(tx, &id).await?,
        };
        Ok(Some(Self {
            id,
            username,
            name,
            salt,
        }))
    }

    /// Gives an account its salt.
    async fn salted(tx: &mut Tx, id: &str) -> Result<String, DbError> {
        let salt = Uuid::new_v4().simple().to_string();
        let sql = "update people set salt = $1 where id = $2";
        with_tx!(&mut *tx, conn => sqlx::query(sql)
            .bind(&salt).bind(id).execute(conn).await.map(|_| ()))?;
        Ok(salt)
    }

    /// SHA-256 over salt, user name and name, each with its length: who knows all three can tell
    /// that a line is of them, and nobody else whom it is of.
    fn digest(&self) -> String {
        let mut sha = Sha256::new();
        for text in [&self.salt, &self.username, &self.name] {
            sha.update((text.len() as u64).to_be_bytes());
            sha.update(text);
        }
        hex(&sha.finalize())
    }
}

/// Whether what is done by such a line is done to an account, which its subject calls by name.
fn to_account(action: &str) -> bool {
    action.starts_with("person.") || action.starts_with("sign_")
}

/// Appends a line that tells of all facts written before it in the transaction. The caller
/// holds the order's lock (`next_seq` or `lock`), so that no two lines share a predecessor.
pub async fn append(tx: &mut Tx, line: Line<'_>) -> Result<(), DbError> {
    let by = match line.person {
        Some(username) => Account::called(tx, username).await?,
        None => None,
    };
    let to = match to_account(line.action) {
        true => Account::called(tx, line.subject).await?,
        false => None,
    };
    let recorded = Recorded::of(line, tx.tell().await?, by, to);
    let sql = format!(
        "insert into audit ({COLUMNS}) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    );
    let r = &recorded;
    with_tx!(&mut *tx, conn => sqlx::query(&sql)
        .bind(r.line).bind(r.recorded_at).bind(&r.person).bind(&r.action)
        .bind(&r.subject).bind(&r.detail).bind(&r.previous).bind(&r.hash)
        .bind(&r.source).bind(r.after_seq).bind(r.upto_seq).bind(&r.facts)
        .bind(&r.who).bind(&r.whom)
        .execute(conn).await.map(|_| ()))?;
    let last = Last {
        line: recorded.line,
        hash: recorded.hash,
    };
    tx.told(last, recorded.recorded_at).await
}

/// The hash that the last of some lines has where they are the first of all, before any fact.
pub(crate) fn hash_of_first(lines: &[Line<'_>]) -> String {
    let mut previous = Last::default();
    for line in lines {
        let nothing = Told {
            previous,
            at: Instant::MIN,
            after: 0,
            upto: 0,
            facts: digest::of_rows(Vec::new()),
        };
        let recorded = Recorded::of(*line, nothing, None, None);
        previous = Last {
            line: recorded.line,
            hash: recorded.hash,
        };
    }
    previous.hash
}

/// Writes one line in a transaction of its own: for refusals and sign-ins.
pub async fn record(db: &Db, line: Line<'_>) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    tx.lock().await?;
    append(&mut tx, line).await?;
    tx.commit().await
}

/// The next lines after one, up to another.
pub(crate) async fn lines(db: &Db, after: i64, upto: i64) -> Result<Vec<Recorded>, DbError> {
    let sql = format!(
        "select {COLUMNS} from audit where line > $1 and line <= $2 order by line limit 1000"
    );
    Ok(with_pool!(db, pool => sqlx::query_as(&sql).bind(after).bind(upto).fetch_all(pool).await)?)
}

/// Which lines are asked for; what is empty narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub person: String,
    pub subject: String,
    pub what: Option<AuditPart>,
    pub since: Option<Instant>,
    pub before: Option<Instant>,
    /// Lines before this one.
    pub before_line: Option<i64>,
}

/// The beginnings of the actions of a part, each between two words in the order of letters.
const fn actions(part: AuditPart) -> &'static [(&'static str, &'static str)] {
    match part {
        AuditPart::SignIns => &[("sign_", "sign`")],
        AuditPart::People => &[("person.", "person/")],
        AuditPart::Refused => &[("refused", "refusee"), ("sign_in.", "sign_in/")],
        AuditPart::Facts => &[
            ("demo", "demp"),
            ("draft.", "draft/"),
            ("import", "imporu"),
            ("measurement.", "measurement/"),
            ("milestone.", "milestone/"),
            ("plan", "plao"),
            ("recheck.", "recheck/"),
        ],
        AuditPart::Exports => &[("export", "exporu")],
    }
}

/// The newest lines that are asked for, newest first.
pub async fn find(db: &Db, asked: &Asked, limit: i64) -> Result<Vec<Recorded>, DbError> {
    let parts = asked.what.map_or(&[][..], actions);
    let of_part: Vec<String> = (7..)
        .step_by(2)
        .zip(parts)
        .map(|(at, _)| format!("(action >= ${at} and action < ${})", at + 1))
        .collect();
    let of_part = match of_part.as_slice() {
        [] => String::new(),
        parts => format!(" and ({})", parts.join(" or ")),
    };
    // An account by its number; by its user name where a line names it so, as older ones do.
    let of = |column: &str, digest: &str, asked: &str| {
        format!(
            "({column} = (select id from people where username = {asked}) \
             or ({column} = {asked} and {digest} is null))"
        )
    };
    let person = of("person", "who", "$1");
    let (alone, subject) = (of("subject", "whom", "$1"), of("subject", "whom", "$2"));
    let sql = format!(
        "select {READ} from audit where ($1 = '' or {person} or (person is null and {alone})) \
         and ($2 = '' or {subject}) and recorded_at >= $3 and recorded_at < $4 and line < $5{of_part} \
         order by line desc limit $6"
    );
    Ok(with_pool!(db, pool => {
        let mut query = sqlx::query_as(&sql)
            .bind(&asked.person).bind(&asked.subject)
            .bind(asked.since.unwrap_or(Instant::MIN)).bind(asked.before.unwrap_or(Instant::MAX))
            .bind(asked.before_line.unwrap_or(i64::MAX)).bind(limit);
        for (from, to) in parts {
            query = query.bind(*from).bind(*to);
        }
        query.fetch_all(pool).await
    })?)
}

/// The newest lines of what changed the plan, newest first.
pub async fn of_plan(db: &Db, limit: i64) -> Result<Vec<Recorded>, DbError> {
    let sql = format!(
        "select {READ} from audit where action in ('{PLAN}', '{IMPORT}') order by line desc limit $1"
    );
    Ok(with_pool!(db, pool => sqlx::query_as(&sql).bind(limit).fetch_all(pool).await)?)
}

/// The last line there is, also in a database of an older version.
pub async fn last(db: &Db) -> Result<Last, DbError> {
    let sql = "select line, hash from audit order by line desc limit 1";
    let last: Option<(i64, String)> =
        with_pool!(db, pool => sqlx::query_as(sql).fetch_optional(pool).await)?;
    Ok(last.map_or_else(Last::default, |(line, hash)| Last { line, hash }))
}

/// The last line recorded before an instant.
pub async fn last_before(db: &Db, before: Instant) -> Result<Last, DbError> {
    let sql = "select line, hash from audit where recorded_at < $1 order by line desc limit 1";
    let last: Option<(i64, String)> =
        with_pool!(db, pool => sqlx::query_as(sql).bind(before).fetch_optional(pool).await)?;
    Ok(last.map_or_else(Last::default, |(line, hash)| Last { line, hash }))
}

/// The last line that tells of facts and was recorded before an instant: what else happens, a sign-in,
/// changes nothing that a sheet shows.
pub async fn last_of_facts(db: &Db, before: Instant) -> Result<Last, DbError> {
    let sql = "select line, hash from audit where recorded_at < $1 and upto_seq is not null \
               order by line desc limit 1";
    let last: Option<(i64, String)> =
        with_pool!(db, pool => sqlx::query_as(sql).bind(before).fetch_optional(pool).await)?;
    Ok(last.map_or_else(Last::default, |(line, hash)| Last { line, hash }))
}

/// The import that began the campaign, whose first row has this place; `None` where the campaign
/// began otherwise, or before lines told of facts.
pub(crate) async fn began_by_import(db: &Db, first: i64) -> Result<Option<Began>, DbError> {
    let sql = "select action, upto_seq, recorded_at from audit where upto_seq >= $1 \
               order by line limit 1";
    let began: Option<(String, i64, Instant)> =
        with_pool!(db, pool => sqlx::query_as(sql).bind(first).fetch_optional(pool).await)?;
    let imported = began.filter(|(action, ..)| action == IMPORT);
    Ok(imported.map(|(_, upto, at)| Began { upto, at }))
}

/// The import that a campaign began with: it may set days that are over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Began {
    /// Its last place in the order.
    pub upto: i64,
    /// When it was really written.
    pub at: Instant,
}

/// When the last line was recorded; `None` where there is none.
pub async fn last_recorded(db: &Db) -> Result<Option<Instant>, DbError> {
    let sql = "select recorded_at from audit order by line desc limit 1";
    Ok(with_pool!(db, pool => sqlx::query_scalar(sql).fetch_optional(pool).await)?)
}
