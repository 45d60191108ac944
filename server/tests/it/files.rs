//! Files behind a report: which come in, who reads them, and what becomes of them.
use std::sync::Arc;

use app::domain::{LARGEST_FILE, MOST_LOOSE};
use axum::{
    Router,
    body::{Body, Bytes},
    http::{Method, StatusCode},
};
use tiendo::{
    db::audit::hex,
    files::{self, Files, Scanner},
    web::router::routes,
};

use crate::support::{
    campaign::HIDDEN_FILE,
    page::Answer,
    report::{new_form, report},
    site::{ORIGIN, Site, request},
    store::{Store, on_both},
    upload::{self, Upload, addresses},
    users::{Account, Anonymous, Head, Member, Office, Partner, User},
};

on_both!(
    a_file_stands_in_the_place_of_a_link,
    a_draft_keeps_its_files_for_its_organisation_alone,
    the_same_form_with_files_is_one_event,
    what_belongs_to_nothing_goes_after_a_day,
);

const WORK: &str = "/work/yte-san-pham";
const REVIEW: &str = "/review/yte-san-pham";
const DUTY: &str = "/duties/SO-Y-TE/CN-Y-TE";
const PDF: &[u8] = b"%PDF-1.7 bien ban";
/// So long that it would be packed on its way.
const CSV: &[u8] = b"so;do\n1;2\n3;4\n5;6\n7;8\n9;10\n11;12\n13;14\n15;16\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

/// A whole report without a link.
fn without_link<'a>(submission: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![("link", "")];
    all.extend(more);
    report(submission, &all)
}

async fn send(user: &impl User, more: &[(&str, &str)], files: &[Upload<'_>]) -> Answer {
    upload::post(user, WORK, &without_link(&new_form(), more), files).await
}

async fn submissions(site: &Site) -> i64 {
    let sql = "select count(*) from milestone_events \
               where milestone = 'yte-san-pham' and event = 'submitted'";
    site.store.number(sql).await
}

async fn a_file_stands_in_the_place_of_a_link(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let member = Member::of(&site).await;
    // Without either it is no report.
    let neither = send(&member, &[], &[]).await;
    neither
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Chưa có tệp hay đường dẫn");
    let files = [("Biên bản 214.pdf", PDF), ("ảnh.png", PNG), ("a.csv", CSV)];
    let sent = send(&member, &[], &files).await;
    sent.expect(StatusCode::SEE_OTHER);
    let office = Office::of(&site).await;
    for page in [DUTY, REVIEW] {
        let page = office.get(page).await;
        page.shows("Biên bản 214.pdf");
        page.shows("<img src=\"/files/");
    }
    let page = office.get(REVIEW).await;
    let kinds = [
        ("application/pdf", "inline", PDF),
        ("image/png", "inline", PNG),
        ("text/csv; charset=utf-8", "attachment", CSV),
    ];
    let own: Vec<String> = addresses(&page.body);
    assert_eq!(own.len(), kinds.len());
    for (address, (kind, how, bytes)) in own.iter().zip(kinds) {
        let mut asked = request(Method::GET, address, office.cookie(), String::new());
        let packed = "gzip, deflate".parse().unwrap();
        asked.headers_mut().insert("accept-encoding", packed);
        let file = site.send(asked).await.expect(StatusCode::OK);
        assert_eq!(file.bytes, bytes, "{address}");
        assert_eq!(file.header("content-type"), kind);
        assert!(file.header("content-disposition").starts_with(how));
        assert_eq!(file.header("content-length"), bytes.len().to_string());
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert_eq!(file.header("cache-control"), "no-store");
        let policy = file.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert_eq!(file.header("content-encoding"), "");
    }
    // A report is no table that somebody takes away.
    let exports = site
        .store
        .number("select count(*) from audit where action = 'export'");
    assert_eq!(exports.await, 0);
    assert!(
        tiendo::ledger::verify(&site.store.db, None)
            .await
            .unwrap()
            .is_whole()
    );
    // What came back is reported with the files it had, and each row has its own address.
    let back = [
        ("submission", new_form()),
        ("decision", "returned".into()),
        ("reason", "Thiếu".into()),
    ];
    let back: Vec<(&str, &str)> = back.iter().map(|(n, v)| (*n, v.as_str())).collect();
    office
        .post(REVIEW, &back)
        .await
        .expect(StatusCode::SEE_OTHER);
    let page = member.get(WORK).await;
    let named = page.hidden("files").unwrap();
    let sent = send(&member, &[("files", &named)], &[]).await;
    sent.expect(StatusCode::SEE_OTHER);
    let rows = site
        .store
        .number("select count(*) from evidence_files where name = 'a.csv'");
    assert_eq!(rows.await, 2);
    assert_eq!(addresses(&office.get(REVIEW).await.body).len(), 6);
    office.get(REVIEW).await.shows("giữ nguyên");
}

async fn a_draft_keeps_its_files_for_its_organisation_alone(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let member = Member::of(&site).await;
    // A form that was not saved is its sender's alone.
    let wrong = [("document_day", "31/02/2026")];
    let page = send(&member, &wrong, &[("a.pdf", PDF)]).await;
    let page = page.expect(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("Tập 12.400 hồ sơ đã đối soát");
    let [address] = addresses(&page.body).try_into().unwrap();
    member.get(&address).await.expect(StatusCode::OK);
    let head = Head::of(&site).await;
    head.get(&address).await.expect(StatusCode::NOT_FOUND);
    // In the draft it is the unit's.
    let named = page.hidden("files").unwrap();
    let draft = [("files", named.as_str()), ("action", "draft")];
    send(&member, &draft, &[])
        .await
        .expect(StatusCode::SEE_OTHER);
    head.get(&address).await.expect(StatusCode::OK);
    head.get(WORK).await.shows("a.pdf");
    for other in [
        "office",
        "committee",
        "member.tai-chinh",
        "partner.xanh",
        "partner.vang",
    ] {
        let other = Account::named(&site, other).await;
        other.get(&address).await.expect(StatusCode::NOT_FOUND);
    }
    for other in ["admin", "display"] {
        let other = Account::named(&site, other).await;
        other.get(&address).await.expect(StatusCode::FORBIDDEN);
    }
    Anonymous(&site)
        .get(&address)
        .await
        .expect(StatusCode::SEE_OTHER);
    // Taken off, it is in the draft until that is saved without it.
    let page = head.get(WORK).await;
    let version = page.hidden("version").unwrap();
    let off = [
        ("files", named.as_str()),
        ("version", &version),
        ("remove", &named),
    ];
    let page = send(&head, &off, &[("b.pdf", b"%PDF-1.4")])
        .await
        .expect(StatusCode::OK);
    page.hides("a.pdf");
    page.shows("b.pdf");
    page.shows("Tập 12.400 hồ sơ đã đối soát");
    head.get(&address).await.expect(StatusCode::OK);
    let left = page.hidden("files").unwrap();
    let draft = [
        ("files", left.as_str()),
        ("version", &version),
        ("action", "draft"),
    ];
    send(&head, &draft, &[]).await.expect(StatusCode::SEE_OTHER);
    head.get(&address).await.expect(StatusCode::NOT_FOUND);
    member.get(WORK).await.shows("b.pdf");
    // Handed over, the draft and its files are gone, and the report has them.
    let version = member.get(WORK).await.hidden("version").unwrap();
    let whole = [("files", left.as_str()), ("version", &version)];
    send(&member, &whole, &[])
        .await
        .expect(StatusCode::SEE_OTHER);
    assert_eq!(
        site.store.number("select count(*) from attachments").await,
        0
    );
    Office::of(&site).await.get(DUTY).await.shows("b.pdf");
}

/// A form names only what is its sender's: not a colleague's that was not saved, not another
/// unit's, not another milestone's.
#[tokio::test]
async fn nobody_hands_over_what_is_anothers() {
    let site = Site::new().await;
    let other = Member::named(&site, "member2.y-te").await;
    let page = send(&other, &[("document_day", "")], &[("a.pdf", PDF)]).await;
    let colleagues = page.hidden("files").unwrap();
    let hidden = HIDDEN_FILE.trim_start_matches("/files/");
    let member = Member::of(&site).await;
    for foreign in [
        &colleagues,
        hidden,
        "018f3c1e-0000-7000-8000-000000000001",
        "x'--",
    ] {
        let answer = send(&member, &[("files", foreign)], &[]).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows("không còn nữa. Mời chọn lại tệp");
        assert_eq!(answer.hidden("files").as_deref(), Some(""));
    }
    assert_eq!(submissions(&site).await, 0);
}

async fn the_same_form_with_files_is_one_event(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let member = Member::of(&site).await;
    let page = send(&member, &[("produced", "")], &[("a.pdf", PDF)]).await;
    let (named, id) = (page.hidden("files").unwrap(), new_form());
    let marks: Vec<(&str, String)> = ["read", "promised", "account"]
        .into_iter()
        .map(|mark| (mark, page.hidden(mark).unwrap()))
        .collect();
    let marks = marks.iter().map(|(name, value)| (*name, value.as_str()));
    let more: Vec<(&str, &str)> = [("files", named.as_str())]
        .into_iter()
        .chain(marks)
        .collect();
    let fields = without_link(&id, &more);
    for _ in 0..2 {
        let sent = upload::post(&member, WORK, &fields, &[("b.png", PNG)]).await;
        sent.expect(StatusCode::SEE_OTHER);
    }
    assert_eq!(submissions(&site).await, 1);
    assert_eq!(site.store.number("select count(*) from evidence_files f join milestone_events e on e.submission = f.submission where e.milestone = 'yte-san-pham'").await, 2);
    // With another file it is another report.
    let other = upload::post(&member, WORK, &fields, &[("b.png", b"\x89PNG\r\n\x1a\n2")]).await;
    other.expect(StatusCode::CONFLICT);
}

/// Each is told why, and costs neither the words nor the file beside it.
#[tokio::test]
async fn a_bad_file_is_told_why_and_costs_nothing_else() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let zeros = vec![0; 30 * 1024 * 1024];
    let bomb = zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", &zeros),
    ]);
    let large = [PDF, &vec![7; LARGEST_FILE as usize + 1 - PDF.len()]].concat();
    let virus_name = "hoa\u{202E}fdp.exe";
    let cases: [(&str, &[u8], &str); 12] = [
        ("bom.docx", &bomb, "bung ra quá lớn"),
        (
            "trang.pdf",
            b"<!DOCTYPE html><script>alert(1)</script>",
            "trang web hoặc hình vẽ",
        ),
        (
            "hinh.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x\"/>",
            "HTML, SVG, XML",
        ),
        ("rong.pdf", b"", "0 byte"),
        ("lon.pdf", &large, "lớn hơn 10 MB"),
        (
            "IMG_1.HEIC",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic....",
            "dạng JPEG",
        ),
        (
            virus_name,
            b"MZ\x90\0\x03\0\0\0",
            "không thuộc các loại được nhận",
        ),
        ("nen.zip", &zip(&[("a", b"x")]), "là tệp nén"),
        ("bang.csv", b"S\xf3 v\xb8n b\xb6n", "UTF-8"),
        ("toi-mat.pdf", PDF, "tên tệp mang dấu hiệu mật"),
        (
            "bang.csv",
            "số,độ mật\n12,TỐI MẬT\n".as_bytes(),
            "nội dung mang dấu hiệu mật",
        ),
        ("tot.PDF", b"%PDF-1.7 khac", "tệp khác cùng tên"),
    ];
    for (name, bytes, why) in cases {
        let files = [("tot.pdf", PNG), ("tot.pdf", PDF), (name, bytes)];
        // The first is a picture whatever it is called.
        let answer = send(&member, &[], &files).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows(why);
        answer.shows("Tập 12.400 hồ sơ đã đối soát");
        answer.shows("tot.pdf.png");
        let named = answer.hidden("files").unwrap();
        assert_eq!(named.split(' ').count(), 2, "{name}: {named}");
        answer.hides("toi-mat");
        answer.hides("\u{202E}");
        // Sent again as it stands there it goes through.
        let marks = ["submission", "read", "promised", "account"];
        let marks = marks.map(|mark| (mark, answer.hidden(mark).unwrap()));
        let mut again = without_link("", &[("files", &named), ("action", "draft")]);
        again.retain(|(name, _)| *name != "submission");
        again.extend(marks.iter().map(|(name, value)| (*name, value.as_str())));
        again.retain(|(name, _)| *name != "version");
        let version = member.get(WORK).await.hidden("version").unwrap();
        again.push(("version", &version));
        let saved = upload::post(&member, WORK, &again, &[]).await;
        saved.expect(StatusCode::SEE_OTHER);
    }
    let everything = site.store.everything().await.join("\n");
    for secret in ["toi-mat", "TỐI MẬT"] {
        assert!(!everything.contains(secret), "{secret}");
    }
    // Nothing that was refused was kept.
    let own = [hash(PDF), hash(PNG)];
    let there = site.store.files_there();
    let known = site.store.texts("select hash from evidence_files").await;
    let unknown = there
        .iter()
        .filter(|it| !own.contains(it) && !known.contains(it));
    assert_eq!(unknown.count(), 0);
}

fn hash(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    hex(&Sha256::digest(bytes))
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in entries {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn names_are_kept_without_what_they_should_not_have() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let long = format!("{}.pdf", "ờ".repeat(300));
    let files: Vec<(&str, Vec<u8>)> = [
        "../../x.pdf",
        "C:\\a\\b\\y.pdf",
        "a\u{202E}fdp.exe",
        &long,
        "<img src=x onerror=alert(1)>.pdf",
    ]
    .into_iter()
    .enumerate()
    .map(|(n, name)| (name, format!("%PDF-1.7 {n}").into_bytes()))
    .collect();
    let files: Vec<Upload<'_>> = files
        .iter()
        .map(|(name, bytes)| (*name, bytes.as_slice()))
        .collect();
    let sent = send(&member, &[], &files).await;
    sent.expect(StatusCode::SEE_OTHER);
    let sql = "select f.name from evidence_files f join milestone_events e on e.submission = f.submission \
               where e.milestone = 'yte-san-pham' order by f.position";
    let names = site.store.texts(sql).await;
    assert_eq!(names[0], "x.pdf");
    assert_eq!(names[1], "y.pdf");
    assert_eq!(names[2], "afdp.exe.pdf");
    assert!(
        names[3].len() <= 255 && names[3].ends_with("ờ.pdf"),
        "{}",
        names[3]
    );
    assert_eq!(names[4], "img src=x onerror=alert(1).pdf");
    // A sixth is one too many, and the same once more is the same.
    Office::of(&site)
        .await
        .get(DUTY)
        .await
        .expect(StatusCode::OK);
}

#[tokio::test]
async fn five_files_and_no_more_each_once() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let files: Vec<(String, Vec<u8>)> = (0..6)
        .map(|n| (format!("{n}.pdf"), format!("%PDF-1.7 {n}").into_bytes()))
        .collect();
    let mut files: Vec<Upload<'_>> = files
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    files.insert(1, ("0 bản sao.pdf", files[0].1));
    let answer = send(&member, &[], &files).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("5.pdf: mẫu này đã có 5 tệp");
    answer.hides("bản sao");
    assert_eq!(answer.hidden("files").unwrap().split(' ').count(), 5);
}

/// What came before the connection broke, or before all of it was too much, is kept.
#[tokio::test]
async fn a_form_that_breaks_off_keeps_what_came_whole() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let files = [("a.pdf", PDF), ("b.pdf", b"%PDF-1.7 zz".as_slice())];
    let whole = upload::request(&member, WORK, &without_link(&new_form(), &[]), &files).await;
    let (_, body) = whole.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let end = find(&bytes, b"%PDF-1.7 zz").unwrap() + 4;
    let first = futures_util::stream::iter([Ok(bytes.slice(..end))]);
    let later = futures_util::stream::once(async {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        Err(std::io::Error::other("gone"))
    });
    let broken = Body::from_stream(futures_util::StreamExt::chain(first, later));
    let answer = site.send(upload::raw(member.cookie(), WORK, broken)).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("Tập 12.400 hồ sơ đã đối soát");
    answer.shows("b.pdf: chưa tải lên hết");
    assert_eq!(addresses(&answer.body).len(), 1);
    assert_eq!(submissions(&site).await, 0);

    let ten = vec![7; LARGEST_FILE as usize + 1];
    let many: Vec<Upload<'_>> = (0..7).map(|_| ("lon.pdf", ten.as_slice())).collect();
    let many = [many.as_slice(), &[("sau.pdf", PDF)]].concat();
    let answer = send(&member, &[], &many).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("lon.pdf: lớn hơn 10 MB");
    answer.shows("sau.pdf: chưa tải lên hết");
    answer.shows("Tập 12.400 hồ sơ đã đối soát");
}

fn find(bytes: &Bytes, what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|it| it == what)
}

#[tokio::test]
async fn the_words_of_a_form_with_files_outlive_the_session() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let request = upload::request(
        &member,
        WORK,
        &without_link(&new_form(), &[]),
        &[("a.pdf", PDF)],
    )
    .await;
    let (parts, body) = request.into_parts();
    assert!(parts.headers.contains_key("cookie"));
    let answer = site.send(upload::raw(None, WORK, body)).await;
    let answer = answer.expect(StatusCode::UNAUTHORIZED);
    let sealed = answer.hidden("sealed").expect("what was typed");
    assert!(site.store.files_there().iter().all(|it| *it != hash(PDF)));
    let fields = [
        ("username", "member.y-te"),
        ("password", crate::support::site::PASSWORD),
        ("unsent", "report"),
        ("sealed", &sealed),
        ("next", WORK),
    ];
    let page = Anonymous(&site).post("/sign-in", &fields).await;
    page.shows("Tập 12.400 hồ sơ đã đối soát");
    page.shows("Tệp chọn lúc gửi chưa được giữ");
}

/// A person without the right to send a form leaves none of its files.
#[tokio::test]
async fn who_may_not_report_leaves_no_file() {
    let site = Site::new().await;
    for (who, status) in [
        ("office", StatusCode::FORBIDDEN),
        ("partner.xanh", StatusCode::NOT_FOUND),
        ("member.tai-chinh", StatusCode::NOT_FOUND),
    ] {
        let user = Account::named(&site, who).await;
        let answer = send(&user, &[], &[("a.pdf", PDF)]).await;
        answer.expect(status);
    }
    let attached = site.store.number("select count(*) from attachments").await;
    assert_eq!(attached, 0);
    assert!(site.store.files_there().iter().all(|it| *it != hash(PDF)));
}

/// Two companies at one unit: neither reads the other's, also not by its address.
#[tokio::test]
async fn rule_11_a_file_is_read_as_its_report_is() {
    let site = Site::new().await;
    let xanh = Partner::of(&site).await;
    let path = "/work/p1-xanh";
    let id = new_form();
    let sent = upload::post(&xanh, path, &without_link(&id, &[]), &[("rieng.pdf", PDF)]).await;
    sent.expect(StatusCode::SEE_OTHER);
    let page = xanh.get("/duties/PHUONG-MOT/QG-DAT-DAI").await;
    let [address] = addresses(&page.body).try_into().unwrap();
    for (who, status) in [
        ("partner.xanh", 200),
        ("head.phuong-mot", 200),
        ("member.phuong-mot", 200),
        ("office", 200),
        ("committee", 200),
        ("partner.vang", 404),
        ("head.tai-chinh", 404),
        ("member.y-te", 404),
        ("admin", 403),
        ("display", 403),
    ] {
        let user = Account::named(&site, who).await;
        assert_eq!(user.get(&address).await.status.as_u16(), status, "{who}");
    }
    // Who decides is told where else the same was handed over only where he may read it.
    let member = Member::of(&site).await;
    send(&member, &[], &[("khac ten.pdf", PDF)])
        .await
        .expect(StatusCode::SEE_OTHER);
    let office = Office::of(&site).await.get(REVIEW).await;
    office.shows("Tệp này còn có ở báo cáo khác");
    office.shows("/duties/PHUONG-MOT/QG-DAT-DAI");
    office.hides("ở nơi khác");
    let head = Head::named(&site, "head.phuong-mot").await;
    let head = head.get("/review/p1-xanh").await;
    head.shows("ở nơi khác");
    head.hides("SO-Y-TE");
    xanh.get(path).await.hides("còn có ở");
}

#[tokio::test]
async fn a_person_keeps_200_mb_that_belong_to_nothing() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let loose = |id: &str, size: u64| {
        format!(
            "insert into attachments values ('{id}', 'yte-san-pham', 'SO-Y-TE', 'id-member.y-te', \
             false, 0, 'x', {size}, 'pdf', 'a.pdf', {}, 'report')",
            site.clock.now()
        )
    };
    let room = PDF.len() as u64;
    site.store
        .run(&loose("a", MOST_LOOSE - room + 1))
        .await
        .unwrap();
    let answer = send(&member, &[], &[("a.pdf", PDF)]).await;
    answer
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("200 MB");
    assert!(site.store.files_there().iter().all(|it| *it != hash(PDF)));
    // Another person's room is another's, and with a byte more there is room.
    let other = Member::named(&site, "member2.y-te").await;
    send(&other, &[("produced", "")], &[("a.pdf", PDF)])
        .await
        .hides("200 MB");
    site.store
        .run("update attachments set size = size - 1 where id = 'a'")
        .await
        .unwrap();
    send(&member, &[], &[("a.pdf", PDF)])
        .await
        .expect(StatusCode::SEE_OTHER);
}

async fn what_belongs_to_nothing_goes_after_a_day(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let member = Member::of(&site).await;
    let loose = b"%PDF-1.7 loose".as_slice();
    let drafted = b"%PDF-1.7 draft".as_slice();
    send(&member, &[("produced", "")], &[("a.pdf", loose)]).await;
    let saved = send(&member, &[("action", "draft")], &[("b.pdf", drafted)]).await;
    saved.expect(StatusCode::SEE_OTHER);
    let company = Partner::of(&site).await;
    let (id, path) = (new_form(), "/work/p1-xanh");
    let handed = upload::post(&company, path, &without_link(&id, &[]), &[("c.pdf", PDF)]).await;
    handed.expect(StatusCode::SEE_OTHER);
    let sweep = async || {
        files::sweep(&site.store.db, &site.store.files, &site.clock)
            .await
            .unwrap()
    };
    let there = |bytes: &[u8]| site.store.files_there().contains(&hash(bytes));
    site.later(24 * 60);
    sweep().await;
    assert!(there(loose) && there(drafted) && there(PDF));
    site.later(1);
    // Sent again, it is renewed.
    let member = Member::of(&site).await;
    send(&member, &[("produced", "")], &[("a.pdf", loose)]).await;
    sweep().await;
    assert!(there(loose));
    site.later(24 * 60 + 1);
    sweep().await;
    assert!(!there(loose) && there(drafted) && there(PDF));
    assert_eq!(
        site.store
            .number("select count(*) from attachments where not in_draft")
            .await,
        0
    );
    // What a draft lets go of has a day more.
    let member = Member::of(&site).await;
    let version = member.get(WORK).await.hidden("version").unwrap();
    let without = [("action", "draft"), ("version", version.as_str())];
    send(&member, &without, &[])
        .await
        .expect(StatusCode::SEE_OTHER);
    sweep().await;
    assert!(there(drafted));
    site.later(24 * 60 + 1);
    sweep().await;
    assert!(!there(drafted) && there(PDF));
    // Handed over it is kept for ever, and what nobody knows of goes.
    site.later(24 * 60 * 400);
    site.store.put_file(&hash(b"unknown"), b"unknown");
    let unfinished = format!("{}#1", hash(b"begun"));
    site.store.put_file(&unfinished, b"beg");
    sweep().await;
    files::sweep_unknown(&site.store.db, &site.store.files, &site.clock)
        .await
        .unwrap();
    assert!(there(PDF) && !there(b"unknown"));
    assert!(!site.store.files_there().contains(&unfinished));
}

/// A file that is lost is told as lost, and not as one that is nobody's.
#[tokio::test]
async fn a_lost_file_is_told() {
    let site = Site::new().await;
    for hash in site.store.files_there() {
        std::fs::remove_file(site.store.files_folder.join(&hash[..2]).join(hash)).unwrap();
    }
    let office = Office::of(&site).await;
    let answer = office
        .get(HIDDEN_FILE)
        .await
        .expect(StatusCode::INTERNAL_SERVER_ERROR);
    answer.shows("không còn trong kho tệp");
}

/// A store that answers 503, and one whose disk is full.
#[tokio::test]
async fn a_store_that_is_away_or_full_costs_no_word() {
    let busy = Router::new().fallback(async || StatusCode::SERVICE_UNAVAILABLE);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(async move { axum::serve(listener, busy).await });
    let store = Files::over(Arc::new(bucket(&endpoint)), None);
    let mut away = Store::sqlite().await;
    away.files = store;
    told_as(away, "kho tệp đang bận hoặc mất kết nối").await;
    serving.abort();
    let mut full = Store::sqlite().await;
    full.files = Files::over(Arc::new(Full), None);
    told_as(full, "máy chủ hết chỗ chứa").await;
}

async fn told_as(store: Store, why: &str) {
    let site = Site::at(store, ORIGIN).await;
    let member = Member::of(&site).await;
    let answer = send(&member, &[], &[("a.pdf", PDF)]).await;
    let answer = answer.expect(StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), "5");
    answer.shows(why);
    answer.shows("Tập 12.400 hồ sơ đã đối soát");
    assert_eq!(answer.hidden("files").as_deref(), Some(""));
    assert_eq!(submissions(&site).await, 0);
    let named = site.store.number("select count(*) from attachments").await;
    assert_eq!(named, 0, "no row names what was not kept");
    let file = Office::of(&site).await.get(HIDDEN_FILE).await;
    file.expect(StatusCode::SERVICE_UNAVAILABLE)
        .shows("Kho tệp đang bận");
}

fn bucket(endpoint: &str) -> object_store::aws::AmazonS3 {
    let builder = object_store::aws::AmazonS3Builder::new()
        .with_endpoint(endpoint)
        .with_allow_http(true)
        .with_bucket_name("tiendo")
        .with_access_key_id("tiendo")
        .with_secret_access_key("of-a-test");
    files::bucket_of(builder).unwrap()
}

/// A store on a disk without room.
#[derive(Debug)]
struct Full;

impl std::fmt::Display for Full {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("full")
    }
}

fn full() -> object_store::Error {
    object_store::Error::Generic {
        store: "full",
        source: Box::new(std::io::Error::from(std::io::ErrorKind::StorageFull)),
    }
}

mod of_store {
    use futures_util::{StreamExt, stream::BoxStream};
    use object_store::{path::Path, *};

    use super::{Full, full};

    #[async_trait::async_trait]
    impl ObjectStore for Full {
        async fn put_opts(&self, _: &Path, _: PutPayload, _: PutOptions) -> Result<PutResult> {
            Err(full())
        }

        async fn put_multipart_opts(
            &self,
            _: &Path,
            _: PutMultipartOptions,
        ) -> Result<Box<dyn MultipartUpload>> {
            Err(full())
        }

        async fn get_opts(&self, _: &Path, _: GetOptions) -> Result<GetResult> {
            Err(full())
        }

        fn delete_stream(
            &self,
            _: BoxStream<'static, Result<Path>>,
        ) -> BoxStream<'static, Result<Path>> {
            futures_util::stream::iter([Err(full())]).boxed()
        }

        fn list(&self, _: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
            futures_util::stream::iter([Err(full())]).boxed()
        }

        async fn list_with_delimiter(&self, _: Option<&Path>) -> Result<ListResult> {
            Err(full())
        }

        async fn copy_opts(&self, _: &Path, _: &Path, _: CopyOptions) -> Result<()> {
            Err(full())
        }
    }
}

/// The same over S3, by a server that speaks it, in this process.
#[tokio::test]
async fn files_are_kept_in_a_bucket() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("tiendo")).unwrap();
    let endpoint = s3(folder.path()).await;
    let mut store = Store::sqlite().await;
    store.files = Files::over(Arc::new(bucket(&endpoint)), None);
    let site = Site::at(store, ORIGIN).await;
    let member = Member::of(&site).await;
    // One in a single part, one in several.
    let large = [PDF, &vec![7; 9 * 1024 * 1024]].concat();
    let sent = send(&member, &[], &[("a.pdf", PDF), ("b.pdf", &large)]).await;
    sent.expect(StatusCode::SEE_OTHER);
    let office = Office::of(&site).await;
    let own = addresses(&office.get(REVIEW).await.body);
    for (address, bytes) in own.iter().zip([PDF, &large]) {
        let file = office.get(address).await.expect(StatusCode::OK);
        assert!(file.bytes == bytes, "{address}");
    }
    let needed = tiendo::db::files::needed(&site.store.db).await.unwrap();
    let own: Vec<_> = needed
        .into_iter()
        .filter(|it| [hash(PDF), hash(&large)].contains(&it.hash))
        .collect();
    assert_eq!(own.len(), 2);
    assert_eq!(site.store.files.lost(&own).await.unwrap(), []);
    // A bit turned, a byte cut off, and gone.
    let place = |bytes: &[u8]| {
        folder
            .path()
            .join("tiendo")
            .join(&hash(bytes)[..2])
            .join(hash(bytes))
    };
    let mut turned = large.clone();
    turned[100] ^= 1;
    std::fs::write(place(&large), turned).unwrap();
    std::fs::remove_file(place(PDF)).unwrap();
    assert_eq!(site.store.files.lost(&own).await.unwrap(), own);
}

/// A server of S3 over a folder; its address.
async fn s3(folder: &std::path::Path) -> String {
    let mut service = s3s::service::S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
    service.set_auth(s3s::auth::SimpleAuth::from_single("tiendo", "of-a-test"));
    let service = service.build();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let one = hyper::server::conn::http1::Builder::new()
                .serve_connection(hyper_util::rt::TokioIo::new(stream), service.clone());
            tokio::spawn(one);
        }
    });
    format!("http://{address}")
}

/// Debian's clamd with a signature of our own.
#[tokio::test]
async fn a_virus_is_refused_and_without_a_scanner_everything() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("clamd.sock");
    let scanner: Scanner = format!("unix://{}", socket.display()).parse().unwrap();
    let mut store = Store::sqlite().await;
    store.files = Files::of(
        &files::Place::Folder(store.files_folder.clone()),
        Some(scanner),
    )
    .unwrap();
    let site = Site::at(store, ORIGIN).await;
    let member = Member::of(&site).await;
    let answer = send(&member, &[], &[("a.pdf", PDF)]).await;
    let answer = answer.expect(StatusCode::SERVICE_UNAVAILABLE);
    answer.shows("a.pdf: chưa quét được vi-rút");
    answer.shows("Tập 12.400 hồ sơ đã đối soát");
    let clamd = clamd(folder.path()).await;
    let virus = b"%PDF-1.7 tiendo-has-a-virus".as_slice();
    let answer = send(&member, &[], &[("a.pdf", PDF), ("b.pdf", virus)]).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("b.pdf: chương trình diệt vi-rút");
    assert_eq!(addresses(&answer.body).len(), 1);
    assert!(!site.store.files_there().contains(&hash(virus)));
    let told =
        "select count(*) from audit where action = 'refused.infected' and subject = 'yte-san-pham'";
    assert_eq!(site.store.number(told).await, 1);
    drop(clamd);
}

/// A daemon that ends with its test.
struct Daemon(std::process::Child);

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the daemon, and waits until it listens.
async fn clamd(folder: &std::path::Path) -> Daemon {
    let path = folder.display();
    let signature = format!("Tiendo.Test:0:*:{}\n", hex(b"tiendo-has-a-virus"));
    std::fs::write(folder.join("tiendo.ndb"), signature).unwrap();
    let settings = format!(
        "DatabaseDirectory {path}\nLocalSocket {path}/clamd.sock\nForeground yes\n\
         TemporaryDirectory {path}\nMaxThreads 2\n"
    );
    std::fs::write(folder.join("clamd.conf"), settings).unwrap();
    let daemon = std::process::Command::new("/usr/sbin/clamd")
        .arg("-c")
        .arg(folder.join("clamd.conf"))
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("Debian's clamd: scripts/setup test installs it");
    let daemon = Daemon(daemon);
    for _ in 0..200 {
        if tokio::net::UnixStream::connect(folder.join("clamd.sock"))
            .await
            .is_ok()
        {
            return daemon;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("clamd does not listen");
}

/// What is asked for without a session leads nowhere, whether it is there or not.
#[tokio::test]
async fn an_address_tells_nobody_whether_it_is_there() {
    let site = Site::new().await;
    let partner = Partner::of(&site).await;
    let unknown = "/files/018f3c1e-0000-7000-8000-000000000001";
    let of = async |path: &str| {
        let request = request(Method::GET, path, partner.cookie(), String::new());
        let answer = site.send(request).await;
        (answer.status, answer.plain().replace(path, ""))
    };
    assert_eq!(of(unknown).await, of(HIDDEN_FILE).await);
    assert_eq!(
        of("/files/..%2f..%2fetc%2fpasswd").await.0,
        StatusCode::NOT_FOUND
    );
}

/// What the field sends by itself comes back as it is to be named, or with the sentence why not.
#[tokio::test]
async fn an_island_sends_one_file_and_is_told() {
    let site = Site::new().await;
    let member = Member::of(&site).await;
    let path = "/islands/files/yte-san-pham";
    let sent = upload::post(&member, path, &[], &[("a b.pdf", PDF)]).await;
    let sent = sent.expect(StatusCode::OK);
    let file: serde_json::Value = serde_json::from_str(&sent.body).unwrap();
    assert_eq!(
        (&file["name"], &file["note"]),
        (&"a b.pdf".into(), &"1 KB".into())
    );
    let id = file["id"].as_str().unwrap();
    member
        .get(&format!("/files/{id}"))
        .await
        .expect(StatusCode::OK);
    // The same again is nothing new, another one of its name is refused.
    let again = upload::post(&member, path, &[("files", id)], &[("c.pdf", PDF)]).await;
    assert_eq!(again.expect(StatusCode::OK).body, "null");
    for (name, bytes, status, why) in [
        ("A B.pdf", b"%PDF-1.3".as_slice(), 422, "tệp khác cùng tên"),
        ("rong.pdf", b"", 422, "0 byte"),
        ("toi-mat.pdf", PDF, 422, "dấu hiệu mật"),
    ] {
        let answer = upload::post(&member, path, &[("files", id)], &[(name, bytes)]).await;
        assert_eq!(answer.status.as_u16(), status, "{name}");
        answer.shows(why);
        answer.hides("<html");
    }
    // Only of the sender's own work, and while it can be reported.
    let company = Partner::of(&site).await;
    let answer = upload::post(&company, path, &[], &[("a.pdf", PDF)]).await;
    answer.expect(StatusCode::NOT_FOUND);
    send(&member, &[("files", id)], &[])
        .await
        .expect(StatusCode::SEE_OTHER);
    let answer = upload::post(&member, path, &[], &[("a.pdf", b"%PDF-1.3")]).await;
    answer.expect(StatusCode::FORBIDDEN);
}

/// The proxy of docs/operations.md refuses what is large everywhere else.
#[test]
fn the_proxy_lets_files_through_where_they_are_taken() {
    let document = include_str!("../../../docs/operations.md");
    let places = document.split("location ~ ^/(").skip(1);
    let places: Vec<&str> = places
        .map(|it| it.split_once(")(/|$)").unwrap().0)
        .collect();
    assert_eq!(places.len(), 2, "for one server and for several");
    assert_eq!(places[0], places[1]);
    for route in routes().iter().filter(|route| route.takes_files()) {
        let below = |place: &str| {
            let rest = route.path[1..].strip_prefix(place);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        assert!(places[0].split('|').any(below), "{}", route.path);
    }
}
