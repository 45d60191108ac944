//! What a second factor is made of: codes of time (RFC 6238), their secret and its picture, and
//! codes of recovery.
use app::{
    domain::{Instant, RECOVERY_CODES, RecoveryCode},
    views::CodePage,
};
use chacha20poly1305::aead::Generate;
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use qrcodegen::{QrCode, QrCodeEcc};
use totp_rs::{Algorithm, Secret, TOTP};

use crate::{db::people::Person, key::Key, web::error::WebError};

/// What the server's key seals and digests here.
const SECRET: &str = "second factor";
const RECOVERY: &str = "recovery code";

const DIGITS: usize = 6;
/// Seconds of a step, and how many steps before and after now are taken for it: clocks differ.
const STEP: u64 = 30;
const AROUND: i64 = 1;

/// The secret of a factor.
pub struct FactorSecret(Vec<u8>);

impl FactorSecret {
    /// A new one, of 160 bits.
    pub fn new() -> Result<Self, WebError> {
        let bytes: [u8; 20] = Generate::try_generate()
            .map_err(|_| WebError::Internal("no random numbers".to_owned()))?;
        Ok(Self(bytes.to_vec()))
    }

    /// Sealed for an account: on its row, or in the form that tries it first.
    pub fn sealed(&self, key: &Key, person: &str) -> Option<String> {
        key.seal(&purpose(person), &self.0)
    }

    /// The secret of an account; `None` where it was sealed with another key, or for another
    /// account.
    pub fn open(key: &Key, person: &str, sealed: &str) -> Option<Self> {
        key.open(&purpose(person), sealed).map(Self)
    }

    fn totp(&self) -> Option<TOTP> {
        TOTP::new(Algorithm::SHA1, DIGITS, 0, STEP, self.0.clone()).ok()
    }

    /// The step that a code is of, around now.
    pub fn step_of(&self, code: &str, now: Instant) -> Option<i64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let totp = self.totp()?;
        let here = now / 1_000_000 / STEP as i64;
        // All are compared, whichever is right: how long it takes tells nothing.
        let right = (here - AROUND..=here + AROUND).filter(|step| {
            let at = u64::try_from(*step).unwrap_or_default() * STEP;
            totp.generate(at) == code
        });
        right.max()
    }

    /// As people type it where they cannot scan: groups of four letters.
    pub fn printed(&self) -> String {
        let letters = self.letters();
        let groups = letters.as_bytes().chunks(4);
        let groups: Vec<_> = groups.map(|it| String::from_utf8_lossy(it)).collect();
        groups.join(" ")
    }

    fn letters(&self) -> String {
        Secret::Raw(self.0.clone()).to_encoded().to_string()
    }

    /// The address that an authenticator reads, and a telephone opens it with.
    pub fn address(&self, username: &str) -> String {
        let name = percent_encode(username.as_bytes(), NON_ALPHANUMERIC);
        format!(
            "otpauth://totp/Tien%20Do:{name}?secret={}&issuer=Tien%20Do&algorithm=SHA1&digits={DIGITS}&period={STEP}",
            self.letters()
        )
    }

    /// The address as a picture: a path of squares in a view box of its size.
    pub fn picture(&self, username: &str) -> Option<(i32, String)> {
        let code = QrCode::encode_text(&self.address(username), QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                path.push_str(&format!("M{x},{y}h1v1h-1z"));
            }
        }
        Some((code.size(), path))
    }
}

fn purpose(person: &str) -> String {
    format!("{SECRET} of {person}")
}

/// New codes of recovery.
pub fn recovery_codes() -> Result<Vec<RecoveryCode>, WebError> {
    let new = || {
        let random = Generate::try_generate();
        let random = random.map_err(|_| WebError::Internal("no random numbers".to_owned()))?;
        Ok(RecoveryCode::of(random))
    };
    (0..RECOVERY_CODES).map(|_| new()).collect()
}

/// What is kept of a code of recovery: 40 bits need the key too.
pub fn recovery_hash(key: &Key, person: &str, code: &RecoveryCode) -> String {
    key.digest(
        &format!("{RECOVERY} of {person}"),
        code.letters().as_bytes(),
    )
}

/// What is typed where a code is asked for.
pub enum TypedCode {
    /// Of a step of time.
    Step(i64),
    Recovery(RecoveryCode),
}

/// The code that was typed; `None` where it can be neither.
pub fn typed(key: &Key, person: &Person, text: &str, now: Instant) -> Option<TypedCode> {
    let secret = person.factor_secret.as_deref();
    let secret = secret.and_then(|sealed| FactorSecret::open(key, &person.id, sealed));
    if let Some(step) = secret.and_then(|secret| secret.step_of(text, now)) {
        return Some(TypedCode::Step(step));
    }
    RecoveryCode::typed(text).map(TypedCode::Recovery)
}

/// The page that asks for a code.
pub fn code_page(person: &Person, next: String, sealed: String) -> CodePage {
    CodePage {
        username: person.username.clone(),
        account: person.id.clone(),
        next,
        sealed,
        error: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the last six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = FactorSecret(b"12345678901234567890".to_vec());
        for (seconds, code) in [
            (59_i64, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ] {
            let now = seconds * 1_000_000;
            assert_eq!(secret.step_of(code, now), Some(seconds / 30), "{code}");
            // A step before and after, and no more.
            assert!(secret.step_of(code, now + 30_000_000).is_some());
            assert!(secret.step_of(code, now - 30_000_000).is_some());
            assert!(secret.step_of(code, now + 61_000_000).is_none());
            assert!(secret.step_of("000000", now).is_none());
        }
        assert_eq!(secret.printed(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert!(secret.picture("head.syt").unwrap().0 > 20);
        assert_eq!(
            secret.address("đ. a"),
            "otpauth://totp/Tien%20Do:%C4%91%2E%20a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Tien%20Do&algorithm=SHA1&digits=6&period=30"
        );
    }

    #[test]
    fn a_secret_is_sealed_for_one_account() {
        let (key, other) = (Key::random().unwrap(), Key::random().unwrap());
        let secret = FactorSecret::new().unwrap();
        let sealed = secret.sealed(&key, "a").unwrap();
        assert_eq!(FactorSecret::open(&key, "a", &sealed).unwrap().0, secret.0);
        assert!(FactorSecret::open(&key, "b", &sealed).is_none());
        assert!(FactorSecret::open(&other, "a", &sealed).is_none());
        let code = &recovery_codes().unwrap()[0];
        assert_eq!(
            recovery_hash(&key, "a", code),
            recovery_hash(&key, "a", code)
        );
        assert_ne!(
            recovery_hash(&key, "a", code),
            recovery_hash(&key, "b", code)
        );
        assert_ne!(
            recovery_hash(&key, "a", code),
            recovery_hash(&other, "a", code)
        );
    }
}
