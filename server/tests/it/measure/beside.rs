//! What is told beside a value: its signs, what waits, and what it takes the place of.
use axum::http::StatusCode;
use tiendo::ledger::DutyRow;

use super::{desk, indicator, without_the_waiting_one};
use crate::support::{
    campaign,
    site::{ORIGIN, Site},
    store::Store,
    table::{D, ENTERED, N, opened},
    users::{Member, Office, User},
};

/// A sample is told with what it counts as before it is sent (rule 7).
#[tokio::test]
async fn a_sample_is_read_back_as_what_it_counts() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let table = opened(&member)
        .await
        .with(&[(N, "3"), (D, "3"), ("action", "look")]);
    let answer = table.send(&member).await.expect(StatusCode::OK);
    answer.shows("mẫu 3 trên 1.000");
    answer.shows("tính 0,3%");
    // Against the 72,0% before it, as both count.
    answer.shows("−71,7 điểm");
    // While it waits too.
    let table = opened(&member).await.with(&[(N, "3"), (D, "3")]);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    let waits = member.get("/measure").await.expect(StatusCode::OK);
    waits.shows("mẫu 3 trên 1.000");
    // The desk and the page of the indicator tell one change, by what counts.
    without_the_waiting_one(&site).await;
    let office = Office::of(&site).await;
    office.get("/review").await.shows("−71,7 điểm");
    let answer = desk(&office, &[("event", "accepted")]).await;
    let answer = answer.send_to(&office, "/review").await;
    answer.expect(StatusCode::OK).shows("Đã chấp nhận 1 số đo");
    let page = office.get("/outcomes/CT-Y-TE").await;
    page.shows("<td class=\"n\">−71,7</td>");
    page.shows("tính trên toàn bộ: 0,3%");
}

/// Section 10 of the rules: shown to who decides and beside the figure, also once it is accepted.
#[tokio::test]
async fn a_sign_stays_beside_the_value_that_was_accepted() {
    let site = Site::new().await;
    without_the_waiting_one(&site).await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    let few = &[(N, "9"), (D, "10"), ("day", "19/11/2026")];
    let table = opened(&member).await.with(few);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    let (sign, at_once) = ("xem hoặc hỏi dưới 30", "trong vòng một phút sau khi nhập");
    office.get("/review").await.shows(sign);
    office.get("/outcomes/CT-Y-TE").await.hides(at_once);
    let accepted = desk(&office, &[("event", "accepted")]).await;
    let accepted = accepted.send_to(&office, "/review").await;
    accepted.expect(StatusCode::OK);
    for page in [
        "/outcomes/CT-Y-TE",
        "/outcomes/CT-Y-TE?why=value:indicator:CT-Y-TE",
    ] {
        for page in [office.get(page).await, member.get(page).await] {
            page.shows(sign);
            page.shows(at_once);
        }
    }
}

/// A second value is not taken without a word, and "không đổi" is what was sent last.
#[tokio::test]
async fn a_value_that_is_typed_while_one_waits_is_told_so() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let look = [("action", "look")];
    let table = opened(&member).await.with(ENTERED).with(&look);
    let page = table.send(&member).await.expect(StatusCode::OK);
    page.shows("Đứng thêm bên số đang chờ (73,0% (730 / 1.000), 18/11/2026)");
    page.shows("như số đang chờ: 73,0%");
    let same = [("same.CT-Y-TE", "true"), look[0]];
    let table = opened(&member).await.with(&same);
    let page = table.send(&member).await.expect(StatusCode::OK);
    page.shows("730 trên 1 nghìn");
    // The file says the same, and is taken back as what it says.
    let file = member.get("/measure?format=csv").await;
    file.shows(",730,1000,");

    without_the_waiting_one(&site).await;
    let page = member.get("/measure").await;
    page.hides("như số đang chờ");
    let table = opened(&member).await.with(ENTERED).with(&look);
    let page = table.send(&member).await.expect(StatusCode::OK);
    page.hides("Đứng thêm bên số đang chờ");
}

/// One that takes the place of the accepted value of its day is beside that one.
#[tokio::test]
async fn a_value_that_replaces_another_is_told_against_it() {
    let site = Site::new().await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    without_the_waiting_one(&site).await;
    let of = |day, n| [(N, n), (D, "1000"), ("day", day)];
    for values in [of("17/11/2026", "800"), of("18/11/2026", "900")] {
        let table = opened(&member).await.with(&values);
        table.send(&member).await.expect(StatusCode::SEE_OTHER);
    }
    let all = desk(&office, &[("event", "accepted")]).await;
    all.send_to(&office, "/review").await.expect(StatusCode::OK);
    let table = opened(&member).await.with(&of("18/11/2026", "905"));
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    let page = office.get("/review").await;
    page.shows("thay số đã chấp nhận của cùng ngày");
    page.shows("+0,5 điểm");
    page.shows("900 / 1.000");
}

/// What is to be said of a document is said once, not beside each of its values.
#[tokio::test]
async fn the_signs_of_a_document_stand_once() {
    let site = Site::new().await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    without_the_waiting_one(&site).await;
    for code in ["CT-HAI", "CT-BA"] {
        indicator(&site, code, Some(("SO-Y-TE", "QG-DAN-CU"))).await;
    }
    let cells = [
        ("n.CT-BA", "40"),
        ("d.CT-BA", "50"),
        ("document_day", "19/11/2026"),
    ];
    let look = opened(&member)
        .await
        .with(ENTERED)
        .with(&cells)
        .with(&[("action", "look")]);
    let page = look.send(&member).await.expect(StatusCode::OK);
    page.shows("Văn bản ký trước ngày đo");
    page.hides("văn bản ký trước ngày đo");
    let table = opened(&member).await.with(ENTERED).with(&cells);
    let sent = table.send(&member).await.expect(StatusCode::SEE_OTHER);
    member
        .get(sent.location())
        .await
        .shows("Đã gửi 2 số đo, chờ duyệt");
    let page = office.get("/review?list=values").await;
    assert_eq!(page.body.matches("văn bản ký trước ngày đo").count(), 1);
    page.shows("2 số đo dưới đây gửi cùng một văn bản");
    // Nothing of it is ticked: the sign holds for each.
    assert!(
        !page
            .body
            .split("values-desk")
            .nth(1)
            .unwrap()
            .contains(" checked")
    );
}

/// A criterion is counted over the records of its duty: more of them is a sign.
#[tokio::test]
async fn a_criterion_above_the_volume_of_its_duty_has_a_sign() {
    const SIGN: &str = "lớn hơn khối lượng của nhiệm vụ";
    let mut book = campaign::book();
    let of = |duty: &&mut DutyRow| duty.workstream == "QG-DAN-CU" && duty.unit == "SO-Y-TE";
    for duty in book.rows.duties.iter_mut().filter(of) {
        duty.volume = Some(1_000);
    }
    book.step("2026-11-10", 9);
    book.outcome("CT-DUNG", ("SO-Y-TE", "QG-DAN-CU"), "100");
    let indicator = book
        .rows
        .indicators
        .iter_mut()
        .find(|it| it.code == "CT-DUNG");
    indicator.unwrap().criterion = "dung".into();
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    without_the_waiting_one(&site).await;
    for (n, d, sign) in [
        ("900", "1000", false),
        ("900", "1001", true),
        ("3700000", "5500300", true),
    ] {
        let cells = [("n.CT-DUNG", n), ("d.CT-DUNG", d), ("action", "look")];
        let page = opened(&member).await.with(&cells).send(&member).await;
        let page = page.expect(StatusCode::OK);
        assert_eq!(page.body.contains(SIGN), sign, "{n} / {d}");
    }
    let table = opened(&member)
        .await
        .with(&[("n.CT-DUNG", "900"), ("d.CT-DUNG", "1001")]);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    office.get("/review").await.shows(SIGN);
}
