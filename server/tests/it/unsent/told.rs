//! What is said where nothing can be given back.
use axum::http::{Method, StatusCode};

use super::{OFFICE, WORK};
use crate::support::{
    site::{Site, request},
    users::{Account, Anonymous, User},
};

#[tokio::test]
async fn what_cannot_be_read_is_told_also_when_nobody_is_signed_in() {
    let site = Site::new().await;
    let large = "a".repeat(1_100_000);
    let answer = Anonymous(&site).post(WORK, &[("produced", &large)]).await;
    answer
        .expect(StatusCode::PAYLOAD_TOO_LARGE)
        .shows("quá lớn");
}

#[tokio::test]
async fn after_an_ended_session_signing_in_says_so() {
    let site = Site::new().await;
    let nobody = Anonymous(&site).get("/sign-in?next=/units").await;
    nobody.hides("Phiên làm việc đã hết");
    let account = Account::named(&site, OFFICE).await;
    site.later(61);
    let sent = account.get("/units").await.expect(StatusCode::SEE_OTHER);
    assert_eq!(sent.location(), "/sign-in?next=/units&done=ended");
    // The browser was told to forget the session with the redirect, or keeps it.
    for cookie in [None, Some(account.session.as_str())] {
        let page = request(Method::GET, sent.location(), cookie, String::new());
        let page = site.send(page).await.expect(StatusCode::OK);
        page.shows("Phiên làm việc đã hết");
        assert_eq!(page.hidden("next").as_deref(), Some("/units"));
    }
    let page = account.get("/sign-in?next=/units").await;
    page.shows("Phiên làm việc đã hết");
    // Signed out by hand is another thing.
    let account = Account::named(&site, OFFICE).await;
    let out = account.post("/sign-out", &[]).await;
    let page = Anonymous(&site).get(out.location()).await;
    page.hides("Phiên làm việc đã hết");
}
