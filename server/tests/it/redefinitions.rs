//! Promises that decisions changed: on the pages of what they are about, newest first, each
//! reader told what is his to read.
use axum::http::StatusCode;
use tiendo::{
    import::{Files, apply, plan_files},
    ledger::MilestoneEventRow,
};

use crate::support::{
    campaign::{self, TODAY, at},
    pen::{event_row, figures_on},
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Committee, Head, Office, Partner, User},
};

on_both!(
    rule_4_a_promise_that_a_decision_changed_stays_on_its_pages,
    rule_4_a_change_of_the_headline_shows_both_figures_of_its_day,
    rule_4_a_milestone_added_to_others_is_told_on_its_pages,
    rule_4_a_duty_added_to_others_is_told_on_its_pages,
);

const CAMPAIGN: &str = "name,start,deadline,time_zone,decision,reason,approver\n";

/// Imports files; they must be sound.
async fn import(site: &Site, files: &[(&str, &str)]) {
    let now = site.clock.now();
    let files = Files::embedded(files);
    let plan = plan_files(&site.store.db, &files, now).await.unwrap();
    assert!(plan.sound(), "{plan}");
    apply(&site.store.db, &plan, now).await.unwrap();
}

/// A milestone's row with another weight, and the decision behind it.
fn heavier(id: &str, weight: u64, decision: &str) -> String {
    let rows = campaign::rows().milestones;
    let row = rows.into_iter().find(|row| row.id == id).unwrap();
    format!(
        "{id},{},{},{},{},{},{},{},{weight},{decision}\n",
        row.unit,
        row.workstream,
        row.kind,
        row.title,
        row.product,
        row.deadline.unwrap_or_default(),
        row.responsible.unwrap_or_default(),
    )
}

async fn rule_4_a_promise_that_a_decision_changed_stays_on_its_pages(store: Store) {
    let site = Site::over(store, ORIGIN, campaign::rows()).await;
    let same = format!("{CAMPAIGN}Chiến dịch thử,2026-01-05,2026-12-31,Asia/Ho_Chi_Minh,,,\n");
    import(
        &site,
        &[
            ("campaign.csv", &same),
            (
                "duties.csv",
                "unit,workstream,role,volume\nSO-Y-TE,CN-Y-TE,lead,1000\n",
            ),
        ],
    )
    .await;
    let committee = Committee::of(&site).await;
    committee.get("/latest").await.hides("id=\"redefined\"");

    let later = format!(
        "{CAMPAIGN}Chiến dịch thử,2026-01-05,2027-03-31,Asia/Ho_Chi_Minh,\
         11/QĐ-UBND,Lý do của hạn,Bà Hạn\n"
    );
    let milestones = format!(
        "id,unit,workstream,kind,title,product,deadline,responsible,weight,\
         decision,reason,approver\n{}{}",
        heavier("p1-xanh", 3, "13/QĐ-UBND,Lý do của Xanh,Bà Xanh"),
        heavier("tc-vang", 2, "14/QĐ-UBND,Lý do của Vàng,Bà Vàng"),
    );
    import(
        &site,
        &[
            ("campaign.csv", &later),
            (
                "duties.csv",
                "unit,workstream,role,volume,weight,decision,reason,approver\n\
                 SO-Y-TE,CN-Y-TE,lead,1200,5,12/QĐ-UBND,Lý do của Sở,Bà Sở\n",
            ),
            (
                "indicators.csv",
                "code,name,scope,unit_of_measure,direction,baseline,target,deadline,fresh_days,\
                 decision,reason,approver\n\
                 CT-Y-TE,Hồ sơ đủ,SO-Y-TE/CN-Y-TE,%,up,5,95,2027-01-31,60,\
                 15/QĐ-UBND,Lý do của gốc,Bà Gốc\n",
            ),
            ("milestones.csv", &milestones),
        ],
    )
    .await;

    // The whole campaign's: each decision, but reasons of the campaign's own only.
    committee.get("/").await.shows("hạn đầu 31/12/2026");
    let page = committee.get("/latest").await.expect(StatusCode::OK);
    page.shows("Điều chỉnh theo quyết định: 6 lần");
    for number in 11..=15 {
        page.shows(&format!("quyết định {number}/QĐ-UBND"));
    }
    page.shows("Lý do của hạn");
    page.hides("Lý do của Sở");
    let file = committee
        .get("/latest?format=csv&table=redefinitions")
        .await;
    let file = file.expect(StatusCode::OK);
    for cells in [
        "hạn,31/12/2026,31/03/2027,11/QĐ-UBND,Bà Hạn,Lý do của hạn",
        "khối lượng,1.000,1.200,12/QĐ-UBND,Bà Sở,",
        "trọng số,mặc định,5,12/QĐ-UBND,Bà Sở,",
        "giá trị gốc,chưa có,5%,15/QĐ-UBND,Bà Gốc,",
    ] {
        file.shows(cells);
    }
    // What was recorded today changes no page of yesterday.
    let before = committee.get("/latest?as_of=2026-11-19").await;
    before.hides("id=\"redefined\"");
    committee.get("/?as_of=2026-11-19").await.hides("hạn đầu");

    // A unit's people read the reasons of their own unit.
    let head = Head::of(&site).await;
    let duty = head.get("/duties/SO-Y-TE/CN-Y-TE").await;
    duty.shows("Hứa ban đầu: khối lượng 1.000; trọng số mặc định");
    duty.shows("Lý do của Sở");
    head.get("/units/SO-Y-TE").await.shows("Lý do của Sở");
    let outcome = head.get("/outcomes/CT-Y-TE").await;
    outcome.shows("giá trị gốc chưa có");
    outcome.shows("Lý do của gốc");
    let other = head.get("/units/PHUONG-MOT").await;
    other.shows("quyết định 13/QĐ-UBND, Bà Xanh duyệt");
    other.hides("Lý do của Xanh");
    let office = Office::of(&site).await;
    let database = office.get("/databases/QG-DAT-DAI").await;
    database.shows("Lý do của Xanh");
    database.hides("Lý do của Sở");

    // A company reads in full what it is responsible for, of its units' duties what is now,
    // of other companies' work nothing.
    let own = Partner::of(&site).await;
    for path in ["/partners/CTY-XANH", "/units/PHUONG-MOT"] {
        let page = own.get(path).await.expect(StatusCode::OK);
        page.shows("Lý do của Xanh");
        page.hides("14/QĐ-UBND");
        page.hides("Lý do của hạn");
    }
    let duty = own.get("/duties/SO-Y-TE/CN-Y-TE").await;
    duty.shows("Hứa ban đầu: khối lượng 1.000");
    for hidden in [
        "trọng số mặc định",
        "12/QĐ-UBND",
        "Lý do của Sở",
        "15/QĐ-UBND",
    ] {
        duty.hides(hidden);
    }
    let rival = Partner::named(&site, "partner.vang").await;
    for path in ["/units/PHUONG-MOT", "/duties/PHUONG-MOT/QG-DAT-DAI"] {
        let page = rival.get(path).await.expect(StatusCode::OK);
        page.hides("13/QĐ-UBND");
        page.hides("id=\"redefined\"");
    }
    rival
        .get("/partners/CTY-VANG")
        .await
        .shows("Lý do của Vàng");
}

/// Nobody decides on a new milestone; that it makes what was there smaller is told all the same.
async fn rule_4_a_milestone_added_to_others_is_told_on_its_pages(store: Store) {
    let site = Site::over(store, ORIGIN, campaign::rows()).await;
    let committee = Committee::of(&site).await;
    let duty = "/duties/SO-TAI-CHINH/QG-DAT-DAI";
    committee.get(duty).await.hides("data-term=\"added\"");
    let insert = format!(
        "insert into milestones (id, unit, workstream, position, kind, title, product, deadline, \
         deadline_text, responsible, weight, reach, replaces, seq, recorded_at) \
         select 'tc-them', unit, workstream, 99, kind, 'Việc thêm vào', product, '2027-06-30', \
         deadline_text, responsible, 90, reach, null, (select seq from campaign), {} \
         from milestones where id = 'tc-dat'",
        site.clock.now()
    );
    for sql in ["update campaign set seq = seq + 1", &insert] {
        site.store.run(sql).await.unwrap();
    }
    for path in [
        duty,
        "/units/SO-TAI-CHINH",
        "/databases/QG-DAT-DAI",
        "/latest",
    ] {
        let page = committee.get(path).await.expect(StatusCode::OK);
        page.shows("data-term=\"added\"");
        page.shows("Việc thêm vào");
        page.shows("trọng số 90; kế hoạch của nhiệm vụ đến nay 4 trên 94 (4,3%)");
        page.shows("không theo quyết định: thêm 1 mốc vào việc đã có mốc");
    }
    let overview = committee.get("/").await;
    overview.shows("Trong đó có phần do thêm 1 mốc vào nhiệm vụ đã có mốc");
    // Beside what was accepted it makes the share smaller: no work of the week.
    let beside = format!(
        "insert into milestones (id, unit, workstream, position, kind, title, product, deadline, \
         deadline_text, responsible, weight, reach, replaces, seq, recorded_at) \
         select 'them-hai', unit, workstream, 98, 'product', 'Việc thêm hai', product, '2027-06-30', \
         deadline_text, responsible, 90, null, null, (select seq from campaign), {} \
         from milestones where id = (select milestone from milestone_events \
         where event = 'accepted' order by seq limit 1)",
        site.clock.now()
    );
    for sql in ["update campaign set seq = seq + 1", &beside] {
        site.store.run(sql).await.unwrap();
    }
    let overview = committee.get("/").await;
    overview.shows("không do nghiệm thu mà do điều chỉnh");
    // Nothing was done in the week, whatever the database's share is now.
    let of_database = overview.body.split("data-code=\"QG-DAT-DAI\"").nth(1);
    let week = of_database.and_then(|row| row.split("data-week=\"\" value=\"").nth(1));
    assert!(
        week.is_some_and(|points| points.starts_with("0\"")),
        "{week:?}"
    );
    // Cancelled later, it stays in the list.
    let event = format!(
        "insert into milestone_events (submission, milestone, event, organisation, body, decision, \
         approver, seq, recorded_at) \
         select 'huy-them', 'tc-them', 'cancelled', 'office', 'x', '1/QĐ', '', seq + 1, {} from campaign",
        site.clock.now()
    );
    site.store.run(&event).await.unwrap();
    site.store
        .run("update campaign set seq = seq + 1")
        .await
        .unwrap();
    committee.get(duty).await.shows("data-term=\"added\"");
}

/// A duty that comes to a workstream which had others takes of their part: its milestones are told
/// as added.
async fn rule_4_a_duty_added_to_others_is_told_on_its_pages(store: Store) {
    let mut book = campaign::book();
    book.step("2026-11-18", 9);
    book.duty("PHUONG-HAI", "QG-DAT-DAI", "contribute");
    let (deadline, none) = (Some("2026-12-20"), None);
    book.milestone(
        "p2-moi",
        ("PHUONG-HAI", "QG-DAT-DAI"),
        "product",
        1,
        deadline,
        none,
        None,
    );
    let site = Site::over(store, ORIGIN, book.rows).await;
    let committee = Committee::of(&site).await;
    for path in ["/units/PHUONG-HAI", "/databases/QG-DAT-DAI", "/latest"] {
        let page = committee.get(path).await.expect(StatusCode::OK);
        page.shows("data-term=\"added\"");
        page.shows("Mốc p2-moi");
    }
    committee
        .get("/databases/QG-DAT-DAI?as_of=2026-11-17")
        .await
        .hides("data-term=\"added\"");
}

/// "43,1%" of 0.4312
fn percent(share: &serde_json::Value) -> String {
    format!("{:.1}%", share.as_f64().unwrap() * 100.0).replace('.', ",")
}

async fn rule_4_a_change_of_the_headline_shows_both_figures_of_its_day(store: Store) {
    let site = Site::over(store, ORIGIN, campaign::rows()).await;
    let city =
        async || figures_on(&site.store, &site.clock, TODAY).await["city"]["accepted"].clone();
    let before = percent(&city().await);
    let files = Files::embedded(&[(
        "campaign.csv",
        "name,start,deadline,time_zone,headline,decision,reason,approver\n\
         Chiến dịch thử,2026-01-05,2026-12-31,Asia/Ho_Chi_Minh,all,9/QĐ-UBND,Lý do,Bà Thử\n",
    )]);
    let now = site.clock.now();
    let plan = plan_files(&site.store.db, &files, now).await.unwrap();
    apply(&site.store.db, &plan, now).await.unwrap();
    let after = percent(&city().await);
    assert_ne!(before, after);
    let preview = plan.to_string();
    let told = format!(
        "số chung sẽ tính cơ sở dữ liệu và chương trình thay cho cơ sở dữ liệu; \
         nghiệm thu hôm nay, chưa kể các thay đổi khác của lần nhập này: {before} trước, {after} sau"
    );
    assert!(preview.contains(&told), "{told}: {preview}");

    let committee = Committee::of(&site).await;
    let told = format!(
        "Từ 20/11/2026, số chung tính cơ sở dữ liệu và chương trình thay cho cơ sở dữ liệu \
         (quyết định 9/QĐ-UBND, Bà Thử duyệt). Nghiệm thu ngày đó: {before} trước, {after} sau."
    );
    committee.get("/").await.shows(&told);
    let yesterday = committee.get("/?as_of=2026-11-19").await;
    yesterday.hides("Nghiệm thu ngày đó");
    // Figures go on, those of that day stay.
    site.clock.set(at("2026-11-21", 9));
    let mut tx = site.store.db.begin().await.unwrap();
    let seq = tx.next_seq().await.unwrap();
    let row = event_row("btc-dan-cu", "accepted", seq, site.clock.now());
    MilestoneEventRow::append(&mut tx, &[row]).await.unwrap();
    tx.commit().await.unwrap();
    let now = figures_on(&site.store, &site.clock, "2026-11-21").await;
    assert_ne!(percent(&now["city"]["accepted"]), after);
    let committee = Committee::of(&site).await;
    committee.get("/").await.shows(&told);
}
