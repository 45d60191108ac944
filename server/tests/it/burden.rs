//! What is asked of units each week, and what was entered and is not used.
use axum::http::StatusCode;
use tiendo::{
    import::{Files, apply, plan_files},
    ledger::{MeasurementEventRow, MeasurementRow},
};

use crate::support::{
    campaign::{self, at},
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Committee, Head, Office, User},
};

on_both!(
    what_is_asked_and_what_was_for_nothing,
    minutes_are_a_setting_of_the_campaign,
);

/// A value of Y tế that its head entered on a day, and what became of it.
fn value(book: &mut campaign::Book, id: &str, day: &str, event: Option<&str>) {
    book.step(day, 10);
    let (seq, recorded_at) = book.place(0, at(day, 10));
    book.place(seq, recorded_at);
    book.rows.measurements.push(MeasurementRow {
        id: id.into(),
        indicator: "CT-Y-TE".into(),
        day: day.into(),
        numerator: Some(1),
        denominator: Some(1000),
        source: "x".into(),
        person: Some("id-head.y-te".into()),
        seq,
        recorded_at,
        ..Default::default()
    });
    let Some(event) = event else { return };
    book.step(day, 11);
    let (seq, recorded_at) = book.place(0, at(day, 11));
    book.place(seq, recorded_at);
    book.rows.measurement_events.push(MeasurementEventRow {
        submission: format!("form-{id}"),
        measurement: id.into(),
        event: event.into(),
        seq,
        recorded_at,
        ..Default::default()
    });
}

async fn what_is_asked_and_what_was_for_nothing(store: Store) {
    let mut book = campaign::book();
    value(&mut book, "x-old", "2026-10-20", Some("withdrawn"));
    value(&mut book, "x-withdrawn", "2026-11-11", Some("withdrawn"));
    value(&mut book, "x-returned", "2026-11-12", Some("returned"));
    value(&mut book, "x-waits", "2026-11-13", None);
    let site = Site::over(store, ORIGIN, book.rows).await;
    let office = Office::of(&site).await;
    let page = office.get("/burden").await.expect(StatusCode::OK);
    page.shows("data-unit=\"SO-Y-TE\"");
    page.shows("Tính 2 phút một số đo");
    // One is too old, one led to a decision.
    let file = office.get("/burden?format=csv&table=idle").await;
    let file = file.expect(StatusCode::OK);
    let told = |words: &str| file.body.matches(words).count();
    assert_eq!(told("số đo đã rút lại"), 1, "{}", file.body);
    assert_eq!(told("số đo chưa ai quyết định"), 1, "{}", file.body);
    let before = office
        .get("/burden?format=csv&table=idle&as_of=2026-11-12")
        .await;
    let before = before.expect(StatusCode::OK).body;
    assert_eq!(before.matches("số đo đã rút lại").count(), 2, "{before}");
    assert_eq!(before.matches("số đo chưa ai").count(), 0, "{before}");
    // One indicator of 60 days: 7/60 a week.
    let file = office.get("/burden?format=csv&table=burden").await;
    let file = file.expect(StatusCode::OK).body;
    let row = file.lines().find(|row| row.contains("SO-Y-TE")).unwrap();
    assert!(row.contains(",1,0.117"), "{row}");
    let en = Committee::of(&site).await.get("/burden?lang=en").await;
    en.expect(StatusCode::OK).shows("Entered and not used");
    let head = Head::of(&site).await.get("/burden").await;
    head.expect(StatusCode::FORBIDDEN);
}

async fn minutes_are_a_setting_of_the_campaign(store: Store) {
    let site = Site::over(store, ORIGIN, campaign::rows()).await;
    let now = site.clock.now();
    let head = "name,start,deadline,time_zone,minutes_measurement,minutes_report\n";
    for (cells, told) in [
        (
            "7,30",
            Ok("Tính 7 phút một số đo theo thời hạn còn mới của chỉ tiêu, 30 phút một báo cáo"),
        ),
        (
            ",",
            Ok("Tính 2 phút một số đo theo thời hạn còn mới của chỉ tiêu, 10 phút một báo cáo"),
        ),
        ("nhanh,10", Err("cột minutes_measurement")),
        ("2,481", Err("cột minutes_report")),
    ] {
        let text = format!("{head}Chiến dịch thử,2026-01-05,2026-12-31,Asia/Ho_Chi_Minh,{cells}\n");
        let files = Files::embedded(&[("campaign.csv", &text)]);
        let plan = plan_files(&site.store.db, &files, now).await.unwrap();
        match told {
            Ok(words) => {
                assert!(plan.sound(), "{plan}");
                apply(&site.store.db, &plan, now).await.unwrap();
                let page = Committee::of(&site).await.get("/burden").await;
                page.expect(StatusCode::OK).shows(words);
            }
            Err(column) => assert!(plan.to_string().contains(column), "{plan}"),
        }
    }
}
