//! What waits for what, on the pages of both.
use axum::http::StatusCode;
use tiendo::ledger::DependencyRow;

use crate::support::{
    campaign::{self, at},
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Committee, Partner, User},
};

on_both!(a_page_says_what_it_waits_for_and_what_it_unlocks);

fn waits(workstream: &str, waits_for: &str, day: &str, ends_on: Option<&str>) -> DependencyRow {
    DependencyRow {
        workstream: workstream.into(),
        waits_for: waits_for.into(),
        ends_on: ends_on.map(str::to_owned),
        provisional: true,
        source: "Ke-hoach-3321".into(),
        seq: 1,
        recorded_at: at(day, 8),
    }
}

async fn a_page_says_what_it_waits_for_and_what_it_unlocks(store: Store) {
    let mut rows = campaign::rows();
    rows.dependencies = vec![
        waits(
            "QG-DAN-CU",
            "CN-TAI-CHINH",
            "2026-01-05",
            Some("2026-11-20"),
        ),
        waits("QG-DAT-DAI", "CN-Y-TE", "2026-01-05", None),
        waits("CT-AN-NINH", "CN-Y-TE", "2026-01-05", None),
    ];
    let site = Site::over(store, ORIGIN, rows).await;
    let committee = Committee::of(&site).await;
    // Sở Tài chính and Phường Thử Một have a duty of the one, Sở Y tế of the other.
    let page = committee
        .get("/databases/CN-Y-TE")
        .await
        .expect(StatusCode::OK);
    page.shows("Chờ việc này");
    page.shows("data-unlocks=\"3\"");
    page.shows("Ke-hoach-3321");
    page.hides("Việc này chờ");
    // Both pages say so.
    for path in ["/databases/QG-DAT-DAI", "/programme/CT-AN-NINH"] {
        let page = committee.get(path).await.expect(StatusCode::OK);
        page.shows("Việc này chờ");
        page.shows("chưa xong, nghiệm thu");
        page.hides("data-unlocks");
    }
    // As of the day: the first has ended today.
    let ended = "Việc nào chờ việc nào";
    let page = committee
        .get("/databases/QG-DAN-CU")
        .await
        .expect(StatusCode::OK);
    page.hides(ended);
    let before = "/databases/QG-DAN-CU?as_of=2026-11-19";
    committee
        .get(before)
        .await
        .expect(StatusCode::OK)
        .shows(ended);
    let en = committee.get("/databases/CN-Y-TE?lang=en").await;
    en.expect(StatusCode::OK).shows("Waiting for it");

    // A company reads that one waits for the other, and no figure of the whole.
    let company = Partner::named(&site, "partner.xanh").await;
    let page = company
        .get("/databases/CN-Y-TE")
        .await
        .expect(StatusCode::OK);
    page.shows("Chờ việc này");
    page.hides("data-unlocks");
    page.hides("mở khóa");
    let page = company
        .get("/databases/QG-DAT-DAI")
        .await
        .expect(StatusCode::OK);
    page.hides("chưa xong, nghiệm thu");
}
