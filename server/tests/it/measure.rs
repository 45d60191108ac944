//! Measurements entered in one table, decided on at the desk, and revoked.
use axum::http::StatusCode;
use tiendo::ledger::{DutyRow, IndicatorRow};

use crate::support::{
    campaign,
    page::Answer,
    report::report,
    site::{ORIGIN, PASSWORD, Site},
    store::{Store, on_both},
    table::{D, ENTERED, N, Table, opened},
    upload,
    users::{Account, Anonymous, Committee, Head, Member, Office, Partner, User},
};

/// What the ledger holds of measurements, in its order.
async fn facts(site: &Site) -> Vec<String> {
    let store = &site.store;
    let sql = "select indicator || ' ' || day || ' ' || coalesce(numerator, 0) || '/' || \
               coalesce(denominator, 0) from measurements where id not like 'do-%' order by seq, id";
    let mut facts = store.texts(sql).await;
    let sql = "select event || ' ' || reason from measurement_events where person is not null \
               order by seq, submission";
    facts.extend(store.texts(sql).await);
    facts
}

/// Takes back the value that waits from the beginning, so that nothing does.
async fn without_the_waiting_one(site: &Site) {
    let member = Member::of(site).await;
    let table = opened(&member).await.with(&[("withdraw", "do-cho")]);
    let answer = table.send(&member).await.expect(StatusCode::OK);
    answer.shows("Đã rút lại");
}

/// The desk's form with boxes ticked: all that may be.
pub async fn desk(user: &impl User, fields: &[(&str, &str)]) -> Table {
    let page = user.get("/review").await.expect(StatusCode::OK);
    let mut table = Table(vec![
        ("about".into(), "measurements".into()),
        ("account".into(), page.hidden("account").unwrap_or_default()),
    ]);
    for value in boxes(&page) {
        table.0.push(("value".into(), value));
    }
    for (name, value) in fields {
        table.0.push(((*name).to_owned(), (*value).to_owned()));
    }
    table
}

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

/// Adds an indicator in percent: of a duty, or the campaign's.
async fn indicator(site: &Site, code: &str, duty: Option<(&str, &str)>) {
    let (unit, workstream) = duty.unzip();
    let mut tx = site.store.db.begin().await.unwrap();
    let row = IndicatorRow {
        code: code.into(),
        name: format!("Chỉ tiêu {code}"),
        unit: unit.map(str::to_owned),
        workstream: workstream.map(str::to_owned),
        unit_of_measure: "%".into(),
        direction: "up".into(),
        fresh_days: 60,
        seq: tx.next_seq().await.unwrap(),
        recorded_at: site.clock.now(),
        ..Default::default()
    };
    IndicatorRow::append(&mut tx, &[row]).await.unwrap();
    tx.commit().await.unwrap();
}

/// What the boxes of the values on a desk carry.
fn boxes(page: &Answer) -> Vec<String> {
    let inputs = page.body.split("<input").skip(1);
    let tags = inputs.map(|tag| tag.split('>').next().unwrap_or_default());
    let of_values = tags.filter(|tag| tag.contains("name=\"value\""));
    let value = |tag: &str| Some(tag.split_once(" value=\"")?.1.split('"').next()?.to_owned());
    let all = of_values.filter_map(value);
    all.filter(|value| !value.is_empty()).collect()
}

#[tokio::test]
async fn a_value_is_entered_waits_and_counts_once_it_is_accepted() {
    let site = Site::new().await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    let page = member.get("/measure").await.expect(StatusCode::OK);
    page.shows("1 chỉ tiêu");
    page.shows("72,0%");
    page.shows("720 / 1.000");
    // What waits, and who entered it; only the own side takes it back.
    page.shows("73,0% (730 / 1.000)");
    page.shows("Người của member.y-te");

    let table = opened(&member).await.with(ENTERED);
    let sent = table.send(&member).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(sent.location(), "/measure?done=measured");
    member
        .get(sent.location())
        .await
        .shows("Đã gửi 1 số đo, chờ duyệt");
    // Said to nobody else, and no figure moved.
    Head::of(&site)
        .await
        .get(sent.location())
        .await
        .hides("số đo, chờ duyệt");
    office.get("/outcomes/CT-Y-TE").await.shows("Đo được 72,0%");
    let value = office.get("/outcomes/CT-Y-TE").await;
    value.shows("Sở Y tế Thử báo cáo");
    value.shows("61/BC-SYT");

    let page = office.get("/review").await;
    page.shows("2 số đo chờ ông/bà duyệt");
    page.shows("9.310 / 9.800");
    let answer = desk(&office, &[("event", "accepted")]).await;
    let answer = answer
        .send_to(&office, "/review")
        .await
        .expect(StatusCode::OK);
    answer.shows("Đã chấp nhận 2 số đo");
    answer.shows("2 quyết định hôm nay");
    answer.shows("số đo: 2 chấp nhận, 0 trả lại");
    let page = office.get("/outcomes/CT-Y-TE").await;
    page.shows("Đo được 95,0%");
    // Whose value, and by whom it was accepted.
    page.shows("Người của office");
    // Nothing of it is anybody else's to read.
    let other = Head::named(&site, "head.tai-chinh").await;
    let page = other.get("/outcomes/CT-Y-TE").await.expect(StatusCode::OK);
    page.shows("9.310/9.800");
    page.hides("61/BC-SYT");
    page.hides("Người của office");
    page.hides("Người của member.y-te");
}

#[tokio::test]
async fn what_is_wrong_is_told_beside_its_cell_and_what_was_typed_stays() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let before = facts(&site).await;
    let other = &[(N, "9.310"), (D, "9.800"), ("day", "19/11/2026")];
    for (fields, told) in [
        (&[(N, "14.210"), (D, "12.140")][..], "Tử số lớn hơn mẫu số"),
        (&[(N, "5")], "Thiếu một ô"),
        (&[(N, "95,5"), (D, "100")], "Phải là số nguyên"),
        (&[(N, "1"), (D, "0")], "Mẫu số phải lớn hơn 0"),
        (&[], "Chưa nhập số nào"),
        (
            &[(N, "5"), (D, "9"), ("same.CT-Y-TE", "true")],
            "khác lần trước",
        ),
        (
            &[(N, "5"), (D, "9"), ("day", "21/11/2026")],
            "không được sau hôm nay",
        ),
        (&[(N, "5"), (D, "9"), ("day", "")], "Chưa ghi ngày đo"),
        (
            &[(N, "5"), (D, "9"), ("day", "18/11/2026")],
            "đã có một số chờ duyệt",
        ),
        (
            &[(N, "5"), (D, "9"), ("document_number", "")],
            "Chưa có số văn bản",
        ),
        (&[(N, "5"), (D, "9"), ("link", "")], "Chưa có"),
        (&[(N, "5"), (D, "9"), ("no_secrets", "")], "bí mật"),
        (
            &[(N, "5"), (D, "9"), ("document_number", "12/BC-MẬT")],
            "dấu hiệu tài liệu mật",
        ),
    ] {
        let table = opened(&member).await.with(fields);
        let answer = table.send(&member).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        answer.shows(told);
        answer.hides("12/BC-MẬT");
        for (name, value) in fields.iter().filter(|(name, _)| [N, D].contains(name)) {
            answer.shows(&format!("name=\"{name}\""));
            answer.shows(&format!("value=\"{value}\""));
        }
    }
    assert_eq!(facts(&site).await, before);
    // Looked over, nothing is written and nothing that is still missing is asked for.
    let look = opened(&member).await.with(other);
    let look = look.with(&[("action", "look"), ("document_number", "")]);
    let answer = look.send(&member).await.expect(StatusCode::OK);
    answer.shows("9 nghìn 310 trên 9 nghìn 800");
    answer.shows("95,0%");
    answer.shows("Gửi 1 chỉ tiêu, để trống 0");
    assert_eq!(facts(&site).await, before);
}

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

#[tokio::test]
async fn a_table_sent_twice_is_entered_once() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let table = opened(&member).await.with(ENTERED);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    let before = facts(&site).await;
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(facts(&site).await, before);
    // Another number by the same form is another value.
    let other = table.with(&[(N, "9.311")]);
    let answer = other.send(&member).await.expect(StatusCode::CONFLICT);
    answer.shows("95,0% (9.310 / 9.800)");
    answer.shows("value=\"9.311\"");
    assert_eq!(facts(&site).await, before);
}

/// Each form of the table and of the desk answers what its reader read.
#[tokio::test]
async fn rule_8_a_value_answers_what_its_reader_read() {
    let site = Site::new().await;
    let (member, head) = (Member::of(&site).await, Head::of(&site).await);
    let stale = opened(&head)
        .await
        .with(&[(N, "900"), (D, "1000"), ("day", "19/11/2026")]);
    let table = opened(&member).await.with(ENTERED);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    let before = facts(&site).await;
    let answer = stale.send(&head).await.expect(StatusCode::CONFLICT);
    answer.shows("vừa có số mới hoặc quyết định mới");
    answer.shows("9.310 / 9.800");
    answer.shows("value=\"900\"");
    assert_eq!(facts(&site).await, before);
    // What was read on the page that answered may be answered.
    let again = Table::opened(&answer).with(&[(N, "900"), (D, "1000"), ("day", "19/11/2026")]);
    again.send(&head).await.expect(StatusCode::SEE_OTHER);

    // A form that was opened for another account.
    let theirs = opened(&member)
        .await
        .with(&[(N, "9"), (D, "10"), ("day", "17/11/2026")]);
    let answer = theirs.send(&head).await.expect(StatusCode::CONFLICT);
    answer.shows("mở cho một tài khoản khác");

    // On the desk what changed is left out and named, the rest is written.
    let office = Office::of(&site).await;
    let stale = desk(&office, &[("event", "accepted")]).await;
    let table = opened(&member)
        .await
        .with(&[(N, "1"), (D, "10"), ("day", "16/11/2026")]);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    let answer = stale
        .send_to(&office, "/review")
        .await
        .expect(StatusCode::CONFLICT);
    answer.shows("3 số để lại");
    answer.shows("đã thay đổi sau khi trang được mở");
    office.get("/outcomes/CT-Y-TE").await.shows("Đo được 72,0%");
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
    // Once another value was entered it is answered.
    let table = opened(&member).await.with(ENTERED);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    member.get("/measure").await.hides(reason);
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

/// What is behind a value is read by who reads the value in full, files too.
#[tokio::test]
async fn rule_11_a_file_of_a_value_is_the_units_own() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let table = opened(&member).await.with(ENTERED).with(&[("link", "")]);
    let fields: Vec<(&str, &str)> = table
        .0
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let file = ("bao-cao-61.csv", "so,luong\n9310,9800\n".as_bytes());
    let sent = upload::post(&member, "/measure", &fields, &[file]).await;
    sent.expect(StatusCode::SEE_OTHER);
    let page = Office::of(&site).await.get("/outcomes/CT-Y-TE").await;
    page.shows("bao-cao-61.csv");
    let (before, _) = page.body.split_once("bao-cao-61.csv").unwrap();
    let path = before
        .rsplit_once("href=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap();
    for (who, status) in [
        ("office", StatusCode::OK),
        ("committee", StatusCode::OK),
        ("head.y-te", StatusCode::OK),
        ("head.tai-chinh", StatusCode::NOT_FOUND),
        ("partner.xanh", StatusCode::NOT_FOUND),
        ("admin", StatusCode::FORBIDDEN),
    ] {
        let account = Account::named(&site, who).await;
        assert_eq!(account.get(path).await.status, status, "{who}");
    }
    // Sent twice with its file it is entered once.
    let before = facts(&site).await;
    let sent = upload::post(&member, "/measure", &fields, &[file]).await;
    sent.expect(StatusCode::SEE_OTHER);
    assert_eq!(facts(&site).await, before);
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

/// What was typed when the session had ended stands in the table again after signing in.
#[tokio::test]
async fn a_table_that_came_when_the_session_had_ended_stands_there_again() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let table = opened(&member).await.with(ENTERED);
    let nobody = Anonymous(&site);
    let answer = table.send(&nobody).await.expect(StatusCode::UNAUTHORIZED);
    answer.shows("CHƯA được gửi");
    answer.hides("9.310");
    assert_eq!(answer.hidden("next").as_deref(), Some("/measure"));
    let carried = ["unsent", "why", "sealed", "next"];
    let carried = carried.map(|name| (name, answer.hidden(name).unwrap()));
    let mut fields = vec![("username", "member.y-te"), ("password", PASSWORD)];
    fields.extend(carried.iter().map(|(name, value)| (*name, value.as_str())));
    let page = nobody
        .post("/sign-in", &fields)
        .await
        .expect(StatusCode::OK);
    page.shows("value=\"9.310\"");
    page.shows("61/BC-SYT");
    let sent = Table::opened(&page).with(ENTERED).send(&member).await;
    sent.expect(StatusCode::SEE_OTHER);
}

/// The menu counts what is overdue to measure, and what waits to be decided on.
#[tokio::test]
async fn the_menu_counts_what_is_overdue_and_what_waits() {
    let site = Site::new().await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    let waits = |page: &Answer, path: &str| {
        let (_, rest) = page.body.split_once(&format!("href=\"{path}\"")).unwrap();
        let item = rest.split("</a>").next().unwrap().to_owned();
        let number = item.split("class=\"waits\">").nth(1);
        number.map(|it| it.split('<').next().unwrap().parse::<usize>().unwrap())
    };
    let page = member.get("/measure").await;
    assert_eq!(waits(&page, "/measure"), None);
    let before = waits(&office.get("/review").await, "/review").unwrap();
    without_the_waiting_one(&site).await;
    let after = waits(&office.get("/review").await, "/review").unwrap_or(0);
    assert_eq!(before, after + 1);
    // Measured on 16 November, fresh through 15 January.
    site.later(57 * 24 * 60);
    let member = Member::of(&site).await;
    let page = member.get("/measure").await;
    page.shows("1 quá hạn đo");
    assert_eq!(waits(&page, "/measure"), Some(1));
    let table = Table::opened(&page).with(&[(N, "730"), (D, "1000"), ("day", "16/01/2027")]);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    let page = member.get("/measure").await;
    assert_eq!(waits(&page, "/measure"), None, "what was entered is done");
    Committee::of(&site)
        .await
        .get("/measure")
        .await
        .expect(StatusCode::FORBIDDEN);
}

mod both {
    use super::*;
    use crate::support::site::ORIGIN;

    on_both!(
        values_go_from_the_table_to_the_figures,
        what_a_later_day_stands_before_is_closed_all_or_none,
    );

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

    /// The SQL of the table and of the desk on both engines.
    async fn values_go_from_the_table_to_the_figures(store: Store) {
        let site = Site::at(store, ORIGIN).await;
        let (member, office) = (Member::of(&site).await, Office::of(&site).await);
        let table = opened(&member).await.with(ENTERED);
        table.send(&member).await.expect(StatusCode::SEE_OTHER);
        member
            .get("/measure?done=measured")
            .await
            .shows("Đã gửi 1 số đo, chờ duyệt");
        let table = desk(&office, &[("event", "accepted")]).await;
        table
            .send_to(&office, "/review")
            .await
            .expect(StatusCode::OK);
        let page = office.get("/outcomes/CT-Y-TE").await;
        page.shows("Đo được 95,0%");
        let table = opened(&member)
            .await
            .with(&[(N, "1"), (D, "2"), ("day", "17/11/2026")]);
        table.send(&member).await.expect(StatusCode::SEE_OTHER);
        let waits = member.get("/measure").await;
        let (_, rest) = waits.body.split_once("name=\"withdraw\"").unwrap();
        let id = rest
            .split_once("value=\"")
            .unwrap()
            .1
            .split('"')
            .next()
            .unwrap();
        let table = Table::opened(&waits).with(&[("withdraw", id)]);
        table
            .send(&member)
            .await
            .expect(StatusCode::OK)
            .shows("Đã rút lại");
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

/// What is not overdue goes out of sight and not out of the form.
#[tokio::test]
async fn what_is_overdue_is_shown_alone() {
    let site = Site::demo().await;
    let member = Account::named(&site, "member.syt").await;
    let all = member.get("/measure").await.expect(StatusCode::OK);
    all.shows("href=\"/measure?due=late\"");
    let late = member.get("/measure?due=late").await.expect(StatusCode::OK);
    let rows = |page: &Answer| {
        let rows = page.body.split("<tbody").skip(1);
        let tags = rows.filter_map(|it| Some(it.split_once('>')?.0.to_owned()));
        let tags: Vec<String> = tags.filter(|tag| tag.contains("data-indicator")).collect();
        let hidden = tags.iter().filter(|tag| tag.contains(" hidden")).count();
        (tags.len(), tags.len() - hidden)
    };
    let ((of_all, shown), (of_late, overdue)) = (rows(&all), rows(&late));
    assert_eq!((of_all, of_all), (shown, of_late));
    assert!(overdue > 0 && overdue < of_all);
    late.shows(&format!("{overdue} quá hạn đo"));
    // A row that is typed into is in sight, whatever its day is.
    let hidden = late.body.split("<tbody").find(|it| {
        let tag = it.split('>').next().unwrap_or_default();
        tag.contains("data-indicator") && tag.contains(" hidden") && it.contains("name=\"n.")
    });
    let code = hidden.unwrap().split("name=\"n.").nth(1).unwrap();
    let code = code.split('"').next().unwrap();
    let [n, d] = ["n", "d"].map(|cell| format!("{cell}.{code}"));
    let cells = [(n.as_str(), "1"), (d.as_str(), "2"), ("action", "look")];
    let page = Table::opened(&late)
        .with(&cells)
        .send_to(&member, "/measure?due=late")
        .await;
    assert_eq!(rows(&page).1, overdue + 1);
}

/// Databases have criteria of one name: a mistake says whose.
#[tokio::test]
async fn a_mistake_in_a_cell_names_the_database() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let table = opened(&member).await.with(&[(N, "5"), (D, "")]);
    let page = table.send(&member).await;
    let page = page.expect(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("Hồ sơ đủ · Y tế: Thiếu một ô.");
    // The keyboard is there.
    let (before, _) = page.body.split_once("error-summary").unwrap();
    let tag = before.rsplit('<').next().unwrap();
    assert!(
        tag.contains("autofocus") && tag.contains("tabindex=\"-1\""),
        "{tag}"
    );
}
