//! What committee and office ask, what the responsible side explains, and who reads which of it.
use axum::http::StatusCode;

use crate::support::{
    campaign,
    page::{Answer, text},
    rivals::{self, MOVED, SAID, SAID_WITH},
    site::{ORIGIN, Site},
    store::{Store, on_both},
    upload::{self, Upload, addresses},
    users::{Account, Head, User},
};

on_both!(
    asked_by_the_office_and_explained_by_the_head,
    one_form_speaks_of_several_things_of_a_duty,
    an_explanation_carries_a_document_with_its_files,
    the_document_of_an_explanation_is_put_right_by_who_gave_it,
    what_is_only_measured_is_asked_about_and_explained,
);

const ASK: &str = "/review/yte-san-pham/ask";
const EXPLAIN: &str = "/work/yte-san-pham/explain";
const DUTY: &str = "/duties/SO-Y-TE/CN-Y-TE";
const HEAD: &str = "head.y-te";

type Fields<'a> = &'a [(&'a str, &'a str)];

const QUESTION: Fields<'static> = &[
    ("about.m.yte-san-pham", "true"),
    ("text", "Vì sao-5501 chưa quét xong"),
    ("day", "25/11/2026"),
];
const EXPLANATION: Fields<'static> = &[
    ("about.m.yte-san-pham", "true"),
    ("cause", "source-data"),
    ("text", "Sổ gốc-5502 của ba xã chưa tìm thấy"),
    ("day", "5/12/26"),
];
const WHY: &str = "Nguyên nhân: dữ liệu gốc · cam kết 05/12/2026";

async fn send(site: &Site, who: &str, path: &str, fields: Fields<'_>) -> Answer {
    let id = uuid::Uuid::now_v7().to_string();
    let mut fields = fields.to_vec();
    fields.push(("submission", &id));
    Account::named(site, who).await.post(path, &fields).await
}

async fn does(site: &Site, who: &str, path: &str, fields: Fields<'_>) {
    let answer = send(site, who, path, fields).await;
    answer.expect(StatusCode::SEE_OTHER);
}

async fn page(site: &Site, who: &str, path: &str) -> String {
    let answer = Account::named(site, who).await.get(path).await;
    text(&answer.expect(StatusCode::OK).body)
}

async fn asked_by_the_office_and_explained_by_the_head(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let figures = site.app.live.today().await.unwrap().figures();
    let sent = send(&site, "committee", ASK, QUESTION).await;
    let to = sent.expect(StatusCode::SEE_OTHER).location().to_owned();
    assert!(
        page(&site, "committee", &to)
            .await
            .contains("Đã gửi. Bên thực hiện")
    );
    assert!(
        !page(&site, "office", &to)
            .await
            .contains("Đã gửi. Bên thực hiện")
    );
    // On top of the list of the unit's people; the head answers.
    for (who, answers) in [(HEAD, true), ("member.y-te", false)] {
        let list = Account::named(&site, who).await.get("/work").await;
        let list = list.expect(StatusCode::OK);
        let asked = list.body.find("sao-5501").unwrap();
        assert!(asked < list.body.find("Phải làm").unwrap(), "{who}");
        let link = format!("href=\"{EXPLAIN}\"");
        assert_eq!(list.body.contains(&link), answers, "{who}");
    }
    for who in ["partner.xanh", "head.tai-chinh"] {
        assert!(
            !page(&site, who, "/work").await.contains("sao-5501"),
            "{who}"
        );
    }
    let form = Account::named(&site, HEAD).await.get(EXPLAIN).await;
    form.shows("sao-5501");
    does(&site, HEAD, EXPLAIN, EXPLANATION).await;
    assert!(!page(&site, HEAD, "/work").await.contains("sao-5501"));
    // Who reads the unit's titles reads cause and day, who reads its reasons the words.
    for (who, why, words) in [
        ("committee", true, true),
        ("office", true, true),
        (HEAD, true, true),
        ("member.y-te", true, true),
        ("head.tai-chinh", true, false),
        ("member.phuong-mot", true, false),
        // It is not the company's work.
        ("partner.xanh", false, false),
    ] {
        let duty = page(&site, who, DUTY).await;
        assert_eq!(duty.contains(WHY), why, "{who}\n{duty}");
        assert_eq!(duty.contains("gốc-5502"), words, "{who}");
        assert_eq!(duty.contains("sao-5501"), words, "{who}");
        // Yesterday nothing was said.
        let before = page(&site, who, &format!("{DUTY}?as_of=2026-11-19")).await;
        assert!(
            !before.contains("5502") && !before.contains("Nguyên nhân"),
            "{who}"
        );
    }
    // A commitment is no deadline.
    let now = site.app.live.today().await.unwrap().figures();
    let without_place = |mut figures: serde_json::Value| {
        figures.as_object_mut().unwrap().remove("seq");
        figures
    };
    assert_eq!(without_place(now), without_place(figures));
    let lines =
        "select action || ' ' || subject from audit where action like 'milestone.%' order by line";
    assert_eq!(
        site.store.texts(lines).await,
        [
            "milestone.asked yte-san-pham",
            "milestone.explained yte-san-pham"
        ]
    );
    assert!(
        tiendo::ledger::verify(&site.store.db, None)
            .await
            .unwrap()
            .is_whole()
    );
}

async fn one_form_speaks_of_several_things_of_a_duty(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let about: Fields = &[
        ("about.m.yte-san-pham", "true"),
        ("about.m.yte-xanh", "true"),
        ("about.i.CT-Y-TE", "true"),
        ("text", "Vì sao-5503"),
        ("day", "25/11/2026"),
    ];
    does(&site, "office", ASK, about).await;
    let rows = "select coalesce(milestone, indicator) from asked order by milestone, indicator";
    let mut asked = site.store.texts(rows).await;
    asked.sort();
    assert_eq!(asked, ["CT-Y-TE", "yte-san-pham", "yte-xanh"]);
    assert_eq!(
        site.store
            .number("select count(distinct seq) from asked")
            .await,
        1
    );
    // The company reads what is asked of its own, and answers that.
    let theirs = page(&site, "partner.xanh", "/work").await;
    assert_eq!(theirs.matches("sao-5503").count(), 1);
    let own: Fields = &[
        ("about.m.yte-xanh", "true"),
        ("cause", "company"),
        ("text", "Giao thiết bị-5504 chậm"),
        ("day", "1/12/2026"),
    ];
    does(&site, "partner.xanh", "/work/yte-xanh/explain", own).await;
    assert!(
        !page(&site, "partner.xanh", "/work")
            .await
            .contains("sao-5503")
    );
    let duty = page(&site, "partner.xanh", DUTY).await;
    assert!(duty.contains("Nguyên nhân: doanh nghiệp · cam kết 01/12/2026"));
    assert!(duty.contains("5504"));
    // What is not theirs is refused with what is: all or none.
    let both: Fields = &[
        ("about.m.yte-xanh", "true"),
        ("about.m.yte-san-pham", "true"),
        ("cause", "company"),
        ("text", "Của người khác"),
        ("day", "1/12/2026"),
    ];
    let refused = send(&site, "partner.xanh", "/work/yte-xanh/explain", both).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    // Nor is what belongs to another duty, or to none.
    for foreign in ["about.m.tc-dat", "about.m.khong-co", "about.i.KHONG-CO"] {
        let fields = [(foreign, "true"), ("text", "Vì sao"), ("day", "25/11/2026")];
        let answer = send(&site, "office", ASK, &fields).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{foreign}");
    }
    assert_eq!(site.store.number("select count(*) from explained").await, 1);
    // The head answers what is left, the indicator too, with one form.
    let left: Fields = &[
        ("about.m.yte-san-pham", "true"),
        ("about.i.CT-Y-TE", "true"),
        ("cause", "infrastructure"),
        ("text", "Máy chủ-5505"),
        ("day", "20/12/2026"),
    ];
    does(&site, HEAD, EXPLAIN, left).await;
    assert!(!page(&site, HEAD, "/work").await.contains("sao-5503"));
    let duty = page(&site, HEAD, DUTY).await;
    assert_eq!(duty.matches("cam kết 20/12/2026").count(), 4, "{duty}");
}

#[tokio::test]
async fn what_is_missing_is_told_beside_its_field() {
    let site = Site::new().await;
    let long = "ế".repeat(2_001);
    let table: &[(&str, &str, Fields, &str)] = &[
        ("office", ASK, &[("day", "")], "Chưa chọn mốc hoặc chỉ tiêu"),
        ("office", ASK, QUESTION_AT_NO_DAY, "Chưa ghi ngày"),
        (
            "office",
            ASK,
            &[("about.m.yte-san-pham", "true"), ("text", "…")],
            "Chưa ghi câu hỏi",
        ),
        (
            "office",
            ASK,
            &[("text", "Công văn TỐI MẬT số 5"), ("day", "25/11/2026")],
            "dấu hiệu tài liệu mật",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("text", "Chậm"), ("day", "5/12/2026")],
            "Chưa chọn nguyên nhân",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("cause", "moon"), ("text", "Chậm")],
            "Chưa chọn nguyên nhân",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("cause", "people")],
            "Chưa ghi vướng ở đâu",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("cause", "people"), ("text", "Chậm"), ("day", "19/11/2026")],
            "Ngày phải từ hôm nay trở đi",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("cause", "people"), ("text", "Chậm"), ("day", "31/11/2026")],
            "Ngày không có trong lịch",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("cause", "people"), ("text", &long)],
            "dài quá 2.000 ký tự",
        ),
        // A document may be left out; one that is named is whole.
        (
            HEAD,
            EXPLAIN,
            &[("document_number", "31/BC"), ("no_secrets", "true")],
            "Chưa có tệp hay đường dẫn",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("link", "https://luutru.example/31.pdf")],
            "Chưa có số văn bản",
        ),
        (
            HEAD,
            EXPLAIN,
            &[
                ("document_number", "31/BC"),
                ("document_day", "21/11/2026"),
                ("link", "https://luutru.example/31.pdf"),
            ],
            "không chứa bí mật nhà nước",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("document_number", "31/BC-TỐI MẬT số")],
            "dấu hiệu tài liệu mật",
        ),
    ];
    for (who, path, fields, sentence) in table {
        let answer = send(&site, who, path, fields).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows(sentence);
        for (name, typed) in *fields {
            let kept = !name.starts_with("about") && *typed != "moon" && !typed.contains("MẬT");
            assert!(!kept || answer.body.contains(typed), "{sentence}: {typed}");
        }
        answer.hides("TỐI MẬT số");
    }
    assert_eq!(site.store.number("select count(*) from asked").await, 0);
    assert_eq!(site.store.number("select count(*) from explained").await, 0);
}

const QUESTION_AT_NO_DAY: Fields<'static> = &[
    ("about.m.yte-san-pham", "true"),
    ("text", "Vì sao"),
    ("day", ""),
];

/// Three working days, by the calendar: today is a Friday.
#[tokio::test]
async fn an_answer_is_wanted_in_three_working_days() {
    let site = Site::new().await;
    let form = Account::named(&site, "office").await.get(ASK).await;
    form.expect(StatusCode::OK).shows("value=\"25/11/2026\"");
}

/// Neither of two rivals learns what the other was asked or explained, nor either of them what
/// the unit says of its own work; not on a past day either.
#[tokio::test]
async fn rule_11_rivals_read_nothing_of_each_others_explanations() {
    let store = Store::sqlite().await;
    let site = Site::over(store, ORIGIN, rivals::rows()).await;
    let [_, of_xanh, asked_vang, of_vang, of_unit] = SAID;
    let duty = "/duties/PHUONG-MOT/QG-DAT-DAI";
    let explain = format!("/work/{MOVED}/explain");
    for day in ["", "?as_of=2026-11-19"] {
        let now = page(&site, "partner.vang", &format!("{duty}{day}")).await;
        assert!(now.contains(of_vang) && now.contains(asked_vang), "{now}");
        assert!(now.contains("Nguyên nhân: nhân lực · cam kết 05/12/2026"));
        assert!(!now.contains("30/11/2026"), "{now}");
        for (who, path) in [
            ("partner.xanh", duty),
            ("partner.vang", "/duties/PHUONG-MOT/QG-DAN-CU"),
        ] {
            let other = page(&site, who, &format!("{path}{day}")).await;
            for words in SAID.into_iter().chain(["Nguyên nhân"]) {
                assert!(!other.contains(words), "{who} {words}\n{other}");
            }
        }
    }
    assert!(
        page(&site, "partner.vang", "/work")
            .await
            .contains(asked_vang)
    );
    assert!(!page(&site, "partner.xanh", "/work").await.contains("Hoi-"));
    let form = page(&site, "partner.vang", &explain).await;
    assert!(form.contains(of_vang) && !form.contains(of_xanh));
    let foreign = Account::named(&site, "partner.xanh")
        .await
        .get(&explain)
        .await;
    foreign.expect(StatusCode::NOT_FOUND);
    // The head of the unit reads all of it, another unit's the cause and the day alone.
    let head = page(&site, "head.phuong-mot", duty).await;
    assert!(head.contains(of_xanh) && head.contains(of_vang));
    let other = Head::of(&site)
        .await
        .get("/duties/PHUONG-MOT/QG-DAN-CU")
        .await;
    other.shows("cam kết 30/11/2026");
    other.hides(of_unit);
}

/// Past its day a question is the office's to ask again; a day before it is not.
#[tokio::test]
async fn the_office_lists_what_nobody_answered_by_its_day() {
    let site = Site::new().await;
    does(&site, "office", ASK, QUESTION).await;
    let listed = "1 câu hỏi quá ngày trả lời";
    site.later(5 * 24 * 60);
    assert!(!page(&site, "office", "/review").await.contains(listed));
    site.later(24 * 60);
    let desk = Account::named(&site, "office").await.get("/review").await;
    desk.shows(listed);
    desk.shows(&format!("href=\"{ASK}\">Hỏi lại"));
    assert!(
        page(&site, HEAD, "/work")
            .await
            .contains("quá ngày trả lời")
    );
    let file = "/review?format=csv&table=to-arrange";
    let sheet = Account::named(&site, "office").await.get(file).await;
    sheet.shows("câu hỏi quá ngày");
    // Nobody else is told, and answered it is gone.
    assert!(!page(&site, HEAD, "/review").await.contains(listed));
    does(&site, HEAD, EXPLAIN, EXPLANATION).await;
    assert!(!page(&site, "office", "/review").await.contains(listed));
}

/// Silent is who has something to do for a month; the office's own late decisions and those
/// that heads leave are one list, each with what the office can do.
#[tokio::test]
async fn the_office_lists_the_undecided_and_the_silent() {
    let site = Site::new().await;
    let desk = Account::named(&site, "office2").await.get("/review").await;
    let desk = desk.expect(StatusCode::OK);
    // btc-dan-cu since 30/10, yte-xanh since 09/11: 15 and 9 working days.
    desk.shows("2 báo cáo quá hạn trả lời (5 ngày làm việc)");
    desk.shows("chờ 15 ngày làm việc");
    desk.shows("href=\"/review/btc-dan-cu\">Xem xét nghiệm thu");
    desk.shows("chờ 9 ngày làm việc");
    desk.shows("href=\"/review/yte-xanh/ask\">Nhắc");
    desk.shows("1 đơn vị im lặng quá 30 ngày");
    desk.shows("data-unit=\"SO-TAI-CHINH\"");
    desk.shows("href=\"/units/SO-TAI-CHINH\">Xem và nhắc");
    // An explanation is heard of.
    let explain = [
        ("about.m.tc-dat", "true"),
        ("cause", "people"),
        ("text", "Thiếu người"),
        ("day", "5/12/2026"),
    ];
    does(&site, "head.tai-chinh", "/work/tc-dat/explain", &explain).await;
    let desk = page(&site, "office2", "/review").await;
    assert!(!desk.contains("đơn vị im lặng"), "{desk}");
}

/// Kept is what was handed over by its day, once for a report.
#[tokio::test]
async fn a_unit_is_told_by_the_commitments_it_kept() {
    let site = Site::new().await;
    for day in ["20/11/2026", "23/11/2026", "30/11/2026"] {
        let mut fields = EXPLANATION.to_vec();
        fields[3] = ("day", day);
        does(&site, HEAD, EXPLAIN, &fields).await;
    }
    let unit = "/units/SO-Y-TE";
    let told = |text: &'static str| {
        let site = &site;
        async move {
            let unit = page(site, "head.tai-chinh", unit).await;
            assert!(unit.contains(text), "{text}\n{unit}");
        }
    };
    told("3 cam kết chưa đến ngày").await;
    site.later(24 * 60);
    told("Giữ cam kết 0/1, 2 cam kết chưa đến ngày").await;
    let report = [
        ("produced", "Danh sách"),
        ("document_number", "12/BC"),
        ("document_day", "20/11/2026"),
        ("link", "https://luutru.example/1"),
        ("no_secrets", "true"),
        ("version", "0"),
        ("action", "submit"),
    ];
    does(&site, "member.y-te", "/work/yte-san-pham", &report).await;
    // One report keeps one promise.
    told("Giữ cam kết 1/2").await;
    // A company reads its own explanations only, and no count of others.
    let company = page(&site, "partner.xanh", unit).await;
    assert!(!company.contains("cam kết"), "{company}");
    // A past day shows what was known then.
    let before = page(&site, HEAD, &format!("{unit}?as_of=2026-11-20")).await;
    assert!(before.contains("3 cam kết chưa đến ngày"));
}

/// Causes with their shares, each explanation, and the same as files.
#[tokio::test]
async fn causes_are_told_together_with_their_table() {
    let site = Site::new().await;
    let empty = page(&site, "committee", "/explanations").await;
    assert!(empty.contains("Chưa đơn vị, doanh nghiệp nào giải trình"));
    for (milestone, cause, words) in [
        ("yte-san-pham", "source-data", "Mot-7701"),
        ("yte-ket-qua", "source-data", "Hai-7702"),
        ("yte-xa", "other", "Ba-7703"),
        ("yte-san-pham", "other", "Bon-7704"),
        ("yte-an-ninh", "security", "Nam-7705"),
    ] {
        let about = format!("about.m.{milestone}");
        let path = format!("/work/{milestone}/explain");
        let fields = [
            (about.as_str(), "true"),
            ("cause", cause),
            ("text", words),
            ("day", "5/12/2026"),
        ];
        does(&site, HEAD, &path, &fields).await;
    }
    let list = page(&site, "committee", "/explanations").await;
    assert!(
        list.contains("5 lần giải trình, nhiều nhất vì dữ liệu gốc: 2"),
        "{list}"
    );
    // "Other" stands last, whatever it has; what was explained anew is open for its last cause.
    for row in [
        "1. dữ liệu gốc 2 40,0% 40,0% 1 1",
        "2. an toàn thông tin 1 20,0% 60,0% 1 1",
        "3. khác 2 40,0% 100,0% 2 1",
    ] {
        let squeezed = list.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(squeezed.contains(row), "{row}\n{squeezed}");
    }
    assert!(list.contains("Bon-7704"));
    let only = page(&site, "office", "/explanations?cause=security").await;
    assert!(only.contains("Nam-7705") && !only.contains("Bon-7704"));
    let none = page(&site, "office", "/explanations?q=khong-co-don-vi").await;
    assert!(none.contains("Không có giải trình nào khớp bộ lọc"));
    let office = Account::named(&site, "office").await;
    let file = office
        .get("/explanations?format=csv&table=explanations")
        .await;
    assert_eq!(file.body.lines().count(), 6, "{}", file.body);
    file.shows("Hai-7702");
    let file = office.get("/explanations?format=csv&table=causes").await;
    assert_eq!(file.body.lines().count(), 4, "{}", file.body);
    let before = page(&site, "office", "/explanations?as_of=2026-11-19").await;
    assert!(!before.contains("7701"));
}

/// yte-xanh: its clock starts after yte-san-pham... each part belongs to who had it.
#[tokio::test]
async fn a_duty_and_its_milestones_tell_whose_turn_it_was() {
    let site = Site::new().await;
    let duty = page(&site, "office", DUTY).await;
    // Recorded before all else was due, the first milestone's clock runs from the first day.
    assert!(duty.contains("Việc ở tay ai"), "{duty}");
    assert!(duty.contains("ngày làm việc: đơn vị"), "{duty}");
    assert!(duty.contains("nay ở đơn vị duyệt"), "{duty}");
    let unit = page(&site, "office", "/units/SO-Y-TE").await;
    assert!(unit.contains("mốc đã đến lượt: tổng"), "{unit}");
}

/// A company's page adds up what the pages of its duties tell of its own milestones.
#[tokio::test]
async fn a_company_tells_whose_turn_it_was_with_what_is_its_own() {
    let site = Site::at(Store::sqlite().await, ORIGIN).await;
    let days = |body: &str| -> Option<i64> {
        let told = body.split("data-days=\"").nth(1)?;
        told.split('"').next()?.parse().ok()
    };
    let mut own = 0;
    for (milestone, duty) in [
        ("yte-xanh", "SO-Y-TE/CN-Y-TE"),
        ("xanh-an-ninh", "SO-Y-TE/CT-AN-NINH"),
        ("p1-xanh", "PHUONG-MOT/QG-DAT-DAI"),
    ] {
        let path = format!("/duties/{duty}");
        let page = Account::named(&site, "partner.xanh").await.get(&path).await;
        let body = page.expect(StatusCode::OK).body;
        let of = body.split("data-milestone=\"");
        let mut of = of.filter(|it| it.starts_with(&format!("{milestone}\"")));
        own += of.find_map(days).unwrap_or_default();
    }
    assert!(own > 0);
    for reader in ["partner.xanh", "committee"] {
        let path = "/partners/CTY-XANH";
        let page = Account::named(&site, reader).await.get(path).await;
        let body = page.expect(StatusCode::OK).body;
        assert_eq!(days(&body), Some(own), "{reader}");
        assert!(text(&body).contains("từ ngày doanh nghiệp chịu trách nhiệm"));
    }
}

const PDF: &[u8] = b"%PDF-1.7 bien ban";
const NUMBER: &str = "31-5506/BC";
/// What names a document.
const DOCUMENT: Fields<'static> = &[
    ("document_number", NUMBER),
    ("document_day", "18/11/2026"),
    ("no_secrets", "true"),
];

type FormMarks = [(&'static str, String); 4];

/// What the server gave to the form of a page.
fn marks_of(page: &Answer) -> FormMarks {
    let marks = ["submission", "read", "promised", "account"];
    marks.map(|name| (name, page.hidden(name).unwrap()))
}

fn with_marks<'a>(fields: &[(&'a str, &'a str)], marks: &'a FormMarks) -> Vec<(&'a str, &'a str)> {
    let marks = marks.iter().map(|(name, value)| (*name, value.as_str()));
    fields.iter().copied().chain(marks).collect()
}

/// Sends an explanation with files.
async fn upload(site: &Site, who: &str, fields: Fields<'_>, files: &[Upload<'_>]) -> Answer {
    upload_to(site, (who, EXPLAIN), fields, files).await
}

async fn upload_to(
    site: &Site,
    (who, path): (&str, &str),
    fields: Fields<'_>,
    files: &[Upload<'_>],
) -> Answer {
    let mut fields = fields.to_vec();
    let id = uuid::Uuid::now_v7().to_string();
    if !fields.iter().any(|(name, _)| *name == "submission") {
        fields.push(("submission", &id));
    }
    fields.push(("action", "send"));
    let account = Account::named(site, who).await;
    upload::post(&account, path, &fields, files).await
}

async fn status_of(site: &Site, who: &str, address: &str) -> u16 {
    let answer = Account::named(site, who).await.get(address).await;
    answer.status.as_u16()
}

/// A duty with an indicator and nothing to hand over: the indicator has the form by itself.
async fn what_is_only_measured_is_asked_about_and_explained(store: Store) {
    const ASK: &str = "/review/i.CT-CHI-DO/ask";
    const EXPLAIN: &str = "/work/i.CT-CHI-DO/explain";
    const DUTY: &str = "/duties/SO-Y-TE/CN-TAI-CHINH";
    let mut book = campaign::book();
    book.outcome("CT-CHI-DO", ("SO-Y-TE", "CN-TAI-CHINH"), "95");
    let site = Site::over(store, ORIGIN, book.rows).await;
    let get = async |who: &str, path: &str| Account::named(&site, who).await.get(path).await;
    // Both of its pages lead to what their reader may say, on no past day, and nobody else's do.
    for page in ["/outcomes/CT-CHI-DO", DUTY] {
        for (who, to) in [("office", ASK), ("committee", ASK), (HEAD, EXPLAIN)] {
            get(who, page).await.expect(StatusCode::OK).shows(to);
            let past = get(who, &format!("{page}?as_of=2026-11-19")).await;
            past.expect(StatusCode::OK).hides(to);
        }
        for who in ["member.y-te", "head.tai-chinh"] {
            let page = get(who, page).await;
            page.hides("/ask\"");
            page.hides("/explain\"");
        }
    }
    for (who, path) in [
        ("partner.xanh", EXPLAIN),
        ("head.tai-chinh", EXPLAIN),
        ("office", "/review/i.KHONG-CO/ask"),
        ("office", "/review/i.yte-san-pham/ask"),
        ("office", "/review/m.yte-san-pham/ask"),
    ] {
        assert_eq!(get(who, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // Asked, it stands on top of what the head has to do, with its form, and is said to be sent.
    let question: Fields = &[
        ("about.i.CT-CHI-DO", "true"),
        ("text", "Vì sao-5511 chưa đo"),
        ("day", "25/11/2026"),
    ];
    let read = marks_of(&get("office", ASK).await);
    let asked = with_marks(question, &read);
    let sent = Account::named(&site, "office")
        .await
        .post(ASK, &asked)
        .await;
    let to = sent.location().to_owned();
    assert_eq!(to, format!("{DUTY}?done=asked&of=i.CT-CHI-DO"));
    get("office", &to)
        .await
        .shows("Đã gửi. Bên thực hiện thấy câu này");
    let work = get(HEAD, "/work").await;
    work.shows("sao-5511");
    work.shows(EXPLAIN);
    // Its file is the sender's alone until it is sent, and stays in a form that is given back.
    let answer = [
        &[("about.i.CT-CHI-DO", "true")],
        &EXPLANATION[1..],
        DOCUMENT,
    ]
    .concat();
    let mut wrong = answer.clone();
    wrong.retain(|(name, _)| *name != "cause");
    let opened = marks_of(&get(HEAD, EXPLAIN).await);
    let wrong = with_marks(&wrong, &opened);
    let page = upload_to(&site, (HEAD, EXPLAIN), &wrong, &[("do.pdf", PDF)]).await;
    let page = page.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let [file] = addresses(&page.body).try_into().unwrap();
    assert_eq!(status_of(&site, HEAD, &file).await, 200);
    assert_eq!(status_of(&site, "member.y-te", &file).await, 404);
    assert_eq!(status_of(&site, "office", &file).await, 404);
    let (files, marks) = (page.hidden("files").unwrap(), marks_of(&page));
    let mut fields = with_marks(&answer, &marks);
    fields.push(("files", &files));
    for _ in 0..2 {
        let sent = upload_to(&site, (HEAD, EXPLAIN), &fields, &[]).await;
        assert_eq!(sent.location(), "/work?done=explained&of=i.CT-CHI-DO");
    }
    assert_eq!(site.store.number("select count(*) from explained").await, 1);
    assert_eq!(
        site.store.number("select count(*) from attachments").await,
        0
    );
    assert_eq!(status_of(&site, "office", &file).await, 200);
    assert_eq!(status_of(&site, "head.tai-chinh", &file).await, 404);
    get(HEAD, "/work").await.hides("sao-5511");
    get("committee", DUTY).await.shows(WHY);
    // A secret in the field of a day is given back as little as in any other.
    let secret = with_marks(
        &[question[0], question[1], ("day", "TUYỆT MẬT số 5512")],
        &read,
    );
    let secret = Account::named(&site, "office")
        .await
        .post(ASK, &secret)
        .await;
    secret
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .hides("5512");
    // Who asked before that was said is told what was.
    let another = uuid::Uuid::now_v7().to_string();
    let mut late = asked.clone();
    late.retain(|(name, _)| *name != "submission");
    late.push(("submission", &another));
    let late = Account::named(&site, "office").await.post(ASK, &late).await;
    late.expect(StatusCode::CONFLICT).shows("sao-5511");
}

/// What was typed while something was open is not lost when that is settled meanwhile.
#[tokio::test]
async fn what_was_typed_stands_when_nothing_is_left_to_be_explained() {
    const HEAD: &str = "head.phuong-mot";
    let site = Site::at(Store::sqlite().await, ORIGIN).await;
    let path = "/work/p1-dan-cu/explain";
    let marks = marks_of(&Account::named(&site, HEAD).await.get(path).await);
    let cancelled: Fields = &[
        ("event", "cancelled"),
        ("number", "9/QĐ"),
        ("reason", "Không còn cần"),
        ("sure", "true"),
    ];
    does(&site, "office", "/review/p1-dan-cu/adjust", cancelled).await;
    let typed = [
        &[("about.m.p1-dan-cu", "true")],
        &EXPLANATION[1..],
        DOCUMENT,
    ]
    .concat();
    let mut fields = with_marks(&typed, &marks);
    fields.push(("link", "https://luutru.example/5513.pdf"));
    let answer = upload_to(&site, (HEAD, path), &fields, &[]).await;
    let answer = answer.expect(StatusCode::CONFLICT);
    for typed in ["gốc-5502", NUMBER, "dữ liệu gốc"] {
        answer.shows(typed);
    }
    answer.hides("name=\"text\"");
}

async fn the_document_of_an_explanation_is_put_right_by_who_gave_it(store: Store) {
    const RESTATE: &str = "/work/yte-san-pham/restate";
    let site = Site::at(store, ORIGIN).await;
    let typed = |number: &'static str| {
        let [_, rest @ ..] = DOCUMENT else { panic!() };
        let act = ("act", "own-explanation");
        [&[act, ("document_number", number)], rest].concat()
    };
    let documents = async || {
        let sql = "select document_number from evidence where submission in \
                   (select submission from explained) order by seq";
        site.store.texts(sql).await
    };
    // Nothing is there to be put right before it was given.
    let link = [("link", "https://luutru.example/5506.pdf")];
    let other = [&typed("32-5508/BC")[..], &link].concat();
    let early = send(&site, HEAD, RESTATE, &other).await;
    assert_eq!(early.status, StatusCode::FORBIDDEN, "{}", early.body);
    let whole = [EXPLANATION, DOCUMENT].concat();
    does(&site, HEAD, EXPLAIN, &[&whole[..], &link].concat()).await;
    let head = Account::named(&site, HEAD).await;
    let explain = head.get(EXPLAIN).await;
    explain.shows("/restate?act=own-explanation");
    let opened = head.get(&format!("{RESTATE}?act=own-explanation")).await;
    opened.shows(NUMBER);
    let marks = ["submission", "read", "promised", "account", "seen"];
    let marks = marks.map(|name| (name, opened.hidden(name).unwrap()));
    let form = |number| {
        let mut fields = typed(number);
        fields.extend(link);
        fields.extend(marks.iter().map(|(name, value)| (*name, value.as_str())));
        fields
    };
    let same = head.post(RESTATE, &form(NUMBER)).await;
    let same = same.expect(StatusCode::UNPROCESSABLE_ENTITY);
    same.shows("Chưa có gì khác với bản đang ghi");
    // Nobody else's: neither a colleague's nor the office's.
    for who in ["member.y-te", "office", "head.tai-chinh", "partner.xanh"] {
        let refused = send(&site, who, RESTATE, &other).await;
        let hidden = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
        assert!(hidden.contains(&refused.status), "{who} {}", refused.status);
    }
    assert_eq!(documents().await, [NUMBER]);

    // Sent twice, it is one; both stand in the history, and on the day before neither.
    for _ in 0..2 {
        let sent = head.post(RESTATE, &form("32-5508/BC")).await;
        let sent = sent.expect(StatusCode::SEE_OTHER);
        let told = head.get(sent.location()).await.expect(StatusCode::OK);
        told.shows("Đã sửa. Bản cũ vẫn ở lịch sử");
    }
    assert_eq!(documents().await, [NUMBER, "32-5508/BC"]);
    let lines = "select count(*) from audit where action = 'milestone.explanation_corrected'";
    assert_eq!(site.store.number(lines).await, 1);
    assert_eq!(site.store.number("select count(*) from explained").await, 1);
    let duty = page(&site, "office", DUTY).await;
    let (now, was) = (duty.find("32-5508/BC").unwrap(), duty.find(NUMBER).unwrap());
    assert!(now < was, "{duty}");
    assert!(
        duty.contains("Văn bản trước khi sửa ngày 20/11/2026"),
        "{duty}"
    );
    let rival = page(&site, "partner.xanh", DUTY).await;
    assert!(!rival.contains("5508") && !rival.contains("Văn bản trước khi sửa"));
    // What was read is not what stands any more.
    let stale = head.post(RESTATE, &form("33-5509/BC")).await;
    stale.expect(StatusCode::CONFLICT).shows("33-5509/BC");
    let whole = tiendo::ledger::verify(&site.store.db, None).await.unwrap();
    assert!(whole.is_whole());
    // Until the day after.
    site.later(48 * 60);
    let late = send(&site, HEAD, RESTATE, &other).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(documents().await.len(), 2);
}

async fn an_explanation_carries_a_document_with_its_files(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let whole = [EXPLANATION, DOCUMENT].concat();
    let files: [Upload; 2] = [("Tờ trình-5507.pdf", PDF), ("so.csv", b"a;b\n1;2\n")];
    // Until it is sent it is its sender's alone; the words stay with it.
    let mut wrong = whole.clone();
    wrong.retain(|(name, _)| *name != "cause");
    let page = upload(&site, HEAD, &wrong, &files).await;
    let page = page.expect(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("gốc-5502");
    page.shows(NUMBER);
    let [loose, second] = addresses(&page.body).try_into().unwrap();
    for (who, status) in [
        (HEAD, 200),
        ("member.y-te", 404),
        ("office", 404),
        ("partner.xanh", 404),
    ] {
        assert_eq!(status_of(&site, who, &loose).await, status, "{who}");
    }
    // Taken off, it is gone; nothing was sent.
    let named = page.hidden("files").unwrap();
    let off = second.trim_start_matches("/files/");
    let fields = [&whole[..], &[("files", named.as_str()), ("remove", off)]].concat();
    let page = upload(&site, HEAD, &fields, &[])
        .await
        .expect(StatusCode::OK);
    page.hides("so.csv");
    page.shows("gốc-5502");
    assert_eq!(status_of(&site, HEAD, &second).await, 404);
    assert_eq!(site.store.number("select count(*) from explained").await, 0);
    // The same form twice is one explanation, with its file.
    let left = page.hidden("files").unwrap();
    let marks = marks_of(&page);
    let mut fields = with_marks(&whole, &marks);
    fields.push(("files", &left));
    for _ in 0..2 {
        let sent = upload(&site, HEAD, &fields, &[("b.pdf", b"%PDF-1.4")]).await;
        sent.expect(StatusCode::SEE_OTHER);
    }
    for (table, rows) in [
        ("explained", 1),
        ("evidence where document_number = '31-5506/BC'", 1),
        ("attachments", 0),
    ] {
        let sql = format!("select count(*) from {table}");
        assert_eq!(site.store.number(&sql).await, rows, "{table}");
    }
    // Who reads the words reads the document; cause and day are no words.
    for (who, reads) in [
        ("committee", true),
        ("office", true),
        (HEAD, true),
        ("member.y-te", true),
        ("head.tai-chinh", false),
        ("member.phuong-mot", false),
        ("partner.xanh", false),
        ("partner.vang", false),
    ] {
        let duty = Account::named(&site, who).await.get(DUTY).await.body;
        for words in [NUMBER, "Tờ trình-5507.pdf", "b.pdf"] {
            assert_eq!(duty.contains(words), reads, "{who} {words}");
        }
        assert_eq!(status_of(&site, who, &loose).await == 200, reads, "{who}");
        let before = page_on_the_day_before(&site, who).await;
        assert!(!before.contains(NUMBER), "{who}");
    }
    for who in ["admin", "display"] {
        assert_eq!(status_of(&site, who, &loose).await, 403, "{who}");
    }
    let list = page_body(&site, "office", "/explanations").await;
    assert!(list.contains(NUMBER) && list.contains(&loose), "{list}");
    let sheet = "/explanations?format=csv&table=explanations";
    let sheet = page_body(&site, "office", sheet).await;
    assert!(sheet.contains("31-5506/BC,2026-11-18,,"), "{sheet}");
    assert!(sheet.contains("Tờ trình-5507.pdf, b.pdf"), "{sheet}");
    // A reviewer of reports is shown it too, where he asks.
    let asks = page_body(&site, "office", ASK).await;
    assert!(asks.contains(NUMBER) && asks.contains(&loose), "{asks}");
    let verified = tiendo::ledger::verify(&site.store.db, None).await.unwrap();
    assert!(verified.is_whole());
    // Its bytes are kept as long as it stands.
    site.later(3 * 24 * 60);
    tiendo::files::sweep(&site.store.db, &site.store.files, &site.clock)
        .await
        .unwrap();
    assert_eq!(status_of(&site, "committee", &loose).await, 200);
    assert!(site.store.files_there().contains(&hash_of(PDF)));
}

fn hash_of(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    tiendo::db::audit::hex(&Sha256::digest(bytes))
}

async fn page_body(site: &Site, who: &str, path: &str) -> String {
    let answer = Account::named(site, who).await.get(path).await;
    answer.expect(StatusCode::OK).body
}

async fn page_on_the_day_before(site: &Site, who: &str) -> String {
    let before = format!("{DUTY}?as_of=2026-11-19");
    Account::named(site, who).await.get(&before).await.body
}

/// A bad file is told and costs neither the words nor the file beside it; a question takes none.
#[tokio::test]
async fn a_bad_file_of_an_explanation_is_told_and_costs_nothing_else() {
    let site = Site::new().await;
    let whole = [EXPLANATION, DOCUMENT].concat();
    let csv = "số,độ mật\n12,TỐI MẬT\n".as_bytes();
    let cases: [(&str, &[u8], &str); 4] = [
        ("trang.pdf", b"<!DOCTYPE html><p>", "trang web hoặc hình vẽ"),
        ("toi-mat.pdf", PDF, "tên tệp mang dấu hiệu mật"),
        ("bang.csv", csv, "nội dung mang dấu hiệu mật"),
        ("rong.pdf", b"", "0 byte"),
    ];
    for (name, bytes, why) in cases {
        let files = [("tot.pdf", PDF), (name, bytes)];
        let answer = upload(&site, HEAD, &whole, &files).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows(why);
        answer.shows("gốc-5502");
        answer.shows("tot.pdf");
        answer.hides("toi-mat");
        let named = answer.hidden("files").unwrap();
        assert_eq!(named.split(' ').count(), 1, "{name}: {named}");
    }
    // Six are one too many.
    let names = ["1.pdf", "2.pdf", "3.pdf", "4.pdf", "5.pdf", "6.pdf"];
    let bytes: Vec<Vec<u8>> = (0..6)
        .map(|n| format!("%PDF-1.7 {n}").into_bytes())
        .collect();
    let six: Vec<Upload> = names
        .iter()
        .zip(&bytes)
        .map(|(name, bytes)| (*name, bytes.as_slice()))
        .collect();
    let answer = upload(&site, HEAD, &whole, &six).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("6.pdf: mẫu này đã có 5 tệp");
    // A file needs its document.
    let answer = upload(&site, HEAD, EXPLANATION, &[("a.pdf", PDF)]).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("Chưa có số văn bản");
    assert_eq!(site.store.number("select count(*) from explained").await, 0);
    let everything = site.store.everything().await.join("\n");
    assert!(!everything.contains("TỐI MẬT") && !everything.contains("toi-mat"));
    // Nor does an explanation hand over what stands in the draft of a report.
    let page = upload(&site, HEAD, &whole, &[("nhap.pdf", b"%PDF-1.5")]).await;
    page.expect(StatusCode::SEE_OTHER);
    let member = Account::named(&site, "member.y-te").await;
    let id = uuid::Uuid::now_v7().to_string();
    let draft = [
        ("produced", "Nháp"),
        ("version", "0"),
        ("submission", id.as_str()),
        ("action", "draft"),
    ];
    let path = "/work/yte-san-pham";
    let saved = upload::post(&member, path, &draft, &[("cua-nhap.pdf", b"%PDF-1.6")]).await;
    saved.expect(StatusCode::SEE_OTHER);
    let draft = "select id from attachments where in_draft";
    let foreign = site.store.texts(draft).await.remove(0);
    let fields = [&whole[..], &[("files", foreign.as_str())]].concat();
    let answer = upload(&site, HEAD, &fields, &[]).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("không còn nữa. Mời chọn lại tệp");
    assert_eq!(site.store.texts(draft).await, [foreign]);
}

/// A file that somebody put on the form of a report is that form's, and one of an explanation is
/// no report's, whoever put it there and whether the form was sent or not.
#[tokio::test]
async fn a_form_takes_no_file_of_a_form_for_something_else() {
    let site = Site::new().await;
    let head = Account::named(&site, HEAD).await;
    let report = "/work/yte-san-pham";
    let id = uuid::Uuid::now_v7().to_string();
    // Not enough to be handed over: its file waits on the form.
    let fields = [
        ("submission", id.as_str()),
        ("action", "submit"),
        ("version", "0"),
    ];
    let answer = upload::post(&head, report, &fields, &[("bao-cao.pdf", PDF)]).await;
    let of_report = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let of_report = of_report.hidden("files").unwrap();
    let explain = [EXPLANATION, DOCUMENT, &[("files", of_report.as_str())]].concat();
    let answer = upload(&site, HEAD, &explain, &[]).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("không còn nữa. Mời chọn lại tệp");

    let answer = upload(&site, HEAD, EXPLANATION, &[("giai-trinh.pdf", b"%PDF-1.3")]).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let of_explanation = answer.hidden("files").unwrap();
    let fields = [&fields[..], &[("files", of_explanation.as_str())]].concat();
    let answer = upload::post(&head, report, &fields, &[]).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("không còn nữa. Mời chọn lại tệp");
    let loose = "select id from attachments order by id";
    let mut both = vec![of_report, of_explanation];
    both.sort();
    assert_eq!(site.store.texts(loose).await, both);
}

/// Neither of two rivals reads the document behind what the other explained, nor the file of it,
/// nor either of them the unit's; whoever is responsible now reads nothing of who was before.
#[tokio::test]
async fn rule_11_a_file_of_an_explanation_is_read_as_its_words_are() {
    let store = Store::sqlite().await;
    let site = Site::over(store, ORIGIN, rivals::rows()).await;
    let companies = ["partner.xanh", "partner.vang", "partner.do"];
    for (document, company) in SAID_WITH.into_iter().zip([
        // The milestone was taken from it.
        None,
        Some("partner.vang"),
        None,
    ]) {
        let [number, _] = document;
        let name = format!("Tep-{}.pdf", number.replace('/', "-"));
        let sql = format!("select id from evidence_files where name = '{name}'");
        let address = format!("/files/{}", site.store.texts(&sql).await.remove(0));
        for who in companies {
            let status = if company == Some(who) { 200 } else { 404 };
            assert_eq!(
                status_of(&site, who, &address).await,
                status,
                "{who} {name}"
            );
        }
        for (who, status) in [
            ("committee", 200),
            ("office", 200),
            ("head.phuong-mot", 200),
            ("member.phuong-mot", 200),
            ("head.y-te", 404),
            ("member.tai-chinh", 404),
            ("admin", 403),
        ] {
            assert_eq!(
                status_of(&site, who, &address).await,
                status,
                "{who} {name}"
            );
        }
        for duty in ["QG-DAT-DAI", "QG-DAN-CU"] {
            let duty = format!("/duties/PHUONG-MOT/{duty}");
            for who in companies {
                let page = Account::named(&site, who).await.get(&duty).await.body;
                let reads = company == Some(who) && duty.ends_with("QG-DAT-DAI");
                assert_eq!(page.contains(number), reads, "{who} {duty} {number}");
            }
        }
    }
}
