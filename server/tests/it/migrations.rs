//! Migrations: the same steps for both engines, all or nothing, never backwards.
use std::{fs, path::Path};

use sqlx::migrate::Migrator;
use tiendo::{
    db::{
        Db, DbError, Standing, migrate,
        people::{self, Person},
        run_migrations, standing,
    },
    ledger::AccountTermsRow,
};

use crate::support::{
    postgres::database,
    store::{Store, on_both},
};

on_both!(
    a_step_that_fails_leaves_the_schema_as_it_was,
    a_newer_database_is_refused,
    migrating_twice_changes_nothing,
    a_look_tells_how_a_database_stands,
);

const ENGINES: [&str; 2] = ["sqlite", "postgres"];

fn folder(engine: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../migrations")
        .join(engine)
}

fn files(engine: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder(engine))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn both_engines_have_the_same_numbers_and_names() {
    let [sqlite, postgres] = ENGINES.map(files);
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite, postgres);
    let numbers: Vec<u32> = sqlite
        .iter()
        .map(|name| {
            let number = name
                .strip_suffix(".sql")
                .and_then(|name| name.split_once('_'));
            let number = number.filter(|(number, _)| number.len() == 4);
            number.and_then(|(n, _)| n.parse().ok()).expect(name)
        })
        .collect();
    assert!(numbers.is_sorted_by(|a, b| a < b), "{sqlite:?}");
}

/// This binary's steps and one more.
async fn with_step(engine: &str, number: &str, sql: &str) -> Migrator {
    let dir = tempfile::tempdir().unwrap();
    for name in files(engine) {
        fs::copy(folder(engine).join(&name), dir.path().join(&name)).unwrap();
    }
    fs::write(dir.path().join(format!("{number}_extra.sql")), sql).unwrap();
    Migrator::new(dir.path()).await.unwrap()
}

/// Makes this binary's steps and one more, as a newer one would.
pub async fn run_with(db: &Db, number: &str, sql: &str) -> Result<(), DbError> {
    let [sqlite, postgres] = ENGINES;
    let sqlite = with_step(sqlite, number, sql).await;
    let postgres = with_step(postgres, number, sql).await;
    run_migrations(db, &sqlite, &postgres).await
}

async fn a_step_that_fails_leaves_the_schema_as_it_was(store: Store) {
    let before = store.everything().await;
    let tables = store.tables().await;
    let broken = "create table half (id bigint); \
                  update heartbeat set beat_at = 99; \
                  insert into nowhere values (1);";
    let error = run_with(&store.db, "9000", broken).await.unwrap_err();
    assert!(matches!(error, DbError::Migration(_)), "{error}");
    assert!(error.to_string().contains("không có gì thay đổi"));
    assert_eq!(store.tables().await, tables);
    assert_eq!(store.everything().await, before);

    // Mended, the same number goes through: the failure left no lock behind.
    run_with(&store.db, "9000", "create table half (id bigint)")
        .await
        .unwrap();
    assert!(store.tables().await.contains(&"half".to_owned()));
}

async fn a_newer_database_is_refused(store: Store) {
    run_with(&store.db, "9999", "create table later (id bigint)")
        .await
        .unwrap();
    let error = migrate(&store.db).await.unwrap_err();
    assert!(matches!(error, DbError::Newer(9999)), "{error}");
    assert_eq!(
        error.to_string(),
        "cơ sở dữ liệu này do bản Tiến Độ mới hơn tạo ra (bước 9999); hãy chạy bản mới đó, \
         hoặc khôi phục bản sao lưu trước khi nâng cấp"
    );
}

async fn migrating_twice_changes_nothing(store: Store) {
    let before = store.everything().await;
    migrate(&store.db).await.unwrap();
    assert_eq!(store.everything().await, before);
}

/// A dry run asks before it reads, and makes no step itself.
async fn a_look_tells_how_a_database_stands(store: Store) {
    assert_eq!(standing(&store.db).await.unwrap(), Standing::Current);
    let last = "(select max(version) from _sqlx_migrations)";
    store
        .run(&format!(
            "delete from _sqlx_migrations where version = {last}"
        ))
        .await
        .unwrap();
    assert_eq!(standing(&store.db).await.unwrap(), Standing::Behind);
    store.run("delete from _sqlx_migrations").await.unwrap();
    assert_eq!(standing(&store.db).await.unwrap(), Standing::Empty);
    store.run("drop table _sqlx_migrations").await.unwrap();
    assert_eq!(standing(&store.db).await.unwrap(), Standing::Empty);
}

#[tokio::test]
async fn a_look_refuses_a_newer_database() {
    let store = Store::sqlite().await;
    run_with(&store.db, "9999", "create table later (id bigint)")
        .await
        .unwrap();
    let error = standing(&store.db).await.unwrap_err();
    assert!(matches!(error, DbError::Newer(9999)), "{error}");
}

/// An empty database as it was before a step.
pub async fn older_than(step: &str, url: &str) -> Db {
    let steps = async |engine: &str| {
        let dir = tempfile::tempdir().unwrap();
        for name in files(engine).iter().filter(|name| name.as_str() < step) {
            fs::copy(folder(engine).join(name), dir.path().join(name)).unwrap();
        }
        Migrator::new(dir.path()).await.unwrap()
    };
    let db = Db::connect(url).await.unwrap();
    let [sqlite, postgres] = ENGINES;
    run_migrations(&db, &steps(sqlite).await, &steps(postgres).await)
        .await
        .unwrap();
    db
}

/// An account of a database from before its terms were facts is the same account after.
async fn accounts_keep_their_terms(url: &str) {
    let db = older_than("0007", url).await;
    let old = "insert into people (id, username, name, title, role, unit, partner, language, \
               password_hash, disabled, valid_from, valid_to, created_at) values \
               ('a', 'head.syt', 'Người A', 'Giám đốc', 'head', 'SYT', null, 'vi', 'hash', true, \
               '2026-01-01', '2026-12-31', 5)";
    match &db {
        Db::Sqlite { write, .. } => sqlx::query(old).execute(write).await.map(|_| ()),
        Db::Postgres { write: pool, .. } => sqlx::query(old).execute(pool).await.map(|_| ()),
    }
    .unwrap();
    migrate(&db).await.unwrap();
    let person = people::by_username(&db, "head.syt", people::at_last())
        .await
        .unwrap()
        .unwrap();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        person,
        Person {
            id: "a".to_owned(),
            username: "head.syt".to_owned(),
            name: "Người A".to_owned(),
            title: "Giám đốc".to_owned(),
            role: "head".to_owned(),
            unit: text("SYT"),
            partner: None,
            language: "vi".to_owned(),
            password_hash: text("hash"),
            disabled: true,
            valid_from: text("2026-01-01"),
            valid_to: text("2026-12-31"),
            created_at: 5,
            email: None,
            wants_mail: true,
            ..Person::default()
        }
    );
    let rows = AccountTermsRow::between(&db, 0, i64::MAX).await.unwrap();
    assert_eq!((rows.len(), rows[0].seq), (1, db.seq().await.unwrap()));
    assert!(rows[0].recorded_at > 1_700_000_000_000_000, "{rows:?}");
}

#[tokio::test]
async fn accounts_keep_their_terms_on_sqlite() {
    let dir = tempfile::tempdir().unwrap();
    accounts_keep_their_terms(&format!("sqlite://{}/a.db", dir.path().display())).await;
}

#[tokio::test]
async fn accounts_keep_their_terms_on_postgres() {
    let url = tokio::task::spawn_blocking(database).await;
    accounts_keep_their_terms(&url.unwrap()).await;
}
