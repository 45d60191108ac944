//! The functions that islands call.
use axum::http::{Method, StatusCode};
use tiendo::web::router::routes;

use crate::support::{
    site::{Site, request},
    users::{Anonymous, Committee, Office, Partner, User},
};

/// What the field of every page suggests is what the page of the search would find.
#[tokio::test]
async fn suggestions_find_without_accents_and_keep_the_scope_and_the_day() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    let suggested = reader
        .get("/islands/suggest?q=so+y+te")
        .await
        .expect(StatusCode::OK);
    suggested.shows(r#""path":"/units/SO-Y-TE""#);
    reader
        .get("/islands/suggest?q=so+y+te&as_of=2026-11-01")
        .await
        .shows(r#""path":"/units/SO-Y-TE?as_of=2026-11-01""#);
    let company = Partner::of(&site).await;
    company
        .get("/islands/suggest?q=so+y+te")
        .await
        .shows("SO-Y-TE");
    for beyond in ["so+tai+chinh", "vang"] {
        let answer = company.get(&format!("/islands/suggest?q={beyond}")).await;
        assert_eq!(answer.expect(StatusCode::OK).body, "[]", "{beyond}");
    }
}

/// Functions of the islands answer nobody else, and fail in our own sentences.
#[tokio::test]
async fn functions_answer_islands_only_in_sentences() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    let mut as_page = request(
        Method::GET,
        "/islands/suggest?q=y",
        Some(&reader.session),
        String::new(),
    );
    as_page
        .headers_mut()
        .insert("accept", "text/html,*/*".parse().unwrap());
    let answer = site.send(as_page).await.expect(StatusCode::NOT_ACCEPTABLE);
    answer.shows("Mời mở trang Tìm");
    let long = format!("/islands/suggest?q={}", "a".repeat(3000));
    for (address, status, says) in [
        ("/islands/suggest", StatusCode::BAD_REQUEST, "tải lại trang"),
        (
            "/islands/suggest?q=y&q=z",
            StatusCode::BAD_REQUEST,
            "tải lại trang",
        ),
        (
            "/islands/suggest?q=y&as_of=x",
            StatusCode::BAD_REQUEST,
            "Ngày",
        ),
        (
            "/islands/suggest?q=y&as_of=2027-12-31",
            StatusCode::BAD_REQUEST,
            "chưa đến",
        ),
        (&long, StatusCode::PAYLOAD_TOO_LARGE, "quá lớn"),
        (
            "/islands/khong-co",
            StatusCode::NOT_FOUND,
            "Mời mở trang Tìm",
        ),
    ] {
        let answer = reader.get(address).await.expect(status);
        answer.shows(says);
        answer.hides("<html");
    }
    let nobody = Anonymous(&site).get("/islands/suggest?q=y").await;
    nobody.expect(StatusCode::UNAUTHORIZED).shows("đăng nhập");
    // Faster than anybody types is refused with the time to wait, to one person only.
    let mut last = StatusCode::OK;
    for _ in 0..60 {
        last = reader.get("/islands/suggest?q=y").await.status;
        if last != StatusCode::OK {
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let other = Office::of(&site).await.get("/islands/suggest?q=y").await;
    other.expect(StatusCode::OK);
}

/// A function that is not in the table of routes has no roles: there is none.
#[tokio::test]
async fn every_function_of_the_islands_stands_in_the_table_of_routes() {
    let _site = Site::new().await;
    let routes = routes();
    let functions: Vec<_> = leptos::server_fn::axum::server_fn_paths().collect();
    assert!(!functions.is_empty());
    for (path, method) in functions {
        let known = routes.iter().any(|r| r.path == path && r.method == method);
        assert!(known, "{method} {path}");
    }
}
