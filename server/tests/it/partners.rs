//! Companies: both sides of what they deliver, and a delivery from the first
//! submission to the acceptance.
use app::domain::parse_day;
use axum::http::StatusCode;
use serde_json::Value;
use tiendo::ledger::PartnerRow;

use crate::support::{
    campaign,
    page::{Answer, text},
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Account, Committee, Head, Member, Office, Partner, User},
};

on_both!(a_company_delivers_the_head_returns_it_it_delivers_again_the_head_accepts);

const DAYS: [&str; 3] = ["", "2026-11-12", "2026-05-06"];

/// `tiendo figures` of a day, today for an empty one.
async fn figures(site: &Site, day: &str) -> Value {
    match parse_day(day) {
        Some(day) => site.app.live.as_of(day).await.unwrap().unwrap().figures(),
        None => site.app.live.today().await.unwrap().figures(),
    }
}

/// As a page prints it: shares with six digits, days with one, counts as they are.
fn printed(name: &str, value: &Value) -> String {
    let share = [
        "claimed",
        "accepted",
        "expected",
        "expected_original",
        "in_time",
        "accepted_at_first",
    ];
    match value {
        Value::Null => String::new(),
        value if share.contains(&name) => format!("{:.6}", value.as_f64().unwrap()),
        value if name == "wait_median" => format!("{:.1}", value.as_f64().unwrap()),
        value => value.to_string(),
    }
}

/// What was assigned was assigned, whether it was cancelled or given to another party.
#[tokio::test]
async fn a_company_whose_deliverable_was_cancelled_has_none_left() {
    let cancelled = "Không còn mục bàn giao nào: mục đã giao đã hủy";
    none_left(&["cancelled"], cancelled).await;
    let given = "Không còn mục bàn giao nào: đã giao lại 1 mục cho Phường Thử Một";
    none_left(&["reassigned"], given).await;
    none_left(&["reassigned", "cancelled"], given).await;
}

/// Who had it while it was late keeps a mark, also of what was never handed over; who has it now
/// answers for its own time.
#[tokio::test]
async fn what_was_late_when_it_was_taken_stays_with_who_had_it() {
    let mut book = campaign::book();
    book.step("2026-11-02", 9);
    let duty = ("PHUONG-MOT", "QG-DAT-DAI");
    for (id, deadline) in [("p1-tre", "2026-11-10"), ("p1-con-han", "2026-12-20")] {
        let company = Some("CTY-XANH");
        book.milestone(id, duty, "product", 1, Some(deadline), company, None);
    }
    for (hour, id) in [(12, "p1-tre"), (13, "p1-con-han")] {
        book.step("2026-11-19", hour);
        book.event(id, "reassigned", "office", "Đổi bên làm");
    }
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let committee = Committee::of(&site).await;
    let page = committee.get("/partners/CTY-XANH").await;
    page.shows("1 mốc đã trễ trước khi giao lại cho bên khác");
    page.shows("Chưa bàn giao, đã trễ trước khi giao lại");
    page.shows("Mốc p1-tre");
    page.hides("Mốc p1-con-han");
    let file = committee
        .get("/partners/CTY-XANH?format=csv&table=past")
        .await;
    file.shows("Chưa bàn giao, đã trễ trước khi giao lại");
    committee
        .get("/units/PHUONG-MOT")
        .await
        .hides("trễ trước khi giao lại");
}

/// What was late when a unit closed leaves a company's figures, and not its page.
#[tokio::test]
async fn what_was_late_when_its_unit_closed_is_told_of_the_company() {
    let mut book = campaign::book();
    let new = PartnerRow {
        code: "CTY-MOI".into(),
        short_name: "Mới Thử".into(),
        name: "Công ty Mới Thử".into(),
        ..book.rows.partners[0].clone()
    };
    book.rows.partners.push(new);
    book.step("2026-11-02", 9);
    let duty = ("PHUONG-MOT", "QG-DAT-DAI");
    for (id, deadline) in [("p1-tre", "2026-11-10"), ("p1-con-han", "2026-12-20")] {
        let company = Some("CTY-MOI");
        book.milestone(id, duty, "product", 1, Some(deadline), company, None);
    }
    let unit = book.rows.units.iter().find(|it| it.code == "PHUONG-MOT");
    let open = unit.unwrap().clone();
    book.step("2026-11-17", 9);
    book.unit(&open.code, &open.name, &open.kind, &open.bloc, &open.tier);
    if let Some(closed) = book.rows.units.last_mut() {
        closed.ends_on = Some("2026-11-18".to_owned());
    }
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let committee = Committee::of(&site).await;
    let page = committee.get("/partners/CTY-MOI").await;
    page.shows("1 mốc đã trễ khi đơn vị kết thúc");
    page.shows("Chưa bàn giao, đã trễ khi đơn vị kết thúc");
    page.shows("Mốc p1-con-han");
    page.shows("mục trước đây ở đơn vị đã kết thúc");
    page.hides("Chưa được giao mục bàn giao nào");
}

/// Of what went to a rival a company reads how many, of what went to its unit also to whom.
#[tokio::test]
async fn what_went_to_others_is_counted_by_to_whom_it_went() {
    let mut book = campaign::book();
    let new = PartnerRow {
        code: "CTY-MOI".into(),
        short_name: "Mới Thử".into(),
        name: "Công ty Mới Thử".into(),
        ..book.rows.partners[0].clone()
    };
    book.rows.partners.push(new);
    book.step("2026-11-19", 9);
    book.person("partner.moi", "partner", None, Some("CTY-MOI"));
    let duty = ("PHUONG-MOT", "QG-DAT-DAI");
    for id in ["p1-don-vi", "p1-vang"] {
        let (deadline, company) = (Some("2026-12-20"), Some("CTY-MOI"));
        book.milestone(id, duty, "product", 1, deadline, company, None);
    }
    for (hour, id, to) in [(12, "p1-don-vi", None), (13, "p1-vang", Some("CTY-VANG"))] {
        book.step("2026-11-19", hour);
        book.event(id, "reassigned", "office", "Đổi bên làm");
        if let Some(event) = book.rows.milestone_events.last_mut() {
            event.responsible = to.map(str::to_owned);
        }
    }
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let own = Account::named(&site, "partner.moi").await;
    let own = own.get("/partners/CTY-MOI").await.expect(StatusCode::OK);
    own.shows("đã giao lại 1 mục cho Phường Thử Một, 1 mục cho bên khác");
    own.hides("Vàng Thử");
    let all = Committee::of(&site).await.get("/partners/CTY-MOI").await;
    all.shows("1 mục cho Phường Thử Một");
    all.shows("1 mục cho Vàng Thử");
}

/// What went to a rival since is not named on the company's own page of a day before, and is in
/// the total there.
#[tokio::test]
async fn rule_3_the_parts_of_a_past_day_make_its_total_whoever_has_them_now() {
    let mut book = campaign::book();
    book.step("2026-11-02", 9);
    let duty = ("PHUONG-MOT", "QG-DAT-DAI");
    for id in ["p1-giu", "p1-mat"] {
        let company = Some("CTY-XANH");
        book.milestone(id, duty, "product", 1, Some("2026-11-10"), company, None);
    }
    book.step("2026-11-19", 12);
    book.event("p1-mat", "reassigned", "office", "Đổi bên làm");
    if let Some(event) = book.rows.milestone_events.last_mut() {
        event.responsible = Some("CTY-VANG".to_owned());
    }
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let path = "/partners/CTY-XANH?as_of=2026-11-18";
    let own = Account::named(&site, "partner.xanh").await.get(path).await;
    let own = text(&own.expect(StatusCode::OK).body);
    let (before, parts) = own.split_once(" bàn giao trễ: ").expect("late ones");
    let whole: u32 = before.rsplit(' ').next().unwrap().parse().unwrap();
    let parts = parts.split_once('.').unwrap().0;
    let first = |part: &str| part.split_whitespace().next().unwrap().parse::<u32>();
    let sum: u32 = parts.split("; ").map(|part| first(part).unwrap()).sum();
    assert_eq!(sum, whole, "{parts}");
    assert!(parts.contains("1 nay của bên khác"), "{parts}");
    Committee::of(&site)
        .await
        .get(path)
        .await
        .hides("nay của bên khác");
}

async fn none_left(events: &[&str], told: &str) {
    let mut book = campaign::book();
    let new = PartnerRow {
        code: "CTY-MOI".into(),
        short_name: "Mới Thử".into(),
        name: "Công ty Mới Thử".into(),
        ..book.rows.partners[0].clone()
    };
    book.rows.partners.push(new);
    book.step("2026-11-19", 9);
    let duty = ("PHUONG-MOT", "QG-DAT-DAI");
    let (deadline, company) = (Some("2026-12-20"), Some("CTY-MOI"));
    book.milestone("p1-moi", duty, "product", 1, deadline, company, None);
    for (hour, event) in (12..).zip(events) {
        book.step("2026-11-19", hour);
        book.event("p1-moi", event, "office", "Không còn cần");
    }
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let reader = Committee::of(&site).await;
    let never = "Chưa được giao mục bàn giao nào";
    let before = reader.get("/partners/CTY-MOI?as_of=2026-11-18").await;
    before.expect(StatusCode::OK).shows(never);
    let now = reader.get("/partners/CTY-MOI").await.expect(StatusCode::OK);
    now.shows(told);
    now.hides(never);
}

/// What waits at a unit that a company has left is told on its own page and on its list alike.
#[tokio::test]
async fn what_waits_after_an_assignment_has_ended_is_told_on_the_list_too() {
    let site = Site::new().await;
    let company = Partner::of(&site).await;
    let left = "đã bàn giao ở đơn vị không còn đồng hành đang chờ đơn vị trả lời";
    company
        .get("/work")
        .await
        .expect(StatusCode::OK)
        .hides(left);
    let mut book = campaign::book();
    for assignment in &mut book.rows.assignments {
        if assignment.partner == "CTY-XANH" {
            assignment.valid_to = Some("2026-11-18".to_owned());
        }
    }
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let company = Partner::of(&site).await;
    let page = company
        .get("/partners/CTY-XANH")
        .await
        .expect(StatusCode::OK);
    page.shows("1 đang chờ đơn vị trả lời");
    let list = company.get("/work").await.expect(StatusCode::OK);
    list.shows(&format!("1 mục {left}"));
    list.hides("Không có báo cáo nào đang chờ.");
}

#[tokio::test]
async fn a_companys_page_states_the_figures_of_the_command() {
    let site = Site::new().await;
    let committee = Committee::of(&site).await;
    for day in DAYS {
        let all = figures(&site, day).await;
        for code in ["CTY-XANH", "CTY-VANG"] {
            let path = format!("/partners/{code}?as_of={day}");
            let page = committee.get(&path).await.expect(StatusCode::OK);
            let stated = page.figures("partner", code);
            for (name, value) in &stated {
                let expected = printed(name, &all["partners"][code][name.as_str()]);
                assert_eq!(*value, expected, "{path} {name}");
            }
            for name in [
                "claimed",
                "accepted",
                "expected",
                "expected_original",
                "products",
                "count-late",
            ] {
                assert!(stated.iter().any(|(n, _)| n == name), "{path} lacks {name}");
            }
        }
    }
}

/// Sent in time and accepted in three working days; sent in time and waiting
/// for nine.
#[tokio::test]
async fn both_sides_of_the_small_campaign() {
    let site = Site::new().await;
    let all = figures(&site, "").await;
    let vang = &all["partners"]["CTY-VANG"];
    assert_eq!(vang["in_time"], 1.0);
    assert_eq!(vang["accepted_at_first"], 1.0);
    assert_eq!(vang["wait_median"], 3.0);
    assert_eq!(vang["waiting"], 0);
    let xanh = &all["partners"]["CTY-XANH"];
    assert_eq!(xanh["in_time"], 1.0);
    assert_eq!(xanh["accepted_at_first"], Value::Null);
    assert_eq!(xanh["wait_median"], 9.0);
    assert_eq!(xanh["waiting"], 1);
    assert_eq!(xanh["products_late"], 0);
}

#[tokio::test]
async fn a_company_is_led_to_its_own_page_and_the_others_read_all() {
    let site = Site::new().await;
    let company = Partner::of(&site).await;
    for path in ["/", "/partners", "/partners?as_of=2026-11-12"] {
        let answer = company.get(path).await.expect(StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), "/partners/CTY-XANH", "{path}");
    }
    company
        .get("/partners/CTY-XANH")
        .await
        .expect(StatusCode::OK);
    let list = "/partners";
    let readers = [
        Committee::of(&site).await.get(list).await,
        Office::of(&site).await.get(list).await,
        Head::of(&site).await.get(list).await,
        Member::of(&site).await.get(list).await,
    ];
    for page in readers {
        let page = page.expect(StatusCode::OK);
        page.shows("/partners/CTY-XANH");
        page.shows("/partners/CTY-VANG");
    }
    let head = Head::of(&site).await;
    head.get("/partners/CTY-VANG").await.expect(StatusCode::OK);
    head.get("/partners/KHONG-CO")
        .await
        .expect(StatusCode::NOT_FOUND);
}

/// What it owes is found on its page, late first, with the way to the form.
#[tokio::test]
async fn what_a_company_owes_until_the_end_of_the_month() {
    let site = Site::new().await;
    let own = Partner::of(&site).await.get("/partners/CTY-XANH").await;
    own.shows("Phải bàn giao đến 30/11/2026");
    own.shows("/work/p1-xanh");
    own.hides("/work/xanh-an-ninh");
    let read = Committee::of(&site).await.get("/partners/CTY-XANH").await;
    read.shows("/duties/PHUONG-MOT/QG-DAT-DAI");
    read.hides("/work/");
    // Eleven days later it is late.
    site.later(11 * 24 * 60);
    let own = Partner::of(&site).await.get("/partners/CTY-XANH").await;
    own.shows("Phải bàn giao đến 31/12/2026");
    own.shows("quá 6 ngày");
}

#[tokio::test]
async fn tables_of_companies_leave_with_the_readers_scope() {
    let site = Site::new().await;
    let committee = Committee::of(&site).await;
    let list = committee
        .get("/partners?format=csv")
        .await
        .expect(StatusCode::OK);
    list.shows("CTY-VANG");
    let who = committee
        .get("/partners?format=csv&table=assignments")
        .await;
    who.shows("PHUONG-HAI,Phường Thử Hai");
    let company = Partner::of(&site).await;
    let own = company
        .get("/partners/CTY-XANH?format=csv&table=deliverables")
        .await;
    own.shows("Mốc p1-xanh");
    own.hides("Mốc tc-vang");
    let units = company
        .get("/partners/CTY-XANH?format=csv&table=units")
        .await;
    units.shows("PHUONG-MOT");
    units.hides("PHUONG-HAI");
    let book = company
        .get("/partners/CTY-XANH?format=xlsx")
        .await
        .expect(StatusCode::OK);
    assert!(book.bytes.starts_with(b"PK"));
}

const WORK: &str = "/work/p1-xanh";
const REVIEW: &str = "/review/p1-xanh";
const DUTY: &str = "PHUONG-MOT/QG-DAT-DAI";

fn form() -> String {
    uuid::Uuid::now_v7().to_string()
}

fn delivery(id: &str) -> Vec<(&str, &str)> {
    vec![
        ("produced", "Bản đồ đã đối soát"),
        ("document_number", "31/BG"),
        ("document_day", "19/11/2026"),
        ("link", "https://luutru.example/31.pdf"),
        ("no_secrets", "true"),
        ("version", "0"),
        ("submission", id),
        ("action", "submit"),
    ]
}

/// The figure of this name in a scope of a page.
fn figure(page: &Answer, scope: (&str, &str), name: &str) -> String {
    let figures = page.figures(scope.0, scope.1);
    let found = figures.into_iter().find(|(n, _)| n == name);
    found.unwrap_or_else(|| panic!("{scope:?} lacks {name}")).1
}

/// Claimed and accepted of the unit, the duty and the company, as each of the
/// two parties reads them.
async fn everywhere(company: &Partner<'_>, head: &Head<'_>) -> Vec<[String; 2]> {
    let mut all = Vec::new();
    for (path, scope) in [
        ("/units/PHUONG-MOT", ("unit", "PHUONG-MOT")),
        ("/duties/PHUONG-MOT/QG-DAT-DAI", ("duty", DUTY)),
        ("/partners/CTY-XANH", ("partner", "CTY-XANH")),
    ] {
        let theirs = company.get(path).await.expect(StatusCode::OK);
        let heads = head.get(path).await.expect(StatusCode::OK);
        let read = |page: &Answer| ["claimed", "accepted"].map(|name| figure(page, scope, name));
        assert_eq!(read(&theirs), read(&heads), "{path}");
        all.push(read(&theirs));
    }
    all
}

async fn a_company_delivers_the_head_returns_it_it_delivers_again_the_head_accepts(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let company = Partner::of(&site).await;
    let head = Head::named(&site, "head.phuong-mot").await;
    let before = everywhere(&company, &head).await;
    // 666,666 of the population database, and 2,000,000 of this one.
    assert_eq!(before[0], ["0.000000", "0.000000"]);
    let claimed = format!("{:.6}", 2_000_000.0 / 2_666_666.0);

    company.get("/work").await.shows("Mốc p1-xanh");
    let answer = company.post(WORK, &delivery(&form())).await;
    assert_eq!(answer.location(), "/work/p1-xanh?done=submitted");
    let sent = everywhere(&company, &head).await;
    assert_eq!(sent[0], [claimed.as_str(), "0.000000"]);
    assert_eq!(sent[1], ["1.000000", "0.000000"]);
    assert!(sent[2][0] > before[2][0] && sent[2][1] == before[2][1]);

    // The head finds it, and so does nobody else.
    head.get("/review").await.shows("Mốc p1-xanh");
    let other = Head::of(&site).await;
    other.get("/review").await.hides("Mốc p1-xanh");
    other.get(REVIEW).await.expect(StatusCode::NOT_FOUND);
    let reason = "Thiếu tờ bản đồ số 7";
    let id = form();
    let returning = [
        ("submission", id.as_str()),
        ("decision", "returned"),
        ("reason", reason),
    ];
    let answer = other.post(REVIEW, &returning).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    // The company does not decide on its own work.
    let answer = company.post(REVIEW, &returning).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let answer = head.post(REVIEW, &returning).await;
    assert_eq!(answer.location(), "/review?done=returned&of=p1-xanh");
    assert_eq!(everywhere(&company, &head).await, before);
    for page in ["/work", WORK, "/duties/PHUONG-MOT/QG-DAT-DAI"] {
        company.get(page).await.shows(reason);
    }

    site.later(5);
    let answer = company.post(WORK, &delivery(&form())).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(everywhere(&company, &head).await, sent);
    let id = form();
    let accepting = [
        ("submission", id.as_str()),
        ("decision", "accepted"),
        ("checked", "true"),
    ];
    let answer = head.post(REVIEW, &accepting).await;
    assert_eq!(answer.location(), "/review?done=accepted&of=p1-xanh");
    let after = everywhere(&company, &head).await;
    assert_eq!(after[0], [claimed.as_str(), claimed.as_str()]);
    assert_eq!(after[1], ["1.000000", "1.000000"]);
    assert!(after[2][0] == sent[2][0] && after[2][1] > before[2][1]);
    // Decided on once before, and returned.
    let page = company.get("/partners/CTY-XANH").await;
    let at_first = figure(&page, ("partner", "CTY-XANH"), "accepted_at_first");
    assert_eq!(at_first, "0.000000");
}
