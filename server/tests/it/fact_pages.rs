//! Pages of facts: they say what the tables say, or are not read.
use std::collections::BTreeSet;

use app::domain::{Instant, parse_day};
use tiendo::{
    board::Live,
    clock::Clock,
    db::Db,
    ledger::{PartnerRow, Reading, fact_pages},
};

use crate::support::{
    campaign::{self, TODAY, at},
    store::{Store, on_both},
};

on_both!(
    pages_say_what_the_tables_say,
    where_a_day_ends_is_found_by_halves_as_by_looking_through,
    a_page_follows_on_another,
    an_unsound_page_is_read_from_the_tables_and_written_anew,
    a_server_writes_pages_when_many_facts_are_in_none,
);

/// All facts before an instant in their order as text, and how many rows came
/// from the tables.
async fn read(db: &Db, before: Instant) -> (Vec<String>, usize) {
    let last = db.seq().await.unwrap();
    let mut reading = Reading::begin(db, last, before, false).await.unwrap();
    let mut facts = Vec::new();
    while let Some(stretch) = reading.next().await.unwrap() {
        facts.extend(stretch.iter().map(|fact| format!("{fact:?}")));
    }
    (facts, reading.unpaged)
}

async fn count(store: &Store) -> i64 {
    store.number("select count(*) from fact_pages").await
}

async fn partners(db: &Db, count: usize) {
    let mut tx = db.begin().await.unwrap();
    let seq = tx.next_seq().await.unwrap();
    let rows: Vec<PartnerRow> = (0..count)
        .map(|n| PartnerRow {
            code: format!("DN-{n}"),
            short_name: "Tên".into(),
            name: String::new(),
            source: String::new(),
            seq,
            recorded_at: at(TODAY, 9),
        })
        .collect();
    PartnerRow::append(&mut tx, &rows).await.unwrap();
    tx.commit().await.unwrap();
}

async fn pages_say_what_the_tables_say(store: Store) {
    campaign::write(&store.db, "hash").await;
    let clock = Clock::fixed(at(TODAY, 10));
    let days = ["2026-01-04", "2026-06-24", "2026-11-09", TODAY];
    let figures = async || {
        // A server that has kept nothing.
        let live = Live::new(store.db.clone(), clock.clone());
        let mut all = Vec::new();
        for day in days {
            let board = live.as_of(parse_day(day).unwrap()).await.unwrap();
            all.push(board.unwrap().figures());
        }
        all
    };
    let mut before = Vec::new();
    let instants = [at("2026-06-24", 0), at("2026-11-09", 13), Instant::MAX];
    for instant in instants {
        let (facts, unpaged) = read(&store.db, instant).await;
        assert_eq!(facts.len(), unpaged);
        before.push(facts);
    }
    let shown = figures().await;
    fact_pages::write(&store.db).await.unwrap();
    assert_eq!(count(&store).await, 1);
    for (instant, facts) in instants.into_iter().zip(before) {
        assert_eq!(read(&store.db, instant).await, (facts, 0));
    }
    assert_eq!(figures().await, shown);
}

async fn where_a_day_ends_is_found_by_halves_as_by_looking_through(store: Store) {
    // As if the facts of the campaign had been recorded in the order of their places.
    let mut rows = campaign::rows();
    let (mut places, mut instants) = (Vec::new(), Vec::new());
    rows.each_stamp(|seq, at| {
        places.push(*seq);
        instants.push(*at);
    });
    places.sort_unstable();
    instants.sort_unstable();
    rows.each_stamp(|seq, at| *at = instants[places.partition_point(|place| place < seq)]);
    campaign::write_rows(&store.db, "hash", rows).await;
    let upto = store.db.seq().await.unwrap();
    let mut ends = BTreeSet::new();
    for day in parse_day("2025-12-30").unwrap().iter_days().take(360) {
        for before in [at(&day.to_string(), 0), at(&day.to_string(), 12)] {
            for upto in [upto, upto / 2] {
                let last = async |in_order| {
                    let reading = Reading::begin(&store.db, upto, before, in_order).await;
                    reading.unwrap().last()
                };
                let looked_through = last(false).await;
                assert_eq!(last(true).await, looked_through, "{day} {upto}");
                ends.insert(looked_through);
            }
        }
    }
    assert!(ends.len() > 5, "{ends:?}");
}

async fn a_page_follows_on_another(store: Store) {
    campaign::write(&store.db, "hash").await;
    fact_pages::write(&store.db).await.unwrap();
    partners(&store.db, 3).await;
    let (facts, unpaged) = read(&store.db, Instant::MAX).await;
    assert_eq!(unpaged, 3, "the rest comes from the tables");
    fact_pages::write(&store.db).await.unwrap();
    assert_eq!(count(&store).await, 2);
    assert_eq!(read(&store.db, Instant::MAX).await, (facts.clone(), 0));
    // With nothing new there is nothing to write.
    fact_pages::write(&store.db).await.unwrap();
    assert_eq!(count(&store).await, 2);
    // A page that does not follow on what was read says nothing.
    store
        .run("delete from fact_pages where after_seq = 0")
        .await
        .unwrap();
    let (again, unpaged) = read(&store.db, Instant::MAX).await;
    assert_eq!((again, unpaged), (facts.clone(), facts.len()));
}

async fn an_unsound_page_is_read_from_the_tables_and_written_anew(store: Store) {
    campaign::write(&store.db, "hash").await;
    let all = read(&store.db, Instant::MAX).await;
    let body = match store.db {
        Db::Sqlite { .. } => "update fact_pages set body = body || x'00'",
        Db::Postgres { .. } => "update fact_pages set body = body || '\\x00'::bytea",
    };
    for damage in [
        body,
        "update fact_pages set checksum = 'khác'",
        "update fact_pages set format = 'khác'",
        // One of a ledger that went on further than this one.
        "update fact_pages set upto_seq = upto_seq + 1",
        // One that leaves places out.
        "update fact_pages set upto_seq = upto_seq - 1",
        "update fact_pages set upto_seq = 0",
        "update fact_pages set after_seq = 1",
        "delete from fact_pages",
    ] {
        fact_pages::write(&store.db).await.unwrap();
        assert_eq!(read(&store.db, Instant::MAX).await.1, 0, "{damage}");
        assert!(store.run(damage).await.unwrap() > 0);
        assert_eq!(read(&store.db, Instant::MAX).await, all, "{damage}");
    }
    // What was damaged is gone, whatever format it claimed.
    fact_pages::write(&store.db).await.unwrap();
    assert_eq!(count(&store).await, 1);
}

async fn a_server_writes_pages_when_many_facts_are_in_none(store: Store) {
    campaign::write(&store.db, "hash").await;
    let live = Live::new(store.db.clone(), Clock::fixed(at(TODAY, 10)));
    live.today().await.unwrap();
    live.keep_ready().await.unwrap();
    assert_eq!(count(&store).await, 0, "a short ledger needs none");
    partners(&store.db, fact_pages::MANY).await;
    live.today().await.unwrap();
    live.keep_ready().await.unwrap();
    assert_eq!(count(&store).await, 1);
    let (facts, unpaged) = read(&store.db, Instant::MAX).await;
    assert!(facts.len() > fact_pages::MANY);
    assert_eq!(unpaged, 0);
}
