//! A real mail server on this machine: aiosmtpd, with a mailbox that is read afterwards.
use std::{
    net::{Ipv4Addr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde::Deserialize;
use tempfile::TempDir;
use tiendo::mail::Smtp;

const SCRIPT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/it/support/mail_server.py"
);
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/support");

/// Debian's, which has its packages, whatever other one stands first in the path.
const PYTHON: &str = "/usr/bin/python3";

/// Runs until it is dropped.
pub struct MailServer {
    child: Child,
    mailbox: TempDir,
    port: u16,
}

/// A mail as its reader has it.
#[derive(Debug, Deserialize)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub headers: Vec<(String, String)>,
    pub kind: String,
    pub body: String,
}

impl Mail {
    /// The values of a header.
    pub fn header(&self, name: &str) -> Vec<&str> {
        let all = self
            .headers
            .iter()
            .filter(|it| it.0.eq_ignore_ascii_case(name));
        all.map(|it| it.1.as_str()).collect()
    }

    /// The lines of a heading's part: those up to the next empty line.
    pub fn part(&self, heading: &str) -> Vec<&str> {
        let lines = self.body.lines();
        let part = lines.skip_while(|line| !line.starts_with(heading));
        part.take_while(|line| !line.is_empty()).collect()
    }
}

/// A port at which nobody listens.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// The setting of a mail server at a port of this machine.
pub fn smtp_at(port: u16) -> Smtp {
    let url = format!("smtp://127.0.0.1:{port}");
    Smtp::read(&url, "Tiến Độ <tiendo@vpub.example>").unwrap()
}

fn python() -> Command {
    let mut python = Command::new(PYTHON);
    python
        .env("PYTHONPATH", FOLDER)
        .env("PYTHONDONTWRITEBYTECODE", "1");
    python
}

impl MailServer {
    pub fn start() -> Self {
        let mailbox = tempfile::tempdir().unwrap();
        let port = free_port();
        let mut child = python()
            .args(["-m", "aiosmtpd", "-n", "-l", &format!("127.0.0.1:{port}")])
            .args(["-c", "mail_server.Server"])
            .arg(mailbox.path().join("mail"))
            .stdin(Stdio::null())
            .spawn()
            .expect("these tests need Python. On Debian: apt-get install python3-aiosmtpd");
        let until = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = child.try_wait().unwrap();
            assert!(
                ended.is_none() && Instant::now() < until,
                "these tests need aiosmtpd. On Debian: apt-get install python3-aiosmtpd"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        Self {
            child,
            mailbox,
            port,
        }
    }

    pub fn smtp(&self) -> Smtp {
        smtp_at(self.port)
    }

    /// All mails it took.
    pub fn mails(&self) -> Vec<Mail> {
        let read = python()
            .arg(SCRIPT)
            .arg(self.mailbox.path().join("mail"))
            .output()
            .unwrap();
        assert!(read.status.success(), "{read:?}");
        let mails: Vec<Mail> = serde_json::from_slice(&read.stdout).unwrap();
        mails
    }

    /// The one mail of an account of the campaign.
    #[track_caller]
    pub fn mail_of(&self, username: &str) -> Mail {
        let mut mails = self.mails();
        mails.retain(|mail| mail.to == address_of(username));
        assert_eq!(mails.len(), 1, "{username}: {mails:?}");
        mails.remove(0)
    }

    /// The accounts that got mail, in order.
    pub fn recipients(&self) -> Vec<String> {
        let mails = self.mails();
        let names = mails.iter().map(|mail| mail.to.split('@').next());
        let mut names: Vec<String> = names.flatten().map(str::to_owned).collect();
        names.sort();
        names
    }
}

/// Where an account of the campaign gets mail.
pub fn address_of(username: &str) -> String {
    format!("{username}@thu.example")
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
