//! A campaign goes from one engine to the other.
use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use sqlx::{Connection, PgConnection};

use crate::{
    postgres::database,
    support::{campaign, lines, mode, names, refused, run_sql, said, tiendo, tiendo_at},
};

/// What follows on a word of a text, up to a space or the end of the line.
fn after<'a>(text: &'a str, word: &str) -> &'a str {
    let (_, rest) = text.split_once(word).expect(text);
    rest.split(['\n', ' ']).next().unwrap()
}

#[test]
fn a_demonstration_moves_to_postgres_and_back_with_every_figure_and_hash() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    said(&tiendo(home, "a.db", &["demo"]));
    let server = database();
    let told = said(&tiendo(home, "a.db", &["move", "--to", &server]));
    assert!(told.contains("cơ sở dữ liệu cũ chỉ còn đọc"), "{told}");
    assert!(told.contains("giống nhau ở hai nơi"), "{told}");
    let rows: i64 = after(&told, "  milestone_events: ").parse().unwrap();
    assert!(rows > 1_000, "{told}");
    let noted = after(&told, "Dòng nhật ký cuối: ").to_owned();
    let figures = said(&tiendo(home, "a.db", &["figures"]));
    assert_eq!(said(&tiendo_at(home, &server, &["figures"])), figures);
    let verify = ["audit", "verify", "--noted", &noted];
    assert!(said(&tiendo_at(home, &server, &verify)).contains(&noted));

    // The old one only reads, and says where to go on.
    for command in [
        &["user", "disable", "nobody"] as &[&str],
        &["backup", "x.db"],
        &["move", "--to", "sqlite://c.db"],
    ] {
        let sentence = refused(&tiendo(home, "a.db", command));
        assert!(sentence.contains("tiendo move --undo"), "{sentence}");
    }

    let told = said(&tiendo_at(
        home,
        &server,
        &["move", "--to", "sqlite://new/b.db"],
    ));
    assert_eq!(said(&tiendo(home, "new/b.db", &["figures"])), figures);
    assert_eq!(mode(&home.join("new/b.db")), 0o600);
    assert_eq!(names(&home.join("new")), ["b.db"]);
    let noted = after(&told, "Dòng nhật ký cuối: ");
    said(&tiendo(
        home,
        "new/b.db",
        &["audit", "verify", "--noted", noted],
    ));
    let (old, new) = (lines(&home.join("a.db")), lines(&home.join("new/b.db")));
    assert_eq!(old, new[..old.len()]);
    assert!(
        new.last().unwrap().starts_with("move new/b.db os:"),
        "{new:?}"
    );
    assert!(
        old.last()
            .unwrap()
            .starts_with("move postgres://127.0.0.1:"),
        "{old:?}"
    );
    // It is written to, and nowhere is anything written over.
    said(&tiendo(home, "new/b.db", &["backup", "copy.db"]));
    for (to, says) in [
        (server.as_str(), "không trống: đã có bảng account_terms"),
        ("sqlite://a.db", "a.db đang có"),
        ("mysql://x", "--to phải bắt đầu bằng"),
        ("postgres://127.0.0.1:9/x", "nơi nhận: "),
    ] {
        let sentence = refused(&tiendo(home, "new/b.db", &["move", "--to", to]));
        assert!(sentence.contains(says), "{sentence}");
    }
    said(&tiendo(home, "new/b.db", &["backup", "again.db"]));
}

#[test]
fn a_move_that_fails_or_is_given_up_leaves_the_old_database_as_it_was() {
    let home = campaign();
    let home = home.path();
    let figures = said(&tiendo(home, "a.db", &["figures"]));
    // No text of PostgreSQL holds it.
    let odd = "insert into visits (person, before_at, last_at) values ('an' || char(0), 1, 1)";
    run_sql(&home.join("a.db"), odd);
    let server = database();
    let sentence = refused(&tiendo(home, "a.db", &["move", "--to", &server]));
    assert!(sentence.contains("chưa chuyển"), "{sentence}");
    assert!(sentence.contains("lại ghi được như trước"), "{sentence}");
    said(&tiendo(home, "a.db", &["backup", "one.db"]));
    run_sql(&home.join("a.db"), "delete from visits");

    // Nothing of it stayed there.
    said(&tiendo(home, "a.db", &["move", "--to", &server]));
    assert!(refused(&tiendo(home, "a.db", &["backup", "x.db"])).contains("chỉ còn đọc"));
    let told = said(&tiendo(home, "a.db", &["move", "--undo"]));
    assert!(told.contains("lại ghi được"), "{told}");
    assert!(refused(&tiendo(home, "a.db", &["move", "--undo"])).contains("không có gì để thôi"));
    said(&tiendo(home, "a.db", &["backup", "two.db"]));
    assert_eq!(said(&tiendo(home, "a.db", &["figures"])), figures);
    said(&tiendo(home, "a.db", &["audit", "verify"]));
    let lines = lines(&home.join("a.db"));
    let done: Vec<&str> = lines
        .iter()
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    let did = [
        "import",
        "move",
        "move.undone",
        "backup",
        "move",
        "move.undone",
        "backup",
    ];
    assert_eq!(done, did);
}

/// Ctrl-C while it copies.
#[test]
fn a_move_that_is_interrupted_is_taken_back() {
    let home = campaign();
    let home = home.path();
    let server = database();
    said(&tiendo_at(home, &server, &["migrate"]));
    // Whoever holds this table holds the copy up.
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().unwrap();
    let mut other = runtime.block_on(PgConnection::connect(&server)).unwrap();
    let hold = "begin; lock table heartbeat in exclusive mode";
    let held = sqlx::raw_sql(hold).execute(&mut other);
    runtime.block_on(held).unwrap();
    let mut moving = Command::new(env!("CARGO_BIN_EXE_tiendo"))
        .args(["move", "--to", &server])
        .current_dir(home)
        .env_clear()
        .env("DATABASE_URL", "sqlite://a.db")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut began = String::new();
    let told = moving.stdout.as_mut().unwrap();
    BufReader::new(told).read_line(&mut began).unwrap();
    assert!(began.contains("chỉ còn đọc"), "{began}");
    assert!(refused(&tiendo(home, "a.db", &["backup", "x.db"])).contains("chỉ còn đọc"));
    let id = moving.id().to_string();
    let stopped = Command::new("kill").args(["-INT", &id]).status();
    assert!(stopped.unwrap().success());
    let sentence = refused(&moving.wait_with_output().unwrap());
    assert!(sentence.contains("bị dừng giữa chừng"), "{sentence}");
    assert!(sentence.contains("lại ghi được như trước"), "{sentence}");
    said(&tiendo(home, "a.db", &["backup", "x.db"]));
}
