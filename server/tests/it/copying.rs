//! A database is copied to the other engine whole, or not at all.
use tiendo::db::{
    Db, DbError, Part, Standing,
    copy::{copy, occupied},
    standing, visits,
};

use crate::{
    migrations::older_than,
    support::{
        campaign,
        postgres::database,
        store::{Store, on_both},
    },
};

on_both!(
    every_table_is_copied_and_comes_back,
    a_column_that_no_copy_knows_is_told,
    a_copy_that_fails_leaves_nothing,
    what_holds_anything_is_no_place_for_a_copy,
);

/// What is packed is made again, and each database makes its own steps.
const NOT_COPIED: [&str; 3] = ["_sqlx_migrations", "checkpoints", "fact_pages"];

/// A column of a table.
struct Column {
    name: String,
    kind: String,
    may_be_empty: bool,
}

async fn columns(store: &Store, table: &str) -> Vec<Column> {
    let sql = match store.db {
        Db::Sqlite { .. } => format!(
            "select name || ' ' || lower(type) || ' ' || (\"notnull\" = 0 and pk = 0) \
             from pragma_table_info('{table}')"
        ),
        Db::Postgres { .. } => format!(
            "select column_name || ' ' || data_type || ' ' || (is_nullable = 'YES')::int \
             from information_schema.columns \
             where table_schema = 'public' and table_name = '{table}'"
        ),
    };
    let columns = store.texts(&sql).await.into_iter();
    let parts = columns.map(|it| {
        let mut parts = it.split(' ').map(str::to_owned);
        Column {
            name: parts.next().unwrap(),
            kind: parts.next().unwrap(),
            may_be_empty: parts.next().unwrap() == "1",
        }
    });
    parts.collect()
}

/// Two rows in each table: of what may be empty every other column is, in the second row the
/// others.
async fn fill(store: &Store) {
    for table in store.tables().await {
        let rows = match table.as_str() {
            "_sqlx_migrations" | "campaign" | "heartbeat" => 0,
            "moved" => 1,
            _ => 2,
        };
        let columns = columns(store, &table).await;
        for n in 1..=rows {
            let may_be_empty = columns.iter().filter(|it| it.may_be_empty);
            let empty: Vec<&str> = may_be_empty
                .skip(n % 2)
                .step_by(2)
                .map(|it| it.name.as_str())
                .collect();
            let value = |column: &Column| match column.kind.as_str() {
                _ if empty.contains(&column.name.as_str()) => "null".to_owned(),
                "text" => format!("'Sở Y tế số ''{n}'' của phường'"),
                "bigint" => n.to_string(),
                "boolean" => (n == 1).to_string(),
                "blob" => format!("x'00ff0{n}'"),
                "bytea" => format!("'\\x00ff0{n}'"),
                other => panic!("a kind of column that is new: {table} {other}"),
            };
            let values: Vec<String> = columns.iter().map(value).collect();
            let names = columns.iter().map(|it| format!("\"{}\"", it.name));
            let names: Vec<String> = names.collect();
            let (names, values) = (names.join(", "), values.join(", "));
            let insert = format!("insert into {table} ({names}) values ({values})");
            store.run(&insert).await.unwrap();
        }
    }
}

/// All that is kept but what is not copied.
async fn kept(store: &Store) -> Vec<String> {
    let mut all = store.everything().await;
    all.retain(|row| {
        !NOT_COPIED
            .iter()
            .any(|it| row.starts_with(&format!("{it}:")))
    });
    all
}

/// The tables are those of the schema, so one that is added is filled here and copied, whatever
/// it is called.
async fn every_table_is_copied_and_comes_back(store: Store) {
    let there = store.empty_on_the_other_engine().await;
    let back = there.empty_on_the_other_engine().await;
    let bytes = |store: &Store| match store.db {
        Db::Sqlite { .. } => "blob",
        Db::Postgres { .. } => "bytea",
    };
    for store in [&store, &there, &back] {
        let bytes = bytes(store);
        let later = format!(
            "create table later (id bigint primary key, \"order\" text, so boolean, bytes {bytes})"
        );
        store.run(&later).await.unwrap();
    }
    // Numbers that an engine gives by itself would have to go on from where they were.
    let numbered = match store.db {
        Db::Sqlite { .. } => "select count(*) from sqlite_master where name = 'sqlite_sequence'",
        Db::Postgres { .. } => "select count(*) from pg_sequences",
    };
    assert_eq!(store.number(numbered).await, 0);
    fill(&store).await;
    // More than are written at once, and some that are large.
    let many: Vec<String> = (10..1_300)
        .map(|n| format!("({n}, null, null, null)"))
        .collect();
    store
        .run(&format!("insert into later values {}", many.join(", ")))
        .await
        .unwrap();
    for n in 2_000..2_010 {
        let large = format!(
            "insert into later values ({n}, '{}', true, null)",
            "ế".repeat(99_999)
        );
        store.run(&large).await.unwrap();
    }

    let copied = copy(&store.db, &there.db).await.unwrap();
    let mut expected = store.tables().await;
    expected.retain(|table| !NOT_COPIED.contains(&table.as_str()));
    let names: Vec<&String> = copied.tables.iter().map(|(name, _)| name).collect();
    assert_eq!(names, expected.iter().collect::<Vec<_>>());
    for (table, rows) in &copied.tables {
        let count = format!("select count(*) from {table}");
        assert!(*rows > 0, "{table} is empty: nothing would be lost");
        assert_eq!(store.number(&count).await, *rows, "{table}");
        assert_eq!(there.number(&count).await, *rows, "{table}");
    }
    assert_eq!(copy(&there.db, &back.db).await.unwrap(), copied);
    assert_eq!(kept(&back).await, kept(&store).await);
    for table in ["checkpoints", "fact_pages"] {
        assert_eq!(
            back.number(&format!("select count(*) from {table}")).await,
            0
        );
    }
    // The guards stand.
    let refused = back.run("delete from audit").await.unwrap_err();
    assert!(refused.contains("facts are never changed"), "{refused}");
}

async fn a_column_that_no_copy_knows_is_told(store: Store) {
    let there = store.empty_on_the_other_engine().await;
    let odd = "create table odd (id bigint primary key, share real)";
    store.run(odd).await.unwrap();
    there.run(odd).await.unwrap();
    let error = copy(&store.db, &there.db).await.unwrap_err().to_string();
    assert!(
        error.contains("bảng odd: cột share có kiểu \"real\""),
        "{error}"
    );
    store.run("drop table odd").await.unwrap();
    let error = copy(&store.db, &there.db).await.unwrap_err().to_string();
    assert!(error.contains("bảng odd"), "{error}");
    there.run("drop table odd").await.unwrap();
    there
        .run("alter table visits add column place text")
        .await
        .unwrap();
    let error = copy(&store.db, &there.db).await.unwrap_err().to_string();
    assert!(
        error.contains("bảng visits: hai bên không có cùng các cột"),
        "{error}"
    );
}

async fn a_copy_that_fails_leaves_nothing(store: Store) {
    let from = store.empty_on_the_other_engine().await;
    campaign::write(&from.db, "hash").await;
    let seen = visits::Visits::first(1);
    visits::save(&from.db, "an", seen).await.unwrap();
    // Of the last of all tables no row is taken.
    let last = match store.db {
        Db::Sqlite { .. } => {
            "create trigger closed before insert on visits begin select raise(abort, 'closed'); end"
        }
        Db::Postgres { .. } => {
            "create trigger closed before insert on visits for each row \
             execute function refuse_change()"
        }
    };
    store.run(last).await.unwrap();
    let before = kept(&store).await;
    copy(&from.db, &store.db).await.unwrap_err();
    assert_eq!(kept(&store).await, before);
    assert_eq!(occupied(&store.db).await.unwrap(), None);
    let open = match store.db {
        Db::Sqlite { .. } => "drop trigger closed",
        Db::Postgres { .. } => "drop trigger closed on visits",
    };
    store.run(open).await.unwrap();
    copy(&from.db, &store.db).await.unwrap();
}

async fn what_holds_anything_is_no_place_for_a_copy(store: Store) {
    let from = store.empty_on_the_other_engine().await;
    campaign::write(&from.db, "hash").await;
    assert_eq!(occupied(&store.db).await.unwrap(), None);
    let page = match store.db {
        Db::Sqlite { .. } => "x'00'",
        Db::Postgres { .. } => "'\\x00'",
    };
    // Also what is not copied: it would be believed.
    for (table, row) in [
        ("fact_pages", format!("'x', 0, 1, 'x', {page}")),
        ("sign_ins", "'an', 1, '', null, null".to_owned()),
    ] {
        store
            .run(&format!("insert into {table} values ({row})"))
            .await
            .unwrap();
        let error = copy(&from.db, &store.db).await.unwrap_err();
        assert!(
            matches!(&error, DbError::NotEmpty(there) if there == table),
            "{error}"
        );
        assert_eq!(occupied(&store.db).await.unwrap().as_deref(), Some(table));
        store.run(&format!("delete from {table}")).await.unwrap();
    }
    // Somebody else's database, even an empty one.
    store.run("create table letters (id bigint)").await.unwrap();
    store.run("drop table _sqlx_migrations").await.unwrap();
    assert!(occupied(&store.db).await.unwrap().is_some());
}

/// What is to be brought up to date is copied first, as it is.
#[tokio::test]
async fn an_older_database_on_postgres_is_backed_up_as_it_stands() {
    let url = tokio::task::spawn_blocking(database).await.unwrap();
    let old = Store::as_it_is(url.clone()).await;
    older_than("0010", &url).await.close().await;
    let partner = "insert into partners (code, short_name, name, source, seq, recorded_at) \
                   values ('A', 'Một', '', '', 1, 1)";
    old.run(partner).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let part = Part::of(&folder.path().join("copy.db")).unwrap();
    old.db.copy_into(&part).await.unwrap();
    let copy = Store::as_it_is(format!("sqlite://{}", part.path().display())).await;
    assert_eq!(standing(&copy.db).await.unwrap(), Standing::Behind);
    assert_eq!(copy.tables().await, old.tables().await);
    assert_eq!(copy.texts("select short_name from partners").await, ["Một"]);
}
