//! The server's own key: what it gives to a browser to keep is sealed with it, and comes
//! back unread and unchanged or not at all.
use std::{
    io::Write,
    path::{Path, PathBuf},
};

use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, Generate, KeyInit, Payload},
};

use sha2::{Digest, Sha256};

use crate::db::audit::hex;

const BYTES: usize = 32;
const NONCE: usize = 24;

/// Why there is no key to serve with, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error(
        "TIENDO_KEY phải là 32 byte viết dạng base64; tạo một khóa bằng: openssl rand -base64 32"
    )]
    Setting,
    #[error(
        "chưa đặt TIENDO_KEY: máy chủ dùng PostgreSQL hoặc https phải có khóa riêng, các máy chủ chung \
         một cơ sở dữ liệu dùng chung một khóa; tạo bằng: openssl rand -base64 32"
    )]
    Missing,
    #[error(
        "tệp khóa {0} không chứa một khóa; chuyển tệp đó đi nơi khác, máy chủ sẽ tạo khóa mới khi chạy lại"
    )]
    File(PathBuf),
    #[error("không đọc hoặc tạo được tệp khóa {0}: {why}", why = crate::cause::of_system(.1))]
    Io(PathBuf, std::io::Error),
    #[error("hệ điều hành không cho số ngẫu nhiên để tạo khóa")]
    Random,
}

/// The key, 32 bytes nobody prints.
#[derive(Clone)]
pub struct Key([u8; BYTES]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// A key as it is written down; `None` when the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64_STANDARD.decode(text.trim()).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// A new key.
    pub fn random() -> Result<Self, KeyError> {
        Generate::try_generate()
            .map(Self)
            .map_err(|_| KeyError::Random)
    }

    /// The key in a file that only its owner reads, made where there is none.
    pub fn kept(file: &Path) -> Result<Self, KeyError> {
        let failed = |error| KeyError::Io(file.to_owned(), error);
        match crate::private::create(file) {
            Ok(mut new) => {
                let key = Self::random()?;
                writeln!(new, "{}", BASE64_STANDARD.encode(key.0)).map_err(failed)?;
                Ok(key)
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                let text = std::fs::read_to_string(file).map_err(failed)?;
                Self::parse(&text).ok_or_else(|| KeyError::File(file.to_owned()))
            }
            Err(error) => Err(failed(error)),
        }
    }

    /// Seals bytes for one purpose, as letters that a form or an address may carry; `None`
    /// when the system has no random numbers.
    pub fn seal(&self, purpose: &str, bytes: &[u8]) -> Option<String> {
        let nonce = XNonce::try_generate().ok()?;
        let cipher = XChaCha20Poly1305::new(&self.0.into());
        let payload = Payload {
            msg: bytes,
            aad: purpose.as_bytes(),
        };
        let mut sealed = nonce.to_vec();
        sealed.extend(cipher.encrypt(&nonce, payload).ok()?);
        Some(BASE64_URL_SAFE_NO_PAD.encode(sealed))
    }

    /// A digest of a short text for one purpose, which nobody makes without the key.
    pub fn digest(&self, purpose: &str, text: &[u8]) -> String {
        let mut sha = Sha256::new();
        for part in [&self.0[..], purpose.as_bytes(), text] {
            sha.update((part.len() as u64).to_be_bytes());
            sha.update(part);
        }
        hex(&sha.finalize())
    }

    /// What was sealed with this key for this purpose; `None` for anything else.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let sealed = BASE64_URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let cipher = XChaCha20Poly1305::new(&self.0.into());
        let payload = Payload {
            msg: sealed,
            aad: purpose.as_bytes(),
        };
        cipher.decrypt(&XNonce::from(*nonce), payload).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_is_opened_by_its_key_and_purpose_only() {
        let (key, other) = (Key::random().unwrap(), Key::random().unwrap());
        let sealed = key.seal("a", "Tập 12.400 hồ sơ".as_bytes()).unwrap();
        assert_eq!(
            key.open("a", &sealed).unwrap(),
            "Tập 12.400 hồ sơ".as_bytes()
        );
        assert_eq!(key.open("b", &sealed), None);
        assert_eq!(other.open("a", &sealed), None);
        assert_ne!(key.seal("a", b"x"), key.seal("a", b"x"), "no seal twice");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(key.open("a", &changed), None, "letter {at}");
        }
        for junk in ["", "A", "AAAA", "ế", "%00", &"A".repeat(31), &sealed[..40]] {
            assert_eq!(key.open("a", junk), None, "{junk}");
        }
    }

    #[test]
    fn what_is_no_key_is_none() {
        for bad in [
            "x",
            "AAAA",
            &BASE64_STANDARD.encode([7; 31]),
            &"0".repeat(64),
        ] {
            assert!(Key::parse(bad).is_none(), "{bad}");
        }
        assert!(!format!("{:?}", Key([7; BYTES])).contains('7'));
    }
}
