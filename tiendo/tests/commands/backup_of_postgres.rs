//! Backups of PostgreSQL.
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use tiendo::{
    clock::Clock,
    db::{Db, audit},
    ledger::PartnerRow,
};

use crate::{
    backup::hand_over,
    postgres::database,
    support::{INPUT, mode, names, refused, run_sql, said, tiendo, tiendo_at},
};

/// Writes facts with their lines of the audit until it is told to end; how many.
fn writing(url: &str, until: &Arc<AtomicBool>) -> std::thread::JoinHandle<i64> {
    let (url, until) = (url.to_owned(), until.clone());
    let work = async move {
        let db = Db::existing(&url).await.unwrap();
        let mut written = 0;
        while !until.load(Relaxed) {
            let mut tx = db.begin().await.unwrap();
            let seq = tx.next_seq().await.unwrap();
            let row = PartnerRow {
                code: format!("CTY-{written}"),
                seq,
                recorded_at: Clock::system().now(),
                ..Default::default()
            };
            PartnerRow::append(&mut tx, &[row]).await.unwrap();
            let line = audit::Line {
                at: 0,
                person: None,
                source: "os:test",
                action: "import",
                subject: "campaign",
                detail: "",
            };
            audit::append(&mut tx, line).await.unwrap();
            tx.commit().await.unwrap();
            written += 1;
        }
        db.close().await;
        written
    };
    std::thread::spawn(move || {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        runtime.enable_all().build().unwrap().block_on(work)
    })
}

#[test]
fn a_backup_of_postgres_is_whole_while_people_write_and_restores_into_both() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let server = database();
    assert!(refused(&tiendo_at(home, &server, &["backup", "x.db"])).contains("chưa có chiến dịch"));
    said(&tiendo_at(home, &server, &["import", "--yes", INPUT]));
    let hash = hand_over(&server, &home.join("data/files"), b"%PDF-1.7 bien ban");
    let end = Arc::new(AtomicBool::new(false));
    let writer = writing(&server, &end);
    for file in ["one.db", "two.db"] {
        let told = said(&tiendo_at(home, &server, &["backup", file]));
        assert!(told.contains("Dòng nhật ký cuối: "), "{told}");
        assert!(told.contains("1 tệp minh chứng ở tiendo-files"), "{told}");
        assert_eq!(mode(&home.join(file)), 0o600);
    }
    end.store(true, Relaxed);
    assert!(writer.join().unwrap() > 10);
    assert!(refused(&tiendo_at(home, &server, &["backup", "one.db"])).contains("đã có"));
    assert_eq!(names(home), ["data", "one.db", "tiendo-files", "two.db"]);
    assert_eq!(names(&home.join("tiendo-files")), [hash.as_str()]);
    std::fs::remove_dir_all(home.join("data")).unwrap();

    let other = database();
    for file in ["one.db", "two.db"] {
        let database = format!("sqlite://from-{file}");
        let told = said(&tiendo_at(home, &database, &["restore", file]));
        assert!(told.contains("nhật ký nguyên vẹn"), "{told}");
        said(&tiendo_at(home, &database, &["audit", "verify"]));
    }
    let told = said(&tiendo_at(home, &other, &["restore", "two.db"]));
    assert!(told.contains("nhật ký nguyên vẹn"), "{told}");
    assert!(told.contains("1 tệp minh chứng đủ và nguyên vẹn"), "{told}");
    said(&tiendo_at(home, &other, &["audit", "verify"]));
    let figures = said(&tiendo_at(home, &other, &["figures"]));
    assert_eq!(said(&tiendo(home, "from-two.db", &["figures"])), figures);
    // Never over anything, and nothing that is no sound backup.
    let sentence = refused(&tiendo_at(home, &server, &["restore", "two.db"]));
    assert!(sentence.contains("không trống"), "{sentence}");
    let empty = database();
    run_sql(
        &home.join("two.db"),
        "drop trigger audit_no_update; update audit set detail = 'khác' where line = 2",
    );
    let sentence = refused(&tiendo_at(home, &empty, &["restore", "two.db"]));
    assert!(sentence.contains("bị sửa ở dòng 2"), "{sentence}");
    let sentence = refused(&tiendo_at(home, &empty, &["figures"]));
    assert!(sentence.contains("chưa có chiến dịch"), "{sentence}");
    let anyway = ["restore", "--accept-broken-audit", "two.db"];
    let told = said(&tiendo_at(home, &empty, &anyway));
    assert!(told.contains("bị sửa ở dòng 2"), "{told}");
}
