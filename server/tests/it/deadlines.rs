//! The ledger of deadlines on the pages of units and companies.
use axum::http::StatusCode;

use crate::support::{
    campaign,
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Committee, Head, Partner, User},
};

on_both!(rule_4_the_ledger_of_deadlines_adds_up_and_keeps_its_scope);

/// The small campaign, in which a company's milestone is extended twice and a unit's once.
fn rows() -> tiendo::import::Rows {
    let mut book = campaign::book();
    for (milestone, to, day, decision, reason) in [
        (
            "yte-xanh",
            "2026-11-20",
            "2026-11-02",
            "41/QD-GH",
            "Ly-do-Xanh-1",
        ),
        (
            "yte-xanh",
            "2026-12-05",
            "2026-11-12",
            "42/QD-GH",
            "Ly-do-Xanh-2",
        ),
        (
            "tc-dat",
            "2026-12-30",
            "2026-11-13",
            "43/QD-GH",
            "Ly-do-Dat",
        ),
    ] {
        book.step(day, 9);
        book.event(milestone, "extended", "office", reason);
        let event = book.rows.milestone_events.last_mut().unwrap();
        (event.deadline, event.decision) = (Some(to.into()), decision.into());
    }
    book.rows
}

async fn rule_4_the_ledger_of_deadlines_adds_up_and_keeps_its_scope(store: Store) {
    let site = Site::over(store, ORIGIN, rows()).await;
    let committee = Committee::of(&site).await;
    for path in ["/units/SO-Y-TE", "/partners/CTY-XANH"] {
        let page = committee.get(path).await.expect(StatusCode::OK);
        // 10/11 to 5/12.
        page.shows("Sổ gia hạn: 1 mốc, +25 ngày");
        for told in [
            "đến 20/11/2026 (+10 ngày)",
            "đến 05/12/2026 (+15 ngày)",
            "41/QD-GH",
            "Ly-do-Xanh-2",
        ] {
            page.shows(told);
        }
        page.hides("43/QD-GH");
        let file = committee
            .get(&format!("{path}?format=csv&table=deadlines"))
            .await;
        let file = file.expect(StatusCode::OK);
        assert_eq!(file.body.lines().count(), 3, "{}", file.body);
        // As of a day before the second.
        let page = committee.get(&format!("{path}?as_of=2026-11-11")).await;
        page.shows("Sổ gia hạn: 1 mốc, +10 ngày");
        page.hides("42/QD-GH");
        // Before the first.
        let page = committee.get(&format!("{path}?as_of=2026-11-01")).await;
        page.hides("id=\"deadlines\"");
    }
    // A unit's people read the decisions of their own unit.
    let head = Head::of(&site).await;
    head.get("/units/SO-Y-TE").await.shows("Ly-do-Xanh-1");
    let other = head.get("/units/SO-TAI-CHINH").await.expect(StatusCode::OK);
    other.shows("đến 30/12/2026 (+90 ngày)");
    other.hides("43/QD-GH");
    other.hides("Ly-do-Dat");
    // A company reads those of its own, and nothing of the other's.
    let company = Partner::named(&site, "partner.xanh").await;
    let page = company
        .get("/partners/CTY-XANH")
        .await
        .expect(StatusCode::OK);
    page.shows("Ly-do-Xanh-2");
    let company = Partner::named(&site, "partner.vang").await;
    let page = company
        .get("/units/SO-TAI-CHINH")
        .await
        .expect(StatusCode::OK);
    page.hides("Ly-do-Dat");
    page.hides("43/QD-GH");
}
