//! The mail server, and who writes (`TIENDO_SMTP`, `TIENDO_MAIL_FROM`).
use std::{fmt, time::Duration};

use lettre::{
    AsyncSmtpTransport, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{AsyncSmtpTransportBuilder, PoolConfig},
};
use url::Url;

use crate::loopback::is_loopback;

pub(super) type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// How long a step of the mail server may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail server that was set.
#[derive(Clone)]
pub struct Smtp {
    /// It may carry a password.
    url: String,
    pub(super) from: Mailbox,
}

/// It is told nowhere, not even where a whole configuration is printed.
impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").finish_non_exhaustive()
    }
}

/// What is wrong with a setting. It is not told again: it may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum SmtpError {
    #[error(
        "TIENDO_SMTP phải có dạng smtp://127.0.0.1:25, smtps://ten:mat-khau@may-chu hoặc \
         smtp://ten:mat-khau@may-chu:587?tls=required; ký tự khác chữ và số trong mật khẩu viết \
         dạng %40"
    )]
    Url,
    #[error(
        "TIENDO_SMTP có mật khẩu mà không buộc mã hóa; hãy viết smtps://… hoặc thêm ?tls=required, \
         vì mật khẩu không được đi qua mạng ở dạng chữ thường"
    )]
    Plain,
    #[error(
        "TIENDO_MAIL_FROM phải là địa chỉ người gửi, dạng tiendo@coquan.vn hoặc \
         Tiến Độ <tiendo@coquan.vn>; đã đặt TIENDO_SMTP thì cần có"
    )]
    From,
}

impl Smtp {
    /// From the two settings.
    pub fn read(url: &str, from: &str) -> Result<Self, SmtpError> {
        let url = url.trim().to_owned();
        let parsed = Url::parse(&url).map_err(|_| SmtpError::Url)?;
        builder(&url)?;
        // A name without a password would be left out without a word.
        if parsed.username().is_empty() == parsed.password().is_some() {
            return Err(SmtpError::Url);
        }
        let required = parsed
            .query_pairs()
            .any(|it| it.0 == "tls" && it.1 == "required");
        let here = parsed.host_str().is_some_and(is_loopback);
        if parsed.password().is_some() && parsed.scheme() != "smtps" && !required && !here {
            return Err(SmtpError::Plain);
        }
        let from: Mailbox = from.trim().parse().map_err(|_| SmtpError::From)?;
        let plain = super::address(from.email.as_ref());
        plain.map_err(|_| SmtpError::From)?;
        Ok(Self { url, from })
    }

    /// A way to the server, of one connection.
    pub(super) fn open(&self) -> Result<Transport, SmtpError> {
        let pool = PoolConfig::new().max_size(1);
        let builder = builder(&self.url)?.timeout(Some(PATIENCE));
        Ok(builder.pool_config(pool).build())
    }
}

fn builder(url: &str) -> Result<AsyncSmtpTransportBuilder, SmtpError> {
    Transport::from_url(url).map_err(|_| SmtpError::Url)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Tiến Độ <tiendo@vpub.example>";

    #[test]
    fn a_mail_server_is_named_by_an_address_and_a_sender() {
        for url in [
            "smtp://127.0.0.1:2525",
            "smtp://mail.example",
            "smtp://an:mat%40khau@127.0.0.1:25",
            "smtps://an:mat%40khau@mail.example",
            "smtp://an:mat%40khau@mail.example:587?tls=required",
        ] {
            for from in ["tiendo@vpub.example", FROM] {
                let smtp = Smtp::read(url, from).unwrap();
                assert_eq!(smtp.from.email.to_string(), "tiendo@vpub.example");
                let told = format!("{smtp:?}");
                assert!(!told.contains("mat") && !told.contains("mail"), "{told}");
            }
        }
    }

    #[test]
    fn what_cannot_be_used_is_told_without_the_password() {
        let bad = |url: &str, from: &str| Smtp::read(url, from).unwrap_err().to_string();
        for url in [
            "mail.example",
            "http://mail.example",
            "smtp://",
            "smtp://mail.example?tls=maybe",
            "smtp://an@mail.example",
            "smtps://:xin-chao@mail.example",
        ] {
            let told = bad(url, FROM);
            assert!(
                told.starts_with("TIENDO_SMTP phải có dạng"),
                "{url}: {told}"
            );
            assert!(!told.contains("xin-chao"), "{told}");
        }
        for url in [
            "smtp://an:xin-chao@mail.example",
            "smtp://an:xin-chao@mail.example?tls=opportunistic",
            "smtp://an:xin-chao@127.0.0.1.evil.example",
        ] {
            let told = bad(url, FROM);
            assert!(told.contains("không buộc mã hóa"), "{url}: {told}");
            assert!(!told.contains("xin-chao"), "{told}");
        }
        for from in ["", "tiendo", "a@b.example\r\nBcc: c@d.example", "a@b"] {
            let told = bad("smtp://127.0.0.1", from);
            assert!(told.starts_with("TIENDO_MAIL_FROM"), "{from:?}: {told}");
        }
    }
}
