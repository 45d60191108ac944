//! The page of a duty opens with one sentence, and tells each reader what is theirs to know; its
//! chart leaves as a picture.
use axum::http::StatusCode;

use crate::support::{
    page::{Answer, text},
    site::Site,
    users::{Account, User},
};

const DUTY: &str = "/duties/SO-Y-TE/CN-Y-TE";
const REASON: &str = "Thiếu-9901 biên bản đối soát.";

async fn get(site: &Site, who: &str, path: &str) -> Answer {
    let answer = Account::named(site, who).await.get(path).await;
    answer.expect(StatusCode::OK)
}

/// The sentence of a page.
fn sentence(page: &Answer) -> String {
    let from = page.body.split_once("<h1>").expect("a sentence").1;
    text(from.split_once("</h1>").unwrap().0)
}

/// The company's work at the unit, due on 10/11, comes back today.
async fn returned() -> Site {
    let site = Site::new().await;
    let head = Account::named(&site, "head.y-te").await;
    let id = uuid::Uuid::now_v7().to_string();
    let returning = [
        ("submission", id.as_str()),
        ("decision", "returned"),
        ("reason", REASON),
    ];
    let answer = head.post("/review/yte-xanh", &returning).await;
    answer.expect(StatusCode::SEE_OTHER);
    site
}

#[tokio::test]
async fn a_duty_says_what_is_late_why_and_who_must_act() {
    let site = returned().await;
    let page = get(&site, "office", DUTY).await;
    let told = sentence(&page);
    assert!(
        told.starts_with("Trễ 10 ngày: mốc yte-xanh bị trả lại ngày 20/11/2026"),
        "{told}"
    );
    assert!(told.contains(" vì thiếu-9901 biên bản đối soát;"), "{told}");
    assert!(told.ends_with("phải bàn giao lại"), "{told}");
    // What it brings to the database and to the whole, and the milestone first.
    page.shows("Được nghiệm thu thì thêm");
    page.shows("cho toàn thành phố");
    assert!(page.body.contains("data-foremost=\"yte-xanh\""));
    page.shows("Hạn gốc và hiện hành");
    page.shows("trả lại 20/11");
}

/// Rule 11: reasons are the parties', and what it brings to groups is not a company's to read.
#[tokio::test]
async fn rule_11_the_sentence_of_a_duty_tells_each_reader_what_is_theirs() {
    let site = returned().await;
    let company = get(&site, "partner.xanh", DUTY).await;
    assert!(
        sentence(&company).contains("vì thiếu-9901"),
        "{}",
        sentence(&company)
    );
    company.shows("cho nhiệm vụ");
    company.hides("cho toàn thành phố");
    let neighbour = get(&site, "head.tai-chinh", DUTY).await;
    let told = sentence(&neighbour);
    assert!(told.starts_with("Trễ 10 ngày"), "{told}");
    neighbour.hides("hiếu-9901");
    neighbour.shows("Lý do chỉ đơn vị liên quan đọc được.");
    // The history of the unit has the reason for the same readers.
    get(&site, "office", "/units/SO-Y-TE").await.shows(REASON);
    get(&site, "head.tai-chinh", "/units/SO-Y-TE")
        .await
        .hides("hiếu-9901");
}

#[tokio::test]
async fn a_unit_says_where_the_rest_lies() {
    let site = returned().await;
    let page = get(&site, "office", "/units/SO-Y-TE").await;
    page.shows("Phần còn lại đang ở đâu");
    page.shows("Doanh nghiệp làm");
    page.shows("Trong đó đã quá hạn gốc");
}

#[tokio::test]
async fn a_chart_leaves_as_a_picture_with_its_colours() {
    let site = Site::new().await;
    for (path, who) in [("/", "committee"), ("/units/SO-Y-TE", "partner.xanh")] {
        let path = format!("{path}?format=svg");
        let file = get(&site, who, &path).await;
        assert_eq!(file.header("content-type"), "image/svg+xml", "{path}");
        assert!(
            file.header("content-disposition").contains(".svg"),
            "{path}"
        );
        assert!(file.body.starts_with("<svg xmlns="), "{path}");
        assert!(
            !file.body.contains("class=") && file.body.contains("#2b66a3"),
            "{path}"
        );
    }
    // A page without a chart has no picture, and a unit of others none for a company.
    let office = Account::named(&site, "office").await;
    let none = office.get("/databases?format=svg").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let company = Account::named(&site, "partner.xanh").await;
    let others = company.get("/units/SO-TAI-CHINH?format=svg").await;
    assert_eq!(others.status, StatusCode::NOT_FOUND);
}
