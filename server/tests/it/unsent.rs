//! A form that comes when the session has ended: told that nothing was sent, and what was
//! typed stands in the form again after signing in, for the same person only.
use std::sync::{Arc, Mutex};

use axum::http::{Method, StatusCode};

use tiendo::web::router::routes;

use crate::support::{
    page::Answer,
    site::{PASSWORD, Site, form, request},
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

const CASES: &[Case] = &[
    Case {
        what: "a report",
        before: &[],
        who: MEMBER,
        page: WORK,
        sent_to: WORK,
        fields: REPORT,
        not_done: "Báo cáo CHƯA được gửi",
        typed: &[
            "12.400 hồ sơ đã gõ",
            "214/BB-SYT",
            "19/11/2026",
            "luutru.example/214.pdf",
        ],
    },
    Case {
        what: "a draft",
        before: &[],
        who: MEMBER,
        page: WORK,
        sent_to: WORK,
        fields: DRAFT,
        not_done: "Bản nháp CHƯA được lưu",
        typed: &["đã gõ, 14 trang"],
    },
    Case {
        what: "a table of measurements",
        before: &[],
        who: MEMBER,
        page: MEASURE,
        sent_to: MEASURE,
        fields: VALUES,
        not_done: "Các số đo CHƯA được gửi",
        typed: &[
            "value=\"9.310\"",
            "value=\"9.800\"",
            "61/BC-SYT",
            "luutru.example/61.pdf",
        ],
    },
    Case {
        what: "the draft of such a table",
        before: &[],
        who: MEMBER,
        page: MEASURE,
        sent_to: MEASURE,
        fields: VALUES_DRAFT,
        not_done: "Bản nháp CHƯA được lưu",
        typed: &["value=\"9.311\"", "62/BC-SYT", "19/11/2026"],
    },
    Case {
        what: "a request for more time",
        before: &[],
        who: MEMBER,
        page: EXTENSION,
        sent_to: EXTENSION,
        fields: ASK,
        not_done: "Đề nghị gia hạn CHƯA được gửi",
        typed: &["31/01/2027", "Thiếu danh mục, lý do đã gõ"],
    },
    Case {
        what: "an extension",
        before: &[],
        who: OFFICE,
        page: ADJUST,
        sent_to: ADJUST,
        fields: EXTEND,
        not_done: "Điều chỉnh mốc CHƯA được ghi",
        typed: &["31/01/2027", "12/QĐ-BCĐ", "Danh mục chậm, lý do đã gõ"],
    },
    Case {
        what: "a question",
        before: &[],
        who: OFFICE,
        page: QUESTION,
        sent_to: QUESTION,
        fields: REMIND,
        not_done: "Câu hỏi CHƯA được gửi",
        typed: &["câu đã gõ", "25/11/2026"],
    },
    Case {
        what: "an explanation",
        before: &[],
        who: HEAD,
        page: EXPLAIN,
        sent_to: EXPLAIN,
        fields: EXPLANATION,
        not_done: "Giải trình CHƯA được gửi",
        typed: &[
            "lý do đã gõ",
            "05/12/2026",
            "value=\"source-data\" selected",
        ],
    },
    Case {
        what: "a correction of one's own document",
        before: HANDED_OVER,
        who: MEMBER,
        page: CORRECT,
        sent_to: CORRECT,
        fields: OWN_DOCUMENT,
        not_done: "Nội dung sửa CHƯA được ghi",
        typed: &[
            "215/BB-SYT",
            "18/11/2026",
            "luutru.example/215.pdf",
            "lời đã gõ",
        ],
    },
    Case {
        what: "a correction of one's own explanation",
        before: &[(HEAD, EXPLAIN, EXPLANATION)],
        who: HEAD,
        page: CORRECT,
        sent_to: CORRECT,
        fields: OWN_EXPLANATION,
        not_done: "Nội dung sửa CHƯA được ghi",
        typed: &["215/BB-SYT", "18/11/2026", "luutru.example/215.pdf"],
    },
    Case {
        what: "another promise",
        before: &[],
        who: OFFICE,
        page: RESTATE,
        sent_to: RESTATE,
        fields: TERMS,
        not_done: "Nội dung sửa CHƯA được ghi",
        typed: &["Tập dữ liệu đã gõ", "88/QĐ-BCĐ", "lý do đã gõ"],
    },
    Case {
        what: "another title",
        before: &[],
        who: OFFICE,
        page: RESTATE,
        sent_to: RESTATE,
        fields: TITLE,
        not_done: "Nội dung sửa CHƯA được ghi",
        typed: &[
            "Tên mốc đã gõ",
            "88/QĐ-BCĐ",
            "Trưởng ban đã gõ",
            "lý do đã gõ",
        ],
    },
    Case {
        what: "an announcement of a draw",
        before: &[],
        who: OFFICE,
        page: RECHECKS,
        sent_to: RECHECKS,
        fields: ANNOUNCED,
        not_done: "Lần rút CHƯA được công bố",
        typed: &["value=\"17\"", "kế hoạch đã gõ"],
    },
    Case {
        what: "what was found of a re-check",
        before: &[],
        who: OFFICE,
        page: RECHECK,
        sent_to: RECHECK,
        fields: FOUND,
        not_done: "Kết quả hậu kiểm CHƯA được ghi",
        typed: &[
            "lời đã gõ",
            "31/BB-HK",
            "19/11/2026",
            "luutru.example/hk31.pdf",
            "value=\"not-confirmed\" selected",
        ],
    },
    Case {
        what: "a withdrawal",
        before: HANDED_OVER,
        who: MEMBER,
        page: WORK,
        sent_to: WITHDRAW,
        fields: &[],
        not_done: "Báo cáo CHƯA được rút",
        typed: &[],
    },
    Case {
        what: "an acceptance",
        before: HANDED_OVER,
        who: OFFICE,
        page: REVIEW,
        sent_to: REVIEW,
        fields: ACCEPT,
        not_done: "Kết luận CHƯA được ghi",
        typed: &["Nhận xét đã gõ"],
    },
    Case {
        what: "a return",
        before: HANDED_OVER,
        who: OFFICE,
        page: REVIEW,
        sent_to: REVIEW,
        fields: RETURN,
        not_done: "Kết luận CHƯA được ghi",
        typed: &["Thiếu biên bản, lý do đã gõ"],
    },
    Case {
        what: "a revocation",
        before: &[(MEMBER, WORK, REPORT), (OFFICE, REVIEW, ACCEPT)],
        who: OFFICE,
        page: REVIEW,
        sent_to: REVIEW,
        fields: REVOKE,
        not_done: "Kết luận CHƯA được ghi",
        typed: &["Số liệu sai, lý do đã gõ"],
    },
    Case {
        what: "plans accepted together",
        before: PLAN_WAITS,
        who: OFFICE,
        page: DESK,
        sent_to: DESK,
        fields: PLANS,
        not_done: "Các dòng đã chọn CHƯA được quyết định",
        typed: &["data-milestone=\"yte-ke-hoach\""],
    },
    Case {
        what: "values returned together",
        before: &[],
        who: OFFICE,
        page: VALUES_DESK,
        sent_to: VALUES_DESK,
        fields: RETURN_VALUES,
        not_done: "Các dòng đã chọn CHƯA được quyết định",
        typed: &["Chưa có nguồn, lý do đã gõ", "data-measurement=\"do-cho\""],
    },
    Case {
        what: "a value revoked",
        before: &[],
        who: OFFICE,
        page: INDICATOR,
        sent_to: INDICATOR,
        fields: REVOKE_VALUE,
        not_done: "Việc hủy chấp nhận CHƯA được ghi",
        typed: &[
            "Đếm nhầm, lý do đã gõ",
            "<details open class=\"revoke-value\"",
        ],
    },
];

/// Forms of which nothing that was typed can be lost, and why.
const WITHOUT: &[(&str, &str)] = &[
    (
        "/sign-in",
        "it opens the session, and a password is never given back",
    ),
    ("/sign-out", "nothing is typed"),
    ("/account", "one line that is its person's own address"),
    ("/account/password", "a password is never given back"),
    ("/account/factor", "a code is good once"),
    ("/sign-in/code", "a code is good once"),
    ("/account/sessions", "nothing is typed"),
    ("/account/language", "nothing is typed"),
    ("/people", "nothing is typed"),
    ("/people/{username}", "a few lines about one account"),
    ("/people/add/one", "a few lines about one account"),
    (
        "/people/add/many",
        "a table that its administrator has as a file",
    ),
    (
        "/islands/draft",
        "the page that calls still has what is typed",
    ),
    (
        "/islands/files/{milestone}",
        "the page that calls still has the file",
    ),
    (
        "/islands/files/{about}/explain",
        "the page that calls still has the file",
    ),
    (
        "/islands/rechecks/{draw}/{place}",
        "the page that calls still has the file",
    ),
    ("/islands/measure", "the page that calls still has the file"),
    (
        "/islands/measure/draft",
        "the page that calls still has what is typed",
    ),
    (
        "/islands/measure/read",
        "the page that calls still has what is typed",
    ),
];

fn of_form(what: &str) -> &'static Case {
    CASES.iter().find(|case| case.what == what).unwrap()
}

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
    for table in ["recheck_draws", "recheck_results"] {
        let sql = format!("select '{table} ' || body from {table} order by seq");
        facts.extend(site.store.texts(&sql).await);
    }
    facts.extend(site.store.texts("select body from drafts").await);
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
async fn sign_in_from(site: &Site, page: &Answer, who: &str, password: &str) -> Answer {
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

/// A form that is neither rescued nor named as one that loses nothing could lose what was typed,
/// and one without a case here could be rescued badly: nobody would know.
#[test]
fn every_form_has_its_case() {
    let all = routes();
    let mut forms: Vec<_> = all.iter().filter(|it| it.method == Method::POST).collect();
    for (without, why) in WITHOUT {
        let place = forms.iter().position(|it| it.path == *without);
        let route = forms.swap_remove(place.expect(without));
        assert!(
            !route.takes_form(),
            "{without} has its rescue, though {why}"
        );
    }
    for route in forms {
        assert!(route.takes_form(), "{} loses what is typed", route.path);
        let path = route.path.replace("{milestone}", "yte-san-pham");
        let path = path.replace("{about}", "yte-san-pham");
        let path = path.replace("{draw}/{place}", "1/1");
        let path = path.replace("{code}", "CT-Y-TE");
        let of_route = |case: &Case| case.sent_to.split('?').next() == Some(&path);
        assert!(CASES.iter().any(of_route), "{}", route.path);
    }
}

#[tokio::test]
async fn what_was_typed_when_the_session_had_ended_stands_in_its_form_again() {
    for case in CASES {
        for cookie in [true, false] {
            let what = case.what;
            let site = Site::new().await;
            for (who, path, fields) in case.before {
                send(&site, who, path, fields).await;
            }
            let before = facts(&site).await;
            let told = too_late(&site, case, case.fields, cookie).await;
            told.shows(&format!("Phiên đã hết. {}", case.not_done));
            assert_eq!(told.hidden("next").as_deref(), Some(case.page), "{what}");
            assert_eq!(told.hidden("sealed").is_some(), !case.typed.is_empty());
            for typed in case.typed {
                told.hides(typed);
            }
            // Through a wrong password it is carried on.
            let wrong = sign_in_from(&site, &told, case.who, "không phải").await;
            let wrong = wrong.expect(StatusCode::UNPROCESSABLE_ENTITY);
            wrong.shows(case.not_done);
            assert_eq!(wrong.hidden("sealed"), told.hidden("sealed"), "{what}");

            let again = sign_in_from(&site, &wrong, case.who, PASSWORD).await;
            let session = session_of(&again);
            let again = if case.typed.is_empty() {
                assert_eq!(again.location(), case.page, "{what}");
                let page = request(Method::GET, case.page, Some(&session), String::new());
                site.send(page).await.expect(StatusCode::OK)
            } else {
                let again = again.expect(StatusCode::OK);
                again.shows("Chưa gửi: mẫu dưới đây giữ nội dung");
                again
            };
            for typed in case.typed {
                again.shows(typed);
            }
            // It is not sent by itself; who presses again sends it.
            assert_eq!(facts(&site).await, before, "{what}: something was written");
            let fields = encoded(&as_given(&again, case.fields));
            let sent = request(Method::POST, case.sent_to, Some(&session), fields);
            let sent = site.send(sent).await;
            // The desk shows what became of what was ticked.
            let done = [StatusCode::SEE_OTHER, StatusCode::OK].contains(&sent.status);
            assert!(done, "{what}: {}", sent.body);
            assert_ne!(facts(&site).await, before, "{what}: nothing was written");
        }
    }
}

/// What came between is shown beside what was typed, as for any form (rule 8).
#[tokio::test]
async fn what_came_while_the_session_had_ended_is_shown_beside() {
    struct Since {
        case: &'static str,
        since: &'static [(&'static str, &'static str, Fields)],
        shows: &'static [&'static str],
    }
    let table = [
        Since {
            case: "a report",
            since: &[(HEAD, WORK, OTHER_DRAFT)],
            shows: &[
                "Bản nháp này vừa được lưu ở nơi khác",
                "Bản của đồng nghiệp",
                "12.400 hồ sơ đã gõ",
            ],
        },
        Since {
            case: "a draft",
            since: &[(HEAD, WORK, REPORT)],
            shows: &[
                "mốc này đã thay đổi",
                "12.400 hồ sơ đã gõ",
                "đã gõ, 14 trang",
            ],
        },
        Since {
            case: "a return",
            since: &[(MEMBER, WITHDRAW, &[])],
            shows: &["mốc này đã thay đổi", "Thiếu biên bản, lý do đã gõ"],
        },
    ];
    for Since { case, since, shows } in table {
        let (site, case) = (Site::new().await, of_form(case));
        for (who, path, fields) in case.before {
            send(&site, who, path, fields).await;
        }
        let told = too_late(&site, case, case.fields, true).await;
        for (who, path, fields) in since {
            send(&site, who, path, fields).await;
        }
        let again = sign_in_from(&site, &told, case.who, PASSWORD).await;
        let again = again.expect(StatusCode::CONFLICT);
        for text in shows {
            again.shows(text);
        }
    }
}

/// The boxes of plans on the desk: of which milestone, what it carries, whether it is ticked.
fn plans(page: &Answer) -> Vec<(String, String, bool)> {
    let rows = page.body.split("<li data-milestone=\"").skip(1);
    let rows = rows.filter(|row| row.contains(" name=\"plan\""));
    rows.map(|row| {
        let tag = row.split_once("<input").unwrap().1;
        let tag = tag.split('>').next().unwrap();
        let carries = tag.split_once(" value=\"").unwrap().1;
        let upto = |text: &str| text.split('"').next().unwrap().to_owned();
        (upto(row), upto(carries), tag.contains(" checked"))
    })
    .collect()
}

/// Rule 8: a tick belongs to what was read.
#[tokio::test]
async fn what_was_ticked_stays_ticked_unless_it_changed() {
    let site = Site::demo().await;
    let office = Account::named(&site, "office").await;
    let page = office.get(DESK).await;
    let offered = plans(&page);
    let ready: Vec<_> = offered.iter().filter(|it| it.2).collect();
    let [first, second, ..] = ready[..] else {
        panic!("{offered:?}")
    };
    let (account, form_id) = (page.hidden("account"), page.hidden("submission"));
    let fields = [
        ("account", account.unwrap()),
        ("submission", form_id.unwrap()),
        ("plan", first.1.clone()),
        ("plan", second.1.clone()),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    let sent = || request(Method::POST, DESK, None, encoded(&fields));
    let told = site.send(sent()).await.expect(StatusCode::UNAUTHORIZED);
    let again = sign_in_from(&site, &told, "office", PASSWORD).await;
    let again = again.expect(StatusCode::OK);
    let ticked = |page: &Answer| -> Vec<String> {
        let all = plans(page).into_iter();
        all.filter(|it| it.2).map(|it| it.0).collect()
    };
    let mut both = [first.0.clone(), second.0.clone()];
    let mut stand = ticked(&again);
    both.sort();
    stand.sort();
    assert_eq!(stand, both);

    // Returned by another since: it is ticked no more, and that is told.
    let told = site.send(sent()).await.expect(StatusCode::UNAUTHORIZED);
    let id = uuid::Uuid::now_v7().to_string();
    let returned = [
        ("submission", id.as_str()),
        ("decision", "returned"),
        ("reason", "Thiếu phụ lục"),
    ];
    let path = format!("/review/{}", first.0);
    let done = office.post(&path, &returned).await;
    done.expect(StatusCode::SEE_OTHER);
    let again = sign_in_from(&site, &told, "office", PASSWORD).await;
    let again = again.expect(StatusCode::CONFLICT);
    again.shows("1 dòng đã chọn nay không còn như lúc đọc");
    assert_eq!(ticked(&again), std::slice::from_ref(&second.0));
}

/// A writer that tests read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn sealed_text_is_of_one_account_one_page_and_one_hour() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    // Beside a single subscriber, what another thread's test meets first is not logged here.
    let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::default());
    let _guard = tracing::subscriber::set_default(subscriber);

    let case = of_form("a report");
    let site = Site::new().await;
    let told = too_late(&site, case, case.fields, true).await;
    let sealed = told.hidden("sealed").unwrap();
    let mut changed = sealed.clone();
    let last = if changed.ends_with('A') { "B" } else { "A" };
    changed.replace_range(changed.len() - 1.., last);
    let cut = sealed[..sealed.len() / 2].to_owned();
    let before = facts(&site).await;
    let table: [(&str, &str, &str, &str, i64, &str); 9] = [
        // what, sealed, who signs in, next, minutes later, where to
        (
            "another account",
            &sealed,
            HEAD,
            WORK,
            0,
            "/?done=unsent-other",
        ),
        (
            "another role",
            &sealed,
            OFFICE,
            WORK,
            0,
            "/?done=unsent-other",
        ),
        (
            "another page",
            &sealed,
            MEMBER,
            "/work/yte-ket-qua",
            0,
            "/work/yte-ket-qua?done=unsent-gone",
        ),
        (
            "another kind of page",
            &sealed,
            MEMBER,
            "/review/yte-san-pham",
            0,
            "/review/yte-san-pham?done=unsent-gone",
        ),
        (
            "no page",
            &sealed,
            MEMBER,
            "https://evil.example",
            0,
            "/work?done=unsent-gone",
        ),
        (
            "a letter changed",
            &changed,
            MEMBER,
            WORK,
            0,
            "/work/yte-san-pham?done=unsent-gone",
        ),
        (
            "cut off",
            &cut,
            MEMBER,
            WORK,
            0,
            "/work/yte-san-pham?done=unsent-gone",
        ),
        (
            "junk",
            "%00\u{202e}ế",
            MEMBER,
            WORK,
            0,
            "/work/yte-san-pham?done=unsent-gone",
        ),
        (
            "an hour ago",
            &sealed,
            MEMBER,
            WORK,
            60,
            "/work/yte-san-pham?done=unsent-gone",
        ),
    ];
    for (what, sealed, who, next, minutes, to) in table {
        site.later(minutes);
        let fields = [
            ("username", who),
            ("password", PASSWORD),
            ("next", next),
            ("unsent", "report"),
            ("sealed", sealed),
        ];
        let answer = Anonymous(&site).post("/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}");
        assert_eq!(answer.location(), to, "{what}");
        let session = session_of(&answer);
        let page = request(Method::GET, to, Some(&session), String::new());
        let page = site.send(page).await;
        for typed in case.typed {
            page.hides(typed);
        }
        let sentence = if to.ends_with("other") {
            "là của một tài khoản khác"
        } else {
            "chỉ giữ được 60 phút"
        };
        page.shows(sentence);
    }
    assert_eq!(facts(&site).await, before);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(!log.is_empty());
    for trace in [sealed.as_str(), &changed, "12.400", "214/BB"] {
        assert!(!log.contains(trace), "{trace} is in the log");
    }
}

#[tokio::test]
async fn rule_12_what_carries_a_mark_of_secrecy_is_not_sealed() {
    let secrets: [(&str, &str, &str); 3] = [
        ("a report", "produced", "TUYỆT MẬT\nKế hoạch kín-881"),
        ("a draft", "produced", "TUYỆT MẬT\nKế hoạch kín-881"),
        ("a return", "reason", "Văn bản TỐI MẬT kín-881"),
    ];
    for (case, name, value) in secrets {
        let (site, case) = (Site::new().await, of_form(case));
        for (who, path, fields) in case.before {
            send(&site, who, path, fields).await;
        }
        let mut fields = case.fields.to_vec();
        fields.retain(|(field, _)| ![name, "document_number"].contains(field));
        fields.extend([(name, value), ("document_number", "214/BB-SYT")]);
        let told = too_late(&site, case, &fields, true).await;
        let again = sign_in_from(&site, &told, case.who, PASSWORD).await;
        let again = again.expect(StatusCode::OK);
        again.hides("kín-881");
        if name == "produced" {
            again.shows("214/BB-SYT");
        }
        let everything = site.store.everything().await.join("\n");
        assert!(!everything.contains("kín-881"));
    }
}

/// Whatever fits into a form fits into the form of signing in, or is told to be lost.
#[tokio::test]
async fn a_long_text_comes_back_or_is_told_to_be_lost() {
    let case = of_form("a report");
    for (letter, letters, kept) in [
        ("ế", 110_000, true),
        ("a", 700_000, true),
        ("a", 1_000_000, false),
    ] {
        let site = Site::new().await;
        let long = letter.repeat(letters);
        let mut fields = case.fields.to_vec();
        fields[0] = ("produced", &long);
        let told = too_late(&site, case, &fields, true).await;
        told.shows("Báo cáo CHƯA được gửi");
        assert_eq!(told.hidden("sealed").is_some(), kept, "{letters} {letter}");
        if kept {
            let again = sign_in_from(&site, &told, case.who, PASSWORD).await;
            again.expect(StatusCode::OK).shows(&long);
        } else {
            told.shows("không giữ được ở đây");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_told_also_when_nobody_is_signed_in() {
    let site = Site::new().await;
    let large = "a".repeat(1_100_000);
    let answer = Anonymous(&site).post(WORK, &[("produced", &large)]).await;
    answer
        .expect(StatusCode::PAYLOAD_TOO_LARGE)
        .shows("quá lớn");
}

/// Strangers get nothing sealed: neither with an account they made up, nor without a form.
#[tokio::test]
async fn only_a_form_given_to_an_account_is_sealed() {
    let site = Site::new().await;
    let form_id = uuid::Uuid::now_v7().to_string();
    let account = format!("id-{MEMBER}");
    for (fields, sealed) in [
        (
            vec![("account", "id-nobody"), ("submission", &form_id)],
            false,
        ),
        (
            vec![("account", account.as_str()), ("submission", "x")],
            false,
        ),
        (vec![], false),
        (
            vec![("account", account.as_str()), ("submission", &form_id)],
            true,
        ),
    ] {
        let answer = Anonymous(&site).post(WORK, &fields).await;
        let answer = answer.expect(StatusCode::UNAUTHORIZED);
        answer.shows("Báo cáo CHƯA được gửi");
        assert_eq!(answer.hidden("sealed").is_some(), sealed, "{fields:?}");
    }
}

#[tokio::test]
async fn after_an_ended_session_signing_in_says_so() {
    let site = Site::new().await;
    let nobody = Anonymous(&site).get("/sign-in?next=/units").await;
    nobody.hides("Phiên làm việc đã hết");
    let account = Account::named(&site, OFFICE).await;
    site.later(61);
    let sent = account.get("/units").await.expect(StatusCode::SEE_OTHER);
    assert_eq!(sent.location(), "/sign-in?next=/units&done=ended");
    // The browser was told to forget the session with the redirect, or keeps it.
    for cookie in [None, Some(account.session.as_str())] {
        let page = request(Method::GET, sent.location(), cookie, String::new());
        let page = site.send(page).await.expect(StatusCode::OK);
        page.shows("Phiên làm việc đã hết");
        assert_eq!(page.hidden("next").as_deref(), Some("/units"));
    }
    let page = account.get("/sign-in?next=/units").await;
    page.shows("Phiên làm việc đã hết");
    // Signed out by hand is another thing.
    let account = Account::named(&site, OFFICE).await;
    let out = account.post("/sign-out", &[]).await;
    let page = Anonymous(&site).get(out.location()).await;
    page.hides("Phiên làm việc đã hết");
}

/// On a shared computer: sent by somebody who may not, it is its person's to send.
#[tokio::test]
async fn a_form_sent_by_somebody_who_may_not_is_given_back() {
    for (case, sender, refused) in [
        ("a report", OFFICE, StatusCode::FORBIDDEN),
        ("a report", "partner.xanh", StatusCode::NOT_FOUND),
        ("a draft", "member.phuong-mot", StatusCode::NOT_FOUND),
        ("a return", MEMBER, StatusCode::FORBIDDEN),
        ("a return", HEAD, StatusCode::NOT_FOUND),
    ] {
        let (site, case) = (Site::new().await, of_form(case));
        let what = format!("{} by {sender}", case.what);
        for (who, path, fields) in case.before {
            send(&site, who, path, fields).await;
        }
        let before = facts(&site).await;
        let refusals = "select count(*) from audit where action = 'refused'";
        let owner = Account::named(&site, case.who).await;
        let opened = owner.get(case.page).await.expect(StatusCode::OK);
        let sender = Account::named(&site, sender).await;
        let fields = encoded(&as_given(&opened, case.fields));
        let post = request(Method::POST, case.sent_to, Some(&sender.session), fields);
        let told = site.send(post).await.expect(StatusCode::UNAUTHORIZED);
        told.shows("đăng nhập bằng một tài khoản khác");
        told.shows(case.not_done);
        assert_eq!(site.store.number(refusals).await, 1, "{what}");
        let wrong = sign_in_from(&site, &told, case.who, "không phải").await;
        wrong.shows("đăng nhập bằng một tài khoản khác");
        let again = sign_in_from(&site, &wrong, case.who, PASSWORD).await;
        let again = again.expect(StatusCode::OK);
        for typed in case.typed {
            told.hides(typed);
            again.shows(typed);
        }
        assert_eq!(facts(&site).await, before, "{what}: something was written");

        // The own form, of what is no longer or never was the own, is only refused.
        let mut own = as_given(&opened, case.fields);
        for (name, value) in &mut own {
            if name == "account" {
                *value = format!("id-{}", sender.username());
            }
        }
        let post = request(
            Method::POST,
            case.sent_to,
            Some(&sender.session),
            encoded(&own),
        );
        assert_eq!(site.send(post).await.status, refused, "{what}");
    }
}
