//! Sends the letters of a day, each once though several servers share the database.
use std::{error::Error as StdError, io, iter, sync::Arc};

use app::domain::Day;
use chrono::TimeDelta;
use lettre::{AsyncTransport, transport::smtp};

use super::{
    Smtp, SmtpError, digest,
    message::{Addressed, message},
    smtp::Transport,
};
use crate::{
    board::Board,
    cause,
    clock::Clock,
    config::Origin,
    db::{Db, DbError, audit, mails, people},
    operator::operator,
};

/// Days for which it is known who had the mail.
const KNOWN_DAYS: i64 = 30;

/// The letters of the board's day: to each account that may sign in, has an address, wants mail
/// and has something to do. `None` on a day that is not worked.
pub async fn letters(
    db: &Db,
    board: &Arc<Board>,
    origin: &Origin,
) -> Result<Option<Vec<Addressed>>, DbError> {
    if !board.is_worked() {
        return Ok(None);
    }
    let today = board.day();
    let officers = people::officers(db, today).await?;
    let mut letters = Vec::new();
    for person in people::all(db, today).await? {
        let signs_in = person.password_hash.is_some() && person.is_active(today);
        let Some(email) = person
            .email
            .clone()
            .filter(|_| signs_in && person.wants_mail)
        else {
            continue;
        };
        let Some(viewer) = person.into_viewer(&officers) else {
            continue;
        };
        let (person, username) = (viewer.person.clone(), viewer.username.clone());
        let letter = digest::letter(board, viewer, &origin.text);
        letters.extend(letter.map(|letter| Addressed {
            person,
            username,
            email,
            letter,
        }));
    }
    Ok(Some(letters))
}

/// How a run ended.
#[derive(Debug, Default)]
pub struct Run {
    pub sent: usize,
    /// Sent today before, or by another server now.
    pub before: usize,
    pub not_sent: Vec<NotSent>,
    /// The mail server is away: why, and how many were not tried.
    pub away: Option<(String, usize)>,
}

/// A letter that did not go out.
#[derive(Debug)]
pub struct NotSent {
    pub username: String,
    pub why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    #[error("địa chỉ thư không dùng được")]
    Address,
    /// With its code where it said one.
    #[error("máy chủ thư không nhận{}", .0.as_ref().map(|code| format!(" ({code})")).unwrap_or_default())]
    Refused(Option<String>),
    /// The connection broke when all may have been said.
    #[error("đứt kết nối giữa chừng, không rõ thư đã đi chưa; hôm nay không gửi lại")]
    Unknown,
}

impl Run {
    pub fn failed(&self) -> usize {
        self.not_sent.len() + self.away.as_ref().map_or(0, |(_, left)| *left)
    }
}

/// Sends what was not sent today. A letter that the server refused, or for which it was away, is
/// given back: a later run tries again.
pub async fn send(
    db: &Db,
    clock: &Clock,
    smtp: &Smtp,
    origin: &Origin,
    day: Day,
    letters: &[Addressed],
) -> Result<Run, SendError> {
    mails::forget_before(db, day - TimeDelta::days(KNOWN_DAYS)).await?;
    let had = mails::of_day(db, day).await?;
    let (before, letters): (Vec<_>, Vec<_>) =
        letters.iter().partition(|it| had.contains(&it.person));
    let transport = smtp.open()?;
    let mut run = Run {
        before: before.len(),
        ..Run::default()
    };
    for (at, to) in letters.iter().enumerate() {
        // Asked first, so that who is away holds no letter.
        if let Err(error) = transport.test_connection().await {
            run.away = Some((why_away(&error), letters.len() - at));
            break;
        }
        if !mails::claim(db, &to.person, day, clock.now()).await? {
            run.before += 1;
            continue;
        }
        match send_one(&transport, smtp, to, origin, clock).await {
            Ok(()) => {
                mails::sent(db, &to.person, day).await?;
                run.sent += 1;
            }
            Err(why) => {
                if why != Why::Unknown {
                    mails::give_back(db, &to.person, day).await?;
                }
                let username = to.username.clone();
                run.not_sent.push(NotSent { username, why });
            }
        }
    }
    transport.shutdown().await;
    record(db, clock, day, &run).await?;
    Ok(run)
}

#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Smtp(#[from] SmtpError),
}

async fn send_one(
    transport: &Transport,
    smtp: &Smtp,
    to: &Addressed,
    origin: &Origin,
    clock: &Clock,
) -> Result<(), Why> {
    let message = message(&smtp.from, to, origin, clock.now()).ok_or(Why::Address)?;
    match transport.send(message).await {
        Ok(_) => Ok(()),
        Err(error) => Err(why_not(&error)),
    }
}

/// Why a letter did not go out. What the server answered is certain; so is what was never said to
/// it. Its words are not told: they may hold the address.
fn why_not(error: &smtp::Error) -> Why {
    match error.status() {
        Some(code) => Why::Refused(Some(code.to_string())),
        None if error.is_client() || error.is_tls() => Why::Refused(None),
        None => Why::Unknown,
    }
}

/// Why nothing can be sent at all.
fn why_away(error: &smtp::Error) -> String {
    if let Some(code) = error.status() {
        return format!("máy chủ thư từ chối ({code}); kiểm tra tên và mật khẩu trong TIENDO_SMTP");
    }
    if error.is_tls() || causes(error).any(|it| it.is::<rustls::Error>()) {
        return "không lập được kết nối mã hóa (TLS); kiểm tra chứng thư của máy chủ thư và \
                TIENDO_SMTP"
            .to_owned();
    }
    // It was reached, and has not what the setting asks for: STARTTLS, or a way to sign in.
    if error.is_client() {
        return "máy chủ thư không có cách mã hóa (STARTTLS) hoặc cách đăng nhập mà TIENDO_SMTP \
                đòi; kiểm tra lại TIENDO_SMTP"
            .to_owned();
    }
    if error.is_timeout() {
        return cause::of_system(&io::ErrorKind::TimedOut.into());
    }
    if let Some(error) = causes(error).find_map(|it| it.downcast_ref()) {
        return cause::of_system(error);
    }
    "câu trả lời không phải của một máy chủ thư; kiểm tra TIENDO_SMTP".to_owned()
}

/// What lies behind an error, down to the first of all. The `source` of an error of the system
/// leaves out the error that it carries: here that one follows.
fn causes<'a>(error: &'a smtp::Error) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    iter::successors(error.source(), |&it| match it.downcast_ref::<io::Error>() {
        Some(carries) => carries.get_ref().map(|it| it as &(dyn StdError + 'static)),
        None => it.source(),
    })
}

/// A line of the audit about the run, without persons and addresses.
async fn record(db: &Db, clock: &Clock, day: Day, run: &Run) -> Result<(), DbError> {
    let detail = format!("sent {}, failed {}", run.sent, run.failed());
    let line = audit::Line {
        at: clock.now(),
        person: None,
        source: &operator(),
        action: "mail",
        subject: &day.to_string(),
        detail: &detail,
    };
    audit::record(db, line).await
}
