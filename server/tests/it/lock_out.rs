//! Strangers slow each other down, and lock nobody out of where they have signed in before.
use std::net::{IpAddr, SocketAddr};

use axum::{
    Router,
    extract::ConnectInfo,
    http::{Method, StatusCode},
};
use tiendo::{
    db::people::{self, Person},
    ledger::accounts,
};
use tokio::task::JoinSet;

use crate::support::{
    campaign,
    page::Answer,
    site::{ORIGIN, PASSWORD, Site, form, request, send},
    store::{Store, on_both},
};

on_both!(a_known_place_holds_on_every_server_until_the_password_or_the_account_ends);

/// Another than everybody has.
const OTHER: &str = "mật khẩu khác cho năm 2027";
const WRONG: &str = "mật khẩu sai hẳn rồi";
const OFFICE: [u8; 4] = [203, 0, 113, 5];

/// One attempt to sign in, from an address and with the cookies of a browser.
struct Attempt<'a> {
    username: &'a str,
    password: &'a str,
    from: IpAddr,
    cookie: Option<&'a str>,
}

impl<'a> Attempt<'a> {
    fn new(username: &'a str, password: &'a str, from: impl Into<IpAddr>) -> Self {
        Self {
            username,
            password,
            from: from.into(),
            cookie: None,
        }
    }

    fn known(self, cookie: &'a str) -> Self {
        let cookie = Some(cookie);
        Self { cookie, ..self }
    }

    async fn at(self, router: &Router) -> Answer {
        let fields = [("username", self.username), ("password", self.password)];
        let mut request = request(Method::POST, "/sign-in", self.cookie, form(&fields));
        let peer = ConnectInfo(SocketAddr::from((self.from, 50_000)));
        request.extensions_mut().insert(peer);
        send(router, request).await
    }
}

/// The whole cookie that makes a browser known, as it was set.
fn set_known(answer: &Answer) -> Option<String> {
    let set = answer.headers.get_all("set-cookie").iter();
    set.map(|set| set.to_str().unwrap().to_owned())
        .find(|set| set.contains("known="))
}

/// That cookie as the browser sends it; who signs in has one.
fn known(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let set = set_known(answer).unwrap();
    set.split(';').next().unwrap().to_owned()
}

/// A site with 50 more people, `nv.0` to `nv.49`.
async fn office_of_50() -> Site {
    let mut rows = campaign::rows();
    let terms = rows.account_terms.iter().find(|it| it.role == "committee");
    let terms = terms.cloned().unwrap();
    for n in 0..50 {
        let id = format!("id-nv.{n}");
        rows.account_terms.push(tiendo::ledger::AccountTermsRow {
            person: id.clone(),
            ..terms.clone()
        });
        rows.people.push(Person {
            id,
            username: format!("nv.{n}"),
            name: format!("Nhân viên {n}"),
            ..rows.people[0].clone()
        });
    }
    Site::over(Store::sqlite().await, ORIGIN, rows).await
}

/// 300 wrong passwords for as many names from one address, and 32 for one from four others;
/// how many of each were looked at.
async fn flood(router: &Router) -> (usize, usize) {
    let mut looked_at = [0, 0];
    let mut try_it = async |which: usize, username: &str, from: [u8; 4]| {
        let answer = Attempt::new(username, WRONG, from).at(router).await;
        match answer.status {
            StatusCode::UNPROCESSABLE_ENTITY => looked_at[which] += 1,
            status => assert_eq!(status, StatusCode::TOO_MANY_REQUESTS),
        }
    };
    for n in 0..300 {
        try_it(0, &format!("nv.{n}"), OFFICE).await;
    }
    for n in 0..32 {
        try_it(1, "office", [198, 51, 100, n % 4]).await;
    }
    (looked_at[0], looked_at[1])
}

#[tokio::test]
async fn an_office_and_a_victim_sign_in_through_a_flood_and_after_a_restart() {
    let site = office_of_50().await;
    let server = site.beside().await;
    let people: Vec<String> = (0..50).map(|n| format!("nv.{n}")).collect();
    let mut cookies = Vec::new();
    for username in people.iter().map(String::as_str).chain(["office"]) {
        let answer = Attempt::new(username, PASSWORD, OFFICE).at(&server).await;
        cookies.push((username, known(&answer)));
    }
    for (after, server) in [("before", server), ("after a restart", site.beside().await)] {
        assert_eq!(flood(&server).await, (200, 30), "{after}");
        for (username, cookie) in &cookies {
            let attempt = Attempt::new(username, PASSWORD, OFFICE).known(cookie);
            let answer = attempt.at(&server).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{after}: {username}");
        }
        // Who is new waits until the flood is over: in the office, and the victim anywhere.
        for (username, from) in [("committee", OFFICE), ("office", [192, 0, 2, 1])] {
            let answer = Attempt::new(username, PASSWORD, from).at(&server).await;
            assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{after}");
        }
    }
}

/// Fills the buckets that strangers can fill, of an account and of an address.
fn fill(site: &Site, username: &str, from: [u8; 4]) {
    let now = site.clock.now();
    for n in 0..250 {
        let attempt = |username: &str, from: IpAddr| {
            let _ = site.app.throttle.attempt(username, from, None, now);
        };
        attempt(username, [198, 51, 100, n].into());
        attempt(&n.to_string(), from.into());
    }
}

#[tokio::test]
async fn a_whole_64_of_ipv6_is_one_stranger() {
    let site = Site::new().await;
    let server = site.beside().await;
    let mut looked_at = 0;
    for n in 0..40 {
        let from = IpAddr::from([0x2001, 0xdb8, 0, 7, 0, n, 0, 1]);
        let answer = Attempt::new("office", WRONG, from).at(&server).await;
        looked_at += usize::from(answer.status == StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(looked_at, 16);
    let neighbour = IpAddr::from([0x2001, 0xdb8, 0, 8, 0, 0, 0, 1]);
    let answer = Attempt::new("office", PASSWORD, neighbour)
        .at(&server)
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

/// Wherever they come from, at once or one after the other.
#[tokio::test]
async fn right_sign_ins_are_not_counted() {
    let site = Site::new().await;
    let server = site.beside().await;
    let mut at_once = JoinSet::new();
    for _ in 0..12 {
        let server = server.clone();
        at_once.spawn(async move { Attempt::new("office", PASSWORD, OFFICE).at(&server).await });
    }
    let answers = at_once.join_all().await;
    let cookie = known(&answers[0]);
    for answer in answers {
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    for n in 0..20 {
        let attempt = Attempt::new("office", PASSWORD, OFFICE);
        let attempt = if n % 2 == 0 {
            attempt.known(&cookie)
        } else {
            attempt
        };
        let answer = attempt.at(&server).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{n}");
    }
}

/// A stolen or shared browser does not guess without end either, and who guesses there keeps
/// nobody out elsewhere.
#[tokio::test]
async fn a_known_place_has_a_tight_bucket_of_its_own() {
    let site = Site::new().await;
    let server = site.beside().await;
    let first = known(&Attempt::new("office", PASSWORD, OFFICE).at(&server).await);
    let second = known(&Attempt::new("office", PASSWORD, OFFICE).at(&server).await);
    let mut looked_at = 0;
    for n in 0..14 {
        let attempt = Attempt::new("office", WRONG, [10, 0, 0, n]).known(&first);
        let answer = attempt.at(&server).await;
        looked_at += usize::from(answer.status == StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(looked_at, 10);
    for (cookie, status) in [
        (&first, StatusCode::TOO_MANY_REQUESTS),
        (&second, StatusCode::SEE_OTHER),
    ] {
        let attempt = Attempt::new("office", PASSWORD, OFFICE).known(cookie);
        assert_eq!(attempt.at(&server).await.status, status);
    }
}

async fn a_known_place_holds_on_every_server_until_the_password_or_the_account_ends(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let here = [10, 0, 0, 9];
    fill(&site, "office", here);
    fill(&site, "office2", here);
    let sign_in = async |username, cookie: &str| {
        let body = form(&[("username", username), ("password", PASSWORD)]);
        let mut request = request(Method::POST, "/sign-in", Some(cookie), body);
        let peer = ConnectInfo(SocketAddr::from((here, 50_000)));
        request.extensions_mut().insert(peer);
        site.send(request).await
    };
    let gets_in = async |username, cookie: &str| match sign_in(username, cookie).await.status {
        StatusCode::SEE_OTHER => true,
        status => {
            assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
            false
        }
    };
    // Known through another server, from elsewhere.
    let other = site.beside().await;
    let cookie = known(&Attempt::new("office", PASSWORD, OFFICE).at(&other).await);
    assert!(gets_in("office", &cookie).await);
    // It names nobody, is good for one account, and holds only as it was made.
    assert!(!cookie.contains("office"));
    assert!(!gets_in("office2", &cookie).await);
    assert!(!gets_in("khong.co", &cookie).await);
    assert!(!gets_in("office", "tiendo-known=AAAA").await);
    assert!(!gets_in("office", &cookie[..cookie.len() - 1]).await);

    // Two accounts share the browser; signing out of one ends neither.
    let attempt = Attempt::new("office2", PASSWORD, OFFICE).known(&cookie);
    let both = known(&attempt.at(&other).await);
    assert!(gets_in("office", &both).await && gets_in("office2", &both).await);
    let session = crate::support::users::sign_in(&site, "committee").await;
    let cookies = format!("{session}; {both}");
    let sign_out = request(Method::POST, "/sign-out", Some(&cookies), String::new());
    let answer = site.send(sign_out).await;
    assert_eq!(set_known(&answer), None);
    assert!(!answer.header("clear-site-data").contains("cookies"));

    // Another password ends it for that account alone.
    let hash = Site::hash_of(OTHER).await;
    let mut tx = site.store.db.begin().await.unwrap();
    assert!(
        people::set_password(&mut tx, "office2", &hash, 1)
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    assert!(!gets_in("office2", &both).await);
    assert!(gets_in("office", &both).await);

    // Being disabled ends it for good.
    for enable in [false, true] {
        let mut tx = site.store.db.begin().await.unwrap();
        let now = site.clock.now();
        let done = if enable {
            accounts::enable(&mut tx, "office", now).await
        } else {
            Ok(accounts::disable(&mut tx, "office", now).await.unwrap())
        };
        assert!(done.unwrap());
        tx.commit().await.unwrap();
        assert!(!gets_in("office", &both).await);
    }
}

#[tokio::test]
async fn a_place_is_known_for_180_days() {
    let site = Site::new().await;
    let server = site.beside().await;
    let cookie = known(&Attempt::new("office", PASSWORD, OFFICE).at(&server).await);
    for (days, status) in [
        (179, StatusCode::SEE_OTHER),
        (1, StatusCode::TOO_MANY_REQUESTS),
    ] {
        site.later(days * 24 * 60);
        fill(&site, "office", [127, 0, 0, 1]);
        let fields = form(&[("username", "office"), ("password", PASSWORD)]);
        let answer = site
            .send(request(Method::POST, "/sign-in", Some(&cookie), fields))
            .await;
        assert_eq!(answer.status, status);
    }
}

#[tokio::test]
async fn the_cookie_of_a_known_place_is_the_browsers_alone() {
    for (origin, name, secure) in [
        (ORIGIN, "tiendo-known=", false),
        ("https://tiendo.example", "__Host-known=", true),
    ] {
        let site = Site::at(Store::sqlite().await, origin).await;
        let fields = form(&[("username", "office"), ("password", PASSWORD)]);
        let answer = site
            .send(request(Method::POST, "/sign-in", None, fields))
            .await;
        let set = set_known(&answer).unwrap();
        assert!(set.starts_with(name), "{set}");
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=15552000"] {
            assert!(set.split("; ").any(|it| it == part), "{part} in {set}");
        }
        assert_eq!(set.contains("; Secure"), secure, "{set}");
        assert!(!set.contains("Domain="), "{set}");
    }
}

/// More than can be looked at soon are told so, and lose nothing by it.
#[tokio::test]
async fn sign_ins_that_wait_are_bounded() {
    let site = Site::new().await;
    let server = site.with_a_queue_of_its_own().await;
    let mut at_once = JoinSet::new();
    for n in 0..120_u8 {
        let server = server.clone();
        at_once.spawn(async move {
            let username = format!("nv.{n}");
            let attempt = Attempt::new(&username, WRONG, [10, 0, n, 1]);
            attempt.at(&server).await
        });
    }
    let mut refused = 0;
    for answer in at_once.join_all().await {
        if answer.status == StatusCode::SERVICE_UNAVAILABLE {
            assert_eq!(answer.header("retry-after"), "5");
            answer.shows("lần này chưa được xét");
            refused += 1;
        } else {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    assert!((10..=18).contains(&refused), "{refused}");
}
