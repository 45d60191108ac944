//! A campaign that is not the seed's: a commune's tasks, without a database.
use axum::http::StatusCode;

use crate::support::{
    campaign::{self, TODAY},
    page::Answer,
    site::{ORIGIN, Site},
    store::Store,
    users::{Committee, Head, User},
};

/// The small campaign with its databases turned into tasks of a commune.
async fn site(headline: Option<&str>) -> Site {
    let mut rows = campaign::rows();
    for campaign in &mut rows.campaign {
        campaign.name = "Chiến dịch của xã Thử".into();
        campaign.place = "xã".into();
        campaign.headline = headline.map(str::to_owned);
    }
    for workstream in &mut rows.workstreams {
        workstream.kind = "data".into();
        workstream.feeds = None;
    }
    Site::over(Store::sqlite().await, ORIGIN, rows).await
}

/// A page without its markup.
fn text(page: &Answer) -> String {
    let mut text = String::new();
    for piece in page.body.split('<') {
        text.push_str(piece.split_once('>').map_or("", |(_, after)| after));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// W1: without a database the figures are those of the tasks.
#[tokio::test]
async fn a_campaign_without_databases_shows_its_tasks() {
    for headline in [None, Some("programme"), Some("all")] {
        let site = site(headline).await;
        let reader = Committee::of(&site).await;
        let overview = reader.get("/").await.expect(StatusCode::OK);
        let told = text(&overview);
        assert!(
            !told.contains("Chưa có nhiệm vụ nào"),
            "{headline:?}: {told}"
        );
        assert!(told.contains("trễ hạn"), "{told}");
        assert!(!told.contains("cơ sở dữ liệu quốc gia"), "{told}");
        let figures = site.app.live.today().await.unwrap().figures();
        assert!(figures["city"]["count-late"].as_u64().unwrap() > 0);
        assert_eq!(figures["city"]["duties"], figures["programme"]["duties"]);
        let matrix = reader.get("/matrix?all=1").await.expect(StatusCode::OK);
        assert!(
            matrix
                .body
                .contains("data-code=\"SO-TAI-CHINH/QG-DAT-DAI\"")
        );
    }
}

/// What the figures leave out stands in a line of its own, with what is late of it.
#[tokio::test]
async fn what_the_headline_leaves_out_has_a_line() {
    let site = site(Some("databases")).await;
    let reader = Committee::of(&site).await;
    let told = text(&reader.get("/").await.expect(StatusCode::OK));
    assert!(told.contains("Ngoài các số trên:"), "{told}");
    let figures = site.app.live.today().await.unwrap().figures();
    assert_eq!(figures["city"]["duties"], 0);
    let late = figures["programme"]["count-late"].as_u64().unwrap();
    let line = format!("{late} trễ hạn trên");
    assert!(late > 0 && told.contains(&line), "{line}: {told}");
    // W3, W4: a unit is told by all its duties, in its sentence and in the list.
    let unit = text(
        &reader
            .get("/units/SO-TAI-CHINH")
            .await
            .expect(StatusCode::OK),
    );
    assert!(unit.contains("nghiệm thu, kế hoạch"), "{unit}");
    let list = reader.get("/units?sort=").await.expect(StatusCode::OK);
    let worst = list.codes("unit").first().cloned();
    assert_eq!(worst.as_deref(), Some("SO-TAI-CHINH"));
}

/// W7, W8: its own name and its own words of place, on every page and in every file.
#[tokio::test]
async fn its_name_and_its_words_of_place_are_everywhere() {
    let site = site(None).await;
    let reader = Committee::of(&site).await;
    for path in [
        "/",
        "/units",
        "/units/SO-Y-TE",
        "/matrix",
        "/programme",
        "/partners",
        "/outcomes",
    ] {
        let page = reader.get(path).await.expect(StatusCode::OK);
        let name = "Chiến dịch của xã Thử";
        assert!(page.body.contains(&format!("{name}</title>")), "{path}");
        assert!(page.body.matches(name).count() > 2, "{path}");
        let told = text(&page);
        for word in ["oàn thành phố", "ấp thành phố"] {
            assert!(!told.contains(word), "{path}: {word}");
        }
    }
    let file = reader.get("/units?format=csv").await.expect(StatusCode::OK);
    assert!(file.body.contains("Chiến dịch của xã Thử"));
    let head = Head::of(&site).await;
    head.get("/work")
        .await
        .expect(StatusCode::OK)
        .shows("Chiến dịch của xã Thử");
}

/// W5: what is due soon is somebody's to do, also where nothing is late.
#[tokio::test]
async fn what_is_due_soon_is_something_to_do() {
    let mut rows = campaign::rows();
    for milestone in &mut rows.milestones {
        milestone.deadline = milestone.deadline.is_some().then(|| "2026-11-24".into());
    }
    rows.milestone_events.clear();
    rows.evidence.clear();
    let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
    let told = text(
        &Committee::of(&site)
            .await
            .get("/")
            .await
            .expect(StatusCode::OK),
    );
    assert!(told.contains("mốc đến hạn trong 7 ngày"), "{TODAY}: {told}");
    assert!(!told.contains("Không đơn vị nào có mốc trễ hạn"), "{told}");
}

/// W13 and week-1: a campaign nobody could act in yet is foretold nothing and silent nowhere.
#[tokio::test]
async fn a_new_campaign_slanders_nobody() {
    let mut rows = campaign::rows();
    rows.milestone_events.clear();
    rows.evidence.clear();
    rows.measurements.clear();
    rows.measurement_events.clear();
    for campaign in &mut rows.campaign {
        campaign.deadline = Some("2026-11-24".into());
    }
    let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
    let reader = Committee::of(&site).await;
    let told = text(&reader.get("/").await.expect(StatusCode::OK));
    assert!(
        told.contains("không thể kịp : còn 2 ngày làm việc, còn 100,0 điểm")
            || told.contains("không thể kịp: còn 2 ngày làm việc, còn 100,0 điểm"),
        "{told}"
    );
    assert!(!told.contains("không đạt với nhịp hiện nay"), "{told}");
    let silent = reader.get("/units?silent=1").await.expect(StatusCode::OK);
    assert_eq!(silent.codes("unit"), [""; 0]);
}
