//! `/plan/sheet`: a plan that comes as one table, from the upload to the board.
use axum::http::StatusCode;
use tiendo::{
    import::{By, Files, apply_by, plan_files},
    ledger::AccountTermsRow,
};

use crate::support::{
    campaign::{self, at},
    page::{Answer, text},
    plan_form::{Form, GROUNDS},
    site::{ORIGIN, PASSWORD, Site},
    store::{Store, on_both},
    upload,
    users::{Committee, Head, Office, User},
    workbook::workbook,
};
use crate::unsent::sign_in_from;

on_both!(a_plan_of_53_tasks_comes_from_one_workbook_to_the_board,);

const PATH: &str = "/plan/sheet";

/// The plan as a clerk has it, 53 tasks: as a file with commas.
const PLAN: &str = include_str!("../../src/import/sheet/tests/plan.csv");

/// The same as a workbook.
fn plan() -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(PLAN.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    workbook(&rows)
}

/// A campaign that has the units of the city.
async fn site(store: Store) -> Site {
    let site = Site::at(store, ORIGIN).await;
    let units = include_str!("../../campaigns/tphcm/units.csv");
    imported(&site, &[("units.csv", units)]).await;
    site
}

async fn imported(site: &Site, all: &[(&'static str, &str)]) {
    let today = site.app.live.today().await.unwrap();
    let mut files = Files::of_office(today.campaign().unwrap().clone());
    for (name, text) in all {
        files.set(name, text.as_bytes());
    }
    let now = site.app.clock.now();
    let preview = plan_files(&site.store.db, &files, now).await.unwrap();
    assert!(preview.sound(), "{:?}", preview.report.errors);
    let by = By {
        person: None,
        account: None,
        source: "test",
        act: None,
        form: "",
        accounts: &[],
    };
    apply_by(&site.store.db, &preview, now, by).await.unwrap();
}

/// Sends a table as a file.
async fn sent(office: &Office<'_>, name: &str, bytes: &[u8]) -> Answer {
    let page = office.get(PATH).await.expect(StatusCode::OK);
    let [account, seen] = ["account", "seen"].map(|it| page.hidden(it).unwrap_or_default());
    let fields = [("account", &*account), ("seen", &*seen), ("action", "file")];
    upload::post_table(office, PATH, &fields, (name, bytes)).await
}

/// The fields of the questions of a page, each with its first choice.
fn questions(page: &Answer) -> Vec<(String, String)> {
    let part = |tag: &str, name: &str| {
        let begin = tag.split(&format!(" {name}=\"")).nth(1)?;
        Some(begin.split('"').next()?.to_owned())
    };
    let tags = page
        .body
        .split('<')
        .filter(|it| it.contains("type=\"radio\""));
    let mut all: Vec<(String, String)> = Vec::new();
    for (name, value) in tags.filter_map(|it| Some((part(it, "name")?, part(it, "value")?))) {
        if !all.iter().any(|(it, _)| *it == name) {
            all.push((name, value));
        }
    }
    all
}

async fn a_plan_of_53_tasks_comes_from_one_workbook_to_the_board(store: Store) {
    let site = site(store).await;
    let office = Office::named(&site, "office2").await;
    let page = sent(&office, "ke-hoach.xlsx", &plan())
        .await
        .expect(StatusCode::OK);
    page.shows("53 nhiệm vụ trong bảng, 53 chưa có trong kế hoạch");
    page.shows("Sở Khoa học và Công nghệ (SKHCN)");
    page.shows("20 ngày sau khi Chính phủ ban hành nghị định");
    page.shows("Bộ Tài chính: cơ quan ngoài chiến dịch, thêm mới");
    // Only what no table says is asked: what it moves is shown once that is answered.
    page.shows("3 chỗ cần hỏi lại");
    page.hides("value=\"write\"");
    let asked = questions(&page);
    let answers = asked
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let answers: Vec<(&str, &str)> = answers.collect();
    let count = "select count(*) from workstreams where code like 'NV%'";
    assert_eq!(site.store.number(count).await, 0);

    let form = Form::of(&office, PATH, &page).with(&answers).with(&[
        ("decision", "27-KH/BCĐ"),
        ("reason", "Kế hoạch"),
        ("approver", "Trưởng Ban"),
        ("read", "yes"),
    ]);
    let (_, done) = form.carried_out().await;
    assert!(done.location().starts_with("/plan/sheet?done="));
    assert_eq!(site.store.number(count).await, 53);

    let reader = Committee::of(&site).await;
    let programme = reader.get("/programme").await.expect(StatusCode::OK);
    let told = text(&programme.body);
    for task in [
        "Ban hành quy chế vận hành kho dữ liệu dùng chung",
        "Kiểm kê tài sản số",
    ] {
        assert!(told.contains(task), "{told}");
    }
    // What is late is late at once, of joint leads at each of them.
    let late = reader
        .get("/milestones?group=all&state=late&q=bo+tieu+chi")
        .await;
    let told = text(&late.expect(StatusCode::OK).body);
    assert!(
        told.contains("Sở Nội vụ") && told.contains("Sở Khoa học và Công nghệ"),
        "{told}"
    );

    // The same table again says nothing new.
    let again = sent(&office, "ke-hoach.xlsx", &plan())
        .await
        .expect(StatusCode::OK);
    again.shows("53 nhiệm vụ trong bảng, 0 chưa có trong kế hoạch");
    again.shows("Không có gì thay đổi");
}

#[tokio::test]
async fn what_reads_two_ways_is_asked_before_anything_is_shown() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    let table = "TT,Nhiệm vụ,Đơn vị chủ trì,Sản phẩm,Thời hạn\n\
        1,Số hóa hồ sơ hộ tịch,xa thanh an,Kho hồ sơ,Trước ngày 30/9/2027\n";
    let page = sent(&office, "ke-hoach.csv", table.as_bytes())
        .await
        .expect(StatusCode::OK);
    page.shows("2 chỗ cần hỏi lại");
    page.shows("Xã Thanh An");
    page.shows("Xã Thạnh An");
    page.hides("value=\"write\"");
    let asked = questions(&page);
    assert_eq!(asked.len(), 2);
    // An answer that is none is no answer.
    let wrong: Vec<(&str, &str)> = asked.iter().map(|(name, _)| (name.as_str(), "x")).collect();
    let form = Form::of(&office, PATH, &page).with(&wrong);
    form.send("write")
        .await
        .expect(StatusCode::OK)
        .shows("2 chỗ cần hỏi lại");

    let first = asked
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let first: Vec<(&str, &str)> = first.collect();
    let form = Form::of(&office, PATH, &page).with(&first);
    let (page, form) = form.looked().await;
    page.shows("Đã chọn cách đọc");
    form.send("write").await.expect(StatusCode::SEE_OTHER);
    let deadline = "select deadline from milestones where product = 'Kho hồ sơ'";
    assert_eq!(site.store.texts(deadline).await, ["2027-09-30"]);
    // The same form again is one change.
    form.send("write").await.expect(StatusCode::SEE_OTHER);
    assert_eq!(site.store.texts(deadline).await.len(), 1);
}

#[tokio::test]
async fn a_table_that_is_no_plan_is_refused_and_secrets_are_not_sent_back() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    for (name, bytes, told) in [
        (
            "a.csv",
            "Họ tên,Chức vụ\nA,B\n".as_bytes(),
            "Không thấy dòng tên cột",
        ),
        ("a.xlsx", b"PK\x03\x04 no workbook".as_slice(), "tệp"),
        ("a.exe", b"MZ".as_slice(), "tệp"),
    ] {
        let page = sent(&office, name, bytes)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY);
        page.shows(told);
    }
    // Rows that fell into a cell are none that may be left out without a word.
    let open = "TT,Nhiệm vụ,Đơn vị chủ trì,Sản phẩm,Thời hạn\n\
        1,Việc một,Sở Nội vụ,Báo cáo,30/9/2027\n\
        2,Việc hai,Sở Nội vụ,\"Báo cáo,30/9/2027\n\
        3,Việc ba,Sở Nội vụ,Báo cáo,30/9/2027\n";
    sent(&office, "a.csv", open.as_bytes())
        .await
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Dòng 3: dấu ngoặc kép mở một ô mà không đóng");
    // "Unicode Text" of a spreadsheet, and a byte that is no text.
    let words = "TT\tNhiệm vụ\tChủ trì\n1\tViệc\tSở Nội vụ\n";
    let utf16 = words.encode_utf16().flat_map(u16::to_le_bytes);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf16).collect();
    for bytes in [&utf16[..], b"TT,Nhi\0m v"] {
        sent(&office, "a.csv", bytes)
            .await
            .expect(StatusCode::UNPROCESSABLE_ENTITY)
            .shows("Excel: CSV UTF-8");
    }
    // What a form could not carry on is not read first.
    let row = format!("1,{},Sở Nội vụ\n", "Việc rất dài ".repeat(30));
    let long = format!("TT,Nhiệm vụ,Chủ trì\n{}", row.repeat(900));
    sent(&office, "a.csv", long.as_bytes())
        .await
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Hãy bớt dòng hoặc chia thành nhiều bảng");
    let secret =
        "TT,Nhiệm vụ,Đơn vị chủ trì,Thời hạn\n1,Việc có dấu TUYỆT MẬT,Sở Nội vụ,30/9/2027\n";
    let page = sent(&office, "a.csv", secret.as_bytes())
        .await
        .expect(StatusCode::UNPROCESSABLE_ENTITY);
    page.hides("Việc có dấu");
    // A head of a unit sends nothing.
    let head = Head::of(&site).await;
    let fields = [("account", ""), ("text", "x"), ("action", "look")];
    head.post(PATH, &fields).await.expect(StatusCode::FORBIDDEN);
}

/// Of a lead that is outside the campaign nothing is left out without a word; a unit may be typed.
#[tokio::test]
async fn a_lead_that_is_no_unit_is_chosen_or_refused_in_its_row() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    let table = "Kế hoạch số 98/KH-UBND ngày 20/11/2026,,,,\n\
        TT,Nhiệm vụ,Đơn vị chủ trì,Sản phẩm,Thời hạn\n\
        1,Sơ kết chương trình,Sở TTTT,Báo cáo,30/02/2027\n";
    let page = sent(&office, "a.csv", table.as_bytes())
        .await
        .expect(StatusCode::OK);
    page.shows("2 chỗ cần hỏi lại");
    page.shows("“30/02/2027” không phải một ngày: hạn là ngày nào?");
    page.shows("value=\"98/KH-UBND\"");
    let asked = questions(&page);
    let fields = page
        .body
        .split("name=\"")
        .filter_map(|it| it.split('"').next());
    let mut typed = fields.filter_map(|it| it.strip_suffix("-o"));
    let lead = typed.next().unwrap_or_default().to_owned();
    let [.., (day, _)] = &asked[..] else {
        panic!("{asked:?}")
    };
    // Who is no unit would be refused, and is not offered.
    page.hides("Sở TTTT: cơ quan ngoài chiến dịch");
    let form = Form::of(&office, PATH, &page).with(&[(day.as_str(), "2027-02-28")]);
    let nobody = table.replace("Sở TTTT", "").replace("30/02", "28/02");
    let asked = sent(&office, "b.csv", nobody.as_bytes()).await;
    let asked = asked.expect(StatusCode::OK);
    asked.shows("“Sơ kết chương trình” không có đơn vị chủ trì trong bảng");
    asked.hides("Chưa giao cho ai");
    let other = format!("{lead}-o");
    let wrong = form
        .clone()
        .with(&[(other.as_str(), "Sở Phép thuật")])
        .send("look")
        .await;
    let wrong = wrong.expect(StatusCode::OK);
    wrong.shows("Không đơn vị hay nhóm nào của chiến dịch tên là “Sở Phép thuật”.");
    let typed = form.with(&[(other.as_str(), "Giám đốc Sở Tài chính"), ("read", "yes")]);
    let (page, form) = typed.looked().await;
    page.shows("Sở Tài chính (STC)");
    form.send("write").await.expect(StatusCode::SEE_OTHER);
    let rows =
        "select unit || ' ' || deadline || ' ' || title from milestones where product = 'Báo cáo'";
    let title = "STC 2027-02-28 Báo cáo – Sơ kết chương trình";
    assert_eq!(site.store.texts(rows).await, [title]);
    office
        .get("/documents")
        .await
        .expect(StatusCode::OK)
        .shows("98/KH-UBND");
    // The same table again asks nothing: the campaign shows what was answered.
    let again = sent(&office, "a.csv", table.as_bytes())
        .await
        .expect(StatusCode::OK);
    again.shows("Đã chọn cách đọc");
    again.shows("Không có gì thay đổi");
    office
        .get("/plan/sheet?done=1")
        .await
        .expect(StatusCode::OK)
        .shows("href=\"/programme\"");
}

/// What a plan writes is told by names and days in words, and by its rows.
#[tokio::test]
async fn what_a_plan_writes_is_said_in_words() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    let table = "TT,Nhiệm vụ,Đơn vị chủ trì,Phối hợp,Sản phẩm,Thời hạn\n\
        1,Rà soát định mức,\"Sở Nội vụ, Sở Tư pháp\",Bộ Tài chính,Báo cáo,Thứ Sáu hằng tuần\n\
        2,Việc khác,Sở Nội vụ,,Sổ theo dõi,Thường xuyên\n";
    let page = sent(&office, "a.csv", table.as_bytes())
        .await
        .expect(StatusCode::OK);
    let asked = questions(&page);
    let [(rhythms, first)] = &asked[..] else {
        panic!("{asked:?}")
    };
    let form = Form::of(&office, PATH, &page).with(&[(rhythms.as_str(), first.as_str())]);
    let (page, form) = form.looked().await;
    let told = text(&page.body);
    for words in [
        "Rà soát định mức có Bộ Tài chính phối hợp",
        "chốt số liệu: thứ Sáu",
        "Dòng 3: Thời hạn ghi bằng chữ",
        "Sở Nội vụ (SNV) – Rà soát định mức: Báo cáo – Rà soát định mức",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for words in ["có BO-TAI-CHINH", "ên này giống", "từ – lên"] {
        assert!(!told.contains(words), "{words}: {told}");
    }
    form.send("write").await.expect(StatusCode::SEE_OTHER);
    let cut_off = "select distinct cut_off_days from rhythms";
    assert_eq!(site.store.number(cut_off).await, 5);
}

/// What is wrong in a row of the files is told by the row of the table.
#[tokio::test]
async fn complaints_name_the_row_of_the_table() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    let table = "TT,Nhiệm vụ,Đơn vị chủ trì,Sản phẩm,Thời hạn\n\
        1,Số hóa hồ sơ,Sở Nội vụ,Kho hồ sơ,30/9/2027\n\
        2,Việc khác,Sở Nội vụ,Sản phẩm một,30/9/2027\n\
        ,,,sản phẩm  một,30/10/2027\n";
    let page = sent(&office, "a.csv", table.as_bytes())
        .await
        .expect(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("Dòng 4:");
    page.shows("Số hóa hồ sơ");
}

/// A table of many rows with what was answered is not pasted twice because a session had ended.
#[tokio::test]
async fn a_pasted_table_is_kept_when_the_session_has_ended() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    let page = sent(&office, "ke-hoach.csv", PLAN.as_bytes()).await;
    let page = page.expect(StatusCode::OK);
    let asked = questions(&page);
    let first: Vec<(&str, &str)> = asked
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let form = Form::of(&office, PATH, &page).with(&first);
    site.later(61);
    let told = form.send("write").await.expect(StatusCode::UNAUTHORIZED);
    told.shows("Bảng kế hoạch CHƯA được đọc hay ghi");
    let tasks = "select count(*) from workstreams";
    let before = site.store.number(tasks).await;
    let again = sign_in_from(&site, &told, "office2", PASSWORD).await;
    let again = again.expect(StatusCode::OK);
    again.shows("53 nhiệm vụ trong bảng");
    if !asked.is_empty() {
        again.shows("Đã chọn cách đọc");
    }
    assert_eq!(site.store.number(tasks).await, before);
}

#[tokio::test]
async fn what_a_workbook_hides_is_told_before_anything_is_shown() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    let rows = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
        ["1", "Việc một", "Sở Nội vụ", "30/9/2027"],
        ["2", "Việc hai", "Sở Nội vụ", "30/9/2027"],
        ["3", "Việc ba", "Sở Nội vụ", "30/9/2027"],
    ];
    for (line, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(row) {
            page.write_string(line, column, text).unwrap();
        }
    }
    // One by hand, one by a filter, one that is empty; a column.
    page.set_row_hidden(2).unwrap();
    page.autofilter(0, 0, 3, 3).unwrap();
    let only = rust_xlsxwriter::FilterCondition::new().add_list_filter("Việc một");
    page.filter_column(1, &only).unwrap();
    page.set_row_hidden(9).unwrap();
    page.set_column_hidden(3).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let shown = sent(&office, "a.xlsx", &bytes).await.expect(StatusCode::OK);
    shown.shows("Hàng 3, 4 của tệp bị ẩn: vẫn được đọc.");
    shown.shows("Cột D của tệp bị ẩn: vẫn được đọc như cột hiện.");
    shown.shows("3 nhiệm vụ trong bảng");
    let (again, _) = Form::of(&office, PATH, &shown).looked().await;
    again.shows("Hàng 3, 4 của tệp bị ẩn: vẫn được đọc.");
}

#[tokio::test]
async fn a_mark_of_secrecy_is_refused_beside_its_field_and_not_sent_back() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    let table = "TT,Nhiệm vụ,Đơn vị chủ trì,Sản phẩm,Thời hạn\n\
        1,Số hóa hồ sơ hộ tịch,xa thanh an,Kho hồ sơ,30/9/2027\n";
    let page = sent(&office, "a.csv", table.as_bytes())
        .await
        .expect(StatusCode::OK);
    let asked = questions(&page);
    let other = format!("{}-o", asked[0].0);
    for name in [&*other, "decision", "reason", "approver", "plan_source"] {
        let form = Form::of(&office, PATH, &page).with(&[(name, "Phương án 7 (TỐI MẬT)")]);
        let again = form.send("look").await;
        let again = again.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            again.body.contains(&format!("id=\"{name}-error\"")),
            "{name}"
        );
        again.shows("Có dấu hiệu tài liệu mật");
        again.hides("Phương án 7");
        again.shows("Số hóa hồ sơ hộ tịch");
    }
    // Forms of one row and of many refuse it also where no row would hold it.
    for path in ["/plan/units/row?key=SYT", "/plan/together/companies"] {
        let page = office.get(path).await.expect(StatusCode::OK);
        let form = Form::of(&office, path, &page).with(&[("approver", "Ông A (TUYỆT MẬT)")]);
        let again = form.send("look").await;
        let again = again.expect(StatusCode::UNPROCESSABLE_ENTITY);
        again.shows("Có dấu hiệu tài liệu mật");
        again.hides("Ông A");
    }
}

/// A mark is refused wherever a file carries it: in its name, in worksheets that are not read, beside cells.
#[tokio::test]
async fn a_mark_of_secrecy_is_refused_wherever_a_file_carries_it() {
    use rust_xlsxwriter::{DocProperties, Note, Workbook, Worksheet};
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    fn filled(page: &mut Worksheet) {
        let rows = [
            ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
            ["1", "Việc một", "Sở Nội vụ", "30/9/2027"],
        ];
        for (line, row) in (0..).zip(rows) {
            for (column, text) in (0..).zip(row) {
                page.write_string(line, column, text).unwrap();
            }
        }
    }
    let book = |change: &dyn Fn(&mut Workbook)| {
        let mut book = Workbook::new();
        filled(book.add_worksheet());
        change(&mut book);
        book.save_to_buffer().unwrap()
    };
    fn first(book: &mut Workbook) -> &mut Worksheet {
        book.worksheet_from_index(0).unwrap()
    }
    let plain = book(&|_| {});
    let marked = [
        book(&|it| {
            first(it).set_name("TUYỆT MẬT").unwrap();
        }),
        book(&|it| {
            first(it).set_header("&C&\"Arial,Bold\"&12TUYỆT MẬT");
        }),
        book(&|it| {
            first(it).set_footer("&LĐộ mật: MẬT");
        }),
        book(&|it| {
            let note = Note::new("TUYỆT MẬT");
            first(it).insert_note(1, 1, &note).unwrap();
        }),
        book(&|it| {
            let other = it.add_worksheet();
            other.write_string(0, 0, "Độ mật: TUYỆT MẬT").unwrap();
        }),
        book(&|it| {
            it.add_worksheet().set_name("TỐI MẬT").unwrap();
        }),
        book(&|it| {
            it.set_properties(&DocProperties::new().set_title("TUYỆT MẬT"));
        }),
    ];
    for (at, bytes) in marked.iter().enumerate() {
        let refused = sent(&office, "a.xlsx", bytes).await;
        let refused = refused.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("dấu hiệu mật"), "{at}");
        refused.hides("Việc một");
    }
    let named = sent(&office, "KH (TUYỆT MẬT).xlsx", &plain).await;
    let named = named.expect(StatusCode::UNPROCESSABLE_ENTITY);
    named.shows("tên tệp mang dấu hiệu mật");
    named.hides("Việc một");
    sent(&office, "a.xlsx", &plain).await.expect(StatusCode::OK);
}

/// A formula that nobody computed is told at its cell; one that Excel computed is read.
#[tokio::test]
async fn a_formula_that_nobody_computed_is_told_at_its_cell() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    let of = |value: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let page = book.add_worksheet();
        for (column, text) in (0..).zip(["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]) {
            page.write_string(0, column, text).unwrap();
        }
        for (column, text) in (0..).zip(["1", "Việc một", "Sở Nội vụ"]) {
            page.write_string(1, column, text).unwrap();
        }
        let formula = rust_xlsxwriter::Formula::new("=TEXT(46660,\"d/m/yyyy\")");
        page.write_formula(1, 3, formula.set_result(value)).unwrap();
        book.save_to_buffer().unwrap()
    };
    let bytes = of("30/9/2027");
    let read = sent(&office, "a.xlsx", &bytes).await.expect(StatusCode::OK);
    read.shows("hạn 30/09/2027");
    let bytes = crate::support::workbook::without_values(&bytes);
    let refused = sent(&office, "a.xlsx", &bytes).await;
    refused
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Dòng 2: ô “Thời hạn” tính bằng công thức, chưa có giá trị");
}

#[tokio::test]
async fn of_many_rows_the_page_says_how_many_it_has_and_gives_all() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    let rows = (1..=130).map(|n| format!("{n},Việc dài số {n},Sở Nội vụ,Kho số {n},30/9/2027\n"));
    let table = format!(
        "TT,Nhiệm vụ,Đơn vị chủ trì,Sản phẩm,Thời hạn\n{}",
        rows.collect::<String>()
    );
    let page = sent(&office, "a.csv", table.as_bytes())
        .await
        .expect(StatusCode::OK);
    page.shows("Danh sách này có 200 trong");
    // The headline says of how many it names one, and leads to them.
    page.shows("href=\"#moved\">130 hạng mục đổi số</a>");
    page.shows("id=\"moved\"");
    page.shows("value=\"csv\"");
    let file = Form::of(&office, PATH, &page).send("csv").await;
    let file = file.expect(StatusCode::OK);
    for n in [1, 130] {
        assert!(file.body.contains(&format!("Việc dài số {n}")), "{n}");
        assert!(file.body.contains(&format!("Kho số {n}")), "{n}");
    }
    assert!(!file.body.contains("<html"));
}

#[tokio::test]
async fn the_page_counts_what_is_left_to_be_answered() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    let table = "(Kèm theo Quyết định số 812/QĐ-UBND ngày 20/11/2026),,,,\n\
        TT,Nhiệm vụ,Đơn vị chủ trì,Sản phẩm,Thời hạn\n\
        1,Số hóa hồ sơ hộ tịch,xa thanh an,Kho hồ sơ,ngày 15\n";
    let page = sent(&office, "a.csv", table.as_bytes())
        .await
        .expect(StatusCode::OK);
    page.shows("2 chỗ cần hỏi lại: mời chọn");
    page.shows("value=\"812/QĐ-UBND\"");
    let asked = questions(&page);
    let first = (asked[0].0.as_str(), asked[0].1.as_str());
    let other = format!("{}-o", asked[1].0);
    let form = Form::of(&office, PATH, &page).with(&[first, (other.as_str(), "hôm nào đó")]);
    let wrong = form.send("look").await.expect(StatusCode::OK);
    wrong.shows("Còn 1 trong 2 chỗ cần hỏi lại");
    assert_eq!(wrong.body.matches("chưa trả lời").count(), 1);
    let form = form.with(&[
        (other.as_str(), "Hằng quý, ngày 10 tháng đầu quý sau"),
        ("read", "yes"),
    ]);
    let page = form.send("look").await.expect(StatusCode::OK);
    let rhythms = questions(&page).pop().unwrap();
    let form = Form::of(&office, PATH, &page)
        .with(&[(rhythms.0.as_str(), rhythms.1.as_str()), ("read", "yes")]);
    let (page, form) = form.looked().await;
    page.shows("hạn ngày 10 tháng đầu quý sau");
    form.send("write").await.expect(StatusCode::SEE_OTHER);
}

/// The page that tells what a table moves, once each question has its first choice, and its form with
/// the grounds of a decision.
async fn looked<'a>(office: &'a Office<'a>, table: &str) -> (Answer, Form<'a>) {
    let page = sent(office, "a.csv", table.as_bytes()).await;
    let asked = questions(&page);
    let first: Vec<(&str, &str)> = asked
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let form = Form::of(office, PATH, &page).with(&first).with(&GROUNDS);
    form.looked().await
}

/// Who joins where something is promised takes a part from those who are there: by the decision of the
/// table, as all of it.
#[tokio::test]
async fn rule_4_a_helper_more_of_a_known_task_is_written_by_the_tables_decision() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    let table = "TT,Nhiệm vụ,Đơn vị chủ trì,Phối hợp,Sản phẩm,Thời hạn\n\
        1,Số hóa hồ sơ,Sở Nội vụ,,Kho hồ sơ,30/9/2027\n";
    let (_, form) = looked(&office, table).await;
    form.send("write").await.expect(StatusCode::SEE_OTHER);
    let table = table.replace("Sở Nội vụ,", "Sở Nội vụ,Sở Tư pháp");
    let (page, form) = looked(&office, &table).await;
    page.hides("cần quyết định");
    form.send("write").await.expect(StatusCode::SEE_OTHER);
    let helps = "select unit from duties where role = 'contribute' and workstream = 'NV01'";
    assert_eq!(site.store.texts(helps).await, ["STP"]);
    let by = "select decision from redefinitions where term = 'role'";
    assert_eq!(site.store.texts(by).await, ["418/QĐ"]);
}

/// A campaign with one task of two units: a milestone with a day, one that waits for an event, one whose
/// day an event has set; their products are called otherwise than they are.
async fn with_a_task(site: &Site, office: &Office<'_>) {
    let table = "TT,Nhiệm vụ,Đơn vị chủ trì,Phối hợp,Sản phẩm,Thời hạn\n\
        1,Số hóa hồ sơ,Sở Nội vụ; Sở Tư pháp,,Kho hồ sơ,30/9/2027\n";
    let (_, form) = looked(office, table).await;
    form.send("write").await.expect(StatusCode::SEE_OTHER);
    let day = site.app.live.today().await.unwrap().day();
    let events = format!(
        "code,name,happened_on,document_number,document_day\n\
        EV1,Bộ ban hành quy chuẩn,,,\nEV2,Bộ giao kho dữ liệu,{day},12/QĐ,{day}\n"
    );
    let milestones = "unit,workstream,kind,title,product,deadline,after,after_days,day_count\n\
        SNV,NV01,process,Đối soát xong,Biên bản đối soát có chữ ký,2027-06-30,,,\n\
        STP,NV01,process,Đối soát xong,Biên bản đối soát có chữ ký,2027-06-30,,,\n\
        SNV,NV01,product,Ban hành xong,Quy chuẩn của thành phố,theo quy chuẩn,EV1,30,calendar\n\
        SNV,NV01,product,Nhận xong,Biên bản nhận kho dữ liệu,theo kho,EV2,30,calendar\n";
    let all = [("triggers.csv", &*events), ("milestones.csv", milestones)];
    imported(site, &all).await;
}

/// A table with one product of that task.
fn of_the_task(product: &str, due: &str) -> String {
    format!(
        "TT,Nhiệm vụ,Đơn vị chủ trì,Sản phẩm,Thời hạn\n\
        1,Số hóa hồ sơ,Sở Nội vụ; Sở Tư pháp,{product},{due}\n"
    )
}

/// What is told to be an extension is one: of the milestone that has the product, whatever it is called.
#[tokio::test]
async fn a_later_deadline_of_a_product_extends_the_milestone_that_has_it() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    with_a_task(&site, &office).await;
    let milestones = "select count(distinct id) from milestones";
    let before = site.store.number(milestones).await;
    let extended = "select e.deadline || ' ' || m.unit || ' ' || m.title from milestone_events e \
        join milestones m on m.id = e.milestone where e.event = 'extended' and m.workstream = 'NV01' \
        group by e.submission order by m.unit, m.title";
    let table = of_the_task("Biên bản đối soát có chữ ký", "30/9/2027");
    let (page, form) = looked(&office, &table).await;
    page.shows("hạn muộn hơn là gia hạn");
    form.send("write").await.expect(StatusCode::SEE_OTHER);
    // Also where an event has set the day.
    let table = of_the_task("Biên bản nhận kho dữ liệu", "30/9/2027");
    let (_, form) = looked(&office, &table).await;
    form.send("write").await.expect(StatusCode::SEE_OTHER);
    let told = [
        "2027-09-30 SNV Nhận xong",
        "2027-09-30 SNV Đối soát xong",
        "2027-09-30 STP Đối soát xong",
    ];
    let mut said = site.store.texts(extended).await;
    said.sort();
    assert_eq!(said, told);
    assert_eq!(site.store.number(milestones).await, before);
    let kinds = "select distinct kind from milestones where title = 'Đối soát xong'";
    assert_eq!(site.store.texts(kinds).await, ["process"]);
    let again = sent(
        &office,
        "a.csv",
        of_the_task("Đối soát xong", "30/9/2027").as_bytes(),
    )
    .await;
    again.expect(StatusCode::OK).shows("Không có gì thay đổi");
}

/// What no table can move is asked, and stays: a day where an event is waited for, an earlier day.
#[tokio::test]
async fn a_deadline_that_no_table_can_move_is_asked_and_stays() {
    let site = site(Store::sqlite().await).await;
    let office = Office::named(&site, "office2").await;
    with_a_task(&site, &office).await;
    for (product, due, stays) in [
        (
            "Quy chuẩn của thành phố",
            "31/3/2027",
            "30 ngày liên tục sau khi Bộ ban hành quy chuẩn",
        ),
        ("Biên bản đối soát có chữ ký", "31/3/2027", "hạn 30/06/2027"),
        (
            "Biên bản đối soát có chữ ký",
            "Thường xuyên",
            "hạn 30/06/2027",
        ),
    ] {
        let table = of_the_task(product, due);
        let page = sent(&office, "a.csv", table.as_bytes()).await;
        let page = page.expect(StatusCode::OK);
        page.shows("1 chỗ cần hỏi lại");
        page.shows(&format!(
            "Giữ hạn đang có ({stays}); hạn của bảng không ghi"
        ));
        let asked = questions(&page);
        let form = Form::of(&office, PATH, &page).with(&[(&asked[0].0, &asked[0].1)]);
        let page = form.send("look").await.expect(StatusCode::OK);
        page.shows("Không có gì thay đổi");
    }
    // A row that says no deadline takes none away.
    let table = of_the_task("Biên bản đối soát có chữ ký", "");
    let page = sent(&office, "a.csv", table.as_bytes()).await;
    page.expect(StatusCode::OK).shows("Không có gì thay đổi");
}

/// What was answered of companies is what is written, and the same table again says nothing new.
#[tokio::test]
async fn of_several_companies_the_one_that_was_answered_is_written() {
    let site = site(Store::sqlite().await).await;
    let partners = "code,short_name,name,source\nMANGA,Mạng A,Công ty Mạng A,x\nMANGB,Mạng B,Công ty Mạng B,x\n";
    imported(&site, &[("partners.csv", partners)]).await;
    let office = Office::named(&site, "office2").await;
    let table = "TT,Nhiệm vụ,Đơn vị chủ trì,Phối hợp,Sản phẩm,Thời hạn\n\
        1,Phủ sóng trung tâm xã,Sở Nội vụ,\"Mạng A, Mạng B; Sở Tư pháp\",Trạm phát,30/9/2027\n\
        2,Hệ thống theo dõi việc giao,Sở Tư pháp,Mạng A,Hệ thống,30/9/2027\n";
    let mut page = sent(&office, "a.csv", table.as_bytes())
        .await
        .expect(StatusCode::OK);
    let mut answers: Vec<(String, String)> = Vec::new();
    for _ in 0..2 {
        for it in questions(&page) {
            if answers.iter().all(|(name, _)| *name != it.0) {
                answers.push(it);
            }
        }
        let all = answers.iter();
        let all: Vec<(&str, &str)> = all.map(|it| (it.0.as_str(), it.1.as_str())).collect();
        page = Form::of(&office, PATH, &page).with(&all).send("look").await;
    }
    page.shows("Mạng A (MANGA): doanh nghiệp đồng hành của nhiệm vụ; còn lại là cơ quan ngoài");
    let all: Vec<(&str, &str)> = answers
        .iter()
        .map(|it| (it.0.as_str(), it.1.as_str()))
        .collect();
    let form = Form::of(&office, PATH, &page).with(&all);
    let (_, form) = form.looked().await;
    form.send("write").await.expect(StatusCode::SEE_OTHER);
    let company = "select code from workstreams where partner = 'MANGA' order by code";
    assert_eq!(site.store.texts(company).await.len(), 2);
    let bodies = "select name from bodies where name like 'Mạng%'";
    assert_eq!(site.store.texts(bodies).await, ["Mạng B"]);
    sent(&office, "a.csv", table.as_bytes())
        .await
        .expect(StatusCode::OK)
        .shows("Không có gì thay đổi");
}

/// Who is at home in a unit that a table gives work to reads it above the questions, and not at the end alone.
#[tokio::test]
async fn rule_8_a_table_with_work_of_the_own_unit_says_so_at_once() {
    let mut rows = campaign::rows();
    let office = rows.people.iter().find(|it| it.username == "office");
    let mut at_home = office.cloned().unwrap();
    at_home.id = "id-office.y-te".into();
    at_home.username = "office.y-te".into();
    at_home.unit = Some("SO-Y-TE".into());
    let entered = at("2026-01-05", 0);
    rows.account_terms
        .push(AccountTermsRow::of(&at_home, 1, entered));
    rows.people.push(at_home);
    let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
    let office = Office::named(&site, "office.y-te").await;
    let table = "TT,Nhiệm vụ,Đơn vị chủ trì,Sản phẩm,Thời hạn\n\
        1,Số hóa bệnh án,Sở Y tế Thử,Kho hồ sơ,Trước ngày 30/9/2027\n";
    let page = sent(&office, "a.csv", table.as_bytes()).await;
    let page = page.expect(StatusCode::OK);
    page.shows("Dòng 2 giao việc cho");
    page.shows("đơn vị của chính cán bộ ghi");
    let other = Office::named(&site, "office2").await;
    let page = sent(&other, "a.csv", table.as_bytes()).await;
    page.expect(StatusCode::OK)
        .hides("đơn vị của chính cán bộ ghi");
}
