//! Servers of two versions on one database: once the newer has brought it to its own form, the
//! older reads, writes nothing and says so.
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use tiendo::db::{Db, DbError, audit, moved, only_read, visits};

use crate::{
    away::{REPORT, WORK, not_written, send},
    migrations::run_with,
    support::{
        campaign::{self, line},
        site::{ORIGIN, PASSWORD, Site},
        store::{Store, on_both},
        users::{Account, Anonymous, User},
    },
};

on_both!(
    what_is_typed_on_an_older_server_is_kept,
    an_older_server_says_so_of_its_health,
    a_step_waits_for_who_is_writing,
    nothing_of_an_older_version_is_written_once_a_step_is_made,
);

const MEMBER: &str = "member.y-te";
const FACTS: &str = "select count(*) from milestone_events";
const LATER: &str = "create table later (id bigint)";

/// What a newer program does at its start, on connections of its own.
async fn upgraded(store: &Store, step: &str) {
    let newer = Db::connect(&store.url).await.unwrap();
    run_with(&newer, "9999", step).await.unwrap();
    newer.close().await;
}

/// And the way back.
async fn as_before(store: &Store) {
    let back = "delete from _sqlx_migrations where version = 9999";
    store.run(back).await.unwrap();
}

async fn what_is_typed_on_an_older_server_is_kept(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let member = Account::named(&site, MEMBER).await;
    let opened = member.get(WORK).await;
    let before = site.store.number(FACTS).await;
    upgraded(&site.store, LATER).await;
    for page in ["/", "/units", "/work", WORK] {
        member.get(page).await.expect(StatusCode::OK);
    }
    let sent = send(&member, &opened, WORK, REPORT).await;
    let says = [
        "Báo cáo CHƯA được gửi.",
        "máy chủ này còn là bản cũ hơn số liệu",
        "12.400 hồ sơ đã gõ",
        "214/BB-SYT",
        "19/11/2026",
    ];
    let sent = not_written(sent, &says);
    sent.hides("đang bận");
    let withdrawn = send(&member, &opened, "/work/yte-san-pham/withdraw", &[]).await;
    let says = ["Chưa ghi được gì, vì hệ thống đang được nâng cấp"];
    not_written(withdrawn, &says);
    let head = [("username", "head.y-te"), ("password", PASSWORD)];
    let signed_in = Anonymous(&site).post("/sign-in", &head).await;
    let says = [
        "Chưa đăng nhập được, vì hệ thống đang được nâng cấp",
        "value=\"head.y-te\"",
    ];
    not_written(signed_in, &says).hides(PASSWORD);
    member.get("/work").await.expect(StatusCode::OK);
    assert_eq!(site.store.number(FACTS).await, before);

    as_before(&site.store).await;
    let again = send(&member, &sent, WORK, REPORT).await;
    again.expect(StatusCode::SEE_OTHER);
    assert_eq!(site.store.number(FACTS).await, before + 1);
    // A session that is over is over too where that cannot be written.
    upgraded(&site.store, "create table later_still (id bigint)").await;
    site.later(61);
    let answer = member.get("/work").await.expect(StatusCode::SEE_OTHER);
    assert!(answer.header("location").starts_with("/sign-in"));
}

async fn an_older_server_says_so_of_its_health(store: Store) {
    campaign::write(&store.db, "hash").await;
    let site = Site::on(store, ORIGIN).await;
    upgraded(&site.store, LATER).await;
    let health = Anonymous(&site).get("/healthz").await;
    health
        .expect(StatusCode::SERVICE_UNAVAILABLE)
        .shows("unavailable\nonly read: this server is older than its database\n");
    as_before(&site.store).await;
    moved::begin(&site.store.db, line("move")).await.unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let health = Anonymous(&site).get("/healthz").await;
    health
        .expect(StatusCode::SERVICE_UNAVAILABLE)
        .shows("only read: the campaign was moved");
}

/// Also for one that takes no place in the order of facts.
async fn a_step_waits_for_who_is_writing(store: Store) {
    campaign::write(&store.db, "hash").await;
    let writing = store.db.begin().await.unwrap();
    let begun = Instant::now();
    let step = async {
        upgraded(&store, LATER).await;
        begun.elapsed()
    };
    let writer = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        writing.commit().await.unwrap();
    };
    let (waited, ()) = tokio::join!(step, writer);
    assert!(waited >= Duration::from_millis(500), "{waited:?}");
    let refused = only_read(&store.db).await.unwrap();
    assert!(matches!(refused, Some(DbError::Newer(9999))), "{refused:?}");
    let refused = visits::save(&store.db, "an", visits::Visits::first(1)).await;
    assert!(matches!(refused, Err(DbError::Newer(9999))), "{refused:?}");
    let refused = audit::record(&store.db, line("sign_in")).await;
    assert!(matches!(refused, Err(DbError::Newer(9999))), "{refused:?}");
    let refused = moved::begin(&store.db, line("move")).await;
    assert!(matches!(refused, Err(DbError::Newer(9999))), "{refused:?}");
}

/// Whoever writes at that moment is either there for the step, or told.
async fn nothing_of_an_older_version_is_written_once_a_step_is_made(store: Store) {
    campaign::write(&store.db, "hash").await;
    let write = async |db: Db, who: i64| {
        for n in 0..20_000 {
            let person = format!("{who}-{n}");
            match visits::save(&db, &person, visits::Visits::first(1)).await {
                Ok(()) => {}
                Err(DbError::Newer(9999)) => return n,
                Err(error) => panic!("{error}"),
            }
        }
        panic!("never told");
    };
    let mut before = 0;
    for round in 0..5 {
        let upgrade = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let found = format!("create table found_{round} as select person from visits");
            upgraded(&store, &found).await;
        };
        let writer = |who: i64| write(store.db.clone(), before * 10 + who);
        let (one, two, three, ()) = tokio::join!(writer(0), writer(1), writer(2), upgrade);
        assert!(one + two + three > 3, "nobody wrote");
        let found = format!("select count(*) from found_{round}");
        assert_eq!(
            store.number(&found).await,
            before + one + two + three,
            "{round}"
        );
        before = store.number("select count(*) from visits").await;
        assert_eq!(store.number(&found).await, before);
        as_before(&store).await;
    }
}
