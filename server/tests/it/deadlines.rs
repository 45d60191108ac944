//! The ledger of deadlines on the pages of units and companies.
use axum::http::StatusCode;
use tiendo::ledger::{RedefinitionRow, TriggerRow};

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

/// An event that was corrected moves the deadline that stands: each says from which day it runs.
#[tokio::test]
async fn each_deadline_says_from_which_day_of_its_event_it_runs() {
    let mut book = campaign::book();
    book.step("2026-11-10", 9);
    let (seq, recorded_at) = book.place(0, 0);
    book.place(seq, recorded_at);
    book.rows.triggers.push(TriggerRow {
        code: "SK-THU".into(),
        name: "Nghị định được ban hành".into(),
        happened_on: Some("2026-11-10".into()),
        document_number: "215/2026/NĐ-CP".into(),
        document_day: Some("2026-10-26".into()),
        seq,
        recorded_at,
        ..Default::default()
    });
    book.rows.redefinitions.push(RedefinitionRow {
        subject: "trigger".into(),
        code: "SK-THU".into(),
        term: "happened_on".into(),
        was: "2026-10-27".into(),
        now: "2026-11-10".into(),
        decision: "901/QĐ".into(),
        reason: "Ghi nhầm ngày".into(),
        approver: "Trưởng Ban".into(),
        seq,
        recorded_at,
    });
    // Twenty working days after 27 October, and after 10 November.
    let duty = ("SO-Y-TE", "CN-Y-TE");
    let first = Some("2026-11-24");
    book.milestone("theo-sk", duty, "product", 1, first, None, None);
    let row = book.rows.milestones.last_mut().unwrap();
    row.after_trigger = Some("SK-THU".into());
    row.after_days = Some(20);
    row.day_count = Some("working".into());
    book.step("2026-11-11", 9);
    book.event("theo-sk", "extended", "office", "Theo sự kiện");
    let row = book.rows.milestone_events.last_mut().unwrap();
    row.deadline = Some("2026-12-08".into());
    row.decision = "901/QĐ".into();
    row.approver = "Trưởng Ban".into();
    // Another waits for an event that nobody is named for.
    book.step("2026-11-12", 9);
    let (seq, recorded_at) = book.place(0, 0);
    book.place(seq, recorded_at);
    book.rows.triggers.push(TriggerRow {
        code: "SK-CHO".into(),
        name: "Kế hoạch được ban hành".into(),
        seq,
        recorded_at,
        ..Default::default()
    });
    book.workstream("NV-CHO", "Việc chờ", "regulation", None);
    book.duty("SO-Y-TE", "NV-CHO", "lead");
    book.milestone(
        "cho-sk",
        ("SO-Y-TE", "NV-CHO"),
        "product",
        1,
        None,
        None,
        None,
    );
    let row = book.rows.milestones.last_mut().unwrap();
    row.after_trigger = Some("SK-CHO".into());
    row.after_days = Some(60);
    row.day_count = Some("calendar".into());
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let committee = Committee::of(&site).await;
    let page = committee.get("/duties/SO-Y-TE/NV-CHO").await;
    let page = page.expect(StatusCode::OK);
    page.shows("chờ sự kiện “Kế hoạch được ban hành”");
    page.shows("Chờ sự kiện “Kế hoạch được ban hành” từ ");
    page.hides("chờ cấp trên giữ từ");
    page.shows("nay đang chờ sự kiện “Kế hoạch được ban hành”");
    page.hides("đang chờ cấp trên");
    let page = committee.get("/duties/SO-Y-TE/CN-Y-TE").await;
    page.expect(StatusCode::OK).shows(
        "20 ngày làm việc sau khi Nghị định được ban hành (215/2026/NĐ-CP, 26/10/2026; \
         hạn gốc tính từ 27/10/2026; hạn hiện hành tính từ 10/11/2026)",
    );
}
