//! While a campaign moves to another database, and afterwards, the old one is only read: nobody
//! loses what they type.
use std::time::Duration;

use axum::http::{Method, StatusCode};
use tiendo::{
    db::{Db, DbError, audit, copy::copy, moved, visits},
    ledger,
};

use crate::{
    away::{REPORT, WORK, filled, not_written, send},
    support::{
        campaign::{self, line},
        site::{ORIGIN, PASSWORD, Site, request},
        store::{Store, on_both},
        users::{Account, Anonymous, User},
    },
};

on_both!(
    what_is_typed_while_a_campaign_moves_is_kept,
    people_go_on_in_the_new_database_from_the_page_they_have,
    a_move_waits_for_who_is_writing,
    nothing_is_written_once_a_move_has_begun,
    a_move_that_is_taken_back_lets_everybody_write,
);

const MEMBER: &str = "member.y-te";
const FACTS: &str = "select count(*) from milestone_events";

async fn what_is_typed_while_a_campaign_moves_is_kept(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let member = Account::named(&site, MEMBER).await;
    let opened = member.get(WORK).await;
    let before = site.store.number(FACTS).await;
    moved::begin(&site.store.db, line("move")).await.unwrap();
    member.get("/work").await.expect(StatusCode::OK);
    let sent = send(&member, &opened, WORK, REPORT).await;
    let says = [
        "Báo cáo CHƯA được gửi.",
        "đang được chuyển sang cơ sở dữ liệu khác",
        "12.400 hồ sơ đã gõ",
        "214/BB-SYT",
        "19/11/2026",
    ];
    let sent = not_written(sent, &says);
    sent.hides("đang bận");
    let withdrawn = send(&member, &opened, "/work/yte-san-pham/withdraw", &[]).await;
    let says = ["Chưa ghi được gì, vì số liệu đang được chuyển"];
    not_written(withdrawn, &says);
    let head = [("username", "head.y-te"), ("password", PASSWORD)];
    let signed_in = Anonymous(&site).post("/sign-in", &head).await;
    let says = [
        "Chưa đăng nhập được, vì số liệu đang được chuyển",
        "value=\"head.y-te\"",
    ];
    not_written(signed_in, &says).hides(PASSWORD);
    member.get("/work").await.expect(StatusCode::OK);
    assert_eq!(site.store.number(FACTS).await, before);

    moved::undo(&site.store.db, line("move.undone"))
        .await
        .unwrap();
    let again = send(&member, &sent, WORK, REPORT).await;
    again.expect(StatusCode::SEE_OTHER);
    assert_eq!(site.store.number(FACTS).await, before + 1);
    // A session that is over is over too where that cannot be written.
    moved::begin(&site.store.db, line("move")).await.unwrap();
    site.later(61);
    let answer = member.get("/work").await.expect(StatusCode::SEE_OTHER);
    assert!(answer.header("location").starts_with("/sign-in"));
}

/// The page that said that nothing was written, sent to another server on the other engine.
async fn people_go_on_in_the_new_database_from_the_page_they_have(store: Store) {
    let new = store.empty_on_the_other_engine().await;
    let old = Site::at(store, ORIGIN).await;
    let member = Account::named(&old, MEMBER).await;
    let opened = member.get(WORK).await;
    moved::begin(&old.store.db, line("move")).await.unwrap();
    let sent = not_written(send(&member, &opened, WORK, REPORT).await, &["12.400"]);
    copy(&old.store.db, &new.db).await.unwrap();
    // It came as it was copied, until it is opened.
    assert!(matches!(new.db.begin().await, Err(DbError::Moved)));
    moved::open(&new.db).await.unwrap();

    let new = Site::on(new, ORIGIN).await;
    let before = new.store.number(FACTS).await;
    let again = request(Method::POST, WORK, member.cookie(), filled(&sent, REPORT));
    new.send(again).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(new.store.number(FACTS).await, before + 1);
    let audit = ledger::verify(&new.store.db, None).await.unwrap();
    assert!(audit.is_whole(), "{audit:?}");
}

/// Also for one that takes no place in the order of facts.
async fn a_move_waits_for_who_is_writing(store: Store) {
    campaign::write(&store.db, "hash").await;
    let writing = store.db.begin().await.unwrap();
    let db = store.db.clone();
    let moving = tokio::spawn(async move { moved::begin(&db, line("move")).await });
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(!moving.is_finished());
    writing.commit().await.unwrap();
    moving.await.unwrap().unwrap();
    let refused = visits::save(&store.db, "an", visits::Visits::first(1)).await;
    assert!(matches!(refused, Err(DbError::Moved)), "{refused:?}");
    let refused = audit::record(&store.db, line("sign_in")).await;
    assert!(matches!(refused, Err(DbError::Moved)), "{refused:?}");
}

/// Whoever writes at that moment is either there for who copies, or told.
async fn nothing_is_written_once_a_move_has_begun(store: Store) {
    campaign::write(&store.db, "hash").await;
    let write = async |db: Db, who: i64| {
        for n in 0.. {
            let person = format!("{who}-{n}");
            match visits::save(&db, &person, visits::Visits::first(1)).await {
                Ok(()) => {}
                Err(DbError::Moved) => return n,
                Err(error) => panic!("{error}"),
            }
        }
        0
    };
    let seen = "select count(*) from visits";
    let mut before = 0;
    for _ in 0..5 {
        let move_it = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            moved::begin(&store.db, line("move")).await.unwrap();
            store.number(seen).await
        };
        let writer = |who: i64| write(store.db.clone(), before * 10 + who);
        let (one, two, three, read) = tokio::join!(writer(0), writer(1), writer(2), move_it);
        assert!(one + two + three > 3, "nobody wrote");
        assert_eq!(read, before + one + two + three);
        assert_eq!(store.number(seen).await, read);
        before = read;
        moved::undo(&store.db, line("move.undone")).await.unwrap();
    }
}

async fn a_move_that_is_taken_back_lets_everybody_write(store: Store) {
    let db = &store.db;
    campaign::write(db, "hash").await;
    assert_eq!(moved::undo(db, line("move.undone")).await.unwrap(), None);
    moved::begin(db, line("move")).await.unwrap();
    assert_eq!(
        moved::moved_to(db).await.unwrap().as_deref(),
        Some("campaign")
    );
    let second = moved::begin(db, line("move")).await;
    assert!(matches!(second, Err(DbError::Moved)), "{second:?}");
    let undone = moved::undo(db, line("move.undone")).await.unwrap();
    assert_eq!(undone.as_deref(), Some("campaign"));
    audit::record(db, line("sign_in")).await.unwrap();
    let lines = store.texts("select action from audit order by line").await;
    assert_eq!(lines, ["facts", "move", "move.undone", "sign_in"]);
    assert!(ledger::verify(db, None).await.unwrap().is_whole());
}
