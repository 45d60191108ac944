//! Everything beside reports and decisions on them that happens to a milestone: more time asked
//! for, given or declined, another party, waiting on others, its end.
use axum::http::StatusCode;

use crate::support::{
    page::text,
    site::Site,
    store::{Store, on_both},
    users::{Account, User},
};

on_both!(
    more_time_is_asked_for_and_answered,
    work_goes_to_another_party,
    waiting_on_a_ministry_moves_no_figure,
    what_is_cancelled_leaves_the_figures_and_stays_in_the_history,
);

const ASK: &str = "/work/yte-san-pham/extension";
const ADJUST: &str = "/review/yte-san-pham/adjust";
const OFFICE: &str = "office2";
const MEMBER: &str = "member.y-te";

type Fields<'a> = &'a [(&'a str, &'a str)];

async fn sends(site: &Site, who: &str, path: &str, fields: Fields<'_>) -> StatusCode {
    let id = uuid::Uuid::now_v7().to_string();
    let mut fields = fields.to_vec();
    fields.push(("submission", &id));
    let answer = Account::named(site, who).await.post(path, &fields).await;
    answer.status
}

async fn does(site: &Site, who: &str, path: &str, fields: Fields<'_>) {
    let status = sends(site, who, path, fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{who} {path} {fields:?}");
}

async fn page(site: &Site, who: &str, path: &str) -> String {
    let answer = Account::named(site, who).await.get(path).await;
    text(&answer.expect(StatusCode::OK).body)
}

/// What a form says that it moves: whose, and what becomes of what is claimed and accepted.
fn moved(page: &str) -> Vec<(String, [String; 2])> {
    let list = page.split("<ul class=\"moved\">").nth(1).expect(page);
    let list = list.split("</ul>").next().expect(page);
    let lines = list.split("<li>").skip(1);
    lines
        .map(|line| text(&format!("<li>{line}")))
        .map(|line| {
            let (name, shares) = line.split_once(": đã báo cáo ").expect(&line);
            let (claimed, accepted) = shares.split_once(", nghiệm thu ").expect(&line);
            (name.to_owned(), [claimed.to_owned(), accepted.to_owned()])
        })
        .collect()
}

async fn figure(site: &Site, pointer: &str) -> f64 {
    let figures = site.app.live.today().await.unwrap().figures();
    figures.pointer(pointer).unwrap().as_f64().unwrap()
}

const REQUEST: Fields<'static> = &[
    ("event", "extension_requested"),
    ("day", "31/01/2027"),
    ("sure", "true"),
    ("reason", "Chờ danh mục mã dùng chung"),
];
const EXTEND: Fields<'static> = &[
    ("event", "extended"),
    ("day", "15/1/2027"),
    ("sure", "true"),
    ("number", "45/QĐ-BCĐ"),
    ("reason", "Danh mục ban hành chậm"),
];

async fn more_time_is_asked_for_and_answered(store: Store) {
    let site = Site::at(store, crate::support::site::ORIGIN).await;
    does(&site, MEMBER, ASK, REQUEST).await;
    let asked = "xin gia hạn đến 31/01/2027, chờ trả lời";
    assert!(
        page(&site, MEMBER, "/work/yte-san-pham")
            .await
            .contains(asked)
    );
    let queue = page(&site, OFFICE, "/review").await;
    assert!(queue.contains("1 đề nghị gia hạn chờ trả lời"), "{queue}");
    let form = Account::named(&site, OFFICE).await.get(ADJUST).await;
    form.shows("Chờ danh mục mã dùng chung");
    form.shows("value=\"31/01/2027\"");
    // Declined, it is answered: not twice, and the party reads why.
    let decline: Fields = &[
        ("event", "extension_declined"),
        ("reason", "Giữ nguyên hạn"),
    ];
    does(&site, OFFICE, ADJUST, decline).await;
    assert_eq!(
        sends(&site, OFFICE, ADJUST, decline).await,
        StatusCode::CONFLICT
    );
    let told = page(&site, MEMBER, "/work/yte-san-pham").await;
    assert!(told.contains("Giữ nguyên hạn") && !told.contains(asked));
    assert!(
        !page(&site, OFFICE, "/review")
            .await
            .contains("đề nghị gia hạn")
    );
    // Asked again and given: the first deadline stays beside the new one.
    does(&site, MEMBER, ASK, REQUEST).await;
    does(&site, OFFICE, ADJUST, EXTEND).await;
    let duty = page(&site, MEMBER, "/duties/SO-Y-TE/CN-Y-TE").await;
    for words in ["15/12/2026 → 15/01/2027", "45/QĐ-BCĐ", "không gia hạn"] {
        assert!(duty.contains(words), "{words}\n{duty}");
    }
}

async fn work_goes_to_another_party(store: Store) {
    let site = Site::at(store, crate::support::site::ORIGIN).await;
    let path = "/review/p1-xanh/adjust";
    let open = page(&site, "partner.vang", "/work").await;
    assert!(!open.contains("p1-xanh"));
    let to = |party| {
        [
            ("event", "reassigned"),
            ("party", party),
            ("number", "12/QĐ"),
            ("reason", "Đổi phân công"),
        ]
    };
    // To who has it, to who is not assigned there, to nobody: asked again.
    for party in ["CTY-XANH", "CTY-DO", ""] {
        let status = sends(&site, OFFICE, path, &to(party)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{party}");
    }
    does(&site, OFFICE, path, &to("CTY-VANG")).await;
    let work = Account::named(&site, "partner.vang")
        .await
        .get("/work")
        .await;
    work.shows("/work/p1-xanh");
    let former = Account::named(&site, "partner.xanh").await;
    former
        .get("/work/p1-xanh")
        .await
        .expect(StatusCode::NOT_FOUND);
    does(&site, OFFICE, path, &to("unit")).await;
    let work = Account::named(&site, "member.phuong-mot").await;
    work.get("/work").await.shows("/work/p1-xanh");
    let history = page(&site, "member.phuong-mot", "/work/p1-xanh").await;
    assert!(
        history.contains("phân công lại cho Phường Thử Một"),
        "{history}"
    );
}

async fn waiting_on_a_ministry_moves_no_figure(store: Store) {
    let site = Site::at(store, crate::support::site::ORIGIN).await;
    let before = site.app.live.today().await.unwrap().figures();
    let waits: Fields = &[
        ("event", "waiting_on_ministry"),
        ("number", "88/UBND-VX"),
        ("reason", "Bộ chủ quản: cấp tài khoản kết nối"),
    ];
    does(&site, OFFICE, ADJUST, waits).await;
    assert_eq!(
        sends(&site, OFFICE, ADJUST, waits).await,
        StatusCode::CONFLICT
    );
    let head = page(&site, MEMBER, "/work/yte-san-pham").await;
    assert!(head.contains("chờ cấp trên từ"), "{head}");
    does(&site, OFFICE, ADJUST, &[("event", "resumed")]).await;
    let head = page(&site, MEMBER, "/work/yte-san-pham").await;
    assert!(!head.contains("chờ cấp trên từ"));
    let after = site.app.live.today().await.unwrap().figures();
    assert_eq!(before["city"], after["city"]);
}

async fn what_is_cancelled_leaves_the_figures_and_stays_in_the_history(store: Store) {
    let site = Site::at(store, crate::support::site::ORIGIN).await;
    let yesterday = format!("/units/SO-Y-TE?as_of={}", "2026-11-19");
    let (then, products) = (
        page(&site, "committee", &yesterday).await,
        figure(&site, "/units/SO-Y-TE/products").await,
    );
    let cancel: Fields = &[
        ("event", "cancelled"),
        ("number", "77/QĐ"),
        ("reason", "Gộp vào mốc khác"),
    ];
    // Asked once: it cannot be taken back.
    assert_eq!(
        sends(&site, OFFICE, ADJUST, cancel).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let form = Account::named(&site, OFFICE).await;
    let form = form.get(&format!("{ADJUST}?event=cancelled")).await;
    let told = moved(&form.body);
    let sure = [cancel, &[("sure", "true")]].concat();
    does(&site, OFFICE, ADJUST, &sure).await;
    assert_eq!(
        figure(&site, "/units/SO-Y-TE/products").await,
        products - 1.0
    );
    // Unit, database and campaign: what the form said is what then holds.
    let whose = [
        ("Sở Y tế Thử", "/units/SO-Y-TE"),
        ("Y tế", "/databases/CN-Y-TE"),
        ("Toàn thành phố", "/city"),
    ];
    assert_eq!(told.len(), whose.len(), "{told:?}");
    for ((name, shares), (named, of)) in told.iter().zip(whose) {
        assert_eq!(name, named);
        for (share, figure_of) in shares.iter().zip(["claimed", "accepted"]) {
            let then = figure(&site, &format!("{of}/{figure_of}")).await;
            let then = format!("{:.1}%", then * 100.0).replace('.', ",");
            assert!(share.ends_with(&then), "{name} {share} {then}");
        }
    }
    assert!(told[1].1[1].contains(" → "), "{told:?}");
    assert_eq!(page(&site, "committee", &yesterday).await, then);
    let work = Account::named(&site, MEMBER).await;
    work.get("/work").await.hides("/work/yte-san-pham");
    let duty = page(&site, MEMBER, "/duties/SO-Y-TE/CN-Y-TE").await;
    assert!(duty.contains("Đã hủy") && duty.contains("Gộp vào mốc khác"));
    // Its weight is what it was, and counts no more; the city says what made its share rise.
    assert!(duty.contains("trọng số 3, không còn tính"), "{duty}");
    let file = "/duties/SO-Y-TE/CN-Y-TE?format=csv&table=milestones";
    let office = Account::named(&site, OFFICE).await;
    office.get(file).await.shows("3, không còn tính");
    let overview = page(&site, "committee", "/").await;
    assert!(overview.contains("có phần do hủy 1 mốc"), "{overview}");
    // It is over.
    for event in ["extended", "reassigned", "cancelled", "waiting_on_ministry"] {
        let again = [&sure[1..], &[("event", event), ("day", "1/2/2027")]].concat();
        let status = sends(&site, OFFICE, ADJUST, &again).await;
        assert!(
            matches!(
                status,
                StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY
            ),
            "{event} {status}"
        );
    }
    // What was accepted once can be revoked, not cancelled.
    let status = sends(&site, OFFICE, "/review/yte-dan-cu/adjust", &sure).await;
    assert_eq!(status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_is_late_when_it_is_cancelled_says_so() {
    let site = Site::new().await;
    let sure: Fields = &[
        ("event", "cancelled"),
        ("number", "77/QĐ"),
        ("reason", "Không làm nữa"),
        ("sure", "true"),
    ];
    does(&site, OFFICE, "/review/tc-dat/adjust", sure).await;
    let duty = page(&site, "committee", "/duties/SO-TAI-CHINH/QG-DAT-DAI").await;
    assert!(duty.contains("hủy khi đã trễ"), "{duty}");
    let unit = page(&site, "committee", "/units/SO-TAI-CHINH").await;
    assert!(unit.contains("1 mốc hủy khi đã trễ"), "{unit}");
}

/// Each mistake beside its field, what was typed kept, nothing written.
#[tokio::test]
async fn each_mistake_stands_beside_its_field() {
    let site = Site::new().await;
    let events = async || {
        site.store
            .number("select count(*) from milestone_events")
            .await
    };
    let before = events().await;
    let office = Account::named(&site, OFFICE).await;
    for (field, typed, says) in [
        ("day", "", "Chưa ghi ngày"),
        ("day", "31/02/2027", "sai dạng"),
        ("day", "15/12/2026", "phải sau hạn đang có"),
        ("day", "01/01/2020", "phải sau hạn đang có"),
        ("number", "", "Chưa ghi số văn bản"),
        ("number", "…", "Chưa ghi số văn bản"),
        ("number", "12/QĐ-MẬT", "dấu hiệu tài liệu mật"),
        ("reason", " ", "Chưa ghi nội dung này"),
        ("reason", "TUYỆT MẬT", "dấu hiệu tài liệu mật"),
    ] {
        let id = uuid::Uuid::now_v7().to_string();
        let mut fields = EXTEND.to_vec();
        fields.retain(|(name, _)| *name != field);
        fields.extend([(field, typed), ("submission", &id)]);
        let answer = office.post(ADJUST, &fields).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows(says);
        answer.shows(if field == "reason" {
            "45/QĐ-BCĐ"
        } else {
            "Danh mục ban hành chậm"
        });
        if says.contains("mật") {
            answer.hides(&format!(">{typed}<"));
        }
    }
    // An event of another desk is no form of this page.
    let other = [("event", "accepted"), ("reason", "x")];
    assert_eq!(
        sends(&site, OFFICE, ADJUST, &other).await,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(events().await, before);
}

/// Rule 8: an officer gives no time to the own unit; a company asks only for its own.
#[tokio::test]
async fn nobody_adjusts_what_is_not_theirs() {
    let site = Site::new().await;
    let extend: Fields = &[
        ("event", "extended"),
        ("day", "31/01/2027"),
        ("sure", "true"),
        ("number", "1/QĐ"),
        ("reason", "x"),
    ];
    // Of BAN-TO-CHUC, where `office` is at home; it waits for a decision.
    let own = "/review/btc-dan-cu/adjust";
    assert_eq!(
        sends(&site, "office", own, extend).await,
        StatusCode::FORBIDDEN
    );
    does(&site, OFFICE, own, extend).await;
    for (who, path, status) in [
        ("partner.vang", "/work/p1-xanh/extension", 404),
        ("member.y-te", "/work/p1-xanh/extension", 404),
        ("head.y-te", "/review/yte-san-pham/adjust", 404),
        ("member.y-te", "/review/yte-san-pham/adjust", 403),
        ("committee", "/review/yte-san-pham/adjust", 404),
    ] {
        let told = sends(&site, who, path, REQUEST).await;
        assert_eq!(told.as_u16(), status, "{who} {path}");
    }
    does(&site, "partner.xanh", "/work/p1-xanh/extension", REQUEST).await;
    // What has no deadline gets no more time, whatever form is made for it.
    for (who, path, fields) in [
        ("member.phuong-mot", "/work/p1-dan-cu/extension", REQUEST),
        (OFFICE, "/review/p1-dan-cu/adjust", extend),
    ] {
        let status = sends(&site, who, path, fields).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
    }
}
