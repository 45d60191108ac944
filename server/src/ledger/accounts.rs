//! What an account may do, changed by another row (rule 3).
use app::domain::{Instant, Role};

use super::AccountTermsRow;
use crate::db::{
    DbError, Tx,
    people::{self, Person},
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

/// Gives an account other terms, by another row, where they are others; what it is called is
/// changed in its place.
pub async fn change(
    tx: &mut Tx,
    before: &Person,
    after: &Person,
    now: Instant,
) -> Result<(), AccountError> {
    tx.lock().await?;
    let active = people::active_administrators(tx, now).await?;
    let is_last = matches!(active.as_slice(), [last] if *last == before.username);
    let today = people::today(tx, now).await?;
    let stays = after.role() == Some(Role::Administrator) && after.is_active(today);
    let lasting = people::lasting_administrators(tx).await?;
    let last_to_stay = matches!(lasting.as_slice(), [last] if *last == before.username);
    let ends = last_to_stay && !(stays && after.valid_to.is_none());
    if ends || (is_last && !stays) {
        return Err(AccountError::LastAdministrator);
    }
    people::set_identity(tx, after).await?;
    if terms(before) == terms(after) {
        return Ok(());
    }
    let seq = tx.next_seq().await?;
    let at = tx.later(now).await?;
    AccountTermsRow::append(tx, &[AccountTermsRow::of(after, seq, at)]).await?;
    let of = |it: &Person| (it.role.clone(), it.unit.clone(), it.partner.clone());
    // What a session was opened for is over with the role.
    if after.disabled || of(before) != of(after) {
        people::end_sessions(tx, &after.username).await?;
    }
    Ok(())
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
    let Some(before) = people::now(tx, username).await? else {
        return Ok(false);
    };
    let after = Person {
        disabled,
        ..before.clone()
    };
    change(tx, &before, &after, now).await?;
    Ok(true)
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
