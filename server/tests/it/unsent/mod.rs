//! A form that comes when the session has ended: told that nothing was sent, and what was
//! typed stands in the form again after signing in, for the same person only.
mod cases;
mod given_back;
mod sealed;
mod told;

use axum::http::{Method, StatusCode};

use crate::support::{
    page::Answer,
    site::{Site, form, request},
    users::{Account, Anonymous, User},
};

const WORK: &str = "/work/yte-san-pham";
const WITHDRAW: &str = "/work/yte-san-pham/withdraw";
const REVIEW: &str = "/review/yte-san-pham";
const MEMBER: &str = "member.y-te";
const HEAD: &str = "head.y-te";
const OFFICE: &str = "office2";

type Fields = &'static [(&'static str, &'static str)];

/// What the page gave to its form.
const GIVEN: &str = "given";

const REPORT: Fields = &[
    ("produced", "Tập 12.400 hồ sơ đã gõ"),
    ("document_number", "214/BB-SYT"),
    ("document_day", "19/11/2026"),
    ("link", "https://luutru.example/214.pdf"),
    ("no_secrets", "true"),
    ("version", "0"),
    ("action", "submit"),
];
const DRAFT: Fields = &[
    ("produced", "Bản nháp đã gõ, 14 trang"),
    ("version", "0"),
    ("action", "draft"),
];
const OTHER_DRAFT: Fields = &[
    ("produced", "Bản của đồng nghiệp"),
    ("version", "0"),
    ("action", "draft"),
];
const ACCEPT: Fields = &[
    ("decision", "accepted"),
    ("reason", "Nhận xét đã gõ"),
    ("checked", "true"),
];
const RETURN: Fields = &[
    ("decision", "returned"),
    ("reason", "Thiếu biên bản, lý do đã gõ"),
];
const REVOKE: Fields = &[
    ("decision", "revoked"),
    ("reason", "Số liệu sai, lý do đã gõ"),
];

const EXTENSION: &str = "/work/yte-san-pham/extension";
const ADJUST: &str = "/review/yte-san-pham/adjust";
const ASK: Fields = &[
    ("event", "extension_requested"),
    ("day", "31/01/2027"),
    ("sure", "true"),
    ("reason", "Thiếu danh mục, lý do đã gõ"),
];
const EXTEND: Fields = &[
    ("event", "extended"),
    ("day", "31/01/2027"),
    ("sure", "true"),
    ("number", "12/QĐ-BCĐ"),
    ("reason", "Danh mục chậm, lý do đã gõ"),
];

const QUESTION: &str = "/review/yte-san-pham/ask";
const EXPLAIN: &str = "/work/yte-san-pham/explain";
const REMIND: Fields = &[
    ("about.m.yte-san-pham", "true"),
    ("text", "Vì sao chậm, câu đã gõ"),
    ("day", "25/11/2026"),
];
const EXPLANATION: Fields = &[
    ("about.m.yte-san-pham", "true"),
    ("cause", "source-data"),
    ("text", "Hồ sơ giấy chưa quét, lý do đã gõ"),
    ("day", "05/12/2026"),
    ("document_number", "31/BC-SYT"),
    ("document_day", "18/11/2026"),
    ("link", "https://luutru.example/31.pdf"),
    ("no_secrets", "true"),
];

const CORRECT: &str = "/work/yte-san-pham/restate";
const RESTATE: &str = "/review/yte-san-pham/restate";
const OWN_DOCUMENT: Fields = &[
    ("act", "own-document"),
    ("document_number", "215/BB-SYT"),
    ("document_day", "18/11/2026"),
    ("link", "https://luutru.example/215.pdf"),
    ("reason", "Gõ nhầm, lời đã gõ"),
    ("no_secrets", "true"),
];
const OWN_EXPLANATION: Fields = &[
    ("act", "own-explanation"),
    ("document_number", "215/BB-SYT"),
    ("document_day", "18/11/2026"),
    ("link", "https://luutru.example/215.pdf"),
    ("no_secrets", "true"),
    ("seen", GIVEN),
];
const TERMS: Fields = &[
    ("act", "terms"),
    ("kind", "product"),
    ("weight", "5"),
    ("product", "Tập dữ liệu đã gõ"),
    ("reach", ""),
    ("seen", "product|5||Tập dữ liệu đã gõ"),
    ("number", "88/QĐ-BCĐ"),
    ("approver", "Trưởng ban"),
    ("reason", "Khối lượng tăng, lý do đã gõ"),
];
const TITLE: Fields = &[
    ("act", "title"),
    ("title", "Tên mốc đã gõ"),
    ("number", "88/QĐ-BCĐ"),
    ("approver", "Trưởng ban đã gõ"),
    ("reason", "Ghi nhầm tên, lý do đã gõ"),
];

const PROPOSALS: &str = "/brief/proposals";
const PROPOSED: Fields = &[
    ("day", "2026-11-20"),
    ("text1", "Giao Sở Y tế nghiệm thu, đề nghị đã gõ"),
];

const ADMINISTRATOR: &str = "admin";
const ACCOUNT: &str = "/people/member.y-te";
const OF_ACCOUNT: Fields = &[
    ("name", "Bà Nguyễn Thị Đã Gõ"),
    ("title", "Phó phòng, chức danh đã gõ"),
    ("phone", "0912 345 678"),
    ("email", "go@example.invalid"),
    ("role", "member"),
    ("scope", "SO-Y-TE"),
    ("to", "30/12/2026"),
    ("action", "change"),
];
const NEW_ACCOUNT: &str = "/people/add/one";
const OF_NEW_ACCOUNT: Fields = &[
    ("username", "moi.da-go"),
    ("name", "Ông Trần Văn Đã Gõ"),
    ("role", "member"),
    ("scope", "SO-Y-TE"),
    ("language", "vi"),
    ("action", "change"),
];
const MANY_ACCOUNTS: &str = "/people/add/many";
const ACCOUNTS: Fields = &[
    (
        "text",
        "username,name,role,unit\nbang.da-go,Bà Lê Thị Đã Gõ,member,SO-Y-TE\n",
    ),
    ("action", "write"),
];

/// A form of the site.
struct Case {
    what: &'static str,
    /// Who did what before.
    before: &'static [(&'static str, &'static str, Fields)],
    who: &'static str,
    page: &'static str,
    sent_to: &'static str,
    fields: Fields,
    not_done: &'static str,
    /// What was typed, as the page has it; nothing where the form has no words.
    typed: &'static [&'static str],
}

const MEASURE: &str = "/measure";
const VALUES: Fields = &[
    ("day", "20/11/2026"),
    ("document_number", "61/BC-SYT"),
    ("document_day", "20/11/2026"),
    ("link", "https://luutru.example/61.pdf"),
    ("no_secrets", "true"),
    ("n.CT-Y-TE", "9.310"),
    ("d.CT-Y-TE", "9.800"),
    ("action", "send"),
];
const VALUES_DRAFT: Fields = &[
    ("day", "19/11/2026"),
    ("document_number", "62/BC-SYT"),
    ("n.CT-Y-TE", "9.311"),
    ("action", "draft"),
];

const RECHECKS: &str = "/rechecks";
const RECHECK: &str = "/rechecks/1/1";
const ANNOUNCED: Fields = &[
    ("scope", "campaign"),
    ("of", "reports"),
    ("number", "17"),
    ("text", "Kiểm các phường, kế hoạch đã gõ"),
];
const FOUND: Fields = &[
    ("result", "not-confirmed"),
    ("text", "Kho không có hồ sơ, lời đã gõ"),
    ("document_number", "31/BB-HK"),
    ("document_day", "19/11/2026"),
    ("link", "https://luutru.example/hk31.pdf"),
    ("no_secrets", "true"),
];

const DESK: &str = "/review";
const VALUES_DESK: &str = "/review?list=values";
const INDICATOR: &str = "/outcomes/CT-Y-TE";
/// What the box of a row carries.
const BOX: &str = "";
const PLANS: Fields = &[("about", "plans"), ("plan", BOX)];
const PLAN: &str = "/work/yte-ke-hoach";
const PLAN_WAITS: &[(&str, &str, Fields)] = &[
    (OFFICE, "/review/yte-ke-hoach", REVOKE),
    (MEMBER, PLAN, REPORT),
];
const RETURN_VALUES: Fields = &[
    ("about", "measurements"),
    ("event", "returned"),
    ("value", BOX),
    ("reason", "Chưa có nguồn, lý do đã gõ"),
];
const REVOKE_VALUE: Fields = &[("value", BOX), ("reason", "Đếm nhầm, lý do đã gõ")];

const HANDED_OVER: &[(&str, &str, Fields)] = &[(MEMBER, WORK, REPORT)];

/// The fields with the marks a page gave to its form.
fn as_given(page: &Answer, fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let marks = [
        "submission",
        "read",
        "promised",
        "account",
        "version",
        "mark.CT-Y-TE",
    ];
    for name in marks {
        if let Some(value) = page.hidden(name) {
            all.retain(|(given, _)| given != name);
            all.push((name.to_owned(), value));
        }
    }
    for (name, value) in &mut all {
        if value == GIVEN {
            *value = page.hidden(name).unwrap();
        }
        if ["plan", "value"].contains(&name.as_str()) && value.is_empty() {
            *value = first_box(page, name);
        }
    }
    all
}

/// What the first box of this name that may be ticked, or the first choice, carries.
fn first_box(page: &Answer, name: &str) -> String {
    let after = page
        .body
        .split_once(&format!(" name=\"{name}\""))
        .unwrap()
        .1;
    let mut values = after.split(" value=\"").skip(1);
    let first = values.find_map(|it| it.split('"').next().filter(|it| !it.is_empty()));
    first.unwrap().to_owned()
}

fn encoded(fields: &[(String, String)]) -> String {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    form(&fields)
}

async fn send(site: &Site, who: &str, path: &str, fields: Fields) {
    let mut fields = fields.to_vec();
    let id = uuid::Uuid::now_v7().to_string();
    fields.push(("submission", &id));
    let answer = Account::named(site, who).await.post(path, &fields).await;
    answer.expect(StatusCode::SEE_OTHER);
}

/// What the ledger and the drafts hold.
async fn facts(site: &Site) -> Vec<String> {
    let mut facts = site
        .store
        .texts("select event || ' ' || body from milestone_events order by seq")
        .await;
    for table in ["asked", "explained"] {
        let sql = format!("select '{table} ' || body from {table} order by seq");
        facts.extend(site.store.texts(&sql).await);
    }
    let values = "select id || ' ' || numerator from measurements order by seq, id";
    facts.extend(site.store.texts(values).await);
    let decided = "select event || ' ' || reason from measurement_events order by seq, submission";
    facts.extend(site.store.texts(decided).await);
    let documents = "select document_number from evidence order by seq, submission";
    facts.extend(site.store.texts(documents).await);
    for table in ["recheck_draws", "recheck_results", "proposals"] {
        let sql = format!("select '{table} ' || body from {table} order by seq");
        facts.extend(site.store.texts(&sql).await);
    }
    facts.extend(site.store.texts("select body from drafts").await);
    let people = "select username || ' ' || name from people order by username";
    facts.extend(site.store.texts(people).await);
    facts
}

/// Opens the form of a case, lets the session end and sends it.
async fn too_late(site: &Site, case: &Case, fields: &[(&str, &str)], cookie: bool) -> Answer {
    let account = Account::named(site, case.who).await;
    let opened = account.get(case.page).await.expect(StatusCode::OK);
    let fields = encoded(&as_given(&opened, fields));
    site.later(61);
    let cookie = cookie.then_some(account.session.as_str());
    let request = request(Method::POST, case.sent_to, cookie, fields);
    site.send(request).await.expect(StatusCode::UNAUTHORIZED)
}

/// Signs in from a page, with all that it carries.
pub async fn sign_in_from(site: &Site, page: &Answer, who: &str, password: &str) -> Answer {
    let mut fields = vec![("username", who), ("password", password)];
    let carried = ["next", "unsent", "why", "sealed"].map(|name| (name, page.hidden(name)));
    for (name, value) in &carried {
        if let Some(value) = value {
            fields.push((name, value));
        }
    }
    Anonymous(site).post("/sign-in", &fields).await
}

fn session_of(answer: &Answer) -> String {
    crate::support::site::cookie(&answer.headers).expect("a session")
}
