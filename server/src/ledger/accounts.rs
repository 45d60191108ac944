//! What an account may do, changed by another row (rule 3).
use app::domain::Instant;

use super::AccountTermsRow;
use crate::db::{DbError, Tx, people};

/// Why an account was not disabled.
#[derive(Debug, thiserror::Error)]
pub enum DisableError {
    /// Nobody could let anybody in again.
    #[error("đó là quản trị viên duy nhất còn đăng nhập được")]
    LastAdministrator,
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Disables an account and ends its sessions at once; `false` when there is none.
pub async fn disable(tx: &mut Tx, username: &str, now: Instant) -> Result<bool, DisableError> {
    tx.lock().await?;
    let administrators = people::active_administrators(tx, now).await?;
    if matches!(administrators.as_slice(), [last] if last == username) {
        return Err(DisableError::LastAdministrator);
    }
    people::end_sessions(tx, username).await?;
    Ok(set_disabled(tx, username, true, now).await?)
}

/// Lets an account in again; `false` when there is none.
pub async fn enable(tx: &mut Tx, username: &str, now: Instant) -> Result<bool, DbError> {
    set_disabled(tx, username, false, now).await
}

/// The latest terms once more, in another state.
async fn set_disabled(
    tx: &mut Tx,
    username: &str,
    disabled: bool,
    now: Instant,
) -> Result<bool, DbError> {
    let seq = tx.next_seq().await?;
    let now = tx.later(now).await?;
    let Some(person) = people::now(tx, username).await? else {
        return Ok(false);
    };
    let terms = AccountTermsRow {
        disabled,
        ..AccountTermsRow::of(&person, seq, now)
    };
    AccountTermsRow::append(tx, &[terms]).await?;
    Ok(true)
}
