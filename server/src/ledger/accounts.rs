//! What an account may do, changed by another row (rule 3).
use app::domain::{Day, Instant, Role, parse_day};

use super::{AccountResetRow, AccountTermsRow};
use crate::db::{
    DbError, Tx, factors,
    people::{self, Administers, Coming, Person},
};

/// Why an account was not changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Nobody could let anybody in again.
    #[error("đó là quản trị viên duy nhất còn đăng nhập được")]
    LastAdministrator,
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Adds an account with its terms; `false` where the name is taken.
pub async fn add(tx: &mut Tx, person: &Person, now: Instant) -> Result<bool, DbError> {
    let seq = tx.next_seq().await?;
    if !people::insert(tx, person).await? {
        return Ok(false);
    }
    let now = tx.later(now).await?;
    AccountTermsRow::append(tx, &[AccountTermsRow::of(person, seq, now)]).await?;
    Ok(true)
}

/// Gives an account other terms, by another row, where they are others: at once, or from a day to
/// come; what it is called is changed in its place. What was to come from that day or later is not to
/// come any more.
pub async fn change(
    tx: &mut Tx,
    (before, after): (&Person, &Person),
    begins: Option<Day>,
    now: Instant,
) -> Result<(), AccountError> {
    tx.lock().await?;
    let others = terms(before) != terms(after);
    if others {
        somebody_stays(tx, after, begins, now).await?;
    }
    people::set_identity(tx, after).await?;
    if !others {
        return Ok(());
    }
    append(tx, after, begins, now).await?;
    let of = |it: &Person| (it.role.clone(), it.unit.clone(), it.partner.clone());
    // What a session was opened for is over with the role.
    if begins.is_none() && (after.disabled || of(before) != of(after)) {
        people::end_sessions(tx, &after.username).await?;
    }
    Ok(())
}

/// Takes back what an account was to be from a day to come: it stays as it is, by another row.
pub async fn take_back(tx: &mut Tx, person: &Person, now: Instant) -> Result<(), AccountError> {
    tx.lock().await?;
    somebody_stays(tx, person, None, now).await?;
    Ok(append(tx, person, None, now).await?)
}

/// Writes once more what an account is to be from a day to come, after a change at once.
pub async fn keep_coming(
    tx: &mut Tx,
    coming: &Coming,
    unit: Option<String>,
    now: Instant,
) -> Result<(), AccountError> {
    let person = Person {
        unit,
        ..coming.person.clone()
    };
    Ok(append(tx, &person, coming.day(), now).await?)
}

async fn append(
    tx: &mut Tx,
    person: &Person,
    begins: Option<Day>,
    now: Instant,
) -> Result<(), DbError> {
    let seq = tx.next_seq().await?;
    let at = tx.later(now).await?;
    let row = AccountTermsRow {
        begins: begins.map(|day| day.to_string()),
        ..AccountTermsRow::of(person, seq, at)
    };
    AccountTermsRow::append(tx, &[row]).await
}

/// Refuses what leaves a day, today or to come, without an administrator who can sign in, where that
/// day had one.
async fn somebody_stays(
    tx: &mut Tx,
    after: &Person,
    begins: Option<Day>,
    now: Instant,
) -> Result<(), AccountError> {
    let today = people::today(tx, now).await?.to_string();
    let begins = begins.map(|day| day.to_string()).unwrap_or_default();
    let before = people::administrators(tx).await?;
    let cut = |it: &Administers| Administers {
        ends: match it.person == after.id {
            true => it.ends.clone().min(begins.clone()),
            false => it.ends.clone(),
        },
        ..it.clone()
    };
    let mut then: Vec<Administers> = before.iter().map(cut).collect();
    let administers = after.role() == Some(Role::Administrator) && !after.disabled;
    if administers && after.password_hash.is_some() {
        then.push(Administers {
            person: after.id.clone(),
            begins: begins.clone(),
            ends: AT_LAST.to_owned(),
            valid_from: after.valid_from.clone(),
            valid_to: after.valid_to.clone(),
        });
    }
    // Between two of these days nothing changes.
    let days = before.iter().chain(&then).flat_map(turning_days);
    let mut days = days.chain([today.clone()]).filter(|day| *day >= today);
    let has = |all: &[Administers], day: &str| all.iter().any(|it| is_on(it, day));
    match days.any(|day| has(&before, &day) && !has(&then, &day)) {
        true => Err(AccountError::LastAdministrator),
        false => Ok(()),
    }
}

/// After the last day of all.
const AT_LAST: &str = "9999-12-31";

/// The first day on which it holds, and the first on which it does not any more.
fn turning_days(it: &Administers) -> Vec<String> {
    let after = it.valid_to.as_deref().and_then(parse_day);
    let after = after.and_then(|day| day.succ_opt());
    let first = it.valid_from.clone().max(Some(it.begins.clone()));
    let over = after.map(|day| day.to_string());
    let ends = Some(it.ends.clone());
    [first, over, ends].into_iter().flatten().collect()
}

fn is_on(it: &Administers, day: &str) -> bool {
    it.begins.as_str() <= day
        && day < it.ends.as_str()
        && it.valid_from.as_deref().is_none_or(|from| from <= day)
        && it.valid_to.as_deref().is_none_or(|to| day <= to)
}

/// What an account may do: what [`AccountTermsRow`] says of it.
fn terms(person: &Person) -> AccountTermsRow {
    AccountTermsRow::of(person, 0, 0)
}

/// Disables an account and ends its sessions at once; `false` when there is none.
pub async fn disable(tx: &mut Tx, username: &str, now: Instant) -> Result<bool, AccountError> {
    set_disabled(tx, username, true, now).await
}

/// Lets an account in again; `false` when there is none.
pub async fn enable(tx: &mut Tx, username: &str, now: Instant) -> Result<bool, AccountError> {
    set_disabled(tx, username, false, now).await
}

/// The latest terms once more, in another state.
async fn set_disabled(
    tx: &mut Tx,
    username: &str,
    disabled: bool,
    now: Instant,
) -> Result<bool, AccountError> {
    tx.lock().await?;
    let today = people::today(tx, now).await?;
    let Some(before) = people::now(tx, username, today).await? else {
        return Ok(false);
    };
    let after = Person {
        disabled,
        ..before.clone()
    };
    change(tx, (&before, &after), None, now).await?;
    Ok(true)
}

/// What somebody else set anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reset {
    Password,
    Factor,
    /// What was set anew is used for the first time, by who has its one-time password.
    TakenUp,
}

impl Reset {
    const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Factor => "factor",
            Self::TakenUp => "taken_up",
        }
    }
}

/// Gives an account a one-time password in the place of whatever it had, and ends its sessions.
pub async fn give_one_time(
    tx: &mut Tx,
    person: &Person,
    (hash, until): (&str, Instant),
    now: Instant,
) -> Result<(), DbError> {
    people::set_one_time(tx, &person.username, hash, until).await?;
    was_reset(tx, person, Reset::Password, now).await
}

/// Takes the second factor of an account off, for its person, and ends its sessions.
pub async fn take_factor_off(tx: &mut Tx, person: &Person, now: Instant) -> Result<(), DbError> {
    factors::remove(tx, &person.id).await?;
    people::end_sessions(tx, &person.username).await?;
    was_reset(tx, person, Reset::Factor, now).await
}

/// Writes down that somebody else set something of an account anew: what its person decides soon
/// after is marked.
pub async fn was_reset(
    tx: &mut Tx,
    person: &Person,
    what: Reset,
    now: Instant,
) -> Result<(), DbError> {
    let seq = tx.next_seq().await?;
    let row = AccountResetRow {
        person: person.id.clone(),
        what: what.code().to_owned(),
        seq,
        recorded_at: tx.later(now).await?,
    };
    AccountResetRow::append(tx, &[row]).await
}

/// "role: head; unit: SYT": what an account may do, for the audit.
pub fn told_terms(person: &Person) -> String {
    let told = named_terms(person).into_iter();
    let told = told.filter(|(_, value)| !value.is_empty());
    let told: Vec<String> = told
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    told.join("; ")
}

/// What an account may do, each by the column of people.csv.
pub fn named_terms(person: &Person) -> [(&'static str, String); 5] {
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    [
        ("role", person.role.clone()),
        ("unit", text(&person.unit)),
        ("partner", text(&person.partner)),
        ("valid_from", text(&person.valid_from)),
        ("valid_to", text(&person.valid_to)),
    ]
}
