//! Every form of the site, as it is filled in and given back, and those that lose nothing.
use axum::http::Method;
use tiendo::web::router::routes;

use super::{
    ACCEPT, ACCOUNT, ACCOUNTS, ADJUST, ADMINISTRATOR, ANNOUNCED, ASK, CORRECT, Case, DESK, DRAFT,
    EXPLAIN, EXPLANATION, EXTEND, EXTENSION, FOUND, HANDED_OVER, HEAD, INDICATOR, MANY_ACCOUNTS,
    MEASURE, MEMBER, NEW_ACCOUNT, OF_ACCOUNT, OF_NEW_ACCOUNT, OFFICE, OWN_DOCUMENT,
    OWN_EXPLANATION, PLAN_WAITS, PLANS, PROPOSALS, PROPOSED, QUESTION, RECHECK, RECHECKS, REMIND,
    REPORT, RESTATE, RETURN, RETURN_VALUES, REVIEW, REVOKE, REVOKE_VALUE, TERMS, TITLE, VALUES,
    VALUES_DESK, VALUES_DRAFT, WITHDRAW, WORK,
};

pub(super) const CASES: &[Case] = &[
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
        what: "proposals to the committee",
        before: &[],
        who: OFFICE,
        page: PROPOSALS,
        sent_to: PROPOSALS,
        fields: PROPOSED,
        not_done: "Các đề nghị CHƯA được ghi",
        typed: &["Giao Sở Y tế nghiệm thu, đề nghị đã gõ"],
    },
    Case {
        what: "a change of an account",
        before: &[],
        who: ADMINISTRATOR,
        page: ACCOUNT,
        sent_to: ACCOUNT,
        fields: OF_ACCOUNT,
        not_done: "Tài khoản CHƯA được ghi",
        typed: &[
            "Bà Nguyễn Thị Đã Gõ",
            "Phó phòng, chức danh đã gõ",
            "0912 345 678",
            "go@example.invalid",
            "30/12/2026",
        ],
    },
    Case {
        what: "a new account",
        before: &[],
        who: ADMINISTRATOR,
        page: NEW_ACCOUNT,
        sent_to: NEW_ACCOUNT,
        fields: OF_NEW_ACCOUNT,
        not_done: "Tài khoản CHƯA được ghi",
        typed: &[
            "moi.da-go",
            "Ông Trần Văn Đã Gõ",
            "value=\"member\" selected",
            "value=\"SO-Y-TE\" selected",
        ],
    },
    Case {
        what: "a table of accounts",
        before: &[],
        who: ADMINISTRATOR,
        page: MANY_ACCOUNTS,
        sent_to: MANY_ACCOUNTS,
        fields: ACCOUNTS,
        not_done: "Bảng tài khoản CHƯA được đọc hay ghi",
        typed: &["bang.da-go", "Bà Lê Thị Đã Gõ"],
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
    ("/account/theme", "nothing is typed"),
    ("/account/views", "a name of one line, of one's own list"),
    ("/account/follow", "nothing is typed"),
    ("/people", "nothing is typed"),
    ("/people/{username}/wall", "a few numbers"),
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

const OF_THE_PLAN: &str =
    "plan::what_is_typed_into_a_form_of_the_plan_is_kept_when_the_session_has_ended";

/// Forms that are rescued and tried where their page is: they need another campaign.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "/reconciliation",
        "old_book::a_note_on_an_old_figure_is_kept_when_the_session_has_ended",
    ),
    (
        "/compare/days",
        "compare::the_name_of_a_day_is_kept_when_the_session_has_ended",
    ),
    ("/plan/{file}/row", OF_THE_PLAN),
    ("/plan/{file}/new", OF_THE_PLAN),
    ("/plan/{file}/table", OF_THE_PLAN),
    ("/plan/together/{act}", OF_THE_PLAN),
    (
        "/plan/sheet",
        "plan_sheet::a_pasted_table_is_kept_when_the_session_has_ended",
    ),
];

pub(super) fn of_form(what: &str) -> &'static Case {
    CASES.iter().find(|case| case.what == what).unwrap()
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
        if ELSEWHERE.iter().any(|(path, _)| *path == route.path) {
            continue;
        }
        let path = route.path.replace("{milestone}", "yte-san-pham");
        let path = path.replace("{about}", "yte-san-pham");
        let path = path.replace("{draw}/{place}", "1/1");
        let path = path.replace("{code}", "CT-Y-TE");
        let path = path.replace("{username}", MEMBER);
        let of_route = |case: &Case| case.sent_to.split('?').next() == Some(&path);
        assert!(CASES.iter().any(of_route), "{}", route.path);
    }
}
