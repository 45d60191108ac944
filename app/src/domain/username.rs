//! Names of accounts, by which people sign in.
use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// Why a text is no name for a new account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "tên đăng nhập gồm 2 đến 64 ký tự: chữ cái không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới"
)]
pub struct UsernameError;

/// The name of a new account: `[a-z0-9][a-z0-9._-]{1,63}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Username(String);

impl Username {
    pub fn parse(typed: &str) -> Result<Self, UsernameError> {
        let name = Self::folded(typed);
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
        let begins = name
            .bytes()
            .next()
            .is_some_and(|b| b.is_ascii_alphanumeric());
        if (2..=64).contains(&name.len()) && begins && name.bytes().all(plain) {
            Ok(Self(name))
        } else {
            Err(UsernameError)
        }
    }

    /// A name as accounts have it, wherever it is typed: small letters, composed, nothing
    /// around it. Accounts from before may have names that no new one gets.
    pub fn folded(typed: &str) -> String {
        // PostgreSQL takes no NUL in a text, and no account has one.
        let composed: String = typed.replace('\0', "").nfc().collect();
        composed.trim().to_lowercase()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Username {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Username> for String {
    fn from(name: Username) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_have_one_spelling() {
        let longest = "a".repeat(64);
        for (typed, name) in [
            ("head.syt", "head.syt"),
            (" HEAD.SYT\n", "head.syt"),
            ("van-phong_2", "van-phong_2"),
            ("an", "an"),
            (&longest, &longest),
        ] {
            assert_eq!(Username::parse(typed).unwrap().as_str(), name);
        }
        for bad in [
            "",
            "a",
            " a ",
            "a\nb",
            "a b",
            "ab\u{202E}cd",
            "an@syt",
            "đức",
            "ａｎ",
            &"a".repeat(65),
        ] {
            assert_eq!(Username::parse(bad), Err(UsernameError), "{bad:?}");
        }
        assert_eq!(
            Username::folded(" D\u{301}ặng\0 "),
            Username::folded("D\u{301}ẶNG")
        );
    }
}
