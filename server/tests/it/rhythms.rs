//! What recurs, from its files to the pages: answered, "không phát sinh", missed.
use axum::http::StatusCode;
use tiendo::import::{Files, apply, open_slots, plan_files};

use crate::support::{
    campaign,
    plan_form::{Form, GROUNDS},
    report::{new_form, report},
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Committee, Member, Office, User},
};

on_both!(
    what_recurs_is_asked_for_answered_and_missed,
    what_recurs_goes_on_at_who_takes_over,
);

const CADENCES: &str = "code,name,every,data_closes,report_due,source\n\
     TUAN,Hằng tuần,week,fri,fri,Quy chế làm việc\n";
const RHYTHMS: &str = "code,unit,workstream,title,product,cadence,begins_on,weight\n\
     BC1,SO-Y-TE,CN-Y-TE,Báo cáo tuần,Báo cáo,TUAN,2026-11-16,2\n";
const DUTY: &str = "/duties/SO-Y-TE/CN-Y-TE";
const FIRST: &str = "/work/BC1-20261120";
const SECOND: &str = "/work/BC1-20261127";
const DAY: i64 = 24 * 60;

async fn imported(site: &Site) {
    let files = Files::embedded(&[("cadences.csv", CADENCES), ("rhythms.csv", RHYTHMS)]);
    let now = site.app.clock.now();
    let plan = plan_files(&site.store.db, &files, now).await.unwrap();
    assert!(plan.sound(), "{plan}");
    apply(&site.store.db, &plan, now).await.unwrap();
}

/// A task that is but a report which comes again has no figure before its first period closed.
#[tokio::test]
async fn a_task_before_its_first_close_says_from_when_it_counts() {
    let mut book = campaign::book();
    let first = book.rows.campaign[0].clone();
    book.place(first.seq, first.recorded_at);
    book.workstream("NV-BC", "Báo cáo tuần", "regulation", None);
    book.duty("SO-Y-TE", "NV-BC", "lead");
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let rhythms = RHYTHMS.replace("CN-Y-TE", "NV-BC");
    let files = Files::embedded(&[("cadences.csv", CADENCES), ("rhythms.csv", &rhythms)]);
    let now = site.app.clock.now();
    let plan = plan_files(&site.store.db, &files, now).await.unwrap();
    assert!(plan.sound(), "{plan}");
    apply(&site.store.db, &plan, now).await.unwrap();
    let office = Office::of(&site).await;
    let task = office.get("/programme/NV-BC").await.expect(StatusCode::OK);
    task.shows("tính từ 21/11/2026");
    task.hides("Không có nhiệm vụ nào đang được tính");
    let duty = office.get("/duties/SO-Y-TE/NV-BC").await;
    duty.expect(StatusCode::OK).shows("tính từ 21/11/2026");
}

/// Where there is nothing but what recurs: how much there is, and from when it counts, wherever a page
/// begins with it.
#[tokio::test]
async fn what_recurs_is_told_before_it_counts() {
    let mut book = campaign::book();
    let first = book.rows.campaign[0].clone();
    book.place(first.seq, first.recorded_at);
    book.rows.campaign[0].headline = Some("programme".into());
    for it in &mut book.rows.duties {
        let of_programme = it.workstream == "CT-AN-NINH";
        it.ended_on = of_programme.then(|| first.start_day.clone());
    }
    book.unit("DON-VI-MOI", "Đơn vị Mới", "ward", "government", "commune");
    book.workstream("NV-BC", "Báo cáo tuần", "regulation", None);
    book.duty("DON-VI-MOI", "NV-BC", "lead");
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let rhythms = RHYTHMS.replace("SO-Y-TE,CN-Y-TE", "DON-VI-MOI,NV-BC");
    let files = Files::embedded(&[("cadences.csv", CADENCES), ("rhythms.csv", &rhythms)]);
    let now = site.app.clock.now();
    let plan = plan_files(&site.store.db, &files, now).await.unwrap();
    assert!(plan.sound(), "{plan}");
    apply(&site.store.db, &plan, now).await.unwrap();
    let committee = Committee::of(&site).await;
    for path in [
        "/",
        "/parts",
        "/brief",
        "/units/DON-VI-MOI",
        "/units/DON-VI-MOI/brief",
        "/programme/NV-BC",
    ] {
        let page = committee.get(path).await.expect(StatusCode::OK);
        page.shows("1 nhiệm vụ định kỳ");
        page.shows("tính từ 21/11/2026");
        page.hides("Không có nhiệm vụ nào đang được tính");
    }
    let page = committee.get("/units/DON-VI-MOI?lang=en").await;
    page.hides("No duty counts");
}

async fn what_recurs_is_asked_for_answered_and_missed(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    imported(&site).await;
    // Today, 20 November, is the Friday on which the first period closes.
    let member = Member::of(&site).await;
    let work = member.get("/work").await.expect(StatusCode::OK);
    work.shows("Báo cáo tuần – tuần 47/2026");
    let duty = member.get(DUTY).await.expect(StatusCode::OK);
    for words in [
        "Báo cáo định kỳ",
        "hằng tuần, chốt thứ sáu, nộp thứ sáu",
        "Chưa kỳ nào đóng",
    ] {
        duty.shows(words);
    }
    assert!(duty.body.contains("data-rhythm=\"BC1\""));
    // One line, not a row for each week to come.
    assert!(!duty.body.contains("data-milestone=\"BC1-20261211\""));

    // Nothing came up: for a reason, without a document, and not before the period is over.
    let form = member.get(FIRST).await;
    form.shows("Báo không phát sinh");
    form.shows("Kết quả của kỳ, hoặc lý do không phát sinh");
    form.shows("ô “Kết quả của kỳ, hoặc lý do không phát sinh” ở trên");
    let second = member.get(SECOND).await;
    second.hides("Báo không phát sinh");
    // Nothing is said to grow before the period has closed.
    form.shows("kỳ này được tính từ ngày 21/11/2026");
    form.hides("tăng chưa đến 0,1 điểm");
    member.get(SECOND).await.hides("Báo không phát sinh");
    let id = new_form();
    let nothing = |id: &'_ str, produced: &'static str| {
        vec![
            ("produced", produced.to_owned()),
            ("no_secrets", "true".to_owned()),
            ("version", "0".to_owned()),
            ("submission", id.to_owned()),
            ("action", "nothing".to_owned()),
        ]
    };
    let post = async |path: &str, fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        member.post(path, &fields).await
    };
    let answer = post(FIRST, nothing(&id, "")).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("Chưa ghi lý do.");
    answer.hides("Chưa ghi sản phẩm.");
    let reason = "Tuần này không có hồ sơ mới 4471";
    let answer = post(SECOND, nothing(&new_form(), reason)).await;
    let answer = answer.expect(StatusCode::CONFLICT);
    answer.shows("Kỳ báo cáo này chưa bắt đầu");
    answer.shows(reason);
    let answer = post(FIRST, nothing(&id, reason)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);

    // Whoever reads or decides is told so.
    let office = Office::named(&site, "office2").await;
    let review = office
        .get("/review/BC1-20261120")
        .await
        .expect(StatusCode::OK);
    review.shows("không phát sinh");
    review.shows(reason);
    // There is no document to open: the reason is read, and returned for what it is.
    review.shows("Đã đọc lý do, và không biết việc nào phát sinh");
    review.shows("Trong kỳ có phát sinh");
    for words in [
        "Đã mở minh chứng",
        "Chưa đủ chữ ký, dấu",
        "Số văn bản minh chứng",
    ] {
        review.hides(words);
    }
    let id = new_form();
    let unread = [("submission", id.as_str()), ("decision", "accepted")];
    let answer = office.post("/review/BC1-20261120", &unread).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("Mời đọc lý do rồi đánh dấu ô này.");
    let id = new_form();
    let accepting = [
        ("submission", id.as_str()),
        ("decision", "accepted"),
        ("checked", "true"),
    ];
    let answer = office.post("/review/BC1-20261120", &accepting).await;
    assert_eq!(answer.location(), "/review?done=accepted&of=BC1-20261120");
    // What happened at every slot is in the duty's history, though its row is folded.
    let duty = office.get(DUTY).await;
    duty.shows("báo không phát sinh");
    duty.shows("tuần 47/2026");
    duty.hides("Chưa có sự kiện nào.");
    // It has not closed, and adds nothing before that.
    duty.shows("đã nghiệm thu mà chưa đóng, tính điểm từ 21/11/2026");
    let listed = office.get("/milestones?type=slot&state=nothing").await;
    listed
        .expect(StatusCode::OK)
        .shows("Báo cáo tuần – tuần 47/2026");
    for (path, words) in [
        ("/plan", "Báo cáo định kỳ"),
        ("/plan/rhythms", "Báo cáo tuần"),
        ("/plan/cadences", "Hằng tuần"),
        ("/plan/rhythms/row?key=BC1", "Còn nhận sau hạn"),
    ] {
        office.get(path).await.expect(StatusCode::OK).shows(words);
    }

    // In the middle of a period nobody knows that nothing comes up in it.
    site.later(2 * DAY);
    let member = Member::of(&site).await;
    let fields = nothing(&new_form(), reason);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let answer = member.post(SECOND, &fields).await;
    let answer = answer.expect(StatusCode::CONFLICT);
    answer.shows("Chỉ báo \"không phát sinh\" được từ ngày chốt số liệu");

    // Eight days later the second period has closed without a word.
    site.later(6 * DAY);
    let member = Member::of(&site).await;
    let office = Office::named(&site, "office2").await;
    let duty = member.get(DUTY).await.expect(StatusCode::OK);
    duty.shows("lỡ 1 kỳ:");
    duty.shows("tuần 48/2026");
    duty.shows("1 trên 2");
    member.get("/work").await.hides("tuần 48/2026");
    // No day of lateness is added to what was missed.
    let missed = member.get(SECOND).await.expect(StatusCode::OK);
    missed.shows("Lỡ kỳ");
    for days in ["quá 1 ngày", "trễ 1 ngày"] {
        missed.hides(days);
    }
    // Two closed beside five products: the counts of all pages are those of the closed ones, and
    // the parts of the rest name what was missed.
    duty.shows("đã mở, 2 đã đóng");
    duty.shows("data-figure=\"products\" value=\"7\"");
    let unit = office.get("/units/SO-Y-TE").await.expect(StatusCode::OK);
    unit.shows("Kỳ báo cáo đã lỡ, không làm bù được");
    let of_duty = "/milestones?type=counted&unit=SO-Y-TE&workstream=CN-Y-TE";
    let listed = office.get(of_duty).await.expect(StatusCode::OK);
    listed.shows("tuần 48/2026");
    listed.hides("tuần 49/2026");
    let listed = office.get("/milestones?type=slot&state=missed").await;
    listed
        .expect(StatusCode::OK)
        .shows("tuần 48/2026 (21/11–27/11)");
    let all = office.get("/milestones?type=slot").await;
    let (states, among) = all.counts_over_list();
    assert_eq!(states, [4, 1, 1], "open (a month ahead), missed, accepted");
    assert_eq!(among, [1, 1], "closing soon, answered by nothing");
    let typed = report("", &[("produced", "Nộp muộn 8812")]);
    let id = new_form();
    let mut typed: Vec<(&str, &str)> = typed;
    typed.retain(|(name, _)| *name != "submission");
    typed.push(("submission", &id));
    let answer = member
        .post(SECOND, &typed)
        .await
        .expect(StatusCode::CONFLICT);
    answer.shows("được ghi là lỡ kỳ");
    answer.shows("Nộp muộn 8812");
    // The page of the day before knows no miss (rule 3).
    let committee = Committee::of(&site).await;
    let before = committee.get(&format!("{DUTY}?as_of=2026-11-27")).await;
    before.expect(StatusCode::OK).hides("lỡ 1 kỳ:");
    // A server's daily work opens what begins within a month, once.
    let board = site.app.live.today().await.unwrap();
    let now = site.app.clock.now();
    let opened = open_slots(&site.store.db, &board, now).await.unwrap();
    assert_eq!(opened.facts, 1);
    let board = site.app.live.today().await.unwrap();
    let opened = open_slots(&site.store.db, &board, now).await.unwrap();
    assert_eq!(opened.facts, 0);
}

/// On an English page a slot is called by its period in English.
#[tokio::test]
async fn a_slot_is_called_by_its_period_in_the_readers_language() {
    let site = Site::at(Store::sqlite().await, ORIGIN).await;
    imported(&site).await;
    let member = Member::of(&site).await;
    for path in ["/work", DUTY, FIRST, "/milestones?type=slot"] {
        let vietnamese = member.get(path).await;
        let english = format!(
            "{path}{}lang=en",
            if path.contains('?') { '&' } else { '?' }
        );
        let page = member.get(&english).await.expect(StatusCode::OK);
        page.hides("tuần 47/2026");
        if vietnamese.body.contains("Báo cáo tuần – tuần 47/2026") {
            page.shows("Báo cáo tuần – week 47");
        }
    }
}

/// A merger by its form: the report of the unit that ends is the other's from then on, with its open
/// slots, and of days before nothing moves.
async fn what_recurs_goes_on_at_who_takes_over(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let rhythms = "code,unit,workstream,title,product,cadence,begins_on,weight\n\
         BC1,PHUONG-MOT,QG-DAN-CU,Báo cáo tuần,Báo cáo,TUAN,2026-11-16,2\n";
    let files = Files::embedded(&[("cadences.csv", CADENCES), ("rhythms.csv", rhythms)]);
    let now = site.app.clock.now();
    let plan = plan_files(&site.store.db, &files, now).await.unwrap();
    assert!(plan.sound(), "{plan}");
    apply(&site.store.db, &plan, now).await.unwrap();
    let office = Office::named(&site, "office2").await;
    let form = Form::open(&office, "/plan/together/units").await;
    let form = form.with(&[("closing", "PHUONG-MOT"), ("into", "PHUONG-HAI")]);
    let (page, _) = form.with(&GROUNDS).carried_out().await;
    page.shows("Báo cáo định kỳ “Báo cáo tuần” chuyển cho đơn vị kế tục");
    let duty = office.get("/duties/PHUONG-HAI/QG-DAN-CU").await;
    let duty = duty.expect(StatusCode::OK);
    assert!(duty.body.contains("data-rhythm=\"BC1-PHUONG-HAI\""));
    duty.shows("Báo cáo tuần – tuần 47/2026");
    let before = office
        .get("/duties/PHUONG-HAI/QG-DAN-CU?as_of=2026-11-19")
        .await;
    before.expect(StatusCode::OK).hides("Báo cáo tuần");
    let slots = "select unit || ' ' || rhythm from milestones m where rhythm is not null and seq = \
                 (select max(seq) from milestones where id = m.id) group by unit, rhythm";
    assert_eq!(site.store.texts(slots).await, ["PHUONG-HAI BC1-PHUONG-HAI"]);
    let audit = tiendo::board::verify(&site.store.db, None).await.unwrap();
    assert!(audit.is_whole(), "{audit:?}");
}
