//! A letter in its envelope.
use std::time::{Duration, SystemTime};

use app::{
    domain::{Day, Instant},
    letter,
};
use lettre::{
    Address, Message,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use sha2::{Digest, Sha256};

use crate::{config::Origin, db::audit::hex};

/// A letter with the person it is for.
#[derive(Debug, Clone)]
pub struct Addressed {
    /// Id of the account.
    pub person: String,
    pub username: String,
    pub email: String,
    pub letter: app::views::Letter,
}

/// The letter as it is handed to the mail server; `None` where its address is none.
pub(super) fn message(
    from: &Mailbox,
    to: &Addressed,
    origin: &Origin,
    now: Instant,
) -> Option<Message> {
    let address: Address = to.email.parse().ok()?;
    let written_at = Duration::from_micros(u64::try_from(now).unwrap_or_default());
    // It answers nobody, and nobody's absence is to be told to it.
    let by_itself = raw(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated",
    );
    let stop = format!("<{}/account>", origin.text);
    let stop = raw(HeaderName::new_from_ascii_str("List-Unsubscribe"), &stop);
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, address))
        .subject(letter::subject(&to.letter))
        .date(SystemTime::UNIX_EPOCH + written_at)
        .message_id(Some(id(&to.person, to.letter.today, origin)))
        .raw_header(by_itself)
        .raw_header(stop)
        .header(ContentType::TEXT_PLAIN)
        .body(letter::body(&to.letter))
        .ok()
}

fn raw(name: HeaderName, value: &str) -> HeaderValue {
    HeaderValue::new(name, value.to_owned())
}

/// The same for a person and a day, whoever sends it and how often.
fn id(person: &str, day: Day, origin: &Origin) -> String {
    let hash = hex(&Sha256::digest(format!("{day} {person}"))[..12]);
    let host = origin
        .host
        .rsplit_once(':')
        .map_or(&*origin.host, |(host, port)| {
            if port.bytes().all(|byte| byte.is_ascii_digit()) {
                host
            } else {
                &origin.host
            }
        });
    format!("<{day}.{hash}@{host}>")
}
