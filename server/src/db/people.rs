//! Accounts: who somebody is, in a table that may change, and beside it what the account may
//! do, which is facts (rule 3). Reading gives both, the terms as they hold on a day.
use app::{
    access::{Officer, Officers, Role, StandIn, Viewer},
    domain::{Day, Instant, PartnerCode, UnitCode, Wall, local_day, parse_day},
    lang::Theme,
    text::Lang,
};
use chrono_tz::Tz;

use super::{Db, DbError, Tx, with_pool, with_tx};

/// An account as it is on a day.
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
    /// `None`: as the system of the browser says.
    pub theme: Option<String>,
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
            theme: self.theme(),
            // Of a display it is read beside the account.
            wall: Wall::default(),
            person: self.id,
            username: self.username,
            name: self.name,
            title: self.title,
        })
    }

    /// How pages look for the person.
    pub fn theme(&self) -> Theme {
        let chosen = self.theme.as_deref().and_then(Theme::from_code);
        chosen.unwrap_or(Theme::System)
    }

    fn home(&self) -> Option<UnitCode> {
        UnitCode::parse(self.unit.as_deref()?).ok()
    }
}

const COLUMNS: &str = "id, username, name, title, role, unit, partner, language, theme, password_hash, \
                       disabled, valid_from, valid_to, created_at, email, wants_mail, phone, \
                       one_time_hash, one_time_until, password_at, factor_secret, factor_at, \
                       factor_step";

/// The rows of accounts that hold on a day, the first of a query's values.
const ON_THE_DAY: &str = "begins <= $1 and ends > $1";

pub async fn by_username(db: &Db, username: &str, day: Day) -> Result<Option<Person>, DbError> {
    let sql = format!("select {COLUMNS} from accounts where {ON_THE_DAY} and username = $2");
    Ok(with_pool!(db, pool => sqlx::query_as(&sql)
        .bind(day.to_string()).bind(username).fetch_optional(pool).await)?)
}

pub async fn by_id(db: &Db, id: &str, day: Day) -> Result<Option<Person>, DbError> {
    let sql = format!("select {COLUMNS} from accounts where {ON_THE_DAY} and id = $2");
    Ok(with_pool!(db, pool => sqlx::query_as(&sql)
        .bind(day.to_string()).bind(id).fetch_optional(pool).await)?)
}

/// A person as a request asks for him, with what else each one needs: one question instead of three.
#[derive(Debug, Clone, sqlx_macros::FromRow)]
pub struct Asking {
    #[sqlx(flatten)]
    pub person: Person,
    /// Whether he keeps a page or follows anything.
    pub keeps: bool,
    /// How far the order of facts has come.
    pub upto: i64,
}

pub async fn asking(db: &Db, id: &str, day: Day) -> Result<Option<Asking>, DbError> {
    let sql = format!(
        "select {COLUMNS}, (exists (select 1 from kept_views k where k.person = a.id) \
                 or exists (select 1 from follows f where f.person = a.id)) as keeps, \
                (select c.seq from campaign c where c.id = 1) as upto \
         from accounts a where {ON_THE_DAY} and id = $2"
    );
    Ok(with_pool!(db, pool => sqlx::query_as(&sql)
        .bind(day.to_string()).bind(id).fetch_optional(pool).await)?)
}

/// Heads of a unit, the first account first.
pub async fn heads_of(db: &Db, unit: &str, day: Day) -> Result<Vec<Person>, DbError> {
    let sql = format!(
        "select {COLUMNS} from accounts where {ON_THE_DAY} and unit = $2 and role = 'head' \
         and not disabled order by created_at, username"
    );
    Ok(with_pool!(db, pool => sqlx::query_as(&sql)
        .bind(day.to_string()).bind(unit).fetch_all(pool).await)?)
}

/// Heads of a unit as it was recorded before an instant, the end of a day.
pub async fn heads_then(
    db: &Db,
    unit: &str,
    (day, before): (Day, Instant),
) -> Result<Vec<Person>, DbError> {
    let sql = format!(
        "select {COLUMNS} from people p join account_terms t on t.person = p.id \
         where t.unit = $1 and t.role = 'head' and not t.disabled and t.seq = \
               (select max(x.seq) from account_terms x where x.person = p.id \
                and x.recorded_at < $2 and coalesce(x.begins, '') <= $3) \
         order by p.created_at, p.username"
    );
    Ok(with_pool!(db, pool => sqlx::query_as(&sql)
        .bind(unit).bind(before).bind(day.to_string()).fetch_all(pool).await)?)
}

/// Members of a unit, the first account first.
pub async fn members_of(db: &Db, unit: &str, day: Day) -> Result<Vec<Person>, DbError> {
    let sql = format!(
        "select {COLUMNS} from accounts where {ON_THE_DAY} and unit = $2 and role = 'member' \
         and not disabled order by created_at, username"
    );
    Ok(with_pool!(db, pool => sqlx::query_as(&sql)
        .bind(day.to_string()).bind(unit).fetch_all(pool).await)?)
}

/// Every account of a role.
pub async fn with_role(db: &Db, role: Role, day: Day) -> Result<Vec<Person>, DbError> {
    let sql = format!(
        "select {COLUMNS} from accounts where {ON_THE_DAY} and role = $2 order by username"
    );
    Ok(with_pool!(db, pool => sqlx::query_as(&sql)
        .bind(day.to_string()).bind(role.code()).fetch_all(pool).await)?)
}

/// Who the officers are on a day, as far as it decides what the committee does in their place.
pub async fn officers(db: &Db, today: Day) -> Result<Officers, DbError> {
    let officers = with_role(db, Role::Office, today).await?;
    let active = officers.into_iter().filter(|it| it.is_active(today));
    let officer = |it: Person| Officer {
        home: it.home(),
        person: it.id,
    };
    Ok(Officers::of(active.map(officer).collect()))
}

/// Every account, in the order of names of users.
pub async fn all(db: &Db, day: Day) -> Result<Vec<Person>, DbError> {
    let sql = format!("select {COLUMNS} from accounts where {ON_THE_DAY} order by username");
    Ok(with_pool!(db, pool => sqlx::query_as(&sql).bind(day.to_string()).fetch_all(pool).await)?)
}

/// Every account as it will be when all has begun that is written by now.
pub async fn all_at_last(db: &Db) -> Result<Vec<Person>, DbError> {
    all(db, at_last()).await
}

/// A day after whatever begins.
pub fn at_last() -> Day {
    Day::from_ymd_opt(9999, 12, 30).unwrap_or_default()
}

/// What an account will be from a day on.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub struct Coming {
    /// The first day.
    pub begins: String,
    /// The account from then on.
    #[sqlx(flatten)]
    pub person: Person,
    /// The place of its row.
    pub seq: i64,
}

impl Coming {
    pub fn day(&self) -> Option<Day> {
        parse_day(&self.begins)
    }
}

const COMING: &str = "begins > $1 and ends > begins";

/// All that has not begun on a day, by the names of users, the next of each first.
pub async fn coming(db: &Db, day: Day) -> Result<Vec<Coming>, DbError> {
    let sql = format!(
        "select begins, seq, {COLUMNS} from accounts where {COMING} order by username, begins, seq"
    );
    Ok(with_pool!(db, pool => sqlx::query_as(&sql).bind(day.to_string()).fetch_all(pool).await)?)
}

/// What has not begun of one account, the next first.
pub async fn coming_of(db: &Db, id: &str, day: Day) -> Result<Vec<Coming>, DbError> {
    let sql = format!(
        "select begins, seq, {COLUMNS} from accounts where {COMING} and id = $2 order by begins, seq"
    );
    Ok(with_pool!(db, pool => sqlx::query_as(&sql)
        .bind(day.to_string()).bind(id).fetch_all(pool).await)?)
}

/// The same inside a writing transaction.
pub(crate) async fn coming_now(tx: &mut Tx, id: &str, day: Day) -> Result<Vec<Coming>, DbError> {
    let sql = format!(
        "select begins, seq, {COLUMNS} from accounts where {COMING} and id = $2 order by begins, seq"
    );
    Ok(with_tx!(tx, conn => sqlx::query_as(&sql)
        .bind(day.to_string()).bind(id).fetch_all(conn).await)?)
}

/// Adds a person; `false` when the name is taken. What the account may do is a fact beside it.
pub async fn insert(tx: &mut Tx, person: &Person) -> Result<bool, DbError> {
    let sql = "insert into people (id, username, name, title, language, password_hash, created_at, \
                                   email, wants_mail, phone, one_time_hash, one_time_until, \
                                   password_at, theme) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
               on conflict (username) do nothing";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(&person.id).bind(&person.username).bind(&person.name).bind(&person.title)
        .bind(&person.language).bind(&person.password_hash).bind(person.created_at)
        .bind(&person.email).bind(person.wants_mail).bind(&person.phone)
        .bind(&person.one_time_hash).bind(person.one_time_until).bind(person.password_at)
        .bind(&person.theme)
        .execute(conn).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// An account of today inside a writing transaction.
pub(crate) async fn now(
    tx: &mut Tx,
    username: &str,
    today: Day,
) -> Result<Option<Person>, DbError> {
    let sql = format!("select {COLUMNS} from accounts where {ON_THE_DAY} and username = $2");
    Ok(with_tx!(tx, conn => sqlx::query_as(&sql)
        .bind(today.to_string()).bind(username).fetch_optional(conn).await)?)
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
    let sql = format!(
        "select username from accounts where {ON_THE_DAY} \
         and role = 'administrator' and not disabled and password_hash is not null \
         and coalesce(valid_from, $1) <= $1 and coalesce(valid_to, $1) >= $1"
    );
    Ok(with_tx!(tx, conn => sqlx::query_scalar(&sql).bind(today).fetch_all(conn).await)?)
}

/// The name that an account signs in with; empty where there is none.
pub(crate) async fn username_of(tx: &mut Tx, id: &str) -> Result<String, DbError> {
    let sql = "select username from people where id = $1";
    let found: Option<String> =
        with_tx!(tx, conn => sqlx::query_scalar(sql).bind(id).fetch_optional(conn).await)?;
    Ok(found.unwrap_or_default())
}

/// The days on which an account is an administrator who can sign in.
#[derive(Debug, Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub(crate) struct Administers {
    pub person: String,
    /// Its row of terms holds from a day, empty: ever since, until the day before another.
    pub begins: String,
    pub ends: String,
    pub valid_from: Option<String>,
    pub valid_to: Option<String>,
}

/// Of every account, on whatever days.
pub(crate) async fn administrators(tx: &mut Tx) -> Result<Vec<Administers>, DbError> {
    let sql = "select id as person, begins, ends, valid_from, valid_to from accounts \
               where role = 'administrator' and not disabled and password_hash is not null";
    Ok(with_tx!(tx, conn => sqlx::query_as(sql).fetch_all(conn).await)?)
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
/// one of them, and who will be one is not.
pub(crate) async fn administrators_since(
    tx: &mut Tx,
    since: Instant,
    now: Instant,
) -> Result<Vec<String>, DbError> {
    let day = today(tx, since).await?.to_string();
    let today = today(tx, now).await?.to_string();
    let sql = "select distinct t.person from account_terms t \
               where t.role = 'administrator' and not t.disabled \
               and coalesce(t.begins, '') <= $3 and not exists \
               (select 1 from account_terms l where l.person = t.person and l.seq > t.seq \
                and l.recorded_at < $1 and coalesce(l.begins, '') <= $2)";
    Ok(with_tx!(tx, conn => sqlx::query_scalar(sql)
        .bind(since).bind(day).bind(today).fetch_all(conn).await)?)
}

/// Ends every session of an account.
pub(crate) async fn end_sessions(tx: &mut Tx, username: &str) -> Result<(), DbError> {
    let sql = "delete from sessions where person in (select id from people where username = $1)";
    with_tx!(tx, conn => sqlx::query(sql).bind(username).execute(conn).await.map(|_| ()))?;
    Ok(())
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

/// Sets who somebody is, which is no fact; `false` when there is no such account. It takes a place in
/// the order all the same: pages that call people by name are kept until the next one.
pub async fn set_identity(tx: &mut Tx, person: &Person) -> Result<bool, DbError> {
    tx.next_seq().await?;
    let sql = "update people set name = $2, title = $3, phone = $4, email = $5, theme = $6 \
               where username = $1";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(&person.username).bind(&person.name).bind(&person.title).bind(&person.phone)
        .bind(&person.email).bind(&person.theme)
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

/// Sets how pages look for an account; `false` when there is no such account.
pub async fn set_theme(tx: &mut Tx, username: &str, theme: Theme) -> Result<bool, DbError> {
    let chosen = (theme != Theme::System).then_some(theme.code());
    let sql = "update people set theme = $2 where username = $1";
    let done = with_tx!(tx, conn => sqlx::query(sql)
        .bind(username).bind(chosen)
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
