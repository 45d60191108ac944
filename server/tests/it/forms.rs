//! What every form that answers something keeps to: it answers what its reader read, for the
//! account it was given to, and nothing typed is lost.
use axum::http::StatusCode;

use tiendo::web::router::routes;

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

const CHANGED_DUTY: &str = "nhiệm vụ này đã có thay đổi sau khi trang được mở";
const CHANGED_THING: &str = "việc này đã thay đổi sau khi trang được mở";
const CHANGED: &str = "mốc này đã thay đổi sau khi trang được mở";
const MEMBER: &str = "member.y-te";
const HEAD: &str = "head.y-te";
const OFFICE: &str = "office";
const OFFICE_2: &str = "office2";

const REPLACED: &[Step] = &[Step(MEMBER, WITHDRAW, &[]), Step(MEMBER, WORK, SECOND)];

const STALE: &[Stale] = &[
    Stale {
        what: "accept a report that was replaced",
        before: &[Step(MEMBER, WORK, FIRST)],
        opened: (OFFICE, REVIEW),
        meanwhile: REPLACED,
        sent: Step(OFFICE, REVIEW, ACCEPT),
        shows: &[CHANGED, "BẢN MỘT", "BẢN HAI"],
        again: true,
    },
    Stale {
        what: "return a report that was replaced",
        before: &[Step(MEMBER, WORK, FIRST)],
        opened: (OFFICE, REVIEW),
        meanwhile: REPLACED,
        sent: Step(OFFICE, REVIEW, RETURN),
        shows: &[CHANGED, "BẢN MỘT", "BẢN HAI", "lý do đã gõ"],
        again: true,
    },
    Stale {
        what: "accept a report that was withdrawn",
        before: &[Step(MEMBER, WORK, FIRST)],
        opened: (OFFICE, REVIEW),
        meanwhile: &[Step(MEMBER, WITHDRAW, &[])],
        sent: Step(OFFICE, REVIEW, ACCEPT),
        shows: &[CHANGED, "BẢN MỘT"],
        again: false,
    },
    Stale {
        what: "revoke an acceptance that is another one by now",
        before: &[Step(MEMBER, WORK, FIRST), Step(OFFICE, REVIEW, ACCEPT)],
        opened: (OFFICE, REVIEW),
        meanwhile: &[
            Step(OFFICE_2, REVIEW, REVOKE),
            Step(MEMBER, WORK, SECOND),
            Step(OFFICE_2, REVIEW, ACCEPT),
        ],
        sent: Step(OFFICE, REVIEW, REVOKE),
        shows: &[CHANGED, "BẢN MỘT", "BẢN HAI", "lý do đã gõ"],
        again: true,
    },
    Stale {
        what: "withdraw a colleague's newer report",
        before: &[Step(MEMBER, WORK, FIRST)],
        opened: (MEMBER, WORK),
        meanwhile: &[Step(OFFICE, REVIEW, RETURN), Step(HEAD, WORK, SECOND)],
        sent: Step(MEMBER, WITHDRAW, &[]),
        shows: &[CHANGED, "BẢN HAI"],
        again: true,
    },
    Stale {
        what: "hand over what a colleague has handed over",
        before: &[],
        opened: (HEAD, WORK),
        meanwhile: &[Step(MEMBER, WORK, FIRST)],
        sent: Step(HEAD, WORK, SECOND),
        shows: &[CHANGED, "BẢN MỘT", "BẢN HAI"],
        again: false,
    },
    Stale {
        what: "hand over what came back since",
        before: &[],
        opened: (HEAD, WORK),
        meanwhile: &[Step(MEMBER, WORK, FIRST), Step(OFFICE, REVIEW, RETURN)],
        sent: Step(HEAD, WORK, SECOND),
        shows: &[CHANGED, "BẢN MỘT", "BẢN HAI", "Thiếu biên bản"],
        again: true,
    },
    Stale {
        what: "hand over over a colleague's newer draft",
        before: &[],
        opened: (HEAD, WORK),
        meanwhile: &[Step(MEMBER, WORK, DRAFT)],
        sent: Step(HEAD, WORK, SECOND),
        shows: &[
            "Bản nháp này vừa được lưu ở nơi khác",
            "14 trang",
            "BẢN HAI",
        ],
        again: true,
    },
    Stale {
        what: "save over a colleague's newer draft",
        before: &[],
        opened: (HEAD, WORK),
        meanwhile: &[Step(MEMBER, WORK, DRAFT)],
        sent: Step(
            HEAD,
            WORK,
            &[
                ("produced", "Bản của tôi"),
                ("version", "0"),
                ("action", "draft"),
            ],
        ),
        shows: &[
            "Bản nháp này vừa được lưu ở nơi khác",
            "14 trang",
            "Bản của tôi",
        ],
        again: true,
    },
    Stale {
        what: "send a table over a colleague's newer draft",
        before: &[],
        opened: (HEAD, MEASURE),
        meanwhile: &[Step(MEMBER, MEASURE, VALUES_DRAFT)],
        sent: Step(HEAD, MEASURE, VALUES),
        shows: &[
            "Bản nháp này vừa được lưu ở nơi khác",
            "9.555 trên 9.800",
            "value=\"9.310\"",
        ],
        again: true,
    },
    Stale {
        what: "save a table over a colleague's newer draft",
        before: &[],
        opened: (HEAD, MEASURE),
        meanwhile: &[Step(MEMBER, MEASURE, VALUES_DRAFT)],
        sent: Step(
            HEAD,
            MEASURE,
            &[
                ("day", "20/11/2026"),
                ("n.CT-Y-TE", "9.310"),
                ("version", "0"),
                ("action", "draft"),
            ],
        ),
        shows: &[
            "Bản nháp này vừa được lưu ở nơi khác",
            "9.555 trên 9.800",
            "value=\"9.310\"",
        ],
        again: true,
    },
    Stale {
        what: "discard a colleague's newer draft of a table",
        before: &[],
        opened: (HEAD, MEASURE),
        meanwhile: &[Step(MEMBER, MEASURE, VALUES_DRAFT)],
        sent: Step(HEAD, MEASURE, VALUES_DISCARD),
        shows: &[
            "Bản nháp này vừa được lưu ở nơi khác",
            "9.555 trên 9.800",
            "value=\"9.310\"",
        ],
        again: true,
    },
    Stale {
        what: "save a table as somebody else",
        before: &[],
        opened: (MEMBER, MEASURE),
        meanwhile: &[],
        sent: Step(HEAD, MEASURE, VALUES_DRAFT),
        shows: &["mở cho một tài khoản khác", "value=\"9.555\""],
        again: true,
    },
    Stale {
        what: "hand over as somebody else",
        before: &[],
        opened: (MEMBER, WORK),
        meanwhile: &[],
        sent: Step(HEAD, WORK, SECOND),
        shows: &["mở cho một tài khoản khác", "BẢN HAI"],
        again: true,
    },
    Stale {
        what: "save a draft as somebody else",
        before: &[],
        opened: (MEMBER, WORK),
        meanwhile: &[],
        sent: Step(HEAD, WORK, DRAFT),
        shows: &["mở cho một tài khoản khác", "14 trang"],
        again: true,
    },
    Stale {
        what: "save a draft beside a colleague's report",
        before: &[],
        opened: (MEMBER, WORK),
        meanwhile: &[Step(HEAD, WORK, SECOND)],
        sent: Step(MEMBER, WORK, DRAFT),
        shows: &[CHANGED, "BẢN HAI", "Bản nháp đầy đủ, 14 trang"],
        again: false,
    },
    Stale {
        what: "extend what was handed over meanwhile",
        before: &[],
        opened: (OFFICE, ADJUST),
        meanwhile: &[Step(MEMBER, WORK, FIRST)],
        sent: Step(OFFICE, ADJUST, EXTEND),
        shows: &[CHANGED, "báo cáo hoàn thành", "lý do đã gõ"],
        again: true,
    },
    Stale {
        what: "ask for more time where it was given",
        before: &[],
        opened: (MEMBER, EXTENSION),
        meanwhile: &[Step(OFFICE, ADJUST, EXTEND)],
        sent: Step(MEMBER, EXTENSION, ASK),
        shows: &[CHANGED, "gia hạn", "lý do đã gõ"],
        again: true,
    },
    Stale {
        what: "adjust as somebody else",
        before: &[],
        opened: (OFFICE, ADJUST),
        meanwhile: &[],
        sent: Step(OFFICE_2, ADJUST, EXTEND),
        shows: &["mở cho một tài khoản khác", "lý do đã gõ"],
        again: true,
    },
    Stale {
        what: "decide on a document that was put right",
        before: &[Step(MEMBER, WORK, FIRST)],
        opened: (OFFICE, REVIEW),
        meanwhile: &[Step(MEMBER, CORRECT, OWN_DOCUMENT)],
        sent: Step(OFFICE, REVIEW, RETURN),
        shows: &[CHANGED, "12/BC-SYT", "21/BC-SYT", "lý do đã gõ"],
        again: true,
    },
    Stale {
        what: "put right what was decided on",
        before: &[Step(MEMBER, WORK, FIRST)],
        opened: (MEMBER, CORRECT),
        meanwhile: &[Step(OFFICE, REVIEW, ACCEPT)],
        sent: Step(MEMBER, CORRECT, OWN_DOCUMENT),
        shows: &[CHANGED, "nghiệm thu"],
        again: false,
    },
    Stale {
        what: "put a title right that another did",
        before: &[],
        opened: (OFFICE, RESTATE),
        meanwhile: &[Step(OFFICE_2, RESTATE, TITLE)],
        sent: Step(
            OFFICE,
            RESTATE,
            &[
                ("act", "title"),
                ("title", "Bộ dữ liệu y tế"),
                ("number", "89/QĐ"),
                ("approver", "Trưởng ban"),
                ("reason", "Tên khác, lý do đã gõ"),
            ],
        ),
        shows: &[
            CHANGED,
            "Bộ dữ liệu y tế đã làm sạch",
            "Tên khác, lý do đã gõ",
        ],
        again: true,
    },
    Stale {
        what: "change the promise of what was handed over",
        before: &[],
        opened: (OFFICE, RESTATE),
        meanwhile: &[Step(MEMBER, WORK, FIRST)],
        sent: Step(OFFICE, RESTATE, TERMS),
        shows: &[CHANGED, "báo cáo hoàn thành", "lý do đã gõ"],
        again: false,
    },
    Stale {
        what: "change a promise that another changed",
        before: &[],
        opened: (OFFICE, RESTATE),
        meanwhile: &[Step(OFFICE_2, RESTATE, TITLE)],
        sent: Step(OFFICE, RESTATE, TERMS),
        shows: &[CHANGED, "Bộ dữ liệu y tế đã làm sạch", "lý do đã gõ"],
        again: true,
    },
    Stale {
        what: "replace what another replaced",
        before: &[Step(OFFICE, ADJUST, CANCEL)],
        opened: (OFFICE, RESTATE),
        meanwhile: &[Step(
            OFFICE_2,
            RESTATE,
            &[
                ("act", "successor"),
                ("kind", "product"),
                ("weight", "1"),
                ("product", "Sổ"),
                ("reach", ""),
                ("party", "unit"),
                ("title", "Sổ khác"),
                ("seen", "product|1||Sổ|unit|Sổ khác"),
                ("number", "79/QĐ"),
                ("approver", "Trưởng ban"),
                ("reason", "x"),
            ],
        )],
        sent: Step(OFFICE, RESTATE, SUCCESSOR),
        shows: &[CHANGED, "lập mốc thay thế", "lý do đã gõ"],
        again: true,
    },
    Stale {
        what: "put right as somebody else",
        before: &[],
        opened: (OFFICE, RESTATE),
        meanwhile: &[],
        sent: Step(OFFICE_2, RESTATE, TITLE),
        shows: &["mở cho một tài khoản khác", "lý do đã gõ"],
        again: true,
    },
    Stale {
        what: "explain what more was asked about",
        before: &[],
        opened: (HEAD, EXPLAIN),
        meanwhile: &[Step(OFFICE, QUESTION, REMIND)],
        sent: Step(HEAD, EXPLAIN, EXPLANATION),
        shows: &[CHANGED_DUTY, "câu đã gõ", "lý do đã gõ", "5.12.2026"],
        again: true,
    },
    Stale {
        what: "remind of what was handed over",
        before: &[],
        opened: (OFFICE, QUESTION),
        meanwhile: &[Step(MEMBER, WORK, FIRST)],
        sent: Step(OFFICE, QUESTION, REMIND),
        shows: &[CHANGED_DUTY, "Chờ nghiệm thu", "câu đã gõ"],
        again: true,
    },
    Stale {
        what: "ask about what was explained",
        before: &[],
        opened: (OFFICE, QUESTION),
        meanwhile: &[Step(HEAD, EXPLAIN, EXPLANATION)],
        sent: Step(OFFICE, QUESTION, REMIND),
        shows: &[CHANGED_DUTY, "lý do đã gõ", "câu đã gõ"],
        again: true,
    },
    Stale {
        what: "explain what was accepted",
        before: &[Step(MEMBER, WORK, FIRST)],
        opened: (HEAD, EXPLAIN),
        meanwhile: &[Step(OFFICE, REVIEW, ACCEPT)],
        sent: Step(HEAD, EXPLAIN, EXPLANATION),
        shows: &[CHANGED_DUTY, "Đã nghiệm thu", "lý do đã gõ"],
        again: false,
    },
    Stale {
        what: "ask as somebody else",
        before: &[],
        opened: (OFFICE, QUESTION),
        meanwhile: &[],
        sent: Step(OFFICE_2, QUESTION, REMIND),
        shows: &["mở cho một tài khoản khác", "câu đã gõ"],
        again: true,
    },
    Stale {
        what: "find what another has found",
        before: &[],
        opened: (OFFICE, RECHECK),
        meanwhile: &[Step(OFFICE_2, RECHECK, MISSED)],
        sent: Step(OFFICE, RECHECK, FOUND),
        shows: &[CHANGED_THING, "lời khác", "chưa ghi", "lời đã gõ"],
        again: true,
    },
    Stale {
        what: "find as somebody else",
        before: &[],
        opened: (OFFICE, RECHECK),
        meanwhile: &[],
        sent: Step(OFFICE_2, RECHECK, FOUND),
        shows: &["mở cho một tài khoản khác", "lời đã gõ"],
        again: true,
    },
    Stale {
        what: "announce a draw as somebody else",
        before: &[],
        opened: (OFFICE, RECHECKS),
        meanwhile: &[],
        sent: Step(OFFICE_2, RECHECKS, ANNOUNCE),
        shows: &["mở cho một tài khoản khác", "lời đã gõ", "value=\"7\""],
        again: true,
    },
    Stale {
        what: "withdraw as somebody else",
        before: &[Step(MEMBER, WORK, FIRST)],
        opened: (MEMBER, WORK),
        meanwhile: &[],
        sent: Step(HEAD, WITHDRAW, &[]),
        shows: &["mở cho một tài khoản khác"],
        again: true,
    },
    Stale {
        what: "decide as somebody else",
        before: &[Step(MEMBER, WORK, FIRST)],
        opened: (OFFICE, REVIEW),
        meanwhile: &[],
        sent: Step(OFFICE_2, REVIEW, RETURN),
        shows: &["mở cho một tài khoản khác", "lý do đã gõ"],
        again: true,
    },
];

/// Forms of many rows, each of which carries what was read of it: `desk.rs` and `measure.rs` send
/// stale ones.
const BY_ROW: &[&str] = &["/review", "/outcomes/{code}"];

/// A form without a case here might answer what nobody read.
#[test]
fn every_form_has_its_stale_case() {
    let by_form = |path| !BY_ROW.contains(path);
    for route in routes()
        .iter()
        .filter(|it| it.takes_form() && by_form(&it.path))
    {
        let path = route.path.replace("{milestone}", "yte-san-pham");
        let path = path.replace("{about}", "yte-san-pham");
        let path = path.replace("{draw}/{place}", "1/1");
        let known = STALE.iter().any(|case| case.sent.1 == path);
        assert!(known, "{}", route.path);
    }
}

#[tokio::test]
async fn rule_8_a_form_answers_what_its_reader_read() {
    for case in STALE {
        let what = case.what;
        let site = Site::new().await;
        for Step(who, path, fields) in case.before {
            send(&site, who, path, fields).await;
        }
        let (reader, page) = case.opened;
        let opened = Account::named(&site, reader).await.get(page).await;
        let opened = opened.expect(StatusCode::OK);
        for Step(who, path, fields) in case.meanwhile {
            send(&site, who, path, fields).await;
        }
        let before = facts(&site).await;

        let Step(sender, path, fields) = case.sent;
        let sender = Account::named(&site, sender).await;
        let answer = sender
            .post(path, &borrowed(&as_given(&opened, fields)))
            .await;
        let answer = answer.expect(StatusCode::CONFLICT);
        for text in case.shows {
            assert!(answer.body.contains(text), "{what}: {text:?} is not there");
        }
        let after = facts(&site).await;
        assert_eq!(after, before, "{what}: something was written");

        // What was read on the page that answered may be answered.
        let mut again = as_given(&answer, fields);
        if let Some(version) = answer.hidden("version") {
            again.retain(|(name, _)| name != "version");
            again.push(("version".to_owned(), version));
        }
        let again = sender.post(path, &borrowed(&again)).await.status;
        let done = again == StatusCode::SEE_OTHER;
        assert_eq!(done, case.again, "{what}, again: {again}");
    }
}

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

/// "Đã gửi" and "đã nghiệm thu" are said only where what the form says is there, is the
/// last, and is what was typed.
#[tokio::test]
async fn rule_8_a_form_sent_again_is_not_confirmed_by_what_is_past() {
    struct Again {
        what: &'static str,
        before: &'static [Step],
        form: Step,
        meanwhile: &'static [Step],
        /// The same form, sent once more with these fields.
        again: Fields,
        done: bool,
    }
    let table = [
        Again {
            what: "a report, at once",
            before: &[],
            form: Step(MEMBER, WORK, FIRST),
            meanwhile: &[],
            again: FIRST,
            done: true,
        },
        Again {
            what: "a report with another text and document",
            before: &[],
            form: Step(MEMBER, WORK, FIRST),
            meanwhile: &[],
            again: SECOND,
            done: false,
        },
        Again {
            what: "a report that was withdrawn",
            before: &[],
            form: Step(MEMBER, WORK, FIRST),
            meanwhile: &[Step(MEMBER, WITHDRAW, &[])],
            again: FIRST,
            done: false,
        },
        Again {
            what: "a report that was withdrawn, with another text",
            before: &[],
            form: Step(MEMBER, WORK, FIRST),
            meanwhile: &[Step(MEMBER, WITHDRAW, &[])],
            again: SECOND,
            done: false,
        },
        Again {
            what: "a report that was returned",
            before: &[],
            form: Step(MEMBER, WORK, FIRST),
            meanwhile: &[Step(OFFICE, REVIEW, RETURN)],
            again: FIRST,
            done: false,
        },
        Again {
            what: "a withdrawal before another report",
            before: &[Step(MEMBER, WORK, FIRST)],
            form: Step(MEMBER, WITHDRAW, &[]),
            meanwhile: &[Step(MEMBER, WORK, SECOND)],
            again: &[],
            done: false,
        },
        Again {
            what: "an acceptance that was revoked, on another report",
            before: &[Step(MEMBER, WORK, FIRST)],
            form: Step(OFFICE, REVIEW, ACCEPT),
            meanwhile: &[Step(OFFICE_2, REVIEW, REVOKE), Step(MEMBER, WORK, SECOND)],
            again: ACCEPT,
            done: false,
        },
        Again {
            what: "a return for another reason",
            before: &[Step(MEMBER, WORK, FIRST)],
            form: Step(OFFICE, REVIEW, RETURN),
            meanwhile: &[],
            again: &[("decision", "returned"), ("reason", "Vì một lý do khác")],
            done: false,
        },
        Again {
            what: "an explanation, at once",
            before: &[],
            form: Step(HEAD, EXPLAIN, EXPLANATION),
            meanwhile: &[],
            again: EXPLANATION,
            done: true,
        },
        Again {
            what: "an explanation with other words",
            before: &[],
            form: Step(HEAD, EXPLAIN, EXPLANATION),
            meanwhile: &[],
            again: &[
                ("about.m.yte-san-pham", "true"),
                ("cause", "people"),
                ("text", "Thiếu người"),
                ("day", "5.12.2026"),
            ],
            done: false,
        },
        Again {
            what: "a correction, at once",
            before: &[Step(MEMBER, WORK, FIRST)],
            form: Step(MEMBER, CORRECT, OWN_DOCUMENT),
            meanwhile: &[],
            again: OWN_DOCUMENT,
            done: true,
        },
        Again {
            what: "a correction with another number",
            before: &[Step(MEMBER, WORK, FIRST)],
            form: Step(MEMBER, CORRECT, OWN_DOCUMENT),
            meanwhile: &[],
            again: &[
                ("act", "own-document"),
                ("document_number", "31/BC-SYT"),
                ("document_day", "18/11/2026"),
                ("link", "https://luutru.example/21.pdf"),
                ("reason", "Gõ nhầm số, lời đã gõ"),
                ("no_secrets", "true"),
            ],
            done: false,
        },
        Again {
            what: "other terms, at once",
            before: &[],
            form: Step(OFFICE, RESTATE, TERMS),
            meanwhile: &[],
            again: TERMS,
            done: true,
        },
        Again {
            what: "a title, at once",
            before: &[],
            form: Step(OFFICE, RESTATE, TITLE),
            meanwhile: &[],
            again: TITLE,
            done: true,
        },
        Again {
            what: "a reminder that was answered",
            before: &[],
            form: Step(OFFICE, QUESTION, REMIND),
            meanwhile: &[Step(HEAD, EXPLAIN, EXPLANATION)],
            again: REMIND,
            done: false,
        },
        Again {
            what: "a return, at once",
            before: &[Step(MEMBER, WORK, FIRST)],
            form: Step(OFFICE, REVIEW, RETURN),
            meanwhile: &[],
            again: RETURN,
            done: true,
        },
    ];
    for case in table {
        let (site, what) = (Site::new().await, case.what);
        for Step(by, to, fields) in case.before {
            send(&site, by, to, fields).await;
        }
        let Step(who, to, fields) = case.form;
        let account = Account::named(&site, who).await;
        let opened = account.get(to.trim_end_matches("/withdraw")).await;
        let sent = account
            .post(to, &borrowed(&as_given(&opened, fields)))
            .await;
        sent.expect(StatusCode::SEE_OTHER);
        for Step(by, to, fields) in case.meanwhile {
            send(&site, by, to, fields).await;
        }
        let before = facts(&site).await;
        let again = as_given(&opened, case.again);
        let answer = account.post(to, &borrowed(&again)).await;
        assert_eq!(facts(&site).await, before, "{what}: something was written");
        if case.done {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}");
            continue;
        }
        assert_eq!(answer.status, StatusCode::CONFLICT, "{what}");
        answer.shows("thay đổi sau khi trang được mở");
        for (_, typed) in case.again.iter().filter(|(name, _)| *name == "reason") {
            answer.shows(typed);
        }
    }
}

/// A report that was withdrawn goes in again from the page that said so.
#[tokio::test]
async fn a_form_that_was_used_is_another_form_on_the_page_that_answers() {
    let site = Site::new().await;
    let account = Account::named(&site, MEMBER).await;
    let opened = account.get(WORK).await;
    let form = as_given(&opened, FIRST);
    let sent = account.post(WORK, &borrowed(&form)).await;
    sent.expect(StatusCode::SEE_OTHER);
    send(&site, MEMBER, WITHDRAW, &[]).await;
    let answer = account.post(WORK, &borrowed(&form)).await;
    let answer = answer.expect(StatusCode::CONFLICT);
    let again = as_given(&answer, FIRST);
    let sent = account.post(WORK, &borrowed(&again)).await;
    sent.expect(StatusCode::SEE_OTHER);
    assert!(facts(&site).await.last().unwrap().starts_with("submitted "));
}

/// All that the ledger and the drafts hold.
async fn facts(site: &Site) -> Vec<String> {
    let rows = "select title || ' ' || product || ' ' || kind from milestones order by seq, id";
    let mut facts = site.store.texts(rows).await;
    for table in ["recheck_draws", "recheck_results"] {
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

/// F23: nine bytes a letter on the wire, and still a mistake beside its field.
#[tokio::test]
async fn a_paste_over_the_limit_is_kept() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    for letters in [2_001, 9_000, 50_000] {
        let pasted = "ế".repeat(letters);
        let mut fields = FIRST.to_vec();
        fields[0] = ("produced", &pasted);
        let id = uuid::Uuid::now_v7().to_string();
        fields.push(("submission", &id));
        let answer = member.post(WORK, &fields).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows("Dài quá 2.000 ký tự");
        answer.shows(&pasted);
        answer.shows("12/BC-SYT");
    }
}

/// What cannot be seen is not kept, and does not count as something said.
#[tokio::test]
async fn words_are_cleaned_before_they_are_judged() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let before = facts(&site).await;
    let invisible = "\u{200F}\u{200B}\u{2066}";
    let refused: &[(&str, &str, &str)] = &[
        ("produced", invisible, "Chưa ghi sản phẩm"),
        ("produced", "… -- …", "Chưa ghi sản phẩm"),
        ("document_number", "\u{202E}", "Chưa có số văn bản"),
        (
            "document_number",
            "12/BC-MẬ\u{200B}T",
            "dấu hiệu tài liệu mật",
        ),
        (
            "document_number",
            "12/BC-MẬ\u{AD}T",
            "dấu hiệu tài liệu mật",
        ),
        (
            "document_number",
            "TỐI\tMẬT\t12/BC",
            "dấu hiệu tài liệu mật",
        ),
        ("produced", "báo cáo\nM Ậ T", "dấu hiệu tài liệu mật"),
        (
            "link",
            "https://luu.example/tai?ten=12-BC_M%E1%BA%ACT.pdf",
            "dấu hiệu tài liệu mật",
        ),
        (
            "link",
            "https://luu.example/tai?ten=12-BC_M%25E1%25BA%25ACT.pdf",
            "dấu hiệu tài liệu mật",
        ),
        (
            "link",
            "https://luu.example/#/TỐI_MẬT/bc.pdf",
            "dấu hiệu tài liệu mật",
        ),
        (
            "link",
            "https://luu.example/TUYỆT_MẬT/bc.pdf",
            "dấu hiệu tài liệu mật",
        ),
        (
            "link",
            "https://luu.example/toi-mat.pdf",
            "dấu hiệu tài liệu mật",
        ),
        ("link", "https://", "Đường dẫn phải bắt đầu"),
        ("link", "https://a b.example/x", "Đường dẫn phải bắt đầu"),
    ];
    for (field, value, sentence) in refused {
        let answer = send_report(&member, field, value).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field} {value:?}"
        );
        answer.shows(sentence);
    }
    assert_eq!(facts(&site).await, before);
    let typed = "Đã gắn mã\tđịnh danh\u{B}200 hồ sơ";
    let answer = send_report(&member, "produced", typed).await;
    answer.expect(StatusCode::SEE_OTHER);
    let kept = "submitted Đã gắn mã định danh\n200 hồ sơ";
    assert_eq!(facts(&site).await.last().map(String::as_str), Some(kept));
}

async fn send_report(member: &Account<'_>, field: &str, value: &str) -> Answer {
    let mut fields: Vec<(&str, &str)> = FIRST.to_vec();
    fields.retain(|(name, _)| *name != field);
    let id = uuid::Uuid::now_v7().to_string();
    fields.extend([(field, value), ("submission", &id)]);
    member.post(WORK, &fields).await
}

/// Measured and accepted is 72 %: a promise of 90 waits, one of 70 does not.
#[tokio::test]
async fn both_forms_say_which_measurement_an_outcome_waits_for() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let office = Account::named(&site, OFFICE_2).await;
    for (milestone, waits) in [("yte-xa", true), ("yte-ket-qua", false)] {
        let (work, review) = (format!("/work/{milestone}"), format!("/review/{milestone}"));
        let form = member.get(&work).await.expect(StatusCode::OK);
        send(&site, MEMBER, &work, FIRST).await;
        let decision = office.get(&review).await.expect(StatusCode::OK);
        for page in [&form, &decision] {
            let told = page
                .body
                .contains("Cần số đo ≥ 90%; mới nhất 72,0% (16/11/2026).");
            assert_eq!(told, waits, "{milestone}");
            let linked = page.body.contains("href=\"/outcomes/CT-Y-TE\"");
            assert_eq!(linked, waits, "{milestone}");
        }
        let enough = "Kết quả này được xét theo số đo 72,0% (16/11/2026)";
        assert_eq!(form.body.contains(enough), !waits, "{milestone}");
        let offered = decision.body.contains("value=\"accepted\"");
        assert_eq!(offered, !waits, "{milestone}");
        decision.shows("value=\"returned\"");
    }
}

/// W16: what stands beside the databases moves no figure of unit or city.
#[tokio::test]
async fn the_effect_is_told_in_figures_that_move() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let form = member.get("/work/yte-an-ninh").await.expect(StatusCode::OK);
    assert_eq!(effect(&form), "báo cáo của An ninh từ 0,0% lên 33,3%.");
    send(&site, MEMBER, "/work/yte-an-ninh", FIRST).await;
    let office = Account::named(&site, OFFICE_2).await;
    let decision = office.get("/review/yte-an-ninh").await;
    decision.shows("An ninh từ 0,0% lên 33,3%, Chương trình từ 0,0% lên 33,3%");
    send(&site, MEMBER, WORK, FIRST).await;
    let decision = office.get(REVIEW).await;
    decision.shows("Sở Y tế Thử từ ");
    decision.shows(", Toàn thành phố từ ");
}

/// What counts is not said to count for nothing where it moves less than is printed.
#[tokio::test]
async fn an_effect_below_a_tenth_of_a_point_is_told_as_such() {
    let site = Site::new().await;
    let heavy = format!(
        "insert into milestones (id, unit, workstream, position, kind, title, product, deadline, \
         deadline_text, responsible, weight, reach, replaces, seq, recorded_at) \
         select 'nang', unit, workstream, 99, kind, 'Việc nặng', product, deadline, \
         deadline_text, responsible, 1000000, reach, null, (select seq from campaign), {} \
         from milestones where id = 'yte-an-ninh'",
        site.clock.now()
    );
    for sql in ["update campaign set seq = seq + 1", &heavy] {
        site.store.run(sql).await.unwrap();
    }
    send(&site, MEMBER, "/work/nang", FIRST).await;
    let member = Account::named(&site, MEMBER).await;
    let form = member.get("/work/yte-an-ninh").await.expect(StatusCode::OK);
    assert_eq!(
        effect(&form),
        "báo cáo của An ninh tăng chưa đến 0,1 điểm, vẫn in là 99,9%."
    );
}

/// What handing over changes, without tags.
fn effect(page: &Answer) -> String {
    let part = page.body.split("Sau khi gửi, ").nth(1).unwrap();
    let part = part.split("</p>").next().unwrap();
    let texts = part
        .split('<')
        .map(|text| text.split('>').next_back().unwrap_or(text));
    texts.collect()
}

/// Handed over in time and waiting; open again, it would be late at once (rule 9).
#[tokio::test]
async fn withdrawing_after_the_deadline_is_asked_for_once_more() {
    let site = Site::new().await;
    let path = "/work/btc-dan-cu/withdraw";
    let head = Account::named(&site, "head.to-chuc").await;
    let before = facts(&site).await;
    let opened = head.get("/work/btc-dan-cu").await.expect(StatusCode::OK);
    let first = head.post(path, &borrowed(&as_given(&opened, &[]))).await;
    let first = first.expect(StatusCode::OK);
    first.shows("Hạn 01/11/2026 đã qua: rút lại là trễ. Vẫn rút?");
    assert_eq!(facts(&site).await, before);
    let sure = ("sure", first.hidden("sure").unwrap());
    let mut fields = as_given(&first, &[]);
    fields.push((sure.0.to_owned(), sure.1));
    let second = head.post(path, &borrowed(&fields)).await;
    second.expect(StatusCode::SEE_OTHER);
    assert_eq!(facts(&site).await.last().unwrap(), "withdrawn ");
}

#[tokio::test]
async fn a_link_is_completed_or_its_mistake_told() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let long = format!("https://luutru.example/{}", "a".repeat(1_200));
    for (link, sentence) in [
        (
            "https://user:pass@luutru.example/1",
            "chứa tên đăng nhập hoặc mật khẩu",
        ),
        ("http://localhost/1.pdf", "chỉ mở được trên máy hoặc mạng"),
        ("https://a", "chỉ mở được trên máy hoặc mạng"),
        (&long, "Đường dẫn dài quá 1.000 ký tự"),
        ("C:\\Users\\214.pdf", "phải bắt đầu bằng https://"),
    ] {
        let answer = send_report(&member, "link", link).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows(sentence);
        answer.shows(link);
    }
    let form = member.get(WORK).await;
    form.shows("inputmode=\"url\"");
    form.hides("type=\"url\"");
    let answer = send_report(&member, "link", "vanban.hcm.gov.vn/214.pdf").await;
    answer.expect(StatusCode::SEE_OTHER);
    let kept = site
        .store
        .texts("select link from evidence order by seq")
        .await;
    assert_eq!(kept.last().unwrap(), "https://vanban.hcm.gov.vn/214.pdf");
}

/// What a milestone promises is part of what the reader of a form had read: a title or product
/// that changed meanwhile stands beside the one before, and nothing is recorded.
#[tokio::test]
async fn rule_8_a_form_answers_the_promise_that_was_read() {
    let forms: [(&str, &str, &[Step], Fields); 12] = [
        (MEMBER, WORK, &[], FIRST),
        (MEMBER, WORK, &[], DRAFT),
        (MEMBER, EXTENSION, &[], ASK),
        (OFFICE_2, ADJUST, &[], EXTEND),
        (OFFICE_2, REVIEW, &[Step(MEMBER, WORK, FIRST)], ACCEPT),
        (OFFICE_2, REVIEW, &[Step(MEMBER, WORK, FIRST)], RETURN),
        (MEMBER, WITHDRAW, &[Step(MEMBER, WORK, FIRST)], &[]),
        (HEAD, EXPLAIN, &[], EXPLANATION),
        (OFFICE_2, QUESTION, &[], REMIND),
        (MEMBER, CORRECT, &[Step(MEMBER, WORK, FIRST)], OWN_DOCUMENT),
        (OFFICE_2, RESTATE, &[], TITLE),
        (OFFICE_2, RESTATE, &[], TERMS),
    ];
    for (who, path, before, fields) in forms {
        let site = Site::new().await;
        for Step(by, to, fields) in before {
            send(&site, by, to, fields).await;
        }
        let account = Account::named(&site, who).await;
        let page = path.trim_end_matches("/withdraw");
        let opened = account.get(page).await.expect(StatusCode::OK);
        let again = "insert into milestones (id, unit, workstream, position, kind, title, product, \
                     deadline, deadline_text, responsible, weight, reach, seq, recorded_at) \
                     select id, unit, workstream, position, kind, 'Viết một trang giấy', 'Trang giấy', \
                     deadline, deadline_text, responsible, weight, reach, \
                     (select seq from campaign), recorded_at from milestones where id = 'yte-san-pham'";
        for sql in ["update campaign set seq = seq + 1", again] {
            site.store.run(sql).await.unwrap();
        }
        let known = facts(&site).await;
        let answer = account
            .post(path, &borrowed(&as_given(&opened, fields)))
            .await;
        let answer = answer.expect(StatusCode::CONFLICT);
        answer.shows("thay đổi sau khi trang được mở");
        answer.shows("Mốc đã được đổi sau khi trang này được mở");
        answer.shows("Trang giấy");
        assert_eq!(facts(&site).await, known, "{who} {path}");
        // Sent from the page that answered, it is on what was read.
        let answer = account
            .post(path, &borrowed(&as_given(&answer, fields)))
            .await;
        answer.expect(StatusCode::SEE_OTHER);
    }
}

/// An outcome is decided on by a value: another one, one that was taken back or another number of
/// records stands beside what was read, whatever was typed stays, and nothing is recorded. Of a
/// product no value is read.
#[tokio::test]
async fn rule_8_a_decision_on_an_outcome_answers_the_value_that_was_read() {
    const OUTCOME: &str = "/review/yte-ket-qua";
    const CHANGED: &str = "Số đo đã thay đổi sau khi trang này được mở";
    const VALUE: &str = "insert into measurements (id, indicator, day, numerator, denominator, \
         source, seq, recorded_at) select 'moi', 'CT-Y-TE', '2026-11-18', 750, 1000, '', seq, {now} \
         from campaign";
    const ACCEPTED: &str = "insert into measurement_events (submission, measurement, event, reason, \
         seq, recorded_at) select 'moi', 'moi', 'accepted', '', seq, {now} from campaign";
    const REVOKED: &str = "insert into measurement_events (submission, measurement, event, reason, \
         seq, recorded_at) select 'cu' || m.id, m.id, 'revoked', 'sai', c.seq, {now} \
         from measurements m join campaign c on c.id = 1 \
         where m.indicator = 'CT-Y-TE' and m.day in ('2026-11-09', '2026-11-16')";
    const MORE: &str = "insert into duties (unit, workstream, role, volume, provisional, seq, \
         recorded_at) select unit, workstream, role, 1020, provisional, \
         (select seq from campaign), {now} from duties \
         where unit = 'SO-Y-TE' and workstream = 'CN-Y-TE'";
    const READ: &str = "72,0% (16/11/2026)";
    // What happens meanwhile, what stands beside what was read, and whether it may be accepted then.
    let cases: [(&[&str], &str, bool); 3] = [
        (&[VALUE, ACCEPTED], "75,0% (18/11/2026)", true),
        (&[REVOKED], "60,0% (02/11/2026)", false),
        (&[MORE], "70,6% (16/11/2026)", true),
    ];
    for (meanwhile, now, reaches) in cases {
        for (fields, goes) in [(ACCEPT, reaches), (RETURN, true)] {
            let site = Site::new().await;
            send(&site, MEMBER, "/work/yte-ket-qua", FIRST).await;
            send(&site, MEMBER, WORK, FIRST).await;
            let office = Account::named(&site, OFFICE_2).await;
            let opened = office.get(OUTCOME).await.expect(StatusCode::OK);
            opened.shows("xét theo số đo 72,0% (16/11/2026); cần ≥ 70%");
            let product = office.get(REVIEW).await.expect(StatusCode::OK);
            site.store
                .run("update campaign set seq = seq + 1")
                .await
                .unwrap();
            for sql in meanwhile {
                let at = site.clock.now().to_string();
                site.store.run(&sql.replace("{now}", &at)).await.unwrap();
            }
            let known = facts(&site).await;
            let answer = office
                .post(OUTCOME, &borrowed(&as_given(&opened, fields)))
                .await;
            let answer = answer.expect(StatusCode::CONFLICT);
            for text in [CHANGED, READ, now] {
                answer.shows(text);
            }
            assert_eq!(answer.body.contains("lý do đã gõ"), fields == RETURN);
            assert_eq!(facts(&site).await, known, "{meanwhile:?}");
            // Decided from the page that answered, it is on what was read.
            let again = office
                .post(OUTCOME, &borrowed(&as_given(&answer, fields)))
                .await;
            assert_eq!(again.status == StatusCode::SEE_OTHER, goes, "{meanwhile:?}");
            let product = office
                .post(REVIEW, &borrowed(&as_given(&product, fields)))
                .await;
            product.expect(StatusCode::SEE_OTHER);
        }
    }
}

/// One report after another: what was sent is said on the page of the next, to who sent it; the
/// day is read as it is typed.
#[tokio::test]
async fn one_report_leads_to_the_next() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let opened = member.get(WORK).await.expect(StatusCode::OK);
    opened.shows("Gửi và sang mốc sau");
    let mut fields = FIRST.to_vec();
    fields.retain(|(name, _)| !["action", "document_day"].contains(name));
    fields.extend([("action", "submit-next"), ("document_day", "19.11.26")]);
    let mut given = as_given(&opened, &[]);
    given.extend(
        fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    let answer = member.post(WORK, &borrowed(&given)).await;
    let next = answer.expect(StatusCode::SEE_OTHER).location().to_owned();
    assert!(!next.starts_with(WORK), "{next}");
    let told = "Đã gửi. Báo cáo chờ nghiệm thu.";
    member.get(&next).await.expect(StatusCode::OK).shows(told);
    let head = Account::named(&site, HEAD).await;
    head.get(&next).await.expect(StatusCode::OK).hides(told);
    let days = site
        .store
        .texts("select document_day from evidence order by seq")
        .await;
    assert_eq!(days.last().map(String::as_str), Some("2026-11-19"));
}
