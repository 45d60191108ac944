//! What keeps browsers, guessers and forgers out.
use std::net::SocketAddr;

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, StatusCode},
};
use tiendo::{
    db::people,
    ledger::{self, AccountTermsRow, accounts},
};

use crate::support::{
    campaign::{HIDDEN_FILE, TODAY, at},
    page::{Answer, nonce},
    site::{ORIGIN, PASSWORD, Site, cookie, form, request, set_cookie},
    store::{Store, on_both},
    users::{Anonymous, Head, Member, Office, User, sign_in},
};

on_both!(
    junk_is_never_a_failure,
    errors_say_a_sentence_and_an_id,
    disabling_an_account_shuts_it_out_at_once,
    rule_3_what_an_account_may_do_is_added_to_never_changed,
);

const HTTPS: &str = "https://tiendo.example";

const ALWAYS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The one answer that is not for somebody.
const OF_THE_SITE: &str = "a file of the site";

/// One answer of every kind there is.
async fn answers(site: &Site) -> Vec<(&'static str, Answer)> {
    let nobody = Anonymous(site);
    let office = Office::of(site).await;
    let too_large = "x".repeat(1_100_000);
    vec![
        ("a page", office.get("/").await),
        ("the sign-in page", nobody.get("/sign-in").await),
        ("a redirect", nobody.get("/").await),
        ("not found", office.get("/khong-co").await),
        ("refused", office.get("/work").await),
        ("not signed in", nobody.post("/work/x", &[]).await),
        ("a mistake", office.get("/?as_of=2026-13-01").await),
        (
            "too large",
            office
                .post("/review/yte-xanh", &[("reason", &too_large)])
                .await,
        ),
        ("wrong password", nobody.post("/sign-in", &[]).await),
        ("health", nobody.get("/healthz").await),
        ("a missing file", nobody.get("/pkg/khong-co.js").await),
        ("a file of a report", office.get(HIDDEN_FILE).await),
        (OF_THE_SITE, nobody.get("/favicon.svg").await),
    ]
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let site = Site::new().await;
    for (what, answer) in answers(&site).await {
        for (name, value) in ALWAYS {
            assert_eq!(answer.header(name), value, "{what}: {name}");
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{what}: {policy}");
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{what}: {policy}"
        );
        let kept = match what {
            OF_THE_SITE => "public, max-age=86400",
            _ => "no-store",
        };
        assert_eq!(answer.header("cache-control"), kept, "{what}");
        assert_ne!(answer.header("x-request-id"), "", "{what}");
        assert_eq!(answer.header("strict-transport-security"), "", "{what}");
    }
}

#[tokio::test]
async fn a_page_names_the_nonce_of_its_scripts() {
    let site = Site::new().await;
    let office = Office::of(&site).await;
    let mut nonces = Vec::new();
    for path in [
        "/",
        "/units",
        "/units/SO-Y-TE",
        "/review",
        "/khong-co",
        "/work",
    ] {
        let answer = office.get(path).await;
        let policy = answer.header("content-security-policy");
        let own = nonce(policy);
        assert!(own.len() >= 16, "{path}: {policy}");
        assert_eq!(
            policy,
            format!(
                "default-src 'none'; script-src 'nonce-{own}' 'strict-dynamic' 'wasm-unsafe-eval'; \
                 style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; \
                 base-uri 'none'; frame-ancestors 'none'"
            )
        );
        for script in answer.body.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap_or("");
            assert!(tag.contains(&format!("nonce=\"{own}\"")), "{path}: {tag}");
        }
        // The policy forbids styles and handlers in the page itself.
        answer.hides(" style=\"");
        answer.hides(" onclick=");
        nonces.push(own);
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 6, "each answer has a nonce of its own");
}

#[tokio::test]
async fn the_cookie_follows_the_origin() {
    let plain = Site::new().await;
    let set = signed_in(&plain).await;
    assert!(set.starts_with("tiendo="), "{set}");
    assert!(!set.contains("Secure"), "{set}");

    let https = Site::at(Store::sqlite().await, HTTPS).await;
    let set = signed_in(&https).await;
    assert!(set.starts_with("__Host-tiendo="), "{set}");
    for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(set.split("; ").any(|p| p == part), "{part} in {set}");
    }
    assert!(!set.contains("Domain="), "{set}");
    for (what, answer) in answers(&https).await {
        assert_eq!(
            answer.header("strict-transport-security"),
            "max-age=31536000; includeSubDomains",
            "{what}"
        );
    }
}

/// Each cookie there is, also one that is taken away.
#[tokio::test]
async fn every_cookie_follows_the_origin() {
    for (origin, secure) in [(ORIGIN, false), (HTTPS, true)] {
        let site = Site::at(Store::sqlite().await, origin).await;
        let session = sign_in(&site, "office").await;
        let fields = form(&[("username", "office"), ("password", PASSWORD)]);
        let ended = format!(
            "{}=AAAAAAAAAAAAAAAAAAAAAA",
            session.split('=').next().unwrap()
        );
        let mut names = Vec::new();
        for (method, path, cookie, fields) in [
            (Method::POST, "/sign-in", None, fields),
            (Method::GET, "/sign-in?lang=en", None, String::new()),
            (Method::GET, "/units", Some(&ended), String::new()),
            (Method::POST, "/sign-out", Some(&session), String::new()),
        ] {
            let request = request(method, path, cookie.map(String::as_str), fields);
            let answer = site.send(request).await;
            for set in answer.headers.get_all("set-cookie") {
                let set = set.to_str().unwrap();
                let mut parts: Vec<&str> = set.split("; ").collect();
                let name = parts.remove(0).split('=').next().unwrap();
                names.push(name.trim_start_matches("__Host-").to_owned());
                for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
                    assert_eq!(parts.iter().filter(|it| **it == part).count(), 1, "{set}");
                }
                let secured = parts.iter().filter(|it| **it == "Secure").count();
                assert_eq!(secured, usize::from(secure), "{set}");
            }
            let cleared = if path == "/sign-out" { "\"cache\"" } else { "" };
            assert_eq!(answer.header("clear-site-data"), cleared, "{path}");
        }
        names.sort();
        let known = if secure { "known" } else { "tiendo-known" };
        let mut all = ["tiendo", "tiendo", "tiendo", "tiendo-lang", known];
        all.sort_unstable();
        assert_eq!(names, all);
    }
}

async fn signed_in(site: &Site) -> String {
    let fields = [("username", "office"), ("password", PASSWORD)];
    let answer = Anonymous(site).post("/sign-in", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    set_cookie(&answer.headers).unwrap().to_owned()
}

/// Sec-Fetch-Site, Origin, and whether a change is carried out.
const SOURCES: [(Option<&str>, Option<&str>, bool); 13] = [
    (Some("same-origin"), None, true),
    (Some("same-origin"), Some(ORIGIN), true),
    (Some("none"), None, true),
    (None, Some(ORIGIN), true),
    (None, Some("http://localhost:3000"), true),
    (None, Some("http://[::1]:3000"), true),
    (None, None, false),
    (Some("cross-site"), None, false),
    (Some("cross-site"), Some(ORIGIN), false),
    (Some("same-site"), None, false),
    (Some("same-origin"), Some("https://evil.example"), false),
    (None, Some("http://127.0.0.1:4000"), false),
    (None, Some("null"), false),
];

#[tokio::test]
async fn changes_come_only_from_our_own_pages() {
    let site = Site::new().await;
    let office = Office::of(&site).await;
    for (fetch_site, origin, allowed) in SOURCES {
        for path in ["/review/btc-dan-cu", "/sign-in"] {
            let mut request = request(Method::POST, path, Some(&office.session), String::new());
            request.headers_mut().remove("sec-fetch-site");
            for (name, value) in [("sec-fetch-site", fetch_site), ("origin", origin)] {
                if let Some(value) = value {
                    request.headers_mut().insert(name, value.parse().unwrap());
                }
            }
            let answer = site.send(request).await;
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !allowed, "{fetch_site:?} {origin:?} {path}");
            if refused {
                answer.shows("không đến từ trang của Tiến Độ");
            }
        }
    }
}

#[tokio::test]
async fn with_an_https_origin_loopback_is_foreign() {
    let site = Site::at(Store::sqlite().await, HTTPS).await;
    for (origin, allowed) in [(HTTPS, true), ("https://localhost", false), (ORIGIN, false)] {
        let mut request = request(Method::POST, "/sign-in", None, String::new());
        request.headers_mut().remove("sec-fetch-site");
        request
            .headers_mut()
            .insert("origin", origin.parse().unwrap());
        let refused = site.send(request).await.status == StatusCode::FORBIDDEN;
        assert_eq!(refused, !allowed, "{origin}");
    }
}

/// Words of libraries and engines that no page may show.
const FOREIGN: [&str; 8] = [
    "pool",
    "sqlx",
    "SQLite",
    "sqlite",
    "PostgreSQL",
    "deserialize",
    "panicked",
    "rejection",
];

/// With the database gone, whoever asks and whatever for.
async fn errors_say_a_sentence_and_an_id(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = Office::of(&site).await;
    site.store.db.close().await;
    let fields = [("username", "office"), ("password", PASSWORD)];
    for (what, answer) in [
        ("signed in", office.get("/units").await),
        (
            "posting",
            office
                .post(
                    "/review/yte-xanh",
                    &[("read", ""), ("promised", ""), ("account", "")],
                )
                .await,
        ),
        (
            "signing in",
            Anonymous(&site).post("/sign-in", &fields).await,
        ),
    ] {
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{what}");
        answer.shows("lang=\"vi\"");
        let id = answer.header("x-request-id");
        assert!(id.len() > 10, "{what}");
        answer.shows(id);
        for words in FOREIGN {
            answer.hides(words);
        }
    }
    let answer = Anonymous(&site).get("/healthz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.body, "unavailable\n");
}

#[tokio::test]
async fn health_says_that_it_reads_and_writes() {
    let site = Site::new().await;
    let answer = Anonymous(&site).get("/healthz").await;
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (StatusCode::OK, "ok\n")
    );
    assert_eq!(
        site.store.number("select beat_at from heartbeat").await,
        site.clock.now()
    );
}

/// Unknown, wrong, disabled, delegation over: one answer, which says nothing.
#[tokio::test]
async fn signing_in_tells_nothing_about_accounts() {
    let site = Site::new().await;
    let mut pages = Vec::new();
    for (username, password) in [
        ("khong.co", PASSWORD),
        ("office", "mật khẩu sai hẳn rồi"),
        ("khoa", PASSWORD),
        ("het.han", PASSWORD),
        ("office", ""),
    ] {
        let fields = [("username", username), ("password", password)];
        let answer = Anonymous(&site).post("/sign-in", &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{username}"
        );
        assert!(cookie(&answer.headers).is_none(), "{username}");
        answer.hides(PASSWORD);
        let value = format!("value=\"{username}\"");
        answer.shows(&value);
        pages.push(answer.plain().replace(&value, ""));
    }
    for page in &pages {
        assert_eq!(*page, pages[0]);
    }
    // What was typed as a name may be a password: only accounts are written down.
    let kept = site.store.everything().await.join("\n");
    assert!(kept.contains("sign_in.failed"));
    assert!(!kept.contains("khong.co"));
    assert!(!kept.contains("mật khẩu sai hẳn rồi"));
}

#[tokio::test]
async fn guessing_is_slowed_for_one_account_and_address() {
    let site = Site::new().await;
    let from = |ip: [u8; 4], username: &str, password: &str| {
        let body = form(&[("username", username), ("password", password)]);
        let mut request: Request<Body> = request(Method::POST, "/sign-in", None, body);
        let peer = ConnectInfo(SocketAddr::from((ip, 50_000)));
        request.extensions_mut().insert(peer);
        site.send(request)
    };
    let mut slowed = None;
    for _ in 0..30 {
        let answer = from([203, 0, 113, 5], "office", "mật khẩu sai hẳn rồi").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            slowed = Some(answer);
            break;
        }
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let slowed = slowed.expect("429 after some attempts");
    let wait: u64 = slowed.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    // The right password does not help there either.
    let answer = from([203, 0, 113, 5], "office", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    // Another account from there, and this account from elsewhere, get in.
    let answer = from([203, 0, 113, 5], "committee", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let answer = from([198, 51, 100, 7], "office", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_in_changes_the_session_and_signing_out_ends_it() {
    let site = Site::new().await;
    let first = sign_in(&site, "office").await;
    // Signing in again with a session known to somebody else.
    let body = form(&[("username", "office2"), ("password", PASSWORD)]);
    let answer = site
        .send(request(Method::POST, "/sign-in", Some(&first), body))
        .await;
    let second = cookie(&answer.headers).expect("a new session");
    assert_ne!(first, second);
    assert!(!is_in(&site, &first).await, "the old id opens nothing");
    assert!(is_in(&site, &second).await);
    let answer = site
        .send(request(
            Method::POST,
            "/sign-out",
            Some(&second),
            String::new(),
        ))
        .await;
    assert_eq!(answer.location(), "/sign-in?done=signed-out");
    assert!(!is_in(&site, &second).await);
    // An id nobody gave out opens nothing.
    assert!(!is_in(&site, "tiendo=AAAAAAAAAAAAAAAAAAAAAA").await);
}

async fn is_in(site: &Site, session: &str) -> bool {
    let answer = site
        .send(request(Method::GET, "/units", Some(session), String::new()))
        .await;
    answer.status == StatusCode::OK
}

#[tokio::test]
async fn sessions_end_after_60_idle_minutes() {
    let site = Site::new().await;
    let session = sign_in(&site, "office").await;
    site.later(59);
    assert!(is_in(&site, &session).await);
    site.later(62);
    assert!(!is_in(&site, &session).await);
}

#[tokio::test]
async fn sessions_end_after_12_hours_of_use() {
    let site = Site::new().await;
    let session = sign_in(&site, "office").await;
    for used in 1..=23 {
        site.later(30);
        assert!(is_in(&site, &session).await, "after {} minutes", used * 30);
        // Activity is written after the answer.
        let now = site.clock.now();
        for _ in 0..200 {
            if site
                .store
                .number("select max(last_seen) from sessions")
                .await
                == now
            {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    }
    site.later(29);
    assert!(is_in(&site, &session).await, "a minute before 12 hours");
    site.later(1);
    assert!(!is_in(&site, &session).await, "12 hours");
}

async fn disabling_an_account_shuts_it_out_at_once(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let head = Head::of(&site).await;
    let member = Member::of(&site).await;
    assert!(is_in(&site, &head.session).await);
    let mut tx = site.store.db.begin().await.unwrap();
    let now = site.clock.now();
    accounts::disable(&mut tx, "head.y-te", now).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!is_in(&site, &head.session).await);
    assert!(is_in(&site, &member.session).await);
}

/// Rule 3: what an account may do are dated rows, and the latest holds at once.
async fn rule_3_what_an_account_may_do_is_added_to_never_changed(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let member = Member::of(&site).await;
    let terms = async || {
        site.store
            .texts(
                "select role || ' ' || unit || case when disabled then ' disabled' else '' end \
                 from account_terms where person = 'id-member.y-te' order by seq",
            )
            .await
    };
    let begin = async || site.store.db.begin().await.unwrap();
    member.get("/review").await.expect(StatusCode::FORBIDDEN);
    let person = people::by_username(&site.store.db, "member.y-te", people::at_last()).await;
    let head = people::Person {
        role: "head".to_owned(),
        ..person.unwrap().unwrap()
    };
    let now = site.clock.now();
    let mut tx = begin().await;
    let seq = tx.next_seq().await.unwrap();
    let row = AccountTermsRow::of(&head, seq, now);
    AccountTermsRow::append(&mut tx, &[row]).await.unwrap();
    tx.commit().await.unwrap();
    // What a session was opened for is over with the role, whoever wrote the row.
    assert!(!is_in(&site, &member.session).await);
    let member = Member::of(&site).await;
    member.get("/review").await.expect(StatusCode::OK);

    let mut tx = begin().await;
    assert!(
        accounts::disable(&mut tx, "member.y-te", now)
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    assert!(!is_in(&site, &member.session).await);
    let mut tx = begin().await;
    assert!(accounts::enable(&mut tx, "member.y-te", now).await.unwrap());
    assert!(!accounts::enable(&mut tx, "nobody", now).await.unwrap());
    tx.commit().await.unwrap();
    let rows = [
        "member SO-Y-TE",
        "head SO-Y-TE",
        "head SO-Y-TE disabled",
        "head SO-Y-TE",
    ];
    assert_eq!(terms().await, rows);
    let again = sign_in(&site, "member.y-te").await;
    assert!(is_in(&site, &again).await);
}

/// A delegation ends with its last day, a session or not.
#[tokio::test]
async fn a_delegation_ends_at_midnight() {
    let site = Site::new().await;
    site.clock.set(at(TODAY, 0));
    site.later(-30);
    let session = sign_in(&site, "het.han").await;
    let other = sign_in(&site, "head.y-te").await;
    assert!(is_in(&site, &session).await);
    site.clock.set(at(TODAY, 0));
    assert!(!is_in(&site, &session).await);
    assert!(is_in(&site, &other).await);
}

#[tokio::test]
async fn after_signing_in_nobody_leaves_the_site() {
    let site = Site::new().await;
    for (next, expected) in [
        (
            "/units/SO-Y-TE?as_of=2026-11-01",
            "/units/SO-Y-TE?as_of=2026-11-01",
        ),
        ("", "/"),
        ("https://evil.example", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-in?next=//evil.example", "/"),
    ] {
        let fields = [
            ("username", "office"),
            ("password", PASSWORD),
            ("next", next),
        ];
        let answer = Anonymous(&site).post("/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{next:?}");
        assert_eq!(answer.location(), expected, "{next:?}");
        let typed = form(&[("next", next)]);
        let page = Anonymous(&site).get(&format!("/sign-in?{typed}")).await;
        assert_eq!(page.hidden("next").as_deref(), Some(expected), "{next:?}");
    }
}

/// Where nothing was asked for, and none is refused the page.
#[tokio::test]
async fn signing_in_leads_to_ones_own_work() {
    let site = Site::new().await;
    for (username, home) in [
        ("committee", "/"),
        ("office", "/"),
        ("head.y-te", "/"),
        ("member.y-te", "/"),
        ("partner.xanh", "/work"),
        ("admin", "/people"),
        ("display", "/"),
    ] {
        let fields = [
            ("username", username),
            ("password", PASSWORD),
            ("next", "/"),
        ];
        let answer = Anonymous(&site).post("/sign-in", &fields).await;
        assert_eq!(answer.location(), home, "{username}");
        let cookie = cookie(&answer.headers).unwrap();
        for (from, status) in [(home, StatusCode::OK), ("/sign-in", StatusCode::SEE_OTHER)] {
            let request = request(Method::GET, from, Some(&cookie), String::new());
            let answer = site.send(request).await.expect(status);
            if status == StatusCode::SEE_OTHER {
                assert_eq!(answer.location(), home, "{username}");
            }
        }
    }
}

/// A header is plain letters: what is not goes as an address has it.
#[tokio::test]
async fn an_address_to_go_to_is_plain() {
    let site = Site::new().await;
    for (next, to) in [
        ("/search?q=Sở Y tế", "/search?q=S%E1%BB%9F%20Y%20t%E1%BA%BF"),
        (
            "/search?q=S%E1%BB%9F+Y&x=a%20b",
            "/search?q=S%E1%BB%9F+Y&x=a%20b",
        ),
        ("/units?q=\"<a>|{`^\"", "/units?q=%22%3Ca%3E%7C%7B%60%5E%22"),
    ] {
        let fields = [
            ("username", "office"),
            ("password", PASSWORD),
            ("next", next),
        ];
        let answer = Anonymous(&site).post("/sign-in", &fields).await;
        assert_eq!(answer.location(), to);
    }
}

/// What is asked for is whatever somebody writes into an address.
#[tokio::test]
async fn rule_12_what_is_refused_leaves_no_mark_in_the_audit() {
    let site = Site::new().await;
    let office = Office::of(&site).await;
    for path in ["/work/yte-xanh", "/work/toi-mat-kin-881"] {
        office.get(path).await.expect(StatusCode::FORBIDDEN);
        // Of another site.
        let mut request = request(Method::POST, path, office.cookie(), String::new());
        let headers = request.headers_mut();
        headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
        site.send(request).await.expect(StatusCode::FORBIDDEN);
    }
    let lines = "select action || ' ' || subject from audit where action like 'refused%' \
                 order by action, subject";
    let lines = site.store.texts(lines).await;
    let told = [
        "refused ",
        "refused /work/yte-xanh",
        "refused.foreign ",
        "refused.foreign /work/yte-xanh",
    ];
    assert_eq!(lines, told);
}

#[tokio::test]
async fn a_large_body_is_refused() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let large = "a".repeat(1_100_000);
    for path in [
        "/work/yte-san-pham",
        "/work/yte-san-pham/withdraw",
        "/sign-in",
    ] {
        let answer = member.post(path, &[("produced", &large)]).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        answer.shows("quá lớn");
    }
}

const FORM: &str = "018f3c1e-0000-7000-8000-000000000002";

/// Odd addresses and forms: told what is wrong, never a failure of ours.
async fn junk_is_never_a_failure(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = Office::of(&site).await;
    let member = Member::of(&site).await;
    let long = "A".repeat(5000);
    for (query, status) in [
        ("as_of=2026-13-01", 400),
        ("as_of=2026-11-21", 400),
        ("as_of=9999-01-01", 400),
        ("as_of=0000-00-00", 400),
        ("as_of=%FF%FE", 400),
        ("as_of=%00", 400),
        ("as_of=1900-01-01", 200),
        ("as_of=20/11/2026", 200),
        ("as_of=", 200),
        ("as_of=2026-11-01&as_of=x", 400),
        ("%=%&&==", 200),
        ("lang=%E2%28%A1", 200),
        ("page=-1", 200),
        ("page=99999999999999999999", 200),
        ("done=%3Cscript%3E", 200),
        ("bloc=x&tier=%00&q=%00%27%22--", 200),
    ] {
        for path in [
            "/",
            "/units",
            "/units/SO-Y-TE",
            "/duties/SO-Y-TE/CN-Y-TE",
            "/review",
        ] {
            let answer = office.get(&format!("{path}?{query}")).await;
            // A unit is not there yet on a day before it was entered.
            let missing = query.contains("1900") && path.contains("SO-Y-TE");
            // A day as people write it leads to its address.
            let typed = query.starts_with("as_of=") && query.contains('/') && status == 200;
            let expected = match (missing, typed) {
                (true, _) => 404,
                (_, true) => 303,
                _ => status,
            };
            assert_eq!(answer.status, expected, "{path}?{query}");
            answer.hides("<script>");
        }
    }
    let paths = [
        format!("/units/{long}"),
        "/units/%00".to_owned(),
        "/units/%FF".to_owned(),
        "/units/..%2F..%2Fetc".to_owned(),
        "/units/S%E1%BB%9F".to_owned(),
        "/duties/SO-Y-TE/%00".to_owned(),
        format!("/duties/{long}/{long}"),
        "/review/%00".to_owned(),
        "/review/'%20or%201=1".to_owned(),
        "/%".to_owned(),
        "//".to_owned(),
        "/pkg/..%2F..%2FCargo.toml".to_owned(),
    ];
    for path in &paths {
        let answer = office.get(path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    }
    let bodies = [
        String::new(),
        "%".to_owned(),
        "%FF%FE=%00".to_owned(),
        "submission=khong-phai".to_owned(),
        form(&[("submission", FORM), ("submission", FORM)]),
        form(&[
            ("submission", FORM),
            ("version", "9223372036854775807"),
            ("action", "draft"),
        ]),
        form(&[
            ("submission", FORM),
            ("version", "-9223372036854775808"),
            ("action", "draft"),
        ]),
        form(&[
            ("submission", FORM),
            ("version", "x"),
            ("action", "draft"),
            ("produced", "\0"),
        ]),
        form(&[
            ("submission", FORM),
            ("produced", "\0\u{7}\u{202e}"),
            ("link", "http://["),
        ]),
        form(&[
            ("submission", FORM),
            ("decision", "extended"),
            ("reason", "\0"),
        ]),
        form(&[("username", "\0"), ("password", "\0")]),
        form(&[("username", "a\u{0}b"), ("password", PASSWORD)]),
        form(&[
            ("username", "' or 1=1 --"),
            ("password", &"\u{1F4A9}".repeat(300)),
        ]),
    ];
    for body in &bodies {
        for (who, path) in [
            (&member.session, "/work/yte-san-pham"),
            (&member.session, "/work/yte-san-pham/withdraw"),
            (&office.session, "/review/btc-dan-cu"),
            (&office.session, "/sign-in"),
        ] {
            let answer = site
                .send(request(Method::POST, path, Some(who), body.clone()))
                .await;
            assert!(
                !answer.status.is_server_error(),
                "{path} {body}: {}",
                answer.status
            );
        }
    }
    // And nothing of it left anything behind that breaks the pages.
    member.get("/work").await.expect(StatusCode::OK);
    member
        .get("/work/yte-san-pham")
        .await
        .expect(StatusCode::OK);
    office.get("/").await.expect(StatusCode::OK);
    let verdict = ledger::verify(&site.store.db, None).await.unwrap();
    assert!(verdict.is_whole(), "{verdict:?}");
}

/// Another content type is no form of this site.
#[tokio::test]
async fn only_forms_are_read() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    for kind in ["application/json", "multipart/form-data", "text/plain"] {
        let mut request = request(
            Method::POST,
            "/work/yte-san-pham",
            Some(&member.session),
            "{}".to_owned(),
        );
        request
            .headers_mut()
            .insert("content-type", kind.parse().unwrap());
        let answer = site.send(request).await;
        assert!(answer.status.is_client_error(), "{kind}: {}", answer.status);
        answer.hides("Content-Type");
    }
}
