//! A form answers what its reader read: sent after something else happened, it writes nothing.
use axum::http::StatusCode;
use tiendo::web::router::routes;

use super::{Step, as_given, borrowed, facts, send, stale_cases::STALE};
use crate::support::{
    site::Site,
    users::{Account, User},
};

/// Forms of many rows, each of which carries what was read of it: `desk.rs`,
/// `measure/entered.rs`, `brief.rs`, `old_book.rs`, `plan_sheet.rs`, `plan.rs` and `compare.rs` send
/// stale ones; so do `people/mod.rs` and `people/many.rs` those of accounts.
const BY_ROW: &[&str] = &[
    "/review",
    "/outcomes/{code}",
    "/brief/proposals",
    "/reconciliation",
    "/plan/sheet",
    "/compare/days",
    "/plan/together/{act}",
    "/plan/{file}/new",
    "/plan/{file}/row",
    "/plan/{file}/table",
    "/people/{username}",
    "/people/add/one",
    "/people/add/many",
];

/// A form without a case here might answer what nobody read.
#[test]
fn every_form_has_its_stale_case() {
    let by_form = |path| !BY_ROW.contains(path);
    for route in routes()
        .iter()
        .filter(|it| it.takes_form() && by_form(&it.path))
    {
        let path = route.path.replace("{milestone}", "yte-san-pham");
        let path = path.replace("{about}", "yte-san-pham");
        let path = path.replace("{draw}/{place}", "1/1");
        let known = STALE.iter().any(|case| case.sent.1 == path);
        assert!(known, "{}", route.path);
    }
}

#[tokio::test]
async fn rule_8_a_form_answers_what_its_reader_read() {
    for case in STALE {
        let what = case.what;
        let site = Site::new().await;
        for Step(who, path, fields) in case.before {
            send(&site, who, path, fields).await;
        }
        let (reader, page) = case.opened;
        let opened = Account::named(&site, reader).await.get(page).await;
        let opened = opened.expect(StatusCode::OK);
        for Step(who, path, fields) in case.meanwhile {
            send(&site, who, path, fields).await;
        }
        let before = facts(&site).await;

        let Step(sender, path, fields) = case.sent;
        let sender = Account::named(&site, sender).await;
        let answer = sender
            .post(path, &borrowed(&as_given(&opened, fields)))
            .await;
        let answer = answer.expect(StatusCode::CONFLICT);
        for text in case.shows {
            assert!(answer.body.contains(text), "{what}: {text:?} is not there");
        }
        let after = facts(&site).await;
        assert_eq!(after, before, "{what}: something was written");

        // What was read on the page that answered may be answered.
        let mut again = as_given(&answer, fields);
        if let Some(version) = answer.hidden("version") {
            again.retain(|(name, _)| name != "version");
            again.push(("version".to_owned(), version));
        }
        let again = sender.post(path, &borrowed(&again)).await.status;
        let done = again == StatusCode::SEE_OTHER;
        assert_eq!(done, case.again, "{what}, again: {again}");
    }
}
