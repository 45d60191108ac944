//! What was mistyped is put right: the document of a report by who wrote it, until the day after,
//! then by the office; a title by the office. Old and new are both kept, and no figure moves.
use axum::http::StatusCode;
use tiendo::import::{Files, apply, plan_files};

use crate::support::{
    campaign::at,
    page::text,
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Account, User},
};

on_both!(
    a_document_is_put_right_by_its_writer_until_the_day_after,
    what_was_decided_on_is_put_right_by_the_office_and_says_so,
    a_title_is_put_right_freely_and_changed_by_a_decision,
    rule_4_a_promise_is_changed_by_a_decision_after_what_moves_was_read,
    rule_4_what_takes_the_place_of_a_cancelled_milestone_keeps_its_deadline_and_is_told,
    rule_4_a_history_tells_an_import_as_it_tells_a_form,
    rule_4_a_chain_of_successors_keeps_the_first_deadline_and_tells_each_link,
);

const WORK: &str = "/work/yte-san-pham";
const CORRECT: &str = "/work/yte-san-pham/restate";
const REVIEW: &str = "/review/yte-san-pham";
const RESTATE: &str = "/review/yte-san-pham/restate";
const DUTY: &str = "/duties/SO-Y-TE/CN-Y-TE";
const MEMBER: &str = "member.y-te";
const HEAD: &str = "head.y-te";
const OFFICE: &str = "office2";

type Fields<'a> = &'a [(&'a str, &'a str)];

const REPORT: Fields<'static> = &[
    ("produced", "Tập 12.400 hồ sơ đã đối soát"),
    ("document_number", "214/BB-SYT"),
    ("document_day", "19/11/2026"),
    ("link", "https://luutru.example/214.pdf"),
    ("no_secrets", "true"),
    ("version", "0"),
    ("action", "submit"),
];
const ACCEPT: Fields<'static> = &[("decision", "accepted"), ("checked", "true")];

/// A document put right: its number only.
fn document<'a>(act: &'a str, number: &'a str, reason: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("act", act),
        ("document_number", number),
        ("document_day", "19/11/2026"),
        ("link", "https://luutru.example/214.pdf"),
        ("reason", reason),
        ("no_secrets", "true"),
    ]
}

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

async fn city(site: &Site) -> serde_json::Value {
    site.app.live.today().await.unwrap().figures()["city"].clone()
}

/// Goes to noon of a day.
fn on(site: &Site, day: &str) {
    site.clock.set(at(day, 12));
}

async fn a_document_is_put_right_by_its_writer_until_the_day_after(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    on(&site, "2026-11-20");
    does(&site, MEMBER, WORK, REPORT).await;
    on(&site, "2026-11-21");
    let figures = city(&site).await;
    let right = document("own-document", "215/BB-SYT", "");
    // Not by a colleague, nor by the office while it is the writer's.
    assert_eq!(
        sends(&site, HEAD, CORRECT, &right).await,
        StatusCode::FORBIDDEN
    );
    let by_office = document("document", "216/BB-SYT", "Số sai");
    assert_eq!(
        sends(&site, OFFICE, RESTATE, &by_office).await,
        StatusCode::FORBIDDEN
    );
    let form = Account::named(&site, MEMBER).await;
    form.get(WORK).await.shows(CORRECT);
    does(&site, MEMBER, CORRECT, &right).await;
    assert_eq!(city(&site).await, figures);
    // The report shows what stands, the history both.
    let told = page(&site, OFFICE, REVIEW).await;
    assert!(told.contains("214/BB-SYT → 215/BB-SYT"), "{told}");
    assert!(told.contains("Văn bản 215/BB-SYT"), "{told}");
    // Once more, for the same report; then it is the office's.
    let again = document("own-document", "217/BB-SYT", "");
    does(&site, MEMBER, CORRECT, &again).await;
    on(&site, "2026-11-22");
    assert_eq!(
        sends(&site, MEMBER, CORRECT, &right).await,
        StatusCode::FORBIDDEN
    );
    // With a reason, as they are another's words.
    let silent = document("document", "216/BB-SYT", "");
    assert_eq!(
        sends(&site, OFFICE, RESTATE, &silent).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    does(&site, OFFICE, RESTATE, &by_office).await;
    for (day, number) in [
        ("2026-11-20", "Văn bản 214/BB-SYT"),
        ("2026-11-21", "Văn bản 217/BB-SYT"),
        ("2026-11-22", "Văn bản 216/BB-SYT"),
    ] {
        let duty = page(&site, OFFICE, &format!("{DUTY}?as_of={day}")).await;
        assert!(duty.contains(number), "{day} {number}\n{duty}");
    }
    // What is handed over elsewhere is compared with the document as it stands.
    let same = [REPORT, &[("link", "https://luutru.example/5.pdf")]].concat();
    let same = [
        &same[..1],
        &[("document_number", "216/BB-SYT")],
        &same[2..3],
        &same[4..],
    ]
    .concat();
    does(&site, MEMBER, "/work/yte-an-ninh", &same).await;
    let told = page(&site, OFFICE, "/review/yte-an-ninh").await;
    assert!(told.contains("yte-san-pham"), "{told}");
    // It is written once, and is no act of the unit's that its silence would end with.
    let rows = "select count(*) from evidence where document_number like '21%/BB-SYT'";
    assert_eq!(site.store.number(rows).await, 5);
}

async fn what_was_decided_on_is_put_right_by_the_office_and_says_so(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    does(&site, MEMBER, WORK, REPORT).await;
    does(&site, OFFICE, REVIEW, ACCEPT).await;
    let right = document("own-document", "215/BB-SYT", "");
    assert_eq!(
        sends(&site, MEMBER, CORRECT, &right).await,
        StatusCode::CONFLICT
    );
    let figures = city(&site).await;
    does(
        &site,
        OFFICE,
        RESTATE,
        &document("document", "215/BB-SYT", "Gõ nhầm số"),
    )
    .await;
    assert_eq!(city(&site).await, figures);
    let duty = page(&site, MEMBER, DUTY).await;
    assert_eq!(
        duty.matches("sửa sau quyết định").count(),
        2,
        "beside the decision and the correction: {duty}"
    );
    assert!(duty.contains("Gõ nhầm số"), "{duty}");
    // Nothing of what was produced is for sale here, nor a document without a place.
    for (fields, says) in [
        (document("document", "215/BB-SYT", "x"), "Chưa có gì khác"),
        (
            document("document", "12/BC-MẬT", "x"),
            "dấu hiệu tài liệu mật",
        ),
        (document("document", "", "x"), "Chưa có số văn bản"),
    ] {
        let id = uuid::Uuid::now_v7().to_string();
        let fields = [&fields[..], &[("submission", id.as_str())]].concat();
        let office = Account::named(&site, OFFICE).await;
        let answer = office.post(RESTATE, &fields).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows(says);
    }
    // Work of the own unit is another officer's.
    let own = "/review/btc-dan-cu/restate";
    let title = [("act", "title"), ("title", "Tên khác hẳn")];
    let decided = [
        &title[..],
        &[("number", "1/QĐ"), ("approver", "A"), ("reason", "x")],
    ]
    .concat();
    assert_eq!(
        sends(&site, "office", own, &decided).await,
        StatusCode::FORBIDDEN
    );
}

async fn a_title_is_put_right_freely_and_changed_by_a_decision(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let figures = city(&site).await;
    let titled = |title| [("act", "title"), ("title", title)];
    let first = site
        .store
        .texts("select title from milestones where id = 'yte-san-pham' order by seq")
        .await
        .remove(0);
    // Another promise, without a decision.
    assert_eq!(
        sends(&site, OFFICE, RESTATE, &titled("Sổ hộ tịch hoá")).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let decision = [
        ("number", "88/QĐ"),
        ("approver", "Bà Thử"),
        ("reason", "Ghi nhầm"),
    ];
    let decided = [&titled("Sổ hộ tịch hoá")[..], &decision].concat();
    does(&site, OFFICE, RESTATE, &decided).await;
    // Only how it is typed.
    does(&site, OFFICE, RESTATE, &titled("Sổ hộ tịch hóa")).await;
    let redefined = "select was || ' → ' || now from redefinitions where code = 'yte-san-pham'";
    assert_eq!(
        site.store.texts(redefined).await,
        [format!("{first} → Sổ hộ tịch hoá")]
    );
    assert_eq!(city(&site).await, figures);
    let duty = page(&site, MEMBER, DUTY).await;
    assert!(duty.contains("Sổ hộ tịch hoá → Sổ hộ tịch hóa"), "{duty}");
    // Another milestone of the duty is called so.
    let other = site
        .store
        .texts("select title from milestones where id = 'yte-xa'")
        .await
        .remove(0);
    let taken = [&titled(other.as_str())[..], &decision].concat();
    assert_eq!(
        sends(&site, OFFICE, RESTATE, &taken).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let yesterday = page(&site, OFFICE, &format!("{DUTY}?as_of=2026-11-19")).await;
    assert!(!yesterday.contains("Sổ hộ tịch"), "{yesterday}");
}

/// Terms of a milestone as the form has them.
fn terms<'a>(
    kind: &'a str,
    weight: &'a str,
    product: &'a str,
    reach: &'a str,
) -> Vec<(&'a str, &'a str)> {
    vec![
        ("act", "terms"),
        ("kind", kind),
        ("weight", weight),
        ("product", product),
        ("reach", reach),
        ("number", "88/QĐ"),
        ("approver", "Bà Thử"),
        ("reason", "Khối lượng tăng"),
    ]
}

async fn answer(site: &Site, path: &str, fields: Fields<'_>) -> (StatusCode, String) {
    let id = uuid::Uuid::now_v7().to_string();
    let mut fields = fields.to_vec();
    fields.push(("submission", &id));
    let answer = Account::named(site, OFFICE).await.post(path, &fields).await;
    (answer.status, text(&answer.body))
}

/// Claimed and accepted of the unit, as a page says they move.
fn moves(page: &str) -> [String; 4] {
    let line = page.split("Sở Y tế Thử: đã báo cáo ").nth(1).expect(page);
    let (claimed, accepted) = line.split_once(", nghiệm thu ").expect(page);
    let cell = |text: &str| {
        let end = text.find('%').map_or(text.len(), |at| at + 1);
        text[..end].to_owned()
    };
    let part = |text: &str| match text.strip_prefix("giữ ") {
        Some(stays) => [cell(stays), cell(stays)],
        None => {
            let (now, then) = text.split_once(" → ").expect(page);
            [cell(now), cell(then)]
        }
    };
    let ([a, b], [c, d]) = (part(claimed), part(accepted));
    [a, b, c, d]
}

async fn rule_4_a_promise_is_changed_by_a_decision_after_what_moves_was_read(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    does(&site, MEMBER, WORK, REPORT).await;
    does(
        &site,
        OFFICE,
        REVIEW,
        &[("decision", "returned"), ("reason", "Thiếu")],
    )
    .await;
    let path = "/review/yte-an-ninh/restate";
    let written = async || {
        let rows =
            "select term || ' ' || was || ' → ' || now from redefinitions order by seq, term";
        site.store.texts(rows).await
    };
    // Handed over once, its kind and weight are settled, as a file is told.
    let (status, told) = answer(&site, RESTATE, &terms("product", "6", "Tập dữ liệu", "")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        told.contains("loại và trọng số không đổi được nữa, kể cả có quyết định"),
        "{told}"
    );
    for (kind, weight, product, reach, says) in [
        (
            "outcome",
            "1",
            "Tập dữ liệu",
            "",
            "Mốc kết quả phải ghi giá trị",
        ),
        (
            "outcome",
            "1",
            "Tập dữ liệu",
            "90",
            "chưa có chỉ tiêu kết quả",
        ),
        (
            "product",
            "1,5",
            "Tập dữ liệu",
            "",
            "Trọng số là một số nguyên",
        ),
        (
            "product",
            "1",
            "Tập dữ liệu",
            "một ít",
            "Giá trị phải đạt là một số",
        ),
        ("", "1", "Tập dữ liệu", "", "Chưa chọn loại mốc"),
        ("product", "1", "12/QĐ-MẬT", "", "dấu hiệu tài liệu mật"),
    ] {
        let (status, told) = answer(&site, path, &terms(kind, weight, product, reach)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(told.contains(says), "{says}\n{told}");
    }
    // Without a decision, and with one in parts.
    let mut silent = terms("product", "6", "Tập dữ liệu", "");
    silent.retain(|(name, _)| *name != "approver");
    let (status, told) = answer(&site, path, &silent).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.contains("Chưa ghi người duyệt"), "{told}");
    assert_eq!(written().await, Vec::<String>::new());

    // Of a database's own product: what moves is read first, and is what then holds.
    let path = "/review/yte-xa/restate";
    let six = terms("outcome", "6", "Tập dữ liệu", "90");
    let (status, told) = answer(&site, path, &six).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        told.contains("Chưa ghi gì. Sau khi ghi:") && told.contains("Toàn thành phố"),
        "{told}"
    );
    // Its database stands between the unit and the campaign.
    assert_eq!(told.matches(": đã báo cáo ").count(), 3, "{told}");
    assert_eq!(written().await, Vec::<String>::new());
    let [claimed, then_claimed, accepted, then_accepted] = moves(&told);
    let seen = [&six[..], &[("seen", "outcome|6|90|Tập dữ liệu")]].concat();
    does(&site, OFFICE, path, &seen).await;
    assert!(written().await.contains(&"weight 1 → 6".to_owned()));
    let back = terms("outcome", "1", "Tập dữ liệu", "90");
    let (_, told) = answer(&site, path, &back).await;
    let back = [then_claimed, claimed, then_accepted, accepted];
    assert_eq!(moves(&told), back, "what it says is what then holds");
    let duty = page(&site, MEMBER, DUTY).await;
    assert!(duty.contains("trọng số: 1 → 6"), "{duty}");
    assert!(duty.contains("quyết định 88/QĐ, Bà Thử duyệt"), "{duty}");
    let head = Account::named(&site, "head.tai-chinh").await;
    head.get(DUTY).await.hides("Khối lượng tăng");
    // Not by an officer at home there, nor twice by what was seen of something else.
    let own = terms("product", "9", "Tập dữ liệu", "");
    let own = [&own[..], &[("seen", "product|9||Tập dữ liệu")]].concat();
    let status = sends(&site, "office", "/review/btc-dan-cu/restate", &own).await;
    assert!(status.is_client_error(), "{status}");
}

async fn rule_4_what_takes_the_place_of_a_cancelled_milestone_keeps_its_deadline_and_is_told(
    store: Store,
) {
    let site = Site::at(store, ORIGIN).await;
    let path = "/review/tc-dat/restate";
    let duty = "/duties/SO-TAI-CHINH/QG-DAT-DAI";
    let new = |title| {
        let mut fields = terms("product", "4", "Sổ địa chính số", "");
        fields[0] = ("act", "successor");
        fields.extend([("title", title), ("party", "unit")]);
        fields
    };
    // Of what was cancelled only.
    let open = [
        &new("Sổ địa chính")[..],
        &[("seen", "product|4||Sổ địa chính số|unit|Sổ địa chính")],
    ];
    let status = sends(&site, OFFICE, path, &open.concat()).await;
    assert_eq!(status, StatusCode::CONFLICT);
    let cancel: Fields = &[
        ("event", "cancelled"),
        ("number", "77/QĐ"),
        ("reason", "Đổi cách làm"),
        ("sure", "true"),
    ];
    does(&site, OFFICE, "/review/tc-dat/adjust", cancel).await;
    let form = Account::named(&site, OFFICE).await;
    form.get("/review/tc-dat").await.shows("Lập mốc thay thế");
    // Another name than any of the duty, the cancelled one's neither.
    let (status, told) = answer(&site, path, &new("Mốc tc-dat")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.contains("đã có một mốc tên như vậy"), "{told}");
    let (status, told) = answer(&site, path, &new("Sổ địa chính")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(told.contains("Chưa ghi gì. Sau khi ghi:"), "{told}");
    let count = "select count(*) from milestones where replaces = 'tc-dat'";
    assert_eq!(site.store.number(count).await, 0);
    // Sent twice it is one.
    let id = uuid::Uuid::now_v7().to_string();
    let seen = [&open.concat()[..], &[("submission", id.as_str())]].concat();
    let office = Account::named(&site, OFFICE).await;
    let opened = office.get(&format!("{path}?act=successor")).await;
    let marks = ["read", "promised", "account"].map(|it| (it, opened.hidden(it).unwrap()));
    let marks = marks.iter().map(|(name, value)| (*name, value.as_str()));
    let seen: Vec<(&str, &str)> = seen.into_iter().chain(marks).collect();
    for _ in 0..2 {
        let sent = office.post(path, &seen).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(site.store.number(count).await, 1);
    // It keeps the deadline, and is late at once; both say so.
    let told = page(&site, "committee", duty).await;
    for words in [
        "Thay cho mốc đã hủy: Mốc tc-dat",
        "Mốc thay thế: Sổ địa chính",
        "mốc mới thay cho mốc đã hủy",
        "Trễ hạn",
        "01/10/2026",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let unit = page(&site, "committee", "/units/SO-TAI-CHINH").await;
    assert!(unit.contains("mốc mới thay cho mốc đã hủy"), "{unit}");
    // One that names none is listed beside it.
    let insert = format!(
        "insert into milestones (id, unit, workstream, position, kind, title, product, deadline, \
         deadline_text, responsible, weight, reach, replaces, seq, recorded_at) \
         select 'tc-lang', unit, workstream, 99, kind, 'Việc lặng lẽ', product, '2027-06-30', \
         deadline_text, responsible, weight, reach, null, (select seq from campaign), {} \
         from milestones where id = 'tc-dat'",
        site.clock.now()
    );
    for sql in ["update campaign set seq = seq + 1", &insert] {
        site.store.run(sql).await.unwrap();
    }
    let told = page(&site, "committee", duty).await;
    for words in [
        "không nêu thay cho mốc nào: Việc lặng lẽ",
        "mốc mới trong 30 ngày sau khi hủy",
        "Điều chỉnh theo quyết định: 1 lần; không theo quyết định: 1 mốc mới ngay sau khi hủy",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

/// One takes the place of another that took the place of another, by form and by file.
async fn rule_4_a_chain_of_successors_keeps_the_first_deadline_and_tells_each_link(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let duty = "/duties/SO-TAI-CHINH/QG-DAT-DAI";
    let cancel: Fields = &[
        ("event", "cancelled"),
        ("number", "77/QĐ"),
        ("reason", "Đổi cách làm"),
        ("sure", "true"),
    ];
    let replaced = async |id: &str| {
        let sql = format!("select id from milestones where replaces = '{id}'");
        site.store.texts(&sql).await
    };
    // Not the typing of the weight: what counts no more is 4 to the end.
    does(&site, OFFICE, "/review/tc-dat/adjust", cancel).await;
    let mut first = terms("product", "2", "Sổ địa chính số", "");
    first[0] = ("act", "successor");
    first.extend([("title", "Sổ một"), ("party", "unit")]);
    first.push(("seen", "product|2||Sổ địa chính số|unit|Sổ một"));
    does(&site, OFFICE, "/review/tc-dat/restate", &first).await;
    let one = replaced("tc-dat").await.remove(0);
    let by = "99/QĐ,Đổi cách làm,Bà Thử";
    let row = |id: &str, title: &str, replaces: &str, deadline: &str| {
        format!("{id},SO-TAI-CHINH,QG-DAT-DAI,product,{title},Sổ số,{deadline},1,{replaces},{by}\n")
    };
    // Not of what stands, nor of itself.
    for (id, replaces) in [
        ("m-hai", one.as_str()),
        ("m-hai", "m-hai"),
        ("m-hai", "m-ba"),
    ] {
        let told = import_rows(&site, &row(id, "Sổ hai", replaces, "2026-10-01")).await;
        assert!(told.contains("cột replaces"), "{id} {replaces}\n{told}");
    }
    does(&site, OFFICE, &format!("/review/{one}/adjust"), cancel).await;
    let told = import_rows(&site, &row("m-hai", "Sổ hai", &one, "2027-06-30")).await;
    assert!(
        told.contains("giữ thời hạn của mốc đã hủy (2026-10-01)"),
        "{told}"
    );
    let two = row("m-hai", "Sổ hai", &one, "2026-10-01");
    assert_eq!(import_rows(&site, &two).await, "");
    assert_eq!(replaced(&one).await, ["m-hai"]);
    // Nor in a ring: whose place it takes is said when it is created.
    let told = import_rows(&site, &row(&one, "Sổ một", "m-hai", "2026-10-01")).await;
    assert!(told.contains("chỉ nêu được khi lập"), "{told}");
    // The same file once more changes nothing.
    assert_eq!(import_rows(&site, &two).await, "");

    let told = page(&site, "committee", duty).await;
    for words in [
        "Thay cho mốc đã hủy: Mốc tc-dat",
        "Mốc thay thế: Sổ một",
        "Thay cho mốc đã hủy: Sổ một",
        "Mốc thay thế: Sổ hai",
        "trọng số 4, không còn tính",
        "trọng số 2, không còn tính",
        "Điều chỉnh theo quyết định: 2 lần",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let unit = page(&site, "committee", "/units/SO-TAI-CHINH").await;
    assert!(unit.contains("2 mốc hủy khi đã trễ"), "{unit}");
    let file = format!("{duty}?format=csv&table=milestones");
    let office = Account::named(&site, OFFICE).await;
    let file = office.get(&file).await.expect(StatusCode::OK).body;
    let last = file.lines().find(|it| it.contains("Sổ hai")).unwrap();
    assert_eq!(last.matches("2026-10-01").count(), 2, "{last}");
    assert!(last.contains("Trễ"), "{last}");
    assert!(
        tiendo::ledger::verify(&site.store.db, None)
            .await
            .unwrap()
            .is_whole()
    );
}

/// Imports rows of milestones; what was wrong, or nothing.
async fn import_rows(site: &Site, rows: &str) -> String {
    let now = site.clock.now();
    let campaign = "name,start,deadline,time_zone\n\
         Chiến dịch thử,2026-01-05,2026-12-31,Asia/Ho_Chi_Minh\n";
    let milestones = format!(
        "id,unit,workstream,kind,title,product,deadline,weight,replaces,decision,reason,approver\n\
         {rows}"
    );
    let files = [
        ("campaign.csv", campaign),
        ("milestones.csv", milestones.as_str()),
    ];
    let plan = plan_files(&site.store.db, &Files::embedded(&files), now).await;
    let plan = plan.unwrap();
    if !plan.sound() {
        return plan.to_string();
    }
    apply(&site.store.db, &plan, now).await.unwrap();
    String::new()
}

/// What the history of a milestone says of what was written anew, newest first, with the decision
/// and reason behind it; and the events themselves, in their order.
async fn told_anew(site: &Site) -> (Vec<String>, Vec<String>) {
    let duty = Account::named(site, OFFICE).await;
    let duty = duty.get("/duties/SO-Y-TE/CT-AN-NINH").await;
    let body = duty.expect(StatusCode::OK).body;
    let own = body.split("data-milestone=\"");
    let own = own.filter(|it| it.starts_with("yte-an-ninh\"")).last();
    let events = own.expect("the milestone").split("data-event=\"").skip(1);
    let told = events.map(|event| {
        let (code, rest) = event.split_once('"').expect("a code");
        let words = rest.split_once("<div>").expect("words").1;
        let words = words.split("</b>").skip(1).collect::<Vec<_>>().join("</b>");
        let words = words.split("</div>").next().unwrap_or_default();
        format!("{code}: {}", text(words))
    });
    let told = told.collect();
    let rows = "select event || '|' || organisation || '|' || body || '|' || decision || '|' || approver \
                from milestone_events where milestone = 'yte-an-ninh' order by seq";
    (told, site.store.texts(rows).await)
}

/// Imports what a file says of one milestone.
async fn imported(site: &Site, title: &str, weight: u64, product: &str, by: &str) -> String {
    let now = site.clock.now();
    let campaign = "name,start,deadline,time_zone\n\
         Chiến dịch thử,2026-01-05,2026-12-31,Asia/Ho_Chi_Minh\n";
    let milestones = format!(
        "id,unit,workstream,kind,title,product,deadline,weight,decision,reason,approver\n\
         yte-an-ninh,SO-Y-TE,CT-AN-NINH,product,{title},{product},2026-12-20,{weight},{by}\n"
    );
    let files = [
        ("campaign.csv", campaign),
        ("milestones.csv", milestones.as_str()),
    ];
    let plan = plan_files(&site.store.db, &Files::embedded(&files), now).await;
    let plan = plan.unwrap();
    if !plan.sound() {
        return plan.to_string();
    }
    apply(&site.store.db, &plan, now).await.unwrap();
    String::new()
}

/// An import has no person: beside that, a title that is put right and terms that change are the
/// same events by form and by file.
async fn rule_4_a_history_tells_an_import_as_it_tells_a_form(store: Store) {
    let by_form = Site::at(Store::sqlite().await, ORIGIN).await;
    let path = "/review/yte-an-ninh/restate";
    let decision = [
        ("number", "88/QĐ"),
        ("approver", "Bà Thử"),
        ("reason", "Khối lượng tăng"),
    ];
    let titled = |title| [("act", "title"), ("title", title)];
    let decided = [&titled("Sổ hộ tịch hoá")[..], &decision].concat();
    does(&by_form, OFFICE, path, &decided).await;
    let mut anew = terms("product", "6", "Tập dữ liệu", "");
    anew.push(("seen", "product|6||Tập dữ liệu"));
    does(&by_form, OFFICE, path, &anew).await;
    does(&by_form, OFFICE, path, &titled("Sổ hộ tịch hóa")).await;

    let by_file = Site::at(store, ORIGIN).await;
    let by = "88/QĐ,Khối lượng tăng,Bà Thử";
    let told = imported(&by_file, "Sổ hộ tịch hoá", 6, "Tập dữ liệu", by).await;
    assert_eq!(told, "");
    let told = imported(&by_file, "Sổ hộ tịch hóa", 6, "Tập dữ liệu", ",,").await;
    assert_eq!(told, "");

    let (history, events) = told_anew(&by_form).await;
    assert_eq!(
        events,
        [
            "corrected|office|Khối lượng tăng|88/QĐ|Bà Thử",
            "redefined|office|Khối lượng tăng|88/QĐ|Bà Thử",
            "corrected|office|||",
        ]
    );
    for words in [
        "Mốc yte-an-ninh → Sổ hộ tịch hoá",
        "Sản phẩm của yte-an-ninh → Tập dữ liệu",
        "1 → 6",
        "Sổ hộ tịch hoá → Sổ hộ tịch hóa",
    ] {
        let found = history.iter().filter(|it| it.contains(words));
        assert_eq!(found.count(), 1, "{words}\n{history:?}");
    }
    // Another title is no slip of the pen, wherever it is told.
    for words in ["đổi tên", "sửa chỗ gõ nhầm"] {
        let found = history.iter().filter(|it| it.contains(words));
        assert_eq!(found.count(), 1, "{words}\n{history:?}");
        for site in [&by_form, &by_file] {
            for path in [
                "/latest",
                "/units/SO-Y-TE",
                "/units/SO-Y-TE?format=csv&table=events",
            ] {
                let told = Account::named(site, "committee").await.get(path).await;
                told.expect(StatusCode::OK).shows(words);
            }
        }
    }
    assert_eq!(told_anew(&by_file).await, (history, events));
    let terms = "select term || ' ' || was || ' ' || now || ' ' || decision || ' ' || reason || ' ' || approver \
                 from redefinitions order by seq, term";
    assert_eq!(
        by_form.store.texts(terms).await.len(),
        by_file.store.texts(terms).await.len()
    );
    // The same table: what was cancelled is not even typed otherwise, by neither.
    let cancel = [
        ("event", "cancelled"),
        ("number", "89/QĐ"),
        ("reason", "Không làm nữa"),
        ("sure", "true"),
    ];
    for site in [&by_form, &by_file] {
        does(site, OFFICE, "/review/yte-an-ninh/adjust", &cancel).await;
    }
    assert_eq!(
        sends(&by_form, OFFICE, path, &titled("Sổ hộ tịch hoá")).await,
        StatusCode::CONFLICT
    );
    let told = imported(&by_file, "Sổ hộ tịch hoá", 6, "Tập dữ liệu", ",,").await;
    assert!(told.contains("cột title"), "{told}");
    assert!(
        tiendo::ledger::verify(&by_file.store.db, None)
            .await
            .unwrap()
            .is_whole()
    );
}
