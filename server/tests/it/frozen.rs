//! Servers that share a PostgreSQL: one that is frozen inside a transaction, or whose machine
//! has gone, stops the others for ten seconds at most.
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use tiendo::db::Db;

use crate::support::{
    site::{ORIGIN, Site},
    store::Store,
    users::{Member, Office, User},
};

#[tokio::test]
async fn a_frozen_server_stops_its_neighbours_for_ten_seconds_at_most() {
    let site = Site::at(Store::postgres().await, ORIGIN).await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    let draft = [
        ("produced", "Bản nháp"),
        ("version", "0"),
        ("action", "draft"),
    ];
    let id = uuid::Uuid::now_v7().to_string();
    let draft = [&draft[..], &[("submission", id.as_str())]].concat();

    let frozen = Db::connect(&site.store.url).await.unwrap();
    let mut held = frozen.begin().await.unwrap();
    held.next_seq().await.unwrap();
    let begun = Instant::now();
    let mut met = Vec::new();
    loop {
        // Many wait to write, and nobody waits to read.
        let (one, two, three, four, page) = tokio::join!(
            member.post("/work/yte-san-pham", &draft),
            member.post("/work/yte-ket-qua", &draft),
            member.post("/work/yte-an-ninh", &draft),
            member.post("/work/yte-xa", &draft),
            async {
                tokio::time::sleep(Duration::from_millis(300)).await;
                let asked = Instant::now();
                office.get("/").await.expect(StatusCode::OK);
                asked.elapsed()
            },
        );
        assert!(page < Duration::from_secs(2), "a reader waited {page:?}");
        let answers = [one, two, three, four].map(|answer| answer.status);
        met.extend(answers);
        if answers.contains(&StatusCode::SEE_OTHER) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{met:?}");
    }
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(12), "{took:?}: {met:?}");
    assert!(met.contains(&StatusCode::SERVICE_UNAVAILABLE), "{met:?}");
    let told = [StatusCode::SERVICE_UNAVAILABLE, StatusCode::SEE_OTHER];
    assert!(met.iter().all(|status| told.contains(status)), "{met:?}");
    // What it would have written is not written any more.
    held.commit().await.unwrap_err();
}

#[tokio::test]
async fn limits_are_set_where_the_address_sets_none() {
    let store = Store::postgres().await;
    let show = async |db: &Db, reading: bool, name: &str| {
        let Db::Postgres { read, write } = db else {
            panic!("PostgreSQL")
        };
        let pool = if reading { read } else { write };
        let sql = format!("select current_setting('{name}')");
        let value = sqlx::query_scalar(&sql).fetch_one(pool).await;
        let value: String = value.unwrap();
        value
    };
    let usual = Db::connect(&store.url).await.unwrap();
    assert_eq!(show(&usual, false, "lock_timeout").await, "5s");
    assert_eq!(show(&usual, false, "statement_timeout").await, "15s");
    let idle = "idle_in_transaction_session_timeout";
    assert_eq!(show(&usual, false, idle).await, "9s");
    assert_eq!(show(&usual, false, "tcp_keepalives_idle").await, "10");
    assert_eq!(show(&usual, true, "statement_timeout").await, "1min");
    let url = format!(
        "{}?options=-c%20lock_timeout=7s%20-c%20deadlock_timeout=2s%20--statement-timeout=40s",
        store.url
    );
    let own = Db::connect(&url).await.unwrap();
    assert_eq!(show(&own, false, "lock_timeout").await, "7s");
    assert_eq!(show(&own, false, "statement_timeout").await, "40s");
    assert_eq!(show(&own, true, "statement_timeout").await, "40s");
    assert_eq!(show(&own, false, idle).await, "9s");
}
