//! What each side is told of what the other did: reasons stay until they are answered, and a
//! decision says what it moves before it is made.
use axum::http::StatusCode;

use crate::support::{
    page::Answer,
    report::{new_form, report},
    site::Site,
    users::{Member, Office, Partner, User},
};

const WORK: &str = "/work/yte-dan-cu";
const REVIEW: &str = "/review/yte-dan-cu";

async fn decide(office: &Office<'_>, event: &str, reason: &str) -> Answer {
    let id = new_form();
    let fields = [
        ("submission", id.as_str()),
        ("decision", event),
        ("reason", reason),
        ("checked", "true"),
    ];
    office
        .post(REVIEW, &fields)
        .await
        .expect(StatusCode::SEE_OTHER)
}

async fn hand_over(member: &Member<'_>, produced: &str) {
    let fields = [("produced", produced)];
    let sent = member.post(WORK, &report(&new_form(), &fields)).await;
    sent.expect(StatusCode::SEE_OTHER);
}

async fn adjust(user: &impl User, path: &str, fields: &[(&str, &str)]) -> Answer {
    let id = new_form();
    let mut all = vec![("submission", id.as_str())];
    all.extend(fields);
    user.post(path, &all).await
}

/// What milestone a test may begin with: open, its deadline past.
async fn open(site: &Site) {
    let sql = "select event from milestone_events where milestone = 'yte-dan-cu' order by seq";
    let events = site.store.texts(sql).await;
    if events.last().is_some_and(|it| it == "accepted") {
        let office = Office::of(site).await;
        decide(&office, "revoked", "Mở lại để thử").await;
    }
}

#[tokio::test]
async fn what_the_other_side_said_stays_until_it_is_answered() {
    let site = Site::new().await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    open(&site).await;
    hand_over(&member, "Bản một").await;
    decide(&office, "returned", "Thiếu biên bản").await;
    let asked = [
        ("event", "extension_requested"),
        ("day", "15/12/2026"),
        ("reason", "Chờ hộ tịch"),
    ];
    let path = "/work/yte-dan-cu/extension";
    let sent = adjust(&member, path, &asked).await;
    sent.expect(StatusCode::SEE_OTHER);
    // The request does not take the reason away.
    for page in ["/work", WORK] {
        let page = member.get(page).await;
        page.shows("Trả lại: Thiếu biên bản");
        page.shows("xin gia hạn đến 15/12/2026");
    }
    let declined = [
        ("event", "extension_declined"),
        ("reason", "Không đủ căn cứ"),
    ];
    let path = "/review/yte-dan-cu/adjust";
    let sent = adjust(&office, path, &declined).await;
    assert!(sent.location().ends_with("#asked"), "{}", sent.location());
    let page = member.get("/work").await;
    page.shows("Trả lại: Thiếu biên bản");
    page.shows("Không gia hạn: Không đủ căn cứ");
    // What is handed over again is answered.
    hand_over(&member, "Bản hai").await;
    member.get("/work").await.hides("Thiếu biên bản");
    decide(&office, "accepted", "").await;
    decide(&office, "revoked", "Nghiệm thu nhầm đơn vị").await;
    member
        .get("/work")
        .await
        .shows("Hủy nghiệm thu: Nghiệm thu nhầm đơn vị");
    // No company reads why a unit's own work came back.
    let company = Partner::of(&site).await;
    company.get("/work").await.hides("Nghiệm thu nhầm");
}

/// A visit is written after its answer.
async fn noted(site: &Site) {
    while site
        .store
        .number("select coalesce(max(last_at), 0) from visits")
        .await
        != site.clock.now()
    {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn what_others_did_since_the_last_visit_is_marked_as_new() {
    let site = Site::new().await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    open(&site).await;
    // The first visit has nothing before it.
    member.get("/work").await.hides("mới từ lần trước");
    noted(&site).await;
    hand_over(&member, "Bản một").await;
    site.later(1);
    decide(&office, "returned", "Thiếu trang 3").await;
    // Still the same visit: what happens in it is told by itself, what was before stays.
    site.later(31);
    let page = member.get("/work").await;
    page.shows("1 mốc có việc mới từ lần trước");
    let row = page
        .body
        .split("data-milestone=\"yte-dan-cu\"")
        .nth(1)
        .unwrap();
    assert!(row.split("</li>").next().unwrap().contains("class=\"new\""));
    noted(&site).await;
    // A look again does not take the marks away; the next visit does.
    member.get("/work").await.shows("1 mốc có việc mới");
    site.later(31);
    member.get("/work").await.hides("mới từ lần trước");
    noted(&site).await;
    // One's own doing is no news.
    hand_over(&member, "Bản hai").await;
    site.later(31);
    member.get("/work").await.hides("mới từ lần trước");
}

#[tokio::test]
async fn a_revocation_says_what_it_moves() {
    let site = Site::new().await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    open(&site).await;
    hand_over(&member, "Bản một").await;
    decide(&office, "accepted", "").await;
    let page = office.get(REVIEW).await;
    page.shows("Hạn 30/06/2026 đã qua: hủy nghiệm thu là mốc trễ ngay");
    page.shows("Sở Y tế Thử từ ");
    // What falls is not said to rise.
    page.shows("% xuống ");
    page.hides("% lên ");
}

#[tokio::test]
async fn a_report_is_compared_with_the_last_that_was_answered() {
    let site = Site::new().await;
    let (member, office) = (Member::of(&site).await, Office::of(&site).await);
    open(&site).await;
    hand_over(&member, "Bản bị trả lại").await;
    decide(&office, "returned", "Sai khối lượng").await;
    hand_over(&member, "Bản rút về").await;
    let id = new_form();
    let withdrawn = [("submission", id.as_str()), ("sure", "true")];
    let sent = member.post("/work/yte-dan-cu/withdraw", &withdrawn).await;
    sent.expect(StatusCode::SEE_OTHER);
    hand_over(&member, "Bản gửi lại").await;
    let page = office.get(REVIEW).await;
    let compared = page
        .body
        .split("class=\"compare\"")
        .nth(1)
        .unwrap_or_default();
    let compared = compared.split("</table>").next().unwrap_or_default();
    assert!(compared.contains("Bản bị trả lại") && compared.contains("Bản gửi lại"));
    assert!(!compared.contains("Bản rút về"));
    page.shows("Sai khối lượng");
}

#[tokio::test]
async fn a_deadline_after_the_campaigns_end_is_asked_for_once_more() {
    let site = Site::new().await;
    let office = Office::of(&site).await;
    let path = "/review/yte-an-ninh/adjust";
    let ends = |day, sure| {
        vec![
            ("event", "extended"),
            ("day", day),
            ("number", "12/QĐ"),
            ("reason", "Theo quyết định"),
            ("sure", sure),
        ]
    };
    // The campaign ends on 31/12/2026.
    let far = adjust(&office, path, &ends("01/01/2200", "true")).await;
    far.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("kiểm tra lại năm");
    let beyond = adjust(&office, path, &ends("15/01/2027", "")).await;
    let beyond = beyond.expect(StatusCode::UNPROCESSABLE_ENTITY);
    beyond.shows("sau ngày kết thúc chiến dịch");
    beyond.shows("name=\"sure\"");
    let meant = adjust(&office, path, &ends("15/01/2027", "true")).await;
    meant.expect(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_button_that_is_not_known_does_nothing() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    // One that broke off before its button came is shown again.
    for (action, status) in [("xyz", StatusCode::BAD_REQUEST), ("", StatusCode::OK)] {
        let sent = [("action", action)];
        let sent = member
            .post("/work/yte-san-pham", &report(&new_form(), &sent))
            .await;
        assert_eq!(sent.status, status, "{action}");
    }
    let sql = "select event from milestone_events where milestone = 'yte-san-pham'";
    assert_eq!(site.store.texts(sql).await, [""; 0]);
}
