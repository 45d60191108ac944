//! Accounts and their passwords.
use std::{
    io::{Read, Write},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use crate::support::{INPUT, campaign, refused, said, tiendo, with_input};

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
    said(&tiendo(home, "a.db", &["import", "--yes", INPUT]));
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
    // For rescue: who there is, and no second factor where there is none.
    let list = said(&tiendo(home, "a.db", &["user", "list"]));
    assert!(
        list.contains("quan.tri | administrator |  |  |  | An"),
        "{list}"
    );
    assert!(
        list.contains("quan.tri.2 | administrator |  |  | bị khóa | Bình"),
        "{list}"
    );
    assert!(said(&user("factor-off", "QUAN.TRI")).contains("không có bước hai"));
    assert!(refused(&user("factor-off", "khong.co")).contains("không có tài khoản"));
}
