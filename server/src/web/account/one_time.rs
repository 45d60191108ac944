//! One-time passwords: made here, handed over once, and kept as a hash.
use app::domain::{Instant, OneTimePassword};
use chacha20poly1305::aead::Generate;
use sha2::{Digest, Sha256};

use super::password::PasswordError;
use crate::db::{audit::hex, people::Person};

/// A new one.
pub fn new() -> Result<OneTimePassword, PasswordError> {
    let random = Generate::try_generate();
    let random = random.map_err(|_| PasswordError::Hash("không có số ngẫu nhiên".to_owned()))?;
    Ok(OneTimePassword::of(random))
}

/// What an account keeps of it. With 80 random bits a fast hash does; with the account's id no two
/// accounts keep the same.
pub fn hash(person: &str, password: &OneTimePassword) -> String {
    let mut sha = Sha256::new();
    sha.update(b"one-time password\0");
    sha.update(person.as_bytes());
    sha.update(b"\0");
    sha.update(password.letters().as_bytes());
    hex(&sha.finalize())
}

/// How what was typed stands to an account's one-time password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    Another,
    Right,
    /// It was right, and is good no more.
    Over,
}

/// Compares the hashes of what was typed and of what was handed over: how far they agree tells
/// nothing of either.
pub fn compare(person: &Person, typed: &str, now: Instant) -> Typed {
    let typed = OneTimePassword::typed(typed);
    let typed = typed.map(|password| hash(&person.id, &password));
    match typed.is_some() && typed == person.one_time_hash {
        false => Typed::Another,
        true if person.one_time_is_good(now) => Typed::Right,
        true => Typed::Over,
    }
}

#[cfg(test)]
mod tests {
    use app::domain::ONE_TIME_LASTS;

    use super::*;

    #[test]
    fn a_one_time_password_is_of_one_account_and_72_hours() {
        let password = new().unwrap();
        assert_ne!(new().unwrap(), password);
        let person = |id: &str| Person {
            id: id.to_owned(),
            one_time_hash: Some(hash("a", &password)),
            one_time_until: Some(ONE_TIME_LASTS),
            ..Person::default()
        };
        let printed = password.printed();
        assert_eq!(compare(&person("a"), &printed, 0), Typed::Right);
        assert_eq!(
            compare(&person("a"), &printed.to_lowercase(), 0),
            Typed::Right
        );
        assert_eq!(compare(&person("b"), &printed, 0), Typed::Another);
        assert_eq!(compare(&person("a"), "", 0), Typed::Another);
        assert_eq!(compare(&Person::default(), "", 0), Typed::Another);
        assert_eq!(
            compare(&person("a"), &printed, ONE_TIME_LASTS - 1),
            Typed::Right
        );
        assert_eq!(compare(&person("a"), &printed, ONE_TIME_LASTS), Typed::Over);
    }
}
