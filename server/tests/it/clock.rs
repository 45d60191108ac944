//! Time never goes back behind what was recorded.
use app::domain::Instant;
use axum::{
    Router,
    http::{Method, StatusCode},
};
use tiendo::clock::Clock;

use crate::support::{
    campaign::{TODAY, at},
    page::Answer,
    site::{ORIGIN, PASSWORD, Site, cookie, form, request, send},
    store::{Store, on_both},
    users::{Anonymous, Member, Office, User, sign_in},
};

on_both!(
    a_server_with_a_slow_clock_adds_to_no_day_that_is_over,
    a_session_that_ended_stays_ended_when_the_clock_goes_back,
);

const HOUR: Instant = 3_600_000_000;
const REPORT: [(&str, &str); 7] = [
    ("submission", "018f3c1e-0000-7000-8000-00000000000a"),
    ("produced", "Ba quy trình đã chạy thử"),
    ("document_number", "12/BC-SYT"),
    ("document_day", "18/11/2026"),
    ("link", "https://luutru.example/12.pdf"),
    ("no_secrets", "true"),
    ("action", "submit"),
];

async fn get(router: &Router, path: &str, session: &str) -> Answer {
    let request = request(Method::GET, path, Some(session), String::new());
    send(router, request).await
}

async fn a_server_with_a_slow_clock_adds_to_no_day_that_is_over(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    site.clock.set(at(TODAY, 0) + 60_000_000);
    let member = Member::of(&site).await;
    let office = Office::of(&site).await;
    let last = site.clock.now();
    let yesterday = "/duties/SO-Y-TE/CN-Y-TE?as_of=2026-11-19";
    let before = office.get(yesterday).await.plain();

    // A neighbour still lives on the day before when a report reaches it.
    let clock = Clock::fixed(last - HOUR);
    let (app, slow) = site.with_a_clock_of_its_own(&clock).await;
    let fields = member.filled("/work/yte-san-pham", &REPORT).await;
    let sent = request(
        Method::POST,
        "/work/yte-san-pham",
        Some(&member.session),
        fields,
    );
    let answer = send(&slow, sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let recorded = "select max(recorded_at) from milestone_events where milestone = 'yte-san-pham'";
    assert_eq!(site.store.number(recorded).await, last);
    let lines = "select count(*) from audit a join audit b on b.line = a.line + 1 \
                 where b.recorded_at < a.recorded_at";
    assert_eq!(
        site.store.number(lines).await,
        0,
        "nor does the audit go back"
    );
    assert_eq!(office.get(yesterday).await.plain(), before);

    // A start finds what was recorded, tells the time from there and says so.
    let health = async || get(&slow, "/healthz", "").await;
    assert_eq!(health().await.body, "ok\n");
    app.keep_time().await.unwrap();
    assert_eq!(clock.now(), last);
    let answer = health().await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.body,
        "ok\nclock 3600 s behind what was recorded last\n"
    );
    get(&slow, "/?as_of=2026-11-20", &office.session)
        .await
        .expect(StatusCode::OK);
    clock.set(last + HOUR);
    assert_eq!(clock.now(), last + HOUR);
    assert_eq!(health().await.body, "ok\n");
}

async fn a_session_that_ended_stays_ended_when_the_clock_goes_back(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let start = site.clock.now();
    let session = sign_in(&site, "office").await;
    let fields = form(&[("username", "display"), ("password", PASSWORD)]);
    let wall = request(Method::POST, "/sign-in", None, fields);
    let wall = cookie(&site.send(wall).await.headers).unwrap();
    let is_in = async |session: &str| {
        let request = request(Method::GET, "/", Some(session), String::new());
        site.send(request).await.status == StatusCode::OK
    };
    site.later(61);
    assert!(!is_in(&session).await);
    assert!(is_in(&wall).await);
    site.clock.set(start);
    assert!(!is_in(&session).await, "idle for too long");
    assert!(is_in(&wall).await);

    let session = sign_in(&site, "office").await;
    site.later(12 * 60);
    assert!(!is_in(&session).await);
    site.clock.set(start + HOUR / 2);
    assert!(!is_in(&session).await, "12 hours are over");
    let left = "select count(*) from sessions where person = 'id-office'";
    assert_eq!(site.store.number(left).await, 0);
    Anonymous(&site)
        .get("/sign-in")
        .await
        .expect(StatusCode::OK);
}
