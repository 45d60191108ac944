//! Decided on at the desk, withdrawn and revoked.
use axum::http::StatusCode;

use super::{boxes, desk, facts, indicator, without_the_waiting_one};
use crate::support::{
    page::Answer,
    report::report,
    site::{ORIGIN, Site},
    store::{Store, on_both},
    table::{D, ENTERED, N, Table, opened},
    users::{Account, Head, Member, Office, Partner, User},
};

on_both!(what_a_later_day_stands_before_is_closed_all_or_none);

/// The form that revokes the value of a day, from the page of its indicator.
fn revocation(page: &Answer, day: &str, reason: &str) -> Table {
    let option = page
        .body
        .split("<option")
        .skip(1)
        .find(|it| it.contains(day));
    let option = option.unwrap().split_once("value=\"").unwrap().1;
    let value = option.split('"').next().unwrap();
    Table(vec![
        ("value".into(), value.to_owned()),
        ("account".into(), page.hidden("account").unwrap()),
        ("reason".into(), reason.to_owned()),
    ])
}

/// The desk stays short: what has waited longest stands there, all of it on a page of its own.
#[tokio::test]
async fn the_desk_shows_the_values_that_wait_longest_and_leads_to_all() {
    let site = Site::new().await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    without_the_waiting_one(&site).await;
    for day in 1..=12 {
        let day = format!("{day}/11/2026");
        let table = opened(&member)
            .await
            .with(&[(N, "7"), (D, "10"), ("day", &day)]);
        table.send(&member).await.expect(StatusCode::SEE_OTHER);
    }
    let page = office.get("/review").await;
    page.shows("12 số đo chờ ông/bà duyệt");
    assert_eq!(boxes(&page).len(), 10);
    page.shows("Xem cả 12 số đo");
    page.shows("12 số đo chờ ông/bà duyệt");
    let all = office
        .get("/review?list=values")
        .await
        .expect(StatusCode::OK);
    assert_eq!(boxes(&all).len(), 12);
    all.hides("Xem cả 12 số đo");
    // Another list of the desk is not on it, and the way back is.
    all.hides("review-table");
    all.shows("Về bàn duyệt");

    let mut table = desk(&office, &[("event", "accepted")]).await;
    table.0.retain(|(name, _)| name != "value");
    table
        .0
        .extend(boxes(&all).into_iter().map(|it| ("value".into(), it)));
    let answer = table
        .send_to(&office, "/review?list=values")
        .await
        .expect(StatusCode::OK);
    answer.shows("Đã chấp nhận 12 số đo");
    answer.shows("Không có số đo nào chờ ông/bà quyết định");
    // What a filter leaves out is not said to be nothing, and the filter can be taken off.
    let none = office.get("/review?list=values&q=zzzz").await;
    none.shows("Không có số đo nào phù hợp với bộ lọc");
    none.shows("Đơn vị, mốc hoặc chỉ tiêu: zzzz");
    none.shows("href=\"/review?list=values\"");
}

#[tokio::test]
async fn values_are_returned_with_one_reason_that_the_unit_reads() {
    let site = Site::new().await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    let none = desk(&office, &[("event", "returned"), ("reason", "")]).await;
    let answer = none.send_to(&office, "/review").await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("phải có lý do");
    let reason = "Mẫu số khác kỳ trước 8842";
    let table = desk(&office, &[("event", "returned"), ("reason", reason)]).await;
    let sent = table
        .send_to(&office, "/review")
        .await
        .expect(StatusCode::OK);
    sent.shows("Đã trả lại 1 số đo");
    // Sent twice it is returned once.
    table
        .send_to(&office, "/review")
        .await
        .expect(StatusCode::OK);
    assert_eq!(facts(&site).await, [format!("returned {reason}")]);
    let page = member.get("/measure").await;
    page.shows(reason);
    page.hides("Rút lại số chờ duyệt");
    let home = member.get("/").await;
    home.shows(reason);
    home.shows("1 số đo bị trả lại");
    Head::named(&site, "head.tai-chinh")
        .await
        .get("/")
        .await
        .hides(reason);
    // Once another value was entered it is answered.
    let table = opened(&member).await.with(ENTERED);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    member.get("/measure").await.hides(reason);
    member.get("/").await.hides(reason);
    // The reason is the unit's own.
    Member::of(&site)
        .await
        .get("/outcomes/CT-Y-TE")
        .await
        .shows(reason);
    let other = Head::named(&site, "head.tai-chinh").await;
    other.get("/outcomes/CT-Y-TE").await.hides(reason);
    let company = Partner::named(&site, "partner.xanh").await;
    company.get("/outcomes/CT-Y-TE").await.hides(reason);
}

#[tokio::test]
async fn what_waits_is_withdrawn_by_its_own_side_and_what_is_typed_stays() {
    let site = Site::new().await;
    let (head, office) = (Head::of(&site).await, Office::of(&site).await);
    let stranger = Head::named(&site, "head.tai-chinh").await;
    let theirs = Table(vec![
        ("submission".into(), uuid::Uuid::now_v7().to_string()),
        ("account".into(), "id-head.tai-chinh".into()),
        ("withdraw".into(), "do-cho".into()),
    ]);
    theirs.send(&stranger).await.expect(StatusCode::NOT_FOUND);
    assert_eq!(facts(&site).await, [""; 0]);
    // Entered by a member, withdrawn by the head.
    let fields = &[("withdraw", "do-cho"), (N, "800"), (D, "1000")];
    let table = opened(&head).await.with(fields);
    let answer = table.send(&head).await.expect(StatusCode::OK);
    answer.shows("Đã rút lại");
    answer.shows("value=\"800\"");
    assert_eq!(facts(&site).await, ["withdrawn "]);
    table.send(&head).await.expect(StatusCode::OK);
    assert_eq!(facts(&site).await, ["withdrawn "]);
    // It stands in the list of values, and waits for nobody.
    office.get("/outcomes/CT-Y-TE").await.shows("đã rút lại");
    office.get("/review").await.hides("data-measurement");
    let sent = Table::opened(&answer).with(&[(N, "800"), (D, "1000")]);
    sent.send(&head).await.expect(StatusCode::SEE_OTHER);
}

/// An officer at home in a unit sees its values, disabled with the reason, and decides on none.
#[tokio::test]
async fn rule_8_no_officer_decides_on_a_value_of_the_own_unit() {
    let site = Site::new().await;
    without_the_waiting_one(&site).await;
    indicator(&site, "CT-TO-CHUC", Some(("BAN-TO-CHUC", "QG-DAN-CU"))).await;
    let member = Account::named(&site, "member.to-chuc").await;
    let cells = &[("n.CT-TO-CHUC", "40"), ("d.CT-TO-CHUC", "50")];
    let table = opened(&member).await.with(cells);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);

    let home = Office::of(&site).await;
    let page = home.get("/review").await.expect(StatusCode::OK);
    page.shows("data-measurement");
    page.shows("Không được tự quyết định về việc ở đơn vị mình");
    page.hides(", 1 số đo chờ duyệt");
    assert!(boxes(&page).is_empty());
    let before = facts(&site).await;
    let other = Account::named(&site, "office2").await;
    let borrowed = desk(&other, &[("event", "accepted")]).await;
    let forged = borrowed.with(&[("account", "id-office")]);
    let answer = forged.send_to(&home, "/review").await;
    answer.expect(StatusCode::CONFLICT).shows("đơn vị mình");
    assert_eq!(facts(&site).await, before);

    let table = desk(&other, &[("event", "accepted")]).await;
    table
        .send_to(&other, "/review")
        .await
        .expect(StatusCode::OK);
    // Nor does a head, a member or a company, whatever they send.
    for who in ["head.to-chuc", "member.to-chuc", "partner.xanh"] {
        let account = Account::named(&site, who).await;
        let answer = table.send_to(&account, "/review").await.status;
        assert!(answer.is_client_error(), "{who}: {answer}");
    }
}

/// Nothing is accepted without a document behind it.
#[tokio::test]
async fn rule_8_no_value_is_accepted_without_evidence() {
    let site = Site::new().await;
    without_the_waiting_one(&site).await;
    let member = Member::of(&site).await;
    let table = opened(&member).await.with(ENTERED);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    site.store.unguard().await;
    site.store
        .run("delete from evidence where document_number = '61/BC-SYT'")
        .await
        .unwrap();
    let office = Office::of(&site).await;
    let table = desk(&office, &[("event", "accepted")]).await;
    let answer = table.send_to(&office, "/review").await;
    let answer = answer.expect(StatusCode::CONFLICT);
    answer.shows("Không có minh chứng");
    office.get("/outcomes/CT-Y-TE").await.shows("Đo được 72,0%");
}

/// What is accepted for a day ends what was accepted for it, and revoking it revives nothing.
#[tokio::test]
async fn an_accepted_value_ends_the_one_of_its_day_and_revoking_revives_nothing() {
    let site = Site::new().await;
    without_the_waiting_one(&site).await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    let fields = &[(N, "760"), (D, "1000"), ("day", "16/11/2026")];
    let table = opened(&member).await.with(fields);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    let page = office.get("/review").await;
    page.shows("thay số đã chấp nhận của cùng ngày");
    let table = desk(&office, &[("event", "accepted")]).await;
    table
        .send_to(&office, "/review")
        .await
        .expect(StatusCode::OK);
    let page = office.get("/outcomes/CT-Y-TE").await;
    page.shows("Đo được 76,0%");
    page.shows("Có số khác của cùng ngày");
    // What took its place stands among the changes, though no decision has a number.
    page.shows("data-term=\"value\"");
    page.shows("700/1.000");
    page.shows("theo biểu mẫu, được nghiệm thu");

    // Revoking asks for a reason, and keeps what was typed.
    let fields = |reason: &str| revocation(&page, "16/11/2026", reason);
    let path = "/outcomes/CT-Y-TE";
    let answer = fields("").send_to(&office, path).await;
    answer
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("phải có lý do");
    let sent = fields("Đếm nhầm sổ 5120").send_to(&office, path).await;
    let sent = sent.expect(StatusCode::SEE_OTHER);
    let page = office.get(sent.location()).await;
    page.shows("Đã hủy chấp nhận số đo");
    page.shows("Đếm nhầm sổ 5120");
    page.shows("Đo được 70,0%");
    // The same form once more is done; another reason is another form.
    fields("Đếm nhầm sổ 5120")
        .send_to(&office, path)
        .await
        .expect(StatusCode::SEE_OTHER);
    let answer = fields("Vì lý do khác").send_to(&office, path).await;
    answer.expect(StatusCode::CONFLICT).shows("Vì lý do khác");
    // The unit is told, and heads revoke nothing.
    member.get("/measure").await.shows("Đếm nhầm sổ 5120");
    let head = Head::of(&site).await;
    fields("x")
        .send_to(&head, path)
        .await
        .expect(StatusCode::FORBIDDEN);
}

/// The office measures for the campaign; another officer decides, where there is one.
#[tokio::test]
async fn what_the_office_measures_another_officer_decides() {
    let site = Site::new().await;
    indicator(&site, "HL-DAN", None).await;
    let (one, other) = (
        Office::of(&site).await,
        Account::named(&site, "office2").await,
    );
    let cells = &[("n.HL-DAN", "412"), ("d.HL-DAN", "480")];
    let table = opened(&one).await.with(cells);
    table.send(&one).await.expect(StatusCode::SEE_OTHER);
    // Who entered it sees it, and cannot decide.
    let page = one.get("/review").await;
    page.shows("Người nhập số đo không tự quyết định");
    assert_eq!(boxes(&page).len(), 1);
    let page = other.get("/review").await;
    assert_eq!(boxes(&page).len(), 2);
    let table = desk(&other, &[("event", "accepted")]).await;
    let answer = table
        .send_to(&other, "/review")
        .await
        .expect(StatusCode::OK);
    answer.shows("Đã chấp nhận 2 số đo");
    one.get("/outcomes/HL-DAN").await.shows("85,8%");
    // A unit's people neither enter nor decide on it.
    let head = Head::of(&site).await;
    let forged = opened(&head).await.with(cells);
    let answer = forged.send(&head).await;
    answer
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Chưa nhập số nào");
}

/// An outcome that rested on values opens again when the last of them is revoked, and its side is
/// told why.
#[tokio::test]
async fn an_outcome_that_rested_on_a_revoked_value_opens_again() {
    let site = Site::new().await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    // It promises 70 %, which the values of the last two weeks reach.
    let id = uuid::Uuid::now_v7().to_string();
    let sent = member.post("/work/yte-ket-qua", &report(&id, &[])).await;
    sent.expect(StatusCode::SEE_OTHER);
    let id = uuid::Uuid::now_v7().to_string();
    let accepting = [
        ("submission", id.as_str()),
        ("decision", "accepted"),
        ("checked", "true"),
    ];
    let sent = office.post("/review/yte-ket-qua", &accepting).await;
    sent.expect(StatusCode::SEE_OTHER);
    let state = async || {
        let sql = "select event from milestone_events where milestone = 'yte-ket-qua' order by seq";
        site.store.texts(sql).await.pop().unwrap()
    };
    for (day, reason, left) in [
        ("16/11/2026", "Sai sổ một 3301", "accepted"),
        ("09/11/2026", "Sai sổ hai 3302", "revoked"),
    ] {
        let page = office.get("/outcomes/CT-Y-TE").await;
        let sent = revocation(&page, day, reason)
            .send_to(&office, "/outcomes/CT-Y-TE")
            .await;
        sent.expect(StatusCode::SEE_OTHER);
        assert_eq!(state().await, left, "{day}");
    }
    member.get("/work").await.shows("Sai sổ hai 3302");
}

/// The form that closes all of them, as a desk has it.
fn closes(page: &Answer) -> Table {
    let form = page.body.split("class=\"older plans\"").nth(1).unwrap();
    let form = form.split("</form>").next().unwrap();
    let mut fields = Vec::new();
    for tag in form.split("<input").skip(1) {
        let of = |name: &str| {
            let value = tag.split_once(&format!(" {name}=\"")).unwrap().1;
            value.split('"').next().unwrap().to_owned()
        };
        fields.push((of("name"), of("value")));
    }
    Table(fields)
}

async fn what_a_later_day_stands_before_is_closed_all_or_none(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    let enter = async |day: &str| {
        let typed = [(N, "7"), (D, "10"), ("day", day)];
        let table = opened(&member).await.with(&typed);
        table.send(&member).await.expect(StatusCode::SEE_OTHER);
    };
    let written = async || {
        let sql = "select count(*) from measurement_events where event = 'returned'";
        let audited = "select count(*) from audit where action = 'measurement.returned'";
        (
            site.store.number(sql).await,
            site.store.number(audited).await,
        )
    };
    office.get("/review").await.hides("class=\"older");
    // The value of the 16th is accepted; that of the 18th waits, and is newer.
    enter("12/11/2026").await;
    enter("13/11/2026").await;
    let desk = office.get("/review").await;
    desk.shows("2 số đã có số của ngày sau");
    let stale = closes(&desk);

    // Another is entered since: none is closed, and that is told.
    enter("14/11/2026").await;
    let told = stale.send_to(&office, "/review").await;
    let told = told.expect(StatusCode::CONFLICT);
    told.shows("Chưa đóng số nào");
    assert_eq!(written().await, (0, 0));
    // Nor is what no later day stands before, among others that are.
    let mut forged = closes(&told);
    let newer = boxes(&told).into_iter().find(|it| it.starts_with("do-cho"));
    forged.0.push(("older".into(), newer.unwrap()));
    let refused = forged.send_to(&office, "/review").await;
    refused
        .expect(StatusCode::CONFLICT)
        .shows("Chưa đóng số nào");
    assert_eq!(written().await, (0, 0));

    let all = closes(&told);
    for _ in 0..2 {
        let done = all.send_to(&office, "/review").await.expect(StatusCode::OK);
        done.shows("Đã đóng 3 số có số của ngày sau");
        done.hides("class=\"older");
        assert_eq!(boxes(&done).len(), 1, "the newer one still waits");
        assert_eq!(written().await, (3, 3), "an event and a line each");
    }
    let reasons = "select distinct reason from measurement_events where event = 'returned'";
    let reasons = site.store.texts(reasons).await;
    assert_eq!(reasons, ["Đã có số của ngày sau được chấp nhận."]);
    member.get("/measure").await.shows(&reasons[0]);
    let whole = tiendo::ledger::verify(&site.store.db, None).await.unwrap();
    assert!(whole.is_whole());
}
