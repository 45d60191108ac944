//! A report from its draft to its acceptance, and everything that may not happen on the way.
use axum::http::{Method, StatusCode};
use tiendo::ledger::{
    self, AccountTermsRow, CalendarRow, MilestoneEventRow, MilestoneRow, accounts,
};

use crate::support::{
    campaign::{self, TODAY, at},
    page::Answer,
    report::{new_form, report},
    site::{ORIGIN, Site, request, send},
    store::{Store, WHO, on_both},
    users::{Anonymous, Committee, Head, Member, Office, Partner, User},
};

on_both!(
    from_draft_to_acceptance_and_back,
    the_office_decides_in_the_heads_place_after_ten_working_days,
    rule_12_secrets_are_refused_and_kept_nowhere,
    a_second_server_shows_a_write_at_once,
);

const WORK: &str = "/work/yte-san-pham";
const REVIEW: &str = "/review/yte-san-pham";
const DUTY: &str = "/duties/SO-Y-TE/CN-Y-TE";

fn accepting(submission: &str) -> Vec<(&str, &str)> {
    vec![
        ("submission", submission),
        ("decision", "accepted"),
        ("checked", "true"),
    ]
}

async fn events(site: &Site, milestone: &str) -> Vec<String> {
    site.store
        .texts(&format!(
            "select event from milestone_events where milestone = '{milestone}' order by seq"
        ))
        .await
}

/// Lines of the audit: `action subject detail`.
async fn audited(site: &Site, action: &str) -> Vec<String> {
    site.store
        .texts(&format!(
            "select action || ' ' || subject || ' ' || {WHO} from audit \
             where action = '{action}' order by line"
        ))
        .await
}

/// A share of a group, six digits, from `tiendo figures`.
async fn share(site: &Site, pointer: &str) -> String {
    let figures = site.app.live.today().await.unwrap().figures();
    let share = figures.pointer(pointer).unwrap().as_f64().unwrap();
    format!("{share:.6}")
}

/// The share SO-Y-TE has when this much of the 12 of its own database is done:
/// that weighs 1,000,000; its third of the contributors' half of the population
/// database 666,666, accepted. In the finance database it only supports.
fn share_with(done: f64) -> String {
    let all = 1_000_000.0 + 666_666.0;
    format!("{:.6}", (1_000_000.0 * done / 12.0 + 666_666.0) / all)
}

fn has(answer: &Answer, scope: (&str, &str), name: &str, value: &str) {
    let figures = answer.figures(scope.0, scope.1);
    let found = figures.iter().find(|(n, _)| n == name);
    assert_eq!(
        found.map(|(_, v)| v.as_str()),
        Some(value),
        "{scope:?} {name}"
    );
}

async fn from_draft_to_acceptance_and_back(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let first = Member::of(&site).await;
    let second = Member::named(&site, "member2.y-te").await;
    let head = Head::of(&site).await;
    let office = Office::of(&site).await;
    let office2 = Office::named(&site, "office2").await;

    // Two open the same form; the second to save sees both versions.
    let opened = first.get(WORK).await.expect(StatusCode::OK);
    assert_eq!(opened.hidden("version").as_deref(), Some("0"));
    let id = opened.hidden("submission").unwrap();
    let draft = [("action", "draft"), ("produced", "Bản của người thứ nhất")];
    let answer = first.post(WORK, &report(&id, &draft)).await;
    assert_eq!(answer.location(), "/work/yte-san-pham?done=draft");
    let draft = [("action", "draft"), ("produced", "Bản của người thứ hai")];
    let conflict = second.post(WORK, &report(&new_form(), &draft)).await;
    let conflict = conflict.expect(StatusCode::CONFLICT);
    conflict.shows("Bản của người thứ nhất");
    conflict.shows("Bản của người thứ hai");
    conflict.shows("Người của member.y-te");
    // Saving again from there is a decision.
    let version = conflict.hidden("version").unwrap();
    let draft = [draft[0], draft[1], ("version", version.as_str())];
    let answer = second.post(WORK, &report(&new_form(), &draft)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    // A draft is no event and moves nothing.
    assert_eq!(events(&site, "yte-san-pham").await, [""; 0]);
    assert_eq!(
        share(&site, "/units/SO-Y-TE/claimed").await,
        share_with(3.0)
    );

    // The head finds it and hands over; the same form twice is one event.
    let opened = head.get(WORK).await;
    opened.shows("Bản của người thứ hai");
    let id = opened.hidden("submission").unwrap();
    let version = opened.hidden("version").unwrap();
    let opened = [("version", version.as_str())];
    for _ in 0..2 {
        let answer = head.post(WORK, &report(&id, &opened)).await;
        assert_eq!(answer.location(), "/work/yte-san-pham?done=submitted");
    }
    // Nor does a browser that sends it again after this server went away.
    let again = request(
        Method::POST,
        WORK,
        Some(&head.session),
        head.filled(WORK, &report(&id, &opened)).await,
    );
    let answer = send(&site.beside().await, again).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(events(&site, "yte-san-pham").await, ["submitted"]);
    assert_eq!(site.store.number("select count(*) from drafts").await, 0);
    let evidence = format!("select count(*) from evidence where submission = '{id}'");
    assert_eq!(site.store.number(&evidence).await, 1);

    // The next request shows it, claimed and not accepted.
    let city = share(&site, "/city/claimed").await;
    assert_eq!(
        share(&site, "/units/SO-Y-TE/claimed").await,
        share_with(6.0)
    );
    let unit = office.get("/units/SO-Y-TE").await;
    has(&unit, ("unit", "SO-Y-TE"), "claimed", &share_with(6.0));
    has(&unit, ("unit", "SO-Y-TE"), "accepted", &share_with(1.0));
    let overview = office.get("/campaign").await;
    has(&overview, ("city", ""), "claimed", &city);
    office.get("/latest").await.shows("Mốc yte-san-pham");
    office.get("/review").await.shows("Mốc yte-san-pham");

    // Returning needs a reason, which the unit reads.
    let id = new_form();
    let returning = [("submission", id.as_str()), ("decision", "returned")];
    let answer = office.post(REVIEW, &returning).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("phải có lý do");
    let reason = "Thiếu biên bản đối soát tháng 10";
    let returning = [returning[0], returning[1], ("reason", reason)];
    let answer = office.post(REVIEW, &returning).await;
    assert_eq!(answer.location(), "/review?done=returned&of=yte-san-pham");
    for page in ["/work", WORK, DUTY] {
        first.get(page).await.shows(reason);
    }
    assert_eq!(
        share(&site, "/units/SO-Y-TE/claimed").await,
        share_with(3.0)
    );

    // Handed over again; accepting needs the evidence compared.
    let again = new_form();
    let answer = first.post(WORK, &report(&again, &[])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let id = new_form();
    let mut unchecked = accepting(&id);
    unchecked.retain(|(name, _)| *name != "checked");
    let answer = office.post(REVIEW, &unchecked).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("Mời mở minh chứng, đối chiếu cả ba");
    let answer = office.post(REVIEW, &accepting(&id)).await;
    assert_eq!(answer.location(), "/review?done=accepted&of=yte-san-pham");
    assert_eq!(
        share(&site, "/units/SO-Y-TE/accepted").await,
        share_with(4.0)
    );
    let unit = first.get("/units/SO-Y-TE").await;
    has(&unit, ("unit", "SO-Y-TE"), "accepted", &share_with(4.0));
    has(&unit, ("duty", "SO-Y-TE/CN-Y-TE"), "accepted", "0.333333");
    let city = share(&site, "/city/accepted").await;
    has(
        &first.get("/campaign").await,
        ("city", ""),
        "accepted",
        &city,
    );

    // Revoked by another officer: open again, and history keeps both.
    let id = new_form();
    let revoking = [("submission", id.as_str()), ("decision", "revoked")];
    let answer = office2.post(REVIEW, &revoking).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let revoking = [revoking[0], revoking[1], ("reason", "Số liệu sai")];
    let answer = office2.post(REVIEW, &revoking).await;
    assert_eq!(answer.location(), "/review/yte-san-pham?done=revoked");
    assert_eq!(
        share(&site, "/units/SO-Y-TE/accepted").await,
        share_with(1.0)
    );
    let written = ["submitted", "returned", "submitted", "accepted", "revoked"];
    assert_eq!(events(&site, "yte-san-pham").await, written);
    let duty = first.get(DUTY).await;
    let own = duty.body.split("data-milestone=\"yte-san-pham\"").nth(1);
    let own = own.unwrap().split("data-milestone=").next().unwrap();
    let mut shown: Vec<&str> = own
        .split("data-event=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    shown.reverse();
    assert_eq!(shown, written);
    first.get(WORK).await.shows("name=\"produced\"");

    let verdict = ledger::verify(&site.store.db, None).await.unwrap();
    assert!(verdict.is_whole() && verdict.last.line > 10, "{verdict:?}");
}

/// What was typed stays on the page and goes nowhere else.
#[tokio::test]
async fn mistakes_keep_what_was_typed() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let typed = "Vật được gõ vào 4471";
    let mistakes: [(&str, &str, &str); 7] = [
        ("document_number", "", "Chưa có số văn bản"),
        ("document_day", "31/11/2026", "Ngày không có trong lịch"),
        ("document_day", "21/11/2026", "Ngày văn bản chưa đến"),
        ("document_day", "", "Chưa có ngày văn bản"),
        ("link", "javascript:alert(1)", "Đường dẫn phải bắt đầu"),
        ("link", "", "Chưa có tệp hay đường dẫn"),
        ("no_secrets", "", "Mời xác nhận tài liệu không chứa bí mật"),
    ];
    for (name, value, sentence) in mistakes {
        let id = new_form();
        let fields = report(&id, &[("produced", typed), (name, value)]);
        let answer = member.post(WORK, &fields).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows(sentence);
        answer.shows(typed);
        answer.shows(&format!("id=\"{name}-error\""));
        if !value.is_empty() {
            answer.shows(&format!("value=\"{value}\""));
        }
        assert_eq!(answer.location(), "");
        assert!(answer.headers.get("set-cookie").is_none());
    }
    let kept = site.store.everything().await.join("\n");
    assert!(!kept.contains("4471"));
    assert_eq!(events(&site, "yte-san-pham").await, [""; 0]);
}

/// Each mark, in each field it may come in; and words that only look like one.
async fn rule_12_secrets_are_refused_and_kept_nowhere(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let member = Member::of(&site).await;
    let office = Office::named(&site, "office2").await;
    for (n, (name, value)) in [
        ("produced", "TUYỆT MẬT\nKế hoạch kín-881"),
        ("document_number", "12/kín-881-MẬT"),
        (
            "link",
            "https://luutru.example/k%C3%ADn-881_T%E1%BB%90I_M%E1%BA%ACT.pdf",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        for action in ["draft", "submit"] {
            let id = new_form();
            let fields = report(&id, &[(name, value), ("action", action)]);
            let answer = member.post(WORK, &fields).await;
            let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
            answer.shows("dấu hiệu tài liệu mật");
            // Not even sent back; what stands in the other fields is.
            answer.hides("kín-881");
            answer.hides("k%C3%ADn-881");
            answer.shows(if n == 0 {
                "214/BB-SYT"
            } else {
                "12.400 hồ sơ"
            });
        }
    }
    let id = new_form();
    let fields = [
        ("submission", id.as_str()),
        ("decision", "returned"),
        ("reason", "TỐI MẬT\nkín-881"),
    ];
    let answer = office.post("/review/btc-dan-cu", &fields).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.hides("kín-881");
    let kept = site.store.everything().await.join("\n");
    assert!(!kept.contains("kín-881") && !kept.contains("k%C3%ADn-881"));

    // "bảo mật" and its like pass, in capitals too.
    let id = new_form();
    let words = "QUY CHẾ BẢO MẬT, mật độ, MẬT KHẨU, bí mật kinh doanh";
    let answer = member
        .post(WORK, &report(&id, &[("produced", words)]))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(site.store.everything().await.join("\n").contains(words));
}

async fn a_second_server_shows_a_write_at_once(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = Office::named(&site, "office2").await;
    let beside = site.beside().await;
    let there = async |path: &str| {
        let request = request(Method::GET, path, Some(&office.session), String::new());
        send(&beside, request).await
    };
    // Both have read the campaign before.
    let before = share(&site, "/city/accepted").await;
    has(&there("/").await, ("city", ""), "accepted", &before);
    for (decision, reason) in [("accepted", ""), ("revoked", "Nhầm")] {
        let id = new_form();
        let mut fields = accepting(&id);
        fields[1] = ("decision", decision);
        fields.push(("reason", reason));
        let answer = office.post("/review/btc-dan-cu", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let now = share(&site, "/city/accepted").await;
        has(&there("/").await, ("city", ""), "accepted", &now);
        assert_eq!(now == before, decision == "revoked");
    }
}

#[tokio::test]
async fn rule_8_nobody_accepts_the_work_of_the_own_unit() {
    let site = Site::new().await;
    let office = Office::of(&site).await;
    let id = new_form();
    let answer = office.post("/review/btc-dan-cu", &accepting(&id)).await;
    let answer = answer.expect(StatusCode::FORBIDDEN);
    answer.shows("Không được tự quyết định về việc ở đơn vị mình");
    assert_eq!(events(&site, "btc-dan-cu").await, ["submitted"]);
    assert_eq!(
        audited(&site, "refused.accepted").await,
        ["refused.accepted btc-dan-cu office"]
    );
    // Nor is it offered.
    let page = office.get("/review/btc-dan-cu").await;
    page.hides("value=\"accepted\"");
    // Another officer may.
    let other = Office::named(&site, "office2").await;
    let answer = other.post("/review/btc-dan-cu", &accepting(&id)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(events(&site, "btc-dan-cu").await, ["submitted", "accepted"]);
}

#[tokio::test]
async fn rule_8_nothing_is_accepted_without_evidence() {
    let site = Site::new().await;
    let office = Office::of(&site).await;
    // As a later version or another program might write it.
    let mut tx = site.store.db.begin().await.unwrap();
    let seq = tx.next_seq().await.unwrap();
    let row = MilestoneEventRow {
        submission: new_form(),
        milestone: "tc-dat".into(),
        event: "submitted".into(),
        organisation: "SO-TAI-CHINH".into(),
        body: "Không có gì kèm theo".into(),
        seq,
        recorded_at: site.clock.now(),
        ..Default::default()
    };
    MilestoneEventRow::append(&mut tx, &[row]).await.unwrap();
    tx.commit().await.unwrap();
    let id = new_form();
    let answer = office.post("/review/tc-dat", &accepting(&id)).await;
    let answer = answer.expect(StatusCode::FORBIDDEN);
    answer.shows("Không có minh chứng thì không nghiệm thu được");
    assert_eq!(events(&site, "tc-dat").await, ["submitted"]);
    assert_eq!(audited(&site, "refused.accepted").await.len(), 1);
}

/// Measured and accepted: 72 %. One outcome promises 70, the other 90.
#[tokio::test]
async fn an_outcome_is_accepted_only_when_measured() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let office = Office::of(&site).await;
    for (milestone, status, written) in [
        ("yte-xa", StatusCode::FORBIDDEN, "submitted"),
        ("yte-ket-qua", StatusCode::SEE_OTHER, "accepted"),
    ] {
        let id = new_form();
        let path = format!("/work/{milestone}");
        let answer = member.post(&path, &report(&id, &[])).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let id = new_form();
        let path = format!("/review/{milestone}");
        let answer = office.post(&path, &accepting(&id)).await;
        assert_eq!(answer.status, status, "{milestone}");
        assert_eq!(events(&site, milestone).await.last().unwrap(), written);
    }
}

/// Where no officer is active but those at home in a unit, the committee does what is theirs.
#[tokio::test]
async fn rule_8_the_committee_decides_where_no_officer_may() {
    let site = Site::new().await;
    let id = new_form();
    let member = Member::of(&site).await;
    let answer = member.post(WORK, &report(&id, &[])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    // Waits since October; "office" is at home there.
    let home = "/review/btc-dan-cu";
    let committee = Committee::of(&site).await;
    let asks = async |path: &str| {
        let read = committee.get(path).await.status;
        let id = new_form();
        let sent = committee.post(path, &accepting(&id)).await.status;
        (read.as_u16(), sent.as_u16())
    };
    for path in [home, REVIEW, "/review/yte-xanh"] {
        assert_eq!(asks(path).await, (404, 404), "{path}");
    }
    committee.get("/").await.hides("href=\"/review\"");

    disable(&site, "office2").await;
    committee.get("/").await.shows("href=\"/review\"");
    let list = committee.get("/review").await;
    list.shows(home);
    list.hides(REVIEW);
    assert_eq!(asks(REVIEW).await, (404, 404));
    assert_eq!(asks("/review/yte-xanh").await, (404, 404));
    assert_eq!(asks(home).await, (200, 303));
    assert_eq!(events(&site, "btc-dan-cu").await, ["submitted", "accepted"]);
    let by = site.store.texts(
        "select organisation from milestone_events where milestone = 'btc-dan-cu' order by seq",
    );
    assert_eq!(by.await.last().unwrap(), "committee");

    let form = member.get("/work/yte-an-ninh").await;
    form.shows("<b class=\"line\">Thường trực");
    disable(&site, "office").await;
    let form = member.get("/work/yte-an-ninh").await;
    form.shows("<b class=\"line\">Ban Chỉ đạo</b>");
    assert_eq!(asks(REVIEW).await, (200, 303));
    // What waits of a company's is the unit's head's to decide on; the rest is the office's.
    assert_eq!(asks("/review/yte-xanh").await, (200, 403));
}

async fn disable(site: &Site, username: &str) {
    let mut tx = site.store.db.begin().await.unwrap();
    let now = site.clock.now();
    assert!(accounts::disable(&mut tx, username, now).await.unwrap());
    tx.commit().await.unwrap();
}

/// A company's work is the unit's head's to decide, nobody else's.
#[tokio::test]
async fn a_companys_work_is_decided_by_a_head_of_the_unit() {
    let site = Site::new().await;
    let id = new_form();
    let path = "/review/yte-xanh";
    let stranger = Head::named(&site, "head.tai-chinh").await;
    let member = Member::of(&site).await;
    let company = Partner::of(&site).await;
    let office = Office::named(&site, "office2").await;
    for (answer, status) in [
        (stranger.post(path, &accepting(&id)).await, 404),
        (member.post(path, &accepting(&id)).await, 403),
        (company.post(path, &accepting(&id)).await, 403),
        (office.post(path, &accepting(&id)).await, 403),
    ] {
        assert_eq!(answer.status, status);
    }
    assert_eq!(events(&site, "yte-xanh").await, ["submitted"]);
    let head = Head::of(&site).await;
    let answer = head.post(path, &accepting(&id)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(events(&site, "yte-xanh").await, ["submitted", "accepted"]);
}

/// Handed over on Monday the 9th; with a holiday on the 11th its tenth working day is the 24th.
/// From the eleventh on the office decides too, in the head's place and never at home.
async fn the_office_decides_in_the_heads_place_after_ten_working_days(store: Store) {
    let mut rows = campaign::rows();
    rows.calendar.push(CalendarRow {
        day: "2026-11-11".into(),
        kind: "holiday".into(),
        name: "Nghỉ lễ".into(),
        seq: 1,
        recorded_at: at("2026-01-05", 0),
        ..Default::default()
    });
    let mut at_home = rows
        .people
        .iter()
        .find(|it| it.username == "office")
        .cloned()
        .unwrap();
    at_home.id = "id-office.y-te".into();
    at_home.username = "office.y-te".into();
    at_home.unit = Some("SO-Y-TE".into());
    let entered = at("2026-01-05", 0);
    rows.account_terms
        .push(AccountTermsRow::of(&at_home, 1, entered));
    rows.people.push(at_home);
    let site = Site::over(store, ORIGIN, rows).await;
    let path = "/review/yte-xanh";
    let marked = "thay người đứng đầu";

    site.clock.set(at("2026-11-24", 23));
    let office = Office::of(&site).await;
    office.get("/review").await.hides(&format!("{path}\""));
    let page = office.get(path).await;
    page.shows("chờ quá 10 ngày làm việc thì Thường trực được quyết định thay");
    page.hides("value=\"accepted\"");
    let id = new_form();
    let early = office.post(path, &accepting(&id)).await;
    assert_eq!(early.status, StatusCode::FORBIDDEN);

    site.clock.set(at("2026-11-25", 0));
    let head = Head::of(&site).await;
    let office = Office::of(&site).await;
    let at_home = Office::named(&site, "office.y-te").await;
    // It stays the head's, who reads that the office may too.
    let list = head.get("/review").await;
    list.shows(path);
    list.shows("quá 10 ngày làm việc: Thường trực được quyết định thay");
    head.get(path).await.hides(marked);
    let list = office.get("/review").await;
    list.shows(path);
    list.shows(marked);
    // Not of the own unit: neither offered nor taken.
    at_home.get("/review").await.hides(&format!("{path}\""));
    at_home.get(path).await.hides("value=\"accepted\"");
    let own = at_home.post(path, &accepting(&new_form())).await;
    own.expect(StatusCode::FORBIDDEN)
        .shows("việc ở đơn vị mình");
    // A committee member stands in for the office, not for a head.
    let committee = Committee::of(&site).await;
    let other = committee.post(path, &accepting(&new_form())).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert_eq!(events(&site, "yte-xanh").await, ["submitted"]);

    // Both have it open: who decides first decides, the other reads both versions.
    let page = office.get(path).await;
    page.shows("được ghi là “thay người đứng đầu”");
    let opened = |page: &Answer| {
        ["submission", "read", "promised", "account"].map(|it| page.hidden(it).unwrap())
    };
    let [by_head, by_office] = [opened(&head.get(path).await), opened(&page)];
    fn returning<'a>(marks: &'a [String; 4], reason: &'a str) -> [(&'a str, &'a str); 6] {
        let [submission, read, promised, account] = marks;
        [
            ("submission", submission),
            ("read", read),
            ("promised", promised),
            ("account", account),
            ("decision", "returned"),
            ("reason", reason),
        ]
    }
    let sent = office
        .post(path, &returning(&by_office, "Thiếu phụ lục"))
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let late = head.post(path, &returning(&by_head, "Thiếu chữ ký")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(events(&site, "yte-xanh").await, ["submitted", "returned"]);
    let rows = "select event || ' ' || organisation || ' ' || coalesce(in_place_of, '') \
                from milestone_events where milestone = 'yte-xanh' order by seq";
    let rows = site.store.texts(rows).await;
    assert_eq!(rows, ["submitted CTY-XANH ", "returned office head"]);

    // Everybody who reads the event reads in whose place it was.
    let company = Partner::of(&site).await;
    for page in [
        company.get("/work/yte-xanh").await,
        head.get(path).await,
        head.get(DUTY).await,
        head.get("/units/SO-Y-TE").await,
        office.get("/latest").await,
        office.get("/units/SO-Y-TE?format=csv&table=events").await,
    ] {
        page.expect(StatusCode::OK).shows(marked);
    }
    // A head's own decision carries no mark; handed over again, the days begin anew.
    let answer = company
        .post("/work/yte-xanh", &report(&new_form(), &[]))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let desk = office.get("/review").await;
    let waits = desk.body.split("class=\"decided\"").next().unwrap();
    assert!(!waits.contains(path), "only among what was decided today");
    let answer = head.post(path, &accepting(&new_form())).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let last = site.store.texts(
        "select coalesce(in_place_of, '') from milestone_events \
         where milestone = 'yte-xanh' order by seq",
    );
    assert_eq!(last.await, ["", "head", "", ""]);
}

#[tokio::test]
async fn a_report_can_be_withdrawn_while_it_waits() {
    let site = Site::new().await;
    let company = Partner::of(&site).await;
    let page = company.get("/work/yte-xanh").await;
    page.shows("action=\"/work/yte-xanh/withdraw\"");
    let id = page.hidden("submission").unwrap();
    for _ in 0..2 {
        let answer = company
            .post(
                "/work/yte-xanh/withdraw",
                &[("submission", &id), ("sure", "true")],
            )
            .await;
        assert_eq!(answer.location(), "/work/yte-xanh?done=withdrawn");
    }
    assert_eq!(events(&site, "yte-xanh").await, ["submitted", "withdrawn"]);
    // It is open again, past its deadline: late at once.
    let answer = company
        .post("/work/yte-xanh/withdraw", &[("submission", &new_form())])
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(audited(&site, "refused.withdrawn").await.len(), 1);
}

/// A form that is sent again, by hand or by the browser, is done only while what it did is the
/// last and is what was typed: never "submitted" where nothing waits.
#[tokio::test]
async fn a_form_sent_again_is_done_only_while_what_it_did_stands() {
    let site = Site::new().await;
    let (member, head) = (Member::of(&site).await, Head::of(&site).await);
    let office = Office::named(&site, "office2").await;
    let id = new_form();
    let old_marks = member.filled(WORK, &report(&id, &[])).await;
    let again = async |user: &str, path: &str, fields: &str| {
        let request = request(Method::POST, path, Some(user), fields.to_owned());
        site.send(request).await
    };
    for _ in 0..2 {
        let answer = again(&member.session, WORK, &old_marks).await;
        assert_eq!(answer.location(), "/work/yte-san-pham?done=submitted");
    }
    // Another text or document in the same form is not what was handed over, nor is what
    // somebody else sends.
    for (name, other) in [
        ("produced", "Một nội dung khác hẳn"),
        ("link", "https://luutru.example/khac.pdf"),
    ] {
        let other_form = report(&id, &[(name, other), ("read", "")]);
        let answer = member.post(WORK, &other_form).await;
        answer.expect(StatusCode::CONFLICT).shows(other);
    }
    let colleague = head.post(WORK, &report(&id, &[])).await;
    assert_eq!(colleague.status, StatusCode::CONFLICT);
    // Withdrawn since.
    let withdrawal = new_form();
    let withdrawal = [("submission", withdrawal.as_str())];
    let answer = member
        .post("/work/yte-san-pham/withdraw", &withdrawal)
        .await;
    assert_eq!(answer.location(), "/work/yte-san-pham?done=withdrawn");
    let answer = again(&member.session, WORK, &old_marks).await;
    let answer = answer.expect(StatusCode::CONFLICT);
    answer.shows("Tập 12.400 hồ sơ đã đối soát");
    assert_eq!(
        events(&site, "yte-san-pham").await,
        ["submitted", "withdrawn"]
    );
    // Sent from there, it is another form and is handed over.
    let fresh = answer.hidden("submission").unwrap();
    assert_ne!(fresh, id);
    let answer = member.post(WORK, &report(&fresh, &[])).await;
    assert_eq!(answer.location(), "/work/yte-san-pham?done=submitted");

    // A decision likewise.
    let decision = new_form();
    let accepted = office.filled(REVIEW, &accepting(&decision)).await;
    let answer = again(&office.session, REVIEW, &accepted).await;
    assert_eq!(answer.location(), "/review?done=accepted&of=yte-san-pham");
    let revoking = new_form();
    let revoking = [
        ("submission", revoking.as_str()),
        ("decision", "revoked"),
        ("reason", "Nhầm"),
    ];
    let answer = office.post(REVIEW, &revoking).await;
    assert_eq!(answer.location(), "/review/yte-san-pham?done=revoked");
    let answer = member.post(WORK, &report(&new_form(), &[])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    again(&office.session, REVIEW, &accepted)
        .await
        .expect(StatusCode::CONFLICT);
    let events = events(&site, "yte-san-pham").await;
    assert_eq!(events.last().unwrap(), "submitted");
}

/// An address that says what was done is believed from who did it, while it stands.
#[tokio::test]
async fn what_was_done_is_said_to_who_did_it_while_it_stands() {
    let site = Site::new().await;
    let (member, head) = (Member::of(&site).await, Head::of(&site).await);
    let office = Office::named(&site, "office2").await;
    let submitted = "/work/yte-san-pham?done=submitted";
    let accepted = "/review?done=accepted&of=yte-san-pham";
    let says = async |session: &str, path: &str, words: &str| {
        let request = request(Method::GET, path, Some(session), String::new());
        let answer = site.send(request).await.expect(StatusCode::OK);
        answer.body.contains(words)
    };
    const SENT: &str = "Đã gửi. Báo cáo chờ nghiệm thu.";
    const ACCEPTED: &str = "Đã nghiệm thu.";
    const SAVED: &str = "Đã lưu nháp.";
    assert!(!says(&member.session, submitted, SENT).await, "not yet");

    let draft = new_form();
    let draft = report(&draft, &[("action", "draft")]);
    let answer = member.post(WORK, &draft).await;
    assert!(says(&member.session, answer.location(), SAVED).await);
    assert!(!says(&head.session, answer.location(), SAVED).await);

    let form = new_form();
    let form = report(&form, &[("version", "1")]);
    let answer = member.post(WORK, &form).await;
    assert_eq!(answer.location(), submitted);
    assert!(says(&member.session, submitted, SENT).await);
    assert!(!says(&head.session, submitted, SENT).await, "a colleague's");
    assert!(!says(&member.session, "/work/yte-san-pham?done=draft", SAVED).await);
    for path in [
        "/?done=submitted",
        "/units?done=submitted",
        "/work?done=submitted",
    ] {
        assert!(!says(&member.session, path, SENT).await, "{path}");
    }
    assert!(!says(&office.session, accepted, ACCEPTED).await, "not yet");
    let form = new_form();
    let answer = office.post(REVIEW, &accepting(&form)).await;
    assert_eq!(answer.location(), accepted);
    assert!(says(&office.session, accepted, ACCEPTED).await);
    assert!(
        !says(&member.session, submitted, SENT).await,
        "decided since"
    );
    let unsent = "mẫu dưới đây giữ nội dung";
    assert!(!says(&member.session, "/work/yte-san-pham?done=unsent", unsent).await);
}

/// The form of a decision sent again with another decision: the first stands,
/// and nobody is told otherwise.
#[tokio::test]
async fn one_form_decides_once() {
    let site = Site::new().await;
    let office = Office::named(&site, "office2").await;
    let id = new_form();
    let returning = [
        ("submission", id.as_str()),
        ("decision", "returned"),
        ("reason", "Thiếu"),
    ];
    let answer = office.post("/review/btc-dan-cu", &returning).await;
    assert_eq!(answer.location(), "/review?done=returned&of=btc-dan-cu");
    let answer = office.post("/review/btc-dan-cu", &accepting(&id)).await;
    answer
        .expect(StatusCode::CONFLICT)
        .shows("vừa đổi trạng thái");
    assert_eq!(events(&site, "btc-dan-cu").await, ["submitted", "returned"]);
    // The same id in a form of another milestone is no form of ours.
    let member = Member::of(&site).await;
    let answer = member.post(WORK, &report(&id, &[])).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(events(&site, "yte-san-pham").await, [""; 0]);
}

/// Two officers decide at once: one decision is written.
#[tokio::test]
async fn two_decisions_at_once_are_one() {
    let site = Site::new().await;
    let one = Office::named(&site, "office2").await;
    let two = Office::named(&site, "office2").await;
    let (first, second) = (new_form(), new_form());
    let returning = [
        ("submission", second.as_str()),
        ("decision", "returned"),
        ("reason", "Thiếu"),
    ];
    let accepting = accepting(&first);
    let (a, b) = tokio::join!(
        one.post("/review/btc-dan-cu", &accepting),
        two.post("/review/btc-dan-cu", &returning),
    );
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(events(&site, "btc-dan-cu").await.len(), 2);
}

/// Rule 2: a status or percentage sent along is not even read.
#[tokio::test]
async fn rule_2_nobody_picks_a_status_or_types_a_percentage() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let before = site.app.live.today().await.unwrap().figures();
    let page = member.get(WORK).await;
    for name in ["status", "percent", "progress", "accepted", "state"] {
        page.hides(&format!("name=\"{name}\""));
    }
    let id = new_form();
    let more = [
        ("action", "draft"),
        ("status", "done"),
        ("percent", "100"),
        ("accepted", "1.0"),
        ("state", "accepted"),
        ("weight", "999"),
    ];
    let answer = member.post(WORK, &report(&id, &more)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let after = site.app.live.today().await.unwrap().figures();
    assert_eq!(before, after);
}

/// What no document of the campaign knows is refused before anything is read.
#[tokio::test]
async fn nobody_writes_without_signing_in() {
    let site = Site::new().await;
    let before = site.store.everything().await;
    let id = new_form();
    for path in [WORK, REVIEW, "/work/yte-xanh/withdraw"] {
        let answer = Anonymous(&site).post(path, &report(&id, &[])).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        answer.shows("name=\"password\"");
    }
    assert_eq!(site.store.everything().await, before);
}

/// Milestones of the unit that are late today.
async fn late(site: &Site) -> u64 {
    let figures = site.app.live.today().await.unwrap().figures();
    figures["units"]["SO-Y-TE"]["products_late"]
        .as_u64()
        .unwrap()
}

#[tokio::test]
async fn rule_9_a_deadline_closes_at_midnight_of_the_campaign() {
    let site = Site::new().await;
    // Its deadline is 15/12; Hanoi's midnight is 17:00 UTC.
    site.clock.set(at("2026-12-16", 0) - 1);
    assert_eq!(late(&site).await, 0);
    site.clock.set(at("2026-12-16", 0));
    assert_eq!(late(&site).await, 1);
}

#[tokio::test]
async fn rule_9_in_time_and_waiting_is_not_late_until_it_comes_back() {
    let site = Site::new().await;
    // Handed over on 9/11, due on 10/11, waiting today.
    assert_eq!(late(&site).await, 0);
    let head = Head::of(&site).await;
    let id = new_form();
    let returning = [
        ("submission", id.as_str()),
        ("decision", "returned"),
        ("reason", "Thiếu"),
    ];
    let answer = head.post("/review/yte-xanh", &returning).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(late(&site).await, 1, "late at once");
    let company = Partner::of(&site).await;
    let id = new_form();
    let answer = company.post("/work/yte-xanh", &report(&id, &[])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(late(&site).await, 1, "handed over after the deadline");
    let answer = head.post("/review/yte-xanh", &accepting(&new_form())).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(late(&site).await, 0, "late carried by the milestone alone");
}

/// Rule 4: a later row of the milestone names another deadline; the original
/// one stays, and with it the plan.
#[tokio::test]
async fn rule_4_the_original_deadline_never_changes() {
    let site = Site::new().await;
    let before = site.app.live.today().await.unwrap().figures();
    // Extended from 1/9 to 20/12: still in the original plan, not in the current.
    let finance = &before["databases"]["CN-TAI-CHINH"];
    assert!(finance["expected_original"].as_f64() > finance["expected"].as_f64());
    let mut tx = site.store.db.begin().await.unwrap();
    let seq = tx.next_seq().await.unwrap();
    let row = campaign::rows()
        .milestones
        .into_iter()
        .find(|m| m.id == "tc-gia-han")
        .unwrap();
    let row = MilestoneRow {
        deadline: Some("2027-06-30".into()),
        seq,
        recorded_at: at(TODAY, 10),
        ..row
    };
    MilestoneRow::append(&mut tx, &[row]).await.unwrap();
    tx.commit().await.unwrap();
    let mut after = site.app.live.today().await.unwrap().figures();
    assert_eq!(after["seq"].as_i64(), Some(seq));
    after["seq"] = before["seq"].clone();
    assert_eq!(before, after);
    let page = Office::of(&site)
        .await
        .get("/duties/SO-TAI-CHINH/CN-TAI-CHINH")
        .await;
    page.shows("datetime=\"2026-09-01\"");
    page.shows("datetime=\"2026-12-20\"");
    page.hides("datetime=\"2027-06-30\"");
}
