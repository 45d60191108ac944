//! Folders, databases and what the program says.
use std::{
    io::Write,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

/// The published campaign.
pub const INPUT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/campaigns/tphcm");

/// Runs `tiendo` in an empty folder with a database of its own.
pub fn tiendo(home: &Path, database: &str, arguments: &[&str]) -> Output {
    tiendo_at(home, &format!("sqlite://{database}"), arguments)
}

/// The same with a database on either engine.
pub fn tiendo_at(home: &Path, database: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(arguments)
        .current_dir(home)
        .env_clear()
        .env("DATABASE_URL", database)
        .env("TIENDO_ADDR", "127.0.0.1:9")
        .output()
        .unwrap()
}

/// The files of a site by name, empty: nothing here is looked at.
pub fn site(home: &Path) -> PathBuf {
    let site = home.join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    for name in [
        "pkg/tiendo.css",
        "pkg/tiendo.js",
        "pkg/work.css",
        "pkg/paper.css",
        "pkg/wall.css",
        "pkg/tiendo_bg.wasm",
        "favicon.svg",
        "robots.txt",
    ] {
        std::fs::write(site.join(name), "").unwrap();
    }
    site
}

pub fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with a campaign in `a.db`.
pub fn campaign() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    said(&tiendo(home.path(), "a.db", &["import", "--yes", INPUT]));
    home
}

/// Runs SQL in a file, as somebody with a tool of SQLite would.
pub fn run_sql(file: &Path, sql: &'static str) {
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
pub fn lines(file: &Path) -> Vec<String> {
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
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

pub fn mode(file: &Path) -> u32 {
    std::fs::metadata(file).unwrap().permissions().mode() & 0o777
}

/// Runs a command that reads its input.
pub fn with_input(home: &Path, arguments: &[&str], input: &str) -> Output {
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

pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
