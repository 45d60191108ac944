//! What the search finds beside units and databases, for whom, and what it tells of it.
use axum::http::StatusCode;
use tiendo::ledger::{BodyRow, HelperRow, TriggerRow};

use crate::support::{
    campaign,
    page::Answer,
    rivals,
    site::{ORIGIN, Site},
    store::Store,
    users::{Account, Committee, Member, Partner, User},
};

/// The number that the search prints beside a kind.
fn count(page: &Answer, kind: &str) -> Option<String> {
    let head = format!("<h2>{kind}</h2><p>");
    let rest = page.body.split_once(&head)?.1;
    Some(rest.split('<').next()?.to_owned())
}

#[tokio::test]
async fn everything_with_a_page_is_found_with_how_it_stands() {
    let site = Site::demo().await;
    let reader = Committee::of(&site).await;
    for (typed, path, says) in [
        ("hai+long", "/outcomes/CT04", "Mức độ hài lòng"),
        ("CT04", "/outcomes/CT04", "đo được"),
        ("khung+kien+truc", "/programme/KH214-01", "nghiệm thu"),
        ("xa+hoi+so", "/agreements/VNPT22-4", "VNPT22-4"),
        ("an+sinh+xa+hoi", "/databases/QG08", "nghiệm thu"),
        ("population", "/databases/QG01", "nghiệm thu"),
        ("so+y+te", "/units/SYT", "nghiệm thu"),
        ("nguoi+dung+dau+SYT", "/units/SYT", "Người đứng đầu Sở Y tế"),
        ("vnpt", "/partners/VNPT", "nghiệm thu"),
    ] {
        for address in ["search", "islands/suggest"] {
            let page = reader.get(&format!("/{address}?q={typed}")).await;
            let page = page.expect(StatusCode::OK);
            page.shows(path);
            page.shows(says);
        }
    }
    // Words of a title beside those of its unit.
    let page = reader.get("/search?q=doi+soat+so+noi+vu").await;
    page.shows("/duties/SNV/");
    page.shows(">Mốc<");
    assert!(reader.get("/search?q=%20").await.body.contains("search"));
}

/// Many are found: the first of each kind stand there, and all of one by pages.
#[tokio::test]
async fn all_of_a_kind_are_there_page_by_page() {
    let site = Site::demo().await;
    let reader = Committee::of(&site).await;
    let page = reader.get("/search?q=so+hoa").await;
    let all = count(&page, "Mốc").expect("milestones are found");
    let number: usize = all.replace('.', "").parse().unwrap();
    assert!(number > 100, "{all}");
    page.shows("/search?q=so%20hoa&amp;kind=milestones");
    let mut seen = 0;
    for at in 1..=number.div_ceil(50) {
        let page = reader
            .get(&format!("/search?q=so+hoa&kind=milestones&page={at}"))
            .await;
        seen += page.body.matches("<li><a href=\"/duties/").count();
    }
    assert_eq!(seen, number);
    let beyond = reader
        .get("/search?q=so+hoa&kind=milestones&page=99999999")
        .await;
    assert_eq!(beyond.body.matches("<li><a href=\"/duties/").count(), 0);
    let odd = reader.get("/search?q=so+hoa&kind=x&page=-1").await;
    odd.expect(StatusCode::OK);
}

/// Rule 11 and the scope of evidence: a number is found by who may read the document, and nobody
/// else learns that there is one, not by a count either.
#[tokio::test]
async fn rule_11_a_document_is_found_by_who_may_read_it() {
    let site = Site::demo().await;
    let sql = "select v.document_number || '|' || m.unit || '|' || coalesce(m.responsible, '') \
               from evidence v join milestone_events e on e.submission = v.submission \
               join milestones m on m.id = e.milestone \
               where v.document_number <> '' and e.organisation = 'SYT' order by v.seq desc limit 1";
    let found = site.store.texts(sql).await;
    let parts: Vec<&str> = found[0].split('|').collect();
    let number = parts[0];
    let typed: String = url::form_urlencoded::byte_serialize(number.as_bytes()).collect();
    let path = format!("/search?q={typed}");
    let committee = Committee::of(&site).await.get(&path).await;
    assert!(
        count(&committee, "Minh chứng theo số văn bản").is_some(),
        "{number}"
    );
    let own = Account::named(&site, "head.syt").await.get(&path).await;
    assert!(count(&own, "Minh chứng theo số văn bản").is_some());
    for other in ["head.sct", "partner.mk", "display"] {
        let page = Account::named(&site, other).await.get(&path).await;
        assert_eq!(count(&page, "Minh chứng theo số văn bản"), None, "{other}");
        page.hides(">Minh chứng theo số văn bản<");
    }
    // A part of a number, without marks: what stands after a stroke or a dash.
    let first: String = number.chars().take_while(|c| c.is_alphanumeric()).collect();
    if first.chars().count() > 1 {
        let page = Committee::of(&site)
            .await
            .get(&format!("/search?q={first}"))
            .await;
        assert!(
            count(&page, "Minh chứng theo số văn bản").is_some(),
            "{first}"
        );
    }
}

/// A company is found its own milestones, and of another's neither title nor number.
#[tokio::test]
async fn rule_11_a_company_finds_its_own_milestones_alone() {
    let site = Site::over(Store::sqlite().await, ORIGIN, rivals::rows()).await;
    let company = Partner::named(&site, "partner.xanh").await;
    let others = "select title from milestones where responsible is not null \
                  and responsible <> 'CTY-XANH' order by title limit 5";
    let own = "select title from milestones where responsible = 'CTY-XANH' order by title limit 5";
    for title in site.store.texts(others).await {
        let typed: String = url::form_urlencoded::byte_serialize(title.as_bytes()).collect();
        let mine = site.store.texts(own).await;
        if mine.contains(&title) {
            continue;
        }
        let page = company
            .get(&format!("/search?q={typed}&kind=milestones"))
            .await;
        assert_eq!(
            page.body.matches("<li><a href=\"/duties/").count(),
            0,
            "{title}"
        );
    }
    let member = Member::of(&site).await;
    member.get("/search?q=y").await.expect(StatusCode::OK);
}

/// A day is typed as people write it and carried as links do; what is no day stays in its field.
#[tokio::test]
async fn a_typed_day_leads_to_its_address_and_a_wrong_one_stays_in_the_field() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    for (typed, day) in [
        ("01%2F11%2F2026", "2026-11-01"),
        ("1/11/2026", "2026-11-01"),
        ("01.11.2026", "2026-11-01"),
    ] {
        let sent = reader.get(&format!("/units?tier=city&as_of={typed}")).await;
        let sent = sent.expect(StatusCode::SEE_OTHER);
        assert_eq!(sent.location(), format!("/units?tier=city&as_of={day}"));
    }
    let page = reader.get("/units?as_of=2026-11-01").await;
    page.expect(StatusCode::OK).shows("value=\"01/11/2026\"");
    for (typed, says) in [
        ("31/02/2026", "Ngày không đọc được"),
        ("01/01/2027", "chưa đến"),
    ] {
        let sent = reader.get(&format!("/units?tier=city&as_of={typed}")).await;
        let sent = match sent.status {
            StatusCode::SEE_OTHER => reader.get(sent.location()).await,
            _ => sent,
        };
        let wrong = sent.expect(StatusCode::BAD_REQUEST);
        wrong.shows(says);
        wrong.shows("id=\"as_of-error\"");
        wrong.shows("name=\"tier\"");
    }
    let wrong = reader.get("/units?as_of=hom+kia").await;
    wrong.shows("value=\"hom kia\"");
    let away = reader.get("//example.org/?as_of=01/11/2026").await;
    assert_ne!(away.status, StatusCode::SEE_OTHER);
}

/// A body outside is found where it helps and by what it brings about, an event by its name.
#[tokio::test]
async fn outside_bodies_and_events_are_found() {
    let mut book = campaign::book();
    let (seq, recorded_at) = (book.rows.campaign[0].seq, book.rows.campaign[0].recorded_at);
    book.rows.bodies.push(BodyRow {
        code: "BO-THU".into(),
        name: "Bộ Thử nghiệm".into(),
        kind: "above".into(),
        seq,
        recorded_at,
        ..Default::default()
    });
    book.rows.helpers.push(HelperRow {
        workstream: "CN-Y-TE".into(),
        body: "BO-THU".into(),
        part: "Cho ý kiến".into(),
        seq,
        recorded_at,
        ..Default::default()
    });
    book.rows.triggers.push(TriggerRow {
        code: "SK-THU".into(),
        name: "Ban hành danh mục dùng chung".into(),
        issuer: Some("BO-THU".into()),
        seq,
        recorded_at,
        ..Default::default()
    });
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let committee = Committee::of(&site).await;
    let company = Partner::of(&site).await;
    for (typed, says, path) in [
        ("bo+thu+nghiem", "phối hợp ở", "/databases/CN-Y-TE"),
        (
            "bo+thu+nghiem",
            "ban hành: Ban hành danh mục",
            "/milestones?after=SK-THU",
        ),
        (
            "danh+muc+dung+chung",
            "chưa diễn ra",
            "/milestones?after=SK-THU",
        ),
        (
            "SK-THU",
            "Ban hành danh mục dùng chung",
            "/milestones?after=SK-THU",
        ),
    ] {
        for address in ["search", "islands/suggest"] {
            let path_asked = format!("/{address}?q={typed}");
            let page = committee.get(&path_asked).await.expect(StatusCode::OK);
            page.shows(path);
            page.shows(says);
            // Events are the campaign's.
            company.get(&path_asked).await.hides("after=SK-THU");
        }
    }
    // It is one body, wherever it helps and whatever it brings about.
    let page = committee.get("/search?q=bo+thu+nghiem").await;
    assert_eq!(count(&page, "Cơ quan ngoài").as_deref(), Some("1"));
    page.shows("1 kết quả");
}
