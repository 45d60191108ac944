//! A board that begins in the middle: what stands by the old book says so until a tenth of it was
//! looked at, and the old board's figures stand beside ours.
use axum::http::{Method, StatusCode};
use tiendo::import::{Files, apply, plan_files};
use tiendo::ledger::OldFigureRow;

use crate::support::{
    campaign::{self, TODAY, at},
    site::{ORIGIN, PASSWORD, Site, request, send},
    store::{Store, on_both},
    users::{Committee, Head, Office, User},
};
use crate::unsent::sign_in_from;

on_both!(
    what_stands_by_the_old_book_says_so_until_a_tenth_was_looked_at,
    old_figures_stand_beside_ours_with_why_they_differ,
);

const MIDNIGHT: i64 = 14 * 60;

/// Fourteen tasks of one unit; twelve are done in the old book, one of them late by its document.
async fn commune(store: Store) -> Site {
    let mut programme = "code,kind,group,title,lead_unit,due,source\n".to_owned();
    let mut milestones = "id,unit,workstream,kind,title,product,deadline\n".to_owned();
    let mut history = "unit,workstream,id,event,day,document_number,document_day,link\n".to_owned();
    let mut old = "unit,workstream,day,status,share,done,late,note,source\n".to_owned();
    for n in 1..=14 {
        programme += &format!("NV{n:02},platform,Nhóm,Nhiệm vụ số {n},UBND,,KH 05\n");
        milestones += &format!("m-{n},UBND,NV{n:02},product,Sản phẩm {n},Báo cáo,2026-08-15\n");
        if n <= 12 {
            let document = if n == 1 { "2026-08-16" } else { "2026-08-14" };
            history += &format!(
                "UBND,NV{n:02},m-{n},accepted,2026-08-20,{n}/BC-UBND,{document},https://xa.example/{n}\n"
            );
        }
    }
    // The old board of the day after: late by the day it noted things, and one more done.
    old += ",NV01,2026-08-21,late,,,,,bảng theo dõi\n";
    old += "UBND,NV02,2026-08-21,done,100,,,,bảng theo dõi\n";
    old += ",NV13,2026-08-21,done,,,,,bảng theo dõi\n";
    old += ",,2026-08-21,,\"85,7\",13,1,,bảng theo dõi\n";
    let told = [
        ("programme.csv", programme),
        ("milestones.csv", milestones),
        ("history.csv", history),
        ("old_figures.csv", old),
    ];
    begun_in_the_middle(store, &told).await
}

/// A commune of three units and no database, with the files of its first import.
pub async fn begun_in_the_middle(store: Store, told: &[(&'static str, String)]) -> Site {
    let files = [
        ("campaign.csv", "name,start,deadline,time_zone,place,headline,source\nXã thử,2026-08-01,2027-06-30,Asia/Ho_Chi_Minh,xã,programme,x\n".to_owned()),
        ("units.csv", "code,name,short_name,kind,bloc,tier,order,source\nUBND,Ủy ban nhân dân,UBND,department,government,commune,1,x\nVP,Văn phòng,VP,department,government,commune,2,x\nPKT,Phòng Kinh tế,PKT,department,government,commune,3,x\n".to_owned()),
        ("databases.csv", "code,name,kind,owner_unit,source\n".to_owned()),
        ("partners.csv", "code,short_name,name,source\n".to_owned()),
        ("assignments.csv", "unit,partner,role,valid_from,decision,source\n".to_owned()),
        ("indicators.csv", "code,name,scope,unit_of_measure,direction,target,deadline,source\n".to_owned()),
        ("measurements.csv", "indicator,date,numerator,denominator,value,source\n".to_owned()),
        ("people.csv", "username,name,title,role,unit\noffice,Thường trực,,office,VP\ncommittee,Trưởng ban,,committee,\nhead.y-te,Chủ tịch,,head,UBND\n".to_owned()),
    ];
    let files: Vec<(&str, &str)> = files
        .iter()
        .chain(told)
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let files = Files::embedded(&files);
    let now = at(TODAY, 9);
    let mut plan = plan_files(&store.db, &files, now).await.unwrap();
    assert!(plan.sound(), "{plan}");
    let hash = Site::password_hash().await;
    for person in plan.new_people() {
        person.password_hash = Some(hash.clone());
    }
    apply(&store.db, &plan, now).await.unwrap();
    Site::on(store, ORIGIN).await
}

const UNCHECKED: &str = "theo văn bản, nhập từ sổ cũ, chưa hậu kiểm";

async fn what_stands_by_the_old_book_says_so_until_a_tenth_was_looked_at(store: Store) {
    let site = commune(store).await;
    let office = Office::of(&site).await;
    let duty = "/duties/UBND/NV02";
    let file = "/milestones?unit=UBND&group=all&format=csv";
    for path in [
        duty,
        "/units/UBND",
        "/programme/NV02",
        "/milestones?unit=UBND&group=all",
        "/campaign",
        file,
    ] {
        let page = office.get(path).await.expect(StatusCode::OK);
        page.shows("nhập từ sổ cũ, chưa hậu kiểm");
    }
    let page = office.get(duty).await;
    page.shows(UNCHECKED);
    page.shows("14/08/2026");
    // Why, and who says so.
    page.shows("data-old-book=\"1\"");
    office
        .get("/units/UBND?why=accepted:unit-all:UBND")
        .await
        .shows("data-old-book=\"12\"");
    office.get("/duties/UBND/NV01").await.shows("xong muộn");
    // Late for longer than anybody has had a turn here: why is said.
    let late = office.get("/duties/UBND/NV13").await;
    late.shows("Ủy ban nhân dân giữ từ 20/11/2026, ngày nhập kế hoạch.");
    // It is owed, and the office has it among what it has to arrange.
    let list = office.get("/rechecks").await.expect(StatusCode::OK);
    list.shows("data-old-book=\"12\"");
    list.shows("từ 2 mốc trở lên và xem hết trước hết ngày 20/12/2026; đã xem 0");
    list.shows("Chưa hậu kiểm sổ cũ; chưa công bố lần rút nào.");
    office
        .get("/review")
        .await
        .shows("nhập từ sổ cũ, chưa hậu kiểm");
    office
        .get("/")
        .await
        .shows("12 mốc nhập từ sổ cũ chưa hậu kiểm");
    let fields = |number| {
        [
            ("scope", "old_book"),
            ("of", "reports"),
            ("number", number),
            ("text", "Kế hoạch rút"),
        ]
    };
    let few = office.post("/rechecks", &fields("1")).await;
    few.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("ít nhất một phần mười");
    let values = [
        ("scope", "old_book"),
        ("of", "values"),
        ("number", "2"),
        ("text", "x y"),
    ];
    let values = office.post("/rechecks", &values).await;
    values
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Chưa chọn rút từ đâu");
    office
        .post("/rechecks", &fields("2"))
        .await
        .expect(StatusCode::SEE_OTHER);
    site.later(MIDNIGHT + 5);
    let office = Office::of(&site).await;
    let found = [
        ("result", "confirmed"),
        ("document_number", "31/BB"),
        ("document_day", "21/11/2026"),
        ("link", "https://xa.example/hk"),
        ("no_secrets", "true"),
    ];
    for (place, left) in [(1, true), (2, false)] {
        let path = format!("/rechecks/1/{place}");
        office
            .post(&path, &found)
            .await
            .expect(StatusCode::SEE_OTHER);
        let page = office.get(duty).await;
        assert_eq!(page.body.contains(UNCHECKED), left, "{place}");
        page.shows("theo văn bản, nhập từ sổ cũ");
    }
    let list = office.get("/rechecks").await;
    list.shows("đã xem 2 mốc rút ngẫu nhiên, xong ngày 21/11/2026 (hạn 20/12/2026)");
    office.get("/").await.hides("chưa hậu kiểm");
    // As of the day before nobody had looked.
    let before = office.get(&format!("{duty}?as_of=2026-11-20")).await;
    before.shows(UNCHECKED);
    // A server that begins anew reads the same.
    let asked = request(Method::GET, duty, office.cookie(), String::new());
    send(&site.beside().await, asked).await.hides(UNCHECKED);
}

async fn old_figures_stand_beside_ours_with_why_they_differ(store: Store) {
    let site = commune(store).await;
    let office = Office::of(&site).await;
    let page = office.get("/reconciliation").await.expect(StatusCode::OK);
    page.shows("ngày 21/08/2026: 4 dòng, 3 dòng khác, 0 dòng chưa rõ vì sao");
    // Pages count duties, old boards tasks.
    page.shows("Các số việc đếm mỗi việc một lần");
    // NV01 was finished late, and NV13 is not.
    page.shows("bảng cũ 2 xong, 1 trễ hạn, 0 còn lại; ở đây 2 xong, 1 trễ hạn, 0 còn lại");
    page.shows("sổ cũ không kể việc nào của mốc “Sản phẩm 13”");
    // Of the whole campaign both that it does not tell of.
    page.shows("sổ cũ không kể việc nào của mốc “Sản phẩm 13”, “Sản phẩm 14”");
    page.shows("data-of=\"UBND/NV02\" data-differs=\"false\"");
    for (of, differs) in [("/NV01", "true"), ("/NV13", "true"), ("/", "true")] {
        page.shows(&format!("data-of=\"{of}\" data-differs=\"{differs}\""));
    }
    let file = office
        .get("/reconciliation?format=csv")
        .await
        .expect(StatusCode::OK);
    file.shows("Nhiệm vụ số 13");
    for (path, status) in [
        ("/reconciliation?day=2026-08-22", StatusCode::NOT_FOUND),
        ("/reconciliation?day=x", StatusCode::NOT_FOUND),
        ("/reconciliation?day=2026-08-21", StatusCode::OK),
    ] {
        office.get(path).await.expect(status);
    }
    // The committee reads, the office writes, others do neither.
    let committee = Committee::of(&site).await;
    committee
        .get("/reconciliation")
        .await
        .hides("name=\"text\"");
    let head = Head::of(&site).await.get("/reconciliation").await;
    head.expect(StatusCode::FORBIDDEN);
    let [account, submission] = ["account", "submission"].map(|it| page.hidden(it).unwrap());
    let with = |of: &'static str, text: &'static str| {
        vec![
            ("account", account.as_str()),
            ("submission", submission.as_str()),
            ("day", "2026-08-21"),
            ("of", of),
            ("text", text),
        ]
    };
    for (of, text, status, sentence) in [
        ("/NV13", "…", StatusCode::UNPROCESSABLE_ENTITY, "lý do"),
        (
            "/NV99",
            "Không có",
            StatusCode::CONFLICT,
            "Không còn dòng này",
        ),
        (
            "/NV13",
            "Tài liệu MẬT",
            StatusCode::UNPROCESSABLE_ENTITY,
            "mật",
        ),
    ] {
        let told = office
            .post("/reconciliation", &with(of, text))
            .await
            .expect(status);
        told.shows(sentence);
        told.hides("Tài liệu MẬT");
    }
    let note = with("/NV13", "Bảng cũ tính cả bản nháp 3307");
    for _ in 0..2 {
        office
            .post("/reconciliation", &note)
            .await
            .expect(StatusCode::SEE_OTHER);
    }
    let notes = site.store.texts("select body from figure_notes").await;
    assert_eq!(notes, ["Bảng cũ tính cả bản nháp 3307"]);
    let other = office.post("/reconciliation", &with("/NV01", "Khác")).await;
    other.expect(StatusCode::CONFLICT);
    committee
        .get("/reconciliation")
        .await
        .shows("bản nháp 3307");
    // The office's own form comes back to the office; the committee has none.
    let refused = committee.post("/reconciliation", &note).await;
    refused.expect(StatusCode::UNAUTHORIZED);
    let none = [("day", "2026-08-21"), ("of", "/NV13"), ("text", "Khác")];
    let refused = committee.post("/reconciliation", &none).await;
    refused.expect(StatusCode::FORBIDDEN);
}

/// What was typed is not lost where the session had ended: it stands in the form of its row again.
#[tokio::test]
async fn a_note_on_an_old_figure_is_kept_when_the_session_has_ended() {
    let mut book = campaign::book();
    let (seq, recorded_at) = book.place(0, 0);
    book.place(seq, recorded_at);
    book.rows.old_figures.push(OldFigureRow {
        day: "2026-11-19".into(),
        late: Some(99),
        source: "bảng theo dõi".into(),
        seq,
        recorded_at,
        ..Default::default()
    });
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let office = Office::named(&site, "office2").await;
    let page = office.get("/reconciliation").await.expect(StatusCode::OK);
    let [account, submission] = ["account", "submission"].map(|it| page.hidden(it).unwrap());
    let note = [
        ("account", account.as_str()),
        ("submission", submission.as_str()),
        ("day", "2026-11-19"),
        ("of", "/"),
        ("text", "Bảng cũ tính cả bản nháp-7741"),
    ];
    site.later(61);
    let told = office.post("/reconciliation", &note).await;
    let told = told.expect(StatusCode::UNAUTHORIZED);
    told.shows("Lời giải thích số liệu CHƯA được ghi");
    told.hides("7741");
    let again = sign_in_from(&site, &told, "office2", PASSWORD).await;
    let again = again.expect(StatusCode::OK);
    again.shows("bản nháp-7741");
    assert_eq!(again.hidden("submission"), Some(submission.clone()));
    let notes = "select body from figure_notes";
    assert!(site.store.texts(notes).await.is_empty());
    let office = Office::named(&site, "office2").await;
    let sent = office.post("/reconciliation", &note).await;
    sent.expect(StatusCode::SEE_OTHER);
    assert_eq!(site.store.texts(notes).await.len(), 1);
}

/// Its menu has tasks where databases would be, and their pages are there by address.
#[tokio::test]
async fn the_menu_of_a_campaign_without_databases_leads_with_its_tasks() {
    let site = commune(Store::sqlite().await).await;
    let committee = Committee::of(&site).await;
    let page = committee.get("/units").await.expect(StatusCode::OK);
    let menu = page.body.split("class=\"nav\"").nth(1).unwrap();
    let menu = menu.split("</nav>").next().unwrap();
    for path in ["/matrix", "/databases"] {
        assert!(!menu.contains(&format!("href=\"{path}\"")), "{menu}");
        committee.get(path).await.expect(StatusCode::OK);
    }
    let at = |path: &str| menu.find(&format!("href=\"{path}\"")).unwrap();
    assert!(at("/programme") < at("/units"), "{menu}");
}
