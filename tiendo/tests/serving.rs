//! The server as a process: its log, its signals, and what a disk or another program does to it.
#![allow(clippy::unwrap_used)]

use std::{
    fs::File,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// `tiendo` on a database of a folder's own.
fn tiendo(home: &Path, port: u16) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiendo"));
    command
        .current_dir(home)
        .env_clear()
        .env("DATABASE_URL", "sqlite://a.db")
        .env("TIENDO_ADDR", format!("127.0.0.1:{port}"))
        .env("RUST_LOG", "info,tower_http=debug")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command
}

/// A server that is killed when a test ends.
struct Server {
    process: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Starts on a campaign, with its log in a file, and waits until it answers.
    fn start(home: &Path, log: File) -> Self {
        let input = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/campaigns/tphcm");
        let import = ["import", "--yes", input];
        let done = tiendo(home, 9).args(import).stderr(Stdio::null()).status();
        assert!(done.unwrap().success());
        let port = TcpListener::bind(("127.0.0.1", 0))
            .and_then(|listener| listener.local_addr())
            .unwrap()
            .port();
        std::fs::create_dir_all(home.join("site/pkg")).unwrap();
        for name in [
            "tiendo.css",
            "work.css",
            "paper.css",
            "wall.css",
            "tiendo.js",
            "tiendo_bg.wasm",
        ] {
            std::fs::write(home.join("site/pkg").join(name), "").unwrap();
        }
        for name in ["favicon.svg", "robots.txt"] {
            std::fs::write(home.join("site").join(name), "").unwrap();
        }
        let serve = ["serve", "--site", "site"];
        let process = tiendo(home, port).args(serve).stderr(log).spawn().unwrap();
        let server = Self { process, port };
        let begun = Instant::now();
        while server.get("/healthz").is_empty() {
            assert!(begun.elapsed() < Duration::from_secs(30), "no answer");
            sleep(Duration::from_millis(50));
        }
        server
    }

    fn begin(&self, words: &str) -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        stream.write_all(words.as_bytes())?;
        Ok(stream)
    }

    /// The answer, or nothing where there is none.
    fn get(&self, path: &str) -> String {
        let head = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        let mut answer = Vec::new();
        if let Ok(mut stream) = self.begin(&head) {
            let _ = stream.read_to_end(&mut answer);
        }
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn signal(&self, name: &str) {
        let process = self.process.id().to_string();
        let done = Command::new("kill").args(["-s", name, &process]).status();
        assert!(done.unwrap().success());
    }

    /// Whether it ended within a time.
    fn ends(&mut self, within: Duration) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < within {
            if self.process.try_wait().unwrap().is_some() {
                return true;
            }
            sleep(Duration::from_millis(20));
        }
        false
    }
}

/// What lists the last line of the audit elsewhere shows later that nothing was cut off.
#[test]
fn the_last_line_of_the_audit_stands_in_the_log() {
    let home = tempfile::tempdir().unwrap();
    let log = home.path().join("log");
    let mut server = Server::start(home.path(), File::create(&log).unwrap());
    let begun = Instant::now();
    let noted = loop {
        let log = std::fs::read_to_string(&log).unwrap();
        if let Some((_, rest)) = log.split_once("the last line of the audit last=") {
            break rest.lines().next().unwrap().to_owned();
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "{log}");
        sleep(Duration::from_millis(50));
    };
    let (line, hash) = noted.split_once(':').unwrap();
    assert_eq!((line, hash.len()), ("1", 64), "{noted}");
    server.signal("TERM");
    assert!(server.ends(Duration::from_secs(5)));
    let verify = ["audit", "verify", "--noted", &noted];
    let verified = tiendo(home.path(), 9).args(verify).status().unwrap();
    assert!(verified.success());
}

#[test]
fn a_log_that_cannot_be_written_ends_no_request() {
    let home = tempfile::tempdir().unwrap();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let server = Server::start(home.path(), full);
    for _ in 0..3 {
        let answer = server.get("/sign-in");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    let health = server.get("/healthz");
    assert!(health.starts_with("HTTP/1.1 200"), "{health}");
    assert!(health.contains("ok\nlog lines lost: "), "{health}");
}

#[test]
fn a_second_signal_ends_at_once() {
    let home = tempfile::tempdir().unwrap();
    let log = File::create(home.path().join("log")).unwrap();
    let mut server = Server::start(home.path(), log);
    // A form of our own, so that its end is waited for.
    let dripping = "POST /sign-in HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\n\
                    content-type: application/x-www-form-urlencoded\r\ncontent-length: 1000\r\n\r\n";
    let _dripping = server.begin(dripping).unwrap();
    sleep(Duration::from_millis(300));
    server.signal("TERM");
    assert!(
        !server.ends(Duration::from_secs(1)),
        "it waits for what is under way"
    );
    server.signal("TERM");
    assert!(
        server.ends(Duration::from_secs(2)),
        "nor does it wait for ever"
    );
}
