//! Accounts: how they are called, and who must stay.
use axum::http::StatusCode;
use tiendo::{
    db::people::{self, Person},
    ledger::{
        AccountTermsRow,
        accounts::{self, AccountError},
    },
};

use crate::support::{
    site::{ORIGIN, PASSWORD, Site},
    store::{Store, on_both},
    users::{Anonymous, User},
};

on_both!(
    the_last_active_administrator_stays,
    names_are_folded_and_old_ones_go_on
);

/// Adds an account like another.
async fn add(site: &Site, like: &str, change: impl FnOnce(Person) -> Person) {
    let person = people::by_username(&site.store.db, like, people::at_last())
        .await
        .unwrap();
    let person = change(person.unwrap());
    let mut tx = site.store.db.begin().await.unwrap();
    let seq = tx.next_seq().await.unwrap();
    assert!(people::insert(&mut tx, &person).await.unwrap());
    let terms = AccountTermsRow::of(&person, seq, site.clock.now());
    AccountTermsRow::append(&mut tx, &[terms]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn the_last_active_administrator_stays(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let disable = async |username: &str| {
        let mut tx = site.store.db.begin().await.unwrap();
        let done = accounts::disable(&mut tx, username, site.clock.now()).await;
        tx.commit().await.unwrap();
        done
    };
    let refused = |done| matches!(done, Err(AccountError::LastAdministrator));
    assert!(refused(disable("admin").await));
    let named = |name: &'static str| {
        move |person: Person| Person {
            id: format!("id-{name}"),
            username: name.to_owned(),
            ..person
        }
    };
    // None of these could let anybody in.
    add(&site, "admin", |it| Person {
        password_hash: None,
        ..named("khong-mat-khau")(it)
    })
    .await;
    add(&site, "admin", |it| Person {
        valid_to: Some("2026-11-19".to_owned()),
        ..named("het-han")(it)
    })
    .await;
    add(&site, "admin", |it| Person {
        valid_from: Some("2026-11-21".to_owned()),
        ..named("chua-den")(it)
    })
    .await;
    add(&site, "admin", |it| Person {
        disabled: true,
        ..named("khoa-roi")(it)
    })
    .await;
    assert!(refused(disable("admin").await));
    let still = people::by_username(&site.store.db, "admin", people::at_last())
        .await
        .unwrap();
    assert!(!still.unwrap().disabled);
    assert!(disable("het-han").await.unwrap(), "others may be disabled");

    add(&site, "admin", named("admin2")).await;
    assert!(disable("admin").await.unwrap());
    assert!(
        disable("admin").await.unwrap(),
        "that one is no more of them"
    );
    assert!(refused(disable("admin2").await));
    assert!(!disable("khong-co").await.unwrap());
}

async fn names_are_folded_and_old_ones_go_on(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    // What no new account is called.
    for (n, name) in ["đặng văn", "a", "ab\u{202E}cd", "an@syt.vn"]
        .into_iter()
        .enumerate()
    {
        add(&site, "office", |it| Person {
            id: format!("id-cu-{n}"),
            username: name.to_owned(),
            ..it
        })
        .await;
    }
    for typed in [
        "office",
        " OFFICE ",
        "Head.Y-TE",
        "đặng văn",
        "Đặng Văn",
        "đa\u{323}\u{306}ng va\u{306}n",
        "A",
        "ab\u{202E}cd",
        "AN@syt.vn",
    ] {
        let fields = [("username", typed), ("password", PASSWORD)];
        let answer = Anonymous(&site).post("/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{typed:?}");
    }
}
