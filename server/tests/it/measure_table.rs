//! The table of measurements while it is typed, kept as a draft, taken away as a file and filled in
//! from one; and the sign that a document stands elsewhere.
use axum::http::StatusCode;
use tiendo::ledger::IndicatorRow;

use crate::support::{
    page::Answer,
    report::report,
    site::{ORIGIN, Site},
    store::{Store, on_both},
    table::{D, ENTERED, N, Table, opened},
    upload,
    users::{Account, Head, Member, Office, User},
    workbook::workbook,
};

on_both!(
    a_table_is_kept_while_it_is_typed,
    the_same_document_is_told,
    a_fall_of_what_never_falls_asks_for_a_reason,
    what_people_answered_says_how_they_were_asked,
);

fn kept(answer: &Answer) -> bool {
    answer.body.contains("\"kept\":true")
}

async fn draft(site: &Site) -> Vec<String> {
    let sql = "select body from drafts where milestone = '/measure'";
    site.store.texts(sql).await
}

async fn values(site: &Site) -> Vec<String> {
    let sql = "select id from measurements where id not like 'do-%' order by seq, id";
    site.store.texts(sql).await
}

/// What is typed is read by the rules of the page, and nothing of it is written.
#[tokio::test]
async fn a_table_is_read_while_it_is_typed() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    for (fields, told) in [
        (ENTERED, "9 nghìn 310 trên 9 nghìn 800"),
        (ENTERED, "+23,0 điểm"),
        (ENTERED, "Gửi 1 chỉ tiêu, để trống 0"),
        (ENTERED, "1 đã nhập, 0 còn trống."),
        (&[(N, "9.310"), (D, "9800,5")], "Phải là số nguyên"),
        (&[(N, "10"), (D, "9")], r#""wrong":["n","d","v"]"#),
        (&[(N, "10"), (D, "9")], "0 đã nhập, 1 lỗi, 0 còn trống."),
        (&[(N, "10")], r#""unfinished":true"#),
        // What was sent last, though it waits.
        (&[("same.CT-Y-TE", "true")], "<b>73,0%</b>"),
        (&[], "chưa nhập"),
        // A value of that day waits already.
        (
            &[(N, "9"), (D, "9"), ("day", "18/11/2026")],
            "đã có một số chờ duyệt",
        ),
    ] {
        let table = opened(&member).await.with(fields);
        let answer = table.tell(&member, "read").await.expect(StatusCode::OK);
        answer.shows(told);
        // No letter of a mark is shown, nor any HTML that was typed.
        let table = table.with(&[(N, "<b>1</b>")]);
        let answer = table.tell(&member, "read").await.expect(StatusCode::OK);
        answer.hides("<b>1</b>");
    }
    assert!(values(&site).await.is_empty());
    assert!(draft(&site).await.is_empty());
    let office = Office::of(&site).await;
    let foreign = opened(&member).await.with(ENTERED);
    let answer = foreign.tell(&office, "read").await.expect(StatusCode::OK);
    answer.hides("CT-Y-TE");
}

async fn a_table_is_kept_while_it_is_typed(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let (member, head) = (Member::of(&site).await, Head::of(&site).await);
    let table = opened(&member).await;
    for typed in ["9", "93", "9.310"] {
        let table = table.clone().with(&[(N, typed), ("document_number", "")]);
        let answer = table.tell(&member, "draft").await.expect(StatusCode::OK);
        assert!(kept(&answer), "{}", answer.body);
        answer.shows("Đã lưu nháp ");
    }
    let [body] = &draft(&site).await[..] else {
        panic!("one draft")
    };
    assert!(body.contains("9.310") && !body.contains("\"93\""), "{body}");

    // A colleague who opens the table has it, and is told whose it is. A cell that is empty still
    // is told, and nothing of it is a value.
    let theirs = head.get("/measure").await.expect(StatusCode::OK);
    theirs.shows("value=\"9.310\"");
    theirs.shows("Bản nháp của Người của member.y-te");
    theirs.shows("Thiếu một ô");
    let theirs = Table::opened(&theirs).with(ENTERED);
    assert!(kept(&theirs.tell(&head, "draft").await));
    // The first form saves nothing over it, and says whose is newer; nor is it sent.
    let over = table.clone().with(&[(N, "1"), (D, "2")]);
    let answer = over.tell(&member, "draft").await.expect(StatusCode::OK);
    assert!(!kept(&answer));
    answer.shows("Người của head.y-te vừa lưu bản nháp khác");
    let answer = over.send(&member).await.expect(StatusCode::CONFLICT);
    answer.shows("9.310 trên 9.800");
    assert!(values(&site).await.is_empty());

    // What is sent is a draft no more.
    theirs.send(&head).await.expect(StatusCode::SEE_OTHER);
    assert!(draft(&site).await.is_empty());
    member.get("/measure").await.hides("Bản nháp của");
}

/// By its button, with its files, and gone when it is discarded.
#[tokio::test]
async fn a_draft_is_the_sides_with_its_files_until_it_is_discarded() {
    let site = Site::new().await;
    let (member, head) = (Member::of(&site).await, Head::of(&site).await);
    let table = opened(&member).await.with(&[(N, "9.310")]);
    let table = table.with(&[("action", "draft"), ("link", "")]);
    let file = ("bao-cao-61.csv", "so,luong\n9310,9800\n".as_bytes());
    let sent = upload::post(&member, "/measure", &table.fields(), &[file]).await;
    let sent = sent.expect(StatusCode::SEE_OTHER);
    assert_eq!(sent.location(), "/measure?done=draft");
    member.get(sent.location()).await.shows("Đã lưu nháp.");
    head.get(sent.location()).await.hides("Đã lưu nháp.");
    let page = head.get("/measure").await.expect(StatusCode::OK);
    page.shows("bao-cao-61.csv");
    let [file] = &upload::addresses(&page.body)[..] else {
        panic!("one file")
    };
    for (who, status) in [
        ("member.y-te", StatusCode::OK),
        ("head.y-te", StatusCode::OK),
        ("head.tai-chinh", StatusCode::NOT_FOUND),
        ("office", StatusCode::NOT_FOUND),
        ("partner.xanh", StatusCode::NOT_FOUND),
    ] {
        let account = Account::named(&site, who).await;
        assert_eq!(account.get(file).await.status, status, "{who}");
    }
    // It is asked once more, and what is typed stays where it is kept.
    let asked = Table::opened(&page).with(&[(N, "9.310"), ("action", "discard")]);
    let answer = asked.send(&head).await.expect(StatusCode::OK);
    answer.shows("Bỏ hẳn bản nháp của Người của member.y-te");
    assert_eq!(draft(&site).await.len(), 1);
    let sure = Table::opened(&answer).with(&[("action", "discard-sure")]);
    let gone = sure.send(&head).await.expect(StatusCode::SEE_OTHER);
    head.get(gone.location()).await.shows("Đã bỏ bản nháp.");
    assert!(draft(&site).await.is_empty());
    member.get("/measure").await.hides("bao-cao-61.csv");
}

/// Rule 12: it is kept nowhere.
#[tokio::test]
async fn rule_12_a_mark_of_secrecy_is_in_no_draft() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    for field in [N, "day", "document_number"] {
        let table = opened(&member).await.with(&[(field, "12/BC-MẬT")]);
        let answer = table.tell(&member, "draft").await.expect(StatusCode::OK);
        assert!(!kept(&answer), "{field}");
        answer.shows("dấu hiệu tài liệu mật");
        let answer = table.with(&[("action", "draft")]).send(&member).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows("dấu hiệu tài liệu mật");
        answer.hides("12/BC-MẬT");
    }
    assert!(draft(&site).await.is_empty());
}

const HEAD: [&str; 4] = ["Mã chỉ tiêu", "Chỉ tiêu", "Tử số mới", "Mẫu số mới"];

fn text(rows: &[&[&str]]) -> Vec<u8> {
    let lines: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
    lines.join("\r\n").into_bytes()
}

/// What a file says stands in the cells, with what is wrong beside them, before anything is sent.
#[tokio::test]
async fn a_table_that_was_filled_in_stands_in_the_cells_and_nothing_is_written() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let filled: &[&[&str]] = &[&HEAD, &["CT-Y-TE", "Hồ sơ đủ", "9310", "9800"]];
    for (name, bytes) in [("bang.xlsx", workbook(filled)), ("bang.csv", text(filled))] {
        let table = opened(&member).await;
        let answer = table
            .fill(&member, (name, &bytes))
            .await
            .expect(StatusCode::OK);
        answer.shows("value=\"9310\"");
        answer.shows("9 nghìn 310 trên 9 nghìn 800");
        answer.shows("1 chỉ tiêu được điền từ tệp");
        assert!(values(&site).await.is_empty(), "{name}");
    }
    // The cells say what is wrong, as with what is typed.
    let wrong: &[&[&str]] = &[&HEAD, &["CT-Y-TE", "", "9310", "98,5"]];
    let table = opened(&member).await;
    let answer = table
        .fill(&member, ("b.csv", &text(wrong)))
        .await
        .expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("Phải là số nguyên");
    answer.shows("value=\"98,5\"");
    // From the page that answered it is sent.
    let table = Table::opened(&answer).with(ENTERED);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(values(&site).await.len(), 1);
}

#[tokio::test]
async fn a_table_that_cannot_be_read_fills_in_nothing_and_says_why() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let row: &[&str] = &["CT-Y-TE", "", "1", "2"];
    for (name, bytes, told) in [
        (
            "a.csv",
            text(&[&["Chỉ tiêu", "Số"], &["x", "1"]]),
            "Không thấy dòng đầu cột",
        ),
        (
            "a.csv",
            text(&[&HEAD, &["CT-Y-TE"]]),
            "Bảng chưa điền số nào",
        ),
        (
            "a.csv",
            text(&[&HEAD, &["CT-LA", "", "1", "2"]]),
            "Dòng 2: không có chỉ tiêu “CT-LA”",
        ),
        (
            "a.xlsx",
            workbook(&[&["Bảng"], &HEAD, row, row]),
            "Dòng 4: chỉ tiêu “CT-Y-TE” đã có",
        ),
        (
            "a.csv",
            text(&[&["Mã chỉ tiêu", "Giá trị mới"], &["CT-Y-TE", "95"]]),
            "cần tử số và mẫu số",
        ),
        (
            "a.csv",
            text(&[
                &["Mã chỉ tiêu", "Giá trị mới", "Không đổi (ghi x)"],
                &["CT-Y-TE", "", "9"],
            ]),
            "chỉ ghi x",
        ),
        // Since the file left another value was accepted.
        (
            "a.csv",
            text(&[
                &[
                    "Mã chỉ tiêu",
                    "Tử số lần trước",
                    "Mẫu số lần trước",
                    "Giá trị mới",
                    "Không đổi (ghi x)",
                ],
                &["CT-Y-TE", "1", "1000", "", "x"],
            ]),
            "“không đổi” không còn là số trong tệp",
        ),
        (
            "a.csv",
            text(&[&HEAD, &["CT-Y-TE", "\"Hồ sơ", "1", "2"], row]),
            "Dòng 2: dấu ngoặc kép mở một ô mà không đóng",
        ),
        ("a.pdf", b"%PDF-1.7 x".to_vec(), "không phải bảng"),
        ("a.csv", b"\xff\xfe\x00".to_vec(), "CSV UTF-8"),
        (
            "a.xlsx",
            b"PK\x03\x04 broken".to_vec(),
            "Chưa điền gì từ tệp",
        ),
    ] {
        let table = opened(&member).await.with(&[(N, "77")]);
        let answer = table.fill(&member, (name, &bytes)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        answer.shows(told);
        // What was typed stays.
        answer.shows("value=\"77\"");
    }
    let none = opened(&member).await.with(&[("action", "fill")]);
    let answer = none.send(&member).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("Chưa chọn tệp");
    assert!(values(&site).await.is_empty());
}

/// The file that leaves comes back.
#[tokio::test]
async fn the_table_taken_away_is_taken_back_once_it_is_filled_in() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let away = member
        .get("/measure?format=csv")
        .await
        .expect(StatusCode::OK);
    let head = away.body.lines().next().unwrap();
    let at = head.split(',').position(|it| it == "Tử số mới").unwrap();
    let mut filled = vec![head.to_owned()];
    for line in away.body.lines().skip(1) {
        let mut cells: Vec<&str> = line.split(',').collect();
        cells[at] = "730";
        cells[at + 1] = "1000";
        filled.push(cells.join(","));
    }
    let bytes = filled.join("\n").into_bytes();
    let table = opened(&member).await;
    let answer = table
        .fill(&member, ("bang.csv", &bytes))
        .await
        .expect(StatusCode::OK);
    answer.shows("value=\"730\"");
    answer.hides("Tệp của ngày");
    // An old file is told from the day that the form is of.
    let table = opened(&member).await.with(&[("day", "19/11/2026")]);
    let answer = table.fill(&member, ("bang.csv", &bytes)).await;
    answer.shows("Tệp của ngày 20/11/2026, biểu mẫu ghi ngày 19/11/2026");
    member
        .get("/measure?format=xlsx")
        .await
        .expect(StatusCode::OK);
    let other = Head::named(&site, "head.tai-chinh").await;
    other.get("/measure?format=csv").await.hides("CT-Y-TE");
}

/// The reviewer is told, and such a value is not ticked beforehand. One table is one place.
async fn the_same_document_is_told(store: Store) {
    const SIGN: &str = "cùng văn bản hoặc tệp ở nơi khác";
    let site = Site::at(store, ORIGIN).await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    let other = &[("day", "19/11/2026"), ("document_number", "62/BC-SYT")];
    let other = &[
        other[0],
        other[1],
        ("link", "https://luutru.example/62.pdf"),
    ];
    let table = opened(&member).await.with(ENTERED).with(other);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    office.get("/review").await.hides(SIGN);
    // The report of a milestone with the same document.
    let id = uuid::Uuid::now_v7().to_string();
    let document = [
        ("document_number", "62/BC-SYT"),
        ("document_day", "20/11/2026"),
    ];
    let sent = member
        .post("/work/yte-san-pham", &report(&id, &document))
        .await;
    sent.expect(StatusCode::SEE_OTHER);
    let page = office.get("/review").await;
    page.shows(SIGN);
    // What came back and is entered again with its document is no other place.
    let table = opened(&member).await.with(ENTERED);
    table.send(&member).await.expect(StatusCode::SEE_OTHER);
    let waits = member.get("/measure").await;
    assert_eq!(office.get("/review").await.body.matches(SIGN).count(), 1);
    let (before, _) = waits.body.rsplit_once("name=\"withdraw\"").unwrap();
    assert!(before.contains("withdraw"));
}

/// Appends a row of an indicator in percent.
async fn indicator(site: &Site, row: IndicatorRow) {
    let mut tx = site.store.db.begin().await.unwrap();
    let row = IndicatorRow {
        unit_of_measure: "%".into(),
        direction: "up".into(),
        fresh_days: 60,
        seq: tx.next_seq().await.unwrap(),
        recorded_at: site.clock.now(),
        ..row
    };
    IndicatorRow::append(&mut tx, &[row]).await.unwrap();
    tx.commit().await.unwrap();
}

/// A fall of what never falls asks for a reason, which stands beside the value from then on.
async fn a_fall_of_what_never_falls_asks_for_a_reason(store: Store) {
    const WHY: &str = "why.CT-Y-TE";
    const REASON: &str = "Gộp hồ sơ trùng 4410";
    let site = Site::at(store, ORIGIN).await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    // 72,0% is what was measured last.
    let fallen = &[(N, "700"), (D, "1000")];
    let table = opened(&member).await.with(fallen);
    let read = table.tell(&member, "read").await;
    read.shows(r#""falls":false"#);
    let never = IndicatorRow {
        code: "CT-Y-TE".into(),
        name: "Hồ sơ đủ".into(),
        unit: Some("SO-Y-TE".into()),
        workstream: Some("CN-Y-TE".into()),
        deadline: Some("2027-01-31".into()),
        falls: Some("never".into()),
        ..Default::default()
    };
    indicator(&site, never).await;

    let table = opened(&member).await.with(fallen);
    table.tell(&member, "read").await.shows(r#""falls":true"#);
    let answer = table.send(&member).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("Ghi lý do ở ô dưới dòng");
    answer.shows("value=\"700\"");
    let secret = table.clone().with(&[(WHY, "Theo công văn TỐI MẬT")]);
    let answer = secret.send(&member).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("dấu hiệu tài liệu mật");
    answer.hides("TỐI MẬT");
    let told = table.clone().with(&[(WHY, REASON)]);
    told.send(&member).await.expect(StatusCode::SEE_OTHER);
    // Sent twice it is once; with another reason it is another value.
    told.send(&member).await.expect(StatusCode::SEE_OTHER);
    let other = told.with(&[(WHY, "Vì lẽ khác")]);
    other.send(&member).await.expect(StatusCode::CONFLICT);
    assert_eq!(values(&site).await.len(), 1);

    member.get("/measure").await.shows(REASON);
    let desk = office.get("/review").await;
    desk.shows(REASON);
    desk.shows("thấp hơn lần trước");
    office.get("/outcomes/CT-Y-TE").await.shows(REASON);
    let other = Head::named(&site, "head.tai-chinh").await;
    other.get("/outcomes/CT-Y-TE").await.hides(REASON);

    // What does not fall asks for none, and keeps none.
    let day = ("day", "19/11/2026");
    let risen = opened(&member).await.with(&[(N, "800"), (D, "1000"), day]);
    let risen = risen.with(&[(WHY, "Không cần 4411")]);
    risen.send(&member).await.expect(StatusCode::SEE_OTHER);
    office.get("/review").await.hides("Không cần 4411");
}

/// How people were asked is told beside what they said, and a value of few answers says so.
async fn what_people_answered_says_how_they_were_asked(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let asked = IndicatorRow {
        code: "HL-DAN".into(),
        name: "Người dân hài lòng".into(),
        criterion: "hai_long".into(),
        ..Default::default()
    };
    indicator(&site, asked).await;
    let (one, other) = (
        Office::of(&site).await,
        Account::named(&site, "office2").await,
    );
    let page = one.get("/measure").await.expect(StatusCode::OK);
    for (cell, calendar) in [("pop", false), ("from", true), ("to", true), ("who", false)] {
        let button = format!("id=\"{cell}-HL-DAN-calendar\"");
        assert_eq!(page.body.contains(&button), calendar, "{cell}");
    }
    let cells = &[("n.HL-DAN", "20"), ("d.HL-DAN", "24")];
    let table = opened(&one).await.with(cells);
    let answer = table.send(&one).await;
    answer
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Số lấy từ khảo sát");
    let whole = &[
        ("pop.HL-DAN", "9.800"),
        ("from.HL-DAN", "01/11/2026"),
        ("to.HL-DAN", "15/11"),
        ("who.HL-DAN", "Tổ khảo sát 4420 hỏi người làm thủ tục"),
        ("how.HL-DAN", "Phiếu giấy 4421"),
    ];
    let wrong = table.clone().with(whole).with(&[("pop.HL-DAN", "23")]);
    let answer = wrong.send(&one).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("ít hơn số người trả lời");
    answer.shows("Phiếu giấy 4421");
    let table = table.with(whole);
    table.send(&one).await.expect(StatusCode::SEE_OTHER);
    table.send(&one).await.expect(StatusCode::SEE_OTHER);
    assert_eq!(values(&site).await.len(), 1);
    let told = "trong tổng số 9.800, hỏi từ 01/11/2026 đến 15/11/2026";
    let desk = other.get("/review").await;
    for words in [
        told,
        "Tổ khảo sát 4420",
        "Phiếu giấy 4421",
        "mẫu 24, dưới 30",
    ] {
        desk.shows(words);
    }
    let boxes = crate::measure::desk(&other, &[("event", "accepted")]).await;
    let answer = boxes.send_to(&other, "/review").await;
    answer.expect(StatusCode::OK);
    // Wherever the value stands.
    for path in ["/outcomes", "/outcomes/HL-DAN", "/measure", "/campaign"] {
        let page = one.get(path).await.expect(StatusCode::OK);
        page.shows("mẫu 24, dưới 30");
    }
    let page = one.get("/outcomes/HL-DAN").await;
    page.shows(told);
    page.shows("Phiếu giấy 4421");
    // Who does not read it in full reads how many, and not the words.
    let head = Head::of(&site).await;
    let page = head.get("/outcomes/HL-DAN").await.expect(StatusCode::OK);
    page.shows(told);
    page.hides("Phiếu giấy 4421");
}
