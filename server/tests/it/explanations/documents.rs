//! The document of an explanation and its files.
use axum::http::StatusCode;

use super::{
    ASK, DOCUMENT, DUTY, EXPLAIN, EXPLANATION, Fields, HEAD, NUMBER, PDF, does, marks_of, page,
    send, status_of, upload_to, with_marks,
};
use crate::support::{
    page::Answer,
    rivals::{self, SAID_WITH},
    site::{ORIGIN, Site},
    store::{Store, on_both},
    upload::{self, Upload, addresses},
    users::{Account, User},
};

on_both!(
    an_explanation_carries_a_document_with_its_files,
    the_document_of_an_explanation_is_put_right_by_who_gave_it,
);

/// Sends an explanation with files.
async fn upload(site: &Site, who: &str, fields: Fields<'_>, files: &[Upload<'_>]) -> Answer {
    upload_to(site, (who, EXPLAIN), fields, files).await
}

async fn the_document_of_an_explanation_is_put_right_by_who_gave_it(store: Store) {
    const RESTATE: &str = "/work/yte-san-pham/restate";
    let site = Site::at(store, ORIGIN).await;
    let typed = |number: &'static str| {
        let [_, rest @ ..] = DOCUMENT else { panic!() };
        let act = ("act", "own-explanation");
        [&[act, ("document_number", number)], rest].concat()
    };
    let documents = async || {
        let sql = "select document_number from evidence where submission in \
                   (select submission from explained) order by seq";
        site.store.texts(sql).await
    };
    // Nothing is there to be put right before it was given.
    let link = [("link", "https://luutru.example/5506.pdf")];
    let other = [&typed("32-5508/BC")[..], &link].concat();
    let early = send(&site, HEAD, RESTATE, &other).await;
    assert_eq!(early.status, StatusCode::FORBIDDEN, "{}", early.body);
    let whole = [EXPLANATION, DOCUMENT].concat();
    does(&site, HEAD, EXPLAIN, &[&whole[..], &link].concat()).await;
    let head = Account::named(&site, HEAD).await;
    let explain = head.get(EXPLAIN).await;
    explain.shows("/restate?act=own-explanation");
    let opened = head.get(&format!("{RESTATE}?act=own-explanation")).await;
    opened.shows(NUMBER);
    let marks = ["submission", "read", "promised", "account", "seen"];
    let marks = marks.map(|name| (name, opened.hidden(name).unwrap()));
    let form = |number| {
        let mut fields = typed(number);
        fields.extend(link);
        fields.extend(marks.iter().map(|(name, value)| (*name, value.as_str())));
        fields
    };
    let same = head.post(RESTATE, &form(NUMBER)).await;
    let same = same.expect(StatusCode::UNPROCESSABLE_ENTITY);
    same.shows("Chưa có gì khác với bản đang ghi");
    // Nobody else's: neither a colleague's nor the office's.
    for who in ["member.y-te", "office", "head.tai-chinh", "partner.xanh"] {
        let refused = send(&site, who, RESTATE, &other).await;
        let hidden = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
        assert!(hidden.contains(&refused.status), "{who} {}", refused.status);
    }
    assert_eq!(documents().await, [NUMBER]);

    // Sent twice, it is one; both stand in the history, and on the day before neither.
    for _ in 0..2 {
        let sent = head.post(RESTATE, &form("32-5508/BC")).await;
        let sent = sent.expect(StatusCode::SEE_OTHER);
        let told = head.get(sent.location()).await.expect(StatusCode::OK);
        told.shows("Đã sửa. Bản cũ vẫn ở lịch sử");
    }
    assert_eq!(documents().await, [NUMBER, "32-5508/BC"]);
    let lines = "select count(*) from audit where action = 'milestone.explanation_corrected'";
    assert_eq!(site.store.number(lines).await, 1);
    assert_eq!(site.store.number("select count(*) from explained").await, 1);
    let duty = page(&site, "office", DUTY).await;
    let (now, was) = (duty.find("32-5508/BC").unwrap(), duty.find(NUMBER).unwrap());
    assert!(now < was, "{duty}");
    assert!(
        duty.contains("Văn bản trước khi sửa ngày 20/11/2026"),
        "{duty}"
    );
    let rival = page(&site, "partner.xanh", DUTY).await;
    assert!(!rival.contains("5508") && !rival.contains("Văn bản trước khi sửa"));
    // What was read is not what stands any more.
    let stale = head.post(RESTATE, &form("33-5509/BC")).await;
    stale.expect(StatusCode::CONFLICT).shows("33-5509/BC");
    let whole = tiendo::ledger::verify(&site.store.db, None).await.unwrap();
    assert!(whole.is_whole());
    // Until the day after.
    site.later(48 * 60);
    let late = send(&site, HEAD, RESTATE, &other).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(documents().await.len(), 2);
}

async fn an_explanation_carries_a_document_with_its_files(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let whole = [EXPLANATION, DOCUMENT].concat();
    let files: [Upload; 2] = [("Tờ trình-5507.pdf", PDF), ("so.csv", b"a;b\n1;2\n")];
    // Until it is sent it is its sender's alone; the words stay with it.
    let mut wrong = whole.clone();
    wrong.retain(|(name, _)| *name != "cause");
    let page = upload(&site, HEAD, &wrong, &files).await;
    let page = page.expect(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("gốc-5502");
    page.shows(NUMBER);
    let [loose, second] = addresses(&page.body).try_into().unwrap();
    for (who, status) in [
        (HEAD, 200),
        ("member.y-te", 404),
        ("office", 404),
        ("partner.xanh", 404),
    ] {
        assert_eq!(status_of(&site, who, &loose).await, status, "{who}");
    }
    // Taken off, it is gone; nothing was sent.
    let named = page.hidden("files").unwrap();
    let off = second.trim_start_matches("/files/");
    let fields = [&whole[..], &[("files", named.as_str()), ("remove", off)]].concat();
    let page = upload(&site, HEAD, &fields, &[])
        .await
        .expect(StatusCode::OK);
    page.hides("so.csv");
    page.shows("gốc-5502");
    assert_eq!(status_of(&site, HEAD, &second).await, 404);
    assert_eq!(site.store.number("select count(*) from explained").await, 0);
    // The same form twice is one explanation, with its file.
    let left = page.hidden("files").unwrap();
    let marks = marks_of(&page);
    let mut fields = with_marks(&whole, &marks);
    fields.push(("files", &left));
    for _ in 0..2 {
        let sent = upload(&site, HEAD, &fields, &[("b.pdf", b"%PDF-1.4")]).await;
        sent.expect(StatusCode::SEE_OTHER);
    }
    for (table, rows) in [
        ("explained", 1),
        ("evidence where document_number = '31-5506/BC'", 1),
        ("attachments", 0),
    ] {
        let sql = format!("select count(*) from {table}");
        assert_eq!(site.store.number(&sql).await, rows, "{table}");
    }
    // Who reads the words reads the document; cause and day are no words.
    for (who, reads) in [
        ("committee", true),
        ("office", true),
        (HEAD, true),
        ("member.y-te", true),
        ("head.tai-chinh", false),
        ("member.phuong-mot", false),
        ("partner.xanh", false),
        ("partner.vang", false),
    ] {
        let duty = Account::named(&site, who).await.get(DUTY).await.body;
        for words in [NUMBER, "Tờ trình-5507.pdf", "b.pdf"] {
            assert_eq!(duty.contains(words), reads, "{who} {words}");
        }
        assert_eq!(status_of(&site, who, &loose).await == 200, reads, "{who}");
        let before = page_on_the_day_before(&site, who).await;
        assert!(!before.contains(NUMBER), "{who}");
    }
    for who in ["admin", "display"] {
        assert_eq!(status_of(&site, who, &loose).await, 403, "{who}");
    }
    let list = page_body(&site, "office", "/explanations").await;
    assert!(list.contains(NUMBER) && list.contains(&loose), "{list}");
    let sheet = "/explanations?format=csv&table=explanations";
    let sheet = page_body(&site, "office", sheet).await;
    assert!(sheet.contains("31-5506/BC,2026-11-18,,"), "{sheet}");
    assert!(sheet.contains("Tờ trình-5507.pdf, b.pdf"), "{sheet}");
    // A reviewer of reports is shown it too, where he asks.
    let asks = page_body(&site, "office", ASK).await;
    assert!(asks.contains(NUMBER) && asks.contains(&loose), "{asks}");
    let verified = tiendo::ledger::verify(&site.store.db, None).await.unwrap();
    assert!(verified.is_whole());
    // Its bytes are kept as long as it stands.
    site.later(3 * 24 * 60);
    tiendo::files::sweep(&site.store.db, &site.store.files, &site.clock)
        .await
        .unwrap();
    assert_eq!(status_of(&site, "committee", &loose).await, 200);
    assert!(site.store.files_there().contains(&hash_of(PDF)));
}

fn hash_of(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    tiendo::db::audit::hex(&Sha256::digest(bytes))
}

async fn page_body(site: &Site, who: &str, path: &str) -> String {
    let answer = Account::named(site, who).await.get(path).await;
    answer.expect(StatusCode::OK).body
}

async fn page_on_the_day_before(site: &Site, who: &str) -> String {
    let before = format!("{DUTY}?as_of=2026-11-19");
    Account::named(site, who).await.get(&before).await.body
}

/// A bad file is told and costs neither the words nor the file beside it; a question takes none.
#[tokio::test]
async fn a_bad_file_of_an_explanation_is_told_and_costs_nothing_else() {
    let site = Site::new().await;
    let whole = [EXPLANATION, DOCUMENT].concat();
    let csv = "số,độ mật\n12,TỐI MẬT\n".as_bytes();
    let cases: [(&str, &[u8], &str); 4] = [
        ("trang.pdf", b"<!DOCTYPE html><p>", "trang web hoặc hình vẽ"),
        ("toi-mat.pdf", PDF, "tên tệp mang dấu hiệu mật"),
        ("bang.csv", csv, "nội dung mang dấu hiệu mật"),
        ("rong.pdf", b"", "0 byte"),
    ];
    for (name, bytes, why) in cases {
        let files = [("tot.pdf", PDF), (name, bytes)];
        let answer = upload(&site, HEAD, &whole, &files).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows(why);
        answer.shows("gốc-5502");
        answer.shows("tot.pdf");
        answer.hides("toi-mat");
        let named = answer.hidden("files").unwrap();
        assert_eq!(named.split(' ').count(), 1, "{name}: {named}");
    }
    // Six are one too many.
    let names = ["1.pdf", "2.pdf", "3.pdf", "4.pdf", "5.pdf", "6.pdf"];
    let bytes: Vec<Vec<u8>> = (0..6)
        .map(|n| format!("%PDF-1.7 {n}").into_bytes())
        .collect();
    let six: Vec<Upload> = names
        .iter()
        .zip(&bytes)
        .map(|(name, bytes)| (*name, bytes.as_slice()))
        .collect();
    let answer = upload(&site, HEAD, &whole, &six).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("6.pdf: mẫu này đã có 5 tệp");
    // A file needs its document.
    let answer = upload(&site, HEAD, EXPLANATION, &[("a.pdf", PDF)]).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("Chưa có số văn bản");
    assert_eq!(site.store.number("select count(*) from explained").await, 0);
    let everything = site.store.everything().await.join("\n");
    assert!(!everything.contains("TỐI MẬT") && !everything.contains("toi-mat"));
    // Nor does an explanation hand over what stands in the draft of a report.
    let page = upload(&site, HEAD, &whole, &[("nhap.pdf", b"%PDF-1.5")]).await;
    page.expect(StatusCode::SEE_OTHER);
    let member = Account::named(&site, "member.y-te").await;
    let id = uuid::Uuid::now_v7().to_string();
    let draft = [
        ("produced", "Nháp"),
        ("version", "0"),
        ("submission", id.as_str()),
        ("action", "draft"),
    ];
    let path = "/work/yte-san-pham";
    let saved = upload::post(&member, path, &draft, &[("cua-nhap.pdf", b"%PDF-1.6")]).await;
    saved.expect(StatusCode::SEE_OTHER);
    let draft = "select id from attachments where in_draft";
    let foreign = site.store.texts(draft).await.remove(0);
    let fields = [&whole[..], &[("files", foreign.as_str())]].concat();
    let answer = upload(&site, HEAD, &fields, &[]).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("không còn nữa. Mời chọn lại tệp");
    assert_eq!(site.store.texts(draft).await, [foreign]);
}

/// A file that somebody put on the form of a report is that form's, and one of an explanation is
/// no report's, whoever put it there and whether the form was sent or not.
#[tokio::test]
async fn a_form_takes_no_file_of_a_form_for_something_else() {
    let site = Site::new().await;
    let head = Account::named(&site, HEAD).await;
    let report = "/work/yte-san-pham";
    let id = uuid::Uuid::now_v7().to_string();
    // Not enough to be handed over: its file waits on the form.
    let fields = [
        ("submission", id.as_str()),
        ("action", "submit"),
        ("version", "0"),
    ];
    let answer = upload::post(&head, report, &fields, &[("bao-cao.pdf", PDF)]).await;
    let of_report = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let of_report = of_report.hidden("files").unwrap();
    let explain = [EXPLANATION, DOCUMENT, &[("files", of_report.as_str())]].concat();
    let answer = upload(&site, HEAD, &explain, &[]).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("không còn nữa. Mời chọn lại tệp");

    let answer = upload(&site, HEAD, EXPLANATION, &[("giai-trinh.pdf", b"%PDF-1.3")]).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let of_explanation = answer.hidden("files").unwrap();
    let fields = [&fields[..], &[("files", of_explanation.as_str())]].concat();
    let answer = upload::post(&head, report, &fields, &[]).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("không còn nữa. Mời chọn lại tệp");
    let loose = "select id from attachments order by id";
    let mut both = vec![of_report, of_explanation];
    both.sort();
    assert_eq!(site.store.texts(loose).await, both);
}

/// Neither of two rivals reads the document behind what the other explained, nor the file of it,
/// nor either of them the unit's; whoever is responsible now reads nothing of who was before.
#[tokio::test]
async fn rule_11_a_file_of_an_explanation_is_read_as_its_words_are() {
    let store = Store::sqlite().await;
    let site = Site::over(store, ORIGIN, rivals::rows()).await;
    let companies = ["partner.xanh", "partner.vang", "partner.do"];
    for (document, company) in SAID_WITH.into_iter().zip([
        // The milestone was taken from it.
        None,
        Some("partner.vang"),
        None,
    ]) {
        let [number, _] = document;
        let name = format!("Tep-{}.pdf", number.replace('/', "-"));
        let sql = format!("select id from evidence_files where name = '{name}'");
        let address = format!("/files/{}", site.store.texts(&sql).await.remove(0));
        for who in companies {
            let status = if company == Some(who) { 200 } else { 404 };
            assert_eq!(
                status_of(&site, who, &address).await,
                status,
                "{who} {name}"
            );
        }
        for (who, status) in [
            ("committee", 200),
            ("office", 200),
            ("head.phuong-mot", 200),
            ("member.phuong-mot", 200),
            ("head.y-te", 404),
            ("member.tai-chinh", 404),
            ("admin", 403),
        ] {
            assert_eq!(
                status_of(&site, who, &address).await,
                status,
                "{who} {name}"
            );
        }
        for duty in ["QG-DAT-DAI", "QG-DAN-CU"] {
            let duty = format!("/duties/PHUONG-MOT/{duty}");
            for who in companies {
                let page = Account::named(&site, who).await.get(&duty).await.body;
                let reads = company == Some(who) && duty.ends_with("QG-DAT-DAI");
                assert_eq!(page.contains(number), reads, "{who} {duty} {number}");
            }
        }
    }
}
