//! Passwords: argon2id, 19 MiB, two rounds, at most two at once, in memory that
//! is used again until nobody waits.
use std::{
    sync::{Arc, Mutex},
    thread,
};

use super::new_password::{LONGEST, NewPassword, composed};
use crate::lock::lock;
use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::{PasswordHash, PasswordHashString, Salt, SaltString},
};
use rustix::process::setpriority_process;
use tokio::sync::{Semaphore, oneshot};

/// 19 MiB, t = 2, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const ROUNDS: u32 = 2;
/// Hashes at once: more would take memory and cores from everybody else.
const AT_ONCE: usize = 2;
/// Those that wait for their turn: a few seconds' work.
const WAITING: usize = 100;
const OUTPUT: usize = 32;
/// As `nice` counts: beside a busy thread one that hashes gets a tenth of a core.
const BEHIND: i32 = 10;

#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    #[error("không băm được mật khẩu: {0}")]
    Hash(String),
}

/// Too many wait for their turn already.
#[derive(Debug, Clone, Copy)]
pub struct Busy;

/// Hashes and checks passwords.
#[derive(Debug, Clone)]
pub struct Passwords {
    permits: Arc<Semaphore>,
    /// Under way or waiting.
    line: Arc<Semaphore>,
    /// Used again by who waits, and let go of with the last.
    buffers: Arc<Mutex<Vec<Vec<Block>>>>,
    /// Checked when the person is unknown, so that the answer takes as long.
    dummy: Arc<PasswordHashString>,
}

impl Passwords {
    pub fn new() -> Result<Self, PasswordError> {
        let mut buffer = Vec::new();
        let password = "not the password of anybody";
        let dummy = hash_with(&mut buffer, password, b"a salt for nobody")?;
        Ok(Self {
            permits: Arc::new(Semaphore::new(AT_ONCE)),
            line: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
            buffers: Arc::default(),
            dummy: Arc::new(dummy),
        })
    }

    /// Whether the password is that of the hash; with no hash, `false` after
    /// the same work.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Busy> {
        let _place = self.line.try_acquire().map_err(|_| Busy)?;
        let mut password = composed(&password);
        // Nobody has a longer one: the same work, whatever was sent.
        let hash = hash.filter(|_| password.chars().count() <= LONGEST);
        if hash.is_none() {
            password = password.chars().take(LONGEST).collect();
        }
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.dummy.as_str().to_owned());
        let right = self.with_buffer(move |buffer| verify_with(buffer, &password, &hash));
        Ok(right.await.unwrap_or(false) && known)
    }

    /// The hash of a new password, with a random salt.
    pub async fn hash(&self, password: NewPassword) -> Result<String, PasswordError> {
        let password = password.into_text();
        let salt = *uuid::Uuid::new_v4().as_bytes();
        self.with_buffer(move |buffer| {
            hash_with(buffer, &password, &salt).map(|h| h.as_str().to_owned())
        })
        .await
        .unwrap_or_else(|| Err(PasswordError::Hash("bị ngắt".into())))
    }

    /// On a thread of its own, behind all others.
    async fn with_buffer<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Vec<Block>) -> T + Send + 'static,
    ) -> Option<T> {
        let permit = self.permits.clone().acquire_owned().await.ok()?;
        let (buffers, permits) = (self.buffers.clone(), self.permits.clone());
        let (tell, told) = oneshot::channel();
        let hashing = thread::Builder::new().name("password".to_owned());
        hashing
            .spawn(move || {
                step_behind();
                let mut buffer = lock(&buffers).pop().unwrap_or_default();
                let done = work(&mut buffer);
                let mut kept = lock(&buffers);
                kept.push(buffer);
                if permits.available_permits() + 1 == AT_ONCE {
                    kept.clear();
                }
                drop(permit);
                // Who asked may have gone.
                let _ = tell.send(done);
            })
            .ok()?;
        told.await.ok()
    }
}

/// Who reads goes before: a flood of wrong passwords slows down signing in, and nothing else.
fn step_behind() {
    // Linux takes the calling thread for it; other systems would the whole program. Where it is
    // refused, the thread runs as all others do.
    if cfg!(target_os = "linux") {
        let _ = setpriority_process(None, BEHIND);
    }
}

fn hasher() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(MEMORY_KIB, ROUNDS, 1, Some(OUTPUT))
        .map_err(|e| PasswordError::Hash(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_with(
    buffer: &mut Vec<Block>,
    password: &str,
    salt: &[u8],
) -> Result<PasswordHashString, PasswordError> {
    let bad = |e: argon2::password_hash::Error| PasswordError::Hash(e.to_string());
    let hasher = hasher()?;
    let salt = SaltString::encode_b64(salt).map_err(bad)?;
    let output = digest(&hasher, buffer, password, salt.as_salt())?;
    let text = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: hasher.params().try_into().map_err(bad)?,
        salt: Some(salt.as_salt()),
        hash: Some(argon2::password_hash::Output::new(&output).map_err(bad)?),
    };
    Ok(text.serialize())
}

fn digest(
    hasher: &Argon2<'_>,
    buffer: &mut Vec<Block>,
    password: &str,
    salt: Salt<'_>,
) -> Result<[u8; OUTPUT], PasswordError> {
    let mut bytes = [0; 64];
    let salt = salt
        .decode_b64(&mut bytes)
        .map_err(|e| PasswordError::Hash(e.to_string()))?;
    buffer.resize(hasher.params().block_count(), Block::default());
    let mut output = [0; OUTPUT];
    hasher
        .hash_password_into_with_memory(
            password.as_bytes(),
            salt,
            &mut output,
            buffer.as_mut_slice(),
        )
        .map_err(|e| PasswordError::Hash(e.to_string()))?;
    Ok(output)
}

/// Compares in constant time. A hash with other parameters than ours is not
/// accepted: nothing else writes hashes.
fn verify_with(buffer: &mut Vec<Block>, password: &str, hash: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash) else {
        return false;
    };
    let (Some(salt), Some(expected), Ok(hasher)) = (parsed.salt, parsed.hash, hasher()) else {
        return false;
    };
    let Ok(output) = digest(&hasher, buffer, password, salt) else {
        return false;
    };
    argon2::password_hash::Output::new(&output).is_ok_and(|output| output == expected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::account::new_password::Guesses;
    use unicode_normalization::UnicodeNormalization;

    fn new(typed: &str) -> NewPassword {
        NewPassword::new(typed, &Guesses::new("", &[], &[])).unwrap()
    }

    #[tokio::test]
    async fn a_password_is_right_wrong_or_nobodys() {
        let passwords = Passwords::new().unwrap();
        let hash = passwords.hash(new("mật khẩu đủ dài")).await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(
            passwords
                .verify("mật khẩu đủ dài".to_owned(), Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .verify("mật khẩu khác hẳn".to_owned(), Some(hash))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .verify("not the password of anybody".to_owned(), None)
                .await
                .unwrap()
        );
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn who_reads_goes_before_who_signs_in() {
        let priority = || rustix::process::getpriority_process(None).unwrap();
        let passwords = Passwords::new().unwrap();
        let hashing = passwords.with_buffer(move |_| priority()).await;
        assert_eq!(hashing, Some(priority().max(BEHIND)));
    }

    /// Memory for a hash is large, and most of the time nobody signs in.
    #[tokio::test]
    async fn the_last_who_waits_lets_go_of_the_memory() {
        let passwords = Passwords::new().unwrap();
        let mut at_once = tokio::task::JoinSet::new();
        for _ in 0..5 {
            let passwords = passwords.clone();
            at_once.spawn(async move { passwords.verify("sai".to_owned(), None).await });
        }
        at_once.join_all().await;
        assert!(lock(&passwords.buffers).is_empty());
    }

    /// The same limit where it is set and where it is typed, by whatever keyboard.
    #[tokio::test]
    async fn a_password_of_the_longest_is_typed_as_it_was_set() {
        let passwords = Passwords::new().unwrap();
        let longest = "cá mè ổn".repeat(LONGEST / 8);
        let hash = passwords.hash(new(&longest)).await.unwrap();
        for (typed, right) in [
            (longest.clone(), true),
            (longest.nfd().collect(), true),
            (format!("{longest}n"), false),
            (longest.chars().skip(1).collect(), false),
        ] {
            let verified = passwords.verify(typed, Some(hash.clone())).await.unwrap();
            assert_eq!(verified, right);
        }
        // One that an older version let be longer is nobody's any more, and is set anew.
        let longer = format!("{longest}n");
        let hash = hash_with(&mut Vec::new(), &longer, b"a salt for a test").unwrap();
        let hash = Some(hash.as_str().to_owned());
        assert!(!passwords.verify(longer, hash).await.unwrap());
    }
}
