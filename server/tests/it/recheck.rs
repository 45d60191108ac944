//! Re-checks: drawn by nobody, found by who had no hand in it, and in no figure.
use app::domain::closes_at;
use axum::http::{Method, StatusCode};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tiendo::ledger::{RecheckResultRow, Verdict, accounts, verify};

use crate::support::{
    campaign::{self, TODAY, ZONE, at},
    page::Answer,
    report::{new_form, report},
    site::{ORIGIN, Site, request, send},
    store::{Store, on_both},
    upload,
    users::{Account, Committee, Office, User},
};

on_both!(
    a_draw_is_made_at_midnight_by_the_last_line_of_the_audit,
    what_is_found_is_recorded_once_and_corrected_beside,
    a_recheck_carries_a_document_with_its_files,
    a_forms_id_is_of_one_thing_whatever_it_is_sent_to,
    a_thing_drawn_twice_is_trusted_once,
    nobody_tells_of_what_he_or_she_accepted_or_of_the_own_unit,
    the_committee_rechecks_where_no_officer_may,
    what_was_revoked_since_is_told_with_both_versions,
    rule_11_a_company_is_told_of_its_own_deliverables_alone,
);

const MIDNIGHT: i64 = 14 * 60;

const PLAN: &str = "Kế hoạch-rút-4417";

fn announcement(number: &str) -> Vec<(&str, &str)> {
    vec![
        ("scope", "campaign"),
        ("of", "both"),
        ("number", number),
        ("text", PLAN),
    ]
}

const FOUND: [(&str, &str); 5] = [
    ("result", "confirmed"),
    ("document_number", "DOC-HK-31/BB"),
    ("document_day", "20/11/2026"),
    ("link", "https://luutru.example/hk31.pdf"),
    ("no_secrets", "true"),
];

const MISSED: [(&str, &str); 6] = [
    ("result", "not-confirmed"),
    ("text", "Thấy-rieng-8813: kho chỉ có 31 hồ sơ"),
    ("document_number", "DOC-HK-32/BB"),
    ("document_day", "20/11/2026"),
    ("link", "https://luutru.example/hk32.pdf"),
    ("no_secrets", "true"),
];

/// Announces, as somebody, a draw of so many.
async fn announce(site: &Site, who: &str, number: &str) -> Answer {
    let who = Account::named(site, who).await;
    let fields = announcement(number);
    who.post("/rechecks", &fields).await
}

/// The next day at 00:05; sessions have ended.
fn next_day(site: &Site) {
    site.later(MIDNIGHT + 5);
}

/// The ids of what was drawn, as a page lists them.
fn things(page: &Answer) -> Vec<String> {
    let rest = page.body.split("data-thing=\"").skip(1);
    rest.filter_map(|it| it.split('"').next().map(str::to_owned))
        .collect()
}

/// All figures of the campaign, whatever place of the order they are of.
async fn figures(site: &Site) -> Value {
    let mut all = site.app.live.today().await.unwrap().figures();
    all.as_object_mut().unwrap().remove("seq");
    all
}

/// At which place of a draw a milestone's acceptance stands.
async fn place_of(site: &Site, draw: usize, milestone: &str) -> usize {
    let page = Committee::of(site)
        .await
        .get(&format!("/rechecks/{draw}"))
        .await;
    let sql = format!(
        "select submission from milestone_events where milestone = '{milestone}' \
         and event = 'accepted' order by seq desc limit 1"
    );
    let id = site.store.texts(&sql).await.pop().unwrap();
    things(&page).iter().position(|it| *it == id).unwrap() + 1
}

async fn a_draw_is_made_at_midnight_by_the_last_line_of_the_audit(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = Office::of(&site).await;
    let page = office.get("/rechecks").await.expect(StatusCode::OK);
    // The campaign has one draw, of yesterday.
    page.shows("data-draw=\"1\"");
    let wrong = [
        ("scope", "unit:KHONG-CO"),
        ("of", ""),
        ("number", "201"),
        ("text", "…"),
    ];
    let told = office.post("/rechecks", &wrong).await;
    let told = told.expect(StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Chưa chọn phạm vi",
        "Chưa chọn rút từ đâu",
        "từ 1 đến 200",
        "vài lời",
    ] {
        told.shows(words);
    }
    told.shows("value=\"201\"");
    announce(&site, "office2", "3")
        .await
        .expect(StatusCode::SEE_OTHER);
    announce(&site, "committee", "200")
        .await
        .expect(StatusCode::SEE_OTHER);
    let page = office.get("/rechecks/2").await.expect(StatusCode::OK);
    page.shows("chưa rút, rút 3 việc lúc 00:00 ngày 21/11/2026");
    page.shows(PLAN);
    assert!(things(&page).is_empty());
    let early = office.get("/rechecks/2/1").await;
    early.expect(StatusCode::NOT_FOUND);
    // Something is accepted after it was announced and before midnight, and refused: lines of the
    // audit that nobody could know.
    let refused = Account::named(&site, "member.y-te")
        .await
        .get("/rechecks")
        .await;
    refused.expect(StatusCode::FORBIDDEN);
    next_day(&site);

    let midnight = closes_at(app::domain::parse_day(TODAY).unwrap(), ZONE);
    let seed =
        format!("select hash from audit where recorded_at < {midnight} order by line desc limit 1");
    let seed = site.store.texts(&seed).await.pop().unwrap();
    let stands = "select submission from milestone_events e where event = 'accepted' \
                  and milestone <> 'yte-ke-hoach' and not exists (select 1 from milestone_events l \
                    where l.milestone = e.milestone and l.event = 'revoked' and l.seq > e.seq) \
                  union all select measurement from measurement_events where event = 'accepted'";
    let mut by_hand = site.store.texts(stands).await;
    assert_eq!(by_hand.len(), 7);
    by_hand.sort_by_key(|id| Sha256::digest(format!("{seed}{id}")));
    for who in ["office", "committee"] {
        let reader = Account::named(&site, who).await;
        let all = reader.get("/rechecks/3").await.expect(StatusCode::OK);
        assert_eq!(things(&all), by_hand);
        all.shows("data-again=\"2\"");
        let few = reader.get("/rechecks/2").await.expect(StatusCode::OK);
        assert_eq!(things(&few), by_hand[..3]);
        few.shows(&format!("data-seed=\"{seed}\""));
        // Both stay, whatever was drawn.
        let list = reader.get("/rechecks").await.expect(StatusCode::OK);
        for draw in ["data-draw=\"1\"", "data-draw=\"2\"", "data-draw=\"3\""] {
            list.shows(draw);
        }
        list.shows("3, từ 21/11/2026");
    }
    // Another server draws the same, and what comes later changes nothing.
    announce(&site, "office2", "5")
        .await
        .expect(StatusCode::SEE_OTHER);
    let reader = Office::of(&site).await;
    let asked = request(Method::GET, "/rechecks/3", reader.cookie(), String::new());
    let beside = send(&site.beside().await, asked).await;
    assert_eq!(things(&beside), by_hand);
    // As a file, with all that computes it again.
    let reader = Office::of(&site).await;
    let file = reader.get("/rechecks/2?format=csv&table=recheck").await;
    let file = file.expect(StatusCode::OK).body;
    assert_eq!(file.lines().count(), 4, "{file}");
    for id in &by_hand[..3] {
        let lot = Sha256::digest(format!("{seed}{id}"));
        let lot: String = lot.iter().map(|byte| format!("{byte:02x}")).collect();
        let row = file.lines().find(|row| row.contains(id.as_str())).unwrap();
        assert!(row.contains(&seed) && row.contains(&lot), "{row}");
    }
}

async fn what_is_found_is_recorded_once_and_corrected_beside(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let figures = figures(&site).await;
    let office = Office::of(&site).await;
    let place = place_of(&site, 1, "yte-dan-cu").await;
    let path = format!("/rechecks/1/{place}");
    let form = office.get(&path).await.expect(StatusCode::OK);
    let marks = ["submission", "read", "account"].map(|name| (name, form.hidden(name).unwrap()));
    let foreign = office
        .post(&path, &[("submission", "khong-phai-uuid")])
        .await;
    assert_eq!(foreign.status, StatusCode::BAD_REQUEST);
    let missing = [MISSED[0], ("submission", marks[0].1.as_str())];
    let missing = office.post(&path, &missing).await;
    let missing = missing.expect(StatusCode::UNPROCESSABLE_ENTITY);
    missing.shows("thì cần ghi đã thấy gì");
    let with_marks = |fields: &[(&'static str, &'static str)]| {
        let fields = fields
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        fields.chain(marks.clone()).collect::<Vec<_>>()
    };
    let sent = with_marks(&MISSED);
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, it)| (*name, it.as_str())).collect();
    for _ in 0..2 {
        let answer = office
            .post(&path, &sent)
            .await
            .expect(StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), format!("{path}?done=rechecked"));
    }
    let rows = "select count(*) from recheck_results";
    assert_eq!(site.store.number(rows).await, 1);
    // The same form with another word is another form.
    let mut other = with_marks(&MISSED);
    other[2].1 = "DOC-HK-33/BB".into();
    let other: Vec<(&str, &str)> = other
        .iter()
        .map(|(name, it)| (*name, it.as_str()))
        .collect();
    office
        .post(&path, &other)
        .await
        .expect(StatusCode::CONFLICT);
    assert_eq!(site.store.number(rows).await, 1);
    // It leads to where it is revoked, and nothing was.
    let page = office.get(&format!("{path}?done=rechecked")).await;
    page.shows("hệ thống không tự hủy");
    page.shows("href=\"/review/yte-dan-cu\"");
    page.shows("Đã ghi kết quả hậu kiểm");
    page.shows(MISSED[1].1);
    page.shows("DOC-HK-32/BB");
    assert_eq!(self::figures(&site).await, figures);
    let standing = "Không xác nhận được mà còn hiệu lực";
    office.get("/rechecks").await.shows(standing);
    for (path, told) in [
        ("/campaign", "data-trust=\"0/1\""),
        ("/units/SO-Y-TE", "data-trust=\"0/1\""),
        ("/databases/QG-DAN-CU", "data-trust=\"0/1\""),
        ("/duties/SO-Y-TE/QG-DAN-CU", "data-trust=\"0/1\""),
        ("/?why=accepted:city", "data-trust=\"0/1\""),
        (
            "/units/SO-Y-TE?why=accepted:unit-all:SO-Y-TE",
            "data-trust=\"0/1\"",
        ),
    ] {
        office.get(path).await.expect(StatusCode::OK).shows(told);
    }
    for path in [
        "/outcomes/CT-Y-TE",
        "/units/PHUONG-HAI",
        "/?why=measured:city",
    ] {
        let page = office.get(path).await.expect(StatusCode::OK);
        let at = page.body.find("id=\"why\"").unwrap_or(0);
        let end = page.body[at..]
            .find("</section>")
            .map_or(page.body.len(), |it| at + it);
        assert!(!page.body[at..end].contains("data-trust"), "{path}");
    }
    // A correction is another row and says why; the last stands and both are shown. Who could not
    // confirm it does not turn that round, and no document of before the draw proves anything.
    let second = Account::named(&site, "office2").await;
    let why = ("text", "Đã xem lại-7714: đủ hồ sơ");
    let corrected: Vec<_> = FOUND.into_iter().chain([why]).collect();
    let older = [("document_day", "18/11/2026")].into_iter();
    let older: Vec<_> = older
        .chain(
            corrected
                .iter()
                .copied()
                .filter(|it| it.0 != "document_day"),
        )
        .collect();
    let first = Account::named(&site, "office").await;
    for (who, fields, told) in [
        (&first, &corrected, "chỉ người khác trong Thường trực"),
        (&second, &FOUND.to_vec(), "Ghi lại thì cần ghi vì sao"),
        (&second, &older, "Văn bản có trước ngày công bố lần rút"),
    ] {
        let answer = who.post(&path, fields).await;
        answer.expect(StatusCode::UNPROCESSABLE_ENTITY).shows(told);
    }
    assert_eq!(site.store.number(rows).await, 1);
    second
        .post(&path, &corrected)
        .await
        .expect(StatusCode::SEE_OTHER);
    let page = second.get(&path).await;
    for words in [
        MISSED[1].1,
        why.1,
        "DOC-HK-31/BB",
        "DOC-HK-32/BB",
        "đã ghi lại sau đó",
    ] {
        page.shows(words);
    }
    page.hides("hệ thống không tự hủy");
    office.get("/rechecks").await.hides(standing);
    office.get("/campaign").await.shows("data-trust=\"1/1\"");
    // A past day shows what was found by then.
    next_day(&site);
    let office = Office::of(&site).await;
    office
        .get(&format!("/campaign?as_of={TODAY}"))
        .await
        .shows("data-trust=\"1/1\"");
    office
        .get("/campaign?as_of=2026-11-19")
        .await
        .hides("data-trust");
    let then = office.get("/rechecks/1?as_of=2026-11-19").await;
    then.shows("việc lúc 00:00 ngày 20/11/2026");
    let value = office.get("/rechecks/1").await;
    value.shows("số đo ngày");
    // A value that was found stands beside what is measured.
    let ids = things(&value);
    let at = ids.iter().position(|id| id.starts_with("do-")).unwrap() + 1;
    let path = format!("/rechecks/1/{at}");
    let form = office.get(&path).await.expect(StatusCode::OK);
    let marks = ["submission", "read", "account"].map(|name| (name, form.hidden(name).unwrap()));
    let mut fields = FOUND.to_vec();
    fields.extend(marks.iter().map(|(name, value)| (*name, value.as_str())));
    // Sent twice it is one, and not a correction of itself that would have to say why.
    let before = site.store.number(rows).await;
    for _ in 0..2 {
        let sent = office.post(&path, &fields).await;
        sent.expect(StatusCode::SEE_OTHER);
    }
    assert_eq!(site.store.number(rows).await, before + 1);
    office
        .get("/outcomes/CT-Y-TE")
        .await
        .shows("data-trust=\"1/1\"");
    office
        .get("/?why=measured:city")
        .await
        .shows("data-trust=\"1/1\"");
    let verdict: Verdict = verify(&site.store.db, None).await.unwrap();
    assert!(verdict.faults.is_empty(), "{:?}", verdict.faults);
}

async fn a_recheck_carries_a_document_with_its_files(store: Store) {
    const PDF: &[u8] = b"%PDF-1.4 hau kiem";
    let site = Site::at(store, ORIGIN).await;
    let office = Office::of(&site).await;
    let place = place_of(&site, 1, "yte-dan-cu").await;
    let path = format!("/rechecks/1/{place}");
    let form = office.get(&path).await.expect(StatusCode::OK);
    let marks = ["submission", "read", "account"].map(|name| (name, form.hidden(name).unwrap()));
    let with_marks = |fields: &[(&'static str, &'static str)], files: &str| {
        let typed = fields.iter().map(|(name, it)| (*name, (*it).to_owned()));
        let sent = [("files", files.to_owned()), ("action", "send".to_owned())];
        let all = typed.chain(marks.clone()).chain(sent);
        all.collect::<Vec<(&str, String)>>()
    };
    let upload = async |fields: &[(&str, String)], files: &[upload::Upload<'_>]| {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, it)| (*name, it.as_str()))
            .collect();
        upload::post(&office, &path, &fields, files).await
    };
    let status = async |who: &str, address: &str| {
        Account::named(&site, who)
            .await
            .get(address)
            .await
            .status
            .as_u16()
    };
    // Given back it keeps its files, which are its sender's alone until it is recorded.
    let files: [upload::Upload<'_>; 2] = [("Ảnh chụp-6601.pdf", PDF), ("bia.html", b"<html>")];
    let page = upload(&with_marks(&FOUND[1..], ""), &files).await;
    let page = page.expect(StatusCode::UNPROCESSABLE_ENTITY);
    page.shows("bia.html");
    page.shows("DOC-HK-31/BB");
    let [file] = upload::addresses(&page.body).try_into().unwrap();
    for (who, expected) in [
        ("office", 200),
        ("office2", 404),
        ("committee", 404),
        ("head.y-te", 404),
    ] {
        assert_eq!(status(who, &file).await, expected, "{who}");
    }
    let kept = page.hidden("files").unwrap();
    // Sent twice it is one, with its file, and the form has none left.
    for _ in 0..2 {
        let sent = upload(&with_marks(&FOUND, &kept), &[]).await;
        sent.expect(StatusCode::SEE_OTHER);
    }
    for (sql, rows) in [
        ("select count(*) from recheck_results", 1),
        ("select count(*) from attachments", 0),
    ] {
        assert_eq!(site.store.number(sql).await, rows, "{sql}");
    }
    // Who reads the document reads its files, on the page of the duty too; who reads the count
    // does not.
    for (who, reads) in [
        ("committee", true),
        ("office2", true),
        ("head.y-te", true),
        ("member.y-te", true),
        ("head.tai-chinh", false),
        ("partner.xanh", false),
    ] {
        assert_eq!(status(who, &file).await == 200, reads, "{who}");
        let duty = Account::named(&site, who)
            .await
            .get("/duties/SO-Y-TE/QG-DAN-CU")
            .await;
        assert_eq!(duty.body.contains("chụp-6601.pdf"), reads, "{who}");
    }
    for who in ["admin", "display"] {
        assert_eq!(status(who, &file).await, 403, "{who}");
    }
    // A file of one form is no file of another, and what is taken off is gone.
    let form = office.get(&path).await;
    let marks = ["submission", "read", "account"].map(|name| (name, form.hidden(name).unwrap()));
    let fields: Vec<_> = marks
        .iter()
        .map(|(name, it)| (*name, it.as_str()))
        .collect();
    let again = [&fields[..], &[("action", "send")]].concat();
    let page = upload::post(&office, &path, &again, &[("lan-hai.csv", b"a;b")]).await;
    let [second] = upload::addresses(&page.body)
        .into_iter()
        .filter(|it| *it != file)
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    let named = page.hidden("files").unwrap();
    let off = [
        &again[..],
        &[("files", named.as_str()), ("remove", named.as_str())],
    ]
    .concat();
    let page = upload::post(&office, &path, &off, &[]).await;
    page.expect(StatusCode::OK).hides("lan-hai.csv");
    assert_eq!(status("office", &second).await, 404);
    let report = ("files", named.as_str());
    let foreign = [&again[..], &[report]].concat();
    let foreign = upload::post(&office, "/rechecks/1/1", &foreign, &[]).await;
    foreign.hides("lan-hai.csv");
    // Nor is what stands behind one thing found of another.
    let other = (1..)
        .map(|it| format!("/rechecks/1/{it}"))
        .find(|it| *it != path)
        .unwrap();
    let recorded = [
        &FOUND[..],
        &[
            ("files", file.trim_start_matches("/files/")),
            ("action", "send"),
        ],
    ]
    .concat();
    let elsewhere = upload::post(&office, &other, &recorded, &[]).await;
    assert_ne!(elsewhere.status, StatusCode::SEE_OTHER);
    // Its bytes are kept as long as it stands.
    site.later(3 * 24 * 60);
    let swept = tiendo::files::sweep(&site.store.db, &site.store.files, &site.clock).await;
    swept.unwrap();
    assert_eq!(status("committee", &file).await, 200);
    assert!(verify(&site.store.db, None).await.unwrap().is_whole());
}

/// Y tế reports a product and the second officer accepts it; so with that of Ban Tổ chức.
async fn accepted_by_the_second_officer(site: &Site) {
    let member = Account::named(site, "member.y-te").await;
    let form = new_form();
    let sent = member.post("/work/yte-san-pham", &report(&form, &[])).await;
    sent.expect(StatusCode::SEE_OTHER);
    let officer = Account::named(site, "office2").await;
    for milestone in ["yte-san-pham", "btc-dan-cu"] {
        let form = new_form();
        let fields = [
            ("submission", form.as_str()),
            ("decision", "accepted"),
            ("checked", "true"),
        ];
        let answer = officer.post(&format!("/review/{milestone}"), &fields).await;
        answer.expect(StatusCode::SEE_OTHER);
    }
    announce(site, "committee", "200")
        .await
        .expect(StatusCode::SEE_OTHER);
    next_day(site);
}

async fn nobody_tells_of_what_he_or_she_accepted_or_of_the_own_unit(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    accepted_by_the_second_officer(&site).await;
    let (own, home) = (
        place_of(&site, 2, "yte-san-pham").await,
        place_of(&site, 2, "btc-dan-cu").await,
    );
    for (who, place, allowed) in [
        ("committee", own, false),
        ("office2", own, false),
        ("office2", home, false),
        ("office", home, false),
        ("office", own, true),
        // No officer is far enough from this one.
        ("committee", home, true),
    ] {
        let officer = Account::named(&site, who).await;
        let path = format!("/rechecks/2/{place}");
        let page = officer.get(&path).await.expect(StatusCode::OK);
        assert_eq!(
            page.body.contains("name=\"result\""),
            allowed,
            "{who} {place}"
        );
        let expected = match allowed {
            true => StatusCode::SEE_OTHER,
            false => StatusCode::FORBIDDEN,
        };
        officer.post(&path, &FOUND).await.expect(expected);
    }
    let rows = "select count(*) from recheck_results";
    assert_eq!(site.store.number(rows).await, 2);
    let refused = "select count(*) from audit where action = 'refused.recheck'";
    assert_eq!(site.store.number(refused).await, 4);
}

/// Documents hang on the id of a form: used a second time for something else, it would put another
/// document behind what somebody else handed over.
async fn a_forms_id_is_of_one_thing_whatever_it_is_sent_to(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let place = place_of(&site, 1, "yte-dan-cu").await;
    let thing = format!("/rechecks/1/{place}");
    let explained = |id: &str| {
        let fields = [
            ("about.m.yte-ket-qua", "true"),
            ("cause", "people"),
            ("text", "Thiếu người"),
            ("day", "1/12/2026"),
            ("submission", id),
            ("document_number", "DOC-KHAC-1/BB"),
            ("document_day", "20/11/2026"),
            ("link", "https://luutru.example/khac.pdf"),
            ("no_secrets", "true"),
        ];
        fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec()
    };
    let found = |id: &str| {
        let fields = FOUND.into_iter().chain([("submission", id)]);
        fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    };
    let reported = |id: &str| {
        let fields = report(id, &[("document_number", "DOC-KHAC-2/BB")]);
        let fields = fields.into_iter();
        fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    };
    let announced = |id: &str| {
        let fields = announcement("1").into_iter().chain([("submission", id)]);
        fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    };
    type Fields = Vec<(String, String)>;
    type Sent<'a> = (&'a str, &'a str, &'a dyn Fn(&str) -> Fields);
    let ways: [Sent<'_>; 4] = [
        ("office", &thing, &found),
        ("head.y-te", "/work/yte-ket-qua/explain", &explained),
        ("member.y-te", "/work/yte-san-pham", &reported),
        ("office", "/rechecks", &announced),
    ];
    let documents = "select submission || document_number from evidence order by seq";
    for (first, (who, path, fields)) in ways.iter().enumerate() {
        let id = new_form();
        let send = async |(who, path, fields): &Sent<'_>| {
            let fields = fields(&id);
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, it)| (name.as_str(), it.as_str()))
                .collect();
            Account::named(&site, who).await.post(path, &fields).await
        };
        let sent = send(&(*who, *path, *fields)).await;
        sent.expect(StatusCode::SEE_OTHER);
        let before = site.store.texts(documents).await;
        for (second, way) in ways
            .iter()
            .enumerate()
            .filter(|(second, _)| *second != first)
        {
            let status = send(way).await.status;
            let refused = [
                StatusCode::BAD_REQUEST,
                StatusCode::CONFLICT,
                StatusCode::UNPROCESSABLE_ENTITY,
            ];
            assert!(refused.contains(&status), "{first} then {second}: {status}");
        }
        assert_eq!(site.store.texts(documents).await, before, "{first}");
    }
}

/// Who announces the same again and again draws the same things; the last word of each counts.
async fn a_thing_drawn_twice_is_trusted_once(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    for _ in 0..2 {
        announce(&site, "committee", "200")
            .await
            .expect(StatusCode::SEE_OTHER);
    }
    next_day(&site);
    let [second, third] = [
        place_of(&site, 2, "yte-dan-cu").await,
        place_of(&site, 3, "yte-dan-cu").await,
    ];
    let (second, third) = (
        format!("/rechecks/2/{second}"),
        format!("/rechecks/3/{third}"),
    );
    let office = Office::of(&site).await;
    let other = Account::named(&site, "office2").await;
    office
        .post(&second, &MISSED)
        .await
        .expect(StatusCode::SEE_OTHER);
    // In the other draw it is told, and who could not confirm it does not turn it round there.
    office.get(&third).await.shows(MISSED[1].1);
    let why = ("text", "Đã xem lại-7716: đủ hồ sơ");
    let found: Vec<_> = FOUND.into_iter().chain([why]).collect();
    let turned = office.post(&third, &found).await;
    turned
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("chỉ người khác trong Thường trực");
    office.get("/campaign").await.shows("data-trust=\"0/1\"");
    other
        .post(&third, &found)
        .await
        .expect(StatusCode::SEE_OTHER);
    office.get("/campaign").await.shows("data-trust=\"1/1\"");
}

async fn the_committee_rechecks_where_no_officer_may(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    accepted_by_the_second_officer(&site).await;
    let office = Account::named(&site, "office2").await;
    let committee = Committee::of(&site).await;
    let number = things(&committee.get("/rechecks/2").await).len();
    let has_form = |page: Answer| page.expect(StatusCode::OK).body.contains("name=\"result\"");
    let path = |place: usize| format!("/rechecks/2/{place}");
    let of_both = async || {
        let mut places = Vec::new();
        for place in 1..=number {
            let officers = has_form(office.get(&path(place)).await);
            places.push((officers, has_form(committee.get(&path(place)).await)));
        }
        places
    };
    let with_both_officers = of_both().await;
    // With one officer the committee has what that one had a hand in, and nothing else.
    let mut tx = site.store.db.begin().await.unwrap();
    let first = accounts::disable(&mut tx, "office", at(TODAY, 9)).await;
    assert!(first.unwrap());
    tx.commit().await.unwrap();
    let with_one = of_both().await;
    assert!(
        with_one
            .iter()
            .all(|(office, committee)| office != committee)
    );
    assert_ne!(with_one, with_both_officers);
    let at = |offices: bool| with_one.iter().position(|(it, _)| *it == offices);
    let [own, offices] = [false, true].map(|it| path(at(it).unwrap() + 1));
    // What was typed while one might still record it is given back.
    let refused = committee.post(&offices, &FOUND).await;
    let refused = refused.expect(StatusCode::FORBIDDEN);
    refused.shows("DOC-HK-31/BB");
    refused.hides("name=\"result\"");
    let form = committee.get(&own).await;
    let marks = ["submission", "read", "account"].map(|name| (name, form.hidden(name).unwrap()));
    let marks = marks.iter().map(|(name, it)| (*name, it.as_str()));
    let whole: Vec<_> = FOUND.into_iter().chain(marks).collect();
    // Sent twice it is one, though the office may tell the next.
    for _ in 0..2 {
        let recorded = committee.post(&own, &whole).await;
        recorded.expect(StatusCode::SEE_OTHER);
    }
    // What the only officer could not confirm a committee member looks at again.
    let missed = office.post(&offices, &MISSED).await;
    missed.expect(StatusCode::SEE_OTHER);
    let why = ("text", "Đã xem lại-7715: đủ hồ sơ");
    let corrected: Vec<_> = FOUND.into_iter().chain([why]).collect();
    let corrected = committee.post(&offices, &corrected).await;
    corrected.expect(StatusCode::SEE_OTHER);
    let rows = "select count(*) from recheck_results";
    assert_eq!(site.store.number(rows).await, 3);
}

async fn what_was_revoked_since_is_told_with_both_versions(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    accepted_by_the_second_officer(&site).await;
    let place = place_of(&site, 2, "yte-san-pham").await;
    let path = format!("/rechecks/2/{place}");
    let office = Office::of(&site).await;
    let form = office.get(&path).await.expect(StatusCode::OK);
    let marks = ["submission", "read", "account"].map(|name| (name, form.hidden(name).unwrap()));
    let mut fields = MISSED.to_vec();
    fields.extend(marks.iter().map(|(name, value)| (*name, value.as_str())));
    let revoking = new_form();
    let revoke = [
        ("submission", revoking.as_str()),
        ("decision", "revoked"),
        ("reason", "Số liệu sai"),
    ];
    let second = Account::named(&site, "office2").await;
    let answer = second.post("/review/yte-san-pham", &revoke).await;
    answer.expect(StatusCode::SEE_OTHER);
    let told = office
        .post(&path, &fields)
        .await
        .expect(StatusCode::CONFLICT);
    for words in [
        "còn hiệu lực",
        "đã hủy nghiệm thu",
        MISSED[1].1,
        "Chưa ghi gì",
    ] {
        told.shows(words);
    }
    let rows = "select count(*) from recheck_results";
    assert_eq!(site.store.number(rows).await, 0);
    // What was drawn is told of all the same, and stays in the draw.
    office
        .post(&path, &MISSED)
        .await
        .expect(StatusCode::SEE_OTHER);
    let page = office.get(&path).await;
    page.shows("đã hủy nghiệm thu");
    page.hides("hệ thống không tự hủy");
}

async fn rule_11_a_company_is_told_of_its_own_deliverables_alone(store: Store) {
    let mut book = campaign::book();
    // What each company handed over at one unit was accepted.
    book.step("2026-11-19", 11);
    book.event("yte-xanh", "accepted", "SO-Y-TE", "");
    let draw = book.rows.recheck_draws[0].submission.clone();
    for (n, (milestone, company)) in [
        ("yte-xanh", Some("CTY-XANH")),
        ("yte-vang", Some("CTY-VANG")),
        ("yte-dan-cu", None),
    ]
    .into_iter()
    .enumerate()
    {
        book.step("2026-11-20", 8);
        let (seq, recorded_at) = book.place(0, campaign::at("2026-11-20", 8));
        book.place(seq, recorded_at);
        let mut events = book.rows.milestone_events.iter();
        let thing = events.rfind(|it| it.milestone == milestone && it.event == "accepted");
        book.rows.recheck_results.push(RecheckResultRow {
            submission: format!("form-{n}"),
            draw: draw.clone(),
            thing: thing.unwrap().submission.clone(),
            milestone: Some(milestone.into()),
            responsible: company.map(str::to_owned),
            confirmed: company != Some("CTY-VANG"),
            body: format!("Loi-rieng-{n}"),
            person: Some("id-office2".into()),
            seq,
            recorded_at,
            ..Default::default()
        });
        book.found_with(&format!("form-{n}"), &format!("DOC-HK-{n}"));
    }
    let site = Site::over(store, ORIGIN, book.rows).await;
    let duty = "/duties/SO-Y-TE/CN-Y-TE";
    let secret = ["Loi-rieng", "DOC-HK", "Người của office2"];
    // Whose unit it is reads all, another head how many.
    let own = Account::named(&site, "head.y-te").await.get(duty).await;
    for words in [
        "data-trust=\"1/2\"",
        "Loi-rieng-0",
        "Loi-rieng-1",
        "DOC-HK-1",
    ] {
        own.shows(words);
    }
    let other = Account::named(&site, "head.tai-chinh")
        .await
        .get(duty)
        .await;
    other.shows("data-trust=\"1/2\"");
    other.hides("data-confirmed");
    let unit = "/units/SO-Y-TE";
    Account::named(&site, "head.tai-chinh")
        .await
        .get(unit)
        .await
        .shows("data-trust=\"2/3\"");
    // A company its own, without words; nothing of the unit's and nothing of the other's.
    let xanh = Account::named(&site, "partner.xanh").await;
    for path in [duty, unit] {
        let page = xanh.get(path).await.expect(StatusCode::OK);
        page.shows("data-trust=\"1/1\"");
        secret.iter().for_each(|words| page.hides(words));
        page.hides("data-confirmed=\"false\"");
    }
    let page = xanh
        .get("/duties/SO-Y-TE/QG-DAN-CU")
        .await
        .expect(StatusCode::OK);
    page.hides("data-trust");
    // The documents are found by number by who reads them, and by nobody else.
    for (who, finds) in [
        ("committee", true),
        ("office", true),
        ("head.y-te", true),
        ("head.tai-chinh", false),
        ("partner.xanh", false),
        ("partner.vang", false),
    ] {
        let page = Account::named(&site, who)
            .await
            .get("/search?q=DOC-HK-1")
            .await;
        let page = page.expect(StatusCode::OK);
        let found = page.body.contains("<li><a href=\"/duties/SO-Y-TE/CN-Y-TE");
        assert_eq!(found, finds, "{who}");
        assert_eq!(page.body.contains("Hậu kiểm · "), finds, "{who}");
    }
    // The other is at the unit no more.
    let vang = Account::named(&site, "partner.vang").await;
    vang.get(duty).await.expect(StatusCode::NOT_FOUND);
    for company in [&xanh, &vang] {
        for path in ["/rechecks", "/rechecks/1", "/rechecks/1/1"] {
            company.get(path).await.expect(StatusCode::FORBIDDEN);
        }
    }
}

/// What the demonstration says was found was drawn by its own seed.
#[tokio::test]
async fn the_demonstration_draws_what_it_tells_of() {
    let site = Site::demo().await;
    let office = Office::of(&site).await;
    let list = office.get("/rechecks").await.expect(StatusCode::OK);
    list.shows("data-draw=\"2\"");
    let mut found = 0;
    for draw in 1..=2 {
        let page = office.get(&format!("/rechecks/{draw}")).await;
        let drawn = things(&page);
        let told = format!(
            "select thing from recheck_results r join recheck_draws d on d.submission = r.draw \
             where d.number = {}",
            drawn.len()
        );
        let told = site.store.texts(&told).await;
        assert!(told.iter().all(|it| drawn.contains(it)), "draw {draw}");
        assert!(told.len() < drawn.len(), "draw {draw}: something is open");
        found += told.len();
    }
    let all = site
        .store
        .number("select count(*) from recheck_results")
        .await;
    assert_eq!(found as i64, all);
    let missed = "select count(*) from recheck_results where not confirmed";
    assert!(site.store.number(missed).await > 0);
    let own = "select count(*) from recheck_results r join milestone_events e \
               on e.submission = r.thing where e.person = r.person";
    assert_eq!(site.store.number(own).await, 0);
}
