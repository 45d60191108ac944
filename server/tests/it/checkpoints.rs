//! Checkpoints in the database: they say what the facts make, or are not read.
use axum::http::StatusCode;
use tiendo::{
    board,
    ledger::{Fault, MilestoneEventRow},
};

use crate::support::{
    campaign::at,
    pen::{Pen, event_row},
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Committee, User},
};

on_both!(
    a_start_reads_the_last_checkpoint,
    a_checkpoint_that_is_not_sound_is_not_read,
    a_checkpoint_of_other_facts_is_not_read,
);

/// Two Sundays after the campaign's last fact, in minutes.
const LATER: i64 = 10 * 24 * 60;

/// The first product that was accepted.
const ACCEPTED: &str = "from milestone_events where event = 'accepted' and milestone in \
                        (select id from milestones where kind = 'product') order by seq limit 1";

/// A server that starts now.
async fn started(store: &Store) -> Site {
    let site = Site::on(Store::as_it_is(store.url.clone()).await, ORIGIN).await;
    site.later(LATER);
    site
}

/// What it shows of the past.
async fn shown(store: &Store) -> String {
    let site = started(store).await;
    let page = Committee::of(&site).await.get("/").await;
    page.expect(StatusCode::OK).plain()
}

/// Lets a server write its checkpoints, and counts their days.
async fn write(store: &Store) -> i64 {
    started(store).await.app.live.keep_ready().await.unwrap();
    store
        .number("select count(distinct day) from checkpoints")
        .await
}

/// Checkpoints that are as a server writes them, of facts that are not those of the ledger.
async fn write_wrong(store: &Store) {
    let seq = store.number(&format!("select seq {ACCEPTED}")).await;
    let set = async |event: &str| {
        let sql = format!("update milestone_events set event = '{event}' where seq = {seq}");
        assert_eq!(store.run(&sql).await, Ok(1));
    };
    store.run("delete from checkpoints").await.unwrap();
    set("returned").await;
    write(store).await;
    set("accepted").await;
}

async fn a_start_reads_the_last_checkpoint(store: Store) {
    let Site { store, .. } = Site::at(store, ORIGIN).await;
    store.unguard().await;
    let before = shown(&store).await;
    let written = write(&store).await;
    assert!(written > 8, "{written} Sundays");
    assert_eq!(write(&store).await, written);
    assert_eq!(shown(&store).await, before);
    assert!(board::verify(&store.db, None).await.unwrap().is_whole());

    write_wrong(&store).await;
    assert_ne!(shown(&store).await, before, "they are read");
    let verdict = board::verify(&store.db, None).await.unwrap();
    let wrong = |fault: &Fault| matches!(fault, Fault::Checkpoint { .. });
    assert!(
        !verdict.is_whole() && verdict.faults.iter().all(wrong),
        "{verdict:?}"
    );
    // The remedy it tells.
    store.run("delete from checkpoints").await.unwrap();
    assert!(board::verify(&store.db, None).await.unwrap().is_whole());
    assert_eq!(shown(&store).await, before);
}

async fn a_checkpoint_that_is_not_sound_is_not_read(store: Store) {
    let Site { store, .. } = Site::at(store, ORIGIN).await;
    store.unguard().await;
    let before = shown(&store).await;
    let body = match store.db {
        tiendo::db::Db::Sqlite { .. } => "update checkpoints set body = body || x'00'",
        tiendo::db::Db::Postgres { .. } => "update checkpoints set body = body || '\\x00'::bytea",
    };
    // SQLite keeps in a cell what it is given.
    let of_another_kind = match store.db {
        tiendo::db::Db::Sqlite { .. } => "update checkpoints set upto_seq = 'khác'",
        tiendo::db::Db::Postgres { .. } => body,
    };
    for damage in [
        body,
        of_another_kind,
        "update checkpoints set checksum = 'khác'",
        "update checkpoints set rules = 'khác'",
        "update checkpoints set upto_seq = upto_seq + 1",
        "update checkpoints set part = part + 100",
        "delete from checkpoints where part = 1",
        "update checkpoints set day = 'khác' where day = (select max(day) from checkpoints)",
        "delete from checkpoints",
    ] {
        write_wrong(&store).await;
        assert!(store.run(damage).await.unwrap() > 0);
        if damage.contains("khác' where") {
            store
                .run("delete from checkpoints where day <> 'khác'")
                .await
                .unwrap();
        }
        assert_eq!(shown(&store).await, before, "{damage}");
    }
    // What was damaged is gone, by whatever rules it claimed to be made.
    assert_eq!(write(&store).await, write(&store).await);
    assert!(board::verify(&store.db, None).await.unwrap().is_whole());
}

/// A clock was set back: what is recorded last belongs to a week whose checkpoint is written.
async fn a_checkpoint_of_other_facts_is_not_read(store: Store) {
    let Site { store, .. } = Site::at(store, ORIGIN).await;
    write(&store).await;
    let before = shown(&store).await;
    let accepted = store
        .texts(&format!("select milestone {ACCEPTED}"))
        .await
        .remove(0);
    let pen = Pen {
        db: &store.db,
        at: at("2026-11-27", 9),
    };
    pen.write(async |tx, seq, at| {
        let row = event_row(&accepted, "revoked", seq, at);
        MilestoneEventRow::append(tx, &[row]).await.unwrap();
    })
    .await;
    let now = shown(&store).await;
    assert_ne!(now, before);
    store.run("delete from checkpoints").await.unwrap();
    assert_eq!(shown(&store).await, now);
}
