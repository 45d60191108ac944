//! Documents that the plan comes from: what of each is done, late, waiting, and what it changed.
use axum::http::StatusCode;
use tiendo::{
    import::{Files, apply, plan_files},
    ledger::{BodyRow, RedefinitionRow, TriggerRow},
};

use crate::support::{
    campaign::{self, TODAY, at},
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Committee, Head, Office, Partner, User},
};

on_both!(
    a_document_says_what_comes_from_it,
    a_number_typed_with_its_stroke_leads_to_its_document,
    rule_11_no_company_reads_documents_and_no_unit_anothers_decisions,
);

const DOCUMENTS: &str = "number,day,title,issuer,level,valid_from,valid_to,replaces,link,source
05/KH-UBND,2026-01-12,Kế hoạch dữ liệu 2026,SO-Y-TE,city,2026-02-01,,,https://vb.example/5,x
Số 77/KH-UBND,2026-11-01,Kế hoạch thay thế,Ủy ban,city,,,5/kh-ubnd,,x
99/TB-VP,2026-11-02,Thông báo kết luận,,other,,2026-11-10,,,x
";

/// The campaign with a database that comes from a plan.
async fn site(store: Store) -> Site {
    let mut book = campaign::book();
    for row in &mut book.rows.workstreams {
        if row.code == "CN-Y-TE" {
            row.source = "Kế hoạch số 05/KH-UBND, mục 3".into();
        }
    }
    let site = Site::over(store, ORIGIN, book.rows).await;
    let files = Files::embedded(&[("documents.csv", DOCUMENTS)]);
    let now = at(TODAY, 10);
    let plan = plan_files(&site.store.db, &files, now).await.unwrap();
    assert!(plan.sound(), "{plan}");
    apply(&site.store.db, &plan, now).await.unwrap();
    site
}

async fn a_document_says_what_comes_from_it(store: Store) {
    let site = site(store).await;
    let committee = Committee::of(&site).await;
    let list = committee.get("/documents").await.expect(StatusCode::OK);
    for (document, words) in [
        ("5-kh-ubnd", "đã được thay thế"),
        ("77-kh-ubnd", "còn hiệu lực"),
        ("99-tb-vp", "hết hiệu lực"),
    ] {
        list.shows(&format!("data-document=\"{document}\""));
        list.shows(words);
    }
    for (query, shown, hidden) in [
        ("q=thay+the", "77-kh-ubnd", "\"5-kh-ubnd"),
        ("q=so+05/kh-ubnd", "\"5-kh-ubnd", "99-tb-vp"),
        ("valid=over", "99-tb-vp", "77-kh-ubnd"),
        ("level=other", "99-tb-vp", "77-kh-ubnd"),
    ] {
        let page = committee.get(&format!("/documents?{query}")).await;
        page.shows(&format!("data-document=\"{}\"", shown.trim_matches('"')));
        page.hides(&format!("data-document=\"{}\"", hidden.trim_matches('"')));
    }
    let page = committee
        .get("/documents/5-kh-ubnd")
        .await
        .expect(StatusCode::OK);
    for words in [
        "Văn bản số 05/KH-UBND",
        "Kế hoạch dữ liệu 2026",
        "data-validity=\"replaced\"",
        "/documents/77-kh-ubnd",
        "https://vb.example/5",
        "/databases/CN-Y-TE",
        "/duties?group=all&amp;document=5-kh-ubnd",
    ] {
        page.shows(words);
    }
    // A count is that of its list.
    let duties = committee.get("/duties?group=all&document=5-kh-ubnd").await;
    duties.shows("CN-Y-TE");
    duties.hides("/QG-DAN-CU\"");
    let file = committee
        .get("/documents?format=csv")
        .await
        .expect(StatusCode::OK);
    file.shows("Kế hoạch thay thế");
    // The list says the number as it is written, and not as an address has it.
    duties.shows("văn bản: 05/KH-UBND");
    for path in ["/documents/khong-co", "/documents/5"] {
        committee.get(path).await.expect(StatusCode::NOT_FOUND);
    }
    // However the number is typed, one address has it.
    for typed in ["/documents/05-KH-UBND", "/documents/05-kh-ubnd"] {
        let address = "/documents/5-kh-ubnd";
        assert_eq!(committee.get(typed).await.location(), address, "{typed}");
    }
    // Search finds it by number and by title.
    for typed in ["05/KH-UBND", "kế hoạch dữ liệu"] {
        let found = committee
            .get(&format!("/search?q={}", typed.replace(' ', "+")))
            .await;
        found.shows("/documents/5-kh-ubnd");
    }
    // Before it was listed a source named it, and nothing else was known of it.
    let before = committee.get("/documents?as_of=2026-11-19").await;
    before.hides("Kế hoạch dữ liệu 2026");
    let plan = Office::of(&site).await.get("/plan/documents").await;
    plan.expect(StatusCode::OK).shows("Kế hoạch dữ liệu 2026");
}

/// What nobody has listed is called by the event that it is the document of, and has the day that the
/// old book says; without any day the last that something was recorded by.
#[tokio::test]
async fn what_nobody_has_listed_is_told_of_by_what_names_it() {
    let mut book = campaign::book();
    let first = book.rows.campaign[0].clone();
    let later = book.place(first.seq, first.recorded_at);
    book.rows.bodies.push(BodyRow {
        code: "BO-THU".into(),
        name: "Bộ Thử nghiệm".into(),
        kind: "above".into(),
        seq: first.seq,
        recorded_at: first.recorded_at,
        ..Default::default()
    });
    book.rows.triggers.push(TriggerRow {
        code: "SK-THU".into(),
        name: "Ban hành danh mục dùng chung".into(),
        issuer: Some("BO-THU".into()),
        happened_on: Some("2026-01-02".into()),
        document_number: "215/2026/NĐ-CP".into(),
        document_day: Some("2026-01-01".into()),
        seq: first.seq,
        recorded_at: first.recorded_at,
        ..Default::default()
    });
    book.place(later.0, later.1);
    for (day, number, of_book) in [
        ("2026-11-12", "61/TB-UBND", Some("2025-12-19")),
        ("2026-11-13", "1202/QĐ-THU", None),
    ] {
        book.step(day, 9);
        book.event("tc-dat", "extended", "office", "Chờ kinh phí");
        let row = book.rows.milestone_events.last_mut().unwrap();
        row.deadline = Some("2026-12-30".into());
        row.decision = number.into();
        row.approver = "Chủ tịch".into();
        row.old_book = of_book.map(str::to_owned);
    }
    let (seq, recorded_at) = book.place(0, 0);
    book.place(seq, recorded_at);
    book.rows.redefinitions.push(RedefinitionRow {
        subject: "unit".into(),
        code: "SO-Y-TE".into(),
        term: "bloc".into(),
        was: "party".into(),
        now: "government".into(),
        decision: "1203/QĐ-THU".into(),
        reason: "Sắp xếp".into(),
        approver: "Chủ tịch".into(),
        seq,
        recorded_at,
    });
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let committee = Committee::of(&site).await;
    for path in ["/documents", "/documents/215-2026-nd-cp"] {
        let page = committee.get(path).await.expect(StatusCode::OK);
        for words in [
            "Ban hành danh mục dùng chung",
            "Bộ Thử nghiệm",
            "01/01/2026",
        ] {
            page.shows(words);
        }
    }
    for order in ["day", "-day"] {
        let page = committee.get(&format!("/documents?sort={order}")).await;
        let page = page.expect(StatusCode::OK);
        page.shows("19/12/2025");
        let row = |number: &str| {
            let found = page.body.find(&format!("data-document=\"{number}\""));
            found.unwrap_or_else(|| panic!("{number}"))
        };
        // Days of their own first, then what was recorded without one.
        for dated in ["215-2026-nd-cp", "61-tb-ubnd"] {
            for written in ["1202-qd-thu", "1203-qd-thu"] {
                assert!(row(dated) < row(written), "{order}: {dated} {written}");
            }
        }
        page.shows("ghi 13/11/2026");
    }
}

async fn a_number_typed_with_its_stroke_leads_to_its_document(store: Store) {
    let site = site(store).await;
    let committee = Committee::of(&site).await;
    for typed in [
        "05/KH-UBND",
        "05%2FKH-UBND",
        "5/kh-ubnd",
        "S%E1%BB%91%205%20/%20KH%20-%20UBND",
    ] {
        let answer = committee.get(&format!("/documents/{typed}")).await;
        assert_eq!(answer.location(), "/documents/5-kh-ubnd", "{typed}");
    }
    let then = committee
        .get("/documents/05/KH-UBND?as_of=2026-11-20")
        .await;
    assert!(then.location().starts_with("/documents/5-kh-ubnd"));
    let none = committee.get("/documents/06/KH-UBND").await;
    none.expect(StatusCode::NOT_FOUND);
}

async fn rule_11_no_company_reads_documents_and_no_unit_anothers_decisions(store: Store) {
    let mut book = campaign::book();
    book.step("2026-11-18", 10);
    let (seq, recorded_at) = book.place(0, at("2026-11-18", 10));
    book.place(seq, recorded_at);
    let of = book
        .rows
        .milestones
        .iter()
        .find(|it| it.unit != "SO-Y-TE" && it.deadline.is_some());
    let of = of.unwrap().id.clone();
    book.rows
        .milestone_events
        .push(tiendo::ledger::MilestoneEventRow {
            submission: "form-document".into(),
            milestone: of,
            event: "extended".into(),
            organisation: "office".into(),
            body: "Chờ".into(),
            deadline: Some("2027-06-01".into()),
            decision: "Số 4417/QĐ-RIENG".into(),
            approver: "Trưởng ban".into(),
            seq,
            recorded_at,
            ..Default::default()
        });
    let site = Site::over(store, ORIGIN, book.rows).await;
    let path = "/documents/4417-qd-rieng";
    let page = Committee::of(&site)
        .await
        .get(path)
        .await
        .expect(StatusCode::OK);
    page.shows("Văn bản số 4417/QĐ-RIENG");
    page.hides("số Số");
    page.shows("data-event=\"extended\"");
    page.shows("Chưa có trong danh mục");
    // Only the office can list it.
    page.hides("/plan/documents/new");
    let office = Office::of(&site).await;
    office.get(path).await.shows("/plan/documents/new");
    let head = Head::of(&site).await;
    head.get(path).await.expect(StatusCode::NOT_FOUND);
    head.get("/documents")
        .await
        .expect(StatusCode::OK)
        .hides("4417");
    let partner = Partner::of(&site).await;
    for path in ["/documents", path] {
        partner.get(path).await.expect(StatusCode::FORBIDDEN);
    }
    partner.get("/search?q=4417").await.hides("4417-qd-rieng");
}
