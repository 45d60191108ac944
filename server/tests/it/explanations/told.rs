//! Who reads what was explained, what the office lists of it, and whose turn it was.
use axum::http::StatusCode;

use super::{ASK, DUTY, EXPLAIN, EXPLANATION, HEAD, QUESTION, does, page};
use crate::support::{
    page::text,
    rivals::{self, MOVED, SAID},
    site::{ORIGIN, Site},
    store::Store,
    users::{Account, Head, User},
};

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
    desk.shows("1 đơn vị chưa báo cáo trong 30 ngày qua");
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
    assert!(!desk.contains("đơn vị chưa báo cáo trong"), "{desk}");
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
