//! What a screen on a wall shows, and in which turn.
use axum::http::StatusCode;

use crate::support::{
    page::Answer,
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Administrator, Display, User},
};

on_both!(
    a_screen_shows_the_pages_of_its_account_in_turn,
    a_screen_reads_companies_only_where_its_account_says_so,
);

/// Sets the seconds of overview, wards and companies, by a form opened now.
async fn set(site: &Site, seconds: [&str; 3]) -> Answer {
    let administrator = Administrator::of(site).await;
    let page = administrator.get("/people/display").await;
    let page = page.expect(StatusCode::OK);
    let form = page.body.split("/people/display/wall").nth(1).unwrap();
    let read = form.split("name=\"read\" value=\"").nth(1).unwrap();
    let read = read.split('"').next().unwrap();
    let account = page.hidden("account").unwrap();
    let [overview, wards, companies] = seconds;
    let fields = [
        ("overview", overview),
        ("wards", wards),
        ("companies", companies),
        ("read", read),
        ("account", &account),
    ];
    administrator.post("/people/display/wall", &fields).await
}

async fn a_screen_shows_the_pages_of_its_account_in_turn(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let display = Display::of(&site).await;
    let alone = display.get("/").await.expect(StatusCode::OK);
    assert_eq!(alone.header("refresh"), "300");
    set(&site, ["60", "20", ""])
        .await
        .expect(StatusCode::SEE_OTHER);
    let first = display.get("/").await.expect(StatusCode::OK);
    assert_eq!(first.header("refresh"), "60; url=/matrix?tier=commune");
    first.shows("Trang 1/2");
    let second = display.get("/matrix?tier=commune").await;
    let second = second.expect(StatusCode::OK);
    assert_eq!(second.header("refresh"), "20; url=/");
    // A page that is not among them, and one that is not there, lead to the first.
    for path in ["/databases", "/khong-co"] {
        assert_eq!(display.get(path).await.header("refresh"), "10; url=/");
    }
    for seconds in [
        ["9", "", ""],
        ["301", "", ""],
        ["-5", "", ""],
        ["một", "", ""],
    ] {
        let told = set(&site, seconds).await;
        let told = told.expect(StatusCode::UNPROCESSABLE_ENTITY);
        told.shows("từ 10 đến 300");
        told.shows(&format!("value=\"{}\"", seconds[0]));
    }
    // Twice the same is written once, and another account has no screen.
    set(&site, ["60", "20", ""])
        .await
        .expect(StatusCode::SEE_OTHER);
    let rows = "select pages from account_walls order by seq";
    assert_eq!(site.store.texts(rows).await, ["overview:60 wards:20"]);
    let audit = "select detail from audit where action = 'person.wall'";
    let audit = site.store.texts(audit).await;
    assert_eq!(audit, ["wall:  → overview:60 wards:20"]);
    let administrator = Administrator::of(&site).await;
    let head = administrator.get("/people/head.y-te").await;
    head.expect(StatusCode::OK).hides("Màn hình treo tường");
}

async fn a_screen_reads_companies_only_where_its_account_says_so(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let display = Display::of(&site).await;
    let refused = display.get("/partners").await;
    refused.expect(StatusCode::FORBIDDEN);
    set(&site, ["", "", "30"])
        .await
        .expect(StatusCode::SEE_OTHER);
    display.get("/partners").await.expect(StatusCode::OK);
    let one = display.get("/partners/CTY-XANH").await;
    one.expect(StatusCode::FORBIDDEN);
    set(&site, ["30", "", ""])
        .await
        .expect(StatusCode::SEE_OTHER);
    let refused = display.get("/partners").await;
    refused.expect(StatusCode::FORBIDDEN);
}
