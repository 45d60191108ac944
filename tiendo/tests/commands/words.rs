//! What is understood, and what is not taken.
use std::process::Command;

use crate::support::{campaign, lines, refused, said, site, tiendo, with_input};

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
    for to in ["sqlite://TỐI MẬT.db", "postgres://127.0.0.1:9/toi-mat"] {
        let says = refused(&tiendo(home, "a.db", &["move", "--to", to]));
        assert!(says.contains("dấu hiệu tài liệu mật"), "{says}");
    }
    said(&tiendo(home, "a.db", &["backup", "sao-luu.db"]));
    let says = refused(&tiendo(home, "b.db", &["restore", "TỐI MẬT.db"]));
    assert!(says.contains("dấu hiệu tài liệu mật"), "{says}");
    let kept = lines(&home.join("a.db")).join("\n");
    assert!(!kept.to_uppercase().contains("MẬT"), "{kept}");
}
