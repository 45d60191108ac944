//! The mail of the morning: what each person owes, from the very views that `/work` and `/review`
//! show. `digest` says what, `message` puts it into an envelope, `run` sends, `smtp` is the setting.
//! How it is written is `app::letter`.
mod address;
mod digest;
mod message;
mod run;
mod smtp;

pub use address::{AddressError, address};
pub use message::Addressed;
pub use run::{NotSent, Run, SendError, Why, letters, send};
pub use smtp::{Smtp, SmtpError};
