//! What every form that answers something keeps to: it answers what its reader read, for the
//! account it was given to, and nothing typed is lost.
mod again;
mod stale;
mod stale_cases;
mod told;
mod typed;
mod what_was_read;

use axum::http::StatusCode;

use crate::support::{
    page::Answer,
    site::Site,
    users::{Account, User},
};

const WORK: &str = "/work/yte-san-pham";
const WITHDRAW: &str = "/work/yte-san-pham/withdraw";
const REVIEW: &str = "/review/yte-san-pham";

type Fields = &'static [(&'static str, &'static str)];

/// Somebody sends a form that was opened a moment ago.
struct Step(&'static str, &'static str, Fields);

const FIRST: Fields = &[
    ("produced", "Báo cáo BẢN MỘT"),
    ("document_number", "12/BC-SYT"),
    ("document_day", "19/11/2026"),
    ("link", "https://luutru.example/1.pdf"),
    ("no_secrets", "true"),
    ("version", "0"),
    ("action", "submit"),
];
const SECOND: Fields = &[
    ("produced", "Báo cáo BẢN HAI: chỉ có 3 hồ sơ"),
    ("document_number", "99/BC-KHAC"),
    ("document_day", "19/11/2026"),
    ("link", "https://luutru.example/2.pdf"),
    ("no_secrets", "true"),
    ("version", "0"),
    ("action", "submit"),
];
const DRAFT: Fields = &[
    ("produced", "Bản nháp đầy đủ, 14 trang"),
    ("version", "0"),
    ("action", "draft"),
];
const ACCEPT: Fields = &[("decision", "accepted"), ("checked", "true")];
const RETURN: Fields = &[
    ("decision", "returned"),
    ("reason", "Thiếu biên bản, lý do đã gõ"),
];
const REVOKE: Fields = &[
    ("decision", "revoked"),
    ("reason", "Số liệu sai, lý do đã gõ"),
];

const ADJUST: &str = "/review/yte-san-pham/adjust";
const EXTENSION: &str = "/work/yte-san-pham/extension";
const EXTEND: Fields = &[
    ("event", "extended"),
    ("day", "31/01/2027"),
    ("sure", "true"),
    ("number", "12/QĐ"),
    ("reason", "Danh mục chậm, lý do đã gõ"),
];
const ASK: Fields = &[
    ("event", "extension_requested"),
    ("day", "28/02/2027"),
    ("sure", "true"),
    ("reason", "Thiếu người, lý do đã gõ"),
];

const CORRECT: &str = "/work/yte-san-pham/restate";
const RESTATE: &str = "/review/yte-san-pham/restate";
const OWN_DOCUMENT: Fields = &[
    ("act", "own-document"),
    ("document_number", "21/BC-SYT"),
    ("document_day", "18/11/2026"),
    ("link", "https://luutru.example/21.pdf"),
    ("reason", "Gõ nhầm số, lời đã gõ"),
    ("no_secrets", "true"),
];
const TERMS: Fields = &[
    ("act", "terms"),
    ("kind", "product"),
    ("weight", "5"),
    ("product", "Tập dữ liệu đã gõ"),
    ("reach", ""),
    ("seen", "product|5||Tập dữ liệu đã gõ"),
    ("number", "88/QĐ"),
    ("approver", "Trưởng ban"),
    ("reason", "Khối lượng tăng, lý do đã gõ"),
];
const CANCEL: Fields = &[
    ("event", "cancelled"),
    ("number", "77/QĐ"),
    ("reason", "Đổi cách làm"),
    ("sure", "true"),
];
const SUCCESSOR: Fields = &[
    ("act", "successor"),
    ("kind", "product"),
    ("weight", "5"),
    ("product", "Tập dữ liệu"),
    ("reach", ""),
    ("party", "unit"),
    ("title", "Mốc thay thế đã gõ"),
    ("seen", "product|5||Tập dữ liệu|unit|Mốc thay thế đã gõ"),
    ("number", "78/QĐ"),
    ("approver", "Trưởng ban"),
    ("reason", "Đổi cách làm, lý do đã gõ"),
];
const TITLE: Fields = &[
    ("act", "title"),
    ("title", "Bộ dữ liệu y tế đã làm sạch"),
    ("number", "88/QĐ"),
    ("approver", "Trưởng ban"),
    ("reason", "Tên ghi nhầm, lý do đã gõ"),
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
    ("day", "5.12.2026"),
];

const RECHECK: &str = "/rechecks/1/1";
const RECHECKS: &str = "/rechecks";
const FOUND: Fields = &[
    ("result", "confirmed"),
    ("text", "Đủ hồ sơ, lời đã gõ"),
    ("document_number", "31/BB"),
    ("document_day", "19/11/2026"),
    ("link", "https://luutru.example/31.pdf"),
    ("no_secrets", "true"),
];
const MISSED: Fields = &[
    ("result", "not-confirmed"),
    ("text", "Kho không có hồ sơ, lời khác"),
    ("document_number", "32/BB"),
    ("document_day", "19/11/2026"),
    ("link", "https://luutru.example/32.pdf"),
    ("no_secrets", "true"),
];
const ANNOUNCE: Fields = &[
    ("scope", "kind:ward"),
    ("of", "reports"),
    ("number", "7"),
    ("text", "Kế hoạch, lời đã gõ"),
];

const MEASURE: &str = "/measure";
const VALUES: Fields = &[
    ("day", "20/11/2026"),
    ("document_number", "61/BC-SYT"),
    ("document_day", "20/11/2026"),
    ("link", "https://luutru.example/61.pdf"),
    ("no_secrets", "true"),
    ("n.CT-Y-TE", "9.310"),
    ("d.CT-Y-TE", "9.800"),
    ("version", "0"),
    ("action", "send"),
];
const VALUES_DRAFT: Fields = &[
    ("day", "19/11/2026"),
    ("n.CT-Y-TE", "9.555"),
    ("d.CT-Y-TE", "9.800"),
    ("version", "0"),
    ("action", "draft"),
];
const VALUES_DISCARD: Fields = &[
    ("day", "20/11/2026"),
    ("n.CT-Y-TE", "9.310"),
    ("version", "0"),
    ("action", "discard-sure"),
];

/// A form that is sent after something else happened.
struct Stale {
    what: &'static str,
    before: &'static [Step],
    /// Who opens which page.
    opened: (&'static str, &'static str),
    meanwhile: &'static [Step],
    /// Where the open form is sent, and by whom.
    sent: Step,
    shows: &'static [&'static str],
    /// Whether sending once more from the page that answered goes through.
    again: bool,
}

const MEMBER: &str = "member.y-te";
const HEAD: &str = "head.y-te";
const OFFICE: &str = "office";
const OFFICE_2: &str = "office2";

/// Somebody opens a form and sends it at once.
async fn send(site: &Site, who: &str, path: &str, fields: Fields) {
    let mut fields = fields.to_vec();
    let id = uuid::Uuid::now_v7().to_string();
    fields.push(("submission", &id));
    let answer = Account::named(site, who).await.post(path, &fields).await;
    answer.expect(StatusCode::SEE_OTHER);
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// The fields with the marks that a page gave to its form.
fn as_given(page: &Answer, fields: Fields) -> Vec<(String, String)> {
    let typed = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let marks = [
        "submission",
        "read",
        "promised",
        "measured",
        "account",
        "mark.CT-Y-TE",
    ];
    let marks = marks.map(|name| (name.to_owned(), page.hidden(name).unwrap_or_default()));
    typed.chain(marks).collect()
}

/// All that the ledger and the drafts hold.
async fn facts(site: &Site) -> Vec<String> {
    let rows = "select title || ' ' || product || ' ' || kind from milestones order by seq, id";
    let mut facts = site.store.texts(rows).await;
    for table in ["recheck_draws", "recheck_results", "proposals"] {
        let sql = format!("select '{table} ' || body from {table} order by seq");
        facts.extend(site.store.texts(&sql).await);
    }
    let values = "select id from measurements order by seq, id";
    facts.extend(site.store.texts(values).await);
    let events = "select event || ' ' || body from milestone_events order by seq";
    facts.extend(site.store.texts(events).await);
    for table in ["asked", "explained"] {
        let sql = format!("select '{table} ' || body from {table} order by seq, milestone");
        facts.extend(site.store.texts(&sql).await);
    }
    facts.extend(site.store.texts("select body from drafts").await);
    facts
}
