//! Import, backup, restore and the check of both.
use std::{path::Path, process::Command};

use sha2::{Digest, Sha256};
use tiendo::{
    db::{
        Db,
        audit::{self, hex},
    },
    ledger::EvidenceFileRow,
};

use crate::support::{INPUT, campaign, lines, mode, names, refused, run_sql, said, site, tiendo};

#[test]
fn a_campaign_is_imported_once_backed_up_and_restored() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    // A look makes nothing but the list it is asked for, nor does an answer nobody gives.
    let look = ["import", "--dry-run", "--changes", "all.csv", INPUT];
    assert!(said(&tiendo(home, "a.db", &look)).contains("chưa ghi"));
    assert!(refused(&tiendo(home, "a.db", &["import", INPUT])).contains("--yes"));
    let made: Vec<_> = std::fs::read_dir(home).unwrap().collect();
    assert_eq!(made.len(), 1, "{made:?}");
    let all = std::fs::read_to_string(home.join("all.csv")).unwrap();
    assert!(
        all.contains("units.csv,223,mới,"),
        "the last of them is in the list"
    );
    said(&tiendo(home, "a.db", &["migrate"]));
    assert!(refused(&tiendo(home, "a.db", &["figures"])).contains("chưa có chiến dịch"));
    said(&tiendo(home, "a.db", &["import", "--yes", INPUT]));
    let figures = said(&tiendo(home, "a.db", &["figures"]));
    let look = said(&tiendo(home, "a.db", &["import", "--dry-run", INPUT]));
    assert!(look.contains("222 giữ nguyên"), "{look}");
    let again = said(&tiendo(home, "a.db", &["import", INPUT]));
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

/// What a newer program has made its own is left to it: nothing is written, nothing made of it.
#[test]
fn no_command_writes_to_a_newer_database() {
    let home = campaign();
    let home = home.path();
    let folder = tempfile::tempdir().unwrap();
    let folder = site(folder.path());
    let serve = ["serve", "--site", folder.to_str().unwrap()];
    let newer = "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
                 values (9999, 'later', true, x'', 0)";
    run_sql(&home.join("a.db"), newer);
    let before = lines(&home.join("a.db"));
    for command in [
        &["migrate"] as &[&str],
        &serve,
        &["demo"],
        &["import", "--yes", INPUT],
        &["user", "disable", "an"],
        &["mail"],
        &["move", "--to", "sqlite://new.db"],
        &["move", "--undo"],
        &["backup", "x.db"],
    ] {
        let sentence = refused(&tiendo(home, "a.db", command));
        assert!(
            sentence.contains("bản Tiến Độ mới hơn"),
            "{command:?}: {sentence}"
        );
    }
    assert_eq!(lines(&home.join("a.db")), before);
    assert_eq!(names(home), ["a.db"], "nothing is made");
}

/// The file alone is the whole database once a command has ended.
#[test]
fn commands_close_what_they_open() {
    let home = campaign();
    let home = home.path();
    assert_eq!(names(home), ["a.db"]);
    for command in [
        &["migrate"] as &[&str],
        &["figures"],
        &["figures", "--as-of", "2199-01-01"],
        &["demo"],
        &["audit", "verify"],
        &["user", "disable", "nobody"],
        &["import", "--dry-run", INPUT],
        &["import", INPUT],
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

/// Hands over a file at a campaign, as the server would; its hash.
pub fn hand_over(database: &str, files: &Path, bytes: &[u8]) -> String {
    let hash = hex(&Sha256::digest(bytes));
    let folder = files.join(&hash[..2]);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(&hash), bytes).unwrap();
    let work = async {
        let db = Db::existing(database).await.unwrap();
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
    let database = format!("sqlite://{}", home.join("a.db").display());
    let hash = hand_over(&database, &home.join("files"), b"%PDF-1.7 bien ban");
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

/// Overwrites every fourth page but the first ones.
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
