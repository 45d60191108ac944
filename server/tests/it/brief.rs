//! Sheets of one page, and what the office puts before the committee on them.
use axum::http::StatusCode;

use crate::support::{
    page::Answer,
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Account, Committee, Head, Office, Partner, User},
};

on_both!(
    a_days_sheet_has_its_own_proposals_and_figures,
    rule_3_another_text_is_another_row,
    rule_12_a_proposal_with_a_mark_is_neither_kept_nor_sent_back,
    two_who_write_are_told_of_each_other,
    a_form_sent_twice_writes_once_and_another_day_is_refused,
    rule_11_a_sheet_tells_a_company_of_its_own_units_alone,
);

const FORM: &str = "/brief/proposals";
const TODAY: &str = "2026-11-20";

/// The texts of a form, with the marks of one opened now.
async fn send(who: &impl User, day: &str, texts: [&str; 2]) -> Answer {
    let page = who.get(&format!("{FORM}?day={day}")).await;
    send_marked(who, &page, day, texts).await
}

async fn send_marked(who: &impl User, page: &Answer, day: &str, texts: [&str; 2]) -> Answer {
    let marks = ["submission", "read", "account"];
    let marks = marks.map(|name| (name, page.hidden(name).unwrap_or_default()));
    let mut fields = vec![("day", day), ("text1", texts[0]), ("text2", texts[1])];
    fields.extend(marks.iter().map(|(name, value)| (*name, value.as_str())));
    who.post(FORM, &fields).await
}

async fn a_days_sheet_has_its_own_proposals_and_figures(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = Office::of(&site).await;
    let committee = Committee::of(&site).await;
    let empty = committee.get("/brief").await.expect(StatusCode::OK);
    empty.shows("Không có đề nghị cho ngày này");
    empty.hides("Viết đề nghị");
    office.get("/brief").await.shows("Viết đề nghị");
    let first = send(&office, TODAY, ["Giao nghiệm thu 12 sản phẩm", ""]).await;
    let first = first.expect(StatusCode::SEE_OTHER);
    office
        .get(first.location())
        .await
        .shows("Đã ghi các đề nghị");
    send(&office, "2026-11-21", ["Việc của ngày mai", ""])
        .await
        .expect(StatusCode::SEE_OTHER);
    let today = committee.get("/brief").await.expect(StatusCode::OK);
    today.shows("Giao nghiệm thu 12 sản phẩm");
    today.hides("Việc của ngày mai");
    for words in ["Đồng ý", "Ý kiến", "Trang 1/1", "mã chốt", "Số liệu đến"] {
        today.shows(words);
    }
    // The next day has its own, and the day before stays as it was.
    site.later(24 * 60);
    let committee = Committee::of(&site).await;
    let next = committee.get("/brief").await.expect(StatusCode::OK);
    next.shows("Việc của ngày mai");
    next.hides("Giao nghiệm thu 12 sản phẩm");
    let before = committee.get(&format!("/brief?as_of={TODAY}")).await;
    before.shows("Giao nghiệm thu 12 sản phẩm");
    before.hides("Việc của ngày mai");
    let city = |page: &Answer| page.figures("city", "");
    let overview = committee.get(&format!("/?as_of={TODAY}")).await;
    let told = city(&overview).into_iter().find(|it| it.0 == "count-late");
    assert!(city(&before).contains(&told.unwrap()));
    // Before the proposals were written there were none.
    let earlier = committee.get("/brief?as_of=2026-11-19").await;
    earlier.shows("Không có đề nghị cho ngày này");
    committee
        .get("/brief?as_of=2999-01-01")
        .await
        .expect(StatusCode::BAD_REQUEST);
    let en = committee.get("/brief?lang=en").await;
    en.expect(StatusCode::OK)
        .shows("For the committee to decide");
}

async fn rule_3_another_text_is_another_row(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = Office::of(&site).await;
    for texts in [["Một", "Hai"], ["Một", "Hai, viết lại"], ["Một", ""]] {
        send(&office, TODAY, texts)
            .await
            .expect(StatusCode::SEE_OTHER);
    }
    let sql = "select cast(place as text) || ' ' || body from proposals order by seq, place";
    let rows = site.store.texts(sql).await;
    assert_eq!(rows, ["1 Một", "2 Hai", "2 Hai, viết lại", "2 "]);
    let page = office.get("/brief").await.expect(StatusCode::OK);
    page.shows("Một");
    page.hides("Hai, viết lại");
    let told = "select detail from audit where action = 'brief.proposals'";
    assert_eq!(site.store.texts(told).await.len(), 3);
}

async fn rule_12_a_proposal_with_a_mark_is_neither_kept_nor_sent_back(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = Office::of(&site).await;
    let long = "ă".repeat(181);
    let told = send(&office, TODAY, ["Theo công văn số 5 TUYỆT MẬT 7731", &long]).await;
    let told = told.expect(StatusCode::UNPROCESSABLE_ENTITY);
    told.hides("7731");
    told.shows("dài quá 180");
    told.shows(&long);
    let rows = "select body from proposals";
    assert!(site.store.texts(rows).await.is_empty());
    let audit = site.store.texts("select detail from audit").await;
    assert!(audit.iter().all(|line| !line.contains("7731")));
    let told = send(&office, TODAY, ["…", &long[..360]]).await;
    told.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("chưa nói gì");
}

async fn two_who_write_are_told_of_each_other(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let (one, other) = (
        Office::of(&site).await,
        Account::named(&site, "office2").await,
    );
    let opened = one.get(FORM).await.expect(StatusCode::OK);
    send(&other, TODAY, ["Của người khác", ""])
        .await
        .expect(StatusCode::SEE_OTHER);
    let told = send_marked(&one, &opened, TODAY, ["Của tôi", ""]).await;
    let told = told.expect(StatusCode::CONFLICT);
    told.shows("Của người khác");
    told.shows("value=\"Của tôi\"");
    one.get("/brief").await.hides("Của tôi");
    // Having read it, the second text takes the place of the first.
    send_marked(&one, &told, TODAY, ["Của tôi", ""])
        .await
        .expect(StatusCode::SEE_OTHER);
    let page = one.get("/brief").await;
    page.shows("Của tôi");
    page.hides("Của người khác");
    // A form that was given to another account.
    let theirs = other.get(FORM).await;
    send_marked(&one, &theirs, TODAY, ["Nhầm người", ""])
        .await
        .expect(StatusCode::CONFLICT)
        .shows("mở cho một tài khoản khác");
}

async fn a_form_sent_twice_writes_once_and_another_day_is_refused(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = Office::of(&site).await;
    let opened = office.get(FORM).await;
    for _ in 0..2 {
        send_marked(&office, &opened, TODAY, ["Một lần", ""])
            .await
            .expect(StatusCode::SEE_OTHER);
    }
    let rows = "select body from proposals";
    assert_eq!(site.store.texts(rows).await, ["Một lần"]);
    // The same form with another text is no new one.
    send_marked(&office, &opened, TODAY, ["Lần khác", ""])
        .await
        .expect(StatusCode::CONFLICT)
        .shows("đã ghi nội dung khác");
    for day in ["2026-11-19", "2027-06-01", "hôm qua"] {
        send_marked(&office, &opened, day, ["Muộn", ""])
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY)
            .shows("phiếu của ngày đã qua không đổi");
    }
    assert_eq!(site.store.texts(rows).await.len(), 1);
}

async fn rule_11_a_sheet_tells_a_company_of_its_own_units_alone(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let company = Partner::of(&site).await;
    let own = company.get("/partners/CTY-XANH/brief").await;
    let own = own.expect(StatusCode::OK);
    // How much happened elsewhere is nobody's to count from here.
    own.hides("mã chốt");
    company
        .get("/units/SO-Y-TE/brief")
        .await
        .expect(StatusCode::OK)
        .hides("mã chốt");
    for path in [
        "/partners/CTY-DO/brief",
        "/units/KHONG-CO/brief",
        "/partners/KHONG-CO/brief",
    ] {
        company.get(path).await.expect(StatusCode::NOT_FOUND);
    }
    company.get("/brief").await.expect(StatusCode::FORBIDDEN);
    let head = Head::of(&site).await;
    head.get("/brief").await.expect(StatusCode::FORBIDDEN);
    let unit = head.get("/units/SO-Y-TE/brief").await;
    unit.expect(StatusCode::OK).shows("mã chốt");
}
