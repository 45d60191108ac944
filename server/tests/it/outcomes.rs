//! Measured outcomes: who sees which indicator, what a page says of it, and
//! that the six criteria move nothing.
use axum::http::StatusCode;
use tiendo::{import::Rows, ledger::*};

use crate::support::{
    campaign::{self, at},
    page::text,
    site::{ORIGIN, Site},
    store::Store,
    users::{Account, Administrator, Committee, Head, Member, Office, Partner, User},
};

/// An indicator with a target; a scope of "" is the campaign's.
fn indicator(code: &str, scope: &str, criterion: &str, target: Option<&str>) -> Rows {
    let mut rows = Rows::default();
    let (unit, workstream) = scope.split_once('/').unzip();
    rows.indicators.push(IndicatorRow {
        code: code.into(),
        name: format!("Chỉ tiêu {code}"),
        unit: unit.map(str::to_owned),
        workstream: workstream.map(str::to_owned),
        unit_of_measure: "%".into(),
        direction: "up".into(),
        deadline: Some("2026-12-31".into()),
        fresh_days: 60,
        criterion: criterion.into(),
        source: format!("Nguồn {code}"),
        ..Default::default()
    });
    rows.targets.extend(target.map(|target| TargetRow {
        indicator: code.into(),
        target: target.into(),
        ..Default::default()
    }));
    rows
}

/// A measurement; accepted, or returned with a reason, or waiting.
fn measured(rows: &mut Rows, id: &str, day: &str, numerator: i64, event: Option<(&str, &str)>) {
    let indicator = rows.indicators[0].code.clone();
    rows.measurements.push(MeasurementRow {
        id: id.into(),
        indicator,
        day: day.into(),
        numerator: Some(numerator),
        denominator: Some(200),
        source: format!("Báo cáo {id}"),
        person: Some("id-member.y-te".into()),
        ..Default::default()
    });
    rows.evidence.push(EvidenceRow {
        submission: id.into(),
        document_number: format!("VB-{id}"),
        document_day: Some(day.into()),
        link: format!("https://luutru.example/{id}.pdf"),
        hash: "00".into(),
        ..Default::default()
    });
    rows.measurement_events
        .extend(event.map(|(event, reason)| MeasurementEventRow {
            submission: format!("{id}-qd"),
            measurement: id.into(),
            event: event.into(),
            reason: reason.into(),
            ..Default::default()
        }));
}

/// Appends rows as facts of one day.
async fn append(site: &Site, mut rows: Rows, day: &str) {
    let mut tx = site.store.db.begin().await.unwrap();
    let seq = tx.next_seqs(1).await.unwrap();
    rows.each_stamp(|s, recorded| (*s, *recorded) = (seq, at(day, 8)));
    rows.append(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn board(site: &Site) -> std::sync::Arc<tiendo::board::Board> {
    site.app.live.today().await.unwrap()
}

#[tokio::test]
async fn an_indicator_says_value_path_and_forecast_and_lists_every_value() {
    let site = Site::new().await;
    let page = Committee::of(&site).await.get("/outcomes/CT-Y-TE").await;
    let page = page.expect(StatusCode::OK);
    // Measured from 26 October, 50 points of 95; the deadline is 31 January.
    page.shows("Đo được 72,0%");
    page.shows("lộ trình");
    page.shows("data-status=\"on-track\"");
    page.shows("aria-label=\"Biểu đồ xu hướng");
    page.shows("chờ nghiệm thu");
    for value in ["500/1.000", "720/1.000", "730/1.000"] {
        page.shows(value);
    }
    // Valid through the 60th day after the value's day.
    page.shows("datetime=\"2027-01-15\"");
    assert_eq!(page.codes("indicator"), ["CT-Y-TE"]);
}

#[tokio::test]
async fn a_past_day_knows_only_what_was_recorded_by_then() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    let page = reader.get("/outcomes/CT-Y-TE?as_of=2026-11-10").await;
    page.shows("Đo được 70,0%");
    page.hides("720/1.000");
    page.hides("chờ nghiệm thu");
    let page = reader.get("/outcomes/CT-Y-TE?as_of=2026-10-01").await;
    page.expect(StatusCode::OK).shows("Chưa đo");
    let list = reader.get("/outcomes?as_of=2026-10-01").await;
    list.expect(StatusCode::OK).shows("0/1");
}

#[tokio::test]
async fn the_list_answers_whether_satisfaction_is_measured() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    reader.get("/outcomes").await.shows("Đo được 1/1");
    append(
        &site,
        indicator("HL-DAN", "", "hai_long", None),
        "2026-11-20",
    )
    .await;
    let page = reader.get("/outcomes").await;
    page.shows("Chỉ tiêu HL-DAN <b>chưa đo</b>");
    let mut rows = indicator("HL-DN", "", "hai_long", None);
    measured(&mut rows, "hl-1", "2026-11-18", 171, Some(("accepted", "")));
    append(&site, rows, "2026-11-20").await;
    let page = reader.get("/outcomes").await;
    page.shows("chỉ tiêu HL-DN <b>85,5%</b>");
    // Neither is a duty's: the tally of duties stays.
    page.shows("<b>1/1</b>");
    let one = reader.get("/outcomes/HL-DN").await.expect(StatusCode::OK);
    one.shows("chưa có mục tiêu");
}

#[tokio::test]
async fn rule_11_a_company_sees_the_indicators_of_its_units_only() {
    let site = Site::new().await;
    append(
        &site,
        indicator("HL-DAN", "", "hai_long", None),
        "2026-11-20",
    )
    .await;
    let foreign = indicator("KQ-TC", "SO-TAI-CHINH/CN-TAI-CHINH", "", Some("90"));
    append(&site, foreign, "2026-11-20").await;
    let company = Partner::named(&site, "partner.xanh").await;
    company
        .get("/outcomes/CT-Y-TE")
        .await
        .expect(StatusCode::OK)
        .hides("HL-DAN");
    let unknown = company.get("/outcomes/KHONG-CO").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    for code in ["HL-DAN", "KQ-TC"] {
        let answer = company.get(&format!("/outcomes/{code}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{code}");
        assert_eq!(
            answer.plain().replace(code, "…"),
            unknown.plain().replace("KHONG-CO", "…")
        );
    }
    for query in [
        "",
        "?q=ch%E1%BB%89",
        "?database=CN-TAI-CHINH",
        "?state=unverified",
        "?format=csv&table=outcomes",
    ] {
        let list = company.get(&format!("/outcomes{query}")).await;
        let list = list.expect(StatusCode::OK);
        list.hides("HL-DAN");
        list.hides("KQ-TC");
        list.hides("SO-TAI-CHINH");
        // Its part of a database is not the database's figure.
        assert!(list.codes("database").is_empty());
    }
    // No longer assigned since yesterday.
    let rival = Partner::named(&site, "partner.vang").await;
    rival
        .get("/outcomes/CT-Y-TE")
        .await
        .expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn evidence_and_reasons_of_a_value_are_the_units_own() {
    let site = Site::new().await;
    let mut rows = indicator("TC-SACH", "SO-Y-TE/CN-Y-TE", "sach", Some("90"));
    let returned = Some(("returned", "Ly-do-rieng-4471"));
    measured(
        &mut rows,
        "sach-1",
        "2026-11-02",
        150,
        Some(("accepted", "")),
    );
    measured(&mut rows, "sach-2", "2026-11-09", 160, returned);
    append(&site, rows, "2026-11-20").await;
    let hidden = [
        "Ly-do-rieng-4471",
        "VB-sach-1",
        "luutru.example/sach-2",
        "Người của member.y-te",
    ];
    let path = "/outcomes/TC-SACH";
    for full in [
        Committee::of(&site).await.get(path).await,
        Office::of(&site).await.get(path).await,
        Head::of(&site).await.get(path).await,
        Member::of(&site).await.get(path).await,
    ] {
        for words in hidden {
            full.shows(words);
        }
    }
    for query in [
        "",
        "?all=1",
        "?format=csv&table=values",
        "?as_of=2026-11-20",
    ] {
        let path = format!("{path}{query}");
        for answer in [
            Head::named(&site, "head.tai-chinh").await.get(&path).await,
            Partner::named(&site, "partner.xanh").await.get(&path).await,
        ] {
            let answer = answer.expect(StatusCode::OK);
            answer.shows("Báo cáo sach-1");
            for words in hidden {
                answer.hides(words);
            }
        }
    }
    let admin = Administrator::of(&site).await;
    admin.get(path).await.expect(StatusCode::FORBIDDEN);
    admin.get("/outcomes").await.expect(StatusCode::FORBIDDEN);
}

/// Only a percentage counts hundredths: 3 of 4 points are less than one point on
/// every page that prints them.
#[tokio::test]
async fn a_value_in_another_unit_than_percent_reads_alike_on_both_pages() {
    let site = Site::new().await;
    let mut rows = indicator("KQ-DIEM", "SO-TAI-CHINH/CN-TAI-CHINH", "", Some("1"));
    rows.indicators[0].unit_of_measure = "điểm".into();
    measured(&mut rows, "diem", "2026-11-18", 3, Some(("accepted", "")));
    rows.measurements[0].denominator = Some(4);
    append(&site, rows, "2026-11-20").await;
    let office = Office::of(&site).await;
    for path in ["/outcomes/KQ-DIEM", "/duties/SO-TAI-CHINH/CN-TAI-CHINH"] {
        let page = office.get(path).await.expect(StatusCode::OK);
        page.shows("Báo cáo diem");
        page.shows("<b>0,8 điểm</b>");
        page.hides("75 điểm");
        page.hides("75,0 điểm");
    }
}

/// The criteria of a duty stand on its outcome's page, each against its own
/// threshold, and move no figure.
#[tokio::test]
async fn the_six_criteria_stand_beside_the_outcome() {
    let site = Site::new().await;
    let before = board(&site).await.figures();
    let mut rows = indicator("TC-SACH", "SO-Y-TE/CN-Y-TE", "sach", Some("80"));
    measured(
        &mut rows,
        "sach-1",
        "2026-11-02",
        170,
        Some(("accepted", "")),
    );
    append(&site, rows, "2026-11-20").await;
    let mut rows = indicator("TC-DU", "SO-Y-TE/CN-Y-TE", "du", Some("90"));
    measured(&mut rows, "du-1", "2026-11-02", 170, Some(("accepted", "")));
    append(&site, rows, "2026-11-20").await;

    let mut after = board(&site).await.figures();
    after["seq"] = before["seq"].clone();
    assert_eq!(after, before);

    let page = Committee::of(&site).await.get("/outcomes/CT-Y-TE").await;
    page.shows("data-criterion=\"sach\"");
    page.shows("data-standing=\"met\"");
    page.shows("data-standing=\"missed\"");
    page.shows("hiện đạt 1/6, yếu nhất: đủ");
    assert_eq!(page.body.matches("data-standing=\"unmeasured\"").count(), 4);
    // Among the duties' outcomes they are not counted.
    let list = Committee::of(&site).await.get("/outcomes").await;
    list.shows("Đo được 1/1");
    // A criterion is an indicator with a page of its own.
    let one = Committee::of(&site).await.get("/outcomes/TC-DU").await;
    one.shows("Đo được 85,0%");

    let duty = Committee::of(&site)
        .await
        .get("/duties/SO-Y-TE/CN-Y-TE")
        .await;
    assert_eq!(duty.body.matches("data-criterion=").count(), 6);
}

/// What the list says of a database is what `tiendo figures` says.
#[tokio::test]
async fn the_list_agrees_with_the_figures() {
    let site = Site::new().await;
    let page = Committee::of(&site).await.get("/outcomes").await;
    let figures = board(&site).await.figures();
    let own = &figures["databases"]["CN-Y-TE"];
    for (name, value) in page.figures("database", "CN-Y-TE") {
        let told: f64 = value.parse().unwrap();
        assert_eq!(Some(told), own[&name].as_f64(), "{name}");
    }
    assert_eq!(page.codes("database"), ["CN-Y-TE"]);
}

#[tokio::test]
async fn the_list_narrows_by_text_database_and_status() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    for (query, there) in [
        ("q=so+y+te", true),
        ("q=khong+co", false),
        ("database=CN-Y-TE", true),
        ("database=QG-DAN-CU", false),
        ("state=on-track", true),
        ("state=at-risk", false),
        ("state=unmeasured", false),
        ("q=y+te&database=CN-Y-TE&state=on-track", true),
    ] {
        let page = reader.get(&format!("/outcomes?{query}")).await;
        let codes = page.expect(StatusCode::OK).codes("indicator");
        assert_eq!(codes.contains(&"CT-Y-TE".to_owned()), there, "{query}");
    }
    let csv = reader
        .get("/outcomes?database=CN-Y-TE&format=csv&table=outcomes")
        .await;
    csv.expect(StatusCode::OK).shows("CT-Y-TE");
}

/// What was promised first stands beside what is promised now, where a decision changed it.
#[tokio::test]
async fn rule_4_the_first_target_and_deadline_stay_on_the_page() {
    let site = Site::new().await;
    let committee = Committee::of(&site).await;
    let page = "/outcomes/CT-Y-TE";
    committee.get(page).await.hides("Hứa ban đầu");
    let campaign = "name,start,deadline,time_zone\n\
                    Chiến dịch thử,2026-01-05,2026-12-31,Asia/Ho_Chi_Minh\n";
    let indicators = "code,name,scope,unit_of_measure,direction,target,deadline,fresh_days,\
                      decision,reason,approver\n\
                      CT-Y-TE,Hồ sơ đủ,SO-Y-TE/CN-Y-TE,%,up,80,2027-06-30,60,\
                      9/QĐ,Chậm kinh phí,Bà Thử\n";
    let files = tiendo::import::Files::embedded(&[
        ("campaign.csv", campaign),
        ("indicators.csv", indicators),
    ]);
    let now = site.clock.now();
    let plan = tiendo::import::plan_files(&site.store.db, &files, now)
        .await
        .unwrap();
    assert!(plan.sound(), "{plan}");
    tiendo::import::apply(&site.store.db, &plan, now)
        .await
        .unwrap();
    let page = committee.get(page).await;
    for words in ["Hứa ban đầu", "95%", "2027-01-31", "80%"] {
        page.shows(words);
    }
}

/// Lateness is never taken back without a word: a value of a day in time that was entered when the
/// deadline had closed says so wherever the state of its indicator is told.
#[tokio::test]
async fn rule_4_a_value_entered_after_the_deadline_says_so() {
    let site = Site::new().await;
    let mut rows = indicator("CT-HAN", "SO-TAI-CHINH/QG-DAT-DAI", "", Some("80"));
    rows.indicators[0].deadline = Some("2026-11-10".into());
    append(&site, rows.clone(), "2026-11-01").await;
    let mut late = rows.clone();
    (late.indicators, late.targets) = Default::default();
    let mut values = indicator("CT-HAN", "", "", None);
    measured(
        &mut values,
        "do-muon",
        "2026-11-09",
        180,
        Some(("accepted", "")),
    );
    late.measurements = values.measurements;
    // All records that the duty has.
    late.measurements[0].numerator = Some(900);
    late.measurements[0].denominator = Some(1000);
    late.measurement_events = values.measurement_events;
    append(&site, late, "2026-11-18").await;
    let reader = Committee::of(&site).await;
    let page = "/outcomes/CT-HAN";
    let before = reader.get(&format!("{page}?as_of=2026-11-15")).await;
    before.expect(StatusCode::OK).shows("quá hạn 5 ngày");
    let now = reader.get(page).await.expect(StatusCode::OK);
    let told = text(&now.body);
    for says in ["đã đạt mục tiêu 80%", "ghi ngày 18/11/2026, sau hạn"] {
        assert!(told.contains(says), "{told}");
    }
    now.shows("ghi 18/11/2026, sau hạn");
    for path in [
        "/duties/SO-TAI-CHINH/QG-DAT-DAI",
        "/outcomes?database=QG-DAT-DAI",
        "/units/SO-TAI-CHINH",
        "/outcomes/CT-HAN?format=csv",
        "/outcomes?database=QG-DAT-DAI&format=csv",
        "/duties/SO-TAI-CHINH/QG-DAT-DAI?format=csv&table=measurements",
    ] {
        let answer = reader.get(path).await.expect(StatusCode::OK);
        answer.shows("ghi 18/11/2026, sau hạn");
    }
}

/// A value of a day before the campaign says so wherever it is shown.
#[tokio::test]
async fn a_value_of_before_the_campaign_says_so() {
    const MARK: &str = "đo trước chiến dịch";
    let mut rows = campaign::rows();
    for it in &mut rows.campaign {
        it.start_day = "2026-11-19".into();
    }
    let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
    let committee = Committee::of(&site).await;
    for path in [
        "/outcomes?database=CN-Y-TE",
        "/outcomes?database=CN-Y-TE&format=csv",
        "/outcomes/CT-Y-TE",
        "/outcomes/CT-Y-TE?format=csv",
        "/duties/SO-Y-TE/CN-Y-TE",
        "/units/SO-Y-TE",
        "/databases/CN-Y-TE",
    ] {
        let page = committee.get(path).await.expect(StatusCode::OK);
        assert!(page.body.contains(MARK), "{path}");
    }
    let measured = Account::named(&site, "member.y-te")
        .await
        .get("/measure")
        .await;
    let measured = measured.expect(StatusCode::OK);
    let waits = measured.body.split("waits-line").nth(1);
    assert!(waits.is_some_and(|line| line.contains(MARK)));
    let page = committee.get("/outcomes/CT-Y-TE").await;
    let chart = page.body.split("<details class=\"data\"").nth(1);
    let table = chart.and_then(|rest| rest.split("</table>").next());
    assert!(table.is_some_and(|table| table.contains(MARK)));
    let office = Account::named(&site, "office2").await;
    office
        .get("/review")
        .await
        .expect(StatusCode::OK)
        .shows(MARK);
    // What was measured since does not.
    let site = Site::new().await;
    let page = Committee::of(&site).await.get("/outcomes/CT-Y-TE").await;
    page.hides(MARK);
}
