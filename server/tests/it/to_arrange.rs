//! Work that lies with nobody: of closed units, and of companies that left (F20, F21).
use axum::http::StatusCode;

use crate::support::{
    campaign,
    site::{ORIGIN, Site},
    store::Store,
    users::{Committee, Head, Office, Partner, User},
};

/// The small campaign, with PHUONG-MOT closed and CTY-XANH gone from SO-Y-TE.
async fn site() -> Site {
    let mut rows = campaign::rows();
    for unit in rows.units.iter_mut().filter(|u| u.code == "PHUONG-MOT") {
        unit.ends_on = Some("2026-11-19".into());
    }
    for it in &mut rows.assignments {
        if (it.unit.as_str(), it.partner.as_str()) == ("SO-Y-TE", "CTY-XANH") {
            it.valid_to = Some("2026-11-18".into());
        }
    }
    Site::over(Store::sqlite().await, ORIGIN, rows).await
}

fn report<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("action", "submit"),
        ("produced", "Danh sách 120 hồ sơ đã đối soát"),
        ("document_number", "12/BC"),
        ("document_day", "18/11/2026"),
        ("link", "https://example.invalid/12"),
        ("no_secrets", "1"),
    ]
}

#[tokio::test]
async fn the_office_sees_what_lies_with_nobody() {
    let site = site().await;
    let office = Office::named(&site, "office2").await;
    let page = office.get("/review").await.expect(StatusCode::OK);
    page.shows("2 mốc của đơn vị đã kết thúc hoạt động");
    page.shows("2 mốc cần phân công lại");
    page.shows("Chờ nghiệm thu");
    page.shows("1 nhiệm vụ phối hợp không có sản phẩm riêng");
    // What waits for a decision can still be decided, and not be given away.
    for milestone in ["p1-dan-cu", "p1-xanh", "xanh-an-ninh", "yte-xanh"] {
        page.shows(&format!("data-milestone=\"{milestone}\""));
    }
    let file = office
        .get("/review?format=csv&table=to-arrange")
        .await
        .expect(StatusCode::OK);
    // Four milestones, a supporting duty, two undecided reports and a silent unit.
    assert_eq!(file.body.lines().count(), 9, "{}", file.body);
    // Nobody else is told.
    let head = Head::of(&site).await;
    let page = head.get("/review").await.expect(StatusCode::OK);
    page.hides("to-arrange\"><summary");
    page.hides("phân công lại</b>");
}

#[tokio::test]
async fn nobody_reports_into_a_closed_unit_or_where_not_assigned() {
    let site = site().await;
    let head = Head::named(&site, "head.phuong-mot").await;
    head.get("/work")
        .await
        .expect(StatusCode::OK)
        .hides("/work/p1-dan-cu");
    let answer = head.post("/work/p1-dan-cu", &report()).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    let company = Partner::named(&site, "partner.xanh").await;
    for path in ["/work/p1-xanh", "/work/xanh-an-ninh"] {
        let answer = company.post(path, &report()).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    }
    let events = "select count(*) from milestone_events \
                  where milestone in ('p1-dan-cu', 'p1-xanh', 'xanh-an-ninh')";
    assert_eq!(site.store.number(events).await, 0);
}

/// What a company can no longer hand over is the office's to give to another.
#[tokio::test]
async fn who_must_act_is_the_office_where_a_company_has_left() {
    let late = |left: bool| async move {
        let mut rows = campaign::rows();
        rows.milestone_events
            .retain(|it| it.milestone != "yte-xanh");
        for it in &mut rows.assignments {
            if left && (it.unit.as_str(), it.partner.as_str()) == ("SO-Y-TE", "CTY-XANH") {
                it.valid_to = Some("2026-11-18".into());
            }
        }
        let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
        // Its first page tells how many of what is to be given away press.
        let first = Office::named(&site, "office2").await.get("/").await;
        let presses = "trong đó 1 đã trễ hoặc sắp đến hạn";
        assert_eq!(first.body.contains(presses), left, "{}", first.body);
        // Why the database is behind says the same.
        let why = Committee::of(&site).await.get("/databases/CN-Y-TE").await;
        let words = ["doanh nghiệp chưa bàn giao", "Thường trực chưa giao lại"];
        let said = words.map(|words| why.body.contains(words));
        assert_eq!(said, [!left, left], "{}", why.body);
        let committee = Committee::of(&site).await;
        let company = committee.get("/actions?who=company:CTY-XANH").await;
        let office = committee.get("/actions?who=office").await;
        [company, office].map(|page| {
            let body = page.expect(StatusCode::OK).body;
            body.matches("href=\"/duties/SO-Y-TE/CN-Y-TE\"").count()
        })
    };
    // What the company owed there is the office's to give to somebody else.
    let ([owed, office], [less, more]) = (late(false).await, late(true).await);
    assert!(owed > 0);
    assert_eq!((less, more), (0, office + owed));
}

/// What a company handed over stays its own when the unit closes.
#[tokio::test]
async fn a_closed_unit_takes_no_past_delivery_away() {
    let mut rows = campaign::rows();
    for unit in rows.units.iter_mut().filter(|u| u.code == "SO-Y-TE") {
        unit.ends_on = Some("2026-11-19".into());
    }
    let title = rows.milestones.iter().find(|m| m.id == "yte-xanh");
    let title = title.unwrap().title.clone();
    let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
    for reader in ["partner.xanh", "committee"] {
        let reader = Partner::named(&site, reader).await;
        let page = reader.get("/partners/CTY-XANH").await;
        let page = page.expect(StatusCode::OK);
        let past = page.body.split("past-table").nth(1).unwrap_or_default();
        assert!(past.contains(&title), "{title}: {past}");
    }
    let unit = Committee::of(&site).await.get("/units/SO-Y-TE").await;
    let unit = unit.expect(StatusCode::OK);
    unit.shows("Đã kết thúc hoạt động: không còn nhiệm vụ nào trong số liệu");
    unit.hides("Không có nhiệm vụ nào đang được tính");
}
