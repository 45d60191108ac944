//! Accounts: who somebody is, in a table that may change, and beside it what the account may
//! do, which is facts (rule 3). Reading gives both, the terms as they are now.
use app::{
    access::{Officer, Officers, Role, StandIn, Viewer},
    domain::{Day, Instant, PartnerCode, UnitCode, local_day, parse_day},
    text::Lang,
};
use chrono_tz::Tz;

use super::{Db, DbError, Tx, with_pool, with_tx};

/// An account as it is now.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Person {
    pub id: String,
    pub username: String,
    pub name: String,
    /// "Giám đốc", "Phó Giám đốc" ...
    pub title: String,
    pub role: String,
    /// The unit of a head or member, the home unit of an officer.
    pub unit: Option<String>,
    pub partner: Option<String>,
    pub language: String,
    /// `None`: no password set, signing in is impossible.
    pub password_hash: Option<String>,
    pub disabled: bool,
    /// A delegation's first and last day.
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
    pub created_at: Instant,
    /// Where mail goes; not a fact, and told to nobody but the person.
    pub email: Option<String>,
    /// Whether the daily mail is wanted.
    pub wants_mail: bool,
    /// Where the person is called; not a fact either.
    pub phone: Option<String>,
    /// The hash of a one-time password, and until when it is good; it is changed at the first
    /// sign-in.
    pub one_time_hash: Option<String>,
    pub one_time_until: Option<Instant>,
    /// Since when the account has its password.
    pub password_at: Option<Instant>,
    /// The secret of the second factor, sealed; since when it is asked for, and the last step of time
    /// that was used.
    pub factor_secret: Option<String>,
    pub factor_at: Option<Instant>,
    pub factor_step: Option<i64>,
}

impl Person {
    /// `None` for a role this version does not know: such a person reaches nothing.
    pub fn role(&self) -> Option<Role> {
        Role::from_code(&self.role)
    }

    /// Whether the account may act on a day: not disabled, and within its own days, those of a
    /// delegation for example.
    pub fn is_active(&self, today: Day) -> bool {
        let day = |text: &Option<String>| text.as_deref().and_then(parse_day);
        !self.disabled
            && day(&self.valid_from).is_none_or(|from| from <= today)
            && day(&self.valid_to).is_none_or(|to| today <= to)
    }

    /// Whether the account has no password of its own yet, or not any more.
    pub const fn must_change_password(&self) -> bool {
        self.one_time_hash.is_some()
    }

    /// Whether a one-time password is good at an instant.
    pub fn one_time_is_good(&self, now: Instant) -> bool {
        self.one_time_hash.is_some() && self.one_time_until.is_some_and(|until| now < until)
    }

    /// The person as a reader; who the officers are decides what the committee may. `None` for a
    /// role that this version does not know.
    pub fn into_viewer(self, officers: &Officers) -> Option<Viewer> {
        let role = self.role()?;
        let partner = self.partner.as_deref();
        Some(Viewer {
            role,
            unit: self.home(),
            partner: partner.and_then(|code| PartnerCode::parse(code).ok()),
            stands_in: match role {
                Role::Committee => officers.stand_in(),
                _ => StandIn::Nowhere,
            },
            confirms: role == Role::Committee && officers.few(),
            officers: match role {
                Role::Committee => officers.clone(),
                _ => Officers::default(),
            },
            lang: Lang::from_code(&self.language),
            person: self.id,
            username: self.username,
            name: self.name,
            title: self.title,
        })
    }

    fn home(&self) -> Option<UnitCode> {
        UnitCode::parse(self.unit.as_deref()?).ok()
    }
}

const COLUMNS: &str = "id, username, name, title, role, unit, partner, language, password_hash, \
                       disabled, valid_from, valid_to, created_at, email, wants_mail, phone, \
                       one_time_hash, one_time_until, password_at, factor_secret, factor_at, \
                       factor_step";

pub async fn by_username(db: &Db, username: &str) -> Result<Option<Person>, DbError> {
    let sql = format!("select {COLUMNS} from accounts where username = $1");
    Ok(with_pool!(db, pool => sqlx::query_as(&sql).bind(username).fetch_optional(pool).await)?)
}

pub async fn by_id(db: &Db, id: &str) -> Result<Option<Person>, DbError> {
    let sql = format!("select {COLUMNS} from accounts where id = $1");
    Ok(with_pool!(db, pool => sqlx::query_as(&sql).bind(id).fetch_optional(pool).await)?)
}

/// Heads of a unit, the first account first.
pub async fn heads_of(db: &Db, unit: &str) -> Result<Vec<Person>, DbError> {
    let sql = format!(
        "select {COLUMNS} from accounts where unit = $1 and role = 'head' and not disabled order by created_at, username"
    );
    Ok(with_pool!(db, pool => sqlx::query_as(&sql).bind(unit).fetch_all(pool).await)?)
}

/// Every account of a role.
pub async fn with_role(db: &Db, role: Role) -> Result<Vec<Person>, DbError> {
    let sql = format!("select {COLUMNS} from accounts where role = $1 order by username");
    Ok(with_pool!(db, pool => sqlx::query_as(&sql).bind(role.code()).fetch_all(pool).await)?)
}

/// Who the officers are on a day, as far as it decides what the committee does in their place.
pub async fn officers(db: &Db, today: Day) -> Result<Officers, DbError> {
    let officers = with_role(db, Role::Office).await?;
    let active = officers.into_iter().filter(|it| it.is_active(today));
    let officer = |it: Person| Officer {
        home: it.home(),
        person: it.id,
    };
    Ok(Officers::of(active.map(officer).collect()))
}

/// Every account, in the order of names of users.
pub async fn all(db: &Db) -> Result<Vec<Person>, DbError> {
    let sql = format!("select {COLUMNS} from accounts order by username");
    Ok(with_pool!(db, pool => sqlx::query_as(&sql).fetch_all(pool).await)?)
}

/// Adds a person; `false` when the name is taken. What the account may do is a fact beside it.
pub async fn insert(tx: &mut Tx, person: &Person) -> Result<bool, DbError> {
    let sql = "insert into people (id, username, name, title, language, password_hash, created_at, \
                                   email, wants_mail, phone, one_time_hash, one_time_until, \
                                   password_at) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
               on conflict (username) do nothing";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(&person.id).bind(&person.username).bind(&person.name).bind(&person.title)
        .bind(&person.language).bind(&person.password_hash).bind(person.created_at)
        .bind(&person.email).bind(person.wants_mail).bind(&person.phone)
        .bind(&person.one_time_hash).bind(person.one_time_until).bind(person.password_at)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// An account inside a writing transaction.
pub(crate) async fn now(tx: &mut Tx, username: &str) -> Result<Option<Person>, DbError> {
    let sql = format!("select {COLUMNS} from accounts where username = $1");
    Ok(with_tx!(tx, conn => sqlx::query_as(&sql).bind(username).fetch_optional(conn).await)?)
}

/// The day of an instant where the campaign is.
pub(crate) async fn today(tx: &mut Tx, now: Instant) -> Result<Day, DbError> {
    let sql = "select time_zone from campaign_terms order by seq desc limit 1";
    let zone: Option<String> =
        with_tx!(&mut *tx, conn => sqlx::query_scalar(sql).fetch_optional(conn).await)?;
    let zone = zone.and_then(|zone| zone.parse().ok()).unwrap_or(Tz::UTC);
    Ok(local_day(now, zone))
}

/// The names of administrators who can sign in on the day of an instant.
pub(crate) async fn active_administrators(
    tx: &mut Tx,
    now: Instant,
) -> Result<Vec<String>, DbError> {
    let today = today(tx, now).await?.to_string();
    let sql = "select username from accounts \
               where role = 'administrator' and not disabled and password_hash is not null \
               and coalesce(valid_from, $1) <= $1 and coalesce(valid_to, $1) >= $1";
    Ok(with_tx!(tx, conn => sqlx::query_scalar(sql).bind(today).fetch_all(conn).await)?)
}

/// The name that an account signs in with; empty where there is none.
pub(crate) async fn username_of(tx: &mut Tx, id: &str) -> Result<String, DbError> {
    let sql = "select username from people where id = $1";
    let found: Option<String> =
        with_tx!(tx, conn => sqlx::query_scalar(sql).bind(id).fetch_optional(conn).await)?;
    Ok(found.unwrap_or_default())
}

/// Those of them whose days have no end.
pub(crate) async fn lasting_administrators(tx: &mut Tx) -> Result<Vec<String>, DbError> {
    let sql = "select username from accounts where role = 'administrator' and not disabled \
               and password_hash is not null and valid_to is null";
    Ok(with_tx!(tx, conn => sqlx::query_scalar(sql).fetch_all(conn).await)?)
}

/// Whether an account has, or ever had, one of some roles.
pub(crate) async fn ever_had_role(tx: &mut Tx, id: &str, roles: &[Role]) -> Result<bool, DbError> {
    let sql = "select distinct role from account_terms where person = $1";
    let had: Vec<String> =
        with_tx!(tx, conn => sqlx::query_scalar(sql).bind(id).fetch_all(conn).await)?;
    Ok(had
        .iter()
        .any(|role| roles.iter().any(|it| it.code() == role)))
}

/// The administrators who were so at an instant or later, by their ids: whoever was locked since is
/// one of them.
pub(crate) async fn administrators_since(
    tx: &mut Tx,
    since: Instant,
) -> Result<Vec<String>, DbError> {
    let sql = "select distinct t.person from account_terms t \
               where t.role = 'administrator' and not t.disabled and not exists \
               (select 1 from account_terms l where l.person = t.person and l.seq > t.seq \
                and l.recorded_at < $1)";
    Ok(with_tx!(tx, conn => sqlx::query_scalar(sql).bind(since).fetch_all(conn).await)?)
}

/// Ends every session of an account.
pub(crate) async fn end_sessions(tx: &mut Tx, username: &str) -> Result<(), DbError> {
    let sql = "delete from sessions where person in (select id from people where username = $1)";
    with_tx!(tx, conn => sqlx::query(sql).bind(username).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// Whether an account is locked.
pub async fn disabled(db: &Db, username: &str) -> Result<bool, DbError> {
    let sql = "select count(*) from accounts where username = $1 and disabled";
    let locked: i64 =
        with_pool!(db, pool => sqlx::query_scalar(sql).bind(username).fetch_one(pool).await)?;
    Ok(locked > 0)
}

/// The place in the order at which an account was disabled last; 0 where it never was.
pub async fn last_disabled(db: &Db, id: &str) -> Result<i64, DbError> {
    let sql = "select coalesce(max(seq), 0) from account_terms where person = $1 and disabled";
    Ok(with_pool!(db, pool => sqlx::query_scalar(sql).bind(id).fetch_one(pool).await)?)
}

/// Sets a password of the person's own and ends the account's sessions; `false` when there is
/// none.
pub async fn set_password(
    tx: &mut Tx,
    username: &str,
    hash: &str,
    now: Instant,
) -> Result<bool, DbError> {
    end_sessions(tx, username).await?;
    let sql = "update people set password_hash = $2, password_at = $3, one_time_hash = null, \
               one_time_until = null where username = $1";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(username).bind(hash).bind(now)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Gives an account a one-time password in the place of whatever it had, and ends its sessions;
/// `false` when there is none.
pub async fn set_one_time(
    tx: &mut Tx,
    username: &str,
    hash: &str,
    until: Instant,
) -> Result<bool, DbError> {
    end_sessions(tx, username).await?;
    let sql = "update people set one_time_hash = $2, one_time_until = $3, password_hash = null, \
               password_at = null where username = $1";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(username).bind(hash).bind(until)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Sets who somebody is, which is no fact; `false` when there is no such account.
pub async fn set_identity(tx: &mut Tx, person: &Person) -> Result<bool, DbError> {
    let sql = "update people set name = $2, title = $3, phone = $4, email = $5 where username = $1";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(&person.username).bind(&person.name).bind(&person.title).bind(&person.phone)
        .bind(&person.email)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Sets the language an account reads in; `false` when there is no such account.
pub async fn set_language(tx: &mut Tx, username: &str, language: &str) -> Result<bool, DbError> {
    let sql = "update people set language = $2 where username = $1";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(username).bind(language)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Sets where mail goes and whether the daily one is wanted; `false` when there is no such account.
pub async fn set_mail(
    tx: &mut Tx,
    username: &str,
    email: Option<&str>,
    wants_mail: bool,
) -> Result<bool, DbError> {
    let sql = "update people set email = $2, wants_mail = $3 where username = $1";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(username).bind(email).bind(wants_mail)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}
