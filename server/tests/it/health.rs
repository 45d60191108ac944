//! Whether the server says of itself what is true, at once and to all who ask.
use std::{
    fs::OpenOptions,
    io::{Seek, SeekFrom, Write},
    time::{Duration, Instant},
};

use axum::http::StatusCode;
use tiendo::{ledger::fact_pages, web::health::look_through};

use crate::support::{
    page::Answer,
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Anonymous, Committee, User},
};

on_both!(one_asks_the_database_for_all);

async fn healthz(site: &Site) -> Answer {
    Anonymous(site).get("/healthz").await
}

/// Whoever writes holds the order's row, and so it is with whoever is frozen.
async fn one_asks_the_database_for_all(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    healthz(&site).await.expect(StatusCode::OK);
    let mut writer = site.store.db.begin().await.unwrap();
    writer.next_seq().await.unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;

    let asked = Instant::now();
    let (first, others) = tokio::join!(healthz(&site), async {
        // After the first.
        tokio::time::sleep(Duration::from_millis(100)).await;
        for _ in 0..20 {
            healthz(&site).await.expect(StatusCode::OK);
        }
        asked.elapsed()
    });
    assert!(others < Duration::from_secs(1), "they queued: {others:?}");
    first.expect(StatusCode::SERVICE_UNAVAILABLE);
    assert!(asked.elapsed() < Duration::from_secs(4));
    drop(writer);
    tokio::time::sleep(Duration::from_secs(2)).await;
    // What was given up still waits for its turn, on SQLite up to five seconds.
    for _ in 0..5 {
        if healthz(&site).await.status == StatusCode::OK {
            return;
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
    panic!("unhealthy for ever");
}

/// Spoils the first page of a table, as a disk does.
async fn spoil(store: &Store, table: &str) {
    let root = format!("select rootpage from sqlite_master where name = '{table}'");
    let page = u64::try_from(store.number(&root).await).unwrap();
    let size = u64::try_from(store.number("pragma page_size").await).unwrap();
    store.number("pragma wal_checkpoint(truncate)").await;
    let file = store.url.strip_prefix("sqlite://").unwrap();
    let mut file = OpenOptions::new().write(true).open(file).unwrap();
    file.seek(SeekFrom::Start((page - 1) * size)).unwrap();
    file.write_all(&[0xff; 200]).unwrap();
}

/// A server that starts on what is there.
async fn started(store: &Store) -> Site {
    Site::on(Store::as_it_is(store.url.clone()).await, ORIGIN).await
}

#[tokio::test]
async fn a_damaged_table_of_facts_makes_the_server_unwell() {
    let first = Site::new().await;
    // So that a start does not read the table.
    fact_pages::write(&first.store.db).await.unwrap();
    let site = started(&first.store).await;
    look_through(site.app.clone()).await;
    healthz(&site).await.expect(StatusCode::OK);
    spoil(&first.store, "milestones").await;
    let site = started(&first.store).await;
    look_through(site.app.clone()).await;
    healthz(&site).await.expect(StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn damaged_pages_of_facts_are_left_aside() {
    let first = Site::new().await;
    fact_pages::write(&first.store.db).await.unwrap();
    let before = Committee::of(&first).await.get("/units").await;
    spoil(&first.store, "fact_pages").await;
    let site = started(&first.store).await;
    look_through(site.app.clone()).await;
    healthz(&site).await.expect(StatusCode::OK);
    let again = Committee::of(&site).await.get("/units").await;
    assert_eq!(again.plain(), before.plain());
    // Nor do they keep anybody from writing.
    fact_pages::write(&site.store.db).await.unwrap();
}
