//! The command line, by the real binary.
#![allow(clippy::unwrap_used)]

use std::{
    ffi::OsStr,
    io::{Read, Write},
    os::unix::{ffi::OsStrExt, fs::PermissionsExt},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

use sha2::{Digest, Sha256};
use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;
use tiendo::{
    db::{
        Db,
        audit::{self, hex},
    },
    ledger::EvidenceFileRow,
};

/// Runs `tiendo` in an empty folder with a database of its own.
fn tiendo(home: &Path, database: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(arguments)
        .current_dir(home)
        .env_clear()
        .env("DATABASE_URL", format!("sqlite://{database}"))
        .env("TIENDO_ADDR", "127.0.0.1:9")
        .output()
        .unwrap()
}

/// The files of a site by name, empty: nothing here is looked at.
fn site(home: &Path) -> PathBuf {
    let site = home.join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    for name in [
        "pkg/tiendo.css",
        "pkg/tiendo.js",
        "pkg/tiendo_bg.wasm",
        "favicon.svg",
        "robots.txt",
    ] {
        std::fs::write(site.join(name), "").unwrap();
    }
    site
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_campaign_is_imported_once_backed_up_and_restored() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let input = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/campaigns/tphcm");
    // A look makes nothing but the list it is asked for, nor does an answer nobody gives.
    let look = ["import", "--dry-run", "--changes", "all.csv", input];
    assert!(said(&tiendo(home, "a.db", &look)).contains("chưa ghi"));
    assert!(refused(&tiendo(home, "a.db", &["import", input])).contains("--yes"));
    let made: Vec<_> = std::fs::read_dir(home).unwrap().collect();
    assert_eq!(made.len(), 1, "{made:?}");
    let all = std::fs::read_to_string(home.join("all.csv")).unwrap();
    assert!(
        all.contains("units.csv,223,mới,"),
        "the last of them is in the list"
    );
    said(&tiendo(home, "a.db", &["migrate"]));
    assert!(refused(&tiendo(home, "a.db", &["figures"])).contains("chưa có chiến dịch"));
    said(&tiendo(home, "a.db", &["import", "--yes", input]));
    let figures = said(&tiendo(home, "a.db", &["figures"]));
    let look = said(&tiendo(home, "a.db", &["import", "--dry-run", input]));
    assert!(look.contains("222 giữ nguyên"), "{look}");
    let again = said(&tiendo(home, "a.db", &["import", input]));
    assert!(again.contains("Không có gì mới"), "{again}");
    assert_eq!(said(&tiendo(home, "a.db", &["figures"])), figures);

    said(&tiendo(home, "a.db", &["backup", "copy.db"]));
    assert!(refused(&tiendo(home, "a.db", &["backup", "copy.db"])).contains("đã có"));
    assert!(refused(&tiendo(home, "a.db", &["restore", "copy.db"])).contains("đang có"));
    said(&tiendo(home, "b.db", &["restore", "copy.db"]));
    assert_eq!(said(&tiendo(home, "b.db", &["figures"])), figures);
    assert!(said(&tiendo(home, "b.db", &["audit", "verify"])).contains("nguyên vẹn"));
    // A wrong folder or setting is told, and makes nothing.
    for command in [
        &["figures"] as &[&str],
        &["backup", "x.db"],
        &["audit", "verify"],
        &["user", "disable", "x"],
    ] {
        let sentence = refused(&tiendo(home, "elsewhere/a.db", command));
        assert!(sentence.contains("không có cơ sở dữ liệu"), "{sentence}");
        assert!(!home.join("elsewhere").exists());
    }
}

/// A folder with a campaign in `a.db`.
fn campaign() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let input = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/campaigns/tphcm");
    said(&tiendo(home.path(), "a.db", &["import", "--yes", input]));
    home
}

/// Runs SQL in a file, as somebody with a tool of SQLite would.
fn run_sql(file: &Path, sql: &'static str) {
    let work = async {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true);
        let mut conn = options.connect().await.unwrap();
        sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
        conn.close().await.unwrap();
    };
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(work);
}

/// Lines of a file's audit: `action subject source`.
fn lines(file: &Path) -> Vec<String> {
    let sql = "select action || ' ' || subject || ' ' || source from audit order by line";
    let work = async {
        let options = SqliteConnectOptions::new().filename(file);
        let mut conn = options.connect().await.unwrap();
        let lines = sqlx::query_scalar(sql).fetch_all(&mut conn).await;
        conn.close().await.unwrap();
        lines.unwrap()
    };
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(work)
}

/// The names of what is in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn mode(file: &Path) -> u32 {
    std::fs::metadata(file).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_backup_or_a_check_of_nothing_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    said(&tiendo(home, "a.db", &["migrate"]));
    assert_eq!(names(home), ["a.db"], "closed whole");
    run_sql(&home.join("other.db"), "create table letters (text text)");
    for database in ["a.db", "other.db"] {
        for command in [
            &["figures"] as &[&str],
            &["backup", "x.db"],
            &["audit", "verify"],
        ] {
            let sentence = refused(&tiendo(home, database, command));
            assert!(sentence.contains("chưa có chiến dịch"), "{sentence}");
        }
    }
    assert_eq!(names(home), ["a.db", "other.db"], "nothing is made");
}

/// What only reads a database leaves its form to `serve` and `migrate`.
#[test]
fn a_command_that_reads_brings_no_database_up_to_date() {
    let home = campaign();
    let home = home.path();
    let back =
        "delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)";
    run_sql(&home.join("a.db"), back);
    for command in [
        &["figures"] as &[&str],
        &["audit", "verify"],
        &["user", "disable", "an"],
    ] {
        let sentence = refused(&tiendo(home, "a.db", command));
        assert!(sentence.contains("tiendo migrate"), "{sentence}");
    }
    // What is to be changed is copied first.
    said(&tiendo(home, "a.db", &["backup", "before.db"]));
    assert!(refused(&tiendo(home, "before.db", &["figures"])).contains("tiendo migrate"));
}

/// The file alone is the whole database once a command has ended.
#[test]
fn commands_close_what_they_open() {
    let home = campaign();
    let home = home.path();
    let input = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/campaigns/tphcm");
    assert_eq!(names(home), ["a.db"]);
    for command in [
        &["migrate"] as &[&str],
        &["figures"],
        &["figures", "--as-of", "2199-01-01"],
        &["demo"],
        &["audit", "verify"],
        &["user", "disable", "nobody"],
        &["import", "--dry-run", input],
        &["import", input],
    ] {
        tiendo(home, "a.db", command);
        assert_eq!(names(home), ["a.db"], "{command:?}");
    }
    assert_eq!(
        mode(&home.join("a.db")),
        0o600,
        "drafts and hashes are in it"
    );
}

#[test]
fn a_backup_is_whole_and_its_owners_or_is_not_there() {
    let home = campaign();
    let home = home.path();
    let told = said(&tiendo(home, "a.db", &["backup", "copy.db"]));
    let (_, noted) = told.trim().split_once("Dòng nhật ký cuối: ").expect(&told);
    // What was printed then shows later that nothing up to it was changed.
    let noted = ["audit", "verify", "--noted", noted];
    assert!(said(&tiendo(home, "a.db", &noted)).contains("nguyên vẹn"));
    let other = ["audit", "verify", "--noted", "1:00000000"];
    let output = tiendo(home, "a.db", &other);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.starts_with("Dòng 1 không còn mang mã đã ghi giữ"),
        "{told}"
    );
    let other = ["audit", "verify", "--noted", "1"];
    assert!(refused(&tiendo(home, "a.db", &other)).contains("dạng 12:0f3a9c5e"));
    assert_eq!(mode(&home.join("copy.db")), 0o600);
    let sentence = refused(&tiendo(home, "a.db", &["backup", "nowhere/copy.db"]));
    assert!(sentence.contains("không có tệp hoặc thư mục"), "{sentence}");
    assert_eq!(names(home), ["a.db", "copy.db"]);
    // A page in the middle of the file is lost.
    damage(&home.join("a.db"));
    let sentence = refused(&tiendo(home, "a.db", &["backup", "broken.db"]));
    assert!(
        sentence.contains("hỏng") || sentence.contains("không nguyên vẹn"),
        "{sentence}"
    );
    let half = names(home)
        .into_iter()
        .find(|name| name.starts_with("broken"));
    assert_eq!(half, None, "no half file stays");
}

/// Overwrites every fourth page but the first ones.
/// Hands over a file at a campaign, as the server would; its hash.
fn hand_over(home: &Path, bytes: &[u8]) -> String {
    let hash = hex(&Sha256::digest(bytes));
    let folder = home.join("files").join(&hash[..2]);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(&hash), bytes).unwrap();
    let work = async {
        let db = Db::file(&home.join("a.db")).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let seq = tx.next_seq().await.unwrap();
        let row = EvidenceFileRow {
            id: hash.clone(),
            submission: "x".into(),
            hash: hash.clone(),
            size: bytes.len() as i64,
            kind: "pdf".into(),
            name: "a.pdf".into(),
            seq,
            ..Default::default()
        };
        EvidenceFileRow::append(&mut tx, &[row]).await.unwrap();
        let line = audit::Line {
            at: 0,
            person: None,
            source: "os:test",
            action: "milestone.submitted",
            subject: "x",
            detail: "",
        };
        audit::append(&mut tx, line).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    };
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(work);
    hash
}

#[test]
fn files_are_backed_up_brought_back_and_looked_through() {
    let home = campaign();
    let home = home.path();
    let hash = hand_over(home, b"%PDF-1.7 bien ban");
    let place = home.join("files").join(&hash[..2]).join(&hash);
    let verify = ["audit", "verify"];
    let told = said(&tiendo(home, "a.db", &verify));
    assert!(told.contains("1 tệp minh chứng đủ và nguyên vẹn"), "{told}");
    let told = said(&tiendo(home, "a.db", &["backup", "copy.db"]));
    assert!(told.contains("1 tệp minh chứng ở tiendo-files"), "{told}");
    assert_eq!(names(&home.join("tiendo-files")), [hash.as_str()]);
    assert_eq!(mode(&home.join("tiendo-files").join(&hash)), 0o600);
    // Another backup beside it has what is there already.
    said(&tiendo(home, "a.db", &["backup", "again.db"]));
    // Brought back into an empty place, beside the database.
    let other = tempfile::tempdir().unwrap();
    let other = other.path();
    for (file, into) in [("copy.db", "copy.db"), ("tiendo-files", "tiendo-files")] {
        let copied = Command::new("cp")
            .arg("-r")
            .args([home.join(file), other.join(into)])
            .status();
        assert!(copied.unwrap().success());
    }
    let told = said(&tiendo(other, "new/b.db", &["restore", "copy.db"]));
    assert!(told.contains("1 tệp minh chứng đủ và nguyên vẹn"), "{told}");
    said(&tiendo(other, "new/b.db", &verify));
    let brought = other.join("new/files").join(&hash[..2]).join(&hash);
    assert_eq!(std::fs::read(&brought).unwrap(), b"%PDF-1.7 bien ban");
    // The files alone, as beside PostgreSQL.
    std::fs::remove_file(&brought).unwrap();
    said(&tiendo(
        other,
        "new/b.db",
        &["restore", "--files", "copy.db"],
    ));
    said(&tiendo(other, "new/b.db", &verify));
    said(&tiendo(
        other,
        "new/b.db",
        &["backup", "--files", "new/x.dump"],
    ));
    assert_eq!(names(&other.join("new/tiendo-files")), [hash.as_str()]);
    // A copy that is another one is none.
    std::fs::write(other.join("tiendo-files").join(&hash), b"%PDF-1.7 bien bAn").unwrap();
    let sentence = refused(&tiendo(other, "c/c.db", &["restore", "copy.db"]));
    assert!(
        sentence.contains("thiếu hoặc hỏng 1 trong 1 tệp"),
        "{sentence}"
    );
    assert!(!other.join("c/c.db").exists());
    let all_the_same = ["restore", "--accept-missing-files", "copy.db"];
    let told = said(&tiendo(other, "c/c.db", &all_the_same));
    assert!(told.contains("thiếu hoặc hỏng 1 trong 1 tệp"), "{told}");
    let found = tiendo(other, "c/c.db", &verify);
    assert!(!found.status.success() && String::from_utf8_lossy(&found.stdout).contains(&hash));
    // Changed where it is kept, it is found; a backup that has no sound copy says so.
    std::fs::write(&place, b"%PDF-1.7 bien bXn").unwrap();
    let found = tiendo(home, "a.db", &verify);
    let told = String::from_utf8(found.stdout).unwrap();
    assert!(!found.status.success() && told.contains(&hash), "{told}");
    assert!(told.contains("không còn như lúc gửi"), "{told}");
    std::fs::remove_dir_all(home.join("tiendo-files")).unwrap();
    let sentence = refused(&tiendo(home, "a.db", &["backup", "third.db"]));
    assert!(sentence.contains("1 tệp không còn nguyên"), "{sentence}");
    assert!(home.join("third.db").exists());
    assert!(names(&home.join("tiendo-files")).is_empty());
}

fn damage(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    for page in bytes.chunks_mut(4096).skip(8).step_by(4) {
        page.fill(0xAA);
    }
    std::fs::write(file, bytes).unwrap();
}

/// Nothing is put in a database's place but a sound database of a campaign, and never
/// beside what a killed server left.
#[test]
fn what_is_not_a_sound_backup_is_not_restored() {
    let home = campaign();
    let home = home.path();
    said(&tiendo(home, "a.db", &["backup", "copy.db"]));
    for end in ["-wal", "-shm", "-journal"] {
        let left = home.join(format!("killed.db{end}"));
        std::fs::write(&left, "x").unwrap();
        let sentence = refused(&tiendo(home, "killed.db", &["restore", "copy.db"]));
        assert!(sentence.contains("đang có; dừng máy chủ"), "{sentence}");
        assert!(sentence.contains(&format!("killed.db{end}")), "{sentence}");
        std::fs::remove_file(left).unwrap();
    }

    let copy = |name: &str| {
        let file = home.join(name);
        std::fs::copy(home.join("copy.db"), &file).unwrap();
        file
    };
    std::fs::write(home.join("letter.txt"), "Kính gửi").unwrap();
    std::fs::write(home.join("long.txt"), "Kính gửi ".repeat(9)).unwrap();
    run_sql(&home.join("other.db"), "create table letters (text text)");
    damage(&copy("damaged.db"));
    let cut = std::fs::read(home.join("copy.db")).unwrap();
    std::fs::write(home.join("cut.db"), &cut[..cut.len() / 2]).unwrap();
    run_sql(
        &copy("newer.db"),
        "update _sqlx_migrations set version = 9999 where version = 1",
    );
    run_sql(
        &copy("changed.db"),
        "drop trigger audit_no_update; update audit set detail = 'khác'",
    );
    copy("used.db");
    std::fs::write(home.join("used.db-wal"), "x").unwrap();
    said(&tiendo(home, "empty.db", &["migrate"]));
    let before = names(home);
    for (file, says) in [
        ("khong-co.db", "không có tệp"),
        (
            "letter.txt",
            "không phải bản sao lưu của Tiến Độ; chọn tệp do tiendo backup",
        ),
        ("long.txt", "không phải bản sao lưu của Tiến Độ"),
        ("other.db", "không phải bản sao lưu của Tiến Độ"),
        ("empty.db", "không phải bản sao lưu của Tiến Độ"),
        ("damaged.db", "chọn một bản sao lưu khác"),
        ("cut.db", "chọn một bản sao lưu khác"),
        ("newer.db", "bản Tiến Độ mới hơn"),
        ("used.db", "đang dùng hoặc vừa bị ngắt"),
        ("changed.db", "bị sửa ở dòng 1"),
    ] {
        let sentence = refused(&tiendo(home, "b.db", &["restore", file]));
        assert!(sentence.contains(says), "{file}: {sentence}");
        assert_eq!(names(home), before, "{file}");
    }
    said(&tiendo(home, "c.db", &["restore", "copy.db"]));
    let lines = lines(&home.join("c.db"));
    for (line, (action, file)) in lines.iter().zip([
        ("import", "campaign"),
        ("backup", "copy.db"),
        ("restore", "copy.db"),
    ]) {
        let says = format!("{action} {file} os:");
        assert!(
            line.starts_with(&says) && line.len() > says.len(),
            "{lines:?}"
        );
    }
    assert_eq!(lines.len(), 3);
    let anyway = ["restore", "--accept-broken-audit", "changed.db"];
    let told = said(&tiendo(home, "b.db", &anyway));
    assert!(told.contains("bị sửa ở dòng 1"), "{told}");
    assert_eq!(mode(&home.join("b.db")), 0o600);
}

#[test]
fn a_demonstration_keeps_its_password_to_the_owner() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let first = said(&tiendo(home, "a.db", &["demo"]));
    let file = home.join("data/demo-password");
    let password = std::fs::read_to_string(&file).unwrap();
    assert!(first.contains(password.trim()), "{first}");
    assert_eq!(mode(&file), 0o600);
    // Filled once; a campaign that is real does not enter over it.
    assert!(said(&tiendo(home, "a.db", &["demo"])).contains("đã có số liệu"));
    let input = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/campaigns/tphcm");
    let import = tiendo(home, "a.db", &["import", "--yes", input]);
    assert!(!import.status.success(), "{import:?}");
    // A day to come has no figures.
    assert!(
        refused(&tiendo(home, "a.db", &["figures", "--as-of", "2199-01-01"])).contains("chưa đến")
    );
    // Nobody answers at this address.
    assert!(!tiendo(home, "a.db", &["healthcheck"]).status.success());
}

/// The demonstration has months behind it.
#[test]
fn forecasts_are_tried_against_what_came() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    said(&tiendo(home, "a.db", &["demo"]));
    let told = said(&tiendo(home, "a.db", &["backtest"]));
    for words in ["Toàn chiến dịch", "Cơ sở dữ liệu", "Chỉ tiêu", "tất cả: "] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let city = told.lines().filter(|line| line.contains(" → ")).count();
    assert!(city > 3, "{told}");
}

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
    process: std::process::Child,
    address: String,
    log: PathBuf,
}

impl Serving {
    fn start(home: &Path, database: &str) -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        drop(free);
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
            if std::net::TcpStream::connect(&server.address).is_ok() {
                return server;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{}", server.log());
    }

    fn get(&self, path: &str, headers: &str) -> String {
        let mut stream = std::net::TcpStream::connect(&self.address).unwrap();
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

/// The words of clap and of the system are English; nobody gets them.
#[test]
fn what_was_not_understood_is_said_in_vietnamese() {
    let home = tempfile::tempdir().unwrap();
    for (arguments, says) in [
        (
            &["servee"] as &[&str],
            "không có lệnh \"servee\", có phải serve?",
        ),
        (
            &["backup"],
            "thiếu <TỆP>; xem cách dùng: tiendo backup --help",
        ),
        (&["demo", "--scale", "0"], "cần một số từ 1 đến 50"),
    ] {
        let output = tiendo(home.path(), "a.db", arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let sentence = refused(&output);
        assert!(sentence.starts_with("tiendo: "), "{sentence}");
        assert!(sentence.contains(says), "{sentence}");
    }
    assert!(said(&tiendo(home.path(), "a.db", &["--help"])).contains("serve"));
    let site = site(home.path());
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut serve = Command::new(env!("CARGO_BIN_EXE_tiendo"));
    serve
        .args(["serve", "--site"])
        .arg(&site)
        .current_dir(home.path())
        .env_clear()
        .env("DATABASE_URL", "sqlite://a.db")
        .env("TIENDO_ADDR", taken.local_addr().unwrap().to_string());
    let sentence = refused(&serve.output().unwrap());
    assert!(sentence.contains("chương trình khác dùng"), "{sentence}");
    std::fs::write(home.path().join("file"), "").unwrap();
    for (database, arguments, says) in [
        (
            "a.db",
            &["import", "--dry-run", "khong-co"] as &[&str],
            "không có tệp hoặc thư mục này",
        ),
        ("a.db", &["man", "file/x"], "không phải thư mục"),
        ("file/x/a.db", &["migrate"], "không phải thư mục"),
        ("a.db", &["healthcheck"], ""),
    ] {
        let output = tiendo(home.path(), database, arguments);
        let told = [output.stdout.clone(), output.stderr.clone()].concat();
        let told = String::from_utf8(told).unwrap();
        assert!(!output.status.success() && told.contains(says), "{told}");
        assert!(!told.contains("os error"), "{told}");
    }
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

/// A pseudo terminal of `script`: what is typed comes when it is asked for.
fn at_a_terminal(home: &Path, command: &str, typed: &[&str]) -> String {
    let line = format!("{} {command}", env!("CARGO_BIN_EXE_tiendo"));
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .current_dir(home)
        .env("DATABASE_URL", "sqlite://a.db")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut keys, mut screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut told = String::new();
    let mut piece = [0; 512];
    let mut typed = typed.iter();
    while let Ok(n @ 1..) = screen.read(&mut piece) {
        told.push_str(&String::from_utf8_lossy(&piece[..n]));
        if told.trim_end().ends_with(':')
            && let Some(line) = typed.next()
        {
            // The terminal hides what is typed from just after the question.
            std::thread::sleep(Duration::from_millis(300));
            writeln!(keys, "{line}").unwrap();
        }
    }
    child.wait().unwrap();
    told
}

#[test]
fn a_password_is_typed_twice_unseen_or_read_from_the_input() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let input = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/campaigns/tphcm");
    said(&tiendo(home, "a.db", &["import", "--yes", input]));
    let first = "mot-mat-khau-dai";
    let told = at_a_terminal(
        home,
        "user add an --role committee --name An",
        &[first, "mot-mat-khau-khac", first, first],
    );
    assert!(told.contains("Hai lần gõ không giống nhau."), "{told}");
    assert!(told.contains("Đã thêm tài khoản an."), "{told}");
    assert!(!told.contains("mot-mat-khau"), "it is not seen: {told}");
    let never = [first, "a", first, "b", first, "c"];
    let told = at_a_terminal(home, "user password an", &never);
    assert!(told.contains("chưa đổi gì"), "{told}");

    // A script writes it into the input, once.
    let from_input = |password| with_input(home, &["user", "password", "an"], password);
    assert!(said(&from_input("mat-khau-cua-script\n")).contains("Đã đặt mật khẩu mới"));
    assert!(said(&from_input("mat-khau-cua-script")).contains("Đã đặt mật khẩu mới"));
    refused(&from_input(""));
}

/// Runs a command that reads its input.
fn with_input(home: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(arguments)
        .current_dir(home)
        .env_clear()
        .env("DATABASE_URL", "sqlite://a.db")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keys = child.stdin.take().unwrap();
    // A command that refuses may be gone already.
    let _ = keys.write_all(input.as_bytes());
    drop(keys);
    child.wait_with_output().unwrap()
}

#[test]
fn a_password_that_is_guessed_first_is_not_set() {
    let home = campaign();
    let add = [
        "user",
        "add",
        "van.phong",
        "--role",
        "committee",
        "--name",
        "A",
    ];
    let add = |password: &str| with_input(home.path(), &add, password);
    let longest = "cá mè ổn".repeat(16);
    for (password, why) in [
        ("bay chu", "ít nhất 8 ký tự"),
        (format!("{longest}!").as_str(), "tối đa 128 ký tự"),
        ("aaaaaaaaaaaa", "chỉ lặp lại"),
        ("password1", "hay dùng nhất"),
        ("Tiendo-2026", "từ ai dò cũng thử trước"),
        ("van.phong.1", "từ ai dò cũng thử trước"),
        ("So Y te 2026", "từ ai dò cũng thử trước"),
        ("vnpt@12345", "từ ai dò cũng thử trước"),
    ] {
        let says = refused(&add(password));
        assert!(says.contains(why), "{password}: {says}");
        assert!(!says.contains(password), "it is not shown: {says}");
    }
    said(&add(&longest));
    let change = ["user", "password", "VAN.PHONG"];
    refused(&with_input(home.path(), &change, "van.phong.2"));
    said(&with_input(home.path(), &change, "tám chữ nhé"));
}

/// Small letters on the way in, whatever command; and no name that hides or misleads.
#[test]
fn an_account_has_one_plain_name() {
    let home = campaign();
    let home = home.path();
    let add = |username: &str, name: &str| {
        let add = [
            "user",
            "add",
            username,
            "--role",
            "administrator",
            "--name",
            name,
        ];
        with_input(home, &add, "một mật khẩu để thử")
    };
    for bad in ["", "a", "a\nb", "a b", "an\u{202E}ab", "đức", "an@syt"] {
        let says = refused(&add(bad, "An"));
        assert!(
            says.contains("tên đăng nhập gồm 2 đến 64 ký tự"),
            "{bad:?}: {says}"
        );
    }
    assert!(said(&add(" Quan.Tri ", "An")).contains("Đã thêm tài khoản quan.tri."));
    assert!(refused(&add("QUAN.TRI", "An")).contains("đã có người dùng"));
    let user = |what, name| tiendo(home, "a.db", &["user", what, name]);
    let says = refused(&user("disable", "QUAN.TRI"));
    assert!(says.contains("quản trị viên duy nhất"), "{says}");
    said(&add("quan.tri.2", "Bình"));
    assert!(said(&user("disable", "QUAN.TRI")).contains("Đã khóa tài khoản quan.tri"));
    assert!(refused(&user("disable", "quan.tri.2")).contains("quản trị viên duy nhất"));
    assert!(said(&user("enable", "Quan.Tri")).contains("Đã mở khóa tài khoản quan.tri"));
    assert!(said(&user("disable", "quan.tri.2")).contains("Đã khóa"));
}

/// aiosmtpd with a mailbox, at a port of this machine, until it is dropped.
struct MailServer {
    child: std::process::Child,
    port: u16,
}

impl MailServer {
    fn start(mailbox: &Path) -> Self {
        let port = free_port();
        let mut child = Command::new("/usr/bin/python3")
            .args(["-m", "aiosmtpd", "-n", "-l", &format!("127.0.0.1:{port}")])
            .args(["-c", "aiosmtpd.handlers.Mailbox"])
            .arg(mailbox)
            .spawn()
            .unwrap();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            let told = "these tests need aiosmtpd. On Debian: apt-get install python3-aiosmtpd";
            assert!(child.try_wait().unwrap().is_none(), "{told}");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { child, port }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// A folder with a campaign in which something is late, and today is worked whatever day it is.
fn late_campaign() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("campaign");
    std::fs::create_dir(&folder).unwrap();
    let input = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/campaigns/tphcm");
    for file in std::fs::read_dir(input).unwrap().map(Result::unwrap) {
        if file.file_type().unwrap().is_file() {
            std::fs::copy(file.path(), folder.join(file.file_name())).unwrap();
        }
    }
    let today = Command::new("date")
        .env("TZ", "Asia/Ho_Chi_Minh")
        .arg("+%F")
        .output();
    let today = String::from_utf8(today.unwrap().stdout).unwrap();
    let calendar = format!("date,kind,name\n{},working,Ngày thử\n", today.trim());
    std::fs::write(folder.join("calendar.csv"), calendar).unwrap();
    let milestones = "unit,workstream,kind,title,product,deadline\n\
                      SYT,QG09,product,Sản phẩm thử,Biên bản thử,2026-02-28\n";
    std::fs::write(folder.join("milestones.csv"), milestones).unwrap();
    said(&tiendo(
        home.path(),
        "a.db",
        &["import", "--yes", "campaign"],
    ));
    home
}

#[test]
fn the_mail_of_the_morning_goes_once_to_who_has_something_to_do() {
    let home = late_campaign();
    let home = home.path();
    let add = [
        "user", "add", "head.syt", "--role", "head", "--name", "A", "--unit", "SYT",
    ];
    let add = |email: &str| {
        with_input(
            home,
            &[&add[..], &["--email", email]].concat(),
            "một mật khẩu để thử",
        )
    };
    assert!(refused(&add("an@syt")).contains("địa chỉ thư không đọc được"));
    said(&add("an@syt.example"));
    let mail = |arguments: &[&str], settings: &[(&str, &str)]| {
        Command::new(env!("CARGO_BIN_EXE_tiendo"))
            .arg("mail")
            .args(arguments)
            .current_dir(home)
            .env_clear()
            .env("DATABASE_URL", "sqlite://a.db")
            .envs(settings.iter().copied())
            .output()
            .unwrap()
    };
    assert!(said(&mail(&[], &[])).contains("Chưa đặt TIENDO_SMTP"));
    let look = said(&mail(&["--dry-run"], &[]));
    assert!(look.starts_with("head.syt: Tiến Độ: 1 trễ hạn\n"), "{look}");
    assert!(look.contains("Xem trước 1 thư"), "{look}");

    // Settings that cannot be used are named, never with their password.
    let from = ("TIENDO_MAIL_FROM", "tiendo@vpub.example");
    for (settings, says) in [
        (
            vec![("TIENDO_SMTP", "smtp://127.0.0.1")],
            "TIENDO_MAIL_FROM phải là",
        ),
        (
            vec![("TIENDO_SMTP", "mail.example:xin-chao"), from],
            "TIENDO_SMTP phải có dạng",
        ),
        (
            vec![("TIENDO_SMTP", "smtp://an:xin-chao@mail.example"), from],
            "không buộc mã hóa",
        ),
    ] {
        let told = refused(&mail(&[], &settings));
        assert!(told.contains(says) && !told.contains("xin-chao"), "{told}");
    }
    let nobody = format!("smtp://127.0.0.1:{}", free_port());
    let away = mail(&[], &[("TIENDO_SMTP", nobody.as_str()), from]);
    let told = refused(&away);
    assert!(
        told.contains("máy chủ thư không dùng được: không có chương trình nào nghe"),
        "{told}"
    );
    let told = String::from_utf8(away.stdout).unwrap();
    assert_eq!(told, "Đã gửi 0 thư, không gửi được 1.\n");

    let server = MailServer::start(&home.join("mail"));
    let url = format!("smtp://127.0.0.1:{}", server.port);
    let settings = [("TIENDO_SMTP", url.as_str()), from];
    assert_eq!(
        said(&mail(&[], &settings)),
        "Đã gửi 1 thư, không gửi được 0.\n"
    );
    let again = said(&mail(&[], &settings));
    assert_eq!(
        again,
        "Đã gửi 0 thư, không gửi được 0, 1 thư đã gửi trước đó.\n"
    );
    let mails = names(&home.join("mail/new"));
    assert_eq!(mails.len(), 1, "{mails:?}");
    let text = std::fs::read_to_string(home.join("mail/new").join(&mails[0])).unwrap();
    assert!(text.contains("To: an@syt.example"), "{text}");

    assert!(
        said(&tiendo(home, "a.db", &["user", "email", "HEAD.SYT", ""])).contains("Đã bỏ địa chỉ")
    );
    let gone = said(&mail(&["--dry-run"], &[]));
    assert!(gone.starts_with("Xem trước 0 thư"), "{gone}");
    let wrong = refused(&tiendo(
        home,
        "a.db",
        &["user", "email", "head.syt", "an, binh"],
    ));
    assert!(wrong.contains("địa chỉ thư không đọc được"), "{wrong}");
    assert!(
        refused(&tiendo(
            home,
            "a.db",
            &["user", "email", "ai-do", "a@b.example"]
        ))
        .contains("không có tài khoản")
    );
    let set = said(&tiendo(
        home,
        "a.db",
        &["user", "email", "head.syt", "moi@syt.example"],
    ));
    assert_eq!(set, "Đã đặt địa chỉ thư của head.syt.\n");
    let audit = lines(&home.join("a.db")).join("\n");
    assert!(
        audit.contains("person.mail head.syt") && audit.contains("mail "),
        "{audit}"
    );
    assert!(!audit.contains('@'), "{audit}");
}

#[test]
fn rule_12_the_command_line_keeps_no_mark_of_secrecy() {
    let home = campaign();
    let home = home.path();
    for (username, name) in [("an", "MẬT"), ("an", "Tổ TUYỆT MẬT"), ("toi-mat", "An")] {
        let add = [
            "user",
            "add",
            username,
            "--role",
            "committee",
            "--name",
            name,
        ];
        let says = refused(&with_input(home, &add, "một mật khẩu để thử"));
        assert!(says.contains("dấu hiệu tài liệu mật"), "{says}");
        assert!(!says.contains(name) && !says.contains(username), "{says}");
    }
    for file in ["TỐI MẬT.db", "toi-mat/a.db"] {
        let says = refused(&tiendo(home, "a.db", &["backup", file]));
        assert!(says.contains("dấu hiệu tài liệu mật"), "{says}");
    }
    said(&tiendo(home, "a.db", &["backup", "sao-luu.db"]));
    let says = refused(&tiendo(home, "b.db", &["restore", "TỐI MẬT.db"]));
    assert!(says.contains("dấu hiệu tài liệu mật"), "{says}");
    let kept = lines(&home.join("a.db")).join("\n");
    assert!(!kept.to_uppercase().contains("MẬT"), "{kept}");
}
