//! Entered in one table: what is wrong, overdue or sent again, and who reads it.
use axum::http::StatusCode;

use super::{desk, facts, without_the_waiting_one};
use crate::support::{
    page::Answer,
    site::{ORIGIN, PASSWORD, Site},
    store::{Store, on_both},
    table::{D, ENTERED, N, Table, opened},
    upload,
    users::{Account, Anonymous, Committee, Head, Member, Office, User},
};

on_both!(values_go_from_the_table_to_the_figures);

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
