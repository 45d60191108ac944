//! On PostgreSQL the account of the server need not own the tables: docs/operations.md tells
//! how, and what stands there is done here.
use axum::http::StatusCode;
use tiendo::{
    clock::Clock,
    db::{Db, Part, Standing, audit, copy::copy, migrate, moved, standing},
    files,
    ledger::{self, MilestoneEventRow, fact_pages},
};

use crate::support::{
    campaign::{TODAY, at, line},
    pen::{Pen, event_row},
    postgres::database,
    site::Site,
    store::Store,
    upload,
    users::{Member, Office, User, sign_in},
};

/// The statements between the marks of SQL in the document.
fn grants() -> &'static str {
    let document = include_str!("../../../docs/operations.md");
    let (_, rest) = document.split_once("```sql\n").unwrap();
    rest.split_once("```").unwrap().0
}

/// The statements by which the server's account stands for the owner, and by which it no longer does,
/// for a database of this name.
fn standing_in(database: &str) -> [String; 2] {
    let document = include_str!("../../../docs/operations.md");
    let (_, rest) = document
        .split_once("the account stands for the owner:")
        .unwrap();
    let lines = rest.lines().filter(|line| line.contains("psql --command="));
    let statements = lines.map(|line| {
        let parts = line.split("--command='").skip(1);
        let parts = parts.map(|part| part.split('\'').next().unwrap());
        let sql = parts.collect::<Vec<_>>().join("; ");
        sql.replace("database tiendo", &format!("database {database}"))
    });
    let statements: Vec<String> = statements.take(2).collect();
    statements.try_into().unwrap()
}

async fn run(db: &Db, sql: &str) -> Result<(), String> {
    let Db::Postgres { write: pool, .. } = db else {
        unreachable!("a database on PostgreSQL")
    };
    let done = sqlx::raw_sql(sql).execute(pool).await;
    done.map(|_| ()).map_err(|error| error.to_string())
}

#[tokio::test]
async fn the_servers_account_adds_facts_and_changes_none() {
    let url = tokio::task::spawn_blocking(database).await.unwrap();
    let name = url.rsplit('/').next().unwrap();
    let root = Db::connect(&url).await.unwrap();
    for sql in [
        "create role tiendo_owner".to_owned(),
        "create role tiendo login".to_owned(),
        format!("alter database {name} owner to tiendo_owner"),
    ] {
        run(&root, &sql).await.unwrap();
    }
    let owner = Db::connect(&format!("{url}?options[role]=tiendo_owner"))
        .await
        .unwrap();
    migrate(&owner).await.unwrap();
    run(&owner, grants()).await.unwrap();

    let store = Store::as_it_is(url.replace("postgres@", "tiendo@")).await;
    assert_eq!(standing(&store.db).await.unwrap(), Standing::Current);
    // All that a server does.
    let site = Site::over(
        store,
        "http://127.0.0.1:3000",
        crate::support::campaign::rows(),
    )
    .await;
    let office = Office::of(&site).await;
    office.get("/").await.expect(StatusCode::OK);
    office.post("/sign-out", &[]).await;
    sign_in(&site, "member.y-te").await;
    let member = Member::of(&site).await;
    for (version, files) in [
        ("0", [("a.pdf", b"%PDF-1.7".as_slice())].as_slice()),
        ("1", &[]),
    ] {
        let id = uuid::Uuid::now_v7().to_string();
        let draft = [
            ("version", version),
            ("action", "draft"),
            ("submission", &id),
        ];
        let saved = upload::post(&member, "/work/yte-san-pham", &draft, files).await;
        saved.expect(StatusCode::SEE_OTHER);
    }
    let db = &site.store.db;
    let pen = Pen {
        db,
        at: at(TODAY, 9),
    };
    pen.write(async |tx, seq, at| {
        let row = event_row("yte-san-pham", "submitted", seq, at);
        MilestoneEventRow::append(tx, &[row]).await.unwrap();
    })
    .await;
    fact_pages::write(db).await.unwrap();
    site.app.live.keep_ready().await.unwrap();
    assert!(site.store.number("select count(*) from checkpoints").await > 0);
    db.beat(Clock::system().now()).await.unwrap();
    audit::record(db, line("refused")).await.unwrap();
    assert!(ledger::verify(db, None).await.unwrap().is_whole());
    site.later(24 * 60 + 1);
    assert_eq!(
        site.store.number("select count(*) from stored_files").await,
        1
    );
    files::sweep(db, &site.store.files, &site.clock)
        .await
        .unwrap();
    assert_eq!(
        site.store.number("select count(*) from stored_files").await,
        0
    );
    let folder = tempfile::tempdir().unwrap();
    let part = Part::of(&folder.path().join("copy.db")).unwrap();
    db.copy_into(&part).await.unwrap();
    moved::begin(db, line("move")).await.unwrap();
    assert!(
        moved::undo(db, line("move.undone"))
            .await
            .unwrap()
            .is_some()
    );

    // A copy of it is the owner's.
    let empty = tokio::task::spawn_blocking(database).await.unwrap();
    let name = empty.rsplit('/').next().unwrap();
    let sql = format!("alter database {name} owner to tiendo_owner");
    run(&root, &sql).await.unwrap();
    let [begin, end] = standing_in(name);
    let account = empty.replace("postgres@", "tiendo@");
    run(&root, &begin).await.unwrap();
    let copied = Db::connect(&account).await.unwrap();
    migrate(&copied).await.unwrap();
    copy(db, &copied).await.unwrap();
    copied.close().await;
    run(&root, &end).await.unwrap();
    let store = Store::as_it_is(account).await;
    let others = "select count(*) from pg_tables \
                  where schemaname = 'public' and tableowner <> 'tiendo_owner'";
    assert_eq!(store.number(others).await, 0);
    let refused = store.run("drop table audit").await.unwrap_err();
    assert!(refused.contains("must be owner"), "{refused}");

    // And what nobody does who has only its account.
    for (sql, says) in [
        (
            "update milestone_events set event = 'accepted'",
            "permission denied",
        ),
        ("delete from account_terms", "permission denied"),
        ("truncate audit", "permission denied"),
        ("delete from audit", "permission denied"),
        (
            "alter table milestone_events disable trigger all",
            "must be owner",
        ),
        ("drop trigger audit_no_change on audit", "must be owner"),
        ("drop table audit", "must be owner"),
        ("create table mine (id bigint)", "permission denied"),
        ("delete from _sqlx_migrations", "permission denied"),
        (
            "insert into _sqlx_migrations values (99)",
            "permission denied",
        ),
    ] {
        let error = run(db, sql).await.expect_err(sql);
        assert!(error.contains(says), "{sql}: {error}");
    }
}
