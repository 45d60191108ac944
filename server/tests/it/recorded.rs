//! What is recorded beside the changes: refusals, exports, sign-ins and sign-outs, each with
//! the address it came from.
use axum::http::{Method, StatusCode};
use tiendo::web::refusals;

use crate::support::{
    site::{ORIGIN, Site, form, request},
    store::{Store, WHO, WHOM, on_both},
    users::{Member, Office, User},
};

on_both!(what_is_refused_taken_away_or_ended_is_recorded);

/// Lines after those of the campaign: `person action subject detail source`.
async fn lines(site: &Site) -> Vec<String> {
    let sql = format!(
        "select coalesce({WHO}, '-') || ' ' || action || ' ' || {WHOM} || ' ' || detail || ' ' || source \
         from audit where line > 1 order by line"
    );
    site.store.texts(&sql).await
}

async fn what_is_refused_taken_away_or_ended_is_recorded(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    let before = lines(&site).await;
    assert_eq!(
        before,
        [
            "- sign_in member.y-te  127.0.0.1",
            "- sign_in office  127.0.0.1"
        ]
    );
    // A page that is not the person's, read or sent to.
    member
        .get("/review?q=x")
        .await
        .expect(StatusCode::FORBIDDEN);
    office.post("/work/yte-xanh", &[]).await;
    // A form of another site.
    let mut foreign = request(
        Method::POST,
        "/review/btc-dan-cu",
        Some(&office.session),
        String::new(),
    );
    let header = "cross-site".parse().unwrap();
    foreign.headers_mut().insert("sec-fetch-site", header);
    site.send(foreign).await.expect(StatusCode::FORBIDDEN);
    // A table taken away, and one that is not there; a page that is only read.
    office
        .get("/units?q=rieng&format=csv&table=units")
        .await
        .expect(StatusCode::OK);
    office
        .get("/units?format=csv&table=x")
        .await
        .expect(StatusCode::NOT_FOUND);
    office.get("/units").await.expect(StatusCode::OK);
    office.post("/sign-out", &[]).await;
    // Nobody is signed in any more.
    office.post("/sign-out", &[]).await;
    assert_eq!(
        lines(&site).await[2..],
        [
            "member.y-te refused /review  127.0.0.1",
            "office refused /work/yte-xanh  127.0.0.1",
            "office refused.foreign /review/btc-dan-cu  127.0.0.1",
            "office export /units format=csv table=units 127.0.0.1",
            "office sign_out office  127.0.0.1",
        ]
    );
}

/// Whoever is refused over and over fills no disk: lines are few, and none is lost.
#[tokio::test]
async fn many_refusals_are_counted() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    for _ in 0..50 {
        member.get("/review").await.expect(StatusCode::FORBIDDEN);
    }
    for _ in 0..28 {
        let fields = form(&[("username", "office"), ("password", "không phải")]);
        site.send(request(Method::POST, "/sign-in", None, fields))
            .await;
    }
    let counted = async |action: &str| {
        let details = format!("select detail from audit where action = '{action}' order by line");
        let details = site.store.texts(&details).await;
        let more: u64 = details
            .iter()
            .filter_map(|detail| detail.strip_prefix('+'))
            .map(|count| count.parse::<u64>().unwrap())
            .sum();
        (details.len() as u64, more)
    };
    assert_eq!(counted("refused").await, (30, 0));
    assert_eq!(counted("sign_in.failed").await, (16, 0));
    assert_eq!(counted("sign_in.throttled").await, (1, 0));
    refusals::write_counted(&site.app).await.unwrap();
    assert_eq!(counted("refused").await, (31, 20));
    assert_eq!(counted("sign_in.throttled").await, (2, 11));
    let whose = format!(
        "select coalesce({WHO}, '') || source from audit where detail like '+%' order by action"
    );
    assert_eq!(
        site.store.texts(&whose).await,
        ["member.y-te", "127.0.0.1"],
        "of an account, and of an address"
    );
    // With nothing counted nothing is written.
    refusals::write_counted(&site.app).await.unwrap();
    assert_eq!(counted("refused").await, (31, 20));
}
