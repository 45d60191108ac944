//! What a start refuses, and warns of.
use std::{
    ffi::OsStr,
    io::{Read, Write},
    net::TcpStream,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::support::{campaign, free_port, refused, site, tiendo};

#[test]
fn a_start_without_its_site_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let serve = ["serve", "--site", "khong-co"];
    let says = refused(&tiendo(home.path(), "a.db", &serve));
    assert!(says.contains("make site"), "{says}");
    assert!(!home.path().join("a.db").exists(), "nothing was begun");
}

#[test]
fn where_a_key_is_needed_a_start_without_it_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let site = site(home.path());
    for (key, says) in [
        (None, "chưa đặt TIENDO_KEY"),
        (Some("ngắn"), "TIENDO_KEY phải là 32 byte"),
    ] {
        let mut serve = Command::new(env!("CARGO_BIN_EXE_tiendo"));
        serve
            .args(["serve", "--site"])
            .arg(&site)
            .current_dir(home.path())
            .env_clear()
            .env("DATABASE_URL", "sqlite://a.db")
            .env("TIENDO_ADDR", "127.0.0.1:9")
            .env("TIENDO_ORIGIN", "https://tiendo.example");
        if let Some(key) = key {
            serve.env("TIENDO_KEY", key);
        }
        let sentence = refused(&serve.output().unwrap());
        assert!(sentence.contains(says), "{sentence}");
        assert!(sentence.contains("openssl rand -base64 32"), "{sentence}");
    }
    assert!(!home.path().join("a.key").exists());
}

/// A server that runs until the end of a test, with its log.
struct Serving {
    process: Child,
    address: String,
    log: PathBuf,
}

impl Serving {
    fn start(home: &Path, database: &str) -> Self {
        let address = format!("127.0.0.1:{}", free_port());
        let log = home.join("log");
        let process = Command::new(env!("CARGO_BIN_EXE_tiendo"))
            .args(["serve", "--site"])
            .arg(site(home))
            .current_dir(home)
            .env_clear()
            .env("DATABASE_URL", format!("sqlite://{database}"))
            .env("TIENDO_ADDR", &address)
            .env("TIENDO_ORIGIN", format!("http://{address}"))
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let server = Self {
            process,
            address,
            log,
        };
        for _ in 0..400 {
            if TcpStream::connect(&server.address).is_ok() {
                return server;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{}", server.log());
    }

    fn get(&self, path: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host = &self.address;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Behind a proxy that nobody named, all people would have one address.
#[test]
fn a_forwarded_address_from_a_stranger_is_warned_of_once() {
    let home = campaign();
    let server = Serving::start(home.path(), "a.db");
    let warnings = || server.log().matches("TIENDO_TRUSTED_PROXIES").count();
    server.get("/", "");
    assert_eq!(warnings(), 0, "{}", server.log());
    for _ in 0..3 {
        server.get("/", "X-Forwarded-For: 198.51.100.7\r\n");
    }
    assert_eq!(warnings(), 1, "{}", server.log());
}

/// A setting that cannot be used is named, before anything is begun.
#[test]
fn a_setting_that_cannot_be_used_is_named_at_the_start() {
    let home = tempfile::tempdir().unwrap();
    let start = |name: &str, value: &OsStr| {
        let mut start = Command::new(env!("CARGO_BIN_EXE_tiendo"));
        start.arg("migrate").current_dir(home.path()).env_clear();
        let output = start.env("DATABASE_URL", "sqlite://a.db").env(name, value);
        refused(&output.output().unwrap())
    };
    for name in [
        "DATABASE_URL",
        "TIENDO_ADDR",
        "TIENDO_ORIGIN",
        "TIENDO_TRUSTED_PROXIES",
        "TIENDO_FILES",
        "TIENDO_CLAMD",
        "TIENDO_SMTP",
        "TIENDO_MAIL_FROM",
        "TIENDO_KEY",
        "TIENDO_DEMO_PASSWORD",
    ] {
        let sentence = start(name, OsStr::from_bytes(b"tien-\xff-do"));
        let says = format!("{name} có ký tự không phải UTF-8");
        assert!(sentence.contains(&says), "{sentence}");
    }
    for origin in ["https://[", "tiendo.example", "https://tiendo.example/app"] {
        let sentence = start("TIENDO_ORIGIN", OsStr::new(origin));
        assert!(
            sentence.contains("TIENDO_ORIGIN phải có dạng"),
            "{sentence}"
        );
        assert!(sentence.contains(origin), "{sentence}");
    }
    for (name, bad) in [
        ("TIENDO_FILES", "/srv/files"),
        ("TIENDO_CLAMD", "clamd:3310"),
    ] {
        let sentence = start(name, OsStr::new(bad));
        assert!(
            sentence.contains(&format!("{name} phải có dạng")),
            "{sentence}"
        );
        assert!(sentence.contains(bad), "{sentence}");
    }
    assert!(!home.path().join("a.db").exists());
}
